//! Tests of how lessons read, and of the links that lead out.

use crate::curriculum::lint::links;
use crate::curriculum::testing::Course;

const LESSON: &str = "curriculum/first-steps/hello.md";
const EXERCISE: &str = "exercises/say-hello/exercise.toml";
const ALLOW: &str = "allow = [{ rule = \"lesson-length\", reason = \"Made for tests.\" }]\n";

fn check(course: &Course, expected: &str) {
    let shown = course.lint();
    assert_eq!(shown, expected, "\n{shown}");
}

/// A lesson with this text, of which there is enough.
fn lesson(text: &str) -> Course {
    let filler = "This line has the words that it needs.\n".repeat(70);
    Course::new().change(LESSON, ALLOW, "").change(LESSON, "Read this", &format!("{filler}\n{text}\n\nRead this"))
}

#[test]
fn a_lesson_has_neither_too_few_nor_too_many_words() {
    check(
        &Course::new().change(LESSON, ALLOW, ""),
        "\
warning[lesson-length]: 6 words on the node path, where 500 to 1400 are usual
 --> curriculum/first-steps/hello.md:2:9
  |
2 | title = \"Hello\"
  |         ^^^^^^^
  |
  = help: show more of it, or make it a part of another lesson

1 warning
",
    );
    check(&lesson("Nothing more."), "");
    let shown = lesson(&"One more line. ".repeat(300)).lint();
    assert!(shown.contains("1466 words on the node path") && shown.contains("make two lessons of it"), "{shown}");
    // What is still to be written is no short lesson.
    let shown = Course::new().change(LESSON, ALLOW, "").change(LESSON, "Read this", "TODO: write.\n\nRead this").lint();
    assert!(!shown.contains("lesson-length"), "{shown}");
}

#[test]
fn a_sentence_is_not_too_long() {
    check(
        &lesson(&format!("Short. {}end.", "more words and ".repeat(14))),
        "\
warning[long-sentence]: a sentence of 43 words
  --> curriculum/first-steps/hello.md:78:8
   |
78 | ...t. more words and more words and more words and more words and more words and more words and more words and more words and more words and more words and more words and more words and more words and more words and end.
   |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: make two or three of it: more than 40 words are hard to follow

1 warning
",
    );
    check(&lesson(&format!("{}end.", "more words and ".repeat(13))), "");
}

#[test]
fn a_lesson_is_not_hard_to_read() {
    check(
        &lesson(&"Considerable preparation facilitates understanding complicated interdependencies. ".repeat(60)),
        "\
warning[hard-to-read]: this lesson is hard to read: its index is 45
 --> curriculum/first-steps/hello.md:2:9
  |
2 | title = \"Hello\"
  |         ^^^^^^^
  |
  = help: shorten sentences and use shorter words, until it is 35 at most

1 warning
",
    );
}

#[test]
fn a_table_fits_eighty_columns() {
    let wide = |columns: usize| {
        let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(columns));
        format!("{}{}{}", row("heading"), row("---"), row("incomprehensible"))
    };
    check(&lesson(&wide(3)), "");
    check(
        &lesson(&wide(8)),
        "\
warning[wide-table]: this table is too wide for 80 columns: each row becomes a list
  --> curriculum/first-steps/hello.md:78:1
   |
78 | | heading | heading | heading | heading | heading | heading | heading | heading |
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: use fewer columns or fewer words, or a list in place of the table

1 warning
",
    );
    let high = format!("| A | B |\n|---|---|\n| {} | {} |\n", "many words ".repeat(25), "more words ".repeat(25));
    let shown = lesson(&high).lint();
    assert!(shown.contains("a row of this table has 9 lines at 80 columns"), "{shown}");
}

#[test]
fn links_that_lead_out_are_listed_once() {
    let course = lesson("See [one](https://example.org/a), [again](https://example.org/a) and [hello](lesson:hello).")
        .change(EXERCISE, "Print `", "Read [this](https://example.org/b). Print `");
    let found: Vec<String> = links(&course.library()).into_iter().collect();
    assert_eq!(found, ["https://example.org/a", "https://example.org/b"]);
}
