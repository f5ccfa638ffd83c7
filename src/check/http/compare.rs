//! What an answer must be, and how it differs.

use std::fmt;

use jsonpath_rust::JsonPath;
use serde_json::Value;

use super::request::Reply;
use crate::check::Facet;

/// What an answer must be.
#[derive(Debug, Clone, Default)]
pub(super) struct Expected {
    pub(super) status: Option<u16>,
    /// Names in small letters, and values without parameters.
    pub(super) headers: Vec<(String, String)>,
    pub(super) json: Vec<At>,
    pub(super) contains: Option<String>,
}

/// What must be at a place of a JSON body.
#[derive(Debug, Clone)]
pub(super) struct At {
    /// `JSONPath` that was found to be one.
    pub(super) path: String,
    /// Whether it names one place; if not, the values at all its places are compared as a list.
    pub(super) one: bool,
    pub(super) value: Value,
}

impl fmt::Display for Expected {
    /// The first thing that is expected.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(status) = self.status {
            write!(f, "{status}")
        } else if let Some((name, value)) = self.headers.first() {
            write!(f, "{name}: {value}")
        } else if let Some(at) = self.json.first() {
            write!(f, "{}", at.shown())
        } else {
            write!(f, "`{}`", self.contains.as_deref().unwrap_or_default().trim())
        }
    }
}

impl Expected {
    /// What was compared, in the order in which a learner should look at it.
    pub(super) fn compare(&self, reply: &Reply) -> Vec<Facet> {
        let mut facets = Vec::new();
        if let Some(status) = self.status {
            let actual = reply.status.to_string();
            facets.push(Facet::new("status", reply.status == status, actual.clone(), status.to_string(), actual));
        }
        for (name, value) in &self.headers {
            let found = reply.header(name);
            let bare = found.map(without_parameters);
            let held = bare.as_ref().is_some_and(|bare| bare.eq_ignore_ascii_case(value));
            let key = bare.unwrap_or_else(|| "missing".to_owned());
            let actual = found.map_or_else(|| "it is missing".to_owned(), crate::process::clean);
            facets.push(Facet::new(format!("header {name}"), held, key, value, actual));
        }
        if !self.json.is_empty() {
            facets.extend(self.compare_json(&reply.body));
        }
        if let Some(text) = &self.contains {
            let held = reply.body.contains(text.as_str());
            let key = if held { "there" } else { "missing" };
            facets.push(Facet::new("body_contains", held, key, format!("`{}`", text.trim()), shortened(&reply.body)));
        }
        facets
    }

    fn compare_json(&self, body: &str) -> Vec<Facet> {
        let Ok(json) = serde_json::from_str::<Value>(body) else {
            let (class, what) = no_json(body);
            let actual = if body.trim().is_empty() { what.to_owned() } else { format!("{what}: {}", shortened(body)) };
            return vec![Facet::new("json", false, format!("not-json {class}"), "a body that is JSON", actual)];
        };
        self.json
            .iter()
            .map(|at| {
                let name = format!("json {}", at.path);
                // The path was found to be one when the check was built, so an error is "nothing there".
                let found = json.query(&at.path).unwrap_or_default();
                let actual = match found.as_slice() {
                    [] if at.one => {
                        return Facet::new(name, false, "missing", at.value.to_string(), "it is missing");
                    }
                    [value] if at.one => (*value).clone(),
                    values => Value::Array(values.iter().map(|value| (*value).clone()).collect()),
                };
                let key = canonical(&actual);
                let held = key == canonical(&at.value);
                Facet::new(name, held, bounded(&key), at.value.to_string(), shortened(&actual.to_string()))
            })
            .collect()
    }
}

impl At {
    fn shown(&self) -> String {
        if self.path == "$" { self.value.to_string() } else { format!("{} = {}", self.path, self.value) }
    }
}

/// A header's value without parameters such as `charset`, in small letters.
pub(super) fn without_parameters(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_lowercase()
}

/// One text for all that is equal as JSON: keys sorted, `1.0` as `1`.
fn canonical(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(_) | Value::String(_) => value.to_string(),
        Value::Number(number) => {
            let whole = number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 1e15 && number.is_f64());
            whole.map_or_else(|| number.to_string(), |float| format!("{}", if float == 0.0 { 0.0 } else { float }))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().map(|(name, value)| (name, canonical(value))).collect();
            fields.sort();
            let fields: Vec<_> =
                fields.into_iter().map(|(name, value)| format!("{}:{value}", Value::from(name.as_str()))).collect();
            format!("{{{}}}", fields.join(","))
        }
    }
}

/// Short enough to be written down; different texts stay different.
fn bounded(key: &str) -> String {
    if key.len() <= 200 {
        return key.to_owned();
    }
    let start: String = key.chars().take(60).collect();
    let hash = blake3::hash(key.as_bytes()).to_hex();
    format!("{start}… {}", hash.get(..16).unwrap_or_default())
}

/// The beginning of a text, for people.
fn shortened(text: &str) -> String {
    const MOST: usize = 400;
    let clean = crate::process::clean(text.trim());
    match clean.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", clean.get(..end).unwrap_or_default()),
        None => clean,
    }
}

/// Which kind of text a body is that is no JSON: for recognition, and for people.
fn no_json(body: &str) -> (&'static str, &'static str) {
    let body = body.trim();
    let starts = |start: &str| body.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start));
    if body.is_empty() {
        ("empty", "the body is empty")
    } else if body.contains("[object Object]") {
        ("object-object", "a JavaScript object that was made text without JSON.stringify")
    } else if starts("<!doctype") || starts("<html") {
        ("html", "a page of HTML")
    } else if body.starts_with(['{', '[']) && is_python(body) {
        ("python", "a Python value that was made text without json.dumps")
    } else if body.starts_with(['{', '[']) {
        ("broken", "almost JSON")
    } else {
        ("text", "plain text")
    }
}

/// Whether Python's `str` writes a value so: it is JSON once its quotes and words are JSON's.
fn is_python(body: &str) -> bool {
    let words = [("'", "\""), ("True", "true"), ("False", "false"), ("None", "null")];
    let json = words.iter().fold(body.to_owned(), |text, (python, json)| text.replace(python, json));
    serde_json::from_str::<Value>(&json).is_ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn whole_numbers_are_equal_with_and_without_a_point() {
        assert_eq!(canonical(&json!({"b": 1.0, "a": [-0.0]})), canonical(&json!({"a": [0], "b": 1})));
        assert_ne!(canonical(&json!(1)), canonical(&json!("1")));
        assert_ne!(canonical(&json!(1)), canonical(&json!(true)));
        assert_ne!(canonical(&json!(9_007_199_254_740_993_i64)), canonical(&json!(9_007_199_254_740_992_i64)));
    }

    #[test]
    fn bodies_that_are_no_json_are_told_apart() {
        assert_eq!(no_json("").0, "empty");
        assert_eq!(no_json("[object Object]").0, "object-object");
        assert_eq!(no_json("{'message': 'Hello', 'ok': True, 'x': None}").0, "python");
        assert_eq!(no_json("{\"message\": }").0, "broken");
        assert_eq!(no_json("<!DOCTYPE html>").0, "html");
        assert_eq!(no_json("Hello").0, "text");
        assert_eq!(no_json("é").0, "text");
    }

    #[test]
    fn a_long_value_has_a_short_key() {
        let long = "x".repeat(1000);
        assert!(bounded(&long).len() < 100);
        assert_ne!(bounded(&long), bounded(&format!("{long}y")));
    }
}
