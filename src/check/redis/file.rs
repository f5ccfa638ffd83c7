//! The learner's file of commands, run in a Redis of its own as if somebody typed it.

use std::fmt::Write;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use redis::{RedisResult, Value};

use super::look::{Look, lost};
use super::proxy::Command;
use super::script::{self, Line, Problem};
use super::{Redis, Reply, Shown};
use crate::check::function::{quote, shorten};
use crate::check::sandbox::Sandbox;
use crate::check::{CheckError, Crash, Facet};

const POLL: Duration = Duration::from_millis(10);

/// The file, and what its last run came to.
pub(super) struct File<'s, 'a> {
    sandbox: &'s Sandbox<'a>,
    pub(super) look: Look,
    lines: Result<Vec<Line>, Problem>,
    /// What Redis answered; none before it was run.
    answers: Option<Vec<RedisResult<Value>>>,
}

impl<'s, 'a> File<'s, 'a> {
    pub(super) fn new(sandbox: &'s Sandbox<'a>) -> Result<Self, CheckError> {
        let look = Look::new(sandbox.redis()?)?;
        let lines = script::parse(&sandbox.text(&sandbox.main).unwrap_or_default());
        Ok(File { sandbox, look, lines, answers: None })
    }

    /// Runs it if it was not run yet, or if the check asks for something to be there before.
    pub(super) fn run(&mut self, check: &Redis, shown: &mut Shown) -> Result<(), CheckError> {
        if !check.calls.is_empty() {
            return Err(CheckError::Broken("a file of commands has no functions to call".to_owned()));
        }
        if let Err(problem) = &self.lines {
            let Problem { line, column, what } = problem;
            let line_text = format!("{}:{line}:{column}: {what}", self.sandbox.main);
            shown.crash = Some(Crash { at_start: true, kind: "syntax".to_owned(), line: line_text, at: Some(*line) });
            shown.over = true;
            return Ok(());
        }
        if self.answers.is_none() || check.fresh || !check.before.is_empty() {
            self.look.flush()?;
            for words in &check.before {
                self.look.run::<()>(words).map_err(|error| CheckError::Broken(format!("`before`: {error}")))?;
            }
            if !self.type_in(shown)? {
                shown.facets.push(Facet::unended(self.sandbox.limits.time));
                shown.over = true;
            }
        }
        if !check.later.is_zero() {
            self.look.later(check.later)?;
        }
        shown.commands = self.commands();
        if let Some(reply) = &check.reply {
            shown.facets.push(self.replied(reply));
        }
        Ok(())
    }

    /// Sends all commands, one after the other. `false` if they did not end in time.
    fn type_in(&mut self, shown: &mut Shown) -> Result<bool, CheckError> {
        let lines = self.lines.as_deref().unwrap_or_default();
        let mut connection = self.sandbox.redis()?.connect()?;
        let until = Instant::now() + self.sandbox.limits.time;
        let (look, cancel) = (&mut self.look, self.sandbox.cancel);
        // In a thread of its own, because a command may wait for ever.
        let (answers, ended) = thread::scope(|scope| {
            let (tell, told) = mpsc::channel();
            let send = move || {
                for line in lines {
                    let mut command = redis::Cmd::new();
                    for word in &line.words {
                        command.arg(word.as_slice());
                    }
                    let answer = command.query::<Value>(&mut connection);
                    if tell.send(answer).is_err() {
                        break;
                    }
                }
            };
            thread::Builder::new()
                .spawn_scoped(scope, send)
                .map_err(|source| CheckError::Io { what: "sending commands".to_owned(), source })?;
            let mut answers: Vec<RedisResult<Value>> = Vec::new();
            loop {
                match told.recv_timeout(POLL) {
                    Ok(answer) => answers.push(answer),
                    Err(RecvTimeoutError::Disconnected) => return Ok((answers, true)),
                    Err(RecvTimeoutError::Timeout) if cancel.is_cancelled() => {
                        drop(told);
                        look.disconnect_others();
                        return Err(CheckError::Cancelled);
                    }
                    Err(RecvTimeoutError::Timeout) if Instant::now() >= until => {
                        drop(told);
                        look.disconnect_others();
                        return Ok((answers, false));
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                }
            }
        })?;
        for (line, answer) in lines.iter().zip(&answers) {
            let said = match answer {
                Ok(answer) => shorten(&script::answer(answer), 300),
                Err(error) => format!("(error) {}", refusal(error)),
            };
            _ = writeln!(shown.transcript, "> {}\n{said}", crate::process::clean(&line.text));
            if let Err(error) = answer {
                if error.is_io_error() {
                    return Err(lost(error));
                }
                let kind = error.code().unwrap_or("ERR").to_owned();
                let place = format!("{}:{}:{}", self.sandbox.main, line.number, line.column);
                let said =
                    format!("{place}: `{}`: {}", shorten(&crate::process::clean(&line.text), 80), refusal(error));
                let crash = Crash { at_start: false, kind, line: said, at: Some(line.number) };
                shown.crash = Some(shown.crash.take().unwrap_or(crash));
            }
        }
        self.answers = Some(answers);
        Ok(ended)
    }

    fn commands(&self) -> Vec<Command> {
        let command = |line: &Line| {
            let words = line.words.iter().map(|word| String::from_utf8_lossy(word).into_owned()).enumerate();
            let words = words.map(|(index, word)| if index == 0 { word.to_uppercase() } else { word });
            Command { words: words.collect(), expiry: None }
        };
        self.lines.as_deref().unwrap_or_default().iter().map(command).collect()
    }

    /// Compares the answer to the last command that begins as it is asked.
    fn replied(&self, reply: &Reply) -> Facet {
        let name = format!("reply to {}", reply.to);
        let expected = reply.is.iter().map(|text| quote(text)).collect::<Vec<_>>().join(", ");
        let mut answers = self.commands().into_iter().zip(self.answers.as_deref().unwrap_or_default()).rev();
        match answers.find(|(command, _)| command.is(&reply.to)) {
            None => Facet::new(name, false, "missing", expected, format!("there is no command `{}`", reply.to)),
            Some((_, Err(error))) => Facet::new(name, false, "error", expected, refusal(error)),
            Some((_, Ok(answer))) => {
                let actual = plain(answer);
                let shown = actual.iter().map(|text| quote(text)).collect::<Vec<_>>().join(", ");
                Facet::compared(name, actual == reply.is, shorten(&shown, 200), expected, shorten(&shown, 400))
            }
        }
    }
}

/// What Redis says against a command, without what our library adds.
fn refusal(error: &redis::RedisError) -> String {
    let said = match (error.code(), error.detail()) {
        (Some(code), Some(detail)) => format!("{code} {detail}"),
        (_, Some(detail)) => detail.to_owned(),
        (_, None) => error.to_string(),
    };
    crate::process::clean(&said)
}

/// The texts of an answer; nothing is `(nil)`.
#[allow(clippy::wildcard_enum_match_arm, reason = "all others are one text, as the prompt shows it")]
fn plain(answer: &Value) -> Vec<String> {
    match answer {
        Value::Array(items) | Value::Set(items) => items.iter().flat_map(plain).collect(),
        Value::Map(pairs) => pairs.iter().flat_map(|(key, value)| [plain(key), plain(value)].concat()).collect(),
        Value::BulkString(bytes) => vec![String::from_utf8_lossy(bytes).into_owned()],
        Value::Int(number) => vec![number.to_string()],
        other => vec![script::answer(other)],
    }
}
