//! `schema` checks as they are typed, and what cannot be meant by them.

use std::collections::BTreeMap;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Schema;
use super::catalog::ACTIONS;
use super::rule::{ColumnRule, KeyRule, Rule, TableRule};
use crate::check::DataSet;
use crate::check::file::inside;
use crate::check::setup::EMPTY;
use crate::check::sql::expect::{OneOrMore, known_types};
use crate::check::sql::plan::{Plan, RawPlan};
use crate::check::sql::{Look, RawLook};
use crate::diagnostic::{FileProblems, did_you_mean};

const RULE: &str = "schema-check";

/// A `schema` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawSchema {
    on: Option<Spanned<String>>,
    /// The learner's files that are run, in order.
    #[serde(default)]
    files: Vec<Spanned<String>>,
    table: Option<Spanned<String>>,
    columns: Option<Spanned<BTreeMap<String, RawColumn>>>,
    primary_key: Option<Spanned<Vec<String>>>,
    foreign_keys: Option<Spanned<Vec<RawKey>>>,
    accepts: Option<Spanned<String>>,
    then: Option<Spanned<Vec<RawLook>>>,
    refuses: Option<Spanned<RawRefused>>,
    keeps: Option<Spanned<RawLook>>,
    plan: Option<Spanned<RawQueryPlan>>,
    indexes: Option<Spanned<usize>>,
    twice: Option<Spanned<bool>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawColumn {
    #[serde(rename = "type")]
    types: Option<OneOrMore>,
    null: Option<bool>,
    default: Option<bool>,
    #[serde(default)]
    absent: bool,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawKey {
    columns: OneOrMore,
    table: String,
    on_delete: OneOrMore,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawRefused {
    sql: String,
    /// One, or those that different versions of PostgreSQL give.
    code: Spanned<OneOrMore>,
    after: Option<String>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawQueryPlan {
    query: String,
    nodes: Spanned<RawPlan>,
}

impl Schema {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawSchema>, problems: &mut FileProblems<'_>) -> Option<Schema> {
        let place = raw.span();
        let before = problems.errors();
        let mut raw = raw.into_inner();
        let on = raw.on.take().unwrap_or_else(|| Spanned::new(place.clone(), EMPTY.to_owned()));
        let files: Vec<String> = std::mem::take(&mut raw.files)
            .into_iter()
            .filter(|file| inside(file, problems))
            .map(Spanned::into_inner)
            .collect();
        let given = [
            ("table", raw.table.is_some()),
            ("accepts", raw.accepts.is_some()),
            ("refuses", raw.refuses.is_some()),
            ("keeps", raw.keeps.is_some()),
            ("plan", raw.plan.is_some()),
            ("indexes", raw.indexes.is_some()),
            ("twice", raw.twice.is_some()),
        ];
        let words: Vec<&str> = given.iter().filter(|(_, given)| *given).map(|(word, _)| *word).collect();
        if let [first, second, ..] = words.as_slice() {
            problems
                .error(RULE, place, format!("`{first}` and `{second}` are two checks"))
                .help("give each its own `[[check]]`, so that answers can be told apart");
            return None;
        }
        misplaced(&raw, problems);
        let Some(rule) = rule(raw, problems) else {
            if problems.errors() == before {
                let all = given.map(|(word, _)| format!("`{word}`")).join(", ");
                problems.error(RULE, place, "nothing is asked of the tables").help(format!("give it one of {all}"));
            }
            return None;
        };
        (problems.errors() == before).then_some(Schema { on: DataSet::new(on), files, rule })
    }
}

/// Keys that belong to another one that is not there.
fn misplaced(raw: &RawSchema, problems: &mut FileProblems<'_>) {
    let of_table = [
        raw.columns.as_ref().map(|value| ("columns", value.span())),
        raw.primary_key.as_ref().map(|value| ("primary_key", value.span())),
        raw.foreign_keys.as_ref().map(|value| ("foreign_keys", value.span())),
    ];
    let then = raw.then.as_ref().map(|value| ("then", value.span()));
    let of_table =
        of_table.into_iter().flatten().filter(|_| raw.table.is_none()).map(|(key, place)| (key, "table", place));
    let of_accepts = then.into_iter().filter(|_| raw.accepts.is_none()).map(|(key, place)| (key, "accepts", place));
    for (key, owner, place) in of_table.chain(of_accepts) {
        problems.error(RULE, place, format!("`{key}` of what?")).help(format!("`{key}` belongs to `{owner}`"));
    }
}

fn rule(raw: RawSchema, problems: &mut FileProblems<'_>) -> Option<Rule> {
    if let Some(table) = raw.table {
        let columns = raw.columns.map_or_else(Vec::new, |columns| {
            let place = columns.span();
            columns.into_inner().into_iter().map(|(name, raw)| (name, column(raw, &place, problems))).collect()
        });
        let foreign_keys = raw.foreign_keys.map_or_else(Vec::new, |keys| {
            let place = keys.span();
            keys.into_inner().into_iter().map(|key| foreign_key(key, &place, problems)).collect()
        });
        let primary_key = raw.primary_key.map(Spanned::into_inner);
        return Some(Rule::Table(TableRule { name: table.into_inner(), columns, primary_key, foreign_keys }));
    }
    if let Some(accepts) = raw.accepts {
        said(accepts.get_ref(), accepts.span(), problems);
        let then = raw.then.map(Spanned::into_inner).into_iter().flatten();
        let then = then.filter_map(|look| Look::build_literal(look, problems)).collect();
        return Some(Rule::Accepts { sql: accepts.into_inner(), then });
    }
    if let Some(refuses) = raw.refuses {
        let place = refuses.span();
        let RawRefused { sql, code, after } = refuses.into_inner();
        said(&sql, place.clone(), problems);
        if let Some(after) = &after {
            said(after, place, problems);
        }
        let place = code.span();
        let codes = code.into_inner().into_list();
        let is_code = |code: &String| {
            code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
        };
        if codes.is_empty() || !codes.iter().all(is_code) {
            problems.error(RULE, place, format!("`{}` is no SQLSTATE", codes.join(", "))).help(
                "it has five signs: 23502 for NOT NULL, 23503 for a foreign key, 23505 for UNIQUE, 23514 for CHECK",
            );
        }
        return Some(Rule::Refuses { sql, codes, after });
    }
    if let Some(keeps) = raw.keeps {
        return Look::build_literal(keeps.into_inner(), problems).map(Rule::Keeps);
    }
    if let Some(plan) = raw.plan {
        let place = plan.span();
        let RawQueryPlan { query, nodes } = plan.into_inner();
        said(&query, place, problems);
        return Plan::build(nodes, problems).map(|plan| Rule::Plan { query, plan });
    }
    if let Some(indexes) = raw.indexes {
        return Some(Rule::Indexes(indexes.into_inner()));
    }
    let twice = raw.twice?;
    if !twice.get_ref() {
        problems.error(RULE, twice.span(), "nothing is asked here").help("write `twice = true`, or remove the check");
    }
    Some(Rule::Twice)
}

fn said(sql: &str, place: std::ops::Range<usize>, problems: &mut FileProblems<'_>) {
    if sql.trim().is_empty() {
        problems.error(RULE, place, "there is no statement").help("write the SQL to try: `INSERT INTO …`");
    }
}

fn column(raw: RawColumn, place: &std::ops::Range<usize>, problems: &mut FileProblems<'_>) -> ColumnRule {
    let more = raw.types.is_some() || raw.null.is_some() || raw.default.is_some();
    if raw.absent && more {
        problems
            .error(RULE, place.clone(), "a column that is absent has nothing else")
            .help("write `{ absent = true }` alone");
    }
    let types = raw.types.map_or_else(Vec::new, |types| known_types(types, place, problems));
    ColumnRule { absent: raw.absent, types, null: raw.null, default: raw.default }
}

fn foreign_key(raw: RawKey, place: &std::ops::Range<usize>, problems: &mut FileProblems<'_>) -> KeyRule {
    let actions = raw.on_delete.into_list();
    let known = actions.iter().filter_map(|action| {
        let found = ACTIONS.iter().find(|known| *known == action).copied();
        if found.is_none() {
            let help = did_you_mean(action, ACTIONS)
                .unwrap_or_else(|| format!("use one of {}", ACTIONS.map(|word| format!("`{word}`")).join(", ")));
            problems.error(RULE, place.clone(), format!("`{action}` cannot follow ON DELETE")).help(help);
        }
        found
    });
    KeyRule { on_delete: known.collect(), columns: raw.columns.into_list(), table: raw.table }
}
