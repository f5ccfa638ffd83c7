//! An exercise on the command line: `start`, `check`, `hint`, `reset`, `undo`.

use insta::assert_snapshot;

use crate::project::{Done, Project};

const RIGHT: &str = "function doubleIt(number) {\n  return number + number;\n}\n\nmodule.exports = { doubleIt };\n";

/// Checks an answer that is made of the starter.
fn checked(project: &Project, returns: &str) -> Done {
    project.run("start double-it --path node");
    project.edit("work/double-it/main.js", "return number;", returns);
    project.roadmap("check double-it --path node").with_runtimes().run()
}

#[test]
fn start_hands_out_the_file_once() {
    let project = Project::new();
    assert_snapshot!(project.run("start double-it --path python"), @"");
    project.write("work/double-it/main.py", "mine\n");
    assert_snapshot!(project.run("start double-it --path python"), @"");
    assert_eq!(project.read("work/double-it/main.py"), "mine\n");
}

#[test]
fn start_as_json_says_where_the_file_is_and_whether_it_is_new() {
    let project = Project::new();
    let json = project.run("start double-it --path node --json").json();
    let expected =
        serde_json::json!({ "folder": "[DIR]/work/double-it", "file": "[DIR]/work/double-it/main.js", "new": true });
    assert_eq!(json, expected);
    assert_eq!(project.run("start double-it --path node --json").json()["new"], false);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20 or newer: apt install nodejs, or brew install node")]
fn the_right_answer_passes() {
    let project = Project::new();
    assert_snapshot!(checked(&project, "return 2 * number;"), @"");
    assert_eq!(project.run("status --path node --json").json()["weeks"][0]["passed"], 1);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20 or newer: apt install nodejs, or brew install node")]
fn a_known_wrong_answer_is_told_its_message() {
    assert_snapshot!(checked(&Project::new(), "return 2 + number;"), @"");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20 or newer: apt install nodejs, or brew install node")]
fn any_other_wrong_answer_is_told_the_difference() {
    assert_snapshot!(checked(&Project::new(), "return number * 10;"), @"");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20 or newer: apt install nodejs, or brew install node")]
fn a_program_that_does_not_start_is_told_why() {
    assert_snapshot!(checked(&Project::new(), "return number *;"), @"");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20 or newer: apt install nodejs, or brew install node")]
fn the_untouched_starter_is_named_as_such() {
    let project = Project::new();
    project.run("start double-it --path node");
    assert_snapshot!(project.roadmap("check double-it --path node").with_runtimes().run(), @"");
}

#[test]
fn a_check_without_the_runtime_is_no_attempt() {
    let project = Project::new();
    project.run("start double-it --path node");
    project.write("work/double-it/main.js", RIGHT);
    assert_snapshot!(project.run("check double-it --path node").hiding(&install_hint(&project), "[INSTALL]"), @"");
    let json = project.run("check double-it --path node --json");
    assert_eq!(json.json()["verdict"], "could-not-look");
    assert_eq!(json.exit, Some(3));
    let week = &project.run("list --path node --json").json()["weeks"][0];
    assert_eq!(week["items"][2]["state"], "new");
}

/// How this system gets Node.js.
fn install_hint(project: &Project) -> String {
    let json = project.run("doctor --json").json();
    json["programs"][0]["install"].as_str().unwrap().to_owned()
}

#[test]
fn a_check_before_the_start_says_what_to_do() {
    assert_snapshot!(Project::new().run("check double-it --path node"), @"");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11 or newer: apt install python3, or brew install python")]
fn a_check_as_json_has_every_check() {
    let project = Project::new();
    project.write("work/double-it/main.py", "def double_it(number):\n    return number + 2\n");
    let done = project.roadmap("check double-it --path python --json").with_runtimes().run();
    assert_eq!(done.exit, Some(1));
    assert_snapshot!(done, @"");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11 or newer: apt install python3, or brew install python")]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20 or newer: apt install nodejs, or brew install node")]
fn progress_is_kept_for_each_path() {
    let project = Project::new();
    assert_eq!(checked(&project, "return 2 * number;").exit, Some(0));
    let state =
        |path: &str| project.run(&format!("list --json --path {path}")).json()["weeks"][0]["items"][2]["state"].clone();
    assert_eq!(state("node"), "passed");
    assert_eq!(state("python"), "new");
}

#[test]
fn hints_open_one_by_one() {
    let project = Project::new();
    assert_snapshot!(project.run("hint double-it --path node"), @"");
    assert_snapshot!(project.run("hint double-it --path node"), @"");
    let json = project.run("hint double-it --path node --json").json();
    assert_eq!(json["open"], 3);
    assert_eq!(json["of"], 3);
    assert_eq!(json["hints"].as_array().unwrap().len(), 3);
    assert_eq!(project.run("hint double-it --path node --json").json(), json, "there are no more");
}

#[test]
fn a_reset_can_be_undone() {
    let project = Project::new();
    project.run("start double-it --path node");
    let starter = project.read("work/double-it/main.js");
    project.write("work/double-it/main.js", RIGHT);
    assert_snapshot!(project.run("reset double-it --path node"), @"");
    assert_eq!(project.read("work/double-it/main.js"), starter);
    assert_snapshot!(project.run("undo double-it --path node"), @"");
    assert_eq!(project.read("work/double-it/main.js"), RIGHT);
}

#[test]
fn without_a_reset_there_is_nothing_to_undo() {
    let project = Project::new();
    project.run("start double-it --path node");
    assert_snapshot!(project.run("undo double-it --path node"), @"");
}
