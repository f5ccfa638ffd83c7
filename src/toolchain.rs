//! Finds the real `node`, `python3`, `git` behind version-manager shims, and their versions.
//!
//! A shim of pyenv, asdf, mise or volta costs more time than most programs of learners. So a shim is asked once which
//! program it stands for; the answer is kept, and checks start the program itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{OnceLock, PoisonError, RwLock};

use crate::id::Track;
use crate::process::Cancel;

mod cache;
mod docker;
mod kit;
mod npm;
mod program;
mod search;

pub use kit::{Kit, NODE_MODULES, VENV, normal};

use cache::Cache;
use docker::Docker;
use program::Program;
use search::Surroundings;

/// A program that is needed and not there, or too old.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} {problem}. {install}")]
pub struct Missing {
    /// Its name for people, such as `Node.js`.
    pub name: &'static str,
    /// `is not installed`, or `18.1.0 is too old: 20 or newer is needed`.
    pub problem: String,
    /// How to get it on this system.
    pub install: String,
}

/// The programs of this machine.
#[derive(Debug)]
pub struct Toolchain {
    surroundings: Surroundings,
    cache: Cache,
    node: OnceLock<Tool>,
    python: OnceLock<Tool>,
    git: OnceLock<Tool>,
    /// The folder below which the kits are.
    kits: RwLock<Option<PathBuf>>,
    docker: Docker,
    stop: Cancel,
}

/// A program that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tool {
    /// The program itself, never a version manager's shim.
    pub program: PathBuf,
    /// Its version, such as `20.20.2`.
    pub version: String,
    /// What was found on `PATH` and leads to the program, when it is something else.
    pub shim: Option<PathBuf>,
}

/// One line of [`Toolchain::report`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The program's name for people.
    pub name: &'static str,
    /// What was found.
    pub tool: Result<Tool, Missing>,
}

impl Toolchain {
    /// Looks for nothing yet: each program is found when it is first asked for, once. What is found behind a shim
    /// is kept in the folder `cache` for the next start.
    ///
    /// `ROADMAP_NODE`, `ROADMAP_PYTHON` and `ROADMAP_GIT` name a program to be used instead of what is on `PATH`,
    /// `ROADMAP_KITS` a folder with `node/` and `python/` in which packages are installed.
    pub fn new(cache: Option<&Path>) -> Self {
        Self::within(Surroundings::of_this_process(), cache)
    }

    fn within(surroundings: Surroundings, cache: Option<&Path>) -> Self {
        let [node, python, git] = [const { OnceLock::new() }; 3];
        let (cache, kits) = (Cache::new(cache), RwLock::new(surroundings.kits()));
        let (docker, stop) = (Docker::of_this_process(), Cancel::new());
        Toolchain { surroundings, cache, node, python, git, kits, docker, stop }
    }

    /// The same with another Docker client.
    #[cfg(test)]
    #[must_use]
    pub fn with_docker(self, program: PathBuf) -> Self {
        Toolchain { docker: Docker::at(program), ..self }
    }

    /// Kits are looked for below this folder from now on, unless `ROADMAP_KITS` names another one.
    pub fn use_kits(&self, folder: &Path) {
        let chosen = self.surroundings.kits().or_else(|| std::path::absolute(folder).ok());
        *self.kits.write().unwrap_or_else(PoisonError::into_inner) = chosen;
    }

    /// The folder below which kits are looked for and installed; none before one was named.
    pub fn kits(&self) -> Option<PathBuf> {
        self.kits.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The packages of a track that are installed; none where nothing is. Looked at anew each time: the learner may be
    /// installing them right now.
    pub fn kit(&self, track: Track) -> Option<Kit> {
        Kit::below(&self.kits()?, track)
    }

    /// The folder of a track's kit, which holds `node_modules` or `.venv`; none where nothing is installed.
    pub fn kit_folder(&self, track: Track) -> Option<PathBuf> {
        self.kit(track).map(|kit| kit.folder().to_owned())
    }

    /// Ends a search that is under way, and all later ones: for a tutor that is ending. A shim may take its time.
    pub fn stop(&self) -> &Cancel {
        &self.stop
    }

    /// The runtime of a track.
    pub fn runtime(&self, track: Track) -> Result<&Tool, Missing> {
        match track {
            Track::Node => self.tool(Program::Node),
            Track::Python => self.tool(Program::Python),
        }
    }

    /// git.
    pub fn git(&self) -> Result<&Tool, Missing> {
        self.tool(Program::Git)
    }

    /// The Docker client, and the environment with which it finds its daemon, if that answers within two seconds. `Err` is
    /// the end of a sentence that says why not: nothing may depend on it. `ROADMAP_DOCKER` names another client.
    pub fn docker(&self, cancel: &Cancel) -> Result<(PathBuf, BTreeMap<String, String>), String> {
        self.docker.answering(cancel)
    }

    /// All programs, for `doctor`.
    pub fn report(&self) -> Vec<Line> {
        Program::ALL.map(|program| Line { name: program.name(), tool: self.tool(program).cloned() }).into()
    }

    fn tool(&self, program: Program) -> Result<&Tool, Missing> {
        let place = match program {
            Program::Node => &self.node,
            Program::Python => &self.python,
            Program::Git => &self.git,
        };
        // What is missing is looked for again: the learner may be installing it right now.
        match place.get() {
            Some(tool) => Ok(tool),
            None => self.surroundings.find(program, &self.cache, &self.stop).map(|tool| place.get_or_init(|| tool)),
        }
    }
}

#[cfg(test)]
mod tests;
