//! Of a proof: how many small changes of the solution the checks notice.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// What became of the mutants of an exercise on one path.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mutants {
    /// How many changes there are.
    pub found: usize,
    /// How many of them were tried.
    pub tried: usize,
    /// How many a check notices.
    pub killed: usize,
    /// Those among them that ran into their time limit.
    pub timed_out: usize,
    /// How many no check notices.
    pub survived: usize,
    /// How many are no programs.
    pub did_not_start: usize,
    /// How many do the same as the solution, as the author says or another right variant shows.
    pub equivalent: usize,
    /// What could not be looked at, and why.
    pub could_not_look: Vec<String>,
    /// Those that no check notices.
    pub survivors: Vec<Survivor>,
}

/// A change that no check notices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survivor {
    /// The name of the change.
    pub mutation: String,
    /// What was done, in one line.
    pub says: String,
    /// The file of the curriculum.
    pub file: String,
    /// The line in it.
    pub line: usize,
    /// The variant that is the same program.
    pub same_as: Option<String>,
    /// What differs, as `diff -u` writes it, without its head.
    pub diff: String,
}

impl Mutants {
    /// How many of a hundred are noticed, rounded down; none when nothing could be told.
    pub fn percent(&self) -> Option<usize> {
        (self.killed * 100).checked_div(self.killed + self.survived)
    }

    /// Whether enough are noticed. Where nothing could be told, nothing is missing.
    pub fn is_enough(&self, at_least: u8) -> bool {
        self.percent().is_none_or(|percent| percent >= usize::from(at_least))
    }

    /// All of it in one line.
    pub fn summary(&self) -> String {
        let Some(percent) = self.percent() else { return self.nothing() };
        let judged = self.killed + self.survived;
        let mut parts = vec![format!("{} of {judged} killed ({percent} %)", self.killed)];
        let counts = [
            (self.survived, "survived"),
            (self.did_not_start, "did not start"),
            (self.equivalent, "equivalent"),
            (self.could_not_look.len(), "could not be looked at"),
        ];
        parts.extend(counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")));
        let mut text = parts.join(", ");
        if self.tried < self.found {
            let _ = write!(text, "; {} of {} mutants tried, `--all` tries all", self.tried, self.found);
        }
        text
    }

    fn nothing(&self) -> String {
        if self.could_not_look.is_empty() {
            "nothing to change".to_owned()
        } else {
            format!("{} could not be looked at", self.could_not_look.len())
        }
    }

    /// The two together.
    pub fn add(&mut self, other: &Mutants) {
        self.found += other.found;
        self.tried += other.tried;
        self.killed += other.killed;
        self.timed_out += other.timed_out;
        self.survived += other.survived;
        self.did_not_start += other.did_not_start;
        self.equivalent += other.equivalent;
        self.could_not_look.extend(other.could_not_look.iter().cloned());
        self.survivors.extend(other.survivors.iter().cloned());
    }
}
