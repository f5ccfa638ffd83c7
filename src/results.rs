//! What was judged in earlier runs, kept by the hash of all that it depends on: equal inputs are not judged again.
//!
//! One small file for each result. It is written beside its place and moved there, and holds its own hash, so that several
//! runs at once, a `kill -9` or a full disk leave whole results or none.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::Serialize;
use serde::de::DeserializeOwned;

mod engine;
mod key;

pub use engine::Engine;
pub use key::{Inputs, Key, uses_servers};

/// How long a result is kept that nobody asks for.
const KEPT: Duration = Duration::from_hours(60 * 24);
/// How long a file may be unfinished while its run is still alive.
const UNFINISHED: Duration = Duration::from_hours(24);
/// A result that was asked for is marked as used once in this time.
const MARKED: Duration = Duration::from_hours(24);

/// The folder of the results, and what judges.
#[derive(Debug)]
pub struct Results {
    folder: PathBuf,
    engine: Engine,
}

impl Results {
    /// The results that this engine came to, kept below the folder of caches.
    pub fn new(data: &Path, engine: Engine) -> Self {
        Results { folder: data.join("cache").join("results"), engine }
    }

    /// What judges.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// What was kept under a key. What cannot be read, or is not whole, is as good as not there.
    pub fn get<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        let place = self.place(key);
        let text = fs::read_to_string(&place).ok()?;
        let (hash, body) = text.split_once('\n')?;
        if hash != sum(key, body) {
            return None;
        }
        let value = serde_json::from_str(body).ok()?;
        if age(&place).is_some_and(|age| age > MARKED) {
            // A result that cannot be marked is judged again some day.
            let _ = fs::File::options().append(true).open(&place).and_then(|file| file.set_modified(SystemTime::now()));
        }
        Some(value)
    }

    /// Keeps a result. What cannot be kept is judged again next time.
    pub fn put<T: Serialize>(&self, key: &Key, value: &T) {
        let _ = self.write(key, value);
        if key.is_one_in(64) {
            self.tidy(key);
        }
    }

    fn write<T: Serialize>(&self, key: &Key, value: &T) -> io::Result<()> {
        let place = self.place(key);
        let folder = place.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        let body = serde_json::to_string(value)?;
        let mut file = tempfile::Builder::new().prefix(PREFIX).tempfile_in(folder)?;
        file.write_all(sum(key, &body).as_bytes())?;
        file.write_all(b"\n")?;
        file.write_all(body.as_bytes())?;
        file.persist(&place)?;
        Ok(())
    }

    /// Removes what nobody has asked for in a long time, where a key lies.
    fn tidy(&self, key: &Key) {
        let place = self.place(key);
        let entries = place.parent().and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
        for entry in entries {
            let most = if entry.file_name().to_string_lossy().starts_with(PREFIX) { UNFINISHED } else { KEPT };
            if age(&entry.path()).is_some_and(|age| age > most) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn place(&self, key: &Key) -> PathBuf {
        let name = key.name();
        let (folder, file) = name.split_at_checked(2).unwrap_or(("", &name));
        self.folder.join(folder).join(file)
    }
}

/// The beginning of the names of files that are being written.
const PREFIX: &str = ".unfinished-";

fn sum(key: &Key, body: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(key.name().as_bytes());
    hasher.update(body.as_bytes());
    hasher.finalize().to_hex().to_string()
}

fn age(file: &Path) -> Option<Duration> {
    SystemTime::now().duration_since(fs::metadata(file).ok()?.modified().ok()?).ok()
}

#[cfg(test)]
mod tests;
