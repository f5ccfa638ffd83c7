//! Tests of what comes first: needs, concepts, and the hours of a week.

use crate::curriculum::testing::Course;

const ROADMAP: &str = "curriculum/roadmap.toml";
const WEEK: &str = "curriculum/first-steps/week.toml";
const LESSON: &str = "curriculum/first-steps/hello.md";
const QUIZ: &str = "curriculum/first-steps/first-quiz.toml";
const EXERCISE: &str = "exercises/say-hello/exercise.toml";
const GUESS: &str = "exercises/guess/exercise.toml";

fn check(course: &Course, expected: &str) {
    let shown = course.lint();
    assert_eq!(shown, expected, "\n{shown}");
}

#[test]
fn exercises_do_not_need_each_other() {
    check(
        &Course::new()
            .change(
                WEEK,
                "  { exercise = \"say-hello\" },\n  { exercise = \"guess\" },\n",
                "  { exercise = \"say-hello\" },\n",
            )
            .change(EXERCISE, "needs = [\"hello\"]", "needs = [\"guess\"]")
            .change(
                GUESS,
                "mode",
                "needs = [\"say-hello\"]\nallow = [{ rule = \"unused-file\", reason = \"For later.\" }]\nmode",
            ),
        "\
error[circular-needs]: these need each other: `guess` → `say-hello` → `guess`
 --> exercises/say-hello/exercise.toml:3:10
  |
3 | needs = [\"guess\"]
  |          ^^^^^^^
  |
  = help: nobody could begin: remove one of these `needs`

1 error
",
    );
    check(&Course::new().change(GUESS, "mode", "needs = [\"say-hello\", \"hello\"]\nmode"), "");
}

#[test]
fn a_concept_is_taught_before_an_exercise_asks_for_it() {
    check(
        &Course::new().change(EXERCISE, "[\"output\"]", "[\"outputs\"]"),
        "\
warning[concept-not-taught]: no lesson before this teaches `outputs`
 --> exercises/say-hello/exercise.toml:2:13
  |
2 | concepts = [\"outputs\"]
  |             ^^^^^^^^^
  |
  = help: did you mean `output`?

1 warning
",
    );
    let later = Course::new().change(WEEK, "  { lesson = \"hello\" },\n", "").change(
        WEEK,
        "]\n",
        "  { lesson = \"hello\" },\n]\n",
    );
    let shown = later.change(EXERCISE, "needs = [\"hello\"]\n", "").lint();
    assert!(shown.contains("`hello` teaches it, later: move one of them"), "{shown}");
    // Where no lesson is written yet, nothing can be taught.
    let bare = Course::new()
        .with("curriculum/second-steps/week.toml", "items = [{ exercise = \"guess\" }]\n")
        .change(WEEK, "  { exercise = \"guess\" },\n", "")
        .change(GUESS, "[\"output\"]", "[\"guessing\"]");
    check(&bare, "");
}

#[test]
fn a_concept_comes_back_after_it_was_taught() {
    let course = Course::new().change(LESSON, "[\"output\"]", "[\"output\", \"greetings\"]");
    check(&course, "");
    check(
        &course.change(QUIZ, "lesson = \"hello\"\n", ""),
        "\
warning[concept-never-returns]: nothing asks for `greetings` again
 --> curriculum/first-steps/hello.md:4:23
  |
4 | concepts = [\"output\", \"greetings\"]
  |                       ^^^^^^^^^^^
  |
  = help: name it in the `concepts` of an exercise after this, or ask a question about this lesson

1 warning
",
    );
}

#[test]
fn the_items_of_a_week_fill_its_hours() {
    check(
        &Course::new().change(ROADMAP, "hours = 1.5", "hours = 3"),
        "\
warning[too-little-work]: the items take 0.8 hours, but the week is planned with 3
 --> curriculum/first-steps/week.toml:1:1
  |
1 | items = [
  | ^^^^^
  |
  = help: correct `minutes` or `hours`, or write what is missing

1 warning
",
    );
    // Without its quiz a week is still being written.
    let shown = Course::new()
        .change(ROADMAP, "hours = 1.5", "hours = 3")
        .change(WEEK, "  { quiz = \"first-quiz\" },\n", "")
        .lint();
    assert!(!shown.contains("too-little-work"), "{shown}");
}
