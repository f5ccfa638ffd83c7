//! What tables a database has: asked once, in as few questions as there are kinds of things.

use std::collections::BTreeMap;

use crate::check::CheckError;
use crate::check::sandbox::Sandbox;
use crate::check::sql::stage::ours;
use crate::service::Session;

const COLUMNS: &str = "\
SELECT t.relname, a.attname, format_type(a.atttypid, NULL), a.attnotnull, a.atthasdef OR a.attidentity <> ''
FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public'
LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE t.relkind IN ('r', 'p') ORDER BY t.relname, a.attnum";

const KEYS: &str = "\
SELECT t.relname, c.contype, string_agg(a.attname, ',' ORDER BY k.place), coalesce(max(f.relname), ''), c.confdeltype
FROM pg_constraint c
JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public'
CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k(number, place)
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
LEFT JOIN pg_class f ON f.oid = c.confrelid
WHERE c.contype IN ('p', 'f') GROUP BY c.oid, t.relname, c.contype, c.confdeltype ORDER BY c.oid";

/// Indexes that are not there only for the sake of a constraint.
const INDEXES: &str = "\
SELECT count(*) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public'
WHERE NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x'))";

/// The tables of a database.
#[derive(Debug, Clone, Default)]
pub(super) struct Catalog {
    pub(super) tables: BTreeMap<String, Table>,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) primary_key: Vec<String>,
    pub(super) foreign_keys: Vec<ForeignKey>,
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) name: String,
    /// Its type as PostgreSQL writes it, without a length or precision.
    pub(super) kind: String,
    pub(super) not_null: bool,
    /// Whether it has a value where none is given: a default, an identity, or one that is computed.
    pub(super) default: bool,
}

/// A foreign key.
#[derive(Debug, Clone)]
pub(super) struct ForeignKey {
    pub(super) columns: Vec<String>,
    pub(super) table: String,
    /// What happens when the row that it points at is deleted.
    pub(super) on_delete: &'static str,
}

impl Catalog {
    pub(super) fn read(session: &mut Session, sandbox: &Sandbox<'_>) -> Result<Catalog, CheckError> {
        let mut catalog = Catalog::default();
        for row in answer(session, COLUMNS, sandbox)? {
            let mut row = row.into_iter();
            let table = catalog.tables.entry(row.next().unwrap_or_default()).or_default();
            let (name, kind) = (row.next().unwrap_or_default(), row.next().unwrap_or_default());
            let mut truth = || row.next().is_some_and(|truth| truth == "t");
            let (not_null, default) = (truth(), truth());
            // A table may have no columns at all.
            if !name.is_empty() {
                table.columns.push(Column { name, kind, not_null, default });
            }
        }
        for row in answer(session, KEYS, sandbox)? {
            let [table, kind, columns, other, action] = row.as_slice() else { continue };
            let Some(table) = catalog.tables.get_mut(table) else { continue };
            let columns: Vec<String> = columns.split(',').map(str::to_owned).collect();
            if kind == "p" {
                table.primary_key = columns;
            } else {
                table.foreign_keys.push(ForeignKey { columns, table: other.clone(), on_delete: action_of(action) });
            }
        }
        Ok(catalog)
    }
}

/// How many indexes there are, without those that constraints make.
pub(super) fn count_indexes(session: &mut Session, sandbox: &Sandbox<'_>) -> Result<usize, CheckError> {
    let rows = answer(session, INDEXES, sandbox)?;
    Ok(rows.first().and_then(|row| row.first()?.parse().ok()).unwrap_or_default())
}

fn action_of(letter: &str) -> &'static str {
    match letter {
        "c" => "cascade",
        "n" => "set null",
        "d" => "set default",
        "r" => "restrict",
        _ => "no action",
    }
}

/// What may follow `ON DELETE`.
pub(super) const ACTIONS: [&str; 5] = ["cascade", "set null", "set default", "restrict", "no action"];

/// The rows of a question of ours; NULL is an empty text.
fn answer(session: &mut Session, sql: &str, sandbox: &Sandbox<'_>) -> Result<Vec<Vec<String>>, CheckError> {
    let answers = ours(session, sql, sandbox)?;
    let rows = answers.into_iter().flat_map(|answer| answer.rows);
    Ok(rows.map(|row| row.into_iter().map(Option::unwrap_or_default).collect()).collect())
}
