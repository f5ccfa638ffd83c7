//! `http` checks as they are typed in TOML, and what cannot be meant by them.

use std::collections::BTreeMap;

use jsonpath_rust::parser::model::{Segment, Selector};
use jsonpath_rust::parser::parse_json_path;
use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;
use ureq::http::{HeaderName, HeaderValue, Method};

use super::Http;
use super::compare::{At, Expected, without_parameters};
use super::request::{Body, Request};
use crate::diagnostic::FileProblems;

/// Names and values with their places.
type Fields<T> = BTreeMap<Spanned<String>, Spanned<T>>;

/// A `http` check as typed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawHttp {
    /// `GET /path`.
    request: Spanned<String>,
    /// A body of JSON.
    send: Option<Spanned<toml::Value>>,
    /// A body of text.
    text: Option<Spanned<String>>,
    /// Headers of the request.
    #[serde(default)]
    with: Fields<String>,
    status: Option<Spanned<u16>>,
    #[serde(default)]
    headers: Fields<String>,
    #[serde(default)]
    json: Fields<toml::Value>,
    body_contains: Option<Spanned<String>>,
}

impl Http {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawHttp>, problems: &mut FileProblems<'_>) -> Option<Http> {
        let place = raw.span();
        let raw = raw.into_inner();
        let nothing =
            raw.status.is_none() && raw.headers.is_empty() && raw.json.is_empty() && raw.body_contains.is_none();
        if nothing {
            problems
                .error("http-expects", place, "nothing is asked of the answer")
                .help("add at least one of `status`, `headers`, `json` and `body_contains`");
        }
        let request = build_request(&raw, problems);
        let expected = build_expected(&raw, problems);
        let (request, expected) = (request?, expected?);
        (!nothing).then_some(Http { request, expected })
    }
}

fn build_request(raw: &RawHttp, problems: &mut FileProblems<'_>) -> Option<Request> {
    let mut request: Request = match raw.request.get_ref().parse() {
        Ok(request) => request,
        Err(how) => {
            let typed = raw.request.get_ref();
            problems.error("http-request", raw.request.span(), format!("`{typed}` is no request")).help(how);
            return None;
        }
    };
    let body = match (&raw.send, &raw.text) {
        (None, None) => None,
        (Some(send), None) => Some((send.span(), json(send, problems).map(Body::Json))),
        (None, Some(text)) => Some((text.span(), Some(Body::Text(text.get_ref().clone())))),
        (Some(_), Some(text)) => {
            problems
                .error("http-request", text.span(), "a request has one body")
                .help("keep `send` for JSON, or `text` for a body as it stands");
            return None;
        }
    };
    let mut good = true;
    if let Some((place, body)) = body {
        if ![Method::POST, Method::PUT, Method::PATCH].contains(&request.method) {
            problems
                .error("http-request", place, format!("a {} request carries no body", request.method))
                .help("send it with POST, PUT or PATCH");
            good = false;
        }
        good &= body.is_some();
        request.body = body;
    }
    request.headers = headers(&raw.with, problems)?;
    good.then_some(request)
}

fn build_expected(raw: &RawHttp, problems: &mut FileProblems<'_>) -> Option<Expected> {
    let mut good = true;
    if let Some(status) = &raw.status
        && !(200..600).contains(status.get_ref())
    {
        problems
            .error("http-status", status.span(), format!("no answer has the status {status}"))
            .help("the status of an answer is between 200 and 599");
        good = false;
    }
    let headers = headers(&raw.headers, problems);
    for value in raw.headers.values() {
        if without_parameters(value.get_ref()) != value.get_ref().trim().to_lowercase() {
            problems
                .error("http-header", value.span(), "no header is ever equal to this")
                .help("headers are compared without what follows a `;`: leave it out");
            good = false;
        }
    }
    let mut json_at = Vec::new();
    for (path, value) in &raw.json {
        let (parsed, value) = (one_place(path, problems), json(value, problems));
        match (parsed, value) {
            (Some(one), Some(value)) => json_at.push(At { path: path.get_ref().clone(), one, value }),
            (None, _) | (_, None) => good = false,
        }
    }
    if let Some(text) = &raw.body_contains
        && text.get_ref().trim().is_empty()
    {
        problems.error("http-body", text.span(), "every body contains this").help("name a text to look for");
        good = false;
    }
    let (status, contains) = (raw.status.as_ref(), raw.body_contains.as_ref());
    let headers = headers?;
    good.then(|| Expected {
        status: status.map(|status| *status.get_ref()),
        headers,
        json: json_at,
        contains: contains.map(|text| text.get_ref().clone()),
    })
}

fn headers(typed: &Fields<String>, problems: &mut FileProblems<'_>) -> Option<Vec<(String, String)>> {
    let mut good = true;
    for (name, value) in typed {
        if HeaderName::from_bytes(name.get_ref().as_bytes()).is_err() {
            problems
                .error("http-header", name.span(), format!("`{name}` is no name of a header"))
                .help("such names are letters, digits and hyphens: `content-type`");
            good = false;
        }
        if HeaderValue::from_str(value.get_ref()).is_err() || value.get_ref().trim().is_empty() {
            problems
                .error("http-header", value.span(), "no header has this value")
                .help("a value is printable text on one line");
            good = false;
        }
    }
    let pair = |(name, value): (&Spanned<String>, &Spanned<String>)| {
        (name.get_ref().to_lowercase(), value.get_ref().trim().to_owned())
    };
    good.then(|| typed.iter().map(pair).collect())
}

/// Whether a `JSONPath` names one place; none if it is no `JSONPath`.
pub fn one_place(path: &Spanned<String>, problems: &mut FileProblems<'_>) -> Option<bool> {
    let Ok(query) = parse_json_path(path.get_ref()) else {
        problems
            .error("http-json", path.span(), format!("`{path}` is no JSONPath"))
            .help("`$` is the whole body, `$.items[0].name` a value in it, `$.items[*].name` a list of them");
        return None;
    };
    let single = |segment: &Segment| matches!(segment, Segment::Selector(Selector::Name(_) | Selector::Index(_)));
    Some(query.segments.iter().all(single))
}

/// The same value as JSON.
pub fn json(typed: &Spanned<toml::Value>, problems: &mut FileProblems<'_>) -> Option<Value> {
    let value = to_json(typed.get_ref());
    if value.is_none() {
        problems.error("http-json", typed.span(), "JSON has no `nan` and no `inf`").help("use a finite number");
    }
    value
}

fn to_json(value: &toml::Value) -> Option<Value> {
    Some(match value {
        toml::Value::String(text) => Value::from(text.as_str()),
        toml::Value::Integer(number) => Value::from(*number),
        toml::Value::Float(number) => Value::Number(serde_json::Number::from_f64(*number)?),
        toml::Value::Boolean(truth) => Value::from(*truth),
        toml::Value::Datetime(moment) => Value::from(moment.to_string()),
        toml::Value::Array(items) => Value::Array(items.iter().map(to_json).collect::<Option<_>>()?),
        toml::Value::Table(fields) => Value::Object(
            fields.iter().map(|(name, value)| Some((name.clone(), to_json(value)?))).collect::<Option<_>>()?,
        ),
    })
}
