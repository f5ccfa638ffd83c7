//! Remembers from start to start which program is behind a shim. Losing it costs time, nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::Tool;

/// A small file in the cache folder; without a folder nothing is remembered.
#[derive(Debug)]
pub(super) struct Cache(Option<PathBuf>);

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    key: String,
    program: PathBuf,
    version: String,
    shim: bool,
    /// When the program itself was changed last.
    modified: u64,
}

/// By what was found on `PATH`.
type Entries = BTreeMap<PathBuf, Entry>;

impl Cache {
    pub(super) fn new(folder: Option<&Path>) -> Self {
        Cache(folder.map(|folder| folder.join("toolchain.json")))
    }

    /// What `found` led to, if nothing has changed since.
    pub(super) fn get(&self, found: &Path, key: &str) -> Option<Tool> {
        let entry = self.read().remove(found)?;
        let same = entry.key == key && modified(&entry.program) == Some(entry.modified);
        let shim = entry.shim.then(|| found.to_owned());
        same.then_some(Tool { program: entry.program, version: entry.version, shim })
    }

    /// Remembers what `found` led to.
    pub(super) fn put(&self, found: &Path, key: String, tool: &Tool) {
        let Some(modified) = modified(&tool.program) else { return };
        let mut entries = self.read();
        entries.retain(|found, _| found.exists());
        let (program, version, shim) = (tool.program.clone(), tool.version.clone(), tool.shim.is_some());
        entries.insert(found.to_owned(), Entry { key, program, version, shim, modified });
        // A cache that cannot be written is like none.
        let _ = self.write(&entries);
    }

    fn read(&self) -> Entries {
        let bytes = self.0.as_ref().and_then(|file| fs::read(file).ok());
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    fn write(&self, entries: &Entries) -> std::io::Result<()> {
        let Some((file, folder)) = self.0.as_ref().and_then(|file| Some((file, file.parent()?))) else { return Ok(()) };
        fs::create_dir_all(folder)?;
        let mut new = tempfile::NamedTempFile::new_in(folder)?;
        new.write_all(&serde_json::to_vec_pretty(entries)?)?;
        new.persist(file)?;
        Ok(())
    }
}

/// When a file was changed last, in nanoseconds since 1970.
pub(super) fn modified(file: &Path) -> Option<u64> {
    let time = fs::metadata(file).ok()?.modified().ok()?;
    u64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_nanos()).ok()
}
