//! What an exercise should have besides checks that can be run: hints, wrong answers, and texts that fit them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::{locate, modules};
use crate::check::{Check, Content, Files, Form, Role, Spec, Step, Variant};
use crate::curriculum::load::{ExerciseDraft, Loaded};
use crate::curriculum::model::Exercise;
use crate::curriculum::raw::RawExercise;
use crate::diagnostic::{Diagnostics, FileProblems, Source, nearest};
use crate::id::{Track, WrongId};

/// Rungs of the ladder of hints.
const HINTS: usize = 3;
/// Known wrong answers that each path should have.
const WRONG: usize = 2;
/// Characters of a solution's line that says something: a shorter one may stand in a hint.
const TELLING: usize = 20;
/// Words that are filled in.
const PLACEHOLDERS: [&str; 7] = ["call", "actual", "expected", "extra", "missing", "port", "other_port"];

pub(super) fn check(loaded: &Loaded, all: &mut Diagnostics) {
    for draft in &loaded.exercises {
        let (Some(source), Some(raw)) = (&draft.source, &draft.raw) else { continue };
        let mut problems = all.file(Arc::clone(source));
        hints(raw, &mut problems);
        wrong(draft, raw, &mut problems);
        placeholders(source, raw, &mut problems);
        let id = draft.id.parse().ok();
        let exercise = id.and_then(|id| loaded.curriculum.as_ref()?.exercises.get(&id));
        if let Some(exercise) = exercise {
            told_solution(source, raw, exercise, &mut problems);
            anchored(&exercise.spec, &mut problems);
            for track in Track::ALL {
                of_track(track, &exercise.spec, &mut problems);
            }
        }
        shadowing(draft, all);
    }
}

fn hints(raw: &RawExercise, problems: &mut FileProblems<'_>) {
    let count = raw.hint_count;
    if count == HINTS {
        return;
    }
    let message = format!("an exercise has {HINTS} hints, this one has {count}");
    let help = "write where to look, which idea, and almost the line";
    match &raw.hints_at {
        Some(place) => problems.error("too-few-hints", place.clone(), message).help(help),
        None => problems.whole().error("too-few-hints", 0..0, message).help(help),
    };
}

/// Every wrong answer has a message, and every message has a wrong answer.
fn wrong(draft: &ExerciseDraft, raw: &RawExercise, problems: &mut FileProblems<'_>) {
    let entries: Vec<_> = raw.wrong.iter().filter_map(|entry| entry.id.as_ref()).collect();
    let named = entries.iter().filter(|id| id.get_ref().parse::<WrongId>().is_ok());
    for id in named {
        let has = |role: &Role| matches!(role, Role::Wrong(wrong) if wrong.as_str() == id.get_ref());
        if !draft.found.files.iter().any(|file| has(&file.role)) {
            let file = format!("wrong-{}", id.get_ref());
            problems
                .error("missing-file", id.span(), format!("there is no `{file}.*` in `node/`, `python/` or `shared/`"))
                .help("write what a learner would write, or remove this entry");
        }
    }
    for file in &draft.found.files {
        let Role::Wrong(id) = &file.role else { continue };
        if !entries.iter().any(|entry| entry.get_ref() == id.as_str()) {
            problems
                .of(Source::unread(file.name.as_str()))
                .error("missing-entry", 0..0, format!("nothing is said about `{}`", file.name))
                .help(format!("add a `[[wrong]]` with `id = \"{id}\"` and `say`, or remove the file"));
        }
    }
}

/// A word in braces that is almost one of those that are filled in.
fn placeholders(source: &Arc<Source>, raw: &RawExercise, problems: &mut FileProblems<'_>) {
    for say in raw.wrong.iter().filter_map(|entry| entry.say.as_ref()) {
        let both = say.get_ref();
        let texts = if both.node == both.python { vec![&both.node] } else { vec![&both.node, &both.python] };
        for word in texts.into_iter().flat_map(|text| braced(text)) {
            if let Some(meant) = nearest(word, PLACEHOLDERS).filter(|meant| *meant != word) {
                let range = locate(source, &say.span(), &format!("{{{word}}}"));
                problems
                    .warning("unknown-placeholder", range, format!("`{{{word}}}` is not filled in"))
                    .help(format!("did you mean `{{{meant}}}`?"));
            }
        }
    }
}

/// The words that stand in braces, without those of `${name}`.
fn braced(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('{').filter_map(move |(at, _)| {
        let word = text.get(at + 1..)?.split('}').next()?;
        let is_word = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
        let before = text.get(..at).unwrap_or_default();
        (is_word && !before.ends_with('$') && text.get(at + 1 + word.len()..)?.starts_with('}')).then_some(word)
    })
}

/// A hint that holds a line of the solution takes the exercise away.
fn told_solution(source: &Arc<Source>, raw: &RawExercise, exercise: &Exercise, problems: &mut FileProblems<'_>) {
    for hint in &raw.hints {
        for track in Track::ALL {
            let given = lines(exercise.spec.variant(track, &Role::Starter));
            let solution = lines(exercise.spec.variant(track, &Role::Solution));
            let text = squeezed(hint.get_ref().get(track));
            let told = solution
                .iter()
                .find(|line| line.chars().count() > TELLING && !given.contains(line) && text.contains(&squeezed(line)));
            if let Some(line) = told {
                problems
                    .warning(
                        "hint-holds-solution",
                        locate(source, &hint.span(), line),
                        "this hint holds a line of the solution",
                    )
                    .label("this line")
                    .help("leave the last step to the learner");
                break;
            }
        }
    }
}

/// A text without blanks: whoever breaks a line in a hint has told it all the same.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The lines of a variant's files, without blanks around them.
fn lines(variant: Option<&Variant>) -> Vec<String> {
    let of_files = |files: &Files| -> Vec<String> {
        let texts = files.values().map(|bytes| String::from_utf8_lossy(bytes));
        texts.flat_map(|text| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>()).collect()
    };
    match variant.map(|variant| &variant.content) {
        None => Vec::new(),
        Some(Content::Files(files)) => of_files(files),
        Some(Content::Steps(steps)) => steps
            .iter()
            .flat_map(|step| match step {
                Step::Write(files) => of_files(files),
                Step::Git(_) => Vec::new(),
            })
            .collect(),
    }
}

fn of_track(track: Track, spec: &Spec, problems: &mut FileProblems<'_>) {
    if spec.checks_for(track).next().is_none() {
        problems
            .whole()
            .error("nothing-to-check", 0..0, format!("this exercise has no check for the {track} path"))
            .help("add one, or widen the `paths` of a check");
        return;
    }
    let known = spec.variants.get(track).iter().filter(|variant| matches!(variant.role, Role::Wrong(_))).count()
        + spec.checks_for(track).map(|entry| explained(&entry.check)).sum::<usize>();
    if known < WRONG {
        problems
            .whole()
            .warning(
                "few-wrong-answers",
                0..0,
                format!("the {track} path has fewer than {WRONG} known wrong answers: {known}"),
            )
            .help("what do learners really get wrong here? Each answer to that is a `[[wrong]]` with its file");
    }
}

/// A query that is only compared with the reference solution is right whatever the reference does.
fn anchored(spec: &Spec, problems: &mut FileProblems<'_>) {
    let mut parts: BTreeMap<Option<&str>, (bool, Range<usize>)> = BTreeMap::new();
    for entry in &spec.checks {
        let Check::Sql(check) = &entry.check else { continue };
        let (part, rows) = check.anchor();
        let found = parts.entry(part).or_insert((false, check.data_set().place.range()));
        found.0 |= rows;
    }
    for (part, (_, place)) in parts.into_iter().filter(|(_, (anchored, _))| !anchored) {
        let what = part.map_or_else(|| "this query".to_owned(), |part| format!("the query `{part}`"));
        problems
            .error("no-rows", place, format!("no check says which rows {what} gives"))
            .help("give one check of it `rows`, worked out by hand: the reference solution may be wrong as well");
    }
}

/// How many wrong answers to a question have an explanation.
fn explained(check: &Check) -> usize {
    check.question().map_or(0, |question| match &question.form {
        Form::Choice { options, .. } => options.iter().filter(|option| !option.right).count(),
        Form::Predict { slips, .. } => slips.len(),
        Form::Order { lines, .. } => lines.iter().filter(|line| line.decoy.is_some()).count(),
    })
}

/// Files of a variant's folder that hide a module.
fn shadowing(draft: &ExerciseDraft, all: &mut Diagnostics) {
    for file in &draft.found.files {
        for track in &file.tracks {
            let variants = draft.found.variants.get(*track);
            let variant = variants.iter().find(|variant| variant.role == file.role);
            let Some(Content::Files(files)) = variant.map(|variant| &variant.content) else { continue };
            for (name, module) in files.keys().filter_map(|name| Some((name, modules::shadowed(name)?))) {
                all.file(Source::unread(format!("{}/{name}", file.name)))
                    .error("module-shadowing", 0..0, format!("`{name}` hides the module `{module}`"))
                    .help("choose another name: every program beside it would import this file instead");
            }
        }
    }
}
