//! Plays the steps of one conversation with one server.

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use jsonpath_rust::JsonPath;
use serde_json::Value;

use super::client::Client;
use super::speech::Speech;
use super::wire::Handshake;
use super::{Does, Expects, WebSocket};
use crate::check::function::shorten;
use crate::check::http::{Json, Played, Scenario, Unfilled};
use crate::check::sandbox::Sandbox;
use crate::check::stable::stable;
use crate::check::{CheckError, Facet, Seen};

mod connect;

const POLL: Duration = Duration::from_millis(1);
/// How often a wait may run out before further ones are cut short.
const MISSES: usize = 3;
/// How long is waited after that.
const SHORT: Duration = Duration::from_millis(200);

struct Conversation<'s, 'a> {
    sandbox: &'s Sandbox<'a>,
    scenario: Scenario<'s, 'a>,
    clients: BTreeMap<String, Client>,
    /// How the server speaks, once it was asked.
    speech: Option<Speech>,
    /// What was sent and came during a step.
    transcript: String,
    /// How often something was waited for in vain.
    misses: usize,
}

/// Plays steps with a server in this sandbox.
pub(super) fn play(steps: &[&WebSocket], sandbox: &Sandbox<'_>, done: &dyn Fn()) -> Result<Played, CheckError> {
    let mut conversation = Conversation {
        sandbox,
        scenario: Scenario::begin(2 * steps.len(), steps.iter().flat_map(|step| step.gives()), sandbox)?,
        clients: BTreeMap::new(),
        speech: None,
        transcript: String::new(),
        misses: 0,
    };
    let mut played = Vec::with_capacity(steps.len());
    for (index, step) in steps.iter().enumerate() {
        if sandbox.cancel.is_cancelled() {
            return Err(CheckError::Cancelled);
        }
        if !conversation.scenario.up {
            break;
        }
        played.push(conversation.step(step, index + 1 == steps.len())?);
        done();
        if sandbox.hasty && played.iter().flatten().any(|seen: &Seen| !seen.passed()) {
            break;
        }
    }
    let listened = conversation.scenario.up || conversation.scenario.server.has_listened();
    let conflict = conversation.scenario.server.conflict();
    played.resize(steps.len(), None);
    Ok(Played { seen: played, listened, conflict })
}

impl Conversation<'_, '_> {
    /// What one step saw; none if it makes no sense after what came before.
    fn step(&mut self, step: &WebSocket, last: bool) -> Result<Option<Seen>, CheckError> {
        if let Does::Http(http) = &step.does {
            return self.scenario.step(http, last);
        }
        let Ok(()) = self.scenario.make(&step.tokens)? else { return Ok(None) };
        if self.scenario.server.has_listened() {
            self.scenario.server.begin();
        }
        self.transcript.clear();
        let mut one = Seen::compared(step.call(), Vec::new());
        let Ok(done) = self.does(step, &mut one)? else { return Ok(None) };
        if done {
            let Ok(facets) = self.expects(step)? else { return Ok(None) };
            one.facets.extend(facets);
        }
        self.look_after(&mut one, last);
        let printed = self.scenario.server.printed();
        one.printed = format!("{}{printed}", shorten(&self.transcript, 2000));
        Ok(Some(one))
    }

    /// Does what the step does. `false` if there is nothing more to be expected of it.
    fn does(&mut self, step: &WebSocket, one: &mut Seen) -> Result<Result<bool, Unfilled>, CheckError> {
        for name in &step.clients {
            if let Does::Connect { target, headers, deaf } = &step.does {
                let values = &self.scenario.values;
                let (Ok(target), Ok(headers)) = (values.text(target), values.pairs(headers)) else {
                    return Ok(Err(Unfilled));
                };
                if !self.connect(name, step, &Handshake { target, headers, deaf: *deaf }, one)? {
                    return Ok(Ok(false));
                }
                continue;
            }
            let Some(client) = self.clients.get_mut(name) else {
                // It was refused, which was told then.
                return Ok(Err(Unfilled));
            };
            match &step.does {
                Does::Send(message) => match self.scenario.values.value(message) {
                    Ok(message) => client.send(&message, &mut self.transcript),
                    Err(Unfilled) => return Ok(Err(Unfilled)),
                },
                Does::Text(text) => client.send_text(text, &mut self.transcript),
                Does::Size(size) => client.send_text(&"x".repeat(*size), &mut self.transcript),
                Does::Ping => {
                    let before = client.pongs;
                    client.ping(&mut self.transcript);
                    let came = self.wait(name, step, |client| client.pongs > before || !client.is_open())?;
                    let held = came && self.clients.get(name).is_some_and(Client::is_open);
                    let actual = if held { "a pong" } else { "none came" };
                    one.facets.push(Facet::compared(facet(name, step, "pong"), held, "none", "a pong", actual));
                }
                Does::Close(code) => {
                    client.close(*code, &mut self.transcript);
                    let came = self.wait(name, step, |client| client.closed.is_some())?;
                    let actual = if came { "it was closed" } else { "the server did not close it" };
                    let expected = "a connection that both sides close";
                    one.facets.push(Facet::compared(facet(name, step, "closes"), came, "open", expected, actual));
                }
                Does::Drop => {
                    client.vanish(&mut self.transcript);
                    one.facets.push(Facet::compared(facet(name, step, "gone"), true, "", "gone", "gone"));
                }
                Does::Nothing | Does::Connect { .. } | Does::Http(_) => {}
            }
        }
        Ok(Ok(true))
    }

    /// What must come of a step, and came.
    fn expects(&mut self, step: &WebSocket) -> Result<Result<Vec<Facet>, Unfilled>, CheckError> {
        let mut facets = Vec::new();
        if let Expects::Silence(time) = &step.expects {
            let until = Instant::now() + *time;
            self.until(until, |_| false)?;
        }
        // While one client waits, the pings of the others come too.
        let pings: BTreeMap<String, usize> =
            self.clients.iter().map(|(name, client)| (name.clone(), client.pings)).collect();
        for name in &step.seen_by {
            if !self.clients.contains_key(name) {
                // It was refused as it should be, or that was told already.
                continue;
            }
            match &step.expects {
                Expects::Done => facets.extend(self.works(name, step)),
                Expects::Message(json) => match self.message(name, step, json)? {
                    Ok(more) => facets.extend(more),
                    Err(Unfilled) => return Ok(Err(Unfilled)),
                },
                Expects::Silence(time) => facets.extend(self.silence(name, step, *time)),
                Expects::Closed(codes) => {
                    self.wait(name, step, |client| client.closed.is_some())?;
                    let closed = self.clients.get(name).and_then(|client| client.closed);
                    facets.push(closed_by_server(name, step, codes, closed));
                }
                Expects::Pinged => {
                    let before = pings.get(name).copied().unwrap_or_default();
                    let came = self.wait(name, step, |client| client.pings > before || !client.is_open())?
                        && self.clients.get(name).is_some_and(|client| client.pings > before);
                    let actual = if came { "a ping" } else { "none came" };
                    facets.push(Facet::compared(facet(name, step, "ping"), came, "none", "a ping", actual));
                }
                Expects::Refused(_) => {}
            }
        }
        Ok(Ok(facets))
    }

    /// Whether the connection is still there after what was sent; other steps have told already.
    fn works(&mut self, name: &str, step: &WebSocket) -> Option<Facet> {
        match step.does {
            Does::Send(_) | Does::Text(_) | Does::Size(_) | Does::Nothing => {}
            Does::Connect { .. } | Does::Ping | Does::Close(_) | Does::Drop | Does::Http(_) => return None,
        }
        self.turn();
        let closed = self.clients.get(name)?.closed;
        let key = closed.map_or("right".to_owned(), |code| format!("closed {code}"));
        let actual = closed.map_or("open".to_owned(), |code| format!("closed with {code}"));
        Some(Facet::compared(facet(name, step, "stays open"), closed.is_none(), key, "an open connection", actual))
    }

    fn message(
        &mut self,
        name: &str,
        step: &WebSocket,
        json: &Json,
    ) -> Result<Result<Vec<Facet>, Unfilled>, CheckError> {
        let mut came = None;
        let skips = &step.skips;
        self.wait(name, step, |client| {
            came = came.take().or_else(|| client.next(skips));
            came.is_some() || !client.is_open()
        })?;
        let Some(message) = came else {
            let closed = self.clients.get(name).and_then(|client| client.closed);
            let (key, actual) = match closed {
                Some(code) => (format!("closed {code}"), format!("the connection was closed with {code}")),
                None => ("none".to_owned(), "nothing came".to_owned()),
            };
            return Ok(Ok(vec![Facet::new(facet(name, step, "message"), false, key, json.described(), actual)]));
        };
        let facets = match json.compare(&message, &self.scenario.values) {
            Ok(facets) => facets,
            Err(Unfilled) => return Ok(Err(Unfilled)),
        };
        let body: Value = serde_json::from_str(&message).unwrap_or_default();
        for (value, path) in &step.captures {
            match body.query(path).ok().and_then(|found| found.first().map(|found| (*found).clone())) {
                Some(found) => self.scenario.values.set(value, found),
                None => self.scenario.values.forget(value),
            }
        }
        let named = facets.into_iter().map(|mut one| {
            one.name = facet(name, step, &one.name);
            one.expected = one.expected.replace("a body that", "a message that");
            one.actual = one.actual.replace("the body is", "the message is");
            one
        });
        Ok(Ok(named.collect()))
    }

    fn silence(&mut self, name: &str, step: &WebSocket, time: Duration) -> Option<Facet> {
        let client = self.clients.get_mut(name)?;
        let (key, actual) = match (client.next(&step.skips), client.closed) {
            (Some(message), _) => (stable(&message), shorten(&crate::process::clean(&message), 300)),
            (None, Some(code)) => (format!("closed {code}"), format!("the connection was closed with {code}")),
            (None, None) => ("right".to_owned(), "nothing".to_owned()),
        };
        let expected = format!("nothing for {} ms", time.as_millis());
        Some(Facet::compared(facet(name, step, "silence"), key == "right", key, expected, actual))
    }

    /// Looks for what messages do not tell: a handler that died halfway, a server that is gone.
    fn look_after(&mut self, one: &mut Seen, last: bool) {
        let wrong = !one.facets.iter().all(|facet| facet.held);
        if wrong && one.crash.is_none() {
            one.crash = self.scenario.server.crashed_meanwhile(true);
        }
        // What closes a connection may be what ends the server, a moment later.
        let closed = self.transcript.contains("← closed");
        if self.scenario.up
            && (last || closed || self.scenario.server.ended())
            && let Some(fault) = self.scenario.server.ended_afterwards()
        {
            one.crash = one.crash.take().or(fault.crash);
            one.facets.extend(fault.facet);
            self.scenario.up = false;
        }
    }

    /// Waits for a client, as long as the step may. Whether what was waited for came.
    fn wait(
        &mut self,
        name: &str,
        step: &WebSocket,
        mut done: impl FnMut(&mut Client) -> bool,
    ) -> Result<bool, CheckError> {
        let until = Instant::now() + self.patience(step);
        let came = self.until(until, |clients| clients.get_mut(name).is_some_and(&mut done))?;
        self.misses += usize::from(!came);
        Ok(came)
    }

    fn patience(&self, step: &WebSocket) -> Duration {
        let usual = if self.misses < MISSES { self.sandbox.limits.time } else { SHORT };
        step.within.unwrap_or(usual)
    }

    /// Lets all clients read and answer, until something is so or the time is over.
    fn until(
        &mut self,
        until: Instant,
        mut done: impl FnMut(&mut BTreeMap<String, Client>) -> bool,
    ) -> Result<bool, CheckError> {
        loop {
            // What it said before it ended counts.
            let ended = self.scenario.server.ended();
            self.turn();
            if done(&mut self.clients) {
                return Ok(true);
            }
            if self.sandbox.cancel.is_cancelled() {
                return Err(CheckError::Cancelled);
            }
            if ended || Instant::now() >= until {
                return Ok(false);
            }
            thread::sleep(POLL);
        }
    }

    fn turn(&mut self) {
        for client in self.clients.values_mut() {
            client.turn(&mut self.transcript);
        }
    }
}

/// The name of what was compared: with the client's where several must see it.
fn facet(client: &str, step: &WebSocket, name: &str) -> String {
    if step.seen_by.len() > 1 || step.clients.len() > 1 { format!("{client}: {name}") } else { name.to_owned() }
}

fn closed_by_server(name: &str, step: &WebSocket, codes: &[u16], closed: Option<u16>) -> Facet {
    let held = closed.is_some_and(|code| codes.is_empty() || codes.contains(&code));
    let key = closed.map_or("open".to_owned(), |code| format!("code {code}"));
    let actual = closed.map_or("it stays open".to_owned(), |code| format!("closed with code {code}"));
    Facet::compared(facet(name, step, "closed"), held, key, step.expected(), actual)
}
