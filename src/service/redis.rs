//! Redis: one private server for an attempt, asked directly.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::find::Found;
use super::room::Room;
use super::secret::secret;
use super::{Engine, ServiceError};
use crate::process::{self, Cancel, Command, Ending, Limits, Running};

mod access;
mod given;
mod monitor;

use access::{Access, PATIENCE};
use given::Given;
pub use monitor::Monitor;

/// What a start may take.
const START: Duration = Duration::from_secs(10);
/// How often a start is tried, each time with another port.
const TRIES: usize = 4;

/// A private Redis. Dropping it stops it.
#[derive(Debug)]
pub struct Cache {
    url: String,
    access: Access,
    /// The addresses from which we connected.
    ours: Mutex<Vec<String>>,
    server: Server,
}

#[derive(Debug)]
enum Server {
    /// A process of our own; none while it is stopped.
    Own { running: Option<Running>, program: PathBuf, room: Room },
    /// A database of a server that somebody gave us.
    Given { _place: Given },
}

/// Completes "Redis …".
fn failed(problem: impl Into<String>) -> ServiceError {
    ServiceError::Failed { engine: Engine::Redis.name(), problem: problem.into() }
}

/// The version of a server that somebody gave us.
pub(super) fn version_at(address: &str) -> Result<String, ServiceError> {
    given::version(address).ok_or_else(|| failed(format!("does not answer at {}", Engine::Redis.address_variable())))
}

impl Cache {
    pub(super) fn start(found: &Found, cancel: &Cancel) -> Result<Self, ServiceError> {
        if let Some(address) = &found.address {
            let place = Given::take(address)?;
            let access = place.access.clone();
            return Ok(Cache::at(access, Server::Given { _place: place }));
        }
        let program = found.program.clone().ok_or_else(|| failed("is nowhere"))?;
        let room = Room::new(None).map_err(|error| failed(format!("has no private folder: {error}")))?;
        let mut access =
            Access { host: "127.0.0.1".to_owned(), port: 0, user: None, password: Some(secret()), database: 0 };
        let mut last = ServiceError::Cancelled;
        for _ in 0..TRIES {
            access.port = process::free_port().map_err(|error| failed(format!("has no port: {error}")))?;
            match serve(&program, &room, &access, cancel) {
                Ok(running) => return Ok(Cache::at(access, Server::Own { running: Some(running), program, room })),
                Err(ServiceError::Cancelled) => return Err(ServiceError::Cancelled),
                Err(error @ (ServiceError::Failed { .. } | ServiceError::Missing(_))) => last = error,
            }
        }
        Err(last)
    }

    fn at(access: Access, server: Server) -> Self {
        Cache { url: access.url(), access, ours: Mutex::default(), server }
    }

    /// Its address, for a program: `redis://…`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A new connection of ours.
    pub fn connect(&self) -> Result<redis::Connection, ServiceError> {
        let unanswered = |error: redis::RedisError| failed(format!("does not answer: {error}"));
        let client = redis::Client::open(self.url.as_str()).map_err(unanswered)?;
        let mut connection = client.get_connection_with_timeout(PATIENCE).map_err(unanswered)?;
        connection.set_read_timeout(Some(PATIENCE)).map_err(unanswered)?;
        connection.set_write_timeout(Some(PATIENCE)).map_err(unanswered)?;
        let info: String = redis::cmd("CLIENT").arg("INFO").query(&mut connection).map_err(unanswered)?;
        let address = info.split(' ').find_map(|field| field.strip_prefix("addr="));
        self.ours.lock().unwrap_or_else(PoisonError::into_inner).extend(address.map(str::to_owned));
        Ok(connection)
    }

    /// Sees the commands that programs send from now on, until it is dropped.
    pub fn monitor(&self) -> Result<Monitor, ServiceError> {
        Monitor::open(&self.access)
    }

    /// The commands that came since the monitor was last asked, each with its arguments, in order. All that was answered
    /// before is among them; what our own connections sent is not.
    pub fn commands(&self, monitor: &mut Monitor) -> Result<Vec<Vec<String>>, ServiceError> {
        let ours = self.ours.lock().unwrap_or_else(PoisonError::into_inner).clone();
        monitor.commands(&ours)
    }

    /// Takes it away: connections break, and new ones are refused. Not possible with a server that somebody gave us.
    pub fn stop(&mut self) -> Result<(), ServiceError> {
        match &mut self.server {
            Server::Own { running, .. } => {
                running.take().map(Running::stop);
                Ok(())
            }
            Server::Given { .. } => {
                let variable = Engine::Redis.address_variable();
                Err(failed(format!("is not ours to be stopped: unset {variable} for this exercise")))
            }
        }
    }

    /// Brings it back on the same port, empty.
    pub fn restart(&mut self, cancel: &Cancel) -> Result<(), ServiceError> {
        self.stop()?;
        match &mut self.server {
            Server::Own { running, program, room } => *running = Some(serve(program, room, &self.access, cancel)?),
            Server::Given { .. } => {}
        }
        Ok(())
    }
}

/// Small, and nothing is kept.
fn settings(access: &Access, dir: &Path) -> String {
    let Access { port, password, .. } = access;
    let password = password.as_deref().unwrap_or_default();
    let dir = dir.display().to_string().replace('\\', "/").replace('"', "\\\"");
    format!(
        "port {port}\nbind 127.0.0.1\nrequirepass {password}\nsave \"\"\nappendonly no\nmaxmemory 64mb\ndaemonize no\n\
         dir \"{dir}\"\n"
    )
}

/// Starts a server, and waits until it answers.
fn serve(program: &Path, room: &Room, access: &Access, cancel: &Cancel) -> Result<Running, ServiceError> {
    let dir = room.path();
    // Not as arguments, which everybody sees.
    let file = dir.join("redis.conf");
    fs::write(&file, settings(access, dir))
        .map_err(|error| failed(format!("does not start: {}: {error}", file.display())))?;
    let command = Command {
        program: program.to_owned(),
        args: vec![file.into()],
        dir: dir.to_owned(),
        env: BTreeMap::new(),
        stdin: Vec::new(),
        limits: Limits { time: Duration::MAX, output: 64 * 1024, memory: u64::MAX },
    };
    let start = process::serve(&command, None, dir, Ending::AtOnce);
    let mut running = start.map_err(|error| failed(format!("does not start: {error}")))?;
    let deadline = Instant::now() + START;
    let mut pause = Duration::from_millis(1);
    // Somebody else's server on this port would not know the password.
    while access.wire().and_then(|mut wire| wire.ask(&["PING"])).is_err() {
        if cancel.is_cancelled() {
            return Err(ServiceError::Cancelled);
        }
        if running.ended().is_some() || Instant::now() >= deadline {
            let output = running.stop();
            let said = process::clean(&format!("{}{}", output.stdout.text, output.stderr.text));
            let line = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it says nothing");
            return Err(failed(format!("does not start: {line}")));
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
    Ok(running)
}
