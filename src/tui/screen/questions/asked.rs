//! A question with the learner's answer to it, and what came of the answer.

use super::draft::Draft;
use crate::check::{CheckReport, Given, Question, Report, Seen};
use crate::tui::msg::Trouble;

/// A question that is asked.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) question: Question,
    /// Its place in the quiz or exercise, from 0.
    pub(super) number: usize,
    pub(super) draft: Draft,
    pub(super) stage: Stage,
}

/// How far the answer is. It can be changed only while it is open or could not be looked at.
#[derive(Debug)]
pub(super) enum Stage {
    /// Not given.
    Open,
    /// Given, not judged.
    Given,
    /// Judged. Nothing is known of how it was judged in an earlier sitting.
    Judged { right: bool, seen: Option<Seen> },
    /// It could not be looked at, for this reason; that does not count.
    Unseen(String),
}

impl Asked {
    /// A question without an answer.
    pub(super) fn new(number: usize, question: Question) -> Self {
        Asked { draft: Draft::new(&question), question, number, stage: Stage::Open }
    }

    /// Whether the answer can be made or changed.
    pub(super) fn is_open(&self) -> bool {
        match self.stage {
            Stage::Open | Stage::Unseen(_) => true,
            Stage::Given | Stage::Judged { .. } => false,
        }
    }

    /// Whether it was right; none before it is judged.
    pub(super) fn right(&self) -> Option<bool> {
        match self.stage {
            Stage::Judged { right, .. } => Some(right),
            Stage::Open | Stage::Given | Stage::Unseen(_) => None,
        }
    }

    /// Forgets the answer.
    pub(super) fn reopen(&mut self) {
        self.draft = Draft::new(&self.question);
        self.stage = Stage::Open;
    }

    /// Takes over what stands in the learner's file; an answer that is there already stays judged.
    pub(super) fn take_in(&mut self, answer: Option<&Given>) {
        match answer {
            Some(answer) if !self.is_open() && self.draft.given().as_ref() == Some(answer) => {}
            Some(answer) => {
                self.draft.fill(answer);
                self.stage = if self.draft.given().is_some() { Stage::Given } else { Stage::Open };
            }
            None if self.is_open() => {}
            None => self.reopen(),
        }
    }

    /// Takes in the judgement of an answer; false if another one was given meanwhile.
    pub(super) fn judged(&mut self, given: &Given, report: &Result<Report, Trouble>) -> bool {
        let waits = matches!(self.stage, Stage::Given) && self.draft.given().as_ref() == Some(given);
        if waits {
            self.stage = match report {
                Ok(report) => {
                    let seen = report.checks.first().and_then(|check| check.seen.clone());
                    Stage::Judged { right: report.passed(), seen }
                }
                Err(Trouble::Cancelled) => Stage::Open,
                Err(Trouble::CouldNotLook(why)) => Stage::Unseen(why.clone()),
            };
        }
        waits
    }

    /// Takes in what a check of the whole file saw of the answer that stands in it.
    pub(super) fn checked(&mut self, answer: Option<&Given>, check: &CheckReport) {
        if let Some(seen) = &check.seen
            && answer.is_some()
            && self.draft.given().as_ref() == answer
        {
            self.stage = Stage::Judged { right: seen.passed(), seen: Some(seen.clone()) };
        }
    }
}
