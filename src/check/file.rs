//! The `file` check: what stands in a file of the learner's folder.

mod code;
#[cfg(test)]
mod tests;

use std::path::{Component, Path};

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use self::code::Code;
use super::sandbox::Sandbox;
use super::{CheckError, Facet, Need, Seen};
use crate::diagnostic::FileProblems;
use crate::id::{ByTrack, Track};

/// A `file` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFile {
    path: Spanned<String>,
    contains: Option<Spanned<ByTrack<String>>>,
    times: Option<Spanned<usize>>,
    lines: Option<Spanned<ByTrack<Vec<String>>>>,
    absent: Option<Spanned<bool>>,
}

/// A `file` check.
#[derive(Debug, Clone)]
pub struct FileCheck {
    /// Its name in the learner's folder, with `/`; none for the exercise's own file.
    path: Option<String>,
    rules: Vec<Rule>,
}

#[derive(Debug, Clone)]
enum Rule {
    /// The file is there, and this text stands in it: so many times, or at least once.
    Contains { text: ByTrack<String>, times: Option<usize> },
    /// The file is there, and these are among its lines.
    Lines(ByTrack<Vec<String>>),
    /// There is no such file.
    Absent,
}

impl FileCheck {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawFile>, problems: &mut FileProblems<'_>) -> Option<FileCheck> {
        let place = raw.span();
        let raw = raw.into_inner();
        let mut good = inside(&raw.path, problems);
        let mut rules = Vec::new();
        let empty = |text: &str| Code::plain(text).is_empty();
        if let Some(contains) = raw.contains {
            if Track::ALL.iter().any(|track| empty(contains.get_ref().get(*track))) {
                problems
                    .error("file-rule", contains.span(), "every file contains this")
                    .help("name a text to look for");
                good = false;
            }
            let times = raw.times.as_ref().map(|times| *times.get_ref());
            rules.push(Rule::Contains { text: contains.into_inner(), times });
        } else if let Some(times) = &raw.times {
            problems.error("file-rule", times.span(), "`times` of what?").help("`times` belongs to `contains`");
            good = false;
        }
        if raw.times.as_ref().is_some_and(|times| *times.get_ref() == 0) {
            problems
                .error("file-rule", place.clone(), "a text that stands there 0 times is not looked for")
                .help("leave `times` out for \"at least once\"");
            good = false;
        }
        if let Some(lines) = raw.lines {
            let lists = Track::ALL.map(|track| lines.get_ref().get(track));
            if lists.iter().any(|list| list.is_empty() || list.iter().any(|line| empty(line))) {
                problems.error("file-rule", lines.span(), "every file holds this").help("name the lines to look for");
                good = false;
            }
            rules.push(Rule::Lines(lines.into_inner()));
        }
        if let Some(absent) = raw.absent {
            if !absent.get_ref() || !rules.is_empty() {
                problems
                    .error("file-rule", absent.span(), "a file cannot be absent and hold something")
                    .help("write `absent = true` alone, or leave it out");
                good = false;
            }
            rules.push(Rule::Absent);
        }
        if rules.is_empty() {
            problems
                .error("file-rule", place, "nothing is asked of this file")
                .help("add `contains`, `lines` or `absent = true`");
            good = false;
        }
        let path = Some(raw.path.into_inner()).filter(|path| path != "main");
        good.then_some(FileCheck { path, rules })
    }

    /// One line for people.
    pub fn describe(&self, track: Track) -> String {
        let name = self.path.clone().unwrap_or_else(|| format!("main.{}", track.extension()));
        let rules: Vec<String> = self
            .rules
            .iter()
            .map(|rule| match rule {
                Rule::Contains { text, times: None } => format!("contains `{}`", text.get(track).trim()),
                Rule::Contains { text, times: Some(times) } => {
                    format!("contains `{}` {}", text.get(track).trim(), often(*times))
                }
                Rule::Lines(lines) => {
                    let lines: Vec<_> = lines.get(track).iter().map(|line| format!("`{}`", line.trim())).collect();
                    format!("has {} {}", if lines.len() == 1 { "the line" } else { "the lines" }, lines.join(", "))
                }
                Rule::Absent => "is not there".to_owned(),
            })
            .collect();
        format!("{name} {}", rules.join(" and "))
    }

    /// What it needs: nothing is run.
    pub fn needs(&self) -> Vec<Need> {
        Vec::new()
    }

    /// Looks at the files.
    pub fn run(batch: &[&FileCheck], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        let seen = batch.iter().map(|check| {
            let seen = check.look(sandbox);
            (sandbox.done)();
            Some(seen)
        });
        Ok(seen.collect())
    }

    fn look(&self, sandbox: &Sandbox<'_>) -> Seen {
        let name = self.path.as_deref().unwrap_or(&sandbox.main);
        let text = sandbox.text(name);
        let code = text.as_deref().map(|text| Code::of(name, text));
        let mut facets = Vec::new();
        for rule in &self.rules {
            match (rule, &code) {
                (Rule::Absent, found) => {
                    let (key, actual) =
                        if found.is_some() { ("there", "it is there") } else { ("absent", "it is not there") };
                    facets.push(Facet::new("absent", found.is_none(), key, format!("no file `{name}`"), actual));
                }
                (Rule::Contains { .. } | Rule::Lines(_), None) => {
                    facets.push(Facet::new(
                        "file",
                        false,
                        "missing",
                        format!("a file `{name}`"),
                        "there is no such file",
                    ));
                }
                (Rule::Contains { text, times }, Some(code)) => {
                    let text = text.get(sandbox.track);
                    let found = code.count(&Code::plain(text));
                    let held = times.map_or(found > 0, |times| found == times);
                    let key = format!("{found} of {}", times.unwrap_or(1));
                    let wanted = times.map_or(String::new(), |times| format!(" {}", often(times)));
                    let expected = format!("`{}`{wanted}", text.trim());
                    let actual = if found == 0 { "it is not there".to_owned() } else { often(found) };
                    // Once is enough: how often it really stands there is no behaviour.
                    let key = if held { "enough" } else { &key };
                    facets.push(Facet::new("contains", held, key, expected, actual));
                }
                (Rule::Lines(lines), Some(code)) => {
                    for line in lines.get(sandbox.track) {
                        let held = code.has_line(&Code::plain(line));
                        let (key, actual) = if held { ("there", "it is there") } else { ("missing", "it is missing") };
                        let line = line.trim();
                        facets.push(Facet::new(
                            format!("line {line}"),
                            held,
                            key,
                            format!("the line `{line}`"),
                            actual,
                        ));
                    }
                }
            }
        }
        Seen::compared(name, facets)
    }
}

fn often(times: usize) -> String {
    if times == 1 { "once".to_owned() } else { format!("{times} times") }
}

/// Whether a path stays in the learner's folder on every system.
pub(super) fn inside(path: &Spanned<String>, problems: &mut FileProblems<'_>) -> bool {
    let text = path.get_ref();
    let plain = Path::new(text).components().all(|part| matches!(part, Component::Normal(_)));
    let good = plain && !text.is_empty() && !text.contains(['\\', ':', '\0']) && !text.ends_with('/');
    if !good {
        problems
            .error("file-path", path.span(), format!("`{text}` is no file in the learner's folder"))
            .help("name it from that folder, with `/`: `notes/first.txt`, or `main` for the exercise's own file");
    }
    good
}
