//! Looks at what requests left in Redis.

use std::fmt;

use regex::Regex;
use serde_json::Value;

use super::json::{bounded, canonical, shortened};
use super::values::{Unfilled, Values, plain};
use crate::check::sandbox::Sandbox;
use crate::check::stable::stable;
use crate::check::{CheckError, Facet};
use crate::service::ServiceError;

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

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} → {}", self.call(), self.reply)
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Is(Value::Null) => f.write_str("nothing"),
            Cell::Is(value) => f.write_str(&plain(value)),
            Cell::Matches(pattern) => write!(f, "/{pattern}/"),
            Cell::Between(least, most) => write!(f, "{least} to {most}"),
        }
    }
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
            Cell::Is(value) if value.is_null() || found.is_null() => value == found,
            // Redis writes numbers as text.
            Cell::Is(value) => plain(value) == plain(found) || canonical(value) == canonical(found),
            Cell::Matches(pattern) => !found.is_null() && pattern.is_match(&plain(found)),
            Cell::Between(least, most) => plain(found).parse().is_ok_and(|found| (*least..=*most).contains(&found)),
        }
    }
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
        command.arg(&words);
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
#[allow(clippy::wildcard_enum_match_arm, reason = "the rest is what only newer protocols answer")]
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
    fn values_of_redis_are_compared_as_text() {
        assert!(Cell::Is(json!(1)).holds(&json!("1")) && !Cell::Is(json!(1)).holds(&json!("2")));
        assert!(Cell::Is(Value::Null).holds(&Value::Null) && !Cell::Is(json!("")).holds(&Value::Null));
        assert!(Cell::Matches(Regex::new("^\\$2[aby]\\$").unwrap()).holds(&json!("$2b$10$x")));
        assert!(Cell::Between(1, 60).holds(&json!(60)) && !Cell::Between(1, 60).holds(&json!(-1)));
    }
}
