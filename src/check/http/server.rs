//! The learner's server: started on a free port, asked, and stopped with all that it started.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use ureq::Agent;

use super::request::{Reply, Request, Trouble, agent};
use crate::check::sandbox::Sandbox;
use crate::check::{CheckError, Crash, Facet};
use crate::process::{self, Cancel, Command, End, Output, Running};

/// How long a server may take at least until it listens, however short the exercise's limit is.
const START: Duration = Duration::from_secs(5);
/// How long one that listens elsewhere may go on without listening on `PORT`.
const GRACE: Duration = Duration::from_millis(500);
/// How long to wait for the words of a server that seems to be dying.
const LAST_WORDS: Duration = Duration::from_millis(500);
/// The same, at least, for one that answered, though not as it should or for the last time.
const AFTERWARDS: Duration = Duration::from_millis(100);
const POLL: Duration = Duration::from_millis(10);
/// How many ports are tried when somebody else is quicker.
const PORTS: usize = 5;

/// One server at a time: two that ignore `PORT` would fight for the same one.
static TURN: Mutex<()> = Mutex::new(());

/// A server that was started.
pub(super) struct Server<'s, 'a> {
    sandbox: &'s Sandbox<'a>,
    command: Command,
    state: State,
    port: u16,
    ports_left: usize,
    agent: Agent,
    /// Until when it may begin to listen; after that, until when requests may take.
    until: Instant,
    listened: bool,
    /// How long to look after it once it has answered: the slower it started, the busier the machine is.
    afterwards: Duration,
    started: Instant,
    /// How much it had printed when the last request began.
    printed: (usize, usize),
    _turn: MutexGuard<'static, ()>,
}

#[derive(Debug)]
enum State {
    Running(Running),
    Ended(Output),
}

/// Why a request has no answer.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) facet: Option<Facet>,
    pub(super) crash: Option<Crash>,
    /// Whether further requests make sense.
    pub(super) goes_on: bool,
}

impl<'s, 'a> Server<'s, 'a> {
    /// Starts a program of the sandbox; it need not listen yet.
    pub(super) fn start(file: &str, args: &[String], sandbox: &'s Sandbox<'a>) -> Result<Self, CheckError> {
        let turn = turn(sandbox.cancel)?;
        let mut command = sandbox.command(file, args)?;
        let start = sandbox.limits.time.max(START);
        // The process's own deadline is for the case that nobody looks at ours.
        command.limits.time = start + sandbox.limits.time + START;
        let (running, port) = on_a_free_port(&mut command)?;
        Ok(Server {
            sandbox,
            command,
            state: State::Running(running),
            port,
            ports_left: PORTS,
            agent: agent(),
            until: Instant::now() + start,
            listened: false,
            afterwards: AFTERWARDS,
            started: Instant::now(),
            printed: (0, 0),
            _turn: turn,
        })
    }

    /// Sends a request. The first one waits until the server listens.
    pub(super) fn ask(&mut self, request: &Request) -> Result<Result<Reply, Fault>, CheckError> {
        if self.listened {
            let (stdout, stderr) = self.outputs();
            self.printed = (stdout.len(), stderr.len());
            let left = self.until.saturating_duration_since(Instant::now());
            let sent = self.send(request, left)?;
            return Ok(sent.map_err(|trouble| self.fault(&trouble)));
        }
        let mut elsewhere: Option<Instant> = None;
        loop {
            let ended = self.ended();
            let begun = Instant::now();
            let sent = if ended { Err(Trouble::Refused) } else { self.send(request, self.sandbox.limits.time)? };
            let ports = self.listening();
            if !matches!(sent, Err(Trouble::Refused)) {
                if !ports.is_empty() && !ports.contains(&self.port) {
                    // A stranger was quicker and answered in its place.
                    self.restart()?;
                    continue;
                }
                self.listened = true;
                self.afterwards = (begun - self.started).clamp(AFTERWARDS, LAST_WORDS);
                self.until = begun + self.sandbox.limits.time;
                return Ok(sent.map_err(|trouble| self.fault(&trouble)));
            }
            if ended {
                match self.ended_before_listening() {
                    Some(fault) => return Ok(Err(fault)),
                    None => self.restart()?,
                }
                continue;
            }
            if let Some(other) = ports.first().filter(|_| !ports.contains(&self.port))
                && elsewhere.get_or_insert_with(Instant::now).elapsed() >= GRACE
            {
                return Ok(Err(self.other_port(Some(*other))));
            }
            if Instant::now() >= self.until {
                let waited = self.sandbox.limits.time.max(START).as_secs();
                return Ok(Err(self.listens("silent", &format!("nothing listens there after {waited} s"))));
            }
            if self.sandbox.cancel.is_cancelled() {
                return Err(CheckError::Cancelled);
            }
            thread::sleep(POLL);
        }
    }

    /// How it crashed since the last request began, though it answered: a handler that died halfway. What it wrote
    /// may arrive a moment later than its answer; if the answer is suspicious, that is waited for.
    pub(super) fn crashed_meanwhile(&mut self, suspicious: bool) -> Option<Crash> {
        self.wait_for(if suspicious { self.afterwards } else { Duration::ZERO }, Self::crash)
    }

    /// Whether it ended after it answered, which no server should.
    pub(super) fn ended_afterwards(&mut self) -> Option<Fault> {
        self.wait_for(self.afterwards, |server| server.ended().then_some(()))?;
        Some(self.ended_while_asked())
    }

    /// What it printed since the last request began; with the first one, since its start.
    pub(super) fn printed(&mut self) -> String {
        let (stdout, stderr) = self.since();
        self.sandbox.clean(&(stdout + &stderr))
    }

    /// Stops it, with all that it started.
    pub(super) fn stop(self) -> Output {
        match self.state {
            State::Running(running) => running.stop(),
            State::Ended(output) => output,
        }
    }

    fn send(&mut self, request: &Request, time: Duration) -> Result<Result<Reply, Trouble>, CheckError> {
        if time.is_zero() {
            return Ok(Err(Trouble::NoAnswer));
        }
        // In a thread of its own, so that a learner who cancels need not wait for an answer, and limits are watched.
        thread::scope(|scope| {
            let (tell, told) = mpsc::channel();
            let (agent, port) = (self.agent.clone(), self.port);
            thread::Builder::new()
                .spawn_scoped(scope, move || tell.send(request.send(&agent, port, time)))
                .map_err(|source| CheckError::Io { what: "sending a request".to_owned(), source })?;
            loop {
                match told.recv_timeout(POLL) {
                    Ok(sent) => return Ok(sent),
                    Err(RecvTimeoutError::Timeout) if self.sandbox.cancel.is_cancelled() => {
                        self.agent.clone().shutdown();
                        return Err(CheckError::Cancelled);
                    }
                    // Asking makes the limits hold; a server that is ended for them closes the connection.
                    Err(RecvTimeoutError::Timeout) => _ = self.ended(),
                    Err(RecvTimeoutError::Disconnected) => return Ok(Err(Trouble::Dropped)),
                }
            }
        })
    }

    fn restart(&mut self) -> Result<(), CheckError> {
        self.ports_left = self.ports_left.checked_sub(1).ok_or_else(|| CheckError::Io {
            what: "looking for a free port".to_owned(),
            source: std::io::ErrorKind::AddrInUse.into(),
        })?;
        let (running, port) = on_a_free_port(&mut self.command)?;
        self.state = State::Running(running);
        self.started = Instant::now();
        self.port = port;
        Ok(())
    }

    /// Why a request to a server that has listened before has no answer.
    fn fault(&mut self, trouble: &Trouble) -> Fault {
        let waits = match trouble {
            Trouble::Refused | Trouble::Dropped => LAST_WORDS,
            Trouble::NoAnswer | Trouble::Endless | Trouble::NoHttp(_) => self.afterwards,
        };
        let said = self.wait_for(waits, |server| (server.ended() || server.crash().is_some()).then_some(()));
        // A server that dies of an error says so before it is gone.
        if said.is_some() && self.wait_for(self.afterwards, |server| server.ended().then_some(())).is_some() {
            return self.ended_while_asked();
        }
        let crash = self.crash();
        let seconds = self.sandbox.limits.time.as_secs_f32();
        let (key, actual) = match trouble {
            Trouble::Refused => ("refused", "nothing listens any more".to_owned()),
            Trouble::Dropped => ("dropped", "the connection was closed without a whole answer".to_owned()),
            Trouble::NoAnswer => ("no-answer", format!("no answer within {seconds} s")),
            Trouble::Endless => ("endless", "the body of the answer has more than 1 MiB, or no end".to_owned()),
            Trouble::NoHttp(what) => ("no-http", format!("what came is no HTTP ({what})")),
        };
        let goes_on = match trouble {
            Trouble::Dropped | Trouble::Endless | Trouble::NoHttp(_) => true,
            Trouble::Refused | Trouble::NoAnswer => false,
        };
        let facet = Facet::new("answer", false, key, "an answer", actual);
        Fault { facet: Some(facet), crash, goes_on }
    }

    fn ended_while_asked(&mut self) -> Fault {
        let facet = Facet::new("answer", false, "ended", "a server that goes on", self.how_it_ended());
        // It may have said why before this request began.
        let crash = self.crash().or_else(|| self.sandbox.crash(&self.outputs().1));
        Fault { facet: Some(facet), crash, goes_on: false }
    }

    /// None if another port should be tried, because somebody else was quicker.
    fn ended_before_listening(&mut self) -> Option<Fault> {
        let (_, stderr) = self.outputs();
        let taken = ["EADDRINUSE", "address already in use", "Address already in use", "WinError 10048"];
        if taken.iter().any(|words| stderr.contains(words)) {
            let named = port_in(&stderr);
            let ours = named.map_or_else(|| !is_free(self.port), |named| named == self.port);
            return (!ours).then(|| self.other_port(named));
        }
        if let Some(crash) = self.sandbox.crash(&stderr) {
            return Some(Fault { facet: None, crash: Some(crash), goes_on: false });
        }
        let how = self.how_it_ended();
        Some(self.listens("ended", &format!("{how} without listening")))
    }

    fn other_port(&self, other: Option<u16>) -> Fault {
        let other = other.map_or_else(|| "another port".to_owned(), |port| port.to_string());
        let mut fault = self.listens("other-port", &format!("it listens on {other}"));
        fault.facet.iter_mut().for_each(|facet| facet.more.push(("other_port", other.clone())));
        fault
    }

    fn listens(&self, key: &str, actual: &str) -> Fault {
        let mut facet = Facet::new("listens", false, key, "a server that listens on the port in PORT", actual);
        facet.more.push(("port", self.port.to_string()));
        Fault { facet: Some(facet), crash: None, goes_on: false }
    }

    fn how_it_ended(&self) -> String {
        match &self.state {
            State::Running(_) => "it goes on".to_owned(),
            State::Ended(output) => match output.end {
                End::Exited(code) => format!("it ended with exit code {code}"),
                End::Signalled(signal) => format!("it was ended by signal {signal}"),
                End::OutOfMemory => "it used more memory than allowed".to_owned(),
                End::TimedOut | End::Cancelled => "it was stopped".to_owned(),
            },
        }
    }

    fn ended(&mut self) -> bool {
        let end = match &mut self.state {
            State::Running(running) => running.ended(),
            State::Ended(_) => return true,
        };
        let Some(end) = end else { return false };
        // Stopping waits for all that it printed.
        let empty =
            Output { end, stdout: <_>::default(), stderr: <_>::default(), took: Duration::ZERO, left_behind: 0 };
        if let State::Running(running) = std::mem::replace(&mut self.state, State::Ended(empty)) {
            self.state = State::Ended(Output { end, ..running.stop() });
        }
        true
    }

    fn listening(&self) -> Vec<u16> {
        match &self.state {
            State::Running(running) => running.listening(),
            State::Ended(_) => Vec::new(),
        }
    }

    fn outputs(&self) -> (String, String) {
        match &self.state {
            State::Running(running) => {
                let (stdout, stderr) = running.so_far();
                (stdout.text, stderr.text)
            }
            State::Ended(output) => (output.stdout.text.clone(), output.stderr.text.clone()),
        }
    }

    fn since(&self) -> (String, String) {
        let (stdout, stderr) = self.outputs();
        let after = |text: &str, at: usize| text.get(at..).unwrap_or_default().to_owned();
        (after(&stdout, self.printed.0), after(&stderr, self.printed.1))
    }

    fn crash(&mut self) -> Option<Crash> {
        self.sandbox.crash(&self.since().1)
    }

    /// Looks until there is something, or the time is over.
    fn wait_for<T>(&mut self, time: Duration, mut look: impl FnMut(&mut Self) -> Option<T>) -> Option<T> {
        let until = Instant::now() + time;
        loop {
            let found = look(self);
            if found.is_some() || Instant::now() >= until || self.sandbox.cancel.is_cancelled() {
                return found;
            }
            thread::sleep(POLL);
        }
    }
}

fn turn(cancel: &Cancel) -> Result<MutexGuard<'static, ()>, CheckError> {
    loop {
        match TURN.try_lock() {
            Ok(turn) => return Ok(turn),
            Err(TryLockError::Poisoned(poisoned)) => return Ok(PoisonError::into_inner(poisoned)),
            Err(TryLockError::WouldBlock) if cancel.is_cancelled() => return Err(CheckError::Cancelled),
            Err(TryLockError::WouldBlock) => thread::sleep(POLL),
        }
    }
}

fn on_a_free_port(command: &mut Command) -> Result<(Running, u16), CheckError> {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map_err(|source| CheckError::Io { what: "looking for a free port".to_owned(), source })?
        .port();
    command.env.insert("PORT".to_owned(), port.to_string());
    Ok((process::start(command)?, port))
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// The port that a program could not have. Node.js names it: `address already in use :::3000`. Python does not, but the
/// lines of code in its message often do: `HTTPServer(("", 3000), Handler)`.
fn port_in(stderr: &str) -> Option<u16> {
    let mut errors = stderr.lines().filter(|line| line.contains("EADDRINUSE"));
    let named = errors.find_map(|line| line.rsplit_once(':')?.1.trim().parse().ok());
    let code = stderr.lines().filter(|line| line.starts_with("    "));
    let numbers = code.flat_map(|line| line.split(|c: char| !c.is_ascii_digit()));
    named.or_else(|| numbers.filter_map(|digits| digits.parse().ok()).find(|port| *port >= 1024))
}
