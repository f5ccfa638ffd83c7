//! What can go wrong with the learner's files, and what to do next.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::id::Track;

/// Why the workspace cannot be used. Whatever happened, the learner's files are where they were.
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
        source: io::Error,
        /// What to do next.
        help: String,
    },
    /// Nothing was handed out yet, or the file to work on is gone.
    #[error("there is nothing of `{0}` to look at: run `roadmap start {0}`, which hands out what is missing")]
    NotStarted(String),
    /// What a milestone without files of its own goes on with is not there.
    #[error(
        "`{}` is not there: `{id}` goes on with the files of the milestones before it and hands out none. Write it, or begin with `roadmap start {project}`", file.display()
    )]
    NotBegun {
        /// The milestone.
        id: String,
        /// Its project.
        project: String,
        /// The file to work on.
        file: PathBuf,
    },
    /// No reset is left to be undone.
    #[error("no reset of `{0}` is left to be undone")]
    NothingToUndo(String),
    /// A milestone has no files of its own.
    #[error(
        "`{0}` hands out no files of its own: it goes on with those of the earlier milestones, so there is nothing to set back"
    )]
    NothingToReset(String),
    /// A link leads out of the exercise's folder.
    #[error("{} lies outside of {}, or is a link that leads out of it or nowhere: put a plain file there instead", file.display(), folder.display())]
    Outside {
        /// The file.
        file: PathBuf,
        /// The folder that it should be in.
        folder: PathBuf,
    },
    /// A file is not text.
    #[error("{} is not UTF-8 text: open it in the program that wrote it, and save it as UTF-8", .0.display())]
    NotText(PathBuf),
    /// The curriculum names a file that would end up elsewhere or cannot exist everywhere.
    #[error(
        "the exercise `{exercise}` asks for a file named {name:?}, which is not a safe name: nothing was written. Tell its author"
    )]
    UnsafeName {
        /// The exercise.
        exercise: String,
        /// The name.
        name: String,
    },
    /// The curriculum has no starter.
    #[error("the exercise `{exercise}` has nothing to hand out on the {track} path. Tell its author")]
    NoStarter {
        /// The exercise.
        exercise: String,
        /// The path.
        track: Track,
    },
}

/// Makes the error of one step with one file.
pub(super) fn io(what: &'static str, file: &Path) -> impl FnOnce(io::Error) -> WorkspaceError {
    move |source| {
        let help = help(what, file, &source);
        WorkspaceError::Io { what, file: file.to_owned(), source, help }
    }
}

fn help(what: &str, file: &Path, source: &io::Error) -> String {
    // Only folders are created; everything else is about a file in a folder.
    let folders = file.ancestors().skip(usize::from(what != "create"));
    let mut obstacles = folders.filter(|place| place.exists() && !place.is_dir());
    if let Some(obstacle) = obstacles.next() {
        return format!(
            "{} is a file where a folder should be: move it away, or choose another folder with --workspace",
            obstacle.display()
        );
    }
    let kind = source.kind();
    let help = if kind == ErrorKind::PermissionDenied {
        "Close other programs that use it, and see that you may write there; or choose another folder with --workspace"
    } else if kind == ErrorKind::ReadOnlyFilesystem {
        "Choose a folder on a disk that can be written, with --workspace"
    } else if matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
        "Free some space on that disk, then do it again"
    } else if matches!(kind, ErrorKind::IsADirectory | ErrorKind::NotADirectory | ErrorKind::AlreadyExists) {
        "Something else has this name: move it away, then do it again"
    } else if kind == ErrorKind::NotFound {
        "It went away meanwhile: do it again"
    } else {
        "See what is there with your file manager, then do it again; or choose another folder with --workspace"
    };
    help.to_owned()
}
