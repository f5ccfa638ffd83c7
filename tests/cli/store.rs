//! Progress files and folders that are damaged, newer, locked, read-only or something else.

use std::fs;

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::project::Project;

const DATABASE: &str = "data/progress.sqlite3";
const ANSWER: &str = "answer first-quiz one-call a --path node";

fn events(project: &Project) -> u64 {
    project.run("doctor --json").json()["progress"]["events"].as_u64().unwrap()
}

#[test]
fn processes_at_the_same_time_do_no_harm() {
    let project = Project::new();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..3 {
                    let done = project.run(ANSWER);
                    assert_eq!(done.exit, Some(0), "{done}");
                }
            });
        }
    });
    assert_eq!(events(&project), 12);
}

#[test]
fn a_database_from_a_newer_version_is_left_alone() {
    let project = Project::new();
    project.run(ANSWER);
    Connection::open(project.at(DATABASE)).unwrap().pragma_update(None, "user_version", 4711).unwrap();
    let before = fs::read(project.at(DATABASE)).unwrap();
    assert_snapshot!(project.run(ANSWER), @r#"
    $ roadmap answer first-quiz one-call a --path node
    ✓ Passed: 1 of 1 checks.

    ✓ one-call: How many calls print a line?

    Right, one is enough.
    --- stderr
    note: Nothing new is remembered this time: [DIR]/data/progress.sqlite3 was written by a newer version of roadmap (format 4711, this one knows 1). It is left as it is: update roadmap, or use another folder with --data
    --- exit code 0
    "#);
    assert_eq!(fs::read(project.at(DATABASE)).unwrap(), before);
}

#[test]
fn a_damaged_database_is_set_aside() {
    let project = Project::new();
    project.write(DATABASE, &"this is no database ".repeat(100));
    let done = project.run(ANSWER);
    assert_eq!(done.exit, Some(0), "{done}");
    assert!(done.stderr.starts_with("note: Your progress file was damaged."), "{done}");
    assert_eq!(events(&project), 1);
    let aside: Vec<_> = fs::read_dir(project.at("data"))
        .unwrap()
        .filter_map(|entry| fs::read_to_string(entry.unwrap().path()).ok())
        .filter(|text| text.starts_with("this is no database"))
        .collect();
    assert_eq!(aside.len(), 1, "kept, not overwritten");
}

#[test]
fn a_file_in_place_of_the_data_folder_is_named() {
    let project = Project::new();
    project.write("data", "mine");
    assert_snapshot!(project.run(ANSWER), @r#"
    $ roadmap answer first-quiz one-call a --path node
    ✓ Passed: 1 of 1 checks.

    ✓ one-call: How many calls print a line?

    Right, one is enough.
    --- stderr
    note: Nothing new is remembered this time: cannot create [DIR]/data: [SYSTEM]. Move what is in the way, or use another folder with --data
    --- exit code 0
    "#);
    assert_eq!(project.read("data"), "mine");
}

#[test]
fn a_file_in_place_of_the_workspace_is_named() {
    let project = Project::new();
    project.write("work", "mine");
    assert_snapshot!(project.run("start double-it --path node"), @r#"
    $ roadmap start double-it --path node
    --- stderr
    error: cannot create [DIR]/work: [SYSTEM]. [DIR]/work is a file where a folder should be: move it away, or choose another folder with --workspace
    --- exit code 3
    "#);
    assert_eq!(project.read("work"), "mine");
}

/// Even the administrator cannot make a file there.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_named() {
    let project = Project::new();
    assert_snapshot!(project.run("start double-it --path node --workspace /proc/roadmap"), @r#"
    $ roadmap start double-it --path node --workspace /proc/roadmap
    --- stderr
    error: cannot create /proc/roadmap: [SYSTEM]. It went away meanwhile: do it again
    --- exit code 3
    "#);
    assert_snapshot!(project.run("answer first-quiz one-call a --path node --data /proc/roadmap"), @r#"
    $ roadmap answer first-quiz one-call a --path node --data /proc/roadmap
    ✓ Passed: 1 of 1 checks.

    ✓ one-call: How many calls print a line?

    Right, one is enough.
    --- stderr
    note: Nothing new is remembered this time: cannot create /proc/roadmap: [SYSTEM]. Move what is in the way, or use another folder with --data
    --- exit code 0
    "#);
}

/// A disk on which nothing can be written any more.
#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_not_success() {
    let project = Project::new();
    assert_snapshot!(project.roadmap("list").stdout_to("/dev/full").run(), @r#"
    $ roadmap list
    --- stderr
    error: cannot write the output: [SYSTEM]
    --- exit code 3
    "#);
}
