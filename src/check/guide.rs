//! The author's guide says what is: every example of a check in it is one, and every kind has an example.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Spanned;

use super::{Check, RawCheck};
use crate::diagnostic::{Diagnostics, Source};

fn guide() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("curriculum/README.md")).unwrap()
}

/// The checks of the guide: from a line that begins with `kind = {` to where that is complete.
fn examples(guide: &str) -> Vec<(&str, String)> {
    let lines: Vec<&str> = guide.lines().collect();
    let kind = |line: &str| Check::WORDS.iter().find(|word| line.starts_with(&format!("{word} = {{"))).copied();
    let whole = |from: usize| {
        let ends = (from + 1..=lines.len()).take_while(|end| !lines[end - 1].starts_with("```"));
        let mut texts = ends.map(|end| lines[from..end].join("\n"));
        texts.find(|text| toml::from_str::<toml::Table>(text).is_ok()).unwrap_or_else(|| lines[from].to_owned())
    };
    lines.iter().enumerate().filter_map(|(at, line)| Some((kind(line)?, whole(at)))).collect()
}

#[test]
fn every_example_of_a_check_is_one() {
    let guide = guide();
    for (kind, example) in examples(&guide) {
        let text = format!("[check]\n{example}\n");
        let mut document: std::collections::BTreeMap<String, Spanned<RawCheck>> =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{example}: {}", error.message()));
        let mut all = Diagnostics::default();
        let source = Arc::new(Source { name: "README.md".into(), text });
        let entry = RawCheck::build(document.remove("check").unwrap(), &mut all.file(source));
        let told: Vec<_> = all.iter().map(|one| one.message.clone()).collect();
        assert!(told.is_empty(), "{example}: {told:?}");
        assert_eq!(entry.unwrap().check.kind(), kind);
    }
}

#[test]
fn every_kind_has_an_example() {
    let guide = guide();
    let shown: Vec<&str> = examples(&guide).into_iter().map(|(kind, _)| kind).collect();
    for word in Check::WORDS.iter().filter(|word| **word != "answer") {
        assert!(shown.contains(word), "the guide shows no `{word}`");
    }
    assert!(guide.contains("[check.answer]"));
}
