//! Servers on every way out: what is left of them when the program that uses them ends, panics or is killed.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "this is a test")]
#![allow(clippy::disallowed_methods, reason = "a test starts the program itself")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use roadmap::process::Cancel;
use roadmap::service::Services;
use roadmap::toolchain::Toolchain;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// Longer than anything takes on a busy machine.
const LONG: Duration = Duration::from_mins(1);
/// Says to a copy of this test what it shall do after it has started its servers.
const ROLE: &str = "ROADMAP_TEST_ROLE";

/// A temporary folder, and what there is of the servers that use it.
struct Machine(TempDir);

impl Machine {
    fn new() -> Self {
        let dir = tempfile::Builder::new().prefix("t").tempdir_in("/tmp").unwrap();
        // As the system's own: the user of the server has to get to it.
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o1777)).unwrap();
        Machine(dir)
    }

    /// Starts a copy of this test, and waits until its servers run.
    fn start(&self, role: &str) -> Child {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["the_copy_of_this_test", "--exact", "--nocapture"])
            .env(ROLE, role)
            .env("TMPDIR", self.0.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        assert!(out.lines().any(|line| line.unwrap() == "ready"), "it does not start its servers");
        child
    }

    fn litter(&self) -> Vec<PathBuf> {
        fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap().path()).collect()
    }

    /// Processes that are in the folder, or were told about it.
    fn processes(&self) -> Vec<String> {
        let dir = self.0.path().to_str().unwrap();
        let about = |process: &Path| {
            let cwd = fs::read_link(process.join("cwd")).unwrap_or_default();
            let line = fs::read(process.join("cmdline")).unwrap_or_default();
            let line = String::from_utf8_lossy(&line).replace('\0', " ");
            (cwd.starts_with(dir) || line.contains(dir)).then_some(line)
        };
        fs::read_dir("/proc").unwrap().filter_map(|entry| about(&entry.unwrap().path())).collect()
    }

    /// The processes of PostgreSQL servers, by which shared memory is told from that of others.
    fn postmasters(&self) -> Vec<String> {
        let files = self.litter().into_iter().map(|room| room.join("data/postmaster.pid"));
        files.filter_map(|file| Some(fs::read_to_string(file).ok()?.lines().next()?.to_owned())).collect()
    }

    fn assert_nothing_is_left(&self, postmasters: &[String]) {
        assert_eq!(postmasters.len(), 1);
        let started = Instant::now();
        while !(self.litter().is_empty() && self.processes().is_empty() && segments(postmasters) == 0) {
            let left = (self.litter(), self.processes(), segments(postmasters));
            assert!(started.elapsed() < LONG, "left: {left:?}");
            thread::yield_now();
        }
    }
}

/// Segments of shared memory that these processes have made.
fn segments(creators: &[String]) -> usize {
    let table = fs::read_to_string("/proc/sysvipc/shm").unwrap();
    let creator =
        |line: &&str| line.split_ascii_whitespace().nth(4).is_some_and(|pid| creators.contains(&pid.to_owned()));
    table.lines().filter(creator).count()
}

fn end(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

/// What the copy does: it starts servers, and ends in its role.
#[test]
fn the_copy_of_this_test() {
    let Ok(role) = std::env::var(ROLE) else { return };
    if role == "sweeps" {
        Services::sweep();
        roadmap::process::sweep();
        println!("\nready");
        return;
    }
    let cancel = Cancel::new();
    let services = Services::new(Arc::new(Toolchain::new(None)), None);
    let database = services.database("CREATE TABLE t (a int)", &cancel).unwrap();
    let redis = services.redis(&cancel).unwrap();
    let mut session = database.session(&cancel).unwrap();
    println!("\nready");
    let busy =
        "SET statement_timeout = 0; SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b";
    match role.as_str() {
        "ends" => {}
        "panics" => panic!("as it was told"),
        "forgets" => std::mem::forget((services, database, redis, session)),
        other => {
            assert_eq!(other, "works");
            let _ = session.run(busy, LONG, 1, &cancel);
        }
    }
}

#[test]
#[cfg_attr(not(all(has_postgres, has_redis)), ignore = "PostgreSQL or Redis is not installed")]
fn nothing_is_left_however_the_program_ends() {
    for role in ["ends", "panics", "forgets"] {
        let machine = Machine::new();
        let mut child = machine.start(role);
        child.wait().unwrap();
        let started = Instant::now();
        while !(machine.litter().is_empty() && machine.processes().is_empty()) {
            let left = (machine.litter(), machine.processes());
            assert!(started.elapsed() < LONG, "{role}: left {left:?}");
            thread::yield_now();
        }
    }
}

#[test]
#[cfg_attr(not(all(has_postgres, has_redis)), ignore = "PostgreSQL or Redis is not installed")]
fn nothing_is_left_when_the_program_is_killed() {
    for signal in [Signal::KILL, Signal::TERM, Signal::HUP] {
        let machine = Machine::new();
        let mut child = machine.start("works");
        let postmasters = machine.postmasters();
        assert_eq!(segments(&postmasters), 1);
        end(&child, signal);
        child.wait().unwrap();
        machine.assert_nothing_is_left(&postmasters);
    }
}

#[test]
#[cfg_attr(not(all(has_postgres, has_redis)), ignore = "PostgreSQL or Redis is not installed")]
fn what_is_left_when_all_was_killed_is_swept() {
    let machine = Machine::new();
    let mut child = machine.start("works");
    let postmasters = machine.postmasters();
    // Those that would tidy up first: no server is told to end.
    let mut all = guards(&machine);
    all.push(child.id());
    all.extend(postmasters.iter().map(|pid| pid.parse::<u32>().unwrap()));
    for pid in all {
        let _ = kill_process(Pid::from_raw(i32::try_from(pid).unwrap()).unwrap(), Signal::KILL);
    }
    child.wait().unwrap();
    assert!(!machine.litter().is_empty());
    machine.start("sweeps").wait().unwrap();
    machine.assert_nothing_is_left(&postmasters);
}

fn guards(machine: &Machine) -> Vec<u32> {
    let dir = machine.0.path().to_str().unwrap();
    let is_guard = |process: &Path| {
        let line = fs::read(process.join("cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line).replace('\0', " ");
        line.starts_with("/bin/sh -c") && line.contains(dir)
    };
    let all = fs::read_dir("/proc").unwrap().map(|entry| entry.unwrap().path());
    all.filter(|one| is_guard(one)).filter_map(|one| one.file_name()?.to_str()?.parse().ok()).collect()
}

#[test]
#[cfg_attr(not(all(has_postgres, has_redis)), ignore = "PostgreSQL or Redis is not installed")]
fn two_programs_do_not_disturb_each_other() {
    let machine = Machine::new();
    let mut one = machine.start("works");
    let rooms = machine.litter().len();
    assert_eq!(rooms, 2);
    let mut two = machine.start("ends");
    two.wait().unwrap();
    assert_eq!(machine.litter().len(), rooms);
    let postmasters = machine.postmasters();
    end(&one, Signal::KILL);
    one.wait().unwrap();
    machine.assert_nothing_is_left(&postmasters);
}
