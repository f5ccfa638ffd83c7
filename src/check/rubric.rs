//! The `rubric` check: work of design, read by a machine as far as it can, and reviewed by its author for the rest.

mod evidence;
mod raw;
mod review;
mod sum;
mod table;
#[cfg(test)]
mod tests;

pub use self::raw::RawRubric;
use self::review::Review;
use self::sum::Sums;
use self::table::Rows;
use super::document::listed;
use super::document::markdown::Markdown;
use super::readme::sections;
use super::sandbox::Sandbox;
use super::{CheckError, Facet, Need, Seen, document};
use crate::id::Track;

/// A `rubric` check.
#[derive(Debug, Clone)]
pub struct Rubric {
    path: Option<String>,
    rule: Rule,
}

#[derive(Debug, Clone)]
enum Rule {
    /// These sections are there in this order, and none is empty.
    Sections(Vec<String>),
    /// A table, and what its rows must be.
    Table(Rows),
    /// Arithmetic that is written down is right.
    Sums(Sums),
    /// Places in files of the folder that are named exist.
    Evidence { section: String, at_least: usize },
    /// The author's own review.
    Review(Review),
}

impl Rubric {
    /// One line for people.
    pub fn describe(&self, _track: Track) -> String {
        match &self.rule {
            Rule::Sections(titles) => format!("the sections {} are there and filled", listed(titles)),
            Rule::Table(rows) => rows.describe(),
            Rule::Sums(sums) => format!("at least {} sums are written down, and they are right", sums.at_least),
            Rule::Evidence { section, at_least } => {
                format!("`{section}` names at least {at_least} places in files, and they exist")
            }
            Rule::Review(review) => format!("{} points are reviewed, each with evidence", review.points.len()),
        }
    }

    /// What it needs: nothing is run.
    pub fn needs(&self) -> Vec<Need> {
        Vec::new()
    }

    /// Reads the files.
    pub fn run(batch: &[&Rubric], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        document::look(
            batch,
            sandbox,
            |check| check.path.as_deref(),
            |check, name, text| {
                let facets = check.rule.look(&Markdown::read(text), sandbox);
                Ok(Ok(Seen::compared(name, facets)))
            },
        )
    }
}

impl Rule {
    fn look(&self, file: &Markdown, sandbox: &Sandbox<'_>) -> Vec<Facet> {
        match self {
            Rule::Sections(titles) => vec![sections(file, titles)],
            Rule::Table(rows) => vec![rows.look(file)],
            Rule::Sums(sums) => vec![sums.look(file)],
            Rule::Evidence { section, at_least } => vec![evidence::look(file, section, *at_least, sandbox)],
            Rule::Review(review) => review.look(file),
        }
    }
}
