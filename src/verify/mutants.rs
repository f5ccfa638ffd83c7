//! Tries mutants of the solutions, and keeps what came of them.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use similar::TextDiff;

use super::Proof;
use crate::check::{Role, Runner};
use crate::curriculum::{Curriculum, Exercise};
use crate::id::Track;
use crate::mutants::{CAP, Fate, Judged, judge, pick, place, propose, sources};
use crate::process::Cancel;
use crate::report::{Kind, Mutants, Survivor};
use crate::results::{Key, Results, uses_servers};

/// Lines around a change that are shown with it.
const AROUND: usize = 2;

/// How mutants are tried.
#[derive(Clone, Copy)]
pub struct Trial<'a> {
    /// Judges them.
    pub runner: &'a Runner,
    /// Asks to stop.
    pub cancel: &'a Cancel,
    /// What came of earlier runs.
    pub results: Option<&'a Results>,
    /// Whether all are tried, however many there are.
    pub all: bool,
}

impl Trial<'_> {
    /// What becomes of the mutants of an exercise on a path, and the mutants that survived, in the same order.
    pub fn run(self, exercise: &Exercise, track: Track) -> Mutants {
        let key = self.results.and_then(|results| self.key(exercise, track, results));
        if let Some(known) = self.results.zip(key.as_ref()).and_then(|(results, key)| results.get::<Mutants>(key)) {
            return known;
        }
        let mutants = self.look(exercise, track);
        if let (Some(results), Some(key)) = (self.results, key)
            && mutants.could_not_look.is_empty()
            && !self.cancel.is_cancelled()
        {
            results.put(&key, &mutants);
        }
        mutants
    }

    fn key(self, exercise: &Exercise, track: Track, results: &Results) -> Option<Key> {
        let what = if self.all { "all mutants" } else { "mutants" };
        let mut inputs = results.engine().inputs(what, track, uses_servers(&exercise.spec))?;
        inputs.exercise(exercise);
        inputs.add(format!("{:?}", exercise.equivalent).as_bytes());
        Some(inputs.key())
    }

    fn look(self, exercise: &Exercise, track: Track) -> Mutants {
        let spec = &exercise.spec;
        let all = propose(spec, track);
        let found = all.len();
        let chosen = if self.all { all } else { pick(all, CAP) };
        let mut sum = Mutants { found, tried: chosen.len(), ..Mutants::default() };
        match judge(spec, track, chosen, &exercise.equivalent, self.runner, self.cancel) {
            Ok(judged) => judged.iter().for_each(|one| count(exercise, track, one, &mut sum)),
            Err(why) => sum.could_not_look.push(why),
        }
        sum
    }
}

fn count(exercise: &Exercise, track: Track, judged: &Judged, sum: &mut Mutants) {
    let mutant = &judged.mutant;
    let file = format!("exercises/{}/{}", exercise.id, place(&exercise.spec, track, &Role::Solution, &mutant.file));
    match &judged.fate {
        Fate::Killed { timed_out } => {
            sum.killed += 1;
            sum.timed_out += usize::from(*timed_out);
        }
        Fate::DidNotStart => sum.did_not_start += 1,
        Fate::Equivalent => sum.equivalent += 1,
        Fate::CouldNotLook(why) => {
            sum.could_not_look.push(format!("{file}:{}: {}: {why}", mutant.line, mutant.mutation.name()));
        }
        Fate::Survived => {
            sum.survived += 1;
            let sources = sources(&exercise.spec, track);
            let text = sources.get(&mutant.file).map_or("", String::as_str);
            sum.survivors.push(Survivor {
                mutation: mutant.mutation.name().to_owned(),
                says: mutant.mutation.says().to_owned(),
                file,
                line: mutant.line,
                same_as: mutant.twin.as_ref().map(ToString::to_string),
                diff: diff(text, &mutant.apply(text)),
            });
        }
    }
}

/// What differs between two texts, as `diff -u` writes it, without its head.
pub fn diff(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().context_radius(AROUND).missing_newline_hint(false).to_string()
}

/// Tries the mutants of all exercises among the proofs, and adds what came of them. Where one solution serves both paths,
/// it is looked at on the first.
pub fn with_mutants(
    curriculum: &Curriculum,
    proofs: Vec<Proof>,
    trial: Trial<'_>,
    at_least: u8,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<Proof> {
    let (done, all) = (AtomicUsize::new(0), proofs.len());
    let first = |proof: &Proof| {
        let twin = proofs.iter().find(|other| other.id == proof.id && other.kind == proof.kind);
        twin.is_some_and(|twin| twin.path == proof.path)
    };
    let firsts: Vec<bool> = proofs.iter().map(first).collect();
    let proofs: Vec<(Proof, bool)> = proofs.into_iter().zip(firsts).collect();
    progress(0, all);
    proofs
        .into_par_iter()
        .map(|(mut proof, first)| {
            let id = proof.id.parse().ok().filter(|_| proof.kind == Kind::Exercise);
            let exercise = id.and_then(|id| curriculum.exercises.get(&id));
            if let Some(exercise) = exercise.filter(|exercise| first || !exercise.spec.shared) {
                add(trial.run(exercise, proof.path), at_least, &mut proof);
            }
            progress(done.fetch_add(1, Ordering::SeqCst) + 1, all);
            proof
        })
        .collect()
}

fn add(mutants: Mutants, at_least: u8, proof: &mut Proof) {
    if mutants.found == 0 {
        return;
    }
    proof.could_not_look.extend(mutants.could_not_look.iter().map(|why| format!("mutants: {why}")));
    if !mutants.is_enough(at_least) {
        let places: Vec<String> = mutants
            .survivors
            .iter()
            .map(|one| format!("{}:{}: {}, {}", one.file, one.line, one.mutation, one.says))
            .collect();
        let text = format!(
            "fewer than {at_least} % of the mutants are killed: {}\n{}\n`roadmap mutants {}` shows them",
            mutants.summary(),
            places.join("\n"),
            proof.id
        );
        proof.problems.push(text);
    }
    proof.mutants = Some(mutants);
}
