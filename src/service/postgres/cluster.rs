//! The server of a run: the databases that are made in it, and dropped again.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use tokio_postgres::Config;

use super::given::{self, Given};
use super::link::{Link, Stopped, said};
use super::log::{Log, Mark, Statement};
use super::roles::{Role, Roles};
use super::server::Server;
use super::{Database, failed};
use crate::process::Cancel;
use crate::service::find::major;
use crate::service::{Engine, ServiceError};

/// Since this version the way in which a database is copied can be chosen.
const CHOOSES_STRATEGY: u32 = 15;
/// How often a database is tried to be dropped: sessions that hang may take their time.
const DROPS: usize = 3;

/// A server in which databases are made.
#[derive(Debug)]
pub(in crate::service) struct Cluster {
    /// How the superuser connects.
    pub(super) superuser: Config,
    /// Where programs reach it, such as `127.0.0.1:5432`.
    pub(super) authority: String,
    major: u32,
    roles: Arc<Roles>,
    /// Connections of the superuser that nobody uses just now.
    links: Mutex<Vec<Link>>,
    /// The databases that hold data sets, by the hash of the data set and the role that owns what is in it.
    templates: Mutex<BTreeMap<([u8; 32], usize), String>>,
    count: AtomicU16,
    /// None where we may not read it.
    log: Option<Log>,
    /// Our place on a server that is not ours.
    given: Option<Given>,
    janitor: Mutex<Option<Janitor>>,
    /// None when it has been stopped.
    server: Mutex<Option<Server>>,
}

#[derive(Debug)]
struct Janitor {
    rubbish: Sender<String>,
    thread: JoinHandle<()>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Cluster {
    /// Takes a server of our own into use.
    pub(super) fn own(server: Server, major: u32, cancel: &Cancel) -> Result<Self, ServiceError> {
        let superuser = server.superuser();
        let mut cluster = Cluster::new(superuser, server.authority(), major, None)?;
        cluster.log = Some(Log::new(server.log()));
        cluster.server = Mutex::new(Some(server));
        cluster.with(cancel, |link| {
            link.batch("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC", cancel).map_err(Stopped::into_error)
        })?;
        Ok(cluster)
    }

    /// Takes a server into use that somebody gave us.
    pub(in crate::service) fn given(address: &str, cancel: &Cancel) -> Result<Self, ServiceError> {
        let config = given::config(address)?;
        let given = Given::new(&config, cancel)?;
        let cluster = Cluster::new(config.clone(), given::authority(&config)?, 0, Some(given))?;
        let version =
            cluster.with(cancel, |link| link.text("SHOW server_version", cancel).map_err(Stopped::into_error))?;
        Ok(Cluster { major: major(&version), ..cluster })
    }

    fn new(superuser: Config, authority: String, major: u32, given: Option<Given>) -> Result<Self, ServiceError> {
        Ok(Cluster {
            authority,
            major,
            roles: Arc::default(),
            links: Mutex::default(),
            templates: Mutex::default(),
            count: AtomicU16::new(0),
            log: None,
            given,
            janitor: Mutex::new(Some(Janitor::new(superuser.clone())?)),
            server: Mutex::default(),
            superuser,
        })
    }

    /// A database that holds what the SQL in `data` makes.
    pub(in crate::service) fn database(
        self: &Arc<Self>,
        name: &str,
        data: &str,
        cancel: &Cancel,
    ) -> Result<Database, ServiceError> {
        self.with(cancel, |link| {
            if self.roles.all_are_free() {
                self.log.iter().for_each(Log::tidy);
            }
            let lease = self.roles.lease(link, self.given.as_ref(), cancel)?;
            let template = self.template(link, data, &lease.role, cancel)?;
            let name = self.name(name);
            let strategy = if self.major >= CHOOSES_STRATEGY { " STRATEGY file_copy" } else { "" };
            let database = Database::new(Arc::clone(self), name.clone(), lease);
            link.batch(&format!("CREATE DATABASE {name} TEMPLATE {template}{strategy}"), cancel)
                .map_err(Stopped::into_error)?;
            let role = database.role();
            let rights = format!("REVOKE ALL ON DATABASE {name} FROM PUBLIC; GRANT ALL ON DATABASE {name} TO {role}");
            link.batch(&self.signed(&name, &rights), cancel).map_err(Stopped::into_error)?;
            Ok(database)
        })
    }

    /// The database to copy for a data set, made when it is first asked for.
    fn template(&self, link: &Link, data: &str, role: &Role, cancel: &Cancel) -> Result<String, ServiceError> {
        let key = (*blake3::hash(data.as_bytes()).as_bytes(), role.number);
        let mut templates = lock(&self.templates);
        if let Some(name) = templates.get(&key) {
            return Ok(name.clone());
        }
        let name = self.name("template");
        link.batch(&format!("CREATE DATABASE {name} TEMPLATE template0"), cancel).map_err(Stopped::into_error)?;
        let filled = self.fill(&name, data, role, cancel);
        let closed = filled.and_then(|()| {
            let close =
                format!("REVOKE ALL ON DATABASE {name} FROM PUBLIC; ALTER DATABASE {name} ALLOW_CONNECTIONS false");
            link.batch(&self.signed(&name, &close), cancel).map_err(Stopped::into_error)
        });
        match closed {
            Ok(()) => templates.insert(key, name.clone()),
            Err(error) => {
                self.discard(name);
                return Err(error);
            }
        };
        Ok(name)
    }

    /// A statement about a database, and one that marks it as ours where others have theirs.
    fn signed(&self, name: &str, statement: &str) -> String {
        let signed = self.given.as_ref().map(|given| format!("{}; {statement}", given.sign_database(name)));
        signed.unwrap_or_else(|| statement.to_owned())
    }

    fn fill(&self, database: &str, data: &str, role: &Role, cancel: &Cancel) -> Result<(), ServiceError> {
        let mut config = self.superuser.clone();
        config.dbname(database);
        let owner = Link::open(&config, cancel).map_err(Stopped::into_error)?;
        let name = &role.name;
        let schema = format!("ALTER SCHEMA public OWNER TO {name}; GRANT ALL ON SCHEMA public TO {name}");
        owner.batch(&schema, cancel).map_err(Stopped::into_error)?;
        if !data.trim().is_empty() {
            let learner = Link::open(&self.learner(database, role), cancel).map_err(Stopped::into_error)?;
            learner.batch(data, cancel).map_err(|stopped| match stopped {
                Stopped::Error(error) => failed(format!("refuses the data set: {}", said(&error))),
                other @ (Stopped::TimedOut | Stopped::Cancelled | Stopped::Machine(_)) => other.into_error(),
            })?;
            // So that plans do not depend on who looked at a table before.
            owner.batch("VACUUM (ANALYZE)", cancel).map_err(Stopped::into_error)?;
        }
        Ok(())
    }

    /// How we connect as a learner.
    pub(super) fn learner(&self, database: &str, role: &Role) -> Config {
        let mut config = self.superuser.clone();
        config.user(&role.name).password(&role.password).dbname(database);
        config
    }

    /// Uses a connection of the superuser.
    pub(super) fn with<T>(
        &self,
        cancel: &Cancel,
        work: impl FnOnce(&Link) -> Result<T, ServiceError>,
    ) -> Result<T, ServiceError> {
        let kept = lock(&self.links).pop().filter(|link| !link.client.is_closed());
        let link = kept.map_or_else(|| Link::open(&self.superuser, cancel).map_err(Stopped::into_error), Ok)?;
        let done = work(&link)?;
        // One that failed in the middle of something is not used again.
        lock(&self.links).push(link);
        Ok(done)
    }

    /// A name that no other database has.
    fn name(&self, name: &str) -> String {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        // Neighbours look different, which is easier on the eye when two of them are compared.
        let number = number.wrapping_mul(0x9e37).wrapping_add(0x3f2a);
        let run = self.given.as_ref().map(|given| format!("_{}", given.id)).unwrap_or_default();
        format!("{name}{run}_{number:04x}")
    }

    /// Has a database dropped. Nobody waits for that.
    pub(super) fn discard(&self, database: String) {
        if let Some(janitor) = &*lock(&self.janitor) {
            let _ = janitor.rubbish.send(database);
        }
    }

    /// Now, in the log of what is sent.
    pub(super) fn mark(&self, cancel: &Cancel) -> Result<Mark, ServiceError> {
        self.with(cancel, |link| self.log()?.mark(link, cancel))
    }

    fn log(&self) -> Result<&Log, ServiceError> {
        let variable = Engine::Postgres.address_variable();
        let unseen = || failed(format!("does not show what programs send to it: unset {variable} for this exercise"));
        self.log.as_ref().ok_or_else(unseen)
    }

    /// What programs sent to a database since then.
    pub(super) fn statements_since(
        &self,
        mark: &Mark,
        database: &str,
        cancel: &Cancel,
    ) -> Result<Vec<Statement>, ServiceError> {
        self.with(cancel, |link| self.log()?.since(mark, database, link, cancel))
    }

    /// Ends a backend, whatever it is doing.
    pub(super) fn terminate(&self, backend: i32) {
        let cancel = Cancel::new();
        let _ = self.with(&cancel, |link| {
            link.batch(&format!("SELECT pg_terminate_backend({backend})"), &cancel).map_err(Stopped::into_error)
        });
    }

    /// Stops the server. From one that is not ours all is removed that is.
    pub(in crate::service) fn stop(&self) {
        if self.given.is_some() {
            let templates = std::mem::take(&mut *lock(&self.templates));
            for template in templates.into_values() {
                self.discard(template);
            }
        }
        lock(&self.links).clear();
        let janitor = lock(&self.janitor).take();
        drop(lock(&self.server).take());
        if let Some(Janitor { rubbish, thread }) = janitor {
            drop(rubbish);
            let _ = thread.join();
        }
        if self.given.is_some() {
            let cancel = Cancel::new();
            let roles = self.roles.names();
            if let Ok(link) = Link::open(&self.superuser, &cancel) {
                for role in &roles {
                    // One that still owns something is removed by the next run.
                    let _ = link.batch(&format!("DROP ROLE {role}"), &cancel);
                }
            }
        }
    }
}

impl Janitor {
    fn new(superuser: Config) -> Result<Self, ServiceError> {
        let (rubbish, databases) = channel();
        let thread = thread::Builder::new()
            .name("janitor".into())
            .spawn(move || clean_up(&superuser, &databases))
            .map_err(|error| failed(format!("has no thread: {error}")))?;
        Ok(Janitor { rubbish, thread })
    }
}

/// Drops databases, whoever is connected to them, until nobody is left to ask for it.
fn clean_up(superuser: &Config, databases: &Receiver<String>) {
    let cancel = Cancel::new();
    let mut kept = None;
    for database in databases {
        for _ in 0..DROPS {
            let link = kept.take().map_or_else(|| Link::open(superuser, &cancel), Ok);
            // Without a server there is no database.
            let Ok(link) = link else { break };
            if link.batch(&format!("DROP DATABASE IF EXISTS {database} WITH (FORCE)"), &cancel).is_ok() {
                kept = Some(link);
                break;
            }
        }
    }
}
