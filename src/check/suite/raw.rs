//! `tests` checks as they are typed, and what they mean.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::Suite;
use crate::check::file::inside;
use crate::diagnostic::FileProblems;
use crate::id::{ByTrack, Track};

const RULE: &str = "tests-check";

/// A `tests` check as typed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSuite {
    mutants: Option<Spanned<BTreeMap<String, Spanned<ByTrack<String>>>>>,
    kills: Option<Spanned<usize>>,
    at_least: Option<Spanned<usize>>,
    keeps: Option<Spanned<Vec<String>>>,
    #[serde(default)]
    alone: bool,
    #[serde(default)]
    twice: bool,
}

impl Suite {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawSuite>, problems: &mut FileProblems<'_>) -> Option<Suite> {
        let place = raw.span();
        let raw = raw.into_inner();
        let before = problems.errors();
        let mut mutants = BTreeMap::new();
        for (name, words) in raw.mutants.map(Spanned::into_inner).into_iter().flatten() {
            if Track::ALL.iter().any(|track| words.get_ref().get(*track).trim().is_empty()) {
                problems
                    .error(RULE, words.span(), format!("what is wrong with `{name}`?"))
                    .help("say what it does, for the learner whose tests do not notice: \"several dashes stay\"");
            }
            mutants.insert(name, words.into_inner());
        }
        if mutants.is_empty() {
            problems.error(RULE, place, "tests that need not find anything prove nothing").help(
                "write `mutants = { double-dash = \"several dashes stay\" }`, and the file into `mutants/double-dash/`",
            );
        }
        if let Some(kills) = raw.kills.as_ref().filter(|kills| !(1..mutants.len()).contains(kills.get_ref())) {
            problems
                .error(RULE, kills.span(), format!("{} of {} broken versions", kills.get_ref(), mutants.len()))
                .help("`kills` is how many must be noticed where that is not all of them; otherwise leave it out");
        }
        if let Some(at_least) = raw.at_least.as_ref().filter(|at_least| *at_least.get_ref() == 0) {
            problems.error(RULE, at_least.span(), "no tests at all never pass").help("leave it out, or write a number");
        }
        for name in raw.keeps.iter().flat_map(Spanned::get_ref) {
            let place = raw.keeps.as_ref().map_or(0..0, Spanned::span);
            inside(&Spanned::new(place, name.clone()), problems);
        }
        (problems.errors() == before).then_some(Suite {
            mutants,
            kills: raw.kills.map(Spanned::into_inner),
            at_least: raw.at_least.map_or(1, Spanned::into_inner),
            keeps: raw.keeps.map(Spanned::into_inner).unwrap_or_default(),
            alone: raw.alone,
            twice: raw.twice,
        })
    }
}
