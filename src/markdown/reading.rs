//! How hard a text is to read: its sentences, its long words, and how high its tables become.

use std::ops::Range;

use super::document::{Block, Span};
use super::table::height;
use super::{Document, Look};

/// A word with more letters is a long one.
const LONG: usize = 6;

/// What a reader meets in the paragraphs of a text. Headings, tables and fences are none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The words of each sentence and its place. Inline code is one word.
    pub sentences: Vec<(usize, Range<usize>)>,
    /// All words.
    pub words: usize,
    /// Those of more than six letters; inline code is none.
    pub long: usize,
}

/// A table at a width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSize {
    /// Bytes of the source: where it begins.
    pub range: Range<usize>,
    /// The lines of its highest row; none when there is no room for its columns.
    pub lines: Option<usize>,
}

impl Reading {
    /// Reads a text.
    pub fn of(document: &Document) -> Self {
        let mut reading = Reading::default();
        visit(&document.blocks, &mut |block| {
            if let Block::Paragraph(text) = block {
                reading.paragraph(text);
            }
        });
        reading
    }

    /// The readability index LIX of C. H. Björnsson (1968): words in a sentence, and long words in a hundred.
    pub fn index(&self) -> usize {
        let sentences = self.sentences.len().max(1);
        let words = self.words.max(1);
        self.words / sentences + self.long * 100 / words
    }

    fn paragraph(&mut self, text: &[Span]) {
        let mut open: Option<(usize, Range<usize>)> = None;
        for span in text {
            if span.look == Look::Code {
                let (words, place) = open.get_or_insert((0, span.range.clone()));
                *words += 1;
                place.end = span.range.end;
                self.words += 1;
                continue;
            }
            for (at, word) in words(&span.text) {
                let letters = word.chars().filter(|char| char.is_alphabetic()).count();
                let start = span.range.start + at;
                let (count, place) = open.get_or_insert((0, start..start));
                place.end = start + word.len();
                if word.chars().any(char::is_alphanumeric) {
                    *count += 1;
                    self.words += 1;
                    self.long += usize::from(letters > LONG);
                }
                if ends_sentence(word) {
                    self.sentences.extend(open.take().filter(|(words, _)| *words > 0));
                }
            }
        }
        self.sentences.extend(open.filter(|(words, _)| *words > 0));
    }
}

impl Document {
    /// How its tables come out in so many columns.
    pub fn tables(&self, columns: usize) -> Vec<TableSize> {
        let mut found = Vec::new();
        visit(&self.blocks, &mut |block| {
            if let Block::Table(table) = block {
                let end = table.header.iter().flatten().map(|span| span.range.end).max().unwrap_or(table.at);
                found.push(TableSize { range: table.at..end, lines: height(table, columns) });
            }
        });
        found
    }
}

/// Calls for each block, also for those within lists and quotes.
fn visit(blocks: &[Block], look: &mut dyn FnMut(&Block)) {
    for block in blocks {
        look(block);
        match block {
            Block::List(list) => list.items.iter().for_each(|item| visit(item, look)),
            Block::Quote { blocks, .. } => visit(blocks, look),
            Block::Heading { .. } | Block::Paragraph(_) | Block::Fence(_) | Block::Table(_) | Block::Rule { .. } => {}
        }
    }
}

/// The words of a text, with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - start, word))
}

/// Whether a word, with the signs behind it, is the last of a sentence. A colon ends one, too: what follows it is a list
/// or stands for itself.
fn ends_sentence(word: &str) -> bool {
    word.trim_end_matches(['"', '\'', '”', '’', ')', '*']).ends_with(['.', '!', '?', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    fn read(text: &str) -> Reading {
        Reading::of(&parse(text, 0, None).0)
    }

    #[test]
    fn sentences_end_at_their_signs_and_at_the_end_of_a_paragraph() {
        let text = "One two. Is `a.b()` three **or** four?\n\n- five six\n- seven: eight\n\n> Nine.\n\n## Ten eleven\n";
        let reading = read(text);
        let found: Vec<_> =
            reading.sentences.iter().map(|(words, place)| (*words, text.get(place.clone()).unwrap())).collect();
        assert_eq!(
            found,
            [
                (2, "One two."),
                (5, "Is `a.b()` three **or** four?"),
                (2, "five six"),
                (1, "seven:"),
                (1, "eight"),
                (1, "Nine.")
            ]
        );
        assert_eq!((reading.words, reading.long), (12, 0));
    }

    #[test]
    fn the_index_grows_with_long_sentences_and_long_words() {
        assert_eq!(read("We go home. It is late.").index(), 3);
        assert_eq!(read("Considerable sentences everywhere.").index(), 3 + 100);
        assert_eq!(read("").index(), 0);
    }

    #[test]
    fn a_table_is_as_high_as_its_highest_row() {
        let table = "| A | B |\n|---|---|\n| one two three | x |\n| y | z |\n";
        let lines = |columns| parse(table, 0, None).0.tables(columns).iter().map(|one| one.lines).collect::<Vec<_>>();
        assert_eq!(lines(75), [Some(1)]);
        assert_eq!(lines(20), [Some(2)]);
        assert_eq!(lines(8), [None]);
    }
}
