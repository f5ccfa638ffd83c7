//! Ports: a free one for each server, and whose turn it is where servers want the same one.

use std::net::{Ipv4Addr, TcpListener};
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use super::POLL;
use crate::check::CheckError;
use crate::process::{self, Cancel, Command, Running};

/// Servers run side by side. One that could not have a port besides its own runs again in its turn, when no other of its
/// kind does.
static TURN: Mutex<()> = Mutex::new(());

/// Ports that no system gives to connections by itself: nothing takes one by chance before the server listens on it.
const PORTS: Range<u16> = 20_000..32_000;

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

/// A port that nobody has, and that was not given to another server just before.
pub(in crate::check) fn free_port() -> Result<u16, CheckError> {
    static CHOSEN: AtomicU32 = AtomicU32::new(0);
    let width = u32::from(PORTS.end - PORTS.start);
    // Tutors that run at the same time begin at different places.
    let begin = std::process::id().wrapping_mul(7919);
    let found = (0..width).find_map(|_| {
        let place = begin.wrapping_add(CHOSEN.fetch_add(1, Ordering::Relaxed)) % width;
        let port = PORTS.start + u16::try_from(place).ok()?;
        is_free(port).then_some(port)
    });
    found.ok_or_else(no_port)
}

pub(super) fn no_port() -> CheckError {
    CheckError::Io { what: "looking for a free port".to_owned(), source: std::io::ErrorKind::AddrInUse.into() }
}

pub(super) fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).is_ok()
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
