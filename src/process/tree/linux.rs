//! The tree on Linux: its members are known by their parents, by the tag of the run and by their groups.

use std::collections::BTreeSet;
use std::sync::Once;
use std::thread;
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::process::{
    Pid, Resource, Rlimit, Signal, WaitId, WaitIdOptions, WaitOptions, getpgrp, getpid, getrlimit, kill_process,
    prlimit, set_child_subreaper, waitid, waitpid,
};

use super::proc::{self, Family};
use super::{Mark, number};
use crate::process::Limits;

/// More processes than any exercise needs, and few enough to be ended at once.
const PROCESSES: usize = 64;
/// The largest file that a child may write.
const FILE: u64 = 64 * 1024 * 1024;

/// The processes of one run.
#[derive(Debug)]
pub(in crate::process) struct Tree {
    root: u32,
    mark: Mark,
    /// Process groups of members. A member that has thrown away its environment, or that is a zombie and has none any
    /// more, is known by its group.
    groups: BTreeSet<u32>,
}

impl Tree {
    pub(in crate::process) fn new(root: u32, mark: Mark) -> Self {
        // Orphans of our descendants become our children: there they are found, and reaped.
        static ADOPT: Once = Once::new();
        ADOPT.call_once(|| {
            let _ = set_child_subreaper(Some(getpid()));
        });
        Tree { root, mark, groups: BTreeSet::from([root]) }
    }

    /// Limits each process of the tree; set from outside, while the program is still being loaded.
    pub(in crate::process) fn limit(&self, limits: &Limits) {
        let Some(root) = number(self.root) else { return };
        let set = |resource, value: u64, slack: u64| {
            let hard = getrlimit(resource).maximum.map_or(value + slack, |own| own.min(value + slack));
            // Fails when the program has ended already.
            let _ = prlimit(Some(root), resource, Rlimit { current: Some(value.min(hard)), maximum: Some(hard) });
        };
        if limits.memory < u64::MAX {
            // The program is told when it asks for more, and can say so itself.
            set(Resource::Data, limits.memory, 0);
        }
        set(Resource::Core, 0, 0);
        set(Resource::Fsize, FILE, 0);
        // Ends a loop also when we cannot any more.
        set(Resource::Cpu, limits.time.as_secs().saturating_add(3).min(u64::from(u32::MAX)), 1);
    }

    /// Whether the tree has more than `memory` bytes in use, or too many processes.
    pub(in crate::process) fn exceeds(&mut self, memory: u64) -> bool {
        let members = self.members();
        for pid in &members {
            self.remember_group(*pid);
        }
        let used = members.iter().fold(0_u64, |sum, pid| sum.saturating_add(proc::memory(*pid)));
        // A single process hits its own limit first, and is told; its stack is beyond that limit.
        members.len() > PROCESSES || used > memory.saturating_add(memory / 8)
    }

    /// Ports on which a member listens.
    pub(in crate::process) fn listening(&self) -> Vec<u16> {
        let listeners = proc::listeners(self.root);
        if listeners.is_empty() {
            return Vec::new();
        }
        let sockets: BTreeSet<u64> = self.members().into_iter().flat_map(proc::sockets).collect();
        let ports: BTreeSet<u16> =
            listeners.into_iter().filter(|(inode, _)| sockets.contains(inode)).map(|(_, port)| port).collect();
        ports.into_iter().collect()
    }

    /// All members; not many more than are allowed.
    fn members(&self) -> BTreeSet<u32> {
        let family = Family::now();
        let mut found = BTreeSet::new();
        let mut open: Vec<u32> = self.strays(&family);
        open.push(self.root);
        while let Some(pid) = open.pop() {
            if found.len() > PROCESSES {
                break;
            }
            if found.insert(pid) {
                open.extend(family.children(pid));
            }
        }
        found
    }

    /// Members that lost their parent, and so became our children.
    fn strays(&self, family: &Family) -> Vec<u32> {
        let ours = family.children(std::process::id());
        ours.into_iter().filter(|pid| *pid != self.root && self.is_member(*pid)).collect()
    }

    fn is_member(&self, pid: u32) -> bool {
        match Mark::of(pid) {
            Some(mark) => mark == self.mark,
            None => proc::stat(pid).is_some_and(|stat| self.groups.contains(&stat.group)),
        }
    }

    fn remember_group(&mut self, pid: u32) {
        // Our own group may be entered by anybody in our session.
        let own = u32::try_from(getpgrp().as_raw_nonzero().get()).ok();
        self.groups.extend(proc::stat(pid).map(|stat| stat.group).filter(|group| Some(*group) != own));
    }

    /// Ends and reaps what is left of the tree, after its root was reaped and its group killed. Says how many processes
    /// had to be killed.
    pub(in crate::process) fn end(&mut self, deadline: Instant) -> usize {
        let mut killed = 0;
        let mut pause = Duration::from_micros(100);
        while !have_no_children() && Instant::now() < deadline {
            // A killed stray's own children become ours, so look again until there is none.
            let strays = self.strays(&Family::now());
            if strays.is_empty() {
                break;
            }
            for stray in strays {
                self.remember_group(stray);
                killed += usize::from(number(stray).is_some_and(kill_and_reap));
            }
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(2));
        }
        killed
    }
}

/// Whether it is gone and had not ended by itself. As a child of ours it keeps its number until it is reaped.
fn kill_and_reap(child: Pid) -> bool {
    let _ = kill_process(child, Signal::KILL);
    let reaped = waitpid(Some(child), WaitOptions::NOHANG);
    matches!(reaped, Ok(Some((_, status))) if status.terminating_signal() == Some(Signal::KILL.as_raw()))
}

/// The usual case after a program's end, and by far the cheapest to find out.
fn have_no_children() -> bool {
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    matches!(waitid(WaitId::All, options), Err(Errno::CHILD))
}
