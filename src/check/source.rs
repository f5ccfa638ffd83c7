//! Programs as their language reads them: names, numbers, texts and signs, told apart from comments.

/// A language whose words are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    /// JavaScript and TypeScript.
    Script,
    /// Python.
    Python,
    /// SQL as PostgreSQL reads it.
    Sql,
}

impl Language {
    /// The language of a file, by its name.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1 {
            "js" | "mjs" | "cjs" | "ts" => Some(Language::Script),
            "py" => Some(Language::Python),
            "sql" => Some(Language::Sql),
            _ => None,
        }
    }
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Name,
    /// A number.
    Number,
    /// A text with its quotes, a part of a template, a pattern.
    Text,
    /// Everything else: an operator or a bracket.
    Sign,
    /// A comment.
    Comment,
}

/// One word of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Its line, from 1.
    pub(super) line: usize,
    /// Whether it begins a statement's line: it is the first of its line, and no bracket is open.
    pub(super) first: bool,
}

/// Signs of more than one character, the longest first.
const SIGNS: [&str; 34] = [
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "//=", "=>", "==", "!=", "<=", ">=",
    "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "**", "<<", ">>", ":=", "->", "//",
];

/// Names after which a `/` begins a pattern, and no division.
const BEFORE_PATTERN: [&str; 12] =
    ["return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "await"];

/// All tokens but comments.
pub(super) fn tokens(language: Language, text: &str) -> Vec<Token<'_>> {
    let mut all = lex(language, text);
    all.retain(|token| token.kind != Kind::Comment);
    all
}

/// The text with a blank in place of each comment.
pub(super) fn without_comments(language: Language, text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for comment in lex(language, text).into_iter().filter(|token| token.kind == Kind::Comment) {
        kept.push_str(text.get(at..comment.start).unwrap_or_default());
        kept.push(' ');
        at = comment.start + comment.text.len();
    }
    kept.push_str(text.get(at..).unwrap_or_default());
    kept
}

fn lex(language: Language, text: &str) -> Vec<Token<'_>> {
    let mut lexer =
        Lexer { language, text, at: 0, line: 1, fresh: true, open: 0, templates: Vec::new(), all: Vec::new() };
    while lexer.next() {}
    lexer.all
}

struct Lexer<'t> {
    language: Language,
    text: &'t str,
    at: usize,
    line: usize,
    /// Whether nothing stands in this line yet.
    fresh: bool,
    /// Brackets that are open; of JavaScript only round and square ones, since statements stand in braces.
    open: usize,
    /// Of each template around: how many braces are open in its `${`.
    templates: Vec<usize>,
    all: Vec<Token<'t>>,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&mut self) -> bool {
        let rest = self.rest();
        let Some(next) = rest.chars().next() else { return false };
        if next.is_whitespace() {
            if next == '\n' {
                self.line += 1;
                self.fresh = true;
            }
            self.at += next.len_utf8();
            return true;
        }
        if let Some(length) = self.comment(rest) {
            self.take(Kind::Comment, length);
        } else if self.language == Language::Python && self.python_text(rest) {
            // Taken, with what stands between the braces of an f-string.
        } else if next == '`' && self.language == Language::Script {
            self.template(1);
        } else if next == '}' && self.templates.last() == Some(&0) {
            self.templates.pop();
            self.template(1);
        } else if let Some(length) = self.quoted(rest, next) {
            self.take(Kind::Text, length);
        } else if next == '/' && self.language == Language::Script && self.may_be_pattern() {
            self.take(Kind::Text, pattern_length(rest));
        } else if next.is_ascii_digit() {
            self.take(Kind::Number, length_while(rest, |c| c.is_alphanumeric() || c == '_' || c == '.'));
        } else if is_name(next) {
            self.take(Kind::Name, length_while(rest, |c| is_name(c) || c.is_alphanumeric()));
        } else {
            let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign) && self.knows(sign));
            self.take(Kind::Sign, sign.map_or(next.len_utf8(), |sign| sign.len()));
            self.brackets(next);
        }
        true
    }

    /// `//` is a sign in Python, and `--` a comment in SQL.
    fn knows(&self, sign: &str) -> bool {
        !sign.starts_with("//") || self.language == Language::Python
    }

    fn take(&mut self, kind: Kind, length: usize) {
        let text = self.rest().get(..length).unwrap_or_default();
        let first = self.fresh && self.open == 0 && kind != Kind::Comment;
        self.all.push(Token { kind, text, start: self.at, line: self.line, first });
        if kind != Kind::Comment {
            self.fresh = false;
        }
        self.line += text.matches('\n').count();
        // Never stands still, whatever a text looks like.
        self.at += text.len().max(1);
    }

    fn brackets(&mut self, next: char) {
        let counts = self.language != Language::Script || next != '{' && next != '}';
        match next {
            '(' | '[' | '{' if counts => self.open += 1,
            ')' | ']' | '}' if counts => self.open = self.open.saturating_sub(1),
            _ => {}
        }
        match (next, self.templates.last_mut()) {
            ('{', Some(open)) => *open += 1,
            ('}', Some(open)) => *open = open.saturating_sub(1),
            _ => {}
        }
    }

    fn comment(&self, rest: &str) -> Option<usize> {
        let line = match self.language {
            Language::Script => rest.starts_with("//") || (self.at == 0 && rest.starts_with("#!")),
            Language::Python => rest.starts_with('#'),
            Language::Sql => rest.starts_with("--"),
        };
        if line {
            return Some(rest.find('\n').unwrap_or(rest.len()));
        }
        let block = self.language != Language::Python && rest.starts_with("/*");
        block.then(|| rest.get(2..).and_then(|inner| inner.find("*/")).map_or(rest.len(), |end| end + 4))
    }

    fn quoted(&self, rest: &str, next: char) -> Option<usize> {
        match (self.language, next) {
            (Language::Script, '"' | '\'') => Some(quoted_length(rest, if next == '"' { "\"" } else { "'" }, false)),
            (Language::Sql, '\'') => Some(doubled_length(rest, '\'')),
            (Language::Sql, '$') => {
                let tag = rest.get(1..)?.split_once('$').map(|(tag, _)| tag.len() + 2)?;
                let (open, inner) = rest.split_at_checked(tag)?;
                let is_tag = open.trim_matches('$').chars().all(|c| c.is_alphanumeric() || c == '_');
                is_tag.then(|| inner.find(open).map_or(rest.len(), |end| end + 2 * open.len()))
            }
            _ => None,
        }
    }

    /// From a template's beginning, or from where its `${` is closed, to its end or its next `${`.
    fn template(&mut self, from: usize) {
        let rest = self.rest();
        let mut escaped = false;
        for (at, c) in rest.char_indices().skip(from) {
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if c == '`' {
                return self.take(Kind::Text, at + 1);
            } else if c == '$' && rest.get(at + 1..).is_some_and(|after| after.starts_with('{')) {
                self.take(Kind::Text, at + 2);
                return self.templates.push(0);
            }
        }
        self.take(Kind::Text, rest.len());
    }

    fn may_be_pattern(&self) -> bool {
        match self.all.iter().rfind(|token| token.kind != Kind::Comment) {
            None => true,
            Some(Token { kind: Kind::Name, text, .. }) => BEFORE_PATTERN.contains(text),
            Some(Token { kind: Kind::Number | Kind::Comment, .. }) => false,
            // What ends a template's `${` is no end of a value.
            Some(Token { kind: Kind::Text, text, .. }) => text.ends_with("${"),
            Some(Token { kind: Kind::Sign, text, .. }) => ![")", "]", "}"].contains(text),
        }
    }

    /// Takes a text of Python with its prefix, if one begins here.
    fn python_text(&mut self, rest: &'t str) -> bool {
        let prefix = length_while(rest, |c| "rRbBuUfF".contains(c));
        let Some(quotes) = rest.get(prefix..).filter(|_| prefix <= 2) else { return false };
        let Some(quote) = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| quotes.starts_with(quote)) else {
            return false;
        };
        let (start, line) = (self.at + prefix + quote.len(), self.line);
        let length = prefix + quoted_length(quotes, quote, quote.len() == 3);
        self.take(Kind::Text, length);
        let formatted = rest.get(..prefix).is_some_and(|prefix| prefix.contains(['f', 'F']));
        let inner = self.text.get(start..self.at).filter(|_| formatted).unwrap_or_default();
        for (at, code) in filled_in(inner) {
            let above = inner.get(..at).unwrap_or_default().matches('\n').count();
            let within = lex(self.language, code).into_iter();
            self.all.extend(within.map(|token| Token {
                start: start + at + token.start,
                line: line + above + token.line - 1,
                first: false,
                ..token
            }));
        }
        true
    }
}

fn is_name(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == '$'
}

fn length_while(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

/// What stands between the braces of an f-string, and where.
fn filled_in(text: &str) -> Vec<(usize, &str)> {
    let mut all = Vec::new();
    let (mut open, mut from) = (0_usize, 0);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '{' if open == 0 && chars.peek().is_some_and(|(_, next)| *next == '{') => _ = chars.next(),
            '{' => {
                open += 1;
                if open == 1 {
                    from = at + 1;
                }
            }
            '}' if open > 0 => {
                open -= 1;
                if open == 0 {
                    all.extend(text.get(from..at).map(|code| (from, code)));
                }
            }
            _ => {}
        }
    }
    all
}

/// Bytes of the quoted text at the start of `text`, with its quotes. Text that is never closed ends with its line.
fn quoted_length(text: &str, quote: &str, over_lines: bool) -> usize {
    let mut at = quote.len();
    let mut escaped = false;
    while let Some(rest) = text.get(at..)
        && let Some(next) = rest.chars().next()
    {
        if !escaped && rest.starts_with(quote) {
            return at + quote.len();
        }
        if next == '\n' && !over_lines && !escaped {
            return at;
        }
        escaped = next == '\\' && !escaped;
        at += next.len_utf8();
    }
    at
}

/// The same where a quote is written twice to stand in the text.
fn doubled_length(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == quote && chars.next_if(|(_, next)| *next == quote).is_none() {
            return at + quote.len_utf8();
        }
    }
    text.len()
}

/// Bytes of the pattern at the start of a text, with its slashes and flags.
fn pattern_length(text: &str) -> usize {
    let (mut escaped, mut class) = (false, false);
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\n' => return at,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            '/' if !class => {
                let flags = text.get(at + 1..).map_or(0, |rest| length_while(rest, |c| c.is_ascii_alphabetic()));
                return at + 1 + flags;
            }
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
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
        let wanted =
            ["`a ${", "f", "(", "`${", "x", "}`", ",", "{", "y", ":", "1", "}", ")", "} b ${", "z", "} c`", ";"];
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
        for text in [
            "",
            "\\",
            "'",
            "'\\",
            "\"\"\"",
            "é'é\\é",
            "/*",
            "`${a",
            "'''\\",
            "f'{",
            "f'{}}'",
            "$a$ b",
            "/é",
            "}`",
            "#!é",
        ] {
            for language in [Language::Script, Language::Python, Language::Sql] {
                for token in lex(language, text) {
                    assert!(text[token.start..].starts_with(token.text));
                }
                let _ = without_comments(language, text);
            }
        }
    }
}
