//! Requests as they are typed: one, or several of a step.

use std::ops::Range;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::value::{headers, json};
use super::{Fields, RawHttp};
use crate::check::http::body::{Body, Part};
use crate::check::http::request::Request;
use crate::check::http::together::{Class, Together};
use crate::diagnostic::FileProblems;

/// The largest body that is sent.
const MOST: usize = 50_000_000;
/// How many requests a step may send.
const REQUESTS: usize = 100;

/// One of several requests.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOne {
    pub(super) request: Spanned<String>,
    #[serde(default)]
    pub(super) params: Fields<String>,
    #[serde(default)]
    pub(super) with: Fields<String>,
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    pub(super) send: Option<Spanned<toml::Value>>,
    pub(super) text: Option<Spanned<String>>,
    pub(super) form: Option<Fields<String>>,
    #[schemars(with = "Option<Fields<serde_json::Value>>")]
    pub(super) multipart: Option<Fields<toml::Value>>,
    pub(super) bytes: Option<Spanned<Vec<u8>>>,
    pub(super) body_size: Option<Spanned<usize>>,
    #[serde(rename = "as")]
    pub(super) client: Option<Spanned<String>>,
}

fn plain(fields: &Fields<String>) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| (name.get_ref().clone(), value.get_ref().clone())).collect()
}

impl RawOne {
    pub(super) fn build(self, problems: &mut FileProblems<'_>) -> Option<Request> {
        let mut request: Request = match self.request.get_ref().parse() {
            Ok(request) => request,
            Err(how) => {
                let typed = self.request.get_ref();
                problems.error("http-request", self.request.span(), format!("`{typed}` is no request")).help(how);
                return None;
            }
        };
        let place = self.request.span();
        let bodies = [
            self.send.is_some(),
            self.text.is_some(),
            self.form.is_some(),
            self.multipart.is_some(),
            self.bytes.is_some(),
            self.body_size.is_some(),
        ];
        let count = bodies.into_iter().filter(|given| *given).count();
        if count > 1 {
            problems
                .error("http-request", place, "a request has one body")
                .help("keep one of `send`, `text`, `form`, `multipart`, `bytes` and `body_size`");
            return None;
        }
        if count == 1 && ["GET", "HEAD"].contains(&request.method.as_str()) {
            problems
                .error("http-request", place, format!("a {} request carries no body", request.method))
                .help("send it with POST, PUT, PATCH or DELETE");
            return None;
        }
        request.params = plain(&self.params);
        request.headers = headers(&self.with, true, problems)?;
        request.client = self.client.as_ref().map(|client| client.get_ref().clone()).unwrap_or_default();
        if count == 1 {
            request.body = Some(self.body(problems)?);
        }
        Some(request)
    }

    fn body(self, problems: &mut FileProblems<'_>) -> Option<Body> {
        if let Some(send) = &self.send {
            return json(send, problems).map(Body::Json);
        }
        if let Some(fields) = &self.form {
            return Some(Body::Form(plain(fields)));
        }
        if let Some(parts) = &self.multipart {
            let parts = parts.iter().map(|(name, value)| part(name, value, problems));
            return parts.collect::<Option<_>>().map(Body::Multipart);
        }
        if let Some(bytes) = self.bytes {
            return Some(Body::Bytes(bytes.into_inner()));
        }
        if let Some(size) = self.body_size {
            if *size.get_ref() > MOST {
                problems
                    .error("http-request", size.span(), format!("a body of {size} bytes takes too long"))
                    .help(format!("ask for {MOST} at most"));
                return None;
            }
            return Some(Body::Size(size.into_inner()));
        }
        self.text.map(|text| Body::Text(text.into_inner()))
    }
}

/// A field as text, or `{ file = "a.png", type = "image/png", text = "…" }` or `{ …, size = 5000000 }`.
fn part(name: &Spanned<String>, typed: &Spanned<toml::Value>, problems: &mut FileProblems<'_>) -> Option<Part> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct RawPart {
        file: Option<String>,
        #[serde(rename = "type")]
        kind: Option<String>,
        #[serde(default)]
        text: String,
        #[serde(default)]
        size: usize,
    }
    let name = name.get_ref().clone();
    if let Some(text) = typed.get_ref().as_str() {
        return Some(Part { name, text: text.to_owned(), size: 0, file: None });
    }
    match typed.get_ref().clone().try_into::<RawPart>() {
        Ok(RawPart { file, kind, text, size }) if size <= MOST => {
            let kind = kind.unwrap_or_else(|| "application/octet-stream".to_owned());
            Some(Part { name, text, size, file: file.map(|file| (file, kind)) })
        }
        Ok(_) | Err(_) => {
            problems.error("http-request", typed.span(), "this is no field of a form").help(
                "write a text, or `{ file = \"a.png\", type = \"image/png\", text = \"…\" }`, or `size` for `text`",
            );
            None
        }
    }
}

impl RawHttp {
    /// Several requests of one step.
    pub(super) fn together(&mut self, place: Range<usize>, problems: &mut FileProblems<'_>) -> Option<Together> {
        let (parallel, repeat) = (self.parallel.take(), self.repeat.take());
        let at_once = repeat.is_none();
        let requests: Vec<Request> = match (self.requests.take(), parallel.or(repeat)) {
            (Some(all), None) => all.into_iter().map(|one| one.build(problems)).collect::<Option<_>>()?,
            (None, Some(count)) if (2..=REQUESTS).contains(count.get_ref()) => {
                vec![self.take_one()?.build(problems)?; count.into_inner()]
            }
            (None, Some(count)) => {
                problems
                    .error("http-request", count.span(), format!("{count} is no number of requests for one step"))
                    .help(format!("write a number from 2 to {REQUESTS}"));
                return None;
            }
            (Some(_), Some(_)) | (None, None) => {
                problems
                    .error("http-request", place, "it is not said how many requests there are")
                    .help("give `request` with `parallel` or `repeat`, or a list of `requests`");
                return None;
            }
        };
        if self.follow.is_some() || self.signal.is_some() {
            problems
                .error("http-request", place, "several requests are neither followed nor interrupted")
                .help("leave out `follow` and `signal`");
            return None;
        }
        let statuses = self.statuses.iter().map(|(class, count)| Some((read(class, problems)?, *count.get_ref())));
        let statuses: Vec<(Class, usize)> = statuses.collect::<Option<_>>()?;
        let sum: usize = statuses.iter().map(|(_, count)| count).sum();
        if !statuses.is_empty() && sum != requests.len() {
            problems
                .error("http-status", place, format!("{} requests have {sum} answers here", requests.len()))
                .help("the numbers of `statuses` add up to the number of requests");
            return None;
        }
        Some(Together { requests, at_once, statuses })
    }
}

/// `201`, or `4xx` for all that begin so.
fn read(typed: &Spanned<String>, problems: &mut FileProblems<'_>) -> Option<Class> {
    let text = typed.get_ref();
    let one = text.parse().ok().filter(|status| (200..600).contains(status)).map(Class::One);
    let digit = || text.strip_suffix("xx")?.parse().ok().filter(|digit| (2..6).contains(digit)).map(Class::Hundred);
    let class = one.or_else(digit);
    if class.is_none() {
        problems
            .error("http-status", typed.span(), format!("no answer has the status {typed}"))
            .help("write a status such as `201`, or `4xx` for all that begin so");
    }
    class
}
