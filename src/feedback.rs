//! What a learner is told about a check: the same lines in the terminal UI, on the command line and in transcripts.

use similar::{ChangeTag, TextDiff};
use unicode_segmentation::UnicodeSegmentation;

use crate::check::{CheckError, CheckReport, Crash, EarlierReport, Facet, Failure, Reason, Report, Seen, Verdict};
use crate::process::clean;

/// Rows of a program's own output that are shown.
const OUTPUT_ROWS: usize = 12;

/// The facet of what a program printed.
const STDOUT: &str = "stdout";

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

/// The failed checks: first the one that the verdict is about, then the others in order.
pub fn failed(report: &Report) -> Vec<&CheckReport> {
    failed_of(&report.checks, &report.verdict)
}

fn failed_of<'r>(checks: &'r [CheckReport], verdict: &Verdict) -> Vec<&'r CheckReport> {
    let about = match verdict {
        Verdict::Failed(failure) => about(checks, failure),
        Verdict::Passed { .. } => None,
    };
    let first = about.and_then(|at| checks.get(at)).filter(|check| !check.passed());
    let others =
        checks.iter().filter(|check| !check.passed() && first.is_none_or(|first| !std::ptr::eq(first, *check)));
    first.into_iter().chain(others).collect()
}

/// The check that a verdict speaks of, counted from 0, if it is not all of them.
fn about(checks: &[CheckReport], failure: &Failure) -> Option<usize> {
    let find =
        |is_meant: &dyn Fn(&Seen) -> bool| checks.iter().position(|check| check.seen.as_ref().is_some_and(is_meant));
    let told = failure.misconception.as_ref().and_then(|misconception| misconception.check);
    told.or_else(|| match &failure.reason {
        Reason::CannotStart(crash) | Reason::Crashed(crash) => find(&|seen| seen.crash.as_ref() == Some(crash)),
        Reason::TimedOut => find(&|seen| seen.timed_out()),
        Reason::Earlier(_) | Reason::Untouched | Reason::Differs => None,
    })
}

/// Why nothing could be looked at.
pub fn trouble(error: &CheckError) -> Vec<Line> {
    match error {
        CheckError::Cancelled => vec![line(0, Tone::Quiet, "Stopped. This does not count as an attempt.")],
        CheckError::Missing(_)
        | CheckError::Service(_)
        | CheckError::Start(_)
        | CheckError::NothingToCheck(_)
        | CheckError::Io { .. }
        | CheckError::Broken(_) => vec![
            line(0, Tone::Warn, format!("! Could not check: {error}")),
            line(0, Tone::Quiet, "This does not count as an attempt. `roadmap doctor` tells what this machine has."),
        ],
    }
}

/// The whole report: the verdict, then the checks.
pub fn lines(report: &Report, open: usize) -> Vec<Line> {
    let mut lines = verdict(report);
    lines.push(empty());
    lines.extend(checks(report, open));
    lines
}

/// One line for each check. `open` is the failed check that is shown in full, counted among the failed ones; it comes
/// first, since it is the one to read.
pub fn checks(report: &Report, open: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let open = failed(report).into_iter().nth(open);
    if let Some((check, seen)) = open.and_then(|check| Some((check, check.seen.as_ref()?))) {
        lines.push(one_line(check));
        lines.extend(details(seen, &report.verdict));
        if report.checks.len() > 1 {
            lines.push(empty());
        }
    }
    let shown = |check: &CheckReport| open.is_some_and(|open| open.seen.is_some() && std::ptr::eq(open, check));
    for check in report.checks.iter().filter(|check| !shown(check)) {
        lines.push(one_line(check));
        // What was not run is no success: it is told where the success is told.
        lines.extend(check.seen.iter().filter(|seen| seen.passed()).flat_map(notes));
    }
    lines
}

fn one_line(check: &CheckReport) -> Line {
    match (&check.seen, check.passed()) {
        (_, true) => line(0, Tone::Good, format!("✓ {}", check.label)),
        (Some(_), false) => line(0, Tone::Bad, format!("✗ {}", check.label)),
        (None, false) => line(0, Tone::Quiet, format!("· {} (not reached)", check.label)),
    }
}

fn notes(seen: &Seen) -> impl Iterator<Item = Line> {
    seen.notes.iter().flat_map(|note| note.lines()).map(|note| line(2, Tone::Quiet, note))
}

/// The verdict alone, with what to think of it.
pub fn verdict(report: &Report) -> Vec<Line> {
    let passed = report.checks.iter().filter(|check| check.passed()).count();
    let of = report.checks.len();
    match &report.verdict {
        Verdict::Passed { idea } => {
            let earlier = match report.earlier.len() {
                0 => ".".to_owned(),
                1 => ", and the milestone before it still passes.".to_owned(),
                n => format!(", and the {n} milestones before it still pass."),
            };
            let mut lines = vec![line(0, Tone::Good, format!("✓ Passed: {passed} of {of} checks{earlier}"))];
            if let Some(idea) = idea {
                lines.extend([empty(), line(0, Tone::Plain, format!("An idea: {idea}"))]);
            }
            lines
        }
        Verdict::Failed(failure @ Failure { reason: Reason::Earlier(_), .. }) => {
            let mut lines = earlier_lines(&report.earlier);
            lines.extend([
                empty(),
                line(0, Tone::Plain, format!("This milestone itself: {passed} of {of} checks passed.")),
            ]);
            let told = lines.iter().any(|line| line.tone == Tone::Say);
            lines.extend(say_lines(failure).into_iter().filter(|_| !told));
            lines
        }
        Verdict::Failed(failure) => failure_lines(failure, passed, of),
    }
}

/// The first earlier milestone that does not pass, with its first failed check in full; the others by name.
fn earlier_lines(earlier: &[EarlierReport]) -> Vec<Line> {
    let mut broken = earlier.iter().filter_map(|report| match &report.verdict {
        Verdict::Passed { .. } => None,
        Verdict::Failed(failure) => Some((report, failure)),
    });
    let Some((first, failure)) = broken.next() else { return Vec::new() };
    let failed = failed_of(&first.checks, &first.verdict).into_iter().next();
    let why = match &failure.reason {
        Reason::Untouched => "is not done yet: its files are still the starter.".to_owned(),
        Reason::CannotStart(crash) | Reason::Crashed(crash) => format!("does not pass: {}", crash.line),
        Reason::TimedOut => "does not pass: it did not end in time.".to_owned(),
        Reason::Earlier(_) | Reason::Differs => {
            format!("does not pass: {}", failed.map_or("", |check| check.label.as_str()))
        }
    };
    let mut lines = vec![line(0, Tone::Bad, format!("✗ Milestone {} · {} {why}", first.number, first.title))];
    lines.extend(say_lines(failure));
    if let Some(seen) = failed.and_then(|check| check.seen.as_ref()).filter(|_| failure.reason != Reason::Untouched) {
        lines.push(empty());
        lines.extend(details(seen, &first.verdict));
    }
    let others: Vec<String> = broken.map(|(report, _)| format!("{} · {}", report.number, report.title)).collect();
    if !others.is_empty() {
        lines.extend([empty(), line(0, Tone::Quiet, format!("Not passing either: {}.", others.join(", ")))]);
    }
    lines
}

fn failure_lines(failure: &Failure, passed: usize, of: usize) -> Vec<Line> {
    let mut lines = match &failure.reason {
        // Told above, with the report of the milestone.
        Reason::Earlier(_) => Vec::new(),
        Reason::CannotStart(crash) => {
            let what = if crash.is_of_answers() {
                "✗ Your answers cannot be read."
            } else {
                "✗ Your program does not start."
            };
            vec![line(0, Tone::Bad, what), crash_line(0, crash)]
        }
        Reason::Untouched => vec![line(0, Tone::Bad, "✗ This is still the starter: change it, then check again.")],
        Reason::Crashed(crash) => {
            let what = if crash.is_of_sql() {
                "✗ PostgreSQL did not accept your SQL."
            } else {
                "✗ Your program stopped with an error."
            };
            vec![line(0, Tone::Bad, what), crash_line(0, crash)]
        }
        Reason::TimedOut => vec![line(0, Tone::Bad, "✗ Your program did not end in time, so it was stopped.")],
        Reason::Differs => vec![line(0, Tone::Bad, format!("✗ Not yet: {passed} of {of} checks passed."))],
    };
    lines.extend(say_lines(failure));
    lines
}

fn say_lines(failure: &Failure) -> Vec<Line> {
    let Some(found) = &failure.misconception else { return Vec::new() };
    std::iter::once(empty()).chain(found.say.lines().map(|text| line(0, Tone::Say, text))).collect()
}

fn crash_line(indent: usize, crash: &Crash) -> Line {
    let at = crash.at.map_or(String::new(), |number| format!("line {number}: "));
    line(indent, Tone::Warn, format!("{at}{}", crash.line))
}

/// What a failed check saw. What the verdict said already, and what follows from a crash, is left out.
fn details(seen: &Seen, verdict: &Verdict) -> Vec<Line> {
    let mut lines = Vec::new();
    let said = match verdict {
        Verdict::Failed(Failure { reason: Reason::CannotStart(crash) | Reason::Crashed(crash), .. }) => Some(crash),
        Verdict::Failed(_) | Verdict::Passed { .. } => None,
    };
    lines.extend(seen.crash.as_ref().filter(|crash| said != Some(*crash)).map(|crash| crash_line(2, crash)));
    let printed = seen.printed.trim_end();
    let crashed = seen.crash.is_some() && !printed.is_empty();
    let wrong = || seen.facets.iter().filter(|facet| !facet.held && !crashed);
    lines.extend(wrong().flat_map(difference));
    lines.extend(wrong().find_map(|facet| place(facet, "shown")).into_iter().flat_map(block));
    lines.extend(notes(seen));
    if !printed.is_empty() && wrong().all(|facet| facet.actual.trim_end() != printed) {
        lines.push(line(2, Tone::Quiet, "your program printed"));
        lines.extend(printed.lines().take(OUTPUT_ROWS).map(|row| line(4, Tone::Quiet, row)));
        let more = printed.lines().count().saturating_sub(OUTPUT_ROWS);
        if more > 0 {
            lines.push(line(4, Tone::Quiet, format!("… and {more} lines more")));
        }
    }
    if let Some(again) = &seen.again {
        lines.push(line(2, Tone::Quiet, "try it yourself"));
        lines.extend(again.lines().map(|row| line(4, Tone::Plain, row)));
    }
    lines
}

/// One of the further places of a facet.
fn place<'f>(facet: &'f Facet, name: &str) -> Option<&'f str> {
    facet.more.iter().find(|(place, _)| *place == name).map(|(_, text)| text.as_str())
}

/// A heading and lines below it, as a check made them: a table, or a place in a file.
fn block(text: &str) -> Vec<Line> {
    let heading = text.lines().take(1).map(|text| line(2, Tone::Quiet, text));
    heading.chain(text.lines().skip(1).map(|text| line(4, Tone::Plain, text))).collect()
}

/// Expected and actual under each other; longer text line by line.
fn difference(facet: &Facet) -> Vec<Line> {
    let (expected, actual) = (facet.expected.trim_end_matches('\n'), facet.actual.trim_end_matches('\n'));
    let name = match facet.name.as_str() {
        STDOUT => "output",
        "exit" => "exit code",
        name => name,
    };
    let mut lines = Vec::new();
    if expected.contains('\n') || actual.contains('\n') {
        lines.push(line(2, Tone::Quiet, format!("{name}: - is expected, + is yours")));
        let diff = TextDiff::from_lines(expected, actual);
        lines.extend(diff.iter_all_changes().map(|change| {
            let (sign, tone) = match change.tag() {
                ChangeTag::Equal => (' ', Tone::Plain),
                ChangeTag::Delete => ('-', Tone::Good),
                ChangeTag::Insert => ('+', Tone::Bad),
            };
            line(4, tone, format!("{sign} {}", visible(change.value().trim_end_matches('\n'))))
        }));
    } else {
        lines.extend([
            line(2, Tone::Quiet, name),
            line(4, Tone::Good, format!("expected  {}", visible(expected))),
            line(4, Tone::Bad, format!("got       {}", visible(actual))),
        ]);
    }
    let first = (facet.name == STDOUT).then(|| first_difference(expected, actual)).flatten();
    lines.extend(first.map(|first| line(4, Tone::Plain, first)));
    lines
}

/// Where two printed texts part, for eyes that are not used to reading letter by letter. None where they have nothing in
/// common, so that the place would tell nothing.
fn first_difference(expected: &str, actual: &str) -> Option<String> {
    let number = expected.lines().zip(actual.lines()).take_while(|(expected, actual)| expected == actual).count();
    let (expected, actual) = (expected.lines().nth(number)?, actual.lines().nth(number)?);
    let alike = expected.graphemes(true).zip(actual.graphemes(true)).take_while(|(left, right)| left == right).count();
    if alike == 0 && !expected.eq_ignore_ascii_case(actual) {
        return None;
    }
    let sign = |text: &str| match text.graphemes(true).nth(alike) {
        None => "the end of the line".to_owned(),
        Some(" ") => "a space".to_owned(),
        Some("\t") => "a tab".to_owned(),
        Some(sign) => sign.to_owned(),
    };
    let place = format!("line {}, character {}", number + 1, alike + 1);
    Some(format!("first difference: {place}: expected {}, got {}", sign(expected), sign(actual)))
}

/// Blanks at the end of a line are shown, since they are easily missed.
fn visible(text: &str) -> String {
    let shown = text.trim_end_matches(' ');
    format!("{shown}{}", "·".repeat(text.len() - shown.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Misconception;

    #[test]
    fn the_first_difference_is_told_in_words() {
        let told = |expected, actual| first_difference(expected, actual).unwrap_or_default();
        assert_eq!(told("a\nIn I", "a\nIn i"), "first difference: line 2, character 4: expected I, got i");
        assert_eq!(told("Hi, A", "Hi,A"), "first difference: line 1, character 4: expected a space, got A");
        assert_eq!(
            told("3 times", "3 times."),
            "first difference: line 1, character 8: expected the end of the line, got ."
        );
        assert_eq!(told("Hello", "hello"), "first difference: line 1, character 1: expected H, got h");
        assert_eq!(told("Hello", "TODO"), "");
        assert_eq!(told("one\ntwo", "one"), "", "a missing line is seen at once");
    }

    #[test]
    fn a_table_or_a_place_of_a_check_stands_below_the_difference() {
        let mut facet = Facet::new("rows", false, "missing", "2 rows", "1 row");
        facet.more.push(("shown", "the query gave\n  n\n- 2".to_owned()));
        let told: Vec<String> = [difference(&facet), block(place(&facet, "shown").unwrap())]
            .concat()
            .into_iter()
            .map(|line| line.text)
            .collect();
        assert_eq!(told, ["rows", "expected  2 rows", "got       1 row", "the query gave", "  n", "- 2"]);
    }

    #[test]
    fn the_failed_check_that_the_verdict_is_about_comes_first() {
        let crash = Crash { at_start: false, kind: "TypeError".into(), line: "TypeError: none".into(), at: Some(2) };
        let check = |label: &str, held, crash: Option<&Crash>| {
            let facets = vec![Facet::new("value", held, "", "1", "2")];
            let seen = Seen { crash: crash.cloned(), ..Seen::compared(label, facets) };
            CheckReport { label: label.to_owned(), seen: Some(seen) }
        };
        let checks = [
            check("right", true, None),
            check("differs", false, None),
            check("crashes", false, Some(&crash)),
            check("differs too", false, None),
        ];
        let order = |reason, about: Option<usize>| {
            let misconception = about.map(|at| Misconception { id: None, say: String::new(), check: Some(at) });
            let verdict = Verdict::Failed(Failure { reason, misconception });
            failed_of(&checks, &verdict).into_iter().map(|check| check.label.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(order(Reason::Differs, None), ["differs", "crashes", "differs too"]);
        assert_eq!(order(Reason::Crashed(crash.clone()), None), ["crashes", "differs", "differs too"]);
        assert_eq!(order(Reason::Crashed(crash.clone()), Some(3)), ["differs too", "differs", "crashes"]);
        assert_eq!(order(Reason::Differs, Some(0)), ["differs", "crashes", "differs too"], "what passed is no failure");
    }

    #[test]
    fn a_broken_file_of_answers_is_called_no_program() {
        let told = |kind: &str| {
            let crash = Crash { at_start: true, kind: kind.to_owned(), line: "it is broken".to_owned(), at: Some(3) };
            let failure = Failure { reason: Reason::CannotStart(crash), misconception: None };
            failure_lines(&failure, 0, 2).into_iter().map(|line| line.text).collect::<Vec<_>>()
        };
        assert_eq!(told("TomlError"), ["✗ Your answers cannot be read.", "line 3: it is broken"]);
        assert_eq!(told("SyntaxError"), ["✗ Your program does not start.", "line 3: it is broken"]);
    }
}
