//! Loads a quiz.

use std::sync::Arc;

use super::{enough, minutes, text};
use crate::check::{Question, RawQuestion};
use crate::curriculum::model::Quiz;
use crate::curriculum::raw::{RawAllow, RawQuiz, Table};
use crate::diagnostic::{Diagnostics, Source};
use crate::id::{QuizId, Track};

/// A quiz as it was typed, for the lint rules.
#[derive(Debug)]
pub(in crate::curriculum) struct QuizDraft {
    /// Its file.
    pub source: Arc<Source>,
    /// Its questions.
    pub questions: Vec<RawQuestion>,
    /// What it allows.
    pub allow: Vec<RawAllow>,
}

/// What was typed; and the quiz, unless it is broken, which was told then.
pub(super) fn load(id: QuizId, source: &Arc<Source>, all: &mut Diagnostics) -> (QuizDraft, Option<Quiz>) {
    let before = all.errors();
    let mut problems = all.file(Arc::clone(source));
    let mut draft = QuizDraft { source: Arc::clone(source), questions: Vec::new(), allow: Vec::new() };
    let Some(table) = Table::parse(&source.text, &mut problems) else { return (draft, None) };
    let raw = RawQuiz::read(table, &mut problems);
    draft.questions = raw.questions.iter().map(|question| question.get_ref().clone()).collect();
    draft.allow = raw.allow;
    let questions: Vec<Question> =
        raw.questions.into_iter().filter_map(|question| Question::build(question, &mut problems)).collect();
    let minutes = minutes(raw.minutes.as_ref(), &mut problems);
    let asked = |track: Track| questions.iter().filter(|question| question.tracks.contains(&track)).count();
    if problems.errors() == before {
        for track in Track::ALL.into_iter().filter(|track| asked(*track) == 0) {
            problems
                .whole()
                .error("nothing-to-check", 0..0, format!("this quiz has no questions for the {track} path"))
                .help("add a `[[question]]`, or widen the `paths` of one");
        }
    }
    if problems.errors() == before {
        let fewest = Track::ALL.map(asked).into_iter().min().unwrap_or_default();
        enough(raw.enough.as_ref(), fewest, &mut problems);
    }
    if problems.errors() > before {
        return (draft, None);
    }
    let quiz = minutes.zip(raw.enough).map(|(minutes, enough)| {
        let enough = enough.into_inner();
        Quiz { id, title: text(raw.title), minutes, enough, questions }
    });
    (draft, quiz)
}
