//! The `dotenv` check: which variables a file of settings names, and that it gives nothing away.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::document::{Fault, listed, on, one, path, secret, some};
use super::sandbox::Sandbox;
use super::{CheckError, Facet, Need, Seen, document};
use crate::diagnostic::FileProblems;
use crate::id::{ByTrack, Track};

/// A `dotenv` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawDotenv {
    path: Option<Spanned<String>>,
    names: Option<Spanned<ByTrack<Vec<String>>>>,
    no_more: Option<Spanned<ByTrack<Vec<String>>>>,
    shows: Option<Spanned<Vec<String>>>,
    no_secrets: Option<Spanned<bool>>,
}

/// A `dotenv` check.
#[derive(Debug, Clone)]
pub struct Dotenv {
    path: Option<String>,
    rule: Rule,
}

#[derive(Debug, Clone)]
enum Rule {
    /// All these variables are there.
    Names(ByTrack<Vec<String>>),
    /// No others are there.
    NoMore(ByTrack<Vec<String>>),
    /// These have a value that shows how one looks.
    Shows(Vec<String>),
    /// No value is a real secret.
    NoSecrets,
}

impl Dotenv {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawDotenv>, problems: &mut FileProblems<'_>) -> Option<Dotenv> {
        let place = raw.span();
        let before = problems.errors();
        let raw = raw.into_inner();
        let path = path(raw.path.as_ref(), problems);
        let mut rules = Vec::new();
        for (list, rule) in [(raw.names, Rule::Names as fn(ByTrack<Vec<String>>) -> Rule), (raw.no_more, Rule::NoMore)]
        {
            let Some(list) = list else { continue };
            if Track::ALL.iter().any(|track| list.get_ref().get(*track).is_empty()) {
                problems
                    .error("document-rule", list.span(), "an empty list asks for nothing")
                    .help("name at least one");
            }
            rules.push(rule(list.into_inner()));
        }
        rules.extend(raw.shows.filter(|list| some(list, problems)).map(|list| Rule::Shows(list.into_inner())));
        rules.extend(on(raw.no_secrets.as_ref(), "no_secrets", problems).then_some(Rule::NoSecrets));
        let rule = one("file", place, rules, "`names`, `no_more`, `shows` and `no_secrets`", problems)?;
        (problems.errors() == before).then_some(Dotenv { path: path.ok()?, rule })
    }

    /// One line for people.
    pub fn describe(&self, track: Track) -> String {
        let name = self.path.as_deref().unwrap_or("the file");
        match &self.rule {
            Rule::Names(names) => format!("{name} names {}", listed(names.get(track))),
            Rule::NoMore(_) => format!("{name} names nothing else"),
            Rule::Shows(names) => format!("{name} shows a value for {}", listed(names)),
            Rule::NoSecrets => format!("{name} gives no secret away"),
        }
    }

    /// What it needs: nothing is run.
    pub fn needs(&self) -> Vec<Need> {
        Vec::new()
    }

    /// Reads the files.
    pub fn run(batch: &[&Dotenv], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        document::look(
            batch,
            sandbox,
            |check| check.path.as_deref(),
            |check, name, text| Ok(read(text).map(|pairs| Seen::compared(name, check.rule.look(&pairs, sandbox.track)))),
        )
    }
}

/// Names and values in order. A variable that stands there twice is a fault: which one counts differs.
fn read(text: &str) -> Result<Vec<(String, String)>, Fault> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for item in dotenvy::from_read_iter(text.trim_start_matches('\u{feff}').as_bytes()) {
        match item {
            Ok((name, _)) if pairs.iter().any(|(known, _)| *known == name) => {
                let starts = |line: &str| {
                    line.trim_start().trim_start_matches("export ").split('=').next().map(str::trim) == Some(&name)
                };
                let line = text.lines().enumerate().filter(|(_, line)| starts(line)).nth(1).map_or(1, |(at, _)| at + 1);
                return Err(Fault {
                    key: "duplicate-key",
                    at: Some((line, 1)),
                    what: format!("`{name}` stands here twice"),
                });
            }
            Ok(pair) => pairs.push(pair),
            Err(dotenvy::Error::LineParse(part, at)) => return Err(broken(text, &part, at)),
            Err(error) => return Err(Fault { key: "broken", at: None, what: error.to_string() }),
        }
    }
    Ok(pairs)
}

/// A line that cannot be read; `part` is the line, or its value alone.
fn broken(text: &str, part: &str, at: usize) -> Fault {
    let part = part.lines().next().unwrap_or_default().trim_end();
    let found = text.lines().enumerate().find(|(_, line)| !part.is_empty() && line.trim_end().ends_with(part));
    let (number, line) = found.unwrap_or_default();
    let before = line.trim_end().strip_suffix(part).unwrap_or_default().chars().count();
    let what = if line.contains('=') {
        "this is no `NAME=value`: a name has letters, digits and `_`, and a value with blanks needs quotes"
    } else {
        "there is no `=` in this line"
    };
    Fault { key: "broken", at: Some((number + 1, before + at + 1)), what: what.to_owned() }
}

impl Rule {
    fn look(&self, pairs: &[(String, String)], track: Track) -> Vec<Facet> {
        let value = |name: &String| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
        match self {
            Rule::Names(names) => {
                let one = |name: &String| {
                    let there = value(name).is_some();
                    let near = pairs.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
                    let (key, actual) = match near {
                        _ if there => ("there", "it is there".to_owned()),
                        Some((near, _)) => ("spelled", format!("`{near}`")),
                        None => ("missing", "it is missing".to_owned()),
                    };
                    Facet::new(format!("name {name}"), there, key, format!("`{name}`"), actual)
                };
                names.get(track).iter().map(one).collect()
            }
            Rule::NoMore(names) => {
                let known: BTreeSet<&String> = names.get(track).iter().collect();
                let more = pairs.iter().map(|(name, _)| name).find(|name| !known.contains(name));
                let actual = more.map_or_else(|| "it is so".to_owned(), |more| format!("`{more}` as well"));
                vec![Facet::compared("no_more", more.is_none(), "more", "only what the program reads", actual)]
            }
            Rule::Shows(names) => {
                let one = |name: &String| {
                    let (key, actual) = match value(name) {
                        None => ("missing", "it is missing"),
                        Some("") => ("empty", "it is empty"),
                        Some(_) => ("shown", "it has one"),
                    };
                    Facet::new(format!("value {name}"), key == "shown", key, format!("a value for `{name}`"), actual)
                };
                names.iter().map(one).collect()
            }
            Rule::NoSecrets => vec![no_secrets(pairs)],
        }
    }
}

/// Values are never shown: one of them may be real.
fn no_secrets(pairs: &[(String, String)]) -> Facet {
    let expected = "no value that could be real";
    for (name, value) in pairs {
        let password = secret::url(value).and_then(|url| url.password);
        let (key, what) = if secret::is_random(value) || password.is_some_and(secret::is_random) {
            ("random", "looks like a real secret")
        } else if secret::is_name(name) && !secret::is_fill_in(value) {
            ("value", "is a value that would work")
        } else {
            continue;
        };
        return Facet::new(
            "no_secrets",
            false,
            format!("{name}: {key}"),
            expected,
            format!("what `{name}` holds {what}"),
        );
    }
    Facet::new("no_secrets", true, "right", expected, "there is none")
}
