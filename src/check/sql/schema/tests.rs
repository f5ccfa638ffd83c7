//! Tests of `schema` checks on a real PostgreSQL.

use std::sync::Arc;

use super::*;
use crate::check::testing::{Bench, build, failed, files};
use crate::id::Track;

const OLD: &str = "\
CREATE TABLE notes (id integer PRIMARY KEY, txt text NOT NULL);
INSERT INTO notes VALUES (1, 'a'), (2, 'b');
";

fn seen(checks: &[&str], sql: &str) -> Vec<Option<Seen>> {
    let checks: Vec<Schema> = checks.iter().map(|check| build(check, Schema::build).unwrap()).collect();
    let batch: Vec<&Schema> = checks.iter().collect();
    let mut bench = Bench::file(Track::Node, "main.sql", sql);
    bench.data = [("old".to_owned(), Arc::from(OLD))].into();
    bench.with(|sandbox| Schema::run(&batch, sandbox).unwrap())
}

fn wrong(checks: &[&str], sql: &str) -> Vec<Vec<String>> {
    seen(checks, sql).iter().map(|seen| seen.as_ref().map(failed).unwrap_or_default()).collect()
}

const USERS: &str = "\
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL, age real CHECK (age >= 0));
CREATE UNIQUE INDEX ON users (lower(email));
CREATE TABLE posts (id serial PRIMARY KEY, author_id bigint REFERENCES users ON DELETE CASCADE, at timestamptz(3) DEFAULT now());
";

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn tables_are_looked_at() {
    let checks = [
        "{ table = 'users', primary_key = ['id'], columns = { id = { type = ['integer', 'bigint'], null = false, default = true }, email = { type = 'text', default = false } } }",
        "{ table = 'posts', columns = { at = { type = 'timestamptz', default = true } }, foreign_keys = [{ columns = 'author_id', table = 'users', on_delete = ['cascade', 'set null'] }] }",
    ];
    assert_eq!(wrong(&checks, USERS), [Vec::<String>::new(), vec![]]);
    let checks = [
        "{ table = 'users', primary_key = ['email'], columns = { age = { type = ['integer', 'numeric'], null = false, default = true }, mail = {}, id = { absent = true } } }",
        "{ table = 'posts', foreign_keys = [{ columns = 'author_id', table = 'users', on_delete = 'restrict' }, { columns = 'id', table = 'users', on_delete = 'cascade' }] }",
        "{ table = 'user' }",
    ];
    let told = wrong(&checks, USERS);
    assert_eq!(
        told[0],
        [
            "type of age: real",
            "NULL in age: may be NULL",
            "default of age: no value by itself",
            "column id: there",
            "column mail: missing",
            "primary key: id"
        ]
    );
    assert_eq!(
        told[1],
        ["foreign key author_id: (author_id) points at users, on delete cascade", "foreign key id: missing"]
    );
    assert_eq!(told[2], ["table: missing"]);
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn rows_are_tried_and_leave_nothing_behind() {
    let put = "INSERT INTO users (email) VALUES ('ann@x.test')";
    let (accepts, count) =
        (format!("{{ accepts = \"{put}\" }}"), "{ keeps = { query = 'SELECT count(*) FROM users', rows = [[0]] } }");
    let twin = format!(
        "{{ refuses = {{ sql = \"INSERT INTO users (email) VALUES ('ANN@x.test')\", code = '23505', after = \"{put}\" }} }}"
    );
    let negative = "{ refuses = { sql = \"INSERT INTO users (email, age) VALUES ('b', -1)\", code = '23514' } }";
    let checks = [accepts.as_str(), count, &twin, negative, count];
    assert_eq!(wrong(&checks, USERS), vec![Vec::<String>::new(); 5]);

    let loose = "CREATE TABLE users (id serial, email text UNIQUE, age integer NOT NULL);";
    let told = wrong(&checks, loose);
    assert_eq!(
        told,
        [
            vec!["accepted: 23502".to_owned()],
            vec![],
            vec!["accepted before: 23502".into()],
            vec!["refused: accepted".into()],
            vec![]
        ]
    );
    let seen = seen(&[negative], loose);
    let facet = &seen[0].as_ref().unwrap().facets[0];
    assert_eq!((facet.expected.as_str(), facet.actual.as_str()), ("refused: a CHECK (23514)", "it was accepted"));
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn a_deletion_is_seen_in_what_is_left_and_a_deferred_rule_is_asked_at_once() {
    let check = "{ accepts = \"INSERT INTO users (email) VALUES ('a'); INSERT INTO posts (author_id) SELECT id FROM users; DELETE FROM users\", \
                 then = [{ query = 'SELECT count(*) FROM posts', rows = [[0]] }] }";
    assert_eq!(wrong(&[check], USERS), [Vec::<String>::new()]);
    let kept = USERS.replace("ON DELETE CASCADE", "ON DELETE SET NULL");
    assert_eq!(wrong(&[check], &kept), [[r#"rows afterwards: other: -"0" +"1""#]]);
    let late = USERS.replace("ON DELETE CASCADE", "DEFERRABLE INITIALLY DEFERRED");
    assert_eq!(
        wrong(&["{ refuses = { sql = 'INSERT INTO posts (author_id) VALUES (7)', code = '23503' } }"], &late),
        [Vec::<String>::new()]
    );
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn a_change_is_made_to_tables_with_rows() {
    let checks = [
        "{ on = 'old', table = 'notes', columns = { body = { null = false }, txt = { absent = true } } }",
        "{ on = 'old', keeps = { query = 'SELECT id, body FROM notes', rows = [[1, 'a'], [2, 'b']] } }",
    ];
    assert_eq!(wrong(&checks, "ALTER TABLE notes RENAME txt TO body"), [Vec::<String>::new(), vec![]]);
    let anew = "DROP TABLE notes; CREATE TABLE notes (id integer PRIMARY KEY, body text NOT NULL)";
    assert_eq!(wrong(&checks, anew), [vec![], vec![r#"rows afterwards: none: -"1"|"a" -"2"|"b""#.to_owned()]]);
    assert_eq!(
        wrong(&checks, "SELECT 1"),
        [vec!["column body: missing".to_owned(), "column txt: there".into()], vec!["rows afterwards: 42703".into()]]
    );
    let uncommitted = "BEGIN; ALTER TABLE notes RENAME txt TO body";
    assert_eq!(wrong(&checks[..1], uncommitted), [["column body: missing", "column txt: there"]]);
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn statements_that_are_not_accepted_are_told_once() {
    let check = "{ on = 'old', table = 'notes' }";
    let seen =
        seen(&[check, check, "{ table = 'x' }"], "CREATE TABLE x ();\nALTER TABLE notes ADD extra text NOT NULL;");
    let crash = seen[0].as_ref().unwrap().crash.clone().unwrap();
    assert_eq!((crash.kind.as_str(), crash.at), ("23502", Some(2)));
    assert_eq!(seen[1], None, "the second check is not reached");
    assert_eq!(
        seen[2].as_ref().unwrap().crash.as_ref().unwrap().kind,
        "42P01",
        "on the empty data it is another fault"
    );
    assert_eq!(wrong(&[check], "-- nothing"), [["query: empty"]]);
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn plans_indexes_and_second_runs_are_looked_at() {
    let checks = [
        "{ twice = true }",
        "{ indexes = 1 }",
        "{ plan = { query = \"SELECT * FROM users WHERE lower(email) = 'a'\", nodes = { uses = ['Index on users'] } } }",
    ];
    assert_eq!(wrong(&checks, USERS), [vec!["query: 42P07".to_owned()], vec![], vec![]]);
    let again = "CREATE TABLE IF NOT EXISTS users (email text); CREATE INDEX IF NOT EXISTS a ON users (email); \
                 CREATE INDEX IF NOT EXISTS b ON users (email);";
    let plan = "plan uses Index on users: Seq Scan on users".to_owned();
    assert_eq!(wrong(&checks, again), [vec![], vec!["indexes: 2".to_owned()], vec![plan]]);
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn migrations_are_applied_in_order() {
    let check = build("{ table = 't', columns = { b = {} } }", Schema::build).unwrap();
    let mut bench = Bench::file(Track::Node, "migrations/10-b.sql", "");
    let all =
        [("migrations/10-b.sql", "ALTER TABLE t ADD b text;\nSELECT 1/0"), ("migrations/2-t.sql", "CREATE TABLE t ()")];
    bench.submission = files(&all);
    let seen = bench.with(|sandbox| Schema::run(&[&check], sandbox).unwrap()).remove(0).unwrap();
    assert_eq!(seen.crash.unwrap().at, Some(2));
    assert!(seen.facets[0].more[0].1.starts_with("migrations/10-b.sql:2\n"), "{:?}", seen.facets);
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let told = |check: &str| build(check, Schema::build).map(|_| ()).unwrap_err();
    let refused = [
        ("{}", "nothing is asked of the tables"),
        ("{ table = 't', twice = true }", "`table` and `twice` are two checks"),
        ("{ twice = true, columns = {} }", "`columns` of what?"),
        ("{ table = 't', then = [] }", "`then` of what?"),
        ("{ twice = false }", "nothing is asked here"),
        ("{ accepts = ' ' }", "there is no statement"),
        ("{ refuses = { sql = 'SELECT 1', code = 'unique' } }", "`unique` is no SQLSTATE"),
        ("{ keeps = { query = 'SELECT 1' } }", "nothing is asked of what this query gives"),
        (
            "{ table = 't', columns = { a = { absent = true, null = true } } }",
            "a column that is absent has nothing else",
        ),
        ("{ table = 't', columns = { a = { type = [] } } }", "no type is right"),
        (
            "{ table = 't', foreign_keys = [{ columns = 'a', table = 'u', on_delete = 'cascad' }] }",
            "`cascad` cannot follow ON DELETE",
        ),
    ];
    for (check, message) in refused {
        assert_eq!(told(check), [message], "{check}");
    }
}
