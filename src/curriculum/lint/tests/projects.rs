//! Tests of what is told about projects, and of how their milestones are laid upon each other.

use crate::check::{Content, Role};
use crate::curriculum::testing::Course;
use crate::id::Track;

const PROJECT: &str = "curriculum/projects/diary.toml";
const WEEK: &str = "curriculum/first-steps/week.toml";

fn exercise(day: u32) -> String {
    format!(
        "title = \"Day {day}\"\nconcepts = [\"output\"]\nmode = \"write\"\ndifficulty = 1\nminutes = 5\n\
         file = \"days/{day}.txt\"\ntask = \"Write.\"\nhints = [\"Read.\", \"Think.\", \"Write.\"]\n\
         [[check]]\nfile = {{ path = \"days/{day}.txt\", lines = [\"day {day}\"] }}\n\
         [[wrong]]\nid = \"night\"\nsay = \"No.\"\n[[wrong]]\nid = \"rain\"\nsay = \"No.\"\n"
    )
}

/// The valid course with a project of three milestones, the last without a starter.
fn diary() -> Course {
    let mut course = Course::new()
        .with(PROJECT, "title = \"Diary\"\nabout = \"Write.\"\nmilestones = [\"day-1\", \"day-2\", \"day-3\"]\n")
        .change(
            WEEK,
            "\n]",
            "\n  { exercise = \"day-1\" },\n  { exercise = \"day-2\" },\n  { exercise = \"day-3\" },\n]",
        );
    for day in 1..=3 {
        let folder = format!("exercises/day-{day}");
        course = course
            .with(&format!("{folder}/exercise.toml"), exercise(day))
            .with(&format!("{folder}/shared/solution.txt"), format!("day {day}\n"))
            .with(&format!("{folder}/shared/wrong-night.txt"), "night\n")
            .with(&format!("{folder}/shared/wrong-rain.txt"), "rain\n");
        if day < 3 {
            course = course.with(&format!("{folder}/shared/starter.txt"), "dear diary\n");
        }
    }
    course.with("exercises/day-2/shared/given/calendar.txt", "1 2 3\n")
}

#[track_caller]
fn check(course: &Course, expected: &str) {
    let shown = course.lint();
    assert_eq!(shown, expected, "\n{shown}");
}

fn names(content: &Content) -> Vec<&str> {
    match content {
        Content::Files(files) => files.keys().map(String::as_str).collect(),
        Content::Steps(_) => panic!("steps"),
    }
}

#[test]
fn a_project_is_no_problem() {
    check(&diary(), "");
}

#[test]
fn variants_hold_the_solutions_of_all_earlier_milestones_and_a_milestone_hands_out_its_own_files() {
    let curriculum = diary().load().0.unwrap();
    let spec = |id: &str| curriculum.exercises.get(&id.parse().unwrap()).unwrap().spec.clone();
    let second = spec("day-2");
    let starter = second.variant(Track::Node, &Role::Starter).unwrap();
    assert_eq!(names(&starter.content), ["calendar.txt", "days/1.txt", "days/2.txt"]);
    assert_eq!(
        (starter.content.text("days/1.txt"), starter.content.text("days/2.txt")),
        ("day 1\n".into(), "dear diary\n".into())
    );
    let milestone = second.milestone.unwrap();
    assert_eq!((milestone.project.as_str(), milestone.number, milestone.of), ("diary", 2, 3));
    assert_eq!(milestone.own.node.keys().collect::<Vec<_>>(), ["calendar.txt", "days/2.txt"]);
    let third = spec("day-3");
    let starter = third.variant(Track::Python, &Role::Starter).unwrap();
    assert_eq!(names(&starter.content), ["calendar.txt", "days/1.txt", "days/2.txt"]);
    assert!(third.shared && third.own(Track::Python).unwrap().is_empty());
    let earlier: Vec<_> = third.earlier().iter().map(|one| (one.number, one.title.as_str())).collect();
    assert_eq!(earlier, [(1, "Day 1"), (2, "Day 2")]);
}

#[test]
fn a_milestone_that_is_no_file_upon_a_repository_becomes_steps() {
    let steps = "[[step]]\ngit = [\"init\"]\n";
    let course = diary()
        .without("exercises/day-1/shared/solution.txt")
        .with("exercises/day-1/shared/solution.steps.toml", steps);
    let curriculum = course.load().0.unwrap();
    let spec = &curriculum.exercises.get(&"day-2".parse().unwrap()).unwrap().spec;
    let Content::Steps(steps) = &spec.variant(Track::Node, &Role::Solution).unwrap().content else { panic!("files") };
    assert_eq!(steps.len(), 2, "git init, then what this milestone writes: {steps:?}");
}

#[test]
fn a_milestone_without_a_starter_hands_out_nothing() {
    let hands_out = |exercise: &str| {
        let course = diary().with("curriculum/data/shop.sql", "SELECT 1;\n");
        course.change(exercise, "minutes = ", "hands_out = [\"shop\"]\nminutes = ")
    };
    check(&hands_out("exercises/day-2/exercise.toml"), "");
    check(
        &hands_out("exercises/day-3/exercise.toml"),
        "\
error[wrong-value]: nothing is handed out without a starter
 --> exercises/day-3/exercise.toml:5:14
  |
5 | hands_out = [\"shop\"]
  |              ^^^^^^
  |
  = help: name it in `hands_out` of the project's first milestone, or write a starter

1 error
",
    );
}

#[test]
fn a_milestone_stands_in_a_week() {
    check(
        &diary().change(WEEK, "\n  { exercise = \"day-2\" },", ""),
        "\
error[missing-entry]: the milestone `day-2` stands in no week
 --> curriculum/projects/diary.toml:3:24
  |
3 | milestones = [\"day-1\", \"day-2\", \"day-3\"]
  |                        ^^^^^^^
  |
  = help: add `{ exercise = \"day-2\" }` to the `items` of a `week.toml`

1 error
",
    );
}

#[test]
fn milestones_come_in_the_same_order_in_the_weeks() {
    check(
        &diary().change(WEEK, "day-1\" },\n  { exercise = \"day-2", "day-2\" },\n  { exercise = \"day-1"),
        "\
warning[out-of-order]: `day-2` comes before `day-1` in the weeks, and after it in the project
 --> curriculum/projects/diary.toml:3:24
  |
3 | milestones = [\"day-1\", \"day-2\", \"day-3\"]
  |                        ^^^^^^^
  |
  = help: change the order here or in `curriculum/first-steps/week.toml`

1 warning
",
    );
}

#[test]
fn an_exercise_is_a_milestone_of_one_project() {
    let other = "title = \"Other\"\nabout = \"Again.\"\nmilestones = [\"day-3\"]\n";
    check(
        &diary().with("curriculum/projects/other.toml", other),
        "\
error[duplicate-id]: `day-3` is a milestone of the project `diary` already
 --> curriculum/projects/other.toml:3:15
  |
3 | milestones = [\"day-3\"]
  |               ^^^^^^^
  |
  = help: an exercise is one milestone: remove one of them

1 error
",
    );
}

#[test]
fn a_milestone_is_an_exercise() {
    check(
        &diary().change(PROJECT, "\"day-3\"", "\"day-3\", \"day-33\""),
        "\
error[dead-link]: there is no exercise `day-33`
 --> curriculum/projects/diary.toml:3:42
  |
3 | milestones = [\"day-1\", \"day-2\", \"day-3\", \"day-33\"]
  |                                          ^^^^^^^^
  |
  = help: did you mean `day-3`?

1 error
",
    );
}

#[test]
fn a_project_has_milestones_and_an_id_of_its_own() {
    check(
        &diary().change(PROJECT, "[\"day-1\", \"day-2\", \"day-3\"]", "[]"),
        "\
error[missing-key]: a project is made of milestones, and this one has none
 --> curriculum/projects/diary.toml:3:14
  |
3 | milestones = []
  |              ^
  |
  = help: write `milestones = [\"…\", …]` with the ids of exercises, in order

error[missing-file]: the starter for the node path is missing: `exercises/day-3/node/starter.txt`
--> exercises/day-3/exercise.toml
 = help: write it; one that serves both paths goes into `shared/`

error[missing-file]: the starter for the python path is missing: `exercises/day-3/python/starter.txt`
--> exercises/day-3/exercise.toml
 = help: write it; one that serves both paths goes into `shared/`

3 errors
",
    );
    let course =
        diary().with("curriculum/projects/hello.toml", "title = \"X\"\nabout = \"Y.\"\nmilestones = [\"guess\"]\n");
    check(
        &course,
        "\
error[duplicate-id]: `hello` is the id of a lesson already
--> curriculum/projects/hello.toml
 = help: rename this project: the other one stands in `curriculum/first-steps/hello.md`

1 error
",
    );
}

#[test]
fn milestones_after_a_broken_one_are_left_out() {
    let course = diary().change("exercises/day-1/exercise.toml", "difficulty = 1", "difficulty = 9");
    check(
        &course,
        "\
error[broken-milestone]: the milestone `day-2` is left out, since `day-1` before it is broken
 --> curriculum/projects/diary.toml:3:24
  |
3 | milestones = [\"day-1\", \"day-2\", \"day-3\"]
  |                        ^^^^^^^
  |
  = help: mend `day-1` first

error[broken-milestone]: the milestone `day-3` is left out, since `day-1` before it is broken
 --> curriculum/projects/diary.toml:3:33
  |
3 | milestones = [\"day-1\", \"day-2\", \"day-3\"]
  |                                 ^^^^^^^
  |
  = help: mend `day-1` first

error[difficulty]: a difficulty is 1 to 5
 --> exercises/day-1/exercise.toml:4:14
  |
4 | difficulty = 9
  |              ^

3 errors
",
    );
    let (loaded, opened) = (course.load().0.unwrap(), course.open().0.unwrap());
    let day_3 = "day-3".parse().unwrap();
    assert!(!loaded.exercises.contains(&day_3));
    assert!(opened.exercises.contains(&day_3) && opened.exercises.get(&day_3).is_none());
}

#[test]
fn milestones_lie_in_one_folder() {
    let course = diary()
        .without("exercises/day-2/shared/starter.txt")
        .with("exercises/day-2/node/starter.txt", "x")
        .with("exercises/day-2/python/starter.txt", "x");
    check(
        &course,
        "\
error[wrong-value]: `day-1` is for both paths, and `day-2` for one
 --> curriculum/projects/diary.toml:3:24
  |
3 | milestones = [\"day-1\", \"day-2\", \"day-3\"]
  |                        ^^^^^^^
  |
  = help: milestones share one folder: put starter and solution of all into `shared/`, or of none

1 error
",
    );
}

/// The file that the author's guide shows.
fn guide() -> &'static str {
    let guide = include_str!("../../../../curriculum/README.md");
    let section = guide.split_once("\n## Projects\n").unwrap().1;
    section.split_once("```toml\n").unwrap().1.split_once("```").unwrap().0
}

#[test]
fn the_example_of_the_authors_guide_is_a_project() {
    let example = guide();
    let ids = example.split_once("milestones = [").unwrap().1.split('"').skip(1).step_by(2);
    let mut course = Course::new().with("curriculum/projects/blog-database.toml", example);
    for (id, day) in ids.zip(1..) {
        course = course
            .change(WEEK, "\n]", &format!("\n  {{ exercise = \"{id}\" }},\n]"))
            .with(&format!("exercises/{id}/exercise.toml"), exercise(day))
            .with(&format!("exercises/{id}/shared/starter.txt"), "")
            .with(&format!("exercises/{id}/shared/solution.txt"), format!("day {day}\n"))
            .with(&format!("exercises/{id}/shared/wrong-night.txt"), "night\n")
            .with(&format!("exercises/{id}/shared/wrong-rain.txt"), "rain\n");
    }
    check(&course, "");
    assert_eq!(course.load().0.unwrap().projects.len(), 1);
}
