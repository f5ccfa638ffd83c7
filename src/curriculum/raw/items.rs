//! The items of a week as they are typed.

use schemars::JsonSchema;

use super::{RawAllow, Table};
use crate::diagnostic::{FileProblems, Spanned};

/// `week.toml`
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::curriculum) struct RawItems {
    /// The week's lessons, quizzes and exercises, in order.
    pub items: Vec<RawItem>,
    #[schemars(default)]
    pub allow: Vec<RawAllow>,
}

/// One of the `items` of a `week.toml`.
#[derive(Debug)]
pub(in crate::curriculum) struct RawItem {
    pub kind: ItemKind,
    pub id: Spanned<String>,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::curriculum) enum ItemKind {
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

impl RawItems {
    pub fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        if !table.has("items") {
            let help = "add `items = [{ lesson = \"…\" }, …]`; it may be empty";
            problems.whole().error("missing-key", 0..0, "`items` is missing").help(help);
        }
        let items =
            table.tables("items", problems).into_iter().filter_map(|table| RawItem::read(table, problems)).collect();
        let allow = RawAllow::list(&mut table, problems);
        table.finish(problems);
        RawItems { items, allow }
    }
}

impl RawItem {
    fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Option<Self> {
        let place = table.place.clone().unwrap_or_default();
        let (mut given, mut item) = (0, None);
        for kind in ItemKind::ALL {
            given += usize::from(table.has(kind.as_str()));
            item = table.take(kind.as_str(), problems).map(|id| RawItem { kind, id }).or(item);
        }
        if given > 1 || (given == 0 && table.is_empty()) {
            problems
                .error("unknown-kind", place, "an item is one thing")
                .help("write one of `lesson`, `quiz` and `exercise` with its id");
        }
        table.finish(problems);
        item.filter(|_| given == 1)
    }
}
