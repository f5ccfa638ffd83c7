//! Connects a client: in the server's own way to speak, let in or refused.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Instant;

use super::{Conversation, facet};
use crate::check::http::{Fault, Reply, Request, Trouble};
use crate::check::websocket::client::Client;
use crate::check::websocket::speech::{self, Speech};
use crate::check::websocket::wire::{ABNORMAL, Handshake, Opened};
use crate::check::websocket::{Expects, WebSocket};
use crate::check::{CheckError, Facet, Seen};

impl Conversation<'_, '_> {
    /// Connects a client. `false` if the server is not there, or if what is expected was told already.
    pub(super) fn connect(
        &mut self,
        name: &str,
        step: &WebSocket,
        handshake: &Handshake,
        one: &mut Seen,
    ) -> Result<bool, CheckError> {
        let speech = match self.speech()? {
            Ok(speech) => speech,
            Err(fault) => {
                self.scenario.failed(one, fault);
                return Ok(false);
            }
        };
        let shake = Handshake { target: speech.target(&handshake.target), ..handshake.clone() };
        let (limit, cancel) = (self.patience(step), self.sandbox.cancel);
        let server = &mut self.scenario.server;
        let attempt = |port: u16| shake.make(port, Instant::now() + limit, &|| cancel.is_cancelled());
        let opened = if server.has_listened() {
            attempt(server.port())
        } else {
            match server.first(|server| Ok(vec![attempt(server.port())]))? {
                Ok(mut opened) => opened.pop().unwrap_or(Err(Trouble::Dropped)),
                Err(fault) => {
                    self.scenario.failed(one, fault);
                    return Ok(false);
                }
            }
        };
        if cancel.is_cancelled() {
            return Err(CheckError::Cancelled);
        }
        let refusal = match opened {
            Ok(Opened::Open(wire)) => {
                let client = Client::new(name, wire, speech, &handshake.target, handshake.deaf);
                self.clients.insert(name.to_owned(), client);
                self.welcomed(name, step)?
            }
            // With Socket.IO it is the library that chooses the status.
            Ok(Opened::Answered(400 | 403)) if speech == Speech::SocketIo => Some((0, "refused".to_owned())),
            Ok(Opened::Answered(status)) => Some((status, format!("status {status}"))),
            // A server that only closes the connection refuses as well.
            Err(Trouble::Dropped) if matches!(step.expects, Expects::Refused(_)) && !self.scenario.server.ended() => {
                Some((ABNORMAL, "dropped".to_owned()))
            }
            Err(trouble) => {
                let fault = self.scenario.server.fault(&trouble);
                self.scenario.failed(one, fault);
                return Ok(false);
            }
        };
        if let Some((_, how)) = &refusal {
            _ = writeln!(self.transcript, "{name} ← {how}");
        }
        if let Expects::Refused(codes) = &step.expects {
            one.facets.push(refused(name, step, codes, refusal));
            return Ok(true);
        }
        let key = refusal.map_or("right".to_owned(), |(_, how)| how);
        let (held, expected) = (key == "right", "an open connection");
        let actual = if held { expected.to_owned() } else { key.clone() };
        one.facets.push(Facet::compared(facet(name, step, "connects"), held, &key, expected, &actual));
        Ok(held)
    }

    /// Waits until the conversation begins; if it does not, the code and how it was refused. Where a refusal is
    /// expected, it is waited for.
    fn welcomed(&mut self, name: &str, step: &WebSocket) -> Result<Option<(u16, String)>, CheckError> {
        let is_refusal = matches!(step.expects, Expects::Refused(_));
        self.wait(name, step, |client| {
            let over = !client.is_open() || client.refused.is_some();
            over || if is_refusal { client.has_message() } else { client.welcome }
        })?;
        let Some(client) = self.clients.get_mut(name) else { return Ok(None) };
        Ok(if is_refusal && client.has_message() {
            Some((0, "message first".to_owned()))
        } else if client.refused.is_some() {
            Some((0, "refused".to_owned()))
        } else if let Some(code) = client.closed {
            Some((code, format!("code {code}")))
        } else if is_refusal {
            Some((0, "open".to_owned()))
        } else {
            (!client.welcome).then(|| (0, "no welcome".to_owned()))
        })
    }

    /// How the server speaks. One that may speak Socket.IO is asked.
    fn speech(&mut self) -> Result<Result<Speech, Fault>, CheckError> {
        if let Some(speech) = self.speech {
            return Ok(Ok(speech));
        }
        let mut found = Speech::Plain;
        if names_socket_io(&self.sandbox.dir, 3) {
            let probe: Request =
                format!("GET {}", speech::PROBE).parse().map_err(|_| CheckError::Broken("no request".to_owned()))?;
            match self.scenario.server.ask(&[probe], None)? {
                Ok(answers) => {
                    let is_engine = |answer: &Result<Reply, Trouble>| {
                        answer.as_ref().is_ok_and(|reply| speech::is_engine(reply.status, &reply.body))
                    };
                    if answers.first().is_some_and(is_engine) {
                        found = Speech::SocketIo;
                    }
                }
                Err(fault) => return Ok(Err(fault)),
            }
            self.scenario.server.begin();
        }
        self.speech = Some(found);
        Ok(Ok(found))
    }
}

fn refused(name: &str, step: &WebSocket, codes: &[u16], refusal: Option<(u16, String)>) -> Facet {
    let (code, key) = refusal.unwrap_or((0, "open".to_owned()));
    let held = codes.contains(&code) || key == "refused";
    let actual = match key.as_str() {
        "open" => "the connection stays open".to_owned(),
        "message first" => "a message came before the refusal".to_owned(),
        "dropped" => "the connection was closed without an answer".to_owned(),
        other => other.replace("code ", "closed with code "),
    };
    Facet::compared(facet(name, step, "refused"), held, key, step.expected(), actual)
}

/// Whether a program below a folder names Socket.IO.
fn names_socket_io(folder: &Path, depth: usize) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter(|entry| entry.file_name() != "node_modules").any(|entry| {
        let (path, kind) = (entry.path(), entry.file_type().ok());
        let is_program =
            path.extension().is_some_and(|ending| ["js", "mjs", "cjs", "ts", "py"].iter().any(|one| ending == *one));
        if kind.is_some_and(|kind| kind.is_dir()) {
            depth > 0 && names_socket_io(&path, depth - 1)
        } else {
            let text = |path: &Path| String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned();
            is_program
                && kind.is_some_and(|kind| kind.is_file())
                && ["socket.io", "socketio"].iter().any(|name| text(&path).contains(name))
        }
    })
}
