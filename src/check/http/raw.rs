//! `http` checks as they are typed in TOML, and what cannot be meant by them.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Ask, Does, Ending, Http, Log, Queries};
use crate::check::setup::Place;
use crate::check::sql::{Look, RawLook};
use crate::diagnostic::FileProblems;
use crate::source::{Code, Language};

mod document;
mod expected;
mod request;
mod shape;
mod step;
mod value;

pub(in crate::check) use document::document;
pub(in crate::check) use expected::places;
use request::RawOne;
pub(in crate::check) use step::{RawToken, tokens};
pub(in crate::check) use value::{headers, json, one_place};

/// Names and values with their places.
pub(in crate::check) type Fields<T> = BTreeMap<Spanned<String>, Spanned<T>>;

/// How long a server may take at most until it has ended, unless a check says otherwise.
const END: Duration = Duration::from_secs(5);
/// After what time a server is asked to end while it answers, unless a check says otherwise.
const UNDER_WAY: u64 = 300;

/// A `http` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawHttp {
    /// A scenario begins here.
    fresh: Option<Spanned<bool>>,
    /// The server is ended and started again.
    restart: Option<Spanned<bool>>,
    /// Tokens to be made.
    #[serde(default)]
    tokens: Fields<step::RawToken>,
    /// Values to be taken from the answer.
    #[serde(default)]
    #[schemars(with = "Fields<serde_json::Value>")]
    capture: Fields<toml::Value>,

    // One request.
    /// `GET /path`.
    request: Option<Spanned<String>>,
    /// Names and values after the `?`.
    #[serde(default)]
    params: Fields<String>,
    /// Headers of the request.
    #[serde(default)]
    with: Fields<String>,
    /// A body of JSON.
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    send: Option<Spanned<toml::Value>>,
    /// A body of text.
    text: Option<Spanned<String>>,
    /// A body as a browser sends a form.
    form: Option<Fields<String>>,
    /// A body of fields and files.
    #[schemars(with = "Option<Fields<serde_json::Value>>")]
    multipart: Option<Fields<toml::Value>>,
    /// A body of bytes.
    bytes: Option<Spanned<Vec<u8>>>,
    /// A body of so many letters.
    body_size: Option<Spanned<usize>>,
    /// Whose cookies are sent.
    #[serde(rename = "as")]
    client: Option<Spanned<String>>,
    /// Whether redirects are followed.
    follow: Option<Spanned<bool>>,
    /// `TERM`: sent while the request is under way, or to the idle server.
    signal: Option<Spanned<String>>,
    after_ms: Option<Spanned<u64>>,

    // Several requests.
    /// So many at once.
    parallel: Option<Spanned<usize>>,
    /// So many in a row.
    repeat: Option<Spanned<usize>>,
    /// Different ones, at once.
    requests: Option<Vec<RawOne>>,
    /// How many answers have which status.
    #[serde(default)]
    statuses: Fields<usize>,

    // Other steps.
    /// What is looked at in the attempt's database, after a request or by itself.
    then: Option<Spanned<Vec<RawLook>>>,
    /// A command for the attempt's Redis.
    redis: Option<Spanned<Vec<String>>>,
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    reply: Option<Spanned<toml::Value>>,
    /// The exit code with which the server ends.
    exits: Option<Spanned<i32>>,

    // What is expected of the answer.
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    status: Option<Spanned<toml::Value>>,
    #[serde(default)]
    headers: Fields<String>,
    #[serde(default)]
    #[schemars(with = "Fields<serde_json::Value>")]
    header_contains: Fields<toml::Value>,
    no_headers: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    #[schemars(with = "Fields<serde_json::Value>")]
    json: Fields<toml::Value>,
    #[serde(default)]
    #[schemars(with = "Fields<serde_json::Value>")]
    json_not: Fields<toml::Value>,
    #[serde(default)]
    #[schemars(with = "Fields<serde_json::Value>")]
    json_set: Fields<toml::Value>,
    absent: Option<Vec<Spanned<String>>>,
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    shape: Option<Spanned<toml::Value>>,
    #[serde(default)]
    lengths: Fields<usize>,
    #[serde(default)]
    order: Fields<String>,
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    body_contains: Option<Spanned<toml::Value>>,
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    body_lacks: Option<Spanned<toml::Value>>,
    jwt: Option<Spanned<step::RawJwt>>,
    within_ms: Option<Spanned<u64>>,
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    log_contains: Option<Spanned<toml::Value>>,
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    log_lacks: Option<Spanned<toml::Value>>,
    /// What statements the server sends to the database meanwhile.
    queries: Option<Spanned<RawQueries>>,
}

/// What statements, as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawQueries {
    #[serde(default)]
    at_least: usize,
    at_most: Option<usize>,
    /// At least one of these words stands in one of the statements, in capital or small letters.
    #[serde(default)]
    uses_one: Vec<String>,
}

impl RawQueries {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    fn build(typed: &Spanned<Self>, problems: &mut FileProblems<'_>) -> Option<Queries> {
        let RawQueries { at_least, at_most, uses_one } = typed.get_ref();
        let queries = Queries { least: *at_least, most: at_most.unwrap_or(usize::MAX), words: uses_one.clone() };
        if queries.least > queries.most {
            problems
                .error("http-queries", typed.span(), "no number is that large and that small at once")
                .help("write `queries = { at_most = 2 }`, or `at_least` as well");
            return None;
        }
        let is_word = |word: &String| Code::read(word, Language::Sql).words() == [word.as_str()];
        if let Some(word) = queries.words.iter().find(|word| !is_word(word)) {
            problems
                .error("http-queries", typed.span(), format!("`{word}` is not one word of SQL"))
                .help("write single words: `uses_one = [\"LIMIT\", \"FETCH\"]`");
            return None;
        }
        Some(queries)
    }
}

impl Http {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawHttp>, problems: &mut FileProblems<'_>) -> Option<Http> {
        let place = raw.span();
        let mut raw = raw.into_inner();
        let truth = |typed: &Option<Spanned<bool>>| typed.as_ref().is_some_and(|truth| *truth.get_ref());
        let (fresh, restart) = (truth(&raw.fresh), truth(&raw.restart));
        let expected = raw.expected(problems);
        let captures = step::captures(&raw.capture, problems);
        let tokens = step::tokens(&raw.tokens, problems);
        let log = Log {
            contains: value::texts(raw.log_contains.as_ref(), "http-log", problems)?,
            lacks: value::texts(raw.log_lacks.as_ref(), "http-log", problems)?,
        };
        let does = raw.does(place.clone(), problems);
        let then_at = raw.then.as_ref().map(Place::of).or_else(|| raw.queries.as_ref().map(Place::of));
        let queries = match &raw.queries {
            Some(typed) => Some(RawQueries::build(typed, problems)?),
            None => None,
        };
        let looks = raw.then.take().map(Spanned::into_inner).unwrap_or_default();
        let then = looks.into_iter().map(|look| Look::build_literal(look, problems));
        let then = then.collect::<Option<Vec<_>>>()?;
        let (does, expected, captures, tokens) = (does?, expected?, captures?, tokens?);
        let is_answered = matches!(does, Does::Ask(_) | Does::Together(_));
        let counts = matches!(&does, Does::Together(together) if !together.statuses.is_empty());
        let is_bare = expected.is_nothing()
            && log.contains.is_empty()
            && log.lacks.is_empty()
            && then.is_empty()
            && queries.is_none();
        if is_answered && is_bare && !counts {
            problems
                .error("http-expects", place, "nothing is asked of the answer")
                .help("add at least one of `status`, `headers`, `json`, `shape`, `body_contains` and `statuses`");
            return None;
        }
        if !is_answered && (!expected.is_nothing() || !captures.is_empty()) {
            problems
                .error("http-expects", place, "there is no answer of the server in this step")
                .help("`status`, `json`, `capture` and the like go with `request`");
            return None;
        }
        Some(Http { fresh, restart, does, expected, captures, tokens, log, queries, then, then_at })
    }
}

impl RawHttp {
    /// What the step does: exactly one thing.
    fn does(&mut self, place: std::ops::Range<usize>, problems: &mut FileProblems<'_>) -> Option<Does> {
        let given = [self.request.is_some() || self.requests.is_some(), self.redis.is_some(), self.exits.is_some()];
        let count = given.into_iter().filter(|given| *given).count();
        if count == 0 && self.then.is_some() {
            return Some(Does::Look);
        }
        if count != 1 {
            problems
                .error("http-step", place, "a step does exactly one thing")
                .help("give one of `request`, `requests`, `redis` and `exits`, or `then` alone");
            return None;
        }
        for (name, typed, with, there) in [
            ("reply", self.reply.as_ref().map(Spanned::span), "redis", self.redis.is_some()),
            ("after_ms", self.after_ms.as_ref().map(Spanned::span), "signal", self.signal.is_some()),
        ] {
            if let Some(span) = typed.filter(|_| !there) {
                problems
                    .error("http-step", span, format!("`{name}` has no meaning without `{with}`"))
                    .help(format!("add `{with}`, or leave it out"));
                return None;
            }
        }
        self.check_signal(problems)?;
        let terminate = self
            .signal
            .is_some()
            .then(|| Duration::from_millis(self.after_ms.as_ref().map_or(UNDER_WAY, |after| *after.get_ref())));
        if let Some(words) = self.redis.take() {
            return step::redis(words, self.reply.take(), problems).map(Does::Redis);
        }
        if let Some(code) = self.exits.take() {
            let within = self.within_ms.take().map_or(END, |limit| Duration::from_millis(limit.into_inner()));
            return Some(Does::End(Ending { terminate: terminate.is_some(), code: code.into_inner(), within }));
        }
        if self.requests.is_some() || self.parallel.is_some() || self.repeat.is_some() || !self.statuses.is_empty() {
            return self.together(place, problems).map(Does::Together);
        }
        let follow = self.follow.as_ref().is_some_and(|follow| *follow.get_ref());
        let request = self.take_one()?.build(problems)?;
        Some(Does::Ask(Ask { request, follow, terminate }))
    }

    /// None for a signal that is not sent.
    fn check_signal(&self, problems: &mut FileProblems<'_>) -> Option<()> {
        let Some(signal) = self.signal.as_ref().filter(|signal| signal.get_ref() != "TERM") else { return Some(()) };
        problems
            .error("http-signal", signal.span(), format!("`{signal}` is no signal that is sent"))
            .help("write `TERM`, which is how systems ask a server to end");
        None
    }

    /// What is said of one request, taken out of it.
    fn take_one(&mut self) -> Option<RawOne> {
        Some(RawOne {
            request: self.request.take()?,
            params: std::mem::take(&mut self.params),
            with: std::mem::take(&mut self.with),
            send: self.send.take(),
            text: self.text.take(),
            form: self.form.take(),
            multipart: self.multipart.take(),
            bytes: self.bytes.take(),
            body_size: self.body_size.take(),
            client: self.client.take(),
        })
    }
}
