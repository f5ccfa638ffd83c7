//! The tutor in a real pseudo-terminal: start, learn, check, quit, and come back.
#![cfg(unix)]

mod terminal;

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
    terminal.press("  ");
    let before = terminal.wait_until("the second page", |screen| !screen.contains("You open an app"));
    let line = before.lines().nth(1).unwrap().to_owned();
    terminal.press("\x03");
    assert_eq!(terminal.wait_for_end(), 0);
    assert!(terminal.is_given_back());

    let mut again = Terminal::start(home.path(), 24, 80, &[]);
    again.wait_for("Continue: The opportunity");
    again.press("\r");
    let after = again.wait_until("a lesson", |screen| screen.contains("next sample"));
    assert_eq!(after.lines().nth(1).unwrap(), line, "{after}");
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
