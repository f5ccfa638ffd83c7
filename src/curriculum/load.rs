//! Loads a curriculum: reads all files, tells every problem, and leaves out what is broken.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::str::FromStr;
use std::sync::Arc;

use crate::diagnostic::Spanned;
use rayon::prelude::*;

use super::files::{EXERCISES, Library, stem};
use super::model::{Curriculum, Exercise, Item, Lesson, Month, Quiz, TrackInfo, Week};
use super::raw::{RawAllow, RawMonth, RawPath, RawRoadmap, RawWeek, Table};
use crate::diagnostic::{Diagnostics, FileProblems, Source};
use crate::id::{BadId, LessonId, QuizId, WeekId};
use week::{Named, WeekFile};

mod equivalent;
mod exercise;
mod kits;
mod lesson;
mod mutants;
mod open;
mod project;
mod quiz;
mod setup;
mod variants;
mod week;

pub(super) use exercise::ExerciseDraft;
pub(super) use kits::KITS;
pub use kits::kits;
pub(super) use lesson::{LessonDraft, split};
pub(super) use open::open;
pub(super) use project::{PROJECTS, ProjectDraft};
pub(super) use quiz::QuizDraft;
pub(super) use setup::DATA;
pub(super) use variants::RawSteps;

/// The name of the file that everything begins with.
const ROADMAP: &str = "curriculum/roadmap.toml";

/// A curriculum with what the lint rules look at besides.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    /// None when `roadmap.toml` cannot be read.
    pub curriculum: Option<Curriculum>,
    /// All problems found while loading.
    pub problems: Diagnostics,
    /// The TOML files and lessons that are no exercises and no quizzes.
    pub sources: Vec<Arc<Source>>,
    /// All quizzes, broken ones too.
    pub quizzes: Vec<QuizDraft>,
    /// All exercises, broken ones too.
    pub exercises: Vec<ExerciseDraft>,
    /// All projects that can be read.
    pub projects: Vec<ProjectDraft>,
    /// The `week.toml` of each week that has one, with what it allows.
    pub week_files: Vec<(Arc<Source>, Vec<RawAllow>)>,
    /// All lessons, broken ones too.
    pub lessons: Vec<LessonDraft>,
    /// The items that stand in a week and have a file, broken ones too.
    pub places: HashMap<Item, Place>,
    /// The ids of all weeks, in order.
    pub weeks: Vec<WeekId>,
    /// The files that were read because something names them.
    pub used: BTreeSet<String>,
}

/// Where an item stands among the items of the weeks.
#[derive(Debug)]
pub(super) struct Place {
    /// The `week.toml`.
    pub week: Arc<Source>,
    /// Counted over all weeks.
    pub position: usize,
    /// The item's own file, if it could be read; none for an exercise.
    pub file: Option<Arc<Source>>,
}

/// Loads everything that the library holds.
pub(super) fn load(library: &Library) -> Loaded {
    let mut loaded = Loaded::begin(library);
    let following = project::following(&loaded.projects);
    let folders: Vec<&str> = library.folders_in(EXERCISES).collect();
    let mut drafts: Vec<ExerciseDraft> =
        folders.into_par_iter().map(|folder| exercise::load(library, folder, &following)).collect();
    for draft in &mut drafts {
        loaded.problems.append(std::mem::take(&mut draft.problems));
    }
    loaded.exercises = drafts;
    let Some(mut curriculum) = loaded.outline(library) else { return loaded };
    let whole = loaded.exercises.iter_mut().filter_map(|draft| draft.exercise.take());
    let mut exercises: BTreeMap<_, _> = whole.map(|exercise| (exercise.id.clone(), exercise)).collect();
    curriculum.projects = project::join(&loaded.projects, &loaded.exercises, &mut exercises, &mut loaded.problems);
    let (mut lessons, mut quizzes) = (BTreeMap::new(), BTreeMap::new());
    for (week, named) in curriculum.weeks_mut().zip(loaded.items(library)) {
        let is_whole = |(item, file): (Item, String)| {
            let is_whole = match &item {
                Item::Lesson(id) => {
                    loaded.lesson(library, id, &file).map(|lesson| lessons.insert(id.clone(), lesson)).is_some()
                }
                Item::Quiz(id) => {
                    loaded.quiz(library, id, &file).map(|quiz| quizzes.insert(id.clone(), quiz)).is_some()
                }
                Item::Exercise(id) => exercises.contains_key(id),
            };
            is_whole.then_some(item)
        };
        week.items = named.into_iter().filter_map(is_whole).collect();
    }
    curriculum.lessons = lessons.into_iter().collect();
    curriculum.quizzes = quizzes.into_iter().collect();
    curriculum.exercises = exercises.into_iter().collect();
    loaded.curriculum = Some(curriculum);
    loaded
}

/// One exercise, which is no milestone of a project.
pub(super) fn one_exercise(library: &Library, folder: &str, problems: &mut Diagnostics) -> Option<Exercise> {
    let draft = exercise::load(library, folder, &BTreeSet::new());
    problems.append(draft.problems);
    draft.exercise
}

/// One lesson.
pub(super) fn one_lesson(library: &Library, file: &str, problems: &mut Diagnostics) -> Option<Lesson> {
    let id = stem(file, ".md")?.parse().ok()?;
    lesson::load(id, library, &library.text(file, problems)?, problems).1
}

/// One quiz.
pub(super) fn one_quiz(library: &Library, file: &str, problems: &mut Diagnostics) -> Option<Quiz> {
    let id = stem(file, ".toml")?.parse().ok()?;
    quiz::load(id, &library.text(file, problems)?, problems).1
}

impl Loaded {
    /// With the projects, which say what the exercises among them follow.
    fn begin(library: &Library) -> Self {
        let mut loaded = Loaded { problems: library.problems().clone(), ..Loaded::default() };
        let files = library.below(PROJECTS).filter(|name| stem(name, ".toml").is_some());
        loaded.projects = files.filter_map(|name| project::load(library, name, &mut loaded)).collect();
        loaded
    }

    /// The curriculum with its weeks, which have no items yet; none when `roadmap.toml` cannot be read.
    fn outline(&mut self, library: &Library) -> Option<Curriculum> {
        let source = self.read(library, ROADMAP)?;
        let mut problems = self.problems.file(Arc::clone(&source));
        let raw = RawRoadmap::read(Table::parse(&source.text, &mut problems)?, &mut problems);
        let tracks = tracks(raw.paths, &mut problems);
        let (title, about) = (text(raw.title), text(raw.about));
        let months = months(raw.months, &mut problems);
        let kits = kits::load(library, &mut self.problems);
        self.weeks = months.iter().flat_map(|month| &month.weeks).map(|week| week.id.clone()).collect();
        Some(Curriculum { title, about, tracks, kits, months, ..Curriculum::default() })
    }

    /// The text of a file that something names.
    fn read(&mut self, library: &Library, name: &str) -> Option<Arc<Source>> {
        self.used.insert(name.to_owned());
        let source = library.text(name, &mut self.problems)?;
        self.sources.push(Arc::clone(&source));
        Some(source)
    }

    /// The items of each week that are there, with their files.
    fn items(&mut self, library: &Library) -> Vec<Vec<(Item, String)>> {
        let read = self.weeks.par_iter().map(|id| WeekFile::read(library, id)).collect::<Vec<_>>();
        self.places.reserve(read.iter().flatten().map(|file| file.items.len()).sum());
        read.into_iter().map(|file| file.map_or_else(Vec::new, |file| self.week(file))).collect()
    }

    /// The items of a week that are there, with their files.
    fn week(&mut self, file: WeekFile) -> Vec<(Item, String)> {
        let WeekFile { name, source, items, allow, problems } = file;
        self.problems.append(problems);
        self.used.insert(name);
        let Some(source) = source else { return Vec::new() };
        self.sources.push(Arc::clone(&source));
        let Some(allow) = allow else { return Vec::new() };
        self.week_files.push((Arc::clone(&source), allow));
        items.into_iter().filter_map(|named| self.place(&source, named)).collect()
    }

    /// Gives an item its place; none when it has one already, which is told.
    fn place(&mut self, week: &Arc<Source>, Named { item, file, place }: Named) -> Option<(Item, String)> {
        if let Some(first) = self.places.get(&item) {
            let message = format!("the {} `{}` stands in the weeks twice", item.kind(), item.id());
            self.problems
                .file(Arc::clone(week))
                .error("duplicate-id", place, message)
                .help(format!("it stands in `{}` already: remove one of them", first.week.name));
            return None;
        }
        let place = Place { week: Arc::clone(week), position: self.places.len(), file: None };
        self.places.insert(item.clone(), place);
        Some((item, file))
    }

    /// Reads a lesson; none when it is broken, which was told then.
    fn lesson(&mut self, library: &Library, id: &LessonId, file: &str) -> Option<Lesson> {
        let source = self.item(library, &Item::Lesson(id.clone()), file)?;
        let (draft, lesson) = lesson::load(id.clone(), library, &source, &mut self.problems);
        self.lessons.push(draft);
        lesson
    }

    /// Reads a quiz; none when it is broken, which was told then.
    fn quiz(&mut self, library: &Library, id: &QuizId, file: &str) -> Option<Quiz> {
        let source = self.item(library, &Item::Quiz(id.clone()), file)?;
        let (draft, quiz) = quiz::load(id.clone(), &source, &mut self.problems);
        self.quizzes.push(draft);
        quiz
    }

    /// The text of an item's own file.
    fn item(&mut self, library: &Library, item: &Item, file: &str) -> Option<Arc<Source>> {
        let source = self.read(library, file)?;
        if let Some(place) = self.places.get_mut(item) {
            place.file = Some(Arc::clone(&source));
        }
        Some(source)
    }
}

fn tracks(paths: Vec<RawPath>, problems: &mut FileProblems<'_>) -> Vec<TrackInfo> {
    let mut tracks: Vec<TrackInfo> = Vec::new();
    for path in paths {
        let Some(id) = path.id else { continue };
        let track = *id.get_ref();
        if tracks.iter().any(|other| other.track == track) {
            problems.error("duplicate-id", id.span(), format!("the path `{track}` is described twice"));
            continue;
        }
        let choose_if = path.choose_if.into_iter().map(Spanned::into_inner).collect();
        tracks.push(TrackInfo { track, title: text(path.title), at_least: text(path.at_least), choose_if });
    }
    tracks
}

/// The months with their weeks, which have no items yet. A broken week is left out; its number stays taken.
fn months(months: Vec<RawMonth>, problems: &mut FileProblems<'_>) -> Vec<Month> {
    let mut number = 0;
    let mut ids = BTreeSet::new();
    let mut out = Vec::new();
    for month in months {
        let mut weeks = Vec::new();
        for raw in month.weeks {
            let numbered = raw.numbered.as_ref().is_none_or(|numbered| *numbered.get_ref());
            number += u32::from(numbered);
            if let Some(mut week) = week(raw, &mut ids, problems) {
                week.number = numbered.then_some(number);
                weeks.push(week);
            }
        }
        out.push(Month { title: text(month.title), weeks });
    }
    out
}

fn week(raw: RawWeek, ids: &mut BTreeSet<WeekId>, problems: &mut FileProblems<'_>) -> Option<Week> {
    let place = raw.id?;
    let id: WeekId = slug(&place, problems)?;
    if !ids.insert(id.clone()) {
        problems.error("duplicate-id", place.span(), format!("there are two weeks `{id}`")).help("rename one of them");
        return None;
    }
    let hours = within(raw.hours.as_ref(), 0.0..=100.0, "wrong-value", "a week has 0 to 100 hours", problems);
    let hours = hours.unwrap_or_default();
    Some(Week { id, number: None, title: text(raw.title), outcome: text(raw.outcome), hours, items: Vec::new() })
}

/// A text that was given; a missing one was told already.
fn text(typed: Option<Spanned<String>>) -> String {
    typed.map(Spanned::into_inner).unwrap_or_default()
}

/// The id that a text is.
fn slug<T: FromStr<Err = BadId>>(text: &Spanned<String>, problems: &mut FileProblems<'_>) -> Option<T> {
    text.get_ref().parse().map_err(|error: BadId| problems.error("bad-id", text.span(), error.to_string()).clone()).ok()
}

/// A number that was given and lies within its bounds.
fn within<T: PartialOrd + Copy>(
    typed: Option<&Spanned<T>>,
    range: std::ops::RangeInclusive<T>,
    rule: &'static str,
    must: &str,
    problems: &mut FileProblems<'_>,
) -> Option<T> {
    let number = typed?;
    if range.contains(number.get_ref()) {
        Some(*number.get_ref())
    } else {
        problems.error(rule, number.span(), must);
        None
    }
}

/// How many right answers are enough, of the questions that the shorter path has.
fn enough(typed: Option<&Spanned<usize>>, questions: usize, problems: &mut FileProblems<'_>) {
    let must = match questions {
        1 => "`enough` can only be 1: there is one question".to_owned(),
        _ => format!("`enough` is 1 to {questions}: a path has {questions} questions"),
    };
    within(typed, 1..=questions, "wrong-value", &must, problems);
}

/// The minutes of a lesson, quiz or exercise.
fn minutes(typed: Option<&Spanned<u32>>, problems: &mut FileProblems<'_>) -> Option<u32> {
    within(typed, 1..=600, "wrong-value", "this takes 1 to 600 minutes", problems)
}

#[cfg(test)]
mod tests;
