//! The XML of `JUnit`: a suite for each path, a case for each item.

use std::fmt::Write as _;

use super::{Item, Report, Status, text};
use crate::id::Track;

/// The document.
pub(super) fn render(report: &Report) -> String {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    let items: Vec<&Item> = report.items.iter().collect();
    let name = format!("roadmap {}", report.command.as_str());
    let _ = writeln!(xml, "<testsuites name=\"{name}\" {}>", totals(&items, false));
    for path in Track::ALL {
        let items: Vec<&Item> = report.items.iter().filter(|item| item.path == path).collect();
        if items.is_empty() {
            continue;
        }
        let _ = writeln!(xml, "  <testsuite name=\"{path}\" {}>", totals(&items, true));
        for item in items {
            case(item, &mut xml);
        }
        xml.push_str("  </testsuite>\n");
    }
    xml.push_str("</testsuites>\n");
    xml
}

fn totals(items: &[&Item], skipped: bool) -> String {
    let count = |status| items.iter().filter(|item| item.status == status).count();
    let time: u64 = items.iter().map(|item| item.milliseconds).sum();
    let skipped = if skipped { format!("skipped=\"{}\" ", count(Status::Skipped)) } else { String::new() };
    format!(
        "tests=\"{}\" failures=\"{}\" errors=\"{}\" {skipped}time=\"{}\"",
        items.len(),
        count(Status::Failed),
        count(Status::CouldNotLook),
        seconds(time)
    )
}

fn case(item: &Item, xml: &mut String) {
    let file = item.file.as_ref().map(|file| format!(" file=\"{}\"", escape(file))).unwrap_or_default();
    let (id, kind, path) = (escape(&item.id), item.kind.as_str(), item.path);
    let time = seconds(item.milliseconds);
    let _ = write!(xml, "    <testcase name=\"{id}\" classname=\"{path}.{kind}\"{file} time=\"{time}\"");
    let said = text(item);
    let message = escape(said.lines().next().unwrap_or_default());
    let inner = match item.status {
        Status::Passed => String::new(),
        Status::Failed => format!("<failure message=\"{message}\" type=\"failed\">{}</failure>", escape(&said)),
        Status::CouldNotLook => {
            format!("<error message=\"{message}\" type=\"could-not-look\">{}</error>", escape(&said))
        }
        Status::Skipped => format!("<skipped message=\"{message}\"/>"),
    };
    if inner.is_empty() && item.warnings.is_empty() {
        xml.push_str("/>\n");
        return;
    }
    xml.push_str(">\n");
    if !inner.is_empty() {
        let _ = writeln!(xml, "      {inner}");
    }
    if !item.warnings.is_empty() {
        let _ = writeln!(xml, "      <system-out>{}</system-out>", escape(&item.warnings.join("\n")));
    }
    xml.push_str("    </testcase>\n");
}

fn seconds(milliseconds: u64) -> String {
    format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000)
}

/// Text for XML 1.0, which cannot hold most control characters at all.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
