//! Words of programs, in each language.

use super::*;

fn words(language: Language, text: &str) -> Vec<&str> {
    tokens(language, text).into_iter().map(|token| token.text).collect()
}

#[test]
fn comments_and_texts_are_told_from_code() {
    let js = "// eval\nlet a = \"eval // x\"; /* eval */ b = 'it\\'s';";
    assert_eq!(words(Language::Script, js), ["let", "a", "=", "\"eval // x\"", ";", "b", "=", "'it\\'s'", ";"]);
    let py = "# eval\n'''doc\neval'''\na = r'\\d' # eval\nb = 7 // 2";
    assert_eq!(words(Language::Python, py), ["'''doc\neval'''", "a", "=", "r'\\d'", "b", "=", "7", "//", "2"]);
    let sql = "-- drop\nSELECT 'it''s -- x', \"a b\" /* y */ FROM t; $$ a ' b $$";
    let wanted = ["SELECT", "'it''s -- x'", ",", "\"", "a", "b", "\"", "FROM", "t", ";", "$$ a ' b $$"];
    assert_eq!(words(Language::Sql, sql), wanted);
}

#[test]
fn code_within_texts_is_code() {
    let js = "`a ${f(`${x}`, {y: 1})} b ${z} c`;";
    let wanted = ["`a ${", "f", "(", "`${", "x", "}`", ",", "{", "y", ":", "1", "}", ")", "} b ${", "z", "} c`", ";"];
    assert_eq!(words(Language::Script, js), wanted);
    let py = "f'{eval(x)!r:>{w}} {{no}}' + f''";
    assert_eq!(
        words(Language::Python, py)[1..],
        ["eval", "(", "x", ")", "!", "r", ":", ">", "{", "w", "}", "+", "f''"]
    );
}

#[test]
fn a_slash_begins_a_pattern_where_no_value_ends() {
    assert_eq!(words(Language::Script, "a / b / c"), ["a", "/", "b", "/", "c"]);
    assert_eq!(words(Language::Script, "s.split(/[/'\"]+/g)"), ["s", ".", "split", "(", "/[/'\"]+/g", ")"]);
    assert_eq!(words(Language::Script, "return /'/.test(x)"), ["return", "/'/", ".", "test", "(", "x", ")"]);
}

#[test]
fn a_statement_begins_where_no_bracket_is_open() {
    let first = |language, text| {
        let all = tokens(language, text).into_iter().filter(|token| token.first);
        all.map(|token| (token.text, token.line)).collect::<Vec<_>>()
    };
    let py = "x = [\n    a\n    for a in b\n]\nfor a in b:\n    f(a)\n";
    assert_eq!(first(Language::Python, py), [("x", 1), ("for", 5), ("f", 6)]);
    let js = "const f = () => {\n  for (;;) {}\n};\n";
    assert_eq!(first(Language::Script, js), [("const", 1), ("for", 2), ("}", 3)]);
}

#[test]
fn nothing_breaks_on_odd_text() {
    for text in
        ["", "\\", "'", "'\\", "\"\"\"", "é'é\\é", "/*", "`${a", "'''\\", "f'{", "f'{}}'", "$a$ b", "/é", "}`", "#!é"]
    {
        for language in [Language::Script, Language::Python, Language::Sql] {
            for token in lex(language, text) {
                assert!(text.get(token.start..).unwrap().starts_with(token.text));
            }
            let _ = without_comments(language, text);
        }
    }
}
