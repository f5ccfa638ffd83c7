//! Fetches a repository through the installed git: nothing is asked, nothing of the repository is run, and not more is
//! taken than a course may have.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::copy::{MOST_BYTES, MOST_FILES};
use super::error::{CourseError, io};
use super::source::{PROTOCOLS, Source};
use crate::check::git_within;
use crate::process::{self, Cancel, Command, End, Limits, Output, clean};
use crate::toolchain::Toolchain;

/// How long a repository may take to come: networks may be slow.
const TIME: Duration = Duration::from_mins(10);
/// How often it is looked how much has come.
const LOOK: Duration = Duration::from_millis(100);
/// Bytes that are fetched at most, packed by git. Less than the largest file that a child may write.
const MOST_FETCHED: u64 = 50 * 1024 * 1024;
/// What is kept of what git says.
const OUTPUT: u64 = 64 * 1024;
/// The parts of a repository that make a course.
const PARTS: [&str; 2] = ["curriculum", "exercises"];

/// Settings that win over the learner's own, which count otherwise: they know about proxies, certificates and log-ins.
const SETTINGS: [&str; 7] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "fetch.fsckObjects=true",
    "fetch.recurseSubmodules=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "protocol.allow=never",
];

/// Nobody is asked for anything: neither by git nor by what it starts.
const SILENT: [(&str, &str); 5] = [
    ("GCM_INTERACTIVE", "never"),
    ("GIT_ASKPASS", ""),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("SSH_ASKPASS", "false"),
    ("SSH_ASKPASS_REQUIRE", "force"),
];

/// Variables by which git finds the learner's settings, keys and proxies, in any case.
const TAKEN_OVER: [&str; 20] = [
    "ALL_PROXY",
    "APPDATA",
    "CURL_CA_BUNDLE",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_SSL_CAINFO",
    "HOME",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "LOCALAPPDATA",
    "NO_PROXY",
    "SSH_AUTH_SOCK",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
    "USER",
    "USERPROFILE",
    "XDG_CONFIG_HOME",
];

/// A repository to fetch.
pub(super) struct Git<'a> {
    pub address: &'a str,
    pub toolchain: &'a Toolchain,
    pub cancel: &'a Cancel,
}

impl Git<'_> {
    /// The commit that the repository stands at.
    pub fn newest(&self, room: &Path) -> Result<String, CourseError> {
        let output = self.remote(room, &["ls-remote", "--quiet", "--", self.address, "HEAD"])?;
        let commit = output.stdout.text.split_whitespace().next().unwrap_or_default();
        if commit.is_empty() {
            return Err(self.failed(Why::Empty, ""));
        }
        Ok(commit.to_owned())
    }

    /// Fetches what the repository stands at into a folder, which is made. Gives back the commit.
    pub fn check_out(&self, room: &Path, tree: &Path) -> Result<String, CourseError> {
        let store = room.join("store.git");
        for folder in [&store, tree] {
            fs::create_dir(folder).map_err(io("create", folder))?;
        }
        self.local(&store, &["init", "--quiet", "--bare", "--template="])?;
        let fetch =
            ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--depth=1", "--", self.address, "HEAD"];
        let fetched = self.remote(&store, &fetch);
        match fetched {
            // A plain web server gives away whole histories alone.
            Err(CourseError::Fetch { problem, .. }) if problem.contains("shallow") => {
                let whole: Vec<&str> = fetch.iter().copied().filter(|arg| *arg != "--depth=1").collect();
                self.remote(&store, &whole)?;
            }
            fetched => drop(fetched?),
        }
        let commit = self.local(&store, &["rev-parse", "--verify", "FETCH_HEAD^{commit}"])?;
        let commit = commit.stdout.text.trim().to_owned();
        let parts = self.measure(&store, &commit)?;
        if !parts.is_empty() {
            let (store, tree) = (format!("--git-dir={}", store.display()), format!("--work-tree={}", tree.display()));
            let args = [store.as_str(), tree.as_str(), "checkout", "--quiet", commit.as_str(), "--"];
            let args: Vec<&str> = args.into_iter().chain(parts).collect();
            self.local(room, &args)?;
        }
        Ok(commit)
    }

    /// Which parts of a course are there, unless they are too large to be written to the disk.
    fn measure(&self, store: &Path, commit: &str) -> Result<Vec<&'static str>, CourseError> {
        let from = || Source::Git(self.address.to_owned()).to_string();
        let args = ["ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--"];
        let args: Vec<&str> = args.into_iter().chain(PARTS).collect();
        let output = git_within(&args, store, self.toolchain, self.cancel)?;
        if output.stdout.truncated || output.end == End::TimedOut {
            return Err(CourseError::TooLarge(from(), format!("more than {MOST_FILES} files")));
        }
        let listed = self.complete(output)?.stdout.text;
        let (mut files, mut bytes) = (0, 0_u64);
        let mut parts = Vec::new();
        for (about, name) in listed.split('\0').filter_map(|line| line.split_once('\t')) {
            let mut about = about.split_whitespace();
            if about.next() == Some("160000") {
                let problem = format!("`{}` is a submodule, and only the repository itself is fetched", clean(name));
                return Err(CourseError::Fetch { problem, help: "Its author has to put the files there".to_owned() });
            }
            files += 1;
            bytes = bytes.saturating_add(about.next_back().and_then(|size| size.parse().ok()).unwrap_or(0));
            parts.extend(PARTS.into_iter().find(|part| name.split('/').next() == Some(part)));
        }
        if files > MOST_FILES || bytes > MOST_BYTES {
            return Err(CourseError::TooLarge(from(), format!("{files} files of {} MiB", bytes / 1024 / 1024)));
        }
        parts.dedup();
        Ok(parts)
    }

    /// Runs git where nobody's settings count.
    fn local(&self, dir: &Path, args: &[&str]) -> Result<Output, CourseError> {
        self.complete(git_within(args, dir, self.toolchain, self.cancel)?)
    }

    /// Runs git with the learner's own settings, to speak with the other side.
    fn remote(&self, dir: &Path, args: &[&str]) -> Result<Output, CourseError> {
        let allowed = PROTOCOLS.map(|protocol| format!("protocol.{protocol}.allow=always"));
        let settings = SETTINGS.into_iter().chain(allowed.iter().map(String::as_str)).flat_map(|one| ["-c", one]);
        let command = Command {
            program: self.toolchain.git()?.program.clone(),
            args: settings.chain(["--no-pager"]).chain(args.iter().copied()).map(OsString::from).collect(),
            dir: dir.to_owned(),
            env: environment(),
            stdin: Vec::new(),
            limits: Limits { time: TIME, output: OUTPUT, memory: u64::MAX },
        };
        let mut running = process::start(&command)?;
        while running.ended().is_none() {
            if self.cancel.is_cancelled() {
                running.stop();
                return Err(CourseError::Cancelled);
            }
            if size(dir) > MOST_FETCHED {
                running.stop();
                return Err(self.failed(Why::Large, ""));
            }
            thread::sleep(LOOK);
        }
        self.complete(running.stop())
    }

    fn complete(&self, output: Output) -> Result<Output, CourseError> {
        let said = output.stderr.text.replace(self.address, &Source::Git(self.address.to_owned()).to_string());
        match output.end {
            End::Exited(0) => Ok(output),
            End::Cancelled => Err(CourseError::Cancelled),
            End::TimedOut => Err(self.failed(Why::Slow, "")),
            End::Exited(_) | End::Signalled(_) | End::OutOfMemory => Err(self.failed(Why::of(&said), telling(&said))),
        }
    }

    fn failed(&self, why: Why, said: &str) -> CourseError {
        let from = Source::Git(self.address.to_owned());
        let quoted = if said.is_empty() { String::new() } else { format!(": {}", clean(said)) };
        let (problem, help) = match why {
            Why::Full => (format!("there is no room for {from}"), "Free some space on that disk, then do it again"),
            Why::Unreachable => (
                format!("cannot reach {from}{quoted}"),
                "Connect to the internet, or set up git for your proxy, then do it again",
            ),
            Why::Closed => (
                format!("{from} is not there, or not open to you{quoted}"),
                "Look whether the address is right. If it needs a log-in, set that up for git first: nothing is asked here",
            ),
            Why::Absent => {
                (format!("there is no git repository at {from}{quoted}"), "Look whether the address is right")
            }
            Why::Empty => (format!("nothing is committed in {from}"), "Commit the course there, then do it again"),
            Why::Unsound => {
                (format!("git finds a fault in {from}{quoted}"), "Tell its author: only they can mend that")
            }
            Why::Large => {
                let most = format!("more than {} MiB", MOST_FETCHED / 1024 / 1024);
                return CourseError::TooLarge(from.to_string(), most);
            }
            Why::Slow => (format!("{from} took too long to come"), "Look whether the network is up, then do it again"),
            Why::Unknown => (format!("git cannot fetch {from}{quoted}"), "Do what it says, then do it again"),
        };
        CourseError::Fetch { problem, help: help.to_owned() }
    }
}

/// Why git failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    Full,
    Unreachable,
    Closed,
    Absent,
    Empty,
    Unsound,
    Large,
    Slow,
    Unknown,
}

/// Words in which git, ssh and curl tell what is wrong, the most telling first.
const SIGNS: &[(Why, &[&str])] = &[
    (
        Why::Full,
        &["No space left on device", "Out of diskspace", "Disk quota exceeded", "not enough space on the disk"],
    ),
    (Why::Empty, &["couldn't find remote ref HEAD"]),
    (Why::Unsound, &["fsck error"]),
    // Its program may write no larger file.
    (Why::Large, &["invalid index-pack output", "died of signal 25"]),
    (
        Why::Unreachable,
        &[
            "Could not resolve",
            "name resolution",
            "Network is unreachable",
            "No route to host",
            "Connection refused",
            "onnection timed out",
            "Operation timed out",
            "Failed to connect",
            "Couldn't connect",
            "Could not connect",
            "unable to connect to",
            "SSL certificate",
            "certificate verif",
        ],
    ),
    (
        Why::Closed,
        &[
            "terminal prompts disabled",
            "could not read Username",
            "could not read Password",
            "Authentication failed",
            "Permission denied",
            "Host key verification failed",
            "returned error: 401",
            "returned error: 403",
            "dubious ownership",
        ],
    ),
    (
        Why::Absent,
        &[
            "does not appear to be a git repository",
            "does not exist",
            "not found",
            "returned error: 404",
            "not a git repository",
        ],
    ),
];

impl Why {
    fn of(said: &str) -> Self {
        let found = SIGNS.iter().find(|(_, signs)| signs.iter().any(|sign| said.contains(sign)));
        found.map_or(Why::Unknown, |(why, _)| *why)
    }
}

/// The line of what git says that tells most.
fn telling(said: &str) -> &str {
    let signs = || SIGNS.iter().flat_map(|(_, signs)| signs.iter());
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let line = lines().find(|line| signs().any(|sign| line.contains(sign)));
    let line = line.or_else(|| lines().find(|line| line.starts_with("fatal:"))).or_else(|| lines().next_back());
    let line = line.unwrap_or_default();
    let line = ["fatal:", "error:"].iter().find_map(|start| line.strip_prefix(start)).unwrap_or(line).trim();
    line.get(..line.floor_char_boundary(300)).unwrap_or(line).trim_end_matches('.')
}

fn environment() -> BTreeMap<String, String> {
    let own = env::vars_os().filter_map(|(name, value)| {
        let (name, value) = (name.into_string().ok()?, value.into_string().ok()?);
        TAKEN_OVER.contains(&name.to_ascii_uppercase().as_str()).then_some((name, value))
    });
    own.chain(SILENT.map(|(name, value)| (name.to_owned(), value.to_owned()))).collect()
}

/// Bytes of all files below a folder.
fn size(folder: &Path) -> u64 {
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    let mut bytes = 0_u64;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(found) = entry.metadata() else { continue };
            if found.is_dir() {
                folders.push(entry.path());
            } else {
                bytes = bytes.saturating_add(found.len());
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_says_is_understood() {
        for (said, expected) in [
            ("fatal: unable to access 'https://x/': Could not resolve host: x", Why::Unreachable),
            ("ssh: connect to host x port 22: Connection refused\nfatal: Could not read from remote", Why::Unreachable),
            ("fatal: could not read Username for 'https://x': terminal prompts disabled", Why::Closed),
            ("git@x: Permission denied (publickey).\nfatal: Could not read from remote repository.", Why::Closed),
            ("fatal: '/x' does not appear to be a git repository", Why::Absent),
            ("remote: Not Found\nfatal: repository 'https://x/' not found", Why::Absent),
            ("fatal: couldn't find remote ref HEAD", Why::Empty),
            ("error: file write error: No space left on device\nfatal: unpack-objects failed", Why::Full),
            ("error: fsck error in packed object\nfatal: fetch-pack: invalid index-pack output", Why::Unsound),
            ("fatal: fetch-pack: invalid index-pack output", Why::Large),
            ("fatal: something else", Why::Unknown),
        ] {
            assert_eq!(Why::of(said), expected, "{said}");
        }
    }

    #[test]
    fn the_most_telling_line_is_shown() {
        let said = "warning: x\nfatal: repository 'y' not found\nPlease make sure you have the correct access rights.";
        assert_eq!(telling(said), "repository 'y' not found");
        assert_eq!(telling("hint: x\nfatal: odd."), "odd");
        assert_eq!(telling(""), "");
        assert_eq!(telling(&"é".repeat(1000)).len(), 300);
    }
}
