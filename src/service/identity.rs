//! Names the servers that would be used, without starting any: a result that depends on them is not kept longer than they.

use std::fs;
use std::time::UNIX_EPOCH;

use super::find::Surroundings;
use super::{Engine, Services};

impl Services {
    /// What differs when another server would be used; none when one is given by its address, of which nothing is known.
    pub fn identity(&self) -> Option<String> {
        let surroundings = self.inner.surroundings();
        let names = [Engine::Postgres, Engine::Redis].map(|engine| surroundings.identity(engine));
        let names: Option<Vec<String>> = names.into_iter().collect();
        names.map(|names| names.join("\n"))
    }
}

impl Surroundings {
    fn identity(&self, engine: Engine) -> Option<String> {
        let set = |name: &str| self.variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        if set(engine.address_variable()).is_some() {
            return None;
        }
        let chosen = set(engine.program_variable()).unwrap_or_default();
        let mut names = vec![chosen.to_owned()];
        let programs =
            self.chosen(engine, chosen).into_iter().chain(self.installed(engine)).chain(self.in_kits(engine));
        for program in programs {
            let found = fs::metadata(&program).ok();
            let time = found.as_ref().and_then(|found| found.modified().ok()?.duration_since(UNIX_EPOCH).ok());
            let size = found.map_or(0, |found| found.len());
            names.push(format!("{} {size} {}", program.display(), time.map_or(0, |time| time.as_nanos())));
        }
        Some(names.join(" "))
    }
}
