//! The `function` check: calls of the learner's functions, and what they hand back.

use std::fmt;
use std::time::Duration;

use super::sandbox::Sandbox;
use super::{CheckError, Need, Seen, not_started};
use crate::id::{ByTrack, Track};

mod drive;
mod judge;
mod live;
mod missing;
mod raw;
mod stub;
mod value;

pub(super) use drive::Outcome;
pub(super) use live::{Became, Live};
pub(super) use missing::missing;
pub use raw::RawFunction;
pub(super) use raw::is_snake;
use stub::{Asked, Stub};
use value::Type;
pub(super) use value::{Value, quote, shorten};

/// Calls, and what is asked of them. Mostly it is one.
#[derive(Clone)]
pub struct Function {
    /// In order; what one hands back may be called, or passed on, by a later one.
    calls: Vec<Call>,
    /// The file that holds the functions, without its ending, where it is not the exercise's own.
    module: Option<String>,
    /// Functions of ours that are handed over.
    stubs: Vec<Stub>,
    asked: Asked,
}

/// One call, and what is asked of it.
#[derive(Debug, Clone)]
struct Call {
    target: Target,
    /// The name by which later calls know what it hands back.
    keep: Option<String>,
    /// Names of its arguments, for texts.
    params: Vec<String>,
    args: Vec<Value>,
    wanted: Wanted,
    copies: Vec<Copied>,
    keeps_args: bool,
    /// Whether what it hands back is waited for.
    awaits: bool,
    within: Option<Duration>,
}

/// What is called.
#[derive(Debug, Clone)]
enum Target {
    /// A function of the file, in `snake_case`.
    Function(String),
    /// What an earlier call handed back, or a method of it: `counter.increment`.
    Kept(String),
}

/// What the call has to come to.
#[derive(Debug, Clone)]
enum Wanted {
    /// It hands something back; without a value or a type, anything.
    Value { value: Option<Value>, tolerance: f64, kind: Option<Type> },
    /// It raises an error, of this kind, with this text in its message and without that one.
    Error { kind: Option<ByTrack<String>>, message: Option<ByTrack<String>>, lacks: Option<ByTrack<String>> },
}

/// A part of the result that is equal to an argument without being the same object.
#[derive(Debug, Clone)]
struct Copied {
    /// The argument, counted from 0.
    arg: usize,
    /// The way to the part; empty for the whole.
    into: Vec<String>,
}

impl Function {
    /// The names that authors write in `snake_case` and learners see in their path's own style.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let called = self.calls.iter().filter_map(|call| match &call.target {
            Target::Function(name) => Some(name),
            Target::Kept(_) => None,
        });
        let params = self.calls.iter().flat_map(|call| &call.params);
        let stubs = self.stubs.iter().map(|stub| &stub.name);
        called.chain(params).chain(stubs).map(String::as_str)
    }

    /// One line for people.
    pub fn describe(&self, track: Track) -> String {
        let (calls, last) = (self.script(self.calls.len(), track), self.calls.last());
        match last.map(|call| call.outcome(track)) {
            Some(outcome) if !outcome.is_empty() => format!("{calls} {outcome}"),
            _ => match self.asked.describe(track) {
                Some(asked) => format!("{calls}: {asked}"),
                None if self.calls.len() > 1 => calls,
                None => format!("{calls} is done in time"),
            },
        }
    }

    /// What it needs.
    pub fn needs(&self) -> Vec<Need> {
        vec![Need::Runtime]
    }

    /// Makes all calls of one file in one process, in order.
    pub fn run(batch: &[&Function], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        let mut all: Vec<Option<Seen>> = Vec::new();
        for of_one_file in batch.chunk_by(|one, other| one.module == other.module) {
            if all.iter().flatten().any(Seen::is_end) {
                all.extend(of_one_file.iter().map(|_| None));
            } else {
                all.extend(Self::run_file(of_one_file, sandbox)?);
            }
        }
        Ok(all)
    }

    fn run_file(batch: &[&Function], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        let mut sandbox = sandbox.fresh()?;
        if let Some(module) = batch.first().and_then(|first| first.module.as_ref()) {
            sandbox.main = format!("{module}.{}", sandbox.track.extension());
        }
        if let (Some(crash), Some(first)) = (sandbox.missing_main(), batch.first()) {
            return Ok(not_started(first.script(1, sandbox.track), crash, batch.len()));
        }
        let run = drive::drive(batch, &sandbox)?;
        judge::judge(batch, run, &sandbox)
    }

    /// The first so many calls as they stand in a program.
    fn script(&self, calls: usize, track: Track) -> String {
        let calls: Vec<String> = self.calls.iter().take(calls).map(|call| call.line(track)).collect();
        calls.join("; ")
    }
}

impl Call {
    /// The call as it stands in a program.
    fn shown(&self, track: Track) -> String {
        let args: Vec<_> = self.args.iter().map(|arg| arg.literal(track)).collect();
        let name = match &self.target {
            Target::Function(name) | Target::Kept(name) => name,
        };
        let name: Vec<String> = name.split('.').map(|part| track.identifier(part)).collect();
        format!("{}({})", name.join("."), shorten(&args.join(", "), 160))
    }

    /// The same with the name that is given to what it hands back.
    fn line(&self, track: Track) -> String {
        match &self.keep {
            Some(name) => format!("{} = {}", track.identifier(name), self.shown(track)),
            None => self.shown(track),
        }
    }

    /// What is asked of it, in a few words; nothing if it is only made.
    fn outcome(&self, track: Track) -> String {
        match &self.wanted {
            Wanted::Error { kind: Some(kind), .. } => format!("fails with {}", kind.get(track)),
            Wanted::Error { kind: None, .. } => "fails".to_owned(),
            Wanted::Value { value: Some(value), .. } => format!("→ {}", value.literal(track)),
            Wanted::Value { value: None, kind: Some(kind), .. } => format!("→ {}", kind.phrase()),
            Wanted::Value { value: None, kind: None, .. } if !self.copies.is_empty() => "hands back a copy".to_owned(),
            Wanted::Value { value: None, kind: None, .. } if self.keeps_args => {
                "leaves its arguments as they were".to_owned()
            }
            Wanted::Value { value: None, kind: None, .. } => String::new(),
        }
    }
}

/// Of a plain call what it always was, so that what is not used leaves the records of all others valid.
impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Function { calls, module, stubs, asked } = self;
        let mut all = f.debug_struct("Function");
        match calls.as_slice() {
            [
                Call {
                    target: Target::Function(name),
                    keep: None,
                    params,
                    args,
                    wanted,
                    copies,
                    keeps_args,
                    awaits,
                    within,
                },
            ] if module.is_none() && stubs.is_empty() => {
                let all = all.field("name", name).field("params", params).field("args", args).field("wanted", wanted);
                let all = all.field("copies", copies).field("keeps_args", keeps_args);
                all.field("awaits", awaits).field("within", within).finish()
            }
            calls => {
                all.field("calls", &calls).field("module", module).field("stubs", stubs).field("asked", asked).finish()
            }
        }
    }
}

#[cfg(test)]
mod tests;
