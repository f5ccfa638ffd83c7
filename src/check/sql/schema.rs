//! The `schema` check: the learner's statements make or change tables, and the tables are looked at and tried out.

mod catalog;
mod files;
mod raw;
mod rule;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::catalog::{Catalog, count_indexes};
use self::files::{Migration, NoFiles};
use self::rule::Rule;
use super::fault::Stopped;
use super::stage::run;
use crate::check::sandbox::Sandbox;
use crate::check::{CheckError, DataSet, Facet, Need, Seen, not_started};
use crate::id::Track;
use crate::service::{Database, Session};

pub use raw::RawSchema;

/// A `schema` check: one thing that must be true of the tables.
#[derive(Debug, Clone)]
pub struct Schema {
    /// The data set on which the learner's statements are run.
    on: DataSet,
    /// The learner's files that are run, in order; where none is named, those that are there.
    files: Vec<String>,
    rule: Rule,
}

/// A database after the learner's statements.
struct Applied {
    session: Session,
    /// Its database; dropped after the session.
    _database: Database,
    /// Looked up when it is first asked for.
    catalog: Option<Catalog>,
    /// How many indexes there were before.
    indexes: usize,
}

/// The statement of the learner's that was not accepted.
struct Halt<'m> {
    migration: &'m Migration,
    /// Which one, from 0.
    statement: usize,
    why: Stopped,
}

impl Schema {
    /// One line for people.
    pub fn describe(&self, _track: Track) -> String {
        self.rule.describe()
    }

    /// What it needs: nothing but PostgreSQL.
    pub fn needs(&self) -> Vec<Need> {
        Vec::new()
    }

    /// The data set that it names.
    pub fn data_set(&self) -> &DataSet {
        &self.on
    }

    /// Runs the learner's statements once on each data set, and looks at what came of it.
    pub fn run(batch: &[&Schema], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        let mut seen: Vec<Option<Seen>> = Vec::new();
        for same in batch.chunk_by(|one, next| one.files == next.files) {
            seen.extend(Self::run_same(same, sandbox)?);
            if sandbox.hasty && seen.iter().flatten().any(|seen| !seen.passed()) {
                break;
            }
        }
        Ok(seen)
    }

    /// The same for checks that run the same files.
    fn run_same(batch: &[&Schema], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        let files = batch.first().map_or(&[][..], |first| &first.files);
        let migrations = match files::read(files, sandbox) {
            Ok(migrations) => migrations,
            Err(NoFiles::Missing(crash)) => {
                let call = batch.first().map_or_else(String::new, |first| first.rule.call());
                return Ok(not_started(call, crash, batch.len()));
            }
            Err(NoFiles::Wrong(facet)) => {
                let told = |check: &&Schema| Some(Seen { facets: vec![(*facet).clone()], ..check.nothing_seen() });
                return Ok(batch.iter().map(told).collect());
            }
        };
        // None where the learner's statements were not accepted, which the first check tells.
        let mut all: BTreeMap<&str, Option<Applied>> = BTreeMap::new();
        let mut seen = Vec::new();
        for check in batch {
            let mut one = check.nothing_seen();
            let data = check.on.name.as_str();
            if !all.contains_key(data) {
                let applied = match apply(data, &migrations, sandbox)? {
                    Ok(applied) => Some(applied),
                    Err(halt) => {
                        halt.tell(&mut one, sandbox);
                        None
                    }
                };
                all.insert(data, applied);
            }
            let looked = if let Some(Some(applied)) = all.get_mut(data) {
                if check.rule == Rule::Twice {
                    twice(data, &migrations, &mut one, sandbox)?;
                } else {
                    one.facets = check.rule.look(applied, sandbox)?;
                }
                true
            } else {
                one.crash.is_some() || !one.facets.is_empty()
            };
            let enough = sandbox.hasty && looked && !one.passed();
            seen.push(looked.then_some(one));
            (sandbox.done)();
            if enough {
                break;
            }
        }
        Ok(seen)
    }

    fn nothing_seen(&self) -> Seen {
        let call = self.rule.call();
        Seen::compared(call, Vec::new())
    }
}

impl Halt<'_> {
    fn tell(self, seen: &mut Seen, sandbox: &Sandbox<'_>) {
        let Some(statement) = self.migration.statements.get(self.statement) else { return };
        let (crash, facet) =
            self.why.told(&self.migration.script, &self.migration.name, statement, sandbox.limits.time);
        seen.crash = crash;
        seen.facets.push(facet);
    }
}

/// A database with a data set, changed by the learner's statements.
fn apply<'m>(
    data: &str,
    migrations: &'m [Migration],
    sandbox: &Sandbox<'_>,
) -> Result<Result<Applied, Halt<'m>>, CheckError> {
    let database = sandbox.services.database(sandbox.data_set(data)?, sandbox.cancel)?;
    let mut session = database.session(sandbox.cancel)?;
    let indexes = count_indexes(&mut session, sandbox)?;
    if let Err(halt) = migrate(&mut session, migrations, sandbox)? {
        return Ok(Err(halt));
    }
    // Another session, as any other user of the database: what was not committed is not there.
    session = database.session(sandbox.cancel)?;
    Ok(Ok(Applied { session, _database: database, catalog: None, indexes }))
}

fn migrate<'m>(
    session: &mut Session,
    migrations: &'m [Migration],
    sandbox: &Sandbox<'_>,
) -> Result<Result<(), Halt<'m>>, CheckError> {
    for migration in migrations {
        for (index, statement) in migration.statements.iter().enumerate() {
            if let Err(fault) = run(session, &statement.text, sandbox) {
                return Ok(Err(Halt { migration, statement: index, why: Stopped::try_from(fault)? }));
            }
        }
    }
    Ok(Ok(()))
}

/// Runs the statements two times, in a database of their own.
fn twice(data: &str, migrations: &[Migration], seen: &mut Seen, sandbox: &Sandbox<'_>) -> Result<(), CheckError> {
    let database = sandbox.services.database(sandbox.data_set(data)?, sandbox.cancel)?;
    let expected = "the same statements are accepted once more";
    for _ in 0..2 {
        let mut session = database.session(sandbox.cancel)?;
        if let Err(halt) = migrate(&mut session, migrations, sandbox)? {
            halt.tell(seen, sandbox);
            return Ok(());
        }
    }
    seen.facets.push(Facet::new("twice", true, "right", expected, expected));
    Ok(())
}
