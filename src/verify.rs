//! Proves a curriculum: starters fail, solutions pass, wrong answers get their own message, samples print what is said.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::check::{CheckError, Runner};
use crate::curriculum::{Curriculum, Exercise, Item, Lesson, Quiz};
use crate::id::Track;
use crate::process::Cancel;

mod exercise;
mod question;
mod sample;

pub use exercise::{Kill, Matrix};

/// What was proven about one exercise, lesson or quiz on one track.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Proof {
    /// The id.
    pub id: String,
    /// `exercise`, `lesson` or `quiz`.
    pub kind: &'static str,
    /// The track.
    pub path: Track,
    /// How many programs or answers were judged.
    pub looked_at: usize,
    /// What is wrong with it.
    pub problems: Vec<String>,
    /// Where it differs from the exercise's `record.toml`.
    pub record_problems: Vec<String>,
    /// What could be better.
    pub warnings: Vec<String>,
    /// What could not be looked at, and why.
    pub could_not_look: Vec<String>,
    /// Which wrong answer trips which check.
    pub matrix: Option<Matrix>,
    /// The new `record.toml` of the exercise, when it differs from the one that stands; on the first track only.
    #[serde(skip)]
    pub record: Option<String>,
}

impl Proof {
    fn new(id: &str, kind: &'static str, path: Track) -> Self {
        Proof {
            id: id.to_owned(),
            kind,
            path,
            looked_at: 0,
            problems: Vec::new(),
            record_problems: Vec::new(),
            warnings: Vec::new(),
            could_not_look: Vec::new(),
            matrix: None,
            record: None,
        }
    }

    /// Notes why something could not be looked at.
    fn missed(&mut self, what: &str, error: &CheckError) {
        match error {
            CheckError::Broken(why) => self.problems.push(format!("{what}: {why}")),
            CheckError::Missing(_)
            | CheckError::Service(_)
            | CheckError::Start(_)
            | CheckError::Cancelled
            | CheckError::NothingToCheck(_)
            | CheckError::Io { .. } => self.could_not_look.push(format!("{what}: {error}")),
        }
    }
}

/// What to prove.
#[derive(Debug, Clone)]
enum Target<'a> {
    Exercise(&'a Exercise),
    Lesson(&'a Lesson),
    Quiz(&'a Quiz),
}

/// Proves these items, several at once. `progress` is told how many of how many are done. Each item gives a proof for
/// each of `tracks`; the order is that of `items`.
pub fn verify(
    curriculum: &Curriculum,
    items: &[Item],
    tracks: &[Track],
    runner: &Runner,
    cancel: &Cancel,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<Proof> {
    let targets: Vec<Target<'_>> = items
        .iter()
        .filter_map(|item| match item {
            Item::Lesson(id) => curriculum.lessons.get(id).map(Target::Lesson),
            Item::Quiz(id) => curriculum.quizzes.get(id).map(Target::Quiz),
            Item::Exercise(id) => curriculum.exercises.get(id).map(Target::Exercise),
        })
        .collect();
    let done = AtomicUsize::new(0);
    let all = targets.len();
    progress(0, all);
    targets
        .par_iter()
        .flat_map_iter(|target| {
            let proofs = match target {
                Target::Exercise(exercise) => exercise::prove(exercise, tracks, runner, cancel),
                Target::Lesson(lesson) => {
                    tracks.iter().map(|track| sample::prove(lesson, *track, runner, cancel)).collect()
                }
                Target::Quiz(quiz) => {
                    tracks.iter().map(|track| question::prove_quiz(quiz, *track, runner, cancel)).collect()
                }
            };
            progress(done.fetch_add(1, Ordering::SeqCst) + 1, all);
            proofs
        })
        .collect()
}
