//! Rows of a page being laid out: markdown, hanging indents, and two columns.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::id::Track;
use crate::markdown::{self, Look, Row};
use crate::tui::screen::result;
use crate::tui::session::Session;
use crate::tui::theme::Theme;
use crate::tui::widget;

/// Two columns are at least this wide.
const COLUMN: usize = 26;
const BETWEEN: &str = " │ ";

/// A page being laid out.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) theme: Theme,
    pub(super) track: Track,
    pub(super) width: usize,
    pub(super) rows: Vec<Line<'static>>,
    /// The rows that must be on the screen: the chosen line, the field, or what came of the answer.
    pub(super) focus: Option<Range<usize>>,
    /// Row and column of the cursor.
    pub(super) cursor: Option<(usize, usize)>,
    /// The row that shows a sign of life, which moves without a new layout.
    pub(super) busy: Option<usize>,
}

impl Sheet {
    /// An empty page.
    pub(super) fn new(session: &Session, width: usize) -> Self {
        Self::empty(session.theme, session.track(), width)
    }

    fn empty(theme: Theme, track: Track, width: usize) -> Self {
        Sheet { theme, track, width, rows: Vec::new(), focus: None, cursor: None, busy: None }
    }

    /// Adds a row without text, unless there is one above already.
    pub(super) fn blank(&mut self) {
        if self.rows.last().is_some_and(|row| row.width() > 0) {
            self.rows.push(Line::default());
        }
    }

    /// Adds plain text.
    pub(super) fn text(&mut self, text: &str, style: Style) {
        self.rows.extend(result::wrap(text, self.width, style));
    }

    /// Adds markdown.
    pub(super) fn markdown(&mut self, text: &str) {
        self.hang(&[], &[], text);
    }

    /// Adds markdown behind `first`; the rows after the first stand behind `rest`, which is as wide.
    pub(super) fn hang(&mut self, first: &[Span<'static>], rest: &[Span<'static>], text: &str) {
        let rows = self.lay_out(text, self.width.saturating_sub(width(first)));
        self.rows_behind(first, rest, rows);
    }

    /// Adds code in the track's language, in colour, behind `first`.
    pub(super) fn code(&mut self, first: &[Span<'static>], code: &str) {
        // A fence that the code cannot close.
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let marks = "`".repeat(longest.max(2) + 1);
        let fence = format!("{marks}{}\n{}\n{marks}\n", self.track.extension(), code.trim_end());
        let mut rows = self.lay_out(&fence, self.width.saturating_sub(width(first)));
        rows.retain(|row| row.pieces.first().is_none_or(|piece| piece.look != Look::FenceTitle));
        self.rows_behind(first, &[Span::raw(" ".repeat(width(first)))], rows);
    }

    fn rows_behind(&mut self, first: &[Span<'static>], rest: &[Span<'static>], mut rows: Vec<Row>) {
        if rows.is_empty() && !first.is_empty() {
            rows.push(Row::default());
        }
        for (number, row) in rows.iter().enumerate() {
            let mut line = widget::line(row, self.theme);
            line.spans.splice(0..0, if number == 0 { first } else { rest }.iter().cloned());
            self.rows.push(line);
        }
    }

    /// Markdown in rows of a width.
    pub(super) fn lay_out(&self, text: &str, width: usize) -> Vec<Row> {
        let (document, _) = markdown::parse(text, 0, Some(self.track));
        markdown::layout(&document, u16::try_from(width).unwrap_or(u16::MAX)).rows
    }

    /// Adds a program's output as it is, broken where it is too wide; each row behind `margin`.
    pub(super) fn output<'a>(&mut self, lines: impl Iterator<Item = (&'a str, Span<'static>)>, style: Style) {
        for (line, margin) in lines {
            let room = self.width.saturating_sub(margin.width()).max(1);
            for (number, part) in chop(line, room).into_iter().enumerate() {
                let margin = if number == 0 { margin.clone() } else { Span::raw(" ".repeat(margin.width())) };
                self.rows.push(Line::from(vec![margin, Span::styled(part, style)]));
            }
        }
    }

    /// Two empty columns of this page: beside each other if there is room for `wanted` cells in each.
    pub(super) fn columns(&self, wanted: usize) -> [Sheet; 2] {
        let half = self.width.saturating_sub(BETWEEN.width()) / 2;
        let width = if half >= COLUMN.max(wanted) { half } else { self.width };
        [0, 1].map(|_| Self::empty(self.theme, self.track, width))
    }

    /// Adds two columns, beside or below each other.
    pub(super) fn join(&mut self, [left, right]: [Sheet; 2]) {
        let beside = left.width < self.width;
        let top = self.rows.len();
        let below = if beside { top } else { top + left.rows.len() + 1 };
        let moved = |rows: Range<usize>, by: usize| rows.start + by..rows.end + by;
        let focus = left.focus.map(|rows| moved(rows, top)).or(right.focus.map(|rows| moved(rows, below)));
        self.focus = focus.or(self.focus.take());
        if !beside {
            self.rows.extend(left.rows);
            self.rows.push(Line::default());
            self.rows.extend(right.rows);
            return;
        }
        let (mut lefts, mut rights) = (left.rows.into_iter(), right.rows.into_iter());
        loop {
            let (one, other) = (lefts.next(), rights.next());
            if one.is_none() && other.is_none() {
                break;
            }
            let mut line = one.unwrap_or_default();
            let gap = " ".repeat(left.width.saturating_sub(line.width()));
            line.spans.extend([Span::raw(gap), Span::styled(BETWEEN, self.theme.quiet())]);
            line.spans.extend(other.unwrap_or_default().spans);
            self.rows.push(line);
        }
    }
}

fn width(spans: &[Span<'static>]) -> usize {
    spans.iter().map(Span::width).sum()
}

/// Text in parts of at most `width` cells; one empty part for an empty text.
fn chop(text: &str, width: usize) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut taken = 0;
    for grapheme in text.graphemes(true) {
        if taken + grapheme.width() > width && taken > 0 {
            parts.push(String::new());
            taken = 0;
        }
        taken += grapheme.width();
        if let Some(part) = parts.last_mut() {
            part.push_str(grapheme);
        }
    }
    parts
}
