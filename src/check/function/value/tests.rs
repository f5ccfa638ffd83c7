//! Values of both languages, compared and written down.

use super::*;

fn json(text: &str) -> Value {
    Value::from_json(serde_json::from_str(text).unwrap())
}

fn number(digits: &str) -> Value {
    Value::Number(digits.to_owned())
}

fn met(expected: &Value, actual: &Value) -> bool {
    expected.is_met_by(actual, 0.0, Track::Python)
}

#[test]
fn the_same_number_is_the_same_however_it_is_written() {
    assert!(met(&number("212"), &number("212.0")));
    assert!(met(&number("1e21"), &number("1e+21")));
    assert!(met(&number("0"), &number("-0.0")));
    assert!(met(&number("NaN"), &number("nan")));
    assert!(met(&number("inf"), &number("Infinity")));
    assert!(!met(&number("9007199254740993"), &number("9007199254740992")));
    assert!(!met(&number("0.3"), &number("0.30000000000000004")));
    assert!(number("0.3").is_met_by(&number("0.30000000000000004"), 1e-9, Track::Node));
}

#[test]
fn values_of_different_kinds_are_never_the_same() {
    let all = [
        number("1"),
        Value::Boolean(true),
        Value::Text("1".into()),
        Value::Null,
        Value::Undefined,
        Value::List(vec![number("1")]),
        Value::Tuple(vec![number("1")]),
        Value::Set(vec![number("1")]),
        json("{\"0\": 1}"),
        Value::BigInt("1".into()),
        Value::Other("1".into()),
        Value::Cut("1".into()),
    ];
    for expected in all.iter().take(6).chain([&json("{\"0\": 1}")]) {
        for actual in &all {
            let same = expected == actual && *expected != Value::Undefined;
            assert_eq!(met(expected, actual), same, "{expected:?} {actual:?}");
        }
    }
}

#[test]
fn the_order_of_keys_does_not_matter_and_every_key_does() {
    let record = json(r#"{"a": 1, "b": [1, 2]}"#);
    assert!(met(&record, &json(r#"{"b": [1, 2.0], "a": 1}"#)));
    assert!(!met(&record, &json(r#"{"a": 1}"#)));
    assert!(!met(&record, &json(r#"{"a": 1, "b": [2, 1]}"#)));
    assert!(!met(&record, &json(r#"{"a": 1, "b": [1, 2], "c": 0}"#)));
}

#[test]
fn each_language_spells_in_its_own_way() {
    let record = json(r#"{"id": 1, "is on": [true, null, "a\n\"b\""], "f": 212.0}"#);
    assert_eq!(record.phrase(Track::Node), r#"the record { id: 1, "is on": [true, null, "a\n\"b\""], f: 212 }"#);
    let python = r#"the record {"id": 1, "is on": [True, None, "a\n\"b\""], "f": 212.0}"#;
    assert_eq!(record.phrase(Track::Python), python);
    assert_eq!(Value::Undefined.phrase(Track::Node), "nothing (undefined)");
    assert_eq!(Value::Null.phrase(Track::Python), "nothing (None)");
    assert_eq!(Value::Tuple(vec![number("1")]).phrase(Track::Python), "the tuple (1,)");
    assert_eq!(Value::Set(vec![number("2"), number("1")]).phrase(Track::Python), "the set {1, 2}");
    assert_eq!(number("inf").phrase(Track::Node), "Infinity");
}

#[test]
fn keys_leave_out_the_digits_in_which_machines_differ() {
    assert_eq!(number("24.324324324324323").key(Track::Node), number("24.32432432432432").key(Track::Node));
    assert_eq!(number("97.0").key(Track::Python), number("97").key(Track::Python));
    assert_ne!(number("0.1").key(Track::Python), Value::Text("0.1".into()).key(Track::Python));
}

#[test]
fn nothing_hostile_reaches_the_terminal() {
    assert_eq!(Value::Text("\u{1b}[2Jx\u{202e}".into()).literal(Track::Node), "\"x\\u{202e}\"");
    assert!(Value::Text("x".repeat(10_000)).phrase(Track::Node).chars().count() < 210);
}
