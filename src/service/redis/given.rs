//! A Redis that somebody gave us: one of its databases is ours for a while, and nothing else is touched.

use std::io;

use super::access::Access;
use super::failed;
use crate::service::secret::secret;
use crate::service::{Engine, ServiceError};

/// The databases that a Redis usually has, without the first, which everybody uses.
const DATABASES: std::ops::RangeInclusive<i64> = 1..=15;
/// Seconds after which a database is free again, should nobody give it back.
const LEASE: &str = "600";

/// A database that is ours until this is dropped.
#[derive(Debug)]
pub(super) struct Given {
    /// Into our database.
    pub(super) access: Access,
    /// Where it is written down that it is ours.
    lobby: Access,
}

impl Given {
    /// Takes an empty database.
    pub(super) fn take(address: &str) -> Result<Self, ServiceError> {
        let variable = Engine::Redis.address_variable();
        let lobby =
            Access::of(address).ok_or_else(|| failed(format!("cannot be used: {variable} is no redis:// address")))?;
        let found = find(&lobby).map_err(|error| failed(format!("does not answer at {variable}: {error}")))?;
        let access = found.ok_or_else(|| failed(format!("at {variable} has no empty database left")))?;
        Ok(Given { access, lobby })
    }
}

impl Drop for Given {
    fn drop(&mut self) {
        let _ = self.access.wire().and_then(|mut wire| wire.ask(&["FLUSHDB"]));
        let _ = self.lobby.wire().and_then(|mut wire| wire.ask(&["DEL", &sign(self.access.database)]));
    }
}

fn sign(database: i64) -> String {
    format!("roadmap:database:{database}")
}

fn find(lobby: &Access) -> io::Result<Option<Access>> {
    let mut wire = lobby.wire()?;
    for database in DATABASES.rev().filter(|database| *database != lobby.database) {
        // Answered with nothing if somebody has it.
        let taken = wire.ask(&["SET", &sign(database), &secret(), "NX", "EX", LEASE])?;
        if taken != "+OK" {
            continue;
        }
        let access = Access { database, ..lobby.clone() };
        let size = access.wire().and_then(|mut wire| wire.ask(&["DBSIZE"]));
        if size.is_ok_and(|size| size == ":0") {
            return Ok(Some(access));
        }
        wire.ask(&["DEL", &sign(database)])?;
    }
    Ok(None)
}

/// The version of a Redis that somebody gave us.
pub(super) fn version(address: &str) -> Option<String> {
    let mut connection =
        redis::Client::open(address).ok()?.get_connection_with_timeout(super::access::PATIENCE).ok()?;
    let info: String = redis::cmd("INFO").arg("server").query(&mut connection).ok()?;
    let version = info.lines().find_map(|line| line.strip_prefix("redis_version:"))?;
    Some(version.trim().to_owned())
}
