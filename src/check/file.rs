//! The `file` check.

/// A `file` check.
#[derive(Debug, Clone)]
pub struct FileCheck {}
