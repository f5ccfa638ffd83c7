//! Sound and broken curricula: `lint`, and what learners are told.

use insta::assert_snapshot;

use crate::project::Project;

#[test]
fn a_sound_course_has_no_problems() {
    let project = Project::new();
    assert_snapshot!(project.run("lint"), @"");
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
    assert_snapshot!(project.run("lint"), @"");
}

#[test]
fn problems_as_json_have_file_line_and_column() {
    let project = Project::new();
    project.edit("course/exercises/double-it/exercise.toml", "difficulty = 1", "difficulty = 9");
    let done = project.run("lint --json");
    assert_eq!(done.exit, Some(1));
    assert_snapshot!(done, @"");
}

#[test]
fn a_course_that_cannot_be_used_is_not_the_learners_fault() {
    let project = Project::new();
    project.write("course/curriculum/roadmap.toml", "title = [");
    assert_snapshot!(project.run("list"), @"");
    assert_snapshot!(project.run("lint --course nowhere"), @"");
    assert_snapshot!(project.run("list --course nowhere"), @"");
}

#[test]
fn what_is_sound_can_still_be_learned_in_a_course_with_problems() {
    let project = Project::new();
    project.write("course/exercises/double-it/exercise.toml", "\0\u{1b}[2J");
    let done = project.run("show first-words --path node");
    assert_eq!(done.exit, Some(0), "{done}");
    assert!(done.stderr.contains("`roadmap lint` shows them"), "{done}");
    assert_snapshot!(project.run("start double-it --path node"), @"");
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
