//! What a file allows with a reason is not told; an allowance of nothing is.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::rules::{RULES, Rule};
use crate::curriculum::load::Loaded;
use crate::curriculum::raw::RawAllow;
use crate::diagnostic::{Diagnostic, Diagnostics, FileProblems, Severity, Source, did_you_mean};

/// An `allow` that names a rule.
struct Allowed<'a> {
    source: &'a Arc<Source>,
    rule: &'a str,
    place: Range<usize>,
    used: bool,
}

/// Drops what is allowed, and tells what is wrong with the allowances. `is_known` says whether a rule has looked at a file.
pub(super) fn settle(loaded: &Loaded, is_known: impl Fn(&str, &str) -> bool, problems: &mut Diagnostics) {
    let mut told = Diagnostics::default();
    let mut all: Vec<Allowed<'_>> = Vec::new();
    let mut found: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for (source, entries) in files(loaded) {
        for allowed in entries.iter().filter_map(|raw| understand(source, raw, &mut told.file(Arc::clone(source)))) {
            found.entry((source.name.clone(), allowed.rule)).or_insert(all.len());
            all.push(allowed);
        }
    }
    if !all.is_empty() {
        let mut broken = BTreeSet::new();
        problems.retain(|one| {
            let Some(file) = owner(one) else { return true };
            if let Some(allowed) = found.get(&(file.clone(), one.rule)).and_then(|at| all.get_mut(*at)) {
                allowed.used = true;
                return false;
            }
            if one.severity == Severity::Error {
                broken.insert(file);
            }
            true
        });
        // Of what is broken it is not known what the rules would find.
        let is_vain = |one: &&Allowed<'_>| {
            !one.used && !broken.contains(&one.source.name) && is_known(one.rule, &one.source.name)
        };
        for one in all.iter().filter(is_vain) {
            told.file(Arc::clone(one.source))
                .warning("unused-allow", one.place.clone(), format!("`{}` finds nothing here", one.rule))
                .help("remove this entry");
        }
    }
    problems.append(told);
}

/// Every file that may allow something.
fn files(loaded: &Loaded) -> impl Iterator<Item = (&Arc<Source>, &[RawAllow])> {
    let weeks = loaded.week_files.iter().map(|(source, allow)| (source, allow.as_slice()));
    let lessons = loaded.lessons.iter().filter_map(|draft| Some((&draft.source, draft.raw.as_ref()?.allow.as_slice())));
    let quizzes = loaded.quizzes.iter().map(|draft| (&draft.source, draft.allow.as_slice()));
    let projects = loaded.projects.iter().map(|draft| (&draft.source, draft.raw.allow.as_slice()));
    let exercises = loaded
        .exercises
        .iter()
        .filter_map(|draft| Some((draft.source.as_ref()?, draft.raw.as_ref()?.allow.as_slice())));
    weeks.chain(lessons).chain(quizzes).chain(projects).chain(exercises)
}

/// The file whose `allow` counts for a problem: for all that lies in the folder of an exercise, its `exercise.toml`.
fn owner(problem: &Diagnostic) -> Option<String> {
    let name = &problem.span.as_ref()?.source.name;
    let exercise = name.strip_prefix("exercises/").and_then(|rest| rest.split('/').next());
    Some(exercise.map_or_else(|| name.clone(), |id| format!("exercises/{id}/exercise.toml")))
}

fn understand<'a>(source: &'a Arc<Source>, raw: &'a RawAllow, problems: &mut FileProblems<'_>) -> Option<Allowed<'a>> {
    if let Some(reason) = raw.reason.as_ref().filter(|reason| reason.get_ref().trim().is_empty()) {
        problems
            .error("empty-message", reason.span(), "`reason` is empty")
            .help("say why what the rule finds is right here");
    }
    let rule = raw.rule.as_ref()?;
    let (name, place) = (rule.get_ref().as_str(), rule.span());
    match Rule::find(name) {
        Some(found) if found.can_be_allowed => Some(Allowed { source, rule: name, place, used: false }),
        Some(_) => {
            problems
                .error("unknown-rule", place, format!("`{name}` cannot be allowed"))
                .help(format!("mend what it finds: `roadmap lint --rules {name}` says how"));
            None
        }
        None => {
            let names = RULES.iter().filter(|rule| rule.can_be_allowed).map(|rule| rule.name);
            let help = did_you_mean(name, names).unwrap_or_else(|| "`roadmap lint --rules` lists all".to_owned());
            problems.error("unknown-rule", place, format!("there is no rule `{name}`")).help(help);
            None
        }
    }
}
