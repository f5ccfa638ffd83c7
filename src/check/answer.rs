//! Questions: choice, prediction of output, and putting lines in order.

mod file;
mod given;
mod judge;
mod raw;
#[cfg(test)]
mod tests;

use super::sandbox::Sandbox;
use super::{CheckError, Need, Seen};
use crate::id::{ByTrack, LessonId, QuestionId, Track};

pub use file::{answer_in, with_answer};
pub use given::Given;
pub use raw::RawQuestion;

/// A question of a quiz or an exercise.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// Where to read again.
    pub lesson: Option<LessonId>,
    /// The tracks that it is for.
    pub tracks: Vec<Track>,
    /// Markdown.
    pub ask: ByTrack<String>,
    /// How it is answered.
    pub form: Form,
}

/// How a question is answered.
#[derive(Debug, Clone)]
pub enum Form {
    /// By choosing options.
    Choice {
        /// Whether more than one may be chosen.
        several: bool,
        /// The options as shown, named `a`, `b`, ….
        options: Vec<Choice>,
    },
    /// By writing what a program prints; `error` stands for a program that stops with an error.
    Predict {
        /// The program.
        code: ByTrack<String>,
        /// What it prints.
        prints: ByTrack<String>,
        /// Wrong predictions that have an explanation.
        slips: Vec<Slip>,
        /// Shown with any other wrong answer, and with the right one.
        say: Option<ByTrack<String>>,
    },
    /// By putting lines in order.
    Order {
        /// What the assembled program prints.
        prints: String,
        /// Numbers of the lines as shown, from 1.
        solution: Vec<usize>,
        /// The lines as shown.
        lines: Vec<OrderLine>,
    },
}

/// An option.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What it claims; markdown.
    pub text: ByTrack<String>,
    /// Whether it is right.
    pub right: bool,
    /// Its explanation.
    pub say: ByTrack<String>,
}

/// A wrong prediction with its explanation.
#[derive(Debug, Clone)]
pub struct Slip {
    /// What the learner writes.
    pub answer: String,
    /// Why that is not so.
    pub say: ByTrack<String>,
}

/// A line to be put in order.
#[derive(Debug, Clone)]
pub struct OrderLine {
    /// The line.
    pub text: String,
    /// Names that it defines.
    pub makes: Vec<String>,
    /// Names that it needs.
    pub uses: Vec<String>,
    /// Why it does not belong, if it does not.
    pub decoy: Option<ByTrack<String>>,
}

impl Question {
    /// One line for people: the id, because many questions ask the same of different programs, and what is asked.
    pub fn describe(&self, track: Track) -> String {
        let ask = self.ask.get(track);
        let first = ask.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        format!("{}: {first}", self.id)
    }

    /// What judging an answer needs.
    pub fn needs(&self) -> Vec<Need> {
        match self.form {
            Form::Choice { .. } => Vec::new(),
            Form::Predict { .. } | Form::Order { .. } => vec![Need::Runtime],
        }
    }

    /// Judges the answers in the learner's file, `answers.toml`.
    pub fn run(batch: &[&Question], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        let answers = match file::Answers::read(sandbox)? {
            Ok(answers) => answers,
            Err(crash) => {
                let mut seen: Vec<Option<Seen>> = vec![None; batch.len()];
                if let (Some(first), Some(question)) = (seen.first_mut(), batch.first()) {
                    *first = Some(question.seen(Vec::new(), None, Some(crash)));
                }
                return Ok(seen);
            }
        };
        batch
            .iter()
            .map(|question| {
                let seen = match answers.given(question) {
                    Ok(given) => question.judge(sandbox.track, &given, sandbox)?,
                    Err(typed) => question.malformed(&typed),
                };
                (sandbox.done)();
                Ok(Some(seen))
            })
            .collect()
    }
}

/// The name of an option as shown: `a` for the first.
pub fn letter(index: usize) -> char {
    u8::try_from(index).ok().filter(|index| *index < 26).map_or('?', |index| char::from(b'a' + index))
}
