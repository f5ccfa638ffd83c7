//! A tutor that is asked to end, or killed, while a learner's program runs.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::machine::{Done, Machine};

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// Starts itself again in a session of its own, says so in a file beside the data, and ignores what can be ignored.
const STUBBORN: &str = "
import os, signal, sys, time
for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(one, signal.SIG_IGN)
if os.fork() == 0:
    os.setsid()
open(os.path.join(os.environ['TMPDIR'], '..', 'home', str(os.getpid())), 'w').close()
time.sleep(60)
";

fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < PATIENCE, "never: {what}");
        thread::yield_now();
    }
}

/// A check under way of a program that has started another one.
#[allow(clippy::disallowed_methods, reason = "a test starts the program itself")]
fn under_way(machine: &Machine, args: &[&str]) -> Child {
    let home = machine.at("work/python/double");
    fs::create_dir_all(&home).unwrap();
    fs::write(home.join("main.py"), STUBBORN).unwrap();
    let mut command = machine.command(args);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    wait_until("both programs run", || fs::read_dir(machine.at("home")).unwrap().count() >= 2);
    child
}

fn send(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

#[test]
#[cfg_attr(not(has_python), ignore = "Python is not installed")]
fn a_signal_ends_the_programs_and_then_the_tutor() {
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        let machine = Machine::new();
        let started = Instant::now();
        let child = under_way(&machine, &["check", "double", "--path", "python"]);
        send(&child, signal);
        let done = Done { output: child.wait_with_output().unwrap(), took: started.elapsed() };
        assert_eq!(done.output.status.signal(), Some(signal.as_raw()), "{done}");
        assert!(String::from_utf8_lossy(&done.output.stdout).contains("does not count"), "{done}");
        assert_eq!(machine.processes(), Vec::<String>::new());
        assert_eq!(machine.litter(), Vec::<String>::new());
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test starts the program itself")]
fn a_signal_ends_an_installation_and_leaves_nothing_of_it() {
    let machine = Machine::new();
    let said = "#!/bin/sh\nif [ \"$1\" = -p ]; then echo \"$0\"; echo 20.0.0; fi\n";
    let npm = "#!/bin/sh\n/bin/mkdir node_modules\n: > \"$HOME/begun\"\n/bin/sleep 60\n";
    for (name, text) in [("bin/node", said), ("bin/npm", npm)] {
        fs::create_dir_all(machine.at("bin")).unwrap();
        fs::write(machine.at(name), text).unwrap();
        fs::set_permissions(machine.at(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let started = Instant::now();
    let mut command = machine.command(&["setup", "--path", "node"]);
    command.env("ROADMAP_NODE", machine.at("bin/node")).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    wait_until("npm runs", || machine.at("home/begun").exists());
    send(&child, Signal::INT);
    let done = Done { output: child.wait_with_output().unwrap(), took: started.elapsed() };
    assert_eq!(done.output.status.signal(), Some(Signal::INT.as_raw()), "{done}");
    assert!(String::from_utf8_lossy(&done.output.stderr).contains("stopped before everything was installed"), "{done}");
    assert_eq!(machine.processes(), Vec::<String>::new());
    assert_eq!(fs::read_dir(machine.at("work/node")).unwrap().count(), 0);
}

#[test]
#[cfg_attr(not(has_python), ignore = "Python is not installed")]
fn what_a_killed_tutor_left_is_swept_at_the_next_start() {
    let machine = Machine::new();
    let mut child = under_way(&machine, &["check", "double", "--path", "python"]);
    send(&child, Signal::KILL);
    child.wait().unwrap();
    assert_eq!(machine.processes().len(), 2);
    assert!(!machine.litter().is_empty());
    let answered = Machine::run(&mut machine.command(&["check", "double", "--path", "python"]));
    assert_eq!(answered.exit(), Some(1), "{answered}");
    assert_eq!(machine.processes(), Vec::<String>::new());
    assert_eq!(machine.litter(), Vec::<String>::new());
}
