//! Programs on both paths, with real runtimes.

use std::sync::Arc;
use std::time::Duration;

use crate::diagnostic::Spanned;

use super::*;
use crate::check::testing;
use crate::diagnostic::{Diagnostics, Source};
use crate::process::Limits;

mod saves;

#[derive(serde::Deserialize)]
struct Typed {
    program: Vec<Spanned<RawProgram>>,
}

fn typed(lines: &[&str]) -> (Vec<Program>, Vec<String>) {
    let text: String = lines.iter().flat_map(|line| ["[[program]]\n", *line, "\n"]).collect();
    let typed: Typed = toml::from_str(&text).unwrap();
    let mut all = Diagnostics::default();
    let mut problems = all.file(Arc::new(Source { name: "exercise.toml".into(), text }));
    let checks = typed.program.into_iter().filter_map(|raw| Program::build(raw, &mut problems)).collect();
    (checks, all.iter().map(|one| one.message.clone()).collect())
}

fn look(track: Track, files: &[(&str, &str)], limits: Limits, lines: &[&str]) -> Vec<Option<Seen>> {
    let (checks, problems) = typed(lines);
    assert_eq!(problems, Vec::<String>::new());
    let batch: Vec<&Program> = checks.iter().collect();
    testing::within(&testing::files(files), track, limits, |sandbox| Program::run(&batch, sandbox)).unwrap()
}

fn python(program: &str, line: &str) -> Seen {
    look(Track::Python, &[("main.py", program)], Limits::default(), &[line]).remove(0).unwrap()
}

fn facet<'s>(seen: &'s Seen, name: &str) -> &'s Facet {
    seen.facets.iter().find(|facet| facet.name == name).unwrap_or_else(|| panic!("no {name} in {seen:?}"))
}

const NEXT_YEAR: &str = "stdin = \"Eve \\r\\n36\\r\\n\"\nstdout = \"Hi Eve, next year you will be 37.\\n\"";

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_right_program_passes_with_windows_line_ends_too() {
    let node = "const [name, age] = require('fs').readFileSync(0, 'utf8').split('\\n');\r\nconsole.log(`Hi ${name.trim()}, next year you will be ${Number(age) + 1}.  \\r`);\r\n";
    let seen = look(Track::Node, &[("main.js", node)], Limits::default(), &[NEXT_YEAR]).remove(0).unwrap();
    assert!(seen.passed(), "{seen:?}");
    assert_eq!(seen.call, "node main.js with the input \"Eve \\r\\n36\\r\\n\"");
    assert_eq!(seen.again.as_deref(), Some("printf 'Eve \\r\\n36\\r\\n' | node main.js"));
    let program = "name = input().strip()\nage = int(input())\nprint(f'Hi {name}, next year you will be {age + 1}.')\n";
    assert!(python(program, NEXT_YEAR).passed());
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_prompt_is_told_as_extra_output() {
    let program = "name = input('Your name? ').strip()\nage = int(input('Age? '))\nprint(f'Hi {name}, next year you will be {age + 1}.')\n";
    let seen = python(program, NEXT_YEAR);
    let facet = facet(&seen, "stdout");
    assert_eq!((facet.held, facet.key.as_str()), (false, "extra-before"));
    assert_eq!(facet.more, [("extra", "\"Your name? Age?\"".to_owned())]);
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn an_uncaught_error_is_a_crash() {
    let seen = python("name = input()\nprint('Hi ' + 1)\n", NEXT_YEAR);
    let crash = seen.crash.clone().unwrap();
    assert_eq!((crash.kind.as_str(), crash.at, crash.at_start), ("TypeError", Some(2), false));
    assert_eq!(facet(&seen, "exit").key, "code 1");
    assert!(seen.printed.contains("File \"main.py\", line 2"), "{}", seen.printed);
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_program_may_fail_on_purpose() {
    let program = "import sys\nprint('usage: main.py NUMBER', file=sys.stderr)\nsys.exit(2)\n";
    assert!(python(program, "args = [\"a b\"]\nexit = 2\nstderr_contains = \"usage\"").passed());
    let seen = python(program, "stderr_contains = \"number\"");
    assert_eq!((facet(&seen, "exit").key.as_str(), facet(&seen, "stderr").key.as_str()), ("code 2", "missing"));
    assert_eq!(seen.crash, None);
    let seen = python("raise ValueError('usage')", "exit = 1\nstderr_contains = \"usage\"");
    assert!(seen.passed(), "what was asked for came: {seen:?}");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn files_are_given_and_read_and_no_run_sees_another() {
    let program =
        "import os\nassert not os.path.exists('out.txt')\nopen('out.txt', 'w').write(open('in.txt').read().upper())\n";
    let line = "files = { \"in.txt\" = \"a\\n\" }\nwrites = { \"out.txt\" = \"A\\n\" }\nstdout = \"\"";
    let wrong = "files = { \"in.txt\" = \"b\" }\nwrites = { \"out.txt\" = \"A\", \"sub/x\" = \"\" }";
    let seen = look(Track::Python, &[("main.py", program)], Limits::default(), &[line, line, wrong]);
    assert_eq!(seen.iter().map(|seen| seen.as_ref().unwrap().passed()).collect::<Vec<_>>(), [true, true, false]);
    let last = seen[2].as_ref().unwrap();
    assert_eq!(facet(last, "writes out.txt").key, "text B");
    assert_eq!(facet(last, "writes sub/x").key, "missing");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn nothing_printed_is_right_only_when_nothing_was_asked_for() {
    assert!(python("", "stdout = \"\"").passed());
    assert!(python("print('x')", "exit = 0").passed());
    let seen = python("", "stdout = \"x\"");
    assert_eq!((facet(&seen, "stdout").key.as_str(), facet(&seen, "stdout").actual.as_str()), ("nothing", "(nothing)"));
    assert!(!python("print('x')", "stdout = \"\"").passed());
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_program_that_does_not_end_or_start_is_run_once() {
    let limits = Limits { time: Duration::from_millis(700), ..Limits::default() };
    let seen = look(Track::Python, &[("main.py", "while True:\n    pass\n")], limits, &["exit = 0", "exit = 0"]);
    assert!(seen[0].as_ref().unwrap().timed_out());
    assert_eq!(seen[1], None);
    let seen = look(Track::Node, &[("main.js", "const = 1;")], Limits::default(), &["exit = 0", "exit = 0"]);
    assert!(seen[0].as_ref().unwrap().crash.as_ref().unwrap().at_start);
    assert_eq!(seen[1], None);
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn an_endless_output_is_cut() {
    let limits = Limits { output: 10_000, ..Limits::default() };
    let program = "for i in range(100_000):\n    print('x')\n";
    let seen = look(Track::Python, &[("main.py", program)], limits, &["stdout = \"x\""]).remove(0).unwrap();
    assert_eq!(facet(&seen, "stdout").key, "too much");
    assert!(facet(&seen, "stdout").actual.len() < 5000);
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn what_a_program_sees_is_what_the_check_names() {
    let program = "import os, sys\nprint(os.environ['GREETING'], sys.argv[1:])\n";
    let line = "args = { node = [\"no\"], python = [\"it's\", \"\"] }\nenv = { GREETING = \"hi there\" }\nstdout = \"hi there [\\\"it's\\\", '']\"";
    let seen = python(program, line);
    assert!(seen.passed(), "{seen:?}");
    assert_eq!(seen.again.as_deref(), Some(r"GREETING='hi there' python3 main.py 'it'\''s' ''"));
}

#[test]
fn checks_describe_themselves() {
    for (line, told) in [
        ("stdout = \"a\\nb\\n\"", "the program → \"a\\nb\""),
        ("stdin = \"1\\n\"\nstdout = \"2\"", "the input \"1\\n\" → \"2\""),
        ("args = [\"add\", \"x y\"]\nexit = 2", "add 'x y' → ends with code 2"),
        ("writes = { \"out.txt\" = \"\" }\nstdout = \"\"", "the program → writes out.txt"),
        ("stdout = \"\"", "the program → prints nothing"),
        ("exit = 0", "the program → runs to its end"),
    ] {
        assert_eq!(typed(&[line]).0[0].describe(Track::Node), told);
    }
}

#[test]
fn what_cannot_mean_anything_is_reported() {
    for (line, message) in [
        ("exit = 256", "no program can end with this code"),
        ("stderr_contains = \" \"", "every text contains this"),
        ("files = { \"../x\" = \"\" }", "`../x` is no file in the learner's folder"),
        ("exit = []", "no program can end with this code"),
        ("stderr_lacks = []", "every text contains this"),
        ("stdout_rows = [[]]", "every output has this line"),
        ("keeps = [\"../x\"]", "`../x` is no file in the learner's folder"),
        ("from = \"/tmp\"", "`/tmp` is no file in the learner's folder"),
        ("at_once = [[\"a\"]]", "which runs are made at once?"),
        ("at_once = [[\"a\"], [\"b\"]]\nstdout = \"x\"", "which runs are made at once?"),
        ("seconds = 0", "nothing is done in this time"),
        ("stdin_made = { times = 0, items = [\"a\"] }", "0 items cannot be made"),
        ("json = { stdout = { name = 1 } }", "`name` says nothing here"),
        ("writes = { \"a/\" = \"\" }", "`a/` is no file in the learner's folder"),
        ("env = { \"A=B\" = \"\" }", "a variable's name is empty or holds `=`"),
    ] {
        assert_eq!(typed(&[line]).1, [message], "{line}");
    }
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
#[cfg_attr(
    all(has_python, not(has_postgres)),
    ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql"
)]
fn what_a_program_leaves_in_its_database_is_looked_at() {
    let then = "then = [{ query = 'SELECT name FROM t', rows = [['Ada']] }, { query = 'SELECT count(*) FROM t', rows = [[2]] }]";
    let (checks, problems) = typed(&[then]);
    assert_eq!(problems, Vec::<String>::new());
    let mut bench = testing::Bench::program(Track::Python, "import os\nprint(os.environ['DATABASE_URL'][:13])\n");
    bench.setup.database = Some("people".to_owned());
    bench.data = [("people".to_owned(), Arc::from("CREATE TABLE t (name text); INSERT INTO t VALUES ('Ada');"))].into();
    let seen = bench.with(|sandbox| Program::run(&[&checks[0]], sandbox).unwrap()).remove(0).unwrap();
    assert_eq!(seen.printed, "postgresql://\n");
    assert_eq!(testing::failed(&seen), [r#"rows afterwards (2): other: -"2" +"1""#]);
}

#[test]
fn what_is_looked_for_in_a_database_is_said() {
    let (_, problems) = typed(&["then = [{ query = 'SELECT 1' }]"]);
    assert_eq!(problems, ["nothing is asked of what this query gives"]);
}
