//! Private folders: in use as long as their lock is held, and removed whatever a program did to them.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::io as failed_to;
use crate::check::CheckError;

const PREFIX: &str = "roadmap-run-";
/// The file that marks a folder as ours. It is locked while its tutor lives.
const LOCK: &str = ".roadmap-run";
const WORK: &str = "work";

/// A new folder with an empty one in it, for programs. Both are removed when it is dropped.
pub struct Room {
    dir: TempDir,
    lock: Option<File>,
    work: PathBuf,
}

impl Room {
    /// A room of its own.
    pub fn new() -> Result<Self, CheckError> {
        Self::make().map_err(|source| failed_to("making a private folder".to_owned(), source))
    }

    fn make() -> io::Result<Self> {
        let dir = tempfile::Builder::new().prefix(PREFIX).tempdir()?;
        // Another tutor that is just sweeping must not find it unlocked.
        let unlocked = dir.path().join("unlocked");
        let lock = File::create_new(&unlocked)?;
        lock.try_lock()?;
        fs::rename(unlocked, dir.path().join(LOCK))?;
        let work = dir.path().join(WORK);
        fs::create_dir(&work)?;
        // A runtime resolves links in the names that it prints. (On Windows the resolved form is one that many cannot
        // read.)
        let work = if cfg!(windows) { work } else { work.canonicalize()? };
        Ok(Room { dir, lock: Some(lock), work })
    }

    /// The folder around, for what a program need not see.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// The folder for programs.
    pub fn work(&self) -> &Path {
        &self.work
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // Not every system removes what is open.
        self.lock = None;
        remove(self.dir.path());
    }
}

/// Removes what a tutor that no longer exists has left, such as after `kill -9`.
pub fn sweep() {
    let entries = fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX)) {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let lock = File::options().write(true).open(entry.path().join(LOCK));
        if is_folder && lock.is_ok_and(|lock| lock.try_lock().is_ok()) {
            remove(&entry.path());
        }
    }
}

fn remove(folder: &Path) {
    // A program may have taken away the rights to its own folders.
    if fs::remove_dir_all(folder).is_err() {
        open_up(folder);
        let _ = fs::remove_dir_all(folder);
    }
}

#[cfg(unix)]
fn open_up(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let _ = fs::set_permissions(&folder, fs::Permissions::from_mode(0o700));
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        folders.extend(entries.filter(|one| one.file_type().is_ok_and(|kind| kind.is_dir())).map(|one| one.path()));
    }
}

#[cfg(not(unix))]
fn open_up(_folder: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_swept_when_nobody_holds_its_lock() {
        let (used, mut left) = (Room::new().unwrap(), Room::new().unwrap());
        left.lock = None;
        sweep();
        assert!(used.work().is_dir());
        assert!(!left.path().exists());
    }

    #[test]
    fn a_folder_of_somebody_else_is_not_swept() {
        let other = tempfile::Builder::new().prefix(PREFIX).tempdir().unwrap();
        sweep();
        assert!(other.path().is_dir());
    }

    #[cfg(unix)]
    #[test]
    fn locked_folders_are_removed_too() {
        use std::os::unix::fs::PermissionsExt;
        let room = Room::new().unwrap();
        let path = room.path().to_owned();
        fs::create_dir_all(room.work().join("a/b")).unwrap();
        for name in ["a/b", "a", ""] {
            fs::set_permissions(room.work().join(name), fs::Permissions::from_mode(0o000)).unwrap();
        }
        drop(room);
        assert!(!path.exists());
    }
}
