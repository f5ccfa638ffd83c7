//! Finds the real `node`, `python3`, `git` behind version-manager shims, and their versions.

use std::path::{Path, PathBuf};

use crate::id::Track;

/// A program that is needed and not there, or too old.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} {problem}. {install}")]
pub struct Missing {
    /// Its name for people, such as `Node.js`.
    pub name: &'static str,
    /// `is not installed`, or `18.1 is too old: 20 or newer is needed`.
    pub problem: String,
    /// How to get it on this system.
    pub install: String,
}

/// The programs of this machine.
#[derive(Debug)]
pub struct Toolchain {}

/// A program that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tool {
    /// The program itself, never a version manager's shim.
    pub program: PathBuf,
    /// Its version, such as `20.20.2`.
    pub version: String,
}

impl Toolchain {
    /// Looks for nothing yet: each program is found when it is first asked for, once. What is found behind a shim
    /// is kept in `cache` for the next start.
    pub fn new(cache: Option<&Path>) -> Self {
        let _ = cache;
        Toolchain {}
    }

    /// The runtime of a track.
    pub fn runtime(&self, track: Track) -> Result<&Tool, Missing> {
        let _ = track;
        Err(Missing { name: track.title(), problem: "is not installed".into(), install: String::new() })
    }

    /// git.
    pub fn git(&self) -> Result<&Tool, Missing> {
        Err(Missing { name: "git", problem: "is not installed".into(), install: String::new() })
    }
}
