//! Each program of these folders gets a verdict that its first line names, in time, and leaves nothing behind.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use crate::machine::{Machine, files};

/// The limit of the exercises of the course.
const LIMIT: Duration = Duration::from_secs(2);
/// What may come on top: one second for the check itself, two for the start of the program that is looked at from
/// outside, unoptimised, beside others like it.
const SLACK: Duration = Duration::from_secs(3);
/// What a server may take to listen, at least.
const START: Duration = Duration::from_secs(10);

/// Judges all programs of a folder and a path, as answers to an exercise.
fn judge(folder: &str, exercise: &str, path: &str, budget: Duration) {
    let ending = if path == "node" { "js" } else { "py" };
    let all = fs::read_dir(files().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let open: VecDeque<PathBuf> = all.filter(|program| program.extension().is_some_and(|e| e == ending)).collect();
    assert!(!open.is_empty());
    let (open, failures) = (Mutex::new(open), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(program) = { open.lock().unwrap().pop_front() } {
                    let wrong = one(&program, exercise, path, budget);
                    failures.lock().unwrap().extend(wrong.map(|what| format!("{}: {what}", program.display())));
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// What is not as it should be.
fn one(program: &Path, exercise: &str, path: &str, budget: Duration) -> Option<String> {
    let text = fs::read_to_string(program).unwrap();
    let wanted = text.lines().next().unwrap().trim_start_matches(['#', '/', ' ']).split(':').next().unwrap();
    let wanted: Vec<&str> = wanted.split(" or ").collect();
    let machine = Machine::new();
    let home = machine.at("work").join(path).join(exercise);
    fs::create_dir_all(&home).unwrap();
    fs::write(home.join("main").with_extension(program.extension().unwrap()), &text).unwrap();
    let done = Machine::run(&mut machine.command(&["check", exercise, "--path", path, "--json"]));
    let reason = done.json()["reason"].as_str().map(str::to_owned).unwrap_or_default();
    let left = [machine.litter(), machine.processes()].concat();
    if done.exit() != Some(1) || !wanted.contains(&reason.as_str()) {
        Some(format!("wanted {wanted:?}: {done}"))
    } else if done.took > budget {
        Some(format!("it took {:?}", done.took))
    } else if !left.is_empty() {
        Some(format!("left {left:?}"))
    } else {
        None
    }
}

#[test]
#[cfg_attr(not(has_python), ignore = "Python is not installed")]
fn functions_in_python() {
    judge("function", "double", "python", LIMIT + SLACK);
}

#[test]
#[cfg_attr(not(has_node), ignore = "Node.js is not installed")]
fn functions_in_node() {
    judge("function", "double", "node", LIMIT + SLACK);
}

#[test]
#[cfg_attr(not(has_python), ignore = "Python is not installed")]
fn copies_in_python() {
    judge("copy", "wrap", "python", LIMIT + SLACK);
}

#[test]
#[cfg_attr(not(has_node), ignore = "Node.js is not installed")]
fn copies_in_node() {
    judge("copy", "wrap", "node", LIMIT + SLACK);
}

#[test]
#[cfg_attr(not(has_python), ignore = "Python is not installed")]
fn programs_in_python() {
    judge("program", "greet", "python", 2 * (LIMIT + SLACK));
}

#[test]
#[cfg_attr(not(has_node), ignore = "Node.js is not installed")]
fn programs_in_node() {
    judge("program", "greet", "node", 2 * (LIMIT + SLACK));
}

#[test]
#[cfg_attr(not(has_python), ignore = "Python is not installed")]
fn servers_in_python() {
    judge("http", "hello", "python", START + LIMIT + SLACK);
}

#[test]
#[cfg_attr(not(has_node), ignore = "Node.js is not installed")]
fn servers_in_node() {
    judge("http", "hello", "node", START + LIMIT + SLACK);
}
