//! Starts: from a cache, from a broken one, without a place, cancelled; and servers that somebody gave us.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::service::postgres::Cluster;

fn within(cache: &Path) -> Services {
    Services::new(Arc::new(Toolchain::new(None)), Some(cache))
}

fn works(services: &Services) {
    let database = services.database("CREATE TABLE t (a int)", &Cancel::new()).unwrap();
    assert_eq!(value(&mut session(&database), "SELECT count(*) FROM t"), "0");
}

/// What is kept of data folders.
fn kept(cache: &Path) -> Vec<PathBuf> {
    fs::read_dir(cache.join("postgres")).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn a_data_folder_is_kept_and_a_broken_one_made_again() {
    let cache = tempfile::tempdir().unwrap();
    works(&within(cache.path()));
    let folder = kept(cache.path()).remove(0);
    assert_eq!(kept(cache.path()).len(), 1);
    let made = folder.metadata().unwrap().created().unwrap();
    works(&within(cache.path()));
    assert_eq!(folder.metadata().unwrap().created().unwrap(), made, "it is used as it is");
    // Half of it is missing, or it is something else altogether.
    fs::remove_file(folder.join("global/pg_control")).unwrap();
    works(&within(cache.path()));
    assert!(folder.join("global/pg_control").is_file());
    fs::write(folder.join("global/pg_control"), "garbage").unwrap();
    works(&within(cache.path()));
    fs::remove_dir_all(&folder).unwrap();
    fs::write(&folder, "a file in its place").unwrap();
    works(&within(cache.path()));
    assert_eq!(kept(cache.path()).len(), 1, "nothing else is left there");
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn a_cache_that_cannot_be_written_is_like_none() {
    works(&within(Path::new("/proc/nowhere")));
}

#[test]
fn a_room_that_cannot_be_made_is_told() {
    let error = room::Room::within(Path::new("/proc/nowhere"), None).unwrap_err();
    assert!(!error.to_string().is_empty());
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn a_start_is_cancelled_by_those_who_wait_and_goes_on_for_others() {
    let services = fresh();
    let cancel = Cancel::new();
    cancel.cancel();
    let started = Instant::now();
    assert!(matches!(services.database("", &cancel), Err(ServiceError::Cancelled)));
    assert!(started.elapsed() < Duration::from_millis(500), "{:?}", started.elapsed());
    works(&services);
    // One that is still starting is stopped at once.
    let services = Arc::new(fresh());
    services.warm_up(&[Engine::Postgres, Engine::Redis]);
    let started = Instant::now();
    drop(services);
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[cfg(unix)]
#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn nothing_of_ours_is_left_on_a_server_that_somebody_gave_us() {
    // One of our own, which lets everybody in for once.
    let host = fresh();
    let first = host.database("", &Cancel::new()).unwrap();
    let mut admin = first.admin_session(&Cancel::new()).unwrap();
    let hba = PathBuf::from(value(&mut admin, "SHOW hba_file"));
    fs::write(&hba, "local all all trust\nhost all all 127.0.0.1/32 trust\n").unwrap();
    rows(&mut admin, "SELECT pg_reload_conf()");
    let address = format!("postgresql://postgres@{}/postgres", first.url().split(['@', '/']).nth(3).unwrap());
    let theirs = "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database";
    let roles = "SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles";
    let before = (value(&mut admin, theirs), value(&mut admin, roles));
    wait_until("it lets us in", || Cluster::given(&address, &Cancel::new()).map(|one| one.stop()).is_ok());
    let cluster = Arc::new(Cluster::given(&address, &Cancel::new()).unwrap());
    let database = cluster.database("shop", "CREATE TABLE t (a int)", &Cancel::new()).unwrap();
    assert_eq!(value(&mut session(&database), "SELECT count(*) FROM t"), "0");
    assert!(database.mark(&Cancel::new()).unwrap_err().to_string().contains("ROADMAP_POSTGRES_URL"));
    drop(database);
    cluster.stop();
    assert_eq!((value(&mut admin, theirs), value(&mut admin, roles)), before);
    // Of a run that was killed.
    let killed = Arc::new(Cluster::given(&address, &Cancel::new()).unwrap());
    std::mem::forget(killed.database("shop", "", &Cancel::new()).unwrap());
    assert_ne!(value(&mut admin, theirs), before.0);
    rows(&mut admin, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ~ '^roadmap .'");
    wait_until("the next run removes what it left", || {
        Cluster::given(&address, &Cancel::new()).unwrap().stop();
        let mut admin = first.admin_session(&Cancel::new()).unwrap();
        (value(&mut admin, theirs), value(&mut admin, roles)) == before
    });
}

#[test]
#[cfg_attr(not(has_redis), ignore = "Redis is not installed")]
fn of_a_redis_that_somebody_gave_us_one_empty_database_is_used() {
    let host = services().redis(&Cancel::new()).unwrap();
    let mut theirs = host.connect().unwrap();
    ::redis::cmd("SET").arg("theirs").arg("1").exec(&mut theirs).unwrap();
    let found = Found { program: None, address: Some(host.url().to_owned()), version: None, origin: Origin::Given };
    let mut one = Cache::start(&found, &Cancel::new()).unwrap();
    let two = Cache::start(&found, &Cancel::new()).unwrap();
    assert!(one.url().ends_with("/15") && two.url().ends_with("/14"), "{} {}", one.url(), two.url());
    let mut monitor = one.monitor().unwrap();
    for cache in [&one, &two] {
        let client = ::redis::Client::open(cache.url()).unwrap();
        ::redis::cmd("SET").arg("k").arg("v").exec(&mut client.get_connection().unwrap()).unwrap();
    }
    let sets = one.commands(&mut monitor).unwrap().into_iter().filter(|command| command[0] == "SET").count();
    assert_eq!(sets, 1);
    assert!(one.stop().unwrap_err().to_string().contains("ROADMAP_REDIS_URL"));
    drop((one, two, monitor));
    let keys: Vec<String> = ::redis::cmd("KEYS").arg("*").query(&mut theirs).unwrap();
    assert_eq!(keys, ["theirs"]);
    let info: String = ::redis::cmd("INFO").arg("keyspace").query(&mut theirs).unwrap();
    assert!(!info.contains("db15") && !info.contains("db14"), "{info}");
}
