//! `roadmap report`: joins, compares and describes reports; and how a report is shown.

use std::fmt::Write as _;
use std::path::Path;

use super::args::ReportCommand;
use super::print::{self, Out};
use super::{Exit, Stop};
use crate::report::{Command, Format, Item, JSON_SCHEMA, Matrix, Outcome, Report, Status, differences, merge};

pub(super) fn run(command: &ReportCommand, out: &mut Out) -> Result<Exit, Stop> {
    match command {
        ReportCommand::Merge { files, format } => {
            let parts = files.iter().map(|file| Ok((file.display().to_string(), read(file)?)));
            let parts = parts.collect::<Result<Vec<_>, Stop>>()?;
            let report = merge(parts).map_err(|problems| {
                Stop::could_not_look(format!("these reports do not make one whole:\n  {}", problems.join("\n  ")))
            })?;
            show(&report, *format, out)?;
            Ok(exit(&report))
        }
        ReportCommand::Diff { first, second } => diff(&read(first)?, &read(second)?, out),
        ReportCommand::Schema => {
            out.raw(JSON_SCHEMA)?;
            Ok(Exit::Ok)
        }
    }
}

fn read(file: &Path) -> Result<Report, Stop> {
    let name = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| Stop::usage(format!("cannot read `{name}`: {error}")))?;
    Report::parse(&text).map_err(|why| Stop::usage(format!("`{name}` {why}")))
}

fn diff(first: &Report, second: &Report, out: &mut Out) -> Result<Exit, Stop> {
    if first.digest == second.digest {
        out.line(&format!("the same verdicts: {}", first.digest))?;
        return Ok(Exit::Ok);
    }
    for line in differences(first, second) {
        out.line(&line)?;
    }
    Ok(Exit::Wrong)
}

/// How the command ends that made a report.
pub(super) fn exit(report: &Report) -> Exit {
    match report.result {
        Outcome::Passed => Exit::Ok,
        Outcome::Failed => Exit::Wrong,
        Outcome::CouldNotLook | Outcome::Nothing => Exit::CouldNotLook,
    }
}

/// Prints a report.
pub(super) fn show(report: &Report, format: Format, out: &mut Out) -> Result<(), Stop> {
    if let Some(text) = report.render(format) {
        out.raw(&text)?;
        return Ok(());
    }
    for note in &report.notes {
        out.styled(print::QUIET, note)?;
    }
    for item in &report.items {
        let (mark, style) = match item.status {
            Status::Passed => ("✓", print::GOOD),
            Status::Failed => ("✗", print::BAD),
            Status::CouldNotLook => ("?", print::WARN),
            Status::Skipped => ("-", print::QUIET),
        };
        let about = match (&item.file, report.command) {
            (_, Command::Verify) => format!("{} judged", item.judged),
            (Some(file), Command::Grade) => file.clone(),
            (None, Command::Grade) => "missing".to_owned(),
        };
        out.styled(style, &format!("{mark} {}: {about}", item.name()))?;
        details(item, out)?;
    }
    out.styled(print::TITLE, &summary(report))?;
    if report.result == Outcome::Nothing {
        let what = match report.command {
            Command::Verify => "nothing was judged: that is no proof",
            Command::Grade => "nothing was found to grade: that is no pass",
        };
        out.note(what)?;
    }
    Ok(())
}

fn details(item: &Item, out: &mut Out) -> Result<(), Stop> {
    match &item.answer {
        Some(answer) if item.status == Status::Failed => {
            for line in &answer.feedback {
                out.styled(print::BAD, format!("    {line}").trim_end())?;
            }
        }
        Some(_) | None => {
            for problem in &item.problems {
                out.styled(print::BAD, &indent(&problem.text))?;
            }
        }
    }
    for reason in &item.reasons {
        let text = if item.status == Status::Skipped { reason.clone() } else { format!("could not look: {reason}") };
        out.styled(print::WARN, &indent(&text))?;
    }
    for warning in &item.warnings {
        let text = if item.answer.is_some() { warning.clone() } else { format!("warning: {warning}") };
        out.styled(print::WARN, &indent(&text))?;
    }
    if let Some(mutants) = &item.mutants {
        out.styled(print::QUIET, &format!("    mutants: {}", mutants.summary()))?;
    }
    item.matrix.as_ref().map_or(Ok(()), |matrix| show_matrix(matrix, out))
}

fn summary(report: &Report) -> String {
    let count = |of: &dyn Fn(&Item) -> usize| report.items.iter().map(of).sum::<usize>();
    let part = report.shard.map(|shard| format!("part {shard}: ")).unwrap_or_default();
    let mut text = match report.command {
        Command::Verify => format!(
            "{part}{} judged, {} problems, {} could not be looked at, {} warnings",
            count(&|item| item.judged),
            count(&|item| item.problems.len()),
            count(&|item| item.reasons.len()),
            count(&|item| item.warnings.len()),
        ),
        Command::Grade => format!(
            "{part}{} passed, {} failed, {} could not be looked at, {} skipped",
            report.counts.passed, report.counts.failed, report.counts.could_not_look, report.counts.skipped,
        ),
    };
    let cached = report.items.iter().filter(|item| item.cached).count();
    if cached > 0 {
        let _ = write!(text, "; {cached} of {} as in an earlier run", report.items.len());
    }
    text
}

/// One row for each wrong answer, one column for each check.
fn show_matrix(matrix: &Matrix, out: &mut Out) -> Result<(), Stop> {
    for (number, check) in matrix.checks.iter().enumerate() {
        out.styled(print::QUIET, &format!("      {:>2}  {check}", number + 1))?;
    }
    let wide = matrix.rows.iter().map(|kill| kill.wrong.len()).max().unwrap_or(0);
    for kill in &matrix.rows {
        let marks: String = kill.trips.iter().map(|trips| if *trips { " ✗" } else { " ·" }).collect();
        out.styled(print::QUIET, &format!("      {:<wide$} {marks}", kill.wrong))?;
    }
    Ok(())
}

fn indent(text: &str) -> String {
    format!("    {}", text.trim_end().replace('\n', "\n      "))
}
