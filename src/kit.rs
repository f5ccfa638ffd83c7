//! Kits: which packages the exercises of a track may use, and how they get into the learner's folder.

use std::path::PathBuf;

mod error;
mod install;
mod manifest;
mod mark;
mod node;
mod python;
mod run;

pub use error::SetupError;
pub use install::{install, inventory};
pub use manifest::{BadManifest, Manifest};

/// How far an installation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done: `packages`, `environment`.
    pub doing: &'static str,
    /// Steps that are done.
    pub done: usize,
    /// Of how many.
    pub of: usize,
}

/// What is installed of a kit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inventory {
    /// Whether there is anything.
    pub installed: bool,
    /// Packages that are not there, or not in the version that they should have.
    pub missing: Vec<String>,
    /// The same of packages that nothing depends on, such as those that this system may not have.
    pub left_out: Vec<String>,
    /// How many packages there should be.
    pub packages: usize,
}

impl Inventory {
    /// Whether all that an exercise may need is there.
    pub fn is_complete(&self) -> bool {
        self.installed && self.missing.is_empty()
    }
}

/// What an installation did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    /// The folder that holds `node_modules` or `.venv`.
    pub folder: PathBuf,
    /// Whether anything had to be done.
    pub new: bool,
    /// How many packages are there.
    pub packages: usize,
    /// What stood in the way and was the learner's own, under the names that it has now.
    pub kept: Vec<PathBuf>,
    /// Packages that could not be installed and that exercises can do without, with the reason.
    pub left_out: Vec<(String, String)>,
}
