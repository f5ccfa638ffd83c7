//! What is typed about the answer.

use std::time::Duration;

use crate::diagnostic::Spanned;

use super::value::{header_name, headers, json, one_place, texts};
use super::{Fields, RawHttp, shape, step};
use crate::check::http::compare::{Expected, without_parameters};
use crate::check::http::json::{self, At};
use crate::diagnostic::FileProblems;

impl RawHttp {
    /// What the answer must be.
    pub(super) fn expected(&self, problems: &mut FileProblems<'_>) -> Option<Expected> {
        let status = self.status.as_ref().map_or(Some(Vec::new()), |status| statuses(status, problems));
        let headers = self.equal_headers(problems);
        let header_contains = header_texts(&self.header_contains, problems);
        let no_headers = self
            .no_headers
            .iter()
            .flatten()
            .map(|name| header_name(name, problems).then(|| name.get_ref().to_lowercase()));
        let no_headers: Option<Vec<String>> = no_headers.collect();
        let json = self.json(problems);
        let contains = texts(self.body_contains.as_ref(), "http-body", problems);
        let lacks = texts(self.body_lacks.as_ref(), "http-body", problems);
        let token = self.jwt.as_ref().map(|jwt| step::jwt(jwt, problems));
        let token = match token {
            Some(None) => return None,
            Some(token) => token,
            None => None,
        };
        // Where the server's end is waited for, the time is that of its end.
        let within = self.within_ms.as_ref().filter(|_| self.exits.is_none());
        Some(Expected {
            status: status?,
            headers: headers?,
            header_contains: header_contains?,
            no_headers: no_headers?,
            json: json?,
            contains: contains?,
            lacks: lacks?,
            token,
            within: within.map(|limit| Duration::from_millis(*limit.get_ref())),
        })
    }

    fn equal_headers(&self, problems: &mut FileProblems<'_>) -> Option<Vec<(String, String)>> {
        let found = headers(&self.headers, false, problems);
        let mut good = true;
        for value in self.headers.values() {
            if without_parameters(value.get_ref()) != value.get_ref().trim().to_lowercase() {
                problems
                    .error("http-header", value.span(), "no header is ever equal to this")
                    .help("headers are compared without what follows a `;`: leave it out, or use `header_contains`");
                good = false;
            }
        }
        found.filter(|_| good)
    }

    fn json(&self, problems: &mut FileProblems<'_>) -> Option<json::Expected> {
        let (at, not, sets) =
            (places(&self.json, problems), places(&self.json_not, problems), places(&self.json_set, problems));
        let path = |path: &Spanned<String>, problems: &mut FileProblems<'_>| {
            one_place(path, problems).map(|_| path.get_ref().clone())
        };
        let absent: Option<Vec<String>> = self.absent.iter().flatten().map(|place| path(place, problems)).collect();
        let lengths = self.lengths.iter().map(|(place, count)| Some((path(place, problems)?, *count.get_ref())));
        let lengths: Option<Vec<(String, usize)>> = lengths.collect();
        let order = self.order.iter().map(|(place, word)| {
            let ascending = match word.get_ref().as_str() {
                "ascending" => true,
                "descending" => false,
                _ => {
                    problems
                        .error("http-json", word.span(), format!("`{word}` is no order"))
                        .help("write `ascending` or `descending`");
                    return None;
                }
            };
            Some((path(place, problems)?, ascending))
        });
        let order: Option<Vec<(String, bool)>> = order.collect();
        let shape = match self.shape.as_ref().map(|typed| shape::build(typed, problems)) {
            Some(None) => return None,
            Some(shape) => shape,
            None => None,
        };
        Some(json::Expected {
            at: at?,
            not: not?,
            absent: absent?,
            shape,
            lengths: lengths?,
            order: order?,
            sets: sets?,
        })
    }
}

/// Values at places of a body.
pub(in crate::check) fn places(typed: &Fields<toml::Value>, problems: &mut FileProblems<'_>) -> Option<Vec<At>> {
    let place = |(path, value): (&Spanned<String>, &Spanned<toml::Value>)| {
        let (one, value) = (one_place(path, problems), json(value, problems));
        Some(At { path: path.get_ref().clone(), one: one?, value: value? })
    };
    // All of them, so that all problems are told.
    let all: Vec<Option<At>> = typed.iter().map(place).collect();
    all.into_iter().collect()
}

/// One status, or several of which one must come.
fn statuses(typed: &Spanned<toml::Value>, problems: &mut FileProblems<'_>) -> Option<Vec<u16>> {
    let one = std::slice::from_ref(typed.get_ref());
    let mut all = Vec::new();
    for status in typed.get_ref().as_array().map_or(one, Vec::as_slice) {
        let number = status.as_integer().and_then(|number| u16::try_from(number).ok());
        let Some(number) = number.filter(|status| (200..600).contains(status)) else {
            problems
                .error("http-status", typed.span(), format!("no answer has the status {status}"))
                .help("the status of an answer is between 200 and 599");
            return None;
        };
        all.push(number);
    }
    if all.is_empty() {
        problems.error("http-status", typed.span(), "no status is named").help("name one, or leave `status` out");
        return None;
    }
    Some(all)
}

/// Texts that must stand in headers.
fn header_texts(typed: &Fields<toml::Value>, problems: &mut FileProblems<'_>) -> Option<Vec<(String, String)>> {
    let mut all = Vec::new();
    for (name, value) in typed {
        if !header_name(name, problems) {
            return None;
        }
        let texts = texts(Some(value), "http-header", problems)?;
        all.extend(texts.into_iter().map(|text| (name.get_ref().to_lowercase(), text)));
    }
    Some(all)
}
