//! SQL that PostgreSQL did not accept: where it stands in the learner's file, and what that means to a beginner.

use std::time::Duration;

use super::statements::{Script, Statement};
use crate::check::{CheckError, Crash, Facet};
use crate::process::clean;
use crate::service::Fault;

/// SQLSTATE of a statement that was stopped since it filled the space that it is given (`temp_file_limit`).
const OUT_OF_SPACE: &str = "53400";

/// Characters of a line that are shown before and behind a place.
const AROUND: usize = 60;

/// A statement that was not accepted.
#[derive(Debug)]
pub(super) enum Stopped {
    /// The server refused it.
    Refused(Refusal),
    /// It did not end within its limits.
    TimedOut,
}

/// What the server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// SQLSTATE.
    pub(super) code: String,
    pub(super) message: String,
    pub(super) more: Option<String>,
    /// Where in the statement: characters from 0.
    pub(super) at: Option<usize>,
}

impl TryFrom<Fault> for Stopped {
    type Error = CheckError;

    /// What is the statement's fault; all else is not the learner's.
    fn try_from(fault: Fault) -> Result<Self, CheckError> {
        match fault {
            // Which limit a query without an end comes to first depends on the machine.
            Fault::Refused { code, .. } if code == OUT_OF_SPACE => Ok(Stopped::TimedOut),
            Fault::Refused { code, message, more, at } => Ok(Stopped::Refused(Refusal { code, message, more, at })),
            Fault::TimedOut => Ok(Stopped::TimedOut),
            Fault::Lost(error) => Err(error.into()),
        }
    }
}

impl Stopped {
    /// What is told: how it died if it did, and what was compared.
    pub(super) fn told(
        &self,
        script: &Script,
        file: &str,
        statement: &Statement,
        limit: Duration,
    ) -> (Option<Crash>, Facet) {
        match self {
            Stopped::TimedOut => (None, Facet::unended(limit)),
            Stopped::Refused(refusal) => {
                let (crash, facet) = refusal.told(script, file, statement);
                (Some(crash), facet)
            }
        }
    }

    /// In a few words, for faults that are not the learner's.
    pub(super) fn line(&self) -> String {
        match self {
            Stopped::TimedOut => "it did not end in time".to_owned(),
            Stopped::Refused(refusal) => format!("{} ({})", refusal.message, refusal.code),
        }
    }
}

impl Refusal {
    fn told(&self, script: &Script, file: &str, statement: &Statement) -> (Crash, Facet) {
        let at = statement.at + self.at.unwrap_or_default();
        let (line, column) = script.place(at);
        let message = clean(&self.message).replace('\n', " ");
        let place = match self.at {
            Some(_) => format!("{file}:{line}:{column}"),
            None => format!("{file}:{line}"),
        };
        let mut shown = vec![place];
        shown
            .extend(self.at.map_or_else(|| vec![first_line(&statement.text)], |_| pointed(&script.text, line, column)));
        shown.extend(self.more.iter().flat_map(|more| clean(more).lines().map(str::to_owned).collect::<Vec<_>>()));
        shown.extend(meaning(&self.code, statement).map(str::to_owned));
        let mut facet = Facet::new("query", false, self.code.clone(), "SQL that PostgreSQL accepts", message.clone());
        facet.more.push(("shown", shown.join("\n")));
        (Crash { at_start: false, kind: self.code.clone(), line: message, at: Some(line) }, facet)
    }
}

/// A line with a caret below a place.
fn pointed(text: &str, line: u32, column: usize) -> Vec<String> {
    let index = usize::try_from(line).unwrap_or_default().saturating_sub(1);
    let text = text.lines().nth(index).unwrap_or_default();
    let from = (column - 1).saturating_sub(AROUND);
    let part = |from: usize, to: usize| clean(&text.chars().skip(from).take(to - from).collect::<String>());
    let (before, behind) = (part(from, column - 1), part(column - 1, column - 1 + AROUND));
    let gap = " ".repeat(unicode_width::UnicodeWidthStr::width(before.as_str()));
    vec![format!("{before}{}", behind.trim_end()), format!("{gap}^")]
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    clean(&line.chars().take(AROUND * 2).collect::<String>())
}

/// What a code means to somebody who sees it for the first time.
fn meaning(code: &str, statement: &Statement) -> Option<&'static str> {
    if statement.text.starts_with('\\') {
        return Some("A line that begins with a backslash is a command of psql, not SQL: leave it out of this file.");
    }
    Some(match code {
        "42601" => {
            "SQL does not know this order of words. Look at the marked place and at what stands just before it: a missing comma, quote or bracket, a misspelt word, a semicolon that is not there."
        }
        "42P01" => "There is no table of this name here. Check its spelling, and that it stands in `FROM` or `JOIN`.",
        "42703" => {
            "None of the tables in this query has such a column. Check the spelling. Text stands in single quotes ('Ada'): double quotes are for names."
        }
        "42702" => "More than one table has a column of this name. Say which one you mean: `orders.id`.",
        "42803" => {
            "With groups, each column in `SELECT` stands in `GROUP BY` or inside something like `count(…)`; and in `WHERE` there are no groups yet, so no `count(…)` either."
        }
        "42883" => {
            "There is no such function or operator for values of these types. Check its name and the types of what you give it."
        }
        "42804" => "Two types do not fit together here.",
        "42P10" => "`ON CONFLICT` names columns, and those columns have no unique constraint or unique index.",
        "42P07" => "Something of this name is there already.",
        "42701" => "The table has a column of this name already.",
        "42704" => "There is no type, or no other thing, of this name.",
        "42P18" | "42725" => "PostgreSQL cannot tell which type is meant: say it with `::`, such as `'5'::integer`.",
        "22P02" => "This value cannot be read as one of the type that is needed here.",
        "22007" | "22008" => "This cannot be read as a date or a time: write it as '2026-01-31'.",
        "22003" => "This number is too large for its type.",
        "22001" => "This text is longer than its column allows.",
        "22012" => "Something is divided by 0 in one of the rows.",
        "21000" => "In the place of one value stands a query that gives more than one row.",
        "23502" => "A column that must have a value (`NOT NULL`) would get none.",
        "23503" => {
            "A row points at a row of another table that is not there, or one is removed that others still point at."
        }
        "23505" => "A value that may be there only once (`UNIQUE`, `PRIMARY KEY`) would be there twice.",
        "23514" => "A row breaks a rule (`CHECK`) of its table.",
        "25P02" => "An earlier statement of this transaction failed, so nothing more is done until `ROLLBACK`.",
        "2BP01" => "Other things still depend on this, such as a foreign key.",
        "40P01" => "Two transactions wait for each other.",
        "42501" => "This is not allowed here.",
        "57014" => "It was stopped.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(code: &str, at: Option<usize>) -> Refusal {
        Refusal { code: code.to_owned(), message: "no\nway".to_owned(), more: Some("HINT: try".to_owned()), at }
    }

    fn told(sql: &str, code: &str, at: Option<usize>) -> (Crash, String) {
        let script = Script::read(sql);
        let statement = script.all().unwrap().last().unwrap();
        let (crash, facet) = Stopped::Refused(refusal(code, at)).told(&script, "main.sql", statement, Duration::ZERO);
        let shown = facet.more.into_iter().find(|(name, _)| *name == "shown").unwrap().1;
        (crash.unwrap(), shown)
    }

    #[test]
    fn a_query_without_an_end_is_told_the_same_whichever_limit_it_comes_to() {
        let refused = |code: &str| {
            let fault = Fault::Refused { code: code.to_owned(), message: String::new(), more: None, at: None };
            Stopped::try_from(fault).unwrap()
        };
        assert!(matches!(refused("53400"), Stopped::TimedOut));
        assert!(matches!(Stopped::try_from(Fault::TimedOut).unwrap(), Stopped::TimedOut));
        assert!(matches!(refused("23505"), Stopped::Refused(Refusal { code, .. }) if code == "23505"));
    }

    #[test]
    fn a_place_in_a_statement_is_a_place_in_the_file() {
        let (crash, shown) = told("SELECT 1;\n-- ö\nSELECT 'é',\n\tnme FROM t", "42703", Some(13));
        assert_eq!((crash.kind.as_str(), crash.line.as_str(), crash.at), ("42703", "no way", Some(4)));
        insta::assert_snapshot!(shown, @r"
        main.sql:4:2
            nme FROM t
            ^
        HINT: try
        None of the tables in this query has such a column. Check the spelling. Text stands in single quotes ('Ada'): double quotes are for names.
        ");
    }

    #[test]
    fn without_a_place_the_statement_is_named() {
        let (crash, shown) = told("\nINSERT INTO t\nVALUES (1)", "XX999", None);
        assert_eq!(crash.at, Some(2));
        assert_eq!(shown, "main.sql:2\nINSERT INTO t\nHINT: try");
    }

    #[test]
    fn a_command_of_psql_is_told_as_one() {
        assert!(told("\\dt", "42601", Some(0)).1.contains("command of psql"));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let sql = format!("SELECT {}oops{}", "a, ".repeat(100), ", b".repeat(100));
        let (_, shown) = told(&sql, "42703", Some(7 + 300));
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines[1].len() <= 2 * AROUND, "{shown}");
        assert_eq!(lines[1].get(lines[2].find('^').unwrap()..).unwrap().get(..4), Some("oops"));
    }
}
