//! The curriculum: what weeks, lessons, quizzes and exercises are, loaded once and never changed.

mod files;
pub mod model;

pub use files::{Library, ReadError};
pub use model::*;
