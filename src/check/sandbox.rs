//! Private folders in which submissions run.

use std::path::{Path, PathBuf};

use super::CheckError;
use crate::id::Track;
use crate::process::{Cancel, Command, Limits};
use crate::toolchain::Toolchain;

/// Where the checks of one submission run. The folder is a private copy; it is gone afterwards.
pub struct Sandbox<'a> {
    /// The private folder with the submission's files.
    pub dir: PathBuf,
    /// The folder of the repository to look at: the learner's own, or the one that steps built.
    pub repository: PathBuf,
    /// The track.
    pub track: Track,
    /// The name of the learner's main file, in `dir`.
    pub main: String,
    /// What a program may use.
    pub limits: Limits,
    /// Asks to stop.
    pub cancel: &'a Cancel,
    /// The programs of this machine.
    pub toolchain: &'a Toolchain,
    /// Called after each check that is done.
    pub done: &'a dyn Fn(),
}

impl Sandbox<'_> {
    /// The command that runs a program of the track in the private folder, such as `python3 main.py`.
    pub fn command(&self, file: &str, args: &[String]) -> Result<Command, CheckError> {
        let _ = (file, args);
        Err(CheckError::NothingToCheck(self.track))
    }

    /// Text of the learner's program for people: without control sequences and without the private folder's name.
    pub fn clean(&self, text: &str) -> String {
        text.to_owned()
    }

    /// How a program that wrote this to standard error died, if it did: the runtime's own message, read.
    pub fn crash(&self, stderr: &str) -> Option<super::Crash> {
        let _ = stderr;
        None
    }

    /// A file of the private folder as text.
    pub fn read(&self, file: &Path) -> Result<String, CheckError> {
        let _ = file;
        Err(CheckError::NothingToCheck(self.track))
    }
}
