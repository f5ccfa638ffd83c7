//! The curriculum: what weeks, lessons, quizzes and exercises are, each loaded once and never changed.

mod files;
mod lint;
mod load;
pub mod model;
mod one;
mod raw;
mod schema;
mod shelf;
#[cfg(test)]
mod testing;

use std::path::Path;

use crate::diagnostic::Diagnostics;

pub use files::{Library, ReadError};
pub use lint::{RULES, Rule, links, lint, shadowed};
pub use load::kits;
pub use model::*;
pub use one::{Subject, Target};
pub use schema::{SCHEMAS, schema, schema_file, schema_header, schemas};
pub use shelf::Shelf;

impl Curriculum {
    /// Loads a curriculum, with everything that is wrong with it. A lesson, quiz or exercise that is broken is left out,
    /// and so is the item of the week that names it; only without a readable `roadmap.toml` there is no curriculum.
    pub fn load(library: &Library) -> (Option<Curriculum>, Diagnostics) {
        let mut loaded = load::load(library);
        loaded.problems.sort();
        (loaded.curriculum, loaded.problems)
    }

    /// Opens the curriculum of a folder, or without one that of the program, for somebody who looks at a part of it. Its
    /// size makes no difference: each lesson, quiz and exercise is read when it is first asked for, and only then it is
    /// found to be broken. What is told here is wrong with the months, weeks and projects.
    pub fn open(root: Option<&Path>) -> (Option<Curriculum>, Diagnostics) {
        let (curriculum, mut problems) = load::open(Library::outline(root));
        problems.sort();
        (curriculum, problems)
    }
}
