//! Changes of statements: left out, never reached, in another order, under the opposite condition.

use std::collections::BTreeSet;
use std::ops::Range;

use super::statement::{Block, Head, Statement};
use super::{Found, Looks, Mutation, whole_lines};
use crate::source::{Code, Kind, Language};

/// All changes of the statements of a text.
pub(super) fn changes(code: &Code<'_>, block: &Block) -> Vec<Found> {
    let mut found = Vec::new();
    of_block(code, block, false, &mut found);
    found
}

/// Places that nobody looks at, or that are the same in every program: nothing is changed there.
pub(super) fn quiet(code: &Code<'_>, block: &Block, looks: Looks) -> Vec<Range<usize>> {
    let mut zones = Vec::new();
    quiet_block(code, block, looks, &mut zones);
    let calls = (0..code.tokens().len()).filter(|at| !looks.at_output && code.get(*at) == "console");
    zones.extend(calls.map(|at| code.bytes(at..code.after(at + 3))));
    zones
}

fn of_block(code: &Code<'_>, block: &Block, in_guard: bool, found: &mut Vec<Found>) {
    for (at, one) in block.statements.iter().enumerate() {
        let mut leaves_early = false;
        match &one.head {
            Head::If { condition, other } => {
                leaves_early = guards(one) && other.is_none();
                of_if(code, one, condition, other.as_ref(), block, leaves_early, found);
            }
            Head::Does => {
                let is_header = (one.tokens.clone()).any(|at| ["setHeader", "send_header"].contains(&code.get(at)));
                let short = one.blocks.is_empty();
                let mutation = if is_header && short { Mutation::HeaderDropped } else { Mutation::StatementDropped };
                found.push(dropped(code, one, block, mutation));
            }
            // Without what it does, a guard is as good as gone.
            Head::Leaves if !in_guard => found.push(dropped(code, one, block, Mutation::StatementDropped)),
            Head::Leaves | Head::Names | Head::Other => {}
        }
        if let Some(next) = block.statements.get(at + 1).filter(|next| may_swap(code, one, next)) {
            let (first, second) = (code.bytes(one.tokens.clone()), code.bytes(next.tokens.clone()));
            let between = code.slice(first.end..second.start);
            let with = [code.slice(second.clone()), between, code.slice(first.clone())].concat();
            found.push(Found { mutation: Mutation::StatementsSwapped, range: first.start..second.end, with });
        }
        for (index, inner) in one.blocks.iter().enumerate() {
            of_block(code, inner, leaves_early && index == 0 && inner.statements.len() == 1, found);
        }
    }
}

fn of_if(
    code: &Code<'_>,
    one: &Statement,
    condition: &Range<usize>,
    other: Option<&Range<usize>>,
    block: &Block,
    is_guard: bool,
    found: &mut Vec<Found>,
) {
    let place = code.bytes(condition.clone());
    let text = code.slice(place.clone());
    let (never, opposite) = match code.language {
        Language::Python => ("False", format!("not ({text})")),
        Language::Script | Language::Sql => ("false", format!("!({text})")),
    };
    found.push(Found { mutation: Mutation::Negated, range: place.clone(), with: opposite });
    match other {
        Some(other) => {
            let range = whole_lines(code.text, code.bytes(other.clone()));
            // Of `} else {` the brace before it stays.
            found.push(Found { mutation: Mutation::ElseDropped, range, with: String::new() });
            found.push(Found { mutation: Mutation::BranchDropped, range: place, with: never.to_owned() });
        }
        None if code.get(one.tokens.start) == "elif" => {
            found.push(Found { mutation: Mutation::BranchDropped, range: place, with: never.to_owned() });
        }
        None => {
            let mutation = if is_guard { Mutation::GuardDropped } else { Mutation::BranchDropped };
            found.push(dropped(code, one, block, mutation));
        }
    }
}

/// Whether a condition is there to leave early.
fn guards(one: &Statement) -> bool {
    let last = one.blocks.first().and_then(|then| then.statements.last());
    last.is_some_and(|last| last.head == Head::Leaves)
}

/// A statement that is left out.
fn dropped(code: &Code<'_>, one: &Statement, block: &Block, mutation: Mutation) -> Found {
    let range = code.bytes(one.tokens.clone());
    match code.language {
        _ if block.may_be_empty => Found { mutation, range: whole_lines(code.text, range), with: String::new() },
        Language::Python => Found { mutation, range, with: "pass".to_owned() },
        Language::Script | Language::Sql => Found { mutation, range, with: "{}".to_owned() },
    }
}

/// Whether the order of two statements may count: both do something, or leave early, with the same names.
fn may_swap(code: &Code<'_>, one: &Statement, next: &Statement) -> bool {
    let does = |one: &Statement| match &one.head {
        Head::Does => true,
        Head::If { other, .. } => guards(one) && other.is_none(),
        Head::Leaves | Head::Names | Head::Other => false,
    };
    // Very long ones are whole parts of a program, such as the routes of a server.
    let short = |one: &Statement| one.tokens.len() < 60;
    does(one) && does(next) && short(one) && short(next) && !names(code, one).is_disjoint(&names(code, next))
}

fn names<'a>(code: &Code<'a>, one: &Statement) -> BTreeSet<&'a str> {
    const COMMON: [&str; 14] =
        ["if", "return", "await", "throw", "new", "raise", "not", "and", "or", "in", "is", "None", "self", "console"];
    let words = one.tokens.clone().filter(|at| code.is(*at, Kind::Word) && code.before(*at) != ".");
    words.map(|at| code.get(at)).filter(|word| !COMMON.contains(word)).collect()
}

fn quiet_block(code: &Code<'_>, block: &Block, looks: Looks, zones: &mut Vec<Range<usize>>) {
    for one in &block.statements {
        let Range { start, end } = one.tokens;
        let has = |word: &str| (start..end).any(|at| code.get(at) == word);
        let says = |text: &str| {
            (start..end).any(|at| {
                code.is(at, Kind::Text) && code.token(at).is_some_and(|one| code.slice(one.inner.clone()) == text)
            })
        };
        let first = code.get(start);
        let is_import = ["import", "from", "module", "exports"].contains(&first)
            || (one.head == Head::Names && (has("require") || first == "export" && one.blocks.is_empty()))
            || (one.head == Head::Names && code.is(start, Kind::Text));
        let prints = first == "console" || first == "print" || (first == "process" && has("stderr"));
        let is_log = prints && !looks.at_output && one.head == Head::Does;
        // An answer that says nothing about its length ends with the connection.
        let is_length = looks.at_server && one.blocks.is_empty() && says("Content-Length");
        let is_port = looks.at_server && one.blocks.is_empty() && (has("PORT") || says("PORT"));
        if is_import || is_log || is_length || is_port {
            zones.push(code.bytes(start..end));
        }
        if let (Head::If { condition, .. }, true) = (&one.head, has("__name__") || has("require")) {
            let range = code.bytes(start..condition.end);
            zones.push(range);
        }
        for inner in &one.blocks {
            quiet_block(code, inner, looks, zones);
        }
    }
}
