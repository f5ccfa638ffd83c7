//! Packages in programs: seen, not seen, and missing.

use std::time::Duration;

use super::*;
use crate::check::Submission;
use crate::check::sandbox::{Sandbox, Setting};
use crate::check::testing::{Bench, machine, toolchain};
use crate::id::ByTrack;
use crate::process::{self, Cancel, End, Limits, Output};

fn crash(line: &str) -> Crash {
    Crash { at_start: true, kind: "Error".to_owned(), line: line.to_owned(), at: None }
}

fn optional(node: &[&str], python: &[&str]) -> Setup {
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Setup { optional_packages: ByTrack { node: own(node), python: own(python) }, ..Setup::NOTHING }
}

#[test]
fn a_package_that_may_be_used_and_is_not_there_is_told_by_its_name() {
    let setup = optional(&["express", "drizzle-orm", "@scope/name"], &["pyjwt", "sqlalchemy"]);
    for (track, line, package) in [
        (Track::Node, "Error: Cannot find module 'express'", "express"),
        (Track::Node, "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'express' imported from main.js", "express"),
        (Track::Node, "Error: Cannot find module 'drizzle-orm/node-postgres'", "drizzle-orm"),
        (Track::Node, "Error: Cannot find module '@scope/name/part'", "@scope/name"),
        (Track::Python, "ModuleNotFoundError: No module named 'jwt'", "pyjwt"),
        (Track::Python, "ModuleNotFoundError: No module named 'sqlalchemy.orm'", "sqlalchemy"),
    ] {
        let told = not_installed(&setup, track, None, &crash(line)).unwrap().to_string();
        let expected = format!(
            "Your answer uses the package `{package}`, which is not installed. \
             Run `roadmap setup --path {track}`, which installs it"
        );
        assert_eq!(told, expected);
    }
}

#[test]
fn a_module_that_no_package_has_is_the_answers_own_mistake() {
    let setup = optional(&["express"], &["pyjwt"]);
    for (track, line) in [
        (Track::Node, "Error: Cannot find module './expres'"),
        (Track::Node, "Error: Cannot find module 'expres'"),
        (Track::Node, "ReferenceError: express is not defined"),
        (Track::Python, "ModuleNotFoundError: No module named 'pyjwt'"),
    ] {
        assert_eq!(not_installed(&setup, track, None, &crash(line)), None, "{line}");
    }
    let later = Crash { at_start: false, ..crash("Error: Cannot find module 'express'") };
    assert_eq!(not_installed(&setup, Track::Node, None, &later), None);
}

#[test]
fn all_that_is_missing_is_told_at_once() {
    let packages = ["pg", "ws", "zod"].map(str::to_owned);
    assert_eq!(
        missing(&packages, Track::Node, None).unwrap().to_string(),
        "This exercise needs the packages `pg`, `ws` and `zod`, which are not installed. \
         Run `roadmap setup --path node`, which installs them"
    );
    assert_eq!(missing(&[], Track::Node, None), None);
}

fn needed(track: Track, packages: &[&str]) -> Setup {
    let mut setup = Setup::NOTHING;
    let own = packages.iter().map(|name| (*name).to_owned()).collect();
    match track {
        Track::Node => setup.packages.node = own,
        Track::Python => setup.packages.python = own,
    }
    setup
}

fn run(bench: &Bench) -> Output {
    bench.with(|sandbox| {
        let command = sandbox.command(&bench.main, &[]).unwrap();
        let output = process::run(&command, &bench.cancel).unwrap();
        Output { stderr: process::Text { text: sandbox.clean(&output.stderr.text), ..output.stderr }, ..output }
    })
}

fn bench(track: Track, main: &str, code: &str, packages: &[&str]) -> Bench {
    // On a busy machine large packages take their time to be imported.
    let limits = Limits { time: Duration::from_mins(1), ..Limits::default() };
    Bench { setup: needed(track, packages), limits, ..Bench::file(track, main, code) }
}

const REQUIRE: &str =
    "const { z } = require('zod'); const ws = require('ws');\nconsole.log(typeof z.string, typeof ws);";
const IMPORT: &str = "import { z } from 'zod';\nimport ws from 'ws';\nconsole.log(typeof z.string, typeof ws);";

#[test]
#[cfg_attr(not(has_node_kit), ignore = "needs ROADMAP_KITS and the packages in it: roadmap setup --path node")]
fn node_finds_packages_by_require_and_by_import() {
    for (main, code) in [("main.js", REQUIRE), ("main.mjs", IMPORT), ("main.js", IMPORT)] {
        let output = run(&bench(Track::Node, main, code, &["zod", "ws"]));
        assert_eq!((output.end, output.stdout.text.as_str()), (End::Exited(0), "function function\n"), "{output:?}");
    }
}

#[test]
#[cfg_attr(not(has_node_kit), ignore = "needs ROADMAP_KITS and the packages in it: roadmap setup --path node")]
fn node_finds_no_packages_where_the_exercise_names_none() {
    let output = run(&bench(Track::Node, "main.js", REQUIRE, &[]));
    assert!(output.stderr.text.contains("Cannot find module 'zod'"), "{output:?}");
}

#[test]
#[cfg_attr(not(has_node_kit), ignore = "needs ROADMAP_KITS and the packages in it: roadmap setup --path node")]
fn the_learners_folder_is_not_touched_and_a_fresh_copy_has_the_packages_too() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("main.js"), REQUIRE).unwrap();
    let mut bench = bench(Track::Node, "main.js", "", &["zod"]);
    bench.submission = Submission::Folder(folder.path().to_owned());
    bench.with(|sandbox| {
        let fresh = sandbox.fresh().unwrap();
        let output = process::run(&fresh.command("main.js", &[]).unwrap(), &bench.cancel).unwrap();
        assert_eq!(output.end, End::Exited(0), "{output:?}");
        assert!(!sandbox.dir.join(NODE_MODULES).exists());
    });
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    assert!(toolchain().kit(Track::Node).unwrap().version_of("zod").is_some(), "removing a room leaves the kit alone");
}

#[test]
#[cfg_attr(not(has_python_kit), ignore = "needs ROADMAP_KITS and the packages in it: roadmap setup --path python")]
fn python_finds_packages_where_the_exercise_names_them_and_nowhere_else() {
    let code = "import jwt, sqlalchemy\nprint(jwt.__name__, sqlalchemy.__name__)\n";
    let output = run(&bench(Track::Python, "main.py", code, &["pyjwt", "SQLAlchemy"]));
    assert_eq!((output.end, output.stdout.text.as_str()), (End::Exited(0), "jwt sqlalchemy\n"), "{output:?}");
    let output = run(&bench(Track::Python, "main.py", code, &[]));
    assert!(output.stderr.text.contains("No module named 'jwt'"), "{output:?}");
}

#[cfg(unix)]
#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn without_a_kit_python_is_whole_and_sees_no_packages_of_this_machine() {
    let code = "import json, site, sys\nprint(sys.executable)\nprint([path for path in sys.path if 'packages' in path])\n\
                print(sys.prefix != sys.base_prefix, site.ENABLE_USER_SITE)\nexit(0)\n";
    let bench = bench(Track::Python, "main.py", code, &[]);
    bench.with(|sandbox| {
        let output = process::run(&sandbox.command("main.py", &[]).unwrap(), &bench.cancel).unwrap();
        assert_eq!(output.end, End::Exited(0), "{output:?}");
        assert_eq!(sandbox.clean(&output.stdout.text), "python\n[]\nTrue False\n");
    });
}

#[cfg(unix)]
#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn the_python_of_a_virtual_environment_finds_its_own_library() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let first = Kit::without_packages(&at("first"), &toolchain().runtime(Track::Python).unwrap().program).unwrap();
    let second = Kit::without_packages(&at("second"), &first.interpreter().unwrap()).unwrap();
    let run = |kit: Kit| {
        let code = "import json, sys; print(sys.base_prefix)";
        let command = process::Command {
            program: kit.interpreter().unwrap(),
            args: ["-c", code].map(Into::into).into(),
            dir: folder.path().to_owned(),
            env: std::collections::BTreeMap::new(),
            stdin: Vec::new(),
            limits: Limits::default(),
        };
        process::run(&command, &Cancel::new()).unwrap()
    };
    let (first, second) = (run(first), run(second));
    assert_eq!((second.end, second.stderr.text), (End::Exited(0), String::new()));
    assert_eq!(first.stdout.text, second.stdout.text);
}

#[test]
#[cfg_attr(not(has_python_kit), ignore = "needs ROADMAP_KITS and the packages in it: roadmap setup --path python")]
fn messages_do_not_tell_where_the_packages_lie() {
    let bench = bench(Track::Python, "main.py", "from flask import Flasque\n", &["flask"]);
    let output = run(&bench);
    let crash = bench.with(|sandbox| sandbox.crash(&output.stderr.text)).unwrap();
    assert_eq!(crash.line, "ImportError: cannot import name 'Flasque' from 'flask' (<packages>/flask/__init__.py)");
    assert_eq!(crash.at, Some(1));
}

#[test]
fn without_a_needed_package_nothing_is_judged() {
    for (track, package) in [(Track::Node, "left-pad-of-nobody"), (Track::Python, "nobodys-package")] {
        let setup = needed(track, &[package]);
        let (cancel, done) = (Cancel::new(), || ());
        let setting = Setting { setup: &setup, ..Setting::bare(track) };
        let error = Sandbox::open(&crate::check::testing::files(&[]), setting, machine(&cancel), &done).err().unwrap();
        assert!(matches!(&error, CheckError::Missing(_)), "{error}");
        let expected =
            format!("needs the package `{package}`, which is not installed. Run `roadmap setup --path {track}`");
        assert!(error.to_string().contains(&expected), "{error}");
    }
}
