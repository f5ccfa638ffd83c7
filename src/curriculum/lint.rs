//! The lint rules: what is wrong with a curriculum although it can be loaded.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::files::{Library, stem};
use super::load::{Loaded, load};
use super::model::Item;
use crate::diagnostic::{Diagnostics, FileProblems, Source, did_you_mean};

mod allow;
mod circle;
mod concepts;
mod equivalent;
mod exercises;
mod ids;
mod lessons;
mod modules;
mod packages;
mod projects;
mod prose;
mod recorded;
mod rules;
mod unused;
mod weeks;

pub use modules::shadowed;
pub use rules::{RULES, Rule};

/// Everything that is wrong with a curriculum: what loading tells, and what the rules find besides.
pub fn lint(library: &Library) -> Diagnostics {
    let mut loaded = load(library);
    let mut problems = std::mem::take(&mut loaded.problems);
    // What is left out because it is broken would be missed by the rules that look at everything.
    let is_whole = problems.errors() == 0;
    exercises::check(&loaded, &mut problems);
    equivalent::check(&loaded, &mut problems);
    let unrecorded = recorded::check(&loaded, &mut problems);
    circle::check(&loaded, &mut problems);
    // Without the weeks every link would seem dead and every file unused.
    if let Some(curriculum) = &loaded.curriculum {
        let items = Items::new(library, &loaded);
        ids::check(&loaded, &items, &mut problems);
        packages::check(&loaded, curriculum, &mut problems);
        prose::check(&loaded, &items, &curriculum.kits, &mut problems);
        weeks::check(&loaded, curriculum, is_whole, &mut problems);
        if is_whole {
            concepts::check(&loaded, &mut problems);
        }
        lessons::check(&loaded, &mut problems);
        projects::check(&loaded, &mut problems);
        unused::check(library, &loaded, curriculum, &mut problems);
    }
    // Of what is broken it is not known what all rules would find, nor without a record what these two would.
    let is_known = |rule: &str, file: &str| is_whole && !(recorded::RULES.contains(&rule) && unrecorded.contains(file));
    allow::settle(&loaded, is_known, &mut problems);
    problems.sort();
    problems
}

/// The addresses outside the curriculum to which its texts link, each once. Whether they still answer is for a job that
/// has a network.
pub fn links(library: &Library) -> BTreeSet<String> {
    prose::addresses(&load(library))
}

/// All items that something may name, broken ones too.
struct Items {
    /// With their position in the weeks; none for an exercise that no week has.
    order: BTreeMap<Item, Option<usize>>,
    /// The files of lessons that no week has.
    forgotten: Vec<String>,
}

impl Items {
    fn new(library: &Library, loaded: &Loaded) -> Self {
        let exercises = loaded.exercises.iter().filter_map(|draft| Some((draft.item()?, None)));
        let placed = loaded.places.iter().map(|(item, place)| (item.clone(), Some(place.position)));
        let order = exercises.chain(placed).collect();
        let files =
            library.below("curriculum").filter(|file| stem(file, ".md").is_some() && !loaded.used.contains(*file));
        Items { order, forgotten: files.map(str::to_owned).collect() }
    }

    fn of(&self, kinds: &[&str]) -> impl Iterator<Item = (&Item, &Option<usize>)> {
        self.order.iter().filter(|(item, _)| kinds.contains(&item.kind()))
    }

    /// Tells when an id does not name an item of one of these kinds. Gives back the position of the item that it names, if
    /// a week has it.
    fn find(&self, kinds: &[&str], id: &str, place: Range<usize>, problems: &mut FileProblems<'_>) -> Option<usize> {
        let lesson = id.parse().ok().map(Item::Lesson);
        let exercise = id.parse().ok().map(Item::Exercise);
        let mut named = lesson.into_iter().chain(exercise).filter(|item| kinds.contains(&item.kind()));
        if let Some(position) = named.find_map(|item| self.order.get(&item)) {
            return *position;
        }
        let help = match self.forgotten.iter().find(|file| stem(file, ".md") == Some(id)) {
            Some(file) => format!("`{file}` stands in no week: add it to the `items` of its `week.toml`"),
            None => did_you_mean(id, self.of(kinds).map(|(item, _)| item.id()))
                .unwrap_or_else(|| format!("name {} of this curriculum", with_article(kinds))),
        };
        problems.error("dead-link", place, format!("`{id}` is not {}", with_article(kinds))).help(help);
        None
    }
}

fn with_article(kinds: &[&str]) -> String {
    let article = |kind: &&str| format!("{} {kind}", if kind.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" });
    kinds.iter().map(article).collect::<Vec<_>>().join(" or ")
}

/// Where a part of a value stands in its file; the whole value when it is written otherwise there.
fn locate(source: &Arc<Source>, value: &Range<usize>, part: &str) -> Range<usize> {
    let raw = source.text.get(value.clone()).unwrap_or_default();
    raw.find(part).map_or_else(|| value.clone(), |at| value.start + at..value.start + at + part.len())
}

#[cfg(test)]
mod tests;
