//! What a check came to, as lines: the verdict first, one line for each check, the first failure open.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use similar::{ChangeTag, TextDiff};

use crate::check::{CheckReport, Crash, Facet, Failure, Reason, Report, Seen, Verdict};
use crate::process::clean;
use crate::tui::msg::Trouble;
use crate::tui::theme::Theme;

/// Rows of a program's own output that are shown.
const OUTPUT_ROWS: usize = 12;

/// The failed checks.
pub(super) fn failed(report: &Report) -> impl Iterator<Item = &CheckReport> {
    report.checks.iter().filter(|check| !check.passed())
}

/// Why nothing could be looked at.
pub(super) fn trouble(trouble: &Trouble, theme: Theme, width: usize) -> Vec<Line<'static>> {
    match trouble {
        Trouble::Cancelled => vec![Line::styled("Stopped. This does not count as an attempt.", theme.quiet())],
        Trouble::CouldNotLook(why) => {
            let mut lines = vec![Line::styled("! Could not check", theme.warn())];
            lines.extend(wrap(why, width, theme.text()));
            lines.push(Line::styled("This does not count as an attempt. `roadmap doctor` tells more.", theme.quiet()));
            lines
        }
    }
}

/// The whole report. `open` is the failed check that is shown in full, counted among the failed ones.
pub(super) fn lines(report: &Report, open: usize, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let passed = report.checks.iter().filter(|check| check.passed()).count();
    let of = report.checks.len();
    let mut lines = match &report.verdict {
        Verdict::Passed { idea } => {
            let mut lines = vec![Line::styled(format!("✓ Passed: {passed} of {of} checks."), theme.good())];
            if let Some(idea) = idea {
                lines.push(Line::default());
                lines.extend(wrap(&format!("An idea: {idea}"), width, theme.text()));
            }
            lines.push(Line::default());
            lines.push(Line::styled("n goes on. s shows the reference solution beside yours.", theme.quiet()));
            lines
        }
        Verdict::Failed(failure) => verdict(failure, passed, of, theme, width),
    };
    lines.push(Line::default());
    let open = failed(report).nth(open);
    for check in &report.checks {
        let is_open = open.is_some_and(|open| std::ptr::eq(open, check));
        let (mark, style) = match (&check.seen, check.passed()) {
            (_, true) => ("✓", theme.good()),
            (Some(_), false) => ("✗", theme.bad()),
            (None, false) => ("·", theme.quiet()),
        };
        lines.push(Line::from(vec![Span::styled(format!("{mark} "), style), Span::raw(clean(&check.label))]));
        match &check.seen {
            Some(seen) if is_open => lines.extend(details(seen, theme, width)),
            None if is_open => lines.push(Line::styled("  not reached", theme.quiet())),
            Some(_) | None => {}
        }
    }
    if failed(report).count() > 1 {
        lines.push(Line::styled("x opens the next failed check.", theme.quiet()));
    }
    lines
}

fn verdict(failure: &Failure, passed: usize, of: usize, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let head = match &failure.reason {
        Reason::CannotStart(_) => "✗ Your program does not start.".to_owned(),
        Reason::Untouched => "✗ This is still the starter. Press e and change it.".to_owned(),
        Reason::Crashed(_) => "✗ Your program stopped with an error.".to_owned(),
        Reason::TimedOut => "✗ Your program did not end in time, so it was stopped.".to_owned(),
        Reason::Differs => format!("✗ Not yet: {passed} of {of} checks passed."),
    };
    let mut lines = wrap(&head, width, theme.bad());
    match &failure.reason {
        Reason::CannotStart(crash) | Reason::Crashed(crash) => lines.extend(crash_lines(crash, theme, width)),
        Reason::Untouched | Reason::TimedOut | Reason::Differs => {}
    }
    if let Some(found) = &failure.misconception {
        lines.push(Line::default());
        for line in wrap(&clean(&found.say), width.saturating_sub(2), theme.text()) {
            let mut spans = vec![Span::styled("▌ ", theme.warn())];
            spans.extend(line.spans);
            lines.push(Line::from(spans).style(line.style));
        }
    }
    lines
}

fn crash_lines(crash: &Crash, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let at = crash.at.map_or(String::new(), |line| format!("line {line}: "));
    wrap(&format!("{at}{}", clean(&crash.line)), width, theme.warn())
}

fn details(seen: &Seen, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if let Some(crash) = &seen.crash {
        lines.extend(indent(crash_lines(crash, theme, width.saturating_sub(2))));
    }
    for facet in seen.facets.iter().filter(|facet| !facet.held) {
        lines.extend(indent(difference(facet, theme, width.saturating_sub(2))));
    }
    let printed = seen.printed.trim_end();
    if !printed.is_empty() {
        lines.push(Line::styled("  your program printed", theme.quiet()));
        let rows = printed.lines().count();
        for row in printed.lines().take(OUTPUT_ROWS) {
            lines.extend(indent(indent(wrap(&clean(row), width.saturating_sub(4), theme.quiet()))));
        }
        if rows > OUTPUT_ROWS {
            lines.push(Line::styled(format!("    … and {} lines more", rows - OUTPUT_ROWS), theme.quiet()));
        }
    }
    if let Some(again) = &seen.again {
        lines.push(Line::styled("  try it yourself", theme.quiet()));
        lines.extend(indent(indent(wrap(&clean(again), width.saturating_sub(4), theme.accent()))));
    }
    lines
}

/// Expected and actual: on one line each with the change marked, or line by line for longer text.
fn difference(facet: &Facet, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let (expected, actual) = (clean(&facet.expected), clean(&facet.actual));
    let short = !expected.trim_end().contains('\n') && !actual.trim_end().contains('\n');
    if short {
        let mut lines = wrap(&format!("{}: expected  {}", facet.name, expected.trim_end()), width, theme.good());
        lines.extend(wrap(&format!("{}: got       {}", facet.name, actual.trim_end()), width, theme.bad()));
        return lines;
    }
    let mut lines = vec![Line::styled(format!("{}: - expected, + yours", facet.name), theme.quiet())];
    for change in TextDiff::from_lines(&expected, &actual).iter_all_changes() {
        let (sign, style) = match change.tag() {
            ChangeTag::Equal => ("  ", theme.text()),
            ChangeTag::Delete => ("- ", theme.good()),
            ChangeTag::Insert => ("+ ", theme.bad()),
        };
        lines.extend(wrap(&format!("{sign}{}", visible(change.value().trim_end_matches('\n'))), width, style));
    }
    lines
}

/// Blanks at the end of a line are shown, since they are easily missed.
fn visible(line: &str) -> String {
    let text = line.trim_end_matches(' ');
    format!("{text}{}", "·".repeat(line.len() - text.len()))
}

fn indent(lines: Vec<Line<'static>>) -> Vec<Line<'static>> {
    lines
        .into_iter()
        .map(|mut line| {
            line.spans.insert(0, Span::raw("  "));
            line
        })
        .collect()
}

/// Text in rows of at most `width` cells.
pub(super) fn wrap(text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    text.lines()
        .flat_map(|line| textwrap::wrap(line, width.max(8)))
        .map(|part| Line::styled(part.into_owned(), style))
        .collect()
}
