//! The `readme` check: whether a stranger gets along with a README, as far as a machine can tell.

mod command;
mod examples;
mod raw;
mod rule;
mod run;
#[cfg(test)]
mod tests;

pub use self::raw::RawReadme;
use self::rule::Rule;
pub(super) use self::rule::{is_open, sections};
use super::document::markdown::Markdown;
use super::sandbox::Sandbox;
use super::{CheckError, Need, Seen, document};
use crate::id::Track;

/// A `readme` check.
#[derive(Debug, Clone)]
pub struct Readme {
    path: Option<String>,
    rule: Rule,
}

impl Readme {
    /// One line for people.
    pub fn describe(&self, _track: Track) -> String {
        self.rule.describe()
    }

    /// What it needs.
    pub fn needs(&self) -> Vec<Need> {
        if let Rule::Works(_) | Rule::Examples(_) = self.rule { vec![Need::Runtime] } else { Vec::new() }
    }

    /// Reads the files, and follows their commands where a check asks for it.
    pub fn run(batch: &[&Readme], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        document::look(
            batch,
            sandbox,
            |check| check.path.as_deref(),
            |check, name, text| Ok(Ok(check.rule.look(name, &Markdown::read(text), sandbox)?)),
        )
    }
}
