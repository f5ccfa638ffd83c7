//! Rows that came and rows that were asked for: what differs, in a few words and as a small table.

use std::collections::BTreeMap;

use super::expect::{Expect, Order, Row};
use super::table::{self, Mark, counted, sentence};
use super::value::{Cell, Family, shown_type, type_name};
use crate::check::Facet;
use crate::process::clean;
use crate::service::Column;

/// Names of columns in a sentence.
const NAMES: usize = 120;

/// What a query gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::check) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    /// Whether there were more rows than were read.
    pub(super) truncated: bool,
}

/// Rows as they are compared.
struct Compared {
    expected: Vec<Vec<Cell>>,
    came: Vec<Vec<Cell>>,
    /// Which of the expected are not there.
    missing: Vec<usize>,
    /// Which of those that came should not be there.
    unexpected: Vec<usize>,
}

impl Expect {
    /// What was compared with the rows that are given, or else with those of the reference solution.
    pub(super) fn against(&self, reference: Option<&Table>, came: &Table) -> Vec<Facet> {
        let rows = self.rows.as_ref().or(reference.map(|table| &table.rows));
        let in_rows = self.rows.as_ref().and_then(|rows| rows.first()).map(Vec::len);
        let of_reference = reference.filter(|_| self.rows.is_none()).map(|table| table.columns.len());
        let width = self.columns.as_ref().map(Vec::len).or(in_rows).or(of_reference);
        self.compare(rows.map_or(&[], Vec::as_slice), width.unwrap_or_default(), came)
    }

    /// What was compared, in the order in which a learner should look at it. `expected` are the rows that are right.
    fn compare(&self, expected: &[Row], width: usize, came: &Table) -> Vec<Facet> {
        let mut facets = Vec::new();
        let (facet, places) = self.columns(width, came);
        facets.push(facet);
        if let Some(places) = places {
            facets.extend(self.types(&places, came));
            facets.extend(self.rows(expected, &places, came));
        }
        if let Some(first) =
            facets.iter_mut().find(|facet| !facet.held && facet.more.iter().all(|(name, _)| *name != "shown"))
        {
            first.more.push(("shown", shown_as_it_came(came)));
        }
        facets
    }

    /// Whether the columns are right, and where those that were asked for stand; none if they cannot be found.
    fn columns(&self, width: usize, came: &Table) -> (Facet, Option<Vec<usize>>) {
        let names: Vec<&str> = came.columns.iter().map(|column| column.name.as_str()).collect();
        let by_place: Vec<usize> = (0..width).collect();
        let Some(wanted) = &self.columns else {
            let held = names.len() == width;
            let key = format!("count {}: {}", names.len(), names.join(","));
            let actual = format!("{}: {}", columns(names.len()), list(&names));
            return (Facet::compared("columns", held, key, columns(width), actual), held.then_some(by_place));
        };
        let place = |name: &String| {
            let mut found = names.iter().enumerate().filter(|(_, other)| **other == name.as_str());
            found.next().map(|(index, _)| index).filter(|_| found.next().is_none())
        };
        let places: Option<Vec<usize>> = wanted.iter().map(place).collect();
        let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
        let (class, places) = if names == wanted {
            ("right", Some(by_place))
        } else if let Some(places) = places {
            (if names.len() == wanted.len() { "order" } else { "extra" }, Some(places))
        } else if names.len() == wanted.len() {
            ("names", Some(by_place))
        } else {
            (if names.len() > wanted.len() { "more" } else { "fewer" }, None)
        };
        let key = format!("{class}: {}", names.join(","));
        (Facet::compared("columns", class == "right", key, list(&wanted), list(&names)), places)
    }

    fn types(&self, places: &[usize], came: &Table) -> Vec<Facet> {
        let columns = self.columns.as_deref().unwrap_or_default();
        let compared = self.types.iter().filter_map(|(name, right)| {
            let place = places.get(columns.iter().position(|other| other == name)?)?;
            let kind = came.columns.get(*place)?.kind.as_deref().unwrap_or("unknown");
            let held = type_name(kind).is_some_and(|kind| right.contains(&kind));
            let expected = right.iter().map(|kind| shown_type(kind)).collect::<Vec<_>>().join(" or ");
            Some(Facet::compared(format!("type of {name}"), held, kind, expected, shown_type(kind)))
        });
        compared.collect()
    }

    fn rows(&self, expected: &[Row], places: &[usize], came: &Table) -> Vec<Facet> {
        let families: Vec<Family> = places
            .iter()
            .map(|place| Family::of(came.columns.get(*place).and_then(|column| column.kind.as_deref())))
            .collect();
        let of_expected =
            |row: &Row| row.iter().zip(&families).map(|(value, family)| Cell::of(value.as_deref(), *family)).collect();
        let of_came = |row: &Row| {
            let cells = places.iter().zip(&families);
            cells.map(|(place, family)| Cell::of(row.get(*place).and_then(|value| value.as_deref()), *family)).collect()
        };
        let compared = Compared::new(
            expected.iter().map(of_expected).collect(),
            came.rows.iter().map(of_came).collect(),
            self.tolerance,
        );
        let names: Vec<String> = places
            .iter()
            .map(|place| came.columns.get(*place).map_or_else(String::new, |column| clean(&column.name)))
            .collect();
        let facet = compared.facet(&names, came.truncated);
        let order = facet.held.then(|| self.order(&compared, &names)).flatten();
        [facet].into_iter().chain(order).collect()
    }

    /// Whether rows that are right come in the right order.
    fn order(&self, compared: &Compared, names: &[String]) -> Option<Facet> {
        let all: Vec<usize> = (0..names.len()).collect();
        let by = match &self.order {
            Order::Free => return None,
            Order::Total => &all,
            Order::By(by) => by,
        };
        let same = |one: &[Cell], other: &[Cell]| {
            by.iter().all(|place| match (one.get(*place), other.get(*place)) {
                (Some(one), Some(other)) => one.is(other, self.tolerance),
                (Some(_) | None, _) => false,
            })
        };
        let rows = || compared.expected.iter().zip(&compared.came);
        let wrong = rows().position(|(expected, came)| !same(expected, came));
        let reversed =
            compared.expected.iter().zip(compared.came.iter().rev()).all(|(expected, came)| same(expected, came));
        let said = |rows: &[Vec<Cell>]| {
            let index = wrong.unwrap_or_default();
            format!("row {} is {}", index + 1, sentence(rows.get(index).map_or(&[], Vec::as_slice)))
        };
        let key = if reversed { "reversed" } else { "other" };
        let mut facet = Facet::compared("order", wrong.is_none(), key, said(&compared.expected), said(&compared.came));
        if let Some(wrong) = wrong {
            let rows: Vec<_> = compared
                .came
                .iter()
                .enumerate()
                .map(|(index, row)| (if index == wrong { Mark::Misplaced } else { Mark::None }, row.clone()))
                .collect();
            // The rows around the first one that is misplaced.
            let from = if rows.len() > 8 { wrong.saturating_sub(3) } else { 0 };
            let part = rows.get(from..rows.len().min(from + 8)).unwrap_or_default();
            let intro = "your rows; at > stands another row than should".to_owned();
            facet.more.push(("shown", block(intro, table::lines(names, part))));
        }
        Some(facet)
    }
}

impl Compared {
    fn new(expected: Vec<Vec<Cell>>, came: Vec<Vec<Cell>>, tolerance: Option<f64>) -> Compared {
        let (missing, unexpected) = match tolerance {
            None => by_count(&expected, &came),
            Some(_) => by_pairs(&expected, &came, tolerance),
        };
        Compared { expected, came, missing, unexpected }
    }

    /// What kind of difference it is.
    fn class(&self) -> &'static str {
        let known = |row: &Vec<Cell>, among: &[Vec<Cell>]| among.contains(row);
        let all = |places: &[usize], of: &[Vec<Cell>], among: &[Vec<Cell>]| {
            places.iter().filter_map(|place| of.get(*place)).all(|row| known(row, among))
        };
        match (self.missing.is_empty(), self.unexpected.is_empty()) {
            (true, true) => "right",
            (true, false) if !self.expected.is_empty() && all(&self.unexpected, &self.came, &self.expected) => {
                "repeated"
            }
            (true, false) => "unexpected",
            (false, true) if self.came.is_empty() => "none",
            (false, true) if all(&self.missing, &self.expected, &self.came) => "merged",
            (false, true) => "missing",
            (false, false) => "other",
        }
    }

    fn facet(&self, names: &[String], truncated: bool) -> Facet {
        let class = self.class();
        let held = class == "right" && !truncated;
        let row = |places: &[usize], of: &[Vec<Cell>]| {
            places.first().and_then(|place| of.get(*place)).map(|row| sentence(row))
        };
        let (expected, actual) = if self.expected.len() == self.came.len() && !held {
            let (missing, unexpected) = self.pair();
            let told = |row: Option<&Vec<Cell>>| row.map_or_else(String::new, |row| sentence(row));
            (told(missing), told(unexpected))
        } else {
            let more = if truncated { " and more" } else { "" };
            (counted(self.expected.len()), format!("{}{more}", counted(self.came.len())))
        };
        let mut facet = Facet::compared("rows", held, self.key(class), expected, actual);
        facet.more.extend(row(&self.missing, &self.expected).map(|row| ("missing", row)));
        facet.more.extend(row(&self.unexpected, &self.came).map(|row| ("extra", row)));
        if !held {
            let said = match class {
                "repeated" => "the right rows, but some come more than once: + is once too often",
                "merged" => "the right rows, but some should come more than once: - is missing",
                "none" => "the query gave no rows; these are missing",
                "missing" => "the query gave; - is missing",
                "unexpected" => "the query gave; + should not be there",
                _ => "the query gave; + should not be there, - is missing",
            };
            facet.more.push(("shown", block(said.to_owned(), table::lines(names, &self.marked()))));
        }
        facet
    }

    /// What recognition compares: the kind of difference and all rows that differ, whatever the order in which they came.
    fn key(&self, class: &str) -> String {
        let rows = |sign: char, places: &[usize], of: &[Vec<Cell>]| {
            let written = |row: &Vec<Cell>| {
                let cells = row.iter().map(|cell| match cell {
                    Cell::Null => "NULL".to_owned(),
                    Cell::Value(text) => serde_json::Value::from(text.as_str()).to_string(),
                });
                format!("{sign}{}", cells.collect::<Vec<_>>().join("|"))
            };
            let mut rows: Vec<String> = places.iter().filter_map(|place| of.get(*place)).map(written).collect();
            rows.sort();
            rows
        };
        let all = [rows('-', &self.missing, &self.expected), rows('+', &self.unexpected, &self.came)].concat();
        format!("{class}: {}", all.join(" "))
    }

    /// A missing row, and the unexpected one that is most like it.
    fn pair(&self) -> (Option<&Vec<Cell>>, Option<&Vec<Cell>>) {
        let missing = self.missing.first().and_then(|place| self.expected.get(*place));
        let alike = |row: &Vec<Cell>| {
            missing.map_or(0, |missing| row.iter().zip(missing).filter(|(one, other)| one == other).count())
        };
        let rows = self.unexpected.iter().filter_map(|place| self.came.get(*place));
        // The first of those that are equally like it.
        let unexpected = rows.rev().max_by_key(|row| alike(row));
        (missing, unexpected)
    }

    /// The rows that came, with those that are missing behind the one that is most like them.
    fn marked(&self) -> Vec<(Mark, Vec<Cell>)> {
        let mut out: Vec<(Mark, Vec<Cell>)> = Vec::new();
        for (index, row) in self.came.iter().enumerate() {
            out.push((if self.unexpected.contains(&index) { Mark::Unexpected } else { Mark::None }, row.clone()));
        }
        for row in self.missing.iter().filter_map(|place| self.expected.get(*place)) {
            let twin = out.iter().position(|(mark, other)| *mark == Mark::Unexpected && other.first() == row.first());
            let taken = |at: usize| out.get(at + 1).is_some_and(|(mark, _)| *mark == Mark::Missing);
            match twin.filter(|at| !taken(*at)) {
                Some(at) => out.insert(at + 1, (Mark::Missing, row.clone())),
                None => out.push((Mark::Missing, row.clone())),
            }
        }
        out
    }
}

/// Each row counts as often as it is there.
fn by_count(expected: &[Vec<Cell>], came: &[Vec<Cell>]) -> (Vec<usize>, Vec<usize>) {
    let mut left: BTreeMap<&Vec<Cell>, Vec<usize>> = BTreeMap::new();
    for (index, row) in expected.iter().enumerate().rev() {
        left.entry(row).or_default().push(index);
    }
    let mut unexpected = Vec::new();
    for (index, row) in came.iter().enumerate() {
        if left.get_mut(row).and_then(Vec::pop).is_none() {
            unexpected.push(index);
        }
    }
    let mut missing: Vec<usize> = left.into_values().flatten().collect();
    missing.sort_unstable();
    (missing, unexpected)
}

/// The same for numbers that need not be equal: each row is paired with the first that is near enough.
fn by_pairs(expected: &[Vec<Cell>], came: &[Vec<Cell>], tolerance: Option<f64>) -> (Vec<usize>, Vec<usize>) {
    let near = |one: &[Cell], other: &[Cell]| one.iter().zip(other).all(|(one, other)| one.is(other, tolerance));
    let mut missing: Vec<usize> = (0..expected.len()).collect();
    let mut unexpected = Vec::new();
    for (index, row) in came.iter().enumerate() {
        let found = missing.iter().position(|place| expected.get(*place).is_some_and(|other| near(other, row)));
        match found {
            Some(at) => {
                missing.remove(at);
            }
            None => unexpected.push(index),
        }
    }
    (missing, unexpected)
}

fn shown_as_it_came(came: &Table) -> String {
    let names: Vec<String> = came.columns.iter().map(|column| clean(&column.name)).collect();
    let families: Vec<Family> = came.columns.iter().map(|column| Family::of(column.kind.as_deref())).collect();
    let cells =
        |row: &Row| row.iter().zip(&families).map(|(value, family)| Cell::of(value.as_deref(), *family)).collect();
    let rows: Vec<_> = came.rows.iter().map(|row| (Mark::None, cells(row))).collect();
    block("the query gave".to_owned(), table::lines(&names, &rows))
}

/// A heading and the lines below it.
fn block(heading: String, lines: Vec<String>) -> String {
    [vec![heading], lines].concat().join("\n")
}

fn columns(count: usize) -> String {
    match count {
        0 => "no columns".to_owned(),
        1 => "1 column".to_owned(),
        _ => format!("{count} columns"),
    }
}

fn list(names: &[&str]) -> String {
    let all = names.iter().map(|name| clean(name).replace('\n', "⏎")).collect::<Vec<_>>().join(", ");
    if all.is_empty() { "no columns".to_owned() } else { crate::check::function::shorten(&all, NAMES) }
}
