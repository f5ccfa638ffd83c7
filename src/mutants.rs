//! Proposes wrong answers that an author forgot: small changes of the reference solution, judged by the checks.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::{Content, Files, Role, Spec, Variant};
use crate::id::{ByTrack, Track};
use crate::source::{Code, Language};

mod branch;
mod judge;
mod lines;
mod mutation;
mod pick;
mod script;
mod sql;
mod statement;
#[cfg(test)]
mod tests;

pub use judge::{Fate, Judged, judge};
pub use mutation::Mutation;
pub use pick::{CAP, pick};

/// A change of the reference solution that may make it wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// What was done.
    pub mutation: Mutation,
    /// The file.
    pub file: String,
    /// The line where the change begins, from 1.
    pub line: usize,
    /// What is replaced, in bytes of the file.
    pub range: Range<usize>,
    /// What takes its place.
    pub with: String,
    /// The variant that is the same program.
    pub twin: Option<Role>,
}

/// What an author says about a change: the program does the same afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equivalent {
    /// Which change.
    pub mutation: Mutation,
    /// The text of the line in which it begins.
    pub line: String,
    /// What that line is afterwards, where several changes of the line are meant to be told apart.
    pub becomes: Option<String>,
    /// Why it does the same.
    pub reason: String,
    /// The paths.
    pub tracks: Vec<Track>,
}

/// A change as it was found in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    mutation: Mutation,
    range: Range<usize>,
    with: String,
}

/// What the checks of an exercise look at, as far as it decides what is worth changing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Looks {
    /// They talk with a server.
    at_server: bool,
    /// They compare what is printed.
    at_output: bool,
}

/// All changes of an exercise's reference solution, in the order in which they stand in its files. None for an exercise
/// whose solution is no program text: answers, steps of git. None for tests either: others that notice the same broken
/// versions are as right.
pub fn propose(spec: &Spec, track: Track) -> Vec<Mutant> {
    if spec.checks_for(track).any(|entry| entry.check.kind() == "tests") {
        return Vec::new();
    }
    let sources = sources(spec, track);
    let mut mutants = Vec::new();
    for (name, text, candidates) in candidates(spec, track, &sources) {
        let before = words(name, text);
        let twins = twins(spec, track, name, &sources);
        mutants.extend(candidates.into_iter().filter_map(|mutant| {
            let after = words(name, &mutant.apply(text));
            let twin = twins.iter().find(|(_, words)| *words == after).map(|(role, _)| role.clone());
            (after != before).then_some(Mutant { twin, ..mutant })
        }));
    }
    mutants
}

/// The changes of each file, with its name and text. Some may change nothing but the layout, and twins are not looked for:
/// that takes reading the file again after each change.
fn candidates<'s>(
    spec: &Spec,
    track: Track,
    sources: &'s BTreeMap<String, String>,
) -> impl Iterator<Item = (&'s String, &'s String, Vec<Mutant>)> {
    let looks = Looks::of(spec, track);
    sources.iter().map(move |(name, text)| {
        let mut found = changes(name, text, looks);
        found.sort_by(|a, b| {
            (a.range.start, a.range.end, a.mutation, &a.with).cmp(&(b.range.start, b.range.end, b.mutation, &b.with))
        });
        found.dedup_by(|a, b| a.range == b.range && a.with == b.with);
        let mutant = |Found { mutation, range, with }| {
            let line = text.get(..range.start).unwrap_or_default().matches('\n').count() + 1;
            Mutant { mutation, file: name.clone(), line, range, with, twin: None }
        };
        (name, text, found.into_iter().map(mutant).collect())
    })
}

/// What is said of changes that no solution of the exercise can have.
pub fn unused<'e>(spec: &Spec, said: &'e [Equivalent]) -> Vec<&'e Equivalent> {
    let mut unused: Vec<&Equivalent> = said.iter().collect();
    for track in Track::ALL {
        for (_, text, candidates) in candidates(spec, track, &sources(spec, track)) {
            unused.retain(|one| !candidates.iter().any(|mutant| one.fits(mutant, text, track)));
        }
    }
    unused
}

/// The files of the reference solution that are the learner's work, as text.
pub fn sources(spec: &Spec, track: Track) -> BTreeMap<String, String> {
    let solution = spec.variant(track, &Role::Solution).map(|variant| &variant.content);
    let Some(Content::Files(files)) = solution else { return BTreeMap::new() };
    let untouchable = spec.untouchable(track);
    let is_given = |name: &String, bytes: &Vec<u8>| {
        untouchable.contains_key(name) || spec.given.get(track).get(name) == Some(bytes)
    };
    let before = spec.earlier().last().and_then(|last| last.spec.variant(track, &Role::Solution));
    let before =
        before.and_then(|variant| if let Content::Files(files) = &variant.content { Some(files) } else { None });
    let is_new = |name: &String, bytes: &Vec<u8>| before.is_none_or(|before| before.get(name) != Some(bytes));
    files
        .iter()
        .filter(|(name, bytes)| !is_given(name, bytes) && *name != "answers.toml" && is_new(name, bytes))
        .filter_map(|(name, bytes)| Some((name.clone(), String::from_utf8(bytes.clone()).ok()?)))
        .collect()
}

/// The changes of one file.
fn changes(name: &str, text: &str, looks: Looks) -> Vec<Found> {
    match Language::of(name) {
        Some(Language::Sql) => sql::changes(&Code::read(text, Language::Sql), true),
        Some(language @ (Language::Script | Language::Python)) => {
            let code = Code::read(text, language);
            let tree = statement::read(&code);
            let quiet = branch::quiet(&code, &tree, looks);
            let mut found = branch::changes(&code, &tree);
            found.extend(script::changes(&code, looks));
            found.retain(|one| !quiet.iter().any(|zone| one.range.start < zone.end && zone.start < one.range.end));
            found
        }
        None => lines::changes(name, text),
    }
}

impl Looks {
    fn of(spec: &Spec, track: Track) -> Self {
        let any = |kinds: &[&str]| spec.checks_for(track).any(|entry| kinds.contains(&entry.check.kind()));
        Looks { at_server: any(&["http", "websocket"]), at_output: any(&["program"]) }
    }
}

impl Mutant {
    /// The file afterwards.
    pub fn apply(&self, text: &str) -> String {
        replaced(text, &self.range, &self.with)
    }

    /// All files of the solution afterwards.
    pub fn files(&self, spec: &Spec, track: Track) -> Files {
        let solution = spec.variant(track, &Role::Solution).map(|variant| &variant.content);
        let Some(Content::Files(files)) = solution else { return Files::new() };
        let mut files = files.clone();
        if let Some(bytes) = files.get_mut(&self.file) {
            *bytes = self.apply(&String::from_utf8_lossy(bytes)).into_bytes();
        }
        files
    }
}

impl Equivalent {
    /// Whether a change of a file with this text is meant.
    pub fn fits(&self, mutant: &Mutant, text: &str, track: Track) -> bool {
        let line = |text: &str| text.lines().nth(mutant.line - 1).unwrap_or_default().trim().to_owned();
        self.mutation == mutant.mutation
            && self.tracks.contains(&track)
            && self.line.trim() == line(text)
            && self.becomes.as_ref().is_none_or(|becomes| becomes.trim() == line(&mutant.apply(text)))
    }
}

/// The paths on which a solution has to be looked at: where one serves both, the first is enough.
pub fn tracks(spec: &Spec, asked: &[Track]) -> ByTrack<bool> {
    let wanted = |track: Track| asked.contains(&track) && !(spec.shared && asked.first() != Some(&track));
    ByTrack { node: wanted(Track::Node), python: wanted(Track::Python) }
}

/// The file of a variant in the folder of its exercise, such as `node/solution.js`: a file where the learner has one,
/// otherwise a folder of files.
pub fn place(spec: &Spec, track: Track, role: &Role, file: &str) -> String {
    let folder = if spec.shared { "shared" } else { track.as_str() };
    let files = sources(spec, track);
    if files.len() == 1 && file == spec.main_file(track) {
        let name = file.rsplit('/').next().unwrap_or(file);
        let ending = name.rsplit('.').next().unwrap_or(name);
        format!("{folder}/{role}.{ending}")
    } else {
        format!("{folder}/{role}/{file}")
    }
}

fn replaced(text: &str, range: &Range<usize>, with: &str) -> String {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    [part(0..range.start), with, part(range.end..text.len())].concat()
}

/// What tells two texts apart: their tokens, or their lines.
fn words(name: &str, text: &str) -> Vec<String> {
    match Language::of(name) {
        // Blanks at the beginning of a line mean something there.
        Some(Language::Python) => {
            let code = Code::read(text, Language::Python);
            let indent = |at: usize| if code.begins_line(at) { column(&code, at).to_string() } else { String::new() };
            (0..code.tokens().len()).map(|at| format!("{}{}", indent(at), code.get(at))).collect()
        }
        Some(language) => Code::read(text, language).words().into_iter().map(str::to_owned).collect(),
        None => text.lines().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect(),
    }
}

/// How far from the beginning of its line a token stands.
fn column(code: &Code<'_>, at: usize) -> usize {
    let start = code.token(at).map_or(0, |token| token.range.start);
    start - code.slice(0..start).rfind('\n').map_or(0, |end| end + 1)
}

/// What the other variants have in a file, if they have the same in all other files of the solution.
fn twins(spec: &Spec, track: Track, name: &str, sources: &BTreeMap<String, String>) -> Vec<(Role, Vec<String>)> {
    let others: Vec<_> = sources.iter().filter(|(other, _)| *other != name).collect();
    let text = |variant: &Variant| {
        let Content::Files(files) = &variant.content else { return None };
        let read = |name: &str| Some(words(name, &String::from_utf8_lossy(files.get(name)?)));
        let same = others.iter().all(|(name, text)| read(name) == Some(words(name, text)));
        read(name).filter(|_| same)
    };
    let variants = spec.variants.get(track).iter().filter(|variant| variant.role != Role::Solution);
    variants.filter_map(|variant| Some((variant.role.clone(), text(variant)?))).collect()
}

/// The range of whole lines when nothing else stands on them; otherwise the range itself.
fn whole_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let rest = text.get(range.end..).unwrap_or_default();
    let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
    let is_alone = |part: Option<&str>| part.is_some_and(|part| part.trim().is_empty());
    if is_alone(text.get(start..range.start)) && is_alone(rest.get(..length)) {
        start..range.end + length
    } else {
        range
    }
}
