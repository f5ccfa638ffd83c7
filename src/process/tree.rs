//! The processes that a program started: found, limited and ended, as far as the system lets us.

use std::path::Path;

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod portable;
#[cfg(target_os = "linux")]
mod proc;
#[cfg(target_os = "linux")]
mod tag;

#[cfg(target_os = "linux")]
pub(super) use linux::Tree;
#[cfg(not(target_os = "linux"))]
pub(super) use portable::{Mark, Tree};
#[cfg(target_os = "linux")]
pub(super) use tag::Mark;

/// Ends what a tutor that no longer exists has left running, such as after `kill -9`, and says how many processes these
/// were. To be called at start-up, off the main thread. Does nothing but on Linux.
pub fn sweep() -> usize {
    #[cfg(target_os = "linux")]
    {
        tag::sweep()
    }
    #[cfg(not(target_os = "linux"))]
    {
        0
    }
}

/// Ends the programs that are at work in a folder, and says how many there were. Does nothing but on Linux.
pub fn end_within(folder: &Path) -> usize {
    #[cfg(target_os = "linux")]
    {
        tag::end_within(folder)
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = folder;
        0
    }
}

/// Whether a child ended; it is not reaped.
#[cfg(unix)]
pub(super) fn has_exited(child: u32) -> bool {
    use rustix::process::{WaitId, WaitIdOptions, waitid};

    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    number(child).is_none_or(|pid| !matches!(waitid(WaitId::Pid(pid), options), Ok(None)))
}

/// Asks a child that is not reaped to end.
#[cfg(unix)]
pub(super) fn terminate(child: u32) -> std::io::Result<()> {
    use rustix::process::{Signal, kill_process};

    number(child).map_or(Ok(()), |pid| Ok(kill_process(pid, Signal::TERM)?))
}

/// A process number as the system's calls take it.
#[cfg(unix)]
fn number(pid: u32) -> Option<rustix::process::Pid> {
    rustix::process::Pid::from_raw(i32::try_from(pid).ok()?)
}
