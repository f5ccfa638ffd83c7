//! What stands in a Redis, and how it differs from what should.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::look::Look;
use crate::check::function::{quote, shorten};
use crate::check::{CheckError, Facet};

/// What a key holds, in the words of Redis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    String,
    Hash,
    List,
    Set,
    Zset,
    Stream,
}

impl Kind {
    pub(super) fn word(self) -> &'static str {
        match self {
            Kind::String => "string",
            Kind::Hash => "hash",
            Kind::List => "list",
            Kind::Set => "set",
            Kind::Zset => "zset",
            Kind::Stream => "stream",
        }
    }
}

/// What must be at a key, or at all keys of a pattern.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) key: String,
    pub(super) wanted: Vec<Wanted>,
}

/// One thing that must be there.
#[derive(Debug, Clone)]
pub(super) enum Wanted {
    Missing,
    /// So many keys of the pattern.
    Keys(usize),
    Kind(Kind),
    Holds(Content),
    Length(u64),
    /// Seconds that are left.
    Expires(RangeInclusive<u64>),
    Stays,
}

/// What a key holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    Text(String),
    Fields(BTreeMap<String, String>),
    List(Vec<String>),
    Set(BTreeSet<String>),
    /// With their scores, in order.
    Scores(Vec<(String, f64)>),
}

impl Content {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Content::Text(_) => Kind::String,
            Content::Fields(_) => Kind::Hash,
            Content::List(_) => Kind::List,
            Content::Set(_) => Kind::Set,
            Content::Scores(_) => Kind::Zset,
        }
    }

    /// What it is called in a check.
    fn name(&self) -> &'static str {
        match self {
            Content::Text(_) => "value",
            Content::Fields(_) => "fields",
            Content::List(_) | Content::Set(_) | Content::Scores(_) => "members",
        }
    }

    /// For people, and the same for all that is equal.
    pub(super) fn shown(&self) -> String {
        let list = |items: Vec<String>| if items.is_empty() { "nothing".to_owned() } else { items.join(", ") };
        match self {
            Content::Text(text) => quote(text),
            Content::Fields(fields) => {
                list(fields.iter().map(|(name, value)| format!("{}: {}", quote(name), quote(value))).collect())
            }
            Content::List(items) => list(items.iter().map(|item| quote(item)).collect()),
            Content::Set(items) => list(items.iter().map(|item| quote(item)).collect()),
            Content::Scores(items) => {
                list(items.iter().map(|(name, score)| format!("{} ({score})", quote(name))).collect())
            }
        }
    }
}

impl Look {
    /// Compares, and says what was asked and answered.
    pub(super) fn compare(&mut self, state: &State) -> Result<(Vec<Facet>, String), CheckError> {
        self.told();
        let facets = if state.is_pattern() { self.compare_all(state)? } else { self.compare_one(state)? };
        Ok((facets, self.told()))
    }

    fn compare_one(&mut self, state: &State) -> Result<Vec<Facet>, CheckError> {
        let key = state.key.as_bytes();
        let kind: String = self.ask(&[b"TYPE", key])?;
        let mut facets = Vec::new();
        if state.wanted.iter().any(|wanted| matches!(wanted, Wanted::Missing)) {
            let actual = if kind == "none" { "it is not there" } else { "it is there" };
            return Ok(vec![Facet::compared("missing", kind == "none", "there", "no such key", actual)]);
        }
        if kind == "none" {
            let others = self.keys("*")?;
            let others: Vec<_> = others.iter().take(10).map(|key| quote(&String::from_utf8_lossy(key))).collect();
            let others = if others.is_empty() { "there is no key at all".to_owned() } else { others.join(", ") };
            self.tell(&format!("keys: {others}"));
            return Ok(vec![Facet::new("key", false, "missing", format!("the key `{}`", state.key), "there is none")]);
        }
        for wanted in &state.wanted {
            match wanted {
                Wanted::Missing | Wanted::Keys(_) => {}
                Wanted::Kind(wanted) => facets.push(typed(*wanted, &kind)),
                Wanted::Holds(content) if content.kind().word() != kind => facets.push(typed(content.kind(), &kind)),
                Wanted::Holds(content) => {
                    let actual = self.content(key, content.kind())?;
                    let held = actual == *content;
                    let (expected, actual) = (content.shown(), actual.shown());
                    facets.push(Facet::compared(
                        content.name(),
                        held,
                        &actual,
                        shorten(&expected, 400),
                        shorten(&actual, 400),
                    ));
                }
                Wanted::Length(wanted) => {
                    let length = self.length(key, &kind)?;
                    let (expected, actual) = (wanted.to_string(), length.to_string());
                    facets.push(Facet::compared("length", length == *wanted, &actual, expected, &actual));
                }
                Wanted::Expires(range) => facets.push(expires(range, self.ask(&[b"TTL", key])?)),
                Wanted::Stays => {
                    let stays = self.ask::<i64>(&[b"TTL", key])? < 0;
                    let actual = if stays { "it never expires" } else { "it expires" };
                    facets.push(Facet::compared("ttl", stays, "expires", "a key that never expires", actual));
                }
            }
        }
        Ok(facets)
    }

    fn compare_all(&mut self, state: &State) -> Result<Vec<Facet>, CheckError> {
        let keys = self.keys(&state.key)?;
        let shown: Vec<_> = keys.iter().take(10).map(|key| quote(&String::from_utf8_lossy(key))).collect();
        let shown = if keys.is_empty() { "none".to_owned() } else { shown.join(", ") };
        self.tell(&format!("keys `{}`: {shown}", state.key));
        let mut facets = Vec::new();
        for wanted in &state.wanted {
            match wanted {
                Wanted::Missing => {
                    let actual = if keys.is_empty() { "there is none" } else { "there are some" };
                    facets.push(Facet::compared("missing", keys.is_empty(), "there", "no such key", actual));
                }
                Wanted::Keys(count) => {
                    let (expected, actual) = (many(*count), many(keys.len()));
                    facets.push(Facet::compared("keys", keys.len() == *count, &actual, expected, &actual));
                }
                Wanted::Kind(_) | Wanted::Expires(_) | Wanted::Stays if keys.is_empty() => {
                    let expected = format!("keys `{}`", state.key);
                    facets.push(Facet::new("key", false, "missing", expected, "there is none"));
                }
                Wanted::Kind(wanted) => {
                    let mut all = Vec::new();
                    for key in &keys {
                        all.push(typed(*wanted, &self.ask::<String>(&[b"TYPE", key.as_slice()])?));
                    }
                    facets.extend(worst(all));
                }
                Wanted::Expires(range) => {
                    let mut all = Vec::new();
                    for key in &keys {
                        all.push(expires(range, self.ask(&[b"TTL", key.as_slice()])?));
                    }
                    facets.extend(worst(all));
                }
                Wanted::Stays | Wanted::Holds(_) | Wanted::Length(_) => {}
            }
        }
        Ok(facets)
    }
}

impl State {
    /// Whether it is about all keys of a pattern.
    pub(super) fn is_pattern(&self) -> bool {
        self.key.contains(['*', '?'])
    }
}

fn typed(wanted: Kind, actual: &str) -> Facet {
    let phrase = |word: &str| format!("a {}", if word == Kind::Zset.word() { "sorted set" } else { word });
    Facet::new("type", wanted.word() == actual, actual, phrase(wanted.word()), phrase(actual))
}

/// How many seconds are left, in words that do not vary from run to run.
fn expires(range: &RangeInclusive<u64>, left: i64) -> Facet {
    let (least, most) = (range.start(), range.end());
    let expected = if least == most { format!("{least} s left") } else { format!("{least} to {most} s left") };
    match u64::try_from(left) {
        Err(_) => Facet::new("ttl", false, "none", expected, "it never expires (a TTL of -1)"),
        Ok(left) if left < *least => Facet::new("ttl", false, "below", expected, format!("less than {least} s left")),
        Ok(left) if left > *most => Facet::new("ttl", false, "above", expected, format!("more than {most} s left")),
        Ok(_) => Facet::compared("ttl", true, "", &expected, &expected),
    }
}

/// One for all: the first that does not hold, or the first.
fn worst(facets: Vec<Facet>) -> Option<Facet> {
    let failed = facets.iter().position(|facet| !facet.held).unwrap_or(0);
    facets.into_iter().nth(failed)
}

fn many(count: usize) -> String {
    if count == 1 { "1 key".to_owned() } else { format!("{count} keys") }
}

/// Whether a text fits a pattern in which `*` stands for any text and `?` for any character.
pub(super) fn matching(pattern: &str, text: &str) -> bool {
    let mut signs = pattern.chars();
    match signs.next() {
        None => text.is_empty(),
        Some('*') => {
            let rest = signs.as_str();
            text.char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .any(|at| text.get(at..).is_some_and(|end| matching(rest, end)))
        }
        Some(sign) => {
            let mut others = text.chars();
            others
                .next()
                .is_some_and(|other| (sign == '?' || sign == other) && matching(signs.as_str(), others.as_str()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_as_in_redis() {
        for (pattern, text, fits) in [
            ("rate:*", "rate:10.0.0.1", true),
            ("rate:*", "rates", false),
            ("*", "", true),
            ("a?c*e", "abcde", true),
            ("a?c", "ac", false),
            ("é*", "éa", true),
        ] {
            assert_eq!(matching(pattern, text), fits, "{pattern} {text}");
        }
    }

    #[test]
    fn what_is_left_is_told_without_a_number_that_varies() {
        let told = |left| (expires(&(50..=60), left).key, expires(&(50..=60), left).actual);
        assert_eq!(told(59).0, "right");
        assert_eq!(told(-1), ("none".into(), "it never expires (a TTL of -1)".into()));
        assert_eq!(told(3599), ("above".into(), "more than 60 s left".into()));
        assert_eq!(told(0), ("below".into(), "less than 50 s left".into()));
    }
}
