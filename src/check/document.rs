//! What checks of files that are read have in common: finding the file, telling the place of a fault, one rule per check.

pub(super) mod image;
pub(super) mod markdown;
pub(super) mod pattern;
pub(super) mod secret;
pub(super) mod shell;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::Spanned;

use super::file::inside;
use super::sandbox::Sandbox;
use super::{CheckError, Facet, Seen};
use crate::diagnostic::FileProblems;
use crate::process::clean;

/// Why a file cannot be read as what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// What recognition compares; holds no place.
    pub(super) key: &'static str,
    /// The line and the character, from 1; none when it is no single place.
    pub(super) at: Option<(usize, usize)>,
    /// What is wrong, for people.
    pub(super) what: String,
}

impl Fault {
    fn seen(&self, name: &str, text: &str) -> Seen {
        let place = self.at.map_or_else(String::new, |(line, column)| format!("{line}:{column}: "));
        let actual = format!("{name}:{place} {}", self.what).replace(":  ", ": ");
        let facet = Facet::new("syntax", false, self.key, format!("`{name}` can be read"), clean(&actual));
        let mut seen = Seen::compared(name, vec![facet]);
        seen.notes = self.at.map(|(line, column)| excerpt(text, line, column)).unwrap_or_default();
        seen
    }
}

/// The line of a fault with the one before it, and a caret below the character.
fn excerpt(text: &str, line: usize, column: usize) -> Vec<String> {
    let shown = |text: &str| clean(&text.replace('\t', "→"));
    let width = line.to_string().len();
    let numbered = |number: usize| {
        let text = number.checked_sub(1).and_then(|at| text.lines().nth(at))?;
        Some(format!("{number:>width$} | {}", shown(text)))
    };
    let mut rows: Vec<String> = [line - 1, line].into_iter().filter_map(numbered).collect();
    rows.push(format!("{:>width$} | {:>column$}", "", "^"));
    rows
}

/// Looks at the file of each check. A file that is not there or cannot be read is told by the first check of it; the
/// others are not reached.
pub(super) fn look<C>(
    batch: &[&C],
    sandbox: &Sandbox<'_>,
    path: impl Fn(&C) -> Option<&str>,
    mut read: impl FnMut(&C, &str, &str) -> Result<Result<Seen, Fault>, CheckError>,
) -> Result<Vec<Option<Seen>>, CheckError> {
    let mut unreadable: BTreeSet<String> = BTreeSet::new();
    let mut all = Vec::with_capacity(batch.len());
    for check in batch {
        let name = path(check).unwrap_or(&sandbox.main);
        let seen = if unreadable.contains(name) {
            None
        } else {
            let seen = match sandbox.text(name) {
                None => Err(missing(name)),
                Some(text) => read(check, name, &text)?.map_err(|fault| fault.seen(name, &text)),
            };
            if seen.is_err() {
                unreadable.insert(name.to_owned());
            }
            Some(seen.unwrap_or_else(|seen| seen))
        };
        all.push(seen);
        (sandbox.done)();
    }
    Ok(all)
}

fn missing(name: &str) -> Seen {
    let facet = Facet::new("file", false, "missing", format!("a file `{name}`"), "there is no such file");
    Seen::compared(name, vec![facet])
}

/// The name of a check's file; none for the exercise's own. `Err` when it was refused.
pub(super) fn path(typed: Option<&Spanned<String>>, problems: &mut FileProblems<'_>) -> Result<Option<String>, ()> {
    match typed {
        None => Ok(None),
        Some(path) if !inside(path, problems) => Err(()),
        Some(path) => Ok(Some(path.get_ref().clone()).filter(|path| path != "main")),
    }
}

/// The one rule of a check: with two, one wrong answer could hide another.
pub(super) fn one<R>(
    kind: &'static str,
    place: Range<usize>,
    rules: Vec<R>,
    words: &str,
    problems: &mut FileProblems<'_>,
) -> Option<R> {
    let count = rules.len();
    let mut rules = rules.into_iter();
    match (rules.next(), count) {
        (Some(rule), 1) => Some(rule),
        (None, _) => {
            problems
                .error("document-rule", place, format!("nothing is asked of this {kind}"))
                .help(format!("add one of {words}"));
            None
        }
        (Some(_), _) => {
            problems
                .error("document-rule", place, format!("this check asks {count} things of one {kind}"))
                .help("make a `[[check]]` of each, so that wrong answers can be told apart");
            None
        }
    }
}

/// A switch that is only ever turned on.
pub(super) fn on(switch: Option<&Spanned<bool>>, word: &str, problems: &mut FileProblems<'_>) -> bool {
    let Some(switch) = switch else { return false };
    if !switch.get_ref() {
        problems
            .error("document-rule", switch.span(), format!("`{word} = false` asks for nothing"))
            .help(format!("write `{word} = true`, or leave it out"));
    }
    true
}

/// A list that names something.
pub(super) fn some<T>(list: &Spanned<Vec<T>>, problems: &mut FileProblems<'_>) -> bool {
    if list.get_ref().is_empty() {
        problems.error("document-rule", list.span(), "an empty list asks for nothing").help("name at least one");
    }
    !list.get_ref().is_empty()
}

/// `a`, `b` and `c`, for people.
pub(super) fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_with_its_line_and_a_caret() {
        let fault = Fault { key: "tab", at: Some((2, 1)), what: "a tab".to_owned() };
        let seen = fault.seen("ci.yml", "a:\n\tb: 1\n");
        assert_eq!(seen.facets[0].actual, "ci.yml:2:1: a tab");
        assert_eq!(seen.notes, ["1 | a:", "2 | →b: 1", "  | ^"]);
        assert_eq!(seen.facets[0].key, "tab");
    }

    #[test]
    fn names_are_listed_as_people_do() {
        assert_eq!(listed(&["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(listed(&["a"]), "`a`");
    }
}
