//! SQL that does its worst: it gets neither out of its database nor beyond its limit.

use super::*;

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn a_learner_has_no_rights_outside_of_the_database() {
    let database = database("CREATE TABLE t (a int)");
    let mut session = session(&database);
    let name = database.name();
    for sql in [
        "COPY t TO PROGRAM 'cat'".to_owned(),
        "COPY t FROM PROGRAM 'id'".to_owned(),
        "COPY t TO '/tmp/roadmap-never'".to_owned(),
        "SELECT pg_read_file('/etc/passwd')".to_owned(),
        "SELECT pg_ls_dir('/')".to_owned(),
        "SELECT lo_import('/etc/passwd')".to_owned(),
        "CREATE DATABASE mine".to_owned(),
        format!("DROP DATABASE {name}"),
        "CREATE ROLE other".to_owned(),
        "ALTER SYSTEM SET fsync = on".to_owned(),
        "SET temp_file_limit = -1".to_owned(),
        "SET log_statement = 'none'".to_owned(),
        "SET ROLE postgres".to_owned(),
        "SET SESSION AUTHORIZATION postgres".to_owned(),
        "SELECT * FROM pg_authid".to_owned(),
        "SELECT pg_reload_conf()".to_owned(),
        "CREATE EXTENSION dblink".to_owned(),
        "CREATE FUNCTION f() RETURNS int LANGUAGE c AS '/lib/x', 'y'".to_owned(),
        "CHECKPOINT".to_owned(),
    ] {
        let code = refused(&mut session, &sql);
        // Not allowed; the first is what one's own open database says, the last what is not installed at all.
        assert!(["55006", "42501", "0A000", "58P01"].contains(&code.as_str()), "{sql}: {code}");
    }
    let me = "datname = current_database()";
    let dropped =
        refused(&mut session, &format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE NOT {me}"));
    assert_eq!(dropped, "42501");
    // Within it, all is allowed.
    rows(&mut session, "CREATE SCHEMA s; DROP TABLE t; CREATE TYPE mood AS ENUM ('ok'); DROP SCHEMA public CASCADE");
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn nothing_outlives_its_limit() {
    let database = database("CREATE TABLE t (a bigint)");
    let mut session = session(&database);
    let limit = Duration::from_millis(400);
    for sql in [
        "SET statement_timeout = 0; SELECT pg_sleep(1e6)",
        "SET statement_timeout = 0; SELECT count(*) FROM generate_series(1, 1000000000000)",
        "INSERT INTO t SELECT generate_series(1, 1000000000)",
        "DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(60); EXCEPTION WHEN OTHERS OR query_canceled THEN END; END LOOP; END $$",
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r",
        "SELECT max(a.i) FROM generate_series(1, 100000) a(i), generate_series(1, 100000) b(i)",
    ] {
        let started = Instant::now();
        let (_, end) = session.run(sql, limit, 10, &Cancel::new());
        let took = started.elapsed();
        assert!(matches!(end, Err(Fault::TimedOut)), "{sql}: {end:?}");
        assert!(took < Duration::from_secs(4), "{sql}: {took:?}");
        let mut admin = database.admin_session(&Cancel::new()).unwrap();
        let busy = format!(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = '{}' AND state = 'active' AND pid <> pg_backend_pid()",
            database.name()
        );
        wait_until("it is ended on the server too", || {
            let cancel = Cancel::new();
            let mut admin = database.admin_session(&cancel).unwrap();
            value(&mut admin, &busy) == "0"
        });
        assert_eq!(value(&mut admin, &busy), "0");
    }
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn a_sort_does_not_fill_the_disk() {
    let database = database("");
    let sql =
        "SELECT count(*) FROM (SELECT repeat('x', 1000) || i AS a FROM generate_series(1, 100000000) i ORDER BY a) s";
    assert_eq!(refused(&mut session(&database), sql), "53400");
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn a_session_that_is_killed_is_told_and_connects_again() {
    let database = database("");
    let mut session = session(&database);
    assert_eq!(refused(&mut session, "SELECT pg_terminate_backend(pg_backend_pid())"), "57P01");
    assert_eq!(value(&mut session, "SELECT 1"), "1");
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn what_a_role_changes_of_itself_does_not_reach_the_next_attempt() {
    // A server of its own, so that both attempts have the same role.
    let services = fresh();
    let cancel = Cancel::new();
    let database = services.database("", &cancel).unwrap();
    let role = database.role().to_owned();
    let mut session = database.session(&cancel).unwrap();
    rows(&mut session, &format!("ALTER ROLE {role} SET search_path = nowhere; ALTER ROLE {role} PASSWORD 'x'"));
    drop((session, database));
    let database = services.database("", &cancel).unwrap();
    assert_eq!((database.role(), role.as_str()), ("learner", "learner"));
    assert_eq!(value(&mut database.session(&cancel).unwrap(), "SHOW search_path"), "public");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    assert!(runtime.block_on(tokio_postgres::connect(database.url(), tokio_postgres::NoTls)).is_ok());
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn a_data_set_that_does_not_work_is_told() {
    let error = services().database("CREATE TABLE t (a int); INSERT INTO u VALUES (1)", &Cancel::new()).unwrap_err();
    assert_eq!(error.to_string(), "PostgreSQL refuses the data set: relation \"u\" does not exist");
}
