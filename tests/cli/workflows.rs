//! The workflow files that authors copy: they are what CI systems read, and their commands do what they say.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::project::Project;
use crate::support::{copy, course};

fn workflow(name: &str) -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("curriculum/ci").join(name);
    serde_saphyr::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// Runs a command of a workflow in the folder `repo`; its exit code and what it printed.
#[allow(clippy::disallowed_methods, reason = "a test runs the commands of a workflow")]
fn sh(project: &Project, command: &str, env: &BTreeMap<String, String>) -> (i32, String) {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_roadmap"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(program.parent().unwrap().to_owned()).chain(std::env::split_paths(&path));
    // As the CI systems call it: a command that fails ends the step.
    let done = Command::new("sh")
        .args(["-e", "-c", command])
        .current_dir(project.at("repo"))
        .env_clear()
        .envs(env)
        .env("PATH", std::env::join_paths(folders).unwrap())
        .env("HOME", project.at("home"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = [done.stdout, done.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
    (done.status.code().unwrap(), said)
}

fn variables(value: &Value) -> BTreeMap<String, String> {
    value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()))
        .collect()
}

/// Runs the commands of a job on GitHub but for the installation; the exit codes by the names of the steps.
fn github(project: &Project, workflow: &Value, job: &str, shard: &str) -> BTreeMap<String, i32> {
    let env = variables(&workflow["env"]);
    let steps = workflow["jobs"][job]["steps"].as_array().unwrap();
    let mut codes = BTreeMap::new();
    for step in steps {
        let Some(command) = step["run"].as_str() else {
            assert!(step["uses"].as_str().is_some_and(|action| action.contains("@v")), "{step}");
            continue;
        };
        let name = step["name"].as_str().unwrap();
        assert!(name.starts_with("Install") != command.starts_with("roadmap"), "{command}");
        if command.starts_with("roadmap") {
            let command = command.replace("${{ matrix.shard }}", shard);
            assert!(!command.contains("${{"), "a text of others in a command: {command}");
            let (code, said) = sh(project, &command, &env);
            assert!([0, 1].contains(&code), "{command}: {code}\n{said}");
            codes.insert(name.to_owned(), code);
        }
    }
    codes
}

/// Runs the commands of a job on GitLab; the greatest exit code.
fn gitlab(project: &Project, workflow: &Value, job: &str, more: &[(&str, &str)]) -> i32 {
    let mut env = variables(&workflow["variables"]);
    env.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let lines =
        ["script", "after_script"].into_iter().flat_map(|part| workflow[job][part].as_array().into_iter().flatten());
    lines
        .map(|line| sh(project, line.as_str().unwrap(), &env))
        .map(|(code, said)| {
            assert!([0, 1].contains(&code), "{said}");
            code
        })
        .max()
        .unwrap()
}

/// A repository with a course.
fn with_course() -> Project {
    let project = course();
    std::fs::create_dir(project.at("repo")).unwrap();
    for folder in ["curriculum", "exercises"] {
        copy(&project, &format!("course/{folder}"), &format!("repo/{folder}"));
    }
    project.roadmap("verify copy-out --accept --course repo").with_runtimes().run();
    project
}

/// A repository with answers, and where the course is.
fn with_answers() -> Project {
    let project = course();
    project.write("repo/shared/copy-out/note.txt", "Ada\n");
    project.write("repo/node/first-quiz/answers.toml", "one-call = \"a\"\njoined-digits = \"51\"\n");
    copy(&project, "course", "repo/.course");
    project
}

fn for_this_course(mut workflow: Value, key: &str) -> Value {
    workflow[key]["ROADMAP_COURSE"] = ".course".into();
    workflow
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn github_proves_a_curriculum_in_parts() {
    let (project, workflow) = (with_course(), workflow("github-verify.yml"));
    assert_eq!(workflow["permissions"], serde_json::json!({ "contents": "read" }));
    let shards = workflow["jobs"]["verify"]["strategy"]["matrix"]["shard"].as_array().unwrap();
    for shard in shards {
        let codes = github(&project, &workflow, "verify", &shard.to_string());
        assert_eq!(codes, BTreeMap::from([("Lint".to_owned(), 0), ("Verify".to_owned(), 0)]));
    }
    let codes = github(&project, &workflow, "report", "");
    assert!(codes.values().all(|code| *code == 0), "{codes:?}");
    let junit = project.read("repo/junit.xml");
    assert!(junit.contains("<testsuites name=\"roadmap verify\" tests=\"8\" failures=\"0\" errors=\"0\""), "{junit}");
    assert!(!project.read("repo/roadmap.sarif").contains("\"level\": \"error\""));
    project.edit("repo/exercises/double-it/node/solution.js", "number * 2", "number * 3");
    let codes: Vec<i32> =
        shards.iter().map(|shard| github(&project, &workflow, "verify", &shard.to_string())["Verify"]).collect();
    assert_eq!(codes.iter().sum::<i32>(), 1, "one part fails: {codes:?}");
    assert_eq!(github(&project, &workflow, "report", "")["Annotate"], 1);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn github_grades_answers() {
    let (project, workflow) = (with_answers(), for_this_course(workflow("github-grade.yml"), "env"));
    assert_eq!(workflow["permissions"], serde_json::json!({ "contents": "read" }));
    let codes = github(&project, &workflow, "grade", "");
    assert!(codes.values().all(|code| *code == 0), "{codes:?}");
    project.write("repo/shared/copy-out/note.txt", "\n");
    let codes = github(&project, &workflow, "grade", "");
    assert_eq!((codes["Grade"], codes["Annotate"], codes["Write the report"]), (1, 1, 0));
    assert!(project.read("repo/junit.xml").contains("<failure"));
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn gitlab_proves_a_curriculum_in_parts() {
    let (project, workflow) = (with_course(), workflow("gitlab-verify.yml"));
    let total = workflow["verify"]["parallel"].as_u64().unwrap();
    for index in 1..=total {
        let (index, total) = (index.to_string(), total.to_string());
        let more = [("CI_NODE_INDEX", index.as_str()), ("CI_NODE_TOTAL", total.as_str())];
        assert_eq!(gitlab(&project, &workflow, "verify", &more), 0);
    }
    assert_eq!(gitlab(&project, &workflow, "report", &[]), 0);
    assert!(project.read("repo/junit.xml").contains("tests=\"8\" failures=\"0\""));
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn gitlab_grades_answers() {
    let (project, workflow) = (with_answers(), for_this_course(workflow("gitlab-grade.yml"), "variables"));
    assert_eq!(gitlab(&project, &workflow, "grade", &[]), 0);
    project.write("repo/shared/copy-out/note.txt", "\n");
    assert_eq!(gitlab(&project, &workflow, "grade", &[]), 1);
    assert!(project.read("repo/junit.xml").contains("<failure"));
}

#[test]
fn whoever_runs_a_course_may_keep_files_beside_it() {
    let project = course();
    project.write("course/curriculum/ci/github-verify.yml", "name: x\n");
    let done = project.run("lint");
    assert!(!done.stdout.contains("curriculum/ci"), "{done}");
}

#[test]
fn the_authors_guide_names_every_file_and_no_option_that_there_is_not() {
    let guide = include_str!("../../curriculum/README.md").split_once("\n## Proving a course in CI\n").unwrap().1;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("curriculum/ci");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(guide.contains(&name), "the guide does not name {name}");
    }
    let project = Project::new();
    let help = ["verify", "grade", "report merge", "lint"]
        .map(|command| project.run(&format!("{command} --help")).stdout)
        .concat();
    let named =
        guide.split("--").skip(1).map(|rest| rest.split(|c: char| c != '-' && !c.is_ascii_lowercase()).next().unwrap());
    for option in named.filter(|option| option.starts_with(|c: char| c.is_ascii_lowercase())) {
        assert!(help.contains(&format!("--{option}")), "there is no --{option}");
    }
}
