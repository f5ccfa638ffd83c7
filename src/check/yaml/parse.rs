//! YAML as values: anchors and merge keys resolved, faults with their place.

use serde_json::Value;
use serde_saphyr::{Error, Options};

use crate::check::document::Fault;

/// Reads one document.
pub(super) fn parse(text: &str) -> Result<Value, Fault> {
    if let Some(fault) = tab(text) {
        return Err(fault);
    }
    let mut options = Options::default();
    options.with_snippet = false;
    serde_saphyr::from_str_with_options::<Value>(text, options).map_err(|error| {
        let at = error.location().map(|place| (number(place.line()), number(place.column()))).filter(|at| at.0 > 0);
        let key = if matches!(error, Error::DuplicateMappingKey { .. }) { "duplicate-key" } else { "broken" };
        // The place is told apart from the words.
        let said = error.to_string();
        let first = said.lines().next().unwrap_or_default();
        let what = first.split(" at line ").next().unwrap_or(first).trim().to_owned();
        Fault { key, at, what }
    })
}

fn number(number: impl TryInto<usize>) -> usize {
    number.try_into().unwrap_or(0)
}

/// A tab in the indentation, which YAML never takes for blanks. Parsers tell it in many odd ways.
fn tab(text: &str) -> Option<Fault> {
    let indented = |line: &str| {
        line.find(|c: char| c != ' ').filter(|at| line.get(*at..).is_some_and(|rest| rest.starts_with('\t')))
    };
    let (number, at) = text.lines().enumerate().find_map(|(number, line)| Some((number, indented(line)?)))?;
    let what = "a tab: YAML is indented with spaces alone".to_owned();
    Some(Fault { key: "tab", at: Some((number + 1, at + 1)), what })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn anchors_and_merge_keys_are_resolved() {
        let text = "x: &x { a: 1, b: 2 }\ny:\n  <<: *x\n  b: 3\n";
        assert_eq!(parse(text).unwrap()["y"], json!({ "a": 1, "b": 3 }));
    }

    #[test]
    fn on_is_a_word_and_a_version_may_be_a_number() {
        let value = parse("on: push\nyes: no\nv: [3.10, '3.10', 08]\n").unwrap();
        assert_eq!(value["on"], "push");
        assert_eq!(value["v"][0], 3.1);
        assert_eq!(value["v"][1], "3.10");
    }

    #[test]
    fn faults_have_their_place() {
        let fault = |text: &str| {
            let fault = parse(text).unwrap_err();
            (fault.key, fault.at)
        };
        assert_eq!(fault("a: 1\nb: 2\na: 3\n"), ("duplicate-key", Some((3, 1))));
        assert_eq!(fault("a:\n  b: 1\n\tc: 2\n"), ("tab", Some((3, 1))));
        assert_eq!(fault("a:\n  b: 1\n c: 2\n").0, "broken");
        assert_eq!(fault("a: [1\n").0, "broken");
        let said = parse("a: 1\nb: 2\na: 3\n").unwrap_err().what;
        assert!(said.contains('a') && !said.contains("line"), "{said}");
    }
}
