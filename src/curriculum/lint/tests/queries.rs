//! Tests of what is told about queries that nobody has worked out by hand.

use crate::curriculum::testing::Course;

const EXERCISE: &str = "exercises/say-hello/exercise.toml";

#[test]
fn a_query_that_is_only_compared_with_the_reference_is_told() {
    let with =
        |checks: &str| Course::new().change(EXERCISE, "program = { stdout = \"Hello, backend!\\n\" }", checks).lint();
    let told = with(
        "sql = { data = \"empty\", part = \"one\" }\n[[check]]\nsql = { data = \"empty\", part = \"two\", rows = [[1]] }",
    );
    assert!(told.contains("error[no-rows]: no check says which rows the query `one` gives\n"), "{told}");
    assert!(!told.contains("`two`"), "{told}");
    let good = with(
        "sql = { data = \"empty\" }\n[[check]]\nsql = { data = \"empty\", then = [{ query = \"SELECT 1\", rows = [[1]] }] }",
    );
    assert_eq!(good, "");
}
