//! Real servers of this machine: databases, sessions, caches.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::*;

const LIMIT: Duration = Duration::from_secs(10);

fn services() -> Services {
    Services::new(Arc::new(Toolchain::new(None)), None)
}

#[test]
fn a_database_holds_its_data_set() {
    let cancel = Cancel::new();
    let started = Instant::now();
    let services = services();
    let sql = "CREATE TABLE t (a serial PRIMARY KEY, b text); INSERT INTO t (b) VALUES ('x'), (NULL);";
    let database = services.named_database("shop", sql, &cancel).unwrap();
    eprintln!("first after {:?}: {}", started.elapsed(), database.url());
    let started = Instant::now();
    let other = services.database(sql, &cancel).unwrap();
    let mut session = other.session(&cancel).unwrap();
    let (answers, end) = session.run("SELECT * FROM t; UPDATE t SET b = 'y'; SELECT nope", LIMIT, 10, &cancel);
    eprintln!("second after {:?}: {}", started.elapsed(), other.url());
    let started = Instant::now();
    drop(other);
    eprintln!("drop after {:?}", started.elapsed());
    let started = Instant::now();
    let other = services.database(sql, &cancel).unwrap();
    eprintln!("third after {:?}: {}", started.elapsed(), other.url());
    eprintln!("{answers:?} {end:?}");
    let redis = services.redis(&cancel).unwrap();
    let mut connection = redis.connect().unwrap();
    let pong: String = ::redis::cmd("PING").query(&mut connection).unwrap();
    eprintln!("{pong} {}", redis.url());
    let started = Instant::now();
    drop(redis);
    eprintln!("redis end after {:?}", started.elapsed());
    drop(services);
    eprintln!("end after {:?}", started.elapsed());
}
