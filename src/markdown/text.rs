//! Text in terminal cells: made harmless, measured, and wrapped without breaking what belongs together.

use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::document::Span;
use super::{Look, Piece};

/// Tabs in code reach to the next multiple of this.
const TAB: usize = 4;

/// Inline code of at most so many cells is not broken at its spaces, where it takes no more than half of a row.
const TOGETHER: usize = 24;

/// A stand-in for what cannot be shown.
const REPLACEMENT: char = '\u{FFFD}';

/// A text that no terminal takes for an order: control characters become pictures, those that turn the direction of
/// writing a replacement character, white space a blank.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(harmless).collect()
}

/// A line of code made harmless, with blanks for tabs.
pub(super) fn clean_code(line: &str) -> String {
    if line.is_ascii() && !line.bytes().any(|byte| byte.is_ascii_control()) {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    let mut column = 0;
    for char in line.chars() {
        if char == '\t' {
            let blanks = TAB - column % TAB;
            out.extend(std::iter::repeat_n(' ', blanks));
            column += blanks;
        } else {
            out.push(harmless(char));
            column += char.width().unwrap_or(0);
        }
    }
    out
}

fn harmless(char: char) -> char {
    match char {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(char)).unwrap_or(REPLACEMENT),
        '\u{7F}' => '\u{2421}',
        '\u{80}'..='\u{9F}'
        | '\u{61C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{206F}'
        | '\u{FFF9}'..='\u{FFFB}' => REPLACEMENT,
        other => other,
    }
}

/// How many cells a text takes.
pub(super) fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// A row's worth of text.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    pub(super) width: usize,
    pub(super) at: usize,
}

/// Something that is never broken: a grapheme cluster, as a rule.
#[derive(Debug, Clone, Copy)]
struct Glyph<'a> {
    text: &'a str,
    span: &'a Span,
    at: usize,
    width: usize,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Space,
    NewLine,
}

/// Letters that stay together, and the spaces after them, as places in a list of glyphs.
#[derive(Debug)]
struct Word {
    letters: Range<usize>,
    next: usize,
    width: usize,
    spaces: usize,
}

#[expect(clippy::cast_precision_loss, reason = "a row of 2^52 cells is not met")]
impl Fragment for Word {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.spaces as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Breaks a text into lines of at most `width` cells, at spaces if possible. Spaces at a break are dropped, other runs of
/// spaces become one; those of inline code are kept, and short code stays in one row.
pub(super) fn wrap(text: &[Span], width: usize) -> Vec<Line> {
    let width = width.max(1);
    let glyphs = glyphs(text, width);
    let mut lines = Vec::new();
    for part in glyphs.split(|glyph| glyph.kind == Kind::NewLine) {
        let words = words(part, width);
        #[expect(clippy::cast_precision_loss, reason = "as above")]
        let rows = wrap_first_fit(&words, &[width as f64]);
        for row in rows {
            if let (Some(first), Some(last)) = (row.first(), row.last()) {
                let mut end = last.letters.end;
                let mut taken: usize = row.iter().map(|word| word.width + word.spaces).sum::<usize>() - last.spaces;
                for space in part.get(last.letters.end..last.next).unwrap_or_default() {
                    taken += space.width;
                    if space.span.look != Look::Code || taken > width {
                        break;
                    }
                    end += 1;
                }
                lines.push(Line::new(part.get(first.letters.start..end).unwrap_or_default()));
            }
        }
    }
    lines
}

/// Breaks a line of code into lines of at most `first`, then `rest` cells: after the last space if that leaves a line more
/// than half full, else wherever it is full. Nothing is dropped.
pub(super) fn chop(text: &[Span], first: usize, rest: usize) -> Vec<Line> {
    let glyphs: Vec<Glyph<'_>> = text.iter().flat_map(|span| split(span, rest.max(1))).collect();
    let mut lines = Vec::new();
    let (mut start, mut taken, mut room) = (0, 0, first);
    // The place after the last space of the line, with the cells up to there.
    let mut space: Option<(usize, usize)> = None;
    for (index, glyph) in glyphs.iter().enumerate() {
        while taken + glyph.width > room && index > start {
            let (end, left) = space.filter(|(_, cells)| cells * 2 > room).unwrap_or((index, taken));
            lines.push(Line::new(glyphs.get(start..end).unwrap_or_default()));
            (start, taken, room, space) = (end, taken - left, rest, None);
        }
        taken += glyph.width;
        if glyph.kind == Kind::Space {
            space = Some((index + 1, taken));
        }
    }
    lines.push(Line::new(glyphs.get(start..).unwrap_or_default()));
    lines
}

/// The cells that a text takes in one line, and those of its longest word.
pub(super) fn measure(text: &[Span]) -> (usize, usize) {
    let glyphs = glyphs(text, usize::MAX);
    let mut widest = (0, 0);
    for part in glyphs.split(|glyph| glyph.kind == Kind::NewLine) {
        let words = words(part, usize::MAX);
        let last = words.last().map_or(0, |word| word.spaces);
        let line = words.iter().map(|word| word.width + word.spaces).sum::<usize>() - last;
        widest = (widest.0.max(line), widest.1.max(words.iter().map(|word| word.width).max().unwrap_or(0)));
    }
    widest
}

impl Line {
    fn new(glyphs: &[Glyph<'_>]) -> Line {
        let mut line = Line { at: glyphs.first().map_or(0, |glyph| glyph.at), ..Line::default() };
        for part in glyphs.chunk_by(|one, next| std::ptr::eq(one.span, next.span)) {
            line.width += part.iter().map(|glyph| glyph.width).sum::<usize>();
            line.pieces.extend(part.first().map(|glyph| Piece {
                text: part.iter().map(|glyph| glyph.text).collect(),
                look: glyph.span.look,
                link: glyph.span.link.clone(),
            }));
        }
        line
    }
}

fn glyphs(text: &[Span], row: usize) -> Vec<Glyph<'_>> {
    let mut out: Vec<Glyph<'_>> = Vec::new();
    for span in text {
        let code = span.look == Look::Code;
        let together = code && width(&span.text) <= TOGETHER.min(row / 2);
        for glyph in split(span, row) {
            let last = out.last().map_or(Kind::NewLine, |last| last.kind);
            match glyph.kind {
                Kind::Space if together || (code && last == Kind::NewLine) => {
                    out.push(Glyph { kind: Kind::Letter, ..glyph });
                }
                Kind::Space if !code && last != Kind::Letter => {}
                Kind::Letter | Kind::Space | Kind::NewLine => out.push(glyph),
            }
        }
    }
    out
}

/// The glyphs of a span. Of a cluster that is wider than a row the characters are shown one by one, without marks that
/// would join them again; a character that is wider is replaced.
fn split(span: &Span, width: usize) -> impl Iterator<Item = Glyph<'_>> {
    span.text.grapheme_indices(true).flat_map(move |(offset, cluster)| {
        let at = (span.range.start + offset).min(span.range.end);
        let kind = match cluster {
            " " => Kind::Space,
            "\n" => Kind::NewLine,
            _ => Kind::Letter,
        };
        let whole = Glyph { text: cluster, span, at, width: cluster.width(), kind };
        let (whole, apart) = if whole.width > width { (None, cluster) } else { (Some(whole), "") };
        whole.into_iter().chain(apart.char_indices().filter_map(move |(start, char)| {
            let cells = char.width().filter(|cells| *cells > 0)?;
            let text = cluster.get(start..start + char.len_utf8())?;
            let (text, cells) = if cells > width { ("\u{FFFD}", 1) } else { (text, cells) };
            Some(Glyph { text, span, at, width: cells, kind })
        }))
    })
}

fn words(glyphs: &[Glyph<'_>], width: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (index, glyph) in glyphs.iter().enumerate() {
        match words.last_mut() {
            Some(word) if glyph.kind == Kind::Space => {
                word.next = index + 1;
                word.spaces += glyph.width;
            }
            Some(word) if word.spaces == 0 && word.width + glyph.width <= width && !breaks(glyphs, index) => {
                word.letters.end = index + 1;
                word.next = index + 1;
                word.width += glyph.width;
            }
            _ => words.push(Word { letters: index..index + 1, next: index + 1, width: glyph.width, spaces: 0 }),
        }
    }
    words
}

/// Whether a row may end before a letter although no space is there: after a hyphen within a word, and beside wide
/// characters, whose writing has no spaces; but not so that punctuation comes to stand alone.
fn breaks(glyphs: &[Glyph<'_>], index: usize) -> bool {
    const OPENING: &str = "([{\"'“‘«（［｛「『【《〈";
    const CLOSING: &str = ")]}\"'”’».,;:!?…）］｝」』】》〉、。，．；：！？ー";
    let glyph = |back: usize| index.checked_sub(back).and_then(|index| glyphs.get(index));
    let letter = |glyph: &Glyph<'_>| glyph.span.look != Look::Code && glyph.text.chars().all(char::is_alphanumeric);
    match (glyph(1), glyph(0)) {
        (Some(hyphen), Some(after)) if hyphen.text == "-" => letter(after) && glyph(2).is_some_and(letter),
        (Some(before), Some(after)) => {
            (before.width > 1 || after.width > 1) && !OPENING.contains(before.text) && !CLOSING.contains(after.text)
        }
        _ => false,
    }
}
