//! What is to be written: everything is known before the first file is made, and no file is overwritten.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use super::error::ScaffoldError;

/// Files to make, and files to change. Their names are relative to the course's folder, with `/`.
#[derive(Debug, Default)]
pub struct Plan {
    new: Vec<(String, Vec<u8>)>,
    changed: Vec<(String, String)>,
}

/// What was written.
#[derive(Debug, PartialEq, Eq)]
pub struct Made {
    /// The files that are new.
    pub new: Vec<String>,
    /// The files that were there and have something more now.
    pub changed: Vec<String>,
}

impl Plan {
    /// Plans a new file.
    pub(super) fn add(&mut self, name: impl Into<String>, text: impl Into<Vec<u8>>) {
        self.new.push((name.into(), text.into()));
    }

    /// Plans a new file, unless it is planned already.
    pub(super) fn add_once(&mut self, name: String, text: String) {
        if !self.new.iter().any(|(other, _)| *other == name) {
            self.add(name, text);
        }
    }

    /// Plans another text for a file that is there.
    pub(super) fn change(&mut self, name: impl Into<String>, text: String) {
        self.changed.push((name.into(), text));
    }

    /// Writes everything below a folder. Nothing is written when one of the new files is there already.
    pub fn write(self, root: &Path) -> Result<Made, ScaffoldError> {
        if let Some((name, _)) = self.new.iter().find(|(name, _)| root.join(name).symlink_metadata().is_ok()) {
            return Err(ScaffoldError::Exists(name.clone()));
        }
        for (name, bytes) in &self.new {
            let io = |what| move |error| ScaffoldError::Io { what, file: name.clone(), error };
            let path = root.join(name);
            path.parent().map_or(Ok(()), fs::create_dir_all).map_err(io("make the folder of"))?;
            let mut file = File::create_new(&path).map_err(io("make"))?;
            file.write_all(bytes).map_err(io("write"))?;
        }
        for (name, text) in &self.changed {
            replace(&root.join(name), text).map_err(|error| ScaffoldError::Io {
                what: "write",
                file: name.clone(),
                error,
            })?;
        }
        let new = self.new.into_iter().map(|(name, _)| name).collect();
        Ok(Made { new, changed: self.changed.into_iter().map(|(name, _)| name).collect() })
    }
}

/// Another program sees the old file or the whole new one.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let path = fs::canonicalize(path)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
    file.persist(&path)?;
    Ok(())
}

/// The text of a file that is to be changed, exactly as it stands.
pub(super) fn read(root: &Path, name: &str) -> Result<String, ScaffoldError> {
    fs::read_to_string(root.join(name)).map_err(|error| ScaffoldError::Io {
        what: "read",
        file: name.to_owned(),
        error,
    })
}
