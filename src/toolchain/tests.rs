//! Machines with fake programs and shims.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::search::Surroundings;
use super::{Missing, Tool, Toolchain};
use crate::id::Track;

/// A machine with no more than what a test puts on it.
struct Machine {
    dir: tempfile::TempDir,
    surroundings: Surroundings,
}

impl Machine {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        for folder in ["shims", "bin", "real", "home", "cache"] {
            fs::create_dir(dir.path().join(folder)).unwrap();
        }
        // `sh` and what scripts call come last.
        let path = format!("{0}/shims:{0}/bin:/usr/bin:/bin", dir.path().display());
        let home = dir.path().join("home");
        let mut machine = Machine { surroundings: Surroundings { path: path.into(), home, variables: [].into() }, dir };
        machine.set("ROADMAP_GIT", "");
        machine
    }

    fn set(&mut self, name: &str, value: &str) {
        self.surroundings.variables.insert(name.into(), value.into());
    }

    fn at(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// A script that notes each time it is asked.
    fn script(&self, name: &str, body: &str) -> PathBuf {
        let file = self.at(name);
        let asked = self.at("asked");
        fs::write(&file, format!("#!/bin/sh\necho {name} >> {}\n{body}\n", asked.display())).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
        file
    }

    /// A program that says it is at `path`.
    fn program(&self, name: &str, path: &Path, version: &str) -> PathBuf {
        self.script(name, &format!("echo {}; echo {version}", path.display()))
    }

    /// A shim in front of a program.
    fn shim(&self, name: &str, version: &str) -> PathBuf {
        let real = self.at("real").join(name);
        self.program(&format!("real/{name}"), &real, version);
        self.script(&format!("shims/{name}"), &format!("exec {} \"$@\"", real.display()));
        real
    }

    fn asked(&self) -> usize {
        fs::read_to_string(self.at("asked")).unwrap_or_default().lines().count()
    }

    fn toolchain(&self) -> Toolchain {
        Toolchain::within(self.surroundings.clone(), Some(&self.at("cache")))
    }

    fn find(&self, track: Track) -> Result<Tool, Missing> {
        self.toolchain().runtime(track).cloned()
    }
}

#[test]
fn the_program_behind_a_shim_is_found_and_remembered() {
    let machine = Machine::new();
    let real = machine.shim("python3", "3.12.1");
    let tool = Tool { program: real, version: "3.12.1".into(), shim: Some(machine.at("shims/python3")) };
    assert_eq!(machine.find(Track::Python), Ok(tool.clone()));
    assert_eq!(machine.asked(), 2, "the shim and the program");
    assert_eq!(machine.find(Track::Python), Ok(tool), "by another start");
    assert_eq!(machine.asked(), 2, "nobody was asked again");
}

#[test]
fn one_toolchain_looks_once() {
    let machine = Machine::new();
    machine.shim("node", "22.1.0");
    let toolchain = machine.toolchain();
    assert!(toolchain.runtime(Track::Node).is_ok());
    fs::remove_dir_all(machine.at("cache")).unwrap();
    assert!(toolchain.runtime(Track::Node).is_ok());
    assert_eq!(machine.asked(), 2);
}

#[test]
fn a_remembered_program_is_found_in_less_than_a_millisecond() {
    let machine = Machine::new();
    machine.shim("node", "22.1.0");
    assert!(machine.find(Track::Node).is_ok());
    let fastest = (0..50)
        .map(|_| {
            let started = Instant::now();
            assert!(machine.find(Track::Node).is_ok());
            started.elapsed()
        })
        .min();
    assert!(fastest < Some(Duration::from_millis(1)), "{fastest:?}");
}

#[test]
fn whatever_may_change_the_answer_asks_again() {
    let mut machine = Machine::new();
    let real = machine.shim("python3", "3.12.1");
    let mut asked = 0;
    let mut expect = |machine: &Machine, times: usize, why: &str| {
        assert!(machine.find(Track::Python).is_ok());
        asked += 2 * times;
        assert_eq!(machine.asked(), asked, "{why}");
    };
    let later = |file: &Path, seconds: u64| {
        let time = SystemTime::now() + Duration::from_secs(seconds);
        fs::File::options().append(true).create(true).open(file).unwrap().set_modified(time).unwrap();
    };
    expect(&machine, 1, "nothing is known yet");
    later(&real, 10);
    expect(&machine, 1, "the program was updated");
    later(&machine.at("shims/python3"), 20);
    expect(&machine, 1, "the shim was updated");
    fs::create_dir(machine.at("home/.pyenv")).unwrap();
    later(&machine.at("home/.pyenv/version"), 30);
    expect(&machine, 1, "another version was chosen");
    machine.set("PYENV_VERSION", "3.12.1");
    expect(&machine, 1, "by a variable");
    machine.surroundings.path.push(":/sbin");
    expect(&machine, 1, "PATH changed");
    expect(&machine, 0, "nothing changed");
}

#[test]
fn a_broken_cache_is_written_anew() {
    let machine = Machine::new();
    machine.shim("node", "22.1.0");
    let file = machine.at("cache/toolchain.json");
    for broken in ["", "{", "[]", "{\"x\": 1}", "\0\u{ff}"] {
        fs::write(&file, broken).unwrap();
        assert!(machine.find(Track::Node).is_ok());
        assert!(fs::read_to_string(&file).unwrap().contains("22.1.0"), "{broken:?}");
    }
    let left: Vec<_> = fs::read_dir(machine.at("cache")).unwrap().collect();
    assert_eq!(left.len(), 1, "no half-written file is left");
}

#[test]
fn without_a_cache_folder_it_is_found_all_the_same() {
    let machine = Machine::new();
    machine.shim("node", "22.1.0");
    assert!(Toolchain::within(machine.surroundings.clone(), None).runtime(Track::Node).is_ok());
    let nowhere = Path::new("/proc/nowhere");
    assert!(Toolchain::within(machine.surroundings.clone(), Some(nowhere)).runtime(Track::Node).is_ok());
}

#[test]
fn a_virtual_environment_is_kept() {
    let machine = Machine::new();
    let real = machine.shim("python3", "3.12.1");
    fs::create_dir_all(machine.at("venv/bin")).unwrap();
    let venv = machine.at("venv/bin/python3");
    machine.program("real/python3", &venv, "3.12.1");
    symlink(real, &venv).unwrap();
    let mut path = venv.parent().unwrap().as_os_str().to_owned();
    path.push(":/usr/bin:/bin");
    let surroundings = Surroundings { path, ..machine.surroundings.clone() };
    let toolchain = Toolchain::within(surroundings, None);
    let tool = Tool { program: venv, version: "3.12.1".into(), shim: None };
    assert_eq!(toolchain.runtime(Track::Python), Ok(&tool), "its link is not followed");
}

#[test]
fn the_learner_can_say_which_one_to_use() {
    let mut machine = Machine::new();
    machine.shim("node", "22.1.0");
    let other = machine.at("real/other");
    machine.program("real/other", &other, "24.0.0");
    machine.set("ROADMAP_NODE", other.to_str().unwrap());
    assert_eq!(machine.find(Track::Node).unwrap().program, other);
    machine.set("ROADMAP_NODE", "/nowhere/node");
    assert_eq!(
        machine.find(Track::Node).unwrap_err().to_string(),
        "Node.js is not at /nowhere/node, where ROADMAP_NODE says it is. Set ROADMAP_NODE to the program, or unset it"
    );
}

#[test]
fn one_that_is_too_old_is_told_unless_there_is_a_newer_one() {
    let machine = Machine::new();
    let mut only = machine.surroundings.clone();
    only.path = machine.at("bin").into();
    let find = || Toolchain::within(only.clone(), None).runtime(Track::Python).cloned();
    let script =
        |name: &str, version: &str| machine.program(&format!("bin/{name}"), &machine.at("bin").join(name), version);
    script("python3", "3.9.2");
    assert_eq!(find().unwrap_err().problem, "3.9.2 is too old: 3.11 or newer is needed");
    let newer = script("python3.12", "3.12.0");
    assert_eq!(find().unwrap().program, newer);
}

#[test]
fn one_that_does_not_work_is_told_with_what_it_says() {
    let machine = Machine::new();
    let mut only = machine.surroundings.clone();
    only.path = machine.at("shims").into();
    let find = || Toolchain::within(only.clone(), None).runtime(Track::Python).cloned().unwrap_err().problem;
    assert_eq!(find(), "is not installed");
    let shim = machine.script("shims/python3", "printf '\\npyenv: version 3.9 is not installed\\nmore\\n' >&2; exit 1");
    let problem = |why: &str| format!("is at {} but does not work: {why}", shim.display());
    assert_eq!(find(), problem("pyenv: version 3.9 is not installed"));
    machine.script("shims/python3", "echo welcome");
    assert_eq!(find(), problem("it does not tell its version"));
}

#[test]
fn a_shim_sees_what_it_chooses_by_and_nothing_else_of_the_learner() {
    let mut machine = Machine::new();
    machine.set("PYENV_VERSION", "3.12");
    let body = "env > \"$HOME/seen\"; pwd >> \"$HOME/seen\"; echo /nowhere; echo 3.12.0";
    let shim = machine.script("shims/python3", body);
    assert_eq!(machine.find(Track::Python).unwrap().program, shim, "a program that is not there is not taken");
    let seen = fs::read_to_string(machine.at("home/seen")).unwrap();
    assert!(seen.lines().any(|line| line == "PYENV_VERSION=3.12"), "{seen}");
    assert!(seen.lines().any(|line| line == machine.at("home").to_str().unwrap()), "{seen}");
    assert!(!seen.contains("CARGO_MANIFEST_DIR"), "{seen}");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
#[cfg_attr(all(has_node, has_python, not(has_git)), ignore = "needs git: apt install git, or brew install git")]
fn this_machine_has_what_the_curriculum_needs() {
    let cache = tempfile::tempdir().unwrap();
    for line in Toolchain::new(Some(cache.path())).report() {
        let tool = line.tool.unwrap();
        assert!(tool.program.is_absolute(), "{tool:?}");
        assert!(!tool.program.to_string_lossy().contains("shims"), "{tool:?}");
    }
}

/// npm of a machine whose Node.js is in `real`: the program, and whether Node.js runs it.
fn npm(machine: &Machine) -> Result<(PathBuf, bool), Missing> {
    machine.program("bin/node", &machine.program("real/node", &machine.at("real/node"), "20.1.0"), "20.1.0");
    let toolchain = machine.toolchain();
    let (program, before) = toolchain.npm()?;
    Ok(match before.first() {
        Some(script) => {
            assert_eq!(program, machine.at("real/node"));
            (script.into(), true)
        }
        None => (program, false),
    })
}

#[test]
fn npm_is_the_one_that_belongs_to_the_real_node() {
    let machine = Machine::new();
    machine.script("bin/npm", "exit 0");
    assert_eq!(npm(&machine), Ok((machine.at("bin/npm").canonicalize().unwrap(), false)), "on PATH");
    fs::create_dir_all(machine.at("share/nodejs/npm/bin")).unwrap();
    fs::write(machine.at("share/nodejs/npm/bin/npm-cli.js"), "").unwrap();
    symlink(machine.at("share/nodejs/npm/bin/npm-cli.js"), machine.at("real/npm")).unwrap();
    let (script, by_node) = npm(&machine).unwrap();
    assert!(by_node && script.ends_with("npm/bin/npm-cli.js"), "{}", script.display());
    fs::create_dir_all(machine.at("lib/node_modules/npm/bin")).unwrap();
    fs::write(machine.at("lib/node_modules/npm/bin/npm-cli.js"), "").unwrap();
    let (script, _) = npm(&machine).unwrap();
    assert!(script.ends_with("lib/node_modules/npm/bin/npm-cli.js"), "{}", script.display());
}

#[test]
fn kits_are_looked_for_below_the_folder_that_was_named_last_unless_a_variable_names_one() {
    let mut machine = Machine::new();
    for folder in ["a/node/node_modules", "b/node", "c/node/node_modules", "c/python/.venv/bin"] {
        fs::create_dir_all(machine.at(folder)).unwrap();
    }
    let toolchain = machine.toolchain();
    assert_eq!(toolchain.kit_folder(Track::Node), None);
    toolchain.use_kits(&machine.at("a"));
    assert_eq!(toolchain.kit_folder(Track::Node), Some(machine.at("a/node")));
    assert_eq!(toolchain.kit_folder(Track::Python), None);
    toolchain.use_kits(&machine.at("b"));
    assert_eq!(toolchain.kit_folder(Track::Node), None);
    machine.set("ROADMAP_KITS", machine.at("c").to_str().unwrap());
    let toolchain = machine.toolchain();
    toolchain.use_kits(&machine.at("a"));
    assert_eq!(toolchain.kit_folder(Track::Node), Some(machine.at("c/node")));
    symlink("/no/python", machine.at("c/python/.venv/bin/python")).unwrap();
    assert_eq!(toolchain.kit_folder(Track::Python), None, "the Python that made it is gone");
}

#[test]
fn versions_of_packages_are_read_where_the_package_managers_write_them() {
    let mut machine = Machine::new();
    let site = "kits/python/.venv/lib/python3.12/site-packages";
    for folder in ["kits/node/node_modules/@a/b", "kits/python/.venv/bin"] {
        fs::create_dir_all(machine.at(folder)).unwrap();
    }
    fs::write(machine.at("kits/node/node_modules/@a/b/package.json"), r#"{ "version": "1.2.3" }"#).unwrap();
    machine.script("kits/python/.venv/bin/python", "exit 0");
    for (name, whole) in [("python_socketio-5.1", true), ("half-1.0", false)] {
        let folder = machine.at(site).join(format!("{name}.dist-info"));
        fs::create_dir_all(&folder).unwrap();
        if whole {
            fs::write(folder.join("RECORD"), "").unwrap();
        }
    }
    machine.set("ROADMAP_KITS", machine.at("kits").to_str().unwrap());
    let toolchain = machine.toolchain();
    let (node, python) = (toolchain.kit(Track::Node).unwrap(), toolchain.kit(Track::Python).unwrap());
    assert_eq!(node.version_of("@a/b").as_deref(), Some("1.2.3"));
    assert_eq!(node.version_of("@a/c"), None);
    assert_eq!(python.version_of("Python-SocketIO").as_deref(), Some("5.1"));
    assert_eq!(python.version_of("half"), None, "pip was interrupted");
    let said = format!("File \"{}/flask/x.py\"", machine.at(site).display());
    assert_eq!(python.hide(&said), "File \"<packages>/flask/x.py\"");
}
