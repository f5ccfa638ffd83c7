//! Locks between processes, beside those of the database: who is opening it, and who is using it.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::error::{StoreError, io};

const PAUSE: Duration = Duration::from_millis(5);

/// Held while a database is opened, made, migrated or set aside. At most one process at a time has it.
pub(super) fn opening(folder: &Path, patience: Duration) -> Result<File, StoreError> {
    let name = folder.join("progress.opening.lock");
    let file = open(&name)?;
    let deadline = Instant::now() + patience;
    loop {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => return Err(StoreError::Locked { file: name }),
            // Some network disks know no locks; the database's own must do there.
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(file),
        }
    }
}

/// Says that a database is in use, for as long as the file lives. A process that ends, however it ends, lets go of it.
pub(super) fn in_use(folder: &Path) -> Result<File, StoreError> {
    let file = open(&folder.join(IN_USE))?;
    let _ = file.try_lock_shared();
    Ok(file)
}

/// Whether any process said that it uses the database. Asked under the lock for opening, so that none begins meanwhile.
pub(super) fn is_in_use(folder: &Path) -> Result<bool, StoreError> {
    Ok(matches!(open(&folder.join(IN_USE))?.try_lock(), Err(TryLockError::WouldBlock)))
}

const IN_USE: &str = "progress.in-use.lock";

fn open(name: &Path) -> Result<File, StoreError> {
    File::options().create(true).truncate(false).write(true).open(name).map_err(io("open", name))
}
