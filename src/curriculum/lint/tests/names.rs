//! Tests of what is told about ids, links and files: the valid course with one thing broken, and the whole text that is shown.

use crate::curriculum::testing::Course;

const ROADMAP: &str = "curriculum/roadmap.toml";
const WEEK: &str = "curriculum/first-steps/week.toml";
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
fn an_id_is_there_once() {
    check(
        &Course::new().change(QUIZ, "what-is-printed", "two-and-two"),
        "\
error[duplicate-id]: `two-and-two` is the id of a question already
  --> exercises/guess/exercise.toml:12:6
   |
12 | id = \"two-and-two\"
   |      ^^^^^^^^^^^^^
   |
   = help: rename this question: the other one stands in `curriculum/first-steps/first-quiz.toml`

1 error
",
    );
}

#[test]
fn an_exercise_stands_in_one_week() {
    check(
        &Course::new().change(WEEK, "{ quiz", "{ exercise = \"say-hello\" },\n  { quiz"),
        "\
error[duplicate-id]: the exercise `say-hello` stands in the weeks twice
 --> curriculum/first-steps/week.toml:5:16
  |
5 |   { exercise = \"say-hello\" },
  |                ^^^^^^^^^^^
  |
  = help: it stands in `curriculum/first-steps/week.toml` already: remove one of them

1 error
",
    );
}

#[test]
fn a_week_is_there_once() {
    check(
        &Course::new().change(ROADMAP, "second-steps", "first-steps"),
        "\
error[duplicate-id]: there are two weeks `first-steps`
  --> curriculum/roadmap.toml:36:6
   |
36 | id = \"first-steps\"
   |      ^^^^^^^^^^^^^
   |
   = help: rename one of them

1 error
",
    );
}

#[test]
fn a_variant_is_there_once() {
    check(
        &Course::new().with("exercises/say-hello/node/solution/main.js", "x"),
        "\
error[duplicate-id]: `exercises/say-hello/node/solution` and `exercises/say-hello/node/solution.js` are the same variant
--> exercises/say-hello/node/solution
 = help: remove one of them

1 error
",
    );
}

#[test]
fn an_item_without_its_file_is_told_with_a_similar_one() {
    check(
        &Course::new()
            .change(WEEK, "\"guess\"", "\"gues\"")
            .without("exercises/guess")
            .with("exercises/guesses/README.md", ""),
        "\
error[dead-link]: there is no exercise `gues`: `exercises/gues/exercise.toml` is not there
 --> curriculum/first-steps/week.toml:4:16
  |
4 |   { exercise = \"gues\" },
  |                ^^^^^^
  |
  = help: did you mean `guesses`?

error[missing-file]: `exercises/guesses/exercise.toml` is not there
--> exercises/guesses/exercise.toml
 = help: write it, or correct the name

2 errors
",
    );
}

#[test]
fn an_item_whose_file_lies_elsewhere_is_told_where() {
    check(
        &Course::new().with("curriculum/orientation/week.toml", "items = [{ lesson = \"hello\" }]"),
        "\
error[dead-link]: there is no lesson `hello`: `curriculum/orientation/hello.md` is not there
 --> curriculum/orientation/week.toml:1:21
  |
1 | items = [{ lesson = \"hello\" }]
  |                     ^^^^^^^
  |
  = help: it lies in another place: `curriculum/first-steps/hello.md`

1 error
",
    );
}

#[test]
fn a_need_that_is_not_there_is_told() {
    check(
        &Course::new().change(EXERCISE, "needs = [\"hello\"]", "needs = [\"helo\"]"),
        "\
error[dead-link]: `helo` is not a lesson or an exercise
 --> exercises/say-hello/exercise.toml:3:10
  |
3 | needs = [\"helo\"]
  |          ^^^^^^
  |
  = help: did you mean `hello`?

1 error
",
    );
}

#[test]
fn a_need_comes_before() {
    check(
        &Course::new().change(EXERCISE, "needs = [\"hello\"]", "needs = [\"guess\"]"),
        "\
warning[out-of-order]: `guess` does not come before this exercise
 --> exercises/say-hello/exercise.toml:3:10
  |
3 | needs = [\"guess\"]
  |          ^^^^^^^
  |
  = help: change the order in `week.toml`, or remove it from `needs`

1 warning
",
    );
}

#[test]
fn the_lesson_of_a_question_is_there() {
    check(
        &Course::new().change(QUIZ, "lesson = \"hello\"", "lesson = \"helo\""),
        "\
error[dead-link]: `helo` is not a lesson
 --> curriculum/first-steps/first-quiz.toml:7:10
  |
7 | lesson = \"helo\"
  |          ^^^^^^
  |
  = help: did you mean `hello`?

1 error
",
    );
}

#[test]
fn a_link_in_a_lesson_leads_somewhere() {
    check(
        &Course::new().change(LESSON, "exercise:say-hello", "exercise:say-helo"),
        "\
error[dead-link]: `say-helo` is not an exercise
 --> curriculum/first-steps/hello.md:8:35
  |
8 | Read this, then do [the exercise](exercise:say-helo).
  |                                   ^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `say-hello`?

1 error
",
    );
}

#[test]
fn a_link_in_a_task_leads_somewhere() {
    check(
        &Course::new().change(EXERCISE, "Print `Hello", "See [this](lesson:bye). Print `Hello"),
        "\
error[dead-link]: `bye` is not a lesson
 --> exercises/say-hello/exercise.toml:7:20
  |
7 | task = \"See [this](lesson:bye). Print `Hello, backend!`\"
  |                    ^^^^^^^^^^
  |
  = help: name a lesson of this curriculum

1 error
",
    );
}

#[test]
fn a_lesson_that_no_week_has_is_not_found() {
    check(
        &Course::new().with("curriculum/first-steps/old.md", "").change(EXERCISE, "[\"hello\"]", "[\"old\"]"),
        "\
warning[unused-file]: nothing uses `curriculum/first-steps/old.md`
--> curriculum/first-steps/old.md
 = help: add it to the `items` of its week, or remove it

error[dead-link]: `old` is not a lesson or an exercise
 --> exercises/say-hello/exercise.toml:3:10
  |
3 | needs = [\"old\"]
  |          ^^^^^
  |
  = help: `curriculum/first-steps/old.md` stands in no week: add it to the `items` of its `week.toml`

1 error, 1 warning
",
    );
}

#[test]
fn starter_and_solution_are_there_for_each_path() {
    check(
        &Course::new().without("exercises/say-hello/python/starter").without("exercises/say-hello/node/solution.js"),
        "\
error[missing-file]: the solution for the node path is missing: `exercises/say-hello/node/solution.js`
--> exercises/say-hello/exercise.toml
 = help: write it; one that serves both paths goes into `shared/`

error[missing-file]: the starter for the python path is missing: `exercises/say-hello/python/starter.py`
--> exercises/say-hello/exercise.toml
 = help: write it; one that serves both paths goes into `shared/`

2 errors
",
    );
}

#[test]
fn a_wrong_answer_has_a_file() {
    check(
        &Course::new().change(EXERCISE, "[[wrong]]", "[[wrong]]\nid = \"other\"\nsay = \"No.\"\n\n[[wrong]]"),
        "\
error[missing-file]: there is no `wrong-other.*` in `node/`, `python/` or `shared/`
  --> exercises/say-hello/exercise.toml:14:6
   |
14 | id = \"other\"
   |      ^^^^^^^
   |
   = help: write what a learner would write, or remove this entry

1 error
",
    );
}

#[test]
fn a_wrong_file_has_a_message() {
    check(
        &Course::new().with("exercises/say-hello/node/wrong-other.js", ""),
        "\
error[missing-entry]: nothing is said about `exercises/say-hello/node/wrong-other.js`
--> exercises/say-hello/node/wrong-other.js
 = help: add a `[[wrong]]` with `id = \"other\"` and `say`, or remove the file

1 error
",
    );
}

#[test]
fn a_week_with_a_folder_has_its_list() {
    check(
        &Course::new().with("curriculum/second-steps/README.md", ""),
        "\
error[missing-file]: `curriculum/second-steps/week.toml` is not there
--> curriculum/second-steps/week.toml
 = help: write it, or correct the name

1 error
",
    );
}

#[test]
fn a_folder_of_exercises_holds_exercises() {
    check(
        &Course::new().without(GUESS),
        "\
error[missing-file]: `exercises/guess/exercise.toml` is not there
--> exercises/guess/exercise.toml
 = help: write it, or correct the name

1 error
",
    );
}

#[test]
fn a_variant_has_the_ending_of_its_path() {
    check(
        &Course::new().with("exercises/say-hello/node/alternate-x.py", ""),
        "\
error[wrong-ending]: `exercises/say-hello/node/alternate-x.py` cannot be used: a variant here ends in `.js`, `.toml`, `.steps.toml`
--> exercises/say-hello/node/alternate-x.py
 = help: rename it, or put all files of the variant into a folder of this name

1 error
",
    );
}

#[test]
fn programs_do_not_answer_questions() {
    check(
        &Course::new()
            .with("exercises/guess/node/alternate-a.js", "")
            .with("exercises/say-hello/node/alternate-y.toml", ""),
        "\
error[wrong-ending]: `exercises/guess/node/alternate-a.js` does not fit: this exercise asks questions
--> exercises/guess/node/alternate-a.js
 = help: write the answers into a file that ends in `.toml`

error[wrong-ending]: `exercises/say-hello/node/alternate-y.toml` does not fit: this exercise asks no questions
--> exercises/say-hello/node/alternate-y.toml
 = help: write a program, or add a `[[check]]` with an `answer`

2 errors
",
    );
}

#[test]
fn files_that_nobody_uses_are_told() {
    check(
        &Course::new()
            .with("curriculum/first-steps/old.md", "")
            .with("curriculum/secnd-steps/a.md", "")
            .with("exercises/say-hello/node/startr.js", "")
            .with("exercises/say-hello/notes.txt", ""),
        "\
warning[unused-file]: nothing uses `curriculum/first-steps/old.md`
--> curriculum/first-steps/old.md
 = help: add it to the `items` of its week, or remove it

warning[unused-file]: there is no week `secnd-steps`
--> curriculum/secnd-steps
 = help: did you mean `second-steps`?

warning[unused-file]: `exercises/say-hello/node/startr.js` is no variant, and nothing uses it
--> exercises/say-hello/node/startr.js
 = help: did you mean `starter`?

warning[unused-file]: nothing uses `exercises/say-hello/notes.txt`
--> exercises/say-hello/notes.txt
 = help: variants lie in `node/`, `python/` or `shared/`; remove what is none

4 warnings
",
    );
}

#[test]
fn an_exercise_that_no_week_has_is_told() {
    check(
        &Course::new().change(WEEK, "  { exercise = \"guess\" },\n", ""),
        "\
warning[unused-file]: no week has the exercise `guess`
--> exercises/guess/exercise.toml
 = help: add `{ exercise = \"guess\" }` to the `items` of a `week.toml`

1 warning
",
    );
}
