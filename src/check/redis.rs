//! The `redis` check: what the learner's commands, or functions, do in a Redis that is theirs alone.

mod calls;
mod file;
mod proxy;
mod raw;
mod script;
mod state;
#[cfg(test)]
mod tests;
mod wire;

use std::time::Duration;

use super::function::Value;
use super::sandbox::Sandbox;
use super::{CheckError, Facet, Need, Seen};
use crate::id::Track;

pub use raw::RawRedis;

use calls::Processes;
use file::File;
use proxy::Command;
use state::{Expiry, Look, State, Wanted};

/// The ending of the name of a file of commands.
const COMMANDS: &str = ".redis";

/// A `redis` check: what is done first, the calls, and what must be so afterwards.
#[derive(Debug, Clone, Default)]
pub struct Redis {
    /// Whether to begin with an empty Redis and new processes.
    fresh: bool,
    /// Commands of ours.
    before: Vec<Vec<Vec<u8>>>,
    /// Time that passes.
    later: Duration,
    /// Whether Redis is away during the calls.
    away: bool,
    calls: Vec<Call>,
    state: Option<State>,
    reply: Option<Reply>,
    commands: Commands,
    /// A pattern of keys of which none may be without a TTL at any time.
    expires_always: Option<String>,
}

/// A call of a learner's function.
#[derive(Debug, Clone)]
struct Call {
    /// In which process, counted from 1.
    process: usize,
    /// The function, in `snake_case`.
    function: String,
    args: Vec<Value>,
    /// What it must hand back.
    returns: Option<Value>,
    /// What must be in a record that it hands back.
    has: Vec<(String, Part)>,
    /// How often it is made.
    times: usize,
    /// Time that passes before it.
    later: Duration,
}

/// What must be in a record.
#[derive(Debug, Clone)]
enum Part {
    Value(Value),
    /// A number in between.
    Between(f64, f64),
}

/// What Redis must have answered to a command of the file.
#[derive(Debug, Clone)]
struct Reply {
    /// How the command begins.
    to: String,
    is: Vec<String>,
}

/// What is asked of the commands that were sent. Each is named by how it begins.
#[derive(Debug, Clone, Default)]
struct Commands {
    uses: Vec<String>,
    never: Vec<String>,
    at_most: Vec<(String, usize)>,
}

/// What a check shows so far.
#[derive(Default)]
struct Shown {
    facets: Vec<Facet>,
    crash: Option<super::Crash>,
    /// What happened, line by line.
    transcript: String,
    /// The call to name: the first that went wrong, or the first.
    call: Option<String>,
    /// The commands that were sent.
    commands: Vec<Command>,
    /// Whether there is no sense in going on.
    over: bool,
}

/// Where checks are made: a file that was run, or processes that are there for calls.
enum Stage<'s, 'a> {
    File(File<'s, 'a>),
    Processes(Box<Processes<'s, 'a>>),
}

impl Redis {
    /// One line for people.
    pub fn describe(&self, track: Track) -> String {
        let calls = self.calls.first().map(|call| match self.calls.iter().map(|call| call.times).sum::<usize>() {
            1 => call.shown(track),
            several => format!("{several} calls such as {}", call.shown(track)),
        });
        let state = self.state.as_ref().map(State::describe);
        let reply = self.reply.as_ref().map(|reply| format!("`{}` → {}", reply.to, reply.is.join(", ")));
        let expires = self.expires_always.as_ref().map(|pattern| format!("keys `{pattern}` always expire"));
        let commands = self.commands.describe();
        let all: Vec<_> = [calls, state, reply, expires, commands].into_iter().flatten().collect();
        all.join("; ")
    }

    /// What it needs.
    pub fn needs(&self) -> Vec<Need> {
        if self.calls.is_empty() { Vec::new() } else { vec![Need::Runtime] }
    }

    /// The functions that it calls, in `snake_case`.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.calls.iter().map(|call| call.function.as_str())
    }

    /// Runs the learner's file of commands once, or keeps the learner's processes for all calls, in a Redis of their own.
    pub fn run(batch: &[&Redis], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        let sandbox = sandbox.fresh()?;
        if let (Some(crash), Some(first)) = (sandbox.missing_main(), batch.first()) {
            return Ok(super::not_started(first.call(sandbox.track), crash, batch.len()));
        }
        let mut stage = if sandbox.main.ends_with(COMMANDS) {
            Stage::File(File::new(&sandbox)?)
        } else {
            Stage::Processes(Box::new(Processes::new(&sandbox)?))
        };
        let mut seen = Vec::with_capacity(batch.len());
        for check in batch {
            if sandbox.cancel.is_cancelled() {
                return Err(CheckError::Cancelled);
            }
            let mut shown = Shown::default();
            match &mut stage {
                Stage::File(file) => file.run(check, &mut shown)?,
                Stage::Processes(processes) => processes.run(check, &mut shown)?,
            }
            if !shown.over {
                check.compare(stage.look(), &mut shown)?;
            }
            let over = shown.over;
            let call = shown.call.unwrap_or_else(|| check.call(sandbox.track));
            seen.push(Some(Seen {
                crash: shown.crash,
                printed: super::function::shorten(shown.transcript.trim_end(), 2000),
                ..Seen::compared(call, shown.facets)
            }));
            (sandbox.done)();
            if over {
                break;
            }
        }
        seen.resize(batch.len(), None);
        Ok(seen)
    }

    /// What must be so afterwards.
    fn compare(&self, look: &mut Look, shown: &mut Shown) -> Result<(), CheckError> {
        shown.facets.extend(self.commands.compare(&shown.commands));
        if let Some(pattern) = &self.expires_always {
            shown.facets.push(expires_always(pattern, &shown.commands));
        }
        if let Some(state) = &self.state {
            let (facets, transcript) = look.compare(state)?;
            shown.facets.extend(facets);
            shown.transcript.push_str(&transcript);
        }
        Ok(())
    }

    fn call(&self, track: Track) -> String {
        let call = self.calls.first().map(|call| call.shown(track));
        let key = || self.state.as_ref().map(|state| state.key.clone());
        let reply = || self.reply.as_ref().map(|reply| reply.to.clone());
        call.or_else(key).or_else(reply).unwrap_or_else(|| self.describe(track))
    }
}

impl Stage<'_, '_> {
    fn look(&mut self) -> &mut Look {
        match self {
            Stage::File(file) => &mut file.look,
            Stage::Processes(processes) => &mut processes.look,
        }
    }
}

impl Commands {
    fn describe(&self) -> Option<String> {
        let list = |words: &[String]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let uses = (!self.uses.is_empty()).then(|| format!("uses {}", list(&self.uses)));
        let never = (!self.never.is_empty()).then(|| format!("does not use {}", list(&self.never)));
        let at_most = self.at_most.iter().map(|(command, most)| format!("uses `{command}` at most {}", times(*most)));
        let all: Vec<_> = uses.into_iter().chain(never).chain(at_most).collect();
        (!all.is_empty()).then(|| all.join(", "))
    }

    fn compare(&self, commands: &[Command]) -> Vec<Facet> {
        let count = |start: &str| commands.iter().filter(|command| command.is(start)).count();
        let uses = self.uses.iter().map(|start| {
            let (held, expected) = (count(start) > 0, format!("the command `{start}`"));
            Facet::compared(
                format!("uses {start}"),
                held,
                "missing",
                expected,
                if held { "it was used" } else { "it was not used" },
            )
        });
        let never = self.never.iter().map(|start| {
            let (held, expected) = (count(start) == 0, format!("no command `{start}`"));
            Facet::compared(
                format!("never {start}"),
                held,
                "used",
                expected,
                if held { "it was not used" } else { "it was used" },
            )
        });
        let at_most = self.at_most.iter().map(|(start, most)| {
            let expected = format!("`{start}` at most {}", times(*most));
            let held = count(start) <= *most;
            let actual = if held { expected.clone() } else { format!("more than {}", times(*most)) };
            Facet::compared(format!("at most {start}"), held, "more", expected, actual)
        });
        uses.chain(never).chain(at_most).collect()
    }
}

/// Whether all keys of a pattern expired after each command, so that nothing stays when the program dies right then.
fn expires_always(pattern: &str, commands: &[Command]) -> Facet {
    let of = |expiry: &Expiry| commands.iter().find(|command| command.expiry.as_ref() == Some(expiry));
    let expected = format!("keys `{pattern}` that expire, after every single command");
    let (key, actual) = match (of(&Expiry::Endless), of(&Expiry::All)) {
        (Some(command), _) => {
            let name = command.words.first().map_or("", String::as_str);
            (format!("endless after {name}"), format!("after `{name}`, before the next command, a key never expires"))
        }
        (None, None) => ("no key".to_owned(), "there was no such key".to_owned()),
        (None, Some(_)) => return Facet::compared("expires always", true, "", &expected, &expected),
    };
    Facet::new("expires always", false, crate::process::clean(&key), expected, crate::process::clean(&actual))
}

impl State {
    fn describe(&self) -> String {
        let wanted = self.wanted.iter().map(|wanted| match wanted {
            Wanted::Missing => "is not there".to_owned(),
            Wanted::Keys(1) => "is one key".to_owned(),
            Wanted::Keys(count) => format!("are {count} keys"),
            Wanted::Kind(kind) => format!("is a {}", kind.word()),
            Wanted::Holds(content) => format!("holds {}", super::function::shorten(&content.shown(), 60)),
            Wanted::Length(length) => format!("has the length {length}"),
            Wanted::Expires(range) if range.start() == range.end() => format!("expires in {} s", range.end()),
            Wanted::Expires(range) => format!("expires in {} to {} s", range.start(), range.end()),
            Wanted::Stays => "never expires".to_owned(),
        });
        format!("`{}` {}", self.key, wanted.collect::<Vec<_>>().join(" and "))
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        several => format!("{several} times"),
    }
}
