//! Private folders of servers: in use as long as their lock is held, and swept when their tutor is gone.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::{postgres, user};
use crate::process::{self, User};

const PREFIX: &str = "roadmap-service-";
/// The file that marks a folder as ours. It is locked while its tutor lives.
const LOCK: &str = ".roadmap-service";
/// The path of a socket may have 103 bytes on some systems; this leaves room for our own folder and the socket's name.
const LONGEST_PARENT: usize = 60;
/// The folder that is kept in memory, on Linux.
const MEMORY: &str = "/dev/shm";
/// Bytes: some two hundred databases and what they leave in the log.
#[cfg(target_os = "linux")]
const ROOMY: u64 = 4 << 30;
/// What a server may take to end by itself after its tutor is gone.
const PATIENCE: Duration = Duration::from_secs(6);

/// A private folder of a server, which owns it.
#[derive(Debug)]
pub(super) struct Room {
    dir: TempDir,
    lock: Option<File>,
}

impl Room {
    /// A new one for a server that runs as this user.
    pub(super) fn new(user: Option<User>) -> io::Result<Self> {
        let parents = parents();
        let good = |parent: &&PathBuf| {
            parent.as_os_str().len() <= LONGEST_PARENT && user::reaches(user, parent) && is_roomy(parent)
        };
        let parent = parents.iter().find(good).or(parents.first()).ok_or(io::ErrorKind::NotFound)?;
        Self::within(parent, user)
    }

    pub(super) fn within(parent: &Path, user: Option<User>) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let dir = builder.prefix(PREFIX).tempdir_in(parent)?;
        // Another tutor that is just sweeping must not find it unlocked.
        let unlocked = dir.path().join("unlocked");
        let lock = File::create_new(&unlocked)?;
        lock.try_lock()?;
        fs::rename(unlocked, dir.path().join(LOCK))?;
        user::give(dir.path(), user)?;
        Ok(Room { dir, lock: Some(lock) })
    }

    pub(super) fn path(&self) -> &Path {
        self.dir.path()
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // Not every system removes what is open.
        self.lock = None;
        let _ = fs::remove_dir_all(self.dir.path());
    }
}

/// Where rooms may be, best first: in memory, where a database is made in a third of the time that a disk takes, unless
/// somebody chose a folder.
fn parents() -> Vec<PathBuf> {
    let mut parents = vec![std::env::temp_dir()];
    if cfg!(target_os = "linux") && std::env::var_os("TMPDIR").is_none() {
        parents.insert(0, MEMORY.into());
    }
    if cfg!(unix) && !parents.contains(&PathBuf::from("/tmp")) {
        parents.push("/tmp".into());
    }
    parents
}

/// Whether memory, which a container may have little of, has room for the databases of a whole run; a disk always has.
fn is_roomy(parent: &Path) -> bool {
    #[cfg(target_os = "linux")]
    if parent == Path::new(MEMORY) {
        return rustix::fs::statvfs(parent).is_ok_and(|memory| memory.f_bavail * memory.f_frsize >= ROOMY);
    }
    let _ = parent;
    true
}

/// Removes the rooms of tutors that are gone. Their servers are given the time to end in order.
pub(super) fn sweep() {
    let deadline = Instant::now() + PATIENCE;
    let entries = parents().into_iter().filter_map(|parent| fs::read_dir(parent).ok()).flatten().flatten();
    let left = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX)).map(|one| one.path());
    for room in left.filter(|room| is_left(room)).collect::<Vec<_>>() {
        while postgres::is_served(&room) && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(10));
        }
        // What a server that was killed has left does not look whether it is still there.
        while process::end_within(&room) > 0 && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(1));
        }
        postgres::free_memory(&room);
        let _ = fs::remove_dir_all(room);
    }
}

fn is_left(room: &Path) -> bool {
    let is_folder = room.symlink_metadata().is_ok_and(|one| one.is_dir());
    is_folder && File::options().write(true).open(room.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_swept_when_nobody_holds_its_lock() {
        let (used, mut left) = (Room::new(None).unwrap(), Room::new(None).unwrap());
        #[cfg(unix)]
        {
            let mode = std::os::unix::fs::PermissionsExt::mode(&used.path().metadata().unwrap().permissions());
            assert_eq!(mode & 0o777, 0o700);
        }
        left.lock = None;
        sweep();
        assert!(used.path().is_dir());
        assert!(!left.path().exists());
    }

    #[test]
    fn a_folder_of_somebody_else_is_not_swept() {
        let other = tempfile::Builder::new().prefix(PREFIX).tempdir().unwrap();
        sweep();
        assert!(other.path().is_dir());
    }
}
