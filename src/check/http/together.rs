//! Several requests at once, or one after the other, and how many got which status.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::request::Request;
use super::values::{Unfilled, Values};
use crate::check::Facet;

/// Requests of one step.
#[derive(Debug, Clone)]
pub(super) struct Together {
    /// All of them; each has its number from 1 in `{n}`.
    pub(super) requests: Vec<Request>,
    /// Whether they start together.
    pub(super) at_once: bool,
    /// How many answers have a status, or one of its hundred. Others must not come.
    pub(super) statuses: Vec<(Class, usize)>,
}

/// A status, or all that begin with the same digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    One(u16),
    /// `4xx`.
    Hundred(u16),
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Class::One(status) => write!(f, "{status}"),
            Class::Hundred(digit) => write!(f, "{digit}xx"),
        }
    }
}

impl Class {
    fn holds(self, status: u16) -> bool {
        match self {
            Class::One(one) => one == status,
            Class::Hundred(digit) => status / 100 == digit,
        }
    }
}

impl fmt::Display for Together {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.call())?;
        let counts: Vec<_> = self.statuses.iter().map(|(class, count)| format!("{count} × {class}")).collect();
        if counts.is_empty() { Ok(()) } else { write!(f, " → {}", counts.join(", ")) }
    }
}

impl Together {
    /// Such as `20 × POST /users at once`.
    pub(super) fn call(&self) -> String {
        let mut lines: Vec<String> = self.requests.iter().map(Request::to_string).collect();
        let count = lines.len();
        lines.dedup();
        let how = if self.at_once { "at once" } else { "in a row" };
        match lines.as_slice() {
            [one] => format!("{count} × {one} {how}"),
            several => format!("{} {how}", several.join(", ")),
        }
    }

    /// The lines that repeat them by hand; none if a value that they hold was never given.
    pub(super) fn again(&self, values: &Values) -> Option<String> {
        // A word that no request holds stands for the number.
        let numbered = values.with("n", Value::from("%N"));
        let lines: Result<Vec<String>, Unfilled> =
            self.requests.iter().map(|request| Ok(request.filled(&numbered)?.curl())).collect();
        let mut lines = lines.ok()?;
        let count = lines.len();
        lines.dedup();
        match (lines.as_slice(), self.at_once) {
            ([one], true) => Some(format!("seq {count} | xargs -P {count} -I%N {one}")),
            ([one], false) => Some(format!("seq {count} | xargs -I%N {one}")),
            (several, true) => Some(several.iter().map(|line| format!("{line} &")).collect::<Vec<_>>().join("\n")),
            (several, false) => Some(several.join("\n")),
        }
    }

    /// How the statuses are counted. Numbers of a race are others in each run, so recognition is told more or less.
    pub(super) fn compare(&self, statuses: &[u16]) -> Vec<Facet> {
        if self.statuses.is_empty() {
            return Vec::new();
        }
        let mut counts = BTreeMap::<u16, usize>::new();
        for status in statuses {
            *counts.entry(*status).or_default() += 1;
        }
        let shown: Vec<_> = counts.iter().map(|(status, count)| format!("{count} × {status}")).collect();
        let expected: Vec<_> = self.statuses.iter().map(|(class, count)| format!("{count} × {class}")).collect();
        let (shown, expected) = (shown.join(", "), expected.join(", "));
        let mut facets: Vec<Facet> = self
            .statuses
            .iter()
            .map(|(class, wanted)| {
                let count = statuses.iter().filter(|status| class.holds(**status)).count();
                let key = if count > *wanted { "more" } else { "less" };
                Facet::compared(format!("answers with {class}"), count == *wanted, key, &expected, &shown)
            })
            .collect();
        let is_other = |status: &u16| self.statuses.iter().all(|(class, _)| !class.holds(*status));
        let others: Vec<_> = counts.keys().filter(|status| is_other(status)).map(u16::to_string).collect();
        if !others.is_empty() {
            facets.push(Facet::new("other answers", false, others.join(", "), expected, shown));
        }
        facets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_counted_and_told_as_more_or_less() {
        let request: Request = "POST /users".parse().unwrap();
        let race = Together {
            requests: vec![request; 5],
            at_once: true,
            statuses: vec![(Class::One(201), 1), (Class::Hundred(4), 4)],
        };
        assert_eq!(race.to_string(), "5 × POST /users at once → 1 × 201, 4 × 4xx");
        let keys = |statuses: &[u16]| {
            let facets = race.compare(statuses).into_iter().filter(|facet| !facet.held);
            facets.map(|facet| format!("{}: {}", facet.name, facet.key)).collect::<Vec<_>>()
        };
        assert_eq!(keys(&[409, 409, 201, 404, 409]), [""; 0]);
        assert_eq!(keys(&[201, 201, 201, 409, 409]), ["answers with 201: more", "answers with 4xx: less"]);
        assert_eq!(keys(&[201, 500, 500, 409, 409]), ["answers with 4xx: less", "other answers: 500"]);
        assert_eq!(race.compare(&[201, 201]).first().unwrap().actual, "2 × 201");
    }
}
