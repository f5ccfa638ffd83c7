//! How task, file and result share the screen of an exercise.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::tui::theme::Theme;
use crate::tui::widget::{self, Scroll};

/// From this width on the result stands beside the others.
pub(super) const SIDE_BY_SIDE: u16 = 100;

/// The part that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pane {
    /// The task and its hints.
    Task,
    /// The learner's file, or the comparison.
    File,
    /// What came of the last check.
    Result,
}

/// How wide the rows of task, file and result are.
pub(super) fn widths(area: Rect, comparing: bool) -> [u16; 3] {
    let left = if area.width >= SIDE_BY_SIDE && !comparing { area.width / 2 } else { area.width };
    let right = if left < area.width { area.width - left } else { area.width };
    [left, left, right].map(|width| width.saturating_sub(4))
}

/// The areas inside of task, file and result, each below its title, for as many rows as they have. What does not fit is
/// cut: the pane that has the keys last. While comparing, the file has everything.
pub(super) fn areas(area: Rect, comparing: bool, pane: Pane, rows: [usize; 3]) -> [Rect; 3] {
    let [task, file, result] = rows.map(|rows| u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(1));
    let none = Rect { height: 0, ..area };
    let [left, right] = Layout::horizontal([Constraint::Length(area.width / 2), Constraint::Fill(1)]).areas(area);
    let areas = match pane {
        Pane::Task | Pane::File | Pane::Result if comparing => [none, area, none],
        Pane::File if area.width >= SIDE_BY_SIDE => {
            let [task, file] = stack(left, [(1, task), (0, file)]);
            [task, file, right]
        }
        Pane::Task | Pane::Result if area.width >= SIDE_BY_SIDE => {
            let [task, file] = stack(left, [(0, task), (1, file)]);
            [task, file, right]
        }
        Pane::Task => stack(area, [(0, task), (1, file), (2, result)]),
        Pane::File => stack(area, [(2, task), (0, file), (1, result)]),
        // Who reads a result looks for what was asked as well as for what was written.
        Pane::Result => stack(area, [(1, task), (1, file), (0, result)]),
    };
    areas.map(|area| {
        let title = 1.min(area.height);
        Rect {
            x: area.x + 2,
            y: area.y + title,
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(title),
        }
    })
}

/// Panes under each other; each comes with its turn, from 0, and the rows that it needs. The first in turn gets at most
/// two thirds if the others need room, and of two with the same turn each at least half of what is left. Each keeps a row
/// for its title and one more, the last pane has what is left.
fn stack<const N: usize>(area: Rect, wanted: [(usize, u16); N]) -> [Rect; N] {
    let least = u16::try_from(N).unwrap_or(u16::MAX).saturating_mul(2);
    let mut left = area.height.saturating_sub(least);
    let mut heights = [2; N];
    for turn in 0..N {
        let later = needed(wanted.iter().filter(|(one, _)| *one > turn));
        for (at, ((one, rows), height)) in wanted.iter().zip(&mut heights).enumerate() {
            if *one == turn {
                let beside = needed(wanted.iter().skip(at + 1).filter(|(one, _)| *one == turn));
                let (share, others) = if turn == 0 { (left * 2 / 3, later) } else { (left.div_ceil(2), beside) };
                let taken = rows.saturating_sub(2).min(share.max(left.saturating_sub(others)));
                *height += taken;
                left -= taken;
            }
        }
    }
    if let Some(last) = heights.last_mut() {
        *last += left;
    }
    Layout::vertical(heights.map(Constraint::Length)).areas(area)
}

/// The rows that panes need besides those that each keeps.
fn needed<'w>(panes: impl Iterator<Item = &'w (usize, u16)>) -> u16 {
    panes.map(|(_, rows)| rows.saturating_sub(2)).fold(0, u16::saturating_add)
}

/// Draws the rows of a page, with its scroll bar.
pub(super) fn draw(lines: Vec<Line<'_>>, scroll: &Scroll, theme: Theme, frame: &mut Frame<'_>, at: Rect) {
    if at.height > 0 {
        frame.render_widget(Paragraph::new(lines), at);
        widget::scrollbar(scroll, theme, frame, Rect { width: at.width + 2, ..at });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heights(height: u16, pane: Pane, rows: [usize; 3]) -> [u16; 3] {
        areas(Rect::new(0, 1, 80, height), false, pane, rows).map(|area| area.height)
    }

    #[test]
    fn what_fits_is_shown_whole() {
        assert_eq!(heights(22, Pane::Task, [8, 6, 2]), [8, 6, 5]);
        assert_eq!(heights(22, Pane::Result, [8, 6, 2]), [8, 6, 5]);
    }

    #[test]
    fn the_pane_with_the_keys_has_most_of_the_room_and_none_disappears() {
        assert_eq!(heights(22, Pane::Task, [30, 9, 2]), [11, 7, 1]);
        assert_eq!(heights(22, Pane::Result, [12, 9, 20]), [4, 4, 11]);
        assert_eq!(heights(22, Pane::File, [12, 40, 20]), [1, 11, 7]);
        assert_eq!(heights(8, Pane::Result, [12, 40, 20]), [2, 1, 2]);
    }

    #[test]
    fn side_by_side_the_result_has_its_own_column() {
        let [task, file, result] = areas(Rect::new(0, 1, 120, 38), false, Pane::Result, [12, 9, 60]);
        assert_eq!((task.width, file.width, result.width), (56, 56, 56));
        assert_eq!((task.height + file.height + 2, result.height + 1), (38, 38));
        assert_eq!(result.x, 62);
    }
}
