//! Makes the files of a new week, lesson, quiz or exercise: a starting point that is valid and can be verified at once.

use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;

use crate::check::Check;
use crate::curriculum::{self, Curriculum, Library, schema_file, schema_header, shadowed};
use crate::id::{ExerciseId, Track, WeekId};

mod error;
mod exercise;
mod insert;
mod lesson;
mod plan;
mod quiz;
mod week;

pub use error::ScaffoldError;
pub use exercise::NewExercise;
pub use lesson::NewLesson;
pub use plan::{Made, Plan};
pub use quiz::NewQuiz;
pub use week::NewWeek;

/// What an exercise of each kind begins with, in a folder named like the kind.
#[derive(RustEmbed)]
#[folder = "src/scaffold/kinds/"]
struct Kinds;

/// What everything else begins with.
#[derive(RustEmbed)]
#[folder = "src/scaffold/course/"]
struct Course;

/// The kinds of check that an exercise can begin with: all that there are.
pub fn kinds() -> &'static [&'static str] {
    Check::WORDS
}

/// A course's folder, to which something is to be added.
#[derive(Debug)]
pub struct Site {
    root: PathBuf,
    library: Library,
    curriculum: Curriculum,
    /// Whether there is no curriculum yet.
    fresh: bool,
}

impl Site {
    /// Looks into a course's folder. One that is not there yet, or that holds neither `curriculum/` nor `exercises/`, is a
    /// course with nothing in it.
    pub fn open(root: &Path) -> Result<Self, ScaffoldError> {
        let empty = |name: &str| root.join(name).symlink_metadata().is_err();
        let fresh = empty("curriculum") && empty("exercises");
        if root.symlink_metadata().is_ok() && !root.is_dir() {
            return Err(ScaffoldError::NoFolder(root.to_owned()));
        }
        let library = Library::folder(root);
        if fresh {
            return Ok(Site { root: root.to_owned(), library, curriculum: Curriculum::default(), fresh });
        }
        match Curriculum::load(&library) {
            (Some(curriculum), _) => Ok(Site { root: root.to_owned(), library, curriculum, fresh }),
            (None, problems) => Err(ScaffoldError::Broken(problems.render(false))),
        }
    }

    /// Whether there is no curriculum yet.
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// The ids of all weeks.
    pub fn weeks(&self) -> impl Iterator<Item = &WeekId> {
        self.curriculum.weeks().map(|week| &week.id)
    }

    /// The id of something new. It is a slug, nothing else has it, and files that are named like it hide nothing.
    pub fn new_id(&self, text: &str) -> Result<String, ScaffoldError> {
        let id: ExerciseId = text.parse()?;
        if let Some(module) = shadowed(&format!("{id}.py")) {
            return Err(ScaffoldError::Shadows(module.to_owned()));
        }
        match self.owner(text) {
            Some(owner) => Err(ScaffoldError::Taken { id: text.to_owned(), owner }),
            None => Ok(id.to_string()),
        }
    }

    /// What has an id already.
    fn owner(&self, id: &str) -> Option<String> {
        if let Some(item) = self.curriculum.find(id) {
            return Some(format!("a {}", item.kind()).replace("a e", "an e"));
        }
        if self.curriculum.project(id).is_some() {
            return Some("a project".to_owned());
        }
        if self.weeks().any(|week| week.as_str() == id) {
            return Some("a week".to_owned());
        }
        let quizzes = self.curriculum.quizzes.values().flat_map(|quiz| &quiz.questions);
        let checks = self.curriculum.exercises.values().flat_map(|exercise| &exercise.spec.checks);
        let mut questions = quizzes.chain(checks.filter_map(|entry| entry.check.question()));
        if questions.any(|question| question.id.as_str() == id) {
            return Some("a question".to_owned());
        }
        // What is broken is in no curriculum.
        let folder = format!("exercises/{id}");
        let files = ["md", "toml"].map(|ending| format!("{id}.{ending}"));
        let file =
            self.library.below("curriculum").find(|name| name.split('/').count() == 3 && ends_with(name, &files));
        file.map(str::to_owned)
            .or_else(|| self.library.has_folder(&folder).then_some(folder))
            .map(|file| format!("`{file}`"))
    }

    /// The week with an id, a number (`1`) or `week-1`.
    pub fn week(&self, text: &str) -> Result<WeekId, ScaffoldError> {
        let missing = || ScaffoldError::NoWeek {
            week: text.to_owned(),
            near: crate::diagnostic::did_you_mean(text, self.weeks().map(WeekId::as_str)),
        };
        self.curriculum.week(text).map(|week| week.id.clone()).ok_or_else(missing)
    }

    /// Fails when something is to come first that is not there.
    pub fn needs(&self, needs: &[String]) -> Result<(), ScaffoldError> {
        let known = |id: &String| self.curriculum.find(id).is_some_and(|item| item.kind() != "quiz");
        match needs.iter().find(|need| !known(need)) {
            Some(need) => Err(ScaffoldError::NoSuchNeed { need: need.clone(), near: self.curriculum.nearest(need) }),
            None => Ok(()),
        }
    }

    /// Plans a new file that has a schema, and the schema if the course does not have it yet.
    fn described(&self, plan: &mut Plan, schema: &str, name: String, text: &str) {
        let file = schema_file(schema);
        if !self.library.has(&file)
            && let Some(text) = curriculum::schema(schema)
        {
            plan.add_once(file, text);
        }
        let text = format!("{}{text}", schema_header(schema, &name));
        plan.add(name, text);
    }

    /// Plans to put an item at the end of its week.
    fn place(&self, plan: &mut Plan, week: &WeekId, kind: &'static str, id: &str) -> Result<(), ScaffoldError> {
        let name = format!("curriculum/{week}/week.toml");
        let item = format!("{{ {kind} = \"{id}\" }}");
        if !self.library.has(&name) {
            self.described(plan, "week", name, &format!("items = [\n  {item},\n]\n"));
            return Ok(());
        }
        let text = plan::read(&self.root, &name)?;
        match insert::item(&text, kind, id) {
            Some(text) => plan.change(name, text),
            None => return Err(ScaffoldError::ByHand { file: name, add: item }),
        }
        Ok(())
    }
}

fn ends_with(name: &str, files: &[String]) -> bool {
    files.iter().any(|file| name.rsplit('/').next() == Some(file))
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// A list of texts as TOML writes it, in one line.
fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// A file that something begins with, with what stands in capital letters filled in.
fn filled(text: &str, places: &[(&str, &str)]) -> String {
    places.iter().fold(text.to_owned(), |text, (place, value)| text.replace(place, value))
}

/// One of the files that everything but an exercise begins with.
fn course(name: &str) -> String {
    Course::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default()
}

/// The folder of the path that a file of an exercise is for, if it is for one.
fn track_of(name: &str) -> Option<Track> {
    Track::ALL.into_iter().find(|track| name.starts_with(&format!("{track}/")))
}
