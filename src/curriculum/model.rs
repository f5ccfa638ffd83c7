//! What a curriculum means, after its files were read and found to be right.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Shelf;
use crate::check::{DataSets, Question, Spec};
use crate::diagnostic::{Source, nearest};
use crate::id::{ByTrack, ExerciseId, LessonId, ProjectId, QuizId, Track, WeekId};
use crate::kit::Manifest;
use crate::mutants::Equivalent;

/// A whole curriculum.
#[derive(Debug, Clone, Default)]
pub struct Curriculum {
    /// Its title.
    pub title: String,
    /// Markdown: where it comes from.
    pub about: String,
    /// The two tracks' own facts.
    pub tracks: Vec<TrackInfo>,
    /// The packages that exercises may use.
    pub kits: BTreeMap<Track, Manifest>,
    /// Months in order.
    pub months: Vec<Month>,
    /// Lessons by id.
    pub lessons: Shelf<LessonId, Lesson>,
    /// Quizzes by id.
    pub quizzes: Shelf<QuizId, Quiz>,
    /// Exercises by id.
    pub exercises: Shelf<ExerciseId, Exercise>,
    /// Projects by id.
    pub projects: BTreeMap<ProjectId, Project>,
}

impl Curriculum {
    /// All weeks in order.
    pub fn weeks(&self) -> impl Iterator<Item = &Week> {
        self.months.iter().flat_map(|month| &month.weeks)
    }

    pub(super) fn weeks_mut(&mut self) -> impl Iterator<Item = &mut Week> {
        self.months.iter_mut().flat_map(|month| &mut month.weeks)
    }

    /// All items in the order in which they are worked through, with their weeks.
    pub fn items(&self) -> impl Iterator<Item = (&Week, &Item)> {
        self.weeks().flat_map(|week| week.items.iter().map(move |item| (week, item)))
    }

    /// The lesson, quiz or exercise with an id, whether or not it stands in a week.
    pub fn find(&self, id: &str) -> Option<Item> {
        self.all().find(|item| item.id() == id)
    }

    /// Whether an item can be read, and is not broken.
    pub fn is_whole(&self, item: &Item) -> bool {
        match item {
            Item::Lesson(id) => self.lessons.get(id).is_some(),
            Item::Quiz(id) => self.quizzes.get(id).is_some(),
            Item::Exercise(id) => self.exercises.get(id).is_some(),
        }
    }

    /// The project with an id.
    pub fn project(&self, id: &str) -> Option<&Project> {
        self.projects.values().find(|project| project.id.as_str() == id)
    }

    /// The project of an item and its number there, counted from 1; none for what stands alone.
    pub fn milestone(&self, item: &Item) -> Option<(&Project, usize)> {
        let Item::Exercise(id) = item else { return None };
        self.projects.values().find_map(|project| {
            let index = project.milestones.iter().position(|milestone| milestone == id)?;
            Some((project, index + 1))
        })
    }

    /// The id that was probably meant by one that names nothing here.
    pub fn nearest(&self, id: &str) -> Option<String> {
        let all: Vec<Item> = self.all().collect();
        let projects = self.projects.keys().map(ProjectId::as_str);
        nearest(id, all.iter().map(Item::id).chain(projects)).map(str::to_owned)
    }

    fn all(&self) -> impl Iterator<Item = Item> {
        let lessons = self.lessons.ids().cloned().map(Item::Lesson);
        let quizzes = self.quizzes.ids().cloned().map(Item::Quiz);
        let exercises = self.exercises.ids().cloned().map(Item::Exercise);
        lessons.chain(quizzes).chain(exercises)
    }

    /// The week with a number (`1`, `week-1`) or an id (`values-and-variables`).
    pub fn week(&self, text: &str) -> Option<&Week> {
        let number = text.strip_prefix("week-").unwrap_or(text).parse::<u32>().ok();
        self.weeks().find(|week| week.id.as_str() == text || (number.is_some() && week.number == number))
    }

    /// The week in which an item stands.
    pub fn week_of(&self, item: &Item) -> Option<&Week> {
        self.weeks().find(|week| week.items.contains(item))
    }

    /// The title of an item; its id when it is broken.
    pub fn title<'a>(&'a self, item: &'a Item) -> &'a str {
        match item {
            Item::Lesson(id) => self.lessons.get(id).map(|lesson| lesson.title.as_str()),
            Item::Quiz(id) => self.quizzes.get(id).map(|quiz| quiz.title.as_str()),
            Item::Exercise(id) => self.exercises.get(id).map(|exercise| exercise.title.as_str()),
        }
        .unwrap_or_else(|| item.id())
    }

    /// The title of an item where its surroundings do not say what it belongs to: `Blog database · 3 of 10 · Comments`.
    pub fn full_title(&self, item: &Item) -> String {
        let title = self.title(item);
        match self.milestone(item) {
            Some((project, number)) => {
                format!("{} · {number} of {} · {title}", project.title, project.milestones.len())
            }
            None => title.to_owned(),
        }
    }

    /// Planned minutes of an item.
    pub fn minutes(&self, item: &Item) -> u32 {
        match item {
            Item::Lesson(id) => self.lessons.get(id).map(|lesson| lesson.minutes),
            Item::Quiz(id) => self.quizzes.get(id).map(|quiz| quiz.minutes),
            Item::Exercise(id) => self.exercises.get(id).map(|exercise| exercise.minutes),
        }
        .unwrap_or_default()
    }
}

/// What learners are told about a track.
#[derive(Debug, Clone)]
pub struct TrackInfo {
    /// Which one.
    pub track: Track,
    /// Its name.
    pub title: String,
    /// The smallest version of its runtime that the lessons were run with, such as `3.11`.
    pub at_least: String,
    /// Reasons to choose it.
    pub choose_if: Vec<String>,
}

/// A month.
#[derive(Debug, Clone)]
pub struct Month {
    /// Its title.
    pub title: String,
    /// Its weeks in order.
    pub weeks: Vec<Week>,
}

/// A week.
#[derive(Debug, Clone)]
pub struct Week {
    /// Its id and folder.
    pub id: WeekId,
    /// Its number from 1; none for the orientation.
    pub number: Option<u32>,
    /// Its title.
    pub title: String,
    /// Completes "After this week you can …".
    pub outcome: String,
    /// Planned hours.
    pub hours: f64,
    /// Its items in order; empty while the week is not written.
    pub items: Vec<Item>,
}

/// One thing to work through.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Item {
    /// A lesson to read.
    Lesson(LessonId),
    /// A quiz to answer.
    Quiz(QuizId),
    /// An exercise to do.
    Exercise(ExerciseId),
}

impl Item {
    /// The id as a text.
    pub fn id(&self) -> &str {
        match self {
            Item::Lesson(id) => id.as_str(),
            Item::Quiz(id) => id.as_str(),
            Item::Exercise(id) => id.as_str(),
        }
    }

    /// `lesson`, `quiz` or `exercise`.
    pub fn kind(&self) -> &'static str {
        match self {
            Item::Lesson(_) => "lesson",
            Item::Quiz(_) => "quiz",
            Item::Exercise(_) => "exercise",
        }
    }
}

/// A lesson. Its body is parsed when it is opened.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// Its id.
    pub id: LessonId,
    /// Its title.
    pub title: String,
    /// Planned minutes.
    pub minutes: u32,
    /// What it teaches.
    pub concepts: Vec<String>,
    /// Completes "After this lesson you can …".
    pub outcome: String,
    /// The data sets that its samples name.
    pub data: DataSets,
    /// Whether a sample finds a database.
    pub uses_database: bool,
    /// The whole file.
    pub source: Arc<Source>,
    /// Where the markdown begins in it.
    pub body: usize,
}

/// A quiz.
#[derive(Debug, Clone)]
pub struct Quiz {
    /// Its id.
    pub id: QuizId,
    /// Its title.
    pub title: String,
    /// Planned minutes.
    pub minutes: u32,
    /// How many right answers pass it.
    pub enough: usize,
    /// Its questions in order, of both tracks.
    pub questions: Vec<Question>,
}

/// A project: exercises over one folder, each of which goes on where the one before it ended.
#[derive(Debug, Clone)]
pub struct Project {
    /// Its id, and the name of the folder.
    pub id: ProjectId,
    /// Its title.
    pub title: String,
    /// Markdown: what it is about.
    pub about: String,
    /// Its milestones in order.
    pub milestones: Vec<ExerciseId>,
}

/// How an exercise asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Write it.
    Write,
    /// Fill what is missing.
    Faded,
    /// Find and mend the fault.
    Fix,
    /// Say what will happen.
    Predict,
    /// Put lines in order.
    Order,
}

/// An exercise.
#[derive(Debug, Clone)]
pub struct Exercise {
    /// Its id.
    pub id: ExerciseId,
    /// Its title.
    pub title: String,
    /// What it practises.
    pub concepts: Vec<String>,
    /// Ids of the lessons or exercises that come before it.
    pub needs: Vec<String>,
    /// How it asks.
    pub mode: Mode,
    /// From 1 to 5.
    pub difficulty: u8,
    /// Planned minutes.
    pub minutes: u32,
    /// Markdown.
    pub task: ByTrack<String>,
    /// The rungs, from "where to look" to "almost the line".
    pub hints: ByTrack<Vec<String>>,
    /// Changes of the solution after which it does the same.
    pub equivalent: Vec<Equivalent>,
    /// Names of the lint rules whose findings are right here.
    pub allow: Vec<String>,
    /// Everything that judging needs.
    pub spec: Spec,
}

impl Exercise {
    /// Whether what a lint rule finds is right here.
    pub fn allows(&self, rule: &str) -> bool {
        self.allow.iter().any(|allowed| allowed == rule)
    }

    /// A text of this exercise as the track's learners read it: names that its checks declare are in the track's style.
    pub fn restyle(&self, text: &str, track: Track) -> String {
        crate::markdown::restyle(text, &self.spec.names(), track)
    }
}
