//! What is typed about a step besides its request: captured values, tokens, looks into the database and Redis.

use crate::diagnostic::Spanned;
use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Fields;
use super::value::{json, one_place, to_json};
use crate::check::http::cache::{Cell, Command};
use crate::check::http::jwt::{self, ALGORITHMS, Forged, Secret};
use crate::check::http::values::{Capture, From, is_name};
use crate::diagnostic::FileProblems;

/// A token in the answer, as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawJwt {
    from: Spanned<String>,
    alg: Option<Spanned<String>>,
    secret: Option<String>,
    secret_env: Option<String>,
    #[serde(default)]
    #[schemars(with = "Fields<serde_json::Value>")]
    claims: Fields<toml::Value>,
    #[serde(default)]
    lacks: Vec<String>,
    /// Seconds from now until it expires: at least, at most.
    expires_in: Option<[i64; 2]>,
}

/// A token to be made, as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::check) struct RawToken {
    alg: Option<Spanned<String>>,
    secret: Option<String>,
    secret_env: Option<String>,
    #[serde(default)]
    #[schemars(with = "serde_json::Map<String, serde_json::Value>")]
    claims: toml::Table,
    exp_in: Option<i64>,
    iat_in: Option<i64>,
    nbf_in: Option<i64>,
    from: Option<Spanned<String>>,
    #[serde(default)]
    #[schemars(with = "serde_json::Map<String, serde_json::Value>")]
    tamper: toml::Table,
}

fn secret(text: Option<&String>, env: Option<&String>) -> Secret {
    match (text, env) {
        (Some(text), _) => Secret::Text(text.clone()),
        (None, env) => Secret::Env(env.map_or("JWT_SECRET", String::as_str).to_owned()),
    }
}

fn table(typed: &toml::Table) -> Option<Map<String, Value>> {
    typed.iter().map(|(name, value)| Some((name.clone(), to_json(value)?))).collect()
}

pub(super) fn jwt(typed: &Spanned<RawJwt>, problems: &mut FileProblems<'_>) -> Option<jwt::Expected> {
    let raw = typed.get_ref();
    let algorithm = raw.alg.as_ref().map_or("HS256", |alg| alg.get_ref().as_str());
    if !ALGORITHMS.contains(&algorithm) {
        problems
            .error("http-jwt", typed.span(), format!("`{algorithm}` is not verified here"))
            .help(format!("verified are {}", ALGORITHMS.join(", ")));
        return None;
    }
    one_place(&raw.from, problems)?;
    let claims = raw.claims.iter().map(|(name, value)| Some((name.get_ref().clone(), json(value, problems)?)));
    Some(jwt::Expected {
        from: raw.from.get_ref().clone(),
        algorithm: algorithm.to_owned(),
        secret: Some(secret(raw.secret.as_ref(), raw.secret_env.as_ref())),
        claims: claims.collect::<Option<_>>()?,
        lacks: raw.lacks.clone(),
        expires: raw.expires_in.map(|[least, most]| (least, most)),
    })
}

pub(in crate::check) fn tokens(typed: &Fields<RawToken>, problems: &mut FileProblems<'_>) -> Option<Vec<Forged>> {
    let mut all = Vec::new();
    for (name, token) in typed {
        good_name(name, problems)?;
        let raw = token.get_ref();
        let (Some(claims), Some(tamper)) = (table(&raw.claims), table(&raw.tamper)) else {
            problems.error("http-jwt", token.span(), "JSON has no `nan` and no `inf`").help("use a finite number");
            return None;
        };
        if raw.from.is_some() && raw.tamper.is_empty() {
            problems
                .error("http-jwt", token.span(), "a token that is only taken over is the same token")
                .help("name the claims to write over in `tamper`");
            return None;
        }
        let moments = [("exp", raw.exp_in), ("iat", raw.iat_in), ("nbf", raw.nbf_in)];
        let moments = moments.into_iter().filter_map(|(claim, from_now)| Some((claim.to_owned(), from_now?)));
        all.push(Forged {
            name: name.get_ref().clone(),
            algorithm: raw.alg.as_ref().map_or("HS256", |alg| alg.get_ref().as_str()).to_owned(),
            secret: secret(raw.secret.as_ref(), raw.secret_env.as_ref()),
            claims,
            moments: moments.collect(),
            from: raw.from.as_ref().map(|from| from.get_ref().clone()),
            tamper,
        });
    }
    Some(all)
}

/// `"$.id"`, or `{ json = "$.next", pattern = "…" }`, or `header`, `cookie` or `body` in place of `json`.
pub(super) fn captures(typed: &Fields<toml::Value>, problems: &mut FileProblems<'_>) -> Option<Vec<Capture>> {
    let mut all = Vec::new();
    for (name, value) in typed {
        good_name(name, problems)?;
        all.push(capture(name.get_ref(), value, problems)?);
    }
    Some(all)
}

fn capture(name: &str, typed: &Spanned<toml::Value>, problems: &mut FileProblems<'_>) -> Option<Capture> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Raw {
        json: Option<String>,
        header: Option<String>,
        cookie: Option<String>,
        #[serde(default)]
        body: bool,
        pattern: Option<String>,
    }
    let raw = if let Some(path) = typed.get_ref().as_str() {
        Raw { json: Some(path.to_owned()), header: None, cookie: None, body: false, pattern: None }
    } else {
        match typed.get_ref().clone().try_into::<Raw>() {
            Ok(raw) => raw,
            Err(error) => {
                let message = error.message().to_owned();
                problems.error("http-capture", typed.span(), message).help(HOW);
                return None;
            }
        }
    };
    let from = match (raw.json, raw.header, raw.cookie, raw.body) {
        (Some(path), None, None, false) => {
            one_place(&Spanned::new(typed.span(), path.clone()), problems)?;
            From::Json(path)
        }
        (None, Some(header), None, false) => From::Header(header.to_lowercase()),
        (None, None, Some(cookie), false) => From::Cookie(cookie),
        (None, None, None, true) => From::Body,
        _ => {
            problems.error("http-capture", typed.span(), "a value is taken from one place").help(HOW);
            return None;
        }
    };
    let pattern = match raw.pattern.map(|pattern| regex(&pattern, typed, problems)) {
        Some(None) => return None,
        Some(pattern) => pattern,
        None => None,
    };
    Some(Capture { name: name.to_owned(), from, pattern })
}

const HOW: &str =
    "write `\"$.id\"`, or `{ header = \"location\", pattern = \"/tasks/(.+)\" }`, or `cookie` or `body = true`";

fn good_name(name: &Spanned<String>, problems: &mut FileProblems<'_>) -> Option<()> {
    // `{n}` is the number of one of several requests, `{null}` what JSON calls null.
    let taken = ["n", "null"].contains(&name.get_ref().as_str());
    if taken || !is_name(name.get_ref()) {
        problems
            .error("http-capture", name.span(), format!("`{name}` cannot be the name of a value"))
            .help("use small letters, digits and `_`, and neither `n` nor `null`");
        return None;
    }
    Some(())
}

fn regex<T>(pattern: &str, place: &Spanned<T>, problems: &mut FileProblems<'_>) -> Option<Regex> {
    let found = Regex::new(pattern);
    if found.is_err() {
        problems
            .error("http-pattern", place.span(), format!("`{pattern}` is no pattern"))
            .help("write a regular expression, such as `/tasks/(.+)$`");
    }
    found.ok()
}

pub(super) fn redis(
    words: Spanned<Vec<String>>,
    reply: Option<Spanned<toml::Value>>,
    problems: &mut FileProblems<'_>,
) -> Option<Command> {
    let Some(reply) = reply.filter(|_| !words.get_ref().is_empty()) else {
        problems
            .error("http-redis", words.span(), "it is not said what Redis must answer")
            .help("write `redis = [\"GET\", \"user:1\"], reply = \"…\"`; `reply = \"{null}\"` for nothing");
        return None;
    };
    let reply = cell(reply.get_ref(), &reply, problems)?;
    Some(Command { words: words.into_inner(), reply })
}

/// A value, or `{ matches = "…" }`, or `{ between = [1, 60] }`.
fn cell<T>(typed: &toml::Value, place: &Spanned<T>, problems: &mut FileProblems<'_>) -> Option<Cell> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Raw {
        matches: Option<String>,
        between: Option<[i64; 2]>,
    }
    let is_table = typed.is_table();
    match typed.clone().try_into::<Raw>() {
        Ok(Raw { matches: Some(pattern), between: None }) => regex(&pattern, place, problems).map(Cell::Matches),
        Ok(Raw { matches: None, between: Some([least, most]) }) => Some(Cell::Between(least, most)),
        Ok(_) | Err(_) if is_table => {
            problems
                .error("http-redis", place.span(), "this says nothing about a value")
                .help("write a value, or `{ matches = \"^…\" }`, or `{ between = [1, 60] }`");
            None
        }
        Ok(_) | Err(_) => json(&Spanned::new(place.span(), typed.clone()), problems).map(Cell::Is),
    }
}
