//! One PostgreSQL server of our own: its data folder, its start, its end.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use tokio_postgres::Config;

use super::link::{Link, Stopped};
use super::log::why_it_ended;
use super::settings::{HBA, LOG, MAY_CONNECT, SUPERUSER, settings};
use super::{DATA, failed};
use crate::process::{self, Cancel, Command, End, Ending, Limits, Running, User};
use crate::service::reach::{copied, reachable};
use crate::service::room::Room;
use crate::service::secret::secret;
use crate::service::{ServiceError, user};

/// What `initdb` may take.
const INITDB: Duration = Duration::from_mins(1);
/// What a start may take.
const START: Duration = Duration::from_secs(20);
/// What an end in order may take.
const END: Duration = Duration::from_secs(2);
/// How often a start is tried, each time with another port.
const TRIES: usize = 4;

/// A server that runs.
#[derive(Debug)]
pub(super) struct Server {
    running: Option<Running>,
    /// The private folder.
    folder: PathBuf,
    port: u16,
    password: Option<String>,
    /// Removed last; none while the server is being started.
    room: Option<Room>,
}

impl Server {
    /// Starts one. What `initdb` makes is kept in `cache`.
    pub(super) fn start(
        program: &Path,
        version: &str,
        cache: Option<&Path>,
        cancel: &Cancel,
    ) -> Result<Self, ServiceError> {
        let user = user::for_servers();
        let room = Room::new(user).map_err(|error| failed(format!("has no private folder: {error}")))?;
        let reachable = reachable(program, user, room.path());
        let reachable = reachable.map_err(|error| failed(format!("is at {}: {error}", program.display())))?;
        let setup = Setup { program: &reachable, kept: kept(program, version, cache), user, room: &room, cancel };
        let cached = setup.data().map_err(|problem| problem.into_error("cannot be set up"))?;
        let mut server = Server {
            running: None,
            folder: room.path().to_owned(),
            port: 0,
            password: cfg!(windows).then(secret),
            room: None,
        };
        let mut started = server.attempts(&setup);
        if cached && matches!(started, Err(Problem::Io(_) | Problem::Said(_))) {
            // What was kept may be at fault: once more without.
            started = setup.anew().and_then(|()| server.attempts(&setup));
        }
        started.map_err(|problem| problem.into_error("does not start"))?;
        server.room = Some(room);
        Ok(server)
    }

    fn attempts(&mut self, setup: &Setup<'_>) -> Result<(), Problem> {
        if let Some(password) = &self.password {
            setup.set_password(password)?;
        }
        let mut last = Problem::Cancelled;
        for _ in 0..TRIES {
            match self.attempt(setup) {
                Err(problem @ (Problem::Io(_) | Problem::Said(_))) => last = problem,
                other @ (Ok(()) | Err(Problem::Cancelled)) => return other,
            }
        }
        Err(last)
    }

    fn attempt(&mut self, setup: &Setup<'_>) -> Result<(), Problem> {
        self.port = process::free_port()?;
        let data = self.folder.join(DATA);
        write(&data.join("postgresql.conf"), &settings(self.port, &self.folder), setup.user)?;
        write(&data.join(HBA), MAY_CONNECT, setup.user)?;
        // Of a start that failed.
        let _ = fs::remove_file(data.join("postmaster.pid"));
        let _ = fs::remove_file(self.log());
        let mut command = command(setup.program, &self.folder);
        command.args.extend(["-D".into(), data.into()]);
        command.limits.time = Duration::MAX;
        let mut running = process::serve(&command, setup.user, &self.folder, Ending::InOrder)?;
        let deadline = Instant::now() + START;
        let mut pause = Duration::from_millis(1);
        loop {
            match Link::open(&self.superuser(), setup.cancel) {
                Ok(_) => break,
                Err(Stopped::Cancelled) => return Err(Problem::Cancelled),
                Err(Stopped::TimedOut | Stopped::Error(_) | Stopped::Machine(_)) => {}
            }
            if setup.cancel.is_cancelled() {
                return Err(Problem::Cancelled);
            }
            if running.ended().is_some() || Instant::now() >= deadline {
                let output = running.stop();
                let said = why_it_ended(&self.log())
                    .unwrap_or_else(|| format!("{}{}", output.stdout.text, output.stderr.text));
                return Err(Problem::Said(last_words(&said)));
            }
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(20));
        }
        self.running = Some(running);
        Ok(())
    }

    /// How the superuser connects.
    pub(super) fn superuser(&self) -> Config {
        let mut config = Config::new();
        config.user(SUPERUSER).dbname(SUPERUSER).port(self.port).application_name(super::OURS);
        #[cfg(unix)]
        config.host_path(&self.folder);
        #[cfg(not(unix))]
        config.host("127.0.0.1");
        if let Some(password) = &self.password {
            config.password(password);
        }
        config
    }

    /// Where programs reach it.
    pub(super) fn authority(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Where it writes down what was sent to it.
    pub(super) fn log(&self) -> PathBuf {
        self.folder.join(DATA).join(LOG)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // In order, so that it removes its shared memory and its socket itself.
        if let Some(running) = self.running.take() {
            running.quit(END);
        }
    }
}

/// Why there is no server.
enum Problem {
    Io(io::Error),
    Said(String),
    Cancelled,
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Problem::Io(error)
    }
}

impl From<process::StartError> for Problem {
    fn from(error: process::StartError) -> Self {
        Problem::Said(error.to_string())
    }
}

impl Problem {
    fn into_error(self, what: &str) -> ServiceError {
        match self {
            Problem::Io(error) => failed(format!("{what}: {error}")),
            Problem::Said(said) => failed(format!("{what}: {said}")),
            Problem::Cancelled => ServiceError::Cancelled,
        }
    }
}

/// What a data folder is made with.
struct Setup<'a> {
    program: &'a Path,
    /// Where the data folder is kept between runs.
    kept: Option<PathBuf>,
    user: Option<User>,
    room: &'a Room,
    cancel: &'a Cancel,
}

impl Setup<'_> {
    /// Makes the data folder, and says whether it came from the cache.
    fn data(&self) -> Result<bool, Problem> {
        let data = self.room.path().join(DATA);
        if let Some(kept) = &self.kept
            && copied(kept, &data).is_ok()
            && is_whole(&data)
        {
            user::give(&data, self.user)?;
            return Ok(true);
        }
        self.anew()?;
        Ok(false)
    }

    /// Makes the data folder, and keeps it.
    fn anew(&self) -> Result<(), Problem> {
        let data = self.room.path().join(DATA);
        let _ = fs::remove_dir_all(&data);
        self.initdb(&data)?;
        if let Some(kept) = &self.kept {
            let _ = fs::remove_dir_all(kept);
            // A cache that cannot be written is like none.
            let _ = keep(&data, kept);
        }
        Ok(())
    }

    fn initdb(&self, data: &Path) -> Result<(), Problem> {
        let program = self.program.with_file_name("initdb").with_extension(std::env::consts::EXE_EXTENSION);
        let mut command = command(&program, self.room.path());
        command.args.extend(["-D".into(), data.into()]);
        let options =
            ["-U", SUPERUSER, "-A", "trust", "--no-sync", "--locale=C", "--encoding=UTF8", "--no-instructions"];
        command.args.extend(options.map(Into::into));
        self.run(&command)
    }

    /// The server itself is asked, alone, before anybody can connect.
    fn set_password(&self, password: &str) -> Result<(), Problem> {
        let mut command = command(self.program, self.room.path());
        let data = self.room.path().join(DATA);
        command.args.extend(["--single".into(), "-D".into(), data.into(), SUPERUSER.into()]);
        command.stdin = format!("ALTER ROLE {SUPERUSER} PASSWORD '{password}'\n").into_bytes();
        let output = process::run(&command, self.cancel)?;
        if output.end == End::Exited(0) { Ok(()) } else { Err(Problem::Said(last_words(&output.stderr.text))) }
    }

    fn run(&self, command: &Command) -> Result<(), Problem> {
        let output = process::serve(command, self.user, self.room.path(), Ending::AtOnce)?.wait(self.cancel);
        match output.end {
            End::Exited(0) => Ok(()),
            End::Cancelled => Err(Problem::Cancelled),
            End::TimedOut => Err(Problem::Said(format!("{} does not end", command.program.display()))),
            End::Exited(_) | End::Signalled(_) | End::OutOfMemory => {
                Err(Problem::Said(last_words(&format!("{}\n{}", output.stdout.text, output.stderr.text))))
            }
        }
    }
}

/// Where the data folder of this program is kept between runs.
fn kept(program: &Path, version: &str, cache: Option<&Path>) -> Option<PathBuf> {
    let mut hash = blake3::Hasher::new();
    for part in [version, env!("CARGO_PKG_VERSION"), &program.to_string_lossy()] {
        hash.update(part.as_bytes()).update(&[0]);
    }
    let key: String = hash.finalize().to_hex().chars().take(16).collect();
    Some(cache?.join("postgres").join(key))
}

fn command(program: &Path, dir: &Path) -> Command {
    let limits = Limits { time: INITDB, output: 64 * 1024, memory: u64::MAX };
    let env = std::collections::BTreeMap::from([("TMPDIR".to_owned(), dir.to_string_lossy().into_owned())]);
    Command { program: program.to_owned(), args: Vec::new(), dir: dir.to_owned(), env, stdin: Vec::new(), limits }
}

fn write(file: &Path, text: &str, user: Option<User>) -> io::Result<()> {
    fs::write(file, text)?;
    user::give(file, user)
}

/// The line that tells most: the last that speaks of an error.
fn last_words(text: &str) -> String {
    let text = process::clean(text);
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let bad = |line: &&str| ["FATAL", "PANIC", "ERROR", "error"].iter().any(|word| line.contains(word));
    let line = lines().rev().find(bad).or_else(|| lines().next_back()).unwrap_or("it says nothing");
    line.chars().take(300).collect()
}

/// Whether a data folder has what a server needs first. The rest is found out by its start.
fn is_whole(data: &Path) -> bool {
    ["PG_VERSION", "global/pg_control", "base/1/PG_VERSION"].iter().all(|name| data.join(name).is_file())
}

/// Copied beside and then renamed, so that nobody finds half of it.
fn keep(data: &Path, kept: &Path) -> io::Result<()> {
    let parent = kept.parent().ok_or(io::ErrorKind::NotFound)?;
    fs::create_dir_all(parent)?;
    let new = tempfile::Builder::new().prefix("new-").tempdir_in(parent)?;
    copied(data, &new.path().join(DATA))?;
    fs::rename(new.path().join(DATA), kept)
}
