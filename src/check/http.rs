//! The `http` check.

/// A `http` check.
#[derive(Debug, Clone)]
pub struct Http {}
