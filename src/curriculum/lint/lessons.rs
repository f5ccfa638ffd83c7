//! Lessons can be read in one sitting, by somebody whose first language is another, on a terminal of 80 columns.

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use super::prose::unfinished;
use crate::curriculum::load::Loaded;
use crate::curriculum::model::Lesson;
use crate::curriculum::raw::RawLesson;
use crate::diagnostic::{Diagnostics, FileProblems};
use crate::id::Track;
use crate::markdown::{self, Document, Reading};

/// Words of a lesson, without its fences.
const WORDS: RangeInclusive<usize> = 500..=1400;
/// Words of a sentence, at most.
const SENTENCE: usize = 40;
/// The readability index, at most: stories for children have 25, newspapers 45.
const INDEX: usize = 35;
/// An index of fewer sentences says nothing.
const ENOUGH: usize = 10;
/// Columns that the narrowest usual terminal leaves for a lesson.
const COLUMNS: usize = 75;
/// Lines of one row of a table, at most.
const LINES: usize = 6;

pub(super) fn check(loaded: &Loaded, problems: &mut Diagnostics) {
    for draft in &loaded.lessons {
        let lesson = loaded.curriculum.as_ref().and_then(|curriculum| curriculum.lessons.get(&draft.id));
        let (Some(lesson), Some(raw)) = (lesson, &draft.raw) else { continue };
        let mut problems = problems.file(Arc::clone(&draft.source));
        let documents =
            Track::ALL.map(|track| (track, markdown::parse(&lesson.source.text, lesson.body, Some(track)).0));
        length(lesson, raw, &documents, &mut problems);
        sentences(raw, &documents, &mut problems);
        tables(&documents, &mut problems);
    }
}

/// What is wrong with the whole lesson is told at its title.
fn title(raw: &RawLesson) -> Range<usize> {
    raw.title.as_ref().map_or(0..0, crate::diagnostic::Spanned::span)
}

fn length(lesson: &Lesson, raw: &RawLesson, documents: &[(Track, Document)], problems: &mut FileProblems<'_>) {
    let outside = documents.iter().find(|(_, document)| !WORDS.contains(&document.words()));
    let Some((track, words)) = outside.map(|(track, document)| (track, document.words())) else { return };
    let is_short = words < *WORDS.start();
    // What is still to be written is told already.
    if is_short && unfinished(lesson.source.text.get(lesson.body..).unwrap_or_default()).next().is_some() {
        return;
    }
    let (least, most) = (WORDS.start(), WORDS.end());
    let help = if is_short { "show more of it, or make it a part of another lesson" } else { "make two lessons of it" };
    problems
        .warning(
            "lesson-length",
            title(raw),
            format!("{words} words on the {track} path, where {least} to {most} are usual"),
        )
        .help(help);
}

fn sentences(raw: &RawLesson, documents: &[(Track, Document)], problems: &mut FileProblems<'_>) {
    let mut told = BTreeSet::new();
    let mut hardest: Option<usize> = None;
    for (_, document) in documents {
        let reading = Reading::of(document);
        for (words, place) in reading.sentences.iter().filter(|(words, _)| *words > SENTENCE) {
            // Most sentences stand on both paths.
            if told.insert(place.start) {
                problems
                    .warning("long-sentence", place.clone(), format!("a sentence of {words} words"))
                    .help(format!("make two or three of it: more than {SENTENCE} words are hard to follow"));
            }
        }
        if reading.sentences.len() >= ENOUGH {
            hardest = hardest.max(Some(reading.index()));
        }
    }
    if let Some(index) = hardest.filter(|index| *index > INDEX) {
        problems
            .warning("hard-to-read", title(raw), format!("this lesson is hard to read: its index is {index}"))
            .help(format!("shorten sentences and use shorter words, until it is {INDEX} at most"));
    }
}

fn tables(documents: &[(Track, Document)], problems: &mut FileProblems<'_>) {
    let mut told = BTreeSet::new();
    for table in documents.iter().flat_map(|(_, document)| document.tables(COLUMNS)) {
        let message = match table.lines {
            None => "this table is too wide for 80 columns: each row becomes a list".to_owned(),
            Some(lines) if lines > LINES => format!("a row of this table has {lines} lines at 80 columns"),
            Some(_) => continue,
        };
        if told.insert(table.range.start) {
            problems
                .warning("wide-table", table.range, message)
                .help("use fewer columns or fewer words, or a list in place of the table");
        }
    }
}
