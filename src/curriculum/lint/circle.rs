//! What exercises need leads back to none of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::curriculum::load::{ExerciseDraft, Loaded};
use crate::diagnostic::{Diagnostics, Spanned};

/// How far the search has come with an exercise.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// What it needs is being followed.
    Open,
    /// Nothing that it needs leads back to it.
    Done,
}

pub(super) fn check(loaded: &Loaded, problems: &mut Diagnostics) {
    let drafts: BTreeMap<&str, &ExerciseDraft> =
        loaded.exercises.iter().map(|draft| (draft.id.as_str(), draft)).collect();
    let mut states: BTreeMap<&str, State> = BTreeMap::new();
    for draft in &loaded.exercises {
        if !states.contains_key(draft.id.as_str()) {
            follow(draft, &drafts, &mut states, problems);
        }
    }
}

/// Follows the needs of an exercise, depth first and without recursion: a chain may be as long as the curriculum.
fn follow<'a>(
    first: &'a ExerciseDraft,
    drafts: &BTreeMap<&'a str, &'a ExerciseDraft>,
    states: &mut BTreeMap<&'a str, State>,
    problems: &mut Diagnostics,
) {
    states.insert(&first.id, State::Open);
    let mut path = vec![(first, needs(first).iter())];
    while let Some((draft, left)) = path.last_mut() {
        let draft = *draft;
        let Some(need) = left.next() else {
            states.insert(&draft.id, State::Done);
            path.pop();
            continue;
        };
        // Lessons need nothing, and what is not there was told.
        let Some(next) = drafts.get(need.get_ref().as_str()) else { continue };
        match states.get(next.id.as_str()) {
            None => {
                states.insert(&next.id, State::Open);
                path.push((next, needs(next).iter()));
            }
            Some(State::Open) => {
                let circle = path.iter().skip_while(|(on, _)| on.id != next.id).map(|(on, _)| on.id.as_str());
                tell(draft, need, &circle.collect::<Vec<_>>(), problems);
            }
            Some(State::Done) => {}
        }
    }
}

fn needs(draft: &ExerciseDraft) -> &[Spanned<String>] {
    draft.raw.as_ref().map_or(&[], |raw| &raw.needs)
}

fn tell(draft: &ExerciseDraft, need: &Spanned<String>, circle: &[&str], problems: &mut Diagnostics) {
    let Some(source) = &draft.source else { return };
    let circle: Vec<String> = circle.iter().chain([&need.get_ref().as_str()]).map(|id| format!("`{id}`")).collect();
    problems
        .file(Arc::clone(source))
        .error("circular-needs", need.span(), format!("these need each other: {}", circle.join(" → ")))
        .help("nobody could begin: remove one of these `needs`");
}
