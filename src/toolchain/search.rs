//! Looks for a program in the learner's surroundings, and asks what is found where the real one is.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::cache::{Cache, modified};
use super::program::{Name, Program};
use super::{Missing, Tool};
use crate::process::{self, Cancel, Command, End, Limits};

/// A shim may have to start a shell and look through all versions.
const TIME: Duration = Duration::from_secs(20);

/// Beginnings of the variables by which version managers choose. They and no others are handed to a shim.
const MANAGERS: [&str; 12] =
    ["ASDF", "FNM", "LOCALAPPDATA", "MISE", "NODENV", "NODIST", "NVM", "PYENV", "RTX", "UV", "VOLTA", "XDG"];

/// Files, below the home folder, in which version managers keep what is chosen.
const CHOICES: [&str; 8] = [
    ".config/mise/config.toml",
    ".node-version",
    ".nodenv/version",
    ".pyenv/version",
    ".python-version",
    ".tool-versions",
    ".volta/tools/user/platform.json",
    "mise.toml",
];

/// The variable that names the folder of the kits.
const KITS: &str = "ROADMAP_KITS";

/// The part of the learner's own environment that decides which program is found.
#[derive(Debug, Clone)]
pub(super) struct Surroundings {
    pub(super) path: OsString,
    pub(super) home: PathBuf,
    /// `ROADMAP_*` and those of version managers.
    pub(super) variables: BTreeMap<String, String>,
}

/// What was found under a name, and still has to be asked.
struct Candidate {
    found: PathBuf,
    before: &'static [&'static str],
}

impl Surroundings {
    pub(super) fn of_this_process() -> Self {
        let variables = std::env::vars_os().filter_map(|(name, value)| {
            let (name, value) = (name.into_string().ok()?, value.into_string().ok()?);
            let chooses = MANAGERS.iter().any(|manager| name.starts_with(manager));
            let overrides = Program::ALL.iter().any(|program| program.variable() == name);
            (chooses || overrides || name == KITS).then_some((name, value))
        });
        Surroundings {
            path: std::env::var_os("PATH").unwrap_or_default(),
            home: std::env::home_dir().filter(|home| home.is_dir()).unwrap_or_else(std::env::temp_dir),
            variables: variables.collect(),
        }
    }

    /// The folder of the kits, if a variable names one.
    pub(super) fn kits(&self) -> Option<PathBuf> {
        let chosen = self.variables.get(KITS).filter(|chosen| !chosen.is_empty());
        chosen.and_then(|chosen| std::path::absolute(chosen).ok())
    }

    /// The first that works and is not too old; otherwise what is wrong with the first.
    pub(super) fn find(&self, program: Program, cache: &Cache, stop: &Cancel) -> Result<Tool, Missing> {
        let mut wrong = None;
        for candidate in self.candidates(program)? {
            let tool = self.cached(program, &candidate, cache, stop).and_then(|tool| {
                if program.is_too_old(&tool.version) { Err(program.too_old(&tool.version)) } else { Ok(tool) }
            });
            match tool {
                Ok(tool) => return Ok(tool),
                Err(missing) => wrong = wrong.or(Some(missing)),
            }
        }
        Err(wrong.unwrap_or_else(|| program.not_installed()))
    }

    fn candidates(&self, program: Program) -> Result<Box<dyn Iterator<Item = Candidate> + '_>, Missing> {
        let chosen = self.variables.get(program.variable()).filter(|chosen| !chosen.is_empty());
        let Some(chosen) = chosen else {
            let named = |(name, before): &'static Name| {
                self.all_named(name).into_iter().map(move |found| Candidate { found, before })
            };
            return Ok(Box::new(program.names().iter().flat_map(named)));
        };
        match self.all_named(chosen).into_iter().next() {
            Some(found) => Ok(Box::new(std::iter::once(Candidate { found, before: &[] }))),
            None => Err(Missing {
                name: program.name(),
                problem: format!("is not at {chosen}, where {} says it is", program.variable()),
                install: format!("Set {} to the program, or unset it", program.variable()),
            }),
        }
    }

    pub(super) fn all_named(&self, name: &str) -> Vec<PathBuf> {
        which::which_in_all(name, Some(&self.path), &self.home).into_iter().flatten().collect()
    }

    fn cached(&self, program: Program, candidate: &Candidate, cache: &Cache, stop: &Cancel) -> Result<Tool, Missing> {
        let key = self.key(candidate);
        if let Some(tool) = cache.get(&candidate.found, &key) {
            return Ok(tool);
        }
        let tool = self.ask(program, candidate, stop)?;
        cache.put(&candidate.found, key, &tool);
        Ok(tool)
    }

    /// Differs when the answer may differ.
    fn key(&self, candidate: &Candidate) -> String {
        let mut hash = blake3::Hasher::new();
        let mut add = |bytes: &[u8]| {
            hash.update(&bytes.len().to_le_bytes());
            hash.update(bytes);
        };
        add(env!("CARGO_PKG_VERSION").as_bytes());
        add(candidate.found.as_os_str().as_encoded_bytes());
        add(self.path.as_encoded_bytes());
        add(self.home.as_os_str().as_encoded_bytes());
        for (name, value) in &self.variables {
            add(name.as_bytes());
            add(value.as_bytes());
        }
        let root = self.variables.get("PYENV_ROOT").map(|root| Path::new(root).join("version"));
        let choices = CHOICES.iter().map(|choice| self.home.join(choice)).chain(root);
        for file in choices.chain([candidate.found.clone()]) {
            add(&modified(&file).unwrap_or_default().to_le_bytes());
        }
        hash.finalize().to_hex().to_string()
    }

    fn ask(&self, program: Program, candidate: &Candidate, stop: &Cancel) -> Result<Tool, Missing> {
        let found = &candidate.found;
        let unusable = |why: &str| program.unusable(format!("is at {} but does not work: {why}", found.display()));
        let mut env = self.variables.clone();
        for (name, value) in [("PATH", self.path.to_str()), ("HOME", self.home.to_str())] {
            env.extend(value.map(|value| (name.to_owned(), value.to_owned())));
        }
        let command = Command {
            program: found.clone(),
            args: candidate.before.iter().chain(program.question()).map(Into::into).collect(),
            // A version chosen for some folder of the learner's is not for ours.
            dir: self.home.clone(),
            env,
            stdin: Vec::new(),
            limits: Limits { time: TIME, output: 16 * 1024, memory: u64::MAX },
        };
        let output = process::run(&command, stop).map_err(|error| unusable(&error.source.to_string()))?;
        let said = process::clean(&output.stderr.text);
        let first = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it says nothing");
        let (path, version) = match output.end {
            End::Exited(0) => {
                program.answer(&output.stdout.text).ok_or_else(|| unusable("it does not tell its version"))?
            }
            End::TimedOut => return Err(unusable("it does not answer")),
            End::Exited(_) | End::Signalled(_) | End::Cancelled | End::OutOfMemory => return Err(unusable(first)),
        };
        let real = path.filter(|path| path.is_file()).unwrap_or_else(|| found.clone());
        let same = std::fs::canonicalize(&real).ok() == std::fs::canonicalize(found).ok();
        Ok(Tool { program: real, version, shim: (!same).then(|| found.clone()) })
    }
}
