//! Why progress cannot be kept, and what to do next. In every case what is on the disk stays as it is.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why the store cannot be used. The tutor goes on without it, and says so.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Written by a newer version; left alone.
    #[error("{} was written by a newer version of roadmap (format {found}, this one knows {known}). It is left as it is: update roadmap, or use another folder with --data", file.display())]
    Newer {
        /// The file.
        file: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format that we know.
        known: i64,
    },
    /// Another process does not let go of it.
    #[error("another program keeps {} locked: close other windows of roadmap, or wait until a backup of it is done, then try again", file.display())]
    Locked {
        /// The file.
        file: PathBuf,
    },
    /// No space is left.
    #[error("the disk of {} is full: free some space, then do it again. What was kept before is safe", file.display())]
    Full {
        /// The file.
        file: PathBuf,
    },
    /// It may not be written.
    #[error("{} cannot be written ({why}): make its folder writable for you, or use another one with --data", file.display())]
    ReadOnly {
        /// The file.
        file: PathBuf,
        /// What the system said.
        why: String,
    },
    /// Its bytes make no sense.
    #[error("{} is damaged ({why}): close all windows of roadmap and start it again, which sets the file aside and saves what can still be read", file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A file or folder could not be used.
    #[error("cannot {what} {}: {source}. Move what is in the way, or use another folder with --data", file.display())]
    Io {
        /// `create`, `read`, ….
        what: &'static str,
        /// The file or folder.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What happened holds something that cannot be written down, such as the name of a folder that is not Unicode.
    #[error("this cannot be written down: {0}. Use names of plain Unicode text")]
    Event(#[from] serde_json::Error),
    /// Anything else that the database said.
    #[error("{} cannot be used: {source}. Start roadmap again; if that does not help, use another folder with --data", file.display())]
    Database {
        /// The file.
        file: PathBuf,
        /// What it said.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// What the database said about a file.
    pub(super) fn database(file: &Path, source: rusqlite::Error) -> Self {
        let (file, why) = (file.to_owned(), source.to_string());
        let code = source.sqlite_error_code();
        let is = |codes: &[ErrorCode]| code.is_some_and(|code| codes.contains(&code));
        if is(&[ErrorCode::DatabaseCorrupt, ErrorCode::NotADatabase]) {
            StoreError::Damaged { file, why }
        } else if is(&[ErrorCode::DatabaseBusy, ErrorCode::DatabaseLocked, ErrorCode::FileLockingProtocolFailed]) {
            StoreError::Locked { file }
        } else if is(&[ErrorCode::DiskFull]) {
            StoreError::Full { file }
        } else if is(&[ErrorCode::ReadOnly, ErrorCode::PermissionDenied, ErrorCode::CannotOpen]) {
            StoreError::ReadOnly { file, why }
        } else {
            StoreError::Database { file, source }
        }
    }
}

/// Makes the error of one step with one file.
pub(super) fn io(what: &'static str, file: &Path) -> impl FnOnce(io::Error) -> StoreError {
    move |source| {
        let (kind, file) = (source.kind(), file.to_owned());
        if matches!(kind, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) {
            StoreError::ReadOnly { file, why: source.to_string() }
        } else if matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
            StoreError::Full { file }
        } else {
            StoreError::Io { what, file, source }
        }
    }
}
