//! The author's guide says what is: every example of a check in it is one, and every kind has an example.

use std::path::Path;
use std::sync::Arc;

use toml::Spanned;

use super::{Check, RawCheck};
use crate::diagnostic::{Diagnostics, Source};

fn guide() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("curriculum/README.md")).unwrap()
}

/// The lines of the guide that are checks: `kind = { … }`.
fn examples(guide: &str) -> Vec<(&str, &str)> {
    let kind = |line: &&str| Check::WORDS.iter().find(|word| line.starts_with(&format!("{word} = {{"))).copied();
    guide.lines().filter_map(|line| Some((kind(&line)?, line))).collect()
}

#[test]
fn every_example_of_a_check_is_one() {
    let guide = guide();
    for (kind, line) in examples(&guide) {
        let text = format!("[check]\n{line}\n");
        let mut document: std::collections::BTreeMap<String, Spanned<RawCheck>> =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{line}: {}", error.message()));
        let mut all = Diagnostics::default();
        let source = Arc::new(Source { name: "README.md".into(), text });
        let entry = RawCheck::build(document.remove("check").unwrap(), &mut all.file(source));
        let told: Vec<_> = all.iter().map(|one| one.message.clone()).collect();
        assert!(told.is_empty(), "{line}: {told:?}");
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
