//! What a learner is told about a check: the same lines in the terminal UI, on the command line and in transcripts.

use similar::{ChangeTag, TextDiff};

use crate::check::{CheckError, CheckReport, Crash, Facet, Failure, Reason, Report, Seen, Verdict};
use crate::process::clean;

/// Rows of a program's own output that are shown.
const OUTPUT_ROWS: usize = 12;

/// What a line is, for its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Right.
    Good,
    /// Wrong.
    Bad,
    /// What went wrong in the program or the machine.
    Warn,
    /// The explanation of a known wrong answer.
    Say,
    /// Less important.
    Quiet,
    /// Everything else.
    Plain,
}

/// One line, before it is wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Cells from the left.
    pub indent: usize,
    /// What it is.
    pub tone: Tone,
    /// Its text; safe to show, without line ends.
    pub text: String,
}

fn line(indent: usize, tone: Tone, text: impl AsRef<str>) -> Line {
    Line { indent, tone, text: clean(text.as_ref()).replace('\n', " ") }
}

fn empty() -> Line {
    line(0, Tone::Plain, "")
}

/// The failed checks, in order.
pub fn failed(report: &Report) -> impl Iterator<Item = &CheckReport> {
    report.checks.iter().filter(|check| !check.passed())
}

/// Why nothing could be looked at.
pub fn trouble(error: &CheckError) -> Vec<Line> {
    match error {
        CheckError::Cancelled => vec![line(0, Tone::Quiet, "Stopped. This does not count as an attempt.")],
        CheckError::Missing(_)
        | CheckError::Start(_)
        | CheckError::NothingToCheck(_)
        | CheckError::Io { .. }
        | CheckError::Broken(_) => vec![
            line(0, Tone::Warn, format!("! Could not check: {error}")),
            line(0, Tone::Quiet, "This does not count as an attempt. `roadmap doctor` tells what this machine has."),
        ],
    }
}

/// The whole report: the verdict, then one line for each check. `open` is the failed check that is shown in full,
/// counted among the failed ones.
pub fn lines(report: &Report, open: usize) -> Vec<Line> {
    let mut lines = verdict(report);
    lines.push(empty());
    let open = failed(report).nth(open);
    for check in &report.checks {
        let is_open = open.is_some_and(|open| std::ptr::eq(open, check));
        lines.push(match (&check.seen, check.passed()) {
            (_, true) => line(0, Tone::Good, format!("✓ {}", check.label)),
            (Some(_), false) => line(0, Tone::Bad, format!("✗ {}", check.label)),
            (None, false) => line(0, Tone::Quiet, format!("· {} (not reached)", check.label)),
        });
        if let Some(seen) = check.seen.as_ref().filter(|_| is_open) {
            lines.extend(details(seen));
        }
    }
    lines
}

/// The verdict alone, with what to think of it.
pub fn verdict(report: &Report) -> Vec<Line> {
    let passed = report.checks.iter().filter(|check| check.passed()).count();
    let of = report.checks.len();
    match &report.verdict {
        Verdict::Passed { idea } => {
            let mut lines = vec![line(0, Tone::Good, format!("✓ Passed: {passed} of {of} checks."))];
            if let Some(idea) = idea {
                lines.extend([empty(), line(0, Tone::Plain, format!("An idea: {idea}"))]);
            }
            lines
        }
        Verdict::Failed(failure) => failure_lines(failure, passed, of),
    }
}

fn failure_lines(failure: &Failure, passed: usize, of: usize) -> Vec<Line> {
    let mut lines = match &failure.reason {
        Reason::CannotStart(crash) => {
            vec![line(0, Tone::Bad, "✗ Your program does not start."), crash_line(0, crash)]
        }
        Reason::Untouched => vec![line(0, Tone::Bad, "✗ This is still the starter: change it, then check again.")],
        Reason::Crashed(crash) => {
            vec![line(0, Tone::Bad, "✗ Your program stopped with an error."), crash_line(0, crash)]
        }
        Reason::TimedOut => vec![line(0, Tone::Bad, "✗ Your program did not end in time, so it was stopped.")],
        Reason::Differs => vec![line(0, Tone::Bad, format!("✗ Not yet: {passed} of {of} checks passed."))],
    };
    if let Some(found) = &failure.misconception {
        lines.push(empty());
        lines.extend(found.say.lines().map(|text| line(0, Tone::Say, text)));
    }
    lines
}

fn crash_line(indent: usize, crash: &Crash) -> Line {
    let at = crash.at.map_or(String::new(), |number| format!("line {number}: "));
    line(indent, Tone::Warn, format!("{at}{}", crash.line))
}

fn details(seen: &Seen) -> Vec<Line> {
    let mut lines = Vec::new();
    lines.extend(seen.crash.as_ref().map(|crash| crash_line(2, crash)));
    lines.extend(seen.facets.iter().filter(|facet| !facet.held).flat_map(difference));
    let printed = seen.printed.trim_end();
    if !printed.is_empty() {
        lines.push(line(2, Tone::Quiet, "your program printed"));
        lines.extend(printed.lines().take(OUTPUT_ROWS).map(|row| line(4, Tone::Quiet, row)));
        let more = printed.lines().count().saturating_sub(OUTPUT_ROWS);
        if more > 0 {
            lines.push(line(4, Tone::Quiet, format!("… and {more} lines more")));
        }
    }
    if let Some(again) = &seen.again {
        lines.extend([line(2, Tone::Quiet, "try it yourself"), line(4, Tone::Plain, again)]);
    }
    lines
}

/// Expected and actual under each other; longer text line by line.
fn difference(facet: &Facet) -> Vec<Line> {
    let (expected, actual) = (facet.expected.trim_end_matches('\n'), facet.actual.trim_end_matches('\n'));
    if !expected.contains('\n') && !actual.contains('\n') {
        return vec![
            line(2, Tone::Quiet, &facet.name),
            line(4, Tone::Good, format!("expected  {}", visible(expected))),
            line(4, Tone::Bad, format!("got       {}", visible(actual))),
        ];
    }
    let mut lines = vec![line(2, Tone::Quiet, format!("{}: - is expected, + is yours", facet.name))];
    let diff = TextDiff::from_lines(expected, actual);
    lines.extend(diff.iter_all_changes().map(|change| {
        let (sign, tone) = match change.tag() {
            ChangeTag::Equal => (' ', Tone::Plain),
            ChangeTag::Delete => ('-', Tone::Good),
            ChangeTag::Insert => ('+', Tone::Bad),
        };
        line(4, tone, format!("{sign} {}", visible(change.value().trim_end_matches('\n'))))
    }));
    lines
}

/// Blanks at the end of a line are shown, since they are easily missed.
fn visible(text: &str) -> String {
    let shown = text.trim_end_matches(' ');
    format!("{shown}{}", "·".repeat(text.len() - shown.len()))
}
