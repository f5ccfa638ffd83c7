//! Questions to git about a repository that may belong to anybody, and nothing in which is changed.

use std::path::PathBuf;

use crate::check::CheckError;
use crate::check::sandbox::{Sandbox, git};
use crate::process::{End, Output};

/// git in one repository.
pub(super) struct Git<'s, 'a> {
    sandbox: &'s Sandbox<'a>,
    dir: PathBuf,
}

/// Why a question has no answer.
pub(super) enum Unanswered {
    /// The repository is broken; why, for people.
    Unreadable(String),
    /// git could not be asked.
    Failed(CheckError),
}

impl From<CheckError> for Unanswered {
    fn from(error: CheckError) -> Self {
        Unanswered::Failed(error)
    }
}

/// Whether there is a repository to look at.
pub(super) enum Opened {
    Yes,
    No {
        /// What recognition compares.
        key: &'static str,
        /// Why not, for people.
        why: String,
    },
}

impl<'s, 'a> Git<'s, 'a> {
    pub(super) fn new(sandbox: &'s Sandbox<'a>) -> Self {
        Git { sandbox, dir: sandbox.repository.clone() }
    }

    /// Whether this very folder is a repository: one around it, or one inside, does not count.
    pub(super) fn open(&self) -> Result<Opened, Unanswered> {
        let asked = self.ask(&["rev-parse", "--is-inside-work-tree"])?;
        if asked.end == End::Exited(0) && asked.stdout.text.trim() == "true" {
            return Ok(Opened::Yes);
        }
        if asked.end == End::Exited(0) {
            let why = "git finds no files to work on here; was it made with `--bare`?".to_owned();
            return Ok(Opened::No { key: "bare", why });
        }
        // Whatever is wrong with the repository, `.git` tells whether somebody made one.
        if self.dir.join(".git").exists() {
            let said = self.sandbox.clean(asked.stderr.text.lines().last().unwrap_or_default());
            return Ok(Opened::No { key: "unreadable", why: format!("git cannot read it: {said}") });
        }
        Ok(Opened::No { key: "no-repository", why: "there is no git repository here".to_owned() })
    }

    /// Commits that lead to what is checked out.
    pub(super) fn commits(&self) -> Result<usize, Unanswered> {
        if !self.has_commit()? {
            return Ok(0);
        }
        let asked = self.answer(&["rev-list", "--count", "HEAD", "--"])?;
        Ok(asked.stdout.text.trim().parse().unwrap_or(0))
    }

    /// Whether any file is staged or tracked.
    pub(super) fn any_indexed(&self) -> Result<bool, Unanswered> {
        Ok(!self.answer(&["ls-files", "-z"])?.stdout.text.is_empty())
    }

    /// Whether a file of this name, or a folder if it ends with `/`, would be ignored, be it there or not.
    pub(super) fn ignores(&self, path: &str) -> Result<bool, Unanswered> {
        // A folder need not be there, and then git cannot know that it is one: ask for something in it.
        let path = if path.ends_with('/') { format!("{path}something") } else { path.to_owned() };
        Ok(self.answer(&["check-ignore", "--quiet", "--no-index", "--", &path])?.end == End::Exited(0))
    }

    /// Whether it is staged or tracked.
    pub(super) fn indexed(&self, path: &str) -> Result<bool, Unanswered> {
        Ok(!self.answer(&["--literal-pathspecs", "ls-files", "-z", "--", path])?.stdout.text.is_empty())
    }

    /// Whether it is in the last commit.
    pub(super) fn committed(&self, path: &str) -> Result<bool, Unanswered> {
        Ok(self.has_commit()? && !self.answer(&["ls-tree", "-z", "HEAD", "--", path])?.stdout.text.is_empty())
    }

    /// Whether any commit of any branch, tag or stash holds it.
    pub(super) fn ever_committed(&self, path: &str) -> Result<bool, Unanswered> {
        let asked =
            self.answer(&["--literal-pathspecs", "rev-list", "--all", "--full-history", "--max-count=1", "--", path])?;
        Ok(!asked.stdout.text.is_empty())
    }

    /// A file that differs from the last commit or is not in it, if there is one.
    pub(super) fn uncommitted(&self) -> Result<Option<String>, Unanswered> {
        let asked = self.answer(&["status", "--porcelain", "-z", "--untracked-files=all"])?;
        let first = asked.stdout.text.split('\0').next().and_then(|entry| entry.get(3..));
        Ok(first.map(|name| self.sandbox.clean(name)))
    }

    /// The commit that a tag of this name leads to.
    pub(super) fn tagged(&self, tag: &str) -> Result<Option<String>, Unanswered> {
        self.commit(&format!("refs/tags/{tag}"))
    }

    /// The commit that is checked out.
    pub(super) fn last(&self) -> Result<Option<String>, Unanswered> {
        self.commit("HEAD")
    }

    fn has_commit(&self) -> Result<bool, Unanswered> {
        Ok(self.last()?.is_some())
    }

    /// The full name of the commit that something leads to.
    fn commit(&self, name: &str) -> Result<Option<String>, Unanswered> {
        let asked = self.answer(&["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")])?;
        Ok((asked.end == End::Exited(0)).then(|| asked.stdout.text.trim().to_owned()))
    }

    /// Like [`Git::ask`], of a repository that was found to be one: git says yes or no, or cannot say.
    fn answer(&self, args: &[&str]) -> Result<Output, Unanswered> {
        let output = self.ask(args)?;
        match output.end {
            End::Exited(0 | 1) => Ok(output),
            End::Exited(_) | End::Signalled(_) | End::TimedOut | End::Cancelled | End::OutOfMemory => {
                let said = output.stderr.text.lines().last().unwrap_or_default();
                Err(Unanswered::Unreadable(format!("git cannot read it: {}", self.sandbox.clean(said))))
            }
        }
    }

    fn ask(&self, args: &[&str]) -> Result<Output, Unanswered> {
        let output = git(args, &self.dir, self.sandbox.toolchain, self.sandbox.cancel)?;
        match output.end {
            End::Exited(_) => Ok(output),
            End::Cancelled => Err(CheckError::Cancelled.into()),
            End::TimedOut | End::Signalled(_) | End::OutOfMemory => {
                Err(Unanswered::Unreadable("git does not come to an end with it".to_owned()))
            }
        }
    }
}
