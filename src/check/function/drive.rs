//! Runs the driver that calls the learner's functions, and reads what it reports.

use std::ffi::OsString;
use std::fs::File;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::Read;
use std::ops::Range;

use serde::Deserialize;
use serde_json::json;

use super::stub::Watched;
use super::{Call, Function, Target, Value, Wanted, shorten};
use crate::check::CheckError;
use crate::check::sandbox::{Sandbox, io};
use crate::id::Track;
use crate::process::{self, Command, End, Output};

/// More than this of the report is not read; the drivers cap each value far below.
const MOST: u64 = 64 * 1024 * 1024;

/// What came of all calls.
pub struct Run {
    /// Whether the learner's file could be loaded.
    pub loaded: bool,
    /// What came of each call, up to the one in which the process ended.
    pub calls: Vec<Came>,
    /// How the process ended.
    pub output: Output,
    mark: String,
}

/// What came of one call.
#[derive(Debug, Default)]
pub struct Came {
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Seconds: of work, or of waiting too if it was waited for.
    pub took: f64,
    /// For each asked copy, whether it is the caller's own object.
    pub same: Vec<bool>,
    /// The arguments afterwards, if they are to stay as they were.
    pub args: Vec<Value>,
    /// How the stubs of its check were called up to now.
    pub watched: Watched,
}

/// How a call ended.
#[derive(Debug)]
pub enum Outcome {
    /// It handed this back.
    Value(Value),
    /// It raised an error.
    Raised(Raised),
    /// It threw something that is no error.
    Threw(Value),
    /// It asked the whole program to end.
    Ended(String),
    /// There is no such function.
    Missing(Instead),
    /// What an earlier call handed back is this, which cannot be called.
    Uncallable(Value),
}

/// An error.
#[derive(Debug, Deserialize)]
pub struct Raised {
    /// Its type, and those that it is derived from.
    pub types: Vec<String>,
    /// Its message.
    pub message: String,
    /// The line of the learner's file, if known.
    pub line: Option<u32>,
}

/// What is there instead of a function.
#[derive(Debug, Deserialize)]
pub struct Instead {
    /// The functions that are there.
    pub names: Vec<String>,
    /// What bears the name and is no function.
    #[serde(rename = "instead")]
    pub named: Option<Value>,
    /// Whether a single function is all that the file exports.
    pub alone: bool,
}

impl Raised {
    /// Its type.
    pub fn name(&self) -> &str {
        self.types.first().map_or("Error", String::as_str)
    }

    /// The first line of its message, for people.
    pub fn first_line(&self, sandbox: &Sandbox<'_>) -> String {
        shorten(sandbox.clean(&self.message).lines().next().unwrap_or_default(), 300)
    }

    /// Its type and the first line of its message.
    pub fn line_of(&self, sandbox: &Sandbox<'_>) -> String {
        let first = self.first_line(sandbox);
        if first.is_empty() { self.name().to_owned() } else { format!("{}: {first}", self.name()) }
    }
}

/// One line of the report.
#[derive(Deserialize)]
pub(super) struct Told {
    token: String,
    #[serde(default)]
    pub(super) loaded: bool,
    pub(super) case: Option<usize>,
    #[serde(default)]
    took: f64,
    value: Option<Value>,
    raised: Option<Raised>,
    threw: Option<Value>,
    ended: Option<String>,
    missing: Option<Instead>,
    uncallable: Option<Value>,
    #[serde(default)]
    copies: Vec<bool>,
    #[serde(default)]
    args: Vec<Value>,
    #[serde(default)]
    watched: Watched,
}

impl Told {
    /// A line that the driver wrote, and nobody else.
    pub(super) fn read(line: &[u8], token: &str) -> Option<Told> {
        serde_json::from_slice::<Told>(line).ok().filter(|told| told.token == token)
    }

    /// What it tells about a call.
    pub(super) fn came(self) -> Came {
        let outcome = (self.missing.map(Outcome::Missing))
            .or(self.uncallable.map(Outcome::Uncallable))
            .or(self.raised.map(Outcome::Raised))
            .or(self.threw.map(Outcome::Threw))
            .or(self.ended.map(Outcome::Ended))
            .or(self.value.map(Outcome::Value));
        Came { outcome, took: self.took, same: self.copies, args: self.args, watched: self.watched }
    }
}

impl Run {
    /// What was printed while the file was loaded.
    pub fn printed_at_load(&self) -> &str {
        self.output.stdout.text.split(&self.mark).next().unwrap_or_default()
    }

    /// What was printed in some calls; none if so much was printed before that it is not known.
    pub fn printed(&self, calls: Range<usize>) -> Option<String> {
        calls.map(|call| self.printed_in(call)).collect()
    }

    fn printed_in(&self, call: usize) -> Option<&str> {
        let found = self.output.stdout.text.split(&self.mark).nth(2 * call + 1);
        if self.output.stdout.truncated { found } else { found.or(Some("")) }
    }
}

/// What a driver and its command are made of.
pub(super) struct Prepared {
    pub(super) command: Command,
    /// What the driver reports. Its name is gone soon, so that the learner's program does not come upon it.
    pub(super) told: File,
    /// Not to be guessed by the learner's program, so that it cannot report for us.
    pub(super) token: String,
    /// What the driver prints around each call.
    pub(super) mark: String,
}

/// Writes a driver, and what it has to do: `calls` now, or calls that come over `port`. `name` tells several drivers of
/// one sandbox apart.
pub(super) fn prepare(
    name: &str,
    calls: &[serde_json::Value],
    port: Option<u16>,
    sandbox: &Sandbox<'_>,
) -> Result<Prepared, CheckError> {
    let token = format!("{:016x}", RandomState::new().build_hasher().finish());
    let mark = format!("\u{2}{token}\u{3}");
    let (ending, text) = match sandbox.track {
        Track::Node => ("cjs", include_str!("driver.cjs")),
        Track::Python => ("py", include_str!("driver.py")),
    };
    let beside = |ending: &str| sandbox.beside().join(format!("{name}.{ending}"));
    let (driver, job, results) = (beside(ending), beside("json"), beside("ndjson"));
    let about = json!({
        "token": token, "mark": mark, "main": sandbox.main, "results": results, "calls": calls, "port": port,
    });
    let told = std::fs::write(&driver, text)
        .and_then(|()| std::fs::write(&job, about.to_string()))
        .and_then(|()| File::create_new(&results))
        .and_then(|_| File::open(&results))
        .map_err(|source| io("preparing the calls".to_owned(), source))?;
    let mut command = sandbox.command(&driver.to_string_lossy(), &[job.to_string_lossy().into_owned()])?;
    if sandbox.track == Track::Node && must_ask_for_modules(&sandbox.toolchain.runtime(Track::Node)?.version) {
        command.args.insert(0, OsString::from("--experimental-detect-module"));
    }
    Ok(Prepared { command, told, token, mark })
}

/// Fails where it is the driver that did not get along, and not the learner's program, of which nothing is said then.
pub(super) fn trouble(output: &Output, sandbox: &Sandbox<'_>) -> Result<(), CheckError> {
    let text = &output.stderr.text;
    if !text.contains(&*sandbox.beside().to_string_lossy()) || text.contains(&sandbox.main) {
        return Ok(());
    }
    let said = text.lines().map(str::trim).find(|line| line.contains("Error")).unwrap_or("it did not start");
    Err(io("making the calls".to_owned(), std::io::Error::other(process::clean(said))))
}

/// Makes the calls.
pub fn drive(batch: &[&Function], sandbox: &Sandbox<'_>) -> Result<Run, CheckError> {
    let calls = batch.iter().map(|check| calls(check, sandbox.track)).collect::<Result<Vec<_>, _>>()?.concat();
    let Prepared { command, mut told, token, mark } = prepare("driver", &calls, None, sandbox)?;
    let output = process::run(&command, sandbox.cancel)?;
    if output.end == End::Cancelled {
        return Err(CheckError::Cancelled);
    }
    let (loaded, calls) = read(&mut told, &token)?;
    Ok(Run { loaded, calls, output, mark })
}

/// The calls of a check. The first one brings its stubs, and forgets those of the check before.
fn calls(check: &Function, track: Track) -> Result<Vec<serde_json::Value>, CheckError> {
    let stubs: serde_json::Map<_, _> = (check.stubs.iter())
        .map(|stub| Ok((stub.name.clone(), stub.to_driver()?)))
        .collect::<Result<_, CheckError>>()?;
    let mut stubs = Some(&stubs);
    check.calls.iter().map(|one| call(one, stubs.take(), track)).collect()
}

fn call(
    call: &Call,
    stubs: Option<&serde_json::Map<String, serde_json::Value>>,
    track: Track,
) -> Result<serde_json::Value, CheckError> {
    let (name, kept) = match &call.target {
        Target::Function(name) => (track.identifier(name), None),
        Target::Kept(name) => {
            // Of `counter.add_one` the first part is ours, and the others are names of the learner's.
            let mut parts = name.split('.');
            let own = parts.next().unwrap_or_default().to_owned();
            (
                name.clone(),
                Some(std::iter::once(own).chain(parts.map(|part| track.identifier(part))).collect::<Vec<_>>()),
            )
        }
    };
    let args = handed_over(&name, &call.args)?;
    let copies: Vec<_> = call.copies.iter().map(|copy| json!({ "arg": copy.arg, "into": copy.into })).collect();
    let wanted = match &call.wanted {
        Wanted::Value { value, .. } => value.as_ref().map_or(0, Value::weight),
        Wanted::Error { .. } => 0,
    };
    let more = call.args.iter().map(Value::weight).sum::<usize>() + wanted;
    Ok(json!({
        "name": name, "args": args, "awaits": call.awaits, "copies": copies,
        "keeps": call.keeps_args, "kept": kept, "as": call.keep, "stubs": stubs, "more": more,
    }))
}

/// Arguments as a driver reads them.
pub(super) fn handed_over(name: &str, args: &[Value]) -> Result<Vec<serde_json::Value>, CheckError> {
    let args: Option<Vec<_>> = args.iter().map(Value::to_driver).collect();
    args.ok_or_else(|| CheckError::Broken(format!("an argument of `{name}` cannot be handed over")))
}

/// Versions of Node.js that understand `export` in a plain `.js` file only when asked to.
fn must_ask_for_modules(version: &str) -> bool {
    let mut numbers = version.split('.').map(|number| number.parse::<u32>().unwrap_or(0));
    match (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) {
        (20, minor) => (10..19).contains(&minor),
        (21, minor) => minor >= 1,
        (22, minor) => minor < 7,
        _ => false,
    }
}

fn read(results: &mut File, token: &str) -> Result<(bool, Vec<Came>), CheckError> {
    let mut bytes = Vec::new();
    let failed = |source| io("reading what came of the calls".to_owned(), source);
    results.take(MOST).read_to_end(&mut bytes).map_err(failed)?;
    let (mut loaded, mut calls) = (false, Vec::new());
    for line in bytes.split(|byte| *byte == b'\n') {
        let Some(line) = Told::read(line, token) else { continue };
        loaded |= line.loaded;
        if line.case == Some(calls.len()) {
            calls.push(line.came());
        }
    }
    Ok((loaded, calls))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_versions_that_know_the_flag_and_need_it_get_it() {
        for (version, must) in [
            ("18.20.0", false),
            ("20.9.0", false),
            ("20.10.0", true),
            ("20.18.3", true),
            ("20.19.0", false),
            ("21.0.0", false),
            ("21.7.3", true),
            ("22.6.0", true),
            ("22.7.0", false),
            ("24.1.0", false),
            ("", false),
        ] {
            assert_eq!(must_ask_for_modules(version), must, "{version}");
        }
    }
}
