//! The lint rules: what is wrong with a curriculum although it can be loaded.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::files::Library;
use super::load::{Loaded, load};
use super::model::Item;
use crate::diagnostic::{Diagnostics, Source};

mod exercises;
mod ids;
mod modules;
mod prose;
mod unused;
mod weeks;

/// Everything that is wrong with a curriculum: what loading tells, and what the rules find besides.
pub fn lint(library: &Library) -> Diagnostics {
    let mut loaded = load(library);
    let mut problems = std::mem::take(&mut loaded.problems);
    exercises::check(&loaded, &mut problems);
    // Without the weeks every link would seem dead and every file unused.
    if let Some(curriculum) = &loaded.curriculum {
        let order = order(&loaded);
        ids::check(&loaded, &order, &mut problems);
        prose::check(&loaded, &order, &mut problems);
        weeks::check(curriculum, &mut problems);
        unused::check(library, &loaded, curriculum, &mut problems);
    }
    problems.sort();
    problems
}

/// All items that a link may lead to, broken ones too, with their position in the weeks; none for one that no week has.
type Order = BTreeMap<Item, Option<usize>>;

fn order(loaded: &Loaded) -> Order {
    let mut order: Order = loaded.exercises.iter().filter_map(|draft| Some((draft.item()?, None))).collect();
    order.extend(loaded.places.iter().map(|(item, place)| (item.clone(), Some(place.position))));
    order
}

/// Where a part of a value stands in its file; the whole value when it is written otherwise there.
fn locate(source: &Arc<Source>, value: &Range<usize>, part: &str) -> Range<usize> {
    let raw = source.text.get(value.clone()).unwrap_or_default();
    raw.find(part).map_or_else(|| value.clone(), |at| value.start + at..value.start + at + part.len())
}

#[cfg(test)]
#[path = "lint_tests.rs"]
mod tests;
