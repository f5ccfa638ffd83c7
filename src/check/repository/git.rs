//! Questions to git about a repository that may belong to anybody: nothing in it is changed, and nothing of it is run.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::check::CheckError;
use crate::check::sandbox::Sandbox;
use crate::process::{self, Command, End, Limits, Output};

/// How long one question may take at least: how large a repository is, is nobody's mistake.
const LEAST: Duration = Duration::from_secs(10);

/// git in one repository.
pub(super) struct Git<'s, 'a> {
    sandbox: &'s Sandbox<'a>,
    program: PathBuf,
    dir: PathBuf,
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

/// Settings of the repository that could run a program, or change what is asked; these win over it.
const SETTINGS: [&str; 7] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.excludesFile=",
    "core.quotePath=false",
    "log.showSignature=false",
    "protocol.allow=never",
    // The folder may belong to another user (a mounted volume, a container); nothing of it is run.
    "safe.directory=*",
];

impl<'s, 'a> Git<'s, 'a> {
    pub(super) fn new(sandbox: &'s Sandbox<'a>) -> Result<Self, CheckError> {
        let program = sandbox.toolchain.git()?.program.clone();
        // git compares the ceiling with real names, so links are resolved.
        let dir = std::fs::canonicalize(&sandbox.repository)
            .map_err(|source| CheckError::Io { what: "opening the folder of the repository".to_owned(), source })?;
        Ok(Git { sandbox, program, dir })
    }

    /// Whether this very folder is a repository: one around it, or one inside, does not count.
    pub(super) fn open(&self) -> Result<Opened, CheckError> {
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
    pub(super) fn commits(&self) -> Result<usize, CheckError> {
        if !self.has_commit()? {
            return Ok(0);
        }
        let asked = self.answer(&["rev-list", "--count", "HEAD", "--"])?;
        Ok(asked.stdout.text.trim().parse().unwrap_or(0))
    }

    /// Whether any file is staged or tracked.
    pub(super) fn any_indexed(&self) -> Result<bool, CheckError> {
        Ok(!self.answer(&["ls-files", "-z"])?.stdout.text.is_empty())
    }

    /// Whether a file of this name, or a folder if it ends with `/`, would be ignored, be it there or not.
    pub(super) fn ignores(&self, path: &str) -> Result<bool, CheckError> {
        // A folder need not be there, and then git cannot know that it is one: ask for something in it.
        let path = if path.ends_with('/') { format!("{path}something") } else { path.to_owned() };
        Ok(self.answer(&["check-ignore", "--quiet", "--no-index", "--", &path])?.end == End::Exited(0))
    }

    /// Whether it is staged or tracked.
    pub(super) fn indexed(&self, path: &str) -> Result<bool, CheckError> {
        Ok(!self.answer(&["--literal-pathspecs", "ls-files", "-z", "--", path])?.stdout.text.is_empty())
    }

    /// Whether it is in the last commit.
    pub(super) fn committed(&self, path: &str) -> Result<bool, CheckError> {
        Ok(self.has_commit()? && !self.answer(&["ls-tree", "-z", "HEAD", "--", path])?.stdout.text.is_empty())
    }

    /// Whether any commit of any branch, tag or stash holds it.
    pub(super) fn ever_committed(&self, path: &str) -> Result<bool, CheckError> {
        let asked =
            self.answer(&["--literal-pathspecs", "rev-list", "--all", "--full-history", "--max-count=1", "--", path])?;
        Ok(!asked.stdout.text.is_empty())
    }

    fn has_commit(&self) -> Result<bool, CheckError> {
        Ok(self.answer(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])?.end == End::Exited(0))
    }

    /// Like [`Git::ask`], of a repository that was found to be one: git says yes or no, or cannot say.
    fn answer(&self, args: &[&str]) -> Result<Output, CheckError> {
        let output = self.ask(args)?;
        match output.end {
            End::Exited(0 | 1) => Ok(output),
            End::Exited(_) | End::Signalled(_) | End::TimedOut | End::Cancelled | End::OutOfMemory => {
                let said = output.stderr.text.lines().last().unwrap_or_default();
                let source = std::io::Error::other(self.sandbox.clean(said));
                Err(CheckError::Io { what: "git cannot read this repository".to_owned(), source })
            }
        }
    }

    fn ask(&self, args: &[&str]) -> Result<Output, CheckError> {
        let settings = SETTINGS.iter().flat_map(|setting| ["-c", setting]);
        let args = settings.chain(["--no-pager"]).chain(args.iter().copied());
        let ceiling = self.dir.parent().unwrap_or(Path::new("/")).to_string_lossy();
        let env = [
            ("GIT_CEILING_DIRECTORIES", ceiling.as_ref()),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_SYSTEM", "/dev/null"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_ATTR_NOSYSTEM", "1"),
            ("GIT_OPTIONAL_LOCKS", "0"),
            ("GIT_TERMINAL_PROMPT", "0"),
            // A partial clone would fetch what it lacks, with a program that the repository names.
            ("GIT_NO_LAZY_FETCH", "1"),
            ("GIT_ALLOW_PROTOCOL", "none"),
            ("LC_ALL", "C"),
        ];
        let command = Command {
            program: self.program.clone(),
            args: args.map(OsString::from).collect(),
            dir: self.dir.clone(),
            env: env.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            stdin: Vec::new(),
            limits: Limits { time: self.sandbox.limits.time.max(LEAST), output: 64 * 1024, memory: u64::MAX },
        };
        let output = process::run(&command, self.sandbox.cancel)?;
        match output.end {
            End::Exited(_) => Ok(output),
            End::Cancelled => Err(CheckError::Cancelled),
            End::TimedOut | End::Signalled(_) | End::OutOfMemory => Err(CheckError::Io {
                what: format!("asking git: {}", self.sandbox.clean(output.stderr.text.trim())),
                source: std::io::ErrorKind::TimedOut.into(),
            }),
        }
    }
}
