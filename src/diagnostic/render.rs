//! Shows problems: for people as rustc does, for programs as a list.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};
use serde::Serialize;

use super::{Diagnostic, Diagnostics, Severity, Span};

/// Bytes before and after the beginning of a span that are handed to the renderer, which cuts them to a screen's width.
/// Only lines that no person wrote are longer.
const WINDOW: usize = 16 * 1024;

/// A place in a file as editors count: lines and characters, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub col: usize,
}

/// A problem for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown<'a> {
    /// The file, relative to the curriculum's folder; none when the problem is of no file.
    pub file: Option<&'a str>,
    /// The line, from 1; none when the file could not be read.
    pub line: Option<usize>,
    /// The character in the line, from 1.
    pub col: Option<usize>,
    /// The place behind the last character.
    pub end: Option<Place>,
    /// How bad it is.
    pub severity: Severity,
    /// The rule's name.
    pub rule: &'a str,
    /// What is wrong.
    pub message: &'a str,
    /// What to do next.
    pub help: Option<&'a str>,
}

impl Span {
    /// The range, cut to the text and to whole characters.
    fn within(&self) -> Range<usize> {
        let text = &self.source.text;
        let start = text.floor_char_boundary(self.range.start);
        start..text.ceil_char_boundary(self.range.end).max(start)
    }

    /// Where it begins and ends; none when the file has no text to show.
    fn places(&self) -> Option<(Place, Place)> {
        let text = &self.source.text;
        let place = |at: usize| {
            let before = text.get(..at).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            Place { line: before.matches('\n').count() + 1, col: line.chars().count() + 1 }
        };
        let range = self.within();
        (!text.is_empty()).then(|| (place(range.start), place(range.end)))
    }

    /// The part of the first line that is shown, and the span within it.
    fn excerpt(&self) -> (&str, Range<usize>) {
        let text = self.source.text.as_str();
        let Range { start, end } = self.within();
        let line = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let rest = text.get(start..).unwrap_or_default();
        let line_end = rest.find('\n').map_or(text.len(), |at| start + at);
        let from = text.ceil_char_boundary(line.max(start.saturating_sub(WINDOW))).min(start);
        let to = text.floor_char_boundary(line_end.min(start.saturating_add(WINDOW))).max(start);
        let shown = text.get(from..to).unwrap_or_default();
        let shown = shown.strip_suffix('\r').unwrap_or(shown);
        let limit = |at: usize| (at - from).min(shown.len());
        (shown, limit(start)..limit(end.min(to)))
    }
}

impl Diagnostic {
    /// The problem for programs.
    pub fn shown(&self) -> Shown<'_> {
        let places = self.span.as_ref().and_then(Span::places);
        Shown {
            file: self.span.as_ref().map(|span| span.source.name.as_str()),
            line: places.map(|(start, _)| start.line),
            col: places.map(|(start, _)| start.col),
            end: places.map(|(_, end)| end),
            severity: self.severity,
            rule: self.rule,
            message: &self.message,
            help: self.help.as_deref(),
        }
    }

    fn render(&self, renderer: &Renderer) -> String {
        let level = match self.severity {
            Severity::Warning => Level::WARNING,
            Severity::Error => Level::ERROR,
        };
        let mut group = Group::with_title(level.primary_title(self.message.as_str()).id(self.rule));
        if let Some(span) = &self.span {
            let file = normalize_untrusted_str(&span.source.name);
            group = match span.places() {
                None => group.element(Origin::path(file)),
                Some((start, _)) => {
                    let (line, range) = span.excerpt();
                    let whole = start.col == line.get(..range.start).unwrap_or_default().chars().count() + 1;
                    let label = (!self.label.is_empty()).then(|| normalize_untrusted_str(&self.label));
                    let caret = AnnotationKind::Primary.span(range).label(label);
                    let snippet = Snippet::source(line).line_start(start.line).annotation(caret);
                    if whole {
                        group.element(snippet.path(file))
                    } else {
                        // The renderer would count the column from the beginning of the excerpt.
                        group.element(Origin::path(file).line(start.line).char_column(start.col)).element(snippet)
                    }
                }
            };
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(normalize_untrusted_str(help)));
        }
        renderer.render(&[group])
    }
}

impl Diagnostics {
    /// All problems for people, in order, with the totals in the last line; empty when there are none.
    pub fn render(&self, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let mut out = String::new();
        for one in self.iter() {
            out.push_str(&one.render(&renderer));
            out.push_str("\n\n");
        }
        if !self.is_empty() {
            out.push_str(&self.totals());
            out.push('\n');
        }
        out
    }

    /// How many problems there are, such as "3 errors, 1 warning".
    pub fn totals(&self) -> String {
        let count = |number: usize, what: &str| match number {
            0 => None,
            1 => Some(format!("1 {what}")),
            _ => Some(format!("{number} {what}s")),
        };
        let parts: Vec<_> =
            [count(self.errors(), "error"), count(self.warnings(), "warning")].into_iter().flatten().collect();
        if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") }
    }
}

#[cfg(test)]
mod tests;
