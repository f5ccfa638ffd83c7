//! The files of a curriculum as they were typed: what is missing stays missing, and what a rule may point at has its place.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use crate::check::{RawCheck, RawQuestion};
use crate::diagnostic::FileProblems;
use crate::id::{ByTrack, Track};

mod table;

pub(super) use table::Table;

use super::Mode;

/// A value with its place, if it was given and could be read.
pub(super) type Typed<T> = Option<Spanned<T>>;

/// `roadmap.toml`
#[derive(Debug)]
pub(super) struct RawRoadmap {
    pub title: Typed<String>,
    pub about: Typed<String>,
    pub paths: Vec<RawPath>,
    pub months: Vec<RawMonth>,
}

/// A `[[path]]`.
#[derive(Debug)]
pub(super) struct RawPath {
    pub id: Typed<Track>,
    pub title: Typed<String>,
    pub at_least: Typed<String>,
    pub choose_if: Vec<Spanned<String>>,
}

/// A `[[month]]`.
#[derive(Debug)]
pub(super) struct RawMonth {
    pub title: Typed<String>,
    pub weeks: Vec<RawWeek>,
}

/// A `[[month.week]]`.
#[derive(Debug)]
pub(super) struct RawWeek {
    pub id: Typed<String>,
    pub title: Typed<String>,
    pub outcome: Typed<String>,
    pub hours: Typed<f64>,
    pub numbered: Typed<bool>,
}

/// One of the `items` of a `week.toml`.
#[derive(Debug)]
pub(super) struct RawItem {
    pub kind: ItemKind,
    pub id: Spanned<String>,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKind {
    Lesson,
    Quiz,
    Exercise,
}

impl ItemKind {
    pub const ALL: [ItemKind; 3] = [ItemKind::Lesson, ItemKind::Quiz, ItemKind::Exercise];

    pub fn as_str(self) -> &'static str {
        match self {
            ItemKind::Lesson => "lesson",
            ItemKind::Quiz => "quiz",
            ItemKind::Exercise => "exercise",
        }
    }
}

/// The front matter of a lesson.
#[derive(Debug)]
pub(super) struct RawLesson {
    pub title: Typed<String>,
    pub minutes: Typed<u32>,
    pub concepts: Vec<Spanned<String>>,
    pub outcome: Typed<String>,
}

/// A quiz.
#[derive(Debug)]
pub(super) struct RawQuiz {
    pub title: Typed<String>,
    pub minutes: Typed<u32>,
    pub enough: Typed<usize>,
    pub questions: Vec<Spanned<RawQuestion>>,
}

/// A `projects/*.toml`.
#[derive(Debug)]
pub(super) struct RawProject {
    pub title: Typed<String>,
    pub about: Typed<String>,
    /// Where the list of milestones begins, if there is one.
    pub milestones_at: Option<Range<usize>>,
    pub milestones: Vec<Spanned<String>>,
}

/// `exercise.toml`
#[derive(Debug)]
pub(super) struct RawExercise {
    pub title: Typed<String>,
    pub concepts: Vec<Spanned<String>>,
    pub needs: Vec<Spanned<String>>,
    pub mode: Typed<Mode>,
    pub difficulty: Typed<u8>,
    pub minutes: Typed<u32>,
    pub task: Typed<ByTrack<String>>,
    /// Where the list of hints begins, if there is one.
    pub hints_at: Option<Range<usize>>,
    pub hints: Vec<Spanned<ByTrack<String>>>,
    /// How many hints were typed, readable or not.
    pub hint_count: usize,
    pub idea: Typed<ByTrack<String>>,
    pub file: Typed<ByTrack<String>>,
    pub hands_out: Vec<Spanned<String>>,
    pub setup: Option<RawSetup>,
    pub seconds: Typed<f64>,
    pub memory_mb: Typed<u64>,
    pub enough: Typed<usize>,
    pub checks: Vec<Spanned<RawCheck>>,
    /// Whether every check could be read.
    pub checks_readable: bool,
    pub wrong: Vec<RawWrong>,
}

/// `setup`
#[derive(Debug)]
pub(super) struct RawSetup {
    pub database: Typed<String>,
    pub redis: Typed<bool>,
    pub packages: Typed<ByTrack<Vec<String>>>,
    pub optional_packages: Typed<ByTrack<Vec<String>>>,
    pub env: Typed<BTreeMap<String, String>>,
}

/// A `[[wrong]]`.
#[derive(Debug)]
pub(super) struct RawWrong {
    pub id: Typed<String>,
    pub say: Typed<ByTrack<String>>,
}

impl RawRoadmap {
    pub fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        let raw = RawRoadmap {
            title: table.need("title", problems),
            about: table.need("about", problems),
            paths: table.tables("path", problems).into_iter().map(|table| RawPath::read(table, problems)).collect(),
            months: table.tables("month", problems).into_iter().map(|table| RawMonth::read(table, problems)).collect(),
        };
        table.finish(problems);
        raw
    }
}

impl RawPath {
    fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        let raw = RawPath {
            id: table.need("id", problems),
            title: table.need("title", problems),
            at_least: table.need("at_least", problems),
            choose_if: table.list("choose_if", problems),
        };
        table.finish(problems);
        raw
    }
}

impl RawMonth {
    fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        let raw = RawMonth {
            title: table.need("title", problems),
            weeks: table.tables("week", problems).into_iter().map(|table| RawWeek::read(table, problems)).collect(),
        };
        table.finish(problems);
        raw
    }
}

impl RawWeek {
    fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        let raw = RawWeek {
            id: table.need("id", problems),
            title: table.need("title", problems),
            outcome: table.need("outcome", problems),
            hours: table.need("hours", problems),
            numbered: table.take("numbered", problems),
        };
        table.finish(problems);
        raw
    }
}

impl RawItem {
    /// The items of a `week.toml`.
    pub fn read_all(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Vec<RawItem> {
        if !table.has("items") {
            let help = "add `items = [{ lesson = \"…\" }, …]`; it may be empty";
            problems.whole().error("missing-key", 0..0, "`items` is missing").help(help);
        }
        let items =
            table.tables("items", problems).into_iter().filter_map(|table| RawItem::read(table, problems)).collect();
        table.finish(problems);
        items
    }

    fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Option<Self> {
        let place = table.place.clone().unwrap_or_default();
        let given: Vec<ItemKind> = ItemKind::ALL.into_iter().filter(|kind| table.has(kind.as_str())).collect();
        let items: Vec<RawItem> = ItemKind::ALL
            .into_iter()
            .filter_map(|kind| table.take(kind.as_str(), problems).map(|id| RawItem { kind, id }))
            .collect();
        if given.len() > 1 || (given.is_empty() && table.is_empty()) {
            problems
                .error("unknown-kind", place, "an item is one thing")
                .help("write one of `lesson`, `quiz` and `exercise` with its id");
        }
        table.finish(problems);
        if given.len() == 1 { items.into_iter().next() } else { None }
    }
}

impl RawLesson {
    pub fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        let raw = RawLesson {
            title: table.need("title", problems),
            minutes: table.need("minutes", problems),
            concepts: table.list("concepts", problems),
            outcome: table.need("outcome", problems),
        };
        table.finish(problems);
        raw
    }
}

impl RawQuiz {
    pub fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        let raw = RawQuiz {
            title: table.need("title", problems),
            minutes: table.need("minutes", problems),
            enough: table.need("enough", problems),
            questions: table.list("question", problems),
        };
        table.finish(problems);
        raw
    }
}

impl RawProject {
    pub fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        let raw = RawProject {
            title: table.need("title", problems),
            about: table.need("about", problems),
            milestones_at: table.place_of("milestones"),
            milestones: table.list("milestones", problems),
        };
        table.finish(problems);
        raw
    }
}

impl RawExercise {
    pub fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        let (mut seconds, mut memory_mb) = (None, None);
        if let Some(mut limits) = table.table("limits", problems) {
            seconds = limits.take("seconds", problems);
            memory_mb = limits.take("memory_mb", problems);
            limits.finish(problems);
        }
        let setup = table.table("setup", problems).map(|table| RawSetup::read(table, problems));
        let before = problems.errors();
        let checks = table.list("check", problems);
        let checks_readable = problems.errors() == before;
        let raw = RawExercise {
            title: table.need("title", problems),
            concepts: table.list("concepts", problems),
            needs: table.list("needs", problems),
            mode: table.need("mode", problems),
            difficulty: table.need("difficulty", problems),
            minutes: table.need("minutes", problems),
            task: table.need("task", problems),
            hint_count: table.len_of("hints"),
            hints_at: table.place_of("hints"),
            hints: table.list("hints", problems),
            idea: table.take("idea", problems),
            file: table.take("file", problems),
            hands_out: table.list("hands_out", problems),
            setup,
            seconds,
            memory_mb,
            enough: table.take("enough", problems),
            checks,
            checks_readable,
            wrong: table.tables("wrong", problems).into_iter().map(|table| RawWrong::read(table, problems)).collect(),
        };
        table.finish(problems);
        raw
    }
}

impl RawSetup {
    fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        let raw = RawSetup {
            database: table.take("database", problems),
            redis: table.take("redis", problems),
            packages: table.take("packages", problems),
            optional_packages: table.take("optional_packages", problems),
            env: table.take("env", problems),
        };
        table.finish(problems);
        raw
    }
}

impl RawWrong {
    fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        let raw = RawWrong { id: table.need("id", problems), say: table.need("say", problems) };
        table.finish(problems);
        raw
    }
}
