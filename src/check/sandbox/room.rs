//! Private folders: in use as long as their lock is held, and removed whatever a program did to them.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use super::io as failed_to;
use crate::check::CheckError;

const PREFIX: &str = "roadmap-run-";
/// The file that marks a folder as ours. It is locked while its tutor lives.
const LOCK: &str = ".roadmap-run";
/// What that file is called until it is locked.
const UNLOCKED: &str = "unlocked";
/// No tutor takes as long as this from making a folder to locking it, nor for removing an empty one.
const LONG: Duration = Duration::from_mins(1);
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
        let unlocked = dir.path().join(UNLOCKED);
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
    let ours = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX));
    for entry in ours.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
        let folder = entry.path();
        match File::options().write(true).open(folder.join(LOCK)) {
            Ok(lock) if lock.try_lock().is_ok() => remove(&folder),
            Ok(_) => {}
            Err(_) if is_old(&folder) => remove_unlocked(&folder),
            Err(_) => {}
        }
    }
}

fn is_old(folder: &Path) -> bool {
    let changed = fs::metadata(folder).and_then(|data| data.modified()).ok();
    changed.and_then(|moment| moment.elapsed().ok()).is_some_and(|age| age > LONG)
}

/// Removes what is left of a tutor that was killed before it had locked its folder, or when it had removed all within.
fn remove_unlocked(folder: &Path) {
    let _ = fs::remove_file(folder.join(UNLOCKED));
    // This fails where anything else is in it: then it is somebody else's.
    let _ = fs::remove_dir(folder);
}

fn remove(folder: &Path) {
    // A program may have taken away the rights to its own folders.
    if remove_all_but_the_lock(folder).is_err() {
        open_up(folder);
        let _ = remove_all_but_the_lock(folder);
    }
    let _ = fs::remove_dir_all(folder);
}

/// The lock says that the folder is ours: who is killed meanwhile leaves the rest to the next sweep.
fn remove_all_but_the_lock(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else if entry.file_name() != LOCK {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
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
    fn what_a_tutor_left_that_was_killed_with_no_lock_is_swept_when_it_is_old() {
        let folder = || tempfile::Builder::new().prefix(PREFIX).tempdir().unwrap();
        let (empty, unlocked, full, young) = (folder(), folder(), folder(), folder());
        fs::write(unlocked.path().join(UNLOCKED), "").unwrap();
        fs::write(full.path().join("note.txt"), "").unwrap();
        let before = std::time::SystemTime::now() - 2 * LONG;
        for old in [&empty, &unlocked, &full] {
            File::open(old.path()).unwrap().set_modified(before).unwrap();
        }
        sweep();
        let there = [&empty, &unlocked, &full, &young].map(|one| one.path().exists());
        assert_eq!(there, [false, false, true, true]);
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
