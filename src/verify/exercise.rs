//! Exercises: every variant is judged, told what it must be told, and compared with the record.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Proof, question, timed};
use crate::check::{
    self, Check, CheckReport, Content, EarlierReport, Entry, Known, Observed, Record, Role, Runner, Spec, Submission,
    Verdict,
};
use crate::curriculum::Exercise;
use crate::id::{ByTrack, Track, WrongId};
use crate::process::Cancel;
use crate::report::{Kill, Kind, Matrix, Variant};

type Seen = BTreeMap<Role, Observed>;

/// Judges all variants of an exercise on these tracks: one proof for each. `records`: see [`super::Proven`].
pub(super) fn prove(
    exercise: &Exercise,
    tracks: &[Track],
    runner: &Runner,
    cancel: &Cancel,
    records: bool,
) -> Vec<Proof> {
    let mut seen = ByTrack::<Seen>::default();
    let mut proofs = Vec::new();
    let accepted = exercise.spec.record.as_ref().filter(|_| records);
    let is_accepted = accepted.is_some_and(|record| record.fingerprint == exercise.spec.fingerprint());
    // What spoils an earlier milestone is never accepted, so that it is told each time.
    let mut acceptable = true;
    for track in tracks {
        let mut observed = Seen::new();
        proofs.push(timed(|| {
            let mut proof = Proof::new(exercise.id.as_str(), Kind::Exercise, *track);
            // What serves both tracks need not be looked at twice.
            let with_earlier = !exercise.spec.shared || tracks.first() == Some(track);
            let looks_back = |variant: &check::Variant| {
                let is_known = is_accepted && matches!(variant.role, Role::Wrong(_));
                with_earlier && !is_known && reaches_back(&exercise.spec, *track, variant)
            };
            observed = observe(exercise, *track, &looks_back, runner, cancel, &mut proof);
            acceptable &= proof.problems.is_empty();
            for entry in exercise.spec.checks_for(*track) {
                if let Check::Answer(question) = &entry.check {
                    question::prove(question, *track, runner, cancel, &mut proof);
                }
            }
            proof
        }));
        match track {
            Track::Node => seen.node = observed,
            Track::Python => seen.python = observed,
        }
    }
    let record = Record::new(&exercise.spec, &seen);
    for proof in &mut proofs {
        let (track, seen) = (proof.path, seen.get(proof.path));
        outcomes(exercise, seen, &record.known(track), proof);
        matrix(seen, exercise.allows("untripped-check"), proof);
        proof.variants = record.entries.get(track).iter().map(|(role, entry)| variant(role, entry)).collect();
        compare(exercise.spec.record.as_ref(), &record, proof);
    }
    let changed = proofs.iter().any(|proof| !proof.record_problems.is_empty());
    let is_whole = acceptable && tracks.len() == Track::ALL.len();
    if let Some(first) = proofs.first_mut().filter(|_| changed && is_whole) {
        first.record = Some(record.to_toml());
    }
    proofs
}

/// What every variant does, and whether it spoils an earlier milestone.
fn observe(
    exercise: &Exercise,
    track: Track,
    looks_back: &(dyn Fn(&check::Variant) -> bool + Sync),
    runner: &Runner,
    cancel: &Cancel,
    proof: &mut Proof,
) -> Seen {
    let variants = exercise.spec.variants.get(track);
    let looked: Vec<_> = variants
        .par_iter()
        .map(|variant| {
            let submission = Submission::Content(variant.content.clone());
            let observed = runner.observe(&exercise.spec, track, &submission, cancel);
            let earlier = if looks_back(variant) {
                runner.earlier(&exercise.spec, track, &submission, cancel)
            } else {
                Ok(Vec::new())
            };
            (&variant.role, observed, earlier)
        })
        .collect();
    let mut seen = Seen::new();
    for (role, result, earlier) in looked {
        match earlier {
            Ok(earlier) => {
                proof.unsure |= earlier.iter().any(|report| timed_out(&report.checks));
                proof.problems.extend(earlier.iter().filter_map(|report| broken(role, report)));
            }
            Err(error) => proof.missed(&format!("{role}, an earlier milestone"), &error),
        }
        match result {
            Ok(observed) => {
                proof.looked_at += 1;
                proof.unsure |= timed_out(&observed.checks);
                seen.insert(role.clone(), observed);
            }
            Err(error) => proof.missed(&role.to_string(), &error),
        }
    }
    seen
}

/// Whether a variant may change what the earlier milestones come to: the solution, which brings new files for all, and
/// whatever changes a file that was there before.
fn reaches_back(spec: &Spec, track: Track, variant: &check::Variant) -> bool {
    let Some(last) = spec.earlier().last() else { return false };
    let before = last.spec.variant(track, &Role::Solution).map(|solution| &solution.content);
    match (&variant.content, before) {
        _ if variant.role == Role::Solution => true,
        (Content::Files(files), Some(Content::Files(before))) => {
            before.iter().any(|(name, bytes)| files.get(name) != Some(bytes))
        }
        (Content::Files(_) | Content::Steps(_), _) => true,
    }
}

fn timed_out(checks: &[CheckReport]) -> bool {
    checks.iter().filter_map(|report| report.seen.as_ref()).any(crate::check::Seen::timed_out)
}

/// What a variant did, for reports.
fn variant(role: &Role, entry: &Entry) -> Variant {
    let trips = entry.trips.iter().map(|trip| format!("{} {} {}", trip.check, trip.facet, trip.key));
    Variant {
        variant: role.to_string(),
        verdict: entry.verdict.as_str().to_owned(),
        told: entry.told.clone(),
        trips: trips.collect(),
    }
}

/// What is wrong when a variant spoils an earlier milestone: its learner is told that, and nothing about this one.
fn broken(role: &Role, report: &EarlierReport) -> Option<String> {
    let EarlierReport { number, title, checks, .. } = report;
    let why = || format!("{role} breaks milestone {number} · {title}: {}", first_failure(checks));
    (!report.passed()).then(why)
}

/// Starters fail, solutions and alternates pass, wrong answers fail and are told their own message.
fn outcomes(exercise: &Exercise, seen: &Seen, known: &[Known], proof: &mut Proof) {
    let spec = &exercise.spec;
    for (role, observed) in seen {
        let passed = spec.is_passed(&observed.checks);
        match role {
            Role::Starter if passed => proof.problems.push("the starter passes".to_owned()),
            Role::Solution | Role::Alternate(_) if !passed => {
                proof.problems.push(format!("{role} fails: {}", first_failure(&observed.checks)));
            }
            Role::Wrong(_) if passed => proof.problems.push(format!("{role} passes")),
            Role::Wrong(id) => {
                let verdict = spec.verdict(proof.path, &observed.checks, known, false);
                let told = match verdict {
                    Verdict::Passed { .. } => None,
                    Verdict::Failed(failure) => failure.misconception.and_then(|found| found.id),
                };
                if told.as_ref() != Some(id) {
                    proof.problems.push(mistaken(id, told.as_ref(), known));
                }
            }
            Role::Starter | Role::Solution | Role::Alternate(_) => {}
        }
    }
}

/// Why a wrong answer does not get its own message.
fn mistaken(id: &WrongId, told: Option<&WrongId>, known: &[Known]) -> String {
    if let Some(other) = told {
        return format!("wrong-{id} is told the message of wrong-{other}: give it a check on which they differ");
    }
    let own = known.iter().find(|one| one.id == *id);
    let twin = known.iter().find(|one| one.id != *id && own.is_some_and(|own| own.deviations == one.deviations));
    match twin {
        Some(twin) => {
            format!("wrong-{id} cannot be told apart from wrong-{}: add a check on which they differ", twin.id)
        }
        None => format!("wrong-{id} is not recognised: other wrong answers fit as well, or it does not fail by itself"),
    }
}

fn first_failure(checks: &[CheckReport]) -> String {
    let Some(report) = checks.iter().find(|report| !report.passed()) else { return String::new() };
    let Some(seen) = &report.seen else { return format!("{} was not reached", report.label) };
    let crash = seen.crash.as_ref().map(|crash| crash.line.clone());
    let facet = seen.facets.iter().find(|facet| !facet.held);
    let why = crash.or_else(|| facet.map(|facet| format!("expected {}, got {}", facet.expected, facet.actual)));
    format!("{}: {}", report.label, why.unwrap_or_else(|| "nothing was compared".to_owned()))
}

/// The matrix, and the checks that no wrong answer trips.
fn matrix(seen: &Seen, may_be_untripped: bool, proof: &mut Proof) {
    let Some(solution) = seen.get(&Role::Solution) else { return };
    let rows: Vec<Kill> = seen
        .iter()
        .filter_map(|(role, observed)| match role {
            Role::Wrong(id) => Some(Kill {
                wrong: id.to_string(),
                trips: observed.checks.iter().map(|report| report.seen.is_some() && !report.passed()).collect(),
            }),
            Role::Starter | Role::Solution | Role::Alternate(_) => None,
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    for (index, report) in solution.checks.iter().enumerate().filter(|_| !may_be_untripped) {
        if !rows.iter().any(|kill| kill.trips.get(index) == Some(&true)) {
            proof.warnings.push(format!("no wrong answer trips check {}: {}", index + 1, report.label));
        }
    }
    let checks = solution.checks.iter().map(|report| report.label.clone()).collect();
    proof.matrix = Some(Matrix { checks, rows });
}

/// Where the run differs from what was accepted.
fn compare(old: Option<&Record>, new: &Record, proof: &mut Proof) {
    let Some(old) = old else {
        proof.record_problems.push("there is no record.toml yet: read the above, then `verify --accept`".to_owned());
        return;
    };
    let empty = BTreeMap::new();
    let (was, is) = (old.entries.get(proof.path), new.entries.get(proof.path));
    let is = if proof.could_not_look.is_empty() { is } else { &empty };
    for (role, is) in is {
        match was.get(role) {
            None => proof.record_problems.push(format!("{role} is not in the record")),
            Some(was) => proof.record_problems.extend(differences(was, is).map(|text| format!("{role}: {text}"))),
        }
    }
    if proof.could_not_look.is_empty() {
        let gone = was.keys().filter(|role| !is.contains_key(role));
        proof.record_problems.extend(gone.map(|role| format!("{role} is in the record, and not in the exercise")));
    }
    if old.fingerprint != new.fingerprint && proof.record_problems.is_empty() {
        let text = "checks or variants changed since the record was accepted; what the variants do is the same";
        proof.record_problems.push(text.to_owned());
    }
}

fn differences(was: &Entry, is: &Entry) -> impl Iterator<Item = String> {
    let verdict = (was.verdict != is.verdict)
        .then(|| format!("the verdict was {} and is {}", was.verdict.as_str(), is.verdict.as_str()));
    let told = (was.told != is.told).then(|| {
        let text = |told: &Option<String>| told.clone().unwrap_or_else(|| "nothing".to_owned());
        format!("it was told\n{}\nand is told\n{}", text(&was.told), text(&is.told))
    });
    let gone = was.trips.iter().filter(|trip| !is.trips.contains(trip)).map(|trip| ("no longer", trip));
    let new = is.trips.iter().filter(|trip| !was.trips.contains(trip)).map(|trip| ("now", trip));
    let trips: Vec<String> = gone
        .chain(new)
        .map(|(when, trip)| format!("it {when} trips {} ({}: {})", trip.label, trip.facet, trip.key))
        .collect();
    verdict.into_iter().chain(told).chain(trips)
}
