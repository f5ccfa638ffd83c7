//! PostgreSQL: databases of one attempt, and sessions in which SQL is run and looked at.

use std::path::Path;
use std::sync::Arc;

use super::find::{Found, major};
use super::{Engine, ServiceError};
use crate::process::Cancel;

mod cluster;
mod given;
mod leftover;
mod link;
mod log;
mod roles;
mod server;
mod session;
mod settings;
mod split;

pub(super) use cluster::Cluster;
pub(super) use leftover::{free_memory, is_served};
use link::Stopped;
pub use log::{Mark, Statement};
use roles::Lease;
use server::Server;
pub use session::{Answer, Column, Fault, Session};

/// The data folder in the private folder of a server.
const DATA: &str = "data";
/// How our own connections are called, so that they are told from those of programs.
const OURS: &str = "roadmap";

/// A database of one attempt. Dropping it removes it, whoever is still connected.
#[derive(Debug)]
pub struct Database {
    url: String,
    name: String,
    lease: Lease,
    cluster: Arc<Cluster>,
}

/// Starts a server.
pub(super) fn start(found: &Found, cache: Option<&Path>, cancel: &Cancel) -> Result<Cluster, ServiceError> {
    let Found { program, address, version, .. } = found;
    let version = version.clone().unwrap_or_default();
    match (program, address) {
        (_, Some(address)) => Cluster::given(address, cancel),
        (Some(program), None) => {
            Cluster::own(Server::start(program, &version, cache, cancel)?, major(&version), cancel)
        }
        (None, None) => Err(failed("is nowhere")),
    }
}

/// The version of a server that somebody gave us.
pub(super) fn version_at(address: &str, cancel: &Cancel) -> Result<String, ServiceError> {
    let link = link::Link::open(&given::config(address)?, cancel).map_err(Stopped::into_error)?;
    link.text("SHOW server_version", cancel).map_err(Stopped::into_error)
}

/// Completes "PostgreSQL …".
fn failed(problem: impl Into<String>) -> ServiceError {
    ServiceError::Failed { engine: Engine::Postgres.name(), problem: problem.into() }
}

impl Database {
    fn new(cluster: Arc<Cluster>, name: String, lease: Lease) -> Self {
        let url = format!("postgresql://{}:{}@{}/{name}", lease.role.name, lease.role.password, cluster.authority);
        Database { url, name, lease, cluster }
    }

    /// Its address, for a program: `postgresql://…`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of the role that programs have in it.
    pub fn role(&self) -> &str {
        &self.lease.role.name
    }

    /// A new connection, as the learner.
    pub fn session(&self, cancel: &Cancel) -> Result<Session, ServiceError> {
        Session::open(Arc::clone(&self.cluster), self.cluster.learner(&self.name, &self.lease.role), cancel)
    }

    /// A new connection of ours, which may look at everything: sessions, locks, the catalog.
    pub fn admin_session(&self, cancel: &Cancel) -> Result<Session, ServiceError> {
        let mut config = self.cluster.superuser.clone();
        config.dbname(&self.name);
        Session::open(Arc::clone(&self.cluster), config, cancel)
    }

    /// Now, for [`Database::statements_since`].
    pub fn mark(&self, cancel: &Cancel) -> Result<Mark, ServiceError> {
        self.cluster.mark(cancel)
    }

    /// The statements that programs sent to this database since then, in order. All that was answered before is among
    /// them; what our own sessions sent, and what was no SQL, is not.
    pub fn statements_since(&self, mark: &Mark, cancel: &Cancel) -> Result<Vec<Statement>, ServiceError> {
        self.cluster.statements_since(mark, &self.name, cancel)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.cluster.discard(std::mem::take(&mut self.name));
    }
}
