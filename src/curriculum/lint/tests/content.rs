//! Tests of what is told about texts, checks and numbers: the valid course with one thing broken, and the whole text that is shown.

use crate::curriculum::testing::Course;

const ROADMAP: &str = "curriculum/roadmap.toml";
const LESSON: &str = "curriculum/first-steps/hello.md";
const QUIZ: &str = "curriculum/first-steps/first-quiz.toml";
const EXERCISE: &str = "exercises/say-hello/exercise.toml";
const GUESS: &str = "exercises/guess/exercise.toml";

/// Breaks the course, and compares what `lint` shows.
fn check(broken: &Course, expected: &str) {
    let shown = broken.lint();
    assert_eq!(shown, expected, "\n{shown}");
}

#[test]
fn texts_for_learners_are_not_empty() {
    check(
        &Course::new()
            .change(EXERCISE, "`{actual}` lacks the comma.", "  ")
            .change(EXERCISE, "\"Read the lesson again.\"", "\"\"")
            .change(ROADMAP, "outcome = \"greet\"", "outcome = \"\""),
        "\
error[empty-message]: `outcome` is empty
  --> curriculum/roadmap.toml:29:11
   |
29 | outcome = \"\"
   |           ^^
   |
   = help: write what learners should read here

error[empty-message]: `hints` is empty
 --> exercises/say-hello/exercise.toml:8:10
  |
8 | hints = [\"\", \"Text stands in quotes.\", \"Call the function that prints.\"]
  |          ^^
  |
  = help: write what learners should read here

error[empty-message]: `say` is empty
  --> exercises/say-hello/exercise.toml:15:7
   |
15 | say = \"  \"
   |       ^^^^
   |
   = help: write what learners should read here

3 errors
",
    );
}

#[test]
fn an_exercise_has_three_hints() {
    check(
        &Course::new().change(EXERCISE, "\"Text stands in quotes.\", ", ""),
        "\
error[too-few-hints]: an exercise has 3 hints, this one has 2
 --> exercises/say-hello/exercise.toml:8:9
  |
8 | hints = [\"Read the lesson again.\", \"Call the function that prints.\"]
  |         ^
  |
  = help: write where to look, which idea, and almost the line

1 error
",
    );
}

#[test]
fn markdown_is_what_the_tutor_can_show() {
    check(
        &Course::new().change(LESSON, "Read this", "Read <b>this").change(
            EXERCISE,
            "Text stands in quotes.",
            "Text <i>stands in quotes.",
        ),
        "\
error[unsupported-markdown]: HTML is not supported
 --> curriculum/first-steps/hello.md:8:6
  |
8 | Read <b>this, then do [the exercise](exercise:say-hello).
  |      ^^^
  |
  = help: use markdown, or put it into backquotes to show it

error[unsupported-markdown]: HTML is not supported
 --> exercises/say-hello/exercise.toml:8:42
  |
8 | hints = [\"Read the lesson again.\", \"Text <i>stands in quotes.\", \"Call the function that prints.\"]
  |                                          ^^^
  |
  = help: use markdown, or put it into backquotes to show it

2 errors
",
    );
}

#[test]
fn an_exercise_has_a_check_for_each_path() {
    check(
        &Course::new().change(EXERCISE, "[[check]]", "[[check]]\npaths = [\"node\"]"),
        "\
error[nothing-to-check]: this exercise has no check for the python path
--> exercises/say-hello/exercise.toml
 = help: add one, or widen the `paths` of a check

1 error
",
    );
}

#[test]
fn an_exercise_has_checks() {
    check(
        &Course::new().change(EXERCISE, "[[check]]\nprogram = { stdout = \"Hello, backend!\\n\" }\n", ""),
        "\
error[nothing-to-check]: this exercise has no checks
--> exercises/say-hello/exercise.toml
 = help: add a `[[check]]`

1 error
",
    );
}

#[test]
fn a_quiz_has_questions_for_each_path() {
    check(
        &Course::new().change(QUIZ, "ask =", "paths = [\"python\"]\nask ="),
        "\
error[nothing-to-check]: this quiz has no questions for the node path
--> curriculum/first-steps/first-quiz.toml
 = help: add a `[[question]]`, or widen the `paths` of one

1 error
",
    );
}

#[test]
fn each_path_has_two_wrong_answers() {
    check(
        &Course::new().without("exercises/say-hello/node/wrong-no-comma.js"),
        "\
warning[few-wrong-answers]: the node path has fewer than 2 known wrong answers: 1
--> exercises/say-hello/exercise.toml
 = help: what do learners really get wrong here? Each answer to that is a `[[wrong]]` with its file

1 warning
",
    );
}

#[test]
fn a_hint_does_not_hold_the_solution() {
    check(
        &Course::new().with("exercises/say-hello/node/solution.js", "const greeting = 'Hello, backend!';\nconsole.log(greeting);\n").change(EXERCISE, "Call the function that prints.", "Write `const greeting = 'Hello, backend!';` first."),
        "\
warning[hint-holds-solution]: this hint holds a line of the solution
 --> exercises/say-hello/exercise.toml:8:70
  |
8 | hints = [\"Read the lesson again.\", \"Text stands in quotes.\", \"Write `const greeting = 'Hello, backend!';` first.\"]
  |                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this line
  |
  = help: leave the last step to the learner

1 warning
",
    );
}

#[test]
fn a_hint_tells_a_line_however_it_is_spaced() {
    let with_hint = |hint: &str| {
        let solution = "const greeting = 'Hello, backend!';\nconsole.log(greeting);\n";
        let course = Course::new().with("exercises/say-hello/node/solution.js", solution);
        course.change(EXERCISE, "Call the function that prints.", hint).lint()
    };
    assert!(with_hint("Write `const greeting =\\n  'Hello, backend!';`").contains("hint-holds-solution"));
    assert_eq!(with_hint("Write `const greeting = …`"), "");
}

#[test]
fn the_items_of_a_week_fit_into_its_hours() {
    check(
        &Course::new().change(ROADMAP, "hours = 1.5", "hours = 0.5"),
        "\
warning[too-much-work]: the items take 0.8 hours, but the week is planned with 0.5
 --> curriculum/first-steps/week.toml:1:1
  |
1 | items = [
  | ^^^^^
  |
  = help: correct `minutes` or `hours`, or move items to another week

1 warning
",
    );
}

#[test]
fn hours_are_a_number_of_hours() {
    check(
        &Course::new().change(ROADMAP, "hours = 1.5", "hours = nan"),
        "\
error[wrong-value]: a week has 0 to 100 hours
  --> curriculum/roadmap.toml:30:9
   |
30 | hours = nan
   |         ^^^

1 error
",
    );
}

#[test]
fn a_sample_hides_no_module() {
    check(
        &Course::new().change(LESSON, "run=hello.py", "run=json.py"),
        "\
error[module-shadowing]: `json.py` hides the module `json`
  --> curriculum/first-steps/hello.md:18:1
   |
18 | ```py run=json.py
   | ^^^^^^^^^^^^^^^^^
   |
   = help: choose another name: every program beside it would import this file instead

1 error
",
    );
}

#[test]
fn a_file_of_a_variant_hides_no_module() {
    check(
        &Course::new().with("exercises/say-hello/python/starter/random.py", ""),
        "\
error[module-shadowing]: `random.py` hides the module `random`
--> exercises/say-hello/python/starter/random.py
 = help: choose another name: every program beside it would import this file instead

1 error
",
    );
}

#[test]
fn a_difficulty_is_one_to_five() {
    check(
        &Course::new().change(EXERCISE, "difficulty = 1", "difficulty = 6"),
        "\
error[difficulty]: a difficulty is 1 to 5
 --> exercises/say-hello/exercise.toml:5:14
  |
5 | difficulty = 6
  |              ^

1 error
",
    );
}

#[test]
fn minutes_limits_and_enough_have_bounds() {
    check(
        &Course::new()
            .change(EXERCISE, "minutes = 15", "minutes = 0\nlimits = { seconds = 0, memory_mb = 99999 }\nenough = 1")
            .change(GUESS, "enough = 1", "enough = 2"),
        "\
error[wrong-value]: `enough` can only be 1: there is one question
 --> exercises/guess/exercise.toml:8:10
  |
8 | enough = 2
  |          ^

error[wrong-value]: this takes 1 to 600 minutes
 --> exercises/say-hello/exercise.toml:6:11
  |
6 | minutes = 0
  |           ^

error[wrong-value]: a program may take 0.1 to 120 seconds
 --> exercises/say-hello/exercise.toml:7:22
  |
7 | limits = { seconds = 0, memory_mb = 99999 }
  |                      ^

error[wrong-value]: a program may use 16 to 4096 MB
 --> exercises/say-hello/exercise.toml:7:37
  |
7 | limits = { seconds = 0, memory_mb = 99999 }
  |                                     ^^^^^

error[wrong-value]: `enough` is for exercises that only ask questions
 --> exercises/say-hello/exercise.toml:8:10
  |
8 | enough = 1
  |          ^
  |
  = help: remove it: all checks must pass

5 errors
",
    );
}

#[test]
fn a_word_that_is_almost_filled_in_is_told() {
    check(
        &Course::new().change(EXERCISE, "`{actual}`", "`{acutal}` and ${acutal} and {name}"),
        "\
warning[unknown-placeholder]: `{acutal}` is not filled in
  --> exercises/say-hello/exercise.toml:15:9
   |
15 | say = \"`{acutal}` and ${acutal} and {name} lacks the comma.\"
   |         ^^^^^^^^
   |
   = help: did you mean `{actual}`?

1 warning
",
    );
}

#[test]
fn steps_do_one_thing_each_within_the_folder() {
    check(
        &Course::new().with("exercises/say-hello/shared/alternate-s.steps.toml", "step = [\n  { write = { \"../x\" = \"\" } },\n  { git = [\"init\"], write = {} },\n  { gti = [\"init\"] },\n]\n"),
        "\
error[wrong-value]: `../x` does not lie in the exercise's folder
 --> exercises/say-hello/shared/alternate-s.steps.toml:2:15
  |
2 |   { write = { \"../x\" = \"\" } },
  |               ^^^^^^
  |
  = help: write a name such as `notes/today.txt`, with `/` and without `..`

error[unknown-kind]: a step is one thing
 --> exercises/say-hello/shared/alternate-s.steps.toml:3:3
  |
3 |   { git = [\"init\"], write = {} },
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write either `write = { FILE = TEXT }` or `git = [ARGUMENT, …]`

error[unknown-key]: unknown key `gti`
 --> exercises/say-hello/shared/alternate-s.steps.toml:4:5
  |
4 |   { gti = [\"init\"] },
  |     ^^^ not known here
  |
  = help: did you mean `git`?

3 errors
",
    );
}

#[test]
fn garbage_as_a_lesson_is_told_with_its_place() {
    check(
        &Course::new().with(LESSON, b"+++\ntitle = \"\x89PNG\0\xff\"\n"),
        "\
error[not-text]: `curriculum/first-steps/hello.md` is no UTF-8 text: byte 13 is 0x89
 --> curriculum/first-steps/hello.md:2:10
  |
2 | title = \"�PNG␀�\"
  |          ^ text ends here
  |
  = help: save the file as UTF-8 text

1 error
",
    );
}

#[test]
fn a_folder_in_place_of_a_lesson_is_told() {
    check(
        &Course::new().with_folder(LESSON),
        "\
error[unreadable-file]: `curriculum/first-steps/hello.md` is a folder, but a file is needed
--> curriculum/first-steps/hello.md
 = help: move the folder away, and put a file in its place

1 error
",
    );
}
