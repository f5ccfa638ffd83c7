//! Sets a damaged database aside, whole, and saves what can still be read of it.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OpenFlags, params};
use tempfile::TempDir;

use super::error::{StoreError, io};
use super::schema::{self, Look, with};
use super::{Event, decode, insert_file};

/// Files that belong to a database, by what is added to its name.
const PARTS: [&str; 3] = ["", "-wal", "-shm"];
/// Ids of events grow one by one. After so many in a row that cannot be read, there are no more.
const LONGEST_GAP: i64 = 10_000;

/// Puts a new database in the place of a damaged one, with all events that could be read. The damaged one is kept under
/// the name that is given back, with the number of these events. Nobody may be using it.
pub(super) fn set_aside(file: &Path, now: DateTime<Utc>) -> Result<(PathBuf, usize), StoreError> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let wreck = Wreck::of(file, folder)?;
    let fresh = wreck.copy.path().join("fresh.sqlite3");
    let saved = wreck.save_to(&fresh)?;

    let aside = free_name(folder, now);
    for part in PARTS {
        let (from, to) = (with(file, part), with(&aside, part));
        match fs::hard_link(&from, &to) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(_) => fs::copy(&from, &to).map(drop).map_err(io("copy", &from))?,
            Ok(()) => {}
        }
    }
    // The log goes first: it must never meet a database that it does not belong to.
    for part in PARTS.iter().skip(1) {
        match fs::remove_file(with(file, part)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(io("replace", file)(error)),
            Ok(()) | Err(_) => {}
        }
    }
    fs::rename(&fresh, file).map_err(io("replace", file))?;
    if cfg!(unix) {
        let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok((aside, saved))
}

fn free_name(folder: &Path, mut now: DateTime<Utc>) -> PathBuf {
    loop {
        let aside = folder.join(format!("progress.corrupt-{}.sqlite3", now.format("%Y%m%dT%H%M%S%3fZ")));
        if PARTS.iter().all(|part| with(&aside, part).symlink_metadata().is_err()) {
            return aside;
        }
        now += TimeDelta::milliseconds(1);
    }
}

/// An event as it stands in the database.
#[derive(Debug)]
pub(super) struct Saved {
    id: i64,
    at: String,
    body: String,
}

impl Saved {
    pub(super) fn event(&self) -> Option<Event> {
        decode(&self.at, &self.body)
    }

    fn is_whole(&self) -> bool {
        self.event().is_some() && serde_json::from_str::<serde::de::IgnoredAny>(&self.body).is_ok()
    }
}

/// A copy of a database that may not be written, or not be trusted.
pub(super) struct Wreck {
    connection: Option<Connection>,
    copy: TempDir,
}

impl Wreck {
    /// Copies a database into a private folder within `folder`. The original is only read.
    pub(super) fn of(file: &Path, folder: &Path) -> Result<Self, StoreError> {
        let copy = tempfile::Builder::new().prefix(".progress-").tempdir_in(folder).map_err(io("write to", folder))?;
        let old = copy.path().join("old.sqlite3");
        for part in PARTS.iter().take(2) {
            match fs::copy(with(file, part), with(&old, part)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(io("copy", file)(error)),
                Ok(_) | Err(_) => {}
            }
        }
        // Of an empty file the engine would delete the log. It takes the first page from there as well.
        if fs::metadata(&old).map_or(0, |found| found.len()) == 0 {
            fs::write(&old, [0; 512]).map_err(io("write to", folder))?;
        }
        let connection = Connection::open_with_flags(&old, OpenFlags::SQLITE_OPEN_READ_WRITE).ok();
        if let Some(connection) = &connection {
            // Without it, a database that lost its end is not read at all.
            let _ = connection.pragma_update(None, "writable_schema", true);
        }
        Ok(Wreck { connection, copy })
    }

    /// Calls `each` with every event that can be read, in order. One by one, because a broken page ends every longer read.
    pub(super) fn events<E>(&self, mut each: impl FnMut(Saved) -> Result<(), E>) -> Result<(), E> {
        let Some(Ok(mut read)) = self
            .connection
            .as_ref()
            .map(|connection| connection.prepare("select id, at, body from event where id = ?1"))
        else {
            return Ok(());
        };
        let (mut id, mut gap) = (0, 0);
        while gap < LONGEST_GAP {
            id += 1;
            match read.query_row([id], |row| Ok(Saved { id: row.get(0)?, at: row.get(1)?, body: row.get(2)? })) {
                Ok(saved) if saved.is_whole() => {
                    gap = 0;
                    each(saved)?;
                }
                Ok(_) | Err(_) => gap += 1,
            }
        }
        Ok(())
    }

    /// The files of an event that can be read and are what they were.
    fn files(&self, event: i64) -> Vec<(String, Vec<u8>)> {
        let sql = "select name, hash, (select bytes from blob where blob.hash = snapshot.hash) from snapshot where event = ?1";
        let Some(Ok(mut read)) = self.connection.as_ref().map(|connection| connection.prepare_cached(sql)) else {
            return Vec::new();
        };
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, Vec<u8>>(2)?));
        let Ok(rows) = read.query_map([event], row) else { return Vec::new() };
        rows.flatten()
            .filter(|(_, hash, bytes)| super::hash(bytes) == *hash)
            .map(|(name, _, bytes)| (name, bytes))
            .collect()
    }

    fn save_to(&self, fresh: &Path) -> Result<usize, StoreError> {
        let failed = |source| StoreError::database(fresh, source);
        let mut connection = schema::connect(fresh, Duration::ZERO, Look::Quick)?;
        let mut saved = 0;
        let transaction = connection.transaction().map_err(failed)?;
        let sql = "insert into event (id, at, body) values (?1, ?2, ?3)";
        self.events(|event| {
            transaction.prepare_cached(sql)?.execute(params![event.id, event.at, event.body])?;
            for (name, bytes) in self.files(event.id) {
                insert_file(&transaction, event.id, &name, &bytes)?;
            }
            saved += 1;
            Ok(())
        })
        .map_err(failed)?;
        transaction.commit().map_err(failed)?;
        // The new database moves as one file.
        connection.pragma_update(None, "journal_mode", "delete").map_err(failed)?;
        connection.close().map_err(|(_, source)| failed(source))?;
        fs::File::open(fresh).and_then(|fresh| sync(&fresh)).map_err(io("write", fresh))?;
        Ok(saved)
    }
}

/// Only Unix can sync a file that is open for reading; the database synced it already.
fn sync(file: &fs::File) -> io::Result<()> {
    if cfg!(unix) { file.sync_all() } else { Ok(()) }
}
