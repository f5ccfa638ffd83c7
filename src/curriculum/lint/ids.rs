//! Ids are there once, and whatever names one finds it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::Items;
use crate::check::RawQuestion;
use crate::curriculum::load::Loaded;
use crate::curriculum::model::Item;
use crate::diagnostic::{Diagnostics, Source};

/// What has an id, and where.
struct Owner {
    what: &'static str,
    source: Arc<Source>,
    range: Range<usize>,
}

pub(super) fn check(loaded: &Loaded, items: &Items, problems: &mut Diagnostics) {
    let mut owners: BTreeMap<String, Owner> = BTreeMap::new();
    for (id, owner) in owners_of(loaded) {
        match owners.get(&id) {
            Some(first) => {
                let place = if first.source.name == owner.source.name { "above" } else { first.source.name.as_str() };
                problems
                    .file(Arc::clone(&owner.source))
                    .error("duplicate-id", owner.range, format!("`{id}` is the id of a {} already", first.what))
                    .help(format!("rename this {}: the other one stands in `{place}`", owner.what));
            }
            None => {
                owners.insert(id, owner);
            }
        }
    }
    for (source, question) in questions(loaded) {
        if let Some(lesson) = &question.lesson {
            items.find(&["lesson"], lesson.get_ref(), lesson.span(), &mut problems.file(Arc::clone(source)));
        }
    }
    for draft in &loaded.exercises {
        let (Some(source), Some(raw)) = (&draft.source, &draft.raw) else { continue };
        let mut problems = problems.file(Arc::clone(source));
        let own = draft.item().and_then(|item| items.order.get(&item).copied().flatten());
        for need in &raw.needs {
            let found = items.find(&["lesson", "exercise"], need.get_ref(), need.span(), &mut problems);
            if own.is_some_and(|own| found.is_some_and(|position| position >= own)) {
                problems
                    .warning("out-of-order", need.span(), format!("`{need}` does not come before this exercise"))
                    .help("change the order in `week.toml`, or remove it from `needs`");
            }
        }
    }
}

/// All questions of quizzes and exercises, with their files.
pub(super) fn questions(loaded: &Loaded) -> impl Iterator<Item = (&Arc<Source>, &RawQuestion)> {
    let quizzes = loaded.quizzes.iter().flat_map(|quiz| quiz.questions.iter().map(|one| (&quiz.source, one)));
    let exercises = loaded
        .exercises
        .iter()
        .flat_map(|draft| draft.source.iter().flat_map(|source| draft.questions.iter().map(move |one| (source, one))));
    quizzes.chain(exercises)
}

fn owners_of(loaded: &Loaded) -> Vec<(String, Owner)> {
    let mut all = Vec::new();
    let mut add = |item: Item, source: &Arc<Source>| {
        let owner = Owner { what: item.kind(), source: Source::unread(source.name.as_str()), range: 0..0 };
        all.push((item.id().to_owned(), owner));
    };
    for draft in &loaded.exercises {
        if let (Some(item), Some(source)) = (draft.item(), &draft.source) {
            add(item, source);
        }
    }
    let mut placed: Vec<_> = loaded.places.iter().collect();
    placed.sort_by_key(|(_, place)| place.position);
    for (item, place) in placed {
        if let (Item::Lesson(_) | Item::Quiz(_), Some(file)) = (item, &place.file) {
            add(item.clone(), file);
        }
    }
    for draft in &loaded.projects {
        let source = Source::unread(draft.source.name.as_str());
        all.push((draft.id.to_string(), Owner { what: "project", source, range: 0..0 }));
    }
    for (source, question) in questions(loaded) {
        let owner = Owner { what: "question", source: Arc::clone(source), range: question.id.span() };
        all.push((question.id.get_ref().clone(), owner));
    }
    all
}
