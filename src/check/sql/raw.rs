//! `sql` checks as they are typed, and what cannot be meant by them.

use std::collections::BTreeMap;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Sql;
use super::expect::{Expect, Look, OneOrMore, RULE, RawExpect, RawLook, RawOrder};
use super::plan::{Plan, RawPlan};
use crate::check::DataSet;
use crate::diagnostic::FileProblems;

/// How often a part may be run.
const TIMES: usize = 10;

/// A `sql` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawSql {
    /// The data set that it runs on.
    data: Spanned<String>,
    /// The name in the comment above the query.
    part: Option<Spanned<String>>,
    #[schemars(with = "Option<Spanned<Vec<Spanned<Vec<serde_json::Value>>>>>")]
    rows: Option<Spanned<Vec<Spanned<Vec<toml::Value>>>>>,
    rows_json: Option<Spanned<String>>,
    columns: Option<Spanned<Vec<String>>>,
    order: Option<Spanned<RawOrder>>,
    tolerance: Option<Spanned<f64>>,
    types: Option<Spanned<BTreeMap<String, OneOrMore>>>,
    /// How many statements there are.
    statements: Option<Spanned<usize>>,
    /// How many there are of a kind: `{ insert = 1 }`.
    commands: Option<Spanned<BTreeMap<String, usize>>>,
    times: Option<Spanned<usize>>,
    plan: Option<Spanned<RawPlan>>,
    #[serde(default)]
    then: Vec<RawLook>,
}

impl Sql {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawSql>, problems: &mut FileProblems<'_>) -> Option<Sql> {
        let before = problems.errors();
        let raw = raw.into_inner();
        let part = raw.part.map(|part| {
            let name = part.get_ref();
            let good =
                !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            if !good {
                problems.error(RULE, part.span(), format!("`{name}` cannot name a query")).help(
                    "use small letters, digits and hyphens: the learner's file has the line `-- query: cheap-products`",
                );
            }
            part.into_inner()
        });
        if let Some(statements) = raw.statements.as_ref().filter(|count| *count.get_ref() == 0) {
            problems
                .error(RULE, statements.span(), "a part without statements never passes")
                .help("leave `statements` out, or ask for 1");
        }
        let times = raw.times.map_or(1, |times| {
            if !(2..=TIMES).contains(times.get_ref()) {
                problems
                    .error(RULE, times.span(), format!("`times` is 2 to {TIMES}"))
                    .help("leave it out for once; `times = 2` shows whether running again changes anything");
            }
            times.into_inner()
        });
        let commands = raw.commands.map_or_else(Vec::new, |commands| {
            const KNOWN: [&str; 5] = ["select", "insert", "update", "delete", "merge"];
            if let Some(word) = commands.get_ref().keys().find(|word| !KNOWN.contains(&word.as_str())) {
                problems
                    .error(RULE, commands.span(), format!("there is no command `{word}` here"))
                    .help(format!("use one of {}", KNOWN.map(|word| format!("`{word}`")).join(", ")));
            }
            commands.into_inner().into_iter().map(|(word, count)| (word.to_uppercase(), count)).collect()
        });
        let expect = RawExpect {
            rows: raw.rows,
            rows_json: raw.rows_json,
            columns: raw.columns,
            order: raw.order,
            tolerance: raw.tolerance,
            types: raw.types,
        };
        // What a part that changes rows gives back matters only where something is asked of it.
        let compared = !expect.is_empty() || raw.then.is_empty();
        let result = if compared { Expect::build(expect, problems) } else { None };
        let plan = raw.plan.and_then(|plan| Plan::build(plan, problems));
        let then = raw.then.into_iter().filter_map(|look| Look::build(look, problems)).collect();
        (problems.errors() == before).then_some(Sql {
            data: DataSet::new(raw.data),
            part,
            result,
            statements: raw.statements.map(Spanned::into_inner),
            commands,
            times,
            plan,
            then,
        })
    }
}
