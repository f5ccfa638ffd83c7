//! What is known of a course that was added: the file `course.toml` beside its files.

use std::fs;
use std::io::Write;
use std::path::{Component, Path};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::error::{CourseError, io};
use super::source::Source;
use crate::id::CourseId;

const FILE: &str = "course.toml";

/// Where a course comes from, and which of its states is the present one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The commit that it stands at; none for a copied folder.
    pub commit: Option<String>,
    /// When this state came.
    pub updated: DateTime<Utc>,
    /// Names its content.
    pub digest: String,
    /// The folder of its files, beside this file.
    pub state: String,
    /// Where it comes from.
    pub source: Source,
}

impl Record {
    /// Reads what is known of the course in this folder.
    pub fn read(place: &Path, name: &CourseId) -> Result<Self, CourseError> {
        let file = place.join(FILE);
        let broken = |why: String| CourseError::Record { name: name.clone(), file: file.clone(), why };
        let text = fs::read_to_string(&file).map_err(|error| broken(error.to_string()))?;
        let record: Record = toml::from_str(&text).map_err(|error| broken(error.message().to_owned()))?;
        let mut parts = Path::new(&record.state).components();
        if !matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None)) {
            return Err(broken(format!("`{}` is no name of a folder", record.state)));
        }
        Ok(record)
    }

    /// Writes it, all or nothing.
    pub fn write(&self, place: &Path) -> Result<(), CourseError> {
        let file = place.join(FILE);
        let write = || -> std::io::Result<()> {
            let text = toml::to_string(self).map_err(std::io::Error::other)?;
            let mut unfinished = tempfile::NamedTempFile::new_in(place)?;
            unfinished.write_all(text.as_bytes())?;
            unfinished.as_file().sync_all()?;
            unfinished.persist(&file)?;
            Ok(())
        };
        write().map_err(io("write", &file))
    }
}
