//! What an exercise's programs find when they run: a database, a cache, packages, variables.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Spanned;

use crate::id::ByTrack;

/// The data sets that an exercise names, by name: SQL that fills an empty database.
pub type DataSets = BTreeMap<String, Arc<str>>;

/// The name of the data set that is always there, and holds nothing.
pub const EMPTY: &str = "empty";

/// Where something stands in its file. It is no part of what a check means, so it is not seen where checks are compared.
#[derive(Clone)]
pub struct Place(Range<usize>);

impl Place {
    /// Where a value stands.
    pub fn of<T>(value: &Spanned<T>) -> Self {
        Place(value.span())
    }

    /// Bytes of the file.
    pub fn range(&self) -> Range<usize> {
        self.0.clone()
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("_")
    }
}

/// A data set where a check names it.
#[derive(Debug, Clone)]
pub struct DataSet {
    /// Its name.
    pub name: String,
    /// Where it is named.
    pub place: Place,
}

impl DataSet {
    /// A name and its place.
    pub fn new(name: Spanned<String>) -> Self {
        DataSet { place: Place::of(&name), name: name.into_inner() }
    }
}

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
