//! `rubric` checks as they are typed in TOML, and what cannot be meant by them.

use std::collections::BTreeMap;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::review::Review;
use super::sum::Sums;
use super::table::{Ask, Rows};
use super::{Rubric, Rule};
use crate::check::document::{on, one, path, some};
use crate::diagnostic::FileProblems;

/// A `rubric` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRubric {
    path: Option<Spanned<String>>,
    sections: Option<Spanned<Vec<String>>>,
    table: Option<Spanned<RawTable>>,
    sums: Option<RawSums>,
    evidence: Option<RawEvidence>,
    review: Option<RawReview>,
}

/// A table and what is asked of it, as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawTable {
    section: String,
    columns: Option<Spanned<Vec<String>>>,
    at_least: Option<Spanned<usize>>,
    column: Option<String>,
    one_of: Option<Spanned<Vec<String>>>,
    codes: Option<Spanned<(u16, u16)>>,
    no_verbs: Option<Spanned<bool>>,
    nesting: Option<Spanned<usize>>,
    row: Option<Spanned<BTreeMap<String, String>>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawSums {
    section: Option<String>,
    at_least: Spanned<usize>,
    within: Option<Spanned<f64>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawEvidence {
    section: String,
    at_least: usize,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawReview {
    section: String,
    points: Spanned<Vec<String>>,
}

const WORDS: &str = "`sections`, `table`, `sums`, `evidence` and `review`";
const TABLE: &str = "`columns`, `at_least`, `one_of`, `codes`, `no_verbs`, `nesting` and `row`";

impl Rubric {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawRubric>, problems: &mut FileProblems<'_>) -> Option<Rubric> {
        let place = raw.span();
        let before = problems.errors();
        let raw = raw.into_inner();
        let path = path(raw.path.as_ref(), problems);
        let mut rules = Vec::new();
        rules.extend(raw.sections.filter(|list| some(list, problems)).map(|list| Rule::Sections(list.into_inner())));
        rules.extend(raw.table.and_then(|table| rows(table, problems)).map(Rule::Table));
        if let Some(RawSums { section, at_least, within }) = raw.sums {
            let within = within.map_or(0.01, |within| {
                if !(0.0..1.0).contains(within.get_ref()) {
                    problems
                        .error("document-rule", within.span(), "a part is between 0 and 1")
                        .help("write `within = 0.1` for ten in a hundred");
                }
                within.into_inner()
            });
            if *at_least.get_ref() == 0 {
                problems.error("document-rule", at_least.span(), "no sums are asked for").help("write 1 or more");
            }
            rules.push(Rule::Sums(Sums { section, at_least: at_least.into_inner(), within }));
        }
        rules.extend(raw.evidence.map(|RawEvidence { section, at_least }| Rule::Evidence { section, at_least }));
        if let Some(RawReview { section, points }) = raw.review
            && some(&points, problems)
        {
            rules.push(Rule::Review(Review { section, points: points.into_inner() }));
        }
        if problems.errors() > before {
            return None;
        }
        let rule = one("file", place, rules, WORDS, problems)?;
        path.ok().map(|path| Rubric { path, rule })
    }
}

fn rows(raw: Spanned<RawTable>, problems: &mut FileProblems<'_>) -> Option<Rows> {
    let place = raw.span();
    let raw = raw.into_inner();
    let column = raw.column.clone();
    let mut asks = Vec::new();
    asks.extend(raw.columns.filter(|list| some(list, problems)).map(|list| Ask::Columns(list.into_inner())));
    asks.extend(raw.at_least.map(|least| Ask::AtLeast(least.into_inner())));
    asks.extend(raw.row.map(|row| Ask::Row(row.into_inner())));
    let mut needs_column = false;
    let mut of_column = |ask: Option<Ask>| {
        needs_column |= ask.is_some();
        asks.extend(ask);
    };
    let name = || column.clone().unwrap_or_default();
    of_column(raw.one_of.map(|words| Ask::OneOf { column: name(), words: words.into_inner() }));
    of_column(raw.codes.map(|codes| Ask::Codes { column: name(), range: codes.into_inner() }));
    of_column(on(raw.no_verbs.as_ref(), "no_verbs", problems).then(|| Ask::NoVerbs { column: name() }));
    of_column(raw.nesting.map(|most| Ask::Nesting { column: name(), most: most.into_inner() }));
    if needs_column && column.is_none() {
        problems.error("document-rule", place.clone(), "of which column?").help("name it: `column = \"Path\"`");
    }
    if !needs_column && column.is_some() {
        problems
            .error("document-rule", place.clone(), "`column` belongs to another question")
            .help("leave it out, or ask `one_of`, `codes`, `no_verbs` or `nesting` of it");
    }
    let ask = one("table", place, asks, TABLE, problems)?;
    Some(Rows { section: raw.section, ask })
}
