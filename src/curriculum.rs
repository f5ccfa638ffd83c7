//! The curriculum: what weeks, lessons, quizzes and exercises are, loaded once and never changed.

mod files;
mod lint;
mod load;
pub mod model;
mod one;
mod raw;
mod schema;
#[cfg(test)]
mod testing;

use crate::diagnostic::Diagnostics;

pub use files::{Library, ReadError};
pub use lint::{RULES, Rule, links, lint, shadowed};
pub use load::kits;
pub use model::*;
pub use one::{Subject, Target};
pub use schema::{SCHEMAS, schema, schema_file, schema_header, schemas};

impl Curriculum {
    /// Loads a curriculum, with everything that is wrong with it. A lesson, quiz or exercise that is broken is left out,
    /// and so is the item of the week that names it; only without a readable `roadmap.toml` there is no curriculum.
    pub fn load(library: &Library) -> (Option<Curriculum>, Diagnostics) {
        let mut loaded = load::load(library);
        loaded.problems.sort();
        (loaded.curriculum, loaded.problems)
    }
}
