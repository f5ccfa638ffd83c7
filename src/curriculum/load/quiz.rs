//! Loads a quiz.

use std::sync::Arc;

use toml::Spanned;

use super::{minutes, text, within};
use crate::check::{Question, RawQuestion};
use crate::curriculum::model::Quiz;
use crate::curriculum::raw::{RawQuiz, Table};
use crate::diagnostic::{Diagnostics, Source};
use crate::id::{QuizId, Track};

/// A quiz as it was typed, for the lint rules.
#[derive(Debug)]
pub(in crate::curriculum) struct QuizDraft {
    /// Its file.
    pub source: Arc<Source>,
    /// Its questions.
    pub questions: Vec<RawQuestion>,
}

/// What was typed; and the quiz, unless it is broken, which was told then.
pub(super) fn load(id: QuizId, source: Arc<Source>, all: &mut Diagnostics) -> (QuizDraft, Option<Quiz>) {
    let before = all.errors();
    let mut problems = all.file(Arc::clone(&source));
    let mut draft = QuizDraft { source: Arc::clone(&source), questions: Vec::new() };
    let Some(table) = Table::parse(&source.text, &mut problems) else { return (draft, None) };
    let raw = RawQuiz::read(table, &mut problems);
    draft.questions = raw.questions.iter().map(|question| question.get_ref().clone()).collect();
    let questions: Vec<Question> =
        raw.questions.into_iter().filter_map(|question| Question::build(question, &mut problems)).collect();
    let minutes = minutes(raw.minutes.as_ref(), &mut problems);
    let asked = |track: Track| questions.iter().filter(|question| question.tracks.contains(&track)).count();
    let counts = Track::ALL.map(asked);
    let most = counts.into_iter().max().unwrap_or_default();
    if problems.errors() == before {
        if most == 0 {
            problems.whole().error("nothing-to-check", 0..0, "this quiz has no questions").help("add a `[[question]]`");
        }
        let fewest = counts.into_iter().filter(|&count| count > 0).min().unwrap_or_default();
        let must = format!("1 to {fewest} right answers can be asked for, one for each question of a path");
        within(raw.enough.as_ref(), 1..=fewest, "wrong-value", &must, &mut problems);
    }
    if problems.errors() > before {
        return (draft, None);
    }
    let enough = raw.enough.map_or(most, Spanned::into_inner);
    let quiz = minutes.map(|minutes| Quiz { id, title: text(raw.title), minutes, enough, questions });
    (draft, quiz)
}
