//! Tests of the checks of designs.

use super::Rubric;
use crate::check::Seen;
use crate::check::testing::{Bench, build, failed, files};
use crate::id::Track;

fn look(text: &str, toml: &str) -> Seen {
    let check = build(toml, Rubric::build).unwrap();
    let mut bench = Bench::file(Track::Node, "design.md", "");
    bench.submission = files(&[("design.md", text), ("src/config.js", "a\nb\n")]);
    bench.with(|sandbox| Rubric::run(&[&check], sandbox)).unwrap().remove(0).unwrap()
}

fn key(text: &str, toml: &str) -> String {
    failed(&look(text, toml)).join(", ")
}

fn table(rows: &[&str]) -> String {
    let head = "# Library\n\n## Routes\n\n| Method | Path | Success | Errors |\n|---|---|---|---|\n";
    format!("{head}{}\n", rows.join("\n"))
}

#[test]
fn rows_are_read_cell_by_cell() {
    let good = table(&["| GET | `/books?author=x` | 200 | 400 |", "| POST | /books/:id/copies | 201 | 404, 422 |"]);
    for toml in [
        "{ sections = ['Routes'] }",
        "{ table = { section = 'Routes', columns = ['Method', 'Path', 'Success', 'Errors'] } }",
        "{ table = { section = 'Routes', at_least = 2 } }",
        "{ table = { section = 'Routes', column = 'Method', one_of = ['GET', 'POST'] } }",
        "{ table = { section = 'Routes', column = 'Success', codes = [200, 299] } }",
        "{ table = { section = 'Routes', column = 'Errors', codes = [400, 499] } }",
        "{ table = { section = 'Routes', column = 'Path', no_verbs = true } }",
        "{ table = { section = 'Routes', column = 'Path', nesting = 1 } }",
        "{ table = { section = 'Routes', row = { Method = 'POST', Path = '/books/{id}/copies', Success = '201' } } }",
        "{ table = { section = 'Routes', row = { Method = 'PUT or POST', Path = '/books/{id}/copies' } } }",
    ] {
        assert_eq!(key(&good, toml), "", "{toml}");
    }
    let bad = table(&["| FETCH | /getBooks | 404 | |", "| GET | /users/1/loans/2/books | ok | 500 |"]);
    for (toml, told) in [
        ("{ table = { section = 'Routes', columns = ['Method', 'Errors'] } }", "columns: empty Errors"),
        ("{ table = { section = 'Routes', columns = ['Auth'] } }", "columns: no Auth"),
        ("{ table = { section = 'Routes', at_least = 3 } }", "rows: 2 of 3"),
        ("{ table = { section = 'Routes', column = 'Method', one_of = ['GET', 'POST'] } }", "Method: other"),
        ("{ table = { section = 'Routes', column = 'Success', codes = [200, 299] } }", "Success: 4xx"),
        ("{ table = { section = 'Routes', column = 'Errors', codes = [400, 499] } }", "Errors: no-code"),
        ("{ table = { section = 'Routes', column = 'Path', no_verbs = true } }", "Path: verb"),
        ("{ table = { section = 'Routes', column = 'Path', nesting = 1 } }", "Path: deep"),
        ("{ table = { section = 'Routes', column = 'Url', nesting = 1 } }", "Url: no-column"),
        ("{ table = { section = 'Routes', row = { Method = 'POST', Path = '/getBooks' } } }", "row: other Method"),
        ("{ table = { section = 'Routes', row = { Path = '/loans' } } }", "row: missing"),
        ("{ table = { section = 'Other', at_least = 1 } }", "table: no-section"),
        ("{ table = { section = 'Library', at_least = 3 } }", "rows: 2 of 3"),
    ] {
        assert_eq!(key(&bad, toml), told, "{toml}");
    }
    assert_eq!(key("## Routes\ntext\n", "{ table = { section = 'Routes', at_least = 1 } }"), "table: no-table");
}

#[test]
fn a_verb_is_told_from_a_thing() {
    for (path, told) in [
        ("/books", ""),
        ("/books/{bookId}", ""),
        ("/bookings/:id", ""),
        ("/book", ""),
        ("/returns", ""),
        ("/checklists", ""),
        ("/getBooks", "Path: verb"),
        ("/GetBooks", "Path: verb"),
        ("/books/create", "Path: verb"),
        ("/loans/{id}/return", "Path: verb"),
        ("/loan-create", "Path: verb"),
        ("/search_books", "Path: verb"),
    ] {
        let text = table(&[&format!("| GET | {path} | 200 | 404 |")]);
        assert_eq!(key(&text, "{ table = { section = 'Routes', column = 'Path', no_verbs = true } }"), told, "{path}");
    }
}

#[test]
fn evidence_names_places_that_exist() {
    let toml = "{ evidence = { section = 'Audit', at_least = 1 } }";
    for (text, told) in [
        ("## Audit\n| F | E |\n|---|---|\n| III | `src/config.js:2` |\n", ""),
        ("## Audit\nsrc/config.js:3\n", "evidence: no-line"),
        ("## Audit\nsrc/none.js:1\n", "evidence: no-file"),
        ("## Audit\n../../etc/passwd.d:1\n", "evidence: no-file"),
        ("## Audit\nhttp://localhost.x:3000 at 12:30\n", "evidence: few"),
        ("## Other\n", "evidence: no-section"),
    ] {
        assert_eq!(key(text, toml), told, "{text}");
    }
}

#[test]
fn a_point_of_the_review_is_ticked_with_evidence_from_the_text() {
    let toml = "{ review = { section = 'Review', points = ['Paths are nouns'] } }";
    let text = |point: &str| format!("## Routes\n`/books`\n## Review\n{point}\n");
    for (point, told) in [
        ("- [x] Paths are nouns.\n  Evidence: `/books`", ""),
        ("- [x] Paths are nouns\n\n  Evidence: see `/books`", ""),
        ("- [ ] Paths are nouns\n  Evidence: `/books`", "open"),
        ("- Paths are nouns", "open"),
        ("- [x] Paths are nouns", "no-evidence"),
        ("- [x] Paths are nouns\n  Evidence: TODO", "no-evidence"),
        ("- [x] Paths are nouns\n  Evidence: all of them", "no-place"),
        ("- [x] Paths are nouns\n  Evidence: `/loans`", "not-there"),
        ("- [x] Something else", "missing"),
    ] {
        let told = if told.is_empty() { String::new() } else { format!("review Paths are nouns: {told}") };
        assert_eq!(key(&text(point), toml), told, "{point}");
    }
    assert_eq!(key("## Routes\n", toml), "review: no-section");
}

#[test]
fn checks_that_cannot_be_meant_are_refused() {
    for (toml, problem) in [
        ("{ }", "nothing is asked of this file"),
        ("{ table = { section = 'A' } }", "nothing is asked of this table"),
        ("{ table = { section = 'A', no_verbs = true } }", "of which column?"),
        ("{ table = { section = 'A', column = 'B', at_least = 1 } }", "belongs to another question"),
        ("{ table = { section = 'A', at_least = 1, columns = ['B'] } }", "asks 2 things"),
        ("{ sums = { at_least = 0 } }", "no sums"),
        ("{ sums = { at_least = 1, within = 10.0 } }", "between 0 and 1"),
        ("{ review = { section = 'A', points = [] } }", "an empty list"),
    ] {
        let found = build(toml, Rubric::build).unwrap_err();
        assert!(found.iter().any(|message| message.contains(problem)), "{toml}: {found:?}");
    }
}
