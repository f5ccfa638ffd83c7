//! The `function` check: calls of the learner's functions, and what they hand back.

use std::time::Duration;

use super::sandbox::Sandbox;
use super::{CheckError, Need, Seen, not_started};
use crate::id::{ByTrack, Track};

mod drive;
mod judge;
mod live;
mod missing;
mod raw;
mod value;

pub(super) use drive::Outcome;
pub(super) use live::{Became, Live};
pub(super) use missing::missing;
pub use raw::RawFunction;
pub(super) use raw::is_snake;
use value::Type;
pub(super) use value::{Value, quote, shorten};

/// One call, and what is asked of it.
#[derive(Debug, Clone)]
pub struct Function {
    /// The function, in `snake_case`.
    name: String,
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
        std::iter::once(&self.name).chain(&self.params).map(String::as_str)
    }

    /// One line for people.
    pub fn describe(&self, track: Track) -> String {
        let call = self.call(track);
        match &self.wanted {
            Wanted::Error { kind: Some(kind), .. } => format!("{call} fails with {}", kind.get(track)),
            Wanted::Error { kind: None, .. } => format!("{call} fails"),
            Wanted::Value { value: Some(value), .. } => format!("{call} → {}", value.literal(track)),
            Wanted::Value { value: None, kind: Some(kind), .. } => format!("{call} → {}", kind.phrase()),
            Wanted::Value { value: None, kind: None, .. } if !self.copies.is_empty() => {
                format!("{call} hands back a copy")
            }
            Wanted::Value { value: None, kind: None, .. } if self.keeps_args => {
                format!("{call} leaves its arguments as they were")
            }
            Wanted::Value { value: None, kind: None, .. } => format!("{call} is done in time"),
        }
    }

    /// What it needs.
    pub fn needs(&self) -> Vec<Need> {
        vec![Need::Runtime]
    }

    /// Makes all calls in one process, in order.
    pub fn run(batch: &[&Function], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        let sandbox = sandbox.fresh()?;
        if let (Some(crash), Some(first)) = (sandbox.missing_main(), batch.first()) {
            return Ok(not_started(first.call(sandbox.track), crash, batch.len()));
        }
        let run = drive::drive(batch, &sandbox)?;
        judge::judge(batch, run, &sandbox)
    }

    /// The call as it stands in a program.
    fn call(&self, track: Track) -> String {
        let args: Vec<_> = self.args.iter().map(|arg| arg.literal(track)).collect();
        format!("{}({})", track.identifier(&self.name), shorten(&args.join(", "), 160))
    }
}

#[cfg(test)]
mod tests;
