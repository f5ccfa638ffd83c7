//! One client of ours: its connection, what came, and how it ended.

use std::collections::VecDeque;
use std::fmt::Write;

use serde_json::Value;

use super::speech::{Meaning, Speech};
use super::wire::Wire;
use crate::check::function::shorten;

/// A server that sends more than this unasked is not listened to any longer.
const MOST: usize = 2000;

/// A client, from its handshake on.
pub(super) struct Client {
    name: String,
    speech: Speech,
    deaf: bool,
    wire: Option<Box<Wire>>,
    inbox: VecDeque<String>,
    /// Whether the conversation has begun.
    pub(super) welcome: bool,
    /// Why the server does not want to talk, told in its own protocol.
    pub(super) refused: Option<String>,
    /// The code with which the connection ended.
    pub(super) closed: Option<u16>,
    pub(super) pings: usize,
    pub(super) pongs: usize,
}

impl Client {
    pub(super) fn new(name: &str, mut wire: Box<Wire>, speech: Speech, target: &str, deaf: bool) -> Self {
        let greeting = speech.greeting(target);
        let welcome = greeting.is_none();
        if let Some(greeting) = greeting {
            wire.text(greeting);
        }
        Client {
            name: name.to_owned(),
            speech,
            deaf,
            wire: Some(wire),
            inbox: VecDeque::new(),
            welcome,
            refused: None,
            closed: None,
            pings: 0,
            pongs: 0,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.wire.is_some() && self.closed.is_none()
    }

    /// Whether something came that was not looked at.
    pub(super) fn has_message(&self) -> bool {
        !self.inbox.is_empty()
    }

    pub(super) fn send(&mut self, message: &Value, transcript: &mut String) {
        self.say(&self.speech.message(message), transcript);
    }

    pub(super) fn send_text(&mut self, text: &str, transcript: &mut String) {
        self.say(&self.speech.text(text), transcript);
    }

    fn say(&mut self, text: &str, transcript: &mut String) {
        _ = writeln!(transcript, "{} → {}", self.name, shown(text));
        if let Some(wire) = &mut self.wire {
            wire.text(text.to_owned());
        }
    }

    pub(super) fn ping(&mut self, transcript: &mut String) {
        _ = writeln!(transcript, "{} → ping", self.name);
        if let Some(wire) = &mut self.wire {
            wire.ping();
        }
    }

    /// Says goodbye; the server has to say so too.
    pub(super) fn close(&mut self, code: u16, transcript: &mut String) {
        _ = writeln!(transcript, "{} → close {code}", self.name);
        if let Some(wire) = &mut self.wire {
            if let Some(goodbye) = self.speech.goodbye() {
                wire.text(goodbye.to_owned());
            }
            wire.close(code);
        }
    }

    /// Is gone without a word.
    pub(super) fn vanish(&mut self, transcript: &mut String) {
        _ = writeln!(transcript, "{} is gone", self.name);
        self.wire = None;
    }

    /// The oldest message that was not looked at and is not passed over.
    pub(super) fn next(&mut self, skips: &[String]) -> Option<String> {
        while let Some(message) = self.inbox.pop_front() {
            let read: Option<Value> = serde_json::from_str(&message).ok();
            let kind = read.as_ref().and_then(|message| message.get("type")?.as_str());
            if !kind.is_some_and(|kind| skips.iter().any(|skipped| skipped == kind)) {
                return Some(message);
            }
        }
        None
    }

    /// Reads what has come, and answers what has to be answered.
    pub(super) fn turn(&mut self, transcript: &mut String) {
        if self.inbox.len() >= MOST {
            return;
        }
        let Some(wire) = &mut self.wire else { return };
        for event in wire.turn() {
            let told = match self.speech.read(event) {
                Meaning::Message(message) => {
                    let told = shown(&message);
                    self.inbox.push_back(message);
                    told
                }
                Meaning::Welcome => {
                    self.welcome = true;
                    continue;
                }
                Meaning::Refused(why) => {
                    let told = format!("refused: {}", shown(&why));
                    self.refused = Some(why);
                    wire.close(1000);
                    told
                }
                Meaning::Ping => {
                    self.pings += 1;
                    if self.speech == Speech::SocketIo && !self.deaf {
                        wire.text("3".to_owned());
                    }
                    "ping".to_owned()
                }
                Meaning::Pong => {
                    self.pongs += 1;
                    "pong".to_owned()
                }
                Meaning::Closed(code, reason) => {
                    if self.closed.is_some() {
                        continue;
                    }
                    self.closed = Some(code);
                    format!("closed with {code} {}", shown(&reason)).trim_end().to_owned()
                }
                Meaning::Nothing => continue,
            };
            if transcript.len() < 10_000 {
                _ = writeln!(transcript, "{} ← {told}", self.name);
            }
        }
    }
}

fn shown(text: &str) -> String {
    shorten(&crate::process::clean(text), 200)
}
