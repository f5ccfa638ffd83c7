//! What a file allows although a rule finds it.

use schemars::JsonSchema;

use super::{Table, Typed};
use crate::diagnostic::FileProblems;

/// An entry of `allow`.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::curriculum) struct RawAllow {
    /// The name of the rule.
    #[schemars(required)]
    pub rule: Typed<String>,
    /// Why what it finds is right here.
    #[schemars(required)]
    pub reason: Typed<String>,
}

impl RawAllow {
    /// The entries of a file.
    pub fn list(table: &mut Table<'_>, problems: &mut FileProblems<'_>) -> Vec<Self> {
        table.tables("allow", problems).into_iter().map(|table| RawAllow::read(table, problems)).collect()
    }

    fn read(mut table: Table<'_>, problems: &mut FileProblems<'_>) -> Self {
        let raw = RawAllow { rule: table.need("rule", problems), reason: table.need("reason", problems) };
        table.finish(problems);
        raw
    }
}
