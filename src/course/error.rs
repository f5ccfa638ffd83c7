//! Why a course cannot be added, brought up to date or removed, and what to do next.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::check::CheckError;
use crate::diagnostic::Diagnostics;
use crate::id::CourseId;
use crate::process::StartError;
use crate::toolchain::Missing;

/// Why a course is not what was asked for. What was there before is there still.
#[derive(Debug, thiserror::Error)]
pub enum CourseError {
    /// It is no folder and no address.
    #[error(
        "there is no folder `{0}`, and it is no address of a git repository: name a folder with `curriculum/` in it, or an \
         address such as `https://example.org/course.git`"
    )]
    NoSource(String),
    /// The address is one of a kind that is not fetched from.
    #[error("`{0}` is not fetched from: use an address that begins with https, http, ssh, git or file")]
    Protocol(String),
    /// No name can be made of the source.
    #[error("no name for this course can be made of `{0}`: choose one with --name NAME")]
    NoName(String),
    /// The name is in use.
    #[error(
        "there is a course `{0}` already: `roadmap course update {0}` brings it up to date; for another course choose \
         another name with --name NAME"
    )]
    Taken(CourseId),
    /// There is nothing of a course in it.
    #[error(
        "there is no course in {0}: `curriculum/roadmap.toml` is missing. Name a folder, or a repository, that has \
         `curriculum/` and `exercises/` at its top"
    )]
    NoCourse(String),
    /// It has errors.
    #[error("the course in {from} has errors. Only its author can mend them: show them what stands above")]
    Broken {
        /// Where it comes from.
        from: String,
        /// All of them.
        problems: Diagnostics,
    },
    /// It is too large.
    #[error("the course in {0} has {1}, which is more than a course may have")]
    TooLarge(String, String),
    /// The folder where it came from is gone.
    #[error(
        "{0} is gone, and the course came from there: bring it back, or remove the course and add it from elsewhere"
    )]
    Gone(String),
    /// git did not fetch it.
    #[error("{problem}. {help}")]
    Fetch {
        /// What went wrong.
        problem: String,
        /// What to do next.
        help: String,
    },
    /// A program is not there.
    #[error(transparent)]
    Missing(#[from] Missing),
    /// git could not be run.
    #[error(transparent)]
    Start(#[from] StartError),
    /// git could not look at what it fetched.
    #[error("{0}")]
    Git(#[from] CheckError),
    /// What is known of an installed course cannot be read.
    #[error("{} cannot be read ({why}): run `roadmap course remove {name}`, then add the course again", file.display())]
    Record {
        /// The course.
        name: CourseId,
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A file or folder could not be read or written.
    #[error("cannot {what} {}: {source}. {help}", place.display())]
    Io {
        /// `write`, `open`, ….
        what: &'static str,
        /// The file or folder.
        place: PathBuf,
        /// What the system said.
        source: io::Error,
        /// What to do next.
        help: &'static str,
    },
    /// Another one is at work.
    #[error("another `roadmap course` is at work: wait for its end")]
    Busy,
    /// Somebody asked to stop.
    #[error("stopped; nothing has changed")]
    Cancelled,
}

/// Makes the error of one step with one file or folder.
pub(super) fn io(what: &'static str, place: &Path) -> impl FnOnce(io::Error) -> CourseError {
    move |source| {
        let kind = source.kind();
        let help = if matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
            "Free some space on that disk, then do it again"
        } else if matches!(kind, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) {
            "Make sure that you may write there, or choose another folder with --data DIR"
        } else {
            "See what is there, then do it again; or choose another folder with --data DIR"
        };
        CourseError::Io { what, place: place.to_owned(), source, help }
    }
}
