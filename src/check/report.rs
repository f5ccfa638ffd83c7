//! A report for programs: stable JSON, and what progress keeps of it.

use serde_json::{Value, json};

use super::{CheckReport, Crash, EarlierReport, Failure, Reason, Report, Verdict};
use crate::id::WrongId;

impl Report {
    /// Whether the work is right.
    pub fn passed(&self) -> bool {
        matches!(self.verdict, Verdict::Passed { .. })
    }

    /// The known wrong answer that was recognised. One of an earlier milestone is none of this exercise.
    pub fn wrong(&self) -> Option<WrongId> {
        match &self.verdict {
            Verdict::Passed { .. } | Verdict::Failed(Failure { reason: Reason::Earlier(_), .. }) => None,
            Verdict::Failed(failure) => failure.misconception.as_ref()?.id.clone(),
        }
    }

    /// The report as JSON. Keys are only ever added.
    pub fn to_json(&self) -> Value {
        let checks: Vec<Value> = self.checks.iter().map(check).collect();
        let mut report = json!({
            "verdict": if self.passed() { "passed" } else { "failed" },
            "checks": checks,
            "milliseconds": u64::try_from(self.took.as_millis()).unwrap_or(u64::MAX),
        });
        if !self.earlier.is_empty() {
            add(&mut report, json!({ "earlier": self.earlier.iter().map(earlier).collect::<Vec<_>>() }));
        }
        let more = match &self.verdict {
            Verdict::Passed { idea } => json!({ "idea": idea }),
            Verdict::Failed(failure) => json!({
                "reason": reason(&failure.reason),
                "error": error(&failure.reason).map(crash),
                "wrong": self.wrong(),
                "say": failure.misconception.as_ref().map(|found| &found.say),
            }),
        };
        add(&mut report, more);
        report
    }
}

/// Adds the keys of one object to another.
fn add(json: &mut Value, more: Value) {
    if let (Some(json), Value::Object(more)) = (json.as_object_mut(), more) {
        json.extend(more);
    }
}

fn earlier(report: &EarlierReport) -> Value {
    let mut json = json!({
        "id": report.id,
        "number": report.number,
        "title": report.title,
        "verdict": if report.passed() { "passed" } else { "failed" },
    });
    if let Verdict::Failed(failure) = &report.verdict {
        let found = failure.misconception.as_ref();
        let more = json!({
            "reason": reason(&failure.reason),
            "error": error(&failure.reason).map(crash),
            "wrong": found.and_then(|found| found.id.as_ref()),
            "say": found.map(|found| &found.say),
            "checks": report.checks.iter().map(check).collect::<Vec<_>>(),
        });
        add(&mut json, more);
    }
    json
}

fn check(report: &CheckReport) -> Value {
    let facets: Vec<Value> = report
        .seen
        .iter()
        .flat_map(|seen| &seen.facets)
        .map(|facet| json!({ "name": facet.name, "held": facet.held, "expected": facet.expected, "actual": facet.actual }))
        .collect();
    json!({
        "label": report.label,
        "passed": report.passed(),
        "reached": report.seen.is_some(),
        "call": report.seen.as_ref().map(|seen| &seen.call),
        "facets": facets,
        "error": report.seen.as_ref().and_then(|seen| seen.crash.as_ref()).map(crash),
        "notes": report.seen.as_ref().map(|seen| seen.notes.as_slice()).unwrap_or_default(),
    })
}

fn crash(crash: &Crash) -> Value {
    json!({ "kind": crash.kind, "line": crash.line, "at": crash.at })
}

fn reason(reason: &Reason) -> &'static str {
    match reason {
        Reason::Earlier(_) => "earlier-milestone",
        Reason::CannotStart(_) => "cannot-start",
        Reason::Untouched => "untouched",
        Reason::Crashed(_) => "crashed",
        Reason::TimedOut => "timed-out",
        Reason::Differs => "differs",
    }
}

fn error(reason: &Reason) -> Option<&Crash> {
    match reason {
        Reason::CannotStart(crash) | Reason::Crashed(crash) => Some(crash),
        Reason::Earlier(_) | Reason::Untouched | Reason::TimedOut | Reason::Differs => None,
    }
}
