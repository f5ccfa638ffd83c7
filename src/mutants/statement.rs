//! Where statements and their blocks begin and end, in JavaScript and Python, as far as changing them asks for it.

use std::ops::Range;

use super::column;
use crate::source::{Code, Kind, Language};

/// Blocks within blocks: deeper ones are left unread.
const DEEPEST: usize = 60;

/// Statements in a row.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub statements: Vec<Statement>,
    /// Whether a statement may be taken out and nothing be left.
    pub may_be_empty: bool,
}

/// One statement.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    /// All its tokens, those of its blocks too.
    pub tokens: Range<usize>,
    pub head: Head,
    /// The blocks in it, in order; of an `if` the first is what it does.
    pub blocks: Vec<Block>,
}

/// What a statement is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Head {
    /// Its condition, and the tokens from `else` or `elif` on.
    If { condition: Range<usize>, other: Option<Range<usize>> },
    /// `return`, `throw`, `raise`, `break`, `continue`.
    Leaves,
    /// Gives something a name, or brings it in: without it, what follows does not even run.
    Names,
    /// A call or an assignment.
    Does,
    /// A loop, a `try`, a label, ….
    Other,
}

/// All statements of a text.
pub(super) fn read(code: &Code<'_>) -> Block {
    let end = code.tokens().len();
    match code.language {
        Language::Python => python(code, &lines(code), 0),
        Language::Script | Language::Sql => Block { statements: list(code, 0..end, 0), may_be_empty: true },
    }
}

const LEAVES: [&str; 5] = ["return", "throw", "raise", "break", "continue"];

fn list(code: &Code<'_>, range: Range<usize>, depth: usize) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut at = range.start;
    while at < range.end && depth < DEEPEST {
        let one = statement(code, at..range.end, depth);
        at = one.tokens.end.max(at + 1);
        statements.push(one);
    }
    statements
}

fn statement(code: &Code<'_>, range: Range<usize>, depth: usize) -> Statement {
    let at = range.start;
    let other = |end: usize, blocks: Vec<Block>| Statement { tokens: at..end, head: Head::Other, blocks };
    match code.get(at) {
        "if" if code.get(at + 1) == "(" => {
            let close = code.partner(at + 1).unwrap_or(at + 1);
            let (then, mut end) = body(code, close + 1..range.end, depth);
            let mut blocks = vec![then];
            let mut rest = None;
            if code.get(end) == "else" && end < range.end {
                let (block, after) = body(code, end + 1..range.end, depth);
                blocks.push(block);
                rest = Some(end..after);
                end = after;
            }
            let head = Head::If { condition: at + 2..close, other: rest };
            Statement { tokens: at..end, head, blocks }
        }
        "for" | "while" | "with" | "switch" => {
            let open = if code.get(at + 1) == "await" { at + 2 } else { at + 1 };
            let (block, end) = body(code, code.after(open)..range.end, depth);
            other(end, vec![block])
        }
        "do" | "try" => {
            let (first, mut end) = body(code, at + 1..range.end, depth);
            let mut blocks = vec![first];
            while end < range.end && ["catch", "finally"].contains(&code.get(end)) {
                let open = if code.get(end + 1) == "(" { code.after(end + 1) } else { end + 1 };
                let (block, after) = body(code, open..range.end, depth);
                blocks.push(block);
                end = after;
            }
            if code.get(end) == "while" && code.get(at) == "do" {
                end = code.after(end + 1);
            }
            other(end, blocks)
        }
        "case" | "default" => {
            let colon = (at..range.end).find(|at| code.get(*at) == ":").unwrap_or(at);
            other(colon + 1, Vec::new())
        }
        "{" => {
            let (block, end) = body(code, range.clone(), depth);
            other(end, vec![block])
        }
        _ => simple(code, range, depth),
    }
}

/// A block in braces, or the one statement that stands in its place.
fn body(code: &Code<'_>, range: Range<usize>, depth: usize) -> (Block, usize) {
    let at = range.start;
    if let ("{", Some(close)) = (code.get(at), code.partner(at)) {
        return (Block { statements: list(code, at + 1..close, depth + 1), may_be_empty: true }, close + 1);
    }
    if at >= range.end || depth >= DEEPEST {
        return (Block::default(), range.end.max(at));
    }
    let one = statement(code, range, depth + 1);
    let end = one.tokens.end;
    (Block { statements: vec![one], may_be_empty: false }, end)
}

/// A statement that ends with `;`, with a line, or as a function or class with its block.
fn simple(code: &Code<'_>, range: Range<usize>, depth: usize) -> Statement {
    let first = code.get(range.start);
    let defines = (range.start..range.end.min(range.start + 3)).any(|at| ["function", "class"].contains(&code.get(at)))
        && ["function", "class", "async", "export"].contains(&first);
    let mut blocks = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if code.get(at) == ";" {
            at += 1;
            break;
        }
        if at > range.start && code.begins_line(at) && ends_line(code, at) {
            break;
        }
        let is_block = is_block(code, at);
        if let Some(close) = code.partner(at).filter(|close| *close > at) {
            within(code, at, close, depth + 1, &mut blocks);
            at = close;
        }
        at += 1;
        if is_block && defines {
            break;
        }
    }
    let names = ["import", "export", "const", "let", "var", "function", "class", "async", "module", "exports"];
    let head = match first {
        first if LEAVES.contains(&first) => Head::Leaves,
        first if names.contains(&first) => Head::Names,
        _ if code.is(range.start, Kind::Text) && at <= range.start + 2 => Head::Names,
        _ => Head::Does,
    };
    Statement { tokens: range.start..at, head, blocks }
}

/// The blocks of functions within brackets.
fn within(code: &Code<'_>, open: usize, close: usize, depth: usize, blocks: &mut Vec<Block>) {
    if depth >= DEEPEST {
        return;
    }
    if is_block(code, open) && !is_class(code, open) {
        blocks.push(Block { statements: list(code, open + 1..close, depth), may_be_empty: true });
        return;
    }
    let mut at = open + 1;
    while at < close {
        if let Some(end) = code.partner(at).filter(|end| *end > at) {
            within(code, at, end, depth + 1, blocks);
            at = end;
        }
        at += 1;
    }
}

/// Whether a brace opens a block of statements, or a class.
fn is_block(code: &Code<'_>, at: usize) -> bool {
    code.get(at) == "{"
        && ([")", "=>", "else", "try", "finally", "do"].contains(&code.before(at)) || is_class(code, at))
}

fn is_class(code: &Code<'_>, at: usize) -> bool {
    let before = (at.saturating_sub(4)..at).any(|at| code.get(at) == "class");
    code.get(at) == "{" && code.before(at) != ")" && before
}

/// Whether a new statement begins with a line although no `;` ended the last.
fn ends_line(code: &Code<'_>, at: usize) -> bool {
    let before = at.saturating_sub(1);
    let closed = match code.token(before).map(|token| token.kind) {
        Some(Kind::Sign) => [")", "]", "}", "++", "--"].contains(&code.get(before)),
        Some(_) => true,
        None => false,
    };
    closed && code.is(at, Kind::Word) && !["in", "of", "instanceof"].contains(&code.get(at))
}

/// A line of Python: it may go over several lines of the file.
struct Line {
    tokens: Range<usize>,
    indent: usize,
}

fn lines(code: &Code<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < code.tokens().len() {
        let start = code.token(at).map_or(0, |token| token.range.start);
        let end = at.checked_sub(1).and_then(|before| code.token(before)).map_or(0, |token| token.range.end);
        let goes_on = code.slice(end..start).contains("\\\n");
        let after = code.after(at);
        if code.begins_line(at) && !goes_on {
            lines.push(Line { tokens: at..after, indent: column(code, at) });
        } else if let Some(line) = lines.last_mut() {
            line.tokens.end = after;
        }
        at = after;
    }
    lines
}

fn python(code: &Code<'_>, lines: &[Line], depth: usize) -> Block {
    let mut block = Block::default();
    let mut rest = lines;
    while let Some((first, after)) = rest.split_first()
        && depth < DEEPEST
    {
        let more = after.iter().take_while(|line| line.indent > first.indent).count();
        let (inner, next) = after.split_at_checked(more).unwrap_or((after, &[]));
        let one = python_statement(code, first, inner, depth);
        rest = next;
        let continues = ["else", "elif", "except", "finally"].contains(&code.get(one.tokens.start));
        match block.statements.last_mut().filter(|_| continues) {
            Some(last) => join(code, last, one),
            None => block.statements.push(one),
        }
    }
    block.may_be_empty = block.statements.len() > 1 || depth == 0;
    block
}

/// Adds an `else`, `elif`, `except` or `finally` to what it belongs to.
fn join(code: &Code<'_>, to: &mut Statement, one: Statement) {
    let end = one.tokens.end;
    let is_elif = code.get(one.tokens.start) == "elif";
    if let Head::If { other, .. } = &mut to.head {
        let start = other.as_ref().map_or(one.tokens.start, |other| other.start);
        *other = Some(start..end);
    }
    to.tokens.end = end;
    if is_elif {
        to.blocks.push(Block { statements: vec![one], may_be_empty: false });
    } else if code.get(one.tokens.start) == "else"
        && let Some(Block { statements, .. }) = to.blocks.last_mut()
        && let Some(last @ Statement { head: Head::If { .. }, .. }) = statements.last_mut()
        && code.get(last.tokens.start) == "elif"
    {
        join(code, last, one);
    } else {
        to.blocks.extend(one.blocks);
    }
}

fn python_statement(code: &Code<'_>, line: &Line, inner: &[Line], depth: usize) -> Statement {
    const OPENS: [&str; 11] =
        ["if", "elif", "else", "for", "while", "def", "class", "with", "try", "except", "finally"];
    let Range { start, end } = line.tokens.clone();
    let first = code.get(start);
    let word = if first == "async" { code.get(start + 1) } else { first };
    if !OPENS.contains(&word) {
        let second = code.get(start + 1);
        let head = match first {
            first if LEAVES.contains(&first) => Head::Leaves,
            "import" | "from" | "global" | "nonlocal" | "pass" | "@" => Head::Names,
            // What stands alone as a text says what something is for.
            _ if code.is(start, Kind::Text) => Head::Names,
            _ if code.is(start, Kind::Word) && [":", "="].contains(&second) && is_first(code, start) => Head::Names,
            _ => Head::Does,
        };
        return Statement { tokens: start..end, head, blocks: Vec::new() };
    }
    let mut colon = start;
    while colon < end && code.get(colon) != ":" {
        colon = if code.get(colon) == "lambda" {
            (colon..end).find(|at| code.get(*at) == ":").map_or(end, |at| at + 1)
        } else {
            code.after(colon)
        };
    }
    let block = if inner.is_empty() && colon + 1 < end {
        let one = Line { tokens: colon + 1..end, indent: usize::MAX };
        Block { statements: vec![python_statement(code, &one, &[], depth + 1)], may_be_empty: false }
    } else {
        python(code, inner, depth + 1)
    };
    let last = inner.last().map_or(end, |line| line.tokens.end);
    let head = match word {
        "if" | "elif" => Head::If { condition: start + 1..colon, other: None },
        "def" | "class" => Head::Names,
        _ => Head::Other,
    };
    Statement { tokens: start..last, head, blocks: vec![block] }
}

/// Whether a name is given its first value here.
fn is_first(code: &Code<'_>, at: usize) -> bool {
    let name = code.get(at);
    !(0..at).any(|before| code.get(before) == name && code.get(before + 1) == "=")
}
