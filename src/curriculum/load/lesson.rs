//! Loads a lesson: front matter between `+++` lines, then markdown.

use std::sync::Arc;

use super::{minutes, setup, text};
use crate::check::{DataSets, EMPTY};
use crate::curriculum::files::Library;
use crate::curriculum::model::Lesson;
use crate::curriculum::raw::{RawLesson, Table};
use crate::diagnostic::{Diagnostics, FileProblems, Source};
use crate::id::LessonId;
use crate::markdown;

/// The line before and after the front matter.
const FENCE: &str = "+++";

/// A lesson as it was typed, for the lint rules.
#[derive(Debug)]
pub(in crate::curriculum) struct LessonDraft {
    /// Its id.
    pub id: LessonId,
    /// Its file.
    pub source: Arc<Source>,
    /// What stands in its front matter; none when that cannot be read.
    pub raw: Option<RawLesson>,
}

/// What was typed; and the lesson, unless it is broken, which was told then.
pub(super) fn load(
    id: LessonId,
    library: &Library,
    source: &Arc<Source>,
    all: &mut Diagnostics,
) -> (LessonDraft, Option<Lesson>) {
    let before = all.errors();
    let mut draft = LessonDraft { id, source: Arc::clone(source), raw: None };
    let mut problems = all.file(Arc::clone(source));
    let Some((front, body)) = split(&source.text) else {
        let example = "begin with `+++`, then `title = \"…\"`, `minutes = …` and `outcome = \"…\"`, then `+++`";
        problems.error("syntax", 0..FENCE.len(), "a lesson begins with its front matter").help(example);
        return (draft, None);
    };
    let Some(table) = Table::parse(&front, &mut problems) else { return (draft, None) };
    let raw = RawLesson::read(table, &mut problems);
    let minutes = minutes(raw.minutes.as_ref(), &mut problems);
    if source.text.get(body..).is_none_or(|markdown| markdown.trim().is_empty()) {
        problems.error("empty-message", body..body, "this lesson has no text").help("write it below the second `+++`");
    }
    let (data, uses_database) = data(library, source, body, &mut problems);
    if problems.errors() > before {
        draft.raw = Some(raw);
        return (draft, None);
    }
    let concepts = raw.concepts.iter().map(|concept| concept.get_ref().clone()).collect();
    let (title, outcome) = (text(raw.title.clone()), text(raw.outcome.clone()));
    let lesson = minutes.map(|minutes| Lesson {
        id: draft.id.clone(),
        title,
        minutes,
        concepts,
        outcome,
        data,
        uses_database,
        source: Arc::clone(source),
        body,
    });
    draft.raw = Some(raw);
    (draft, lesson)
}

/// The data sets that samples name, and whether any finds a database.
fn data(library: &Library, source: &Source, body: usize, problems: &mut FileProblems<'_>) -> (DataSets, bool) {
    let mut found = DataSets::new();
    // Few lessons have such a sample, and reading markdown takes time at every start.
    if ![" data=", "```sql run="].iter().any(|mark| source.text.contains(mark)) {
        return (found, false);
    }
    let (document, _) = markdown::parse(&source.text, body, None);
    let mut uses_database = false;
    for block in document.samples() {
        uses_database |= block.sample.is_sql() || block.sample.data.is_some();
        let name = block.sample.data.as_deref().filter(|name| *name != EMPTY);
        if let Some(name) = name.filter(|name| !found.contains_key(*name)) {
            setup::add(&mut found, library, name, block.range.clone(), problems);
        }
    }
    (found, uses_database)
}

/// The front matter, its first fence blanked so that places within it are places within the file; and where the body
/// begins.
pub(in crate::curriculum) fn split(text: &str) -> Option<(String, usize)> {
    let rest = text.strip_prefix(FENCE)?;
    let mut at = FENCE.len();
    for (number, line) in rest.split_inclusive('\n').enumerate() {
        if line.trim_end() == FENCE && number > 0 {
            let front = text.get(FENCE.len()..at)?;
            return Some((format!("{}{front}", " ".repeat(FENCE.len())), at + line.len()));
        }
        if number == 0 && !line.trim().is_empty() {
            return None;
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_stands_between_two_lines_of_plus_signs() {
        let (front, body) = split("+++\na = 1\n+++\n\nText").unwrap();
        assert_eq!((front.as_str(), body), ("   \na = 1\n", 14));
        assert_eq!(split("+++\n+++").unwrap().1, 7);
        for bad in ["", "Text", "+++", "+++\n", "+++\na = 1\n", "+++ a\n+++\n", " +++\n+++\n", "++++\n+++\n"] {
            assert_eq!(split(bad), None, "{bad}");
        }
    }
}
