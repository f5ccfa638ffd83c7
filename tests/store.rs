//! The store among several processes, which may be killed at any moment.
#![allow(clippy::unwrap_used, clippy::panic, reason = "this is a test")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use chrono::Utc;
use roadmap::check::Files;
use roadmap::id::{ExerciseId, Track};
use roadmap::progress::{Event, Opened, Store, What};

/// Set for a process that this test starts from its own program: the folder of the store.
const FOLDER: &str = "ROADMAP_TEST_STORE";
/// How many attempts such a process records.
const COUNT: &str = "ROADMAP_TEST_COUNT";

fn attempt(number: usize) -> (ExerciseId, Files) {
    let files = Files::from([
        ("main.py".to_owned(), format!("# attempt {number}\n").repeat(50).into_bytes()),
        ("data.json".to_owned(), b"[]\n".to_vec()),
    ]);
    (format!("attempt-{number}").parse().unwrap(), files)
}

fn number_of(event: &Event) -> usize {
    let What::Checked { exercise, .. } = &event.what else { panic!("{event:?}") };
    exercise.as_str().strip_prefix("attempt-").unwrap().parse().unwrap()
}

/// Runs in a process of its own: records attempts, and says the number of each when it is recorded.
#[test]
fn record_attempts_when_asked() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let count: usize = std::env::var(COUNT).unwrap().parse().unwrap();
    let (mut store, _) = Store::open(Path::new(&folder)).unwrap();
    let first = store.events().unwrap().last().map_or(0, |event| number_of(event) + 1);
    let mut out = std::io::stdout();
    for number in first..first + count {
        let (exercise, files) = attempt(number);
        let what = What::Checked { exercise, track: Track::Python, shared: false, passed: false, wrong: None };
        store.append(&Event { at: Utc::now(), what }, Some(&files)).unwrap();
        // In one write, so that a line is said as a whole or not at all.
        out.write_all(format!("recorded {number}\n").as_bytes()).unwrap();
        out.flush().unwrap();
    }
}

#[allow(clippy::disallowed_methods, reason = "the child is this test's own program, and is killed here")]
fn start(folder: &Path, count: usize) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "record_attempts_when_asked", "--nocapture", "--test-threads", "1"])
        .env(FOLDER, folder)
        .env(COUNT, count.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap());
    (child, said)
}

fn recorded(line: &str) -> Option<usize> {
    // The test harness may have begun the line with the test's name.
    line.split("recorded ").nth(1)?.strip_suffix('\n')?.parse().ok()
}

/// A small xorshift generator: other moments each time, the same on every machine.
fn random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

#[test]
fn an_attempt_that_was_reported_survives_that_the_process_is_killed() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("data");
    let mut state = 0x9E37_79B9_7F4A_7C15;
    let mut reported = 0;
    for round in 0..120 {
        let (mut child, mut said) = start(&folder, usize::MAX / 2);
        // Some are killed while they open the store, the others in the midst of a later attempt.
        let lines = random(&mut state) % 12;
        let mut line = String::new();
        for _ in 0..lines {
            line.clear();
            while recorded(&line).is_none() {
                line.clear();
                assert!(said.read_line(&mut line).unwrap() > 0, "round {round}: the child ended by itself");
            }
            reported = recorded(&line).unwrap() + 1;
        }
        std::thread::sleep(Duration::from_micros(random(&mut state) % 8_000));
        child.kill().unwrap();
        // What it had said before it died counts too.
        line.clear();
        while said.read_line(&mut line).unwrap() > 0 {
            reported = recorded(&line).map_or(reported, |number| number + 1);
            line.clear();
        }
        child.wait().unwrap();

        let (store, opened) = Store::open(&folder).unwrap();
        assert_eq!(opened, Opened::Ready, "round {round}");
        let events = store.events().unwrap();
        let numbers: Vec<usize> = events.iter().map(number_of).collect();
        assert!(numbers.iter().copied().eq(0..numbers.len()), "round {round}: {numbers:?}");
        // The last may have been recorded without the time to say so.
        assert!((reported..=reported + 1).contains(&numbers.len()), "round {round}: {reported} {}", numbers.len());
        reported = numbers.len();
        for number in numbers.len().saturating_sub(3)..numbers.len() {
            let (exercise, files) = attempt(number);
            assert_eq!(store.snapshot(&exercise, Track::Python, &|_| true).unwrap(), Some(files), "round {round}");
        }
    }
    assert!(reported > 300, "{reported}");
}

#[test]
fn eight_processes_that_open_one_new_store_at_once_lose_nothing() {
    for round in 0..5 {
        let dir = tempfile::tempdir().unwrap();
        let children: Vec<_> = (0..8).map(|_| start(dir.path(), 20)).collect();
        for (mut child, mut said) in children {
            let mut line = String::new();
            let mut lines = 0;
            while said.read_line(&mut line).unwrap() > 0 {
                lines += usize::from(recorded(&line).is_some());
                line.clear();
            }
            assert!(child.wait().unwrap().success(), "round {round}");
            assert_eq!(lines, 20, "round {round}");
        }
        assert_eq!(Store::open(dir.path()).unwrap().0.events().unwrap().len(), 160, "round {round}");
    }
}
