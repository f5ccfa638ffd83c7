//! Tests of what files allow, and of the list of rules.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::curriculum::lint::rules::{RULES, Rule};
use crate::curriculum::testing::Course;
use crate::diagnostic::Severity;
use crate::markdown;

const EXERCISE: &str = "exercises/say-hello/exercise.toml";
const QUIZ: &str = "curriculum/first-steps/first-quiz.toml";
const WEEK: &str = "curriculum/first-steps/week.toml";

/// Names in `lint/` that are no rules: what is named must be there, and this cannot be otherwise anywhere.
const FAULTS: [&str; 7] = [
    "duplicate-id",
    "empty-message",
    "missing-entry",
    "missing-file",
    "nothing-to-check",
    "unknown-package",
    "unknown-rule",
];

fn check(course: &Course, expected: &str) {
    let shown = course.lint();
    assert_eq!(shown, expected, "\n{shown}");
}

/// A course in which one wrong answer is missing, and what its exercise allows.
fn with_few_wrong_answers(allow: &str) -> Course {
    Course::new()
        .change(EXERCISE, "\n[[wrong]]\nid = \"no-comma\"\nsay = \"`{actual}` lacks the comma.\"\n", "")
        .without("exercises/say-hello/node/wrong-no-comma.js")
        .without("exercises/say-hello/python/wrong-no-comma.py")
        .change(EXERCISE, "concepts =", &format!("{allow}\nconcepts ="))
}

#[test]
fn what_is_allowed_is_not_told() {
    check(&with_few_wrong_answers("allow = [{ rule = \"few-wrong-answers\", reason = \"There is one.\" }]"), "");
    check(
        &Course::new().with("exercises/say-hello/python/starter/json.py", "").change(
            EXERCISE,
            "concepts =",
            "allow = [{ rule = \"module-shadowing\", reason = \"It is the fault.\" }]\nconcepts =",
        ),
        "",
    );
    check(
        &Course::new().change("curriculum/roadmap.toml", "hours = 1.5", "hours = 0.5").change(
            WEEK,
            "items",
            "allow = [{ rule = \"too-much-work\", reason = \"A long week.\" }]\nitems",
        ),
        "",
    );
}

#[test]
fn an_allowance_names_a_rule_and_a_reason() {
    check(
        &Course::new().change(
            QUIZ,
            "minutes",
            "allow = [\n  { rule = \"unfinishd\", reason = \"x\" },\n  { rule = \"dead-link\", reason = \"x\" },\n  { rule = \"unfinished\", reason = \" \" },\n  { rule = \"unfinished\" },\n]\nminutes",
        ),
        "\
error[unknown-rule]: there is no rule `unfinishd`
 --> curriculum/first-steps/first-quiz.toml:3:12
  |
3 |   { rule = \"unfinishd\", reason = \"x\" },
  |            ^^^^^^^^^^^
  |
  = help: did you mean `unfinished`?

error[unknown-rule]: `dead-link` cannot be allowed
 --> curriculum/first-steps/first-quiz.toml:4:12
  |
4 |   { rule = \"dead-link\", reason = \"x\" },
  |            ^^^^^^^^^^^
  |
  = help: mend what it finds: `roadmap lint --rules dead-link` says how

error[empty-message]: `reason` is empty
 --> curriculum/first-steps/first-quiz.toml:5:35
  |
5 |   { rule = \"unfinished\", reason = \" \" },
  |                                   ^^^
  |
  = help: say why what the rule finds is right here

error[missing-key]: `reason` is missing
 --> curriculum/first-steps/first-quiz.toml:6:3
  |
6 |   { rule = \"unfinished\" },
  |   ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: add `reason = …`

4 errors
",
    );
}

#[test]
fn an_allowance_of_nothing_is_told() {
    check(
        &Course::new().change(QUIZ, "minutes", "allow = [{ rule = \"unfinished\", reason = \"Later.\" }]\nminutes"),
        "\
warning[unused-allow]: `unfinished` finds nothing here
 --> curriculum/first-steps/first-quiz.toml:2:19
  |
2 | allow = [{ rule = \"unfinished\", reason = \"Later.\" }]
  |                   ^^^^^^^^^^^^
  |
  = help: remove this entry

1 warning
",
    );
    let twice = "{ rule = \"few-wrong-answers\", reason = \"There is one.\" }";
    let shown = with_few_wrong_answers(&format!("allow = [{twice}, {twice}]")).lint();
    assert!(shown.contains("unused-allow") && shown.ends_with("\n1 warning\n"), "{shown}");
}

#[test]
fn of_a_broken_curriculum_it_is_not_known_what_is_allowed_in_vain() {
    let allow = "allow = [{ rule = \"concept-never-returns\", reason = \"Later.\" }]\nminutes";
    let course = || Course::new().change(QUIZ, "minutes", allow);
    assert!(course().lint().contains("unused-allow"));
    let shown = course().with("exercises/guess/exercise.toml", b"x = ").lint();
    assert!(shown.contains("error") && !shown.contains("unused-allow"), "{shown}");
}

#[test]
fn each_rule_has_a_page_with_a_bad_and_a_good_example() {
    let guide = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("curriculum/README.md")).unwrap();
    let section = guide.split_once("\n## Rules\n").unwrap().1.split("\n## ").next().unwrap();
    let headings: Vec<&str> = section.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let names: Vec<String> = Rule::names().map(|name| format!("`{name}`")).collect();
    assert_eq!(headings, names);
    for rule in RULES {
        let page = rule.page().unwrap();
        let intro = format!(
            "### `{}`\n\n**{}.** ",
            rule.name,
            if rule.severity == Severity::Error { "Error" } else { "Warning" }
        );
        assert!(page.starts_with(&intro), "{page}");
        assert!(page.contains("\nBad:\n\n```") && page.contains("\nGood:\n\n```"), "{page}");
        assert_eq!(page.contains("\nAllow it in "), rule.can_be_allowed, "{page}");
        assert_eq!(page.contains("\nIt cannot be allowed"), !rule.can_be_allowed, "{page}");
        let (_, problems) = markdown::parse(&page, 0, None);
        assert_eq!(problems, [], "{page}");
    }
}

#[test]
fn every_name_that_the_rules_use_is_in_the_list_with_its_severity() {
    let mut used = BTreeSet::new();
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/curriculum/lint")).unwrap() {
        let file = file.unwrap().path();
        if file.is_dir() {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        for (severity, word) in [(Severity::Error, "error("), (Severity::Warning, "warning(")] {
            for rest in text.split(word).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')) {
                let name = rest.split('"').next().unwrap();
                if let Some(rule) = Rule::find(name) {
                    assert_eq!(rule.severity, severity, "{name} in {}", file.display());
                } else {
                    assert!(FAULTS.contains(&name), "{name} in {}", file.display());
                }
                used.insert(name.to_owned());
            }
        }
    }
    assert!(used.len() > 15, "{used:?}");
    let names: Vec<&str> = Rule::names().collect();
    assert!(names.is_sorted(), "{names:?}");
}
