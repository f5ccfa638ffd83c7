//! Why nothing was made, and what to do about it.

use std::path::PathBuf;

use crate::id::BadId;

/// Why nothing was made.
#[derive(Debug, thiserror::Error)]
pub enum ScaffoldError {
    /// The course's folder is none.
    #[error("`{}` is no folder: name the course's folder, which need not be there yet", .0.display())]
    NoFolder(PathBuf),
    /// The course cannot be read.
    #[error("this course cannot be added to before its errors are mended\n{}", .0.trim_end())]
    Broken(String),
    /// Its id is none.
    #[error(transparent)]
    BadId(#[from] BadId),
    /// Something has its id already.
    #[error("`{id}` is taken: {owner} has that name. Choose another one; ids are there once in a course")]
    Taken {
        /// The id.
        id: String,
        /// What has it.
        owner: String,
    },
    /// A file named like it would hide a module.
    #[error(
        "`{0}` is a module of Python, and a file `{0}.py` would hide it from every program beside it: choose another name, \
         such as `read-{0}`"
    )]
    Shadows(String),
    /// The week that is to have it is not there.
    #[error(
        "there is no week `{week}`{}; `roadmap new week {week}` makes it",
        .near.as_ref().map(|near| format!(" ({near})")).unwrap_or_default()
    )]
    NoWeek {
        /// What was named.
        week: String,
        /// What was probably meant.
        near: Option<String>,
    },
    /// What is to come before it is not there.
    #[error(
        "it needs `{need}`, but there is no such lesson or exercise{}",
        .near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
    )]
    NoSuchNeed {
        /// What was named.
        need: String,
        /// What was probably meant.
        near: Option<String>,
    },
    /// There is no such kind.
    #[error("there is no kind `{kind}`; the kinds are {}", super::kinds().join(", "))]
    NoKind {
        /// What was named.
        kind: String,
    },
    /// A value cannot be.
    #[error("{0}")]
    Value(String),
    /// A file is there already.
    #[error("`{0}` is there already, and nothing is ever overwritten: move it away, or choose another name")]
    Exists(String),
    /// A list is written in a way that this does not know how to add to.
    #[error(
        "`{file}` cannot be added to as it is written: nothing was made. Add `{add}` to it by hand, or write it anew"
    )]
    ByHand {
        /// The file.
        file: String,
        /// What should be in it.
        add: String,
    },
    /// The system refused.
    #[error("cannot {what} `{file}`: {error}")]
    Io {
        /// What was done with it.
        what: &'static str,
        /// The file.
        file: String,
        /// What the system said.
        error: std::io::Error,
    },
}
