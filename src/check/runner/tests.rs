//! Verdicts and recognition, with real runtimes.

use std::sync::OnceLock;

use crate::diagnostic::Spanned;

use super::*;
use crate::check::{Content, Facet, Files, Outcome, RawCheck, Reason, Record, Variant, Wrong, testing};
use crate::diagnostic::{Diagnostics, Source};
use crate::id::ByTrack;

mod kinds;

fn runner() -> &'static Runner {
    static RUNNER: OnceLock<Runner> = OnceLock::new();
    RUNNER.get_or_init(|| Runner::on_this_machine(None))
}

/// An exercise of one track: its checks as typed, its variants, and its wrong answers' messages.
fn spec(track: Track, checks: &str, variants: &[(&str, &str)], wrong: &[(&str, &str)]) -> Spec {
    #[derive(serde::Deserialize)]
    struct Document {
        check: Vec<Spanned<RawCheck>>,
    }
    let document: Document = toml::from_str(checks).unwrap();
    let mut all = Diagnostics::default();
    let source = Arc::new(Source { name: "exercise.toml".into(), text: checks.into() });
    let mut problems = all.file(source);
    let checks = document.check.into_iter().map(|raw| RawCheck::build(raw, &mut problems).unwrap()).collect();
    assert!(all.is_empty(), "{all:?}");
    let mut spec = Spec {
        checks,
        wrong: wrong
            .iter()
            .map(|(id, say)| Wrong { id: id.parse().unwrap(), say: ByTrack::both((*say).to_owned()) })
            .collect(),
        idea: Some(ByTrack::both("an idea".to_owned())),
        ..Spec::default()
    };
    let main = spec.main_file(track);
    let variants = variants.iter().map(|(role, code)| Variant {
        role: Role::try_from((*role).to_owned()).unwrap(),
        content: Content::Files(Files::from([(main.clone(), code.as_bytes().to_vec())])),
    });
    let variants: Vec<Variant> = variants.collect();
    match track {
        Track::Node => spec.variants.node = variants,
        Track::Python => spec.variants.python = variants,
    }
    spec
}

fn judge(spec: &Spec, track: Track, code: &str) -> Report {
    let submission = testing::files(&[(&spec.main_file(track), code)]);
    runner().run(spec, track, &submission, &Cancel::new(), &|_, _| ()).unwrap()
}

fn failure(spec: &Spec, track: Track, code: &str) -> Failure {
    match judge(spec, track, code).verdict {
        Verdict::Failed(failure) => failure,
        Verdict::Passed { .. } => panic!("passed: {code}"),
    }
}

fn told(spec: &Spec, track: Track, code: &str) -> Option<String> {
    failure(spec, track, code).misconception.map(|misconception| misconception.say)
}

const CELSIUS: &str = r#"
[[check]]
function = { name = "to_fahrenheit", args = [100], returns = 212, tolerance = 1e-6 }
[[check]]
function = { name = "to_fahrenheit", args = [0], returns = 32, tolerance = 1e-6 }
[[check]]
function = { name = "to_fahrenheit", args = [36.6], returns = 97.88, tolerance = 1e-6 }
[[check]]
function = { name = "to_fahrenheit", args = [20], type = "number" }
"#;

const SAYS: [(&str, &str); 4] = [
    ("precedence", "`{call}` gave {actual}: the 32 was added to the 5."),
    ("prints", "Printed, but handed back {actual}."),
    ("text", "`{call}` gave {actual}, not {expected}."),
    ("cut-off", "`{call}` gave {actual} instead of {expected}."),
];

fn node(body: &str) -> String {
    format!("function toFahrenheit(celsius) {{\n  {body}\n}}\n\nmodule.exports = {{ toFahrenheit }};\n")
}

fn python(body: &str) -> String {
    format!("def to_fahrenheit(celsius):\n    {body}\n")
}

/// Variants of the exercise by their bodies.
fn bodies(track: Track) -> Vec<(&'static str, String)> {
    let bodies = match track {
        Track::Node => [
            ("starter", "return 0;"),
            ("solution", "return (celsius * 9) / 5 + 32;"),
            ("wrong-precedence", "return (celsius * 9) / (5 + 32);"),
            ("wrong-prints", "console.log((celsius * 9) / 5 + 32);"),
            ("wrong-text", "return ((celsius * 9) / 5 + 32).toFixed(2);"),
            ("wrong-cut-off", "return Math.floor((celsius * 9) / 5 + 32);"),
        ]
        .map(|(role, body)| (role, node(body))),
        Track::Python => [
            ("starter", "return 0"),
            ("solution", "return celsius * 9 / 5 + 32"),
            ("wrong-precedence", "return celsius * 9 / (5 + 32)"),
            ("wrong-prints", "print(celsius * 9 / 5 + 32)"),
            ("wrong-text", "return f\"{celsius * 9 / 5 + 32:.2f}\""),
            ("wrong-cut-off", "return celsius * 9 // 5 + 32"),
        ]
        .map(|(role, body)| (role, python(body))),
    };
    bodies.to_vec()
}

fn celsius(track: Track) -> Spec {
    let bodies = bodies(track);
    let variants: Vec<(&str, &str)> = bodies.iter().map(|(role, code)| (*role, code.as_str())).collect();
    spec(track, CELSIUS, &variants, &SAYS)
}

/// The record of an exercise of one track.
fn record(spec: &Spec, track: Track) -> Record {
    let observed = spec.variants.get(track).iter().map(|variant| {
        let submission = Submission::Content(variant.content.clone());
        (variant.role.clone(), runner().observe(spec, track, &submission, &Cancel::new()).unwrap())
    });
    let (mut all, observed) = (ByTrack::default(), observed.collect());
    match track {
        Track::Node => all.node = observed,
        Track::Python => all.python = observed,
    }
    Record::new(spec, &all)
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn each_known_wrong_answer_gets_its_own_message() {
    let node = [
        "`toFahrenheit(100)` gave 24.324324324324323: the 32 was added to the 5.",
        "Printed, but handed back nothing (undefined).",
        "`toFahrenheit(100)` gave the text \"212.00\", not 212.",
        "`toFahrenheit(36.6)` gave 97 instead of 97.88.",
    ];
    let python = [
        "`to_fahrenheit(100)` gave 24.324324324324323: the 32 was added to the 5.",
        "Printed, but handed back nothing (None).",
        "`to_fahrenheit(100)` gave the text \"212.00\", not 212.",
        "`to_fahrenheit(36.6)` gave 97.0 instead of 97.88.",
    ];
    for (track, says) in [(Track::Node, node), (Track::Python, python)] {
        let spec = celsius(track);
        for ((role, code), say) in bodies(track).iter().skip(2).zip(says) {
            assert_eq!(told(&spec, track, code).as_deref(), Some(say), "{track} {role}");
        }
        assert!(matches!(judge(&spec, track, &bodies(track)[1].1).verdict, Verdict::Passed { idea: Some(_) }));
        assert_eq!(failure(&spec, track, &bodies(track)[0].1).reason, Reason::Untouched);
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn another_way_to_the_same_mistake_is_recognised() {
    let spec = celsius(Track::Node);
    let say = |body: &str| told(&spec, Track::Node, &node(body)).unwrap_or_default();
    assert!(say("const x = 9 * celsius; return x / 37;").ends_with("the 32 was added to the 5."));
    assert!(say("process.stdout.write(`${celsius * 1.8 + 32}`);").starts_with("Printed"));
    assert!(say("console.log('debug'); return celsius * 9 / 37;").ends_with("the 32 was added to the 5."));
    assert_eq!(say("return undefined;"), "", "it prints nothing");
    assert_eq!(say("return celsius;"), "");
    let spec = celsius(Track::Python);
    let say = |body: &str| told(&spec, Track::Python, &python(body)).unwrap_or_default();
    assert!(say("return celsius / 37 * 9").ends_with("the 32 was added to the 5."), "rounded in the last digit only");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_record_tells_the_same_as_the_wrong_answers_run_live() {
    let mut spec = celsius(Track::Python);
    let record = record(&spec, Track::Python);
    assert_eq!(Record::parse(&record.to_toml()).unwrap(), record);
    let told_in = |role: &str| record.entries.python[&Role::try_from(role.to_owned()).unwrap()].clone();
    assert_eq!(told_in("wrong-text").told.as_deref(), Some("`to_fahrenheit(100)` gave the text \"212.00\", not 212."));
    assert_eq!((told_in("starter").verdict, told_in("solution").verdict), (Outcome::Differs, Outcome::Passed));
    let live: Vec<_> =
        bodies(Track::Python).iter().map(|(_, code)| judge(&spec, Track::Python, code).verdict).collect();
    spec.record = Some(record);
    // Nothing is left to run, so it is the record that knows.
    let runner = Runner::on_this_machine(None);
    for ((_, code), live) in bodies(Track::Python).iter().zip(live) {
        let submission = testing::files(&[("main.py", code)]);
        let report = runner.run(&spec, Track::Python, &submission, &Cancel::new(), &|_, _| ()).unwrap();
        assert_eq!(report.verdict, live);
    }
    assert!(runner.seen.lock().unwrap().is_empty());
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn swapped_messages_change_what_is_told_and_not_the_fingerprint() {
    let spec = celsius(Track::Python);
    let mut swapped = spec.clone();
    let say = swapped.wrong[0].say.clone();
    swapped.wrong[0].say = std::mem::replace(&mut swapped.wrong[1].say, say);
    let (before, after) = (record(&spec, Track::Python), record(&swapped, Track::Python));
    assert_eq!(before.fingerprint, after.fingerprint);
    assert_ne!(before, after);
    let mut shorter = spec.clone();
    shorter.checks.pop();
    assert_ne!(shorter.fingerprint(), before.fingerprint);
    let mut other = spec;
    other.variants.python.pop();
    assert_ne!(other.fingerprint(), before.fingerprint);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn a_record_that_does_not_fit_any_more_is_not_trusted() {
    let mut spec = celsius(Track::Node);
    spec.record = Some(Record { fingerprint: "old".into(), entries: ByTrack::default() });
    assert!(told(&spec, Track::Node, &bodies(Track::Node)[2].1).is_some());
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn reasons_come_in_the_order_in_which_they_help() {
    let spec = celsius(Track::Node);
    let reason = |code: &str| failure(&spec, Track::Node, code).reason;
    assert!(matches!(reason("function ("), Reason::CannotStart(crash) if crash.kind == "SyntaxError"));
    assert!(matches!(reason(""), Reason::CannotStart(crash) if crash.kind == "missing function"));
    assert_eq!(reason(&bodies(Track::Node)[0].1.replace('\n', "\r\n")), Reason::Untouched);
    assert!(matches!(reason(&node("return celsius.x.y;")), Reason::Crashed(crash) if crash.at == Some(2)));
    assert_eq!(reason(&node("return 1;")), Reason::Differs);
    let mut short = spec.clone();
    short.limits.time = Duration::from_secs(1);
    assert_eq!(failure(&short, Track::Node, &node("for (;;) {}")).reason, Reason::TimedOut);
}

const FAILS: &str = "[[check]]\nfunction = { name = \"cents\", args = [\"19.99\"], returns = 1999 }\n";

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_crash_that_is_a_known_wrong_answer_gets_its_message_too() {
    let variants = [
        ("solution", "def cents(text):\n    return round(float(text) * 100)\n"),
        ("wrong-whole", "def cents(text):\n    return int(text) * 100\n"),
        ("wrong-export", "def center(text):\n    return 1\n"),
    ];
    let wrong = [("whole", "`{call}` ended in {actual}."), ("export", "Look: {actual}.")];
    let spec = spec(Track::Python, FAILS, &variants, &wrong);
    let failed = failure(&spec, Track::Python, "def cents(text):\n    a = int(text)\n    return a * 100\n");
    assert!(matches!(failed.reason, Reason::Crashed(crash) if crash.kind == "ValueError" && crash.at == Some(2)));
    let say = "`cents(\"19.99\")` ended in ValueError: invalid literal for int() with base 10: '19.99'.";
    assert_eq!(failed.misconception.unwrap().say, say);
    let failed = failure(&spec, Track::Python, "x = 1\n");
    assert!(failed.misconception.unwrap().say.starts_with("Look: there is no function `cents`"));
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn wrong_answers_that_nothing_tells_apart_are_not_guessed() {
    let variants = [
        ("solution", "def cents(text):\n    return 1999\n"),
        ("wrong-one", "def cents(text):\n    return 1\n"),
        ("wrong-two", "def cents(text):\n    return 2 - 1\n"),
    ];
    let mut spec = spec(Track::Python, FAILS, &variants, &[("one", "one"), ("two", "two")]);
    assert_eq!(told(&spec, Track::Python, "def cents(text):\n    return 1.0\n"), None);
    spec.variants.python[2].role = Role::Starter;
    let record = record(&spec, Track::Python);
    let entry = |role: &Role| &record.entries.python[role];
    assert_eq!(entry(&Role::Wrong("one".parse().unwrap())).told.as_deref(), Some("one"));
    assert_eq!(entry(&Role::Starter).told, None, "a starter is told that it is the starter");
}
