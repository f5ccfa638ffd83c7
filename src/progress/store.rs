//! The file with all events and snapshots: an append-only `SQLite` database.

use std::cell::Cell;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, Row, TransactionBehavior, params};

use super::{Event, What};
use crate::check::Files;
use crate::id::{ExerciseId, Track};

mod error;
mod lock;
mod recover;
mod schema;

pub use error::StoreError;

use error::io;
use schema::Look;

const FILE: &str = "progress.sqlite3";
const LOG: &str = "progress.sqlite3-wal";
/// Stands beside a file that turned out to be damaged while it was used.
const SUSPECT: &str = "progress.suspect";
/// How long another process may keep the database from us. A terminal UI stands still meanwhile.
const PATIENCE: Duration = Duration::from_secs(3);

/// How opening went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// As usual.
    Ready,
    /// The file was damaged; it was set aside and a new one begun.
    SetAside {
        /// What the damaged file is called now.
        file: PathBuf,
        /// How many events could be read and stand in the new file.
        saved: usize,
    },
}

impl Opened {
    /// What the learner should know, if anything.
    pub fn notice(&self) -> Option<String> {
        match self {
            Opened::Ready => None,
            Opened::SetAside { file, saved } => Some(format!(
                "Your progress file was damaged. {saved} events could be saved; the damaged file is kept as {}.",
                file.display()
            )),
        }
    }
}

/// The open file. Several processes may have it open at the same time.
#[derive(Debug)]
pub struct Store {
    file: PathBuf,
    connection: Connection,
    /// The newest event that was given out.
    seen: Cell<i64>,
    /// What this store itself appended after it.
    own: Vec<i64>,
    _in_use: File,
}

impl Store {
    /// Opens `<folder>/progress.sqlite3`, makes it if need be, and brings its format up to date.
    pub fn open(folder: &Path) -> Result<(Store, Opened), StoreError> {
        Self::open_within(folder, PATIENCE)
    }

    fn open_within(folder: &Path, patience: Duration) -> Result<(Store, Opened), StoreError> {
        create(folder).map_err(io("create", folder))?;
        let file = folder.join(FILE);
        if file.is_dir() {
            return Err(io("open", &file)(std::io::ErrorKind::IsADirectory.into()));
        }
        let _opening = lock::opening(folder, patience)?;
        let suspect = folder.join(SUSPECT);
        // The log of a process that closed the database is gone. One that was killed, or a power cut, leaves it behind.
        let unclean = folder.join(LOG).exists() && !lock::is_in_use(folder)?;
        let look = if unclean || suspect.exists() { Look::Thorough } else { Look::Quick };
        let (connection, opened) = match schema::connect(&file, patience, look) {
            Ok(connection) => (connection, Opened::Ready),
            Err(StoreError::Damaged { .. }) if !lock::is_in_use(folder)? => {
                let (aside, saved) = recover::set_aside(&file, Utc::now())?;
                (schema::connect(&file, patience, Look::Quick)?, Opened::SetAside { file: aside, saved })
            }
            Err(error) => return Err(error),
        };
        let _ = fs::remove_file(&suspect);
        let in_use = lock::in_use(folder)?;
        Ok((Store { file, connection, seen: Cell::new(0), own: Vec::new(), _in_use: in_use }, opened))
    }

    /// The events of a folder whose store cannot be opened, as far as they can be read; writes nothing there. For a tutor
    /// that goes on without remembering more.
    pub fn peek(folder: &Path) -> Result<Vec<Event>, StoreError> {
        let mut events = Vec::new();
        let wreck = recover::Wreck::of(&folder.join(FILE), &std::env::temp_dir())?;
        wreck.events(|saved| {
            events.extend(saved.event());
            Ok::<(), StoreError>(())
        })?;
        Ok(events)
    }

    /// Appends one event, with the files that it is about. Durable when it returns: neither the end of this process nor a
    /// power cut takes it back.
    pub fn append(&mut self, event: &Event, files: Option<&Files>) -> Result<(), StoreError> {
        let at = event.at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
        let body = serde_json::to_string(&event.what)?;
        let id = insert(&mut self.connection, &at, &body, files).map_err(|source| self.failed(source))?;
        self.own.push(id);
        Ok(())
    }

    /// All events in the order in which they were appended. Also those of other processes.
    pub fn events(&self) -> Result<Vec<Event>, StoreError> {
        Ok(self.after(0)?.into_iter().filter_map(|(_, event)| event).collect())
    }

    /// The events that other processes appended since `events` or `news` was called last. Quick when there are none.
    pub fn news(&mut self) -> Result<Vec<Event>, StoreError> {
        let rows = self.after(self.seen.get())?;
        let own = std::mem::take(&mut self.own);
        Ok(rows.into_iter().filter(|(id, _)| !own.contains(id)).filter_map(|(_, event)| event).collect())
    }

    /// The files kept with the newest event of an exercise that `wanted` accepts. A file that is no longer what was kept
    /// is left out.
    pub fn snapshot(
        &self,
        exercise: &ExerciseId,
        track: Track,
        wanted: &dyn Fn(&Event) -> bool,
    ) -> Result<Option<Files>, StoreError> {
        let id = self.newest(exercise, track, wanted).map_err(|source| self.failed(source))?;
        let Some(id) = id else { return Ok(None) };
        let files = kept_files(&self.connection, id).map_err(|source| self.failed(source))?;
        Ok((!files.is_empty()).then_some(files))
    }

    /// What the database said. When it is damaged, the next start looks at every page.
    fn failed(&self, source: rusqlite::Error) -> StoreError {
        let error = StoreError::database(&self.file, source);
        if matches!(error, StoreError::Damaged { .. }) {
            let _ = fs::write(self.file.with_file_name(SUSPECT), "");
        }
        error
    }

    fn after(&self, id: i64) -> Result<Vec<(i64, Option<Event>)>, StoreError> {
        let rows = || {
            let mut query =
                self.connection.prepare_cached("select id, at, body from event where id > ?1 order by id")?;
            query.query_map([id], read)?.collect::<Result<Vec<_>, _>>()
        };
        let rows = rows().map_err(|source| self.failed(source))?;
        if let Some((last, _)) = rows.last() {
            self.seen.set(*last);
        }
        Ok(rows)
    }

    fn newest(
        &self,
        exercise: &ExerciseId,
        track: Track,
        wanted: &dyn Fn(&Event) -> bool,
    ) -> Result<Option<i64>, rusqlite::Error> {
        let mut query = self.connection.prepare_cached(
            "select id, at, body from event
             where body ->> '$.exercise' = ?1 and (body ->> '$.track' = ?2 or body ->> '$.shared') order by id desc",
        )?;
        for row in query.query_map([exercise.as_str(), track.as_str()], read)? {
            let (id, event) = row?;
            if event.is_some_and(|event| wanted(&event)) {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }
}

/// What stands in the database for an event. What a newer version wrote is unknown; without a time it is no event.
fn decode(at: &str, body: &str) -> Option<Event> {
    let at = DateTime::parse_from_rfc3339(at).ok()?.to_utc();
    Some(Event { at, what: serde_json::from_str(body).unwrap_or(What::Unknown) })
}

/// A row of id, time and body.
fn read(row: &Row<'_>) -> Result<(i64, Option<Event>), rusqlite::Error> {
    let text = |column| row.get_ref(column).map(|value| value.as_str().unwrap_or_default());
    Ok((row.get(0)?, decode(text(1)?, text(2)?)))
}

/// Immediate, because a transaction that begins by reading cannot wait for another writer later.
fn insert(connection: &mut Connection, at: &str, body: &str, files: Option<&Files>) -> Result<i64, rusqlite::Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.prepare_cached("insert into event (at, body) values (?1, ?2)")?.execute([at, body])?;
    let id = transaction.last_insert_rowid();
    for (name, bytes) in files.into_iter().flatten() {
        insert_file(&transaction, id, name, bytes)?;
    }
    transaction.commit()?;
    Ok(id)
}

/// Equal contents are kept once.
fn insert_file(connection: &Connection, event: i64, name: &str, bytes: &[u8]) -> Result<(), rusqlite::Error> {
    let hash = hash(bytes);
    let kept = connection.prepare_cached("select 1 from blob where hash = ?1")?.exists([&hash])?;
    if !kept {
        connection.prepare_cached("insert into blob (hash, bytes) values (?1, ?2)")?.execute(params![hash, bytes])?;
    }
    connection
        .prepare_cached("insert into snapshot (event, name, hash) values (?1, ?2, ?3)")?
        .execute(params![event, name, hash])?;
    Ok(())
}

/// The files of an event that are what they were.
fn kept_files(connection: &Connection, event: i64) -> Result<Files, rusqlite::Error> {
    let mut query =
        connection.prepare_cached("select name, hash, bytes from snapshot join blob using (hash) where event = ?1")?;
    let rows =
        query.query_map([event], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, Vec<u8>>(2)?)))?;
    rows.filter(|row| row.as_ref().map_or(true, |(_, hash, bytes)| self::hash(bytes) == *hash))
        .map(|row| row.map(|(name, _, bytes)| (name, bytes)))
        .collect()
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Makes the folder, for this user alone.
fn create(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests;
