//! Code to pieces that say what they are, by syntect's parsers; colours are the theme's.

use std::path::Path;
use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::text::clean_code;
use super::{Look, Piece, Token};

/// Longer code is shown plain: a lesson has 25 lines, and nobody waits for a dump.
const MAX_CODE: usize = 64 * 1024;

/// Code with a longer line is shown plain: patterns may take long on it.
const MAX_LINE: usize = 2_000;

/// The words for languages on a fence, with syntect's.
const LANGUAGES: [(&str, Option<&str>); 27] = [
    ("js", Some("js")),
    ("javascript", Some("js")),
    ("mjs", Some("js")),
    ("cjs", Some("js")),
    ("py", Some("py")),
    ("python", Some("py")),
    ("sh", Some("sh")),
    ("bash", Some("sh")),
    ("json", Some("json")),
    ("toml", Some("toml")),
    ("yaml", Some("yaml")),
    ("yml", Some("yaml")),
    ("sql", Some("sql")),
    ("http", Some("http")),
    ("dockerfile", Some("Dockerfile")),
    ("html", Some("html")),
    ("css", Some("css")),
    ("diff", Some("diff")),
    ("ini", Some("ini")),
    ("env", Some("sh")),
    ("md", Some("md")),
    ("markdown", Some("md")),
    ("gitignore", None),
    ("output", None),
    ("text", None),
    ("txt", None),
    ("", None),
];

/// What the parts of a program mean; within one scope the longest beginning counts.
const SCOPES: [(&str, Token); 38] = [
    ("source", Token::Plain),
    ("meta.interpolation", Token::Plain),
    ("meta.template.expression", Token::Plain),
    ("comment", Token::Comment),
    ("punctuation.definition.comment", Token::Comment),
    ("string", Token::String),
    ("punctuation.definition.string", Token::String),
    ("punctuation.definition.parameter", Token::Plain),
    ("punctuation.definition.variable", Token::Plain),
    ("meta.brace", Token::Operator),
    ("string.unquoted.label", Token::Plain),
    ("storage.type.string", Token::String),
    ("keyword.other.template", Token::String),
    ("keyword.other.substitution", Token::Operator),
    ("variable.parameter.option", Token::Plain),
    ("constant", Token::Constant),
    ("variable.language", Token::Constant),
    ("keyword", Token::Keyword),
    ("storage", Token::Keyword),
    ("keyword.operator", Token::Operator),
    ("punctuation", Token::Operator),
    ("entity.name", Token::Type),
    ("entity.name.function", Token::Function),
    ("entity.other.attribute-name", Token::Type),
    ("entity.other.inherited-class", Token::Type),
    ("support", Token::Function),
    ("support.type", Token::Type),
    ("support.class", Token::Type),
    ("support.constant", Token::Constant),
    ("variable", Token::Plain),
    ("variable.function", Token::Function),
    ("variable.annotation", Token::Function),
    ("markup.inserted", Token::String),
    ("punctuation.definition.inserted", Token::String),
    ("punctuation.definition.deleted", Token::Keyword),
    ("markup.deleted", Token::Keyword),
    ("meta.diff", Token::Comment),
    ("meta.mapping.key", Token::Type),
];

/// Everything that highlighting reads; loaded when the first code is shown.
struct Syntaxes {
    set: SyntaxSet,
    scopes: Vec<(Scope, Token)>,
}

static SYNTAXES: LazyLock<Syntaxes> = LazyLock::new(|| Syntaxes {
    set: two_face::syntax::extra_newlines(),
    scopes: SCOPES.iter().filter_map(|(name, token)| Some((Scope::new(name).ok()?, *token))).collect(),
});

/// The word for the language of a file: its ending, or what its name says.
pub fn language_of(file: &Path) -> String {
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().to_lowercase());
    if name.starts_with("dockerfile") || name.ends_with(".dockerfile") {
        return "dockerfile".to_owned();
    }
    if name.starts_with(".env") {
        return "env".to_owned();
    }
    file.extension().map_or_else(String::new, |ending| ending.to_string_lossy().to_lowercase())
}

/// Whether a word on a fence names a language.
pub(super) fn is_known(language: &str) -> bool {
    LANGUAGES.iter().any(|(word, _)| *word == language)
}

/// The words for languages, for people.
pub(super) fn known() -> String {
    let words: Vec<&str> = LANGUAGES.iter().map(|(word, _)| *word).filter(|word| !word.is_empty()).collect();
    words.join(", ")
}

/// The lines of a program, in pieces. `language` is a fence's word (`js`, `py`, `sql`, …) or a file's ending; unknown
/// ones give plain lines. Control characters are replaced; tabs become spaces.
pub fn highlight(code: &str, language: &str) -> Vec<Vec<Piece>> {
    let lines: Vec<String> = code.lines().map(clean_code).collect();
    let small = code.len() <= MAX_CODE && lines.iter().all(|line| line.len() <= MAX_LINE);
    let syntax = LANGUAGES
        .iter()
        .find(|(word, _)| *word == language)
        .and_then(|(_, name)| *name)
        .filter(|_| small)
        .and_then(|name| SYNTAXES.set.find_syntax_by_token(name));
    match syntax {
        Some(syntax) => parse(&lines, syntax),
        None => lines.into_iter().map(|line| plain(line).into_iter().collect()).collect(),
    }
}

fn plain(text: String) -> Option<Piece> {
    (!text.is_empty()).then_some(Piece { text, look: Look::Token(Token::Plain), link: None })
}

fn parse(lines: &[String], syntax: &SyntaxReference) -> Vec<Vec<Piece>> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    lines
        .iter()
        .map(|line| {
            let mut pieces = Vec::new();
            let mut from = 0;
            let operations = state.parse_line(&format!("{line}\n"), &SYNTAXES.set).unwrap_or_default();
            for (at, operation) in operations {
                // The last ones stand after the line break, which is not shown.
                let at = at.min(line.len());
                add(&mut pieces, line.get(from..at).unwrap_or_default(), &stack);
                from = from.max(at);
                // A stack that does not fit only costs colours.
                let _ = stack.apply(&operation);
            }
            add(&mut pieces, line.get(from..).unwrap_or_default(), &stack);
            pieces
        })
        .collect()
}

fn add(pieces: &mut Vec<Piece>, text: &str, stack: &ScopeStack) {
    if text.is_empty() {
        return;
    }
    let mut token = token(stack);
    // `and`, `not`, `typeof` and `new` are operators to the grammars, words to a reader.
    if token == Token::Operator && text.starts_with(char::is_alphabetic) {
        token = Token::Keyword;
    }
    match pieces.last_mut() {
        Some(last) if last.look == Look::Token(token) => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), look: Look::Token(token), link: None }),
    }
}

/// What the innermost scope that means something says.
fn token(stack: &ScopeStack) -> Token {
    let meaning = |scope: &Scope| {
        SYNTAXES
            .scopes
            .iter()
            .filter(|(prefix, _)| prefix.is_prefix_of(*scope))
            .max_by_key(|(prefix, _)| prefix.len())
            .map(|(_, token)| *token)
    };
    stack.as_slice().iter().rev().find_map(meaning).unwrap_or(Token::Plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens of one line, without plain ones.
    fn tokens(code: &str, language: &str) -> Vec<(Token, String)> {
        let lines = highlight(code, language);
        let pieces = lines.into_iter().flatten();
        pieces
            .filter_map(|piece| if let Look::Token(token) = piece.look { Some((token, piece.text)) } else { None })
            .filter(|(token, _)| *token != Token::Plain)
            .collect()
    }

    fn seen(lines: &[Vec<Piece>]) -> Vec<String> {
        lines.iter().map(|line| line.iter().map(|piece| piece.text.as_str()).collect()).collect()
    }

    #[test]
    fn the_parts_of_a_program_are_told_apart() {
        let expected = [
            (Token::Keyword, "const"),
            (Token::Operator, "="),
            (Token::String, "`a "),
            (Token::Operator, "${"),
            (Token::Operator, "}"),
            (Token::String, "`"),
            (Token::Operator, ";"),
            (Token::Comment, "// note"),
        ];
        let expected = expected.map(|(token, text)| (token, text.to_owned()));
        assert_eq!(tokens("const text = `a ${b}`; // note", "js"), expected);
        let python = tokens("if not done: print(None, 1, 'x')  # y", "py");
        for part in [
            (Token::Keyword, "not"),
            (Token::Function, "print"),
            (Token::Constant, "None"),
            (Token::Constant, "1"),
            (Token::String, "'x'"),
            (Token::Comment, "# y"),
        ] {
            assert!(python.contains(&(part.0, part.1.to_owned())), "{part:?} {python:?}");
        }
    }

    #[test]
    fn every_language_of_a_fence_has_a_grammar_and_loses_nothing() {
        let code = "a = 1 # b\n\n  \"x\": {`y`} -- // 'unclosed\n</b> GET / HTTP/1.1\n日本 👩‍👩‍👧‍👦";
        for (word, name) in LANGUAGES {
            let found = name.map(|name| SYNTAXES.set.find_syntax_by_token(name).is_some());
            assert_ne!(found, Some(false), "{word}");
            assert_eq!(seen(&highlight(code, word)), code.lines().collect::<Vec<_>>(), "{word}");
        }
        assert_eq!(SYNTAXES.scopes.len(), SCOPES.len());
    }

    #[test]
    fn a_file_tells_its_language() {
        let language = |name: &str| language_of(Path::new(name));
        for (name, word) in [
            ("a/main.js", "js"),
            ("main.SQL", "sql"),
            ("Dockerfile", "dockerfile"),
            (".env.example", "env"),
            (".github/workflows/ci.yml", "yml"),
            ("README.md", "md"),
            (".gitignore", ""),
        ] {
            assert_eq!(language(name), word, "{name}");
            assert!(is_known(&language(name)), "{name}");
        }
    }

    #[test]
    fn unknown_languages_and_huge_code_are_plain() {
        let huge = "f(1);\n".repeat(MAX_CODE / 5);
        let long = format!("f({});\nreturn 1;", "1+".repeat(MAX_LINE));
        for (code, language) in [("return 1", "klingon"), (&huge, "js"), (&long, "js")] {
            assert_eq!(tokens(code, language), []);
            assert_eq!(seen(&highlight(code, language)), code.lines().collect::<Vec<_>>());
        }
    }

    #[test]
    fn control_characters_become_pictures_and_tabs_blanks() {
        let lines = highlight("\tif (a)\t{ \u{1b}]0;x\u{7} \u{202e} }\0", "js");
        assert_eq!(seen(&lines), ["    if (a)  { ␛]0;x␇ \u{FFFD} }␀"]);
    }
}
