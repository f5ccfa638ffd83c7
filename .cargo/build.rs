//! Finds out which runtimes this machine has, so that tests which need a missing one are reported as ignored.
//!
//! Tests say `#[cfg_attr(not(has_node), ignore = "…")]`, or `all(has_node, not(has_python))` for the second of two, so that
//! the first missing one is named. With `ROADMAP_REQUIRE_ALL` set, what is missing fails the build.

#![allow(clippy::print_stdout, reason = "this is how a build script talks to cargo")]
#![allow(clippy::disallowed_methods, reason = "a build script cannot use the crate that it builds")]

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

struct Runtime {
    cfg: &'static str,
    name: &'static str,
    /// Names on `PATH` with the arguments that make them tell their version, best first.
    commands: &'static [(&'static str, &'static [&'static str])],
    /// Names a program to be used instead, as it does for `roadmap` itself.
    variable: &'static str,
    at_least: [u32; 2],
    install: &'static str,
}

const RUNTIMES: [Runtime; 5] = [
    Runtime {
        cfg: "has_node",
        name: "Node.js",
        commands: &[("node", &["--version"]), ("nodejs", &["--version"])],
        variable: "ROADMAP_NODE",
        at_least: [20, 0],
        install: "apt install nodejs, or brew install node",
    },
    Runtime {
        cfg: "has_python",
        name: "Python",
        commands: if cfg!(windows) {
            &[("py", &["-3", "--version"]), ("python3", &["--version"]), ("python", &["--version"])]
        } else {
            &[("python3", &["--version"]), ("python", &["--version"])]
        },
        variable: "ROADMAP_PYTHON",
        at_least: [3, 11],
        install: "apt install python3, or brew install python",
    },
    Runtime {
        cfg: "has_git",
        name: "git",
        commands: &[("git", &["--version"])],
        variable: "ROADMAP_GIT",
        at_least: [2, 0],
        install: "apt install git, or brew install git",
    },
    Runtime {
        cfg: "has_postgres",
        name: "PostgreSQL",
        commands: &[("postgres", &["--version"])],
        variable: "ROADMAP_POSTGRES",
        at_least: [13, 0],
        install: "apt install postgresql, or brew install postgresql@17",
    },
    Runtime {
        cfg: "has_redis",
        name: "Redis",
        commands: &[("redis-server", &["--version"]), ("valkey-server", &["--version"])],
        variable: "ROADMAP_REDIS",
        at_least: [6, 0],
        install: "apt install redis-server, or brew install redis",
    },
];

fn main() {
    // The curriculum is embedded: a file that is added to it must be noticed, not only one that is changed.
    for watched in [".cargo/build.rs", "curriculum", "exercises"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    for variable in ["PATH", "ROADMAP_REQUIRE_ALL"] {
        println!("cargo::rerun-if-env-changed={variable}");
    }
    let required = env::var_os("ROADMAP_REQUIRE_ALL").is_some_and(|value| !value.is_empty() && value != "0");
    let mut all = true;
    for runtime in &RUNTIMES {
        println!("cargo::rustc-check-cfg=cfg({})", runtime.cfg);
        println!("cargo::rerun-if-env-changed={}", runtime.variable);
        if let Some(program) = runtime.find() {
            println!("cargo::rustc-cfg={}", runtime.cfg);
            println!("cargo::rerun-if-changed={}", program.display());
            continue;
        }
        all = false;
        if required {
            let (name, [major, minor], install) = (runtime.name, runtime.at_least, runtime.install);
            println!(
                "cargo::error={name} {major}.{minor} or newer is missing and ROADMAP_REQUIRE_ALL is set: {install}"
            );
        }
    }
    kits(required);
    if !all {
        // Whatever is installed later shows in one of these.
        for folder in folders().filter(|folder| folder.is_absolute() && folder.is_dir()) {
            println!("cargo::rerun-if-changed={}", folder.display());
        }
    }
}

/// Finds the packages that exercises may use, where `ROADMAP_KITS` says that they are.
///
/// Each is known by a file that its installation writes anew: a link to the system's interpreter is as old as that is, and
/// an old file does not tell cargo that it was not there before.
fn kits(required: bool) {
    println!("cargo::rerun-if-env-changed=ROADMAP_KITS");
    let kits = env::var_os("ROADMAP_KITS").filter(|kits| !kits.is_empty()).map(PathBuf::from);
    for (cfg, path, file) in [
        ("has_node_kit", "node", "node/node_modules/.package-lock.json"),
        ("has_python_kit", "python", "python/.venv/pyvenv.cfg"),
    ] {
        println!("cargo::rustc-check-cfg=cfg({cfg})");
        let file = kits.as_ref().map(|kits| kits.join(file));
        if let Some(file) = &file {
            println!("cargo::rerun-if-changed={}", file.display());
        }
        if file.is_some_and(|file| file.is_file()) {
            println!("cargo::rustc-cfg={cfg}");
        } else if required {
            println!(
                "cargo::error=the {path} packages are missing in ROADMAP_KITS and ROADMAP_REQUIRE_ALL is set: \
                 roadmap setup --path {path}"
            );
        }
    }
}

impl Runtime {
    /// The first program that is new enough.
    fn find(&self) -> Option<PathBuf> {
        if let Some(chosen) = env::var_os(self.variable).filter(|chosen| !chosen.is_empty()) {
            let folder = Path::new(&chosen);
            let inside = self.commands.iter().flat_map(|(name, _)| named(OsStr::new(name), [folder.to_owned()]));
            return inside.chain(located(&chosen)).next().filter(|program| self.is_new_enough(program, &["--version"]));
        }
        self.commands.iter().find_map(|(name, args)| {
            let name = OsStr::new(name);
            located(name)
                .into_iter()
                .chain(named(name, debian_versions()))
                .find(|program| self.is_new_enough(program, args))
        })
    }

    fn is_new_enough(&self, program: &Path, args: &[&str]) -> bool {
        let Ok(output) = Command::new(program).args(args).output() else { return false };
        // v20.20.2, Python 3.11.7, git version 2.39.5, postgres (PostgreSQL) 15.10, Redis server v=7.0.15
        let text = String::from_utf8_lossy(&output.stdout);
        let Some(version) = text.split_whitespace().map(|word| word.trim_start_matches(['v', '='])).find_map(numbers)
        else {
            return false;
        };
        output.status.success() && version >= self.at_least
    }
}

/// Every program of this name on `PATH`.
fn located(name: &OsStr) -> Vec<PathBuf> {
    named(name, folders())
}

/// Every program of this name in these folders.
fn named(name: &OsStr, folders: impl IntoIterator<Item = PathBuf>) -> Vec<PathBuf> {
    let mut file = name.to_owned();
    if Path::new(name).extension() != Some(OsStr::new(env::consts::EXE_EXTENSION)) {
        file.push(env::consts::EXE_SUFFIX);
    }
    folders.into_iter().map(|folder| folder.join(&file)).filter(|program| program.is_file()).collect()
}

/// Where Debian puts servers: not on `PATH`.
fn debian_versions() -> Vec<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    versions.map(|version| version.path().join("bin")).collect()
}

/// The folders of `PATH`. On Windows not those of the system: they are huge, and no runtime is installed there.
fn folders() -> impl Iterator<Item = PathBuf> {
    let system = env::var_os("SystemRoot").map(PathBuf::from);
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = env::split_paths(&path).collect();
    folders.into_iter().filter(move |folder| system.as_ref().is_none_or(|system| !folder.starts_with(system)))
}

fn numbers(version: &str) -> Option<[u32; 2]> {
    let mut parts = version.split('.').map(|part| part.parse().ok());
    Some([parts.next()??, parts.next()??])
}
