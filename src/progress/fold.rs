//! Progress: the fold of all events, by one function, in memory and from disk alike.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::{Event, Place, What};
use crate::curriculum::Item;
use crate::id::{ByTrack, ExerciseId, LessonId, QuestionId, QuizId, Track, WrongId};

/// How far an item is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Not opened.
    #[default]
    New,
    /// Opened.
    Seen,
    /// Answered or checked, not yet right.
    Tried,
    /// Done.
    Passed,
}

/// The newest check of an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastCheck {
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it passed.
    pub passed: bool,
    /// The wrong answer that it recognised.
    pub wrong: Option<WrongId>,
}

/// An answer to a question of a quiz.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// When.
    pub at: DateTime<Utc>,
    /// As it was given.
    pub given: String,
    /// Whether it was right.
    pub right: bool,
}

/// How a quiz was finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// How many answers were right.
    pub right: usize,
    /// Of how many.
    pub of: usize,
    /// Whether that was enough.
    pub passed: bool,
}

impl State {
    /// The word for people and programs.
    pub fn as_str(self) -> &'static str {
        match self {
            State::New => "new",
            State::Seen => "seen",
            State::Tried => "tried",
            State::Passed => "passed",
        }
    }
}

/// What all events come to. Everything is kept under ids alone, so that items may move within the curriculum.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    track: Option<Track>,
    workspace: Option<PathBuf>,
    hours: Option<u32>,
    place: Option<Place>,
    places: BTreeMap<Item, usize>,
    lessons: BTreeMap<LessonId, State>,
    exercises: BTreeMap<ExerciseId, ByTrack<Work>>,
    quizzes: BTreeMap<QuizId, ByTrack<Rounds>>,
    first: Option<DateTime<Utc>>,
    last: Option<DateTime<Utc>>,
}

/// An exercise on one track.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Work {
    state: State,
    attempts: usize,
    hints: usize,
    last: Option<LastCheck>,
    resets: usize,
}

/// A quiz on one track.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Rounds {
    state: State,
    under_way: BTreeMap<QuestionId, Answer>,
    answers: BTreeMap<QuestionId, Answer>,
    score: Option<Score>,
}

impl Progress {
    /// The fold of these events.
    pub fn of(events: impl IntoIterator<Item = Event>) -> Self {
        let mut progress = Self::default();
        for event in events {
            progress.apply(&event);
        }
        progress
    }

    /// Takes in one event. Events that this version does not know change nothing.
    pub fn apply(&mut self, event: &Event) {
        let at = event.at;
        match &event.what {
            What::Unknown => return,
            What::Chose { track } => self.track = Some(*track),
            What::Settled { workspace, hours } => {
                self.workspace = Some(workspace.clone());
                self.hours = Some(*hours);
            }
            What::Went { place } => {
                self.see(&place.item);
                self.places.insert(place.item.clone(), place.at);
                self.place = Some(place.clone());
            }
            What::Read { lesson } => {
                self.lessons.insert(lesson.clone(), State::Passed);
            }
            What::Checked { exercise, track, shared, passed, wrong } => {
                let both = self.exercises.entry(exercise.clone()).or_default();
                for track in Track::ALL.into_iter().filter(|one| *shared || one == track) {
                    let work = of(both, track);
                    work.attempts += 1;
                    work.state = work.state.max(if *passed { State::Passed } else { State::Tried });
                    work.last = Some(LastCheck { at, passed: *passed, wrong: wrong.clone() });
                }
            }
            What::Answered { quiz, question, track, answer, right } => {
                let rounds = self.rounds(quiz, *track);
                let answer = Answer { at, given: answer.clone(), right: *right };
                rounds.state = rounds.state.max(State::Tried);
                rounds.under_way.insert(question.clone(), answer.clone());
                rounds.answers.insert(question.clone(), answer);
            }
            What::Finished { quiz, track, right, of, passed } => {
                let rounds = self.rounds(quiz, *track);
                rounds.state = rounds.state.max(if *passed { State::Passed } else { State::Tried });
                rounds.under_way.clear();
                rounds.score = Some(Score { right: *right, of: *of, passed: *passed });
            }
            What::Hint { exercise, track, rung } => {
                let work = self.work(exercise, *track);
                work.state = work.state.max(State::Seen);
                work.hints = work.hints.max(*rung);
            }
            What::Reset { exercise, track } => {
                let work = self.work(exercise, *track);
                work.resets = work.resets.saturating_add(1);
            }
            What::Undone { exercise, track } => {
                let work = self.work(exercise, *track);
                work.resets = work.resets.saturating_sub(1);
            }
        }
        // The machine's clock may have been set back, so the order of events is not the order of their times.
        self.first = Some(self.first.map_or(at, |first| first.min(at)));
        self.last = Some(self.last.map_or(at, |last| last.max(at)));
    }

    fn see(&mut self, item: &Item) {
        let chosen = self.track;
        let tracks = Track::ALL.into_iter().filter(|track| chosen.is_none_or(|chosen| chosen == *track));
        match item {
            Item::Lesson(id) => raise(self.lessons.entry(id.clone()).or_default()),
            Item::Exercise(id) => {
                let both = self.exercises.entry(id.clone()).or_default();
                tracks.for_each(|track| raise(&mut of(both, track).state));
            }
            Item::Quiz(id) => {
                let both = self.quizzes.entry(id.clone()).or_default();
                tracks.for_each(|track| raise(&mut of(both, track).state));
            }
        }
    }

    fn work(&mut self, exercise: &ExerciseId, track: Track) -> &mut Work {
        of(self.exercises.entry(exercise.clone()).or_default(), track)
    }

    fn rounds(&mut self, quiz: &QuizId, track: Track) -> &mut Rounds {
        of(self.quizzes.entry(quiz.clone()).or_default(), track)
    }

    fn worked(&self, exercise: &ExerciseId, track: Track) -> Option<&Work> {
        self.exercises.get(exercise).map(|both| both.get(track))
    }

    fn asked(&self, quiz: &QuizId, track: Track) -> Option<&Rounds> {
        self.quizzes.get(quiz).map(|both| both.get(track))
    }

    /// How far an item is on a track. Lessons, and exercises that one reference serves, count for both.
    pub fn state(&self, item: &Item, track: Track) -> State {
        match item {
            Item::Lesson(id) => self.lessons.get(id).copied(),
            Item::Quiz(id) => self.asked(id, track).map(|rounds| rounds.state),
            Item::Exercise(id) => self.worked(id, track).map(|work| work.state),
        }
        .unwrap_or_default()
    }

    /// The chosen track.
    pub fn track(&self) -> Option<Track> {
        self.track
    }

    /// The chosen workspace.
    pub fn workspace(&self) -> Option<&PathBuf> {
        self.workspace.as_ref()
    }

    /// Planned hours a week.
    pub fn hours(&self) -> Option<u32> {
        self.hours
    }

    /// Where the learner was last.
    pub fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    /// Where the learner was last in this item (scroll, question).
    pub fn place_in(&self, item: &Item) -> usize {
        self.places.get(item).copied().unwrap_or_default()
    }

    /// How many hints of an exercise are open.
    pub fn hints(&self, exercise: &ExerciseId, track: Track) -> usize {
        self.worked(exercise, track).map_or(0, |work| work.hints)
    }

    /// How often an exercise was checked.
    pub fn attempts(&self, exercise: &ExerciseId, track: Track) -> usize {
        self.worked(exercise, track).map_or(0, |work| work.attempts)
    }

    /// The newest check of an exercise.
    pub fn last_check(&self, exercise: &ExerciseId, track: Track) -> Option<&LastCheck> {
        self.worked(exercise, track)?.last.as_ref()
    }

    /// Whether a reset of an exercise was not undone yet.
    pub fn can_undo(&self, exercise: &ExerciseId, track: Track) -> bool {
        self.worked(exercise, track).is_some_and(|work| work.resets > 0)
    }

    /// The answers of the round that is under way; none before its first answer and after its end.
    pub fn answers(&self, quiz: &QuizId, track: Track) -> impl Iterator<Item = (&QuestionId, &Answer)> {
        self.asked(quiz, track).into_iter().flat_map(|rounds| &rounds.under_way)
    }

    /// The newest answer to a question, in this round or an earlier one.
    pub fn last_answer(&self, quiz: &QuizId, question: &QuestionId, track: Track) -> Option<&Answer> {
        self.asked(quiz, track)?.answers.get(question)
    }

    /// How a quiz was finished the last time.
    pub fn score(&self, quiz: &QuizId, track: Track) -> Option<Score> {
        self.asked(quiz, track)?.score
    }

    /// The time of the earliest event.
    pub fn first_activity(&self) -> Option<DateTime<Utc>> {
        self.first
    }

    /// The time of the latest event.
    pub fn last_activity(&self) -> Option<DateTime<Utc>> {
        self.last
    }
}

fn of<T>(both: &mut ByTrack<T>, track: Track) -> &mut T {
    match track {
        Track::Node => &mut both.node,
        Track::Python => &mut both.python,
    }
}

fn raise(state: &mut State) {
    *state = (*state).max(State::Seen);
}

#[cfg(test)]
mod tests;
