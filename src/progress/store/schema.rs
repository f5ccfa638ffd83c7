//! The format of the database, and how a connection is set up.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use super::error::{StoreError, io};

/// The format that this version writes: the number of migrations. It stands in `PRAGMA user_version`.
pub(super) const FORMAT: i64 = 1;

/// Each brings the format up by one. Never change one that was released: add another.
const MIGRATIONS: [&str; 1] = ["
create table event (
    id integer primary key,
    at text not null,
    body text not null check (json_valid(body)),
    what text generated always as (body ->> '$.what') virtual
) strict;

create table blob (hash text primary key, bytes blob not null) strict;

create table snapshot (
    event integer not null references event,
    name text not null,
    hash text not null references blob,
    primary key (event, name)
) strict, without rowid;

create trigger event_is_new before insert on event when exists (select 1 from event where id = new.id)
    begin select raise(abort, 'events are never replaced'); end;
create trigger event_stays before update on event begin select raise(abort, 'events are never changed'); end;
create trigger event_remains before delete on event begin select raise(abort, 'events are never deleted'); end;
create trigger blob_stays before update on blob begin select raise(abort, 'snapshots are never changed'); end;
create trigger blob_remains before delete on blob begin select raise(abort, 'snapshots are never deleted'); end;
create trigger snapshot_stays before update on snapshot begin select raise(abort, 'snapshots are never changed'); end;
create trigger snapshot_remains before delete on snapshot begin select raise(abort, 'snapshots are never deleted'); end;
"];

/// How closely a database is looked at when it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// At its events, which are read anyway.
    Quick,
    /// At every page, when there is reason to. Takes ten times as long.
    Thorough,
}

/// Opens a database of our format, or makes it. Call it while nobody else opens the same file: neither the change to
/// write-ahead logging nor the migrations take part in the database's own locking.
pub(super) fn connect(file: &Path, patience: Duration, look: Look) -> Result<Connection, StoreError> {
    let failed = |source| StoreError::database(file, source);
    refuse_newer(file, format_in_header(file)?)?;
    if size(file) == 0 && size(&with(file, "-wal")) > 0 {
        // The engine would delete the log, which may hold everything.
        return Err(StoreError::Damaged { file: file.to_owned(), why: "it is empty, but its log is not".to_owned() });
    }
    // Without the flag for URIs, which would give names such as `file:x` a meaning.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(file, flags).map_err(failed)?;
    connection.busy_timeout(patience).map_err(failed)?;
    // What is newer or damaged stays as it is to the last byte: closing must not write its log into it, nor is it changed
    // to write-ahead logging before it was looked at.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map_err(failed)?;
    // The newest format may stand in the log alone.
    let format = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(failed)?;
    refuse_newer(file, format)?;
    if let Some(why) = damage(&connection, format, look).map_err(failed)? {
        return Err(StoreError::Damaged { file: file.to_owned(), why });
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map_err(failed)?;

    connection.pragma_update(None, "journal_mode", "wal").map_err(failed)?;
    // What was appended survives the death of the process with any setting. With this one it survives a power cut too.
    connection.pragma_update(None, "synchronous", "full").map_err(failed)?;
    connection.pragma_update(None, "foreign_keys", true).map_err(failed)?;
    if format < FORMAT {
        migrate(file, &mut connection)?;
    }
    Ok(connection)
}

fn refuse_newer(file: &Path, found: i64) -> Result<(), StoreError> {
    if found > FORMAT { Err(StoreError::Newer { file: file.to_owned(), found, known: FORMAT }) } else { Ok(()) }
}

/// The format in the file's own bytes, read without the database engine, which might write; 0 when there is none.
/// See "The Database Header" in <https://www.sqlite.org/fileformat.html>.
fn format_in_header(file: &Path) -> Result<i64, StoreError> {
    let mut header = Vec::new();
    match fs::File::open(file) {
        Ok(open) => open.take(64).read_to_end(&mut header).map_err(io("read", file))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(io("read", file)(error)),
    };
    let is_database = header.starts_with(b"SQLite format 3\0") && header.get(21..24) == Some(&[64, 32, 32]);
    let format = header.last_chunk::<4>().filter(|_| is_database && header.len() == 64);
    Ok(format.map_or(0, |bytes| i64::from(i32::from_be_bytes(*bytes))))
}

fn size(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |found| found.len())
}

/// A file that belongs to a database, by what is added to its name.
pub(super) fn with(file: &Path, part: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(part);
    name.into()
}

fn migrate(file: &Path, connection: &mut Connection) -> Result<(), StoreError> {
    let migrations = Migrations::new(MIGRATIONS.into_iter().map(M::up).collect());
    migrations.to_latest(connection).map_err(|error| {
        if let rusqlite_migration::Error::RusqliteError { err, .. } = error {
            StoreError::database(file, err)
        } else {
            io("bring up to date", file)(std::io::Error::other(error))
        }
    })
}

/// What is wrong with a database that says to be of this format: with its tables or its pages.
fn damage(connection: &Connection, format: i64, look: Look) -> Result<Option<String>, rusqlite::Error> {
    let sql = "select count(*) from sqlite_schema where type = 'table' and name in ('event', 'blob', 'snapshot')";
    let tables: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    if tables != if format == 0 { 0 } else { 3 } {
        return Ok(Some(format!("it has {tables} of the tables of format {format}")));
    }
    if tables == 0 {
        return Ok(None);
    }
    match look {
        Look::Quick => {
            connection.query_row("select sum(length(body)) from event", [], |_| Ok(()))?;
            Ok(None)
        }
        Look::Thorough => {
            let found: String = connection.query_row("pragma quick_check(1)", [], |row| row.get(0))?;
            Ok((found != "ok").then_some(found))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_are_valid_and_counted() {
        Migrations::new(MIGRATIONS.into_iter().map(M::up).collect()).validate().unwrap();
        assert_eq!(FORMAT, i64::try_from(MIGRATIONS.len()).unwrap());
    }
}
