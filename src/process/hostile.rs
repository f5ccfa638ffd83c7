//! Programs that do their worst: each gets its right end in time, and no process of it is left.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

mod daemons;

use super::{Cancel, Command, End, Limits, Output, Running, run, start};

/// For programs that would go on.
const SHORT: Duration = Duration::from_millis(700);
/// For programs that end by themselves, however busy the machine is.
const LONG: Duration = Duration::from_mins(1);

/// A program in a folder of its own, marked so that its processes can be found without the help of what is tested.
struct Case {
    command: Command,
    mark: String,
    _dir: tempfile::TempDir,
}

fn case(program: &str, args: &[&str]) -> Case {
    static CASES: AtomicU32 = AtomicU32::new(0);
    let mark = format!("{}.{}", std::process::id(), CASES.fetch_add(1, Ordering::Relaxed));
    let dir = tempfile::tempdir().unwrap();
    let command = Command {
        program: which::which(program).unwrap_or_else(|_| panic!("this test needs {program} on PATH")),
        args: args.iter().map(Into::into).collect(),
        dir: dir.path().to_owned(),
        env: BTreeMap::from([("TEST_MARK".into(), mark.clone())]),
        stdin: Vec::new(),
        limits: Limits { time: LONG, ..Limits::default() },
    };
    Case { command, mark, _dir: dir }
}

fn sh(script: &str) -> Case {
    case("sh", &["-c", script])
}

/// The interpreter itself: a version manager's shim would spend the time limit.
fn interpreter(name: &str, ask: &[&str], flag: &str, program: &str) -> Case {
    let mut asked = case(name, ask);
    asked.command.env.extend(["HOME", "PYENV_ROOT"].iter().filter_map(|n| Some(((*n).into(), std::env::var(n).ok()?))));
    let real = run(&asked.command, &Cancel::new()).unwrap().stdout.text;
    case(real.trim(), &[flag, program])
}

fn python(program: &str) -> Case {
    interpreter("python3", &["-c", "import sys; print(sys.executable)"], "-c", program)
}

fn node(program: &str) -> Case {
    interpreter("node", &["-p", "process.execPath"], "-e", program)
}

impl Case {
    fn short(mut self) -> Self {
        self.command.limits.time = SHORT;
        self
    }

    fn left(&self) -> Vec<String> {
        let entry = format!("TEST_MARK={}", self.mark);
        fs::read_dir("/proc")
            .unwrap()
            .flatten()
            .filter(|process| {
                let environ = fs::read(process.path().join("environ")).unwrap_or_default();
                environ.split(|byte| *byte == 0).any(|found| found == entry.as_bytes())
            })
            .map(|process| fs::read_to_string(process.path().join("cmdline")).unwrap_or_default())
            .collect()
    }

    /// Runs it, and sees to it that it ended in time and left nothing.
    fn run(&self) -> Output {
        let started = Instant::now();
        let output = run(&self.command, &Cancel::new()).unwrap();
        assert!(started.elapsed() < self.command.limits.time + Duration::from_secs(1), "{:?}", started.elapsed());
        assert_eq!(self.left(), Vec::<String>::new());
        output
    }

    /// Starts it and waits until it has printed something.
    fn started(&self) -> Running {
        let mut running = start(&self.command).unwrap();
        while running.so_far().0.text.is_empty() {
            assert_eq!(running.ended(), None, "{:?}", running.so_far());
            thread::yield_now();
        }
        running
    }
}

#[test]
fn a_program_that_ends_gives_its_outputs_and_code() {
    let output = sh("echo out; echo err >&2; exit 3").run();
    assert_eq!((output.end, output.left_behind), (End::Exited(3), 0));
    assert_eq!((output.stdout.text.as_str(), output.stderr.text.as_str()), ("out\n", "err\n"));
}

#[test]
fn a_program_killed_by_a_signal_that_is_not_ours_says_which() {
    assert_eq!(sh("kill -SEGV $$").run().end, End::Signalled(11));
}

#[test]
fn a_missing_program_and_a_missing_folder_are_told_apart() {
    let mut case = sh("true");
    case.command.dir = "/nowhere/at/all".into();
    let error = start(&case.command).unwrap_err().to_string();
    assert!(error.ends_with("the folder /nowhere/at/all does not exist"), "{error}");
    let mut case = sh("true");
    case.command.program = "/nowhere/node".into();
    let error = start(&case.command).unwrap_err().to_string();
    assert!(error.starts_with("cannot start /nowhere/node: No such file"), "{error}");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn an_endless_loop_is_ended_at_its_deadline() {
    for case in [sh("while :; do :; done"), python("while True: pass"), node("for (;;) {}")] {
        let output = case.short().run();
        assert_eq!(output.end, End::TimedOut);
        assert!(output.took >= SHORT);
    }
}

#[test]
fn what_was_printed_before_the_deadline_is_kept() {
    let output = sh("echo before; sleep 60").short().run();
    assert_eq!((output.end, output.stdout.text.as_str()), (End::TimedOut, "before\n"));
}

#[test]
fn a_tree_of_processes_goes_with_its_root() {
    let output = sh("(sleep 60 & (sleep 60 & sleep 60) & sleep 60) & sh -c 'sleep 60' & wait").short().run();
    assert_eq!(output.end, End::TimedOut);
}

#[test]
fn children_left_behind_are_counted_and_ended() {
    let output = sh("sleep 60 & sleep 60 & echo done").run();
    assert_eq!((output.end, output.left_behind), (End::Exited(0), 2));
    assert_eq!(output.stdout.text, "done\n");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_flood_is_read_to_its_end_and_capped() {
    let mut case = python("import sys\nfor _ in range(1024): sys.stdout.write('x' * 2**20)");
    case.command.limits.output = 1000;
    let output = case.run();
    assert_eq!(output.end, End::Exited(0));
    assert!(output.stdout.truncated);
    assert_eq!(output.stdout.text.len(), 1000);
}

#[test]
fn an_endless_flood_on_both_outputs_is_ended() {
    let output = sh("yes & yes >&2").short().run();
    assert_eq!(output.end, End::TimedOut);
    assert!(output.stdout.truncated && output.stderr.truncated);
}

#[test]
fn invalid_text_and_control_sequences_arrive_and_can_be_cleaned() {
    let output = sh(r"printf 'a\377b\033[2J\033]0;title\007c'").run();
    assert!(output.stdout.invalid);
    assert_eq!(super::clean(&output.stdout.text), "a\u{fffd}bc");
}

#[test]
fn input_arrives_and_ends() {
    let mut case = sh("cat; echo end");
    case.command.stdin = b"one\ntwo\n".repeat(50_000);
    case.command.limits.output = u64::MAX;
    let output = case.run();
    assert_eq!(output.end, End::Exited(0));
    assert_eq!(output.stdout.text, "one\ntwo\n".repeat(50_000) + "end\n");
    assert_eq!(sh("cat; echo end").run().stdout.text, "end\n");
}

#[test]
fn a_program_that_does_not_read_its_input_holds_nobody_up() {
    let mut case = sh("exit 0");
    case.command.stdin = vec![b'x'; 10_000_000];
    assert_eq!(case.run().end, End::Exited(0));
}

#[test]
fn ignoring_the_polite_signals_helps_nobody() {
    let output = sh("trap '' TERM INT HUP; echo ready; while :; do sleep 60; done").short().run();
    assert_eq!((output.end, output.stdout.text.as_str()), (End::TimedOut, "ready\n"));
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn python_is_told_that_memory_ran_out() {
    let output = python("a = [bytearray(10**6) for _ in range(10**6)]").run();
    assert_eq!(output.end, End::Exited(1));
    assert!(output.stderr.text.trim_end().ends_with("MemoryError"), "{}", output.stderr.text);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn node_gives_up_when_memory_runs_out() {
    let output = node("const all = []; for (;;) all.push(Buffer.alloc(1e6, 1))").run();
    assert_ne!(output.end, End::Exited(0));
    assert_ne!(output.end, End::TimedOut);
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_tree_that_shares_out_its_memory_is_ended() {
    let hog = "
import os, time
for _ in range(3): os.fork()
a = bytearray(100 * 10**6)
time.sleep(60)
";
    let case = python(hog);
    assert_eq!(case.run().end, End::OutOfMemory);
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn what_a_thread_starts_counts_for_the_memory_too() {
    let hog = "
import subprocess, sys, threading
def start():
    one = [sys.executable, '-c', 'a = bytearray(150 * 10**6); import time; time.sleep(60)']
    for child in [subprocess.Popen(one) for _ in range(6)]: child.wait()
thread = threading.Thread(target=start)
thread.start()
thread.join()
";
    assert_eq!(python(hog).run().end, End::OutOfMemory);
}

#[test]
fn a_large_file_is_not_written_to_its_end() {
    let output = sh("exec dd if=/dev/zero of=big bs=1M count=200").run();
    assert_eq!(output.end, End::Signalled(25));
}

#[test]
fn processor_time_bounds_a_loop_that_outlives_its_deadline() {
    let output = sh("sleep 0.1; ulimit -Ht").run();
    assert_eq!(output.stdout.text, "64\n");
}

#[test]
fn another_thread_can_cancel() {
    let case = sh("sleep 60 & echo up; sleep 60");
    let running = case.started();
    let cancel = Cancel::new();
    let output = thread::scope(|scope| {
        let waiting = scope.spawn(|| running.wait(&cancel));
        cancel.cancel();
        waiting.join().unwrap()
    });
    assert_eq!(output.end, End::Cancelled);
    assert!(output.took < LONG);
    assert_eq!(case.left(), Vec::<String>::new());
}

#[test]
fn dropping_it_ends_the_tree() {
    let case = sh("setsid sleep 60 & sleep 60 & echo up; sleep 60");
    drop(case.started());
    assert_eq!(case.left(), Vec::<String>::new());
}

#[test]
fn stopping_it_says_what_it_did_until_then() {
    let case = sh("echo up; sleep 60");
    let output = case.started().stop();
    assert_eq!((output.end, output.stdout.text.as_str()), (End::Cancelled, "up\n"));
    assert_eq!(case.left(), Vec::<String>::new());
}

#[test]
fn runs_at_the_same_time_leave_each_other_alone() {
    let long = sh("setsid sleep 60 & echo up; sleep 60");
    let mut running = long.started();
    for _ in 0..3 {
        assert_eq!(sh("setsid sleep 60 & sleep 0.05").run().left_behind, 1);
    }
    assert_eq!(running.ended(), None);
    assert_eq!(long.left().len(), 3);
    drop(running);
    assert_eq!(long.left(), Vec::<String>::new());
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn the_ports_of_the_whole_tree_are_known() {
    let server = "
import os, socket, time
os.fork()
own = socket.create_server(('127.0.0.1', 0))
print(own.getsockname()[1], flush=True)
time.sleep(60)
";
    let case = python(server);
    let mut running = case.started();
    let printed = |running: &Running| {
        let mut ports: Vec<u16> = running.so_far().0.text.lines().map(|line| line.parse().unwrap()).collect();
        ports.sort_unstable();
        ports
    };
    while printed(&running).len() < 2 {
        assert_eq!(running.ended(), None);
        thread::yield_now();
    }
    assert_eq!(running.listening(), Some(printed(&running)));
}

#[test]
fn an_orphan_of_a_tutor_that_is_gone_is_swept() {
    // Its tag names this process's number, but a start that was never.
    let case = sh("ROADMAP_RUN=$TUTOR-1-0 sleep 60 & echo $!; wait; echo swept; sleep 60");
    let mut case = case;
    case.command.env.insert("TUTOR".into(), std::process::id().to_string());
    let mut running = case.started();
    while !running.so_far().0.text.contains("swept") {
        assert_eq!(running.ended(), None);
        super::sweep();
    }
    assert_eq!(running.ended(), None, "what belongs to a living tutor stays");
}

#[test]
#[ignore = "measures time, so it has to run alone"]
#[allow(clippy::disallowed_methods, reason = "the bare start is what is compared with")]
fn a_run_costs_little_more_than_the_bare_program() {
    let median = |mut times: Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2]
    };
    for case in [python("print('hi')"), node("console.log('hi')")] {
        let (mut bare, mut ours) = (Vec::new(), Vec::new());
        for _ in 0..40 {
            let started = Instant::now();
            let mut plain = std::process::Command::new(&case.command.program);
            plain.args(&case.command.args).current_dir(&case.command.dir).env_clear();
            plain.envs(super::environment::variables(&case.command.dir, &case.command.env));
            assert!(plain.output().unwrap().status.success());
            bare.push(started.elapsed());
            let started = Instant::now();
            assert_eq!(run(&case.command, &Cancel::new()).unwrap().end, End::Exited(0));
            ours.push(started.elapsed());
        }
        let (bare, ours) = (median(bare), median(ours));
        assert!(ours < bare.mul_f64(1.15) + Duration::from_micros(500), "{:?}: {bare:?} became {ours:?}", case.command);
        #[allow(clippy::print_stderr)]
        {
            eprintln!("{bare:?} {ours:?}");
        }
    }
}
