//! A session: SQL is run as a person runs it who types it, and cannot outlive its limit.

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use tokio_postgres::error::{ErrorPosition, Severity};
use tokio_postgres::{Config, SimpleQueryMessage};

use super::cluster::Cluster;
use super::failed;
use super::link::{Link, PATIENCE, Stopped, said};
use super::split::statements;
use crate::process::Cancel;
use crate::service::ServiceError;

/// Bytes of values that are kept of all answers of one run.
const KEPT: usize = 4 * 1024 * 1024;
/// Bytes of values that are read of an answer after as much as wanted was kept, before the statement is broken off.
const SKIPPED: usize = 32 * 1024 * 1024;
/// What a statement may take to end after it was told to.
const GRACE: Duration = Duration::from_millis(300);

/// One connection, as a role that may do anything within its database and nothing outside.
pub struct Session {
    cluster: Arc<Cluster>,
    config: Config,
    /// None after it was lost; the next use connects again.
    link: Option<Link>,
}

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

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("link", &self.link).finish_non_exhaustive()
    }
}

/// How a statement ended.
enum Ran {
    Whole(Answer),
    /// There was too much of it, so that it was broken off.
    BrokenOff(Answer),
}

impl Session {
    pub(super) fn open(cluster: Arc<Cluster>, config: Config, cancel: &Cancel) -> Result<Self, ServiceError> {
        let link = Link::open(&config, cancel).map_err(Stopped::into_error)?;
        Ok(Session { cluster, config, link: Some(link) })
    }

    /// Runs all statements of `sql`, as a person would who types them: each gives one answer, and what came before one
    /// that fails is given back with its fault. Of each answer at most `rows` rows are read. One that is far too large is
    /// broken off; it is the last one then, and says `truncated`.
    pub fn run(
        &mut self,
        sql: &str,
        limit: Duration,
        rows: usize,
        cancel: &Cancel,
    ) -> (Vec<Answer>, Result<(), Fault>) {
        let deadline = Instant::now() + limit;
        let mut answers = Vec::new();
        let mut room = KEPT;
        for range in statements(sql) {
            let before = sql.get(..range.start).unwrap_or_default().chars().count();
            match self.one(sql.get(range).unwrap_or_default(), deadline, rows, &mut room, cancel) {
                Ok(Ran::Whole(answer)) => answers.push(answer),
                Ok(Ran::BrokenOff(answer)) => {
                    answers.push(answer);
                    break;
                }
                Err(fault) => return (answers, Err(moved(fault, before))),
            }
        }
        (answers, Ok(()))
    }

    /// The columns that one statement would give, with their types; it is not run.
    pub fn describe(&mut self, statement: &str, cancel: &Cancel) -> Result<Vec<Column>, Fault> {
        let link = self.link(cancel)?;
        let prepared = link.wait(link.client.prepare(statement), Instant::now() + PATIENCE, cancel);
        let prepared = prepared.map_err(|stopped| self.stopped(stopped))?;
        let column = |column: &tokio_postgres::Column| Column {
            name: column.name().to_owned(),
            kind: Some(column.type_().name().to_owned()),
        };
        Ok(prepared.columns().iter().map(column).collect())
    }

    /// The connection, made again if it was lost.
    fn link(&mut self, cancel: &Cancel) -> Result<&Link, Fault> {
        if self.link.as_ref().is_none_or(|link| link.client.is_closed()) {
            self.link = Some(Link::open(&self.config, cancel).map_err(|stopped| Fault::Lost(stopped.into_error()))?);
        }
        self.link.as_ref().ok_or_else(|| Fault::Lost(failed("is gone")))
    }

    fn one(
        &mut self,
        statement: &str,
        deadline: Instant,
        rows: usize,
        room: &mut usize,
        cancel: &Cancel,
    ) -> Result<Ran, Fault> {
        let link = self.link(cancel)?;
        let mut answer = Answer::default();
        let mut seen = 0_u64;
        let mut skipped = 0_usize;
        let read = link.wait(
            async {
                let mut stream = pin!(link.client.simple_query_raw(statement).await?);
                while let Some(message) = stream.next().await {
                    match message? {
                        SimpleQueryMessage::RowDescription(columns) => {
                            let column = |name: &str| Column { name: name.to_owned(), kind: None };
                            answer.columns = columns.iter().map(|one| column(one.name())).collect();
                        }
                        SimpleQueryMessage::Row(row) => {
                            seen += 1;
                            let values: Vec<Option<&str>> =
                                (0..row.len()).map(|at| row.try_get(at)).collect::<Result<_, _>>()?;
                            let size = values.iter().flatten().map(|value| value.len()).sum::<usize>() + values.len();
                            if answer.rows.len() < rows && !answer.truncated && size <= *room {
                                *room -= size;
                                answer.rows.push(values.into_iter().map(|value| value.map(str::to_owned)).collect());
                            } else {
                                answer.truncated = true;
                                skipped = skipped.saturating_add(size);
                                if skipped > SKIPPED {
                                    return Ok(false);
                                }
                            }
                        }
                        SimpleQueryMessage::CommandComplete(count) => answer.affected = count,
                        // The kinds of messages may become more.
                        _ => {}
                    }
                }
                Ok(true)
            },
            deadline,
            cancel,
        );
        match read {
            Ok(true) => Ok(Ran::Whole(answer)),
            Ok(false) => {
                answer.affected = seen;
                self.break_off();
                Ok(Ran::BrokenOff(answer))
            }
            Err(stopped) => Err(self.stopped(stopped)),
        }
    }

    /// What it means that nothing came of waiting; a statement that still runs is ended.
    fn stopped(&mut self, stopped: Stopped) -> Fault {
        match stopped {
            Stopped::TimedOut => {
                self.break_off();
                Fault::TimedOut
            }
            Stopped::Cancelled => {
                self.break_off();
                Fault::Lost(ServiceError::Cancelled)
            }
            Stopped::Machine(_) => Fault::Lost(stopped.into_error()),
            Stopped::Error(error) => self.fault(&error),
        }
    }

    fn fault(&mut self, error: &tokio_postgres::Error) -> Fault {
        let Some(refused) = error.as_db_error() else {
            let closed = error.is_closed() || self.link.as_ref().is_none_or(|link| link.client.is_closed());
            // The server waits for data, or sends some, that nobody here has asked for.
            self.link = None;
            return if closed {
                Fault::Lost(failed(format!("is gone: {}", said(error))))
            } else {
                let message = "COPY from or to the client works in programs, not here".to_owned();
                Fault::Refused { code: "0A000".to_owned(), message, more: None, at: None }
            };
        };
        if matches!(refused.parsed_severity(), Some(Severity::Fatal | Severity::Panic)) {
            // It was the last thing that the server had to say.
            self.link = None;
        }
        let more: Vec<&str> = [refused.detail(), refused.hint()].into_iter().flatten().collect();
        let at = match refused.position() {
            Some(ErrorPosition::Original(at)) => usize::try_from(*at).ok().and_then(|at| at.checked_sub(1)),
            Some(ErrorPosition::Internal { .. }) | None => None,
        };
        Fault::Refused {
            code: refused.code().code().to_owned(),
            message: refused.message().to_owned(),
            more: (!more.is_empty()).then(|| more.join(" ")),
            at,
        }
    }

    /// Ends what runs: by asking, then by leaving, then by force.
    fn break_off(&mut self) {
        let Some(link) = self.link.take() else { return };
        let idle = || link.wait(link.client.check_connection(), Instant::now() + GRACE, &Cancel::new()).is_ok();
        if link.interrupt(&self.config, GRACE) && idle() {
            self.link = Some(link);
            return;
        }
        let backend = link.backend;
        drop(link);
        self.cluster.terminate(backend);
    }
}

/// A fault of a statement that has characters before it.
fn moved(fault: Fault, before: usize) -> Fault {
    match fault {
        Fault::Refused { code, message, more, at } => {
            Fault::Refused { code, message, more, at: at.map(|at| at + before) }
        }
        Fault::TimedOut | Fault::Lost(_) => fault,
    }
}
