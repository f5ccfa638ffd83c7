//! Functions of ours that are handed to the learner's, and what is asked of how they were called.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;

use super::drive::Raised;
use super::{Value, shorten};
use crate::check::sandbox::Sandbox;
use crate::check::{CheckError, Facet};
use crate::id::Track;

/// A function of ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Stub {
    /// In `snake_case`.
    pub name: String,
    /// What it hands back; `{n}` in it is the number of the call.
    pub returns: Value,
    /// Whether it hands back its first argument instead.
    pub echoes: bool,
    /// How many calls fail before the first that does not.
    pub fails: u64,
    /// What the error says.
    pub message: String,
    /// It is asynchronous, and done after so many milliseconds.
    pub later: Option<u64>,
}

impl Stub {
    /// As a driver reads it.
    pub fn to_driver(&self) -> Result<serde_json::Value, CheckError> {
        let broken = || CheckError::Broken(format!("what `{}` hands back cannot be handed over", self.name));
        Ok(json!({
            "returns": self.returns.to_driver().ok_or_else(broken)?, "echoes": self.echoes, "fails": self.fails,
            "message": self.message, "later": self.later,
        }))
    }
}

/// What is asked of how stubs were called.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// How often.
    pub calls: Vec<(String, usize)>,
    /// With which arguments, call by call.
    pub with: Vec<(String, Vec<Vec<Value>>)>,
    /// All of these are begun before the first of them is done.
    pub together: Vec<String>,
}

/// What was seen of the stubs of a check.
#[derive(Debug, Default, Deserialize)]
pub struct Watched {
    /// The arguments of each call; none for a stub that was not called.
    #[serde(default)]
    calls: BTreeMap<String, Vec<Vec<Value>>>,
    /// Which began and which was done, in order.
    #[serde(default)]
    events: Vec<(String, bool)>,
    /// An asynchronous error that nobody waited for.
    #[serde(default)]
    unhandled: Option<Raised>,
}

impl Asked {
    /// Whether nothing is asked.
    pub fn is_nothing(&self) -> bool {
        self.calls.is_empty() && self.with.is_empty() && self.together.is_empty()
    }

    /// What is asked, in a few words.
    pub fn describe(&self, track: Track) -> Option<String> {
        let counted = self.calls.first().map(|(name, count)| called(name, *count, track));
        let with = || self.with.first().map(|(name, _)| format!("{} gets its arguments", track.identifier(name)));
        counted.or_else(with).or_else(|| self.at_once(track))
    }

    fn at_once(&self, track: Track) -> Option<String> {
        let names: Vec<String> = self.together.iter().map(|name| track.identifier(name)).collect();
        let (last, others) = names.split_last()?;
        Some(format!("{} and {last} are all started before the first of them is done", others.join(", ")))
    }

    /// What was compared.
    pub fn compare(&self, watched: &Watched, sandbox: &Sandbox<'_>) -> Vec<Facet> {
        let track = sandbox.track;
        let mut facets = Vec::new();
        for (name, count) in &self.calls {
            let found = watched.calls.get(name).map_or(0, Vec::len);
            let (expected, actual) = (called(name, *count, track), called(name, found, track));
            facets.push(Facet::compared(
                format!("calls of {}", track.identifier(name)),
                found == *count,
                found.to_string(),
                expected,
                actual,
            ));
        }
        for (name, wanted) in &self.with {
            let found = watched.calls.get(name).map_or(&[][..], Vec::as_slice);
            facets.push(arguments(name, wanted, found, track));
        }
        if let Some(expected) = self.at_once(track) {
            facets.push(self.together(watched, expected, track));
        }
        if let Some(raised) = &watched.unhandled {
            let actual = format!("nobody waited for what failed with {}", raised.line_of(sandbox));
            let key = format!("{}: {}", raised.name(), raised.first_line(sandbox));
            facets.push(Facet::new("lost error", false, key, "every error reaches the caller", actual));
        }
        facets
    }

    fn together(&self, watched: &Watched, expected: String, track: Track) -> Facet {
        let asked: Vec<&(String, bool)> =
            watched.events.iter().filter(|(name, _)| self.together.contains(name)).collect();
        let done = asked.iter().position(|(_, begun)| !begun).unwrap_or(asked.len());
        let before = asked.get(..done).unwrap_or_default();
        let late = self.together.iter().find(|name| !before.iter().any(|(begun, _)| begun == *name));
        let name = "together";
        let Some(late) = late else { return Facet::new(name, true, "right", expected.clone(), expected) };
        let later = track.identifier(late);
        match asked.get(done) {
            Some((first, _)) if asked.iter().any(|(begun, _)| begun == late) => {
                let actual = format!("{later} was started only after {} was done", track.identifier(first));
                Facet::new(name, false, "one after the other", expected, actual)
            }
            _ => Facet::new(
                name,
                false,
                format!("{later} was never started"),
                expected,
                format!("{later} was never started"),
            ),
        }
    }
}

fn called(name: &str, count: usize, track: Track) -> String {
    let name = track.identifier(name);
    match count {
        0 => format!("{name} is not called"),
        1 => format!("{name} is called once"),
        count => format!("{name} is called {count} times"),
    }
}

fn arguments(name: &str, wanted: &[Vec<Value>], found: &[Vec<Value>], track: Track) -> Facet {
    let line = |calls: &[Vec<Value>]| {
        let call = |args: &Vec<Value>| {
            let args: Vec<String> = args.iter().map(|arg| arg.literal(track)).collect();
            format!("{}({})", track.identifier(name), args.join(", "))
        };
        let calls: Vec<String> = calls.iter().map(call).collect();
        if calls.is_empty() { "no call".to_owned() } else { shorten(&calls.join("; "), 300) }
    };
    let same = |wanted: &Vec<Value>, found: &Vec<Value>| {
        wanted.len() == found.len() && wanted.iter().zip(found).all(|(one, other)| one.is_met_by(other, 0.0, track))
    };
    let held = wanted.len() == found.len() && wanted.iter().zip(found).all(|(one, other)| same(one, other));
    let name = format!("arguments of {}", track.identifier(name));
    Facet::compared(name, held, line(found), line(wanted), line(found))
}
