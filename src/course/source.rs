//! Where a course comes from: a folder that is copied, or a git repository that is fetched.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::CourseError;
use crate::id::CourseId;

/// Addresses of these kinds are fetched from. Others, such as `ext::`, may be commands.
pub(super) const PROTOCOLS: [&str; 5] = ["file", "git", "http", "https", "ssh"];

/// Where a course comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// A folder, copied as it lies there.
    Folder(PathBuf),
    /// A git repository: its address, or its folder. What is committed counts.
    Git(String),
}

impl Source {
    /// What was typed: a folder, the folder of a repository, or an address.
    pub fn parse(text: &str) -> Result<Self, CourseError> {
        if let Ok(folder) = Path::new(text).canonicalize()
            && folder.is_dir()
        {
            return Ok(match folder.to_str() {
                Some(name) if is_repository(&folder) => Source::Git(name.to_owned()),
                Some(_) | None => Source::Folder(folder),
            });
        }
        match text.split_once("://") {
            Some((protocol, rest)) if !rest.is_empty() && PROTOCOLS.contains(&protocol) => {
                Ok(Source::Git(text.to_owned()))
            }
            Some(_) => Err(CourseError::Protocol(text.to_owned())),
            None if text.contains("::") => Err(CourseError::Protocol(text.to_owned())),
            None if is_short_ssh(text) => Ok(Source::Git(text.to_owned())),
            None => Err(CourseError::NoSource(text.to_owned())),
        }
    }

    /// The name that a course from here has unless another is chosen.
    pub fn name(&self) -> Result<CourseId, CourseError> {
        let text = match self {
            Source::Folder(folder) => folder.to_string_lossy().into_owned(),
            Source::Git(address) => address.clone(),
        };
        let last = text.trim_end_matches(['/', '\\']).rsplit(['/', '\\', ':']).next().unwrap_or_default();
        let words = last.strip_suffix(".git").unwrap_or(last).to_lowercase();
        let words: Vec<&str> =
            words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
        words.join("-").parse().map_err(|_| CourseError::NoName(self.to_string()))
    }
}

impl fmt::Display for Source {
    /// For people: a password in an address is not shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Folder(folder) => write!(f, "{}", folder.display()),
            Source::Git(address) => f.write_str(&without_password(address)),
        }
    }
}

fn without_password(address: &str) -> String {
    let Some((protocol, rest)) = address.split_once("://") else { return address.to_owned() };
    let (host, path) = rest.split_once('/').map_or((rest, None), |(host, path)| (host, Some(path)));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    path.map_or_else(|| format!("{protocol}://{host}"), |path| format!("{protocol}://{host}/{path}"))
}

/// Whether a folder is a repository, with files or bare.
fn is_repository(folder: &Path) -> bool {
    let bare = || folder.join("HEAD").is_file() && ["objects", "refs"].iter().all(|name| folder.join(name).is_dir());
    folder.join(".git").exists() || bare()
}

/// Whether this is `user@host:path`, which git takes for `ssh://user@host/path`.
fn is_short_ssh(text: &str) -> bool {
    let Some((host, path)) = text.split_once(':') else { return false };
    // One letter before the colon is a drive of Windows.
    host.len() > 1 && !host.contains(['/', '\\']) && !host.starts_with('-') && !path.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn git(address: &str) -> Source {
        Source::Git(address.to_owned())
    }

    #[test]
    fn addresses_are_told_from_folders() {
        for address in [
            "https://example.org/ann/sql-drills.git",
            "ssh://git@example.org/sql-drills",
            "git@example.org:ann/sql-drills.git",
            "file:///srv/sql-drills",
        ] {
            let source = Source::parse(address).unwrap();
            assert_eq!(source, git(address));
            assert_eq!(source.name().unwrap().as_str(), "sql-drills");
        }
        for (text, expected) in [
            ("nowhere/at-all", "there is no folder"),
            ("C:\\nowhere", "there is no folder"),
            ("-oProxyCommand=x:y", "there is no folder"),
            ("ext::sh -c x", "is not fetched from"),
            ("ftp://example.org/x", "is not fetched from"),
            ("https://", "is not fetched from"),
        ] {
            let error = Source::parse(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    #[test]
    fn a_folder_is_copied_and_a_repository_is_fetched() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().canonicalize().unwrap();
        assert_eq!(Source::parse(dir.path().to_str().unwrap()).unwrap(), Source::Folder(folder.clone()));
        std::fs::create_dir(folder.join(".git")).unwrap();
        assert_eq!(Source::parse(dir.path().to_str().unwrap()).unwrap(), git(folder.to_str().unwrap()));
    }

    #[test]
    fn a_name_is_made_of_the_last_part() {
        let name = |source: Source| source.name().map(String::from).map_err(|error| error.to_string());
        assert_eq!(name(Source::Folder("/home/ann/My SQL_drills".into())), Ok("my-sql-drills".to_owned()));
        assert_eq!(name(git("https://example.org/a/b.git/")), Ok("b".to_owned()));
        assert!(name(Source::Folder("/".into())).unwrap_err().contains("--name NAME"));
        assert!(name(git("https://example.org/2026")).unwrap_err().contains("--name NAME"));
    }

    #[test]
    fn a_password_is_not_shown() {
        assert_eq!(git("https://ann:secret@example.org/a").to_string(), "https://example.org/a");
        assert_eq!(git("https://ann:p@ss@example.org").to_string(), "https://example.org");
        assert_eq!(git("git@example.org:a/b.git").to_string(), "git@example.org:a/b.git");
    }
}
