//! Throw-away PostgreSQL and Redis: real servers, found, started while nobody waits, reset, and stopped on every way out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::process::Cancel;
use crate::toolchain::{Missing, Toolchain};

mod postgres;
mod redis;

pub use postgres::{Answer, Column, Database, Fault, Session};
pub use redis::Cache;

/// A server of this machine that checks use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Engine {
    /// PostgreSQL.
    Postgres,
    /// Redis, or a server that speaks as it does.
    Redis,
}

/// Why there is no database or cache to look at. Never the learner's fault.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// It is not on this machine.
    #[error("{0}")]
    Missing(#[from] Missing),
    /// It is there, and does not start or answer.
    #[error("{engine} {problem}")]
    Failed {
        /// Its name for people.
        engine: &'static str,
        /// Completes "PostgreSQL …".
        problem: String,
    },
    /// The learner asked to stop.
    #[error("the check was cancelled")]
    Cancelled,
}

/// The servers of one run of the program. Nothing is started before it is first asked for or [`Services::warm_up`] is
/// called; each engine is started once. Dropping it stops them all.
#[derive(Debug)]
pub struct Services {
    toolchain: Arc<Toolchain>,
    cache: Option<PathBuf>,
}

impl Services {
    /// Starts nothing yet. What is worth keeping between runs, such as an initialised cluster, is kept in `cache`.
    pub fn new(toolchain: Arc<Toolchain>, cache: Option<&Path>) -> Self {
        Services { toolchain, cache: cache.map(Path::to_owned) }
    }

    /// Starts engines in the background, so that nobody waits for them later. What goes wrong is told when they are used.
    pub fn warm_up(self: &Arc<Self>, engines: &[Engine]) {
        let _ = (&self.toolchain, &self.cache, engines);
    }

    /// A new database that holds what the SQL in `data` makes. It is dropped when the value is.
    pub fn database(&self, data: &str, cancel: &Cancel) -> Result<Database, ServiceError> {
        let _ = (data, cancel);
        Err(ServiceError::Failed { engine: "PostgreSQL", problem: "is not started yet".to_owned() })
    }

    /// A new and empty Redis. It is stopped when the value is dropped.
    pub fn redis(&self, cancel: &Cancel) -> Result<Cache, ServiceError> {
        let _ = cancel;
        Err(ServiceError::Failed { engine: "Redis", problem: "is not started yet".to_owned() })
    }

    /// Ends what a run that no longer exists has left: servers, sockets, folders.
    pub fn sweep() {}
}
