//! Kits: the packages that exercises may use, installed in a folder of their own for each track.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::id::Track;

/// The installed packages of one track: `node/node_modules` or `python/.venv` below a folder of kits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kit {
    track: Track,
    folder: PathBuf,
}

impl Kit {
    /// The kit of a track below a folder of kits; none where nothing is installed.
    pub fn below(kits: &Path, track: Track) -> Option<Self> {
        let kit = Kit { track, folder: kits.join(track.as_str()) };
        let there = match track {
            Track::Node => kit.folder.join(NODE_MODULES).is_dir(),
            // A virtual environment is worth nothing when the Python that it was made with is gone.
            Track::Python => kit.python().is_file(),
        };
        there.then_some(kit)
    }

    /// A kit without packages, made in `folder`: what `python` finds elsewhere on this machine stays out of sight.
    ///
    /// A virtual environment is a link to the interpreter and a file above it
    /// (<https://docs.python.org/3/library/site.html>); only Windows needs more than that, and is refused.
    pub fn without_packages(folder: &Path, python: &Path) -> io::Result<Self> {
        let kit = Kit { track: Track::Python, folder: folder.to_owned() };
        let (venv, link) = (kit.folder.join(VENV), kit.python());
        fs::create_dir_all(link.parent().unwrap_or(&venv))?;
        link_program(python, &link)?;
        let text = format!("home = {}\ninclude-system-site-packages = false\n", home(python).display());
        fs::write(venv.join(PYVENV), text)?;
        Ok(kit)
    }

    /// The folder that holds `node_modules` or `.venv`.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder in which each package has its own: `node_modules` or `site-packages`.
    pub fn packages(&self) -> PathBuf {
        match self.track {
            Track::Node => self.folder.join(NODE_MODULES),
            Track::Python => site_packages(&self.folder.join(VENV)),
        }
    }

    /// The interpreter that sees the packages, where that is not the runtime itself.
    pub fn interpreter(&self) -> Option<PathBuf> {
        match self.track {
            Track::Node => None,
            Track::Python => Some(self.python()),
        }
    }

    /// The version of a package, if it is installed. It is named as its registry names it, such as `@scope/name` or
    /// `python-socketio`.
    pub fn version_of(&self, package: &str) -> Option<String> {
        match self.track {
            Track::Node => {
                let text = fs::read(self.packages().join(package).join("package.json")).ok()?;
                let json: serde_json::Value = serde_json::from_slice(&text).ok()?;
                json.get("version")?.as_str().map(str::to_owned)
            }
            Track::Python => {
                let wanted = normal(package);
                let entries = fs::read_dir(self.packages()).ok()?.flatten();
                entries.into_iter().find_map(|entry| {
                    let name = entry.file_name().into_string().ok()?;
                    let (name, version) = name.strip_suffix(".dist-info")?.split_once('-')?;
                    // pip writes this file last.
                    let whole = || entry.path().join("RECORD").is_file();
                    (normal(name) == wanted && whole()).then(|| version.to_owned())
                })
            }
        }
    }

    /// A text in which the folder of packages is `<packages>` and the interpreter `python`: where they lie differs from
    /// machine to machine.
    pub fn hide(&self, text: &str) -> String {
        let given = self.packages();
        let real = given.canonicalize().unwrap_or_else(|_| given.clone());
        let interpreter = self.interpreter();
        let text = match interpreter.as_deref().and_then(Path::to_str) {
            Some(path) => text.replace(path, "python"),
            None => text.to_owned(),
        };
        [real, given].iter().filter_map(|folder| folder.to_str()).fold(text, |text, folder| {
            let slashes = folder.replace('\\', "/");
            let slash = slashes.strip_prefix('/').unwrap_or(&slashes);
            text.replace(&format!("file:///{slash}"), PACKAGES).replace(folder, PACKAGES).replace(&slashes, PACKAGES)
        })
    }

    fn python(&self) -> PathBuf {
        let program = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
        self.folder.join(VENV).join(program)
    }
}

/// Where npm puts packages.
pub const NODE_MODULES: &str = "node_modules";
/// Python's virtual environment.
pub const VENV: &str = ".venv";

/// What makes a folder a virtual environment.
const PYVENV: &str = "pyvenv.cfg";

/// Stands for the folder of packages in texts.
const PACKAGES: &str = "<packages>";

fn site_packages(venv: &Path) -> PathBuf {
    if cfg!(windows) {
        return venv.join("Lib/site-packages");
    }
    // lib/python3.11/site-packages
    let versions = fs::read_dir(venv.join("lib")).into_iter().flatten().flatten();
    let mut folders = versions.map(|entry| entry.path().join("site-packages")).filter(|folder| folder.is_dir());
    folders.next().unwrap_or_else(|| venv.join("lib/site-packages"))
}

/// The folder of the Python that was installed: an interpreter may itself be of a virtual environment.
fn home(python: &Path) -> PathBuf {
    let folder = python.parent().unwrap_or(Path::new("/"));
    let text = folder.parent().and_then(|venv| fs::read_to_string(venv.join(PYVENV)).ok()).unwrap_or_default();
    let mut pairs = text.lines().filter_map(|line| line.split_once('='));
    let named = pairs.find_map(|(name, value)| (name.trim() == "home").then(|| PathBuf::from(value.trim())));
    named.unwrap_or_else(|| folder.to_owned())
}

#[cfg(unix)]
fn link_program(program: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(program, link)
}

#[cfg(not(unix))]
fn link_program(_program: &Path, _link: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The name of a Python package as all ways to write it have in common.
pub fn normal(package: &str) -> String {
    package.to_ascii_lowercase().replace(['-', '.'], "_")
}
