//! `websocket` checks as they are typed in TOML, and what cannot be meant by them.

use std::ops::Range;
use std::time::Duration;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::{Does, Expects, WebSocket};
use crate::check::http::{Fields, Forged, Http, Json, RawHttp, RawToken, headers, is_name, json, places, tokens};
use crate::diagnostic::FileProblems;

const RULE: &str = "websocket-check";
/// The largest message that is sent.
const MOST: usize = 50_000_000;
/// The longest wait.
const LONGEST: u64 = 60_000;

/// A `websocket` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawWebSocket {
    fresh: Option<Spanned<bool>>,
    /// Tokens to be made.
    #[serde(default)]
    tokens: Fields<RawToken>,
    /// One name, or several.
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    client: Option<Spanned<toml::Value>>,

    // What it does.
    /// The path, with its query.
    connect: Option<Spanned<String>>,
    #[serde(default)]
    with: Fields<String>,
    deaf: Option<Spanned<bool>>,
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    send: Option<Spanned<toml::Value>>,
    send_text: Option<Spanned<String>>,
    send_size: Option<Spanned<usize>>,
    ping: Option<Spanned<bool>>,
    close: Option<Spanned<u16>>,
    drop: Option<Spanned<bool>>,
    http: Option<Spanned<RawHttp>>,

    // What comes of it.
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    seen_by: Option<Spanned<toml::Value>>,
    #[schemars(with = "Option<Spanned<Fields<serde_json::Value>>>")]
    expects: Option<Spanned<Fields<toml::Value>>>,
    absent: Option<Spanned<Vec<String>>>,
    skips: Option<Spanned<Vec<String>>>,
    capture: Option<Spanned<Fields<String>>>,
    nothing_for_ms: Option<Spanned<u64>>,
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    refused: Option<Spanned<toml::Value>>,
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    closes: Option<Spanned<toml::Value>>,
    pinged: Option<Spanned<bool>>,
    within_ms: Option<Spanned<u64>>,
}

impl WebSocket {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawWebSocket>, problems: &mut FileProblems<'_>) -> Option<WebSocket> {
        let place = raw.span();
        let raw = raw.into_inner();
        let before = problems.errors();
        let clients = names(raw.client.as_ref(), problems);
        let seen_by = if raw.seen_by.is_some() { names(raw.seen_by.as_ref(), problems) } else { clients.clone() };
        let tokens: Option<Vec<Forged>> = tokens(&raw.tokens, problems);
        let fresh = raw.fresh.as_ref().is_some_and(|fresh| *fresh.get_ref());
        let within = raw.within_ms.as_ref().map(|limit| time(limit, problems));
        let skips = raw.skips.as_ref().map(|skips| skips.get_ref().clone()).unwrap_or_default();
        let captures = raw.captures(problems);
        let expects = raw.expects(&place, problems);
        let is_request = raw.http.is_some();
        if is_request != clients.is_empty() {
            problems
                .error(RULE, place.clone(), if is_request { "a request has no client" } else { "who does it?" })
                .help("name a client, `client = \"ann\"`, or several, `client = [\"ann\", \"bob\"]`");
        }
        let does = raw.does(&place, problems);
        let (does, expects) = (does?, expects?);
        sense(&place, &does, &expects, &captures, problems);
        let tokens = tokens?;
        (problems.errors() == before).then_some(WebSocket {
            fresh,
            clients,
            does,
            seen_by,
            expects,
            within,
            skips,
            captures,
            tokens,
        })
    }
}

/// Whether what is done and what is expected go together.
fn sense(
    place: &Range<usize>,
    does: &Does,
    expects: &Expects,
    captures: &[(String, String)],
    problems: &mut FileProblems<'_>,
) {
    if matches!((does, expects), (Does::Nothing, Expects::Done)) {
        problems
            .error(RULE, place.clone(), "nothing is done, and nothing is expected")
            .help("add `connect`, `send`, `expects`, `nothing_for_ms`, `closes` or the like");
    }
    if matches!(expects, Expects::Refused(_)) && !matches!(does, Does::Connect { .. }) {
        problems
            .error(RULE, place.clone(), "only somebody who connects can be refused")
            .help("add `connect = \"/\"`, or write `closes` for a connection that was open");
    }
    if !captures.is_empty() && !matches!(expects, Expects::Message(_)) {
        problems.error(RULE, place.clone(), "no message to take a value from").help("`capture` goes with `expects`");
    }
    if matches!(does, Does::Http(_)) && !matches!(expects, Expects::Done) {
        problems
            .error(RULE, place.clone(), "what is expected of a request stands in `http`")
            .help("write `http = { request = \"GET /\", status = 200 }`");
    }
}

/// One value, or the members of a list.
fn several(typed: &toml::Value) -> impl Iterator<Item = &toml::Value> {
    let single = if typed.is_array() { None } else { Some(typed) };
    typed.as_array().into_iter().flatten().chain(single)
}

/// A message with its type where people look for it.
fn type_first(message: Value) -> Value {
    let Value::Object(mut fields) = message else { return message };
    let kind = fields.shift_remove_entry("type");
    Value::Object(kind.into_iter().chain(fields).collect())
}

/// One name, or several.
fn names(typed: Option<&Spanned<toml::Value>>, problems: &mut FileProblems<'_>) -> Vec<String> {
    let Some(typed) = typed else { return Vec::new() };
    let all: Option<Vec<String>> = several(typed.get_ref()).map(|one| one.as_str().map(str::to_owned)).collect();
    let all = all.filter(|all| !all.is_empty() && all.iter().all(|name| is_name(name)));
    if all.is_none() {
        problems
            .error(RULE, typed.span(), "this names no client")
            .help("names are small letters: `\"ann\"`, or a list");
    }
    all.unwrap_or_default()
}

fn time(limit: &Spanned<u64>, problems: &mut FileProblems<'_>) -> Duration {
    if !(1..=LONGEST).contains(limit.get_ref()) {
        problems
            .error(RULE, limit.span(), format!("a wait of {limit} ms"))
            .help(format!("wait at least 1 and at most {LONGEST} ms"));
    }
    Duration::from_millis(*limit.get_ref())
}

/// One code, or several of which one must come.
fn codes(typed: &Spanned<toml::Value>, least: u16, problems: &mut FileProblems<'_>) -> Vec<u16> {
    let code = |code: &toml::Value| code.as_integer().and_then(|code| u16::try_from(code).ok());
    let all: Option<Vec<u16>> = several(typed.get_ref()).map(code).collect();
    let all = all.filter(|all| all.iter().all(|code| (least..5000).contains(code)));
    if all.is_none() {
        problems
            .error(RULE, typed.span(), "this is no code")
            .help("codes of a close frame are 1000 to 4999; 1006 stands for an end without one");
    }
    all.unwrap_or_default()
}

impl RawWebSocket {
    fn does(self, place: &Range<usize>, problems: &mut FileProblems<'_>) -> Option<Does> {
        let is = |typed: &Option<Spanned<bool>>| typed.as_ref().is_some_and(|truth| *truth.get_ref());
        let given = [
            self.connect.is_some(),
            self.send.is_some(),
            self.send_text.is_some(),
            self.send_size.is_some(),
            is(&self.ping),
            self.close.is_some(),
            is(&self.drop),
            self.http.is_some(),
        ];
        if given.into_iter().filter(|given| *given).count() > 1 {
            problems.error(RULE, place.clone(), "a step does one thing").help(
                "give at most one of `connect`, `send`, `send_text`, `send_size`, `ping`, `close`, `drop` and `http`",
            );
            return None;
        }
        if self.connect.is_none() && (!self.with.is_empty() || self.deaf.is_some()) {
            problems
                .error(RULE, place.clone(), "`with` and `deaf` have no meaning without `connect`")
                .help("headers are sent with the handshake alone");
        }
        if let Some(target) = self.connect {
            let text = target.get_ref();
            if !text.starts_with('/') || text.chars().any(|sign| sign.is_whitespace() || !sign.is_ascii()) {
                problems
                    .error(RULE, target.span(), format!("`{text}` is no path"))
                    .help("a path begins with `/`, and may have a query: `/?token={token}`");
            }
            let deaf = self.deaf.is_some_and(|deaf| *deaf.get_ref());
            let headers = headers(&self.with, false, problems)?;
            return Some(Does::Connect { target: target.into_inner(), headers, deaf });
        }
        if let Some(message) = &self.send {
            return json(message, problems).map(type_first).map(Does::Send);
        }
        if let Some(size) = &self.send_size
            && !(1..=MOST).contains(size.get_ref())
        {
            problems.error(RULE, size.span(), format!("{size} letters")).help(format!("send 1 to {MOST} letters"));
        }
        if let Some(code) = &self.close
            && !(1000..5000).contains(code.get_ref())
        {
            problems.error(RULE, code.span(), format!("nobody closes with {code}")).help("write `close = 1000`");
        }
        let (ping, gone) = (is(&self.ping), is(&self.drop));
        Some(if let Some(http) = self.http {
            Does::Http(Box::new(Http::build(http, problems)?))
        } else if let Some(text) = self.send_text {
            Does::Text(text.into_inner())
        } else if let Some(size) = self.send_size {
            Does::Size(size.into_inner())
        } else if let Some(code) = self.close {
            Does::Close(code.into_inner())
        } else if ping {
            Does::Ping
        } else if gone {
            Does::Drop
        } else {
            Does::Nothing
        })
    }

    fn expects(&self, place: &Range<usize>, problems: &mut FileProblems<'_>) -> Option<Expects> {
        let is_message = self.expects.is_some() || self.absent.is_some();
        let pinged = self.pinged.as_ref().is_some_and(|pinged| *pinged.get_ref());
        let given = [is_message, self.nothing_for_ms.is_some(), self.refused.is_some(), self.closes.is_some(), pinged];
        if given.into_iter().filter(|given| *given).count() > 1 {
            problems
                .error(RULE, place.clone(), "a step expects one thing")
                .help("give at most one of `expects`, `nothing_for_ms`, `refused`, `closes` and `pinged`");
            return None;
        }
        if let Some(skips) = self.skips.as_ref().filter(|_| !is_message && self.nothing_for_ms.is_none()) {
            problems
                .error(RULE, skips.span(), "nothing to skip")
                .help("`skips` goes with `expects` or `nothing_for_ms`");
        }
        if is_message {
            let at = self.expects.as_ref().map_or(Some(Vec::new()), |expects| places(expects.get_ref(), problems))?;
            let absent = self.absent.as_ref().map(|absent| absent.get_ref().clone()).unwrap_or_default();
            if at.is_empty() && absent.is_empty() {
                problems
                    .error(RULE, place.clone(), "nothing is expected of the message")
                    .help("write `expects = { \"$.type\" = \"chat\" }`");
            }
            return Some(Expects::Message(Box::new(Json::of(at, absent))));
        }
        Some(if let Some(limit) = &self.nothing_for_ms {
            Expects::Silence(time(limit, problems))
        } else if let Some(refused) = &self.refused {
            Expects::Refused(codes(refused, 400, problems))
        } else if let Some(closes) = &self.closes {
            Expects::Closed(codes(closes, 1000, problems))
        } else if pinged {
            Expects::Pinged
        } else {
            Expects::Done
        })
    }

    fn captures(&self, problems: &mut FileProblems<'_>) -> Vec<(String, String)> {
        let Some(capture) = &self.capture else { return Vec::new() };
        for (name, path) in capture.get_ref() {
            if !is_name(name.get_ref()) || !path.get_ref().starts_with('$') {
                problems
                    .error(RULE, name.span(), format!("`{name}` is taken from nowhere"))
                    .help("write `capture = { id = \"$.id\" }`");
            }
        }
        capture.get_ref().iter().map(|(name, path)| (name.get_ref().clone(), path.get_ref().clone())).collect()
    }
}
