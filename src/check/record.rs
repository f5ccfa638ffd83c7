//! What was accepted as the behaviour of an exercise's variants: `record.toml`.

/// The accepted behaviour of all variants of an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {}
