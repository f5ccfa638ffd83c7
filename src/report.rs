//! The report of a whole run: one shape for proofs of a curriculum and graded answers, from which all formats are made.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::id::Track;

mod diff;
mod github;
mod item;
mod junit;
mod merge;
mod mutants;
mod sarif;

pub use diff::differences;
pub use item::{Answer, Check, Item, Kill, Kind, Matrix, Problem, Status, Variant};
pub use merge::merge;
pub use mutants::{Mutants, Survivor};

/// Goes up when a program that reads reports would have to be changed. Keys are only added otherwise.
pub const SCHEMA: u32 = 1;

/// The JSON Schema of a report.
pub const JSON_SCHEMA: &str = include_str!("../curriculum/ci/report.schema.json");

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// All of it, for programs
    Json,
    /// XML of `JUnit`, which most CI systems show as tests
    Junit,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// A whole run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: u32,
    /// What was run.
    pub command: Command,
    /// What ran it, such as `roadmap 0.1.0`.
    pub tool: String,
    /// What it comes to.
    pub result: Outcome,
    /// Names the verdicts, and nothing that differs between two machines that come to the same.
    pub digest: String,
    /// The paths that were asked for.
    pub paths: Vec<Track>,
    /// What there was to do, in all shards together.
    pub whole: Whole,
    /// Which part of it this is; none when it is all.
    pub shard: Option<Shard>,
    /// How many of each status.
    pub counts: Counts,
    /// What is good to know about the whole run.
    pub notes: Vec<String>,
    /// Everything that was looked at.
    pub items: Vec<Item>,
}

/// The command that a report is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Command {
    /// A curriculum was proven.
    Verify,
    /// Answers were judged.
    Grade,
}

impl Command {
    /// The word on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Command::Verify => "verify",
            Command::Grade => "grade",
        }
    }
}

/// What a run comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// All is right.
    Passed,
    /// Something is wrong.
    Failed,
    /// Nothing is wrong as far as could be seen; something could not be looked at.
    CouldNotLook,
    /// There was nothing to look at. That is no pass.
    Nothing,
}

/// What there was to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    /// How many exercises, lessons and quizzes there are.
    pub found: usize,
    /// How many of them were chosen, because they changed.
    pub chosen: usize,
    /// The commit since which they changed, if one was named.
    pub changed_since: Option<String>,
    /// Names what was chosen: parts of one run have the same.
    pub digest: String,
}

/// A part of a run: which one, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    /// Counted from 1.
    pub index: u64,
    /// How many there are.
    pub of: u64,
}

impl Shard {
    /// Whether what bears this id belongs to this part. Each id belongs to exactly one, on every machine.
    pub fn has(self, id: &str) -> bool {
        let hash = blake3::hash(id.as_bytes());
        let number = hash.as_bytes().iter().take(8).fold(0, |number, byte| (number << 8) | u64::from(*byte));
        number % self.of == self.index - 1
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(index, of)| Some((index.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((index, of)) if (1..=of).contains(&index) => Ok(Shard { index, of }),
            Some(_) | None => Err("write which part of how many, such as 1/4, 2/4, 3/4 and 4/4".to_owned()),
        }
    }
}

/// How many items of each status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Right.
    pub passed: usize,
    /// Wrong.
    pub failed: usize,
    /// Could not be looked at.
    pub could_not_look: usize,
    /// Not to be looked at here.
    pub skipped: usize,
}

/// A short hash of texts, in order.
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().chars().take(32).collect()
}

impl Report {
    /// The report of these items.
    pub fn new(
        command: Command,
        paths: Vec<Track>,
        whole: Whole,
        shard: Option<Shard>,
        notes: Vec<String>,
        mut items: Vec<Item>,
    ) -> Self {
        items.sort_by(|a, b| a.order().cmp(&b.order()));
        let mut counts = Counts::default();
        for item in &items {
            match item.status {
                Status::Passed => counts.passed += 1,
                Status::Failed => counts.failed += 1,
                Status::CouldNotLook => counts.could_not_look += 1,
                Status::Skipped => counts.skipped += 1,
            }
        }
        // A part may have nothing to do, and so may a change; the whole may not.
        let narrowed = shard.is_some() || whole.chosen < whole.found;
        let nothing = items.iter().all(|item| item.judged == 0) && (whole.found == 0 || !narrowed);
        let result = match counts {
            Counts { failed: 1.., .. } => Outcome::Failed,
            Counts { could_not_look: 1.., .. } => Outcome::CouldNotLook,
            Counts { .. } if nothing => Outcome::Nothing,
            Counts { .. } => Outcome::Passed,
        };
        let by_name: BTreeMap<_, _> = items.iter().map(|item| ((item.order(), &item.id), &item.digest)).collect();
        let digest = digest(std::iter::once(command.as_str()).chain(by_name.into_values().map(String::as_str)));
        let tool = concat!("roadmap ", env!("CARGO_PKG_VERSION")).to_owned();
        Report { schema: SCHEMA, command, tool, result, digest, paths, whole, shard, counts, notes, items }
    }

    /// Reads a report that was written as JSON. `Err` completes "`FILE` …".
    pub fn parse(text: &str) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Version {
            schema: u32,
        }
        let refused = |error: serde_json::Error| format!("is no report of `--format json`: {error}");
        let Version { schema } = serde_json::from_str(text).map_err(refused)?;
        if schema != SCHEMA {
            return Err(format!("is a report of schema {schema}, and this roadmap reads schema {SCHEMA}"));
        }
        serde_json::from_str(text).map_err(refused)
    }

    /// The report in a format for programs; none for people.
    pub fn render(&self, format: Format) -> Option<String> {
        match format {
            Format::Human => None,
            Format::Json => Some(json(self)),
            Format::Junit => Some(junit::render(self)),
            Format::Github => Some(github::render(self)),
            Format::Sarif => Some(json(&sarif::log(self))),
        }
    }
}

/// JSON in which all controls are escaped, so that it may be shown on a terminal.
fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let hidden = |c: char| c.is_control() && c != '\n';
    let shown = text.chars().map(|c| if hidden(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() });
    shown.chain(["\n".to_owned()]).collect()
}

/// What an item says in formats that have one text for it.
fn text(item: &Item) -> String {
    let problems = item.problems.iter().map(|problem| problem.text.as_str());
    problems.chain(item.reasons.iter().map(String::as_str)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
