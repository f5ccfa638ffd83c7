//! The `program` check: arguments and input, output, exit code and written files.

use std::collections::BTreeMap;
use std::ops::Range;

use super::function::{quote, shorten};
use super::sandbox::{Sandbox, write_files};
use super::setup::Place;
use super::sql::{self, Look};
use super::{CheckError, Crash, Facet, Need, Seen, not_started};
use crate::id::{ByTrack, Track};
use crate::process::{self, End, Output};

mod output;
mod raw;

pub use raw::RawProgram;

/// Printed output is shown up to here.
const SHOWN: usize = 4000;

/// One run of the program, and what is asked of it.
#[derive(Debug, Clone)]
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
}

impl Program {
    /// One line for people.
    pub fn describe(&self, track: Track) -> String {
        let given = match (self.args.get(track).as_slice(), self.input(track)) {
            ([], None) => "the program".to_owned(),
            ([], Some(input)) => input,
            (args, None) => words(args),
            (args, Some(input)) => format!("{} with {input}", words(args)),
        };
        let stdout = self.stdout.as_ref().map(|text| output::normal(text.get(track)));
        let came = match (stdout, self.writes.keys().next(), self.exit) {
            (_, _, code @ 1..) => format!("ends with code {code}"),
            (Some(text), _, _) if !text.is_empty() => output::line(&text),
            (_, Some(file), _) => format!("writes {file}"),
            (Some(_), None, _) => "prints nothing".to_owned(),
            (None, None, _) => "runs to its end".to_owned(),
        };
        format!("{given} → {came}")
    }

    /// What it needs.
    pub fn needs(&self) -> Vec<Need> {
        vec![Need::Runtime]
    }

    /// Where it looks into the database of the exercise's setup, if it does.
    pub fn looks_into_database(&self) -> Option<Range<usize>> {
        self.then_at.as_ref().map(Place::range)
    }

    /// Runs the program once for each check, each time in a folder of its own. What does not start or end once is not
    /// tried again.
    pub fn run(batch: &[&Program], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        if let (Some(crash), Some(first)) = (sandbox.missing_main(), batch.first()) {
            return Ok(not_started(first.call(sandbox), crash, batch.len()));
        }
        let mut all: Vec<Option<Seen>> = Vec::new();
        for check in batch {
            let stopped = all.last().is_some_and(|last| last.as_ref().is_none_or(Seen::is_end));
            let seen = if stopped { None } else { Some(check.look(&sandbox.fresh()?)?) };
            all.push(seen);
            (sandbox.done)();
        }
        Ok(all)
    }

    fn look(&self, sandbox: &Sandbox<'_>) -> Result<Seen, CheckError> {
        let track = sandbox.track;
        let files =
            self.files.iter().map(|(name, text)| (name.clone(), text.get(track).clone().into_bytes())).collect();
        write_files(&files, &sandbox.dir)?;
        let mut command = sandbox.command(&sandbox.main, self.args.get(track))?;
        command.env.extend(self.env.iter().map(|(name, value)| (name.clone(), value.get(track).clone())));
        command.stdin = self.stdin.get(track).clone().into_bytes();
        let output = process::run(&command, sandbox.cancel)?;
        let facets = match output.end {
            End::Cancelled => return Err(CheckError::Cancelled),
            End::TimedOut => vec![Facet::unended(sandbox.limits.time)],
            End::Exited(_) | End::Signalled(_) | End::OutOfMemory => {
                let mut facets = self.compare(&output, sandbox);
                if let Some(data) = sandbox.setup.database.as_ref().filter(|_| !self.then.is_empty()) {
                    facets.extend(sql::observe(sandbox.database(data)?, &self.then, sandbox)?);
                }
                facets
            }
        };
        // A program may fail on purpose; then its message is what was asked for.
        let crash = if facets.iter().all(|facet| facet.held) { None } else { died(&output, sandbox) };
        let mut printed = shorten(&sandbox.clean(&output.stdout.text), SHOWN);
        let errors = shorten(&sandbox.clean(&output.stderr.text), SHOWN);
        if !printed.is_empty() && !printed.ends_with('\n') && !errors.is_empty() {
            printed.push('\n');
        }
        printed.push_str(&errors);
        Ok(Seen { crash, printed, again: Some(self.again(sandbox)), ..Seen::compared(self.call(sandbox), facets) })
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
        let held = output.end == End::Exited(self.exit);
        facets.push(Facet::compared("exit", held, key, format!("it ends with code {}", self.exit), actual));
        if let Some(text) = &self.stderr_contains {
            let text = text.get(track);
            let all = sandbox.clean(&output.stderr.text);
            let actual =
                if all.trim().is_empty() { "nothing on standard error".to_owned() } else { shorten(all.trim(), SHOWN) };
            let expected = format!("\"{text}\" on standard error");
            facets.push(Facet::compared("stderr", all.contains(text.trim()), "missing", expected, actual));
        }
        for (name, text) in &self.writes {
            facets.push(output::file(name, text.get(track), sandbox));
        }
        facets
    }

    /// The input in short, if there is any.
    fn input(&self, track: Track) -> Option<String> {
        let stdin = self.stdin.get(track);
        (!stdin.is_empty()).then(|| format!("the input {}", shorten(&quote(stdin), 80)))
    }

    fn call(&self, sandbox: &Sandbox<'_>) -> String {
        let given = self.args.get(sandbox.track);
        let mut call = format!("{} {}", runtime(sandbox.track), sandbox.main);
        if !given.is_empty() {
            call = format!("{call} {}", words(given));
        }
        match self.input(sandbox.track) {
            Some(input) => format!("{call} with {input}"),
            None => call,
        }
    }

    /// A line for the learner's shell.
    fn again(&self, sandbox: &Sandbox<'_>) -> String {
        let track = sandbox.track;
        let mut line: Vec<String> =
            self.env.iter().map(|(name, value)| format!("{name}={}", shell(value.get(track)))).collect();
        line.extend([runtime(track).to_owned(), sandbox.main.clone()]);
        line.extend(self.args.get(track).iter().map(|word| shell(word)));
        let line = line.join(" ");
        let stdin = self.stdin.get(track);
        if stdin.is_empty() {
            return line;
        }
        let input = stdin.replace('\\', "\\\\").replace('%', "%%").replace('\n', "\\n").replace('\r', "\\r");
        format!("printf {} | {line}", shell(&input))
    }
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
