//! The `http` check: steps of scenarios that are played with the learner's server, and what comes of them.

mod body;
mod cache;
mod client;
mod compare;
mod cookies;
mod json;
mod jwt;
mod probe;
mod raw;
mod reply;
mod request;
mod scenario;
mod server;
mod shape;
#[cfg(test)]
mod tests;
mod together;
mod values;

use std::ops::Range;
use std::time::Duration;

use super::sandbox::Sandbox;
use super::setup::Place;
use super::sql::Look;
use super::{CheckError, Need, Seen};
use crate::id::Track;
use crate::process::Output;

pub(super) use client::Trouble;
pub(super) use json::Expected as Json;
pub(super) use jwt::Forged;
pub use probe::Probe;
pub use raw::RawHttp;
pub(super) use raw::{Fields, RawToken, document, headers, json, one_place, places, tokens};
pub(super) use reply::Reply;
pub(super) use request::Request;
pub(super) use scenario::{Played, Scenario, play_all};
pub(super) use server::{Fault, free_port};
pub(super) use values::{Unfilled, Values, is_name};

use cache::Command;
use compare::Expected;
use server::Server;
use together::Together;
use values::Capture;

/// A `http` check: one step of a scenario.
#[derive(Debug, Clone)]
pub struct Http {
    /// Whether a scenario begins with it: a new folder, database, cache and server.
    fresh: bool,
    /// Whether the server is ended and started again before it.
    restart: bool,
    does: Does,
    expected: Expected,
    /// Values that later steps use.
    captures: Vec<Capture>,
    /// Tokens that are made before it.
    tokens: Vec<Forged>,
    log: Log,
    /// What it may send to the database.
    queries: Option<Queries>,
    /// What is looked at in the database afterwards, and where that stands.
    then: Vec<Look>,
    then_at: Option<Place>,
}

/// What a step does.
#[derive(Debug, Clone)]
enum Does {
    Ask(Ask),
    /// Several requests at once, or one after the other.
    Together(Together),
    /// Waits for the server's end.
    End(Ending),
    /// Only looks into the database.
    Look,
    /// Looks into Redis.
    Redis(Command),
}

/// One request.
#[derive(Debug, Clone)]
struct Ask {
    request: Request,
    /// Whether redirects are followed.
    follow: bool,
    /// After what time the server is asked to end while it answers.
    terminate: Option<Duration>,
}

/// How the server must end.
#[derive(Debug, Clone)]
struct Ending {
    /// Whether it is asked to.
    terminate: bool,
    code: i32,
    within: Duration,
}

/// What the server must print during a step, and must not.
#[derive(Debug, Clone, Default)]
struct Log {
    contains: Vec<String>,
    lacks: Vec<String>,
}

/// What statements a step may send.
#[derive(Debug, Clone)]
struct Queries {
    least: usize,
    most: usize,
    /// Words of which one must stand in one of them, if there are any.
    words: Vec<String>,
}

impl Http {
    /// One line for people, such as `GET /nope → 404`.
    pub fn describe(&self, _track: Track) -> String {
        match &self.does {
            Does::Ask(ask) => format!("{} → {}", ask.request, self.expected),
            Does::Together(together) => together.to_string(),
            Does::End(ending) => ending.describe(),
            Does::Look => self.queries(),
            Does::Redis(command) => command.to_string(),
        }
    }

    /// What it needs.
    pub fn needs(&self) -> Vec<Need> {
        let redis = matches!(self.does, Does::Redis(_)).then_some(Need::Redis);
        let looks = self.queries.is_some() || !self.then.is_empty();
        [Need::Runtime].into_iter().chain(redis).chain(looks.then_some(Need::Database)).collect()
    }

    /// Where it looks into the database of the exercise's setup, if it does.
    pub fn looks_into_database(&self) -> Option<Range<usize>> {
        self.then_at.as_ref().map(Place::range)
    }

    /// Plays the scenarios one after the other, each with a server of its own.
    ///
    /// A server has its time limit, and at least ten seconds, until it listens; after that each step has the time limit.
    /// One that does not listen on `PORT` is told at the first step, and nothing else is tried. One that ended is told at
    /// the first step that gets no answer, or at the scenario's last one.
    pub fn run(batch: &[&Http], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        if let (Some(crash), Some(first)) = (sandbox.missing_main(), batch.first()) {
            return Ok(super::not_started(first.call(), crash, batch.len()));
        }
        scenario::play_all(batch, |step| step.fresh, scenario::play, sandbox)
    }

    /// The call as it is shown, with the names of captured values in it: they may be others in each run.
    fn call(&self) -> String {
        match &self.does {
            Does::Ask(ask) => ask.request.to_string(),
            Does::Together(together) => together.call(),
            Does::End(ending) => ending.describe(),
            Does::Look => self.queries(),
            Does::Redis(command) => command.call(),
        }
    }

    /// The queries of a step that only looks, on one line.
    fn queries(&self) -> String {
        let line = |look: &Look| look.query().split_whitespace().collect::<Vec<_>>().join(" ");
        self.then.iter().map(line).collect::<Vec<_>>().join("; ")
    }

    fn nothing_seen(&self) -> Seen {
        Seen::compared(self.call(), Vec::new())
    }
}

impl Ending {
    fn describe(&self) -> String {
        let asked = if self.terminate { "SIGTERM → " } else { "" };
        format!("{asked}an end with exit code {} within {} s", self.code, self.within.as_secs_f32())
    }
}

/// Starts a server that is a lesson's sample, sends it one request such as `GET /hello`, and stops it. Gives the status,
/// the content type and the body, one line each, or what it printed if it did not answer; and what it did.
pub fn ask_once(
    sandbox: &Sandbox<'_>,
    file: &str,
    args: &[String],
    request: &str,
) -> Result<(String, Output), CheckError> {
    let request: Request = request.parse().map_err(|problem| CheckError::Broken(format!("`{request}`: {problem}")))?;
    let mut server = Server::start(file, args, 1, sandbox)?;
    let answer = match server.ask(&[request], None)? {
        Ok(mut answers) => answers.pop().unwrap_or(Err(Trouble::Dropped)).map_err(|trouble| server.fault(&trouble)),
        Err(fault) => Err(fault),
    };
    let shown = match answer {
        Ok(reply) => {
            let kind = reply.header("content-type").unwrap_or("no content type").to_owned();
            sandbox.clean(&format!("{}\n{kind}\n{}", reply.status, reply.body.trim_end()))
        }
        Err(fault) => {
            let said = fault.facet.map(|facet| facet.actual).or(fault.crash.map(|crash| crash.line));
            format!("{}\n{}", server.printed().trim_end(), said.unwrap_or_default()).trim().to_owned()
        }
    };
    Ok((shown, server.stop()))
}
