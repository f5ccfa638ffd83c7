//! Which words stand in a program, whatever its comments and texts say.

use std::collections::BTreeMap;

use crate::diagnostic::Spanned;
use serde::Deserialize;

use super::often;
use crate::check::Facet;
use crate::diagnostic::FileProblems;
use crate::id::{ByTrack, Track};
use crate::source::{Code, Kind, Language};

const RULE: &str = "file-rule";

/// What is asked of a program's words.
#[derive(Debug, Clone)]
pub(super) enum WordRule {
    /// They stand there: all of them, or at least one.
    Uses { words: ByTrack<Vec<String>>, all: bool },
    /// None of them does.
    Never(ByTrack<Vec<String>>),
    /// They stand there so many times, or at most so many.
    Counts { words: BTreeMap<String, usize>, at_most: bool },
    /// None of these stands within a text.
    TextsNever(ByTrack<Vec<String>>),
}

/// The rules on words as typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct RawWords {
    pub(super) uses: Option<Spanned<ByTrack<Vec<String>>>>,
    pub(super) uses_one: Option<Spanned<ByTrack<Vec<String>>>>,
    pub(super) never: Option<Spanned<ByTrack<Vec<String>>>>,
    pub(super) counts: Option<Spanned<BTreeMap<String, usize>>>,
    pub(super) at_most: Option<Spanned<BTreeMap<String, usize>>>,
    pub(super) texts_never: Option<Spanned<ByTrack<Vec<String>>>>,
}

impl RawWords {
    /// What was meant; `good` becomes false where that is nothing.
    pub(super) fn build(self, good: &mut bool, problems: &mut FileProblems<'_>) -> Vec<WordRule> {
        let mut lists = |typed: Option<Spanned<ByTrack<Vec<String>>>>, make: fn(ByTrack<Vec<String>>) -> WordRule| {
            let typed = typed?;
            let empty = |all: &Vec<String>| all.is_empty() || all.iter().any(|word| is_empty(word));
            if Track::ALL.iter().any(|track| empty(typed.get_ref().get(*track))) {
                problems.error(RULE, typed.span(), "there is no word here").help(
                    "name words as they stand in a program: `eval`, `.forEach`, `^for` at the beginning of a line",
                );
                *good = false;
            }
            Some(make(typed.into_inner()))
        };
        let lists = [
            lists(self.uses, |words| WordRule::Uses { words, all: true }),
            lists(self.uses_one, |words| WordRule::Uses { words, all: false }),
            lists(self.never, WordRule::Never),
            lists(self.texts_never, WordRule::TextsNever),
        ];
        let counts = [(self.counts, false), (self.at_most, true)].into_iter().filter_map(|(typed, at_most)| {
            let typed = typed?;
            if typed.get_ref().is_empty() || typed.get_ref().keys().any(|word| is_empty(word)) {
                problems
                    .error(RULE, typed.span(), "there is no word here")
                    .help("write how often each word stands there: `counts = { \"JSON.parse\" = 1 }`");
                *good = false;
            }
            Some(WordRule::Counts { words: typed.into_inner(), at_most })
        });
        let counts: Vec<WordRule> = counts.collect();
        lists.into_iter().flatten().chain(counts).collect()
    }
}

impl WordRule {
    /// In a few words.
    pub(super) fn describe(&self, track: Track) -> String {
        let list = |words: &ByTrack<Vec<String>>, joined: &str| {
            let words: Vec<String> = words.get(track).iter().map(|word| shown(word)).collect();
            words.join(joined)
        };
        match self {
            WordRule::Uses { words, all: true } => format!("uses {}", list(words, ", ")),
            WordRule::Uses { words, all: false } => format!("uses {}", list(words, " or ")),
            WordRule::Never(words) => format!("does without {}", list(words, ", ")),
            WordRule::TextsNever(words) => format!("has no text with {}", list(words, ", ")),
            WordRule::Counts { words, at_most } => {
                let most = if *at_most { "at most " } else { "" };
                let words = words.iter().map(|(word, count)| format!("{} {most}{}", shown(word), often(*count)));
                format!("uses {}", words.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// What was compared in these files, of each its name and text.
    pub(super) fn compare(&self, files: &[(String, String)], track: Track) -> Vec<Facet> {
        let places = |word: &str| -> Vec<String> {
            let found = files.iter().flat_map(|(name, text)| {
                let lines = Language::of(name).map_or_else(Vec::new, |language| found(word, text, language));
                lines.into_iter().map(move |line| {
                    if files.len() == 1 { format!("line {line}") } else { format!("{name}, line {line}") }
                })
            });
            found.collect()
        };
        let absent = |name: String, expected: String, found: &[String]| {
            let actual =
                found.first().map_or_else(|| "it is not there".to_owned(), |place| format!("it is there: {place}"));
            Facet::compared(name, found.is_empty(), "there", expected, actual)
        };
        match self {
            WordRule::Uses { words, all } => {
                let words = words.get(track);
                if !all {
                    let held = words.iter().any(|word| !places(word).is_empty());
                    let expected = words.iter().map(|word| shown(word)).collect::<Vec<_>>().join(" or ");
                    let actual = if held { expected.clone() } else { "none of them is there".to_owned() };
                    return vec![Facet::compared("uses", held, "missing", expected, actual)];
                }
                let uses = |word: &String| {
                    let held = !places(word).is_empty();
                    let actual = if held { "it is there" } else { "it is not there" };
                    Facet::compared(format!("uses {word}"), held, "missing", shown(word), actual)
                };
                words.iter().map(uses).collect()
            }
            WordRule::Never(words) => {
                let never =
                    |word: &String| absent(format!("never {word}"), format!("no {}", shown(word)), &places(word));
                words.get(track).iter().map(never).collect()
            }
            WordRule::Counts { words, at_most } => {
                let counts = words.iter().map(|(word, count)| {
                    let number = places(word).len();
                    let held = if *at_most { number <= *count } else { number == *count };
                    let most = if *at_most { "at most " } else { "" };
                    let actual = if number == 0 { "it is not there".to_owned() } else { often(number) };
                    Facet::compared(
                        format!("count of {word}"),
                        held,
                        number.to_string(),
                        format!("{} {most}{}", shown(word), often(*count)),
                        actual,
                    )
                });
                counts.collect()
            }
            WordRule::TextsNever(words) => {
                let never = |word: &String| {
                    let found = files.iter().flat_map(|(name, text)| {
                        let lines = Language::of(name).map_or_else(Vec::new, |language| in_texts(word, text, language));
                        lines.into_iter().map(move |line| format!("{name}, line {line}"))
                    });
                    let found: Vec<String> = found.collect();
                    absent(format!("texts never {word}"), format!("no text with {}", shown(word)), &found)
                };
                words.get(track).iter().map(never).collect()
            }
        }
    }
}

fn shown(word: &str) -> String {
    match word.strip_prefix('^') {
        Some(word) => format!("a line that begins with `{word}`"),
        None => format!("`{word}`"),
    }
}

/// A word without the mark that says it must begin a statement, and whether it has one.
fn pattern(word: &str) -> (&str, bool) {
    word.strip_prefix('^').map_or((word, false), |word| (word, true))
}

/// Whether no word is left.
fn is_empty(word: &str) -> bool {
    Code::read(pattern(word).0, Language::Script).tokens().is_empty()
}

/// The lines in which a word begins.
fn found(word: &str, text: &str, language: Language) -> Vec<usize> {
    let (word, first) = pattern(word);
    let (code, wanted) = (Code::read(text, language), Code::read(word, language).words());
    let words = code.words();
    let same =
        |(one, other): (&&str, &&str)| one == other || language == Language::Sql && one.eq_ignore_ascii_case(other);
    let starts = code.statement_starts();
    let windows = words.windows(wanted.len().max(1)).zip(starts).enumerate();
    let here = windows.filter(|(_, (window, starts))| (!first || *starts) && window.iter().zip(&wanted).all(same));
    here.map(|(at, _)| code.line(at)).collect()
}

/// The lines of the texts that a word stands in, in capitals or not.
fn in_texts(word: &str, text: &str, language: Language) -> Vec<usize> {
    let code = Code::read(text, language);
    let has = |at: &usize| code.is(*at, Kind::Text) && code.get(*at).to_lowercase().contains(&word.to_lowercase());
    (0..code.tokens().len()).filter(has).map(|at| code.line(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(name: &str, text: &str, word: &str) -> usize {
        found(word, text, Language::of(name).unwrap()).len()
    }

    #[test]
    fn words_are_found_in_code_alone() {
        let js = "// eval\nconst s = \"eval\";\nlist . forEach(f);\nlist.map(f).forEach(evaluate);\nx == y; x === y;\n";
        assert_eq!(count("a.js", js, "eval"), 0);
        assert_eq!(count("a.js", js, ".forEach"), 2);
        assert_eq!(count("a.js", js, "=="), 1);
        assert_eq!(count("a.js", js, "list.map("), 1);
        let py = "names = [n for n in x]\nfor n in x:\n    for m in n: pass\n";
        assert_eq!((count("a.py", py, "for"), count("a.py", py, "^for")), (3, 2));
        assert_eq!(count("a.sql", "select * from t", "SELECT *"), 1);
    }
}
