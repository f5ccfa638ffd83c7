//! Values that one answer gives and later steps use: captured, and filled in for `{name}`.

use std::collections::{BTreeMap, BTreeSet};

use jsonpath_rust::JsonPath;
use regex::Regex;
use serde_json::Value;

use super::reply::Reply;

/// Takes a value from an answer.
#[derive(Debug, Clone)]
pub(super) struct Capture {
    pub(super) name: String,
    pub(super) from: From,
    /// What of it is taken: the first group, or all that matches.
    pub(super) pattern: Option<Regex>,
}

/// Where a captured value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum From {
    /// A place in a JSON body.
    Json(String),
    Header(String),
    Cookie(String),
    /// The body as text.
    Body,
}

/// The values of a scenario.
#[derive(Debug, Clone, Default)]
pub(in crate::check) struct Values {
    known: BTreeMap<String, Value>,
    /// Names that some step gives, whether it did or not.
    declared: BTreeSet<String>,
}

/// A value that an earlier step should have given is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) struct Unfilled;

impl Capture {
    /// What stands in its place in an answer, whether it fits the pattern or not.
    pub(super) fn find(&self, reply: &Reply) -> Option<Value> {
        let found = match &self.from {
            From::Json(path) => {
                let body: Value = serde_json::from_str(&reply.body).ok()?;
                body.query(path).ok()?.first().map(|value| (*value).clone())?
            }
            From::Header(name) if name == "location" => Value::from(reply.location()?),
            From::Header(name) => Value::from(reply.header(name)?),
            From::Cookie(name) => {
                let pairs = reply.all("set-cookie").filter_map(|cookie| cookie.split(';').next()?.split_once('='));
                Value::from(pairs.filter(|(known, _)| known.trim() == name).last()?.1.trim())
            }
            From::Body => Value::from(reply.body.as_str()),
        };
        Some(found).filter(|value| !value.is_null())
    }

    /// The value in an answer.
    pub(super) fn take(&self, reply: &Reply) -> Option<Value> {
        let found = self.find(reply)?;
        let Some(pattern) = &self.pattern else { return Some(found) };
        let text = plain(&found);
        let groups = pattern.captures(&text)?;
        Some(Value::from(groups.get(1).or_else(|| groups.get(0))?.as_str()))
    }

    /// Where it stands, for people.
    pub(super) fn place(&self) -> String {
        let place = match &self.from {
            From::Json(path) => format!("a value at {path}"),
            From::Header(name) => format!("a value in the header {name}"),
            From::Cookie(name) => format!("a cookie {name}"),
            From::Body => "a value in the body".to_owned(),
        };
        match &self.pattern {
            Some(pattern) => format!("{place} that fits {pattern}"),
            None => place,
        }
    }
}

impl Values {
    /// Values of a scenario in which these names are given by some step.
    pub(super) fn new<'a>(declared: impl Iterator<Item = &'a str>) -> Self {
        Values { known: BTreeMap::new(), declared: declared.map(str::to_owned).collect() }
    }

    pub(in crate::check) fn set(&mut self, name: &str, value: Value) {
        self.known.insert(name.to_owned(), value);
    }

    /// Forgets a value that was not given this time.
    pub(in crate::check) fn forget(&mut self, name: &str) {
        self.known.remove(name);
    }

    /// The same values, and one more.
    pub(super) fn with(&self, name: &str, value: Value) -> Self {
        let mut values = self.clone();
        values.set(name, value);
        values
    }

    /// A text with all places filled in. What is in braces and no name stays as it is.
    pub(in crate::check) fn text(&self, template: &str) -> Result<String, Unfilled> {
        self.fill(template, &|text| text)
    }

    /// SQL with all places filled in; a value cannot end the text in which it stands.
    pub(super) fn sql(&self, template: &str) -> Result<String, Unfilled> {
        self.fill(template, &|text| text.replace('\'', "''"))
    }

    fn fill(&self, template: &str, written: &dyn Fn(String) -> String) -> Result<String, Unfilled> {
        let mut out = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let place = after.split_once('}').filter(|(name, _)| self.is_name(name));
            if let Some((name, after)) = place {
                out.push_str(&written(plain(self.known.get(name).ok_or(Unfilled)?)));
                rest = after;
            } else {
                out.push('{');
                rest = after;
            }
        }
        out.push_str(rest);
        Ok(out)
    }

    /// JSON with all places filled in. A text that is one place becomes the value itself: a number stays a number.
    pub(in crate::check) fn value(&self, template: &Value) -> Result<Value, Unfilled> {
        Ok(match template {
            Value::String(text) => {
                let name = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
                match name.filter(|name| self.is_name(name)) {
                    Some(name) => self.known.get(name).cloned().ok_or(Unfilled)?,
                    None => Value::from(self.text(text)?),
                }
            }
            Value::Array(items) => Value::Array(items.iter().map(|item| self.value(item)).collect::<Result<_, _>>()?),
            Value::Object(fields) => {
                let field = |(name, value): (&String, &Value)| Ok((self.text(name)?, self.value(value)?));
                Value::Object(fields.iter().map(field).collect::<Result<_, _>>()?)
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => template.clone(),
        })
    }

    pub(in crate::check) fn pairs(&self, pairs: &[(String, String)]) -> Result<Vec<(String, String)>, Unfilled> {
        pairs.iter().map(|(name, value)| Ok((name.clone(), self.text(value)?))).collect()
    }

    /// A text that came, with the values that the template names replaced by their names: what does not vary from run
    /// to run.
    pub(super) fn masked(&self, template: &str, came: &str) -> String {
        let named = self.known.iter().filter(|(name, _)| template.contains(&format!("{{{name}}}")));
        named.fold(came.to_owned(), |text, (name, value)| {
            let value = plain(value);
            if value.is_empty() { text } else { text.replace(&value, &format!("{{{name}}}")) }
        })
    }

    fn is_name(&self, name: &str) -> bool {
        self.known.contains_key(name) || self.declared.contains(name)
    }
}

/// A value as it stands in a text.
pub(super) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether this can be the name of a value.
pub(in crate::check) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn values() -> Values {
        let mut values = Values::new(["id", "token"].into_iter());
        values.set("id", json!(7));
        values
    }

    #[test]
    fn values_are_filled_in_and_keep_their_kind() {
        let values = values();
        assert_eq!(values.text("/tasks/{id}?x={y}{"), Ok("/tasks/7?x={y}{".to_owned()));
        assert_eq!(values.value(&json!({ "id": "{id}", "text": "no. {id}" })), Ok(json!({ "id": 7, "text": "no. 7" })));
        assert_eq!(values.text("Bearer {token}"), Err(Unfilled));
        assert_eq!(values.with("n", json!("it's")).sql("'{n}'"), Ok("'it''s'".to_owned()));
        assert_eq!(values.masked("/tasks/{id}", "/task/7"), "/task/{id}");
    }

    #[test]
    fn values_are_taken_from_bodies_headers_and_cookies() {
        let reply = Reply {
            status: 201,
            headers: vec![
                ("Location".to_owned(), "http://localhost:1234/tasks/12".to_owned()),
                ("Set-Cookie".to_owned(), "sid=abc; HttpOnly".to_owned()),
            ],
            body: r#"{"id": 12, "note": null}"#.to_owned(),
            ..Reply::default()
        };
        let take = |from: From, pattern: Option<&str>| {
            Capture { name: "x".to_owned(), from, pattern: pattern.map(|text| Regex::new(text).unwrap()) }.take(&reply)
        };
        assert_eq!(take(From::Json("$.id".to_owned()), None), Some(json!(12)));
        assert_eq!(take(From::Json("$.note".to_owned()), None), None);
        assert_eq!(take(From::Header("location".to_owned()), None), Some(json!("/tasks/12")));
        assert_eq!(take(From::Header("location".to_owned()), Some("/(\\d+)$")), Some(json!("12")));
        assert_eq!(take(From::Cookie("sid".to_owned()), None), Some(json!("abc")));
        assert_eq!(take(From::Body, Some("no such")), None);
    }
}
