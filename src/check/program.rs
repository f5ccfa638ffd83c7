//! The `program` check: arguments and input, output, exit code and written files.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use super::function::{quote, shorten};
use super::sandbox::{Sandbox, io, write_files};
use super::setup::Place;
use super::sql::{self, Look};
use super::{CheckError, Crash, Facet, Need, Seen, not_started};
use crate::id::{ByTrack, Track};
use crate::process::{self, Command, End, Output};

mod hook;
mod more;
mod output;
mod raw;

use more::More;
pub use raw::RawProgram;

/// Printed output is shown up to here.
const SHOWN: usize = 4000;

/// One run of the program, and what is asked of it.
#[derive(Clone)]
pub struct Program {
    args: ByTrack<Vec<String>>,
    stdin: ByTrack<String>,
    env: BTreeMap<String, ByTrack<String>>,
    /// Files that are there before it starts, beside its own.
    files: BTreeMap<String, ByTrack<String>>,
    exit: i32,
    stdout: Option<ByTrack<String>>,
    stderr_contains: Option<ByTrack<String>>,
    /// Files that it writes.
    writes: BTreeMap<String, ByTrack<String>>,
    /// What is looked at in its database when it has ended.
    then: Vec<Look>,
    then_at: Option<Place>,
    more: More,
}

impl Program {
    /// One line for people.
    pub fn describe(&self, track: Track) -> String {
        let given = match (self.args.get(track).as_slice(), self.input(track)) {
            ([], None) if !self.more.at_once.is_empty() => {
                let all = self.more.at_once.iter().map(|args| words(args.get(track)));
                format!("{}, at once", all.collect::<Vec<_>>().join(" and "))
            }
            ([], None) => "the program".to_owned(),
            ([], Some(input)) => input,
            (args, None) => words(args),
            (args, Some(input)) => format!("{} with {input}", words(args)),
        };
        let stdout = self.stdout.as_ref().map(|text| output::normal(text.get(track)));
        let more = self.more.describe(track);
        let came = match (stdout, self.writes.keys().next(), self.exit) {
            (_, _, 1..) => format!("ends with {}", self.codes()),
            (Some(text), _, _) if !text.is_empty() => output::line(&text),
            (_, Some(file), _) => format!("writes {file}"),
            (None, None, _) if more.is_some() => more.unwrap_or_default(),
            (Some(_), None, _) => "prints nothing".to_owned(),
            (None, None, _) => "runs to its end".to_owned(),
        };
        format!("{given} → {came}")
    }

    /// What it needs.
    pub fn needs(&self) -> Vec<Need> {
        vec![Need::Runtime]
    }

    /// The files that it expects the program to make, or to leave alone.
    pub fn makes(&self) -> Vec<&str> {
        let More { json, keeps, absent, never_half, .. } = &self.more;
        let json = json.iter().filter_map(|document| document.file.as_ref());
        let all = self.files.keys().chain(self.writes.keys()).chain(json).chain(keeps).chain(absent).chain(never_half);
        all.map(String::as_str).collect()
    }

    /// Where it looks into the database of the exercise's setup, if it does.
    pub fn looks_into_database(&self) -> Option<Range<usize>> {
        self.then_at.as_ref().map(Place::range)
    }

    /// Runs the program once for each check, each time in a folder of its own, or in the one that the check before left.
    /// What does not start or end once is not tried again.
    pub fn run(batch: &[&Program], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        if let (Some(crash), Some(first)) = (sandbox.missing_main(), batch.first()) {
            return Ok(not_started(first.call(sandbox), crash, batch.len()));
        }
        let mut all: Vec<Option<Seen>> = Vec::new();
        let mut last: Option<Sandbox<'_>> = None;
        for check in batch {
            let stopped = all.last().is_some_and(|last| last.as_ref().is_none_or(Seen::is_end));
            if stopped {
                all.push(None);
            } else {
                let own = match last.take().filter(|_| check.more.continues) {
                    Some(left) => left,
                    None => sandbox.fresh()?,
                };
                all.push(Some(check.look(&own)?));
                last = Some(own);
            }
            (sandbox.done)();
        }
        Ok(all)
    }

    fn look(&self, sandbox: &Sandbox<'_>) -> Result<Seen, CheckError> {
        let track = sandbox.track;
        let files =
            self.files.iter().map(|(name, text)| (name.clone(), text.get(track).clone().into_bytes())).collect();
        write_files(&files, &sandbox.dir)?;
        for args in &self.more.before {
            let output = process::run(&self.command(args.get(track), sandbox)?, sandbox.cancel)?;
            let facets = self.unended(&output, sandbox)?;
            let crash = died(&output, sandbox);
            if crash.is_some() || !facets.is_empty() {
                let call = self.call_of(args.get(track), sandbox);
                return Ok(Seen { crash, printed: printed(&output, sandbox), ..Seen::compared(call, facets) });
            }
        }
        let before = self.before(sandbox);
        let mut facets = match &self.more.never_half {
            Some(name) => vec![self.stopped_anywhere(name, sandbox)?],
            None => Vec::new(),
        };
        let outputs = if self.more.at_once.is_empty() {
            vec![process::run(&self.command(self.args.get(track), sandbox)?, sandbox.cancel)?]
        } else {
            let all: Vec<Vec<String>> = self.more.at_once.iter().map(|args| args.get(track).clone()).collect();
            self.run_together(&all, sandbox)?
        };
        let (mut crash, mut shown) = (None, String::new());
        for (output, number) in outputs.iter().zip(1..) {
            let mut more = self.unended(output, sandbox)?;
            if more.is_empty() {
                more.extend(self.compare(output, sandbox));
                // A program may fail on purpose; then its message is what was asked for.
                let is_right = more.iter().all(|facet| facet.held);
                crash = crash.or_else(|| if is_right { None } else { died(output, sandbox) });
            }
            let numbered = |facet: Facet| match facet.name.as_str() {
                "end" => facet,
                name if outputs.len() > 1 => Facet { name: format!("{name} of run {number}"), ..facet },
                _ => facet,
            };
            facets.extend(more.into_iter().map(numbered));
            shown.push_str(&printed(output, sandbox));
        }
        let ended = !facets.iter().any(|facet| facet.name == "end" || facet.name == "time");
        if ended {
            facets.extend(self.writes.iter().map(|(name, text)| output::file(name, text.get(track), sandbox)));
            facets.extend(self.compare_files(&before, sandbox));
            if let Some(data) = sandbox.setup.database.as_ref().filter(|_| !self.then.is_empty()) {
                facets.extend(sql::observe(sandbox.database(data)?, &self.then, sandbox)?);
            }
        }
        let again = self.again(sandbox);
        Ok(Seen { crash, printed: shown, again, ..Seen::compared(self.call(sandbox), facets) })
    }

    /// The command of a run with these arguments.
    fn command(&self, args: &[String], sandbox: &Sandbox<'_>) -> Result<Command, CheckError> {
        let mut command = sandbox.command(&self.file(sandbox), args)?;
        command.env.extend(self.env.iter().map(|(name, value)| (name.clone(), value.get(sandbox.track).clone())));
        command.stdin = self.stdin.get(sandbox.track).clone().into_bytes();
        if let Some(folder) = &self.more.from {
            command.dir = sandbox.dir.join(folder);
            std::fs::create_dir_all(&command.dir)
                .map_err(|source| io(format!("making the folder `{folder}`"), source))?;
        }
        if let Some(within) = self.more.within {
            command.limits.time = within;
        }
        Ok(command)
    }

    /// The main file as it is named where the program is started.
    fn file(&self, sandbox: &Sandbox<'_>) -> String {
        let up = self.more.from.as_ref().map_or(0, |folder| folder.split('/').count());
        format!("{}{}", "../".repeat(up), sandbox.main)
    }

    /// What there is to say of a run that did not end by itself; nothing of one that did.
    fn unended(&self, output: &Output, sandbox: &Sandbox<'_>) -> Result<Vec<Facet>, CheckError> {
        match (output.end, self.more.within) {
            (End::Cancelled, _) => Err(CheckError::Cancelled),
            (End::TimedOut, Some(within)) => {
                let seconds = within.as_secs_f64();
                let (expected, actual) = (format!("an end within {seconds} s"), format!("more than {seconds} s"));
                Ok(vec![Facet::new("time", false, "slow", expected, actual)])
            }
            (End::TimedOut, None) => Ok(vec![Facet::unended(sandbox.limits.time)]),
            (End::Exited(_) | End::Signalled(_) | End::OutOfMemory, _) => Ok(Vec::new()),
        }
    }

    fn compare(&self, output: &Output, sandbox: &Sandbox<'_>) -> Vec<Facet> {
        let track = sandbox.track;
        let mut facets = Vec::new();
        if let Some(text) = &self.stdout {
            facets.push(output::compare("stdout", text.get(track), &output.stdout, sandbox));
        }
        let (key, actual) = match output.end {
            End::Exited(code) => (format!("code {code}"), format!("it ended with code {code}")),
            End::Signalled(signal) => (format!("signal {signal}"), format!("it was ended by signal {signal}")),
            End::OutOfMemory => ("out of memory".to_owned(), "it used too much memory".to_owned()),
            End::TimedOut | End::Cancelled => (String::new(), String::new()),
        };
        let held = matches!(output.end, End::Exited(code) if code == self.exit || self.more.exits.contains(&code));
        facets.push(Facet::compared("exit", held, key, format!("it ends with {}", self.codes()), actual));
        if let Some(text) = &self.stderr_contains {
            let text = text.get(track);
            let all = sandbox.clean(&output.stderr.text);
            let actual =
                if all.trim().is_empty() { "nothing on standard error".to_owned() } else { shorten(all.trim(), SHOWN) };
            let expected = format!("\"{text}\" on standard error");
            facets.push(Facet::compared("stderr", all.contains(text.trim()), "missing", expected, actual));
        }
        if let Some(text) = &self.more.stderr {
            facets.push(output::compare("standard error", text.get(track), &output.stderr, sandbox));
        }
        facets.extend(self.compare_parts(&output.stdout.text, &output.stderr.text, sandbox));
        facets
    }

    /// The codes with which it may end.
    fn codes(&self) -> String {
        let all: Vec<String> = std::iter::once(&self.exit).chain(&self.more.exits).map(i32::to_string).collect();
        format!("code {}", all.join(" or "))
    }

    /// The input in short, if there is any.
    fn input(&self, track: Track) -> Option<String> {
        let stdin = self.stdin.get(track);
        // Of a large input the beginning is enough.
        (!stdin.is_empty()).then(|| format!("the input {}", shorten(&quote(&shorten(stdin, 100)), 80)))
    }

    fn call(&self, sandbox: &Sandbox<'_>) -> String {
        if self.more.at_once.is_empty() {
            return self.call_of(self.args.get(sandbox.track), sandbox);
        }
        let all = self.more.at_once.iter().map(|args| self.call_of(args.get(sandbox.track), sandbox));
        all.collect::<Vec<_>>().join(" & ")
    }

    fn call_of(&self, given: &[String], sandbox: &Sandbox<'_>) -> String {
        let mut call = format!("{} {}", runtime(sandbox.track), self.file(sandbox));
        if let Some(folder) = &self.more.from {
            call = format!("cd {folder} && {call}");
        }
        if !given.is_empty() {
            call = format!("{call} {}", words(given));
        }
        match self.input(sandbox.track) {
            Some(input) => format!("{call} with {input}"),
            None => call,
        }
    }

    /// Lines for the learner's shell; none for an input that is too long to type.
    fn again(&self, sandbox: &Sandbox<'_>) -> Option<String> {
        let track = sandbox.track;
        let stdin = self.stdin.get(track);
        if stdin.len() > SHOWN {
            return None;
        }
        let line = |args: &[String]| {
            let mut line: Vec<String> =
                self.env.iter().map(|(name, value)| format!("{name}={}", shell(value.get(track)))).collect();
            line.extend([runtime(track).to_owned(), self.file(sandbox)]);
            line.extend(args.iter().map(|word| shell(word)));
            line.join(" ")
        };
        let cd = self.more.from.iter().map(|folder| format!("cd {folder}"));
        let mut lines: Vec<String> = cd.chain(self.more.before.iter().map(|args| line(args.get(track)))).collect();
        if !self.more.at_once.is_empty() {
            let all: Vec<String> = self.more.at_once.iter().map(|args| line(args.get(track))).collect();
            lines.push(format!("{} & wait", all.join(" & ")));
        } else if stdin.is_empty() {
            lines.push(line(self.args.get(track)));
        } else {
            let input = stdin.replace('\\', "\\\\").replace('%', "%%").replace('\n', "\\n").replace('\r', "\\r");
            lines.push(format!("printf {} | {}", shell(&input), line(self.args.get(track))));
        }
        Some(lines.join("\n"))
    }
}

/// Of a plain run what it always was, so that what is not used leaves the records of all others valid.
impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Program { args, stdin, env, files, exit, stdout, stderr_contains, writes, then, then_at, more } = self;
        let mut all = f.debug_struct("Program");
        let all = all.field("args", args).field("stdin", stdin).field("env", env).field("files", files);
        let all = all.field("exit", exit).field("stdout", stdout).field("stderr_contains", stderr_contains);
        let all = all.field("writes", writes).field("then", then).field("then_at", then_at);
        if more.is_nothing() { all.finish() } else { all.field("more", more).finish() }
    }
}

/// What it printed, for people.
fn printed(output: &Output, sandbox: &Sandbox<'_>) -> String {
    let mut printed = shorten(&sandbox.clean(&output.stdout.text), SHOWN);
    let errors = shorten(&sandbox.clean(&output.stderr.text), SHOWN);
    if !printed.is_empty() && !printed.ends_with('\n') && !errors.is_empty() {
        printed.push('\n');
    }
    printed.push_str(&errors);
    printed
}

fn died(output: &Output, sandbox: &Sandbox<'_>) -> Option<Crash> {
    let crash = sandbox.died(output)?;
    Some(Crash { line: shorten(&crash.line, 300), ..crash })
}

fn runtime(track: Track) -> &'static str {
    match track {
        Track::Node => "node",
        Track::Python => "python3",
    }
}

fn words(args: &[String]) -> String {
    args.iter().map(|word| shell(word)).collect::<Vec<_>>().join(" ")
}

/// A word as a shell reads it.
fn shell(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./:=,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", process::clean(&word.replace('\'', r"'\''")))
    }
}

#[cfg(test)]
mod tests;
