//! Checks and questions as they are typed in TOML, with their places, and what they mean.

use serde::Deserialize;
use toml::Spanned;

use super::{CheckEntry, RawQuestion};
use crate::diagnostic::FileProblems;
use crate::id::{ByTrack, Track};

/// A `[[check]]` as typed. Exactly one kind must be given.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCheck {
    /// The tracks; both if it is left out.
    pub paths: Option<Vec<Track>>,
    /// Replaces the check's own description.
    pub label: Option<ByTrack<String>>,
    /// A question.
    pub answer: Option<Spanned<RawQuestion>>,
}

impl RawCheck {
    /// What it means; problems go to `problems`, and then there may be no meaning.
    pub fn build(self, problems: &mut FileProblems<'_>) -> Option<CheckEntry> {
        let _ = problems;
        None
    }
}
