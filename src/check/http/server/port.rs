//! Ports: a free one for each server, and whose turn it is where servers want the same one.

use std::sync::{Mutex, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use super::POLL;
use crate::check::CheckError;
use crate::process::{self, Cancel, Command, Running, is_free};

/// Servers run side by side. One that could not have a port besides its own runs again in its turn, when no other of its
/// kind does.
static TURN: Mutex<()> = Mutex::new(());

/// How long a port that another check's server had may take to be free.
const FREED: Duration = Duration::from_secs(2);

/// A port that a server wanted besides its own, and that somebody had.
#[derive(Debug, Clone, Copy)]
pub(in crate::check) struct Conflict {
    /// Which one, if it is known.
    pub(super) port: Option<u16>,
}

/// Does this when it is a server's turn. None if the port stays taken: a server of another check is stopped soon, a
/// program of the learner's own goes on.
pub(in crate::check) fn in_turn<T>(
    conflict: Conflict,
    cancel: &Cancel,
    act: impl FnOnce() -> Result<T, CheckError>,
) -> Result<Option<T>, CheckError> {
    let _turn = loop {
        match TURN.try_lock() {
            Ok(turn) => break turn,
            Err(TryLockError::Poisoned(poisoned)) => break PoisonError::into_inner(poisoned),
            Err(TryLockError::WouldBlock) if cancel.is_cancelled() => return Err(CheckError::Cancelled),
            Err(TryLockError::WouldBlock) => thread::sleep(POLL),
        }
    };
    let until = Instant::now() + FREED;
    while !conflict.port.is_none_or(is_free) {
        if cancel.is_cancelled() {
            return Err(CheckError::Cancelled);
        }
        if Instant::now() >= until {
            return Ok(None);
        }
        thread::sleep(POLL);
    }
    act().map(Some)
}

pub(super) fn on_a_free_port(command: &mut Command) -> Result<(Running, u16), CheckError> {
    let port = free_port()?;
    command.env.insert("PORT".to_owned(), port.to_string());
    Ok((process::start(command)?, port))
}

/// A port for a server.
pub(in crate::check) fn free_port() -> Result<u16, CheckError> {
    process::free_port().map_err(no_port)
}

pub(super) fn no_port(source: std::io::Error) -> CheckError {
    CheckError::Io { what: "looking for a free port".to_owned(), source }
}

/// Whether a program could not have a port.
pub(super) fn is_taken(stderr: &str) -> bool {
    let words = ["EADDRINUSE", "address already in use", "Address already in use", "WinError 10048"];
    words.iter().any(|words| stderr.contains(words))
}

/// The port that a program could not have. Node.js names it: `address already in use :::3000`. Python does not, but the
/// lines of code in its message often do: `HTTPServer(("", 3000), Handler)`.
pub(super) fn port_in(stderr: &str) -> Option<u16> {
    let mut errors = stderr.lines().filter(|line| line.contains("EADDRINUSE"));
    let named = errors.find_map(|line| line.rsplit_once(':')?.1.trim().parse().ok());
    let code = stderr.lines().filter(|line| line.starts_with("    "));
    let numbers = code.flat_map(|line| line.split(|c: char| !c.is_ascii_digit()));
    named.or_else(|| numbers.filter_map(|digits| digits.parse().ok()).find(|port| *port >= 1024))
}
