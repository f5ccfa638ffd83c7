//! One exercise, lesson, quiz or answer of a report: what it came to, and why.

use serde::{Deserialize, Serialize};

use super::{Mutants, digest};
use crate::id::Track;

/// An exercise, lesson or quiz on one path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Its place in the whole.
    pub position: usize,
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// The path.
    pub path: Track,
    /// What it comes to.
    pub status: Status,
    /// Names its verdict: see [`Report::digest`].
    pub digest: String,
    /// How many programs or answers were judged.
    pub judged: usize,
    /// How long that took.
    pub milliseconds: u64,
    /// Whether it was judged in an earlier run, and nothing has changed since.
    pub cached: bool,
    /// The file to look into.
    pub file: Option<String>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What could be better.
    pub warnings: Vec<String>,
    /// What could not be looked at, or why it was left out.
    pub reasons: Vec<String>,
    /// Of a proof: what each variant did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
    /// Of a proof: which wrong answer trips which check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matrix: Option<Matrix>,
    /// Of a proof with `--mutants`: how many changes of the solution the checks notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mutants: Option<Mutants>,
    /// Of a grade: the answer that was judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An exercise.
    Exercise,
    /// A lesson.
    Lesson,
    /// A quiz.
    Quiz,
}

impl Kind {
    /// The word in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Exercise => "exercise",
            Kind::Lesson => "lesson",
            Kind::Quiz => "quiz",
        }
    }
}

/// What an item comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Right.
    Passed,
    /// Wrong.
    Failed,
    /// Could not be looked at.
    CouldNotLook,
    /// Not to be looked at here.
    Skipped,
}

impl Status {
    /// The word in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Passed => "passed",
            Status::Failed => "failed",
            Status::CouldNotLook => "could-not-look",
            Status::Skipped => "skipped",
        }
    }
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What; may have several lines.
    pub text: String,
    /// The line of the item's file, if it is known.
    pub line: Option<u32>,
}

impl Problem {
    /// A problem of a file as a whole.
    pub fn new(text: impl Into<String>) -> Self {
        Problem { text: text.into(), line: None }
    }
}

/// What one variant of an exercise did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// Its name, such as `wrong-precedence`.
    pub variant: String,
    /// The word for its verdict, as in `record.toml`.
    pub verdict: String,
    /// What it was told.
    pub told: Option<String>,
    /// Where it leaves the solution's path: the number of the check, what was compared, and the key of what came.
    pub trips: Vec<String>,
}

/// Which wrong answer trips which check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matrix {
    /// The checks.
    pub checks: Vec<String>,
    /// One row for each wrong answer.
    pub rows: Vec<Kill>,
}

/// One wrong answer, and for each check whether it trips it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kill {
    /// The wrong answer's id.
    pub wrong: String,
    /// For each check.
    pub trips: Vec<bool>,
}

/// An answer that was judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Its folder, from the one that was graded.
    pub folder: String,
    /// The word for its verdict: `passed`, `differs`, `crashed`, ….
    pub verdict: String,
    /// The known wrong answer that was recognised.
    pub wrong: Option<String>,
    /// What the learner is told about it.
    pub say: Option<String>,
    /// Files that are handed out to be left as they are, and were not; the curriculum's own were used.
    pub edited: Vec<String>,
    /// Files that look as if they belonged to a curriculum; nothing of them was used.
    pub ignored: Vec<String>,
    /// What `roadmap check` would print.
    pub feedback: Vec<String>,
    /// The checks in order.
    pub checks: Vec<Check>,
}

/// One check of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// One line for people.
    pub label: String,
    /// Whether it passed.
    pub passed: bool,
    /// Whether it was reached.
    pub reached: bool,
    /// What it saw, as recognition compares it: a name and a key, which is the same wherever the same was seen.
    pub seen: Vec<(String, String)>,
}

impl Item {
    /// An item of which nothing is known yet.
    pub fn new(kind: Kind, id: &str, path: Track) -> Self {
        Item {
            position: 0,
            id: id.to_owned(),
            kind,
            path,
            status: Status::Passed,
            digest: String::new(),
            judged: 0,
            milliseconds: 0,
            cached: false,
            file: None,
            problems: Vec::new(),
            warnings: Vec::new(),
            reasons: Vec::new(),
            variants: Vec::new(),
            matrix: None,
            mutants: None,
            answer: None,
        }
    }

    /// Fills in the digest, from all else.
    #[must_use]
    pub fn signed(mut self) -> Self {
        let mut parts = vec![self.kind.as_str(), &self.id, self.path.as_str(), self.status.as_str()];
        for variant in &self.variants {
            parts.extend([variant.variant.as_str(), &variant.verdict]);
            parts.extend(variant.trips.iter().map(String::as_str));
        }
        if let Some(answer) = &self.answer {
            parts.extend([answer.verdict.as_str(), answer.wrong.as_deref().unwrap_or_default()]);
            parts.extend(answer.edited.iter().map(String::as_str));
            for check in &answer.checks {
                parts.push(if check.passed { "passed" } else { "failed" });
                parts.extend(check.seen.iter().flat_map(|(name, key)| [name.as_str(), key]));
            }
        }
        self.digest = digest(parts);
        self
    }

    pub(super) fn order(&self) -> (usize, Track, &str) {
        (self.position, self.path, self.answer.as_ref().map_or("", |answer| answer.folder.as_str()))
    }

    /// The name of an item for people: `exercise double-it (node)`.
    pub fn name(&self) -> String {
        format!("{} {} ({})", self.kind.as_str(), self.id, self.path)
    }
}
