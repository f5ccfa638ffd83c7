//! The `program` check.

/// A `program` check.
#[derive(Debug, Clone)]
pub struct Program {}
