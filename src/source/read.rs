//! Reads tokens, one after the other.

use super::{Kind, Language, Token};

/// Placeholders within placeholders: more of them are left unread.
const DEEPEST: usize = 20;

const SCRIPT: &[&str] = &[
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=", ">=", "&&",
    "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "**", "<<", ">>", "&=", "|=", "^=",
];
const PYTHON: &[&str] = &[
    "**=", "//=", ">>=", "<<=", "...", "->", ":=", "==", "!=", "<=", ">=", "+=", "-=", "*=", "/=", "%=", "@=", "&=",
    "|=", "^=", "**", "//", "<<", ">>",
];
const SQL: &[&str] = &["->>", "<>", "!=", "<=", ">=", "||", "::", "->", ":=", "=>", "@>", "<@"];

/// Words of JavaScript after which a `/` begins a regular expression.
const BEFORE_PATTERN: &[&str] =
    &["return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "await", "yield"];

/// All tokens of a text.
pub(super) fn tokens(text: &str, language: Language) -> Vec<Token> {
    let mut reader = Reader { text, at: 0, language, depth: 0, tokens: Vec::new() };
    while !reader.rest().is_empty() {
        reader.code(false);
        // A bracket that closes nothing.
        reader.take(Kind::Sign, 1);
    }
    reader.tokens
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    language: Language,
    /// How many placeholders are open.
    depth: usize,
    tokens: Vec<Token>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes so many bytes as a token.
    fn take(&mut self, kind: Kind, length: usize) {
        self.take_text(kind, length, 0, 0);
    }

    /// The same for a text with so many bytes of quotes around it.
    fn take_text(&mut self, kind: Kind, length: usize, open: usize, close: usize) {
        let length = length.min(self.rest().len());
        if length > 0 {
            let range = self.at..self.at + length;
            let start = (range.start + open).min(range.end);
            let inner = start..range.end.saturating_sub(close).max(start);
            self.tokens.push(Token { kind, range, inner });
        }
        self.at += length;
    }

    /// Reads code up to the end, or up to the `}` that closes a placeholder; in Python also up to its `:` or `!`.
    fn code(&mut self, in_placeholder: bool) {
        let mut open = 0_usize;
        while let Some(next) = self.rest().chars().next() {
            let rest = self.rest();
            match next {
                '(' | '[' | '{' => open += 1,
                ')' | ']' | '}' if open == 0 && in_placeholder => return,
                ')' | ']' | '}' => open = open.saturating_sub(1),
                ':' | '!'
                    if in_placeholder && open == 0 && self.language == Language::Python && !rest.starts_with("!=") =>
                {
                    return;
                }
                _ => {}
            }
            self.step(next);
        }
    }

    fn step(&mut self, next: char) {
        let rest = self.rest();
        if next.is_whitespace() || (next == '\\' && self.language == Language::Python) {
            self.at += next.len_utf8();
        } else if let Some(length) = self.comment() {
            self.at += length;
        } else if let Some(length) = self.pattern(next) {
            self.take(Kind::Opaque, length);
        } else if self.text_begins(next) {
            // It was read.
        } else if next.is_ascii_digit() || (next == '.' && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit())) {
            self.take(Kind::Number, number(rest));
        } else if self.is_word(next) {
            let length = rest.find(|c| !self.is_word(c)).unwrap_or(rest.len());
            self.take(Kind::Word, length);
        } else {
            let signs = match self.language {
                Language::Script => SCRIPT,
                Language::Python => PYTHON,
                Language::Sql => SQL,
            };
            let long = signs.iter().find(|sign| rest.starts_with(**sign));
            self.take(Kind::Sign, long.map_or(next.len_utf8(), |sign| sign.len()));
        }
    }

    fn is_word(&self, c: char) -> bool {
        c.is_alphanumeric() || c == '_' || (c == '$' && self.language != Language::Python) || {
            c == '#' && self.language == Language::Script
        }
    }

    /// The length of the comment that begins here.
    fn comment(&self) -> Option<usize> {
        let rest = self.rest();
        let (line, block) = match self.language {
            Language::Script => ("//", true),
            Language::Python => ("#", false),
            Language::Sql => ("--", true),
        };
        let first_line = self.language == Language::Script && self.at == 0 && rest.starts_with("#!");
        if rest.starts_with(line) || first_line {
            return Some(rest.find('\n').unwrap_or(rest.len()));
        }
        let inside = rest.strip_prefix("/*").filter(|_| block)?;
        Some(inside.find("*/").map_or(rest.len(), |end| end + 4))
    }

    /// The length of what is not looked into: a regular expression, a body of SQL between dollars.
    fn pattern(&self, next: char) -> Option<usize> {
        match (self.language, next) {
            (Language::Script, '/') if self.may_be_pattern() => regex(self.rest()),
            (Language::Sql, '$') => dollars(self.rest()),
            _ => None,
        }
    }

    fn may_be_pattern(&self) -> bool {
        let Some(last) = self.tokens.last() else { return true };
        let text = self.text.get(last.range.clone()).unwrap_or_default();
        match last.kind {
            Kind::Sign => ![")", "]", "}"].contains(&text),
            Kind::Word => BEFORE_PATTERN.contains(&text),
            Kind::Number | Kind::Text | Kind::Opaque => false,
        }
    }

    /// Reads the text that begins here, if one does.
    fn text_begins(&mut self, next: char) -> bool {
        let rest = self.rest();
        match self.language {
            Language::Script if next == '`' => self.pieces(1, "`", "${", false),
            Language::Script if next == '"' || next == '\'' => self.plain(0, next.encode_utf8(&mut [0; 4])),
            Language::Sql if next == '\'' => {
                let length = doubled(rest, '\'');
                self.take_text(Kind::Text, length, 1, 1);
            }
            Language::Sql if next == '"' => self.take(Kind::Word, doubled(rest, '"')),
            Language::Python => {
                let prefix = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
                let (letters, quoted) = rest.split_at_checked(prefix).unwrap_or((rest, ""));
                let is_prefix = letters.len() <= 2 && letters.chars().all(|c| "rbfuRBFU".contains(c));
                let Some(quote) = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| quoted.starts_with(quote))
                else {
                    return false;
                };
                if !is_prefix {
                    return false;
                }
                if letters.contains(['f', 'F']) {
                    self.pieces(prefix + quote.len(), quote, "{", letters.contains(['r', 'R']));
                } else {
                    self.plain(prefix, quote);
                }
            }
            Language::Script | Language::Sql => return false,
        }
        true
    }

    /// A text without placeholders. One that is never closed ends with its line, unless its quotes are three.
    fn plain(&mut self, prefix: usize, quote: &str) {
        let open = prefix + quote.len();
        let inside = self.rest().get(open..).unwrap_or_default();
        let mut rest = inside;
        let mut closed = 0;
        while let Some(next) = rest.chars().next() {
            if rest.starts_with(quote) {
                closed = quote.len();
                break;
            }
            if next == '\n' && quote.len() == 1 {
                break;
            }
            // A quote behind a backslash closes nothing, in a raw text either.
            rest = skip(rest, next);
        }
        let length = open + (inside.len() - rest.len()) + closed;
        self.take_text(Kind::Text, length, open, closed);
    }

    /// A text with placeholders: its pieces, and the code between them.
    fn pieces(&mut self, open: usize, quote: &str, placeholder: &str, raw: bool) {
        let mut open = open;
        loop {
            let inside = self.rest().get(open..).unwrap_or_default();
            let mut rest = inside;
            let mut closed = 0;
            let mut holds = false;
            while let Some(next) = rest.chars().next() {
                if rest.starts_with(quote) {
                    closed = quote.len();
                    break;
                }
                if next == '\n' && quote.len() == 1 && quote != "`" {
                    break;
                }
                if placeholder == "{" && (rest.starts_with("{{") || rest.starts_with("}}")) {
                    rest = rest.get(2..).unwrap_or_default();
                    continue;
                }
                if rest.starts_with(placeholder) {
                    holds = self.depth < DEEPEST;
                    if holds {
                        break;
                    }
                }
                rest = if raw && next == '\\' && !rest.starts_with(&format!("\\{quote}")) {
                    rest.get(1..).unwrap_or_default()
                } else {
                    skip(rest, next)
                };
            }
            let length = open + (inside.len() - rest.len()) + closed;
            self.take_text(Kind::Text, length, open, closed);
            if !holds {
                return;
            }
            self.take(Kind::Sign, placeholder.len());
            self.depth += 1;
            self.code(true);
            self.depth -= 1;
            if !self.rest().starts_with('}') {
                let rest = self.rest();
                // How the value is written, which may hold placeholders itself.
                let mut depth = 0_usize;
                let end = rest.find(|c: char| {
                    depth += usize::from(c == '{');
                    let ends = c == '\n' || (c == '}' && depth == 0);
                    depth = depth.saturating_sub(usize::from(c == '}'));
                    ends
                });
                self.take(Kind::Opaque, end.unwrap_or(rest.len()));
            }
            if !self.rest().starts_with('}') {
                return;
            }
            self.take(Kind::Sign, 1);
            open = 0;
        }
    }
}

/// What follows a character, or an escaped one.
fn skip(text: &str, next: char) -> &str {
    let mut chars = text.chars();
    chars.next();
    if next == '\\' {
        chars.next();
    }
    chars.as_str()
}

fn number(text: &str) -> usize {
    let mut before = ' ';
    let mut at = 0;
    for c in text.chars() {
        let decimal = !text.starts_with("0x");
        let sign = "+-".contains(c) && "eE".contains(before) && decimal;
        if !(c.is_ascii_alphanumeric() || c == '_' || c == '.' || sign) {
            break;
        }
        before = c;
        at += c.len_utf8();
    }
    at
}

/// The length of a regular expression with its flags; none if none ends on this line.
fn regex(text: &str) -> Option<usize> {
    let mut in_class = false;
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\n' => return None,
            '\\' => _ = chars.next(),
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class && at > 1 => {
                let flags = text.get(at + 1..)?.chars().take_while(char::is_ascii_alphabetic).count();
                return Some(at + 1 + flags);
            }
            _ => {}
        }
    }
    None
}

/// The length of what is quoted, where a doubled quote stands for one.
fn doubled(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == quote && chars.next_if(|(_, next)| *next == quote).is_none() {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// The length of `$tag$ … $tag$`; none for a parameter such as `$1`.
fn dollars(text: &str) -> Option<usize> {
    let (tag, body) = text.get(1..)?.split_once('$')?;
    if !tag.chars().all(|c| c.is_alphanumeric() || c == '_') || tag.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let quote = format!("${tag}$");
    Some(quote.len() + body.find(&quote).map_or(body.len(), |end| end + quote.len()))
}
