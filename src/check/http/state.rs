//! Looks at what requests left behind: rows of the database, keys of Redis.

use std::fmt;
use std::time::Duration;

use regex::Regex;
use serde_json::Value;

use super::json::{bounded, canonical, shortened};
use super::values::{Unfilled, Values, plain};
use crate::check::sandbox::Sandbox;
use crate::check::stable::stable;
use crate::check::{CheckError, EMPTY, Facet};
use crate::service::{Fault, ServiceError};

/// How long a query of ours may take.
const LIMIT: Duration = Duration::from_secs(10);
/// How many rows of a query are looked at.
const ROWS: usize = 1000;

/// A query and the rows that it must give.
#[derive(Debug, Clone)]
pub(super) struct Query {
    pub(super) sql: String,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A command of Redis and what it must answer.
#[derive(Debug, Clone)]
pub(super) struct Command {
    pub(super) words: Vec<String>,
    pub(super) reply: Cell,
}

/// What a value must be.
#[derive(Debug, Clone)]
pub(super) enum Cell {
    /// Equal to this.
    Is(Value),
    /// A text that fits.
    Matches(Regex),
    /// A number from the one to the other.
    Between(i64, i64),
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sql = self.sql.split_whitespace().collect::<Vec<_>>().join(" ");
        write!(f, "{sql} → {}", shown(&self.rows))
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} → {}", self.call(), self.reply)
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Is(Value::Null) => f.write_str("NULL"),
            Cell::Is(value) => f.write_str(&plain(value)),
            Cell::Matches(pattern) => write!(f, "/{pattern}/"),
            Cell::Between(least, most) => write!(f, "{least} to {most}"),
        }
    }
}

fn shown(rows: &[Vec<Cell>]) -> String {
    let row = |row: &Vec<Cell>| row.iter().map(Cell::to_string).collect::<Vec<_>>().join(" | ");
    if rows.is_empty() { "no rows".to_owned() } else { rows.iter().map(row).collect::<Vec<_>>().join("\n") }
}

impl Cell {
    fn filled(&self, values: &Values) -> Result<Cell, Unfilled> {
        Ok(match self {
            Cell::Is(value) => Cell::Is(values.value(value)?),
            Cell::Matches(_) | Cell::Between(..) => self.clone(),
        })
    }

    fn holds(&self, found: &Value) -> bool {
        match self {
            Cell::Is(Value::Bool(truth)) => ["t", "true"].contains(&plain(found).as_str()) == *truth,
            Cell::Is(value) if value.is_null() || found.is_null() => value == found,
            // PostgreSQL and Redis write numbers as text.
            Cell::Is(value) => plain(value) == plain(found) || canonical(value) == canonical(found),
            Cell::Matches(pattern) => !found.is_null() && pattern.is_match(&plain(found)),
            Cell::Between(least, most) => plain(found).parse().is_ok_and(|found| (*least..=*most).contains(&found)),
        }
    }
}

impl Query {
    /// Runs it on the attempt's database. None if a value in it was never given.
    pub(super) fn run(&self, sandbox: &Sandbox<'_>, values: &Values) -> Result<Option<Vec<Facet>>, CheckError> {
        let (Ok(sql), Ok(rows)) = (values.sql(&self.sql), self.filled(values)) else { return Ok(None) };
        let data = sandbox.setup.database.as_deref().unwrap_or(EMPTY);
        let mut session = sandbox.database(data)?.session(sandbox.cancel)?;
        let (mut answers, end) = session.run(&sql, LIMIT, ROWS, sandbox.cancel);
        let expected = shown(&rows);
        let (key, actual) = match end {
            Ok(()) => {
                let found = answers.pop().unwrap_or_default().rows;
                let found: Vec<Vec<Value>> = found
                    .into_iter()
                    .map(|row| row.into_iter().map(|value| value.map_or(Value::Null, Value::from)).collect())
                    .collect();
                let same = |(wanted, found): (&Vec<Cell>, &Vec<Value>)| {
                    wanted.len() == found.len() && wanted.iter().zip(found).all(|(wanted, found)| wanted.holds(found))
                };
                let held = rows.len() == found.len() && rows.iter().zip(&found).all(same);
                let text = written(&found);
                if held { ("right".to_owned(), text) } else { (bounded(&stable(&text)), text) }
            }
            Err(Fault::Refused { code, message, .. }) => (format!("refused {code}"), format!("{message} ({code})")),
            Err(Fault::TimedOut) => ("timed out".to_owned(), "no answer in time".to_owned()),
            Err(Fault::Lost(error)) => return Err(error.into()),
        };
        let held = key == "right";
        Ok(Some(vec![Facet::new("rows", held, key, expected, shortened_rows(&sandbox.clean(&actual)))]))
    }

    fn filled(&self, values: &Values) -> Result<Vec<Vec<Cell>>, Unfilled> {
        self.rows.iter().map(|row| row.iter().map(|cell| cell.filled(values)).collect()).collect()
    }
}

/// Rows as they are shown.
fn written(rows: &[Vec<Value>]) -> String {
    let cell = |value: &Value| if value.is_null() { "NULL".to_owned() } else { plain(value) };
    let row = |row: &Vec<Value>| row.iter().map(cell).collect::<Vec<_>>().join(" | ");
    if rows.is_empty() { "no rows".to_owned() } else { rows.iter().map(row).collect::<Vec<_>>().join("\n") }
}

fn shortened_rows(text: &str) -> String {
    const MOST: usize = 20;
    let more = text.lines().count().saturating_sub(MOST);
    let first: Vec<&str> = text.lines().take(MOST).collect();
    if more == 0 { text.to_owned() } else { format!("{}\n… and {more} more", first.join("\n")) }
}

impl Command {
    pub(super) fn call(&self) -> String {
        self.words.join(" ")
    }

    /// Asks the attempt's Redis. None if a value in it was never given.
    pub(super) fn run(&self, sandbox: &Sandbox<'_>, values: &Values) -> Result<Option<Vec<Facet>>, CheckError> {
        let words: Result<Vec<String>, Unfilled> = self.words.iter().map(|word| values.text(word)).collect();
        let (Ok(words), Ok(wanted)) = (words, self.reply.filled(values)) else { return Ok(None) };
        let mut command = redis::Cmd::new();
        words.iter().for_each(|word| _ = command.arg(word));
        let found = match command.query::<redis::Value>(&mut sandbox.redis()?.connect()?) {
            Ok(value) => read(value),
            Err(error) if error.is_io_error() => {
                let problem = format!("does not answer: {error}");
                return Err(ServiceError::Failed { engine: "Redis", problem }.into());
            }
            Err(error) => Value::from(error.to_string()),
        };
        let key = bounded(&stable(&canonical(&found)));
        let actual = if found.is_null() { "nothing".to_owned() } else { shortened(&plain(&found)) };
        Ok(Some(vec![Facet::compared("reply", wanted.holds(&found), key, wanted.to_string(), actual)]))
    }
}

/// What Redis answers, as JSON.
fn read(value: redis::Value) -> Value {
    match value {
        redis::Value::Nil => Value::Null,
        redis::Value::Int(number) => Value::from(number),
        redis::Value::BulkString(bytes) => Value::from(String::from_utf8_lossy(&bytes).into_owned()),
        redis::Value::SimpleString(text) => Value::from(text),
        redis::Value::Okay => Value::from("OK"),
        redis::Value::Array(items) | redis::Value::Set(items) => Value::Array(items.into_iter().map(read).collect()),
        other => Value::from(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_of_databases_are_compared_as_text() {
        assert!(Cell::Is(json!(1)).holds(&json!("1")) && !Cell::Is(json!(1)).holds(&json!("2")));
        assert!(Cell::Is(json!(true)).holds(&json!("t")) && Cell::Is(json!(false)).holds(&json!("f")));
        assert!(Cell::Is(Value::Null).holds(&Value::Null) && !Cell::Is(json!("")).holds(&Value::Null));
        assert!(Cell::Matches(Regex::new("^\\$2[aby]\\$").unwrap()).holds(&json!("$2b$10$x")));
        assert!(Cell::Between(1, 60).holds(&json!(60)) && !Cell::Between(1, 60).holds(&json!(-1)));
    }
}
