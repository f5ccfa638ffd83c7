//! The learner's server: started on a free port, asked, and stopped with all that it started.

use std::io::ErrorKind;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::client::{Message, Patience, Trouble, exchange};
use super::reply::Reply;
use super::request::Request;
use crate::check::CheckError;
use crate::check::sandbox::Sandbox;
use crate::process::{Command, End, Output, Running};

mod fault;
mod port;

pub(in crate::check) use fault::Fault;
pub(super) use fault::how;
use port::on_a_free_port;
pub(in crate::check) use port::{Conflict, free_port, in_turn};

/// How long a server may take at least until it listens, however short the exercise's limit is.
const START: Duration = Duration::from_secs(10);
/// How long one that listens elsewhere may go on without listening on `PORT`.
const GRACE: Duration = Duration::from_millis(500);
/// How long to wait for the words of a server that seems to be dying.
const LAST_WORDS: Duration = Duration::from_millis(500);
/// The same, at least, for one that answered, though not as it should or for the last time.
const AFTERWARDS: Duration = Duration::from_millis(100);
const POLL: Duration = Duration::from_millis(10);
/// How many times as long as its limit a server may take on a machine that is too busy to run it.
const BUSY: u32 = 6;
/// How many ports are tried when somebody else is quicker.
const PORTS: usize = 5;

/// What came of requests, or why there can be no answer to any.
type Asked<T> = Result<Vec<Result<T, Trouble>>, Fault>;

/// A server that was started.
pub(in crate::check) struct Server<'s, 'a> {
    sandbox: &'s Sandbox<'a>,
    command: Command,
    state: State,
    port: u16,
    ports_left: usize,
    listened: bool,
    /// How long to look after it once it has answered: the slower it started, the busier the machine is.
    afterwards: Duration,
    started: Instant,
    /// How much it had printed when the last request began.
    printed: (usize, usize),
}

#[derive(Debug)]
enum State {
    Running(Running),
    Ended(Output),
}

impl<'s, 'a> Server<'s, 'a> {
    /// Starts a program of the sandbox; it need not listen yet. It may live as long as `steps` requests may take.
    pub(super) fn start(
        file: &str,
        args: &[String],
        steps: usize,
        sandbox: &'s Sandbox<'a>,
    ) -> Result<Self, CheckError> {
        let mut command = sandbox.command(file, args)?;
        // The process's own deadline is for the case that nobody looks at ours.
        let steps = u32::try_from(steps).unwrap_or(u32::MAX).saturating_add(2);
        let steps = sandbox.limits.time.saturating_mul(steps);
        command.limits.time = (Self::patience(sandbox) + START + steps).saturating_mul(BUSY);
        let (running, port) = on_a_free_port(&mut command)?;
        Ok(Server {
            sandbox,
            command,
            state: State::Running(running),
            port,
            ports_left: PORTS,
            listened: false,
            afterwards: AFTERWARDS,
            started: Instant::now(),
            printed: (0, 0),
        })
    }

    /// How long it may take until it listens.
    fn patience(sandbox: &Sandbox<'_>) -> Duration {
        sandbox.limits.time.max(START)
    }

    /// Sends requests, all at once. The first ones wait until the server listens. With `terminate`, it is asked to end
    /// while they are under way, after that time.
    pub(in crate::check) fn ask(
        &mut self,
        requests: &[Request],
        terminate: Option<Duration>,
    ) -> Result<Asked<Reply>, CheckError> {
        if self.listened {
            self.begin();
            return self.send(requests, terminate).map(Ok);
        }
        if requests.len() > 1 {
            // All must find it listening, not the last ones alone.
            let knocked = self.ask(&[], None)?;
            return if knocked.is_ok() { self.send(requests, terminate).map(Ok) } else { Ok(knocked) };
        }
        self.first(|server| server.send(requests, terminate))
    }

    /// Reaches it as soon as it listens: `attempt` is made until it is not refused.
    pub(in crate::check) fn first<T>(
        &mut self,
        mut attempt: impl FnMut(&mut Self) -> Result<Vec<Result<T, Trouble>>, CheckError>,
    ) -> Result<Asked<T>, CheckError> {
        let mut elsewhere: Option<Instant> = None;
        loop {
            let ended = self.ended();
            let begun = Instant::now();
            let ports = self.listening();
            // As long as it does not listen, whoever answers is a stranger that was quicker.
            let may_answer = !ended && ports.as_ref().is_none_or(|ports| ports.contains(&self.port));
            let sent = if may_answer { attempt(self)? } else { vec![Err(Trouble::Refused)] };
            if !sent.iter().all(|sent| matches!(sent, Err(Trouble::Refused))) {
                self.listened = true;
                self.afterwards = (begun - self.started).clamp(AFTERWARDS, LAST_WORDS);
                return Ok(Ok(sent));
            }
            if ended {
                match self.ended_before_listening() {
                    Some(fault) => return Ok(Err(fault)),
                    None => self.try_another_port()?,
                }
                continue;
            }
            if !may_answer
                && let Some(other) = ports.unwrap_or_default().first()
                && elsewhere.get_or_insert_with(Instant::now).elapsed() >= GRACE
            {
                return Ok(Err(self.other_port(Some(*other))));
            }
            if self.is_over(self.started, Self::patience(self.sandbox)) {
                return Ok(Err(self.never_listened()));
            }
            if self.sandbox.cancel.is_cancelled() {
                return Err(CheckError::Cancelled);
            }
            // To tell who listens, the system looks through all connections: at most a quarter of the time goes into that.
            thread::sleep(POLL.max(begun.elapsed() * 3));
        }
    }

    /// A request begins: what is printed from now on belongs to it.
    pub(in crate::check) fn begin(&mut self) {
        let (stdout, stderr) = self.outputs();
        self.printed = (stdout.len(), stderr.len());
    }

    /// The port that was handed over to it.
    pub(in crate::check) fn port(&self) -> u16 {
        self.port
    }

    /// What it printed since the last request began; with the first one, since its start.
    pub(in crate::check) fn printed(&mut self) -> String {
        let (stdout, stderr) = self.since();
        self.sandbox.clean(&(stdout + &stderr))
    }

    /// Whether what it printed since the last request began is as it should be; waits a little until it is.
    pub(super) fn prints(&mut self, right: impl Fn(&str) -> bool) -> bool {
        self.wait_for(LAST_WORDS, |server| right(&server.printed()).then_some(())).is_some()
    }

    /// The same for what must not be printed, where nobody waits for long.
    pub(super) fn prints_soon(&mut self, wrong: impl Fn(&str) -> bool) -> bool {
        self.wait_for(self.afterwards, |server| wrong(&server.printed()).then_some(())).is_some()
    }

    /// Asks it to end, as the system does with a service.
    pub(super) fn terminate(&mut self) -> Result<(), CheckError> {
        match &self.state {
            State::Running(running) => running
                .terminate()
                .map_err(|source| CheckError::Io { what: "asking the server to end".to_owned(), source }),
            State::Ended(_) => Ok(()),
        }
    }

    /// How it ended, if it does within this time.
    pub(super) fn end(&mut self, within: Duration) -> Option<End> {
        self.wait_for(within, |server| server.ended().then_some(()))?;
        match &self.state {
            State::Running(_) => None,
            State::Ended(output) => Some(output.end),
        }
    }

    /// Ends it at once, as a power cut would, and starts it again with the same folder, database and cache.
    pub(super) fn restart(&mut self) -> Result<(), CheckError> {
        self.run_again()?;
        self.listened = false;
        self.printed = (0, 0);
        Ok(())
    }

    /// Stops it, with all that it started.
    pub(super) fn stop(self) -> Output {
        match self.state {
            State::Running(running) => running.stop(),
            State::Ended(output) => output,
        }
    }

    /// Sends requests at once, each in a thread of its own, so that a learner who cancels need not wait for an answer,
    /// and limits are watched. No request at all knocks.
    fn send(
        &mut self,
        requests: &[Request],
        terminate: Option<Duration>,
    ) -> Result<Vec<Result<Reply, Trouble>>, CheckError> {
        let knock = || vec![Message { bytes: Vec::new(), head_only: true }];
        let messages: Vec<Message> = requests.iter().map(|request| request.message(self.port)).collect();
        let messages = if messages.is_empty() { knock() } else { messages };
        let stop = AtomicBool::new(false);
        let (port, began) = (self.port, Instant::now());
        let limit = self.sandbox.limits.time;
        let patience = Patience { until: began + limit.saturating_mul(BUSY), stop: &stop };
        let barrier = Barrier::new(messages.len());
        let mut terminate = terminate;
        thread::scope(|scope| {
            let together = (messages.len() > 1).then_some(&barrier);
            // All threads or none: they wait for each other.
            let senders: Vec<_> = messages
                .iter()
                .map(|message| scope.spawn(move || exchange(message, port, patience, together)))
                .collect();
            while !senders.iter().all(thread::ScopedJoinHandle::is_finished) {
                if self.sandbox.cancel.is_cancelled() {
                    stop.store(true, Ordering::SeqCst);
                    return Err(CheckError::Cancelled);
                }
                if terminate.is_some_and(|after| began.elapsed() >= after) {
                    terminate = None;
                    self.terminate()?;
                }
                if self.is_over(began, limit) {
                    stop.store(true, Ordering::SeqCst);
                }
                // Asking makes the limits hold; a server that is ended for them closes the connection.
                let _ = self.ended();
                thread::sleep(POLL / 5);
            }
            Ok(senders.into_iter().map(|sender| sender.join().unwrap_or(Err(Trouble::Dropped))).collect())
        })
    }

    /// Whether a time since a moment is over. As long as the server had to wait for a processor since its start, it may
    /// take longer: a busy machine is no mistake of the program.
    fn is_over(&self, since: Instant, limit: Duration) -> bool {
        let elapsed = since.elapsed();
        elapsed >= limit && elapsed >= (limit + self.starved()).min(limit.saturating_mul(BUSY))
    }

    fn starved(&self) -> Duration {
        match &self.state {
            State::Running(running) => running.starved(),
            State::Ended(_) => Duration::ZERO,
        }
    }

    fn try_another_port(&mut self) -> Result<(), CheckError> {
        self.ports_left = self.ports_left.checked_sub(1).ok_or_else(|| port::no_port(ErrorKind::AddrInUse.into()))?;
        self.run_again()
    }

    fn run_again(&mut self) -> Result<(), CheckError> {
        // The one that runs is ended before the next one begins.
        self.ended_now();
        let (running, port) = on_a_free_port(&mut self.command)?;
        self.state = State::Running(running);
        self.started = Instant::now();
        self.port = port;
        Ok(())
    }

    /// Whether it has ended. Asking makes its limits hold.
    pub(in crate::check) fn ended(&mut self) -> bool {
        let end = match &mut self.state {
            State::Running(running) => running.ended(),
            State::Ended(_) => return true,
        };
        let Some(end) = end else { return false };
        self.ended_now();
        if let State::Ended(output) = &mut self.state {
            output.end = end;
        }
        true
    }

    fn ended_now(&mut self) {
        let end = End::Cancelled;
        let empty =
            Output { end, stdout: <_>::default(), stderr: <_>::default(), took: Duration::ZERO, left_behind: 0 };
        // Stopping waits for all that it printed.
        self.state = match std::mem::replace(&mut self.state, State::Ended(empty)) {
            State::Running(running) => State::Ended(running.stop()),
            ended @ State::Ended(_) => ended,
        };
    }

    fn listening(&self) -> Option<Vec<u16>> {
        match &self.state {
            State::Running(running) => running.listening(),
            State::Ended(_) => Some(Vec::new()),
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
