//! The `websocket` check: clients of ours that talk with the learner's server, over plain WebSocket or Socket.IO.

mod client;
mod play;
mod raw;
mod speech;
#[cfg(test)]
mod tests;
mod wire;

use std::ops::Range;
use std::time::Duration;

use serde_json::Value;

use super::http::{Forged, Http, Json, play_all};
use super::sandbox::Sandbox;
use super::{CheckError, Need, Seen};
use crate::id::Track;

pub use raw::RawWebSocket;

/// A `websocket` check: one step of a conversation.
#[derive(Debug, Clone)]
pub struct WebSocket {
    /// Whether a conversation begins with it: a new folder, database, cache and server.
    fresh: bool,
    /// Who does it.
    clients: Vec<String>,
    does: Does,
    /// Who must see what is expected.
    seen_by: Vec<String>,
    expects: Expects,
    /// How long is waited, if not as long as the exercise's limit.
    within: Option<Duration>,
    /// Messages of these types are passed over.
    skips: Vec<String>,
    /// Names, and places in the message that came.
    captures: Vec<(String, String)>,
    /// Tokens that are made before it.
    tokens: Vec<Forged>,
}

/// What a step does.
#[derive(Debug, Clone)]
enum Does {
    Nothing,
    Connect {
        target: String,
        headers: Vec<(String, String)>,
        /// Whether pings stay unanswered.
        deaf: bool,
    },
    /// Sends JSON.
    Send(Value),
    /// Sends a text that need not be JSON.
    Text(String),
    /// Sends a text of so many letters.
    Size(usize),
    Ping,
    /// Closes in order, with this code.
    Close(u16),
    /// Is gone without a word.
    Drop,
    /// A request.
    Http(Box<Http>),
}

/// What must come of it.
#[derive(Debug, Clone)]
enum Expects {
    /// What was done worked.
    Done,
    Message(Box<Json>),
    /// Nothing comes for so long.
    Silence(Duration),
    /// The server does not let the client in: with one of these statuses or codes.
    Refused(Vec<u16>),
    /// The server closes the connection: with one of these codes, or any.
    Closed(Vec<u16>),
    /// The server asks whether somebody is there.
    Pinged,
}

impl WebSocket {
    /// One line for people, such as `ann sends {"type":"chat"} → bob sees $.type = "chat"`.
    pub fn describe(&self, track: Track) -> String {
        if let Does::Http(http) = &self.does {
            return http.describe(track);
        }
        let expected = self.expected();
        let expected = if expected.is_empty() {
            expected
        } else if self.seen_by == self.clients {
            format!(" → {expected}")
        } else {
            format!(" → {}: {expected}", self.seen_by.join(", "))
        };
        format!("{}{expected}", self.call())
    }

    /// What it needs.
    pub fn needs(&self) -> Vec<Need> {
        if let Does::Http(http) = &self.does { http.needs() } else { vec![Need::Runtime] }
    }

    /// Where it looks into the database of the exercise's setup, if it does.
    pub fn looks_into_database(&self) -> Option<Range<usize>> {
        if let Does::Http(http) = &self.does { http.looks_into_database() } else { None }
    }

    /// Plays the conversations one after the other, each with a server of its own.
    ///
    /// As with requests, a server has its time limit, and at least five seconds, until it listens; after that each step
    /// has the time limit.
    pub fn run(batch: &[&WebSocket], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        if let (Some(crash), Some(first)) = (sandbox.missing_main(), batch.first()) {
            return Ok(super::not_started(first.call(), crash, batch.len()));
        }
        play_all(batch, |step| step.fresh, play::play, sandbox)
    }

    /// What is done, with the names of captured values in it.
    fn call(&self) -> String {
        let who = self.clients.join(", ");
        match &self.does {
            Does::Nothing => who,
            Does::Connect { target, .. } => format!("{who} connects to {target}"),
            Does::Send(message) => format!("{who} sends {message}"),
            Does::Text(text) => format!("{who} sends `{text}`"),
            Does::Size(size) => format!("{who} sends {size} letters"),
            Does::Ping => format!("{who} sends a ping"),
            Does::Close(code) => format!("{who} closes with code {code}"),
            Does::Drop => format!("{who} is gone without a word"),
            Does::Http(http) => http.describe(Track::Node),
        }
    }

    /// What is expected, for people; empty where it goes without saying.
    fn expected(&self) -> String {
        let list = |codes: &[u16]| codes.iter().map(u16::to_string).collect::<Vec<_>>().join(" or ");
        match &self.expects {
            Expects::Done => match self.does {
                Does::Ping => "a pong".to_owned(),
                Does::Nothing
                | Does::Connect { .. }
                | Does::Send(_)
                | Does::Text(_)
                | Does::Size(_)
                | Does::Close(_)
                | Does::Drop
                | Does::Http(_) => String::new(),
            },
            Expects::Message(json) => json.described(),
            Expects::Silence(time) => format!("nothing for {} ms", time.as_millis()),
            Expects::Refused(codes) => format!("refused with {}", list(codes)),
            Expects::Closed(codes) if codes.is_empty() => "closed by the server".to_owned(),
            Expects::Closed(codes) => format!("closed by the server with {}", list(codes)),
            Expects::Pinged => "a ping".to_owned(),
        }
    }

    /// The names of the values that it gives.
    fn gives(&self) -> impl Iterator<Item = &str> {
        let http = if let Does::Http(http) = &self.does { Some(http.gives()) } else { None };
        let captured = self.captures.iter().map(|(name, _)| name.as_str());
        captured.chain(self.tokens.iter().map(|token| token.name.as_str())).chain(http.into_iter().flatten())
    }
}
