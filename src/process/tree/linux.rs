//! The tree on Linux: its members are known by their parents and by the tags of the run.

use std::collections::BTreeSet;
use std::sync::Once;
use std::thread;
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::process::{
    Pid, Resource, Rlimit, Signal, WaitId, WaitIdOptions, WaitOptions, WaitStatus, getpid, getrlimit, kill_process,
    prlimit, set_child_subreaper, waitid, waitpgid, waitpid,
};

use super::proc::{self, Family};
use super::{Mark, number};
use crate::process::Limits;

/// More processes than any exercise needs, and few enough to be ended at once.
const PROCESSES: usize = 64;
/// The largest file that a child may write.
const FILE: u64 = 64 * 1024 * 1024;
/// Most programs have ended by then, and are not looked at as thoroughly as those that go on.
const YOUNG: Duration = Duration::from_millis(500);

/// The processes of one run.
#[derive(Debug)]
pub(in crate::process) struct Tree {
    root: u32,
    began: Instant,
    mark: Mark,
    /// None for what is trusted.
    limits: Option<Limits>,
}

impl Tree {
    pub(in crate::process) fn new(root: u32, mark: Mark, limits: Option<Limits>) -> Self {
        // Orphans of our descendants become our children: there they are found, and reaped.
        static ADOPT: Once = Once::new();
        ADOPT.call_once(|| {
            let _ = set_child_subreaper(Some(getpid()));
        });
        let tree = Tree { root, began: Instant::now(), mark, limits };
        tree.limit(root);
        tree
    }

    /// Limits a process and what it starts from now on.
    fn limit(&self, pid: u32) {
        let Some(pid) = number(pid) else { return };
        let set = |resource, soft: u64, hard: u64| {
            let hard = getrlimit(resource).maximum.map_or(hard, |own| own.min(hard));
            // Fails when the process has ended already.
            let _ = prlimit(Some(pid), resource, Rlimit { current: Some(soft.min(hard)), maximum: Some(hard) });
        };
        set(Resource::Rttime, self.mark.limit(), self.mark.limit());
        set(Resource::Core, 0, 0);
        let Some(limits) = self.limits else { return };
        if limits.memory < u64::MAX {
            // The program is told when it asks for more, and can say so itself.
            set(Resource::Data, limits.memory, limits.memory);
        }
        set(Resource::Fsize, FILE, FILE);
        // Ends a loop also when we cannot any more. The soft limit comes with a signal that tells the reason.
        let time = limits.time.as_secs().saturating_add(3).min(u64::from(u32::MAX));
        set(Resource::Cpu, time, time + 1);
    }

    /// Whether the tree has too much memory in use, or too many processes.
    pub(in crate::process) fn exceeds(&self) -> bool {
        let Some(Limits { memory, .. }) = self.limits else { return false };
        let members = self.members();
        let mut used = 0_u64;
        for pid in &members {
            // Those that were started before their parent was limited.
            self.limit(*pid);
            used = used.saturating_add(proc::memory(*pid));
        }
        // A single process hits its own limit first, and is told; its stack is beyond that limit.
        members.len() > PROCESSES || used > memory.saturating_add(memory / 8)
    }

    /// How long the program itself has waited for a processor.
    pub(in crate::process) fn starved(&self) -> Duration {
        proc::starved(self.root)
    }

    /// TCP ports on which its members listen. None if the system does not tell.
    pub(in crate::process) fn listening(&self) -> Option<Vec<u16>> {
        let sockets: BTreeSet<u64> = self.members().into_iter().flat_map(proc::sockets).collect();
        // The system looks through all connections of the machine to tell who listens.
        if sockets.is_empty() {
            return Some(Vec::new());
        }
        let listeners = proc::listeners(self.root)?;
        let ports: BTreeSet<u16> =
            listeners.into_iter().filter(|(inode, _)| sockets.contains(inode)).map(|(_, port)| port).collect();
        Some(ports.into_iter().collect())
    }

    /// All members; not many more than are allowed. While the tree is young, without those that a member's further threads
    /// have started.
    fn members(&self) -> BTreeSet<u32> {
        let (family, whole) = (Family::now(), self.began.elapsed() >= YOUNG);
        let mut found = BTreeSet::new();
        let mut open: Vec<u32> = self.strays(&family).chain([self.root]).collect();
        while let Some(pid) = open.pop() {
            if found.len() > PROCESSES {
                break;
            }
            if found.insert(pid) {
                open.extend(family.children(pid, whole));
            }
        }
        found
    }

    /// Members that lost their parent, and so became our children, the latest first.
    fn strays(&self, family: &Family) -> impl Iterator<Item = u32> {
        family.adopted().into_iter().rev().filter(|pid| *pid != self.root && self.mark.is_on(*pid))
    }

    /// Ends and reaps what is left of the tree, after its root was reaped and its group killed. Says how many processes
    /// had to be killed.
    pub(in crate::process) fn end(&self, deadline: Instant) -> usize {
        let Some(group) = number(self.root) else { return 0 };
        let mut dying: Vec<Pid> = Vec::new();
        let mut killed = 0;
        let mut pause = Duration::from_micros(50);
        let mut nobody_before = false;
        loop {
            let group_is_gone = loop {
                match waitpgid(group, WaitOptions::NOHANG) {
                    Ok(Some((_, status))) => killed += usize::from(was_killed(status)),
                    Ok(None) => break false,
                    Err(_) => break true,
                }
            };
            dying.retain(|stray| match waitpid(Some(*stray), WaitOptions::NOHANG) {
                Ok(Some((_, status))) => {
                    killed += usize::from(was_killed(status));
                    false
                }
                Ok(None) => true,
                Err(_) => false,
            });
            if have_no_children() || Instant::now() >= deadline {
                return killed;
            }
            // Killed one by one as they are found: a daemon that keeps forking and leaving is hit before it is gone.
            for stray in self.strays(&Family::now()).filter_map(number) {
                let _ = kill_process(stray, Signal::KILL);
                if !dying.contains(&stray) {
                    dying.push(stray);
                }
            }
            // The list of children is no snapshot, so that one look that finds nobody is not enough.
            let nobody = group_is_gone && dying.is_empty();
            if nobody && nobody_before {
                return killed;
            }
            nobody_before = nobody;
            // A killed stray's own children become ours in the meantime.
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(1));
        }
    }
}

/// Whether it had not ended by itself.
fn was_killed(status: WaitStatus) -> bool {
    status.terminating_signal() == Some(Signal::KILL.as_raw())
}

/// The usual case after a program's end, and by far the cheapest to find out.
fn have_no_children() -> bool {
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    matches!(waitid(WaitId::All, options), Err(Errno::CHILD))
}
