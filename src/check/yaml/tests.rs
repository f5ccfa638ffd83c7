//! Tests of the checks of YAML files.

use super::Yaml;
use crate::check::Seen;
use crate::check::testing::{Bench, build, failed};
use crate::id::Track;

pub(super) fn look(text: &str, toml: &str) -> Seen {
    let check = build(toml, Yaml::build).unwrap();
    let bench = Bench::file(Track::Node, "file.yaml", text);
    let seen = bench.with(|sandbox| Yaml::run(&[&check], sandbox)).unwrap();
    seen.into_iter().next().unwrap().unwrap()
}

pub(super) fn key(text: &str, toml: &str) -> String {
    failed(&look(text, toml)).join(", ")
}

#[test]
fn values_types_and_absence_are_asserted_by_path() {
    let text = "a: &a { b: 1, c: x }\nlist: [1, 2]\nd:\n  <<: *a\nn:\n";
    for (toml, told) in [
        ("{ at = { '$.d.b' = 1 } }", ""),
        ("{ at = { '$.d.b' = '1' } }", "at $.d.b: 1"),
        ("{ at = { '$.list[*]' = [1, 2] } }", ""),
        ("{ at = { '$.x' = 1 } }", "at $.x: missing"),
        ("{ types = { '$.list' = 'list' } }", ""),
        ("{ types = { '$.a' = 'text' } }", "type $.a: map"),
        ("{ types = { '$.n' = 'nothing' } }", ""),
        ("{ has = '$.a.c' }", ""),
        ("{ has = '$.version' }", "there $.version: missing"),
        ("{ absent = '$.version' }", ""),
        ("{ absent = '$.a' }", "there $.a: there"),
    ] {
        assert_eq!(key(text, toml), told, "{toml}");
    }
}

#[test]
fn a_file_that_is_no_yaml_is_told_with_the_line() {
    let seen = look("a:\n\tb: 1\n", "{ has = '$.a' }");
    assert_eq!(failed(&seen), ["syntax: tab"]);
    assert_eq!(seen.facets[0].actual, "file.yaml:2:1: a tab: YAML is indented with spaces alone");
    assert_eq!(seen.notes, ["1 | a:", "2 | →b: 1", "  | ^"]);
    assert_eq!(key("a: 1\na: 2\n", "{ has = '$.a' }"), "syntax: duplicate-key");
}

#[test]
fn checks_that_cannot_be_meant_are_refused() {
    for (toml, problem) in [
        ("{ }", "nothing is asked of this file"),
        ("{ has = '$.a', absent = '$.b' }", "asks 2 things"),
        ("{ has = 'a b' }", "no JSONPath"),
        ("{ types = { '$.a' = 'string' } }", "no type"),
        ("{ compose = { } }", "nothing is asked of this compose file"),
        ("{ compose = { no_secrets = true, pinned = true } }", "asks 2 things"),
        ("{ compose = { keeps = { service = 'db', at = '/x', since = { new = '/y' } } } }", "no major version"),
        ("{ workflow = { pinned = 'tag' } }", "pins nothing"),
        ("{ workflow = { runs = ['-x'] } }", "names no command"),
        ("{ workflow = { triggers = [] } }", "an empty list"),
    ] {
        let found = build(toml, Yaml::build).unwrap_err();
        assert!(found.iter().any(|message| message.contains(problem)), "{toml}: {found:?}");
    }
}
