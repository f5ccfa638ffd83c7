//! The milestones of a project stand in weeks, in the order of the project.

use std::sync::Arc;

use crate::curriculum::load::{Loaded, Place};
use crate::curriculum::model::Item;
use crate::diagnostic::Diagnostics;

pub(super) fn check(loaded: &Loaded, problems: &mut Diagnostics) {
    for draft in &loaded.projects {
        let mut problems = problems.file(Arc::clone(&draft.source));
        let mut last: Option<(&str, &Place)> = None;
        for name in &draft.raw.milestones {
            let id = name.get_ref().as_str();
            // What is no exercise was told.
            let Some(item) = id.parse().ok().map(Item::Exercise) else { continue };
            if !loaded.exercises.iter().any(|exercise| exercise.id == id) {
                continue;
            }
            let Some(place) = loaded.places.get(&item) else {
                problems
                    .error("missing-entry", name.span(), format!("the milestone `{id}` stands in no week"))
                    .help(format!("add `{{ exercise = \"{id}\" }}` to the `items` of a `week.toml`"));
                continue;
            };
            if let Some((before, _)) = last.filter(|(_, last)| last.position > place.position) {
                let message = format!("`{id}` comes before `{before}` in the weeks, and after it in the project");
                problems
                    .warning("out-of-order", name.span(), message)
                    .help(format!("change the order here or in `{}`", place.week.name));
            }
            last = Some((id, place));
        }
    }
}
