//! Tests of `sql` checks: what may be written, and what comes of learners' queries on a real PostgreSQL.

use std::sync::Arc;
use std::time::Duration;

use super::*;
use crate::check::testing::{Bench, build, failed};
use crate::check::{Content, Files};
use crate::id::Track;
use crate::process::Limits;

const SHOP: &str = "\
CREATE TABLE products (id integer PRIMARY KEY, name text, category text, price numeric(8,2) NOT NULL);
INSERT INTO products VALUES (1, 'Tea', 'drinks', 4.00), (2, 'Cup', 'home', 4.00), (3, 'Jam', NULL, 2.50), (4, 'Mug', 'home', 9.90);
CREATE TABLE orders (id integer PRIMARY KEY, product_id integer REFERENCES products);
INSERT INTO orders VALUES (1, 1), (2, 1), (3, 2);
";

/// The same tables with other rows.
const HIDDEN: &str = "\
CREATE TABLE products (id integer PRIMARY KEY, name text, category text, price numeric(8,2) NOT NULL);
INSERT INTO products VALUES (11, 'Pot', NULL, 4.00), (12, 'Pan', NULL, 40.00), (13, 'NULL', 'home', 1.00);
CREATE TABLE orders (id integer PRIMARY KEY, product_id integer REFERENCES products);
";

fn bench(sql: &str, reference: &str) -> Bench {
    let mut bench = Bench::file(Track::Node, "main.sql", sql);
    bench.data = [("shop", SHOP), ("hidden", HIDDEN)].map(|(name, sql)| (name.to_owned(), Arc::from(sql))).into();
    let files = Files::from([("main.sql".to_owned(), reference.as_bytes().to_vec())]);
    bench.reference = Some(Content::Files(files));
    bench
}

fn seen(checks: &[&str], sql: &str, reference: &str) -> Vec<Seen> {
    let checks: Vec<Sql> = checks.iter().map(|check| build(check, Sql::build).unwrap()).collect();
    let batch: Vec<&Sql> = checks.iter().collect();
    let seen = bench(sql, reference).with(|sandbox| Sql::run(&batch, sandbox).unwrap());
    seen.into_iter().map(Option::unwrap).collect()
}

fn one(check: &str, sql: &str) -> Seen {
    seen(&[check], sql, "").remove(0)
}

fn wrong(check: &str, sql: &str) -> Vec<String> {
    failed(&one(check, sql))
}

fn shown(seen: &Seen) -> String {
    let places = seen.facets.iter().flat_map(|facet| &facet.more);
    places.filter(|(name, _)| *name == "shown").map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n")
}

const CHEAP: &str =
    "{ data = 'shop', columns = ['name', 'price'], rows = [['Jam', 2.5], ['Tea', 4], ['Cup', 4]], order = ['price'] }";

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn rows_are_compared_without_regard_to_how_they_are_written() {
    assert_eq!(
        wrong(CHEAP, "SELECT name, price FROM products WHERE price < 5 ORDER BY price, id;"),
        Vec::<String>::new()
    );
    // Rows that are equal in what they are ordered by may come in any order.
    assert_eq!(
        wrong(CHEAP, "select name, price::text::numeric as price from products where price <= 4 order by 2, 1"),
        Vec::<String>::new()
    );
    assert_eq!(
        wrong(CHEAP, "SELECT name, price FROM products WHERE price < 5 ORDER BY price DESC"),
        ["order: reversed"]
    );
    assert_eq!(wrong(CHEAP, "SELECT name, price FROM products WHERE price < 5 ORDER BY name"), ["order: other"]);
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn columns_are_told_apart_from_rows() {
    let rows = "FROM products WHERE price < 5 ORDER BY price";
    assert_eq!(wrong(CHEAP, &format!("SELECT * {rows}")), ["columns: extra: id,name,category,price"]);
    assert_eq!(wrong(CHEAP, &format!("SELECT price, name {rows}")), ["columns: order: price,name"]);
    assert_eq!(wrong(CHEAP, &format!("SELECT name, price AS cost {rows}")), ["columns: names: name,cost"]);
    assert_eq!(wrong(CHEAP, &format!("SELECT name {rows}")), ["columns: fewer: name"]);
    let seen = one(CHEAP, "SELECT name FROM products WHERE price > 5");
    assert_eq!((seen.facets[0].expected.as_str(), seen.facets[0].actual.as_str()), ("name, price", "name"));
    assert_eq!(shown(&seen), "the query gave\n  name\n  ----\n  Mug");
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn a_difference_of_rows_is_named_and_shown() {
    let seen = one(CHEAP, "SELECT name, price FROM products WHERE price = 4 OR id = 4 ORDER BY price, id");
    insta::assert_snapshot!(shown(&seen), @r"
    the query gave; + should not be there, - is missing
      name | price
      -----+------
      Tea  | 4
      Cup  | 4
    + Mug  | 9.9
    - Jam  | 2.5
    ");
    let facet = seen.facets.iter().find(|facet| !facet.held).unwrap();
    assert_eq!(facet.key, r#"other: -"Jam"|"2.5" +"Mug"|"9.9""#);
    assert_eq!((facet.expected.as_str(), facet.actual.as_str()), ("Jam | 2.5", "Mug | 9.9"));
    let few = one(CHEAP, "SELECT name, price FROM products WHERE price = 4");
    let facet = few.facets.iter().find(|facet| !facet.held).unwrap();
    assert_eq!((facet.expected.as_str(), facet.actual.as_str()), ("3 rows", "2 rows"));
    assert!(facet.more.contains(&("missing", "Jam | 2.5".to_owned())));
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn a_join_that_repeats_rows_is_told_from_other_rows() {
    let check = "{ data = 'shop', rows = [['Tea'], ['Cup']] }";
    let join = "FROM products p JOIN orders o ON o.product_id = p.id";
    assert_eq!(wrong(check, &format!("SELECT p.name {join}")), [r#"rows: repeated: +"Tea""#]);
    let thrice = "{ data = 'shop', rows = [['Tea'], ['Tea'], ['Cup']] }";
    assert_eq!(wrong(thrice, &format!("SELECT p.name {join}")), Vec::<String>::new());
    assert_eq!(wrong(thrice, &format!("SELECT DISTINCT p.name {join}")), [r#"rows: merged: -"Tea""#]);
    assert_eq!(
        wrong(thrice, "SELECT name FROM products WHERE category = NULL"),
        [r#"rows: none: -"Cup" -"Tea" -"Tea""#]
    );
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn null_is_a_value_of_its_own() {
    let check = r#"{ data = 'shop', rows_json = '[["Jam", null], ["Mug", "home"]]' }"#;
    assert_eq!(wrong(check, "SELECT name, category FROM products WHERE id > 2"), Vec::<String>::new());
    let texts = wrong(check, "SELECT name, coalesce(category, 'NULL') FROM products WHERE id > 2");
    assert_eq!(texts, [r#"rows: other: -"Jam"|NULL +"Jam"|"NULL""#]);
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn without_rows_the_reference_says_what_is_right() {
    let checks = ["{ data = 'shop', rows = [['Jam']] }", "{ data = 'hidden' }"];
    let reference = "SELECT name FROM products WHERE category IS NULL";
    let both = |sql: &str| seen(&checks, sql, reference).iter().map(failed).collect::<Vec<_>>();
    assert_eq!(both("SELECT name FROM products WHERE category IS NULL"), [Vec::<String>::new(), vec![]]);
    let fits = both("SELECT name FROM products WHERE id = 3");
    assert_eq!(
        fits,
        [vec![], vec![r#"rows: none: -"Pan" -"Pot""#.to_owned()]],
        "a constant fits the visible data only"
    );
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn a_reference_that_cannot_be_compared_with_is_nobodys_mistake() {
    let check = build("{ data = 'shop' }", Sql::build).unwrap();
    for (reference, told) in
        [("", "has no query"), ("SELECT nope", "is not accepted: column \"nope\" does not exist (42703)")]
    {
        let error = bench("SELECT 1", reference).with(|sandbox| Sql::run(&[&check], sandbox)).unwrap_err().to_string();
        assert!(error.contains(told), "{error}");
    }
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn what_is_not_accepted_is_told_with_its_place() {
    let seen = one(CHEAP, "-- my query\nSELECT name,\n       prize FROM products");
    let crash = seen.crash.clone().unwrap();
    assert_eq!(
        (crash.kind.as_str(), crash.at, crash.line.as_str()),
        ("42703", Some(3), "column \"prize\" does not exist")
    );
    assert!(crash.is_of_sql() && !seen.passed());
    assert!(shown(&seen).starts_with("main.sql:3:8\n       prize FROM products\n       ^\n"), "{}", shown(&seen));
    for (sql, code) in [
        ("SELECT name price FROM products;;", None),
        ("SELEC name", Some("42601")),
        ("SELECT 'open", Some("42601")),
        ("SELECT * FROM product", Some("42P01")),
        ("SELECT name, count(*) FROM products", Some("42803")),
        ("SELECT 'x'::integer", Some("22P02")),
        ("INSERT INTO products VALUES (1, 'a', 'b', 1)", Some("23505")),
        ("INSERT INTO products VALUES (9, 'a', 'b', NULL)", Some("23502")),
        ("INSERT INTO orders VALUES (9, 99)", Some("23503")),
        ("\\dt", Some("42601")),
    ] {
        assert_eq!(one(CHEAP, sql).crash.map(|crash| crash.kind).as_deref(), code, "{sql}");
    }
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn nothing_is_no_answer() {
    for sql in ["", " \n", "-- SELECT name, price FROM products\n;"] {
        let seen = one(CHEAP, sql);
        assert_eq!((failed(&seen), seen.passed()), (vec!["query: empty".to_owned()], false), "{sql}");
    }
    assert_eq!(wrong(CHEAP, "UPDATE products SET price = 1"), ["rows: no result"]);
    let check = build(CHEAP, Sql::build).unwrap();
    let mut bench = bench("", "");
    bench.submission = crate::check::testing::files(&[("other.sql", "")]);
    let seen = bench.with(|sandbox| Sql::run(&[&check], sandbox).unwrap());
    assert!(seen[0].as_ref().unwrap().crash.as_ref().unwrap().at_start);
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn each_part_is_judged_alone() {
    let checks = ["one", "two", "three"].map(|part| format!("{{ data = 'shop', part = '{part}', rows = [[1]] }}"));
    let checks: Vec<&str> = checks.iter().map(String::as_str).collect();
    let sql = "-- query: one\nSELECT 1;\n-- query: two\nSELECT 'open;\n-- query: thre\nSELECT 1;\n";
    let seen = seen(&checks, sql, "");
    assert!(seen[0].passed());
    assert_eq!(seen[1].crash.as_ref().map(|crash| (crash.kind.as_str(), crash.at)), Some(("42601", Some(4))));
    assert_eq!(failed(&seen[2]), ["query: unmarked"]);
    assert!(seen[2].facets[0].actual.contains("is it `-- query: thre`?"), "{}", seen[2].facets[0].actual);
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn what_one_check_changes_does_not_reach_the_next() {
    let check = "{ data = 'shop', part = 'a', then = [{ query = 'SELECT count(*) FROM orders', rows = [[0]] }] }";
    let after = "{ data = 'shop', part = 'b', rows = [[3]] }";
    let sql = "-- query: a\nBEGIN; DELETE FROM orders; COMMIT;\n-- query: b\nSELECT count(*) FROM orders";
    let seen = seen(&[check, after, check], sql, "");
    assert_eq!(seen.iter().map(Seen::passed).collect::<Vec<_>>(), [true; 3]);
    let open = "-- query: a\nBEGIN; DELETE FROM orders;";
    assert_eq!(wrong(check, open), [r#"rows afterwards: other: -"0" +"3""#], "what is not committed is not there");
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn effects_statements_and_runs_are_counted() {
    let check = "{ data = 'shop', times = 2, statements = 1, commands = { insert = 1 }, \
                 then = [{ query = 'SELECT id, product_id FROM orders WHERE id > 2', rows = [[3, 4], [4, 4]] }] }";
    let upsert =
        "INSERT INTO orders VALUES (3, 4), (4, 4) ON CONFLICT (id) DO UPDATE SET product_id = EXCLUDED.product_id";
    assert_eq!(wrong(check, upsert), Vec::<String>::new());
    let twice = one(check, "UPDATE orders SET product_id = 4 WHERE id = 3; INSERT INTO orders VALUES (4, 4)");
    assert_eq!(
        twice.crash.as_ref().unwrap().line,
        "when it is run once more: duplicate key value violates unique constraint \"orders_pkey\""
    );
    assert_eq!(failed(&twice), ["statements: 2", "query: 23505"]);
    let gone = wrong(check, "WITH x AS (SELECT 1) DELETE FROM orders");
    assert_eq!(gone, ["INSERT statements: 0", r#"rows afterwards: none: -"3"|"4" -"4"|"4""#]);
    assert_eq!(wrong(check, "DROP TABLE IF EXISTS orders"), ["INSERT statements: 0", "rows afterwards: 42P01"]);
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn types_tolerance_and_plans_are_asked_for() {
    let check = "{ data = 'shop', columns = ['mean'], rows = [[5.1]], tolerance = 0.01, types = { mean = ['numeric', 'double precision'] } }";
    assert_eq!(wrong(check, "SELECT avg(price) AS mean FROM products"), Vec::<String>::new());
    assert_eq!(wrong(check, "SELECT '5.1' AS mean"), ["type of mean: text"]);
    assert_eq!(wrong(check, "SELECT 5.2 AS mean"), [r#"rows: other: -"5.1" +"5.2""#]);
    let plan = "{ data = 'shop', rows = [['Jam']], plan = { never = ['Sort'], uses = ['Seq Scan on products'] } }";
    assert_eq!(wrong(plan, "SELECT name FROM products WHERE category IS NULL"), Vec::<String>::new());
    assert_eq!(
        wrong(plan, "SELECT name FROM products WHERE category IS NULL ORDER BY name"),
        ["plan without Sort: Seq Scan on products, Sort"]
    );
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn what_does_not_end_is_stopped() {
    let check = build(CHEAP, Sql::build).unwrap();
    let mut bench = bench("SELECT pg_sleep(60)", "");
    bench.limits = Limits { time: Duration::from_millis(200), ..bench.limits };
    let seen = bench.with(|sandbox| Sql::run(&[&check], sandbox).unwrap()).remove(0).unwrap();
    assert!(seen.timed_out() && seen.crash.is_none());
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "needs PostgreSQL: apt install postgresql, or brew install postgresql")]
fn a_rank_with_ties_is_ordered_only_as_far_as_it_was_asked() {
    let sql =
        |order: &str| format!("SELECT name, rank() OVER (ORDER BY price DESC) AS place FROM products ORDER BY {order}");
    let check = "{ data = 'shop', columns = ['name', 'place'], order = ['place'], rows = [['Mug', 1], ['Cup', 2], ['Tea', 2], ['Jam', 4]] }";
    for order in ["place", "2, name", "2, name DESC"] {
        assert_eq!(wrong(check, &sql(order)), Vec::<String>::new(), "{order}");
    }
    assert_eq!(wrong(check, &sql("name")), ["order: other"]);
    let total = check.replace("['place'],", "'total',");
    assert_eq!(wrong(&total, &sql("2, name DESC")), ["order: other"]);
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let told = |check: &str| build(check, Sql::build).map(|_| ()).unwrap_err();
    let refused = [
        ("{ data = 's', rows = [[1]], rows_json = '[[1]]' }", "the rows are given twice"),
        ("{ data = 's', rows = [[1, 2], [1]] }", "this row has 1 values, and there are 2 columns"),
        ("{ data = 's', columns = ['a'], rows = [[1, 2]] }", "this row has 2 values, and there is 1 column"),
        ("{ data = 's', rows = [] }", "no rows of no columns"),
        ("{ data = 's', rows = [[[1]]] }", "a value is a text, a number, or true or false"),
        ("{ data = 's', rows_json = '{}' }", "these are no rows of JSON"),
        ("{ data = 's', columns = ['a', 'a'] }", "columns are named once each, and one at least"),
        ("{ data = 's', order = 'up' }", "there is no order `up`"),
        ("{ data = 's', columns = ['price'], order = ['prize'] }", "`columns` has no `prize`"),
        ("{ data = 's', tolerance = 0.0 }", "a tolerance is a number above 0"),
        ("{ data = 's', columns = ['a'], types = { b = 'text' } }", "`columns` has no `b`"),
        ("{ data = 's', columns = ['a'], types = { a = 'txt' } }", "there is no type `txt` here"),
        ("{ data = 's', part = 'Two Words' }", "`Two Words` cannot name a query"),
        ("{ data = 's', times = 1 }", "`times` is 2 to 10"),
        ("{ data = 's', statements = 0 }", "a part without statements never passes"),
        ("{ data = 's', commands = { drop = 1 } }", "there is no command `drop` here"),
        ("{ data = 's', then = [{ query = ' ' }] }", "there is no query"),
    ];
    for (check, message) in refused {
        assert_eq!(told(check), [message], "{check}");
    }
}

#[test]
fn every_example_of_the_authors_guide_can_be_meant() {
    let guide = include_str!("../../../curriculum/README.md");
    let of = |kind: &str| {
        let start = format!("{kind} = {{");
        let lines = guide.lines().filter(|line| line.starts_with(&start)).map(|line| line.split(" #").next().unwrap());
        lines.map(|line| line.split_once(" = ").unwrap().1.to_owned()).collect::<Vec<_>>()
    };
    let (queries, tables) = (of("sql"), of("schema"));
    for example in &queries {
        assert!(build(example, Sql::build).is_ok(), "{example}");
    }
    for example in &tables {
        assert!(build(example, Schema::build).is_ok(), "{example}");
    }
    assert!(queries.len() > 5 && tables.len() > 5);
}
