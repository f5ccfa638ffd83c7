//! Tables: columns that shrink and wrap, or one block for each row when there is no room for columns.

use pulldown_cmark::Alignment;

use super::document::{Span, Table, Text};
use super::layout::{Page, piece, span};
use super::text::{Line, measure, wrap};
use super::{Look, Piece};

/// A column shrinks no further than to its longest word or this, whichever is less.
const MIN_COLUMN: usize = 10;

impl Page {
    pub(super) fn table(&mut self, table: &Table) {
        match columns(table, self.room) {
            Some(widths) => self.grid(table, &widths),
            None => self.records(table),
        }
    }

    fn grid(&mut self, table: &Table, widths: &[usize]) {
        let wrapped: Vec<(usize, Vec<Vec<Line>>)> = std::iter::once((table.at, &table.header))
            .chain(table.rows.iter().map(|(at, row)| (*at, row)))
            .map(|(at, row)| {
                let cells = widths.iter().enumerate();
                (at, cells.map(|(index, width)| wrap(row.get(index).map_or(&[], Vec::as_slice), *width)).collect())
            })
            .collect();
        // Lines between rows are needed only where a row is higher than one line.
        let airy = wrapped.iter().skip(1).any(|(_, row)| row.iter().any(|cell| cell.len() > 1));
        self.rule(widths, ["┌", "┬", "┐"], table.at);
        for (index, (at, row)) in wrapped.iter().enumerate() {
            if index == 1 || (index > 1 && airy) {
                self.rule(widths, ["├", "┼", "┤"], *at);
            }
            for line in 0..row.iter().map(Vec::len).max().unwrap_or(0).max(1) {
                let mut pieces = vec![piece("│ ", Look::Mark)];
                for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
                    if column > 0 {
                        pieces.push(piece(" │ ", Look::Mark));
                    }
                    let alignment = table.alignments.get(column).copied().unwrap_or(Alignment::None);
                    align(&mut pieces, cell.get(line), *width, alignment);
                }
                pieces.push(piece(" │", Look::Mark));
                self.row(pieces, *at);
            }
        }
        self.rule(widths, ["└", "┴", "┘"], wrapped.last().map_or(table.at, |(at, _)| *at));
    }

    fn rule(&mut self, widths: &[usize], [left, middle, right]: [&str; 3], at: usize) {
        let columns: Vec<String> = widths.iter().map(|width| "─".repeat(width + 2)).collect();
        self.row(vec![piece(format!("{left}{}{right}", columns.join(middle)), Look::Mark)], at);
    }

    /// Each row as lines of `Header: cell`.
    fn records(&mut self, table: &Table) {
        if table.rows.is_empty() {
            for cell in &table.header {
                self.text(cell);
            }
        }
        for (index, (at, row)) in table.rows.iter().enumerate() {
            if index > 0 {
                self.blank(*at);
            }
            for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let mut text: Vec<Span> = table.header.get(column).cloned().unwrap_or_default();
                if !text.is_empty() {
                    text.push(span(": ", Look::Strong, *at));
                }
                text.extend(cell.iter().cloned());
                for line in wrap(&text, self.room) {
                    self.row(line.pieces, *at);
                }
            }
        }
    }
}

fn align(pieces: &mut Vec<Piece>, line: Option<&Line>, width: usize, alignment: Alignment) {
    let taken = line.map_or(0, |line| line.width);
    let free = width.saturating_sub(taken);
    let left = match alignment {
        Alignment::None | Alignment::Left => 0,
        Alignment::Center => free / 2,
        Alignment::Right => free,
    };
    pieces.push(piece(" ".repeat(left), Look::Text));
    pieces.extend(line.into_iter().flat_map(|line| line.pieces.iter().cloned()));
    pieces.push(piece(" ".repeat(free - left), Look::Text));
}

/// The lines of a table's highest row in so many cells; none when there is no room for columns.
pub(super) fn height(table: &Table, room: usize) -> Option<usize> {
    let widths = columns(table, room)?;
    let lines = |row: &[Text]| row.iter().zip(&widths).map(|(cell, width)| wrap(cell, *width).len()).max();
    std::iter::once(&table.header).chain(table.rows.iter().map(|(_, row)| row)).filter_map(|row| lines(row)).max()
}

/// The columns' widths, if there is room for columns: narrow ones as they are, the others with equal parts of the rest.
fn columns(table: &Table, room: usize) -> Option<Vec<usize>> {
    let count = table.header.len();
    let room = room.checked_sub(3 * count + 1)?;
    let mut wanted = vec![(1, 1); count];
    for row in std::iter::once(&table.header).chain(table.rows.iter().map(|(_, row)| row)) {
        for (column, cell) in wanted.iter_mut().zip(row) {
            let (whole, word) = measure(cell);
            *column = (column.0.max(whole), column.1.max(word.min(MIN_COLUMN)));
        }
    }
    if wanted.iter().map(|(_, least)| least).sum::<usize>() > room {
        return None;
    }
    let mut widths: Vec<Option<usize>> = vec![None; count];
    loop {
        let open = widths.iter().filter(|width| width.is_none()).count();
        let rest = room.saturating_sub(widths.iter().flatten().sum());
        let Some(share) = rest.checked_div(open) else { break };
        let fix = |widths: &mut [Option<usize>], choose: &dyn Fn(usize, usize) -> Option<usize>| {
            let mut any = false;
            for (width, (whole, least)) in widths.iter_mut().zip(&wanted).filter(|(width, _)| width.is_none()) {
                *width = choose(*whole, *least);
                any |= width.is_some();
            }
            any
        };
        // Longest words first: what they take more than their share is missing for the others.
        if fix(&mut widths, &|_, least| (least > share).then_some(least))
            || fix(&mut widths, &|whole, _| (whole <= share).then_some(whole))
        {
            continue;
        }
        for (index, width) in widths.iter_mut().filter(|width| width.is_none()).enumerate() {
            *width = Some(share + usize::from(index < rest % open));
        }
    }
    widths.into_iter().collect()
}
