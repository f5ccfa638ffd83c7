//! Databases and what is run in them.

use super::*;

const SHOP: &str = "
CREATE TABLE item (id serial PRIMARY KEY, name text NOT NULL UNIQUE, price numeric(8,2) CHECK (price > 0));
INSERT INTO item (name, price) VALUES ('tea', 3.5), ('coffee', 4), ('añil', NULL);
";

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn a_database_holds_its_data_set_and_is_gone_when_it_is_dropped() {
    let database = services().named_database("my-Shop;", SHOP, &Cancel::new()).unwrap();
    let name = database.name().to_owned();
    assert!(name.starts_with("my_hop_"), "{name}");
    let mut learner = session(&database);
    assert_eq!(value(&mut learner, "SELECT string_agg(name, ' ' ORDER BY id) FROM item"), "tea coffee añil");
    assert_eq!(value(&mut learner, "SELECT current_database()"), name);
    assert!(value(&mut learner, "SELECT current_user").starts_with("learner"));
    assert!(database.url().starts_with("postgresql://learner"));
    let other = super::database("");
    drop(database);
    wait_until("the database is dropped, though somebody is connected", || {
        let cancel = Cancel::new();
        let mut admin = other.admin_session(&cancel).unwrap();
        value(&mut admin, &format!("SELECT count(*) FROM pg_database WHERE datname = '{name}'")) == "0"
    });
    assert_eq!(value(&mut session(&other), "SELECT count(*) FROM pg_class WHERE relname = 'item'"), "0");
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn two_attempts_do_not_see_each_other() {
    let (one, two) = (database(SHOP), database(SHOP));
    rows(&mut session(&one), "DELETE FROM item");
    assert_eq!(value(&mut session(&two), "SELECT count(*) FROM item"), "3");
    let stranger = one.url().replace(one.name(), two.name());
    let mut config: tokio_postgres::Config = stranger.parse().unwrap();
    config.connect_timeout(LONG);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let refused = runtime.block_on(config.connect(tokio_postgres::NoTls)).err().unwrap();
    assert_eq!(refused.code().unwrap().code(), "42501", "{refused:?}");
    let trusted: tokio_postgres::Config = one.url().replace(one.role(), "postgres").parse().unwrap();
    assert!(runtime.block_on(trusted.connect(tokio_postgres::NoTls)).is_err());
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn each_statement_gives_an_answer_up_to_the_one_that_fails() {
    let database = database(SHOP);
    let mut session = session(&database);
    let sql = "SELECT id, price FROM item ORDER BY id; -- añ\nUPDATE item SET price = 1;\nSELECT 'ñ', nope; SELECT 2";
    let (answers, end) = session.run(sql, LONG, 100, &Cancel::new());
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0].columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(), ["id", "price"]);
    assert_eq!(answers[0].rows[2], [Some("3".to_owned()), None]);
    assert_eq!((answers[0].affected, answers[1].affected), (3, 3));
    assert!(answers[1].columns.is_empty());
    let Err(Fault::Refused { code, at, .. }) = end else { panic!("{end:?}") };
    assert_eq!(code, "42703");
    assert_eq!(sql.chars().skip(at.unwrap()).take(4).collect::<String>(), "nope");
    // What came before the fault stands, as it does for somebody who types.
    assert_eq!(value(&mut session, "SELECT sum(price) FROM item"), "3.00");
    assert_eq!(refused(&mut session, "INSERT INTO item (name) VALUES ('tea')"), "23505");
    assert_eq!(refused(&mut session, "SELECT 1 +"), "42601");
    assert_eq!(refused(&mut session, "COPY item FROM STDIN"), "0A000");
    assert_eq!(value(&mut session, "SELECT 1"), "1");
    let (answers, end) = session.run(" ; -- nothing", LONG, 100, &Cancel::new());
    assert!(answers.is_empty() && end.is_ok());
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn columns_are_described_without_running_the_statement() {
    let database = database(SHOP);
    let mut session = session(&database);
    let columns = session.describe("SELECT id, name AS n, $1::int8, price FROM item", &Cancel::new()).unwrap();
    let columns: Vec<_> = columns.iter().map(|one| (one.name.as_str(), one.kind.as_deref().unwrap())).collect();
    assert_eq!(columns, [("id", "int4"), ("n", "text"), ("int8", "int8"), ("price", "numeric")]);
    assert!(session.describe("DELETE FROM item", &Cancel::new()).unwrap().is_empty());
    assert_eq!(value(&mut session, "SELECT count(*) FROM item"), "3");
    assert!(matches!(session.describe("SELECT nope", &Cancel::new()), Err(Fault::Refused { at: Some(7), .. })));
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn a_session_is_one_connection() {
    let database = database("");
    let (mut one, mut two) = (session(&database), session(&database));
    rows(&mut one, "CREATE TEMP TABLE mine (a int); BEGIN");
    assert_eq!(refused(&mut two, "SELECT * FROM mine"), "42P01");
    assert_eq!(value(&mut one, "SELECT count(*) FROM mine"), "0");
    let mut admin = database.admin_session(&Cancel::new()).unwrap();
    let waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()";
    assert_eq!(value(&mut admin, waiting), "1");
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn long_answers_are_cut() {
    let database = database("");
    let mut session = session(&database);
    let (answers, end) = session.run("SELECT generate_series(1, 1000); SELECT 7", LONG, 10, &Cancel::new());
    end.unwrap();
    assert_eq!((answers[0].rows.len(), answers[0].truncated, answers[0].affected), (10, true, 1000));
    assert_eq!(answers[1].rows, [[Some("7".to_owned())]]);
    let large = "SELECT repeat('x', 1000000) FROM generate_series(1, 10); SELECT 7";
    let (answers, end) = session.run(large, LONG, 100, &Cancel::new());
    end.unwrap();
    assert_eq!((answers[0].rows.len(), answers[0].truncated, answers.len()), (4, true, 2));
    let started = Instant::now();
    let endless = "SELECT generate_series(1, 1000000000000), repeat('x', 100); SELECT 7";
    let (answers, end) = session.run(endless, LONG, 10, &Cancel::new());
    end.unwrap();
    assert_eq!((answers[0].rows.len(), answers[0].truncated, answers.len()), (10, true, 1));
    assert!(started.elapsed() < LONG / 3, "{:?}", started.elapsed());
    assert_eq!(value(&mut session, "SELECT 1"), "1");
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn what_takes_too_long_or_is_not_wanted_any_more_is_ended() {
    let database = database("");
    let mut session = session(&database);
    let started = Instant::now();
    let (answers, end) = session.run("SELECT 1; SELECT pg_sleep(60)", Duration::from_millis(300), 10, &Cancel::new());
    assert!(answers.len() == 1 && matches!(end, Err(Fault::TimedOut)), "{end:?}");
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    assert_eq!(value(&mut session, "SELECT 1"), "1");
    let cancel = Cancel::new();
    let when = std::thread::spawn({
        let cancel = cancel.clone();
        move || {
            std::thread::sleep(Duration::from_millis(100));
            cancel.cancel();
            Instant::now()
        }
    });
    let (_, end) = session.run("SELECT pg_sleep(60)", LONG, 10, &cancel);
    let took = when.join().unwrap().elapsed();
    assert!(matches!(end, Err(Fault::Lost(ServiceError::Cancelled))), "{end:?}");
    assert!(took < Duration::from_millis(500), "{took:?}");
    let mut admin = database.admin_session(&Cancel::new()).unwrap();
    // Other tests have sleeping statements on the same server.
    let left = "SELECT count(*) FROM pg_stat_activity \
                WHERE state = 'active' AND query LIKE 'SELECT pg_sl%' AND datname = current_database()";
    assert_eq!(value(&mut admin, left), "0");
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn what_follows_a_statement_that_was_ended_is_not_ended_too() {
    let database = database("");
    let mut session = session(&database);
    for _ in 0..100 {
        let (_, end) = session.run("SELECT pg_sleep(60)", Duration::from_millis(1), 10, &Cancel::new());
        assert!(matches!(end, Err(Fault::TimedOut)), "{end:?}");
        assert_eq!(value(&mut session, "SELECT 1"), "1");
    }
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn what_programs_send_is_seen_and_what_we_send_is_not() {
    let database = database(SHOP);
    let cancel = Cancel::new();
    let program = |work: &dyn Fn(&tokio::runtime::Runtime, &tokio_postgres::Client)| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (client, connection) =
            runtime.block_on(tokio_postgres::connect(database.url(), tokio_postgres::NoTls)).unwrap();
        runtime.spawn(async move { drop(connection.await) });
        work(&runtime, &client);
    };
    let before = database.mark(&cancel).unwrap();
    program(&|runtime, client| {
        runtime.block_on(client.batch_execute("BEGIN; SELECT ';'")).unwrap();
        runtime.block_on(client.batch_execute("COMMIT")).unwrap();
    });
    let between = database.mark(&cancel).unwrap();
    rows(&mut session(&database), "SELECT 'ours'");
    program(&|runtime, client| {
        let sql = "SELECT id FROM item WHERE name = $1 AND id > $2\n AND $3::text IS NULL";
        let none: Option<String> = None;
        let found = runtime.block_on(client.query(sql, &[&"it's", &1_i32, &none])).unwrap();
        assert!(found.is_empty());
    });
    let texts = |mark: &Mark| {
        let sent = database.statements_since(mark, &cancel).unwrap();
        sent.into_iter().map(|one| (one.text, one.parameters)).collect::<Vec<_>>()
    };
    let all = texts(&before);
    let all: Vec<&str> = all.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(all[..3], ["BEGIN", "SELECT ';'", "COMMIT"]);
    assert_eq!(all.len(), 4, "{all:?}");
    let (text, parameters) = texts(&between).remove(0);
    assert_eq!(text, "SELECT id FROM item WHERE name = $1 AND id > $2\n AND $3::text IS NULL");
    assert_eq!(parameters, [Some("it's".to_owned()), Some("1".to_owned()), None]);
    assert!(texts(&database.mark(&cancel).unwrap()).is_empty());
}
