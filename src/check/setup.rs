//! What an exercise's programs find when they run: a database, a cache, packages, variables.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::id::ByTrack;

/// The data sets that an exercise names, by name: SQL that fills an empty database.
pub type DataSets = BTreeMap<String, Arc<str>>;

/// The name of the data set that is always there, and holds nothing.
pub const EMPTY: &str = "empty";

/// What is there for the programs of an exercise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Setup {
    /// A database of their own, filled with this data set; its address is in `DATABASE_URL`.
    pub database: Option<String>,
    /// A Redis of their own; its address is in `REDIS_URL`.
    pub redis: bool,
    /// Packages that an answer needs.
    pub packages: ByTrack<Vec<String>>,
    /// Packages that an answer may use, and that it can do without.
    pub optional_packages: ByTrack<Vec<String>>,
    /// Variables of the environment.
    pub env: BTreeMap<String, String>,
}

impl Setup {
    /// Nothing at all.
    pub const NOTHING: Setup = Setup {
        database: None,
        redis: false,
        packages: ByTrack { node: Vec::new(), python: Vec::new() },
        optional_packages: ByTrack { node: Vec::new(), python: Vec::new() },
        env: BTreeMap::new(),
    };
}
