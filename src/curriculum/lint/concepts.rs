//! Concepts are taught before an exercise asks for them, and come back after they were taught.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::ids::questions;
use crate::curriculum::load::{LessonDraft, Loaded, Place};
use crate::curriculum::model::Item;
use crate::diagnostic::{Diagnostics, did_you_mean};

pub(super) fn check(loaded: &Loaded, problems: &mut Diagnostics) {
    taught(loaded, problems);
    returning(loaded, problems);
}

/// Where a lesson stands in the weeks.
fn place_of<'a>(loaded: &'a Loaded, lesson: &LessonDraft) -> Option<&'a Place> {
    loaded.places.get(&Item::Lesson(lesson.id.clone()))
}

fn taught(loaded: &Loaded, problems: &mut Diagnostics) {
    let mut taught: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    let mut weeks: BTreeSet<&str> = BTreeSet::new();
    // Lessons are in the order of the weeks: the first that teaches a concept counts.
    for lesson in &loaded.lessons {
        let (Some(place), Some(raw)) = (place_of(loaded, lesson), &lesson.raw) else { continue };
        weeks.insert(&place.week.name);
        for concept in &raw.concepts {
            taught.entry(concept.get_ref()).or_insert((place.position, lesson.id.as_str()));
        }
    }
    for draft in &loaded.exercises {
        let (Some(source), Some(raw)) = (&draft.source, &draft.raw) else { continue };
        let Some(place) = draft.item().and_then(|item| loaded.places.get(&item)) else { continue };
        // In a week without lessons these are still to be written.
        if !weeks.contains(place.week.name.as_str()) {
            continue;
        }
        for concept in &raw.concepts {
            let name = concept.get_ref().as_str();
            let help = match taught.get(name) {
                Some((position, _)) if *position < place.position => continue,
                Some((_, lesson)) => format!("`{lesson}` teaches it, later: move one of them"),
                None => did_you_mean(name, before(&taught, place.position))
                    .unwrap_or_else(|| "add it to the `concepts` of the lesson that teaches it".to_owned()),
            };
            problems
                .file(Arc::clone(source))
                .warning("concept-not-taught", concept.span(), format!("no lesson before this teaches `{name}`"))
                .help(help);
        }
    }
}

/// What is taught before a position.
fn before<'a>(taught: &BTreeMap<&'a str, (usize, &str)>, position: usize) -> impl Iterator<Item = &'a str> {
    taught.iter().filter(move |(_, (at, _))| *at < position).map(|(name, _)| *name)
}

fn returning(loaded: &Loaded, problems: &mut Diagnostics) {
    let asked: BTreeSet<&str> =
        questions(loaded).filter_map(|(_, question)| Some(question.lesson.as_ref()?.get_ref().as_str())).collect();
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    for draft in &loaded.exercises {
        let Some(place) = draft.item().and_then(|item| loaded.places.get(&item)) else { continue };
        for concept in draft.raw.iter().flat_map(|raw| &raw.concepts) {
            let position = last.entry(concept.get_ref()).or_default();
            *position = place.position.max(*position);
        }
    }
    for lesson in loaded.lessons.iter().filter(|lesson| !asked.contains(lesson.id.as_str())) {
        let (Some(place), Some(raw)) = (place_of(loaded, lesson), &lesson.raw) else { continue };
        let comes_back = |name: &str| last.get(name).is_some_and(|position| *position > place.position);
        for concept in raw.concepts.iter().filter(|concept| !comes_back(concept.get_ref())) {
            problems
                .file(Arc::clone(&lesson.source))
                .warning("concept-never-returns", concept.span(), format!("nothing asks for `{concept}` again"))
                .help("name it in the `concepts` of an exercise after this, or ask a question about this lesson");
        }
    }
}
