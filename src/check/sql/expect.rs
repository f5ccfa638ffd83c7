//! What rows are asked for: as authors write it, and what cannot be meant.

use std::collections::BTreeMap;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::value;
use crate::diagnostic::{FileProblems, did_you_mean};

/// A rule's name in diagnostics.
pub(super) const RULE: &str = "sql-check";

/// Values of one row as PostgreSQL writes them; none is NULL.
pub(super) type Row = Vec<Option<String>>;

/// What rows must be.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::check) struct Expect {
    /// The rows themselves; without them, they are what the reference solution gives.
    pub(super) rows: Option<Vec<Row>>,
    /// Names of the columns, in order; without them any names are right.
    pub(super) columns: Option<Vec<String>>,
    pub(super) order: Order,
    pub(super) tolerance: Option<f64>,
    /// Types that a column may have, by the column's name.
    pub(super) types: Vec<(String, Vec<&'static str>)>,
}

/// Whether the order of rows counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Order {
    /// It does not.
    Free,
    /// It does, from the first row to the last.
    Total,
    /// By these columns, counted from 0. Rows that are equal in them may come in any order.
    By(Vec<usize>),
}

/// A query of ours, and what it must give.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::check) struct Look {
    pub(super) query: String,
    pub(super) expect: Expect,
}

/// A `then` as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::check) struct RawLook {
    query: Spanned<String>,
    #[schemars(with = "Option<Spanned<Vec<Spanned<Vec<serde_json::Value>>>>>")]
    rows: Option<Spanned<Vec<Spanned<Vec<toml::Value>>>>>,
    rows_json: Option<Spanned<String>>,
    columns: Option<Spanned<Vec<String>>>,
    order: Option<Spanned<RawOrder>>,
    tolerance: Option<Spanned<f64>>,
    types: Option<Spanned<BTreeMap<String, OneOrMore>>>,
}

/// `order = "total"` or `order = ["price", "name"]`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "`\"none\"`, `\"total\"` or a list of columns")]
pub(super) enum RawOrder {
    Word(String),
    Columns(Vec<String>),
}

/// `"integer"` or `["integer", "bigint"]`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "a type, or a list of types")]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    pub(super) fn into_list(self) -> Vec<String> {
        match self {
            OneOrMore::One(one) => vec![one],
            OneOrMore::More(more) => more,
        }
    }
}

/// The keys that say what rows must be, wherever they stand.
#[derive(Debug, Default)]
pub(super) struct RawExpect {
    pub(super) rows: Option<Spanned<Vec<Spanned<Vec<toml::Value>>>>>,
    pub(super) rows_json: Option<Spanned<String>>,
    pub(super) columns: Option<Spanned<Vec<String>>>,
    pub(super) order: Option<Spanned<RawOrder>>,
    pub(super) tolerance: Option<Spanned<f64>>,
    pub(super) types: Option<Spanned<BTreeMap<String, OneOrMore>>>,
}

impl RawExpect {
    /// Whether none of them is given.
    pub(super) fn is_empty(&self) -> bool {
        let RawExpect { rows, rows_json, columns, order, tolerance, types } = self;
        rows.is_none()
            && rows_json.is_none()
            && columns.is_none()
            && order.is_none()
            && tolerance.is_none()
            && types.is_none()
    }
}

impl Look {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub(in crate::check) fn build(raw: RawLook, problems: &mut FileProblems<'_>) -> Option<Look> {
        let RawLook { query, rows, rows_json, columns, order, tolerance, types } = raw;
        let place = query.span();
        if query.get_ref().trim().is_empty() {
            problems.error(RULE, place, "there is no query").help("write what to look at: `SELECT …`");
            return None;
        }
        let expect = Expect::build(RawExpect { rows, rows_json, columns, order, tolerance, types }, problems)?;
        Some(Look { query: query.into_inner(), expect })
    }

    /// What it asks.
    pub(in crate::check) fn query(&self) -> &str {
        &self.query
    }

    /// The same with another query, such as one in which values were filled in.
    pub(in crate::check) fn asking(&self, query: String) -> Look {
        Look { query, ..self.clone() }
    }

    /// The same, where there is no reference solution to compare with.
    pub(in crate::check) fn build_literal(raw: RawLook, problems: &mut FileProblems<'_>) -> Option<Look> {
        let place = raw.query.span();
        let look = Look::build(raw, problems)?;
        if look.expect.rows.is_none() {
            problems
                .error(RULE, place, "nothing is asked of what this query gives")
                .help("add `rows`, or `rows_json` where a value is NULL");
            return None;
        }
        Some(look)
    }
}

impl Expect {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub(super) fn build(raw: RawExpect, problems: &mut FileProblems<'_>) -> Option<Expect> {
        let before = problems.errors();
        let columns = raw.columns.map(|columns| {
            let names = columns.get_ref();
            let doubled =
                names.iter().enumerate().any(|(index, name)| names.iter().skip(index + 1).any(|other| other == name));
            if names.is_empty() || doubled || names.iter().any(|name| name.trim().is_empty()) {
                problems
                    .error(RULE, columns.span(), "columns are named once each, and one at least")
                    .help("name them in order: `columns = [\"name\", \"price_cents\"]`");
            }
            columns.into_inner()
        });
        let width = columns.as_ref().map(Vec::len);
        let rows = rows(raw.rows, raw.rows_json, width, problems);
        let order = order(raw.order, columns.as_deref(), problems);
        let types = types(raw.types, columns.as_deref(), problems);
        let tolerance = raw.tolerance.map(|tolerance| {
            if !(tolerance.get_ref().is_finite() && *tolerance.get_ref() > 0.0) {
                problems
                    .error(RULE, tolerance.span(), "a tolerance is a number above 0")
                    .help("leave it out for equal numbers; `0.01` lets them differ by a hundredth");
            }
            tolerance.into_inner()
        });
        (problems.errors() == before).then_some(Expect { rows, columns, order, tolerance, types })
    }
}

fn rows(
    typed: Option<Spanned<Vec<Spanned<Vec<toml::Value>>>>>,
    json: Option<Spanned<String>>,
    width: Option<usize>,
    problems: &mut FileProblems<'_>,
) -> Option<Vec<Row>> {
    let (rows, place) = match (typed, json) {
        (None, None) => return None,
        (Some(_), Some(json)) => {
            problems
                .error(RULE, json.span(), "the rows are given twice")
                .help("keep `rows`, or `rows_json` where a value is NULL");
            return None;
        }
        (Some(typed), None) => {
            let place = typed.span();
            let rows = typed.into_inner().into_iter().map(|row| {
                let at = row.span();
                let cells = row.into_inner().into_iter().map(cell).collect::<Result<Row, ()>>();
                (at, cells)
            });
            (rows.collect::<Vec<_>>(), place)
        }
        (None, Some(json)) => {
            let place = json.span();
            let Ok(read) = serde_json::from_str::<Vec<Vec<Value>>>(json.get_ref()) else {
                problems
                    .error(RULE, place, "these are no rows of JSON")
                    .help("write a list of lists: `rows_json = '[[\"Ada\", 3], [\"Bo\", null]]'`");
                return None;
            };
            let rows = read
                .into_iter()
                .map(|row| (place.clone(), row.into_iter().map(json_cell).collect::<Result<Row, ()>>()));
            (rows.collect(), place)
        }
    };
    let none = rows.is_empty();
    let mut out = Vec::new();
    let mut width = width;
    for (at, row) in rows {
        let Ok(row) = row else {
            problems
                .error(RULE, at, "a value is a text, a number, or true or false")
                .help("write what PostgreSQL shows: a date is `\"2026-01-31\"`");
            continue;
        };
        let expected = *width.get_or_insert(row.len());
        if row.len() != expected || row.is_empty() {
            let columns = if expected == 1 { "is 1 column".to_owned() } else { format!("are {expected} columns") };
            problems
                .error(RULE, at, format!("this row has {} values, and there {columns}", row.len()))
                .help("give each row one value for each column");
        }
        out.push(row);
    }
    if none && width.is_none() {
        problems
            .error(RULE, place, "no rows of no columns")
            .help("name the `columns`, so that \"no rows\" says something");
    }
    Some(out)
}

/// None is NULL; `Err` is what is no value.
fn cell(value: toml::Value) -> Result<Option<String>, ()> {
    match value {
        toml::Value::String(text) => Ok(Some(text)),
        toml::Value::Integer(number) => Ok(Some(number.to_string())),
        toml::Value::Float(number) => Ok(Some(number.to_string())),
        toml::Value::Boolean(truth) => Ok(Some(truth.to_string())),
        toml::Value::Datetime(_) | toml::Value::Array(_) | toml::Value::Table(_) => Err(()),
    }
}

fn json_cell(value: Value) -> Result<Option<String>, ()> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::Bool(truth) => Ok(Some(truth.to_string())),
        Value::Array(_) | Value::Object(_) => Err(()),
    }
}

fn order(typed: Option<Spanned<RawOrder>>, columns: Option<&[String]>, problems: &mut FileProblems<'_>) -> Order {
    let Some(typed) = typed else { return Order::Free };
    let place = typed.span();
    match typed.into_inner() {
        RawOrder::Word(word) => match word.as_str() {
            "none" => return Order::Free,
            "total" => return Order::Total,
            other => {
                problems
                    .error(RULE, place, format!("there is no order `{other}`"))
                    .help("write `\"none\"`, `\"total\"`, or the columns that it goes by: `order = [\"price_cents\", \"name\"]`");
            }
        },
        RawOrder::Columns(by) => {
            let known = columns.unwrap_or_default();
            let unknown = by.iter().find(|name| !known.contains(name));
            if let Some(name) = unknown {
                let help = did_you_mean(name, known.iter().map(String::as_str)).unwrap_or_else(|| {
                    "name columns of `columns`; the order of the rows says the direction".to_owned()
                });
                problems.error(RULE, place, format!("`columns` has no `{name}`")).help(help);
            } else if by.is_empty() {
                problems.error(RULE, place, "an order by no columns").help("write `\"none\"`");
            } else {
                let index = |name: &String| known.iter().position(|other| other == name);
                return Order::By(by.iter().filter_map(index).collect());
            }
        }
    }
    Order::Free
}

fn types(
    typed: Option<Spanned<BTreeMap<String, OneOrMore>>>,
    columns: Option<&[String]>,
    problems: &mut FileProblems<'_>,
) -> Vec<(String, Vec<&'static str>)> {
    let Some(typed) = typed else { return Vec::new() };
    let place = typed.span();
    let mut out = Vec::new();
    for (column, names) in typed.into_inner() {
        if !columns.unwrap_or_default().contains(&column) {
            problems
                .error(RULE, place.clone(), format!("`columns` has no `{column}`"))
                .help("name it in `columns`, in its place");
        }
        out.push((column, known_types(names, &place, problems)));
    }
    out
}

/// Types by the names that PostgreSQL keeps.
pub(super) fn known_types(
    names: OneOrMore,
    place: &std::ops::Range<usize>,
    problems: &mut FileProblems<'_>,
) -> Vec<&'static str> {
    let names = names.into_list();
    if names.is_empty() {
        problems.error(RULE, place.clone(), "no type is right").help("name at least one");
    }
    let known = names.iter().filter_map(|name| {
        let found = value::type_name(name);
        if found.is_none() {
            problems
                .error(RULE, place.clone(), format!("there is no type `{name}` here"))
                .help("types are named as PostgreSQL names them: `integer`, `bigint`, `numeric`, `text`, `timestamptz`, `date`, `boolean`, …");
        }
        found
    });
    known.collect()
}
