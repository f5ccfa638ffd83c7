//! Reads how a program died from what its runtime wrote to standard error.

use crate::check::Crash;
use crate::id::Track;

/// What `text` says, if it is the last word of a program that died. File names in it are relative to the folder of the
/// program, whose main file is `main`.
pub fn read(track: Track, text: &str, main: &str) -> Option<Crash> {
    match track {
        Track::Node => node(text, main),
        Track::Python => python(text, main),
    }
}

/// A place in one of the learner's files.
struct Place<'a> {
    file: &'a str,
    line: u32,
}

impl Place<'_> {
    /// The learner's own files have relative names; the runtime's begin with `/`, `node:`, `<` or a drive.
    fn is_own(&self) -> bool {
        !self.file.starts_with(['/', '<', '\\']) && !self.file.contains(':')
    }
}

fn crash(kind: &str, line: &str, at_start: bool, place: Option<&Place<'_>>, main: &str) -> Crash {
    let own = place.filter(|place| place.is_own());
    let (line, at) = match own {
        Some(place) if place.file == main => (line.to_owned(), Some(place.line)),
        Some(place) => (format!("{line} ({}, line {})", place.file, place.line), None),
        None => (line.to_owned(), None),
    };
    Crash { at_start, kind: kind.to_owned(), line, at }
}

/// The kind of an error and whether the line has the form of an error at all.
fn kind(line: &str) -> Option<&str> {
    let word = line.split_once(':').map_or(line, |(word, _)| word);
    // Node writes `TypeError [ERR_INVALID_ARG_TYPE]: …`.
    let word = word.split_once(" [").map_or(word, |(word, _)| word).trim();
    let word = word.rsplit('.').next().unwrap_or(word);
    let is_name = word.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && word.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$');
    is_name.then_some(word)
}

fn python(text: &str, main: &str) -> Option<Crash> {
    let lines: Vec<&str> = text.lines().collect();
    let last = lines.iter().rposition(|line| python_place(line).is_some())?;
    let error = lines.get(last..)?.iter().find(|line| !line.starts_with(' ') && !line.trim().is_empty())?.trim_end();
    let kind = kind(error)?;
    // Only the last of several tracebacks tells how it ended.
    let first = lines.get(..last)?.iter().rposition(|line| line.starts_with("Traceback ")).unwrap_or(0);
    let mut places = lines.get(first..=last)?.iter().rev().filter_map(|line| python_place(line));
    let place = places.find(|(place, _)| place.is_own());
    let compiling = lines
        .get(last)
        .and_then(|line| python_place(line))
        .is_some_and(|(place, inside)| !inside && !place.file.starts_with('<'));
    let at_start = match kind {
        "SyntaxError" | "IndentationError" | "TabError" => compiling,
        "ModuleNotFoundError" | "ImportError" => true,
        _ => false,
    };
    Some(crash(kind, error, at_start, place.map(|(place, _)| place).as_ref(), main))
}

/// `  File "main.py", line 3, in f`: the place, and whether it is inside of something that runs.
fn python_place(line: &str) -> Option<(Place<'_>, bool)> {
    let rest = line.trim_start().strip_prefix("File \"")?;
    let (file, rest) = rest.split_once("\", line ")?;
    let (number, inside) = rest.split_once(", in ").map_or((rest, false), |(number, _)| (number, true));
    Some((Place { file, line: number.trim().parse().ok()? }, inside))
}

/// How a line of a stack trace of Node.js begins.
const FRAME: &str = "    at ";

fn node(text: &str, main: &str) -> Option<Crash> {
    if text.contains("JavaScript heap out of memory") {
        return Some(crash("out of memory", "JavaScript heap out of memory", false, None, main));
    }
    let lines: Vec<&str> = text.lines().collect();
    let end = lines.iter().rposition(|line| line.starts_with("Node.js v")).unwrap_or(lines.len());
    let lines = lines.get(..end)?;
    // First the place, `main.js:3`; then that line of the program, with carets below unless it is a text that was read as a
    // program; then the error. Only the last one tells how it ended: what came before may be a log.
    let header = |top: usize| {
        let (place, below) = (node_header(lines.get(top)?)?, lines.get(top + 2)?.trim());
        let has_carets = !below.is_empty() && below.chars().all(|c| c == '^');
        let is_text = place.file.starts_with('<') && below.is_empty();
        (has_carets || is_text).then_some(place)
    };
    let (top, header) = (0..lines.len()).rev().find_map(|top| Some((top, header(top)?)))?;
    let after = lines.get(top + 3..)?;
    let error = after.iter().find(|line| !line.trim().is_empty())?.trim_end();
    let frames: Vec<Place<'_>> = after.iter().filter_map(|line| node_place(line)).collect();
    let compiling = frames.first().is_some_and(|frame| frame.file.starts_with("node:internal/"));
    let thrown_value = frames.is_empty();
    let place = frames.into_iter().find(Place::is_own).unwrap_or(header);
    let Some(kind) = kind(error).filter(|_| !thrown_value) else {
        return Some(crash("thrown value", &format!("threw {error}"), false, Some(&place), main));
    };
    let missing = error.contains("Cannot find module") || error.contains("ERR_MODULE_NOT_FOUND");
    Some(crash(kind, error, missing || (kind == "SyntaxError" && compiling), Some(&place), main))
}

/// `main.js:3`
fn node_header(line: &str) -> Option<Place<'_>> {
    let (file, line) = line.rsplit_once(':').filter(|(file, _)| !file.starts_with(' '))?;
    Some(Place { file, line: line.parse().ok()? })
}

/// `    at f (main.js:3:10)` or `    at main.js:3:10`.
fn node_place(line: &str) -> Option<Place<'_>> {
    let frame = line.strip_prefix(FRAME)?;
    let inner = frame.rsplit_once('(').map_or(frame, |(_, inner)| inner.trim_end_matches(')'));
    let inner = inner.strip_prefix("async ").unwrap_or(inner);
    let numbers = || {
        let (rest, _column) = inner.rsplit_once(':')?;
        let (file, line) = rest.rsplit_once(':')?;
        Some(Place { file, line: line.parse().ok()? })
    };
    Some(numbers().unwrap_or(Place { file: "<anonymous>", line: 0 }))
}

#[cfg(test)]
mod tests;
