//! Tests of the checks of files of settings.

use super::Dotenv;
use crate::check::Seen;
use crate::check::testing::{Bench, build, failed};
use crate::id::Track;

fn look(text: &str, toml: &str) -> Seen {
    let check = build(toml, Dotenv::build).unwrap();
    let seen = Bench::file(Track::Node, ".env.example", text).with(|sandbox| Dotenv::run(&[&check], sandbox)).unwrap();
    seen.into_iter().next().unwrap().unwrap()
}

fn key(text: &str, toml: &str) -> String {
    failed(&look(text, toml)).join(", ")
}

const GOOD: &str =
    "# The database.\nDATABASE_URL=postgres://app:change-me@localhost:5432/app\n\nJWT_SECRET=\nexport PORT=3000\n";

#[test]
fn names_are_found_whatever_the_order() {
    for (toml, told) in [
        ("{ names = ['PORT', 'DATABASE_URL'] }", ""),
        ("{ names = ['PORT', 'HOST'] }", "name HOST: missing"),
        ("{ names = { node = ['NODE_ENV'], python = ['PORT'] } }", "name NODE_ENV: missing"),
        ("{ names = ['Port'] }", "name Port: spelled"),
        ("{ no_more = ['PORT', 'DATABASE_URL', 'JWT_SECRET'] }", ""),
        ("{ no_more = ['PORT', 'DATABASE_URL'] }", "no_more: more"),
        ("{ shows = ['PORT'] }", ""),
        ("{ shows = ['JWT_SECRET', 'X'] }", "value JWT_SECRET: empty, value X: missing"),
        ("{ no_secrets = true }", ""),
    ] {
        assert_eq!(key(GOOD, toml), told, "{toml}");
    }
}

#[test]
fn a_value_that_could_be_real_is_never_shown() {
    for (text, told) in [
        ("JWT_SECRET=9f86d081884c7d659a2feaa0c55ad015", "no_secrets: JWT_SECRET: random"),
        ("X=kJ8s02lQpz7Rm4Xw", "no_secrets: X: random"),
        ("DATABASE_URL=postgres://app:kJ8s02lQpz7Rm4Xw@db/app", "no_secrets: DATABASE_URL: random"),
        ("JWT_SECRET=secret", "no_secrets: JWT_SECRET: value"),
        ("JWT_SECRET='<32 random characters>'", ""),
        ("PORT=3000\nNODE_ENV=development", ""),
    ] {
        let seen = look(text, "{ no_secrets = true }");
        assert_eq!(failed(&seen).join(", "), told, "{text}");
        assert!(!seen.facets[0].actual.contains("kJ8") && !seen.facets[0].actual.contains("9f8"));
    }
}

#[test]
fn faults_of_the_format_have_their_place() {
    for (text, told, at) in [
        ("PORT=1\nJWT_SECRET\n", "syntax: broken", ".env.example:2:"),
        ("PORT=1\nX=two words\n", "syntax: broken", ".env.example:2:"),
        ("A=1\nB=2\nA=3\n", "syntax: duplicate-key", ".env.example:3:1: "),
        ("1A=x\n", "syntax: broken", ".env.example:1:1: "),
    ] {
        let seen = look(text, "{ names = ['PORT'] }");
        assert_eq!(failed(&seen), [told], "{text}");
        assert!(seen.facets[0].actual.starts_with(at), "{text}: {}", seen.facets[0].actual);
    }
}

#[test]
fn checks_that_cannot_be_meant_are_refused() {
    for (toml, problem) in [
        ("{ }", "nothing is asked"),
        ("{ names = [] }", "an empty list"),
        ("{ names = ['A'], no_secrets = true }", "asks 2 things"),
        ("{ no_secrets = false }", "asks for nothing"),
    ] {
        let found = build(toml, Dotenv::build).unwrap_err();
        assert!(found.iter().any(|message| message.contains(problem)), "{toml}: {found:?}");
    }
}
