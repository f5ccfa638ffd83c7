//! Rules of tables: each is left out, or does something else.

use std::ops::Range;

use super::Sql;
use crate::mutants::Mutation;

/// The changes that begin at a word.
pub(super) fn word(sql: &mut Sql<'_, '_>, at: usize) {
    let text = sql.code.get(at).to_uppercase();
    match text.as_str() {
        "NOT" if sql.is(at + 1, "NULL") && !at.checked_sub(1).is_some_and(|at| sql.any(at, &["IS", "SET", "DROP"])) => {
            sql.drop(Mutation::ConstraintDropped, at..at + 2);
        }
        "UNIQUE" if sql.any(at + 1, &["INDEX"]) => sql.drop(Mutation::ConstraintDropped, at..at + 1),
        "UNIQUE" => {
            let end = if sql.code.get(at + 1) == "(" { sql.code.after(at + 1) } else { at + 1 };
            rule(sql, at, end);
        }
        "CHECK" if sql.code.get(at + 1) == "(" => {
            let end = sql.code.after(at + 1);
            rule(sql, at, end);
        }
        "PRIMARY" if sql.is(at + 1, "KEY") => {
            let end = if sql.code.get(at + 2) == "(" { sql.code.after(at + 2) } else { at + 2 };
            rule(sql, at, end);
        }
        "FOREIGN" if sql.is(at + 1, "KEY") => {
            let references = sql.code.after(at + 2);
            let end = reference(sql, references);
            rule(sql, at, end);
        }
        "REFERENCES" => {
            let in_rule = at.checked_sub(1).and_then(|close| sql.code.partner(close));
            let of_table = in_rule.and_then(|open| open.checked_sub(1)).is_some_and(|at| sql.is(at, "KEY"));
            let end = reference(sql, at);
            if !of_table {
                rule(sql, at, end);
            }
        }
        "DEFAULT" if !at.checked_sub(1).is_some_and(|at| sql.any(at, &["SET", "DROP", "BY"])) => default(sql, at),
        "ON" if sql.is(at + 1, "DELETE") => on_delete(sql, at),
        _ => {}
    }
}

/// A rule that is left out, with its name; one that stands by itself with the comma before it, or behind it.
fn rule(sql: &mut Sql<'_, '_>, at: usize, end: usize) {
    let named = at.checked_sub(2).is_some_and(|at| sql.is(at, "CONSTRAINT"));
    let start = if named { at - 2 } else { at };
    let Some(before) = start.checked_sub(1) else { return };
    // `ALTER TABLE … ADD` is left out as a whole.
    if sql.any(before, &["ADD", "USING"]) {
        return;
    }
    let range: Range<usize> = match (sql.code.get(before), sql.code.get(end)) {
        (",", _) => before..end,
        ("(", ",") => start..end + 1,
        (..) => start..end,
    };
    sql.drop(Mutation::ConstraintDropped, range);
}

/// Where `REFERENCES table (column) ON DELETE …` ends.
fn reference(sql: &Sql<'_, '_>, at: usize) -> usize {
    let mut end = at + 2;
    while sql.code.get(end) == "." {
        end += 2;
    }
    if sql.code.get(end) == "(" {
        end = sql.code.after(end);
    }
    while sql.is(end, "ON") && sql.any(end + 1, &["DELETE", "UPDATE"]) {
        end = action(sql, end + 2);
    }
    end
}

/// Where an action ends.
fn action(sql: &Sql<'_, '_>, at: usize) -> usize {
    if sql.any(at, &["SET", "NO"]) { at + 2 } else { at + 1 }
}

fn on_delete(sql: &mut Sql<'_, '_>, at: usize) {
    let end = action(sql, at + 2);
    match sql.code.get(at + 2).to_uppercase().as_str() {
        "CASCADE" => {
            sql.drop(Mutation::OnDelete, at..end);
            sql.replace(Mutation::OnDelete, at + 2..end, "SET NULL");
        }
        "SET" => {
            sql.drop(Mutation::OnDelete, at..end);
            sql.replace(Mutation::OnDelete, at + 2..end, "CASCADE");
        }
        "RESTRICT" | "NO" => sql.replace(Mutation::OnDelete, at + 2..end, "CASCADE"),
        _ => {}
    }
}

fn default(sql: &mut Sql<'_, '_>, at: usize) {
    let mut end = sql.code.after(at + 1);
    if sql.code.get(end) == "(" {
        end = sql.code.after(end);
    }
    while sql.code.get(end) == "::" {
        end += 2;
    }
    // `INSERT … VALUES (DEFAULT)` and `DEFAULT VALUES`.
    if ![",", ")"].contains(&sql.code.get(at + 1)) && !sql.is(at + 1, "VALUES") {
        sql.drop(Mutation::DefaultDropped, at..end);
    }
}
