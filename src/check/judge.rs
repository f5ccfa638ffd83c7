//! From what the checks saw to a verdict.

use super::recognise::{self, For, Known};
use super::{CheckReport, Failure, Misconception, Reason, Seen, Spec, Verdict};
use crate::id::Track;

impl Spec {
    /// What the reports come to. `untouched` says that the submission is still the starter.
    pub fn verdict(&self, track: Track, checks: &[CheckReport], known: &[Known], untouched: bool) -> Verdict {
        match self.judge(track, checks, known, untouched, For::Learner) {
            Some(failure) => Verdict::Failed(failure),
            None => Verdict::Passed { idea: self.idea.as_ref().map(|idea| idea.get(track).clone()) },
        }
    }

    /// Whether enough checks passed.
    pub fn is_passed(&self, checks: &[CheckReport]) -> bool {
        let passed = checks.iter().filter(|report| report.passed()).count();
        !checks.is_empty() && passed >= self.enough.unwrap_or(checks.len()).clamp(1, checks.len())
    }

    /// Why it is wrong, if it is.
    pub(super) fn judge(
        &self,
        track: Track,
        checks: &[CheckReport],
        known: &[Known],
        untouched: bool,
        reader: For,
    ) -> Option<Failure> {
        if self.is_passed(checks) {
            return None;
        }
        let reason = reason(checks, untouched);
        let misconception = match reason {
            // Nobody has made a mistake yet.
            Reason::Untouched => None,
            Reason::Earlier(_) | Reason::CannotStart(_) | Reason::Crashed(_) | Reason::TimedOut | Reason::Differs => {
                recognise::recognise(known, checks)
                    .and_then(|known| recognise::told(known, &self.wrong, track, checks, reader))
                    .or_else(|| said(checks))
            }
        };
        Some(Failure { reason, misconception })
    }
}

/// The first reason that holds, in the order in which they help.
pub(super) fn reason(checks: &[CheckReport], untouched: bool) -> Reason {
    let seen = || checks.iter().filter_map(|report| report.seen.as_ref());
    let crash = |at_start: bool| seen().filter_map(|seen| seen.crash.clone()).find(|crash| crash.at_start || !at_start);
    if let Some(crash) = crash(true) {
        Reason::CannotStart(crash)
    } else if untouched {
        Reason::Untouched
    } else if let Some(crash) = crash(false) {
        Reason::Crashed(crash)
    } else if seen().any(Seen::timed_out) {
        Reason::TimedOut
    } else {
        Reason::Differs
    }
}

/// The explanation of the first question that was answered wrongly.
pub(super) fn said(checks: &[CheckReport]) -> Option<Misconception> {
    let mut seen = checks.iter().enumerate().filter_map(|(at, report)| Some((at, report.seen.as_ref()?)));
    let (at, wrong) = seen.find(|(_, seen)| !seen.passed())?;
    wrong.said.clone().map(|say| Misconception { id: None, say, check: Some(at) })
}
