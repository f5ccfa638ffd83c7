//! The only place that starts programs: deadline, cancel, the whole process tree ended, output capped.

//!
//! What "the whole tree" means differs. On Linux nothing gets away: a program that left its process group or its session
//! is known by a tag in its environment, and it becomes our child when its parent ends. On Windows a job object holds the
//! tree. On other systems it is the process group, and a program that called `setsid` stays.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

mod attend;
mod capture;
mod clean;
mod environment;
mod port;
mod running;
mod serve;
mod tree;

pub use attend::attend;
pub use clean::clean;
pub use port::{free_port, is_free};
pub use running::Running;
pub use serve::{Ending, User, serve};
pub use tree::{end_within, sweep};

/// What a child may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Wall-clock time from start to end.
    pub time: Duration,
    /// Bytes kept of each of its two outputs; the rest is read and thrown away.
    pub output: u64,
    /// Bytes of memory of its whole tree; `u64::MAX` for a trusted tool, which then has no cap. Watched on Linux alone.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { time: Duration::from_secs(5), output: 256 * 1024, memory: 512 * 1024 * 1024 }
    }
}

/// Asks a running child to be stopped, from any thread.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Not cancelled yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Cancels; there is no way back.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// A program to start. The environment is scrubbed: a child sees what `env` names and a small fixed set (`PATH`, `HOME`
/// of the run, `LANG`, `TZ`, …), never the learner's own variables.
#[derive(Debug, Clone)]
pub struct Command {
    /// The program itself, found by `toolchain`; never a shell line.
    pub program: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
    /// The folder it runs in.
    pub dir: PathBuf,
    /// Variables in addition to the fixed set.
    pub env: BTreeMap<String, String>,
    /// What it reads on standard input, which then ends.
    pub stdin: Vec<u8>,
    /// What it may use.
    pub limits: Limits,
}

/// How a child ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// By itself, with this code.
    Exited(i32),
    /// By a signal that was not ours.
    Signalled(i32),
    /// We ended it at its deadline.
    TimedOut,
    /// We ended it because it was asked for.
    Cancelled,
    /// We ended it because its tree had more memory than allowed, or far too many processes.
    OutOfMemory,
}

/// One captured output, decoded lossily.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The text; invalid UTF-8 is replaced by U+FFFD. May hold control characters: clean it before showing.
    pub text: String,
    /// Whether more was printed than was kept.
    pub truncated: bool,
    /// Whether bytes had to be replaced.
    pub invalid: bool,
}

/// What a child did.
#[derive(Debug, Clone)]
pub struct Output {
    /// How it ended.
    pub end: End,
    /// Its standard output.
    pub stdout: Text,
    /// Its standard error.
    pub stderr: Text,
    /// From start to end.
    pub took: Duration,
    /// Processes that it had left behind when it ended by itself, and that were ended after it. Counted on Linux alone.
    pub left_behind: usize,
}

/// A program could not be started at all.
#[derive(Debug, thiserror::Error)]
#[error("cannot start {}: {source}", program.display())]
pub struct StartError {
    /// The program.
    pub program: PathBuf,
    /// What the system said.
    pub source: std::io::Error,
}

/// Runs a program to its end.
pub fn run(command: &Command, cancel: &Cancel) -> Result<Output, StartError> {
    Ok(start(command)?.wait(cancel))
}

/// Starts a program that goes on, such as a server. Dropping it ends its whole tree.
pub fn start(command: &Command) -> Result<Running, StartError> {
    Running::start(command).map_err(|source| StartError { program: command.program.clone(), source })
}

#[cfg(test)]
mod hostile;
