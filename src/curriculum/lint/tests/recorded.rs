//! Tests of what accepted records say about wrong answers and checks.

use crate::curriculum::testing::Course;

const EXERCISE: &str = "exercises/say-hello/exercise.toml";

fn check(course: &Course, expected: &str) {
    let shown = course.lint();
    assert_eq!(shown, expected, "\n{shown}");
}

/// A course whose exercise has a second check, and a record in which its wrong answers do these things.
fn recorded(course: Course, no_comma: &str, small_letter: &str) -> Course {
    let course = course.change(EXERCISE, "[[wrong]]", "[[check]]\nprogram = { args = [\"x\"], exit = 0 }\n\n[[wrong]]");
    let (loaded, _) = course.load();
    let fingerprint = loaded.unwrap().exercises.get(&"say-hello".parse().unwrap()).unwrap().spec.fingerprint();
    let wrong = |name: &str, trips: &str| format!("[node.wrong-{name}]\nverdict = \"differs\"\ntrips = [{trips}]\n");
    let record = format!(
        "fingerprint = \"{fingerprint}\"\n{}{}",
        wrong("no-comma", no_comma),
        wrong("small-letter", small_letter)
    );
    course.with("exercises/say-hello/record.toml", record)
}

fn trip(check: usize, key: &str) -> String {
    format!("{{ check = {check}, label = \"x\", facet = \"stdout\", key = \"{key}\" }}")
}

#[test]
fn wrong_answers_differ_and_checks_are_tripped() {
    let (first, second) = (trip(1, "a"), trip(2, "b"));
    check(&recorded(Course::new(), &first, &second), "");
    check(
        &recorded(Course::new(), &first, &first),
        "\
warning[untripped-check]: no wrong answer of the node path trips this check, number 2
  --> exercises/say-hello/exercise.toml:13:1
   |
13 | [[check]]
   | ^^^^^^^^^
   |
   = help: what would a learner do who fails here? Make that a `[[wrong]]`, or remove the check

warning[twin-wrong-answers]: on the node path no check tells `small-letter` apart from `no-comma`
  --> exercises/say-hello/exercise.toml:21:6
   |
21 | id = \"small-letter\"
   |      ^^^^^^^^^^^^^^
   |
   = help: add a check on which they differ, or keep one of them

2 warnings
",
    );
    // An old record says nothing about what is there now.
    let old =
        recorded(Course::new(), &first, &first).with("exercises/say-hello/node/wrong-no-comma.js", "console.log(1);\n");
    check(&old, "");
}

#[test]
fn without_a_record_of_today_it_is_not_known_what_is_allowed_in_vain() {
    let allow = "allow = [{ rule = \"untripped-check\", reason = \"One more case.\" }]\nconcepts =";
    let allowed = || Course::new().change(EXERCISE, "concepts =", allow);
    let (first, second) = (trip(1, "a"), trip(2, "b"));
    assert!(recorded(allowed(), &first, &second).lint().contains("unused-allow"));
    let old = recorded(allowed(), &first, &second).with("exercises/say-hello/node/wrong-no-comma.js", "//\n");
    check(&old, "");
    check(&allowed(), "");
}
