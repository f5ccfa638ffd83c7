//! The `http` check: requests to the learner's server, and what it answers.

mod compare;
mod probe;
mod raw;
mod request;
mod server;
#[cfg(test)]
mod tests;

use super::sandbox::Sandbox;
use super::{CheckError, Need, Seen};
use crate::id::Track;
use crate::process::Output;

pub use probe::Probe;
pub use raw::RawHttp;
pub(super) use raw::{json, one_place};

use compare::Expected;
use request::Request;
use server::Server;

/// A `http` check: one request, and what its answer must be.
#[derive(Debug, Clone)]
pub struct Http {
    request: Request,
    expected: Expected,
}

impl Http {
    /// One line for people, such as `GET /nope → 404`.
    pub fn describe(&self, _track: Track) -> String {
        format!("{} → {}", self.request, self.expected)
    }

    /// What it needs.
    pub fn needs(&self) -> Vec<Need> {
        vec![Need::Runtime]
    }

    /// Starts the learner's server once and sends all requests in order.
    ///
    /// The server has its time limit, and at least five seconds, until it listens; after that all requests together
    /// have the time limit once more. One that does not listen on `PORT` is told at the first request. One that ended
    /// is told at the first request that gets no answer, or at the last one.
    pub fn run(batch: &[&Http], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        let mut seen: Vec<Option<Seen>> = Vec::with_capacity(batch.len());
        if let (Some(crash), Some(first)) = (sandbox.missing_main(), batch.first()) {
            seen.push(Some(Seen { crash: Some(crash), ..first.nothing_seen() }));
            seen.resize(batch.len(), None);
            return Ok(seen);
        }
        let sandbox = sandbox.fresh()?;
        let mut server = Server::start(&sandbox.main, &[], &sandbox)?;
        for (index, check) in batch.iter().enumerate() {
            let mut one = check.nothing_seen();
            let asked = server.ask(&check.request)?;
            let answered = match asked {
                Ok(reply) => {
                    one.facets = check.expected.compare(&reply);
                    if !one.facets.iter().all(|facet| facet.held) {
                        let suspicious = reply.status >= 500 || reply.body.is_empty();
                        one.crash = server.crashed_meanwhile(suspicious);
                    }
                    if index + 1 == batch.len()
                        && let Some(fault) = server.ended_afterwards()
                    {
                        one.crash = one.crash.or(fault.crash);
                        one.facets.extend(fault.facet);
                    }
                    true
                }
                Err(fault) => {
                    one.facets.extend(fault.facet);
                    one.crash = fault.crash;
                    fault.goes_on
                }
            };
            one.printed = server.printed();
            seen.push(Some(one));
            (sandbox.done)();
            if !answered {
                break;
            }
        }
        seen.resize(batch.len(), None);
        Ok(seen)
    }

    fn nothing_seen(&self) -> Seen {
        Seen { again: Some(self.request.curl()), ..Seen::compared(self.request.to_string(), Vec::new()) }
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
    let mut server = Server::start(file, args, sandbox)?;
    let shown = match server.ask(&request)? {
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
