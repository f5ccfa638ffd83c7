//! Runs the SQL of a lesson, and shows what it gives as `psql` would.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::stage::run;
use super::statements::{Script, Statement};
use super::value::Family;
use crate::check::sandbox::Sandbox;
use crate::check::{CheckError, Ran};
use crate::process::{End, clean};
use crate::service::{Answer, Column, Fault, Session};

/// Runs all statements in a database of their own; the first one that is refused ends it.
pub(in crate::check) fn play(sandbox: &Sandbox<'_>, data: &str, sql: &str) -> Result<Ran, CheckError> {
    let database = sandbox.services.named_database(data, sandbox.data_set(data)?, sandbox.cancel)?;
    let mut session = database.session(sandbox.cancel)?;
    let script = Script::read(sql);
    let mut shown = String::new();
    let mut end = End::Exited(0);
    for statement in script.all().unwrap_or_default() {
        match perform(&mut session, statement, sandbox) {
            Ok(text) => shown.push_str(&text),
            Err(Fault::Refused { message, more, .. }) => {
                let more = more.map(|more| format!("{}\n", clean(&more))).unwrap_or_default();
                let _ = write!(shown, "ERROR:  {}\n{more}", clean(&message));
                end = End::Exited(1);
                break;
            }
            Err(Fault::TimedOut) => {
                end = End::TimedOut;
                break;
            }
            Err(Fault::Lost(error)) => return Err(error.into()),
        }
    }
    Ok(Ran { printed: shown.clone(), shown, end })
}

fn perform(session: &mut Session, statement: &Statement, sandbox: &Sandbox<'_>) -> Result<String, Fault> {
    let columns = if statement.gives_rows() { session.describe(&statement.text, sandbox.cancel)? } else { Vec::new() };
    let answers = run(session, &statement.text, sandbox)?;
    let Some(answer) = answers.into_iter().next_back() else { return Ok(String::new()) };
    let counted = match statement.command.as_str() {
        "INSERT" => format!("INSERT 0 {}\n", answer.affected),
        command @ ("UPDATE" | "DELETE" | "MERGE") => format!("{command} {}\n", answer.affected),
        _ => String::new(),
    };
    if answer.columns.is_empty() {
        return Ok(counted);
    }
    Ok(format!("{}{counted}", table(&answer, if columns.is_empty() { &answer.columns } else { &columns })))
}

/// The rows as a table with an empty line after it: numbers to the right, all else to the left, `NULL` for what is not
/// there.
fn table(answer: &Answer, columns: &[Column]) -> String {
    let cell = |value: &Option<String>| value.as_ref().map_or_else(|| "NULL".to_owned(), |value| clean(value));
    let rows: Vec<Vec<String>> = answer.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    let widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let cells = rows.iter().filter_map(|row| row.get(at)).map(|text| text.width());
            cells.chain([column.name.width()]).max().unwrap_or_default()
        })
        .collect();
    let line = |cells: Vec<String>| format!("{}\n", cells.join("|").trim_end());
    let name = |(column, width): (&Column, &usize)| {
        let before = (width - column.name.width().min(*width)) / 2;
        format!(" {} ", padded(&format!("{}{}", " ".repeat(before), clean(&column.name)), *width, false))
    };
    let mut out = line(columns.iter().zip(&widths).map(name).collect());
    let rules: Vec<String> = widths.iter().map(|width| "-".repeat(width + 2)).collect();
    let _ = writeln!(out, "{}", rules.join("+"));
    for row in &rows {
        let cells = row.iter().zip(columns).zip(&widths).map(|((text, column), width)| {
            let right = Family::of(column.kind.as_deref()) == Family::Number;
            format!(" {} ", padded(text, *width, right))
        });
        out.push_str(&line(cells.collect()));
    }
    let more = if answer.truncated { " and more" } else { "" };
    let _ = writeln!(out, "({} {}{more})\n", rows.len(), if rows.len() == 1 { "row" } else { "rows" });
    out
}

fn padded(text: &str, width: usize, right: bool) -> String {
    let blanks = " ".repeat(width.saturating_sub(text.width()));
    if right { format!("{blanks}{text}") } else { format!("{text}{blanks}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_look_as_those_of_psql() {
        let column = |name: &str, kind: &str| Column { name: name.to_owned(), kind: Some(kind.to_owned()) };
        let answer = Answer {
            rows: vec![
                vec![Some("1".into()), Some("Zoë".into()), None],
                vec![Some("12".into()), Some("a\u{1b}".into()), Some("t".into())],
            ],
            ..Answer::default()
        };
        let columns = [column("id", "int4"), column("the name", "text"), column("x", "bool")];
        assert_eq!(
            table(&answer, &columns),
            " id | the name |  x\n----+----------+------\n  1 | Zoë      | NULL\n 12 | a        | t\n(2 rows)\n\n"
        );
    }
}
