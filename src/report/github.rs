//! Annotations of GitHub Actions: a command for each problem, and a line that sums up.

use std::fmt::Write as _;

use super::{Counts, Item, Report};
use crate::process::clean;

/// The lines.
pub(super) fn render(report: &Report) -> String {
    let mut out = String::new();
    for item in &report.items {
        for problem in &item.problems {
            out.push_str(&annotation("error", item, problem.line, &problem.text));
        }
        for reason in &item.reasons {
            let (level, text) = if item.status == super::Status::Skipped {
                ("notice", reason.clone())
            } else {
                ("error", format!("could not look: {reason}"))
            };
            out.push_str(&annotation(level, item, None, &text));
        }
        for warning in &item.warnings {
            out.push_str(&annotation("warning", item, None, warning));
        }
    }
    let Counts { passed, failed, could_not_look, skipped } = report.counts;
    let all = format!("{passed} passed, {failed} failed, {could_not_look} could not be looked at, {skipped} skipped");
    // The text of a curriculum is never at the start of a line, where it would be a command.
    let _ = writeln!(out, "::notice title=roadmap {}::{}", report.command.as_str(), data(&all));
    out
}

fn annotation(level: &str, item: &Item, line: Option<u32>, text: &str) -> String {
    let mut properties = Vec::new();
    if let Some(file) = &item.file {
        properties.push(format!("file={}", property(file)));
        properties.push(format!("line={}", line.unwrap_or(1)));
    }
    properties.push(format!("title={}", property(&item.name())));
    format!("::{level} {}::{}\n", properties.join(","), data(text))
}

fn data(text: &str) -> String {
    clean(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
