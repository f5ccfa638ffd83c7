//! Exercises of every kind of check, from submission to verdict.

use super::*;
use crate::process::End;

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
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
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
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
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
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
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
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn a_repository_that_was_not_touched_is_still_the_starter() {
    use crate::check::Step;
    let mut spec = spec(Track::Node, "[[check]]\nrepository = { commits = 1 }\n", &[], &[]);
    let write = Step::Write(Files::from([("README.md".to_owned(), b"x\n".to_vec())]));
    let git =
        |words: &str| Step::Git(crate::check::GitStep::new(words.split(' ').map(str::to_owned).collect()).unwrap());
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
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_sample_is_run_as_it_stands() {
    let sample = Sample {
        file: "greet.py".into(),
        code: "import sys\nname = input()\nprint('\\x1b[1mHi', name, sys.argv[1])\nraise SystemExit('no')\n".into(),
        args: vec!["!".into()],
        stdin: "Ada\n".into(),
        ..Sample::default()
    };
    let ran = runner().sample(&sample, Track::Python, &DataSets::new(), &Cancel::new()).unwrap();
    assert_eq!((ran.shown.as_str(), ran.end), ("Hi Ada !\nno\n", End::Exited(1)));
    let code = "require('http').createServer((q, r) => r.end('hello ' + q.url)).listen(process.env.PORT);";
    let server = Sample { file: "hello.js".into(), code: code.into(), request: Some("GET /x".into()), ..sample };
    let ran = runner().sample(&server, Track::Node, &DataSets::new(), &Cancel::new()).unwrap();
    assert!(ran.shown.starts_with("200\n") && ran.shown.ends_with("hello /x"), "{}", ran.shown);
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL 15+: apt install postgresql, or brew install postgresql")]
fn sql_of_a_lesson_is_run_in_a_database_of_its_own() {
    let data = DataSets::from([("tea".to_owned(), "CREATE TABLE tea (id integer PRIMARY KEY, name text);".into())]);
    let play = |code: &str| {
        let sample = Sample { file: "a.sql".into(), code: code.into(), data: Some("tea".into()), ..Sample::default() };
        runner().sample(&sample, Track::Node, &data, &Cancel::new()).unwrap()
    };
    let code = "INSERT INTO tea VALUES (1, 'Sencha'), (2, NULL) RETURNING id;\nUPDATE tea SET name = 'x' WHERE id = 2;\n\
        CREATE INDEX ON tea (name);\nSELECT * FROM tea ORDER BY id;";
    let rows = " id\n----\n  1\n  2\n(2 rows)\n\nINSERT 0 2\nUPDATE 1\n";
    let table = " id |  name\n----+--------\n  1 | Sencha\n  2 | x\n(2 rows)\n\n";
    for _ in 0..2 {
        let ran = play(code);
        assert_eq!((ran.printed, ran.end), (format!("{rows}{table}"), End::Exited(0)));
    }
    let ran = play("SELECT 1 AS one;\nINSERT INTO tea VALUES (1), (1);\nSELECT 2;");
    assert_eq!(ran.end, End::Exited(1));
    let error = "ERROR:  duplicate key value violates unique constraint \"tea_pkey\"\nKey (id)=(1) already exists.";
    assert!(ran.shown.contains(error) && !ran.shown.contains('2'), "{}", ran.shown);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
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

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn what_a_run_by_hand_has_left_is_no_part_of_the_answer() {
    let solution = "const fs = require('fs');\nconst all = fs.existsSync('all.json') ? JSON.parse(fs.readFileSync('all.json')) : [];\n\
                    fs.writeFileSync('all.json', JSON.stringify([...all, 1]));\n";
    let checks = "[[check]]\nprogram = { json = { \"all.json\" = { \"$\" = [1] } } }\n";
    let spec = spec(Track::Node, checks, &[("solution", solution)], &[]);
    assert_eq!(spec.made(Track::Node), ["all.json".to_owned()].into());
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("main.js"), solution).unwrap();
    std::fs::write(folder.path().join("all.json"), "[1, 1]").unwrap();
    let submission = Submission::Folder(folder.path().to_owned());
    let report = runner().run(&spec, Track::Node, &submission, &Cancel::new(), &|_, _| ()).unwrap();
    assert!(report.passed(), "{report:?}");
    assert_eq!(std::fs::read_to_string(folder.path().join("all.json")).unwrap(), "[1, 1]", "it is the learner's");
}
