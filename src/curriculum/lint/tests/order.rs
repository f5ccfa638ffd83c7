//! Tests of what comes first: needs, concepts, and the hours of a week.

use crate::curriculum::testing::Course;

const ROADMAP: &str = "curriculum/roadmap.toml";
const WEEK: &str = "curriculum/first-steps/week.toml";
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
