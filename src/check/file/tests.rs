//! Tests of the checks of files.

use super::FileCheck;
use crate::check::testing::{Bench, build, failed};
use crate::check::{Content, Files, Submission};
use crate::id::Track;

fn check(toml: &str) -> FileCheck {
    build(toml, FileCheck::build).unwrap()
}

fn keys(track: Track, files: &[(&str, &str)], toml: &str) -> String {
    let mut bench = Bench::program(track, "");
    let files: Files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    bench.submission = Submission::Content(Content::Files(files));
    let seen = bench.with(|sandbox| FileCheck::run(&[&check(toml)], sandbox)).unwrap();
    let seen = seen[0].as_ref().unwrap();
    assert_eq!(seen.passed(), failed(seen).is_empty());
    failed(seen).join(", ")
}

#[test]
fn code_is_counted_without_comments() {
    let times = "{ path = 'main', contains = 'visits = visits + 1', times = 3 }";
    let line = "visits = visits + 1\n";
    assert_eq!(keys(Track::Python, &[("main.py", &line.repeat(3))], times), "");
    assert_eq!(keys(Track::Python, &[("main.py", &format!("{line}{line}# {line}"))], times), "contains: 2 of 3");
    assert_eq!(keys(Track::Python, &[("main.py", &line.repeat(4))], times), "contains: 4 of 3");
    let js = "\tvisits  = visits + 1;\n".repeat(3);
    assert_eq!(keys(Track::Node, &[("main.js", &js)], times), "");
    let by_track = "{ path = 'main', contains = { node = 'let x', python = 'x' } }";
    assert_eq!(keys(Track::Node, &[("main.js", "var x")], by_track), "contains: 0 of 1");
    assert_eq!(keys(Track::Python, &[("main.py", "x")], by_track), "");
}

#[test]
fn each_missing_line_is_named() {
    let lines = "{ path = '.gitignore', lines = ['.env', 'node_modules/'] }";
    assert_eq!(keys(Track::Node, &[(".gitignore", "node_modules/\r\n  .env")], lines), "");
    assert_eq!(keys(Track::Node, &[(".gitignore", ".env.local\nnode_modules/\n")], lines), "line .env: missing");
    assert_eq!(keys(Track::Node, &[], lines), "file: missing");
}

#[test]
fn a_file_can_be_required_to_be_gone() {
    let absent = "{ path = 'a/notes.txt', absent = true }";
    assert_eq!(keys(Track::Node, &[], absent), "");
    assert_eq!(keys(Track::Node, &[("a", "a file")], absent), "");
    assert_eq!(keys(Track::Node, &[("a/notes.txt", "")], absent), "absent: there");
}

#[test]
fn a_folder_or_odd_bytes_in_place_of_a_text_are_survived() {
    assert_eq!(keys(Track::Node, &[("notes/a", "")], "{ path = 'notes', lines = ['a'] }"), "file: missing");
    let mut bench = Bench::program(Track::Node, "");
    let bytes = vec![0xff, b'\n', b'a', b'\n', 0, 0xc3];
    bench.submission = Submission::Content(Content::Files(Files::from([("notes".to_owned(), bytes)])));
    let seen = bench.with(|sandbox| FileCheck::run(&[&check("{ path = 'notes', lines = ['a'] }")], sandbox)).unwrap();
    assert!(seen[0].as_ref().unwrap().passed());
}

#[test]
fn checks_that_cannot_be_meant_are_refused() {
    for (toml, problem) in [
        ("{ path = 'main' }", "nothing is asked"),
        ("{ path = '../x', absent = true }", "no file in the learner's folder"),
        ("{ path = '/etc/passwd', contains = 'root' }", "no file in the learner's folder"),
        ("{ path = 'a/../../x', contains = 'root' }", "no file in the learner's folder"),
        ("{ path = 'C:\\x', contains = 'root' }", "no file in the learner's folder"),
        ("{ path = '', contains = 'x' }", "no file in the learner's folder"),
        ("{ path = 'main', contains = ' ' }", "every file contains this"),
        ("{ path = 'main', contains = 'x', times = 0 }", "0 times"),
        ("{ path = 'main', lines = ['x'], times = 2 }", "`times` of what?"),
        ("{ path = 'main', lines = [] }", "every file holds this"),
        ("{ path = 'main', absent = false }", "absent and hold"),
        ("{ path = 'main', absent = true, lines = ['x'] }", "absent and hold"),
    ] {
        let found = build(toml, FileCheck::build).unwrap_err();
        assert!(found.iter().any(|message| message.contains(problem)), "{toml}: {found:?}");
    }
}

#[test]
fn a_check_is_described() {
    let describe = |toml: &str| check(toml).describe(Track::Node);
    assert_eq!(describe("{ path = 'main', contains = 'x + 1', times = 3 }"), "main.js contains `x + 1` 3 times");
    assert_eq!(describe("{ path = '.gitignore', lines = ['.env'] }"), ".gitignore has the line `.env`");
    assert_eq!(describe("{ path = 'a.txt', absent = true }"), "a.txt is not there");
}

#[test]
fn words_of_a_program_are_asked_for_or_forbidden() {
    let told = |track: Track, code: &str, line: &str| {
        let main = format!("main.{}", track.extension());
        keys(track, &[(&main, code), ("services/a.js", "const q = `SELECT 1`;"), ("services/b.js", "eval(1)")], line)
    };
    let never = r#"{ path = "main", never = ["eval", "^for"] }"#;
    assert_eq!(told(Track::Node, "// eval\nfor (const x of y) {}", never), "never ^for: there");
    assert_eq!(told(Track::Python, "x = [eval(a) for a in 'for']", never), "never eval: there");
    let uses =
        r#"{ path = "main", uses = { node = [".filter", ".sort"], python = ["sorted"] }, at_most = { print = 1 } }"#;
    assert_eq!(told(Track::Node, "a.filter(b) // .sort", uses), "uses .sort: missing");
    assert_eq!(told(Track::Python, "print(print(sorted(x)))", uses), "count of print: 2");
    let one = r#"{ path = "main", uses_one = [".sort", ".toSorted"], counts = { JSON = 1 } }"#;
    assert_eq!(told(Track::Node, "JSON.parse(a).toSorted()", one), "");
    assert_eq!(told(Track::Node, "", one), "uses: missing, count of JSON: 0");
    let folder = r#"{ path = "services/**", never = ["eval"], texts_never = ["select "] }"#;
    assert_eq!(told(Track::Node, "", folder), "never eval: there, texts never select : there");
    assert_eq!(told(Track::Node, "", r#"{ path = "routes/*", never = ["x"] }"#), "file: missing");
    let other = r#"{ path = { node = "services/a.js", python = "main" }, never = ["eval"] }"#;
    assert_eq!(
        (told(Track::Node, "", other), told(Track::Python, "eval", other)),
        (String::new(), "never eval: there".to_owned())
    );
}

#[test]
fn words_that_nobody_can_find_are_reported() {
    for (line, message) in [
        (r#"{ path = "main", never = [] }"#, "there is no word here"),
        (r#"{ path = "main", uses = ["// x"] }"#, "there is no word here"),
        (r#"{ path = "main", counts = {} }"#, "there is no word here"),
        (r#"{ path = "notes.txt", never = ["x"] }"#, "the words of this file are not known"),
        (r#"{ path = "a/*", contains = "x" }"#, "several files are asked for words alone"),
    ] {
        assert_eq!(build(line, FileCheck::build).unwrap_err(), [message], "{line}");
    }
}
