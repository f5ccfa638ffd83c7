//! Runs of a program that is watched from within: stopped while it saves, or held until others have come as far.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;

use super::{Program, output};
use crate::check::function::shorten;
use crate::check::sandbox::{Sandbox, io};
use crate::check::stable::stable;
use crate::check::{CheckError, Facet};
use crate::id::Track;
use crate::process::{self, Command, End, Output};

/// A program that takes more steps than this to save is followed no further.
const MOST_STEPS: usize = 40;
/// How long a program waits for the others before its first step, once all have started. One of them may be waiting for
/// this one by then.
const MEETING: Duration = Duration::from_secs(2);

/// What a file held when the program was stopped.
enum Left {
    /// What it was before, or what it becomes.
    Whole,
    /// No file.
    Gone,
    /// Something else.
    Cut(String),
}

/// Lets a command be watched from within.
fn watch(command: &mut Command, job: serde_json::Value, sandbox: &Sandbox<'_>) -> Result<(), CheckError> {
    let (name, text) = match sandbox.track {
        Track::Node => ("hook.cjs", include_str!("hook/hook.cjs")),
        Track::Python => ("sitecustomize.py", include_str!("hook/sitecustomize.py")),
    };
    let folder = folder(sandbox, "hook")?;
    let file = folder.join(name);
    std::fs::write(&file, text).map_err(|source| io("preparing the run".to_owned(), source))?;
    let mut job = job;
    if let Some(job) = job.as_object_mut() {
        job.insert("root".to_owned(), json!(sandbox.dir));
    }
    command.env.insert("ROADMAP_HOOK".to_owned(), job.to_string());
    match sandbox.track {
        Track::Node => {
            command.args.insert(0, file.into_os_string());
            command.args.insert(0, "--require".into());
        }
        Track::Python => {
            command.env.insert("PYTHONPATH".to_owned(), folder.to_string_lossy().into_owned());
        }
    }
    Ok(())
}

/// A folder out of the program's sight.
fn folder(sandbox: &Sandbox<'_>, name: &str) -> Result<PathBuf, CheckError> {
    let folder = sandbox.beside().join(name);
    std::fs::create_dir_all(&folder).map_err(|source| io("preparing the run".to_owned(), source))?;
    Ok(folder)
}

impl Program {
    /// Stops the program in each of the steps by which it changes files, each time from the same beginning. Whatever is
    /// left of the file must be what it was or what it becomes.
    pub(super) fn stopped_anywhere(&self, name: &str, sandbox: &Sandbox<'_>) -> Result<Facet, CheckError> {
        let before = sandbox.text(name);
        let mut left = Vec::new();
        let mut after = None;
        for step in 1..=MOST_STEPS {
            let trial = sandbox.fresh()?;
            let mut command = self.command(self.args.get(trial.track), &trial)?;
            watch(&mut command, json!({ "stop": step }), &trial)?;
            let output = process::run(&command, sandbox.cancel)?;
            match output.end {
                End::Cancelled => return Err(CheckError::Cancelled),
                End::Signalled(_) => left.push(trial.text(name)),
                End::Exited(_) | End::TimedOut | End::OutOfMemory => {
                    after = trial.text(name);
                    break;
                }
            }
        }
        let facet = format!("never half {name}");
        let expected = format!("`{name}` as it was, or complete, whenever the program is stopped");
        if after == before {
            let actual = format!("it never changed `{name}`");
            return Ok(Facet::new(facet, false, "never saved", expected, actual));
        }
        let good = [before.as_deref().map(meaning), after.as_deref().map(meaning)];
        let judge = |found: Option<String>| match found {
            None if before.is_none() => Left::Whole,
            None => Left::Gone,
            Some(text) if good.contains(&Some(meaning(&text))) => Left::Whole,
            Some(text) => Left::Cut(text),
        };
        for found in left {
            let (key, actual) = match judge(found) {
                Left::Whole => continue,
                Left::Gone => ("gone", format!("stopped while it saved, it left no `{name}`")),
                Left::Cut(text) if text.trim().is_empty() => {
                    ("cut", format!("stopped while it saved, it left `{name}` empty"))
                }
                Left::Cut(text) => {
                    let text = output::line(&sandbox.clean(&text));
                    ("cut", format!("stopped while it saved, it left this in `{name}`: {}", shorten(&text, 80)))
                }
            };
            return Ok(Facet::new(facet, false, key, expected, actual));
        }
        Ok(Facet::compared(facet, true, "", expected.clone(), expected))
    }

    /// Runs the program several times at once. Each is held before its first step until all have come as far, so that
    /// whoever reads, changes and saves without a lock loses what the others save, every time.
    pub(super) fn run_together(&self, all: &[Vec<String>], sandbox: &Sandbox<'_>) -> Result<Vec<Output>, CheckError> {
        let meeting = folder(sandbox, "meeting")?;
        let mut running = Vec::new();
        for (number, args) in all.iter().enumerate() {
            let mut command = self.command(args, sandbox)?;
            let (start, step) = (sandbox.limits.time / 2, MEETING.min(sandbox.limits.time / 4));
            let milliseconds = json!({ "start": milliseconds(start), "step": milliseconds(step) });
            let job = json!({ "folder": meeting, "number": number, "of": all.len(), "milliseconds": milliseconds });
            watch(&mut command, job, sandbox)?;
            running.push(process::start(&command)?);
        }
        let outputs: Vec<Output> = running.into_iter().map(|one| one.wait(sandbox.cancel)).collect();
        if outputs.iter().any(|output| output.end == End::Cancelled) {
            return Err(CheckError::Cancelled);
        }
        Ok(outputs)
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// What a file says, without what differs from run to run and without its layout.
fn meaning(text: &str) -> String {
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(json) => stable(&without_moments(json).to_string()),
        Err(_) => stable(text.trim_end()),
    }
}

/// JSON whose large numbers, which are moments in all likelihood, are all the same.
fn without_moments(json: serde_json::Value) -> serde_json::Value {
    use serde_json::Value as Json;
    match json {
        Json::Number(number) if number.as_f64().is_some_and(|number| number.abs() > 1e9) => json!("<moment>"),
        Json::Array(items) => Json::Array(items.into_iter().map(without_moments).collect()),
        Json::Object(fields) => {
            Json::Object(fields.into_iter().map(|(name, value)| (name, without_moments(value))).collect())
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => json,
    }
}
