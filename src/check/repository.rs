//! The `repository` check.

/// A `repository` check.
#[derive(Debug, Clone)]
pub struct Repository {}
