//! What this machine lacks for an exercise: told before it is started, and not after it is written.

use std::cell::OnceCell;

use super::sandbox::missing_packages;
use super::{Need, Runner, Spec};
use crate::id::Track;
use crate::service::{Engine, Services};
use crate::toolchain::{Missing, Toolchain};

/// What [`Lack::what`] says of packages.
pub const PACKAGES: &str = "packages";

/// Something that an exercise needs and that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// In a word: `packages`, `PostgreSQL`, `Redis`.
    pub what: &'static str,
    /// What is wrong, and what to do about it.
    pub missing: Missing,
}

/// Looks at one machine; each server is looked for once, however many exercises need it.
#[derive(Debug)]
pub struct Lacks<'a> {
    toolchain: &'a Toolchain,
    services: &'a Services,
    postgres: OnceCell<Option<Missing>>,
    redis: OnceCell<Option<Missing>>,
}

impl Runner {
    /// What this machine lacks.
    pub fn lacks(&self) -> Lacks<'_> {
        let (toolchain, services) = (self.toolchain(), self.services());
        Lacks { toolchain, services, postgres: OnceCell::new(), redis: OnceCell::new() }
    }
}

impl Lacks<'_> {
    /// What an exercise needs and is not there: packages and servers. A missing runtime is told by every check.
    pub fn of(&self, spec: &Spec, track: Track) -> Vec<Lack> {
        let needed = spec.setup.packages.get(track);
        let packages = missing_packages(needed, track, self.toolchain.kit(track).as_ref());
        let packages = packages.map(|missing| Lack { what: PACKAGES, missing });
        let engines = spec.needs(track).into_iter().filter_map(Need::engine);
        let engines = engines.filter_map(|one| Some(Lack { what: one.name(), missing: self.engine(one)?.clone() }));
        packages.into_iter().chain(engines).collect()
    }

    fn engine(&self, engine: Engine) -> Option<&Missing> {
        let place = match engine {
            Engine::Postgres => &self.postgres,
            Engine::Redis => &self.redis,
        };
        place.get_or_init(|| self.services.find(engine).err()).as_ref()
    }
}
