//! What else may be asked of a run: parts of what it printed, JSON, files that stay as they were.

use std::time::Duration;

use super::Program;
use crate::check::Facet;
use crate::check::function::{quote, shorten};
use crate::check::http::{Json, Values};
use crate::check::sandbox::Sandbox;
use crate::id::{ByTrack, Track};

/// Output is shown up to here.
const SHOWN: usize = 1000;

/// What most checks do not ask.
#[derive(Debug, Clone, Default)]
pub(super) struct More {
    /// Whether it runs in the folder that the check before left.
    pub(super) continues: bool,
    /// Arguments of runs before it, in the same folder.
    pub(super) before: Vec<ByTrack<Vec<String>>>,
    /// Arguments of runs that all start together, in place of the one.
    pub(super) at_once: Vec<ByTrack<Vec<String>>>,
    /// The folder that it is started from, below its own.
    pub(super) from: Option<String>,
    /// Further codes with which it may end.
    pub(super) exits: Vec<i32>,
    pub(super) stdout_contains: ByTrack<Vec<String>>,
    pub(super) stdout_lacks: ByTrack<Vec<String>>,
    /// Lines that hold these words in this order; the lines are in order too.
    pub(super) stdout_rows: ByTrack<Vec<Vec<String>>>,
    pub(super) stderr: Option<ByTrack<String>>,
    /// Texts besides the first.
    pub(super) stderr_contains: ByTrack<Vec<String>>,
    pub(super) stderr_lacks: ByTrack<Vec<String>>,
    /// No stack trace is shown.
    pub(super) no_trace: bool,
    pub(super) json: Vec<Document>,
    /// Files that it leaves as they were.
    pub(super) keeps: Vec<String>,
    /// Files that are not there afterwards.
    pub(super) absent: Vec<String>,
    /// A file that is never cut, wherever the program is stopped.
    pub(super) never_half: Option<String>,
    pub(super) within: Option<Duration>,
}

/// A text that must be one JSON value.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// The file; none for standard output.
    pub(super) file: Option<String>,
    pub(super) expected: Json,
}

impl More {
    /// Whether nothing of all this is asked.
    pub(super) fn is_nothing(&self) -> bool {
        format!("{self:?}") == format!("{:?}", More::default())
    }

    /// What is asked, in a few words, where that is what the check is about.
    pub(super) fn describe(&self, track: Track) -> Option<String> {
        let files = |what: &str, files: &[String]| (!files.is_empty()).then(|| format!("{what} {}", files.join(", ")));
        let words = |words: &ByTrack<Vec<String>>| {
            let first = words.get(track).first()?;
            Some(format!("prints {}", shorten(&quote(first), 80)))
        };
        let rows = || {
            let first = self.stdout_rows.get(track).first()?;
            Some(format!("prints a line with {}", shorten(&first.join(", "), 80)))
        };
        let json = || match self.json.first()? {
            Document { file: Some(file), .. } => Some(format!("leaves JSON in {file}")),
            Document { file: None, .. } => Some("prints JSON".to_owned()),
        };
        let half = || self.never_half.as_ref().map(|file| format!("never leaves half of {file}"));
        half()
            .or_else(|| words(&self.stdout_contains))
            .or_else(rows)
            .or_else(json)
            .or_else(|| files("leaves as it was:", &self.keeps))
            .or_else(|| files("leaves no", &self.absent))
    }
}

/// What was looked at before the run, to be compared with afterwards.
pub(super) type Before = Vec<(String, Option<String>)>;

impl Program {
    /// The files that must stay as they are.
    pub(super) fn before(&self, sandbox: &Sandbox<'_>) -> Before {
        self.more.keeps.iter().map(|name| (name.clone(), sandbox.text(name))).collect()
    }

    /// What was compared of what it printed.
    pub(super) fn compare_parts(&self, stdout: &str, stderr: &str, sandbox: &Sandbox<'_>) -> Vec<Facet> {
        let (track, more) = (sandbox.track, &self.more);
        let (stdout, stderr) = (sandbox.clean(stdout), sandbox.clean(stderr));
        let mut facets = Vec::new();
        facets.extend(more.stdout_contains.get(track).iter().map(|text| contains("output", text, &stdout)));
        facets.extend(more.stdout_lacks.get(track).iter().map(|text| lacks("output", text, &stdout)));
        facets.extend(rows(more.stdout_rows.get(track), &stdout));
        facets.extend(more.stderr_contains.get(track).iter().map(|text| contains("standard error", text, &stderr)));
        facets.extend(more.stderr_lacks.get(track).iter().map(|text| lacks("standard error", text, &stderr)));
        if more.no_trace {
            let told = is_trace(&stderr) || is_trace(&stdout);
            let actual = if told { "it showed a stack trace" } else { "no stack trace" };
            facets.push(Facet::compared("trace", !told, "shown", "a message for people, and no stack trace", actual));
        }
        for document in more.json.iter().filter(|document| document.file.is_none()) {
            facets.extend(document.compare(Some(&stdout)));
        }
        facets
    }

    /// What was compared of the files that it left.
    pub(super) fn compare_files(&self, before: &Before, sandbox: &Sandbox<'_>) -> Vec<Facet> {
        let more = &self.more;
        let mut facets = Vec::new();
        for document in &more.json {
            if let Some(file) = &document.file {
                let text = sandbox.text(file).map(|text| sandbox.clean(&text));
                facets.extend(document.compare(text.as_deref()));
            }
        }
        for (name, was) in before {
            let now = sandbox.text(name);
            let (key, actual) = match (&now, was) {
                (now, was) if now == was => ("", format!("`{name}` as it was")),
                (None, _) => ("gone", format!("`{name}` is gone")),
                (Some(_), None) => ("made", format!("there is a new `{name}`")),
                (Some(now), Some(_)) => {
                    ("changed", format!("`{name}` was changed to {}", shorten(&quote(&sandbox.clean(now)), 160)))
                }
            };
            facets.push(Facet::compared(
                format!("keeps {name}"),
                now == *was,
                key,
                format!("`{name}` as it was"),
                actual,
            ));
        }
        for name in &more.absent {
            let there = sandbox.dir.join(name).exists();
            let actual = if there { "it is there" } else { "it is not there" };
            facets.push(Facet::compared(format!("no {name}"), !there, "there", format!("no `{name}`"), actual));
        }
        facets
    }
}

impl Document {
    fn compare(&self, text: Option<&str>) -> Vec<Facet> {
        let (name, what) = match &self.file {
            None => (String::new(), "the output".to_owned()),
            Some(file) => (format!("{file}: "), format!("`{file}`")),
        };
        let one =
            Facet::new(format!("{name}json"), false, "", format!("{what} is one JSON value, and nothing else"), "");
        let Some(text) = text else {
            return vec![Facet { key: "missing".to_owned(), actual: format!("there is no {what}"), ..one }];
        };
        if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text) {
            let (key, actual) = if text.trim().is_empty() {
                ("empty", format!("{what} is empty"))
            } else if serde_json::Deserializer::from_str(text)
                .into_iter::<serde::de::IgnoredAny>()
                .next()
                .is_some_and(|first| first.is_ok())
            {
                ("more", format!("after the JSON there is more: {}", shorten(&quote(text), 200)))
            } else {
                let place = format!("line {}, column {}", error.line(), error.column());
                ("no json", format!("it is no JSON ({place}): {}", shorten(&quote(text), 200)))
            };
            return vec![Facet { key: key.to_owned(), actual, ..one }];
        }
        let held = Facet { held: true, key: "right".to_owned(), actual: one.expected.clone(), ..one };
        // Of a program nothing is filled in.
        let facets = self.expected.compare(text, &Values::default()).unwrap_or_default();
        let named = facets.into_iter().map(|facet| Facet { name: format!("{name}{}", facet.name), ..facet });
        std::iter::once(held).chain(named).collect()
    }
}

fn contains(place: &str, text: &str, all: &str) -> Facet {
    let actual = if all.trim().is_empty() { "nothing".to_owned() } else { shorten(all.trim(), SHOWN) };
    let name = format!("{place}: {}", shorten(text, 40));
    Facet::compared(name, all.contains(text.trim()), "missing", format!("\"{}\" in it", text.trim()), actual)
}

fn lacks(place: &str, text: &str, all: &str) -> Facet {
    let found = all.lines().find(|line| line.contains(text.trim()));
    let actual = found.map_or_else(|| "it is not there".to_owned(), |line| shorten(line.trim(), 200));
    let name = format!("{place} without {}", shorten(text, 40));
    Facet::compared(name, found.is_none(), "there", format!("no \"{}\" in it", text.trim()), actual)
}

/// Each row is a line, after that of the row before, that holds its words in order.
fn rows(wanted: &[Vec<String>], all: &str) -> Vec<Facet> {
    let lines: Vec<&str> = all.lines().collect();
    let holds = |line: &str, words: &[String]| {
        let mut rest = line;
        words.iter().all(|word| {
            let found = word_in(rest, word);
            rest = found.and_then(|end| rest.get(end..)).unwrap_or_default();
            found.is_some()
        })
    };
    let mut next = 0;
    let row = |words: &Vec<String>| {
        let shown = words.join(" … ");
        let found = lines.get(next..).unwrap_or_default().iter().position(|line| holds(line, words));
        let anywhere = lines.iter().any(|line| holds(line, words));
        next = found.map_or(next, |at| next + at + 1);
        let (key, actual) = match (found, anywhere) {
            (Some(_), _) => ("", format!("a line with {shown}")),
            (None, true) => ("out of order", "the line is there, but not in this place".to_owned()),
            (None, false) if all.trim().is_empty() => ("missing", "nothing was printed".to_owned()),
            (None, false) => ("missing", format!("no such line:\n{}", shorten(all.trim_end(), SHOWN))),
        };
        Facet::compared(format!("line with {shown}"), found.is_some(), key, format!("a line with {shown}"), actual)
    };
    wanted.iter().map(row).collect()
}

/// Where a word ends in a line, in which it stands by itself: `1` does not stand in `12`.
fn word_in(line: &str, word: &str) -> Option<usize> {
    let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    line.match_indices(word).find_map(|(at, found)| {
        let end = at + found.len();
        let (before, after) = (line.get(..at)?.chars().next_back(), line.get(end..)?.chars().next());
        (alone(before) && alone(after)).then_some(end)
    })
}

/// Whether a runtime's own message is among the lines: for programmers, and for nobody else.
fn is_trace(text: &str) -> bool {
    let place = |line: &str| {
        let numbers = line.trim_end().trim_end_matches(')').rsplitn(3, ':');
        line.starts_with("    at ")
            && numbers.take(2).all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    };
    text.contains("Traceback (most recent call last)") || text.lines().any(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_by_themselves_and_in_order() {
        let table = "id  name  email\n1   Ann   ann@x.test\n12  Bob   bob@x.test\n";
        let row = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let keys = |wanted: &[Vec<String>]| rows(wanted, table).into_iter().map(|facet| facet.key).collect::<Vec<_>>();
        assert_eq!(keys(&[row(&["1", "Ann", "ann@x.test"]), row(&["12", "Bob"])]), ["right", "right"]);
        assert_eq!(keys(&[row(&["12", "Bob"]), row(&["1", "Ann"])]), ["right", "out of order"]);
        assert_eq!(keys(&[row(&["Ann", "1"]), row(&["2", "Bob"])]), ["missing", "missing"]);
    }

    #[test]
    fn a_trace_is_known_on_both_paths() {
        assert!(is_trace("Traceback (most recent call last):\n  File \"x\", line 1\n"));
        assert!(is_trace("TypeError: x\n    at f (main.js:3:10)\n"));
        assert!(is_trace("Error: x\n    at main.js:3:10\n"));
        assert!(!is_trace("main.js:3: bad line\n    at noon\nError: no number\n"));
    }
}
