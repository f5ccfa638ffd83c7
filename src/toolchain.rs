//! Finds the real `node`, `python3`, `git` behind version-manager shims, and their versions.

/// A program that is needed and not there, or too old.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} {problem}. {install}")]
pub struct Missing {
    /// Its name for people, such as `Node.js`.
    pub name: &'static str,
    /// `is not installed`, or `18.1 is too old: 20 or newer is needed`.
    pub problem: String,
    /// How to get it on this system.
    pub install: String,
}

/// The programs of this machine.
#[derive(Debug)]
pub struct Toolchain {}
