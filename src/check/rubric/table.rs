//! Tables of a design: their columns, and what stands in every row.

use std::collections::BTreeMap;

use crate::check::Facet;
use crate::check::document::listed;
use crate::check::document::markdown::{Kind, Markdown, plain};
use crate::check::readme::is_open;

/// What is asked of the table of a section.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    pub(super) section: String,
    pub(super) ask: Ask,
}

#[derive(Debug, Clone)]
pub(super) enum Ask {
    /// It has these columns, and no cell of them is empty.
    Columns(Vec<String>),
    /// It has so many rows.
    AtLeast(usize),
    /// A column holds one of these words.
    OneOf { column: String, words: Vec<String> },
    /// A column holds at least one status code, and all are in this range.
    Codes { column: String, range: (u16, u16) },
    /// Paths have no verbs.
    NoVerbs { column: String },
    /// Paths name so many collections within each other at most, besides the last.
    Nesting { column: String, most: usize },
    /// A row says this; what stands for an id is the same whatever it is called.
    Row(BTreeMap<String, String>),
}

/// What people do with a resource, which the method says already.
const VERBS: [&str; 30] = [
    "add", "book", "borrow", "cancel", "change", "check", "create", "delete", "do", "edit", "extend", "fetch", "find",
    "get", "insert", "lend", "list", "make", "modify", "new", "post", "put", "query", "remove", "reserve", "retrieve",
    "return", "save", "search", "update",
];

/// The rows of a table by the columns that were looked for.
type Table<'m> = (&'m [String], &'m [Vec<String>]);

impl Rows {
    pub(super) fn describe(&self) -> String {
        let section = &self.section;
        match &self.ask {
            Ask::Columns(columns) => format!("the table of `{section}` has {}, all filled", listed(columns)),
            Ask::AtLeast(least) => format!("the table of `{section}` has at least {least} rows"),
            Ask::OneOf { column, words } => format!("`{column}` is one of {}", listed(words)),
            Ask::Codes { column, range: (low, high) } => format!("`{column}` has status codes from {low} to {high}"),
            Ask::NoVerbs { column } => format!("`{column}` has no verbs"),
            Ask::Nesting { column, most } => format!("`{column}` nests at most {most} deep"),
            Ask::Row(cells) => format!("there is a row {}", shown(cells)),
        }
    }

    pub(super) fn look(&self, file: &Markdown) -> Facet {
        let missing = |key: &str, actual: &str| {
            Facet::new("table", false, key, format!("a table in the section `{}`", self.section), actual)
        };
        let Some(section) = file.section(&self.section) else {
            return missing("no-section", "there is no such section");
        };
        let table = section.blocks.iter().find_map(|block| match &block.kind {
            Kind::Table { head, rows } => Some((head.as_slice(), rows.as_slice())),
            Kind::Heading { .. } | Kind::Text(_) | Kind::Code { .. } | Kind::Point { .. } => None,
        });
        let Some(table) = table else { return missing("no-table", "it has no table") };
        match &self.ask {
            Ask::Columns(columns) => columns_filled(table, columns),
            Ask::AtLeast(least) => {
                let found = table.1.len();
                let wrong = format!("{found} of {least}");
                Facet::compared(
                    "rows",
                    found >= *least,
                    wrong,
                    format!("at least {least} rows"),
                    format!("{found} rows"),
                )
            }
            Ask::OneOf { column, words } => each(table, column, &format!("one of {}", listed(words)), |cell| {
                let is = words.iter().any(|word| plain(word) == plain(cell));
                (!is).then(|| ("other".to_owned(), String::new()))
            }),
            Ask::Codes { column, range } => codes(table, column, *range),
            Ask::NoVerbs { column } => each(table, column, "names of things, without verbs", |cell| {
                let verb = parts(cell).into_iter().find_map(|part| verb(&part))?;
                Some(("verb".to_owned(), format!(": \"{verb}\" is a verb")))
            }),
            Ask::Nesting { column, most } => {
                each(table, column, &format!("at most {most} collection above another"), |cell| {
                    let collections = parts(cell).iter().filter(|part| !is_id(part)).count();
                    (collections > most + 1)
                        .then(|| ("deep".to_owned(), format!(": {collections} collections in one path")))
                })
            }
            Ask::Row(cells) => row(table, cells),
        }
    }
}

fn place(head: &[String], column: &str) -> Option<usize> {
    head.iter().position(|name| plain(name) == plain(column))
}

fn columns_filled((head, rows): Table<'_>, columns: &[String]) -> Facet {
    let expected = format!("the columns {}, with something in every row", listed(columns));
    let wrong = |key: String, actual: String| Facet::new("columns", false, key, expected.clone(), actual);
    for column in columns {
        let Some(at) = place(head, column) else {
            return wrong(format!("no {column}"), format!("there is no `{column}`; there is {}", listed(head)));
        };
        let open = |row: &&Vec<String>| {
            let cell = row.get(at).map_or("", String::as_str).trim_matches(['`', ' ']);
            is_open(cell) && !cell.starts_with('/')
        };
        if let Some(row) = rows.iter().position(|row| open(&row)) {
            return wrong(format!("empty {column}"), format!("`{column}` is empty in row {}", row + 1));
        }
    }
    Facet::new("columns", true, "right", expected, "they are there")
}

/// The first cell of a column in which something is wrong: what recognition compares, and what is said after the cell.
fn each(
    (head, rows): Table<'_>,
    column: &str,
    expected: &str,
    wrong: impl Fn(&str) -> Option<(String, String)>,
) -> Facet {
    let expected = format!("`{column}`: {expected}");
    let Some(at) = place(head, column) else {
        return Facet::new(column, false, "no-column", expected, format!("there is no column `{column}`"));
    };
    for (number, row) in rows.iter().enumerate() {
        let cell = row.get(at).map_or("", String::as_str).trim_matches(['`', ' ']);
        if let Some((key, why)) = wrong(cell) {
            let shown = if cell.is_empty() { "nothing".to_owned() } else { format!("`{cell}`") };
            return Facet::new(column, false, key, expected, format!("row {}: {shown}{why}", number + 1));
        }
    }
    Facet::new(column, true, "right", expected, "it is so")
}

fn numbers(cell: &str) -> Vec<u16> {
    cell.split(|c: char| !c.is_ascii_digit())
        .filter(|part| part.len() == 3)
        .filter_map(|part| part.parse().ok())
        .collect()
}

fn codes(table: Table<'_>, column: &str, (low, high): (u16, u16)) -> Facet {
    each(table, column, &format!("status codes from {low} to {high}"), |cell| {
        let found = numbers(cell);
        match found.iter().find(|code| !(low..=high).contains(code)) {
            Some(other) => Some((format!("{}xx", other / 100), format!(": {other} is none of them"))),
            None if found.is_empty() => Some(("no-code".to_owned(), ": no code".to_owned())),
            None => None,
        }
    })
}

/// The parts of a path, without its query.
fn parts(path: &str) -> Vec<String> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Whether a part stands for one thing of a collection: `{id}`, `:id`, `<id>` or `42`.
fn is_id(part: &str) -> bool {
    part.starts_with(['{', ':', '<']) || part.chars().all(|c| c.is_ascii_digit())
}

/// The verb with which a part begins: `getBooks`, `create-loan`, `return`. `bookings` and `returns` are things.
fn verb(part: &str) -> Option<String> {
    if is_id(part) {
        return None;
    }
    let end = part.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(part.len());
    let (start, end) =
        if end == 0 { (part.split(|c: char| !c.is_alphanumeric()).next()?, 0) } else { (part.get(..end)?, end) };
    let word = if end == 0 { camel(start) } else { start.to_owned() };
    let alone = word.len() == part.len();
    // `book` is a thing as well, so it is a verb only in front of another word.
    let is_verb =
        VERBS.contains(&word.as_str()) && !(alone && ["book", "list", "query", "check"].contains(&word.as_str()));
    let last = part.rsplit(['-', '_']).next().filter(|last| last.len() < part.len());
    let ends = last.filter(|last| VERBS.contains(last) && !["book", "list", "query", "check", "new"].contains(last));
    if is_verb { Some(word) } else { ends.map(str::to_owned) }
}

/// The first word of `GetBooks`, in small letters.
fn camel(word: &str) -> String {
    let rest = word.char_indices().skip(1).find(|(_, c)| c.is_ascii_uppercase()).map_or(word.len(), |(at, _)| at);
    word.get(..rest).unwrap_or(word).to_lowercase()
}

fn shown(cells: &BTreeMap<String, String>) -> String {
    cells.iter().map(|(column, cell)| format!("{column} `{cell}`")).collect::<Vec<_>>().join(", ")
}

/// A cell as it is compared: codes by number, paths with one name for every id; of `A or B` one is enough.
fn says(cell: &str, wanted: &str) -> bool {
    if wanted.contains(" or ") {
        return wanted.split(" or ").any(|one| says(cell, one));
    }
    let cell = cell.trim_matches(['`', ' ']);
    if wanted.starts_with('/') {
        let same = |path: &str| {
            parts(path)
                .iter()
                .map(|part| if is_id(part) { "{}".to_owned() } else { part.to_lowercase() })
                .collect::<Vec<_>>()
        };
        return same(cell) == same(wanted);
    }
    let codes = numbers(wanted);
    if codes.is_empty() { plain(cell) == plain(wanted) } else { codes.iter().all(|code| numbers(cell).contains(code)) }
}

fn row((head, rows): Table<'_>, cells: &BTreeMap<String, String>) -> Facet {
    let expected = format!("a row with {}", shown(cells));
    let facet = |key: &str, actual: String| Facet::compared("row", key == "right", key, expected.clone(), actual);
    let fits = |row: &Vec<String>, skipped: Option<&String>| {
        let mut wanted = cells.iter().filter(|(column, _)| Some(*column) != skipped);
        wanted
            .all(|(column, cell)| place(head, column).and_then(|at| row.get(at)).is_some_and(|found| says(found, cell)))
    };
    if rows.iter().any(|row| fits(row, None)) {
        return facet("right", "it is there".to_owned());
    }
    for (column, wanted) in cells {
        if let Some(row) = rows.iter().find(|row| fits(row, Some(column)))
            && cells.len() > 1
        {
            let found = place(head, column).and_then(|at| row.get(at)).map_or("", String::as_str);
            return facet(&format!("other {column}"), format!("`{column}` is {found} instead of {wanted}"));
        }
    }
    facet("missing", "there is none".to_owned())
}
