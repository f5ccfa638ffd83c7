//! Rows of pieces for a width: pure, done on open and on resize.

use std::fmt::Write as _;

use super::document::{Block, Document, Fence, List, Role, Span};
use super::text::{Line, chop, wrap};
use super::{Look, Piece, highlight};

/// Indentation, bars and bullets take at most so much that this many cells are left for text.
const MIN_ROOM: usize = 6;

/// Code stands this much to the right of its title.
const CODE_INDENT: usize = 2;

/// Begins a row of code that goes on from the row above.
const CONTINUED: &str = "↪ ";

/// One row on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its pieces from left to right; together at most as wide as the layout, counted in terminal cells.
    pub pieces: Vec<Piece>,
    /// The byte of the source where it begins, for finding the place again at another width. Never smaller than that of
    /// the row above.
    pub at: usize,
    /// The number of the sample that it belongs to (its code or its title), from 0.
    pub sample: Option<usize>,
}

/// A text laid out.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// All rows.
    pub rows: Vec<Row>,
    /// Headings: level, text, row.
    pub outline: Vec<(u8, String, usize)>,
    /// For each sample the row after its end (after its printed output, if the lesson shows one).
    pub samples: Vec<usize>,
}

impl Layout {
    /// The row that shows a byte of the source; 0 before the first row. With the `at` of a row of another layout of the
    /// same text this is the same place.
    pub fn row_at(&self, byte: usize) -> usize {
        let after = self.rows.partition_point(|row| row.at <= byte);
        let Some(last) = after.checked_sub(1).and_then(|last| self.rows.get(last)) else { return 0 };
        let first = self.rows.partition_point(|row| row.at < last.at);
        let blank = self.rows.get(first).is_some_and(|row| row.pieces.is_empty());
        if blank && first + 1 < after { first + 1 } else { first }
    }
}

/// The rows as lines of text without any looks; the targets of links stand in a list at the end.
pub fn plain(layout: &Layout) -> String {
    let mut out = String::new();
    let mut links: Vec<(String, &str)> = Vec::new();
    let mut open: Option<&str> = None;
    for row in &layout.rows {
        let mut line = String::new();
        let mut begins = true;
        for piece in &row.pieces {
            line.push_str(&piece.text);
            let Some(target) = piece.link.as_deref() else {
                // Margins and indentation do not end a link that goes on from the row above.
                open = open.filter(|_| begins && (piece.look == Look::Mark || piece.text.trim().is_empty()));
                continue;
            };
            match links.last_mut().filter(|_| open == Some(target)) {
                Some((label, _)) => {
                    label.push_str(if begins { " " } else { "" });
                    label.push_str(&piece.text);
                }
                None => links.push((piece.text.clone(), target)),
            }
            open = Some(target);
            begins = false;
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    links.retain(|(label, target)| label != target);
    if !links.is_empty() {
        out.push('\n');
    }
    for (label, target) in links {
        // Writing to a string does not fail.
        let _ = writeln!(out, "[{label}] {target}");
    }
    out
}

/// Lays a text out for a width in cells. Never panics and never loops, also at width 0, which counts as 1.
pub fn layout(document: &Document, width: u16) -> Layout {
    let mut page = Page {
        room: usize::from(width).max(1),
        margins: Vec::new(),
        sample: None,
        layout: Layout { samples: vec![0; document.samples.len()], ..Layout::default() },
    };
    page.blocks(&document.blocks, false);
    page.layout
}

/// What stands left of the text in each row of a list item or quote.
struct Margin {
    /// In the first row only; none once it was used.
    first: Option<Piece>,
    rest: Piece,
}

/// A layout being made.
pub(super) struct Page {
    /// Cells left beside the margins.
    pub(super) room: usize,
    margins: Vec<Margin>,
    sample: Option<usize>,
    layout: Layout,
}

pub(super) fn piece(text: impl Into<String>, look: Look) -> Piece {
    Piece { text: text.into(), look, link: None }
}

fn blanks(count: usize) -> Piece {
    piece(" ".repeat(count), Look::Text)
}

impl Page {
    fn blocks(&mut self, blocks: &[Block], tight: bool) {
        let mut before: Option<&Block> = None;
        for block in blocks {
            let joined = match (before, block) {
                (None, _) => true,
                (_, Block::List(_)) => tight,
                (Some(Block::Fence(before)), Block::Fence(fence)) => {
                    matches!(fence.role, Role::Output { .. }) && fence.sample.is_some() && fence.sample == before.sample
                }
                _ => false,
            };
            if !joined {
                self.blank(block.at());
            }
            self.block(block);
            before = Some(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => self.text(text),
            Block::Heading { level, text } => {
                let row = self.layout.rows.len();
                self.text(text);
                // A heading of blanks has no row.
                if row < self.layout.rows.len() {
                    let title = text.iter().map(|span| span.text.as_str()).collect();
                    self.layout.outline.push((*level, title, row));
                }
            }
            Block::List(list) => self.list(list),
            Block::Quote { callout, at, blocks } => {
                let (bar, look) = match callout {
                    Some(callout) => ("┃ ", Look::Callout(*callout)),
                    None => ("│ ", Look::Mark),
                };
                let fits = self.indent(None, piece(bar, look), 2);
                if let Some(callout) = callout {
                    self.text(&[span(callout.title(), look, *at)]);
                }
                self.blocks(blocks, false);
                self.outdent(fits, 2, *at);
            }
            Block::Fence(fence) => self.fence(fence),
            Block::Table(table) => self.table(table),
            Block::Rule { at } => self.row(vec![piece("─".repeat(self.room), Look::Mark)], *at),
        }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, pieces: Vec<Piece>, at: usize) {
        let mut row = Row { pieces: Vec::new(), at, sample: self.sample };
        for margin in &mut self.margins {
            row.pieces.push(margin.first.take().unwrap_or_else(|| margin.rest.clone()));
        }
        row.pieces.extend(pieces);
        while let Some(last) = row.pieces.last_mut() {
            // Blanks at the end of a row are nothing to see, but those of inline code are.
            if last.look != Look::Code {
                last.text.truncate(last.text.trim_end_matches(' ').len());
            }
            if !last.text.is_empty() {
                break;
            }
            row.pieces.pop();
        }
        row.at = row.at.max(self.layout.rows.last().map_or(0, |row| row.at));
        self.layout.rows.push(row);
    }

    /// Adds a row without text; bars go on through it.
    pub(super) fn blank(&mut self, at: usize) {
        self.row(Vec::new(), at);
    }

    pub(super) fn text(&mut self, text: &[Span]) {
        for Line { pieces, at, .. } in wrap(text, self.room) {
            self.row(pieces, at);
        }
    }

    /// Sets a margin, if enough room is left beside it.
    fn indent(&mut self, first: Option<Piece>, rest: Piece, width: usize) -> bool {
        let fits = self.room >= width + MIN_ROOM;
        if fits {
            self.margins.push(Margin { first, rest });
            self.room -= width;
        }
        fits
    }

    fn outdent(&mut self, fits: bool, width: usize, at: usize) {
        if fits {
            if self.margins.last().is_some_and(|margin| margin.first.is_some()) {
                self.blank(at);
            }
            self.margins.pop();
            self.room += width;
        }
    }

    fn list(&mut self, list: &List) {
        let mark = |index: usize| match list.first {
            Some(first) => format!("{}.", first.saturating_add(index as u64)),
            None => "•".to_owned(),
        };
        let width = mark(list.items.len().saturating_sub(1)).chars().count() + 1;
        for (index, item) in list.items.iter().enumerate() {
            let at = item.first().map_or(list.at, Block::at);
            if index > 0 && !list.tight {
                self.blank(at);
            }
            let mark = mark(index);
            let padded = format!("{mark:>pad$} ", pad = width - 1);
            let fits = self.indent(Some(piece(padded, Look::Mark)), blanks(width), width);
            if !fits {
                self.text(&[span(&mark, Look::Mark, at)]);
            }
            self.blocks(item, list.tight);
            self.outdent(fits, width, at);
        }
    }

    fn fence(&mut self, fence: &Fence) {
        let (language, title, look) = match &fence.role {
            Role::Code { language, title } => (language.as_str(), title.as_str(), None),
            Role::Output { fails: false } => ("", "prints", Some(Look::Output)),
            Role::Output { fails: true } => ("", "stops with", Some(Look::Output)),
        };
        if look.is_none() {
            self.sample = fence.sample;
        }
        if !title.is_empty() {
            self.text(&[span(title, Look::FenceTitle, fence.at)]);
        }
        let indent = if self.room >= CODE_INDENT + MIN_ROOM { CODE_INDENT } else { 0 };
        let mark = if self.room >= indent + 2 + MIN_ROOM { CONTINUED } else { "" };
        let room = self.room - indent;
        let rest = room - mark.chars().count();
        let lines = fence.highlighted.get_or_init(|| highlight(&fence.code, language));
        for (pieces, at) in lines.iter().zip(&fence.lines) {
            let spans: Vec<Span> =
                pieces.iter().map(|piece| span(&piece.text, look.unwrap_or(piece.look), *at)).collect();
            for (index, line) in chop(&spans, room, rest).into_iter().enumerate() {
                let mut row = vec![blanks(indent)];
                if index > 0 && !mark.is_empty() {
                    row.push(piece(mark, Look::Mark));
                }
                row.extend(line.pieces);
                self.row(row, *at);
            }
        }
        self.sample = None;
        if let Some(end) = fence.sample.and_then(|sample| self.layout.samples.get_mut(sample)) {
            *end = self.layout.rows.len();
        }
    }
}

/// Text that is not the author's, at a place of the source.
pub(super) fn span(text: &str, look: Look, at: usize) -> Span {
    Span { text: text.to_owned(), look, link: None, range: at..at }
}
