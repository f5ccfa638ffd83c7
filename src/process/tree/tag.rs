//! The tags on every process of a run, and the end of those whose tutor is gone.
//!
//! Children inherit both. The tag in the environment is there from the first moment and names the tutor, but a program
//! can throw its environment away, and a zombie has none. The tag in a limit that no program of ours can ever reach is
//! set right after the start, and stays for good.

use std::fmt;
use std::path::Path;
use std::str::FromStr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use rustix::process::{PidfdFlags, Signal, pidfd_open, pidfd_send_signal};

use super::{number, proc};
use crate::process::serve::SERVER;

/// The variable that holds the tag.
const VARIABLE: &str = "ROADMAP_RUN";

/// Tells the processes of one run from all others, on this system, for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::process) struct Mark {
    tutor: u32,
    /// When the tutor was started: its number alone is given away again after its end.
    start: u64,
    run: u64,
}

impl Mark {
    /// A new one for each run.
    pub(in crate::process) fn new() -> Self {
        static START: OnceLock<u64> = OnceLock::new();
        static RUNS: AtomicU64 = AtomicU64::new(0);
        let tutor = std::process::id();
        let start = *START.get_or_init(|| proc::stat(tutor).map_or(0, |stat| stat.start));
        Mark { tutor, start, run: RUNS.fetch_add(1, Ordering::Relaxed) }
    }

    /// What a child has to be started with.
    pub(in crate::process) fn variable(&self) -> [(&'static str, String); 1] {
        [(VARIABLE, self.to_string())]
    }

    /// The value for the limit on real-time computing, in microseconds: thousands of years, and different in each run.
    pub(super) fn limit(&self) -> u64 {
        1 << 62 | u64::from(self.tutor) << 32 | (self.run & u64::from(u32::MAX))
    }

    /// Whether a process belongs to this run.
    pub(super) fn is_on(&self, pid: u32) -> bool {
        proc::real_time_limit(pid) == Some(self.limit()) || Mark::of(pid).as_ref() == Some(self)
    }

    fn of(pid: u32) -> Option<Self> {
        proc::variable(pid, VARIABLE)?.parse().ok()
    }

    fn tutor_lives(&self) -> bool {
        proc::stat(self.tutor).is_some_and(|stat| stat.start == self.start && !stat.zombie)
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.tutor, self.start, self.run)
    }
}

impl FromStr for Mark {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('-').map(str::parse::<u64>);
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(Ok(tutor)), Some(Ok(start)), Some(Ok(run)), None) => {
                Ok(Mark { tutor: u32::try_from(tutor).map_err(drop)?, start, run })
            }
            _ => Err(()),
        }
    }
}

/// Ends the processes whose tutor is gone.
pub(super) fn sweep() -> usize {
    let me = std::process::id();
    let here = proc::name_space(me);
    proc::all().filter(|pid| *pid != me && proc::name_space(*pid) == here && end_if_orphaned(*pid).is_some()).count()
}

/// Ends the processes that are at work in a folder.
pub(super) fn end_within(folder: &Path) -> usize {
    proc::all().filter(|pid| end_if_within(*pid, folder).is_some()).count()
}

fn end_if_within(pid: u32, folder: &Path) -> Option<()> {
    let process = pidfd_open(number(pid)?, PidfdFlags::empty()).ok()?;
    if !proc::folder(pid)?.starts_with(folder) {
        return None;
    }
    pidfd_send_signal(process, Signal::KILL).ok()
}

fn end_if_orphaned(pid: u32) -> Option<()> {
    // Opened before it is looked at, so that the signal cannot hit another process that was given the same number.
    let process = pidfd_open(number(pid)?, PidfdFlags::empty()).ok()?;
    // A server ends by itself, and in order, when its tutor is gone.
    if Mark::of(pid)?.tutor_lives() || proc::variable(pid, SERVER).is_some() {
        return None;
    }
    pidfd_send_signal(process, Signal::KILL).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_as_it_was_written() {
        let mark = Mark::new();
        assert_eq!(mark.to_string().parse(), Ok(mark));
        assert!(mark.tutor_lives());
        assert_ne!(Mark::new(), mark);
        for bad in ["", "1", "1-2", "1-2-3-4", "x-2-3", "-1-2-3", "99999999999-1-1"] {
            assert_eq!(bad.parse::<Mark>(), Err(()), "{bad}");
        }
    }

    #[test]
    fn a_number_that_was_given_away_again_is_not_the_tutor() {
        let mark = Mark::new();
        assert!(!Mark { start: mark.start + 1, ..mark }.tutor_lives());
    }
}
