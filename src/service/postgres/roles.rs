//! The roles of learners: one at a time has one, so that programs of two attempts cannot touch each other.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::link::Link;
use super::settings::ROLE_SETTINGS;
use crate::process::Cancel;
use crate::service::ServiceError;
use crate::service::secret::secret;

/// A role of a learner.
#[derive(Debug)]
pub(super) struct Role {
    pub(super) number: usize,
    pub(super) name: String,
    pub(super) password: String,
    /// How the server keeps its password and its settings.
    kept: Mutex<String>,
}

/// All roles that were made.
#[derive(Debug)]
pub(super) struct Roles {
    /// What is added to all names, on a server that is not ours alone.
    suffix: String,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    made: Vec<Arc<Role>>,
    used: BTreeSet<usize>,
}

/// A role that is in use until this is dropped.
#[derive(Debug)]
pub(super) struct Lease {
    pub(super) role: Arc<Role>,
    roles: Arc<Roles>,
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.roles.state.lock().unwrap_or_else(PoisonError::into_inner).used.remove(&self.role.number);
    }
}

impl Roles {
    pub(super) fn new(suffix: String) -> Self {
        Roles { suffix, state: Mutex::default() }
    }

    /// The first role that nobody uses. The learner who works alone always gets the same.
    pub(super) fn lease(self: &Arc<Self>, link: &Link, cancel: &Cancel) -> Result<Lease, ServiceError> {
        let (role, is_new) = self.take();
        let lease = Lease { role, roles: Arc::clone(self) };
        if is_new {
            lease.role.make(link, cancel)?;
        } else {
            lease.role.mend(link, cancel)?;
        }
        Ok(lease)
    }

    fn take(&self) -> (Arc<Role>, bool) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let number = (0..).find(|number| !state.used.contains(number)).unwrap_or_default();
        state.used.insert(number);
        if let Some(role) = state.made.get(number) {
            return (Arc::clone(role), false);
        }
        let counted = if number == 0 { String::new() } else { format!("_{}", number + 1) };
        let name = format!("learner{}{counted}", self.suffix);
        let role = Arc::new(Role { number, name, password: secret(), kept: Mutex::default() });
        state.made.push(Arc::clone(&role));
        (role, true)
    }

    /// Whether nobody uses one.
    pub(super) fn all_are_free(&self) -> bool {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).used.is_empty()
    }
}

impl Role {
    fn make(&self, link: &Link, cancel: &Cancel) -> Result<(), ServiceError> {
        let Role { name, password, .. } = self;
        let settings = settings(name);
        link.batch(&format!("CREATE ROLE {name} LOGIN PASSWORD '{password}'; {settings}"), cancel)
            .map_err(super::Stopped::into_error)?;
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = self.look(link, cancel)?;
        Ok(())
    }

    /// A role may change its own password and settings, and the next attempt must not find that.
    fn mend(&self, link: &Link, cancel: &Cancel) -> Result<(), ServiceError> {
        let Role { name, password, .. } = self;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if self.look(link, cancel)? != *kept {
            let settings = settings(name);
            link.batch(
                &format!("ALTER ROLE {name} RESET ALL; ALTER ROLE {name} PASSWORD '{password}'; {settings}"),
                cancel,
            )
            .map_err(super::Stopped::into_error)?;
            *kept = self.look(link, cancel)?;
        }
        Ok(())
    }

    fn look(&self, link: &Link, cancel: &Cancel) -> Result<String, ServiceError> {
        let name = &self.name;
        link.text(
            &format!(
                "SELECT a.rolpassword || ' ' || s.setconfig::text FROM pg_authid a \
                 JOIN pg_db_role_setting s ON s.setrole = a.oid AND s.setdatabase = 0 WHERE a.rolname = '{name}'"
            ),
            cancel,
        )
        .map_err(super::Stopped::into_error)
    }
}

fn settings(role: &str) -> String {
    ROLE_SETTINGS.iter().map(|(name, value)| format!("ALTER ROLE {role} SET {name} = '{value}';")).collect()
}
