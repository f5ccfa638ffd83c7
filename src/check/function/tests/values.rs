//! Values of both languages, handed back by real runtimes.

use super::*;

/// What came, as people are told.
fn actual(track: Track, body: &str) -> String {
    let (program, line) = match track {
        Track::Node => (format!("exports.f = () => {body};"), "name = \"f\"\nreturns = \"?\""),
        Track::Python => (format!("def f():\n    return {body}\n"), "name = \"f\"\nreturns = \"?\""),
    };
    facet(&look(track, &program, &[line])[0], "value").actual.clone()
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn values_are_told_in_the_language_of_the_path() {
    for (body, told) in [
        ("\"8\"", "the text \"8\""),
        ("undefined", "nothing (undefined)"),
        ("null", "nothing (null)"),
        ("true", "true"),
        ("NaN", "NaN"),
        ("-Infinity", "-Infinity"),
        ("10n ** 20n", "the BigInt 100000000000000000000n"),
        ("[1, [undefined], \"a\"]", "the list [1, [undefined], \"a\"]"),
        ("({ a: 1, \"b c\": new Date(0) })", "the record { a: 1, \"b c\": the Date 1970-01-01T00:00:00.000Z }"),
        ("new Map([[1, 2]])", "the map Map {1 => 2}"),
        ("new Set([2, 1])", "the set Set {1, 2}"),
        ("new (class Dog { constructor() { this.age = 3; } })()", "the object Dog { age: 3 }"),
        ("(x) => x", "a function"),
        ("class A {}", "a class"),
        ("Promise.resolve(8)", "a promise"),
        ("Promise.reject(new Error(\"late\"))", "a promise"),
        ("{ const a = []; a.push(a); return a; }", "the list [itself again]"),
        ("({ get a() { throw 1; } })", "a value that cannot be looked at"),
        ("\"\\ud800\"", "the text \"\u{fffd}\""),
        ("Symbol(\"x\")", "a symbol"),
        ("new Error(\"no\")", "the Error \"no\", handed back instead of thrown"),
    ] {
        assert_eq!(actual(Track::Node, body), told, "{body}");
    }
    for (body, told) in [
        ("\"8\"", "the text \"8\""),
        ("None", "nothing (None)"),
        ("True", "True"),
        ("float(\"nan\")", "nan"),
        ("10 ** 20", "100000000000000000000"),
        ("2 ** 100000", "a whole number with thousands of digits"),
        ("(1, \"a\")", "the tuple (1, \"a\")"),
        ("{2, 1}", "the set {1, 2}"),
        ("{\"a\": [None], \"b\": 1.0}", "the record {\"a\": [None], \"b\": 1.0}"),
        ("{1: 2}", "the record {1: 2}"),
        ("__import__(\"decimal\").Decimal(\"1.10\")", "the Decimal 1.10"),
        ("(x for x in [1])", "a generator"),
        ("map(str, [1])", "a map object, which gives its values one by one"),
        ("f", "a function"),
        ("__import__(\"asyncio\").sleep(0)", "a coroutine"),
        ("b\"x\"", "the bytes b'x'"),
        ("\"\\udc80\"", "the text \"\u{fffd}\""),
        ("(lambda a: a.append(a) or a)([])", "the list [itself again]"),
    ] {
        assert_eq!(actual(Track::Python, body), told, "{body}");
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_huge_result_is_cut_and_never_right() {
    let node = "exports.f = () => Array(3e6).fill(1); exports.g = () => \"x\".repeat(1e7);";
    let python = "def f():\n    return [1] * 3_000_000\ndef g():\n    return 'x' * 10_000_000\n";
    for (track, program) in [(Track::Node, node), (Track::Python, python)] {
        for seen in look(track, program, &["name = \"f\"\ntype = \"text\"", "name = \"g\"\nreturns = \"x\""]) {
            assert!(!seen.passed());
            assert!(seen.facets.iter().all(|facet| facet.actual.len() < 300), "{seen:?}");
        }
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn types_are_told_apart() {
    let line = |kind: &str| format!("name = \"f\"\ntype = \"{kind}\"");
    let kinds = ["text", "number", "integer", "boolean", "list", "record", "nothing"];
    let right = |track, program: &str| {
        let lines: Vec<String> = kinds.iter().map(|kind| line(kind)).collect();
        let seen = look(track, program, &lines.iter().map(String::as_str).collect::<Vec<_>>());
        kinds.into_iter().zip(&seen).filter(|(_, seen)| seen.passed()).map(|(kind, _)| kind).collect::<Vec<_>>()
    };
    for (node, python, kinds) in [
        ("\"1\"", "'1'", vec!["text"]),
        ("1.5", "1.5", vec!["number"]),
        ("41", "41", vec!["number", "integer"]),
        ("false", "False", vec!["boolean"]),
        ("[]", "[]", vec!["list"]),
        ("({})", "{}", vec!["record"]),
        ("undefined", "None", vec!["nothing"]),
    ] {
        assert_eq!(right(Track::Node, &format!("exports.f = () => {node};")), kinds);
        assert_eq!(right(Track::Python, &format!("def f():\n    return {python}\n")), kinds);
    }
    assert_eq!(right(Track::Python, "def f():\n    return 41.0\n"), ["number"], "a float is no int");
    assert_eq!(right(Track::Node, "exports.f = () => 41.0;"), ["number", "integer"]);
}
