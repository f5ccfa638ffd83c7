//! Changes of files that are made of lines: settings, commands, lists of names.

use std::ops::Range;

use super::{Found, Mutation};

/// How a file of lines is made up.
enum Form {
    /// Each line stands for itself.
    Plain,
    /// Each line is a command, and their order counts.
    Commands,
    /// A line goes on behind a `\`.
    Continued,
    /// What stands further to the right belongs to the line.
    Indented,
}

/// The changes of a file, if it is one of lines.
pub(super) fn changes(name: &str, text: &str) -> Vec<Found> {
    let last = name.rsplit('/').next().unwrap_or(name);
    let ending = last.rsplit('.').next().unwrap_or(last);
    let form = match ending {
        "redis" => Form::Commands,
        "yaml" | "yml" => Form::Indented,
        "Dockerfile" => Form::Continued,
        "env" | "example" | "dockerignore" | "gitignore" => Form::Plain,
        _ => return Vec::new(),
    };
    let parts = parts(text, &form);
    let drop =
        |range: &Range<usize>| Found { mutation: Mutation::LineDropped, range: range.clone(), with: String::new() };
    let mut found: Vec<Found> = if parts.len() > 1 { parts.iter().map(drop).collect() } else { Vec::new() };
    if matches!(form, Form::Commands) {
        for (one, other) in parts.iter().zip(parts.iter().skip(1)) {
            let part = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
            // The last line may have no end.
            if part(other).ends_with('\n') {
                let between = text.get(one.end..other.start).unwrap_or_default();
                let with = [part(other), between, part(one)].concat();
                found.push(Found { mutation: Mutation::LinesSwapped, range: one.start..other.end, with });
            }
            found.extend(numbers(text, one));
        }
        found.extend(parts.last().into_iter().flat_map(|last| numbers(text, last)));
    }
    found
}

/// The lines that mean something, each with what belongs to it.
fn parts(text: &str, form: &Form) -> Vec<Range<usize>> {
    let mut lines: Vec<(Range<usize>, &str)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        lines.push((at..at + line.len(), line));
        at += line.len();
    }
    let means = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut parts = Vec::new();
    let mut within = false;
    for (index, (range, line)) in lines.iter().enumerate() {
        let follows =
            std::mem::replace(&mut within, matches!(form, Form::Continued) && line.trim_end().ends_with('\\'));
        if !means(line) || follows {
            continue;
        }
        let belongs = |next: &str, before: &str| match form {
            Form::Plain | Form::Commands => false,
            Form::Continued => before.trim_end().ends_with('\\'),
            Form::Indented => means(next) && indent(next) > indent(line),
        };
        let mut end = range.end;
        let mut before = *line;
        for (after, next) in lines.iter().skip(index + 1) {
            let blank = matches!(form, Form::Indented) && !means(next);
            if !blank && !belongs(next, before) {
                break;
            }
            if !blank {
                end = after.end;
            }
            before = next;
        }
        parts.push(range.start..end);
    }
    parts
}

/// Whole numbers among the words of a line, one more and one less.
fn numbers(text: &str, line: &Range<usize>) -> Vec<Found> {
    let content = text.get(line.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let mut at = line.start;
    for word in content.split_inclusive([' ', '\n']) {
        let bare = word.trim_end();
        if let Ok(number) = bare.parse::<u32>() {
            for with in [number.checked_add(1), number.checked_sub(1)].into_iter().flatten() {
                found.push(Found { mutation: Mutation::Number, range: at..at + bare.len(), with: with.to_string() });
            }
        }
        at += word.len();
    }
    found
}
