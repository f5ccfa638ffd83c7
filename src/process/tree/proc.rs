//! What `/proc` says about processes. Any of it may be gone or refused at any time, which is an empty answer.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// The part of `/proc/<pid>/stat` that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stat {
    pub(super) parent: u32,
    /// Clock ticks since the system started; with the number it names a process for good.
    pub(super) start: u64,
    /// Ended, but not reaped.
    pub(super) zombie: bool,
}

fn path(pid: u32, name: &str) -> PathBuf {
    PathBuf::from(format!("/proc/{pid}/{name}"))
}

pub(super) fn stat(pid: u32) -> Option<Stat> {
    let bytes = fs::read(path(pid, "stat")).ok()?;
    // The second field is the program's name in brackets, which may hold anything, brackets too.
    let text = String::from_utf8_lossy(&bytes);
    let (_, rest) = text.rsplit_once(')')?;
    let mut fields = rest.split_ascii_whitespace();
    let zombie = matches!(fields.next()?, "Z" | "X");
    let parent = fields.next()?.parse().ok()?;
    let start = fields.nth(17)?.parse().ok()?;
    Some(Stat { parent, start, zombie })
}

/// How long the threads of a process that are there have waited for a processor, all together.
pub(super) fn starved(pid: u32) -> Duration {
    let threads = fs::read_dir(path(pid, "task")).into_iter().flatten().flatten();
    let waited = threads.filter_map(|thread| {
        let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split_ascii_whitespace().nth(1)?.parse::<u64>().ok()
    });
    Duration::from_nanos(waited.sum())
}

/// The value of a variable with which a process was started.
pub(super) fn variable(pid: u32, name: &str) -> Option<String> {
    let bytes = fs::read(path(pid, "environ")).ok()?;
    bytes.split(|byte| *byte == 0).find_map(|entry| {
        let value = entry.strip_prefix(name.as_bytes())?.strip_prefix(b"=")?;
        Some(String::from_utf8_lossy(value).into_owned())
    })
}

/// The limit on the time that a process may compute in real-time mode, if it has one; also told of a zombie.
pub(super) fn real_time_limit(pid: u32) -> Option<u64> {
    let limits = fs::read_to_string(path(pid, "limits")).ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max realtime timeout"))?;
    line.split_ascii_whitespace().next()?.parse().ok()
}

/// Bytes of memory that a process has in use now and that are its own: programs and libraries are shared with others.
pub(super) fn memory(pid: u32) -> u64 {
    let status = fs::read(path(pid, "status")).unwrap_or_default();
    String::from_utf8_lossy(&status)
        .lines()
        .filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            let kilobytes = value.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?;
            matches!(name, "RssAnon" | "RssShmem").then_some(kilobytes * 1024)
        })
        .sum()
}

/// The name space in which a process's number counts: another container has others.
pub(super) fn name_space(pid: u32) -> Option<PathBuf> {
    fs::read_link(path(pid, "ns/pid")).ok()
}

/// The folder in which a process is at work.
pub(super) fn folder(pid: u32) -> Option<PathBuf> {
    fs::read_link(path(pid, "cwd")).ok()
}

fn numbers(dir: &str) -> impl Iterator<Item = u32> {
    fs::read_dir(dir).into_iter().flatten().flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// All processes.
pub(super) fn all() -> impl Iterator<Item = u32> {
    numbers("/proc")
}

/// Who is whose child.
#[derive(Debug)]
pub(super) enum Family {
    /// The system lists the children of each process.
    Listed,
    /// It does not (a kernel without `CONFIG_PROC_CHILDREN`): one look at all processes.
    Looked(BTreeMap<u32, Vec<u32>>),
}

impl Family {
    pub(super) fn now() -> Self {
        if fs::exists("/proc/thread-self/children").unwrap_or(false) { Family::Listed } else { Self::looked() }
    }

    fn looked() -> Self {
        let mut children: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for pid in all() {
            if let Some(stat) = stat(pid) {
                children.entry(stat.parent).or_default().push(pid);
            }
        }
        Family::Looked(children)
    }

    /// The children of a process. Those that threads besides its first one have started are only among them if it is
    /// looked at `whole`: a single look at such a thread makes it cost a millisecond or two more to clear the process away.
    pub(super) fn children(&self, parent: u32, whole: bool) -> Vec<u32> {
        match self {
            Family::Looked(children) => children.get(&parent).cloned().unwrap_or_default(),
            Family::Listed if whole => {
                numbers(&format!("/proc/{parent}/task")).flat_map(|task| listed(parent, task)).collect()
            }
            Family::Listed => listed(parent, parent),
        }
    }

    /// The children of this process among which are all that it has adopted: the system gives those to its first thread.
    /// Programs of ours that other threads started need not be looked at then.
    pub(super) fn adopted(&self) -> Vec<u32> {
        let us = std::process::id();
        match self {
            Family::Looked(_) => self.children(us, true),
            Family::Listed => listed(us, us),
        }
    }
}

/// The children that a thread of a process has started or adopted, the latest last.
fn listed(process: u32, thread: u32) -> Vec<u32> {
    let list = fs::read_to_string(format!("/proc/{process}/task/{thread}/children")).unwrap_or_default();
    list.split_ascii_whitespace().filter_map(|pid| pid.parse().ok()).collect()
}

/// Sockets that a process has open, by their inodes.
pub(super) fn sockets(pid: u32) -> BTreeSet<u64> {
    fs::read_dir(path(pid, "fd"))
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let target = fs::read_link(entry.path()).ok()?;
            target.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.parse().ok()
        })
        .collect()
}

/// TCP ports on which anybody listens whom this process can reach, with the inodes of their sockets.
pub(super) fn listeners(pid: u32) -> Option<Vec<(u64, u16)>> {
    let table = |name| fs::read_to_string(path(pid, name)).ok();
    let tables: Vec<String> = ["net/tcp", "net/tcp6"].into_iter().filter_map(table).collect();
    (!tables.is_empty()).then(|| tables.iter().flat_map(|table| table.lines().filter_map(listener)).collect())
}

fn listener(line: &str) -> Option<(u64, u16)> {
    const LISTEN: &str = "0A";
    let mut fields = line.split_ascii_whitespace();
    let (_, port) = fields.nth(1)?.rsplit_once(':')?;
    let listens = fields.nth(1)? == LISTEN;
    let inode = fields.nth(5)?.parse().ok()?;
    listens.then_some((inode, u16::from_str_radix(port, 16).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_is_found_with_its_parent_and_memory() {
        let me = std::process::id();
        let stat = stat(me).unwrap();
        assert_eq!(stat.parent, std::os::unix::process::parent_id());
        assert!(!stat.zombie && stat.start > 0);
        assert!(memory(me) > 100_000);
        assert!(all().any(|pid| pid == me));
        assert_eq!(variable(me, "PATH"), std::env::var("PATH").ok());
    }

    #[test]
    fn both_ways_of_looking_know_the_child_of_a_parent() {
        let (me, parent) = (std::process::id(), std::os::unix::process::parent_id());
        assert!(Family::looked().children(parent, true).contains(&me));
        if let Family::Listed = Family::now() {
            assert!(Family::Listed.children(parent, true).contains(&me));
        }
    }

    #[test]
    fn a_listener_is_read_from_the_table() {
        let line = "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4242 1 0 100 0 0 10 0";
        assert_eq!(listener(line), Some((4242, 8080)));
        assert_eq!(listener(&line.replace(" 0A ", " 01 ")), None, "a connection");
        assert_eq!(listener("  sl  local_address rem_address   st tx_queue"), None);
    }

    #[test]
    fn nobody_is_no_error() {
        let nobody = u32::MAX;
        assert_eq!(stat(nobody), None);
        assert_eq!(memory(nobody), 0);
        assert!(sockets(nobody).is_empty() && listeners(nobody).is_none());
    }
}
