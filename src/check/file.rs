//! The `file` check: what stands in a file of the learner's folder.

mod code;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Component, Path};

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use self::code::Code;
use self::words::{RawWords, WordRule};
use super::document::pattern::matches;
use super::sandbox::{Sandbox, read_folder};
use super::{CheckError, Facet, Need, Seen};
use crate::diagnostic::FileProblems;
use crate::id::{ByTrack, Track};
use crate::source::Language;

/// A `file` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFile {
    path: Spanned<ByTrack<String>>,
    contains: Option<Spanned<ByTrack<String>>>,
    times: Option<Spanned<usize>>,
    lines: Option<Spanned<ByTrack<Vec<String>>>>,
    absent: Option<Spanned<bool>>,
    uses: Option<Spanned<ByTrack<Vec<String>>>>,
    uses_one: Option<Spanned<ByTrack<Vec<String>>>>,
    never: Option<Spanned<ByTrack<Vec<String>>>>,
    counts: Option<Spanned<BTreeMap<String, usize>>>,
    at_most: Option<Spanned<BTreeMap<String, usize>>>,
    texts_never: Option<Spanned<ByTrack<Vec<String>>>>,
}

/// A `file` check.
#[derive(Clone)]
pub struct FileCheck {
    /// Its name in the learner's folder, with `/`; none for the exercise's own file. With `*` in it, several files.
    path: Option<String>,
    /// Its name on the python path, if it has another there.
    on_python: Option<String>,
    rules: Vec<Rule>,
}

/// Of a plain check what it always was, so that what is not used leaves the records of all others valid.
impl fmt::Debug for FileCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FileCheck { path, on_python, rules } = self;
        let mut all = f.debug_struct("FileCheck");
        let all = all.field("path", path).field("rules", rules);
        if on_python.is_some() { all.field("on_python", on_python).finish() } else { all.finish() }
    }
}

#[derive(Debug, Clone)]
enum Rule {
    /// The file is there, and this text stands in it: so many times, or at least once.
    Contains { text: ByTrack<String>, times: Option<usize> },
    /// The file is there, and these are among its lines.
    Lines(ByTrack<Vec<String>>),
    /// There is no such file.
    Absent,
    /// The file is there, and so are these words, or not.
    Words(WordRule),
}

impl FileCheck {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawFile>, problems: &mut FileProblems<'_>) -> Option<FileCheck> {
        let place = raw.span();
        let raw = raw.into_inner();
        let (span, ByTrack { node, python }) = (raw.path.span(), raw.path.into_inner());
        let mut good = inside(&Spanned::new(span.clone(), node.clone()), problems);
        good &= node == python || inside(&Spanned::new(span.clone(), python.clone()), problems);
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
        let words = RawWords {
            uses: raw.uses,
            uses_one: raw.uses_one,
            never: raw.never,
            counts: raw.counts,
            at_most: raw.at_most,
            texts_never: raw.texts_never,
        };
        let words = words.build(&mut good, problems);
        let is_code = |path: &str| path == "main" || path.contains('*') || Language::of(path).is_some();
        let is_known = is_code(&node) && is_code(&python);
        if !is_known && !words.is_empty() {
            problems
                .error("file-rule", span.clone(), "the words of this file are not known")
                .help("words are looked for in JavaScript, Python and SQL; of other files ask `contains` or `lines`");
            good = false;
        }
        if node.contains('*') && (words.is_empty() || !rules.is_empty()) {
            problems
                .error("file-rule", span, "several files are asked for words alone")
                .help("use `uses`, `uses_one`, `never`, `counts`, `at_most` or `texts_never` with such a `path`");
            good = false;
        }
        rules.extend(words.into_iter().map(Rule::Words));
        if rules.is_empty() {
            problems
                .error("file-rule", place, "nothing is asked of this file")
                .help("add `contains`, `lines`, `uses`, `never` or `absent = true`");
            good = false;
        }
        let on_python = Some(python).filter(|python| *python != node);
        let path = Some(node).filter(|path| path != "main");
        good.then_some(FileCheck { path, on_python, rules })
    }

    /// One line for people.
    pub fn describe(&self, track: Track) -> String {
        let name = self.named(track).map_or_else(|| format!("main.{}", track.extension()), str::to_owned);
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
                Rule::Words(rule) => rule.describe(track),
            })
            .collect();
        format!("{name} {}", rules.join(" and "))
    }

    /// The name that was typed for a track; none for the exercise's own file.
    fn named(&self, track: Track) -> Option<&str> {
        let python = self.on_python.as_deref().filter(|_| track == Track::Python);
        python.or(self.path.as_deref()).filter(|path| *path != "main")
    }

    /// What it needs: nothing is run.
    pub fn needs(&self) -> Vec<Need> {
        Vec::new()
    }

    /// Looks at the files.
    pub fn run(batch: &[&FileCheck], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        let seen = batch.iter().map(|check| {
            let seen = check.look(sandbox)?;
            (sandbox.done)();
            Ok(Some(seen))
        });
        seen.collect()
    }

    fn look(&self, sandbox: &Sandbox<'_>) -> Result<Seen, CheckError> {
        let name = self.named(sandbox.track).unwrap_or(&sandbox.main);
        if name.contains('*') {
            return self.look_at_several(name, sandbox);
        }
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
                (Rule::Words(rule), Some(_)) => {
                    let files = [(name.to_owned(), text.clone().unwrap_or_default())];
                    facets.extend(rule.compare(&files, sandbox.track));
                }
                (Rule::Contains { .. } | Rule::Lines(_) | Rule::Words(_), None) => {
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
        Ok(Seen::compared(name, facets))
    }

    /// Looks at the words of all files whose names fit.
    fn look_at_several(&self, pattern: &str, sandbox: &Sandbox<'_>) -> Result<Seen, CheckError> {
        let all = read_folder(&sandbox.dir)?;
        let fitting = all.into_iter().filter(|(name, _)| matches(pattern, name) && Language::of(name).is_some());
        let files: Vec<(String, String)> =
            fitting.map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned())).collect();
        let mut facets = Vec::new();
        if files.is_empty() {
            let expected = format!("a file `{pattern}`");
            facets.push(Facet::new("file", false, "missing", expected, "there is no such file"));
        } else {
            for rule in &self.rules {
                if let Rule::Words(rule) = rule {
                    facets.extend(rule.compare(&files, sandbox.track));
                }
            }
        }
        Ok(Seen::compared(pattern, facets))
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
