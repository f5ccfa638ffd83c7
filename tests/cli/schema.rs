//! The JSON Schemas of what authors write: they are in the course, all files fit them, and what is wrong does not.
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "the names are ours")]

use std::path::Path;

use insta::assert_snapshot;
use serde_json::Value;

use crate::project::Project;
use crate::support::fits;

const NAMES: [&str; 8] = ["roadmap", "week", "lesson", "quiz", "exercise", "project", "steps", "answers"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema(name: &str) -> Value {
    serde_json::from_str(
        &std::fs::read_to_string(root().join(format!("curriculum/schema/{name}.schema.json"))).unwrap(),
    )
    .unwrap()
}

fn toml_of(text: &str) -> Value {
    serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap()
}

/// All files below these folders of the repository.
fn files() -> Vec<String> {
    let mut folders = vec![root().join("curriculum"), root().join("exercises")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                files.push(entry.path().strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    files
}

#[test]
fn the_schemas_of_the_course_are_those_of_the_program() {
    let project = Project::new();
    assert_snapshot!(project.run("schema"), @"
    $ roadmap schema
    roadmap   curriculum/roadmap.toml
    week      curriculum/<week>/week.toml
    lesson    the front matter of curriculum/<week>/<lesson>.md
    quiz      curriculum/<week>/<quiz>.toml
    exercise  exercises/<id>/exercise.toml
    project   curriculum/projects/<project>.toml
    steps     exercises/<id>/<path>/<variant>.steps.toml
    answers   answers.toml, and the variants of exercises that ask
    --- exit code 0
    ");
    for name in NAMES {
        let file = format!("curriculum/schema/{name}.schema.json");
        let kept = std::fs::read_to_string(root().join(&file)).unwrap().replace("\r\n", "\n");
        assert_eq!(project.run(&format!("schema {name}")).stdout, kept, "run `roadmap schema --write --course .`");
    }
    assert_eq!(project.run("schema --write").exit, Some(0));
    let lint = project.run("lint");
    assert_eq!(lint.stdout, "no problems\n", "{lint}");
    assert_eq!(project.read("course/curriculum/schema/week.schema.json"), project.run("schema week").stdout);
    assert_snapshot!(project.run("schema excercise"), @"
    $ roadmap schema excercise
    --- stderr
    error: there is no schema `excercise`; did you mean `exercise`?
    --- exit code 2
    ");
}

#[test]
fn every_file_of_the_course_fits_its_schema_and_names_it() {
    let mut seen = std::collections::BTreeSet::new();
    for file in files() {
        let last = file.rsplit('/').next().unwrap();
        let parts: Vec<&str> = file.split('/').collect();
        let text = || std::fs::read_to_string(root().join(&file)).unwrap().replace("\r\n", "\n");
        let name = match (parts.as_slice(), last) {
            (["curriculum", "roadmap.toml"], _) => "roadmap",
            (["curriculum", "projects", _], _) => "project",
            (["curriculum", _, _], "week.toml") => "week",
            (["curriculum", _, _], _) if last.ends_with(".toml") => "quiz",
            (["curriculum", _, _], _) if last.ends_with(".md") => "lesson",
            (["exercises", _, "exercise.toml"], _) => "exercise",
            (["exercises", _, "node" | "python" | "shared", _], _) if last.ends_with(".steps.toml") => "steps",
            _ => continue,
        };
        let text = text();
        let body = if name == "lesson" { text.split("+++").nth(1).unwrap() } else { &text };
        let schema = schema(name);
        fits(&toml_of(body), &schema, &schema).unwrap_or_else(|why| panic!("{file}: {why}"));
        seen.insert(name);
        if name != "lesson" {
            let up = "../".repeat(parts.len() - 1);
            let path = format!("{up}curriculum/schema/{name}.schema.json");
            let path = if parts[0] == "curriculum" { path.replacen("../curriculum/", "", 1) } else { path };
            assert_eq!(text.lines().next(), Some(format!("#:schema {path}").as_str()), "{file}");
            assert!(root().join(&file).parent().unwrap().join(path).is_file(), "{file}");
        }
    }
    assert_eq!(seen.len(), 7, "{seen:?}");
    let answers = schema("answers");
    fits(&toml_of("a = \"x\"\nb = [\"a\", \"c\"]\nc = [3, 1]\n"), &answers, &answers).unwrap();
}

#[test]
fn what_the_loader_refuses_does_not_fit_the_schema() {
    let sound = std::fs::read_to_string(root().join("exercises/celsius-to-fahrenheit/exercise.toml")).unwrap();
    let exercise = schema("exercise");
    for (from, to) in [
        ("minutes = ", "minuets = "),
        ("minutes = ", "minutes = true #"),
        ("mode = \"", "mode = \"w"),
        ("[[check]]\nfunction = { name", "[[check]]\nfunktion = { name"),
        ("[[check]]\nfunction = { name", "[[check]]\nfile = { path = \"x\", absent = true }\nfunction = { name"),
        ("[[check]]\nfunction = { name", "[[check]]\nfunction = { nmae"),
        ("[[wrong]]\nid", "[[wrong]]\ndi"),
        ("difficulty = ", "limits = { second = 3 }\ndifficulty = "),
    ] {
        assert!(sound.contains(from), "{from}");
        let broken = sound.replacen(from, to, 1);
        assert!(fits(&toml_of(&broken), &exercise, &exercise).is_err(), "{to}");
    }
    for (name, text) in [
        ("week", "items = [{ lesson = \"a\", quiz = \"b\" }]"),
        ("week", "items = [{}]"),
        ("week", ""),
        ("roadmap", "title = \"x\""),
        ("quiz", "title = \"x\"\nminutes = 3\nenough = 1\n[[question]]\nid = \"x\"\n"),
        ("project", "title = \"x\"\nabout = \"y\"\nmilestone = []"),
        ("steps", "[[step]]\nrun = \"x\""),
        ("answers", "a = 3"),
    ] {
        let schema = schema(name);
        assert!(fits(&toml_of(text), &schema, &schema).is_err(), "{name}: {text}");
    }
}

/// The types know which keys must be there, and so does the loader, which says so in another place.
#[test]
fn what_a_schema_requires_is_what_the_loader_misses() {
    let project = Project::new();
    let missed = |file: &str| {
        let old = project.read(file);
        project.write(file, if file.ends_with(".md") { "+++\n+++\ntext\n" } else { "" });
        let json = project.run("lint --json").json();
        project.write(file, &old);
        let ours = |one: &&Value| format!("course/{}", one["file"].as_str().unwrap_or_default()) == file;
        let mut keys: Vec<String> = json
            .as_array()
            .unwrap()
            .iter()
            .filter(ours)
            .filter(|one| one["rule"] == "missing-key")
            .map(|one| one["message"].as_str().unwrap().split('`').nth(1).unwrap().to_owned())
            .collect();
        keys.sort();
        keys
    };
    for (name, file) in [
        ("roadmap", "course/curriculum/roadmap.toml"),
        ("week", "course/curriculum/first-steps/week.toml"),
        ("lesson", "course/curriculum/first-steps/first-words.md"),
        ("quiz", "course/curriculum/first-steps/first-quiz.toml"),
        ("exercise", "course/exercises/double-it/exercise.toml"),
    ] {
        let mut required: Vec<String> =
            schema(name)["required"].as_array().unwrap().iter().map(|key| key.as_str().unwrap().to_owned()).collect();
        required.sort();
        assert_eq!(missed(file), required, "{name}");
    }
    // No key of a schema is unknown to the loader.
    for (name, file) in [
        ("roadmap", "course/curriculum/roadmap.toml"),
        ("quiz", "course/curriculum/first-steps/first-quiz.toml"),
        ("exercise", "course/exercises/double-it/exercise.toml"),
    ] {
        let old = project.read(file);
        for key in schema(name)["properties"].as_object().unwrap().keys() {
            project.write(file, &format!("{key} = 1979-05-27\n"));
            let lint = project.run("lint");
            assert!(!lint.stdout.contains(&format!("unknown key `{key}`")), "{name}: {lint}");
        }
        project.write(file, &old);
    }
}
