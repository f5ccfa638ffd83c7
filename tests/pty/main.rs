//! The tutor in a real pseudo-terminal: start, learn, check, quit, and come back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    missing_docs,
    reason = "a test that fails says where"
)]
#![cfg(unix)]

mod terminal;

use roadmap::curriculum::{Curriculum, Library};
use terminal::Terminal;

/// Goes through the welcome on the python path.
fn welcome(terminal: &mut Terminal) {
    terminal.wait_for("Choose a path");
    terminal.press("j\r");
    terminal.wait_for("Where shall your exercise files live?");
    terminal.press("\r");
    terminal.wait_for("How many hours a week");
    terminal.press("\r");
    terminal.wait_for("Begin: The opportunity");
}

#[test]
fn a_first_start_asks_three_things_and_shows_home() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), 24, 80, &[]);
    welcome(&mut terminal);
    let screen = terminal.wait_for("Python");
    assert!(screen.contains("Setup, values and variables"), "{screen}");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end(), 0);
    assert!(terminal.is_given_back());
}

#[test]
fn after_ctrl_c_the_place_in_a_lesson_is_found_again() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), 24, 80, &[]);
    welcome(&mut terminal);
    terminal.press("\r");
    terminal.wait_for("You open an app");
    terminal.press(" ");
    let before = terminal.wait_until("the second page", |screen| !screen.contains("You open an app"));
    let line = before.lines().nth(1).unwrap().to_owned();
    terminal.press("\x03");
    assert_eq!(terminal.wait_for_end(), 0);
    assert!(terminal.is_given_back());

    let mut again = Terminal::start(home.path(), 24, 80, &[]);
    again.wait_for("Continue: The opportunity");
    again.press("\r");
    let after = again.wait_for("outline & links");
    assert_eq!(after.lines().nth(1).unwrap(), line, "{after}");
}

#[test]
fn a_course_that_was_added_begins_with_the_choices_made_before() {
    let home = tempfile::tempdir().unwrap();
    let course = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/course");
    let add = ["course", "add", course, "--name", "drills"];
    assert_eq!(Terminal::run(home.path(), 24, 80, &add, &[]).wait_for_end(), 0);
    let mut terminal = Terminal::start(home.path(), 24, 80, &[]);
    welcome(&mut terminal);
    terminal.press("q");
    assert_eq!(terminal.wait_for_end(), 0);

    let mut terminal = Terminal::run(home.path(), 24, 80, &["--course", "drills"], &[]);
    terminal.wait_for("Begin: First words");
    terminal.press("c");
    terminal.wait_for("A program prints");
    terminal.press("q");
    terminal.wait_for("Continue: First quiz");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end(), 0);
    let start = ["start", "double-it", "--course", "drills"];
    assert_eq!(Terminal::run(home.path(), 24, 80, &start, &[]).wait_for_end(), 0);
    assert!(home.path().join("work/courses/drills/python/double-it/main.py").is_file());
    let mut terminal = Terminal::start(home.path(), 24, 80, &[]);
    terminal.wait_for("Begin: The opportunity");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end(), 0);
}

#[test]
fn a_new_exercise_is_asked_for_on_a_terminal() {
    let home = tempfile::tempdir().unwrap();
    let week = ["new", "week", "one", "--course", "made", "--title", "One", "--outcome", "begin", "--hours", "10"];
    assert_eq!(Terminal::run(home.path(), 24, 80, &week, &[]).wait_for_end(), 0);
    let mut terminal = Terminal::run(home.path(), 24, 80, &["new", "exercise", "--course", "made"], &[]);
    for (question, answer) in [
        ("Its id", "Sum Up"),
        ("is no id", "sum-up"),
        ("The week that has it [one]:", ""),
        ("answer) [function]:", "file"),
        ("Its title [Sum up]:", ""),
        ("What it is about", ""),
        ("name one at least", "sums, more"),
        ("Lessons and exercises before it:", ""),
        ("Its difficulty, 1 to 5 [1]:", "7"),
        ("7 is not from 1 to 5", "2"),
        ("How many minutes it takes [30]:", ""),
    ] {
        terminal.wait_for(question);
        terminal.press(&format!("{answer}\r"));
    }
    terminal.wait_for("roadmap verify --course made sum-up --accept");
    assert_eq!(terminal.wait_for_end(), 0);
    let text = std::fs::read_to_string(home.path().join("made/exercises/sum-up/exercise.toml")).unwrap();
    assert!(text.contains("title = \"Sum up\"\nconcepts = [\"sums\", \"more\"]\nmode"), "{text}");
    assert!(text.contains("difficulty = 2\nminutes = 30\n"), "{text}");
    // Whoever gives no answer gets nothing.
    let mut terminal = Terminal::run(home.path(), 24, 80, &["new", "week", "--course", "made"], &[]);
    terminal.wait_for("Its id");
    terminal.press("\x04");
    terminal.wait_for("nothing was made");
    assert_eq!(terminal.wait_for_end(), 2);
}

#[test]
fn a_course_with_a_fault_is_opened_and_the_fault_is_told_meanwhile() {
    let home = tempfile::tempdir().unwrap();
    let week = ["new", "week", "one", "--course", "made", "--title", "One", "--outcome", "begin", "--hours", "10"];
    assert_eq!(Terminal::run(home.path(), 24, 80, &week, &[]).wait_for_end(), 0);
    let made = "new exercise sum-up --course made --week one --kind file --title Sums --concepts sums";
    let made: Vec<&str> = made.split(' ').chain(["--needs", "", "--difficulty", "1", "--minutes", "5"]).collect();
    assert_eq!(Terminal::run(home.path(), 24, 80, &made, &[]).wait_for_end(), 0);
    std::fs::write(home.path().join("made/exercises/sum-up/exercise.toml"), "title = ").unwrap();
    let mut terminal = Terminal::run(home.path(), 24, 80, &["--course", "made", "--path", "node"], &[]);
    let screen = terminal.wait_for("`roadmap lint` shows them");
    assert!(screen.contains("sum-up"), "what is broken is named by its id: {screen}");
    terminal.press("\r");
    terminal.wait_for("The exercise `sum-up` is broken");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end(), 0);
}

#[test]
fn a_preview_follows_every_save_broken_and_mended() {
    let home = tempfile::tempdir().unwrap();
    let week = ["new", "week", "one", "--course", "made", "--title", "One", "--outcome", "begin", "--hours", "10"];
    assert_eq!(Terminal::run(home.path(), 24, 80, &week, &[]).wait_for_end(), 0);
    let made = "new exercise sum-up --course made --week one --kind file --title Sums --concepts sums";
    let made: Vec<&str> = made.split(' ').chain(["--needs", "", "--difficulty", "1", "--minutes", "5"]).collect();
    assert_eq!(Terminal::run(home.path(), 24, 80, &made, &[]).wait_for_end(), 0);
    let folder = home.path().join("made/exercises/sum-up");
    let edit = |file: &str, from: &str, to: &str| {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        assert!(text.contains(from), "{text}");
        std::fs::write(folder.join(file), text.replace(from, to)).unwrap();
    };
    let mut terminal = Terminal::run(home.path(), 24, 80, &["preview", "made/exercises/sum-up"], &[]);
    terminal.wait_for("judged in");
    terminal.wait_for("✓ solution  passes");
    edit("shared/solution.txt", "write", "wrote");
    terminal.wait_for("✗ solution  fails at");
    edit("exercise.toml", "difficulty = 1", "difficulty = 9");
    let screen = terminal.wait_for("exercises/sum-up/exercise.toml:5:14");
    assert!(screen.contains("Sums · 5 min"), "{screen}");
    edit("exercise.toml", "difficulty = 9", "difficulty = 2");
    edit("shared/solution.txt", "wrote", "write");
    terminal
        .wait_until("everything mended", |screen| !screen.contains("error") && screen.contains("✓ solution  passes"));
    terminal.press("p");
    terminal.wait_for("on python");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end(), 0);
    assert!(terminal.is_given_back());
}

#[test]
fn a_tiny_terminal_says_so_and_recovers() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), 5, 20, &[]);
    terminal.wait_for("20×5");
    terminal.resize(24, 80);
    terminal.wait_for("Choose a path");
    terminal.press("\x03");
    assert_eq!(terminal.wait_for_end(), 0);
}

#[test]
fn a_hang_up_ends_the_tutor() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), 24, 80, &[]);
    terminal.wait_for("Choose a path");
    let pid = rustix::process::Pid::from_raw(i32::try_from(terminal.pid()).unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::HUP).unwrap();
    assert_eq!(terminal.wait_for_end(), 0);
    assert!(terminal.is_given_back());
}

/// From home to an exercise of week 1: unfolds the week and goes down, row by row; the pane at the right names the
/// chosen one.
fn open(terminal: &mut Terminal, title: &str) {
    let (curriculum, _) = Curriculum::load(&Library::embedded());
    let curriculum = curriculum.unwrap();
    terminal.press("jjjj\r");
    terminal.wait_for(title);
    for item in &curriculum.week("1").unwrap().items {
        let next: String = curriculum.title(item).chars().take(20).collect();
        terminal.press("j");
        terminal.wait_until(&next, |screen| screen.lines().nth(2).unwrap_or_default().contains(&next));
        if curriculum.title(item) == title {
            break;
        }
    }
    terminal.press("\r");
    terminal.wait_for("Not checked yet");
}

/// A program that stands in for the learner's editor: it writes what the test prepared.
fn editor(home: &std::path::Path, text: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let (script, answer) = (home.join("editor.sh"), home.join("answer.txt"));
    std::fs::write(&answer, text).unwrap();
    std::fs::write(&script, format!("#!/bin/sh\ncp '{}' \"$1\"\n", answer.display())).unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
    script.display().to_string()
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_learner_goes_from_a_named_mistake_to_a_pass_and_finds_it_again() {
    let home = tempfile::tempdir().unwrap();
    let wrong = "def to_fahrenheit(celsius):\n    return celsius * 9 / (5 + 32)\n";
    let script = editor(home.path(), wrong);
    let mut terminal = Terminal::start(home.path(), 30, 110, &[("EDITOR", &script)]);
    welcome(&mut terminal);

    // Home: unfold week 1 and go to the exercise.
    open(&mut terminal, "Celsius to Fahrenheit");

    // The unchanged starter has a verdict of its own.
    terminal.press("c");
    terminal.wait_for("This is still the starter");

    // The learner's editor writes a known wrong answer; the save is checked by itself.
    terminal.press("e");
    terminal.wait_for("the 32 was added to the 5");

    // Any other program may save, too.
    let file = home.path().join("work/python/celsius-to-fahrenheit/main.py");
    std::fs::write(&file, "def to_fahrenheit(celsius):\n    return celsius * 9 / 5 + 32\n").unwrap();
    terminal.wait_for("Passed: 8 of 8 checks");
    terminal.press("s");
    terminal.wait_for("The reference solution");
    terminal.press("\x03");
    assert_eq!(terminal.wait_for_end(), 0);
    assert!(terminal.is_given_back());

    let again = Terminal::start(home.path(), 30, 110, &[]);
    again.wait_for("Continue: Prices in whole cents");
    again.wait_until("the pass", |screen| {
        screen.lines().any(|line| line.contains("Celsius to Fahrenheit") && line.contains("passed"))
    });
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn kill_9_in_the_middle_of_a_check_loses_nothing_and_leaves_nothing_running() {
    let home = tempfile::tempdir().unwrap();
    let mark = home.path().join("started");
    let endless = format!("open({:?}, 'w').close()\nwhile True:\n    pass\n", mark.display().to_string());
    let script = editor(home.path(), &endless);
    let env = [("EDITOR", script.as_str()), ("ROADMAP_PATH", "python")];
    let mut terminal = Terminal::start(home.path(), 30, 110, &env);
    terminal.wait_for("Begin: The opportunity");
    open(&mut terminal, "Two lines from two variables");
    terminal.press("e");
    terminal.wait_until("the running program", |_| mark.exists());
    let pid = rustix::process::Pid::from_raw(i32::try_from(terminal.pid()).unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
    terminal.wait_for_end();

    let again = Terminal::start(home.path(), 30, 110, &env);
    again.wait_for("Continue: Two lines from two variables");
    let file = home.path().join("work/python/two-lines-from-two-variables/main.py");
    assert_eq!(std::fs::read_to_string(file).unwrap(), endless);
    again.wait_until("the orphan's end", |_| orphans(terminal.pid()).is_empty());
}

/// Programs that a tutor with this process id started and that are still there.
fn orphans(tutor: u32) -> Vec<String> {
    let tag = format!("ROADMAP_RUN={tutor}-");
    let environ = |entry: std::fs::DirEntry| Some((entry.path(), std::fs::read(entry.path().join("environ")).ok()?));
    std::fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(environ)
        .filter(|(_, environ)| environ.split(|byte| *byte == 0).any(|one| one.starts_with(tag.as_bytes())))
        .map(|(path, _)| path.display().to_string())
        .collect()
}
