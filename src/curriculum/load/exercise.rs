//! Loads an exercise: its description, its checks and its variants.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use crate::diagnostic::Spanned;

use super::variants::{self, Form, Found};
use super::{equivalent, mutants, setup};
use super::{minutes, slug, text, within};
use crate::check::{CheckEntry, DataSets, RawCheck, RawQuestion, Record, Role, Spec, Wrong};
use crate::curriculum::files::Library;
use crate::curriculum::model::{Exercise, Item, Mode};
use crate::curriculum::raw::{RawExercise, Table};
use crate::diagnostic::{Diagnostics, FileProblems, Source};
use crate::id::{ByTrack, ExerciseId, Track, WrongId};
use crate::process::Limits;

/// An exercise as it was typed, for the lint rules.
#[derive(Debug)]
pub(in crate::curriculum) struct ExerciseDraft {
    /// Its folder's name, which is its id.
    pub id: String,
    /// Its file; none when it could not be read.
    pub source: Option<Arc<Source>>,
    /// What stands in it.
    pub raw: Option<RawExercise>,
    /// Where its checks stand, in order.
    pub check_places: Vec<Range<usize>>,
    /// The questions among its checks.
    pub questions: Vec<RawQuestion>,
    /// Its starters, solutions and wrong answers.
    pub found: Found,
    /// Whether it follows an earlier milestone, on whose work it goes on; then it needs no starter.
    pub follows: bool,
    /// The exercise, unless it is broken.
    pub exercise: Option<Exercise>,
    /// What was found to be wrong.
    pub problems: Diagnostics,
}

/// What was accepted. An exercise works without, so that a broken record can be written anew.
fn record(library: &Library, folder: &str, all: &mut Diagnostics) -> Option<Record> {
    let name = format!("{folder}/record.toml");
    if !library.has(&name) {
        return None;
    }
    let source = library.text(&name, all)?;
    match Record::parse(&source.text) {
        Ok(record) => Some(record),
        Err(error) => {
            all.file(source)
                .error("broken-record", error.span().unwrap_or_default(), error.message())
                .help("run `roadmap verify --accept` to write it anew");
            None
        }
    }
}

/// Loads the exercise of a folder. `following` holds the ids of those that follow an earlier milestone.
pub(super) fn load(library: &Library, folder: &str, following: &BTreeSet<&str>) -> ExerciseDraft {
    let mut all = Diagnostics::default();
    let id = folder.rsplit('/').next().unwrap_or(folder).to_owned();
    let follows = following.contains(id.as_str());
    let source = library.text(&format!("{folder}/exercise.toml"), &mut all);
    let raw = source.as_ref().and_then(|source| {
        let mut problems = all.file(Arc::clone(source));
        Table::parse(&source.text, &mut problems).map(|table| RawExercise::read(table, &mut problems))
    });
    let file = raw.as_ref().and_then(|raw| raw.file.as_ref()).map(Spanned::get_ref);
    let found = variants::find(library, folder, file, &mut all);
    let mut draft = ExerciseDraft {
        id,
        source,
        raw: None,
        check_places: Vec::new(),
        questions: Vec::new(),
        found,
        follows,
        exercise: None,
        problems: Diagnostics::default(),
    };
    if let Some(source) = draft.source.clone() {
        if let Some(mut raw) = raw {
            let mut exercise = draft.build(&mut raw, &mut all.file(Arc::clone(&source)));
            if let Some(exercise) = &mut exercise {
                let problems = &mut all.file(source);
                exercise.spec.data = setup::data(library, &exercise.spec, &raw, problems);
                setup::hand_out(&mut exercise.spec, &raw, problems);
            }
            draft.raw = Some(raw);
            draft.exercise = if all.errors() == 0 { exercise } else { None };
        }
        if let Some(exercise) = &mut draft.exercise {
            exercise.spec.record = record(library, folder, &mut all);
        }
    }
    draft.problems = all;
    draft
}

impl ExerciseDraft {
    /// The item that it is; none when its folder's name is no id.
    pub fn item(&self) -> Option<Item> {
        self.id.parse().ok().map(Item::Exercise)
    }

    fn build(&mut self, raw: &mut RawExercise, problems: &mut FileProblems<'_>) -> Option<Exercise> {
        let id = self.id.parse::<ExerciseId>().map_err(|error| {
            problems.whole().error("bad-id", 0..0, error.to_string()).help("rename the folder");
        });
        let difficulty = within(raw.difficulty.as_ref(), 1..=5, "difficulty", "a difficulty is 1 to 5", problems);
        let minutes = minutes(raw.minutes.as_ref(), problems);
        let limits = limits(raw, problems);
        let file = setup::file(raw, problems);
        let setup = setup::build(raw, problems);
        let checks = self.checks(raw, problems);
        let wrong = wrong(raw, problems);
        let equivalent = equivalent::build(raw, problems);
        if let Some(checks) = &checks {
            self.complete(raw, checks, problems);
            enough(raw, checks, problems);
            setup::needed(&setup, checks, problems);
            mutants::fit(&self.found, checks, problems);
        }
        let by_track = |typed: &Option<Spanned<ByTrack<String>>>| typed.as_ref().map(|text| text.get_ref().clone());
        let rungs = |track| raw.hints.iter().map(|hint| hint.get_ref().get(track).clone()).collect();
        let list = |texts: &[Spanned<String>]| texts.iter().map(|text| text.get_ref().clone()).collect();
        Some(Exercise {
            id: id.ok()?,
            title: text(raw.title.clone()),
            concepts: list(&raw.concepts),
            needs: list(&raw.needs),
            mode: raw.mode.as_ref().map_or(Mode::Write, |mode| *mode.get_ref()),
            difficulty: difficulty?,
            minutes: minutes?,
            task: by_track(&raw.task)?,
            hints: ByTrack { node: rungs(Track::Node), python: rungs(Track::Python) },
            equivalent,
            allow: raw.allow.iter().filter_map(|allow| Some(allow.rule.as_ref()?.get_ref().clone())).collect(),
            spec: Spec {
                checks: checks?,
                wrong,
                limits,
                setup,
                data: DataSets::new(),
                file,
                enough: raw.enough.as_ref().map(|enough| *enough.get_ref()),
                idea: by_track(&raw.idea),
                given: self.found.given.clone(),
                mutants: self.found.mutants.clone(),
                shared: self.found.shared,
                variants: self.found.variants.clone(),
                record: None,
                milestone: None,
            },
        })
    }

    /// All checks; none when one of them is broken, so that nothing is said about their number.
    fn checks(&mut self, raw: &mut RawExercise, problems: &mut FileProblems<'_>) -> Option<Vec<CheckEntry>> {
        let before = problems.errors();
        let none = raw.checks.is_empty();
        let mut checks = Vec::new();
        for check in std::mem::take(&mut raw.checks) {
            self.check_places.push(check.span());
            self.questions.extend(check.get_ref().answer.as_ref().map(|question| question.get_ref().clone()));
            checks.extend(RawCheck::build(check, problems));
        }
        if problems.errors() > before || !raw.checks_readable {
            return None;
        }
        if none {
            problems.whole().error("nothing-to-check", 0..0, "this exercise has no checks").help("add a `[[check]]`");
        }
        Some(checks)
    }

    /// Tells which variants are missing or have the wrong ending.
    fn complete(&self, raw: &RawExercise, checks: &[CheckEntry], problems: &mut FileProblems<'_>) {
        let answers = checks.iter().any(|entry| entry.check.question().is_some());
        for track in Track::ALL.into_iter().filter(|track| checks.iter().any(|entry| entry.tracks.contains(track))) {
            for role in [Role::Starter, Role::Solution] {
                let is_needed = role == Role::Solution || !self.follows;
                if is_needed && !self.found.files.iter().any(|file| file.role == role && file.tracks.contains(&track)) {
                    let own = raw.file.as_ref().map(|file| variants::ending(file.get_ref().get(track)));
                    let ending = if answers { "toml" } else { own.unwrap_or(track.extension()) };
                    let file = format!("exercises/{}/{track}/{role}.{ending}", self.id);
                    problems
                        .whole()
                        .error("missing-file", 0..0, format!("the {role} for the {track} path is missing: `{file}`"))
                        .help("write it; one that serves both paths goes into `shared/`");
                }
            }
        }
        for file in &self.found.files {
            let mut problems = problems.of(Source::unread(file.name.as_str()));
            match &file.form {
                Form::Program if answers => problems
                    .error("wrong-ending", 0..0, format!("`{}` does not fit: this exercise asks questions", file.name))
                    .help("write the answers into a file that ends in `.toml`"),
                Form::Answers if !answers => problems
                    .error(
                        "wrong-ending",
                        0..0,
                        format!("`{}` does not fit: this exercise asks no questions", file.name),
                    )
                    .help("write a program, or add a `[[check]]` with an `answer`"),
                Form::Program | Form::Answers | Form::Folder | Form::Steps => continue,
            };
        }
    }
}

fn wrong(raw: &RawExercise, problems: &mut FileProblems<'_>) -> Vec<Wrong> {
    let mut out: Vec<Wrong> = Vec::new();
    for entry in &raw.wrong {
        let Some(place) = &entry.id else { continue };
        let Some(id) = slug::<WrongId>(place, problems) else { continue };
        if out.iter().any(|other| other.id == id) {
            problems
                .error("duplicate-id", place.span(), format!("there are two wrong answers `{id}`"))
                .help("rename one of them");
        } else if let Some(say) = &entry.say {
            out.push(Wrong { id, say: say.get_ref().clone() });
        }
    }
    out
}

fn limits(raw: &RawExercise, problems: &mut FileProblems<'_>) -> Limits {
    let mut limits = Limits::default();
    let Some(raw) = &raw.limits else { return limits };
    let seconds =
        within(raw.seconds.as_ref(), 0.1..=120.0, "wrong-value", "a program may take 0.1 to 120 seconds", problems);
    let memory = within(raw.memory_mb.as_ref(), 16..=4096, "wrong-value", "a program may use 16 to 4096 MB", problems);
    if let Some(seconds) = seconds {
        limits.time = Duration::from_secs_f64(seconds);
    }
    if let Some(memory) = memory {
        limits.memory = memory * 1024 * 1024;
    }
    limits
}

fn enough(raw: &RawExercise, checks: &[CheckEntry], problems: &mut FileProblems<'_>) {
    let Some(enough) = &raw.enough else { return };
    if checks.iter().any(|entry| entry.check.question().is_none()) {
        problems
            .error("wrong-value", enough.span(), "`enough` is for exercises that only ask questions")
            .help("remove it: all checks must pass");
        return;
    }
    let asked = |track: Track| checks.iter().filter(|entry| entry.tracks.contains(&track)).count();
    let fewest = Track::ALL.map(asked).into_iter().filter(|&count| count > 0).min().unwrap_or(1);
    super::enough(Some(enough), fewest, problems);
}
