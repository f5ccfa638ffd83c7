//! An exercise on the command line: `start`, `check`, `hint`, `reset`, `undo`.

use insta::assert_snapshot;

use crate::project::{Done, Project};

const RIGHT: &str = "function doubleIt(number) {\n  return number + number;\n}\n\nmodule.exports = { doubleIt };\n";

/// Checks an answer that is made of the starter.
fn checked(project: &Project, returns: &str) -> Done {
    project.run("start double-it --path node");
    project.edit("work/node/double-it/main.js", "return number;", returns);
    project.roadmap("check double-it --path node").with_runtimes().run()
}

#[test]
fn start_hands_out_the_file_once() {
    let project = Project::new();
    assert_snapshot!(project.run("start double-it --path python"), @r#"
    $ roadmap start double-it --path python
    [DIR]/work/python/double-it/main.py
    --- exit code 0
    "#);
    project.write("work/python/double-it/main.py", "mine\n");
    assert_snapshot!(project.run("start double-it --path python"), @r#"
    $ roadmap start double-it --path python
    [DIR]/work/python/double-it/main.py
    --- stderr
    note: these are your own files from before; `roadmap reset` brings the starter back
    --- exit code 0
    "#);
    assert_eq!(project.read("work/python/double-it/main.py"), "mine\n");
}

#[test]
fn start_as_json_says_where_the_file_is_and_whether_it_is_new() {
    let project = Project::new();
    let json = project.run("start double-it --path node --json").json();
    let expected = serde_json::json!({ "folder": "[DIR]/work/node/double-it", "file": "[DIR]/work/node/double-it/main.js", "new": true });
    assert_eq!(json, expected);
    assert_eq!(project.run("start double-it --path node --json").json()["new"], false);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn the_right_answer_passes() {
    let project = Project::new();
    assert_snapshot!(checked(&project, "return 2 * number;"), @r#"
    $ roadmap check double-it --path node
    ✓ Passed: 2 of 2 checks.

    An idea: Names tell more than comments.

    ✓ doubleIt(3) → 6
    ✓ doubleIt(0) → 0
    --- exit code 0
    "#);
    assert_eq!(project.run("status --path node --json").json()["weeks"][0]["passed"], 1);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn a_known_wrong_answer_is_told_its_message() {
    assert_snapshot!(checked(&Project::new(), "return 2 + number;"), @"
    $ roadmap check double-it --path node
    ✗ Not yet: 0 of 2 checks passed.

      `doubleIt(3)` gave 5: two was added. Twice is two times.

    ✗ doubleIt(3) → 6
      value
        expected  6
        got       5

    ✗ doubleIt(0) → 0
    --- exit code 1
    ");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn any_other_wrong_answer_is_told_the_difference() {
    assert_snapshot!(checked(&Project::new(), "return number * 10;"), @"
    $ roadmap check double-it --path node
    ✗ Not yet: 1 of 2 checks passed.

    ✗ doubleIt(3) → 6
      value
        expected  6
        got       30

    ✓ doubleIt(0) → 0
    --- exit code 1
    ");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn a_program_that_does_not_start_is_told_why() {
    assert_snapshot!(checked(&Project::new(), "return number *;"), @"
    $ roadmap check double-it --path node
    ✗ Your program does not start.
    line 2: SyntaxError: Unexpected token ';'

    ✗ doubleIt(3) → 6

    · doubleIt(0) → 0 (not reached)
    --- exit code 1
    ");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn the_untouched_starter_is_named_as_such() {
    let project = Project::new();
    project.run("start double-it --path node");
    assert_snapshot!(project.roadmap("check double-it --path node").with_runtimes().run(), @"
    $ roadmap check double-it --path node
    ✗ This is still the starter: change it, then check again.

    ✗ doubleIt(3) → 6
      value
        expected  6
        got       3

    ✓ doubleIt(0) → 0
    --- exit code 1
    ");
}

#[test]
fn a_check_without_the_runtime_is_no_attempt() {
    let project = Project::new();
    project.run("start double-it --path node");
    project.write("work/node/double-it/main.js", RIGHT);
    assert_snapshot!(project.run("check double-it --path node").hiding_installs(&project), @r#"
    $ roadmap check double-it --path node
    ! Could not check: Node.js is not installed. [INSTALL]
    This does not count as an attempt. `roadmap doctor` tells what this machine has.
    --- exit code 3
    "#);
    let json = project.run("check double-it --path node --json");
    assert_eq!(json.json()["verdict"], "could-not-look");
    assert_eq!(json.exit, Some(3));
    let week = &project.run("list --path node --json").json()["weeks"][0];
    assert_eq!(week["items"][2]["state"], "seen");
}

#[test]
fn a_check_before_the_start_says_what_to_do() {
    assert_snapshot!(Project::new().run("check double-it --path node"), @r#"
    $ roadmap check double-it --path node
    --- stderr
    error: there is nothing of `double-it` to look at: run `roadmap start double-it`, which hands out what is missing
    --- exit code 3
    "#);
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_check_as_json_has_every_check() {
    let project = Project::new();
    project.write("work/python/double-it/main.py", "def double_it(number):\n    return number + 2\n");
    let done = project.roadmap("check double-it --path python --json").with_runtimes().run();
    let took = format!("\"milliseconds\": {}", done.json()["milliseconds"]);
    let done = done.hiding(&took, "\"milliseconds\": [TIME]");
    assert_snapshot!(done, @r#"
    $ roadmap check double-it --path python --json
    {
      "verdict": "failed",
      "checks": [
        {
          "label": "double_it(3) → 6",
          "passed": false,
          "reached": true,
          "call": "double_it(3)",
          "facets": [
            {
              "name": "value",
              "held": false,
              "expected": "6",
              "actual": "5"
            },
            {
              "name": "printed",
              "held": true,
              "expected": "",
              "actual": ""
            }
          ],
          "error": null,
          "notes": []
        },
        {
          "label": "double_it(0) → 0",
          "passed": false,
          "reached": true,
          "call": "double_it(0)",
          "facets": [
            {
              "name": "value",
              "held": false,
              "expected": "0",
              "actual": "2"
            },
            {
              "name": "printed",
              "held": true,
              "expected": "",
              "actual": ""
            }
          ],
          "error": null,
          "notes": []
        }
      ],
      "milliseconds": [TIME],
      "reason": "differs",
      "error": null,
      "wrong": "adds-two",
      "say": "`double_it(3)` gave 5: two was added. Twice is two times."
    }
    --- exit code 1
    "#);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn progress_is_kept_for_each_path() {
    let project = Project::new();
    assert_eq!(checked(&project, "return 2 * number;").exit, Some(0));
    let state =
        |path: &str| project.run(&format!("list --json --path {path}")).json()["weeks"][0]["items"][2]["state"].clone();
    assert_eq!(state("node"), "passed");
    assert_eq!(state("python"), "seen");
}

#[test]
fn hints_open_one_by_one() {
    let project = Project::new();
    assert_snapshot!(project.run("hint double-it --path node"), @r#"
    $ roadmap hint double-it --path node
    Hint 1 of 3
    Twice is two times.
    --- exit code 0
    "#);
    assert_snapshot!(project.run("hint double-it --path node"), @r#"
    $ roadmap hint double-it --path node
    Hint 1 of 3
    Twice is two times.
    Hint 2 of 3
    Multiply with `*`.
    --- exit code 0
    "#);
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
    let starter = project.read("work/node/double-it/main.js");
    project.write("work/node/double-it/main.js", RIGHT);
    assert_snapshot!(project.run("reset double-it --path node"), @r#"
    $ roadmap reset double-it --path node
    Back to the starter. What you had is kept: `roadmap undo double-it` brings it back.
    --- exit code 0
    "#);
    assert_eq!(project.read("work/node/double-it/main.js"), starter);
    assert_snapshot!(project.run("undo double-it --path node"), @r#"
    $ roadmap undo double-it --path node
    Your files are back.
    --- exit code 0
    "#);
    assert_eq!(project.read("work/node/double-it/main.js"), RIGHT);
}

#[test]
fn without_a_reset_there_is_nothing_to_undo() {
    let project = Project::new();
    project.run("start double-it --path node");
    assert_snapshot!(project.run("undo double-it --path node"), @r#"
    $ roadmap undo double-it --path node
    --- stderr
    error: no reset of `double-it` is left to be undone
    --- exit code 3
    "#);
}
