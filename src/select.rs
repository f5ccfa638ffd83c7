//! Chooses what of a curriculum is looked at: what changed since a commit.

use std::collections::BTreeSet;
use std::path::Path;

use crate::check::{CheckError, git_within};
use crate::curriculum::{Curriculum, Exercise, Item};
use crate::process::{Cancel, End, Output, clean};
use crate::toolchain::Toolchain;

/// The files below a folder that changed since a commit: changed, added, removed, not committed yet.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    files: BTreeSet<String>,
}

/// Why it cannot be told what changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangesError {
    /// git could not be run.
    #[error("cannot tell what changed: {0}")]
    Git(#[from] CheckError),
    /// There is no such commit.
    #[error(
        "there is no commit `{reference}` in the repository of {folder}: name a branch, a tag or a hash that is there; \
         in CI, fetch it first (`fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab)"
    )]
    NoCommit {
        /// What was named.
        reference: String,
        /// The folder.
        folder: String,
    },
    /// git refused.
    #[error("cannot tell what changed: git says: {0}")]
    Refused(String),
}

impl Changes {
    /// What differs between a commit and what lies in a folder of its repository now. A file of which git is not sure
    /// counts as changed.
    pub fn since(reference: &str, folder: &Path, toolchain: &Toolchain, cancel: &Cancel) -> Result<Self, ChangesError> {
        let git = |args: &[&str]| git_within(args, folder, toolchain, cancel);
        let commit = format!("{reference}^{{commit}}");
        let found = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        if found.end != End::Exited(0) {
            return Err(ChangesError::NoCommit {
                reference: reference.to_owned(),
                folder: folder.display().to_string(),
            });
        }
        let commit = found.stdout.text.trim().to_owned();
        let known = git(&["diff-index", "--name-only", "--relative", "--ignore-submodules=all", "-z", &commit, "--"])?;
        let new = git(&["ls-files", "--others", "--exclude-standard", "-z"])?;
        let mut files = BTreeSet::new();
        for output in [known, new] {
            files.extend(names(&output)?);
        }
        Ok(Changes { files })
    }

    /// Whether a file is among them.
    pub fn has(&self, file: &str) -> bool {
        self.files.contains(file)
    }

    /// Whether anything below a folder is.
    pub fn has_below(&self, folder: &str) -> bool {
        let start = format!("{folder}/");
        self.files.range(start.clone()..).next().is_some_and(|file| file.starts_with(&start))
    }

    /// Whether an item of a curriculum depends on any of them, where they are named from the curriculum's folder.
    pub fn touch(&self, curriculum: &Curriculum, item: &Item) -> bool {
        match item {
            Item::Lesson(id) => curriculum.lessons.get(id).is_some_and(|lesson| {
                self.has(&lesson.source.name) || lesson.data.keys().any(|name| self.has_data_set(name))
            }),
            Item::Quiz(id) => {
                curriculum.week_of(item).is_none_or(|week| self.has(&format!("curriculum/{}/{id}.toml", week.id)))
            }
            Item::Exercise(id) => curriculum.exercises.get(id).is_some_and(|exercise| self.touch_exercise(exercise)),
        }
    }

    fn has_data_set(&self, name: &str) -> bool {
        self.has(&format!("curriculum/data/{name}.sql"))
    }

    fn touch_exercise(&self, exercise: &Exercise) -> bool {
        let spec = &exercise.spec;
        let data = |name: &String| self.has_data_set(name);
        let project = |project| self.has(&format!("curriculum/projects/{project}.toml"));
        let earlier = || spec.earlier().iter().any(|one| self.has_below(&format!("exercises/{}", one.id)));
        let earlier_data = || spec.earlier().iter().flat_map(|one| one.spec.data.keys()).any(data);
        self.has_below(&format!("exercises/{}", exercise.id))
            || spec.data.keys().any(data)
            || spec.milestone.as_ref().is_some_and(|milestone| project(&milestone.project))
            || earlier()
            || earlier_data()
    }
}

/// The names that git printed, each with a zero byte after it.
fn names(output: &Output) -> Result<Vec<String>, ChangesError> {
    if output.stdout.truncated {
        return Err(ChangesError::Refused("more files than can be read changed".to_owned()));
    }
    match output.end {
        End::Exited(0) => {
            Ok(output.stdout.text.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect())
        }
        End::Cancelled => Err(ChangesError::Git(CheckError::Cancelled)),
        End::Exited(_) | End::Signalled(_) | End::TimedOut | End::OutOfMemory => {
            Err(ChangesError::Refused(clean(output.stderr.text.trim())))
        }
    }
}
