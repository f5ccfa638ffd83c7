//! Tokens of all languages, and that nothing breaks on broken text.

use super::*;

fn words(text: &str, language: Language) -> Vec<&str> {
    Code::read(text, language).words()
}

#[test]
fn comments_and_blanks_are_no_tokens() {
    assert_eq!(words("a // b\n/* c\n */ d", Language::Script), ["a", "d"]);
    assert_eq!(words("#!/usr/bin/env node\nx", Language::Script), ["x"]);
    assert_eq!(words("a # b\n\\\nd", Language::Python), ["a", "d"]);
    assert_eq!(words("a -- b\n/* c */ d", Language::Sql), ["a", "d"]);
}

#[test]
fn a_comment_mark_in_a_text_begins_no_comment() {
    assert_eq!(
        words("f('//', \"/*\") + `#//`", Language::Script),
        ["f", "(", "'//'", ",", "\"/*\"", ")", "+", "`#//`"]
    );
    assert_eq!(
        words("f('#', r'\\'', '''#\n''')", Language::Python)[2..],
        ["'#'", ",", "r'\\''", ",", "'''#\n'''", ")"]
    );
    assert_eq!(words("'--' || 'it''s' \"a\"\"b\"", Language::Sql), ["'--'", "||", "'it''s'", "\"a\"\"b\""]);
}

#[test]
fn placeholders_hold_code() {
    let code = Code::read("`a${f(`b${1}`)}c` + d", Language::Script);
    assert_eq!(code.words(), ["`a", "${", "f", "(", "`b", "${", "1", "}", "`", ")", "}", "c`", "+", "d"]);
    assert_eq!(code.partner(1), Some(10));
    let texts = code.tokens().iter().filter(|one| one.kind == Kind::Text);
    let inner: Vec<_> = texts.map(|one| code.slice(one.inner.clone())).collect();
    assert_eq!(inner, ["a", "b", "", "c"]);
    let code = Code::read("f\"{{x}} {n + 1:>{w}} {a['b']!r} {a != b}\" + d", Language::Python);
    assert_eq!(
        code.words(),
        [
            "f\"{{x}} ",
            "{",
            "n",
            "+",
            "1",
            ":>{w}",
            "}",
            " ",
            "{",
            "a",
            "[",
            "'b'",
            "]",
            "!r",
            "}",
            " ",
            "{",
            "a",
            "!=",
            "b",
            "}",
            "\"",
            "+",
            "d"
        ]
    );
}

#[test]
fn a_slash_divides_or_begins_a_pattern() {
    assert_eq!(words("a / b / c", Language::Script), ["a", "/", "b", "/", "c"]);
    assert_eq!(words("x = /[/']\\/+/g.test(y)", Language::Script)[..3], ["x", "=", "/[/']\\/+/g"]);
    assert_eq!(words("return /a'/", Language::Script), ["return", "/a'/"]);
    assert_eq!(words("(a) / 2 // '", Language::Script), ["(", "a", ")", "/", "2"]);
}

#[test]
fn numbers_and_signs_are_whole() {
    assert_eq!(words("1.5e-3 >= .5 ?? 0xe-1", Language::Script), ["1.5e-3", ">=", ".5", "??", "0xe", "-", "1"]);
    assert_eq!(words("a //= 1_000 ** -2", Language::Python), ["a", "//=", "1_000", "**", "-", "2"]);
    assert_eq!(words("a<>$1 AND b::text", Language::Sql), ["a", "<>", "$1", "AND", "b", "::", "text"]);
    assert_eq!(words("AS $$ ; ' $$ ;", Language::Sql), ["AS", "$$ ; ' $$", ";"]);
}

#[test]
fn brackets_know_their_partners() {
    let code = Code::read("f([1, {a: 2}]) )", Language::Script);
    assert_eq!((code.partner(1), code.after(1)), (Some(11), 12));
    assert_eq!((code.partner(5), code.partner(12)), (Some(9), None));
}

#[test]
fn every_text_has_tokens() {
    let hostile = [
        "",
        "\\",
        "'",
        "'\\",
        "`${",
        "`${a",
        "f'{",
        "f'{a:",
        "é'é\\é",
        "/*",
        "$",
        "$$",
        "$a$",
        ")",
        "}}]",
        "f'{'",
        "\"\"\"",
        "#",
    ];
    for text in hostile {
        for language in [Language::Script, Language::Python, Language::Sql] {
            let code = Code::read(text, language);
            let mut end = 0;
            for token in code.tokens() {
                assert!(token.range.start >= end && text.get(token.range.clone()).is_some(), "{text:?}");
                end = token.range.end;
            }
        }
    }
    let deep = "`${".repeat(100_000);
    assert!(!Code::read(&deep, Language::Script).tokens().is_empty());
    assert!(!Code::read(&"f'{".repeat(1000), Language::Python).tokens().is_empty());
}

#[test]
fn a_statement_begins_where_no_bracket_is_open() {
    let first = |text: &'static str, language| {
        let code = Code::read(text, language);
        let starts = code.statement_starts().into_iter().enumerate().filter(|(_, starts)| *starts);
        starts.map(|(at, _)| (code.get(at), code.line(at))).collect::<Vec<_>>()
    };
    let py = "x = [\n    a\n    for a in b\n]\nfor a in b:\n    f(a)\n";
    assert_eq!(first(py, Language::Python), [("x", 1), ("for", 5), ("f", 6)]);
    let js = "const f = () => {\n  for (;;) {}\n};\n";
    assert_eq!(first(js, Language::Script), [("const", 1), ("for", 2), ("}", 3)]);
}

#[test]
fn comments_are_taken_out_and_lines_stay() {
    let without = |text, language| Code::read(text, language).without_comments();
    assert_eq!(without("a/* b\nc */d // e\n\"// f\"\n", Language::Script), "a  \n d  \n\"// f\"\n");
    assert_eq!(without("# a\nb = 1 # c", Language::Python), "  \nb = 1  ");
}
