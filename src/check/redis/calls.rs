//! The learner's functions, called in one or several processes that share a Redis.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::look::Look;
use super::proxy::Proxy;
use super::{Call, Part, Redis, Shown};
use crate::check::function::{Became, Live, Outcome, Value, missing, shorten};
use crate::check::sandbox::Sandbox;
use crate::check::{CheckError, Crash, Facet};
use crate::id::Track;
use crate::process::{End, Output};

/// The processes, started when something is first called in them.
pub(super) struct Processes<'s, 'a> {
    sandbox: &'s Sandbox<'a>,
    pub(super) look: Look,
    proxy: Proxy,
    running: BTreeMap<usize, Live<'s, 'a>>,
    /// How many processes were started, for their names.
    started: usize,
}

impl<'s, 'a> Processes<'s, 'a> {
    pub(super) fn new(sandbox: &'s Sandbox<'a>) -> Result<Self, CheckError> {
        let cache = sandbox.redis()?;
        let (look, proxy) = (Look::new(cache)?, Proxy::start(cache.url())?);
        Ok(Processes { sandbox, look, proxy, running: BTreeMap::new(), started: 0 })
    }

    /// Makes the calls of a check, with what comes before them.
    pub(super) fn run(&mut self, check: &Redis, shown: &mut Shown) -> Result<(), CheckError> {
        if check.reply.is_some() {
            return Err(CheckError::Broken("`reply` is about a file of commands".to_owned()));
        }
        if check.fresh {
            self.running.clear();
            self.look.flush()?;
        }
        for words in &check.before {
            self.look.run::<()>(words).map_err(|error| CheckError::Broken(format!("`before`: {error}")))?;
        }
        if !check.later.is_zero() {
            self.look.later(check.later)?;
        }
        for call in &check.calls {
            self.process(call.process)?.load()?;
        }
        self.proxy.take();
        if let Some(pattern) = &check.expires_always {
            self.proxy.watch(pattern, Look::new(self.sandbox.redis()?)?);
        }
        if check.away {
            self.proxy.go_away();
        }
        let made = self.calls(check, shown);
        self.proxy.unwatch();
        self.proxy.come_back()?;
        made
    }

    fn calls(&mut self, check: &Redis, shown: &mut Shown) -> Result<(), CheckError> {
        let several = check.calls.iter().any(|call| call.process != 1);
        let calls = check.calls.iter().flat_map(|call| std::iter::repeat_n(call, call.times));
        for (number, call) in (1..).zip(calls) {
            let place = if several { format!("process {}: ", call.process) } else { String::new() };
            let named = format!("{place}{}", call.shown(self.sandbox.track));
            let mut one = One { call, number, sandbox: self.sandbox, facets: Vec::new(), crash: None, over: false };
            if !call.later.is_zero() {
                self.look.later(call.later)?;
                _ = writeln!(shown.transcript, "{} s later", call.later.as_secs_f64());
            }
            let live = self.process(call.process)?;
            let said = one.became(live.call(&call.function, &call.args)?);
            let printed = live.printed();
            let commands = self.proxy.take();
            _ = writeln!(shown.transcript, "{named} → {said}");
            for command in commands.iter().take(20) {
                _ = writeln!(shown.transcript, "    {}", command.shown());
            }
            shown.transcript.push_str(&printed);
            shown.commands.extend(commands);
            if shown.call.is_none() && (one.crash.is_some() || one.facets.iter().any(|facet| !facet.held)) {
                shown.call = Some(named);
            }
            shown.facets.append(&mut one.facets);
            shown.crash = shown.crash.take().or(one.crash);
            shown.over = one.over;
            if shown.over {
                break;
            }
        }
        Ok(())
    }

    fn process(&mut self, number: usize) -> Result<&mut Live<'s, 'a>, CheckError> {
        if !self.running.contains_key(&number) {
            self.started += 1;
            let env = [("REDIS_URL", self.proxy.url())];
            let live = Live::start(&format!("process-{}", self.started), &env, self.sandbox)?;
            self.running.insert(number, live);
        }
        self.running.get_mut(&number).ok_or_else(|| CheckError::Broken("there is no such process".to_owned()))
    }
}

/// One call, and what is to be said of it.
struct One<'c, 's, 'a> {
    call: &'c Call,
    number: usize,
    sandbox: &'s Sandbox<'a>,
    facets: Vec<Facet>,
    crash: Option<Crash>,
    over: bool,
}

impl One<'_, '_, '_> {
    /// Compares; gives what became of it in words.
    fn became(&mut self, became: Became) -> String {
        let came = match became {
            Became::Came(came) => came.outcome,
            Became::Late => {
                self.facets.push(Facet::unended(self.sandbox.limits.time));
                self.over = true;
                return "no end".to_owned();
            }
            Became::Ended { loaded, output } => {
                self.over = true;
                return self.ended(loaded, &output);
            }
        };
        let track = self.sandbox.track;
        match came {
            None => self.died("nothing", "nothing that could be read came of it".to_owned(), None),
            Some(Outcome::Missing(instead)) => {
                let crash = missing(&self.call.function, &instead, self.sandbox);
                let line = crash.line.clone();
                self.crash = Some(crash);
                self.over = true;
                line
            }
            Some(Outcome::Ended(_)) => self.died("exit", "the call ended the whole program".to_owned(), None),
            Some(Outcome::Raised(raised)) => self.died(raised.name(), raised.line_of(self.sandbox), raised.line),
            Some(Outcome::Threw(value)) => self.died("thrown value", format!("threw {}", value.phrase(track)), None),
            // Of these calls none is kept, so each is of a function.
            Some(Outcome::Value(value) | Outcome::Uncallable(value)) => {
                self.compare(&value);
                value.literal(track)
            }
        }
    }

    fn ended(&mut self, loaded: bool, output: &Output) -> String {
        if output.end == End::TimedOut {
            self.facets.push(Facet::unended(self.sandbox.limits.time));
            return "no end".to_owned();
        }
        match (self.sandbox.died(output), loaded) {
            (Some(crash), true) => self.died(&crash.kind, crash.line, crash.at),
            (Some(crash), false) => {
                let line = crash.line.clone();
                self.crash = Some(crash);
                line
            }
            (None, true) => self.died("exit", "the call ended the whole program".to_owned(), None),
            (None, false) => {
                let line = format!("{} ended the program before anything was called", self.sandbox.main);
                self.crash = Some(Crash { at_start: true, kind: "exit".to_owned(), line: line.clone(), at: None });
                line
            }
        }
    }

    fn died(&mut self, kind: &str, line: String, at: Option<u32>) -> String {
        let name = format!("call {}", self.number);
        self.facets.push(Facet::new(name, false, format!("ended by {kind}"), "a result", line.clone()));
        self.crash = Some(Crash { at_start: false, kind: kind.to_owned(), line: line.clone(), at });
        line
    }

    fn compare(&mut self, value: &Value) {
        let track = self.sandbox.track;
        let name = format!("call {}", self.number);
        if let Some(wanted) = &self.call.returns {
            let held = wanted.is_met_by(value, 0.0, track);
            let (expected, actual) = (wanted.phrase(track), value.phrase(track));
            self.facets.push(Facet::compared(&name, held, value.key(track), expected, actual));
        }
        for (field, part) in &self.call.has {
            let found = value.at(std::slice::from_ref(field));
            let (held, key, actual) = part.compare(found, track);
            let (expected, actual) = (format!("{field}: {}", part.shown(track)), format!("{field}: {actual}"));
            self.facets.push(Facet::compared(format!("{name} {field}"), held, key, expected, actual));
        }
    }
}

impl Part {
    /// Whether it is met, what recognition compares, and what came in words that do not vary from run to run.
    fn compare(&self, found: Option<&Value>, track: Track) -> (bool, String, String) {
        let Some(found) = found else { return (false, "missing".to_owned(), "it is missing".to_owned()) };
        match self {
            Part::Value(wanted) => (wanted.is_met_by(found, 0.0, track), found.key(track), found.phrase(track)),
            Part::Between(least, most) => {
                let number = if let Value::Number(digits) = found { digits.parse::<f64>().ok() } else { None };
                match number {
                    None => (false, found.key(track), found.phrase(track)),
                    Some(number) if number < *least => (false, "below".to_owned(), format!("less than {least}")),
                    Some(number) if number > *most => (false, "above".to_owned(), format!("more than {most}")),
                    Some(number) if number.is_nan() => (false, "nan".to_owned(), "no number".to_owned()),
                    Some(_) => (true, String::new(), self.shown(track)),
                }
            }
        }
    }

    fn shown(&self, track: Track) -> String {
        match self {
            Part::Value(value) => value.phrase(track),
            Part::Between(least, most) => format!("{least} to {most}"),
        }
    }
}

impl Call {
    /// The call as it stands in a program.
    pub(super) fn shown(&self, track: Track) -> String {
        let args: Vec<_> = self.args.iter().map(|arg| arg.literal(track)).collect();
        format!("{}({})", track.identifier(&self.function), shorten(&args.join(", "), 160))
    }
}
