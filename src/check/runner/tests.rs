use std::sync::OnceLock;

use toml::Spanned;

use super::*;
use crate::check::{Content, Facet, Files, Outcome, RawCheck, Reason, Record, Variant, Wrong, testing};
use crate::diagnostic::{Diagnostics, Source};
use crate::id::ByTrack;

fn runner() -> &'static Runner {
    static RUNNER: OnceLock<Runner> = OnceLock::new();
    RUNNER.get_or_init(|| Runner::new(Arc::new(Toolchain::new(None))))
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
        limits: Limits::default(),
        enough: None,
        idea: Some(ByTrack::both("an idea".to_owned())),
        variants: ByTrack::default(),
        shared: false,
        record: None,
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
    let runner = Runner::new(Arc::new(Toolchain::new(None)));
    for ((_, code), live) in bodies(Track::Python).iter().zip(live) {
        let submission = testing::files(&[("main.py", code)]);
        let report = runner.run(&spec, Track::Python, &submission, &Cancel::new(), &|_, _| ()).unwrap();
        assert_eq!(report.verdict, live);
    }
    assert!(runner.seen.lock().unwrap().is_empty());
}

#[test]
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
fn a_record_that_does_not_fit_any_more_is_not_trusted() {
    let mut spec = celsius(Track::Node);
    spec.record = Some(Record { fingerprint: "old".into(), entries: ByTrack::default() });
    assert!(told(&spec, Track::Node, &bodies(Track::Node)[2].1).is_some());
}

#[test]
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

const MIXED: &str = r#"
[[check]]
program = { stdin = "Ada\n36\n", stdout = "Hi Ada, next year you will be 37." }
[[check]]
program = { stdin = "Eve \r\n1\r\n", stdout = "Hi Eve, next year you will be 2." }
[[check]]
file = { path = "main", contains = "input" }
"#;

fn next_year(name: &str, age: &str) -> String {
    format!("name = {name}\nage = {age}\nprint(f\"Hi {{name}}, next year you will be {{age + 1}}.\")\n")
}

#[test]
fn programs_and_files_are_judged_together() {
    let solution = next_year("input().strip()", "int(input())");
    let prompt = next_year("input('Name? ').strip()", "int(input('Age? '))");
    let joined = solution.replace("age + 1", "str(age) + '1'");
    let variants = [("solution", solution.as_str()), ("wrong-prompt", &prompt), ("wrong-joined", &joined)];
    let spec = spec(
        Track::Python,
        MIXED,
        &variants,
        &[("prompt", "Printed before it: {extra}."), ("joined", "You got {actual}")],
    );
    let done = Cell::new((0, 0));
    let submission = testing::files(&[("main.py", &solution)]);
    let report = runner().run(&spec, Track::Python, &submission, &Cancel::new(), &|at, of| done.set((at, of))).unwrap();
    assert!(matches!(report.verdict, Verdict::Passed { .. }), "{report:?}");
    assert_eq!(done.get(), (3, 3));
    let other = next_year("input('Who? ').strip()", "int(input())");
    assert_eq!(told(&spec, Track::Python, &other).as_deref(), Some("Printed before it: \"Who?\"."));
    let say = told(&spec, Track::Python, &joined);
    assert_eq!(say.as_deref(), Some("You got Hi Ada, next year you will be 361."));
    let report = judge(&spec, Track::Python, "print(input(\n");
    assert!(matches!(&report.verdict, Verdict::Failed(Failure { reason: Reason::CannotStart(_), .. })));
    assert!(report.checks[1].seen.is_none(), "what does not start is tried once");
    assert!(report.checks[2].passed(), "files are looked at all the same");
}

#[test]
fn a_missing_file_is_told_with_what_is_there() {
    let spec = spec(Track::Python, MIXED, &[], &[]);
    let submission = testing::files(&[("Main.py", "")]);
    let report = runner().run(&spec, Track::Python, &submission, &Cancel::new(), &|_, _| ()).unwrap();
    let Verdict::Failed(Failure { reason: Reason::CannotStart(crash), .. }) = report.verdict else {
        panic!("{report:?}")
    };
    assert_eq!(crash.line, "there is no file `main.py`, but there is `Main.py`: rename it");
}

#[test]
fn what_could_not_be_looked_at_is_no_verdict() {
    let spec = celsius(Track::Node);
    let none = runner().run(
        &Spec { checks: Vec::new(), ..spec.clone() },
        Track::Node,
        &testing::files(&[]),
        &Cancel::new(),
        &|_, _| (),
    );
    assert!(matches!(none, Err(CheckError::NothingToCheck(Track::Node))));
    let cancel = Cancel::new();
    cancel.cancel();
    let cancelled = runner().run(&spec, Track::Node, &testing::files(&[("main.js", "")]), &cancel, &|_, _| ());
    assert!(matches!(cancelled, Err(CheckError::Cancelled)));
    let gone = Submission::Folder("/nowhere/at/all".into());
    let error = runner().run(&spec, Track::Node, &gone, &Cancel::new(), &|_, _| ()).unwrap_err();
    assert!(matches!(error, CheckError::Io { .. }), "{error}");
}

#[test]
fn the_learners_own_folder_is_judged_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let program = "import os\nopen('left.txt', 'w').write('x')\nprint(os.path.exists('data.txt'))\n";
    std::fs::write(folder.path().join("main.py"), program).unwrap();
    std::fs::write(folder.path().join("data.txt"), "").unwrap();
    let spec = spec(Track::Python, "[[check]]\nprogram = { stdout = \"True\" }\n", &[], &[]);
    let submission = Submission::Folder(folder.path().to_owned());
    let report = runner().run(&spec, Track::Python, &submission, &Cancel::new(), &|_, _| ()).unwrap();
    assert!(matches!(report.verdict, Verdict::Passed { .. }), "{report:?}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

const QUESTIONS: &str = r#"
[[check]]
[check.answer]
id = "counter"
ask = "What does this print?"
predict = { code = { node = "console.log(5 + 2)", python = "print(5 + 2)" }, prints = "7", slips = [{ answer = "52", say = "These are numbers." }] }
[[check]]
[check.answer]
id = "joined"
ask = "What does this print?"
predict = { code = { node = "console.log('5' + '1')", python = "print('5' + '1')" }, prints = "51" }
"#;

#[test]
fn questions_bring_their_own_explanations_and_enough_is_enough() {
    let mut spec = spec(Track::Python, QUESTIONS, &[("solution", "counter = \"7\"\njoined = \"51\"\n")], &[]);
    let half = "counter = \"52\"\njoined = \"51\"\n";
    let failed = failure(&spec, Track::Python, half);
    assert_eq!(failed.reason, Reason::Differs);
    assert_eq!(failed.misconception.unwrap().say, "These are numbers.");
    spec.enough = Some(1);
    assert!(matches!(judge(&spec, Track::Python, half).verdict, Verdict::Passed { .. }));
    let Check::Answer(question) = &spec.checks[0].check else { panic!() };
    let ask =
        |text: &str| runner().ask(question, Track::Node, &Given::Text(text.into()), &Cancel::new()).unwrap().verdict;
    assert!(matches!(ask("7"), Verdict::Passed { .. }));
    assert!(matches!(ask("52"), Verdict::Failed(failure) if failure.misconception.is_some()));
}

#[test]
fn a_repository_that_was_not_touched_is_still_the_starter() {
    use crate::check::Step;
    let mut spec = spec(Track::Node, "[[check]]\nrepository = { commits = 1 }\n", &[], &[]);
    let write = Step::Write(Files::from([("README.md".to_owned(), b"x\n".to_vec())]));
    let git = |words: &str| Step::Git(words.split(' ').map(str::to_owned).collect());
    let reason = |spec: &Spec, steps: &[Step]| {
        let submission = Submission::Content(Content::Steps(steps.to_vec()));
        let report = runner().run(spec, Track::Node, &submission, &Cancel::new(), &|_, _| ()).unwrap();
        match report.verdict {
            Verdict::Failed(failure) => Some(failure.reason),
            Verdict::Passed { .. } => None,
        }
    };
    let plain = vec![write.clone()];
    let begun = vec![write.clone(), git("init")];
    let staged = vec![write, git("init"), git("add -A")];
    let committed = [staged.clone(), vec![git("commit -m First")]].concat();
    for (starter, untouched) in
        [(&plain, [true, false, false]), (&begun, [false, true, false]), (&staged, [false, false, true])]
    {
        spec.variants.node = vec![Variant { role: Role::Starter, content: Content::Steps(starter.clone()) }];
        let found = [&plain, &begun, &staged].map(|steps| reason(&spec, steps) == Some(Reason::Untouched));
        assert_eq!(found, untouched);
        assert_eq!(reason(&spec, &committed), None);
    }
}

#[test]
fn a_sample_is_run_as_it_stands() {
    let sample = Sample {
        file: "greet.py".into(),
        code: "import sys\nname = input()\nprint('\\x1b[1mHi', name, sys.argv[1])\nraise SystemExit('no')\n".into(),
        args: vec!["!".into()],
        stdin: "Ada\n".into(),
        request: None,
    };
    let ran = runner().sample(&sample, Track::Python, &Cancel::new()).unwrap();
    assert_eq!((ran.shown.as_str(), ran.output.end), ("Hi Ada !\nno\n", End::Exited(1)));
    let code = "require('http').createServer((q, r) => r.end('hello ' + q.url)).listen(process.env.PORT);";
    let server = Sample { file: "hello.js".into(), code: code.into(), request: Some("GET /x".into()), ..sample };
    let ran = runner().sample(&server, Track::Node, &Cancel::new()).unwrap();
    assert!(ran.shown.starts_with("200\n") && ran.shown.ends_with("hello /x"), "{}", ran.shown);
}

#[test]
fn a_server_on_a_fixed_port_is_told_without_the_port_in_the_record() {
    let server = |port: &str| format!("require('http').createServer((q, r) => r.end('x')).listen({port});\n");
    // A port that nobody has, found by asking for any.
    let free = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port().to_string();
    let (right, fixed) = (server("process.env.PORT"), server(&free));
    let variants = [("solution", right.as_str()), ("wrong-fixed-port", &fixed)];
    let say = "Nothing on {port}, but on {other_port}.";
    let spec = spec(
        Track::Node,
        "[[check]]\nhttp = { request = \"GET /\", status = 200 }\n",
        &variants,
        &[("fixed-port", say)],
    );
    let record = record(&spec, Track::Node);
    let entry = &record.entries.node[&Role::Wrong("fixed-port".parse().unwrap())];
    if cfg!(target_os = "linux") {
        assert_eq!(entry.told.as_deref(), Some("Nothing on <port>, but on <other port>."));
        assert!(told(&spec, Track::Node, &fixed).unwrap().ends_with(&format!("but on {free}.")));
    }
    let numbers = |facet: &Facet| facet.key.chars().any(|c| c.is_ascii_digit());
    let report = judge(&spec, Track::Node, &fixed);
    assert!(!report.checks[0].seen.as_ref().unwrap().facets.iter().any(numbers), "{report:?}");
}
