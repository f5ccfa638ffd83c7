//! Large lists and texts, made from a pattern so that nobody has to write them out.

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::function::Value;
use crate::diagnostic::FileProblems;

/// More than this is more than a check should take.
const MOST: u64 = 1_000_000;

/// What is made, as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMade {
    /// How many items.
    times: Spanned<u64>,
    /// What they are, one after the other and again from the first.
    #[schemars(with = "Spanned<Vec<serde_json::Value>>")]
    items: Spanned<Vec<toml::Value>>,
    /// Makes one text of them, with this in between.
    join: Option<String>,
}

impl RawMade {
    /// What is made; problems go to `problems`, and then there may be nothing.
    pub(super) fn build(self, rule: &'static str, problems: &mut FileProblems<'_>) -> Option<Value> {
        let RawMade { times, items, join } = self;
        let mut good = true;
        if !(1..=MOST).contains(times.get_ref()) {
            problems
                .error(rule, times.span(), format!("{} items cannot be made", times.get_ref()))
                .help(format!("write a number from 1 to {MOST}"));
            good = false;
        }
        let place = items.span();
        let patterns: Option<Vec<Value>> = items.into_inner().into_iter().map(Value::from_toml).collect();
        let Some(patterns) = patterns.filter(|patterns| !patterns.is_empty()) else {
            problems
                .error(rule, place, "there is nothing to make it of")
                .help("write `items = [\"user{n}@example.test\"]`; a date is nothing that both paths know");
            return None;
        };
        let texts = |patterns: &[Value]| patterns.iter().all(|one| matches!(one, Value::Text(_)));
        if join.is_some() && !texts(&patterns) {
            problems.error(rule, place, "only texts can be joined").help("leave out `join`, or write texts");
            good = false;
        }
        if !good {
            return None;
        }
        let made = patterns.iter().cycle().zip(1..=*times.get_ref()).map(|(pattern, n)| filled(pattern, n));
        let Some(join) = join else { return Some(Value::List(made.collect())) };
        let lines: Vec<String> = made
            .filter_map(|one| if let Value::Text(text) | Value::Number(text) = one { Some(text) } else { None })
            .collect();
        Some(Value::Text(lines.join(&join)))
    }
}

impl RawMade {
    /// The same as lines, each with its end.
    pub(super) fn lines(mut self, rule: &'static str, problems: &mut FileProblems<'_>) -> Option<String> {
        self.join = Some(self.join.unwrap_or_else(|| "\n".to_owned()));
        if let Value::Text(text) = self.build(rule, problems)? { Some(text + "\n") } else { None }
    }
}

/// A pattern with its places filled in. A text that is nothing but a place becomes the number itself.
fn filled(pattern: &Value, n: u64) -> Value {
    if let Value::Text(text) = pattern {
        let is_place = text.starts_with('{') && text.ends_with('}') && text.matches('{').count() == 1;
        let filled = fill(text, n);
        if is_place && filled != *text { Value::Number(filled) } else { Value::Text(filled) }
    } else if let Value::List(items) = pattern {
        Value::List(items.iter().map(|item| self::filled(item, n)).collect())
    } else if let Value::Record(fields) = pattern {
        Value::Record(fields.iter().map(|(key, value)| (key.clone(), self::filled(value, n))).collect())
    } else {
        pattern.clone()
    }
}

/// Fills in `{n}`, and `{n%7}`: the remainder.
fn fill(text: &str, n: u64) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        if let Some((number, after)) = after.split_once('}').and_then(|(place, after)| Some((number(place, n)?, after)))
        {
            out.push_str(&number.to_string());
            rest = after;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out + rest
}

fn number(place: &str, n: u64) -> Option<u64> {
    match place.strip_prefix('n')?.trim_start() {
        "" => Some(n),
        rest => n.checked_rem(rest.strip_prefix('%')?.trim().parse().ok()?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::build;

    fn made(toml: &str) -> Result<Value, Vec<String>> {
        build::<RawMade, Value>(toml, |raw, problems| raw.into_inner().build("made", problems))
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn patterns_are_taken_in_turn_and_count() {
        let list = made("{ times = 3, items = ['user{n}@x.test', 'Ann@x.test'] }").unwrap();
        assert_eq!(list, Value::List(vec![text("user1@x.test"), text("Ann@x.test"), text("user3@x.test")]));
        let lines = made("{ times = 4, items = ['GET /{n%3} {n} {x} {'], join = \"\\n\" }").unwrap();
        assert_eq!(lines, text("GET /1 1 {x} {\nGET /2 2 {x} {\nGET /0 3 {x} {\nGET /1 4 {x} {"));
        assert_eq!(made("{ times = 2, items = ['{n}'], join = ' ' }").unwrap(), text("1 2"));
    }

    #[test]
    fn a_place_alone_is_a_number_within_records_too() {
        let list = made("{ times = 1, items = [{ id = '{n}', tags = ['{n%2}', 'a{n}'], on = true }] }").unwrap();
        let wanted = serde_json::json!([{ "id": 1, "on": true, "tags": [1, "a1"] }]);
        assert!(Value::from_json(wanted).is_met_by(&list, 0.0, crate::id::Track::Node), "{list:?}");
    }

    #[test]
    fn what_cannot_be_made_is_said() {
        for (toml, told) in [
            ("{ times = 0, items = [1] }", "0 items cannot be made"),
            ("{ times = 9000000, items = [1] }", "9000000 items cannot be made"),
            ("{ times = 2, items = [] }", "there is nothing to make it of"),
            ("{ times = 2, items = [1], join = ',' }", "only texts can be joined"),
        ] {
            assert_eq!(made(toml), Err(vec![told.to_owned()]), "{toml}");
        }
    }
}
