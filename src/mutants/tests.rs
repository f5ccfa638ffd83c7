//! Every mutation, in every language, and what is left alone.

use super::*;

const SERVER: Looks = Looks { at_server: true, at_output: false };
const NOTHING: Looks = Looks { at_server: false, at_output: false };

/// The programs that a mutation makes of a text.
fn made(name: &str, text: &str, mutation: Mutation, looks: Looks) -> Vec<String> {
    let mut found = changes(name, text, looks);
    found.retain(|one| one.mutation == mutation);
    found.sort_by_key(|one| one.range.start);
    found.into_iter().map(|one| replaced(text, &one.range, &one.with)).collect()
}

fn js(text: &str, mutation: Mutation) -> Vec<String> {
    made("main.js", text, mutation, NOTHING)
}

fn py(text: &str, mutation: Mutation) -> Vec<String> {
    made("main.py", text, mutation, NOTHING)
}

fn sql(text: &str, mutation: Mutation) -> Vec<String> {
    made("main.sql", text, mutation, NOTHING)
}

#[test]
fn numbers_are_one_more_one_less_and_nothing() {
    assert_eq!(js("f(5)", Mutation::Number), ["f(6)", "f(4)", "f(0)"]);
    assert_eq!(js("f(0); g(1)", Mutation::Number), ["f(1); g(1)", "f(0); g(2)", "f(0); g(0)"]);
    assert_eq!(py("f(1.80)", Mutation::Number), ["f(2.80)", "f(0)"]);
    assert_eq!(sql("SELECT a FROM t LIMIT 2", Mutation::Number).len(), 3);
    assert_eq!(js("f(0xff)", Mutation::Number), [""; 0]);
    assert_eq!(made("main.redis", "INCR a\nEXPIRE a 60\n", Mutation::Number, NOTHING).len(), 2);
}

#[test]
fn statuses_are_those_that_people_send_instead() {
    let made = |text| made("main.js", text, Mutation::Status, SERVER);
    assert_eq!(made("reply(201); reply(404)"), ["reply(200); reply(404)", "reply(201); reply(400)"]);
    assert_eq!(js("f(201)", Mutation::Number).len(), 3, "without a server it is a number");
}

#[test]
fn comparisons_and_operations_are_swapped() {
    assert_eq!(js("a < b && c >= d", Mutation::OneOff), ["a <= b && c >= d", "a < b && c > d"]);
    assert_eq!(js("a === b; c !== d", Mutation::Equality), ["a !== b; c !== d", "a === b; c === d"]);
    assert_eq!(py("a == b", Mutation::Equality), ["a != b"]);
    assert_eq!(
        py("a is None or b is not None", Mutation::Equality),
        ["a is not None or b is not None", "a is None or b is None"]
    );
    assert_eq!(js("a + b * -c", Mutation::Arithmetic), ["a - b * -c", "a + b / -c"]);
    assert_eq!(py("f(*a, **b) // c % -d", Mutation::Arithmetic), ["f(*a, **b) / c % -d", "f(*a, **b) // c * -d"]);
    assert_eq!(js("a += 1", Mutation::Arithmetic), ["a -= 1"]);
    assert_eq!(js("a && b || c ?? d", Mutation::Logic).len(), 3);
    assert_eq!(py("a and b or c", Mutation::Logic), ["a or b or c", "a and b and c"]);
    assert_eq!(js("f(true)", Mutation::Truth), ["f(false)"]);
    assert_eq!(sql("SELECT 1 FROM t WHERE a = 1 AND b < 2", Mutation::Logic), ["SELECT 1 FROM t WHERE a = 1 OR b < 2"]);
    assert_eq!(sql("SELECT 1 FROM t WHERE a BETWEEN 1 AND 2", Mutation::Logic), [""; 0]);
    assert_eq!(sql("UPDATE t SET a = 1 WHERE b = 2", Mutation::Equality), ["UPDATE t SET a = 1 WHERE b <> 2"]);
}

#[test]
fn conditions_are_turned_round() {
    assert_eq!(js("if (a) { f(); }", Mutation::Negated), ["if (!(a)) { f(); }"]);
    assert_eq!(js("x = !a;", Mutation::Negated), ["x = a;"]);
    assert_eq!(py("if a:\n    f()\n", Mutation::Negated), ["if not (a):\n    f()\n"]);
    assert_eq!(py("x = not a\ny = b not in c\nz = b in c\n", Mutation::Negated).len(), 3);
    assert_eq!(py("x = [a for a in b if a in c]\nfor d in e:\n    pass\n", Mutation::Negated).len(), 1);
}

#[test]
fn statements_branches_and_guards_are_left_out() {
    let text = "let n = 0;\nn += 1;\nif (n > 1) {\n  f(n);\n}\n";
    assert_eq!(
        js(text, Mutation::StatementDropped),
        ["let n = 0;\nif (n > 1) {\n  f(n);\n}\n", "let n = 0;\nn += 1;\nif (n > 1) {\n}\n"]
    );
    assert_eq!(js(text, Mutation::BranchDropped), ["let n = 0;\nn += 1;\n"]);
    let guard = "function f(a) {\n  if (!a) return null;\n  return a.b;\n}\n";
    assert_eq!(js(guard, Mutation::GuardDropped), ["function f(a) {\n  return a.b;\n}\n"]);
    assert_eq!(js(guard, Mutation::StatementDropped), ["function f(a) {\n  if (!a) return null;\n}\n"]);
    let both = "if (a) {\n  f();\n} else {\n  g();\n}\n";
    assert_eq!(js(both, Mutation::ElseDropped), ["if (a) {\n  f();\n} \n"]);
    assert_eq!(js(both, Mutation::BranchDropped), ["if (false) {\n  f();\n} else {\n  g();\n}\n"]);
}

#[test]
fn the_same_in_python() {
    let text =
        "def f(a):\n    \"\"\"Says.\"\"\"\n    if a is None:\n        return 1\n    n = 2\n    n = a\n    return n\n";
    assert_eq!(py(text, Mutation::GuardDropped), [text.replace("    if a is None:\n        return 1\n", "")]);
    assert_eq!(
        py(text, Mutation::StatementDropped),
        [text.replace("    n = a\n", ""), text.replace("    return n\n", "")]
    );
    let both = "if a:\n    f()\nelif b:\n    g()\nelse:\n    h()\n";
    assert_eq!(py(both, Mutation::ElseDropped), ["if a:\n    f()\n", "if a:\n    f()\nelif b:\n    g()\n"]);
    assert_eq!(py(both, Mutation::BranchDropped).len(), 2);
    assert_eq!(py(both, Mutation::StatementDropped)[0], both.replace("f()", "pass"));
    assert_eq!(py("for a in b:\n    if a: f(a)\n", Mutation::StatementDropped), ["for a in b:\n    if a: pass\n"]);
}

#[test]
fn neighbours_change_places() {
    assert_eq!(js("f(a, b + 1)", Mutation::ArgumentsSwapped), ["f(b + 1, a)"]);
    assert_eq!(py("f(a, b, key=c)\ndef g(a, b):\n    pass\n", Mutation::ArgumentsSwapped).len(), 1);
    assert_eq!(js("function f(a, b) {}\nconst g = (a, b) => a;\nif (a, b) {}", Mutation::ArgumentsSwapped), [""; 0]);
    assert_eq!(js("n.push(1);\nn.sort();\n", Mutation::StatementsSwapped), ["n.sort();\nn.push(1);\n"]);
    assert_eq!(js("f(a);\ng(b);\n", Mutation::StatementsSwapped), [""; 0], "they have nothing in common");
    let guards = "def f(a):\n    if a < 1:\n        return 1\n    if a < 2:\n        return 2\n    return 3\n";
    assert_eq!(py(guards, Mutation::StatementsSwapped).len(), 1);
}

#[test]
fn nobody_waits_and_nothing_is_cleaned() {
    assert_eq!(js("const a = await f();", Mutation::AwaitMissing), ["const a = f();"]);
    assert_eq!(js("for await (const a of b) {}", Mutation::AwaitMissing), [""; 0]);
    assert_eq!(py("a = await f()", Mutation::AwaitMissing), ["a = f()"]);
    assert_eq!(js("f(a.trim().toLowerCase());", Mutation::CleaningDropped), ["f(a.toLowerCase());", "f(a.trim());"]);
    assert_eq!(py("f(a.strip().lower())", Mutation::CleaningDropped).len(), 2);
}

#[test]
fn headers_are_left_out() {
    let made = |name, text| made(name, text, Mutation::HeaderDropped, SERVER);
    assert_eq!(made("main.js", "res.setHeader(\"Allow\", a);\nf();\n"), ["f();\n"]);
    assert_eq!(
        made("main.js", "f({ \"Content-Type\": a, \"X-Id\": b })"),
        ["f({ \"X-Id\": b })", "f({ \"Content-Type\": a })"]
    );
    assert_eq!(made("main.py", "f(200, {\"Location\": g(a, b)})"), ["f(200, {})"]);
}

#[test]
fn texts_change_and_paths_of_imports_do_not() {
    assert_eq!(
        js("f('ab.', `c${d}e`)", Mutation::Text),
        ["f('abx.', `c${d}e`)", "f('ab.', `cx${d}e`)", "f('ab.', `c${d}ex`)"]
    );
    assert_eq!(js("import a from 'b';\nconst c = require('d');\n'use strict';\n", Mutation::Text), [""; 0]);
    assert_eq!(py("from a import b\n'''Says.'''\nx = f\"{a:>3}!\"\n", Mutation::Text), [""; 0]);
    assert_eq!(py("x = f\"a{b}\"\n", Mutation::Text), ["x = f\"ax{b}\"\n"]);
}

#[test]
fn comments_and_what_nobody_looks_at_stay() {
    let none: Vec<Found> = Vec::new();
    assert_eq!(changes("main.js", "// f(1 < 2)\n/* if (a) {} */\n", NOTHING), none);
    assert_eq!(changes("main.py", "# f(1 < 2)\nif __name__ == \"__main__\":\n    pass\n", NOTHING), none);
    assert_eq!(changes("main.sql", "-- WHERE 1 = 1\n", NOTHING), none);
    assert_eq!(
        changes("main.js", "console.log(\"on\", 1);\nconst p = Number(process.env.PORT || 3000);\n", SERVER),
        none
    );
    assert_eq!(js("listen(p, () => console.log(`on ${p}`));", Mutation::Text), [""; 0]);
    assert_eq!(changes("main.py", "s.send_header(\"Content-Length\", str(len(b)))\n", SERVER), none);
    let looked_at = Looks { at_server: false, at_output: true };
    assert!(!changes("main.js", "console.log(\"on\", 1);\n", looked_at).is_empty());
}

#[test]
fn queries_lose_their_parts() {
    let query = "SELECT a, count(b) FROM t LEFT JOIN u ON t.x = u.x AND u.y > 1 WHERE a = 1 AND b < 2 GROUP BY a \
                 ORDER BY a DESC, b LIMIT 3;\n";
    let one = |mutation, without: &str, with: &str| {
        assert!(
            sql(query, mutation).contains(&query.replace(without, with)),
            "{mutation:?}: {:?}",
            sql(query, mutation)
        );
    };
    one(Mutation::WhereDropped, " WHERE a = 1 AND b < 2", "");
    one(Mutation::ConditionDropped, " AND b < 2", "");
    one(Mutation::ConditionDropped, "a = 1 AND b", " b");
    one(Mutation::ConditionDropped, " AND u.y > 1", "");
    one(Mutation::OrderDropped, " ORDER BY a DESC, b", "");
    one(Mutation::OrderDropped, ", b LIMIT", " LIMIT");
    one(Mutation::Direction, "DESC", "ASC");
    one(Mutation::Direction, ", b LIMIT", ", b DESC LIMIT");
    one(Mutation::LimitDropped, " LIMIT 3", "");
    one(Mutation::Join, "LEFT JOIN", "JOIN");
    one(Mutation::Count, "count(b)", "count(*)");
    assert_eq!(sql("SELECT 1 FROM a JOIN b USING (c)", Mutation::Join), ["SELECT 1 FROM a LEFT JOIN b USING (c)"]);
    assert_eq!(sql("SELECT DISTINCT a FROM b", Mutation::DistinctDropped), ["SELECT a FROM b"]);
    assert_eq!(sql("SELECT coalesce(a, 0), lower(b)", Mutation::FallbackDropped), ["SELECT a, lower(b)"]);
    assert_eq!(sql("SELECT max(a)", Mutation::Aggregate), ["SELECT min(a)"]);
}

#[test]
fn tables_lose_their_rules() {
    let table = "CREATE TABLE t (\n  a int NOT NULL DEFAULT 0 CHECK (a > 0),\n  b int UNIQUE REFERENCES u (id) ON DELETE CASCADE,\n  \
                 PRIMARY KEY (a, b),\n  CONSTRAINT c UNIQUE (b, a)\n);\n";
    let made = sql(table, Mutation::ConstraintDropped);
    for without in [
        " NOT NULL",
        " CHECK (a > 0)",
        " UNIQUE REFERENCES",
        " REFERENCES u (id) ON DELETE CASCADE",
        ",\n  PRIMARY KEY (a, b)",
        ",\n  CONSTRAINT c UNIQUE (b, a)",
    ] {
        let with = if without.ends_with("REFERENCES") { " REFERENCES" } else { "" };
        assert!(made.contains(&table.replace(without, with)), "{without}: {made:#?}");
    }
    assert_eq!(made.len(), 6);
    assert_eq!(sql(table, Mutation::DefaultDropped), [table.replace(" DEFAULT 0", "")]);
    assert_eq!(
        sql(table, Mutation::OnDelete),
        [table.replace(" ON DELETE CASCADE", ""), table.replace("CASCADE", "SET NULL")]
    );
    assert_eq!(sql("ALTER TABLE t ALTER a SET NOT NULL, ADD UNIQUE (b)", Mutation::ConstraintDropped), [""; 0]);
    assert_eq!(sql("CREATE UNIQUE INDEX i ON t (a)", Mutation::ConstraintDropped), ["CREATE INDEX i ON t (a)"]);
}

#[test]
fn statements_of_a_file_are_left_out_unless_a_comment_names_them() {
    let text = "CREATE INDEX a ON t (b);\nCREATE INDEX c ON t (d);\n";
    assert_eq!(sql(text, Mutation::StatementDropped), ["CREATE INDEX c ON t (d);\n", "CREATE INDEX a ON t (b);\n"]);
    assert_eq!(sql("-- query: a\nSELECT 1;\n-- query: b\nSELECT 2;\n", Mutation::StatementDropped), [""; 0]);
}

#[test]
fn a_query_in_a_program_is_changed_as_one() {
    let text = "db.query(\"SELECT a FROM t WHERE b = $1 ORDER BY a\", [b]);\n";
    assert_eq!(js(text, Mutation::WhereDropped), ["db.query(\"SELECT a FROM t ORDER BY a\", [b]);\n"]);
    assert_eq!(
        py("db.execute('''SELECT a\nFROM t\nLIMIT 3''')", Mutation::LimitDropped),
        ["db.execute('''SELECT a\nFROM t''')"]
    );
}

#[test]
fn settings_lose_lines_and_keys() {
    let dropped = |name, text| made(name, text, Mutation::LineDropped, NOTHING);
    assert_eq!(dropped(".env.example", "A=1\n# why\nB=2\n"), ["# why\nB=2\n", "A=1\n# why\n"]);
    let yaml = "a:\n  b: 1\n\n  c: 2\nd: 3\n";
    assert_eq!(
        dropped("compose.yaml", yaml),
        ["d: 3\n", "a:\n\n  c: 2\nd: 3\n", "a:\n  b: 1\n\nd: 3\n", "a:\n  b: 1\n\n  c: 2\n"]
    );
    assert_eq!(dropped("Dockerfile", "FROM a\nRUN b \\\n  c\nCMD d\n").len(), 3);
    assert_eq!(dropped("Dockerfile", "FROM a\nRUN b \\\n  c\nCMD d\n")[1], "FROM a\nCMD d\n");
    assert_eq!(made("main.redis", "SET a 1\nDEL a\n", Mutation::LinesSwapped, NOTHING), ["DEL a\nSET a 1\n"]);
}

#[test]
fn the_cap_is_spread_over_kinds_and_places() {
    let mutant =
        |mutation, line| Mutant { mutation, file: "a".into(), line, range: 0..0, with: String::new(), twin: None };
    let many = (0..90).map(|line| mutant(Mutation::Number, line));
    let few = (0..3).map(|line| mutant(Mutation::OneOff, line));
    let all: Vec<Mutant> = many.chain(few).collect();
    let picked = pick(all.clone(), 10);
    assert_eq!(picked.iter().filter(|one| one.mutation == Mutation::OneOff).count(), 3);
    let lines: Vec<usize> = picked.iter().filter(|one| one.mutation == Mutation::Number).map(|one| one.line).collect();
    assert_eq!(lines, [0, 12, 25, 38, 51, 64, 77]);
    assert_eq!((pick(all.clone(), 10), pick(all.clone(), 93).len(), pick(all, 0).len()), (picked, 93, 0));
}

#[test]
fn every_text_can_be_changed() {
    let hostile = [
        "",
        "if",
        "if (",
        "}",
        "else",
        "try {",
        "case",
        "for",
        "f'{",
        "`${",
        "\\",
        "WHERE",
        "CHECK (",
        "ON DELETE",
        "DEFAULT",
        "a:\n",
        "é",
    ];
    for name in ["main.js", "main.py", "main.sql", "main.redis", "a.yaml", "Dockerfile", ".env"] {
        for (one, other) in hostile.iter().flat_map(|one| hostile.iter().map(move |other| (one, other))) {
            for text in [format!("{one} {other}"), format!("{one}\n  {other}\n")] {
                for found in changes(name, &text, SERVER) {
                    assert!(text.get(found.range.clone()).is_some(), "{name}: {text:?}: {found:?}");
                }
            }
        }
    }
    let deep = ["(", "{", "if (a) {", "`${", "f(() => {", "a ? ", "else "].map(|part| part.repeat(2_000));
    for text in &deep {
        let _ =
            (changes("main.js", text, NOTHING), changes("main.py", text, NOTHING), changes("main.sql", text, NOTHING));
    }
}

#[test]
fn names_of_mutations_are_unique_and_can_be_read() {
    for one in Mutation::ALL {
        assert_eq!(one.name().parse(), Ok(*one));
    }
    assert!("other".parse::<Mutation>().unwrap_err().contains("one-off"));
}

#[test]
fn tests_and_handed_out_data_are_not_changed() {
    let curriculum = crate::curriculum::Curriculum::open(None).0.unwrap();
    let spec = |id: &str| &curriculum.exercises.get(&id.parse().unwrap()).unwrap().spec;
    for track in Track::ALL {
        assert!(!sources(spec("tests-that-catch-mutants"), track).is_empty());
        assert_eq!(propose(spec("tests-that-catch-mutants"), track), []);
        assert!(!propose(spec("calculate-grade"), track).is_empty());
        let of_read = propose(spec("blog-api-read"), track);
        assert!(
            !of_read.is_empty() && of_read.iter().all(|one| one.file != "blog-api-sample.sql"),
            "what is handed out stays"
        );
    }
}
