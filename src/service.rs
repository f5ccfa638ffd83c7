//! Throw-away PostgreSQL and Redis: real servers, found, started while nobody waits, reset, and stopped on every way out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::id::Track;
use crate::process::Cancel;
use crate::toolchain::{Missing, Toolchain};

mod find;
mod identity;
mod postgres;
mod reach;
mod redis;
mod room;
mod secret;
mod starter;
mod user;

pub use postgres::{Answer, Column, Database, Fault, Mark, Session, Statement};
pub use redis::{Cache, Monitor};

use find::Surroundings;
pub use find::{Found, Origin};
use postgres::Cluster;
use starter::Starter;

/// A server of this machine that checks use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Engine {
    /// PostgreSQL.
    Postgres,
    /// Redis, or a server that speaks as it does.
    Redis,
}

/// Why there is no database or cache to look at. Never the learner's fault.
#[derive(Debug, Clone, thiserror::Error)]
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
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    toolchain: Arc<Toolchain>,
    cache: Option<PathBuf>,
    /// Asks a start that is under way to stop.
    stop: Cancel,
    postgres: Starter<Arc<Cluster>>,
    redis: Starter<Arc<Found>>,
}

impl Services {
    /// Starts nothing yet. What is worth keeping between runs, such as an initialised cluster, is kept in `cache`.
    pub fn new(toolchain: Arc<Toolchain>, cache: Option<&Path>) -> Self {
        let (postgres, redis) = (Starter::default(), Starter::default());
        let inner = Inner { toolchain, cache: cache.map(Path::to_owned), stop: Cancel::new(), postgres, redis };
        Services { inner: Arc::new(inner) }
    }

    /// Starts engines in the background, so that nobody waits for them later. What goes wrong is told when they are used.
    pub fn warm_up(self: &Arc<Self>, engines: &[Engine]) {
        for engine in engines {
            match engine {
                Engine::Postgres => self.inner.start_postgres(),
                Engine::Redis => self.inner.find_redis(),
            }
        }
    }

    /// The server that is used, or why there is none. Nothing is started.
    pub fn find(&self, engine: Engine) -> Result<Found, Missing> {
        self.inner.surroundings().find(engine, &self.inner.stop)
    }

    /// A new database that holds what the SQL in `data` makes. It is dropped when the value is.
    pub fn database(&self, data: &str, cancel: &Cancel) -> Result<Database, ServiceError> {
        self.named_database("practice", data, cancel)
    }

    /// The same, with a database name that begins in this way: what is no small letter or digit is left out.
    pub fn named_database(&self, name: &str, data: &str, cancel: &Cancel) -> Result<Database, ServiceError> {
        self.inner.start_postgres();
        self.inner.postgres.wait(cancel)?.database(&identifier(name), data, cancel)
    }

    /// A new and empty Redis. It is stopped when the value is dropped.
    pub fn redis(&self, cancel: &Cancel) -> Result<Cache, ServiceError> {
        self.inner.find_redis();
        let found = self.inner.redis.wait(cancel)?;
        Cache::start(&found, cancel)
    }

    /// Both engines, for `doctor`: what would be used. A server that somebody gave us is asked for its version.
    pub fn report(&self) -> [(Engine, Result<Found, ServiceError>); 2] {
        [Engine::Postgres, Engine::Redis].map(|engine| {
            let found = self.inner.surroundings().find(engine, &self.inner.stop).map_err(ServiceError::from);
            let asked = found.and_then(|found| {
                let Some(address) = &found.address else { return Ok(found) };
                let version = match engine {
                    Engine::Postgres => postgres::version_at(address, &self.inner.stop),
                    Engine::Redis => redis::version_at(address),
                };
                Ok(Found { version: Some(version?), ..found })
            });
            (engine, asked)
        })
    }

    /// Ends what a run that no longer exists has left: servers, sockets, folders. To be called at start-up, off the main
    /// thread, before [`crate::process::sweep`].
    pub fn sweep() {
        room::sweep();
    }
}

impl Drop for Services {
    fn drop(&mut self) {
        self.inner.stop.cancel();
        if let Some(cluster) = self.inner.postgres.end() {
            cluster.stop();
        }
        self.inner.redis.end();
    }
}

impl Inner {
    fn surroundings(&self) -> Surroundings {
        let kits = Track::ALL.into_iter().filter_map(|track| self.toolchain.kit_folder(track));
        Surroundings::of_this_process(kits.collect())
    }

    fn start_postgres(self: &Arc<Self>) {
        let inner = Arc::clone(self);
        self.postgres.start(move || {
            let found = inner.surroundings().find(Engine::Postgres, &inner.stop)?;
            postgres::start(&found, inner.cache.as_deref(), &inner.stop).map(Arc::new)
        });
    }

    fn find_redis(self: &Arc<Self>) {
        let inner = Arc::clone(self);
        self.redis.start(move || Ok(Arc::new(inner.surroundings().find(Engine::Redis, &inner.stop)?)));
    }
}

/// The beginning of a database's name.
fn identifier(name: &str) -> String {
    let good = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_';
    let kept: String = name.chars().map(|c| if c == '-' { '_' } else { c }).filter(good).take(40).collect();
    if kept.starts_with(|c: char| c.is_ascii_lowercase()) { kept } else { format!("practice{kept}") }
}

#[cfg(test)]
mod tests;
