//! Tests of the checks of ignore files.

use super::Ignore;
use crate::check::testing::{Bench, build, failed};
use crate::id::Track;

fn key(file: &str, text: &str, toml: &str) -> String {
    let check = build(toml, Ignore::build).unwrap();
    let seen = Bench::file(Track::Node, file, text).with(|sandbox| Ignore::run(&[&check], sandbox)).unwrap();
    failed(seen[0].as_ref().unwrap()).join(", ")
}

#[test]
fn each_path_that_is_treated_wrongly_is_named() {
    let text = ".git\n.env\n*.json\n";
    assert_eq!(key(".dockerignore", text, "{ leaves_out = ['.git/config', '.env', 'dist/a.js'] }"), "dist/a.js: kept");
    assert_eq!(key(".dockerignore", text, "{ keeps = ['package.json', 'src/a.js'] }"), "package.json: left out");
    assert_eq!(key(".dockerignore", "[x\n", "{ keeps = ['a'] }"), "syntax: broken");
    assert_eq!(key(".dockerignore", ".env\n", "{ keeps = { node = ['a'], python = ['.env'] } }"), "");
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn git_itself_says_what_it_ignores() {
    let out = "{ leaves_out = ['node_modules/a/index.js', 'packages/x/node_modules/a.js', 'a/b/x.log', '.env'] }";
    assert_eq!(key(".gitignore", "node_modules/\n*.log\n/.env\n", out), "");
    assert_eq!(
        key(".gitignore", "/node_modules/\n*.log\n.env # x\n", out),
        "packages/x/node_modules/a.js: kept, .env: kept"
    );
    assert_eq!(key(".gitignore", "", "{ keeps = ['src/a.js'] }"), "");
    assert_eq!(key("ignored", "*\n!keep.me\n", "{ format = 'git', keeps = ['keep.me', 'x'] }"), "x: left out");
}

#[test]
fn the_two_formats_differ() {
    let toml = |format: &str| format!("{{ format = '{format}', keeps = ['a/x.log'] }}");
    assert_eq!(key("ignored", "*.log\n", &toml("docker")), "");
    assert_eq!(build(&toml("git"), Ignore::build).unwrap().needs().len(), 1);
    assert!(build(&toml("docker"), Ignore::build).unwrap().needs().is_empty());
}

#[test]
fn checks_that_cannot_be_meant_are_refused() {
    for (toml, problem) in [
        ("{ }", "nothing is asked"),
        ("{ keeps = ['a'], leaves_out = ['b'] }", "asks 2 things"),
        ("{ keeps = [] }", "an empty list"),
        ("{ keeps = ['./a'] }", "no file of a tree"),
        ("{ leaves_out = ['node_modules/'] }", "no file of a tree"),
        ("{ keeps = ['a'], format = 'hg' }", "unknown variant"),
    ] {
        let found = build(toml, Ignore::build).unwrap_err();
        assert!(found.iter().any(|message| message.contains(problem)), "{toml}: {found:?}");
    }
}
