//! Real servers of this machine: databases, sessions, caches, and what is left of them.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use super::*;

mod databases;
mod hostile;
mod redis;
mod starts;

/// Longer than anything takes on a busy machine.
const LONG: Duration = Duration::from_secs(30);

/// The servers of all these tests.
fn services() -> &'static Services {
    static STARTED: OnceLock<Services> = OnceLock::new();
    STARTED.get_or_init(fresh)
}

fn fresh() -> Services {
    Services::new(Arc::new(Toolchain::new(None)), None)
}

fn database(data: &str) -> Database {
    services().database(data, &Cancel::new()).unwrap()
}

fn session(database: &Database) -> Session {
    database.session(&Cancel::new()).unwrap()
}

/// Runs SQL that must not fail, and gives back the rows of its last answer.
fn rows(session: &mut Session, sql: &str) -> Vec<Vec<Option<String>>> {
    let (mut answers, end) = session.run(sql, LONG, 100, &Cancel::new());
    end.unwrap_or_else(|fault| panic!("{sql}: {fault:?}"));
    answers.pop().unwrap().rows
}

/// The only value of an answer.
fn value(session: &mut Session, sql: &str) -> String {
    rows(session, sql).remove(0).remove(0).unwrap()
}

/// The SQLSTATE with which SQL is refused.
fn refused(session: &mut Session, sql: &str) -> String {
    match session.run(sql, LONG, 100, &Cancel::new()).1 {
        Err(Fault::Refused { code, .. }) => code,
        other => panic!("{sql}: {other:?}"),
    }
}

fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < LONG, "never: {what}");
        std::thread::yield_now();
    }
}
