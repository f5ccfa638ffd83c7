//! What a `schema` check asks of tables, and what it finds.

use super::Applied;
use super::catalog::{self, Catalog, count_indexes};
use crate::check::function::shorten;
use crate::check::sandbox::Sandbox;
use crate::check::sql::Look;
use crate::check::sql::fault::Stopped;
use crate::check::sql::plan::Plan;
use crate::check::sql::stage::{ask, explain, ours, run};
use crate::check::sql::value::{shown_type, type_name};
use crate::check::{CheckError, Facet};
use crate::diagnostic::nearest;
use crate::process::clean;

/// Characters of a statement in a sentence.
const SHOWN: usize = 120;

/// One thing that must be true.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Rule {
    /// A table is there and looks so.
    Table(TableRule),
    /// Rows are accepted, and then this can be seen.
    Accepts { sql: String, then: Vec<Look> },
    /// Rows are refused for this reason, after others were accepted.
    Refuses { sql: String, codes: Vec<String>, after: Option<String> },
    /// This can be seen when all is done.
    Keeps(Look),
    /// A query is run so.
    Plan { query: String, plan: Plan },
    /// At most so many indexes were made.
    Indexes(usize),
    /// The statements can be run again.
    Twice,
}

/// How a table looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TableRule {
    pub(super) name: String,
    pub(super) columns: Vec<(String, ColumnRule)>,
    pub(super) primary_key: Option<Vec<String>>,
    pub(super) foreign_keys: Vec<KeyRule>,
}

/// How a column looks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ColumnRule {
    /// It is not there.
    pub(super) absent: bool,
    pub(super) types: Vec<&'static str>,
    /// Whether it may be NULL.
    pub(super) null: Option<bool>,
    /// Whether it has a value where none is given.
    pub(super) default: Option<bool>,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeyRule {
    pub(super) columns: Vec<String>,
    pub(super) table: String,
    pub(super) on_delete: Vec<&'static str>,
}

impl Rule {
    pub(super) fn describe(&self) -> String {
        match self {
            Rule::Table(table) if table.columns.is_empty() => format!("the table {}", table.name),
            Rule::Table(table) => {
                let names: Vec<&str> = table.columns.iter().map(|(name, _)| name.as_str()).collect();
                format!("the table {}: {}", table.name, names.join(", "))
            }
            Rule::Accepts { sql, .. } => format!("accepted: {}", line(sql)),
            Rule::Refuses { sql, codes, .. } => format!("refused with {}: {}", codes.join(" or "), line(sql)),
            Rule::Keeps(look) => format!("afterwards: {}", line(&look.query)),
            Rule::Plan { query, plan } => format!("{}: {}", line(query), plan.describe()),
            Rule::Indexes(most) => format!("at most {most} new indexes"),
            Rule::Twice => "the file can be run twice".to_owned(),
        }
    }

    /// What `{call}` shows.
    pub(super) fn call(&self) -> String {
        match self {
            Rule::Table(table) => table.name.clone(),
            Rule::Accepts { sql, .. } | Rule::Refuses { sql, .. } => line(sql),
            Rule::Keeps(look) => line(&look.query),
            Rule::Plan { query, .. } => line(query),
            Rule::Indexes(_) => "CREATE INDEX".to_owned(),
            Rule::Twice => "the file, run twice".to_owned(),
        }
    }

    /// What was compared.
    pub(super) fn look(&self, applied: &mut Applied, sandbox: &Sandbox<'_>) -> Result<Vec<Facet>, CheckError> {
        let session = &mut applied.session;
        Ok(match self {
            Rule::Table(table) => {
                let catalog = match applied.catalog.take() {
                    Some(catalog) => catalog,
                    None => Catalog::read(session, sandbox)?,
                };
                let facets = table.compare(&catalog);
                applied.catalog = Some(catalog);
                facets
            }
            Rule::Accepts { sql, then } => {
                ours(session, "BEGIN", sandbox)?;
                let mut facets = vec![accepted("accepted", sql, tried(applied, sql, sandbox)?.as_ref())];
                if facets.iter().all(|facet| facet.held) {
                    for (index, look) in then.iter().enumerate() {
                        let came = ask(&mut applied.session, &look.query, sandbox)?;
                        facets.extend(look.compare(index, None, came));
                    }
                }
                ours(&mut applied.session, "ROLLBACK", sandbox)?;
                facets
            }
            Rule::Refuses { sql, codes, after } => {
                ours(session, "BEGIN", sandbox)?;
                let before = match after {
                    Some(after) => {
                        tried(applied, after, sandbox)?.map(|why| accepted("accepted before", after, Some(&why)))
                    }
                    None => None,
                };
                let facet = match before {
                    Some(facet) => facet,
                    None => refused(codes, tried(applied, sql, sandbox)?.as_ref()),
                };
                ours(&mut applied.session, "ROLLBACK", sandbox)?;
                vec![facet]
            }
            Rule::Keeps(look) => {
                let came = ask(session, &look.query, sandbox)?;
                look.compare(0, None, came)
            }
            Rule::Plan { query, plan } => match explain(session, query, sandbox)? {
                Ok(explained) => plan.compare(&explained),
                Err(why) => {
                    vec![Facet::new("plan", false, key(&why), format!("a plan for `{}`", line(query)), why.line())]
                }
            },
            Rule::Indexes(most) => {
                let made = count_indexes(session, sandbox)?.saturating_sub(applied.indexes);
                let held = made <= *most;
                vec![Facet::compared(
                    "indexes",
                    held,
                    made.to_string(),
                    format!("at most {most} new indexes"),
                    made.to_string(),
                )]
            }
            // Looked at where the files are.
            Rule::Twice => Vec::new(),
        })
    }
}

/// Why statements were not accepted, if they were not. Rules that wait for the end of a transaction are asked now.
fn tried(applied: &mut Applied, sql: &str, sandbox: &Sandbox<'_>) -> Result<Option<Stopped>, CheckError> {
    for sql in [sql, "SET CONSTRAINTS ALL IMMEDIATE"] {
        if let Err(fault) = run(&mut applied.session, sql, sandbox) {
            return Stopped::try_from(fault).map(Some);
        }
    }
    Ok(None)
}

fn key(why: &Stopped) -> String {
    match why {
        Stopped::Refused(refusal) => refusal.code.clone(),
        Stopped::TimedOut => "timed out".to_owned(),
    }
}

fn accepted(name: &str, sql: &str, why: Option<&Stopped>) -> Facet {
    let expected = format!("accepted: {}", line(sql));
    match why {
        None => Facet::new(name, true, "right", expected, "it was accepted"),
        Some(why) => Facet::new(name, false, key(why), expected, format!("refused: {}", clean(&why.line()))),
    }
}

fn refused(codes: &[String], why: Option<&Stopped>) -> Facet {
    let first = codes.first().map_or("", |code| reason(code));
    let expected = format!("refused: {first} ({})", codes.join(" or "));
    match why {
        None => Facet::new("refused", false, "accepted", expected, "it was accepted"),
        Some(why) => {
            let came = key(why);
            Facet::compared(
                "refused",
                codes.contains(&came),
                came,
                expected,
                format!("refused: {}", clean(&why.line())),
            )
        }
    }
}

/// What refuses with a code.
fn reason(code: &str) -> &'static str {
    match code {
        "23502" => "NOT NULL",
        "23503" => "a foreign key",
        "23505" => "a unique value",
        "23514" => "a CHECK",
        "23P01" => "an exclusion",
        "22P02" | "22007" | "22008" => "a value of another type",
        "22001" => "a text that is too long",
        "22003" => "a number that is too large",
        "428C9" => "a value that is always made by the database",
        _ => "SQLSTATE",
    }
}

fn line(sql: &str) -> String {
    shorten(&sql.split_whitespace().collect::<Vec<_>>().join(" "), SHOWN)
}

impl TableRule {
    fn compare(&self, catalog: &Catalog) -> Vec<Facet> {
        let Some(table) = catalog.tables.get(&self.name) else {
            let near = nearest(&self.name, catalog.tables.keys().map(String::as_str));
            let actual = match near {
                Some(near) => format!("there is none, but there is `{}`", clean(near)),
                None => "there is none".to_owned(),
            };
            return vec![Facet::new("table", false, "missing", format!("a table `{}`", self.name), actual)];
        };
        let mut facets = vec![Facet::new("table", true, "right", &self.name, &self.name)];
        for (name, rule) in &self.columns {
            facets.extend(rule.compare(name, table));
        }
        if let Some(key) = &self.primary_key {
            let came = table.primary_key.join(", ");
            let actual = if came.is_empty() { "no primary key".to_owned() } else { clean(&came) };
            facets.push(Facet::compared("primary key", *key == table.primary_key, came, key.join(", "), actual));
        }
        facets.extend(self.foreign_keys.iter().map(|key| key.compare(table)));
        facets
    }
}

impl ColumnRule {
    fn compare(&self, name: &str, table: &catalog::Table) -> Vec<Facet> {
        let found = table.columns.iter().find(|column| column.name == name);
        let Some(column) = found else {
            if self.absent {
                return vec![Facet::new(format!("column {name}"), true, "right", "no such column", "no such column")];
            }
            let near = nearest(name, table.columns.iter().map(|column| column.name.as_str()));
            let actual = match near {
                Some(near) => format!("there is none, but there is `{}`", clean(near)),
                None => "there is none".to_owned(),
            };
            return vec![Facet::new(format!("column {name}"), false, "missing", format!("a column `{name}`"), actual)];
        };
        if self.absent {
            return vec![Facet::new(format!("column {name}"), false, "there", "no such column", "it is there")];
        }
        let mut facets = vec![Facet::new(format!("column {name}"), true, "right", name, name)];
        if !self.types.is_empty() {
            let held = type_name(&column.kind).is_some_and(|kind| self.types.contains(&kind));
            let expected = self.types.iter().map(|kind| shown_type(kind)).collect::<Vec<_>>().join(" or ");
            facets.push(Facet::compared(format!("type of {name}"), held, &column.kind, expected, clean(&column.kind)));
        }
        let words = |truth: bool, yes: &'static str, no: &'static str| if truth { yes } else { no };
        if let Some(null) = self.null {
            let said = |not_null: bool| words(not_null, "NOT NULL", "may be NULL");
            let held = column.not_null != null;
            facets.push(Facet::compared(
                format!("NULL in {name}"),
                held,
                said(column.not_null),
                said(!null),
                said(column.not_null),
            ));
        }
        if let Some(default) = self.default {
            let said = |default: bool| words(default, "a value by itself", "no value by itself");
            let held = column.default == default;
            facets.push(Facet::compared(
                format!("default of {name}"),
                held,
                said(column.default),
                said(default),
                said(column.default),
            ));
        }
        facets
    }
}

impl KeyRule {
    fn compare(&self, table: &catalog::Table) -> Facet {
        let (columns, name) = (self.columns.join(", "), format!("foreign key {}", self.columns.join(", ")));
        let shown = |table: &str, action: &str| format!("({columns}) points at {table}, on delete {action}");
        let expected = shown(&self.table, &self.on_delete.join(" or "));
        let keys = || table.foreign_keys.iter().filter(|key| key.columns == self.columns);
        let good = keys().find(|key| key.table == self.table && self.on_delete.contains(&key.on_delete));
        match good.or_else(|| keys().next()) {
            None => Facet::new(name, false, "missing", expected, format!("({columns}) points nowhere")),
            Some(key) => {
                let came = clean(&shown(&key.table, key.on_delete));
                Facet::compared(name, good.is_some(), came.clone(), expected, came)
            }
        }
    }
}
