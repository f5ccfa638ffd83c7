//! SARIF 2.1.0: a run with one result for each problem.

use serde::Serialize;

use super::{Item, Report, Status};
use crate::process::clean;

/// A log with one run.
#[derive(Debug, Serialize)]
pub(super) struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Found>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Text,
}

#[derive(Debug, Serialize)]
struct Text {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Debug, Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
}

/// The rules: id, level, and what a result of it says.
const RULES: [(&str, &str, &str); 4] = [
    ("failed", "error", "A proof of the curriculum or an answer is wrong."),
    ("could-not-look", "error", "Something could not be looked at."),
    ("warning", "warning", "Something could be better."),
    ("skipped", "note", "Something was left out."),
];

/// The log of a report.
pub(super) fn log(report: &Report) -> Log {
    let mut results = Vec::new();
    for item in &report.items {
        results.extend(item.problems.iter().map(|problem| found(item, 0, &problem.text, problem.line)));
        let rule = if item.status == Status::Skipped { 3 } else { 1 };
        results.extend(item.reasons.iter().map(|reason| found(item, rule, reason, None)));
        results.extend(item.warnings.iter().map(|warning| found(item, 2, warning, None)));
    }
    let rules = RULES.iter().map(|(id, _, text)| Rule { id, short_description: Text { text: (*text).to_owned() } });
    let version = env!("CARGO_PKG_VERSION");
    let driver = Driver { name: "roadmap", version, semantic_version: version, rules: rules.collect() };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }
}

fn found(item: &Item, rule: usize, text: &str, line: Option<u32>) -> Found {
    let (rule_id, level, _) = RULES.get(rule).copied().unwrap_or_default();
    let place = |file: &String| Location {
        physical_location: Physical {
            artifact_location: Artifact { uri: uri(file) },
            region: Region { start_line: line.unwrap_or(1).max(1) },
        },
    };
    Found {
        rule_id,
        rule_index: rule,
        level,
        message: Text { text: format!("{}: {}", item.name(), clean(text)) },
        locations: item.file.iter().map(place).collect(),
    }
}

/// A relative reference: what has a meaning in one is escaped.
fn uri(file: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    file.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
