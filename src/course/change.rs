//! What an update changes for the learner: each exercise of two states of a course, compared by what it means.

use std::collections::BTreeSet;

use crate::check::{CheckEntry, Content, Files, Milestone, Role, Spec, Variant};
use crate::curriculum::{Curriculum, Exercise, Item, Shelf};
use crate::id::{ByTrack, ExerciseId, Track};

/// How much of an exercise is another, the least first. An exercise is known by its id: where its week puts it does not
/// count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Nothing that a learner could notice.
    Unchanged,
    /// Only what is said: title, task, hints, messages, labels, minutes, difficulty.
    Wording,
    /// It is judged otherwise, or comes with other files: checks, known wrong answers, limits, setup, data sets, given
    /// files, or the same of an earlier milestone.
    Checks,
    /// It is other work: concepts, mode, the learner's file, starter, reference solutions, or the project that it is in.
    Rewritten,
    /// It was not there.
    New,
    /// It is there no longer.
    Removed,
}

impl Change {
    /// The words for people.
    pub fn as_str(self) -> &'static str {
        match self {
            Change::Unchanged => "unchanged",
            Change::Wording => "wording",
            Change::Checks => "checks changed",
            Change::Rewritten => "rewritten",
            Change::New => "new",
            Change::Removed => "removed",
        }
    }
}

/// The change of one exercise.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Changed {
    /// Its id.
    pub id: ExerciseId,
    /// Its title, the new one if it has one.
    pub title: String,
    /// What changed.
    pub change: Change,
}

/// Compares all exercises of two states of a course; in the order of the weeks, those that are gone last.
pub fn changes(old: &Curriculum, new: &Curriculum) -> Vec<Changed> {
    let order = new.items().filter_map(|(_, item)| match item {
        Item::Exercise(id) => Some((id, new.exercises.get(id)?)),
        Item::Lesson(_) | Item::Quiz(_) => None,
    });
    let mut seen = BTreeSet::new();
    let all = order.chain(new.exercises.iter()).filter(|(id, _)| seen.insert((*id).clone()));
    let mut changes: Vec<Changed> =
        all.map(|(id, now)| changed(now, old.exercises.get(id).map_or(Change::New, |was| change(was, now)))).collect();
    let gone = old.exercises.iter().filter(|(id, _)| !new.exercises.contains(id));
    changes.extend(gone.map(|(_, was)| changed(was, Change::Removed)));
    changes
}

fn changed(exercise: &Exercise, change: Change) -> Changed {
    Changed { id: exercise.id.clone(), title: exercise.title.clone(), change }
}

fn change(was: &Exercise, now: &Exercise) -> Change {
    let learners = |role: &Role| !matches!(role, Role::Wrong(_));
    let known = |role: &Role| matches!(role, Role::Wrong(_));
    if work(was) != work(now) || !same_variants(&was.spec, &now.spec, learners) {
        Change::Rewritten
    } else if judging(&was.spec) != judging(&now.spec) || !same_variants(&was.spec, &now.spec, known) {
        Change::Checks
    } else if words(was) != words(now) {
        Change::Wording
    } else {
        Change::Unchanged
    }
}

/// How many lessons and how many quizzes of two states differ, are new or are gone.
pub fn reading(old: &Curriculum, new: &Curriculum) -> (usize, usize) {
    (
        differing(&old.lessons, &new.lessons, |lesson| lesson.source.text.clone()),
        differing(&old.quizzes, &new.quizzes, |quiz| format!("{quiz:?}")),
    )
}

fn differing<I: Ord + Clone, T>(old: &Shelf<I, T>, new: &Shelf<I, T>, content: impl Fn(&T) -> String) -> usize {
    let ids: BTreeSet<&I> = old.ids().chain(new.ids()).collect();
    ids.into_iter().filter(|id| old.get(id).map(&content) != new.get(id).map(&content)).count()
}

/// What the learner is to do.
fn work(exercise: &Exercise) -> String {
    let Exercise {
        concepts,
        mode,
        spec,
        id: _,
        title: _,
        needs: _,
        difficulty: _,
        minutes: _,
        task: _,
        hints: _,
        equivalent: _,
        allow: _,
    } = exercise;
    let project = spec.milestone.as_ref().map(|milestone| &milestone.project);
    format!("{:?}", (concepts, mode, &spec.file, spec.shared, project))
}

/// What comes of it.
fn judging(spec: &Spec) -> String {
    // Naming every field, so that a new one cannot be forgotten.
    let Spec {
        checks,
        limits,
        setup,
        data,
        enough,
        given,
        mutants,
        milestone,
        variants: _,
        wrong: _,
        file: _,
        idea: _,
        shared: _,
        record: _,
    } = spec;
    let checks: Vec<_> = checks.iter().map(|CheckEntry { tracks, check, label: _ }| (tracks, check)).collect();
    let earlier = milestone.as_ref().map_or(&[][..], |Milestone { earlier, .. }| earlier);
    let earlier: Vec<_> = earlier.iter().map(|one| (&one.id, judging(&one.spec))).collect();
    format!("{:?}", (checks, limits, setup, data, enough, given, mutants, earlier))
}

/// What is said.
fn words(exercise: &Exercise) -> String {
    let Exercise {
        title,
        needs,
        difficulty,
        minutes,
        task,
        hints,
        spec,
        id: _,
        concepts: _,
        mode: _,
        equivalent: _,
        allow: _,
    } = exercise;
    let labels: Vec<&Option<ByTrack<String>>> = spec.checks.iter().map(|entry| &entry.label).collect();
    format!("{:?}", (title, needs, difficulty, minutes, task, hints, &spec.wrong, &spec.idea, labels))
}

/// Whether the variants of these roles are the same, but for what lies below them: given files, and the solutions of
/// earlier milestones.
fn same_variants(was: &Spec, now: &Spec, wanted: fn(&Role) -> bool) -> bool {
    Track::ALL.into_iter().all(|track| {
        let of = |spec: &Spec| -> Vec<Variant> {
            spec.variants.get(track).iter().filter(|one| wanted(&one.role)).cloned().collect()
        };
        let (old, new) = (of(was), of(now));
        let below = (below(was, track), below(now, track));
        let same = |(old, new): (&Variant, &Variant)| {
            old.role == new.role
                && match (&old.content, &new.content) {
                    (Content::Files(old), Content::Files(new)) => same_files((old, &below.0), (new, &below.1)),
                    (old, new) => old == new,
                }
        };
        old.len() == new.len() && old.iter().zip(&new).all(same)
    })
}

/// What all variants of a track lie upon.
fn below(spec: &Spec, track: Track) -> Files {
    let mut files = spec.given.get(track).clone();
    let earlier = spec.earlier().last().and_then(|one| one.spec.variant(track, &Role::Solution));
    if let Some(Variant { content: Content::Files(solved), .. }) = earlier {
        files.extend(solved.clone());
    }
    files
}

/// Whether files are the same wherever they are not both what lies below them.
fn same_files((old, old_below): (&Files, &Files), (new, new_below): (&Files, &Files)) -> bool {
    old.keys().chain(new.keys()).all(|name| {
        let (was, now) = (old.get(name), new.get(name));
        was == now || (was == old_below.get(name) && now == new_below.get(name))
    })
}

#[cfg(test)]
mod tests;
