//! PostgreSQL: databases of one attempt, and sessions in which SQL is run and looked at.

use std::time::Duration;

use super::ServiceError;
use crate::process::Cancel;

/// A database of one attempt. Dropping it removes it, whoever is still connected.
#[derive(Debug)]
pub struct Database {
    url: String,
}

/// One connection, as a role that may do anything within its database and nothing outside.
#[derive(Debug)]
pub struct Session {}

/// A column of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// The name of its type, such as `int4`, where it is known.
    pub kind: Option<String>,
}

/// What one statement gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// Its columns; empty for a statement that gives no rows.
    pub columns: Vec<Column>,
    /// Values as PostgreSQL writes them as text; none is NULL.
    pub rows: Vec<Vec<Option<String>>>,
    /// How many rows it touched or gave, as the server counts them.
    pub affected: u64,
    /// Whether there were more rows than were asked for.
    pub truncated: bool,
}

/// Why SQL has no answer. All but the last are the statement's fault.
#[derive(Debug)]
pub enum Fault {
    /// The server refused it.
    Refused {
        /// SQLSTATE, such as `23505`.
        code: String,
        /// What the server said.
        message: String,
        /// What it said besides: detail and hint.
        more: Option<String>,
        /// Where in the SQL, as a count of characters from 0.
        at: Option<usize>,
    },
    /// It was still running at its limit.
    TimedOut,
    /// The server, or the connection to it, is gone.
    Lost(ServiceError),
}

impl Database {
    /// Its address, for a program: `postgresql://…`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A new connection.
    pub fn session(&self, cancel: &Cancel) -> Result<Session, ServiceError> {
        let _ = cancel;
        Err(ServiceError::Failed { engine: "PostgreSQL", problem: "is not started yet".to_owned() })
    }
}

impl Session {
    /// Runs all statements of `sql`, as a person would who types them: each gives one answer, and what came before one
    /// that fails is given back with its fault. Of each answer at most `rows` rows are read.
    pub fn run(
        &mut self,
        sql: &str,
        limit: Duration,
        rows: usize,
        cancel: &Cancel,
    ) -> (Vec<Answer>, Result<(), Fault>) {
        let _ = (sql, limit, rows, cancel);
        (Vec::new(), Ok(()))
    }

    /// The columns that one statement would give, with their types; it is not run.
    pub fn describe(&mut self, statement: &str, cancel: &Cancel) -> Result<Vec<Column>, Fault> {
        let _ = (statement, cancel);
        Ok(Vec::new())
    }
}
