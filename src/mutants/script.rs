//! Changes of single tokens and calls, in JavaScript and Python.

use std::ops::Range;

use super::{Found, Looks, Mutation, sql};
use crate::source::{Code, Kind, Language};

/// Operators, and what takes their place.
const OPERATORS: &[(&str, &str, Mutation)] = &[
    ("<", "<=", Mutation::OneOff),
    ("<=", "<", Mutation::OneOff),
    (">", ">=", Mutation::OneOff),
    (">=", ">", Mutation::OneOff),
    ("===", "!==", Mutation::Equality),
    ("!==", "===", Mutation::Equality),
    ("==", "!=", Mutation::Equality),
    ("!=", "==", Mutation::Equality),
    ("+", "-", Mutation::Arithmetic),
    ("-", "+", Mutation::Arithmetic),
    ("*", "/", Mutation::Arithmetic),
    ("/", "*", Mutation::Arithmetic),
    ("//", "/", Mutation::Arithmetic),
    ("%", "*", Mutation::Arithmetic),
    ("**", "*", Mutation::Arithmetic),
    ("+=", "-=", Mutation::Arithmetic),
    ("-=", "+=", Mutation::Arithmetic),
    ("*=", "/=", Mutation::Arithmetic),
    ("/=", "*=", Mutation::Arithmetic),
    ("&&", "||", Mutation::Logic),
    ("||", "&&", Mutation::Logic),
    ("??", "||", Mutation::Logic),
    ("and", "or", Mutation::Logic),
    ("or", "and", Mutation::Logic),
    ("true", "false", Mutation::Truth),
    ("false", "true", Mutation::Truth),
    ("True", "False", Mutation::Truth),
    ("False", "True", Mutation::Truth),
];

/// Statuses of HTTP, and those that people send in their place.
const STATUSES: &[(&str, &str)] = &[
    ("200", "201"),
    ("201", "200"),
    ("202", "200"),
    ("204", "200"),
    ("301", "302"),
    ("302", "301"),
    ("303", "302"),
    ("304", "200"),
    ("400", "422"),
    ("401", "403"),
    ("403", "401"),
    ("404", "400"),
    ("405", "404"),
    ("409", "400"),
    ("413", "400"),
    ("415", "400"),
    ("422", "400"),
    ("429", "400"),
    ("500", "400"),
    ("503", "500"),
];

/// Calls that only make a value clean.
const CLEANING: [&str; 12] = [
    "trim",
    "trimEnd",
    "trimStart",
    "toLowerCase",
    "toUpperCase",
    "strip",
    "lstrip",
    "rstrip",
    "lower",
    "upper",
    "casefold",
    "normalize",
];

/// Words before a bracket that call nothing.
const NO_CALLS: [&str; 16] = [
    "if", "for", "while", "switch", "catch", "function", "def", "class", "return", "and", "or", "not", "in", "with",
    "elif", "await",
];

/// All changes of the tokens of a text.
pub(super) fn changes(code: &Code<'_>, looks: Looks) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, token) in code.tokens().iter().enumerate() {
        match token.kind {
            Kind::Number => numbers(code, at, looks, &mut found),
            Kind::Text => text(code, at, &mut found),
            Kind::Sign | Kind::Word => {
                operator(code, at, &mut found);
                word(code, at, &mut found);
                if code.get(at) == "(" {
                    arguments(code, at, &mut found);
                }
            }
            Kind::Opaque => {}
        }
    }
    found
}

fn add(mutation: Mutation, range: Range<usize>, with: impl Into<String>, found: &mut Vec<Found>) {
    found.push(Found { mutation, range, with: with.into() });
}

fn place(code: &Code<'_>, at: usize) -> Range<usize> {
    code.bytes(at..at + 1)
}

fn numbers(code: &Code<'_>, at: usize, looks: Looks, found: &mut Vec<Found>) {
    let text = code.get(at);
    let status = STATUSES.iter().find(|(status, _)| *status == text).filter(|_| looks.at_server);
    if let Some((_, other)) = status {
        add(Mutation::Status, place(code, at), *other, found);
        return;
    }
    for with in other_numbers(text) {
        add(Mutation::Number, place(code, at), with, found);
    }
}

/// One more, one less, and nothing.
pub(super) fn other_numbers(text: &str) -> Vec<String> {
    let plain = text.replace('_', "");
    if let Ok(number) = plain.parse::<u64>() {
        let other = [number.checked_add(1), number.checked_sub(1), (number > 1).then_some(0)];
        return other.into_iter().flatten().map(|number| number.to_string()).collect();
    }
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    match plain.parse::<f64>() {
        Ok(number) if number.is_finite() && number < 1e15 => {
            vec![format!("{:.decimals$}", number + 1.0), "0".to_owned()]
        }
        Ok(_) | Err(_) => Vec::new(),
    }
}

fn text(code: &Code<'_>, at: usize, found: &mut Vec<Found>) {
    let Some(token) = code.token(at) else { return };
    let inner = code.slice(token.inner.clone());
    if sql::is_sql(inner) {
        let within = Code::read(inner, Language::Sql);
        let start = token.inner.start;
        let moved = sql::changes(&within, false)
            .into_iter()
            .map(|one| Found { range: one.range.start + start..one.range.end + start, ..one });
        found.extend(moved);
        return;
    }
    // What it is written with, such as the line end that ends what is printed, is no text of its own.
    let says = inner.chars().any(char::is_alphanumeric);
    let is_piece = ["${", "{"].contains(&code.get(at + 1)) || code.before(at) == "}";
    if says {
        let end = inner.trim_end_matches(|c: char| !c.is_alphanumeric());
        let cut = token.inner.start + end.len();
        let last = end.chars().next_back().map_or(0, char::len_utf8);
        // An escaped character stays whole.
        if !end.get(..end.len() - last).unwrap_or_default().ends_with('\\') {
            add(Mutation::Text, cut..cut, "x", found);
        }
    } else if !inner.is_empty() && !is_piece && !inner.contains('\\') {
        add(Mutation::Text, token.inner.clone(), "x", found);
    }
}

fn operator(code: &Code<'_>, at: usize, found: &mut Vec<Found>) {
    let text = code.get(at);
    let Some((_, with, mutation)) = OPERATORS.iter().find(|(operator, ..)| *operator == text) else { return };
    let key = code.is(at, Kind::Word) && (code.before(at) == "." || code.get(at + 1) == ":" && code.before(at) != "?");
    if key || (["+", "-", "*", "**", "/"].contains(&text) && !is_between(code, at)) {
        return;
    }
    add(*mutation, place(code, at), *with, found);
}

/// Whether a sign stands between two values, and not before one.
fn is_between(code: &Code<'_>, at: usize) -> bool {
    const KEYWORDS: [&str; 9] = ["return", "import", "in", "and", "or", "not", "if", "else", "lambda"];
    let before = at.saturating_sub(1);
    match code.token(before).filter(|_| at > 0).map(|token| token.kind) {
        Some(Kind::Sign) => [")", "]", "}"].contains(&code.get(before)),
        Some(Kind::Word) => !KEYWORDS.contains(&code.get(before)),
        Some(Kind::Number | Kind::Text | Kind::Opaque) => true,
        None => false,
    }
}

fn word(code: &Code<'_>, at: usize, found: &mut Vec<Found>) {
    // Up to what follows, so that no blank is left.
    let with_gap = |from: usize, to: usize| {
        let next = code.token(to).map_or(0, |token| token.range.start);
        code.token(from).map_or(0..0, |token| token.range.start..next.max(token.range.start))
    };
    match code.get(at) {
        "await" if code.before(at) != "for" => add(Mutation::AwaitMissing, with_gap(at, at + 1), "", found),
        "!" => add(Mutation::Negated, with_gap(at, at + 1), "", found),
        "not" if code.before(at) == "is" => add(Mutation::Equality, with_gap(at, at + 1), "", found),
        "not" => add(Mutation::Negated, with_gap(at, at + 1), "", found),
        "is" if code.language == Language::Python && code.get(at + 1) != "not" => {
            add(Mutation::Equality, place(code, at), "is not", found);
        }
        "in" if code.language == Language::Python && code.before(at) != "not" && !is_loop(code, at) => {
            add(Mutation::Negated, place(code, at), "not in", found);
        }
        "." if CLEANING.contains(&code.get(at + 1)) && code.get(at + 2) == "(" => {
            let end = code.after(at + 2);
            add(Mutation::CleaningDropped, code.bytes(at..end), "", found);
        }
        "{" => header(code, at, found),
        _ => {}
    }
}

/// Whether an `in` belongs to a `for`.
fn is_loop(code: &Code<'_>, at: usize) -> bool {
    let mut before = at;
    while let Some(here) = before.checked_sub(1) {
        match code.get(here) {
            "for" => return true,
            "if" | "elif" | "while" | "return" | "and" | "or" | "=" | ":" | "in" | "else" => return false,
            _ => before = code.partner(here).filter(|open| *open < here).unwrap_or(here),
        }
        if code.begins_line(here) {
            return false;
        }
    }
    false
}

/// The entries of an object whose names are those of headers, each left out.
fn header(code: &Code<'_>, open: usize, found: &mut Vec<Found>) {
    let Some(close) = code.partner(open) else { return };
    for entry in parts(code, open + 1..close) {
        let key = code.token(entry.start).map_or("", |token| code.slice(token.inner.clone()));
        let is_header = (key.contains('-') && key.starts_with(|c: char| c.is_ascii_uppercase()))
            || ["Allow", "Location", "Vary", "ETag", "Authorization"].contains(&key);
        if is_header && code.get(entry.start + 1) == ":" {
            let mut range = code.bytes(entry.clone());
            if code.get(entry.end) == "," {
                range.end = code.token(entry.end + 1).map_or(range.end, |next| next.range.start);
            } else if code.before(entry.start) == "," {
                range.start = code.bytes(entry.start - 1..entry.start).start;
            }
            add(Mutation::HeaderDropped, range, "", found);
        }
    }
}

/// The parts between the commas of a bracket.
fn parts(code: &Code<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (range.start, range.start);
    while at < range.end {
        if code.get(at) == "," {
            parts.push(start..at);
            start = at + 1;
        }
        at = code.after(at);
    }
    parts.push(start..range.end);
    parts.retain(|part| !part.is_empty());
    parts
}

/// Neighbouring arguments of a call in the other order.
fn arguments(code: &Code<'_>, open: usize, found: &mut Vec<Found>) {
    let Some(close) = code.partner(open) else { return };
    let Some(callee) = open.checked_sub(1) else { return };
    let is_call = (code.is(callee, Kind::Word) && !NO_CALLS.contains(&code.get(callee)))
        || (code.get(callee) == ")" && code.language == Language::Script);
    let defines =
        ["function", "def", "class"].contains(&code.before(callee)) || ["{", "=>"].contains(&code.get(close + 1));
    if !is_call || defines || close - open > 40 {
        return;
    }
    let parts = parts(code, open + 1..close);
    let plain = |part: &Range<usize>| {
        let named = code.language == Language::Python && code.get(part.start + 1) == "=";
        let unpacked = ["*", "**"].contains(&code.get(part.start));
        let long = part.clone().any(|at| ["=>", "...", "lambda", "for", "function"].contains(&code.get(at)));
        !named && !unpacked && !long
    };
    for (one, other) in parts.iter().zip(parts.iter().skip(1)).filter(|(one, other)| plain(one) && plain(other)) {
        let (first, second) = (code.bytes(one.clone()), code.bytes(other.clone()));
        let between = code.slice(first.end..second.start);
        let with = [code.slice(second.clone()), between, code.slice(first.clone())].concat();
        add(Mutation::ArgumentsSwapped, first.start..second.end, with, found);
    }
}
