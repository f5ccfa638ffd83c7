//! What a JSON body must hold, and how it differs.

use std::cmp::Ordering;

use jsonpath_rust::JsonPath;
use serde_json::Value;

use super::shape::Shape;
use super::values::{Unfilled, Values};
use crate::check::Facet;
use crate::check::stable::stable;

/// What must be at places of a JSON body.
#[derive(Debug, Clone, Default)]
pub(in crate::check) struct Expected {
    pub(in crate::check) at: Vec<At>,
    /// Values that must not be there.
    pub(in crate::check) not: Vec<At>,
    /// Places where nothing may be.
    pub(super) absent: Vec<String>,
    pub(super) shape: Option<Shape>,
    /// How many members or signs are at a place.
    pub(super) lengths: Vec<(String, usize)>,
    /// Places whose values must be in order: true for ascending.
    pub(super) order: Vec<(String, bool)>,
    /// The same values in any order.
    pub(super) sets: Vec<At>,
}

/// What must be at a place of a JSON body.
#[derive(Debug, Clone)]
pub(in crate::check) struct At {
    /// `JSONPath` that was found to be one.
    pub(in crate::check) path: String,
    /// Whether it names one place; if not, the values at all its places are compared as a list.
    pub(super) one: bool,
    pub(super) value: Value,
}

impl At {
    pub(in crate::check) fn shown(&self) -> String {
        if self.path == "$" { self.value.to_string() } else { format!("{} = {}", self.path, self.value) }
    }

    /// What is there.
    fn found(&self, body: &Value) -> Option<Value> {
        // The path was found to be one when the check was built, so an error is "nothing there".
        let found = body.query(&self.path).unwrap_or_default();
        match found.as_slice() {
            [] if self.one => None,
            [value] if self.one => Some((*value).clone()),
            values => Some(Value::Array(values.iter().map(|value| (*value).clone()).collect())),
        }
    }

    fn compare(&self, body: &Value, values: &Values) -> Result<Facet, Unfilled> {
        let name = format!("json {}", self.path);
        let wanted = values.value(&self.value)?;
        let Some(actual) = self.found(body) else {
            return Ok(Facet::new(name, false, "missing", wanted.to_string(), "it is missing"));
        };
        let key = canonical(&actual);
        let held = key == canonical(&wanted);
        // What was filled in may be another in each run.
        let key = match (wanted == self.value, held) {
            (true, _) => bounded(&stable(&key)),
            (false, true) => canonical(&self.value),
            (false, false) => bounded(&stable(&values.masked(&self.value.to_string(), &key))),
        };
        Ok(Facet::new(name, held, key, wanted.to_string(), shortened(&actual.to_string())))
    }

    fn compare_not(&self, body: &Value, values: &Values) -> Result<Facet, Unfilled> {
        let wanted = values.value(&self.value)?;
        let found = self.found(body);
        let held = found.as_ref().is_some_and(|found| canonical(found) != canonical(&wanted));
        let actual = found.as_ref().map_or("it is missing".to_owned(), |found| shortened(&found.to_string()));
        let key = if found.is_some() { "the same" } else { "missing" };
        Ok(Facet::compared(format!("json {}", self.path), held, key, format!("anything but {wanted}"), actual))
    }

    fn compare_set(&self, body: &Value, values: &Values) -> Result<Facet, Unfilled> {
        let name = format!("json {}", self.path);
        let wanted = values.value(&self.value)?;
        let expected = format!("{wanted}, in any order");
        let Some(actual) = self.found(body) else {
            return Ok(Facet::new(name, false, "missing", expected, "it is missing"));
        };
        let sorted = |value: &Value| {
            let mut all: Vec<_> = value.as_array().into_iter().flatten().map(canonical).collect();
            all.sort();
            format!("[{}]", all.join(","))
        };
        let held = actual.is_array() && sorted(&actual) == sorted(&wanted);
        let key = if actual.is_array() { sorted(&actual) } else { canonical(&actual) };
        Ok(Facet::compared(name, held, bounded(&stable(&key)), expected, shortened(&actual.to_string())))
    }
}

impl Expected {
    pub(super) fn is_empty(&self) -> bool {
        let Expected { at, not, absent, shape, lengths, order, sets } = self;
        let lists = [at.is_empty(), not.is_empty(), absent.is_empty(), lengths.is_empty(), order.is_empty()];
        lists.iter().all(|empty| *empty) && sets.is_empty() && shape.is_none()
    }

    /// Values at places, and places where nothing may be.
    pub(in crate::check) fn of(at: Vec<At>, absent: Vec<String>) -> Self {
        Expected { at, absent, ..Expected::default() }
    }

    /// What is expected, for people.
    pub(in crate::check) fn described(&self) -> String {
        let at = self.at.iter().map(At::shown);
        let absent = self.absent.iter().map(|path| format!("nothing at {path}"));
        at.chain(absent).collect::<Vec<_>>().join(", ")
    }

    /// What was compared.
    pub(in crate::check) fn compare(&self, body: &str, values: &Values) -> Result<Vec<Facet>, Unfilled> {
        if self.is_empty() {
            return Ok(Vec::new());
        }
        let Ok(json) = serde_json::from_str::<Value>(body) else {
            let (class, what) = no_json(body);
            let actual = if body.trim().is_empty() { what.to_owned() } else { format!("{what}: {}", shortened(body)) };
            return Ok(vec![Facet::new("json", false, format!("not-json {class}"), "a body that is JSON", actual)]);
        };
        let mut facets = Vec::new();
        for at in &self.at {
            facets.push(at.compare(&json, values)?);
        }
        facets.extend(self.shape.iter().flat_map(|shape| shape.compare(&json, "$")));
        facets.extend(self.lengths.iter().map(|(path, count)| length(&json, path, *count)));
        facets.extend(self.order.iter().map(|(path, ascending)| in_order(&json, path, *ascending)));
        for at in &self.sets {
            facets.push(at.compare_set(&json, values)?);
        }
        for at in &self.not {
            facets.push(at.compare_not(&json, values)?);
        }
        for path in &self.absent {
            let found = json.query(path).unwrap_or_default();
            let actual = found.first().map_or("nothing there".to_owned(), |value| shortened(&value.to_string()));
            let held = found.is_empty();
            facets.push(Facet::compared(format!("json {path}"), held, "there", "nothing there", actual));
        }
        Ok(facets)
    }
}

fn length(body: &Value, path: &str, wanted: usize) -> Facet {
    let found = body.query(path).unwrap_or_default();
    let count = match found.as_slice() {
        [] => None,
        [Value::Array(items)] => Some(items.len()),
        [Value::String(text)] => Some(text.chars().count()),
        [Value::Object(fields)] => Some(fields.len()),
        [Value::Null | Value::Bool(_) | Value::Number(_)] => None,
        several => Some(several.len()),
    };
    let held = count == Some(wanted);
    let actual = count.map_or("nothing that has a length".to_owned(), |count| count.to_string());
    let key = count.map_or("none".to_owned(), |count| count.to_string());
    Facet::new(format!("length of {path}"), held, key, wanted.to_string(), actual)
}

fn in_order(body: &Value, path: &str, ascending: bool) -> Facet {
    let found = body.query(path).unwrap_or_default();
    let wrong = if ascending { Ordering::Greater } else { Ordering::Less };
    let held = !found.is_empty() && found.windows(2).all(|pair| matches!(pair, [a, b] if rank(a, b) != wrong));
    let word = if ascending { "ascending" } else { "descending" };
    let key = if found.is_empty() { "nothing" } else { "out of order" };
    let all = Value::Array(found.into_iter().cloned().collect());
    Facet::compared(format!("order of {path}"), held, key, format!("{word} values"), shortened(&all.to_string()))
}

fn rank(one: &Value, other: &Value) -> Ordering {
    match (one.as_f64(), other.as_f64(), one.as_str(), other.as_str()) {
        (Some(one), Some(other), ..) => one.total_cmp(&other),
        (_, _, Some(one), Some(other)) => one.cmp(other),
        _ => canonical(one).cmp(&canonical(other)),
    }
}

/// The name of a value's kind.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) => {
            let whole = number.as_f64().is_some_and(|float| float.fract() == 0.0);
            if number.is_f64() && !whole { "number" } else { "integer" }
        }
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// One text for all that is equal as JSON: keys sorted, `1.0` as `1`.
pub(super) fn canonical(value: &Value) -> String {
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
pub(super) fn bounded(key: &str) -> String {
    if key.len() <= 200 {
        return key.to_owned();
    }
    let start: String = key.chars().take(60).collect();
    let hash = blake3::hash(key.as_bytes()).to_hex();
    format!("{start}… {}", hash.get(..16).unwrap_or_default())
}

/// The beginning of a text, for people.
pub(super) fn shortened(text: &str) -> String {
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

    #[test]
    fn lists_are_counted_ordered_and_compared_as_sets() {
        let body = json!({ "data": [{ "id": 2, "due": "2026-01-02" }, { "id": 10, "due": "2026-01-01" }] });
        assert!(length(&body, "$.data", 2).held && length(&body, "$.data[*].id", 2).held);
        assert_eq!(length(&body, "$.none", 2).key, "none");
        assert!(in_order(&body, "$.data[*].id", true).held && !in_order(&body, "$.data[*].id", false).held);
        assert!(in_order(&body, "$.data[*].due", false).held);
        assert_eq!(in_order(&body, "$.x[*]", true).key, "nothing");
        let set = At { path: "$.data[*].id".to_owned(), one: false, value: json!([10, 2]) };
        assert!(set.compare_set(&body, &Values::default()).unwrap().held);
    }

    #[test]
    fn the_key_of_a_value_that_varies_does_not() {
        let mut values = Values::default();
        values.set("id", json!("3f2504e0-4f89-11d3-9a0c-0305e82c3301"));
        let at = |value: Value| At { path: "$.id".to_owned(), one: true, value };
        let key = |value: Value, body: Value| at(value).compare(&body, &values).unwrap().key;
        let random = json!({ "id": "6f2504e0-4f89-11d3-9a0c-0305e82c3301" });
        assert_eq!(key(json!("{id}"), json!({ "id": "3f2504e0-4f89-11d3-9a0c-0305e82c3301" })), "\"{id}\"");
        assert_eq!(key(json!("{id}"), random.clone()), "\"<uuid>\"");
        assert_eq!(key(json!(1), random), "\"<uuid>\"");
    }
}
