//! Reads the file of a week, and finds what it names.

use std::ops::Range;
use std::sync::Arc;

use super::slug;
use crate::curriculum::files::{EXERCISES, Library};
use crate::curriculum::model::Item;
use crate::curriculum::raw::{ItemKind, RawAllow, RawItem, RawItems, Table};
use crate::diagnostic::{Diagnostics, FileProblems, Source, did_you_mean};
use crate::id::WeekId;

/// A `week.toml`.
pub(super) struct WeekFile {
    pub(super) name: String,
    pub(super) source: Option<Arc<Source>>,
    /// What it names and is there.
    pub(super) items: Vec<Named>,
    /// None when it cannot be read.
    pub(super) allow: Option<Vec<RawAllow>>,
    pub(super) problems: Diagnostics,
}

/// An item that a week names.
pub(super) struct Named {
    pub(super) item: Item,
    pub(super) file: String,
    /// Where its id stands in the week's file.
    pub(super) place: Range<usize>,
}

impl WeekFile {
    /// None for a week without a folder, which is not written yet.
    pub(super) fn read(library: &Library, id: &WeekId) -> Option<Self> {
        let folder = format!("curriculum/{id}");
        if !library.has_folder(&folder) {
            return None;
        }
        let (name, mut problems) = (format!("{folder}/week.toml"), Diagnostics::default());
        let source = library.text(&name, &mut problems);
        let (mut items, mut allow) = (Vec::new(), None);
        if let Some(source) = &source {
            let mut problems = problems.file(Arc::clone(source));
            if let Some(table) = Table::parse(&source.text, &mut problems) {
                let raw = RawItems::read(table, &mut problems);
                allow = Some(raw.allow);
                items = raw.items.iter().filter_map(|raw| Named::find(library, &folder, raw, &mut problems)).collect();
            }
        }
        Some(WeekFile { name, source, items, allow, problems })
    }
}

impl Named {
    /// Finds what an item names; none when it is not there, which was told then.
    fn find(library: &Library, folder: &str, raw: &RawItem, problems: &mut FileProblems<'_>) -> Option<Self> {
        let item = match raw.kind {
            ItemKind::Lesson => Item::Lesson(slug(&raw.id, problems)?),
            ItemKind::Quiz => Item::Quiz(slug(&raw.id, problems)?),
            ItemKind::Exercise => Item::Exercise(slug(&raw.id, problems)?),
        };
        let file = file_of(&item, folder);
        let is_there = match &item {
            Item::Lesson(_) | Item::Quiz(_) => library.has(&file) || library.has_folder(&file),
            // Without its `exercise.toml` the exercise is broken.
            Item::Exercise(id) => library.has_folder(&format!("{EXERCISES}/{id}")),
        };
        if !is_there {
            let message = format!("there is no {} `{}`: `{file}` is not there", item.kind(), item.id());
            problems.error("dead-link", raw.id.span(), message).help(where_else(library, folder, &item));
            return None;
        }
        Some(Named { item, file, place: raw.id.span() })
    }
}

fn file_of(item: &Item, folder: &str) -> String {
    match item {
        Item::Lesson(id) => format!("{folder}/{id}.md"),
        Item::Quiz(id) => format!("{folder}/{id}.toml"),
        Item::Exercise(id) => format!("{EXERCISES}/{id}/exercise.toml"),
    }
}

/// What to do about an item whose file is not in its place.
fn where_else(library: &Library, folder: &str, item: &Item) -> String {
    let names: Vec<&str> = match item {
        Item::Exercise(_) => library.folders_in(EXERCISES).collect(),
        Item::Lesson(_) | Item::Quiz(_) => library.below("curriculum").collect(),
    };
    let ending = match item {
        Item::Lesson(_) => ".md",
        Item::Quiz(_) => ".toml",
        Item::Exercise(_) => "",
    };
    let file = format!("{}{ending}", item.id());
    if let Some(other) = names.iter().find(|name| name.ends_with(&format!("/{file}"))) {
        return format!("it lies in another place: `{other}`");
    }
    let stems = names.iter().filter(|name| ending.is_empty() || name.starts_with(folder)).filter_map(|name| {
        let stem = name.rsplit('/').next()?.strip_suffix(ending)?;
        (stem != "week").then_some(stem)
    });
    did_you_mean(item.id(), stems).unwrap_or_else(|| "write it, or remove it from the list".to_owned())
}
