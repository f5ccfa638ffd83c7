//! Lessons and tasks: parsed, laid out for a width, and highlighted; no terminal and no colours here.

mod document;
mod fence;
mod highlight;
mod layout;
mod link;
mod marks;
mod parse;
mod reading;
mod restyle;
mod samples;
mod table;
mod text;

pub use document::{Callout, Document, Problem, SampleBlock};
pub use highlight::{highlight, language_of};
pub use layout::{Layout, Row, layout, plain};
pub use parse::parse;
pub use reading::{Reading, TableSize};
pub use restyle::restyle;

/// What a piece of text is; the theme gives it a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// Plain text.
    Text,
    /// A heading of level 2 or 3.
    Heading(u8),
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// Struck through.
    Struck,
    /// Inline code.
    Code,
    /// A link's text.
    Link,
    /// A list's bullet or number, a quote's bar, a table's lines, a rule.
    Mark,
    /// A callout's title and bar.
    Callout(Callout),
    /// Code in a fence.
    Token(Token),
    /// A fence's own title line, such as its file name.
    FenceTitle,
    /// What a sample prints.
    Output,
}

/// What a piece of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Token {
    /// Names and everything else.
    Plain,
    /// `if`, `return`, `const`, ….
    Keyword,
    /// Text in quotes.
    String,
    /// Numbers, true, false, null.
    Constant,
    /// Comments.
    Comment,
    /// Names of functions where they are defined or called.
    Function,
    /// Names of types and tags.
    Type,
    /// Operators and punctuation.
    Operator,
}

/// A piece of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its text, without control characters.
    pub text: String,
    /// What it is.
    pub look: Look,
    /// Where it leads.
    pub link: Option<String>,
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a test may panic")]
mod tests;
