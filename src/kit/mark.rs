//! The mark that `roadmap setup` leaves in what it installs: without it, it is the learner's own.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

const FILE: &str = ".roadmap-kit.json";

/// What is remembered about an installation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// Hashes of the files that were written beside it.
    pub files: BTreeMap<String, String>,
    /// Packages that this system does not have, so that nobody tries again and again.
    pub left_out: Vec<String>,
}

impl Mark {
    /// The mark in a folder; none if it is not ours.
    pub fn of(folder: &Path) -> Option<Self> {
        fs::read(folder.join(FILE)).ok().map(|bytes| serde_json::from_slice(&bytes).unwrap_or_default())
    }

    /// Leaves it in a folder.
    pub fn leave(&self, folder: &Path) -> io::Result<()> {
        fs::write(folder.join(FILE), serde_json::to_vec_pretty(self)?)
    }

    /// Whether a file is still as it was written.
    pub fn knows(&self, name: &str, bytes: &[u8]) -> bool {
        self.files.get(name).is_some_and(|known| *known == hash(bytes))
    }
}

pub(super) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
