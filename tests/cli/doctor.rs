//! `roadmap doctor` on machines with and without runtimes.

use insta::assert_snapshot;

use crate::project::Project;

#[test]
fn a_bare_machine_is_told_what_is_missing() {
    let project = Project::new();
    // Servers are looked for outside of `PATH` too.
    let doctor = |line: &str| {
        let nothing = project.at("nothing");
        project.roadmap(line).env("ROADMAP_POSTGRES", nothing.clone()).env("ROADMAP_REDIS", nothing).run()
    };
    let json = doctor("doctor --json").json();
    let done = doctor("doctor")
        .hiding_installs(&project)
        .hiding(json["version"].as_str().unwrap(), "[VERSION]")
        .hiding(json["system"].as_str().unwrap(), "[SYSTEM]");
    assert_snapshot!(done, @r#"
    $ roadmap doctor
    roadmap [VERSION] ([SYSTEM])
    ✗ Node.js     is not installed. [INSTALL]
    ✗ Python      is not installed. [INSTALL]
    ✗ git         is not installed. [INSTALL]
    ✗ PostgreSQL  is not at [DIR]/nothing, where ROADMAP_POSTGRES says it is. Set ROADMAP_POSTGRES to the program, or unset it
    ✗ Redis       is not at [DIR]/nothing, where ROADMAP_REDIS says it is. Set ROADMAP_REDIS to the program, or unset it
      Node.js kit not installed; `roadmap setup --path node` installs it
      Python kit  not installed; `roadmap setup --path python` installs it
    ✓ Curriculum  [DIR]/course, no problems
    ✓ Progress    [DIR]/data, 0 events
      Files       [DIR]/work
      Editor      built in; set VISUAL or EDITOR to use your own
      Terminal    none, no colours
    --- exit code 3
    "#);
    assert_eq!(json["usable"], false);
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn one_runtime_is_enough() {
    let project = Project::new();
    let done = project
        .roadmap("doctor --json")
        .with_runtimes()
        .env("ROADMAP_NODE", project.at("nothing"))
        .env("EDITOR", "ed -s")
        .env("TERM", "vt100")
        .env("NO_COLOR", "1")
        .run();
    let json = done.json();
    assert_eq!(done.exit, Some(0), "{done}");
    assert_eq!(json["usable"], true);
    assert!(json["programs"][0]["problem"].as_str().unwrap().contains("ROADMAP_NODE"), "{json}");
    assert_eq!(json["programs"][1]["name"], "Python");
    assert!(json["programs"][1]["version"].as_str().unwrap().starts_with("3."), "{json}");
    assert_eq!(json["editor"], "ed -s");
    assert_eq!(
        json["terminal"],
        serde_json::json!({ "size": null, "kind": "vt100", "colours": false, "no_color": true })
    );
}

#[test]
fn the_curriculum_and_the_progress_are_looked_at() {
    let project = Project::new();
    project.write("course/exercises/double-it/exercise.toml", "title = 3");
    project.write("data", "a file where the folder should be");
    let done = project.run("doctor");
    assert_eq!(done.exit, Some(3));
    for line in
        ["✗ Curriculum  [DIR]/course, ", "; `roadmap lint` shows them", "✗ Progress    cannot create [DIR]/data: "]
    {
        assert!(done.stdout.contains(line), "{line}\n{done}");
    }
}
