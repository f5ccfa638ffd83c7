//! The `sql` check: a query of the learner's file, run on a data set, and what it gives.

mod compare;
mod expect;
mod fault;
mod plan;
mod raw;
mod sample;
mod schema;
mod stage;
mod statements;
mod table;
#[cfg(test)]
mod tests;
mod value;

use self::expect::Expect;
use self::fault::Stopped;
use self::plan::Plan;
use self::stage::{Done, Stage, Task};
use self::statements::{NoPart, Script, Statement};
use self::table::counted;
use super::recognise::PART;
use super::sandbox::Sandbox;
use super::{CheckError, DataSet, Facet, Need, Seen, not_started};
use crate::diagnostic::nearest;
use crate::id::Track;

pub(in crate::check) use expect::{Look, RawLook};
pub use raw::RawSql;
pub(in crate::check) use sample::play;
pub use schema::{RawSchema, Schema};
pub(in crate::check) use stage::observe;

/// A `sql` check: a part of the learner's file, a data set, and what must come of it.
#[derive(Debug, Clone)]
pub struct Sql {
    /// The data set that it runs on.
    data: DataSet,
    /// The name in the comment above it; none for the whole file.
    part: Option<String>,
    /// What it must give; none where only its effect matters.
    result: Option<Expect>,
    /// How many statements it is made of.
    statements: Option<usize>,
    /// How many of them are of a kind.
    commands: Vec<(String, usize)>,
    /// How often it is run.
    times: usize,
    plan: Option<Plan>,
    /// What is looked at afterwards.
    then: Vec<Look>,
}

impl Sql {
    /// One line for people.
    pub fn describe(&self, _track: Track) -> String {
        let part = self.part.as_deref().unwrap_or("the query");
        let rows = |expect: &Expect| match &expect.rows {
            Some(rows) => counted(rows.len()),
            None => "the right rows".to_owned(),
        };
        let comes = match (&self.result, self.then.first(), &self.plan) {
            (_, _, Some(plan)) => plan.describe(),
            (Some(result), _, None) => rows(result),
            (None, Some(_), None) => "what the tables hold afterwards".to_owned(),
            (None, None, None) => "it runs".to_owned(),
        };
        let often = if self.times > 1 { format!(", {} times", self.times) } else { String::new() };
        format!("{part} on the data `{}`{often} → {comes}", self.data.name)
    }

    /// What it needs: nothing but PostgreSQL.
    pub fn needs(&self) -> Vec<Need> {
        vec![Need::Database]
    }

    /// The data set that it names.
    pub fn data_set(&self) -> &DataSet {
        &self.data
    }

    /// The part that it looks at, and whether it says itself what is right.
    pub fn anchor(&self) -> (Option<&str>, bool) {
        let expects = self.result.iter().chain(self.then.iter().map(|look| &look.expect));
        (self.part.as_deref(), expects.into_iter().any(|expect| expect.rows.is_some()))
    }

    /// Runs each check's part on its data set.
    pub fn run(batch: &[&Sql], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        let text = match (sandbox.missing_main(), sandbox.text(&sandbox.main)) {
            (None, Some(text)) => text,
            (crash, _) => {
                let crash = crash.ok_or_else(|| CheckError::Broken(format!("`{}` cannot be read", sandbox.main)))?;
                let call = batch.first().map_or_else(String::new, |first| first.call(sandbox));
                return Ok(not_started(call, crash, batch.len()));
            }
        };
        let script = Script::read(&text);
        let mut stage = Stage::new(sandbox);
        let mut looked = Vec::with_capacity(batch.len());
        for check in batch {
            let mut seen = check.look(&script, &mut stage, sandbox)?;
            if let (Some(part), Some(first)) = (&check.part, seen.facets.first_mut()) {
                first.more.push((PART, part.clone()));
            }
            (sandbox.done)();
            let enough = sandbox.hasty && !seen.passed();
            looked.push(Some(seen));
            if enough {
                break;
            }
        }
        Ok(looked)
    }

    fn call(&self, sandbox: &Sandbox<'_>) -> String {
        self.part.clone().unwrap_or_else(|| sandbox.main.clone())
    }

    fn of<'s>(&self, script: &'s Script) -> Result<&'s [Statement], NoPart> {
        match &self.part {
            Some(part) => script.part(part),
            None => script.all(),
        }
    }

    fn look(&self, script: &Script, stage: &mut Stage<'_, '_>, sandbox: &Sandbox<'_>) -> Result<Seen, CheckError> {
        let mut seen = Seen::compared(self.call(sandbox), Vec::new());
        let statements = match self.of(script) {
            Ok(statements) => statements,
            Err(why) => {
                seen.facets.push(self.nothing(&why));
                return Ok(seen);
            }
        };
        seen.facets.extend(self.counts(statements));
        match stage.perform(self.task(statements))? {
            Ok(done) => seen.facets.extend(self.compare(done, stage, sandbox)?),
            Err(halt) => {
                let Some(statement) = statements.get(halt.statement) else { return Ok(seen) };
                let (crash, facet) = halt.why.told(script, &sandbox.main, statement, sandbox.limits.time);
                seen.crash = crash.map(|mut crash| {
                    if halt.time > 0 {
                        crash.line = format!("when it is run once more: {}", crash.line);
                    }
                    crash
                });
                seen.facets.push(facet);
            }
        }
        Ok(seen)
    }

    fn task<'t>(&'t self, statements: &'t [Statement]) -> Task<'t> {
        let data = self.data.name.as_str();
        Task { data, statements, times: self.times, explained: self.plan.is_some(), then: &self.then }
    }

    /// Why there is nothing to run.
    fn nothing(&self, why: &NoPart) -> Facet {
        let part = self.part.as_deref().unwrap_or_default();
        match why {
            NoPart::Empty { comments } => {
                let below = if part.is_empty() { String::new() } else { format!(" below the line `-- query: {part}`") };
                let actual = if *comments { "no statement yet" } else { "an empty file" };
                Facet::new("query", false, "empty", format!("a statement{below}"), actual)
            }
            NoPart::Unmarked(names) => {
                let actual = match nearest(part, names.iter().map(String::as_str)) {
                    Some(name) => format!("there is no such line; is it `-- query: {name}`?"),
                    None => "there is no such line".to_owned(),
                };
                Facet::new(
                    "query",
                    false,
                    "unmarked",
                    format!("the line `-- query: {part}`, and the query below it"),
                    actual,
                )
            }
            NoPart::Twice => Facet::new(
                "query",
                false,
                "marked twice",
                format!("one line `-- query: {part}`"),
                "more than one such line",
            ),
        }
    }

    fn counts(&self, statements: &[Statement]) -> Vec<Facet> {
        let facet = |name: &str, wanted: usize, found: usize| {
            let said = |count: usize| if count == 1 { format!("1 {name}") } else { format!("{count} {name}s") };
            Facet::compared(format!("{name}s"), found == wanted, found.to_string(), said(wanted), said(found))
        };
        let all = self.statements.map(|wanted| facet("statement", wanted, statements.len()));
        let of_kind = self.commands.iter().map(|(command, wanted)| {
            let found = statements.iter().filter(|statement| statement.command == *command).count();
            facet(&format!("{command} statement"), *wanted, found)
        });
        all.into_iter().chain(of_kind).collect()
    }

    fn compare(&self, done: Done, stage: &mut Stage<'_, '_>, sandbox: &Sandbox<'_>) -> Result<Vec<Facet>, CheckError> {
        let mut expects = self.result.iter().chain(self.then.iter().map(|look| &look.expect));
        let reference =
            if expects.any(|expect| expect.rows.is_none()) { Some(self.reference(stage, sandbox)?) } else { None };
        let mut facets = Vec::new();
        if let Some(result) = &self.result {
            match &done.result {
                Some(came) => {
                    facets.extend(result.against(reference.as_ref().and_then(|done| done.result.as_ref()), came));
                }
                None => facets.push(Facet::new("rows", false, "no result", "rows", "no statement here gives rows")),
            }
        }
        if let Some(plan) = &self.plan {
            facets.extend(plan.compare(&done.plan));
        }
        let right = reference.map(|done| done.then).unwrap_or_default();
        let mut right = right.into_iter().map(Result::ok);
        for (index, (look, came)) in self.then.iter().zip(done.then).enumerate() {
            facets.extend(look.compare(index, right.next().flatten().as_ref(), came));
        }
        Ok(facets)
    }

    /// What the reference solution does.
    fn reference(&self, stage: &mut Stage<'_, '_>, sandbox: &Sandbox<'_>) -> Result<Done, CheckError> {
        let broken = |why: &str| CheckError::Broken(format!("its solution {why} on the data `{}`", self.data.name));
        let text = sandbox.reference.map(|content| content.text(&sandbox.main)).unwrap_or_default();
        let script = Script::read(&text);
        let statements = self.of(&script).map_err(|_| broken("has no query to compare with"))?;
        match stage.perform(Task { explained: false, ..self.task(statements) })? {
            Ok(done) => {
                let complete = |table: &compare::Table| !table.truncated;
                let whole = done.result.as_ref().is_none_or(complete) && done.then.iter().flatten().all(complete);
                if whole { Ok(done) } else { Err(broken("gives too many rows")) }
            }
            Err(halt) => Err(broken(&format!("is not accepted: {}", Stopped::line(&halt.why)))),
        }
    }
}
