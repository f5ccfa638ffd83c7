//! Plays the steps of one scenario with one server, and keeps what they have in common: values, cookies, what led here.

use std::collections::BTreeMap;

use serde_json::Value;

use super::client::Trouble;
use super::cookies::Cookies;
use super::json::shortened;
use super::reply::Reply;
use super::request::Request;
use super::server::{Conflict, Fault, Server, how, in_turn};
use super::together::Together;
use super::values::{Unfilled, Values, is_name};
use super::{Ask, Does, Ending, Forged, Http};
use crate::check::sandbox::Sandbox;
use crate::check::{CheckError, Facet, Seen};
use crate::process::End;

mod watch;

/// How many redirects are followed.
const REDIRECTS: usize = 5;
/// How many earlier requests are shown with a step that failed.
const LED_HERE: usize = 4;

/// A server, and what its steps have in common.
pub(in crate::check) struct Scenario<'s, 'a> {
    sandbox: &'s Sandbox<'a>,
    pub(in crate::check) server: Server<'s, 'a>,
    pub(in crate::check) values: Values,
    /// Of each client by its name.
    cookies: BTreeMap<String, Cookies>,
    /// Lines that repeat what changed something.
    history: Vec<String>,
    /// Whether further requests make sense.
    pub(in crate::check) up: bool,
}

/// What one request or several saw.
enum Came {
    /// An answer, if there was one to compare.
    Answered(Reply),
    Fault(Fault),
}

/// What came of a scenario.
pub(in crate::check) struct Played {
    /// What each step saw.
    pub(in crate::check) seen: Vec<Option<Seen>>,
    /// Whether the server ever listened.
    pub(in crate::check) listened: bool,
    /// Whether it ended because it could not have a port that it wanted besides its own.
    pub(in crate::check) conflict: Option<Conflict>,
}

/// Plays scenarios one after the other, each in a copy of its own. One whose server could not have a port that it wanted
/// is played again, alone. After a server that never listened nothing else is tried. `begins` says whether a scenario
/// begins with a step.
pub(in crate::check) fn play_all<T>(
    batch: &[&T],
    begins: impl Fn(&T) -> bool,
    play: impl Fn(&[&T], &Sandbox<'_>, &dyn Fn()) -> Result<Played, CheckError>,
    sandbox: &Sandbox<'_>,
) -> Result<Vec<Option<Seen>>, CheckError> {
    let mut seen: Vec<Option<Seen>> = Vec::with_capacity(batch.len());
    for steps in batch.chunk_by(|_, next| !begins(next)) {
        let mut played = play(steps, &sandbox.fresh()?, sandbox.done)?;
        if let Some(conflict) = played.conflict {
            let again = || play(steps, &sandbox.fresh()?, &|| ());
            played = in_turn(conflict, sandbox.cancel, again)?.unwrap_or(played);
        }
        let failed = played.seen.iter().flatten().any(|seen| !seen.passed());
        seen.extend(played.seen);
        if !played.listened || (sandbox.hasty && failed) {
            break;
        }
    }
    seen.resize(batch.len(), None);
    Ok(seen)
}

/// Plays steps with a server in this sandbox. `done` is called after each.
pub(super) fn play(steps: &[&Http], sandbox: &Sandbox<'_>, done: &dyn Fn()) -> Result<Played, CheckError> {
    let mut played = Vec::with_capacity(steps.len());
    let count = steps.iter().map(|step| step.requests()).sum();
    let mut scenario = Scenario::begin(count, steps.iter().flat_map(|step| step.gives()), sandbox)?;
    for (index, step) in steps.iter().enumerate() {
        played.push(scenario.step(step, index + 1 == steps.len())?);
        done();
        if sandbox.hasty && played.iter().flatten().any(|seen| !seen.passed()) {
            break;
        }
        let asked = played.iter().flatten().any(|seen| seen.crash.is_some() || !seen.facets.is_empty());
        if asked && !scenario.up && !scenario.server.has_listened() {
            break;
        }
    }
    let listened = scenario.up || scenario.server.has_listened();
    let conflict = scenario.server.conflict();
    scenario.server.stop();
    played.resize(steps.len(), None);
    Ok(Played { seen: played, listened, conflict })
}

impl Http {
    /// The names of the values that it gives.
    pub(in crate::check) fn gives(&self) -> impl Iterator<Item = &str> {
        let captured = self.captures.iter().map(|capture| capture.name.as_str());
        captured.chain(self.tokens.iter().map(|token| token.name.as_str()))
    }

    fn requests(&self) -> usize {
        match &self.does {
            Does::Together(together) if !together.at_once => together.requests.len(),
            Does::Together(_) | Does::Ask(_) | Does::End(_) | Does::Look | Does::Redis(_) => 1,
        }
    }
}

impl<'s, 'a> Scenario<'s, 'a> {
    /// Starts a server for so many steps, which give values of these names.
    pub(in crate::check) fn begin<'n>(
        steps: usize,
        names: impl Iterator<Item = &'n str>,
        sandbox: &'s Sandbox<'a>,
    ) -> Result<Self, CheckError> {
        Ok(Scenario {
            sandbox,
            server: Server::start(&sandbox.main, &[], steps, sandbox)?,
            values: Values::new(names),
            cookies: BTreeMap::new(),
            history: Vec::new(),
            up: true,
        })
    }

    /// Makes tokens.
    pub(in crate::check) fn make(&mut self, tokens: &[Forged]) -> Result<Result<(), Unfilled>, CheckError> {
        for token in tokens {
            let secret = token.secret.find(&self.sandbox.setup.env)?;
            let Ok(made) = token.make(&secret, &self.values) else { return Ok(Err(Unfilled)) };
            self.values.set(&token.name, Value::from(made));
        }
        Ok(Ok(()))
    }

    /// What one step saw; none if it makes no sense after what came before.
    pub(in crate::check) fn step(&mut self, step: &Http, last: bool) -> Result<Option<Seen>, CheckError> {
        if step.restart && self.server.has_listened() {
            self.server.restart()?;
            self.up = true;
        }
        if !self.up {
            return Ok(None);
        }
        let Ok(()) = self.make(&step.tokens)? else { return Ok(None) };
        let mark = match (&step.queries, &self.sandbox.setup.database) {
            (Some(queries), Some(data)) => {
                let database = self.sandbox.database(data)?;
                Some((queries, database, database.mark(self.sandbox.cancel)?))
            }
            _ => None,
        };
        let seen = match &step.does {
            Does::Ask(ask) => self.ask(step, ask, last)?,
            Does::Together(together) => self.together(step, together, last)?,
            Does::End(ending) => Some(self.end(step, ending)?),
            Does::Look => Some(step.nothing_seen()),
            Does::Redis(command) => {
                let facets = command.run(self.sandbox, &self.values)?;
                facets.map(|facets| Seen { facets, ..step.nothing_seen() })
            }
        };
        let Some(mut seen) = seen else { return Ok(None) };
        self.log(step, &mut seen);
        if let Some((queries, database, mark)) = mark {
            let sent = database.statements_since(&mark, self.sandbox.cancel)?;
            seen.facets.extend(queries.compare(&sent, self.sandbox));
        }
        let Some(rows) = self.look(step)? else { return Ok(None) };
        seen.facets.extend(rows);
        seen.printed = self.server.printed();
        if !seen.passed() {
            let mut lines: Vec<String> = self.history.iter().rev().take(LED_HERE).rev().cloned().collect();
            lines.extend(seen.again.take().filter(|line| lines.last() != Some(line)));
            seen.again = (!lines.is_empty()).then(|| lines.join("\n"));
        }
        Ok(Some(seen))
    }

    fn ask(&mut self, step: &Http, ask: &Ask, last: bool) -> Result<Option<Seen>, CheckError> {
        let Some(request) = self.filled(&ask.request)? else { return Ok(None) };
        let mut one = step.nothing_seen();
        one.again = Some(request.curl());
        let came = match self.server.ask(std::slice::from_ref(&request), ask.terminate)? {
            Ok(mut answers) => self.came(&request, answers.pop().unwrap_or(Err(Trouble::Dropped))),
            Err(fault) => Came::Fault(fault),
        };
        if !request.is_safe() || !step.captures.is_empty() {
            self.history.push(request.curl());
        }
        let came = match came {
            Came::Answered(reply) if ask.follow => self.follow(&request, reply)?,
            Came::Answered(_) | Came::Fault(_) => came,
        };
        match came {
            Came::Fault(fault) => self.failed(&mut one, fault),
            Came::Answered(reply) => {
                let Ok(facets) = self.compare(step, &[&reply])? else { return Ok(None) };
                one.facets = facets;
                let suspicious = reply.status >= 500 || reply.body.is_empty();
                self.look_after(&mut one, suspicious, last && ask.terminate.is_none());
            }
        }
        Ok(Some(one))
    }

    fn together(&mut self, step: &Http, together: &Together, last: bool) -> Result<Option<Seen>, CheckError> {
        let mut requests = Vec::with_capacity(together.requests.len());
        for (request, number) in together.requests.iter().zip(1..) {
            let numbered = self.values.with("n", Value::from(number));
            let Ok(filled) = request.filled(&numbered) else { return Ok(None) };
            requests.push(self.with_cookies(filled));
        }
        let mut one = step.nothing_seen();
        one.again = together.again(&self.values);
        let mut replies = Vec::new();
        let mut fault = None;
        for group in requests.chunks(if together.at_once { requests.len().max(1) } else { 1 }) {
            let answers = match self.server.ask(group, None)? {
                Ok(answers) => answers,
                Err(why) => {
                    fault = Some(why);
                    break;
                }
            };
            for (request, answer) in group.iter().zip(answers) {
                match self.came(request, answer) {
                    Came::Answered(reply) => replies.push(reply),
                    Came::Fault(why) => _ = fault.get_or_insert(why),
                }
            }
            if fault.as_ref().is_some_and(|fault| !fault.goes_on) {
                break;
            }
        }
        self.history.extend(one.again.clone());
        let statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
        one.facets = together.compare(&statuses);
        let Ok(facets) = self.compare(step, &replies.iter().collect::<Vec<_>>())? else { return Ok(None) };
        one.facets.extend(facets);
        match fault {
            Some(fault) => self.failed(&mut one, fault),
            None => self.look_after(&mut one, statuses.iter().any(|status| *status >= 500), last),
        }
        Ok(Some(one))
    }

    fn end(&mut self, step: &Http, ending: &Ending) -> Result<Seen, CheckError> {
        let mut one = step.nothing_seen();
        if !self.server.has_listened()
            && let Err(fault) = self.server.ask(&[], None)?
        {
            self.failed(&mut one, fault);
            return Ok(one);
        }
        if ending.terminate {
            self.server.terminate()?;
        }
        let end = self.server.end(ending.within);
        self.up = end.is_none();
        let key = match end {
            None => "goes on".to_owned(),
            Some(End::Exited(code)) if code == ending.code => "right".to_owned(),
            Some(End::Exited(code)) => format!("code {code}"),
            Some(End::Signalled(signal)) => format!("signal {signal}"),
            Some(End::TimedOut | End::Cancelled | End::OutOfMemory) => "stopped".to_owned(),
        };
        let actual = end.map_or("it goes on".to_owned(), how);
        let seconds = ending.within.as_secs_f32();
        let expected = format!("an end with exit code {} within {seconds} s", ending.code);
        one.facets.push(Facet::new("end of the server", key == "right", key, expected, actual));
        Ok(one)
    }

    /// A request with values and cookies in it; none if a value was never given.
    fn filled(&self, request: &Request) -> Result<Option<Request>, CheckError> {
        let Ok(filled) = request.filled(&self.values) else { return Ok(None) };
        let unknown = filled.target.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
        match unknown.into_iter().find(|name| is_name(name)) {
            Some(name) => Err(CheckError::Broken(format!("no step gives the value `{{{name}}}` of `{request}`"))),
            None => Ok(Some(self.with_cookies(filled))),
        }
    }

    fn with_cookies(&self, mut request: Request) -> Request {
        let given = request.headers.iter().any(|(name, _)| name == "cookie");
        let cookies = self.cookies.get(&request.client).and_then(|cookies| cookies.header(&request.target));
        if let Some(cookies) = cookies.filter(|_| !given) {
            request.headers.push(("cookie".to_owned(), cookies));
        }
        request
    }

    fn came(&mut self, request: &Request, answer: Result<Reply, Trouble>) -> Came {
        match answer {
            Ok(reply) => {
                self.cookies.entry(request.client.clone()).or_default().keep(&reply);
                Came::Answered(reply)
            }
            Err(trouble) => Came::Fault(self.server.fault(&trouble)),
        }
    }

    fn follow(&mut self, request: &Request, mut reply: Reply) -> Result<Came, CheckError> {
        for _ in 0..REDIRECTS {
            let Some(location) = reply.location().filter(|_| matches!(reply.status, 301..=303 | 307 | 308)) else {
                break;
            };
            let Ok(next) = format!("GET {location}").parse::<Request>() else { break };
            let next = self.with_cookies(Request { client: request.client.clone(), ..next });
            let answers = match self.server.ask(std::slice::from_ref(&next), None)? {
                Ok(answers) => answers,
                Err(fault) => return Ok(Came::Fault(fault)),
            };
            for answer in answers {
                match self.came(&next, answer) {
                    Came::Answered(next) => reply = next,
                    Came::Fault(fault) => return Ok(Came::Fault(fault)),
                }
            }
        }
        Ok(Came::Answered(reply))
    }

    /// Takes what later steps need, and compares: of several answers, the first that is wrong.
    fn compare(&mut self, step: &Http, replies: &[&Reply]) -> Result<Result<Vec<Facet>, Unfilled>, CheckError> {
        let mut missing = Vec::new();
        for capture in &step.captures {
            if let Some(value) = replies.iter().find_map(|reply| capture.take(reply)) {
                self.values.set(&capture.name, value);
            } else {
                self.values.forget(&capture.name);
                let found = replies.iter().find_map(|reply| capture.find(reply));
                let actual = found.map_or("it is missing".to_owned(), |found| shortened(&found.to_string()));
                missing.push(Facet::new(capture.name.as_str(), false, "missing", capture.place(), actual));
            }
        }
        let secret = step.expected.token.as_ref().and_then(|token| token.secret.as_ref());
        let secret = secret.map(|secret| secret.find(&self.sandbox.setup.env)).transpose()?;
        let mut all: Vec<Facet> = Vec::new();
        for reply in replies {
            match step.expected.compare(reply, &self.values, secret.as_deref()) {
                Ok(facets) if all.iter().all(|facet| facet.held) => all = facets,
                Ok(_) => {}
                Err(Unfilled) if missing.is_empty() => return Ok(Err(Unfilled)),
                Err(Unfilled) => {}
            }
        }
        // Where the answer itself is wrong, nobody wonders that it gives no value.
        if all.iter().all(|facet| facet.held) {
            all.extend(missing);
        }
        Ok(Ok(all))
    }

    /// A step that failed for this reason, and whether there is sense in going on.
    pub(in crate::check) fn failed(&mut self, one: &mut Seen, fault: Fault) {
        one.facets.extend(fault.facet);
        one.crash = fault.crash;
        self.up = fault.goes_on;
    }

    /// Looks for what an answer does not tell: a handler that died halfway, a server that is gone.
    fn look_after(&mut self, one: &mut Seen, suspicious: bool, last: bool) {
        if !one.facets.iter().all(|facet| facet.held) {
            one.crash = self.server.crashed_meanwhile(suspicious);
        }
        if last && let Some(fault) = self.server.ended_afterwards() {
            one.crash = one.crash.take().or(fault.crash);
            one.facets.extend(fault.facet);
            self.up = false;
        }
    }
}
