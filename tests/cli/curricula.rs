//! Sound and broken curricula: `lint`, and what learners are told.

use insta::assert_snapshot;

use crate::project::{Done, Project};

#[test]
fn a_sound_course_has_no_problems() {
    let project = Project::new();
    assert_snapshot!(project.run("lint"), @r#"
    $ roadmap lint
    no problems
    --- exit code 0
    "#);
    assert_eq!(project.run("lint --json").json(), serde_json::json!([]));
}

#[test]
fn the_built_in_curriculum_has_no_problems() {
    let done = Project::new().roadmap("lint").without("ROADMAP_COURSE").run();
    assert_eq!(done.exit, Some(0), "{done}");
}

#[test]
fn every_problem_is_shown_at_its_place() {
    let project = Project::new();
    project.edit("course/exercises/double-it/exercise.toml", "mode = \"write\"", "mode = \"wriet\"\nlevel = 2");
    project.edit(
        "course/curriculum/first-steps/first-words.md",
        "with **one** call",
        "with [one](lesson:fist-words) call",
    );
    assert_snapshot!(project.run("lint"), @r#"
    $ roadmap lint
    error[dead-link]: `fist-words` is not a lesson
     --> curriculum/first-steps/first-words.md:8:29
      |
    8 | A program prints with [one](lesson:fist-words) call.
      |                             ^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `first-words`?

    error[unknown-value]: `wriet` is not known here
     --> exercises/double-it/exercise.toml:4:8
      |
    4 | mode = "wriet"
      |        ^^^^^^^
      |
      = help: did you mean `write`?

    error[unknown-key]: unknown key `level`
     --> exercises/double-it/exercise.toml:5:1
      |
    5 | level = 2
      | ^^^^^ not known here
      |
      = help: known here: `limits`, `setup`, `check`, `title`, `concepts`, `needs`, `mode`, `difficulty`, `minutes`, `task`, `hints`, `idea`, `file`, `hands_out`, `enough`, `wrong`, `equivalent`, `allow`

    3 errors
    --- exit code 1
    "#);
}

#[test]
fn problems_as_json_have_file_line_and_column() {
    let project = Project::new();
    project.edit("course/exercises/double-it/exercise.toml", "difficulty = 1", "difficulty = 9");
    let done = project.run("lint --json");
    assert_eq!(done.exit, Some(1));
    assert_snapshot!(done, @r#"
    $ roadmap lint --json
    [
      {
        "file": "exercises/double-it/exercise.toml",
        "line": 5,
        "col": 14,
        "end": {
          "line": 5,
          "col": 15
        },
        "severity": "error",
        "rule": "difficulty",
        "message": "a difficulty is 1 to 5",
        "help": null
      }
    ]
    --- exit code 1
    "#);
}

#[test]
fn a_course_that_cannot_be_used_is_not_the_learners_fault() {
    let project = Project::new();
    project.write("course/curriculum/roadmap.toml", "title = [");
    assert_snapshot!(project.run("list"), @r#"
    $ roadmap list
    --- stderr
    error: this curriculum cannot be used
    error[syntax]: this is no TOML: unclosed array, expected `]`
     --> curriculum/roadmap.toml:1:10
      |
    1 | title = [
      |          ^
      |
      = help: is a comma missing before this, or a closing bracket?

    1 error
    --- exit code 3
    "#);
    assert_snapshot!(project.run("lint --course nowhere"), @r#"
    $ roadmap lint --course nowhere
    error[missing-file]: `curriculum/roadmap.toml` is not there
    --> curriculum/roadmap.toml
     = help: write it, or correct the name

    error[unreadable-file]: `nowhere` cannot be opened: [SYSTEM]
    --> nowhere
     = help: name a folder that holds `curriculum/` and `exercises/`

    2 errors
    --- exit code 1
    "#);
    assert_snapshot!(project.run("list --course nowhere"), @r#"
    $ roadmap list --course nowhere
    --- stderr
    error: this curriculum cannot be used
    error[missing-file]: `curriculum/roadmap.toml` is not there
    --> curriculum/roadmap.toml
     = help: write it, or correct the name

    error[unreadable-file]: `nowhere` cannot be opened: [SYSTEM]
    --> nowhere
     = help: name a folder that holds `curriculum/` and `exercises/`

    2 errors
    --- exit code 3
    "#);
}

#[test]
fn what_is_sound_can_still_be_learned_in_a_course_with_problems() {
    let project = Project::new();
    project.write("course/exercises/double-it/exercise.toml", "\0\u{1b}[2J");
    let done = project.run("show first-words --path node");
    assert!(done.exit == Some(0) && done.stderr.is_empty(), "{done}");
    assert_snapshot!(project.run("start double-it --path node"), @r#"
    $ roadmap start double-it --path node
    --- stderr
    error: the exercise `double-it` is broken; `roadmap lint` tells why
    --- exit code 3
    "#);
    project.write("course/curriculum/first-steps/week.toml", "items = [");
    let done = project.run("status");
    assert!(done.exit == Some(0) && done.stderr.contains("`roadmap lint` shows them"), "{done}");
}

#[test]
fn control_characters_of_a_course_never_reach_the_terminal() {
    let project = Project::new();
    project.edit("course/curriculum/first-steps/first-words.md", "A program", "A \u{1b}]0;owned\u{7}program");
    project.edit(
        "course/exercises/double-it/exercise.toml",
        "title = \"Double it\"",
        "title = \"Double\\u001b[2J it\"",
    );
    for line in ["show first-words --path node", "show double-it --path node", "list", "lint", "lint --json"] {
        let done = project.run(line);
        assert!(!done.stdout.contains('\u{1b}') && !done.stderr.contains('\u{1b}'), "{done:?}");
    }
}

fn verified(project: &Project) -> Done {
    project.roadmap("verify").with_runtimes().run()
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_proven_course_is_shown_with_its_matrix() {
    assert_snapshot!(verified(&Project::new()), @r#"
    $ roadmap verify
    ✓ lesson first-words (node): 1 judged
    ✓ lesson first-words (python): 1 judged
    ✓ quiz first-quiz (node): 4 judged
    ✓ quiz first-quiz (python): 6 judged
    ✓ exercise double-it (node): 4 judged
           1  doubleIt(3) → 6
           2  doubleIt(0) → 0
          adds-two  ✗ ✗
          squares   ✗ ·
    ✓ exercise double-it (python): 4 judged
           1  double_it(3) → 6
           2  double_it(0) → 0
          adds-two  ✗ ✗
          squares   ✗ ·
    20 judged, 0 problems, 0 could not be looked at, 0 warnings
    --- exit code 0
    "#);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_deleted_check_is_noticed() {
    let project = Project::new();
    let check = "[[check]]\nfunction = { name = \"double_it\", args = [0], returns = 0 }\n\n";
    project.edit("course/exercises/double-it/exercise.toml", check, "");
    let done = verified(&project);
    assert_eq!(done.exit, Some(1), "{done}");
    assert_snapshot!(done, @r#"
    $ roadmap verify
    ✓ lesson first-words (node): 1 judged
    ✓ lesson first-words (python): 1 judged
    ✓ quiz first-quiz (node): 4 judged
    ✓ quiz first-quiz (python): 6 judged
    ✗ exercise double-it (node): 4 judged
        wrong-adds-two: it no longer trips doubleIt(0) → 0 (value: 2)
           1  doubleIt(3) → 6
          adds-two  ✗
          squares   ✗
    ✗ exercise double-it (python): 4 judged
        wrong-adds-two: it no longer trips double_it(0) → 0 (value: 2)
           1  double_it(3) → 6
          adds-two  ✗
          squares   ✗
    20 judged, 2 problems, 0 could not be looked at, 0 warnings
    --- exit code 1
    "#);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn swapped_messages_are_noticed() {
    let project = Project::new();
    let file = "course/exercises/double-it/exercise.toml";
    for (from, to) in [
        ("id = \"adds-two\"", "id = \"x\""),
        ("id = \"squares\"", "id = \"adds-two\""),
        ("id = \"x\"", "id = \"squares\""),
    ] {
        project.edit(file, from, to);
    }
    let done = verified(&project);
    assert_eq!(done.exit, Some(1), "{done}");
    assert!(done.stdout.contains("two was added"), "{done}");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_solution_that_fails_is_noticed() {
    let project = Project::new();
    project.edit("course/exercises/double-it/python/solution.py", "number * 2", "number * 3");
    let done = project.roadmap("verify double-it --path python").with_runtimes().run();
    assert_snapshot!(done, @r#"
    $ roadmap verify double-it --path python
    ✗ exercise double-it (python): 4 judged
        solution fails: double_it(3) → 6: expected 6, got 9
        wrong-squares is not recognised: other wrong answers fit as well, or it does not fail by itself
        solution: the verdict was passed and is differs
        wrong-squares: it was told
          `double_it(3)` gave 9: that is the number times itself. Twice is two times.
          and is told
          nothing
        wrong-squares: it no longer trips double_it(3) → 6 (value: 9)
           1  double_it(3) → 6
           2  double_it(0) → 0
          adds-two  ✗ ✗
          squares   ✗ ·
    4 judged, 5 problems, 0 could not be looked at, 0 warnings
    --- exit code 1
    "#);
}

#[test]
fn what_cannot_be_run_is_not_proven() {
    let done = Project::new().run("verify double-it --path node");
    assert_eq!(done.exit, Some(3), "{done}");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn accepting_writes_the_record() {
    let project = Project::new();
    let file = "course/exercises/double-it/record.toml";
    let record = project.read(file);
    project.edit("course/exercises/double-it/exercise.toml", "two was added.", "two was added, not multiplied.");
    assert_eq!(project.roadmap("verify double-it").with_runtimes().run().exit, Some(1));
    assert_eq!(project.read(file), record);
    assert_eq!(project.roadmap("verify double-it --accept").with_runtimes().run().exit, Some(0));
    assert_ne!(project.read(file), record);
    assert_eq!(verified(&project).exit, Some(0));
}

#[test]
fn rules_are_listed_and_explained() {
    let project = Project::new();
    let list = project.run("lint --rules");
    assert_eq!(list.exit, Some(0), "{list}");
    let rows: Vec<&str> = list.stdout.lines().collect();
    assert!(rows.iter().zip(roadmap::curriculum::RULES).all(|(row, rule)| row.starts_with(rule.name)), "{list}");
    assert_eq!(rows.len(), roadmap::curriculum::RULES.len());
    assert_snapshot!(project.run("lint --rules no-rows"), @r#"
    $ roadmap lint --rules no-rows
    no-rows

    Error. No check of a query says which rows it gives: all of them compare with
    the reference solution, which may be wrong as well.

    Bad:

    toml
      [[check]]
      sql = { data = "shop", columns = ["name"] }

    Good:

    toml
      [[check]]
      sql = { data = "shop", columns = ["name"], rows = [["Tea"], ["Jam"]] }

    Allow it in the exercise.toml, when the rows are too many to be worked out by
    hand and another check of its own looks at them.
    --- exit code 0
    "#);
    assert_snapshot!(project.run("lint --rules no-lines"), @r"
    $ roadmap lint --rules no-lines
    --- stderr
    error: there is no rule `no-lines`; `roadmap lint --rules` lists all
    --- exit code 2
    ");
    assert_eq!(project.run("lint --rules no-rows --json").exit, Some(2));
}

#[test]
fn links_that_lead_out_are_listed_for_a_job_with_a_network() {
    let project = Project::new();
    let task = "course/exercises/double-it/exercise.toml";
    project.edit(task, "Complete `", "See [this](https://example.org/doubling). Complete `");
    assert_snapshot!(project.run("lint --links"), @r"
    $ roadmap lint --links
    https://example.org/doubling
    --- exit code 0
    ");
}
