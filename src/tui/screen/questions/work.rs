//! What an exercise made of questions has beside them: the learner's file, and the check of it as a whole.

use super::asked::{Asked, Stage};
use crate::check::Report;
use crate::check::answer::{answer_in, with_answer};
use crate::id::ExerciseId;
use crate::tui::msg::Trouble;
use crate::tui::screen::Request;
use crate::workspace::Handed;

/// An exercise being worked on.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) id: ExerciseId,
    pub(super) handed: Option<Result<Handed, String>>,
    /// What stands in the learner's file.
    text: String,
    /// What we wrote there and did not yet hear back as saved.
    written: Vec<String>,
    /// Whether an answer was given since the last check.
    changed: bool,
    pub(super) outcome: Option<Result<Report, Trouble>>,
}

impl Work {
    /// An exercise whose files are not there yet.
    pub(super) fn new(id: ExerciseId) -> Self {
        Work { id, handed: None, text: String::new(), written: Vec::new(), changed: false, outcome: None }
    }

    /// Takes in the learner's file, also after a reset.
    pub(super) fn handed_out(&mut self, handed: &Result<(Handed, String), String>, asked: &mut [Asked]) {
        if let Ok((_, text)) = handed {
            self.text.clone_from(text);
            self.outcome = None;
            for asked in asked {
                asked.take_in(answer_in(text, &asked.question).as_ref());
            }
        }
        self.handed = Some(handed.as_ref().map(|(handed, _)| handed.clone()).map_err(Clone::clone));
    }

    /// Takes in a save. False if it is our own, or changes nothing.
    pub(super) fn saved(&mut self, text: &str, asked: &mut [Asked]) -> bool {
        if let Some(ours) = self.written.iter().position(|written| written == text) {
            self.written.drain(..=ours);
            return false;
        }
        if text == self.text {
            return false;
        }
        text.clone_into(&mut self.text);
        self.written.clear();
        self.changed = false;
        for asked in asked {
            asked.reopen();
            if let Some(answer) = answer_in(text, &asked.question) {
                asked.draft.fill(&answer);
            }
        }
        true
    }

    /// Writes an answer into the learner's file.
    pub(super) fn write(&mut self, asked: &Asked) -> Option<Request> {
        let given = asked.draft.given()?;
        self.changed = true;
        let file = self.handed.as_ref()?.as_ref().ok()?.main.clone();
        let text = with_answer(&self.text, &asked.question.id, &given);
        if text == self.text {
            return None;
        }
        self.text.clone_from(&text);
        self.written.push(text.clone());
        Some(Request::Write { exercise: self.id.clone(), file, text })
    }

    /// Whether the file is to be checked as a whole now: all is answered, and something is new.
    pub(super) fn is_due(&mut self, asked: &[Asked]) -> bool {
        let due = self.changed && asked.iter().all(|asked| matches!(asked.stage, Stage::Judged { .. }));
        if due {
            self.changed = false;
        }
        due
    }

    /// Takes in the check of the whole file.
    pub(super) fn checked(&mut self, report: &Result<Report, Trouble>, asked: &mut [Asked]) {
        if let Ok(report) = report {
            for (asked, check) in asked.iter_mut().zip(&report.checks) {
                asked.checked(answer_in(&self.text, &asked.question).as_ref(), check);
            }
        }
        self.outcome = Some(report.clone());
    }
}
