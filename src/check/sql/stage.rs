//! Runs statements on data sets: what only reads shares a database, all else has one of its own.

use std::collections::BTreeMap;

use super::compare::Table;
use super::expect::Look;
use super::fault::Stopped;
use super::statements::Statement;
use crate::check::sandbox::Sandbox;
use crate::check::{CheckError, Facet};
use crate::process::Cancel;
use crate::service::{Answer, Database, Fault, Session};

/// Rows of an answer that are read.
const ROWS: usize = 2000;

/// The databases of the checks that are run together.
pub(super) struct Stage<'s, 'a> {
    sandbox: &'s Sandbox<'a>,
    /// By data set. Sessions come first, since they end first.
    shared: BTreeMap<String, (Session, Database)>,
}

/// What is to be run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Task<'t> {
    pub(super) data: &'t str,
    pub(super) statements: &'t [Statement],
    /// How often.
    pub(super) times: usize,
    /// Whether the plan of the query is asked for.
    pub(super) explained: bool,
    /// What is looked at when all is done.
    pub(super) then: &'t [Look],
}

/// What came of a task.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// What the last statement that gives rows gave; none if there is none.
    pub(super) result: Option<Table>,
    /// The JSON of EXPLAIN.
    pub(super) plan: String,
    /// For each look.
    pub(super) then: Vec<Result<Table, Stopped>>,
}

/// The statement that was not accepted.
#[derive(Debug)]
pub(super) struct Halt {
    /// Which one, from 0.
    pub(super) statement: usize,
    /// In which run of all, from 0.
    pub(super) time: usize,
    pub(super) why: Stopped,
}

impl<'s, 'a> Stage<'s, 'a> {
    pub(super) fn new(sandbox: &'s Sandbox<'a>) -> Self {
        Stage { sandbox, shared: BTreeMap::new() }
    }

    /// Runs it. `Err` within says which statement was not accepted.
    pub(super) fn perform(&mut self, task: Task<'_>) -> Result<Result<Done, Halt>, CheckError> {
        let sandbox = self.sandbox;
        let mut done = if task.statements.iter().all(Statement::only_reads) {
            let session = self.shared(task.data)?;
            ours(session, "BEGIN", sandbox)?;
            let tried = attempt(session, task, sandbox)?;
            ours(session, "ROLLBACK", sandbox)?;
            let Ok(mut done) = tried else { return Ok(tried) };
            done.then = looks(session, task.then, sandbox)?;
            done
        } else {
            let database = sandbox.services.named_database(task.data, sandbox.data_set(task.data)?, sandbox.cancel)?;
            let tried = attempt(&mut database.session(sandbox.cancel)?, task, sandbox)?;
            let Ok(mut done) = tried else { return Ok(tried) };
            if !task.then.is_empty() {
                // Another session, as any other user of the database: what was not committed is not there.
                done.then = looks(&mut database.session(sandbox.cancel)?, task.then, sandbox)?;
            }
            done
        };
        done.then.truncate(task.then.len());
        Ok(Ok(done))
    }

    fn shared(&mut self, data: &str) -> Result<&mut Session, CheckError> {
        let sandbox = self.sandbox;
        if !self.shared.contains_key(data) {
            let database = sandbox.services.named_database(data, sandbox.data_set(data)?, sandbox.cancel)?;
            let session = database.session(sandbox.cancel)?;
            self.shared.insert(data.to_owned(), (session, database));
        }
        let found = self.shared.get_mut(data).map(|(session, _)| session);
        found.ok_or_else(|| CheckError::Broken(format!("there is no database for `{data}`")))
    }
}

fn attempt(session: &mut Session, task: Task<'_>, sandbox: &Sandbox<'_>) -> Result<Result<Done, Halt>, CheckError> {
    let result = task.statements.iter().rposition(Statement::gives_rows);
    let mut done = Done::default();
    for time in 0..task.times {
        for (index, statement) in task.statements.iter().enumerate() {
            let halt = |fault: Fault| Ok(Err(Halt { statement: index, time, why: Stopped::try_from(fault)? }));
            let mut columns = None;
            if result == Some(index) && time == 0 {
                match session.describe(&statement.text, sandbox.cancel) {
                    Ok(described) => columns = Some(described),
                    Err(fault) => return halt(fault),
                }
                if task.explained {
                    let explain = format!("EXPLAIN (FORMAT JSON) {}", statement.text);
                    match run(session, &explain, sandbox) {
                        Ok(answers) => done.plan = plan(&answers),
                        Err(fault) => return halt(fault),
                    }
                }
            }
            let answers = match run(session, &statement.text, sandbox) {
                Ok(answers) => answers,
                Err(fault) => return halt(fault),
            };
            if let (Some(columns), Some(answer)) = (columns, answers.into_iter().next_back()) {
                done.result = Some(table(answer, columns));
            }
        }
    }
    Ok(Ok(done))
}

fn table(answer: Answer, described: Vec<crate::service::Column>) -> Table {
    let columns = if described.len() == answer.columns.len() { described } else { answer.columns };
    Table { columns, rows: answer.rows, truncated: answer.truncated }
}

fn plan(answers: &[Answer]) -> String {
    let lines = answers.iter().flat_map(|answer| &answer.rows).filter_map(|row| row.first()?.clone());
    lines.collect::<Vec<_>>().join("\n")
}

fn looks(
    session: &mut Session,
    looks: &[Look],
    sandbox: &Sandbox<'_>,
) -> Result<Vec<Result<Table, Stopped>>, CheckError> {
    looks.iter().map(|look| ask(session, &look.query, sandbox)).collect()
}

/// What a query of ours gives. It may be refused: a learner may have dropped what it looks at.
pub(super) fn ask(
    session: &mut Session,
    query: &str,
    sandbox: &Sandbox<'_>,
) -> Result<Result<Table, Stopped>, CheckError> {
    let described = match session.describe(query, sandbox.cancel) {
        Ok(described) => described,
        Err(fault) => return Ok(Err(Stopped::try_from(fault)?)),
    };
    Ok(match run(session, query, sandbox) {
        Ok(answers) => Ok(answers.into_iter().next_back().map(|answer| table(answer, described)).unwrap_or_default()),
        Err(fault) => Err(Stopped::try_from(fault)?),
    })
}

/// The plan of a query of ours, as JSON.
pub(super) fn explain(
    session: &mut Session,
    query: &str,
    sandbox: &Sandbox<'_>,
) -> Result<Result<String, Stopped>, CheckError> {
    Ok(match run(session, &format!("EXPLAIN (FORMAT JSON) {query}"), sandbox) {
        Ok(answers) => Ok(plan(&answers)),
        Err(fault) => Err(Stopped::try_from(fault)?),
    })
}

/// Runs SQL as the learner's.
pub(super) fn run(session: &mut Session, sql: &str, sandbox: &Sandbox<'_>) -> Result<Vec<Answer>, Fault> {
    let (answers, ended) = session.run(sql, sandbox.limits.time, ROWS, sandbox.cancel);
    ended.map(|()| answers)
}

/// Runs SQL of ours, which cannot be refused.
pub(super) fn ours(session: &mut Session, sql: &str, sandbox: &Sandbox<'_>) -> Result<Vec<Answer>, CheckError> {
    match run(session, sql, sandbox) {
        Ok(answers) => Ok(answers),
        Err(fault) => Err(CheckError::Broken(format!("`{sql}`: {}", Stopped::try_from(fault)?.line()))),
    }
}

/// Looks into a database after a program has used it, and compares with literal rows.
pub(in crate::check) fn observe(
    database: &Database,
    looks: &[Look],
    sandbox: &Sandbox<'_>,
) -> Result<Vec<Facet>, CheckError> {
    if looks.is_empty() {
        return Ok(Vec::new());
    }
    let cancel: &Cancel = sandbox.cancel;
    let mut session = database.session(cancel)?;
    let mut facets = Vec::new();
    for (index, look) in looks.iter().enumerate() {
        let came = ask(&mut session, &look.query, sandbox)?;
        facets.extend(look.compare(index, None, came));
    }
    Ok(facets)
}

impl Look {
    /// What was compared, by names that no other facet has. `reference` is what is right where no rows are given.
    pub(super) fn compare(&self, index: usize, reference: Option<&Table>, came: Result<Table, Stopped>) -> Vec<Facet> {
        let number = if index == 0 { String::new() } else { format!(" ({})", index + 1) };
        let facets = match came {
            Ok(came) => self.expect.against(reference, &came),
            Err(why) => {
                let key =
                    if let Stopped::Refused(refusal) = &why { refusal.code.clone() } else { "timed out".to_owned() };
                vec![Facet::new("rows", false, key, format!("an answer to `{}`", self.query.trim()), why.line())]
            }
        };
        facets.into_iter().map(|facet| Facet { name: format!("{} afterwards{number}", facet.name), ..facet }).collect()
    }
}
