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

const FILE: &str = "progress.sqlite3";
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
        let (connection, opened) = match schema::connect(&file, patience) {
            Ok(connection) => (connection, Opened::Ready),
            Err(StoreError::Damaged { .. }) if !lock::is_in_use(folder)? => {
                let (aside, saved) = recover::set_aside(&file, Utc::now())?;
                (schema::connect(&file, patience)?, Opened::SetAside { file: aside, saved })
            }
            Err(error) => return Err(error),
        };
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
        let saved = self.after(0)?;
        Ok(saved.iter().filter_map(Saved::event).collect())
    }

    /// The events that other processes appended since `events` or `news` was called last. Quick when there are none.
    pub fn news(&mut self) -> Result<Vec<Event>, StoreError> {
        let saved = self.after(self.seen.get())?;
        let own = std::mem::take(&mut self.own);
        Ok(saved.iter().filter(|saved| !own.contains(&saved.id)).filter_map(Saved::event).collect())
    }

    /// The files kept with the newest event of an exercise that `wanted` accepts.
    pub fn snapshot(
        &self,
        exercise: &ExerciseId,
        track: Track,
        wanted: &dyn Fn(&Event) -> bool,
    ) -> Result<Option<Files>, StoreError> {
        let id = self.newest(exercise, track, wanted).map_err(|source| self.failed(source))?;
        let Some(id) = id else { return Ok(None) };
        let mut files = Files::new();
        for (name, hash, bytes) in self.files(id).map_err(|source| self.failed(source))? {
            if self::hash(&bytes) != hash {
                let why = format!("the kept file {name} is not what it was");
                return Err(StoreError::Damaged { file: self.file.clone(), why });
            }
            files.insert(name, bytes);
        }
        Ok((!files.is_empty()).then_some(files))
    }

    fn failed(&self, source: rusqlite::Error) -> StoreError {
        StoreError::database(&self.file, source)
    }

    fn after(&self, id: i64) -> Result<Vec<Saved>, StoreError> {
        let read = || {
            let mut read =
                self.connection.prepare_cached("select id, at, body from event where id > ?1 order by id")?;
            read.query_map([id], Saved::read)?.collect::<Result<Vec<_>, _>>()
        };
        let saved = read().map_err(|source| self.failed(source))?;
        if let Some(last) = saved.last() {
            self.seen.set(last.id);
        }
        Ok(saved)
    }

    fn newest(
        &self,
        exercise: &ExerciseId,
        track: Track,
        wanted: &dyn Fn(&Event) -> bool,
    ) -> Result<Option<i64>, rusqlite::Error> {
        let mut read = self.connection.prepare_cached(
            "select id, at, body from event
             where body ->> '$.exercise' = ?1 and (body ->> '$.track' = ?2 or body ->> '$.shared') order by id desc",
        )?;
        let rows = read.query_map([exercise.as_str(), track.as_str()], Saved::read)?;
        for saved in rows {
            let saved = saved?;
            if saved.event().is_some_and(|event| wanted(&event)) {
                return Ok(Some(saved.id));
            }
        }
        Ok(None)
    }

    fn files(&self, event: i64) -> Result<Vec<(String, String, Vec<u8>)>, rusqlite::Error> {
        let mut read = self
            .connection
            .prepare_cached("select name, hash, bytes from snapshot join blob using (hash) where event = ?1")?;
        read.query_map([event], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
    }
}

/// An event as it stands in the database.
#[derive(Debug)]
struct Saved {
    id: i64,
    at: String,
    body: String,
}

impl Saved {
    fn read(row: &Row<'_>) -> Result<Self, rusqlite::Error> {
        Ok(Saved { id: row.get(0)?, at: row.get(1)?, body: row.get(2)? })
    }

    /// What it means. What a newer version wrote is unknown; without a time it is no event.
    fn event(&self) -> Option<Event> {
        let at = DateTime::parse_from_rfc3339(&self.at).ok()?.to_utc();
        Some(Event { at, what: serde_json::from_str(&self.body).unwrap_or(What::Unknown) })
    }

    fn is_whole(&self) -> bool {
        self.event().is_some() && serde_json::from_str::<serde_json::Value>(&self.body).is_ok()
    }
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
