//! Path marks: `:::node` and `:::python` up to `:::`, blanked out before the markdown parser sees them.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::Problem;
use super::parse::OPTIONS;
use crate::id::Track;

const RULE: &str = "path-mark";

/// A text without its path marks, as long as it was: every other byte stands where it stood.
#[derive(Debug, Default)]
pub(super) struct Unmarked {
    pub(super) text: String,
    /// What stands between marks.
    pub(super) sections: Vec<(Track, Range<usize>)>,
    pub(super) problems: Vec<Problem>,
}

enum Mark {
    Open(Track),
    Close,
    Unknown,
}

/// Blanks out the marks of `body`, and with a track what is for the other one only. Ranges count from `offset`.
pub(super) fn unmark(body: &str, offset: usize, track: Option<Track>) -> Unmarked {
    let mut out = Unmarked { text: String::with_capacity(body.len()), ..Unmarked::default() };
    if !body.contains(":::") {
        body.clone_into(&mut out.text);
        return out;
    }
    let mut fences = fences(body).into_iter().peekable();
    let mut open: Option<(Track, Range<usize>)> = None;
    let mut nested = 0_usize;
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let at = start;
        start += line.len();
        while fences.next_if(|fence| fence.end <= at).is_some() {}
        let inside = fences.peek().is_some_and(|fence| fence.start <= at);
        let text = line.trim();
        let begin = offset + at + line.len() - line.trim_start().len();
        let range = begin..begin + text.len();
        let mut problem = |message: String, help: &str| {
            out.problems.push(Problem { rule: RULE, message, range: range.clone(), help: help.to_owned() });
        };
        match if inside { None } else { mark(text) } {
            Some(Mark::Open(_)) if open.is_some() => {
                nested += 1;
                problem("a path mark inside another one".to_owned(), "close the first one with `:::` before this line");
            }
            Some(Mark::Open(track)) => open = Some((track, range)),
            Some(Mark::Close) if nested > 0 => nested -= 1,
            Some(Mark::Close) => match open.take() {
                Some((track, mark)) => out.sections.push((track, mark.end..range.start)),
                None => problem(
                    "`:::` closes nothing".to_owned(),
                    "open with `:::node` or `:::python`, or remove this line",
                ),
            },
            Some(Mark::Unknown) => {
                problem(
                    format!("`{}` is no path mark", super::text::clean(text)),
                    "write `:::node`, `:::python` or `:::`, alone on a line that is not inside a list or quote",
                );
                out.text.push_str(line);
                continue;
            }
            None => {
                let hidden = open.as_ref().is_some_and(|(here, _)| track.is_some_and(|track| track != *here));
                if !hidden {
                    out.text.push_str(line);
                    continue;
                }
            }
        }
        out.text.extend(line.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }));
    }
    if let Some((track, range)) = open {
        out.sections.push((track, range.end..offset + body.len()));
        out.problems.push(Problem {
            rule: RULE,
            message: format!("`:::{track}` is never closed"),
            range,
            help: "end the part with a line that holds `:::` and nothing else".to_owned(),
        });
    }
    out
}

fn mark(line: &str) -> Option<Mark> {
    match line {
        ":::" => Some(Mark::Close),
        ":::node" => Some(Mark::Open(Track::Node)),
        ":::python" => Some(Mark::Open(Track::Python)),
        other => other.trim_start_matches(['>', '-', '*', '+', ' ', '\t']).starts_with(":::").then_some(Mark::Unknown),
    }
}

/// Where the fences are. Path marks are paragraph text to the parser, so they do not move fences.
fn fences(body: &str) -> Vec<Range<usize>> {
    Parser::new_ext(body, OPTIONS)
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))))
        .map(|(_, range)| range)
        .collect()
}
