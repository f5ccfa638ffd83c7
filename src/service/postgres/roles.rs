//! The roles of learners: one at a time has one, so that programs of two attempts cannot touch each other.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::given::Given;
use super::link::{Link, Stopped};
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
    /// How the server keeps its password and its settings; none before it was made.
    kept: Mutex<Option<String>>,
}

/// All roles that were made.
#[derive(Debug, Default)]
pub(super) struct Roles(Mutex<State>);

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
        self.roles.0.lock().unwrap_or_else(PoisonError::into_inner).used.remove(&self.role.number);
    }
}

impl Roles {
    /// The first role that nobody uses. The learner who works alone always gets the same.
    pub(super) fn lease(
        self: &Arc<Self>,
        link: &Link,
        given: Option<&Given>,
        cancel: &Cancel,
    ) -> Result<Lease, ServiceError> {
        let lease = Lease { role: self.take(given), roles: Arc::clone(self) };
        lease.role.prepare(link, given, cancel)?;
        Ok(lease)
    }

    fn take(&self, given: Option<&Given>) -> Arc<Role> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = (0..=state.used.len()).find(|number| !state.used.contains(number)).unwrap_or_default();
        state.used.insert(number);
        if let Some(role) = state.made.get(number) {
            return Arc::clone(role);
        }
        let counted = if number == 0 { String::new() } else { format!("_{}", number + 1) };
        let run = given.map(|given| format!("_{}", given.id)).unwrap_or_default();
        let name = format!("learner{run}{counted}");
        let role = Arc::new(Role { number, name, password: secret(), kept: Mutex::default() });
        state.made.push(Arc::clone(&role));
        role
    }

    /// The names of all.
    pub(super) fn names(&self) -> Vec<String> {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.made.iter().map(|role| role.name.clone()).collect()
    }

    /// Whether nobody uses one.
    pub(super) fn all_are_free(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).used.is_empty()
    }
}

impl Role {
    /// Makes it, or makes sure that it is as it was: a role may change its own password and settings, and the next attempt
    /// must not find that.
    fn prepare(&self, link: &Link, given: Option<&Given>, cancel: &Cancel) -> Result<(), ServiceError> {
        let Role { name, password, .. } = self;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let begin = match &*kept {
            Some(kept) if *kept == self.look(link, cancel)? => return Ok(()),
            Some(_) => format!("ALTER ROLE {name} RESET ALL; ALTER ROLE {name} PASSWORD '{password}'"),
            None => format!("CREATE ROLE {name} LOGIN PASSWORD '{password}'"),
        };
        let sign = given.map(|given| given.sign_role(name)).unwrap_or_default();
        // The log of a server that is not ours is not ours to fill.
        let settings = ROLE_SETTINGS.iter().filter(|(name, _)| given.is_none() || *name != "log_statement");
        let settings: Vec<_> =
            settings.map(|(set, value)| format!("ALTER ROLE {name} SET {set} = '{value}'")).collect();
        link.batch(&format!("{begin}; {sign}; {}", settings.join("; ")), cancel).map_err(Stopped::into_error)?;
        *kept = Some(self.look(link, cancel)?);
        Ok(())
    }

    fn look(&self, link: &Link, cancel: &Cancel) -> Result<String, ServiceError> {
        let name = &self.name;
        let look = format!(
            "SELECT a.rolpassword || ' ' || s.setconfig::text FROM pg_authid a \
             JOIN pg_db_role_setting s ON s.setrole = a.oid AND s.setdatabase = 0 WHERE a.rolname = '{name}'"
        );
        link.text(&look, cancel).map_err(Stopped::into_error)
    }
}
