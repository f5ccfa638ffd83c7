//! A server that somebody gave us: we add databases and roles of our own, take them away again, and touch nothing else.

use std::sync::Mutex;

use tokio_postgres::Config;
use tokio_postgres::config::Host;

use super::failed;
use super::link::{Link, Stopped, port};
use crate::process::Cancel;
use crate::service::secret::secret;
use crate::service::{Engine, ServiceError};

/// Our place on the server.
#[derive(Debug)]
pub(super) struct Given {
    /// In the names of all that is ours.
    pub(super) id: String,
    /// Bears the name of this run as long as it lives.
    _alive: Mutex<Link>,
}

/// How the server is reached.
pub(super) fn config(address: &str) -> Result<Config, ServiceError> {
    let mut config: Config = address.parse().map_err(|error| bad(&format!("cannot be read: {error}")))?;
    if config.get_user().is_none() {
        config.user(super::settings::SUPERUSER);
    }
    if config.get_dbname().is_none() {
        config.dbname(super::settings::SUPERUSER);
    }
    config.application_name(super::OURS);
    Ok(config)
}

/// Where programs reach it, as the part of an address between `@` and `/`.
pub(super) fn authority(config: &Config) -> Result<String, ServiceError> {
    let port = port(config);
    match config.get_hosts().first() {
        Some(Host::Tcp(host)) => Ok(format!("{host}:{port}")),
        #[cfg(unix)]
        Some(Host::Unix(_)) => Err(bad("names a socket, which programs cannot use: name a host")),
        None => Err(bad("names no host")),
    }
}

fn bad(problem: &str) -> ServiceError {
    failed(format!("cannot be used: {} {problem}", Engine::Postgres.address_variable()))
}

impl Given {
    /// Takes a place, and removes those of runs that no longer exist.
    pub(super) fn new(config: &Config, cancel: &Cancel) -> Result<Self, ServiceError> {
        let id: String = secret().chars().take(6).collect();
        let mut named = config.clone();
        named.application_name(mark(&id));
        let link = Link::open(&named, cancel).map_err(Stopped::into_error)?;
        let ask = |sql: &str| link.text(sql, cancel).map_err(Stopped::into_error);
        if ask("SHOW is_superuser")? != "on" {
            return Err(bad("names a user who is no superuser, and cannot limit what programs may do"));
        }
        sweep(&link, cancel).map_err(Stopped::into_error)?;
        Ok(Given { id, _alive: Mutex::new(link) })
    }

    /// Marks a database as ours.
    pub(super) fn sign_database(&self, name: &str) -> String {
        format!("COMMENT ON DATABASE {name} IS '{}'", mark(&self.id))
    }

    /// Marks a role as ours.
    pub(super) fn sign_role(&self, name: &str) -> String {
        format!("COMMENT ON ROLE {name} IS '{}'", mark(&self.id))
    }
}

fn mark(id: &str) -> String {
    format!("{} {id}", super::OURS)
}

/// Removes what is signed by a run that is not connected any more.
fn sweep(link: &Link, cancel: &Cancel) -> Result<(), Stopped> {
    for (catalog, name, drop) in [
        ("pg_database", "datname", "DROP DATABASE IF EXISTS %I WITH (FORCE)"),
        ("pg_authid", "rolname", "DROP ROLE IF EXISTS %I"),
    ] {
        let left = format!(
            "SELECT string_agg(format('{drop}', {name}), ';') FROM {catalog} AS c \
             WHERE shobj_description(c.oid, '{catalog}') ~ '^{ours} [0-9a-f]{{6}}$' AND shobj_description(c.oid, '{catalog}') \
             NOT IN (SELECT application_name FROM pg_stat_activity WHERE application_name IS NOT NULL)",
            ours = super::OURS
        );
        for statement in link.text(&left, cancel)?.split_terminator(';') {
            // Another run may have been faster.
            let _ = link.batch(statement, cancel);
        }
    }
    Ok(())
}
