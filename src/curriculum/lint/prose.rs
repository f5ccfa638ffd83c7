//! Texts for learners: none is empty, all are markdown that the tutor can show, and their links lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Items, locate, modules, packages};
use crate::curriculum::files::stem;
use crate::curriculum::load::{Loaded, split};
use crate::diagnostic::{Diagnostics, FileProblems, Source};
use crate::id::Track;
use crate::kit::Manifest;
use crate::markdown;

/// Keys whose texts are shown in one line.
const LINES: [&str; 4] = ["title", "outcome", "choose_if", "concepts"];
/// Keys whose texts are markdown.
const MARKDOWN: [&str; 8] = ["about", "task", "hints", "idea", "say", "ask", "text", "decoy"];
/// Keys below which everything is data or code.
const DATA: [&str; 7] = ["function", "program", "http", "file", "repository", "sql", "schema"];

/// What exercises and samples may use.
type Kits = BTreeMap<Track, Manifest>;

/// What begins a line that is still to be written, in what `roadmap new` makes.
const UNFINISHED: &str = "TODO:";

/// A text of a TOML file.
struct Text<'a> {
    /// What it stands under.
    key: String,
    /// Whether it belongs to a question: what is empty there is told when the question is built.
    asked: bool,
    words: &'a str,
    range: Range<usize>,
}

/// All files with texts for learners.
fn sources(loaded: &Loaded) -> impl Iterator<Item = &Arc<Source>> {
    let exercises = loaded.exercises.iter().filter_map(|draft| draft.source.as_ref());
    let quizzes = loaded.quizzes.iter().map(|draft| &draft.source);
    loaded.sources.iter().chain(quizzes).chain(exercises)
}

/// The links of all texts that lead out of the curriculum.
pub(super) fn addresses(loaded: &Loaded) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut add = |text: &str, body: usize| {
        let (document, _) = markdown::parse(text, body, None);
        found.extend(document.links().iter().map(|(target, _)| target.clone()).filter(|link| link.starts_with("http")));
    };
    for source in sources(loaded) {
        if stem(&source.name, ".md").is_some() {
            add(&source.text, split(&source.text).map_or(0, |(_, body)| body));
        } else if let Ok(root) = DeTable::parse(&source.text) {
            let mut texts = Vec::new();
            walk(root.get_ref(), Within::default(), &mut texts);
            texts.iter().filter(|text| MARKDOWN.contains(&text.key.as_str())).for_each(|text| add(text.words, 0));
        }
    }
    found
}

pub(super) fn check(loaded: &Loaded, items: &Items, kits: &Kits, problems: &mut Diagnostics) {
    for source in sources(loaded) {
        let mut problems = problems.file(Arc::clone(source));
        if stem(&source.name, ".md").is_some() {
            let Some((front, body)) = split(&source.text) else { continue };
            toml(source, &front, items, &mut problems);
            lesson(source, body, items, kits, &mut problems);
        } else {
            toml(source, &source.text, items, &mut problems);
        }
    }
}

fn lesson(source: &Source, body: usize, items: &Items, kits: &Kits, problems: &mut FileProblems<'_>) {
    let document = read(&source.text, body, &|range| range, items, problems);
    for block in document.samples() {
        let beside = block.sample.beside.iter().map(|(name, _)| name);
        for name in beside.chain([&block.sample.file]) {
            let Some(module) = modules::shadowed(name) else { continue };
            problems
                .error("module-shadowing", block.range.clone(), format!("`{name}` hides the module `{module}`"))
                .help("choose another name: every program beside it would import this file instead");
        }
        // A kit that cannot be read was told.
        let Some((track, kit)) = block.track.and_then(|track| Some((track, kits.get(&track)?))) else { continue };
        for package in block.sample.packages.iter().filter(|package| !kit.has(package)) {
            packages::unknown(package, track, kit, block.range.clone(), problems);
        }
    }
    for range in unfinished(source.text.get(body..).unwrap_or_default()) {
        remind(body + range.start..body + range.end, problems);
    }
}

/// The lines that are still to be written.
pub(super) fn unfinished(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    let mut fence = false;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let words = line.trim_start_matches([' ', '>', '-', '*', '#']);
        fence ^= words.starts_with("```");
        let from = start + line.len() - words.len();
        (!fence && words.starts_with(UNFINISHED)).then(|| from..from + words.trim_end().len())
    })
}

fn remind(place: Range<usize>, problems: &mut FileProblems<'_>) {
    problems
        .warning("unfinished", place, "this is still to be written")
        .help("write it in place of the line that begins with `TODO:`");
}

fn toml(source: &Arc<Source>, text: &str, items: &Items, problems: &mut FileProblems<'_>) {
    // A syntax error was told when the file was loaded.
    let Ok(root) = DeTable::parse(text) else { return };
    let mut texts = Vec::new();
    walk(root.get_ref(), Within::default(), &mut texts);
    for Text { key, asked, words: text, range } in texts {
        if text.trim().is_empty() {
            if !asked {
                problems
                    .error("empty-message", range, format!("`{key}` is empty"))
                    .help("write what learners should read here");
            }
            continue;
        }
        if let Some(line) = unfinished(text).next() {
            let whole = locate(source, &range, text);
            let line = whole.start + line.start..whole.start + line.end;
            remind(if whole.len() == text.len() { line } else { range.clone() }, &mut *problems);
        }
        if MARKDOWN.contains(&key.as_str()) {
            let whole = locate(source, &range, text);
            // Escapes and folded lines move the text's bytes: then only the whole value can be shown.
            let exact = whole.len() == text.len();
            let place = |part: Range<usize>| {
                if exact { whole.start + part.start..whole.start + part.end } else { range.clone() }
            };
            read(text, 0, &place, items, problems);
        }
    }
}

/// Reads markdown, and tells what cannot be shown and what leads nowhere.
fn read(
    text: &str,
    body: usize,
    place: &dyn Fn(Range<usize>) -> Range<usize>,
    items: &Items,
    problems: &mut FileProblems<'_>,
) -> markdown::Document {
    let (document, found) = markdown::parse(text, body, None);
    for problem in found {
        problems.error(problem.rule, place(problem.range), problem.message).help(problem.help);
    }
    for (target, range) in document.links() {
        if let Some((kind @ ("lesson" | "exercise"), id)) = target.split_once(':') {
            items.find(&[kind], id, place(range.clone()), problems);
        }
    }
    document
}

/// What a table stands in.
#[derive(Debug, Clone, Copy, Default)]
struct Within {
    /// A question.
    question: bool,
    /// The lines of a program to be put in items, whose `text` is code.
    lines: bool,
}

/// Collects the texts of a table.
fn walk<'a>(table: &'a DeTable<'_>, within: Within, out: &mut Vec<Text<'a>>) {
    for (key, value) in table {
        let key = key.get_ref().as_ref();
        if LINES.contains(&key) || (MARKDOWN.contains(&key) && !(within.lines && key == "text")) {
            texts(key, within, value, out);
        } else if !DATA.contains(&key) {
            let question = within.question || key == "question" || key == "answer";
            descend(value, Within { question, lines: key == "lines" }, out);
        }
    }
}

fn descend<'a>(value: &'a Spanned<DeValue<'_>>, within: Within, out: &mut Vec<Text<'a>>) {
    match value.get_ref() {
        DeValue::Table(table) => walk(table, within, out),
        DeValue::Array(list) => list.iter().for_each(|value| descend(value, within, out)),
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

/// Collects the texts of a value: one, a list, or one for each path.
fn texts<'a>(key: &str, within: Within, value: &'a Spanned<DeValue<'_>>, out: &mut Vec<Text<'a>>) {
    match value.get_ref() {
        DeValue::String(text) => {
            out.push(Text { key: key.to_owned(), asked: within.question, words: text, range: value.span() });
        }
        DeValue::Array(list) => list.iter().for_each(|value| texts(key, within, value, out)),
        DeValue::Table(table) => table.values().for_each(|value| texts(key, within, value, out)),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}
