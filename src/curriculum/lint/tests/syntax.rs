//! Tests of what is told about the form of files: the valid course with one thing broken, and the whole text that is shown.

use crate::curriculum::testing::Course;

const ROADMAP: &str = "curriculum/roadmap.toml";
const WEEK: &str = "curriculum/first-steps/week.toml";
const LESSON: &str = "curriculum/first-steps/hello.md";
const EXERCISE: &str = "exercises/say-hello/exercise.toml";

/// Breaks the course, and compares what `lint` shows.
fn check(broken: &Course, expected: &str) {
    let shown = broken.lint();
    assert_eq!(shown, expected, "\n{shown}");
}

#[test]
fn a_text_without_quotes_is_no_toml() {
    check(
        &Course::new().change(ROADMAP, "\"A small course\"", "A small course"),
        "\
error[syntax]: this is no TOML: string values must be quoted, expected literal string
 --> curriculum/roadmap.toml:1:9
  |
1 | title = A small course
  |         ^^^^^^^^^^^^^^

1 error
",
    );
}

#[test]
fn a_bracket_that_is_not_closed_is_told_once() {
    check(
        &Course::new().change(EXERCISE, "needs = [\"hello\"]", "needs = [\"hello\""),
        "\
error[syntax]: this is no TOML: missing comma between array elements, expected `,`
 --> exercises/say-hello/exercise.toml:4:1
  |
4 | mode = \"write\"
  | ^
  |
  = help: is a comma missing before this, or a closing bracket?

1 error
",
    );
}

#[test]
fn several_syntax_errors_are_told_at_once() {
    check(
        &Course::new().change(EXERCISE, "difficulty = 1", "difficulty = ").change(
            EXERCISE,
            "minutes = 15",
            "minutes 15",
        ),
        "\
error[syntax]: this is no TOML: string values must be quoted, expected literal string
 --> exercises/say-hello/exercise.toml:5:14
  |
5 | difficulty = 
  |              ^

error[syntax]: this is no TOML: key with no value, expected `=`
 --> exercises/say-hello/exercise.toml:6:9
  |
6 | minutes 15
  |         ^

2 errors
",
    );
}

#[test]
fn front_matter_is_placed_in_its_file() {
    check(
        &Course::new().change(LESSON, "minutes = 20", "minutes 20"),
        "\
error[syntax]: this is no TOML: key with no value, expected `=`
 --> curriculum/first-steps/hello.md:3:9
  |
3 | minutes 20
  |         ^

1 error
",
    );
}

#[test]
fn a_lesson_without_front_matter_is_told_how_to_begin() {
    check(
        &Course::new().with(LESSON, "# Hello\n"),
        "\
error[syntax]: a lesson begins with its front matter
 --> curriculum/first-steps/hello.md:1:1
  |
1 | # Hello
  | ^^^
  |
  = help: begin with `+++`, then `title = \"…\"`, `minutes = …` and `outcome = \"…\"`, then `+++`

1 error
",
    );
}

#[test]
fn an_empty_lesson_is_told_how_to_begin() {
    check(
        &Course::new().with(LESSON, ""),
        "\
error[syntax]: a lesson begins with its front matter
--> curriculum/first-steps/hello.md
 = help: begin with `+++`, then `title = \"…\"`, `minutes = …` and `outcome = \"…\"`, then `+++`

1 error
",
    );
}

#[test]
fn a_lesson_has_a_text() {
    check(
        &Course::new().with(LESSON, "+++\ntitle = \"Hello\"\nminutes = 20\noutcome = \"x\"\n+++\n\n"),
        "\
error[empty-message]: this lesson has no text
 --> curriculum/first-steps/hello.md:6:1
  |
6 |
  | ^
  |
  = help: write it below the second `+++`

1 error
",
    );
}

#[test]
fn an_unknown_key_is_told_with_the_known_one() {
    check(
        &Course::new().change(EXERCISE, "minutes = 15", "minutes = 15\nlimit = { seconds = 1 }"),
        "\
error[unknown-key]: unknown key `limit`
 --> exercises/say-hello/exercise.toml:7:1
  |
7 | limit = { seconds = 1 }
  | ^^^^^ not known here
  |
  = help: did you mean `limits`?

1 error
",
    );
}

#[test]
fn all_unknown_keys_of_a_check_are_told() {
    check(
        &Course::new().change(EXERCISE, "[[check]]", "[[check]]\nlable = \"x\"\npats = []"),
        "\
error[unknown-key]: unknown key `lable`
  --> exercises/say-hello/exercise.toml:11:1
   |
11 | lable = \"x\"
   | ^^^^^ not known here
   |
   = help: did you mean `label`?

error[unknown-key]: unknown key `pats`
  --> exercises/say-hello/exercise.toml:12:1
   |
12 | pats = []
   | ^^^^ not known here
   |
   = help: did you mean `paths`?

2 errors
",
    );
}

#[test]
fn an_unknown_kind_of_check_is_told_with_the_known_one() {
    check(
        &Course::new().change(EXERCISE, "program =", "progam ="),
        "\
error[unknown-kind]: there is no kind `progam`
  --> exercises/say-hello/exercise.toml:11:1
   |
11 | progam = { stdout = \"Hello, backend!\\n\" }
   | ^^^^^^ not known here
   |
   = help: did you mean `program`?

1 error
",
    );
}

#[test]
fn an_item_of_a_week_is_one_thing() {
    check(
        &Course::new().change(WEEK, "{ exercise = \"guess\" }", "{ exercise = \"guess\", quiz = \"first-quiz\" }"),
        "\
error[unknown-kind]: an item is one thing
 --> curriculum/first-steps/week.toml:4:3
  |
4 |   { exercise = \"guess\", quiz = \"first-quiz\" },
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write one of `lesson`, `quiz` and `exercise` with its id

warning[unused-file]: no week has the exercise `guess`
--> exercises/guess/exercise.toml
 = help: add `{ exercise = \"guess\" }` to the `items` of a `week.toml`

1 error, 1 warning
",
    );
}

#[test]
fn an_unknown_value_is_told_with_the_known_one() {
    check(
        &Course::new().change(EXERCISE, "mode = \"write\"", "mode = \"wirte\""),
        "\
error[unknown-value]: `wirte` is not known here
 --> exercises/say-hello/exercise.toml:4:8
  |
4 | mode = \"wirte\"
  |        ^^^^^^^
  |
  = help: did you mean `write`?

1 error
",
    );
}

#[test]
fn all_wrong_types_of_a_file_are_told() {
    check(
        &Course::new()
            .change(EXERCISE, "\"Say hello\"", "1")
            .change(EXERCISE, "minutes = 15", "minutes = \"15\"")
            .change(EXERCISE, "hints = [", "hints = [3, "),
        "\
error[wrong-type]: expected a text in quotes, found the number `1`
 --> exercises/say-hello/exercise.toml:1:9
  |
1 | title = 1
  |         ^

error[wrong-type]: expected a whole number, 0 or more, found the text \"15\"
 --> exercises/say-hello/exercise.toml:6:11
  |
6 | minutes = \"15\"
  |           ^^^^

error[too-few-hints]: an exercise has 3 hints, this one has 4
 --> exercises/say-hello/exercise.toml:8:9
  |
8 | hints = [3, \"Read the lesson again.\", \"Text stands in quotes.\", \"Call the function that prints.\"]
  |         ^
  |
  = help: write where to look, which idea, and almost the line

error[wrong-type]: expected one value, or one for each path: `{ node = …, python = … }`, found the number `3`
 --> exercises/say-hello/exercise.toml:8:10
  |
8 | hints = [3, \"Read the lesson again.\", \"Text stands in quotes.\", \"Call the function that prints.\"]
  |          ^

4 errors
",
    );
}

#[test]
fn all_missing_keys_of_a_file_are_told() {
    check(
        &Course::new().change(EXERCISE, "minutes = 15\n", "").change(EXERCISE, "mode = \"write\"\n", ""),
        "\
error[missing-key]: `minutes` is missing
--> exercises/say-hello/exercise.toml
 = help: add `minutes = …`

error[missing-key]: `mode` is missing
--> exercises/say-hello/exercise.toml
 = help: add `mode = …`

2 errors
",
    );
}

#[test]
fn an_id_is_a_slug() {
    check(
        &Course::new()
            .change(EXERCISE, "id = \"no-comma\"", "id = \"No Comma\"")
            .without("exercises/say-hello/node/wrong-no-comma.js")
            .without("exercises/say-hello/python/wrong-no-comma.py")
            .with("exercises/say-hello/shared/wrong-x/a", "")
            .change(EXERCISE, "small-letter", "x")
            .without("exercises/say-hello/node/wrong-small-letter.js")
            .without("exercises/say-hello/python/wrong-small-letter.py"),
        "\
error[bad-id]: `No Comma` is no id: use small letters, digits and single hyphens, such as `celsius-to-fahrenheit`
  --> exercises/say-hello/exercise.toml:14:6
   |
14 | id = \"No Comma\"
   |      ^^^^^^^^^^

1 error
",
    );
}
