//! Compares what came of the calls with what was asked.

use std::ops::Range;

use super::drive::{self, Came, Outcome, Raised, Run};
use super::missing::missing;
use super::stub::Watched;
use super::value::shorten;
use super::{Call, Function, Target, Value, Wanted};
use crate::check::sandbox::Sandbox;
use crate::check::{CheckError, Crash, Facet, Seen};
use crate::id::Track;
use crate::process::End;

/// Printed output is shown up to here.
const SHOWN: usize = 2000;

/// What each check shows; none for those after the one in which the process ended.
pub fn judge(batch: &[&Function], mut run: Run, sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
    let calls = std::mem::take(&mut run.calls);
    let reached = calls.len();
    let mut calls = calls.into_iter();
    let mut first = 0;
    let seen = batch.iter().map(|check| {
        let all = first..first + check.calls.len();
        first = all.end;
        let (mut facets, mut crash, mut failed) = (Vec::new(), None, None);
        let mut watched: Option<Watched> = None;
        for (call, number) in check.calls.iter().zip(1..) {
            let came = calls.next();
            // What follows from a crash is not looked at.
            if crash.is_some() {
                continue;
            }
            let judge = Judge { call, check, sandbox };
            let (more, died) = match came {
                Some(mut came) => {
                    watched = Some(std::mem::take(&mut came.watched));
                    judge.came(came)?
                }
                None if all.start + number - 1 == reached => {
                    watched = None;
                    judge.ended(&run)?
                }
                None if number == 1 => return Ok(None),
                None => continue,
            };
            let fails = died.is_some() || more.iter().any(|facet: &Facet| !facet.held);
            failed = failed.or(fails.then_some(number));
            facets.extend(more.into_iter().map(|facet| judge.of_several(facet, number)));
            crash = died;
        }
        // Nothing is known of the stubs where the process ended, or no call was made.
        let watched = watched.filter(|_| crash.as_ref().is_none_or(|crash: &Crash| !crash.at_start));
        facets.extend(watched.iter().flat_map(|watched| check.asked.compare(watched, sandbox)));
        (sandbox.done)();
        let script = check.script(failed.unwrap_or(check.calls.len()), sandbox.track);
        Ok(Some(seen(script, all, facets, crash, &run, sandbox)))
    });
    seen.collect()
}

struct Judge<'a> {
    call: &'a Call,
    check: &'a Function,
    sandbox: &'a Sandbox<'a>,
}

type Looked = (Vec<Facet>, Option<Crash>);

impl Judge<'_> {
    fn track(&self) -> Track {
        self.sandbox.track
    }

    fn came(&self, came: Came) -> Result<Looked, CheckError> {
        let broken = || CheckError::Broken(format!("what came of {} could not be read", self.call.shown(self.track())));
        Ok(match came.outcome.ok_or_else(broken)? {
            Outcome::Missing(instead) => {
                let (Target::Function(name) | Target::Kept(name)) = &self.call.target;
                (Vec::new(), Some(missing(name, &instead, self.sandbox)))
            }
            Outcome::Uncallable(value) => {
                let (phrase, key) = (value.phrase(self.track()), value.key(self.track()));
                (vec![Facet::new("function", false, key, "a function", phrase)], None)
            }
            Outcome::Ended(code) => {
                let with = if code.is_empty() || code == "None" { String::new() } else { format!(" ({code})") };
                self.died("exit", format!("the call ended the whole program{with}"), None)
            }
            Outcome::Raised(raised) => self.raised(&raised),
            Outcome::Threw(value) => {
                let line = format!("threw {}", value.phrase(self.track()));
                if matches!(self.call.wanted, Wanted::Error { .. }) {
                    let key = format!("threw {}", value.key(self.track()));
                    (vec![Facet::new("error", false, key, self.expected(), line)], None)
                } else {
                    self.died("thrown value", line, None)
                }
            }
            Outcome::Value(value) => (self.returned(&value, came.took, &came.same, &came.args), None),
        })
    }

    /// The process ended while this call, or the loading before it, was under way.
    fn ended(&self, run: &Run) -> Result<Looked, CheckError> {
        if run.output.end == End::TimedOut {
            return Ok((vec![Facet::unended(self.sandbox.limits.time)], None));
        }
        let crash = self.sandbox.died(&run.output);
        Ok(match (run.loaded, crash) {
            (false, Some(crash)) => (Vec::new(), Some(crash)),
            (false, None) => {
                drive::trouble(&run.output, self.sandbox)?;
                let line = format!("{} ended the program before anything was called", self.sandbox.main);
                (Vec::new(), Some(Crash { at_start: true, kind: "exit".to_owned(), line, at: None }))
            }
            (true, Some(Crash { kind, line, at, .. })) => self.died(&kind, line, at),
            (true, None) => self.died("exit", "the call ended the whole program".to_owned(), None),
        })
    }

    /// A call that handed nothing back because of this.
    fn died(&self, kind: &str, line: String, at: Option<u32>) -> Looked {
        let name = if matches!(self.call.wanted, Wanted::Error { .. }) { "error" } else { "value" };
        let facet = Facet::new(name, false, format!("ended by {kind}"), self.expected(), line.clone());
        (vec![facet], Some(Crash { at_start: false, kind: kind.to_owned(), line, at }))
    }

    fn raised(&self, raised: &Raised) -> Looked {
        let (name, first) = (raised.name(), raised.first_line(self.sandbox));
        let line = raised.line_of(self.sandbox);
        let Wanted::Error { kind, message: text, lacks } = &self.call.wanted else {
            return self.died(name, line, raised.line);
        };
        let held = kind.as_ref().is_none_or(|kind| raised.types.contains(kind.get(self.track())));
        let mut facets = vec![Facet::compared("error", held, format!("raised {name}"), self.expected(), line)];
        if let Some(text) = text {
            let text = text.get(self.track());
            let held = self.sandbox.clean(&raised.message).to_lowercase().contains(&text.to_lowercase());
            let expected = format!("a message that says \"{text}\"");
            let actual = if first.is_empty() { "no message".to_owned() } else { format!("the message \"{first}\"") };
            facets.push(Facet::compared("message", held, "another message", expected, actual));
        }
        if let Some(text) = lacks {
            let told = raised.message.contains(text.get(self.track()).as_str());
            let actual = if told { "the message says it" } else { "it does not" };
            facets.push(Facet::compared("lacks", !told, "told", "a message that does not give it away", actual));
        }
        (facets, None)
    }

    fn returned(&self, value: &Value, took: f64, same: &[bool], args: &[Value]) -> Vec<Facet> {
        let track = self.track();
        let (phrase, key) = (value.phrase(track), value.key(track));
        let mut facets = Vec::new();
        match &self.call.wanted {
            Wanted::Error { .. } => {
                facets.push(Facet::new("error", false, format!("gave {key}"), self.expected(), phrase));
            }
            Wanted::Value { value: wanted, tolerance, kind } => {
                if let Some(wanted) = wanted {
                    let held = wanted.is_met_by(value, *tolerance, track);
                    facets.push(Facet::compared("value", held, &key, wanted.phrase(track), &phrase));
                }
                if let Some(kind) = kind {
                    facets.push(Facet::compared("type", kind.holds(value, track), key, kind.phrase(), phrase));
                }
            }
        }
        for (copy, same) in self.call.copies.iter().zip(same.iter().copied().chain(std::iter::repeat(false))) {
            facets.push(self.copied(copy.arg, &copy.into, value, same));
        }
        if self.call.keeps_args {
            facets.push(self.kept(args));
        }
        if let Some(within) = self.call.within {
            let seconds = within.as_secs_f64();
            let (expected, actual) = (format!("at most {seconds} s"), format!("more than {seconds} s"));
            let held = took <= seconds;
            facets.push(Facet::compared("time", held, "slow", &expected, if held { &expected } else { &actual }));
        }
        facets
    }

    fn copied(&self, arg: usize, way: &[String], value: &Value, same: bool) -> Facet {
        let track = self.track();
        let part = if way.is_empty() { "the result".to_owned() } else { format!("`{}`", way.join(".")) };
        let expected = format!("{part} is a copy of argument {}", arg + 1);
        let name = format!("copy {}", way.join("."));
        let wanted = self.call.args.get(arg).unwrap_or(&Value::Undefined);
        match value.at(way) {
            None => Facet::new(name.trim_end(), false, "missing", expected, format!("there is no {part}")),
            Some(found) if !wanted.is_met_by(found, 0.0, track) => {
                let actual = format!("{part} is {}", found.phrase(track));
                Facet::new(name.trim_end(), false, found.key(track), expected, actual)
            }
            Some(_) => {
                let actual = if same { format!("{part} is the caller's own object") } else { expected.clone() };
                Facet::compared(name.trim_end(), !same, "the caller's own", expected, actual)
            }
        }
    }

    fn kept(&self, args: &[Value]) -> Facet {
        let track = self.track();
        let expected = "the arguments as they were";
        let mut pairs = self.call.args.iter().zip(args).enumerate();
        match pairs.find(|(_, (before, after))| !before.is_met_by(after, 0.0, track)) {
            None => Facet::compared("arguments", true, "", expected, expected),
            Some((index, (_, after))) => {
                let key = format!("{}: {}", index + 1, after.key(track));
                let actual = format!("argument {} was changed to {}", index + 1, after.phrase(track));
                Facet::new("arguments", false, key, expected, actual)
            }
        }
    }

    fn expected(&self) -> String {
        match &self.call.wanted {
            Wanted::Value { value: Some(value), .. } => value.phrase(self.track()),
            Wanted::Value { value: None, kind: Some(kind), .. } => kind.phrase().to_owned(),
            Wanted::Value { value: None, kind: None, .. } => "a result".to_owned(),
            Wanted::Error { kind: Some(kind), .. } => kind.get(self.track()).clone(),
            Wanted::Error { kind: None, .. } => "an error".to_owned(),
        }
    }

    /// The facet of one call among several: its number tells it apart, and people are told which call it is about.
    fn of_several(&self, facet: Facet, number: usize) -> Facet {
        if self.check.calls.len() == 1 || facet.name == "end" {
            return facet;
        }
        let shown = self.call.shown(self.track());
        let expected = match (&*facet.name, &*facet.expected) {
            ("function", expected) => format!("{expected}, so that {shown} can be called"),
            (_, expected) => format!("{expected} from {shown}"),
        };
        Facet { name: format!("{} {number}", facet.name), expected, ..facet }
    }
}

fn seen(
    script: String,
    calls: Range<usize>,
    mut facets: Vec<Facet>,
    crash: Option<Crash>,
    run: &Run,
    sandbox: &Sandbox<'_>,
) -> Seen {
    let is_first = calls.start == 0;
    let own = run.printed(calls);
    if !facets.is_empty() {
        // Printing is nobody's fault, but it tells wrong answers apart.
        let key = if own.as_deref().is_some_and(str::is_empty) { "silent" } else { "printed" };
        facets.push(Facet::new("printed", true, key, "", ""));
    }
    let printed = match own {
        Some(own) if is_first => format!("{}{own}", run.printed_at_load()),
        Some(own) => own,
        None => "…".to_owned(),
    };
    let printed = shorten(&sandbox.clean(&printed), SHOWN);
    Seen { crash, printed, ..Seen::compared(script, facets) }
}
