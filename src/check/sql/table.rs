//! A small table of rows for people, with a mark beside what is wrong.

use unicode_width::UnicodeWidthStr;

use super::value::Cell;

/// Rows that are shown.
const MOST: usize = 8;

/// What is to be said about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    None,
    /// It should not be there.
    Unexpected,
    /// It is not there.
    Missing,
    /// It stands in the wrong place.
    Misplaced,
}

impl Mark {
    fn sign(self) -> char {
        match self {
            Mark::None => ' ',
            Mark::Unexpected => '+',
            Mark::Missing => '-',
            Mark::Misplaced => '>',
        }
    }
}

/// The table as lines. Where there are too many rows, those with a mark are shown first.
pub(super) fn lines(names: &[String], rows: &[(Mark, Vec<Cell>)]) -> Vec<String> {
    let marked: Vec<_> = rows.iter().filter(|(mark, _)| *mark != Mark::None).collect();
    let shown: Vec<_> = if rows.len() <= MOST || marked.is_empty() {
        rows.iter().take(MOST).collect()
    } else {
        marked.into_iter().take(MOST).collect()
    };
    let texts: Vec<(char, Vec<String>)> =
        shown.iter().map(|(mark, row)| (mark.sign(), row.iter().map(Cell::to_string).collect())).collect();
    let columns = texts.iter().map(|(_, row)| row.len()).chain([names.len()]).max().unwrap_or_default();
    let widest = |column: usize| {
        let in_rows = texts.iter().filter_map(move |(_, row)| row.get(column));
        in_rows.chain(names.get(column)).map(|text| text.width()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let line = |sign: char, row: &[String]| {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(text, width)| format!("{text}{}", " ".repeat(width.saturating_sub(text.width()))));
        format!("{sign} {}", cells.collect::<Vec<_>>().join(" | ")).trim_end().to_owned()
    };
    let mut out = vec![line(' ', names)];
    out.push(format!("  {}", widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>().join("-+-")));
    out.extend(texts.iter().map(|(sign, row)| line(*sign, row)));
    match rows.len() - texts.len() {
        0 => {}
        1 => out.push("  … and 1 row more".to_owned()),
        more => out.push(format!("  … and {more} rows more")),
    }
    out
}

/// A row in a sentence.
pub(super) fn sentence(row: &[Cell]) -> String {
    if row.is_empty() {
        "a row without columns".to_owned()
    } else {
        row.iter().map(Cell::to_string).collect::<Vec<_>>().join(" | ")
    }
}

/// A number of rows in a sentence.
pub(super) fn counted(rows: usize) -> String {
    match rows {
        0 => "no rows".to_owned(),
        1 => "1 row".to_owned(),
        _ => format!("{rows} rows"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(mark: Mark, cells: &[&str]) -> (Mark, Vec<Cell>) {
        (mark, cells.iter().map(|text| Cell::Value((*text).to_owned())).collect())
    }

    #[test]
    fn columns_stand_under_each_other() {
        let names = ["name".to_owned(), "n".to_owned()];
        let mut rows = vec![row(Mark::None, &["Zoë", "3"]), row(Mark::Unexpected, &["B", "12"])];
        rows.push((Mark::Missing, vec![Cell::Null, Cell::Value(String::new())]));
        assert_eq!(lines(&names, &rows).join("\n"), "  name | n\n  -----+---\n  Zoë  | 3\n+ B    | 12\n- NULL | ''");
    }

    #[test]
    fn of_many_rows_those_with_a_mark_are_shown() {
        let names = ["n".to_owned()];
        let mut rows: Vec<_> = (0..20).map(|n| row(Mark::None, &[&n.to_string()])).collect();
        assert_eq!(lines(&names, &rows).len(), 2 + 8 + 1);
        rows.push(row(Mark::Missing, &["x"]));
        assert_eq!(
            lines(&names, &rows),
            ["  n", "  --", "- x", "  … and 20 rows more"].map(str::to_owned).map(|line| if line == "  --" {
                "  -".to_owned()
            } else {
                line
            })
        );
    }
}
