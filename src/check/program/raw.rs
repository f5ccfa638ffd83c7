//! `program` checks as they are typed, and what they mean.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Program;
use super::more::{Document, More};
use crate::check::file::inside;
use crate::check::http::{Fields, document};
use crate::check::made::RawMade;
use crate::check::setup::Place;
use crate::check::sql::{Look, RawLook};
use crate::diagnostic::FileProblems;
use crate::id::ByTrack;

const RULE: &str = "program-check";

/// A `program` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawProgram {
    // How it is run.
    #[serde(default)]
    args: ByTrack<Vec<String>>,
    #[serde(default)]
    stdin: ByTrack<String>,
    stdin_made: Option<Spanned<RawMade>>,
    #[serde(default)]
    env: Option<Spanned<BTreeMap<String, ByTrack<String>>>>,
    files: Option<Spanned<BTreeMap<String, ByTrack<String>>>>,
    from: Option<Spanned<String>>,
    #[serde(default)]
    continues: bool,
    #[serde(default)]
    before: Vec<ByTrack<Vec<String>>>,
    at_once: Option<Spanned<Vec<ByTrack<Vec<String>>>>>,
    seconds: Option<Spanned<f64>>,

    // What comes of it.
    exit: Option<Spanned<Codes>>,
    stdout: Option<ByTrack<String>>,
    stdout_contains: Option<Spanned<ByTrack<Texts>>>,
    stdout_lacks: Option<Spanned<ByTrack<Texts>>>,
    stdout_rows: Option<Spanned<ByTrack<Vec<Vec<String>>>>>,
    stderr: Option<ByTrack<String>>,
    stderr_contains: Option<Spanned<ByTrack<Texts>>>,
    stderr_lacks: Option<Spanned<ByTrack<Texts>>>,
    #[serde(default)]
    no_trace: bool,
    writes: Option<Spanned<BTreeMap<String, ByTrack<String>>>>,
    #[schemars(with = "Option<Spanned<Fields<Fields<serde_json::Value>>>>")]
    json: Option<Spanned<Fields<Fields<toml::Value>>>>,
    keeps: Option<Spanned<Vec<String>>>,
    absent: Option<Spanned<Vec<String>>>,
    never_half: Option<Spanned<String>>,
    then: Option<Spanned<Vec<RawLook>>>,
}

/// One code, or several of which one must come.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Codes {
    One(i32),
    Several(Vec<i32>),
}

/// One text, or several that must all be there.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Texts {
    One(String),
    Several(Vec<String>),
}

impl Texts {
    fn into_vec(self) -> Vec<String> {
        match self {
            Texts::One(text) => vec![text],
            Texts::Several(texts) => texts,
        }
    }
}

impl Program {
    /// What it means; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawProgram>, problems: &mut FileProblems<'_>) -> Option<Program> {
        let mut raw = raw.into_inner();
        let (exit, exits) = exits(raw.exit.take(), problems);
        let env = raw.env.take().map_or_else(BTreeMap::new, |env| {
            if env.get_ref().keys().any(|name| name.is_empty() || name.contains(['=', '\0'])) {
                problems.error(RULE, env.span(), "a variable's name is empty or holds `=`");
            }
            env.into_inner()
        });
        let before = problems.errors();
        let more = raw.more(exits, problems);
        let stdin = stdin(raw.stdin, raw.stdin_made, problems);
        // The first text stands where it always stood.
        let mut stderr_contains = texts(raw.stderr_contains, problems);
        let is_one = stderr_contains.node.len() == 1 && stderr_contains.python.len() == 1;
        let one =
            is_one.then(|| ByTrack { node: stderr_contains.node.remove(0), python: stderr_contains.python.remove(0) });
        let program = Program {
            args: raw.args,
            stdin: stdin?,
            env,
            files: named(raw.files, problems),
            exit,
            stdout: raw.stdout,
            stderr_contains: one,
            writes: named(raw.writes, problems),
            then_at: raw.then.as_ref().map(Place::of),
            then: raw
                .then
                .map(Spanned::into_inner)
                .into_iter()
                .flatten()
                .filter_map(|look| Look::build_literal(look, problems))
                .collect(),
            more: More { stderr_contains, ..more? },
        };
        (problems.errors() == before).then_some(program)
    }
}

impl RawProgram {
    /// What most checks do not ask.
    fn more(&mut self, exits: Vec<i32>, problems: &mut FileProblems<'_>) -> Option<More> {
        let at_once = self.at_once.take();
        if let Some(at_once) = &at_once {
            let one = self.args != ByTrack::default() || self.never_half.is_some() || self.stdout.is_some();
            if at_once.get_ref().len() < 2 || one {
                problems
                    .error(RULE, at_once.span(), "which runs are made at once?")
                    .help("write two or more: `at_once = [[\"add\", \"a\"], [\"add\", \"b\"]]`, and no `args`, `stdout` or `never_half`");
            }
        }
        let from = self.from.take().filter(|from| inside(from, problems)).map(Spanned::into_inner);
        let never_half = self.never_half.take().filter(|name| inside(name, problems)).map(Spanned::into_inner);
        let within = self.seconds.take().and_then(|seconds| {
            let limit = Duration::try_from_secs_f64(*seconds.get_ref()).ok().filter(|limit| !limit.is_zero());
            if limit.is_none() {
                problems.error(RULE, seconds.span(), "nothing is done in this time").help("write `seconds = 3`");
            }
            limit
        });
        let mut rows = ByTrack::default();
        if let Some(typed) = self.stdout_rows.take() {
            let empty = |rows: &Vec<Vec<String>>| {
                rows.is_empty()
                    || rows.iter().any(|row| row.is_empty() || row.iter().any(|word| word.trim().is_empty()))
            };
            if empty(&typed.get_ref().node) || empty(&typed.get_ref().python) {
                problems
                    .error(RULE, typed.span(), "every output has this line")
                    .help("write the words of each line: `stdout_rows = [[\"1\", \"Ann\"], [\"2\", \"Bob\"]]`");
            }
            rows = typed.into_inner();
        }
        let json = self.json.take().map(Spanned::into_inner).into_iter().flatten();
        let documents = json.map(|(file, expected)| {
            let named = file.get_ref() == "stdout" || inside(&file, problems);
            let expected = document(expected.get_ref(), problems);
            let file = (file.get_ref() != "stdout").then(|| file.into_inner());
            Some(Document { file, expected: expected.filter(|_| named)? })
        });
        let json: Vec<Option<Document>> = documents.collect();
        Some(More {
            continues: self.continues,
            before: std::mem::take(&mut self.before),
            at_once: at_once.map(Spanned::into_inner).unwrap_or_default(),
            from,
            exits,
            stdout_contains: texts(self.stdout_contains.take(), problems),
            stdout_lacks: texts(self.stdout_lacks.take(), problems),
            stdout_rows: rows,
            stderr: self.stderr.take(),
            stderr_contains: ByTrack::default(),
            stderr_lacks: texts(self.stderr_lacks.take(), problems),
            no_trace: self.no_trace,
            json: json.into_iter().collect::<Option<_>>()?,
            keeps: places(self.keeps.take(), problems),
            absent: places(self.absent.take(), problems),
            never_half,
            within,
        })
    }
}

/// The code that is asked for, and others that are good too.
fn exits(typed: Option<Spanned<Codes>>, problems: &mut FileProblems<'_>) -> (i32, Vec<i32>) {
    let Some(typed) = typed else { return (0, Vec::new()) };
    let mut all = match typed.get_ref() {
        Codes::One(code) => vec![*code],
        Codes::Several(codes) => codes.clone(),
    };
    if all.is_empty() || all.iter().any(|code| !(0..=255).contains(code)) {
        problems
            .error(RULE, typed.span(), "no program can end with this code")
            .help("exit codes are numbers from 0 to 255");
        return (0, Vec::new());
    }
    (all.remove(0), all)
}

/// Texts that are all there, or all not.
fn texts(typed: Option<Spanned<ByTrack<Texts>>>, problems: &mut FileProblems<'_>) -> ByTrack<Vec<String>> {
    let Some(typed) = typed else { return ByTrack::default() };
    let place = typed.span();
    let ByTrack { node, python } = typed.into_inner();
    let texts = ByTrack { node: node.into_vec(), python: python.into_vec() };
    if [&texts.node, &texts.python].iter().any(|all| all.is_empty() || all.iter().any(|text| text.trim().is_empty())) {
        problems
            .error(RULE, place, "every text contains this")
            .help("name a word of the message that the learner's program must write");
    }
    texts
}

/// The input as it was typed, and the lines that are made after it.
fn stdin(
    typed: ByTrack<String>,
    made: Option<Spanned<RawMade>>,
    problems: &mut FileProblems<'_>,
) -> Option<ByTrack<String>> {
    let Some(made) = made else { return Some(typed) };
    let lines = made.into_inner().lines(RULE, problems)?;
    Some(ByTrack { node: typed.node + &lines, python: typed.python + &lines })
}

/// Names of files that stay in the learner's folder.
fn places(typed: Option<Spanned<Vec<String>>>, problems: &mut FileProblems<'_>) -> Vec<String> {
    let Some(typed) = typed else { return Vec::new() };
    for name in typed.get_ref() {
        inside(&Spanned::new(typed.span(), name.clone()), problems);
    }
    typed.into_inner()
}

/// Files by names that stay in the learner's folder on every system.
fn named(
    files: Option<Spanned<BTreeMap<String, ByTrack<String>>>>,
    problems: &mut FileProblems<'_>,
) -> BTreeMap<String, ByTrack<String>> {
    let Some(files) = files else { return BTreeMap::new() };
    for name in files.get_ref().keys() {
        inside(&Spanned::new(files.span(), name.clone()), problems);
    }
    files.into_inner()
}
