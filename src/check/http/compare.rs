//! What an answer must be, and how it differs.

use std::fmt;
use std::time::Duration;

use super::json::{self, shortened};
use super::jwt;
use super::reply::Reply;
use super::values::{Unfilled, Values};
use crate::check::Facet;
use crate::check::stable::stable;

/// What an answer must be.
#[derive(Debug, Clone, Default)]
pub(super) struct Expected {
    /// One of these.
    pub(super) status: Vec<u16>,
    /// Names in small letters, and values without parameters.
    pub(super) headers: Vec<(String, String)>,
    /// Names in small letters, and texts in their values.
    pub(super) header_contains: Vec<(String, String)>,
    /// Headers that must not be there.
    pub(super) no_headers: Vec<String>,
    pub(super) json: json::Expected,
    pub(super) contains: Vec<String>,
    pub(super) lacks: Vec<String>,
    pub(super) token: Option<jwt::Expected>,
    pub(super) within: Option<Duration>,
}

impl fmt::Display for Expected {
    /// The first thing that is expected.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.status.is_empty() {
            f.write_str(&one_of(&self.status))
        } else if let Some((name, value)) = self.headers.first().or(self.header_contains.first()) {
            write!(f, "{name}: {value}")
        } else if let Some(name) = self.no_headers.first() {
            write!(f, "no header {name}")
        } else if let Some(at) = self.json.at.first().or(self.json.sets.first()) {
            f.write_str(&at.shown())
        } else if !self.json.is_empty() {
            f.write_str("its JSON")
        } else if let Some(text) = self.contains.first() {
            write!(f, "`{}`", text.trim())
        } else if let Some(text) = self.lacks.first() {
            write!(f, "no `{}`", text.trim())
        } else if self.token.is_some() {
            f.write_str("a token")
        } else {
            f.write_str("an answer")
        }
    }
}

fn one_of(statuses: &[u16]) -> String {
    statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(" or ")
}

impl Expected {
    /// Whether nothing is asked of the answer.
    pub(super) fn is_nothing(&self) -> bool {
        let Expected { status, headers, header_contains, no_headers, json, contains, lacks, token, within } = self;
        let texts = contains.is_empty() && lacks.is_empty() && no_headers.is_empty();
        let pairs = headers.is_empty() && header_contains.is_empty();
        status.is_empty() && texts && pairs && json.is_empty() && token.is_none() && within.is_none()
    }

    /// What was compared, in the order in which a learner should look at it.
    pub(super) fn compare(&self, reply: &Reply, values: &Values, secret: Option<&str>) -> Result<Vec<Facet>, Unfilled> {
        let mut facets = Vec::new();
        if !self.status.is_empty() {
            let (actual, held) = (reply.status.to_string(), self.status.contains(&reply.status));
            // Which one of several it is does not matter.
            let key = if held && self.status.len() > 1 { "right".to_owned() } else { actual.clone() };
            facets.push(Facet::new("status", held, key, one_of(&self.status), actual));
        }
        for (name, template) in &self.headers {
            facets.push(header(reply, name, template, values)?);
        }
        for (name, template) in &self.header_contains {
            let text = values.text(template)?;
            let found = reply.header(name);
            let held = found.is_some_and(|found| found.to_lowercase().contains(&text.to_lowercase()));
            let key = found.map_or("missing", |_| "without");
            let actual = found.map_or_else(|| "it is missing".to_owned(), crate::process::clean);
            facets.push(Facet::compared(format!("header {name}: {template}"), held, key, text, actual));
        }
        for name in &self.no_headers {
            let found = reply.header(name);
            let actual = found.map_or_else(|| "no such header".to_owned(), crate::process::clean);
            facets.push(Facet::compared(format!("header {name}"), found.is_none(), "there", "no such header", actual));
        }
        facets.extend(self.json.compare(&reply.body, values)?);
        if let Some(token) = &self.token {
            let body = serde_json::from_str(&reply.body).unwrap_or_default();
            let found = jsonpath_rust::JsonPath::query(&body, &token.from).unwrap_or_default();
            facets.extend(token.compare(found.first().copied(), secret, values)?);
        }
        for template in &self.contains {
            let text = values.text(template)?;
            let held = reply.body.contains(text.as_str());
            let key = if held { "there" } else { "missing" };
            facets.push(Facet::new("body_contains", held, key, format!("`{}`", text.trim()), shortened(&reply.body)));
        }
        for template in &self.lacks {
            let text = values.text(template)?;
            let held = !reply.body.contains(text.as_str());
            let expected = format!("a body without `{}`", text.trim());
            let actual = shortened(&reply.body);
            facets.push(Facet::compared(format!("body without {template}"), held, "there", expected, actual));
        }
        if let Some(limit) = self.within {
            let held = reply.took <= limit;
            let milliseconds = |time: Duration| format!("{} ms", time.as_millis());
            let expected = format!("an answer within {}", milliseconds(limit));
            facets.push(Facet::compared("time", held, "late", expected, milliseconds(reply.took)));
        }
        Ok(facets)
    }
}

fn header(reply: &Reply, name: &str, template: &str, values: &Values) -> Result<Facet, Unfilled> {
    let value = values.text(template)?;
    let location = reply.location().filter(|_| name == "location");
    let found = location.as_deref().or(reply.header(name));
    let bare = found.map(without_parameters);
    let held = bare.as_ref().is_some_and(|bare| bare.eq_ignore_ascii_case(&value));
    let key = match &bare {
        None => "missing".to_owned(),
        Some(bare) if value == template => stable(bare),
        Some(_) if held => template.to_owned(),
        Some(bare) => stable(&values.masked(template, bare)),
    };
    let actual = found.map_or_else(|| "it is missing".to_owned(), crate::process::clean);
    Ok(Facet::new(format!("header {name}"), held, key, value, actual))
}

/// A header's value without parameters such as `charset`, in small letters.
pub(super) fn without_parameters(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_lowercase()
}
