//! What the accepted record says: each wrong answer is told apart from the others, and each check is tripped by one.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::check::{Record, Role};
use crate::curriculum::load::{ExerciseDraft, Loaded};
use crate::curriculum::model::Exercise;
use crate::diagnostic::Diagnostics;
use crate::id::Track;

/// The rules that look at the record.
pub(super) const RULES: [&str; 2] = ["twin-wrong-answers", "untripped-check"];

/// Gives back the files that allow what these rules find, and have no record of today: nothing is known of them.
pub(super) fn check(loaded: &Loaded, all: &mut Diagnostics) -> BTreeSet<String> {
    let mut unknown = BTreeSet::new();
    for draft in &loaded.exercises {
        let id = draft.id.parse().ok();
        let exercise = id.and_then(|id| loaded.curriculum.as_ref()?.exercises.get(&id));
        let Some(exercise) = exercise else { continue };
        let record = exercise.spec.record.as_ref();
        let mut found = Diagnostics::default();
        for (record, track) in record.into_iter().flat_map(|record| Track::ALL.map(|track| (record, track))) {
            twins(draft, record, track, &mut found);
            untripped(draft, exercise, record, track, &mut found);
        }
        // What an old record says is not so any more: `verify` asks for a new one.
        let is_of_today = || record.is_some_and(|record| record.fingerprint == exercise.spec.fingerprint());
        if !found.is_empty() && is_of_today() {
            all.append(found);
        } else if allows(draft) && !is_of_today() {
            unknown.extend(draft.source.as_ref().map(|source| source.name.clone()));
        }
    }
    unknown
}

fn allows(draft: &ExerciseDraft) -> bool {
    let allowed = draft.raw.iter().flat_map(|raw| &raw.allow).filter_map(|allow| allow.rule.as_ref());
    allowed.into_iter().any(|rule| RULES.contains(&rule.get_ref().as_str()))
}

/// Wrong answers that leave the right path in the same places, in the same way.
fn twins(draft: &ExerciseDraft, record: &Record, track: Track, problems: &mut Diagnostics) {
    let (Some(source), Some(raw)) = (&draft.source, &draft.raw) else { return };
    let known = record.known(track);
    for (index, one) in known.iter().enumerate() {
        let Some(twin) = known.iter().take(index).find(|other| other.deviations == one.deviations) else { continue };
        let entries = raw.wrong.iter().filter_map(|entry| entry.id.as_ref());
        let Some(entry) = entries.into_iter().find(|entry| entry.get_ref() == one.id.as_str()) else { continue };
        problems
            .file(Arc::clone(source))
            .warning(
                "twin-wrong-answers",
                entry.span(),
                format!("on the {track} path no check tells `{}` apart from `{}`", one.id, twin.id),
            )
            .help("add a check on which they differ, or keep one of them");
    }
}

fn untripped(draft: &ExerciseDraft, exercise: &Exercise, record: &Record, track: Track, problems: &mut Diagnostics) {
    let Some(source) = &draft.source else { return };
    let wrong = record.entries.get(track).iter().filter(|(role, _)| matches!(role, Role::Wrong(_)));
    let wrong: Vec<_> = wrong.map(|(_, entry)| entry).collect();
    // Exercises that ask have their wrong answers in the questions.
    if wrong.is_empty() {
        return;
    }
    let tripped: BTreeSet<usize> = wrong.iter().flat_map(|entry| &entry.trips).map(|trip| trip.check).collect();
    let of_track =
        exercise.spec.checks.iter().zip(&draft.check_places).filter(|(entry, _)| entry.tracks.contains(&track));
    for (number, (_, place)) in (1..).zip(of_track).filter(|(number, _)| !tripped.contains(number)) {
        problems
            .file(Arc::clone(source))
            .warning(
                "untripped-check",
                place.clone(),
                format!("no wrong answer of the {track} path trips this check, number {number}"),
            )
            .help("what would a learner do who fails here? Make that a `[[wrong]]`, or remove the check");
    }
}
