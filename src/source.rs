//! Source text taken apart: tokens with their places, in JavaScript, Python and SQL.
//!
//! It is no parser: it knows what is a comment, a text, a number, a name and a sign, and which brackets belong together. Any
//! text has tokens, broken ones too.

use std::ops::Range;

mod read;
#[cfg(test)]
mod tests;

/// A language that can be taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// JavaScript and TypeScript.
    Script,
    /// Python.
    Python,
    /// SQL of PostgreSQL.
    Sql,
}

impl Language {
    /// The language of a file, by the ending of its name.
    pub fn of(name: &str) -> Option<Self> {
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
pub enum Kind {
    /// A name or a keyword.
    Word,
    /// A number.
    Number,
    /// A text, or a piece of one that has placeholders.
    Text,
    /// An operator, a bracket, a separator.
    Sign,
    /// What has rules of its own: a regular expression, how a placeholder is written, the body of a function of SQL.
    Opaque,
}

/// A piece of source text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Of a text: what is between its quotes. Of all else the same as `range`.
    pub inner: Range<usize>,
}

/// A source text and its tokens, without comments and blanks.
#[derive(Debug, Clone)]
pub struct Code<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Its language.
    pub language: Language,
    tokens: Vec<Token>,
    /// For each bracket the place of the one that it belongs to.
    partners: Vec<Option<usize>>,
}

impl<'a> Code<'a> {
    /// Takes a text apart.
    pub fn read(text: &'a str, language: Language) -> Self {
        let tokens = read::tokens(text, language);
        let partners = partners(text, &tokens);
        Code { text, language, tokens, partners }
    }

    /// The tokens.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// One token.
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The text of a token; empty where there is none.
    pub fn get(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| self.slice(token.range.clone()))
    }

    /// The text before it.
    pub fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |at| self.get(at))
    }

    /// Whether a token is of a kind.
    pub fn is(&self, at: usize, kind: Kind) -> bool {
        self.token(at).is_some_and(|token| token.kind == kind)
    }

    /// A part of the text; empty where it is none.
    pub fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The bytes of a range of tokens.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        let last = tokens.end.checked_sub(1).filter(|last| *last >= tokens.start);
        match (self.token(tokens.start), last.and_then(|last| self.token(last))) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }

    /// The bracket that belongs to this one.
    pub fn partner(&self, at: usize) -> Option<usize> {
        self.partners.get(at).copied().flatten()
    }

    /// The token behind this one, or behind the brackets that it opens.
    pub fn after(&self, at: usize) -> usize {
        self.partner(at).filter(|close| *close > at).unwrap_or(at) + 1
    }

    /// The texts of all tokens: two programs with the same differ in blanks and comments alone.
    pub fn words(&self) -> Vec<&'a str> {
        (0..self.tokens.len()).map(|at| self.get(at)).collect()
    }

    /// The line of a token, from 1.
    pub fn line(&self, at: usize) -> usize {
        let before = self.token(at).and_then(|token| self.text.get(..token.range.start));
        before.unwrap_or_default().matches('\n').count() + 1
    }

    /// For each token whether it begins a statement's line: it is the first of its line, and no bracket is open. In
    /// JavaScript those are round and square ones, since statements stand in braces.
    pub fn statement_starts(&self) -> Vec<bool> {
        let mut open = 0_usize;
        let starts = (0..self.tokens.len()).map(|at| {
            let sign = if self.is(at, Kind::Sign) { self.get(at) } else { "" };
            let counts = !matches!(sign, "{" | "}") || self.language != Language::Script;
            let starts = open == 0 && self.begins_line(at);
            if counts && matches!(sign, ")" | "]" | "}") {
                open = open.saturating_sub(1);
            }
            if counts && matches!(sign, "(" | "[" | "{") {
                open += 1;
            }
            starts
        });
        starts.collect()
    }

    /// The text with its comments taken out, and every line where it was.
    pub fn without_comments(&self) -> String {
        let mut kept = String::with_capacity(self.text.len());
        let mut at = 0;
        for range in
            self.tokens.iter().map(|token| token.range.clone()).chain(std::iter::once(self.text.len()..self.text.len()))
        {
            let between = self.slice(at..range.start);
            let blanks = between.chars().filter(|c| c.is_whitespace());
            if !between.is_empty() && !between.starts_with(char::is_whitespace) {
                kept.push(' ');
            }
            kept.extend(blanks);
            kept.push_str(self.slice(range.clone()));
            at = range.end;
        }
        kept
    }

    /// Whether a line ends between a token and the one before it.
    pub fn begins_line(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return true };
        let Some(before) = at.checked_sub(1).and_then(|before| self.token(before)) else { return true };
        self.slice(before.range.end..token.range.start).contains('\n')
    }
}

/// Pairs of brackets. One without a partner has none.
fn partners(text: &str, tokens: &[Token]) -> Vec<Option<usize>> {
    let mut partners = vec![None; tokens.len()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Sign) {
        let sign = text.get(token.range.clone()).unwrap_or_default();
        match sign {
            "(" => open.push((at, ")")),
            "[" => open.push((at, "]")),
            "{" | "${" => open.push((at, "}")),
            ")" | "]" | "}" => {
                if let Some((opening, _)) = open.pop_if(|(_, close)| *close == sign) {
                    for (one, other) in [(at, opening), (opening, at)] {
                        if let Some(partner) = partners.get_mut(one) {
                            *partner = Some(other);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    partners
}
