//! Tests of showing problems.

use std::ops::Range;
use std::sync::Arc;

use super::super::{Diagnostics, Severity, Source};
use super::{Diagnostic, Place};

fn one(text: &str, range: Range<usize>) -> Diagnostics {
    let mut all = Diagnostics::default();
    let source = Arc::new(Source { name: "curriculum/a.toml".into(), text: text.into() });
    all.file(source).error("unknown-key", range, "unknown key `b`").label("not known here").help("did you mean `a`?");
    all
}

#[test]
fn a_problem_is_shown_as_rustc_does() {
    let expected = "\
error[unknown-key]: unknown key `b`
 --> curriculum/a.toml:2:1
  |
2 | b = 2
  | ^ not known here
  |
  = help: did you mean `a`?

1 error
";
    assert_eq!(one("x = 1\nb = 2\n", 6..7).render(false), expected);
    assert_eq!(one("x = 1\r\nb = 2\r\n", 7..8).render(false), expected);
    assert_eq!(one("x = 1\nb = 2", 6..7).render(false), expected);
}

#[test]
fn tabs_and_wide_characters_keep_the_caret_in_place() {
    assert_eq!(
        one("\t日本 b = 2", 8..9).render(false),
        "\
error[unknown-key]: unknown key `b`
 --> curriculum/a.toml:1:5
  |
1 |     日本 b = 2
  |          ^ not known here
  |
  = help: did you mean `a`?

1 error
"
    );
}

#[test]
fn a_span_over_several_lines_is_shown_on_its_first_line() {
    let shown = one("x = '''\na\n'''\n", 4..13).render(false);
    assert!(shown.contains("1 | x = '''\n  |     ^^^ not known here\n"), "{shown}");
}

#[test]
fn a_file_without_text_is_named_without_a_line() {
    let all = one("", 12..120);
    assert_eq!(
        all.render(false),
        "\
error[unknown-key]: unknown key `b`
--> curriculum/a.toml
 = help: did you mean `a`?

1 error
"
    );
    let shown = serde_json::to_value(all.iter().next().unwrap().shown()).unwrap();
    assert_eq!(shown["file"], "curriculum/a.toml");
    assert_eq!(shown["line"], serde_json::Value::Null);
}

#[test]
fn a_very_long_line_is_cut_and_its_column_is_right() {
    let shown = one(&"abc日".repeat(500_000), 1_200_000..1_200_003).render(false);
    assert!(shown.contains("curriculum/a.toml:1:800001"), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() < 200), "{shown}");
}

#[test]
fn the_machine_form_counts_lines_and_characters_from_one() {
    let all = one("x = 1\n日b = 2\n", 9..10);
    let shown = all.iter().next().unwrap().shown();
    assert_eq!((shown.line, shown.col, shown.end), (Some(2), Some(2), Some(Place { line: 2, col: 3 })));
    assert_eq!(
        serde_json::to_string(&shown).unwrap(),
        "{\"file\":\"curriculum/a.toml\",\"line\":2,\"col\":2,\"end\":{\"line\":2,\"col\":3},\"severity\":\"error\",\
         \"rule\":\"unknown-key\",\"message\":\"unknown key `b`\",\"help\":\"did you mean `a`?\"}"
    );
}

#[test]
fn no_span_in_no_text_panics() {
    let texts =
        ["", "\n", "\r\n", "é", "a\u{0}b\u{1b}[31m", "日本\n\n\r\r\n", "\u{feff}x", "e\u{301}👩‍👩‍👧\t\t\n", "\u{202e}abc"];
    for text in texts {
        for start in 0..text.len() + 3 {
            for end in [0, start, start + 1, text.len(), usize::MAX] {
                for color in [false, true] {
                    assert!(one(text, start..end).render(color).contains("unknown-key"));
                }
            }
        }
    }
    assert!(one("abc", usize::MAX..usize::MAX).render(false).contains("a.toml:1:4"));
}

#[test]
fn control_characters_of_a_curriculum_never_reach_the_terminal() {
    let mut all = Diagnostics::default();
    let source = Arc::new(Source { name: "a\u{1b}[2J.md".into(), text: "\u{1b}[31mred\u{7}\n".into() });
    all.file(source).error("r", 0..1, "m\u{1b}[2J").label("l\u{1b}[2J").help("h\u{1b}[2J");
    assert!(!all.render(false).contains(['\u{1b}', '\u{7}']), "{:?}", all.render(false));
}

#[test]
fn problems_are_ordered_by_file_and_place_and_shown_once() {
    let mut all = Diagnostics::default();
    let b = Arc::new(Source { name: "b".into(), text: "12345".into() });
    let a = Arc::new(Source { name: "a".into(), text: "12345".into() });
    all.file(Arc::clone(&b)).warning("r", 3..4, "four");
    all.file(Arc::clone(&b)).error("r", 1..2, "two");
    all.file(b).error("r", 1..2, "two");
    all.file(a).error("r", 2..3, "three");
    let nowhere = Diagnostic {
        severity: Severity::Error,
        rule: "r",
        message: "nowhere".into(),
        span: None,
        label: String::new(),
        help: None,
    };
    all.push(nowhere);
    all.sort();
    let order: Vec<_> = all.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(order, ["nowhere", "three", "two", "four"]);
    assert_eq!(all.totals(), "3 errors, 1 warning");
    assert_eq!(Diagnostics::default().totals(), "no problems");
    assert_eq!(Diagnostics::default().render(false), "");
}

#[test]
fn a_file_with_nothing_but_problems_is_told_in_part() {
    let mut all = Diagnostics::default();
    let source = Arc::new(Source { name: "a".into(), text: "x".repeat(10_000) });
    let mut problems = all.file(source);
    for at in 0..10_000 {
        problems.error("r", at..at + 1, "wrong");
        problems.warning("r", at..at + 1, "odd");
    }
    all.sort();
    assert_eq!(all.totals(), "100 errors, 100 warnings");
}
