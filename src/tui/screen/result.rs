//! The result pane: the lines of the feedback, wrapped and in colour.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::check::Report;
use crate::feedback::{self, Tone};
use crate::markdown::Look;
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

/// The whole report. What the keys do next stands below the verdict of passed work, else at the end. `open` is the failed
/// check that is shown in full, counted among the failed ones.
pub(super) fn lines(report: &Report, open: usize, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let mut lines = verdict(report, theme, width);
    lines.push(Line::default());
    if report.passed() {
        lines.extend(wrap("n goes on. s shows the reference solution beside yours.", width, theme.accent()));
        lines.push(Line::default());
    }
    lines.extend(feedback::checks(report, open).iter().flat_map(|line| row(line, theme, width)));
    if feedback::failed(report).len() > 1 {
        lines.push(Line::default());
        lines.extend(wrap("x opens the next failed check.", width, theme.quiet()));
    }
    lines
}

/// The verdict alone, with what to think of it.
pub(super) fn verdict(report: &Report, theme: Theme, width: usize) -> Vec<Line<'static>> {
    feedback::verdict(report).iter().flat_map(|line| row(line, theme, width)).collect()
}

/// One line for those who are in the built-in editor and do not see the result.
pub(super) fn in_short(outcome: &Result<Report, Trouble>) -> String {
    let what = match outcome {
        Ok(report) => feedback::verdict(report).first().map_or_else(String::new, |line| line.text.clone()),
        Err(Trouble::Cancelled) => "Stopped.".to_owned(),
        Err(Trouble::CouldNotLook(_)) => "! Could not check.".to_owned(),
    };
    format!("{what} Esc shows all of it.")
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
    let mut rows = match line.tone {
        _ if line.text.is_empty() => vec![Line::default()],
        Tone::Say => said(&line.text, room, theme),
        Tone::Good | Tone::Bad | Tone::Warn | Tone::Quiet | Tone::Plain => wrap(&line.text, room, style),
    };
    for row in &mut rows {
        row.spans.insert(0, margin.clone());
    }
    rows
}

/// An explanation, with what stands between backticks in the look of code.
fn said(text: &str, width: usize, theme: Theme) -> Vec<Line<'static>> {
    if text.matches('`').count() % 2 == 1 {
        return wrap(text, width, theme.text());
    }
    let mut code = false;
    let mut row = |row: std::borrow::Cow<'_, str>| {
        let mut spans = Vec::new();
        for (number, part) in row.split('`').enumerate() {
            code ^= number > 0;
            let style = if code { theme.look(Look::Code) } else { theme.text() };
            spans.push(Span::styled(part.to_owned(), style));
        }
        Line::from(spans)
    };
    textwrap::wrap(text, width.max(8)).into_iter().map(&mut row).collect()
}

/// Text in rows of at most `width` cells.
pub(super) fn wrap(text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    let parts = textwrap::wrap(text, width.max(8));
    parts.into_iter().map(|part| Line::from(Span::styled(part.into_owned(), style))).collect()
}
