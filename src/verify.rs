//! Proves a curriculum: starters fail, solutions pass, wrong answers get their own message, samples print what is said.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use rayon::prelude::*;

use crate::check::{CheckError, Runner};
use crate::curriculum::{Curriculum, Exercise, Item, Lesson, Quiz};
use crate::id::Track;
use crate::process::Cancel;
use crate::report::{Kind, Matrix, Mutants, Problem, Status, Variant};
use crate::results::{Key, Results, uses_servers};

mod exercise;
mod mutants;
mod question;
mod sample;

pub use mutants::{Trial, diff, with_mutants};

/// What was proven about one exercise, lesson or quiz on one track.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Proof {
    /// The id.
    pub id: String,
    /// What it is.
    pub kind: Kind,
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
    /// What each variant did.
    pub variants: Vec<Variant>,
    /// The file to look into.
    pub file: String,
    /// How long it took.
    pub milliseconds: u64,
    /// Whether it was proven in an earlier run, and nothing has changed since.
    #[serde(skip)]
    pub cached: bool,
    /// Whether what is wrong may be the machine's fault: something ran into its time limit.
    #[serde(skip)]
    pub unsure: bool,
    /// The new `record.toml` of the exercise, when it differs from the one that stands; on the first track only.
    #[serde(skip)]
    pub record: Option<String>,
    /// What became of mutants, if they were tried.
    #[serde(skip)]
    pub mutants: Option<Mutants>,
}

impl Proof {
    fn new(id: &str, kind: Kind, path: Track) -> Self {
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
            variants: Vec::new(),
            file: String::new(),
            milliseconds: 0,
            cached: false,
            unsure: false,
            record: None,
            mutants: None,
        }
    }

    /// The same for a report. `accepting`: the record is being replaced, so what differs from it is no problem.
    pub fn item(self, accepting: bool) -> crate::report::Item {
        let record = self.record_problems.into_iter().filter(|_| !accepting);
        let problems: Vec<Problem> =
            self.problems.into_iter().chain(record).map(|text| at_line(text, &self.file)).collect();
        let status = match (problems.is_empty(), self.could_not_look.is_empty()) {
            (false, _) => Status::Failed,
            (true, false) => Status::CouldNotLook,
            (true, true) => Status::Passed,
        };
        crate::report::Item {
            status,
            judged: self.looked_at,
            milliseconds: self.milliseconds,
            cached: self.cached,
            file: Some(self.file),
            problems,
            warnings: self.warnings,
            reasons: self.could_not_look,
            variants: self.variants,
            matrix: self.matrix,
            mutants: self.mutants,
            ..crate::report::Item::new(self.kind, &self.id, self.path)
        }
        .signed()
    }

    /// Whether the next run may rely on it. What is wrong may be so because the machine was slow.
    fn is_sure(&self) -> bool {
        let wrong = !self.problems.is_empty() || !self.record_problems.is_empty();
        self.could_not_look.is_empty() && !(wrong && self.unsure)
    }

    /// Notes why something could not be looked at.
    fn missed(&mut self, what: &str, error: &CheckError) {
        match error {
            CheckError::Broken(why) => {
                self.unsure = true;
                self.problems.push(format!("{what}: {why}"));
            }
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

/// The same with the time that it took.
fn timed(prove: impl FnOnce() -> Proof) -> Proof {
    let began = Instant::now();
    let proof = prove();
    Proof { milliseconds: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX), ..proof }
}

/// A problem whose text begins with a line of the file, as those of samples do.
fn at_line(text: String, file: &str) -> Problem {
    let number = text.strip_prefix(file).and_then(|rest| rest.strip_prefix(':')?.split(':').next()?.parse().ok());
    Problem { text, line: number }
}

/// What is taken as proven already.
#[derive(Debug, Clone, Copy)]
pub struct Proven<'a> {
    /// What earlier runs came to on this machine.
    pub results: Option<&'a Results>,
    /// Whether `record.toml` is believed, where it fits, that the wrong answers of a milestone leave the earlier ones
    /// alone. Such a record is written only when all of that was looked at.
    pub records: bool,
}

/// How many programs to run at once where nobody says. Servers are waited for most of the time, so more programs than
/// cores keep all cores busy.
pub fn usual_jobs() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from) + 2
}

impl Target<'_> {
    fn prove(&self, tracks: &[Track], runner: &Runner, cancel: &Cancel, records: bool) -> Vec<Proof> {
        match self {
            Target::Exercise(exercise) => exercise::prove(exercise, tracks, runner, cancel, records),
            Target::Lesson(lesson) => {
                tracks.iter().map(|track| sample::prove(lesson, *track, runner, cancel)).collect()
            }
            Target::Quiz(quiz) => {
                tracks.iter().map(|track| question::prove_quiz(quiz, *track, runner, cancel)).collect()
            }
        }
    }

    /// Where the result of earlier runs is kept.
    fn key(&self, track: Track, results: &Results) -> Option<Key> {
        let servers = match self {
            Target::Exercise(exercise) => uses_servers(&exercise.spec),
            Target::Lesson(lesson) => lesson.uses_database,
            Target::Quiz(_) => false,
        };
        let mut inputs = results.engine().inputs("verify", track, servers)?;
        match self {
            Target::Exercise(exercise) => inputs.exercise(exercise),
            Target::Lesson(lesson) => inputs.lesson(lesson),
            Target::Quiz(quiz) => inputs.quiz(quiz),
        }
        Some(inputs.key())
    }

    /// The file to look into.
    fn file(&self, curriculum: &Curriculum) -> String {
        match self {
            Target::Exercise(exercise) => format!("exercises/{}/exercise.toml", exercise.id),
            Target::Lesson(lesson) => lesson.source.name.clone(),
            Target::Quiz(quiz) => {
                let week = curriculum.week_of(&Item::Quiz(quiz.id.clone()));
                let week = week.map(|week| format!("{}/", week.id)).unwrap_or_default();
                format!("curriculum/{week}{}.toml", quiz.id)
            }
        }
    }

    /// What was proven in earlier runs, and what is proven now.
    fn prove_or_recall(
        &self,
        tracks: &[Track],
        runner: &Runner,
        cancel: &Cancel,
        proven: Proven<'_>,
        file: &str,
    ) -> Vec<Proof> {
        let Proven { results, records } = proven;
        let mut keys: Vec<(Track, Option<Key>)> = Vec::new();
        let mut proofs = Vec::new();
        for track in tracks {
            let key = results.and_then(|results| self.key(*track, results));
            match results.zip(key.as_ref()).and_then(|(results, key)| results.get::<Proof>(key)) {
                Some(proof) => proofs.push(Proof { cached: true, ..proof }),
                None => keys.push((*track, key)),
            }
        }
        let left: Vec<Track> = keys.iter().map(|(track, _)| *track).collect();
        for mut proof in if left.is_empty() { Vec::new() } else { self.prove(&left, runner, cancel, records) } {
            file.clone_into(&mut proof.file);
            let key = keys.iter().find(|(track, _)| *track == proof.path).and_then(|(_, key)| key.as_ref());
            if let (Some(results), Some(key)) = (results, key)
                && proof.is_sure()
                && !cancel.is_cancelled()
            {
                results.put(key, &proof);
            }
            proofs.push(proof);
        }
        proofs.sort_by_key(|proof| proof.path);
        proofs
    }
}

/// Proves these items, several at once. `progress` is told how many of how many are done. Each item gives a proof for
/// each of `tracks`; the order is that of `items`. What is `proven` is not proven again.
pub fn verify(
    curriculum: &Curriculum,
    items: &[Item],
    tracks: &[Track],
    runner: &Runner,
    cancel: &Cancel,
    proven: Proven<'_>,
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
            let proofs = target.prove_or_recall(tracks, runner, cancel, proven, &target.file(curriculum));
            progress(done.fetch_add(1, Ordering::SeqCst) + 1, all);
            proofs
        })
        .collect()
}
