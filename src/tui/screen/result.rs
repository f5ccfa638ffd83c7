//! The result pane: the lines of the feedback, wrapped and in colour.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::check::{Report, Verdict};
use crate::feedback::{self, Tone};
use crate::tui::msg::Trouble;
use crate::tui::session::{Running, Session};
use crate::tui::theme::Theme;
use crate::tui::widget;

/// What to do before the first check of this visit.
pub(super) fn not_checked(attempts: usize, is_folder: bool, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let so_far = match attempts {
        0 => "Not checked yet.".to_owned(),
        1 => "Checked once so far.".to_owned(),
        n => format!("Checked {n} times so far."),
    };
    let how = if is_folder {
        "Work in the folder that the task names, with your own tools. c checks it."
    } else {
        "e edits your file. Every save is checked; c checks now."
    };
    let mut lines = vec![Line::styled(so_far, theme.quiet())];
    lines.extend(wrap(how, width, theme.text()));
    lines
}

/// Why nothing could be looked at.
pub(super) fn trouble(trouble: &Trouble, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let Trouble::CouldNotLook(why) = trouble else {
        return vec![Line::styled("Stopped. This does not count as an attempt.", theme.quiet())];
    };
    let mut lines = wrap(&format!("! Could not check: {why}"), width, theme.warn());
    lines.push(Line::styled("This does not count as an attempt.", theme.quiet()));
    lines
}

/// The whole report. `open` is the failed check that is shown in full, counted among the failed ones.
pub(super) fn lines(report: &Report, open: usize, theme: Theme, width: usize) -> Vec<Line<'static>> {
    feedback::lines(report, open).iter().flat_map(|line| row(line, theme, width)).collect()
}

/// The verdict alone, with what to think of it.
pub(super) fn verdict(report: &Report, theme: Theme, width: usize) -> Vec<Line<'static>> {
    feedback::verdict(report).iter().flat_map(|line| row(line, theme, width)).collect()
}

/// What the keys of an exercise do next.
pub(super) fn keys(report: &Report, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let hint = match &report.verdict {
        Verdict::Passed { .. } => "n goes on. s shows the reference solution beside yours.",
        Verdict::Failed(_) if feedback::failed(report).count() > 1 => "x opens the next failed check.",
        Verdict::Failed(_) => return Vec::new(),
    };
    let mut lines = vec![Line::default()];
    lines.extend(wrap(hint, width, theme.quiet()));
    lines
}

/// The sign of life while a submission is checked.
pub(super) fn checking(running: &Running, session: &Session) -> Line<'static> {
    let count = if running.of > 0 { format!(" {} of {}", running.done, running.of) } else { String::new() };
    Line::from(vec![
        Span::styled(format!("{} ", widget::spinner(session.ticks)), session.theme.accent()),
        Span::raw(format!("checking…{count}  (Esc stops)")),
    ])
}

fn row(line: &feedback::Line, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let style = match line.tone {
        Tone::Good => theme.good(),
        Tone::Bad => theme.bad(),
        Tone::Warn => theme.warn(),
        Tone::Quiet => theme.quiet(),
        Tone::Say | Tone::Plain => theme.text(),
    };
    let margin = match line.tone {
        Tone::Say => Span::styled("▌ ", theme.warn()),
        Tone::Good | Tone::Bad | Tone::Warn | Tone::Quiet | Tone::Plain => Span::raw(" ".repeat(line.indent)),
    };
    let room = width.saturating_sub(line.indent + 2);
    let mut rows = if line.text.is_empty() { vec![Line::default()] } else { wrap(&line.text, room, style) };
    for row in &mut rows {
        row.spans.insert(0, margin.clone());
    }
    rows
}

/// Text in rows of at most `width` cells.
pub(super) fn wrap(text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    let parts = textwrap::wrap(text, width.max(8));
    parts.into_iter().map(|part| Line::from(Span::styled(part.into_owned(), style))).collect()
}
