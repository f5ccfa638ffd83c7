//! What a server leaves that was killed: a segment of shared memory, which nothing else removes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use super::DATA;
use crate::process::{self, Cancel, Command, Limits};

/// What removing it may take.
const TIME: Duration = Duration::from_secs(5);

/// What a server writes down about itself, and removes last.
#[derive(Debug, PartialEq, Eq)]
struct Written {
    pid: u32,
    /// The key and the number of its segment.
    segment: Option<(String, String)>,
}

/// Whether the server in a private folder has not ended yet.
pub(in crate::service) fn is_served(room: &Path) -> bool {
    written(room).is_some_and(|written| lives(written.pid))
}

/// Removes the shared memory of a server in a private folder that was killed.
pub(in crate::service) fn free_memory(room: &Path) {
    let Some(Written { pid, segment: Some((key, number)) }) = written(room).filter(|written| !lives(written.pid))
    else {
        return;
    };
    let table = fs::read_to_string("/proc/sysvipc/shm").unwrap_or_default();
    if !is_left(&table, &key, &number, pid) {
        return;
    }
    let Ok(program) = which::which("ipcrm") else { return };
    let command = Command {
        program,
        args: vec!["-m".into(), number.into()],
        dir: std::env::temp_dir(),
        env: BTreeMap::new(),
        stdin: Vec::new(),
        limits: Limits { time: TIME, output: 1024, memory: u64::MAX },
    };
    // Without, a few bytes stay until the machine is started again.
    let _ = process::run(&command, &Cancel::new());
}

fn written(room: &Path) -> Option<Written> {
    read(&fs::read_to_string(room.join(DATA).join("postmaster.pid")).ok()?)
}

/// Its number is in the first line, its segment in the seventh.
fn read(text: &str) -> Option<Written> {
    let mut lines = text.lines();
    let pid = lines.next()?.trim().parse().ok()?;
    let segment = lines.nth(5).and_then(|line| {
        let (key, number) = line.trim().split_once(|c: char| c.is_whitespace())?;
        Some((key.trim().to_owned(), number.trim().to_owned()))
    });
    Some(Written { pid, segment })
}

/// Whether a segment is still that of the server, and nobody uses it.
fn is_left(table: &str, key: &str, number: &str, pid: u32) -> bool {
    table.lines().any(|line| {
        let fields: Vec<&str> = line.split_ascii_whitespace().collect();
        // key, number, rights, size, creator, last user, how many use it
        let [this_key, this_number, _, _, creator, _, users, ..] = fields.as_slice() else { return false };
        (*this_key, *this_number, *users) == (key, number, "0") && *creator == pid.to_string()
    })
}

#[cfg(unix)]
fn lives(pid: u32) -> bool {
    // One that ended and that nobody has asked about does not live, though it can be reached.
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    if stat.rsplit_once(')').is_some_and(|(_, rest)| rest.trim_start().starts_with(['Z', 'X'])) {
        return false;
    }
    let pid = i32::try_from(pid).ok().and_then(rustix::process::Pid::from_raw);
    // Somebody else's process cannot be asked, but is there.
    pid.is_some_and(|pid| rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH))
}

#[cfg(not(unix))]
fn lives(_pid: u32) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_is_that_of_the_server_and_of_nobody_else() {
        let text = "2187\n/tmp/r/data\n1795676400\n41235\n/tmp/r\n127.0.0.1\n 12345678    65538\nready   \n";
        let segment = Some(("12345678".to_owned(), "65538".to_owned()));
        assert_eq!(read(text), Some(Written { pid: 2187, segment }));
        assert_eq!(read("2187\n/tmp"), Some(Written { pid: 2187, segment: None }));
        let table = "       key      shmid perms size  cpid  lpid nattch\n  12345678      65538   600   56  2187  2187      0   101";
        assert!(is_left(table, "12345678", "65538", 2187));
        assert!(!is_left(table, "12345678", "65538", 2188));
        assert!(!is_left(table, "12345678", "65539", 2187));
        assert!(!is_left(&table.replace("      0   101", "      1   101"), "12345678", "65538", 2187));
    }
}
