//! git, in folders that may hold anybody's repository: nothing of a repository is run, and nobody's settings count.

use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use crate::check::CheckError;
use crate::process::{self, Cancel, Command, Limits, Output};
use crate::toolchain::Toolchain;

/// How large a repository is, is nobody's mistake.
const TIME: Duration = Duration::from_secs(20);

/// Settings that could run a program, or change what is asked or done; these win over the repository's own.
const SETTINGS: [&str; 13] = [
    "commit.gpgSign=false",
    "core.attributesFile=",
    "core.autocrlf=false",
    "core.excludesFile=",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
    "gc.auto=0",
    "init.defaultBranch=main",
    "log.showSignature=false",
    "protocol.allow=never",
    // The folder may belong to another user (a mounted volume, a container); nothing of it is run.
    "safe.directory=*",
    "tag.gpgSign=false",
];

const ENVIRONMENT: [(&str, &str); 14] = [
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_ATTR_NOSYSTEM", "1"),
    // Always the same author, at a time that is always the same.
    ("GIT_AUTHOR_DATE", "2026-01-01T12:00:00+00:00"),
    ("GIT_AUTHOR_EMAIL", "learner@example.org"),
    ("GIT_AUTHOR_NAME", "Learner"),
    ("GIT_COMMITTER_DATE", "2026-01-01T12:00:00+00:00"),
    ("GIT_COMMITTER_EMAIL", "learner@example.org"),
    ("GIT_COMMITTER_NAME", "Learner"),
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_EDITOR", ":"),
    // A partial clone would fetch what it lacks, with a program that the repository names.
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("LC_ALL", "C"),
];

/// Bytes of output that are read.
const OUTPUT: u64 = 64 * 1024;
/// The same where the names of all files of a repository may be listed.
const LISTING: u64 = 64 * 1024 * 1024;

/// Runs git in a folder; a repository around it does not count.
pub fn git(args: &[&str], dir: &Path, toolchain: &Toolchain, cancel: &Cancel) -> Result<Output, CheckError> {
    // git compares the ceiling with real names, so links are resolved.
    let real = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    let ceiling = real.parent().unwrap_or(Path::new("/")).to_string_lossy().into_owned();
    run(args, &real, &ceiling, OUTPUT, toolchain, cancel)
}

/// Runs git in a folder of a repository, which may begin further up.
pub fn git_within(args: &[&str], dir: &Path, toolchain: &Toolchain, cancel: &Cancel) -> Result<Output, CheckError> {
    run(args, dir, "", LISTING, toolchain, cancel)
}

fn run(
    args: &[&str],
    dir: &Path,
    ceiling: &str,
    output: u64,
    toolchain: &Toolchain,
    cancel: &Cancel,
) -> Result<Output, CheckError> {
    let settings = SETTINGS.iter().flat_map(|setting| ["-c", setting]);
    let args = settings.chain(["--no-pager"]).chain(args.iter().copied());
    let nowhere = if cfg!(windows) { "NUL" } else { "/dev/null" };
    let env = [("GIT_CEILING_DIRECTORIES", ceiling), ("GIT_CONFIG_GLOBAL", nowhere), ("GIT_CONFIG_SYSTEM", nowhere)];
    let env = env.into_iter().chain(ENVIRONMENT);
    let command = Command {
        program: toolchain.git()?.program.clone(),
        args: args.map(OsString::from).collect(),
        dir: dir.to_owned(),
        env: env.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        stdin: Vec::new(),
        limits: Limits { time: TIME, output, memory: u64::MAX },
    };
    Ok(process::run(&command, cancel)?)
}
