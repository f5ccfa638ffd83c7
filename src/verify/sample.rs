//! Samples of lessons: each is run, and must print what the lesson says.

use super::Proof;
use crate::check::{Ran, Runner};
use crate::curriculum::Lesson;
use crate::id::Track;
use crate::markdown::{self, SampleBlock};
use crate::process::{Cancel, End};
use crate::report::Kind;

/// Runs all samples of a lesson that are for a track.
pub(super) fn prove(lesson: &Lesson, track: Track, runner: &Runner, cancel: &Cancel) -> Proof {
    let mut proof = Proof::new(lesson.id.as_str(), Kind::Lesson, track);
    let (document, _) = markdown::parse(&lesson.source.text, lesson.body, Some(track));
    for block in document.samples() {
        let line = lesson.source.text.get(..block.range.start).unwrap_or_default().matches('\n').count() + 1;
        let what = format!("{}:{line}: {}", lesson.source.name, block.sample.file);
        match runner.sample(&block.sample, track, &lesson.data, cancel) {
            Ok(ran) => {
                proof.looked_at += 1;
                proof.unsure |= ran.end == End::TimedOut;
                proof.problems.extend(compare(block, &ran).map(|problem| format!("{what} {problem}")));
            }
            Err(error) => proof.missed(&what, &error),
        }
    }
    proof
}

/// What is wrong with what a sample did, if anything.
fn compare(block: &SampleBlock, ran: &Ran) -> Option<String> {
    let failed = ran.end != End::Exited(0) && block.sample.request.is_none();
    let end = match ran.end {
        End::TimedOut => Some("does not end"),
        End::OutOfMemory => Some("uses too much memory"),
        End::Cancelled if block.sample.request.is_none() => Some("was stopped"),
        End::Exited(_) | End::Signalled(_) | End::Cancelled => None,
    };
    if let Some(end) = end {
        return Some(end.to_owned());
    }
    if failed != block.fails {
        let what = if failed { "fails, but its output is not marked `error`" } else { "must fail, and does not" };
        return Some(format!("{what}. It printed:\n{}", ran.shown));
    }
    let expected = block.output.as_ref()?;
    let prints_it = if block.fails { in_order(expected, &ran.shown) } else { lines(expected).eq(lines(&ran.printed)) };
    (!prints_it).then(|| format!("prints\n{}\nbut the lesson says\n{expected}", ran.shown))
}

/// The lines of a text without trailing blanks, and without empty lines at its end.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.trim_end().lines().map(str::trim_end)
}

/// Whether the lines of `expected` appear in `actual` in this order, with others between them if need be.
fn in_order(expected: &str, actual: &str) -> bool {
    let mut actual = lines(actual);
    lines(expected).filter(|line| !line.is_empty()).all(|wanted| actual.any(|line| line.trim() == wanted.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_an_error_must_come_in_order() {
        assert!(in_order("a\nc", "a\n  b\n  c\n"));
        assert!(!in_order("c\na", "a\nb\nc"));
        assert!(!in_order("a\na", "a"));
    }
}
