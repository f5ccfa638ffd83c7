//! `program` checks as they are typed, and what they mean.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Program;
use crate::check::setup::Place;
use crate::check::sql::{Look, RawLook};
use crate::diagnostic::FileProblems;
use crate::id::ByTrack;

const RULE: &str = "program-check";

/// A `program` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawProgram {
    #[serde(default)]
    args: ByTrack<Vec<String>>,
    #[serde(default)]
    stdin: ByTrack<String>,
    #[serde(default)]
    env: Option<Spanned<BTreeMap<String, ByTrack<String>>>>,
    files: Option<Spanned<BTreeMap<String, ByTrack<String>>>>,
    exit: Option<Spanned<i32>>,
    stdout: Option<ByTrack<String>>,
    stderr_contains: Option<Spanned<ByTrack<String>>>,
    writes: Option<Spanned<BTreeMap<String, ByTrack<String>>>>,
    then: Option<Spanned<Vec<RawLook>>>,
}

impl Program {
    /// What it means; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawProgram>, problems: &mut FileProblems<'_>) -> Option<Program> {
        let raw = raw.into_inner();
        let exit = raw.exit.map_or(0, |exit| {
            if !(0..=255).contains(exit.get_ref()) {
                problems
                    .error(RULE, exit.span(), "no program can end with this code")
                    .help("exit codes are numbers from 0 to 255");
            }
            exit.into_inner()
        });
        let env = raw.env.map_or_else(BTreeMap::new, |env| {
            if env.get_ref().keys().any(|name| name.is_empty() || name.contains(['=', '\0'])) {
                problems.error(RULE, env.span(), "a variable's name is empty or holds `=`");
            }
            env.into_inner()
        });
        let stderr_contains = raw.stderr_contains.map(|text| {
            if text.get_ref().node.trim().is_empty() || text.get_ref().python.trim().is_empty() {
                problems
                    .error(RULE, text.span(), "every text contains this")
                    .help("name a word of the message that the learner's program must write");
            }
            text.into_inner()
        });
        Some(Program {
            args: raw.args,
            stdin: raw.stdin,
            env,
            files: named(raw.files, problems),
            exit,
            stdout: raw.stdout,
            stderr_contains,
            writes: named(raw.writes, problems),
            then_at: raw.then.as_ref().map(Place::of),
            then: raw
                .then
                .map(Spanned::into_inner)
                .into_iter()
                .flatten()
                .filter_map(|look| Look::build_literal(look, problems))
                .collect(),
        })
    }
}

/// Files by names that stay in the learner's folder on every system.
fn named(
    files: Option<Spanned<BTreeMap<String, ByTrack<String>>>>,
    problems: &mut FileProblems<'_>,
) -> BTreeMap<String, ByTrack<String>> {
    let Some(files) = files else { return BTreeMap::new() };
    let inside = |name: &String| {
        Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
            && !name.is_empty()
            && !name.ends_with('/')
            && !name.contains(['\\', ':', '\0'])
    };
    if let Some(name) = files.get_ref().keys().find(|name| !inside(name)) {
        problems
            .error(RULE, files.span(), format!("`{name}` is no file in the learner's folder"))
            .help("name it from that folder, with `/`: `data/in.txt`");
    }
    files.into_inner()
}
