//! Parts that several screens draw: the frame around a screen, rows of text, lists and boxes.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Paragraph, Scrollbar, ScrollbarOrientation, ScrollbarState};
use unicode_width::UnicodeWidthStr;

use super::keys::Hint;
use super::session::{Notice, Session};
use super::theme::Theme;
use crate::markdown::Row;
use crate::progress::State;

mod scroll;

pub(super) use scroll::Scroll;

/// The smallest terminal on which a screen can be read.
pub(super) const SMALLEST: (u16, u16) = (30, 10);
/// Text is not wider than this, however wide the terminal is: long rows are hard to read.
pub(super) const MEASURE: u16 = 92;

/// Signs of life while something runs.
const SPINNER: [&str; 8] = ["⠋", "⠙", "⠸", "⠴", "⠦", "⠧", "⠇", "⠏"];

/// The part of the terminal that belongs to the screen, without the title and the hint line: screens lay out for it
/// before they are drawn.
pub(super) fn body(session: &Session) -> Rect {
    let [_, body, _] = parts(Rect::new(0, 0, session.size.width, session.size.height));
    body
}

fn parts(area: Rect) -> [Rect; 3] {
    Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1)]).areas(area)
}

/// Draws title and hint line, and gives the area between. None when the terminal is too small, which it then says.
pub(super) fn chrome(
    session: &Session,
    title: &str,
    hints: &[Hint],
    help: bool,
    frame: &mut Frame<'_>,
    area: Rect,
) -> Option<Rect> {
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let text = format!(
            "This terminal is {}×{}. Make it at least {}×{}. Nothing is lost. Ctrl-C quits.",
            area.width, area.height, SMALLEST.0, SMALLEST.1
        );
        frame.render_widget(Paragraph::new(text).wrap(ratatui::widgets::Wrap { trim: true }), area);
        return None;
    }
    let [top, body, bottom] = parts(area);
    let right = session.progress.track().map_or_else(String::new, |track| format!("{} ", track.title()));
    let room = usize::from(top.width).saturating_sub(right.width() + 2);
    let title = fit(title, room);
    let gap = room.saturating_sub(title.width());
    frame.render_widget(
        Line::from(vec![
            Span::raw(" "),
            Span::styled(title, session.theme.title()),
            Span::raw(" ".repeat(gap + 1)),
            Span::styled(right, session.theme.quiet()),
        ]),
        top,
    );
    frame.render_widget(bottom_line(session, hints, help, bottom.width), bottom);
    Some(body)
}

/// The notice if there is one, else the keys: as many as fit, and always how to see all of them, if `help`.
fn bottom_line(session: &Session, hints: &[Hint], help: bool, width: u16) -> Line<'static> {
    match &session.notice {
        Some(Notice::Info(text)) => {
            return Line::styled(format!(" {}", fit(text, usize::from(width).saturating_sub(1))), session.theme.good());
        }
        Some(Notice::Error(text)) => {
            return Line::styled(
                format!(" ! {}", fit(text, usize::from(width).saturating_sub(3))),
                session.theme.bad(),
            );
        }
        None => {}
    }
    let mut left = usize::from(width).saturating_sub(if help { 8 } else { 1 });
    let mut spans = vec![Span::raw(" ")];
    if let Some(running) = &session.installing {
        let percent = running.done * 100 / running.of.max(1);
        let text = format!("{} installing packages {percent}%  ", spinner(session.ticks));
        left = left.saturating_sub(text.width());
        spans.push(Span::styled(text, session.theme.accent()));
    }
    for hint in hints.iter().filter(|hint| hint.shown) {
        let Some(key) = hint.keys.first().map(ToString::to_string) else { continue };
        let wide = key.width() + hint.text.width() + 3;
        if wide > left {
            break;
        }
        left -= wide;
        spans.push(Span::styled(key, session.theme.key()));
        spans.push(Span::raw(format!(" {}  ", hint.text)));
    }
    if help {
        spans.push(Span::styled("?", session.theme.key()));
        spans.push(Span::raw(" help"));
    }
    Line::from(spans)
}

/// Shortens text to a width in cells, with `…` where something is missing.
pub(super) fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for grapheme in unicode_segmentation::UnicodeSegmentation::graphemes(text, true) {
        used += grapheme.width();
        if used > width {
            break;
        }
        out.push_str(grapheme);
    }
    if width > 0 {
        out.push('…');
    }
    out
}

/// A row of a lesson as a line.
pub(super) fn line(row: &Row, theme: Theme) -> Line<'static> {
    Line::from(
        row.pieces.iter().map(|piece| Span::styled(piece.text.clone(), theme.look(piece.look))).collect::<Vec<_>>(),
    )
}

/// The mark of a state; a letter for those who cannot see colours.
pub(super) fn mark(state: State) -> &'static str {
    match state {
        State::New => "·",
        State::Seen => "○",
        State::Tried => "◐",
        State::Passed => "✓",
    }
}

/// A sign of life.
pub(super) fn spinner(ticks: usize) -> &'static str {
    SPINNER.get(ticks % SPINNER.len()).copied().unwrap_or("…")
}

/// A bar of `width` cells that shows how much is done.
pub(super) fn bar(done: usize, of: usize, width: usize) -> String {
    let filled = (done * width).checked_div(of).unwrap_or(0).min(width);
    format!("{}{}", "█".repeat(filled), "░".repeat(width - filled))
}

/// Text in a box in the middle, on top of everything; gives the area inside.
pub(super) fn popup(title: &str, theme: Theme, frame: &mut Frame<'_>, area: Rect, width: u16, height: u16) -> Rect {
    let area = area.centered(Constraint::Length(width.min(area.width)), Constraint::Length(height.min(area.height)));
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.accent())
        .title(Span::styled(format!(" {title} "), theme.title()))
        .style(Style::reset());
    let inside = block.inner(area);
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    inside
}

/// A bar at the right edge that shows where in a long text the page is.
pub(super) fn scrollbar(scroll: &Scroll, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    if scroll.total() > usize::from(area.height) {
        let mut state =
            ScrollbarState::new(scroll.total().saturating_sub(usize::from(area.height))).position(scroll.top());
        let bar = Scrollbar::new(ScrollbarOrientation::VerticalRight)
            .begin_symbol(None)
            .end_symbol(None)
            .track_style(theme.quiet())
            .thumb_style(theme.quiet());
        frame.render_stateful_widget(bar, area, &mut state);
    }
}
