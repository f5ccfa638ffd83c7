//! What programs sent to the server, read from its own log: on all versions, with parameters, in order.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::link::{Link, Stopped};
use super::split::statements;
use super::{OURS, failed};
use crate::process::Cancel;
use crate::service::ServiceError;
use crate::service::secret::secret;

/// What the server may take to write down what it was told.
const PATIENCE: Duration = Duration::from_secs(5);
/// A log that is longer is emptied when nobody looks at it.
const LONGEST: u64 = 16 * 1024 * 1024;

/// A statement that a program sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its text, with `$1` where a parameter goes.
    pub text: String,
    /// The parameters that were sent beside it, as text; none is NULL.
    pub parameters: Vec<Option<String>>,
    /// The number of the server's process that ran it: the same for all statements of one connection.
    pub connection: i32,
}

/// A moment, for [`super::Database::statements_since`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark(u64);

/// The log of one server.
#[derive(Debug)]
pub(super) struct Log {
    file: PathBuf,
    /// Where a row of it begins that was not looked at yet when this was last set.
    latest: Mutex<u64>,
}

/// One row: what matters of it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Row {
    database: String,
    connection: String,
    severity: String,
    message: String,
    detail: String,
    application: String,
}

impl Log {
    pub(super) fn new(file: PathBuf) -> Self {
        Log { file, latest: Mutex::new(0) }
    }

    /// Now: all that was sent before is before it.
    pub(super) fn mark(&self, link: &Link, cancel: &Cancel) -> Result<Mark, ServiceError> {
        let from = *self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, end) = self.rows(from, link, cancel)?;
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = end;
        Ok(Mark(end))
    }

    /// What programs sent to a database since then.
    pub(super) fn since(
        &self,
        mark: &Mark,
        database: &str,
        link: &Link,
        cancel: &Cancel,
    ) -> Result<Vec<Statement>, ServiceError> {
        let (rows, _) = self.rows(mark.0, link, cancel)?;
        Ok(rows.iter().filter(|row| row.database == database && row.application != OURS).flat_map(Row::sent).collect())
    }

    /// Empties it if it has become long. To be called when there is no mark.
    pub(super) fn tidy(&self) {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let length = self.file.metadata().map_or(0, |file| file.len());
        // The server appends: what it writes next comes to the beginning.
        if length > LONGEST && File::options().write(true).open(&self.file).is_ok_and(|file| file.set_len(0).is_ok()) {
            *latest = 0;
        }
    }

    /// The rows from there until now, and where the next one begins.
    fn rows(&self, from: u64, link: &Link, cancel: &Cancel) -> Result<(Vec<Row>, u64), ServiceError> {
        // All backends write to one pipe: when this is in the log, all is that was sent before.
        let now = secret();
        link.batch(&format!("DO $$ BEGIN RAISE LOG '{now}'; END $$"), cancel).map_err(Stopped::into_error)?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            let (from, bytes) = read(&self.file, from).map_err(|error| failed(format!("keeps no log: {error}")))?;
            let text = String::from_utf8_lossy(&bytes);
            if text.contains(&now) {
                let mut rows = Vec::new();
                let mut rest = bytes.as_slice();
                while let Some((row, length)) = row(rest) {
                    rest = rest.get(length..).unwrap_or_default();
                    if row.message == now {
                        let end = from + u64::try_from(bytes.len() - rest.len()).unwrap_or_default();
                        return Ok((rows, end));
                    }
                    rows.push(row);
                }
            }
            if cancel.is_cancelled() {
                return Err(ServiceError::Cancelled);
            }
            if Instant::now() >= deadline {
                return Err(failed("does not write down what it is told"));
            }
            thread::sleep(Duration::from_millis(1));
        }
    }
}

/// The bytes from there on; from the beginning if the file was emptied meanwhile.
fn read(file: &Path, from: u64) -> io::Result<(u64, Vec<u8>)> {
    let mut file = File::open(file)?;
    let from = if from > file.metadata()?.len() { 0 } else { from };
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok((from, bytes))
}

/// The first row, and how many bytes it has; none if it is not there in full.
fn row(bytes: &[u8]) -> Option<(Row, usize)> {
    let mut fields = vec![Vec::new()];
    let mut quoted = false;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => {
                // A doubled quote is one.
                if !quoted && at > 0 && bytes.get(at - 1) == Some(&b'"') {
                    fields.last_mut()?.push(b'"');
                }
                quoted = !quoted;
            }
            b',' if !quoted => fields.push(Vec::new()),
            b'\n' if !quoted => {
                let text = |index: usize| {
                    fields.get(index).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
                };
                let row = Row {
                    database: text(2),
                    connection: text(3),
                    severity: text(11),
                    message: text(13),
                    detail: text(14),
                    application: text(22),
                };
                return Some((row, at + 1));
            }
            other => fields.last_mut()?.push(*other),
        }
    }
    None
}

impl Row {
    /// The statements that it tells of.
    fn sent(&self) -> Vec<Statement> {
        let connection = self.connection.parse().unwrap_or_default();
        let statement = |text: &str, parameters| Statement { text: text.trim().to_owned(), parameters, connection };
        if let Some(sql) = self.message.strip_prefix("statement: ") {
            let parts = statements(sql).into_iter().filter_map(|range| sql.get(range));
            return parts.map(|one| statement(one, Vec::new())).collect();
        }
        // The next rows of a statement that is written down already.
        if self.message.starts_with("execute fetch from ") {
            return Vec::new();
        }
        let executed = self.message.strip_prefix("execute ").and_then(|rest| rest.split_once(": "));
        executed.map(|(_, sql)| statement(sql, parameters(&self.detail))).into_iter().collect()
    }
}

/// `parameters: $1 = 'it''s', $2 = NULL`
fn parameters(detail: &str) -> Vec<Option<String>> {
    let mut found = Vec::new();
    let mut rest = detail;
    while let Some((_, value)) = rest.split_once(" = ") {
        let Some(quoted) = value.strip_prefix('\'') else {
            found.push(None);
            rest = value;
            continue;
        };
        let mut text = String::new();
        let mut characters = quoted.char_indices();
        let mut end = quoted.len();
        while let Some((at, one)) = characters.next() {
            if one != '\'' {
                text.push(one);
            } else if quoted.get(at + 1..).is_some_and(|rest| rest.starts_with('\'')) {
                text.push(one);
                characters.next();
            } else {
                end = at + 1;
                break;
            }
        }
        found.push(Some(text));
        rest = quoted.get(end..).unwrap_or_default();
    }
    found
}

/// Why a server did not start, by its log.
pub(super) fn why_it_ended(file: &Path) -> Option<String> {
    let (_, bytes) = read(file, 0).ok()?;
    let mut rest = bytes.as_slice();
    let mut why = None;
    while let Some((row, length)) = row(rest) {
        rest = rest.get(length..).unwrap_or_default();
        if matches!(row.severity.as_str(), "FATAL" | "PANIC") {
            why = Some(row.message);
        }
    }
    why
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_may_have_several_lines() {
        let line = "t,\"learner\",\"shop_1\",42,\"\",s,1,\"SELECT\",t,3/1,0,LOG,00000,\"statement: SELECT \"\"a\"\",\n'b,c'\",,,,,,,,,\"app\",\"client backend\",,0\nrest";
        let (row, length) = row(line.as_bytes()).unwrap();
        assert_eq!(line.get(length..), Some("rest"));
        assert_eq!(row.database, "shop_1");
        assert_eq!(row.message, "statement: SELECT \"a\",\n'b,c'");
        assert_eq!(row.application, "app");
        assert_eq!(
            row.sent(),
            [Statement { text: "SELECT \"a\",\n'b,c'".into(), parameters: Vec::new(), connection: 42 }]
        );
        assert!(super::row(b"t,\"half\n,").is_none());
    }

    #[test]
    fn parameters_are_read() {
        assert_eq!(
            parameters("parameters: $1 = 'it''s = 5, ', $2 = NULL, $3 = ''"),
            [Some("it's = 5, ".to_owned()), None, Some(String::new())]
        );
        assert_eq!(parameters("Parameters: $1 = '1'"), [Some("1".to_owned())]);
        assert_eq!(parameters(""), [None::<String>; 0]);
    }

    #[test]
    fn what_is_sent_with_a_name_or_in_parts_counts_once() {
        let sent = |message: &str| {
            let row = Row { message: message.to_owned(), ..Row::default() };
            row.sent().into_iter().map(|one| one.text).collect::<Vec<_>>()
        };
        assert_eq!(sent("execute <unnamed>: SELECT 1: 2"), ["SELECT 1: 2"]);
        assert_eq!(sent("execute s0/p1: SELECT 1"), ["SELECT 1"]);
        assert_eq!(sent("execute fetch from s0/p1: SELECT 1"), [""; 0]);
        assert_eq!(sent("statement: BEGIN; SELECT 1"), ["BEGIN", "SELECT 1"]);
        assert_eq!(sent("connection received"), [""; 0]);
    }
}
