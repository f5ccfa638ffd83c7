//! Redis: one private server for an attempt, asked directly.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::find::Found;
use super::room::Room;
use super::secret::{port, secret};
use super::{Engine, ServiceError, user};
use crate::process::{self, Cancel, Command, Ending, Limits, Running};

mod monitor;

pub use monitor::Monitor;

/// What a start may take.
const START: Duration = Duration::from_secs(10);
/// What an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often a start is tried, each time with another port.
const TRIES: usize = 4;

/// A private Redis. Dropping it stops it.
#[derive(Debug)]
pub struct Cache {
    url: String,
    running: Option<Running>,
    program: PathBuf,
    port: u16,
    password: String,
    /// The addresses from which we connected.
    ours: Mutex<Vec<String>>,
    room: Room,
}

/// Completes "Redis …".
fn failed(problem: impl Into<String>) -> ServiceError {
    ServiceError::Failed { engine: Engine::Redis.name(), problem: problem.into() }
}

impl Cache {
    pub(super) fn start(found: &Found, cancel: &Cancel) -> Result<Self, ServiceError> {
        let Some(program) = found.program.clone() else { return Err(failed("cannot be used at an address yet")) };
        let room = Room::new(user::for_servers()).map_err(|error| failed(format!("has no private folder: {error}")))?;
        let mut cache = Cache {
            url: String::new(),
            running: None,
            program,
            port: 0,
            password: secret(),
            ours: Mutex::default(),
            room,
        };
        let mut last = ServiceError::Cancelled;
        for _ in 0..TRIES {
            cache.port = port().map_err(|error| failed(format!("has no port: {error}")))?;
            cache.url = format!("redis://:{}@127.0.0.1:{}/0", cache.password, cache.port);
            match cache.attempt(cancel) {
                Ok(()) => return Ok(cache),
                Err(ServiceError::Cancelled) => return Err(ServiceError::Cancelled),
                Err(error @ (ServiceError::Failed { .. } | ServiceError::Missing(_))) => last = error,
            }
        }
        Err(last)
    }

    /// Starts it on its port.
    fn attempt(&mut self, cancel: &Cancel) -> Result<(), ServiceError> {
        let port = self.port.to_string();
        let dir = self.room.path();
        let options = ["--port", &port, "--bind", "127.0.0.1", "--requirepass", &self.password];
        let fixed = ["--save", "", "--appendonly", "no", "--maxmemory", "64mb", "--daemonize", "no"];
        let command = Command {
            program: self.program.clone(),
            args: options.iter().chain(&fixed).map(Into::into).chain(["--dir".into(), dir.into()]).collect(),
            dir: dir.to_owned(),
            env: BTreeMap::new(),
            stdin: Vec::new(),
            limits: Limits { time: Duration::MAX, output: 64 * 1024, memory: u64::MAX },
        };
        let start = process::serve(&command, user::for_servers(), dir, Ending::AtOnce);
        let mut running = start.map_err(|error| failed(format!("does not start: {error}")))?;
        let deadline = Instant::now() + START;
        let mut pause = Duration::from_millis(1);
        while self.connect().is_err() {
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
        self.running = Some(running);
        Ok(())
    }

    /// Its address, for a program: `redis://…`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A new connection of ours.
    pub fn connect(&self) -> Result<redis::Connection, ServiceError> {
        let client =
            redis::Client::open(self.url.as_str()).map_err(|error| failed(format!("has no address: {error}")))?;
        let unanswered = |error: redis::RedisError| failed(format!("does not answer: {error}"));
        let mut connection = client.get_connection_with_timeout(PATIENCE).map_err(unanswered)?;
        for timeout in [redis::Connection::set_read_timeout, redis::Connection::set_write_timeout] {
            timeout(&connection, Some(PATIENCE)).map_err(unanswered)?;
        }
        let info: String = redis::cmd("CLIENT").arg("INFO").query(&mut connection).map_err(unanswered)?;
        let address = info.split(' ').find_map(|field| field.strip_prefix("addr="));
        self.ours.lock().unwrap_or_else(PoisonError::into_inner).extend(address.map(str::to_owned));
        Ok(connection)
    }

    /// Sees the commands that programs send from now on, until it is stopped.
    pub fn monitor(&self) -> Result<Monitor, ServiceError> {
        Monitor::open(self.port, &self.password)
    }

    /// The commands that came since the monitor was last asked, each with its arguments, in order. All that was answered
    /// before is among them; what our own connections sent is not.
    pub fn commands(&self, monitor: &mut Monitor) -> Result<Vec<Vec<String>>, ServiceError> {
        let ours = self.ours.lock().unwrap_or_else(PoisonError::into_inner).clone();
        monitor.commands(&ours)
    }

    /// Takes it away: connections break, and new ones are refused.
    pub fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop();
        }
    }

    /// Brings it back on the same port, empty.
    pub fn restart(&mut self, cancel: &Cancel) -> Result<(), ServiceError> {
        self.stop();
        self.attempt(cancel)
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        self.stop();
    }
}
