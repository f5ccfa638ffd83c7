//! Exercises: what keys, saves and judgements do.

mod looks;
mod pictures;
mod sizes;

use roadmap::check::{Crash, Failure, Misconception, Reason, Report, Seen, Verdict};
use roadmap::progress::{State, What};
use roadmap::tui::{Effect, Msg, Tone, Trouble};

use crate::support::*;

const SMALL: (u16, u16) = (40, 15);
const USUAL: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (120, 40);

const MENDED: &str = "const toFahrenheit = (celsius) => (celsius * 9) / 5 + 32;\nmodule.exports = { toFahrenheit };\n";

/// The exercise with its files.
fn open(size: (u16, u16)) -> Tui {
    open_after(Vec::new(), size)
}

fn open_after(events: Vec<What>, size: (u16, u16)) -> Tui {
    let mut tui = Tui::open(course(), item("celsius"), events, size);
    tui.hand_out("celsius", STARTER);
    tui
}

fn call(celsius: i32, expected: &str, actual: &str) -> (String, Seen) {
    let label = format!("toFahrenheit({celsius}) → {expected}");
    (label, seen(expected == actual, "value", (expected, actual), ""))
}

fn judged(calls: [(String, Seen); 3]) -> Report {
    report(calls.iter().map(|(label, seen)| (label.as_str(), seen.clone())).collect())
}

fn passed() -> Report {
    let mut report = judged([call(100, "212", "212"), call(0, "32", "32"), call(-40, "-40", "-40")]);
    report.verdict = Verdict::Passed { idea: Some("Give a name to what happens in between.".to_owned()) };
    report
}

fn differs() -> Report {
    judged([call(100, "212", "312"), call(0, "32", "32"), call(-40, "-40", "-104")])
}

fn failed(mut report: Report, reason: Reason, say: Option<&str>) -> Report {
    let misconception =
        say.map(|say| Misconception { id: Some("precedence".parse().unwrap()), say: say.to_owned(), check: None });
    report.verdict = Verdict::Failed(Failure { reason, misconception });
    report
}

fn precedence() -> Report {
    let say = "`toFahrenheit(100)` gave 312: the + 32 was added before the division. Division comes first, so do not \
               bracket 5 + 32.";
    failed(differs(), Reason::Differs, Some(say))
}

fn crash() -> Report {
    let crash = Crash {
        at_start: false,
        kind: "ReferenceError".to_owned(),
        line: "ReferenceError: celcius is not defined".to_owned(),
        at: Some(3),
    };
    let mut report = differs();
    report.checks[0].seen.as_mut().unwrap().crash = Some(crash.clone());
    report.checks[0].seen.as_mut().unwrap().facets.clear();
    report.checks[1].seen = None;
    report.checks[2].seen = None;
    failed(report, Reason::Crashed(crash), None)
}

fn untouched() -> Report {
    failed(differs(), Reason::Untouched, None)
}

fn no_runtime() -> Trouble {
    Trouble::CouldNotLook("node was not found. Install Node.js 20 or newer, or set ROADMAP_NODE".to_owned())
}

#[test]
fn the_files_are_asked_for_when_the_exercise_is_opened() {
    let mut tui = Tui::open(course(), item("celsius"), Vec::new(), USUAL);
    assert_eq!(tui.done(), ["hand out celsius"]);
    assert!(tui.screen().contains("preparing your files"), "{}", tui.screen());
}

#[test]
fn c_checks_and_the_result_is_written_down_with_the_files() {
    let mut tui = open(USUAL);
    tui.done();
    tui.keys("c");
    tui.progressed(1, 3);
    assert!(tui.screen().contains("checking… 1 of 3"), "{}", tui.screen());
    tui.checked(Ok(differs()));
    insta::assert_snapshot!(tui.done().join("\n"), @r#"
    check celsius
    record {"what":"checked","exercise":"celsius","track":"node","shared":false,"passed":false,"wrong":null}
    "#);
    assert_eq!(tui.state(&item("celsius")), State::Tried);
    tui.keys("c");
    tui.checked(Ok(passed()));
    assert_eq!(tui.state(&item("celsius")), State::Passed);
    tui.keys("c");
    tui.checked(Ok(differs()));
    assert_eq!(tui.state(&item("celsius")), State::Passed);
}

#[test]
fn the_recognised_wrong_answer_is_written_down() {
    let mut tui = open(USUAL);
    tui.keys("c");
    tui.checked(Ok(precedence()));
    assert!(tui.done().last().unwrap().contains(r#""wrong":"precedence""#));
}

#[test]
fn every_save_is_checked_and_a_save_meanwhile_begins_again() {
    let mut tui = open(USUAL);
    tui.done();
    tui.save("celsius", "a");
    tui.save("celsius", "b");
    assert_eq!(tui.cancelled(), (vec![1], 2));
    assert_eq!(tui.done(), ["check celsius", "cancel", "check celsius"]);
    tui.late(1, "celsius", passed());
    assert_eq!(tui.done(), [""; 0]);
    assert!(tui.screen().contains("checking…"), "{}", tui.screen());
    tui.checked(Ok(differs()));
    assert_eq!(tui.state(&item("celsius")), State::Tried);
}

#[test]
fn escape_stops_the_check_and_a_late_result_is_ignored() {
    let mut tui = open(USUAL);
    tui.done();
    tui.keys("c<esc>");
    assert_eq!(tui.cancelled(), (vec![1], 1));
    assert!(tui.screen().contains("Stopped. This does not count"), "{}", tui.screen());
    tui.checked(Ok(passed()));
    tui.progressed(2, 3);
    assert_eq!(tui.done(), ["check celsius", "cancel"]);
    assert_eq!(tui.state(&item("celsius")), State::Seen);
    tui.keys("<esc>");
    assert!(tui.screen().contains("Continue"), "{}", tui.screen());
}

#[test]
fn what_could_not_be_looked_at_is_no_attempt() {
    let mut tui = open(USUAL);
    tui.done();
    tui.keys("c");
    tui.checked(Err(no_runtime()));
    assert_eq!(tui.done(), ["check celsius"]);
    assert_eq!(tui.state(&item("celsius")), State::Seen);
}

#[test]
fn leaving_cancels_the_check_stops_watching_and_keeps_the_place() {
    for keys in ["q", "<left>", "n", "<c-c>", "?<c-c>", "R<c-c>", "E<c-c>"] {
        let mut tui = open(USUAL);
        tui.keys("c");
        tui.done();
        tui.keys(keys);
        assert_eq!(tui.cancelled(), (vec![1], 1), "{keys}");
        assert!(tui.stopped_watching(), "{keys}");
        assert_eq!(tui.done().last().unwrap() == "Quit", keys.ends_with("<c-c>"), "{keys}");
        tui.late(1, "celsius", passed());
        assert_eq!(tui.done(), [""; 0], "{keys}");
    }
    let mut tui = open(USUAL);
    tui.tell(&Msg::Hangup);
    assert_eq!(tui.done().last().unwrap(), "Quit");
}

#[test]
fn after_the_last_item_comes_home() {
    let mut tui = open(USUAL);
    tui.keys("n");
    assert!(tui.screen().contains("Continue: Celsius to Fahrenheit"), "{}", tui.screen());
}

#[test]
fn hints_are_written_down_once_for_each_rung() {
    let mut tui = open(USUAL);
    tui.done();
    tui.keys("H");
    assert!(tui.screen().contains("Hint 1 of 3"), "{}", tui.screen());
    tui.keys("HHHH");
    insta::assert_snapshot!(tui.done().join("\n"), @r#"
    record {"what":"hint","exercise":"celsius","track":"node","rung":1}
    record {"what":"hint","exercise":"celsius","track":"node","rung":2}
    record {"what":"hint","exercise":"celsius","track":"node","rung":3}
    "#);
    assert!(tui.screen().contains("All hints are open."), "{}", tui.screen());
    tui.keys("qc");
    tui.hand_out("celsius", STARTER);
    tui.keys("<end>");
    assert!(tui.screen().contains("Hint 3 of 3"), "{}", tui.screen());
}

#[test]
fn the_learners_own_editor_is_opened_where_there_is_one() {
    let mut session = session(Tone::Dark, course(), vec![chose(), went("celsius", 0)], USUAL);
    session.editor = Some("hx".to_owned());
    let mut tui = Tui::begin(session);
    tui.keys("ce");
    tui.hand_out("celsius", STARTER);
    tui.done();
    tui.keys("e");
    assert_eq!(tui.done(), [r#"Edit(ExerciseId("celsius"), "work/node/celsius/main.js")"#]);
    tui.keys("E");
    assert!(tui.screen().contains("Ctrl-s save and check"), "{}", tui.screen());
}

#[test]
fn in_the_built_in_editor_every_letter_is_text() {
    let mut tui = open(USUAL);
    tui.done();
    tui.keys("e?qcnRU<c-s>");
    assert_eq!(tui.done(), [format!("write {:?}", format!("?qcnRU{STARTER}"))]);
    tui.tell(&Msg::Paste("a\r\nb".to_owned()));
    tui.keys("<esc>");
    assert_eq!(tui.done(), [format!("write {:?}", format!("?qcnRUa\nb{STARTER}"))]);
    assert!(tui.screen().contains("other pane"), "{}", tui.screen());
}

#[test]
fn what_is_saved_in_the_built_in_editor_is_checked_and_told_there() {
    let mut tui = open(USUAL);
    tui.keys("ex<c-s>");
    tui.save("celsius", &format!("x{STARTER}"));
    assert_eq!(tui.done().last().unwrap(), "check celsius");
    tui.checked(Ok(differs()));
    assert!(tui.screen().contains("Not yet: 1 of 3 checks passed."), "{}", tui.screen());
    tui.keys("<esc>");
    assert!(tui.screen().contains("✗ toFahrenheit(100)"), "{}", tui.screen());
}

#[test]
fn quitting_in_the_built_in_editor_loses_nothing() {
    let mut tui = open(USUAL);
    tui.done();
    tui.keys("ex<c-c>");
    assert_eq!(tui.done(), [format!("write {:?}", format!("x{STARTER}")), "Quit".to_owned()]);
    let mut tui = open(USUAL);
    tui.done();
    tui.keys("ex");
    tui.tell(&Msg::Hangup);
    assert_eq!(tui.done(), [format!("write {:?}", format!("x{STARTER}")), "Quit".to_owned()]);
    let mut tui = open(USUAL);
    tui.done();
    tui.keys("ex<c-s><c-c>");
    assert_eq!(tui.done().len(), 2);
}

#[test]
fn the_built_in_editor_can_be_left_without_saving() {
    let mut tui = open(USUAL);
    tui.done();
    tui.keys("ex<c-x>");
    assert_eq!(tui.done(), [""; 0]);
    assert!(!tui.screen().contains("x// Nine"), "{}", tui.screen());
}

#[test]
fn a_reset_is_asked_for_and_stops_the_check() {
    let mut tui = open(USUAL);
    tui.keys("c");
    tui.done();
    for no in ["Rn", "R<esc>"] {
        tui.keys(no);
        assert_eq!(tui.done(), [""; 0]);
    }
    tui.keys("Ry");
    assert_eq!(tui.done(), ["cancel", r#"Reset(ExerciseId("celsius"), Node)"#]);
    tui.keys("U");
    assert_eq!(tui.done(), [r#"Undo(ExerciseId("celsius"), Node)"#]);
}

#[test]
fn after_a_reset_no_old_result_stands_there() {
    let mut tui = open(USUAL);
    tui.keys("c");
    tui.checked(Ok(differs()));
    tui.keys("R<enter>");
    tui.hand_out("celsius", STARTER);
    tui.tell(&Msg::Notice("Back to the starter.".to_owned()));
    assert!(tui.screen().contains("Checked once so far."), "{}", tui.screen());
    assert!(tui.screen().contains("Back to the starter."), "{}", tui.screen());
}

#[test]
fn the_solution_opens_after_passing() {
    let mut tui = open(USUAL);
    tui.keys("s");
    assert!(tui.screen().contains("opens once you have passed"), "{}", tui.screen());
    tui.keys("c");
    tui.checked(Ok(passed()));
    tui.keys("s");
    assert!(tui.screen().contains("The reference solution"), "{}", tui.screen());
    tui.keys("<esc>");
    assert!(tui.screen().contains("✓ Passed"), "{}", tui.screen());
}

#[test]
fn x_opens_one_failed_check_after_the_other() {
    let mut tui = open(USUAL);
    tui.keys("c");
    tui.checked(Ok(differs()));
    for actual in ["312", "-104", "312"] {
        assert!(tui.screen().contains(&format!("got       {actual}")), "{}", tui.screen());
        tui.keys("x");
    }
}

#[test]
fn the_place_of_the_file_is_copied() {
    let mut tui = open(USUAL);
    tui.done();
    tui.keys("y");
    assert_eq!(tui.done(), [r#"Copy("work/node/celsius/main.js")"#]);
}

#[test]
fn files_that_cannot_be_handed_out_are_told_and_nothing_breaks() {
    let mut tui = Tui::open(course(), item("celsius"), Vec::new(), USUAL);
    tui.not_handed_out("celsius", "cannot write work/node/celsius: the disk is full");
    tui.done();
    for keys in ["e", "E"] {
        tui.keys(keys);
        assert!(tui.screen().lines().last().unwrap().contains("the disk is full"), "{}", tui.screen());
    }
    tui.keys("yU");
    assert_eq!(tui.done(), [r#"Undo(ExerciseId("celsius"), Node)"#]);
}

#[test]
fn news_of_other_exercises_change_nothing() {
    let mut tui = open(USUAL);
    tui.done();
    let before = tui.screen();
    let exercise = || "another".parse().unwrap();
    tui.tell(&Msg::Saved { exercise: exercise(), text: "x".to_owned() });
    tui.tell(&Msg::HandedOut { exercise: exercise(), handed: Err("x".to_owned()) });
    assert_eq!(tui.done(), [""; 0]);
    assert_eq!(tui.screen(), before);
}

#[test]
fn an_attempt_is_kept_with_the_files_that_were_judged() {
    let mut tui = open(USUAL);
    tui.save("celsius", MENDED);
    tui.checked(Ok(passed()));
    let files = tui.effects().iter().find_map(|effect| match effect {
        Effect::Record(event, Some(files)) if matches!(event.what, What::Checked { .. }) => Some(files.clone()),
        _ => None,
    });
    assert_eq!(files.unwrap()["main.js"], b"judged");
}
