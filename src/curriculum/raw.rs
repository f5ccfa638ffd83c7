//! The files of a curriculum as they were typed: what is missing stays missing, and what a rule may point at has its place.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Spanned;

use schemars::JsonSchema;

use crate::check::{RawCheck, RawQuestion};
use crate::diagnostic::FileProblems;
use crate::id::{ByTrack, Track};

mod allow;
mod items;
mod table;

pub(super) use allow::RawAllow;
pub(super) use items::{ItemKind, RawItem, RawItems};
pub(super) use table::Table;

use super::Mode;

/// A value with its place, if it was given and could be read.
pub(super) type Typed<T> = Option<Spanned<T>>;

/// `roadmap.toml`
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawRoadmap {
    #[schemars(required)]
    pub title: Typed<String>,
    #[schemars(required)]
    pub about: Typed<String>,
    #[schemars(default, rename = "path")]
    pub paths: Vec<RawPath>,
    #[schemars(default, rename = "month")]
    pub months: Vec<RawMonth>,
}

/// A `[[path]]`.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawPath {
    #[schemars(required)]
    pub id: Typed<Track>,
    #[schemars(required)]
    pub title: Typed<String>,
    #[schemars(required)]
    pub at_least: Typed<String>,
    #[schemars(default)]
    pub choose_if: Vec<Spanned<String>>,
}

/// A `[[month]]`.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawMonth {
    #[schemars(required)]
    pub title: Typed<String>,
    #[schemars(default, rename = "week")]
    pub weeks: Vec<RawWeek>,
}

/// A `[[month.week]]`.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawWeek {
    #[schemars(required)]
    pub id: Typed<String>,
    #[schemars(required)]
    pub title: Typed<String>,
    #[schemars(required)]
    pub outcome: Typed<String>,
    #[schemars(required)]
    pub hours: Typed<f64>,
    pub numbered: Typed<bool>,
}

/// The front matter of a lesson.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawLesson {
    #[schemars(required)]
    pub title: Typed<String>,
    #[schemars(required)]
    pub minutes: Typed<u32>,
    #[schemars(default)]
    pub concepts: Vec<Spanned<String>>,
    #[schemars(required)]
    pub outcome: Typed<String>,
    #[schemars(default)]
    pub allow: Vec<RawAllow>,
}

/// A quiz.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawQuiz {
    #[schemars(required)]
    pub title: Typed<String>,
    #[schemars(required)]
    pub minutes: Typed<u32>,
    #[schemars(required)]
    pub enough: Typed<usize>,
    #[schemars(default, rename = "question")]
    pub questions: Vec<Spanned<RawQuestion>>,
    #[schemars(default)]
    pub allow: Vec<RawAllow>,
}

/// A `projects/*.toml`.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawProject {
    #[schemars(required)]
    pub title: Typed<String>,
    #[schemars(required)]
    pub about: Typed<String>,
    /// Where the list of milestones begins, if there is one.
    #[schemars(skip)]
    pub milestones_at: Option<Range<usize>>,
    #[schemars(default)]
    pub milestones: Vec<Spanned<String>>,
    #[schemars(default)]
    pub allow: Vec<RawAllow>,
}

/// `exercise.toml`
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawExercise {
    #[schemars(required)]
    pub title: Typed<String>,
    #[schemars(default)]
    pub concepts: Vec<Spanned<String>>,
    #[schemars(default)]
    pub needs: Vec<Spanned<String>>,
    #[schemars(required)]
    pub mode: Typed<Mode>,
    #[schemars(required)]
    pub difficulty: Typed<u8>,
    #[schemars(required)]
    pub minutes: Typed<u32>,
    #[schemars(required)]
    pub task: Typed<ByTrack<String>>,
    /// Where the list of hints begins, if there is one.
    #[schemars(skip)]
    pub hints_at: Option<Range<usize>>,
    #[schemars(default)]
    pub hints: Vec<Spanned<ByTrack<String>>>,
    /// How many hints were typed, readable or not.
    #[schemars(skip)]
    pub hint_count: usize,
    pub idea: Typed<ByTrack<String>>,
    pub file: Typed<ByTrack<String>>,
    #[schemars(default)]
    pub hands_out: Vec<Spanned<String>>,
    pub setup: Option<RawSetup>,
    pub limits: Option<RawLimits>,
    pub enough: Typed<usize>,
    #[schemars(default, rename = "check")]
    pub checks: Vec<Spanned<RawCheck>>,
    /// Whether every check could be read.
    #[schemars(skip)]
    pub checks_readable: bool,
    #[schemars(default)]
    pub wrong: Vec<RawWrong>,
    #[schemars(default)]
    pub equivalent: Vec<RawEquivalent>,
    #[schemars(default)]
    pub allow: Vec<RawAllow>,
}

/// `limits`
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawLimits {
    /// How long one run may take.
    pub seconds: Typed<f64>,
    /// How much memory it may use.
    pub memory_mb: Typed<u64>,
}

/// `setup`
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawSetup {
    pub database: Typed<String>,
    pub redis: Typed<bool>,
    pub packages: Typed<ByTrack<Vec<String>>>,
    pub optional_packages: Typed<ByTrack<Vec<String>>>,
    pub env: Typed<BTreeMap<String, String>>,
}

/// A `[[wrong]]`.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawWrong {
    #[schemars(required)]
    pub id: Typed<String>,
    #[schemars(required)]
    pub say: Typed<ByTrack<String>>,
}

/// An `[[equivalent]]`.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawEquivalent {
    #[schemars(required)]
    pub mutation: Typed<String>,
    #[schemars(required)]
    pub line: Typed<String>,
    pub becomes: Typed<String>,
    #[schemars(required)]
    pub reason: Typed<String>,
    pub paths: Typed<Vec<Track>>,
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

impl RawLesson {
    pub fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        let raw = RawLesson {
            title: table.need("title", problems),
            minutes: table.need("minutes", problems),
            concepts: table.list("concepts", problems),
            outcome: table.need("outcome", problems),
            allow: RawAllow::list(&mut table, problems),
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
            allow: RawAllow::list(&mut table, problems),
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
            allow: RawAllow::list(&mut table, problems),
        };
        table.finish(problems);
        raw
    }
}

impl RawExercise {
    pub fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        let limits = table.table("limits", problems).map(|table| RawLimits::read(table, problems));
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
            limits,
            enough: table.take("enough", problems),
            checks,
            checks_readable,
            wrong: table.tables("wrong", problems).into_iter().map(|table| RawWrong::read(table, problems)).collect(),
            equivalent: (table.tables("equivalent", problems).into_iter())
                .map(|table| RawEquivalent::read(table, problems))
                .collect(),
            allow: RawAllow::list(&mut table, problems),
        };
        table.finish(problems);
        raw
    }
}

impl RawLimits {
    fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        let raw = RawLimits { seconds: table.take("seconds", problems), memory_mb: table.take("memory_mb", problems) };
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

impl RawEquivalent {
    fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        let raw = RawEquivalent {
            mutation: table.need("mutation", problems),
            line: table.need("line", problems),
            becomes: table.take("becomes", problems),
            reason: table.need("reason", problems),
            paths: table.take("paths", problems),
        };
        table.finish(problems);
        raw
    }
}
