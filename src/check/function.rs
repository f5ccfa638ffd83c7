//! The `function` check.

/// A `function` check.
#[derive(Debug, Clone)]
pub struct Function {}
