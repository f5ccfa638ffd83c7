//! The curriculum: what weeks, lessons, quizzes and exercises are, loaded once and never changed.

pub mod model;

pub use model::*;
