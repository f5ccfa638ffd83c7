//! A running program: watched until its end, and ended with its whole tree.

use std::io::{Error, ErrorKind, Result, Write};
use std::process::{ChildStdin, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use process_wrap::std::{ChildWrapper, CommandWrap};

use super::capture::{Capture, feed};
use super::tree::{Mark, Tree};
use super::{Cancel, Command, End, Limits, Output, Text, User, environment};

/// How long a killed process may take to be gone, and its pipes to end.
const GRACE: Duration = Duration::from_secs(1);
/// How often the memory of the tree is looked at.
const WATCH: Duration = Duration::from_millis(50);

/// A running program. Its limits are enforced whenever it is asked for anything, so keep asking [`Running::ended`].
/// Dropping it ends its whole tree.
#[derive(Debug)]
pub struct Running {
    child: Box<dyn ChildWrapper>,
    tree: Tree,
    limits: Limits,
    started: Instant,
    /// When the memory is looked at next.
    watch: Instant,
    stdout: Option<Capture>,
    stderr: Option<Capture>,
    /// Held open for a server: it ends when this does.
    lifeline: Option<ChildStdin>,
    end: Option<Ended>,
}

#[derive(Debug, Clone, Copy)]
struct Ended {
    end: End,
    took: Duration,
    left_behind: usize,
}

impl Running {
    /// Starts a program of a learner, or a tool that has limits as one.
    pub(super) fn start(command: &Command) -> Result<Self> {
        let input = if command.stdin.is_empty() { Stdio::null() } else { Stdio::piped() };
        let mut running = Self::spawn(command, input, None, Some(command.limits))?;
        if let Some(pipe) = running.child.stdin().take() {
            feed(pipe, command.stdin.clone())?;
        }
        Ok(running)
    }

    /// Starts a program that is trusted, and keeps its standard input open.
    pub(super) fn serve(command: &Command, user: Option<User>) -> Result<Self> {
        let mut running = Self::spawn(command, Stdio::piped(), user, None)?;
        running.lifeline = running.child.stdin().take();
        if let Some(lifeline) = &mut running.lifeline
            && cfg!(unix)
        {
            lifeline.write_all(b"begin\n")?;
        }
        Ok(running)
    }

    fn spawn(command: &Command, input: Stdio, user: Option<User>, limits: Option<Limits>) -> Result<Self> {
        if !command.dir.is_dir() {
            let message = format!("the folder {} does not exist", command.dir.display());
            return Err(Error::new(ErrorKind::NotFound, message));
        }
        let mark = Mark::new();
        let mut wrap = CommandWrap::with_new(&command.program, |wrapped| {
            wrapped
                .args(&command.args)
                .current_dir(&command.dir)
                .env_clear()
                .envs(environment::variables(&command.dir, &command.env))
                .envs(mark.variable())
                .stdin(input)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped());
            #[cfg(unix)]
            if let Some(User { uid, gid }) = user {
                std::os::unix::process::CommandExt::uid(wrapped, uid);
                std::os::unix::process::CommandExt::gid(wrapped, gid);
            }
        });
        #[cfg(not(unix))]
        let _ = user;
        // A group of its own also means that Ctrl-C in the terminal does not reach it.
        #[cfg(unix)]
        wrap.wrap(process_wrap::std::ProcessGroup::leader());
        #[cfg(windows)]
        wrap.wrap(process_wrap::std::JobObject);
        let child = start(&mut wrap)?;
        let started = Instant::now();
        let tree = Tree::new(child.id(), mark, limits);
        // From here on an early return ends the child, because it drops `running`.
        let mut running = Running {
            child,
            tree,
            limits: command.limits,
            started,
            watch: started + WATCH,
            stdout: None,
            stderr: None,
            lifeline: None,
            end: None,
        };
        if let Some(pipe) = running.child.stdout().take() {
            running.stdout = Some(Capture::of(pipe, command.limits.output)?);
        }
        if let Some(pipe) = running.child.stderr().take() {
            running.stderr = Some(Capture::of(pipe, command.limits.output)?);
        }
        Ok(running)
    }

    /// How it ended, if it did. Ends it when it is beyond one of its limits. When it has ended, nothing of its tree is left.
    pub fn ended(&mut self) -> Option<End> {
        if let Some(ended) = self.end {
            return Some(ended.end);
        }
        let now = Instant::now();
        if self.has_exited() {
            return Some(self.finish(None));
        }
        if now.duration_since(self.started) >= self.limits.time {
            return Some(self.finish(Some(End::TimedOut)));
        }
        if now >= self.watch {
            let exceeds = self.tree.exceeds();
            // A large tree takes long to look at: spend at most a twentieth of the time on it.
            self.watch = now + WATCH.max(now.elapsed() * 20);
            if exceeds {
                return Some(self.finish(Some(End::OutOfMemory)));
            }
        }
        None
    }

    /// The two outputs so far.
    pub fn so_far(&self) -> (Text, Text) {
        let text = |capture: &Option<Capture>| capture.as_ref().map(Capture::text).unwrap_or_default();
        (text(&self.stdout), text(&self.stderr))
    }

    /// How long it has waited for a processor so far, where the system tells: time that a busy machine took from it. The
    /// waits of its threads are added up, so it may be more than the time since its start.
    pub fn starved(&self) -> Duration {
        if self.end.is_some() { Duration::ZERO } else { self.tree.starved() }
    }

    /// TCP ports on which its tree listens, in order. None where the system does not tell.
    pub fn listening(&self) -> Option<Vec<u16>> {
        if self.end.is_some() { Some(Vec::new()) } else { self.tree.listening() }
    }

    /// Asks the program to end, as the system does with a service that is to stop. What it started is not asked.
    pub fn terminate(&self) -> Result<()> {
        if self.end.is_some() {
            return Ok(());
        }
        #[cfg(unix)]
        {
            super::tree::terminate(self.child.id())
        }
        #[cfg(not(unix))]
        {
            Err(ErrorKind::Unsupported.into())
        }
    }

    /// Waits for its end: by itself, at its deadline, or by `cancel`. Nothing of its tree is left afterwards.
    pub fn wait(mut self, cancel: &Cancel) -> Output {
        while self.ended().is_none() {
            if cancel.is_cancelled() {
                return self.stop();
            }
            thread::sleep(pause(self.started.elapsed()));
        }
        self.stop()
    }

    /// Ends its whole tree now and says what it did until then.
    pub fn stop(mut self) -> Output {
        if self.end.is_none() {
            let end = (!self.has_exited()).then_some(End::Cancelled);
            self.finish(end);
        }
        let (stdout, stderr) = self.so_far();
        let took = self.started.elapsed();
        let Ended { end, took, left_behind } = self.end.unwrap_or(Ended { end: End::Cancelled, took, left_behind: 0 });
        Output { end, stdout, stderr, took, left_behind }
    }

    /// Tells a server to end in order, waits until it has, at most `grace` long, and ends what is left of its tree.
    pub fn quit(mut self, grace: Duration) -> Output {
        let deadline = Instant::now() + grace;
        if self.lifeline.take().is_some() && cfg!(unix) {
            while self.end.is_none() && !self.has_exited() && Instant::now() < deadline {
                thread::sleep(Duration::from_millis(1));
            }
        }
        self.stop()
    }

    /// Whether the program itself ended. On Unix it is not reaped yet, so that its group's number stays taken.
    fn has_exited(&mut self) -> bool {
        #[cfg(unix)]
        {
            super::tree::has_exited(self.child.id())
        }
        #[cfg(not(unix))]
        {
            !matches!(self.child.inner_mut().try_wait(), Ok(None))
        }
    }

    /// Ends the tree. `end` says why we end it; none when the program ended by itself.
    fn finish(&mut self, end: Option<End>) -> End {
        let took = self.started.elapsed();
        let deadline = Instant::now() + GRACE;
        // Fails when nobody is left to be killed.
        let _ = self.child.start_kill();
        let status = self.reap(deadline);
        let left_behind = self.tree.end(deadline);
        for capture in [&self.stdout, &self.stderr].into_iter().flatten() {
            capture.close(deadline);
        }
        let (end, left_behind) = match end {
            Some(end) => (end, 0),
            None => (status.map_or(End::Exited(-1), how), left_behind),
        };
        self.end = Some(Ended { end, took, left_behind });
        end
    }

    fn reap(&mut self, deadline: Instant) -> Option<ExitStatus> {
        loop {
            // The wrapper's own `try_wait` also reaps the rest of the group, and then loses the status.
            match self.child.inner_mut().try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_micros(200)),
                Ok(None) | Err(_) => return None,
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.end.is_none() {
            self.finish(Some(End::Cancelled));
        }
    }
}

/// In proportion to the time so far: what is added to a short run is small, and a long one costs nothing to wait for.
fn pause(elapsed: Duration) -> Duration {
    (elapsed / 40).clamp(Duration::from_micros(200), Duration::from_millis(5))
}

fn start(wrap: &mut CommandWrap) -> Result<Box<dyn ChildWrapper>> {
    let mut tries = 0;
    loop {
        match wrap.spawn() {
            // A script that was just written is held open for a moment by a child that another thread is starting.
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy && tries < 50 => {
                tries += 1;
                thread::sleep(Duration::from_millis(2));
            }
            other => return other,
        }
    }
}

#[cfg(unix)]
fn how(status: ExitStatus) -> End {
    use std::os::unix::process::ExitStatusExt;

    match (status.code(), status.signal()) {
        (Some(code), _) => End::Exited(code),
        // The limit on processor time is ours, and is there for a program that burns several cores.
        (None, Some(signal)) if signal == rustix::process::Signal::XCPU.as_raw() => End::TimedOut,
        (None, signal) => End::Signalled(signal.unwrap_or_default()),
    }
}

#[cfg(not(unix))]
fn how(status: ExitStatus) -> End {
    End::Exited(status.code().unwrap_or(-1))
}
