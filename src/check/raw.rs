//! Checks as they are typed in TOML, with their places, and what they mean.

use crate::diagnostic::Spanned;

use super::{CheckEntry, RawCheck};
use crate::diagnostic::FileProblems;
use crate::id::Track;

impl RawCheck {
    /// What it means; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawCheck>, problems: &mut FileProblems<'_>) -> Option<CheckEntry> {
        let place = raw.span();
        let mut raw = raw.into_inner();
        let given = raw.given();
        let kinds = given.iter().map(|(kind, _)| format!("`{kind}`")).collect::<Vec<_>>().join(", ");
        let mut given = given.into_iter().filter_map(|(kind, place)| Some((kind, place?)));
        match (given.next(), given.next()) {
            (None, _) => {
                problems.error("check-kind", place, "this check has no kind").help(format!("give it one of {kinds}"));
            }
            (Some((first, _)), Some((second, place))) => {
                problems
                    .error("check-kind", place, format!("this check is of two kinds, `{first}` and `{second}`"))
                    .help("make two checks of it, each with its own `[[check]]`");
            }
            (Some(_), None) => {}
        }
        let tracks = tracks(raw.paths.take(), problems);
        let label = raw.label.take().map(|label| {
            if Track::ALL.iter().any(|track| label.get_ref().get(*track).trim().is_empty()) {
                problems
                    .error("check-label", label.span(), "an empty label")
                    .help("leave it out, or say what is checked");
            }
            label.into_inner()
        });
        let check = raw.meaning(problems)?;
        // A question may name its paths itself.
        let tracks = match check.question() {
            Some(question) => tracks.into_iter().filter(|track| question.tracks.contains(track)).collect(),
            None => tracks,
        };
        Some(CheckEntry { tracks, label, check })
    }
}

fn tracks(paths: Option<Spanned<Vec<Track>>>, problems: &mut FileProblems<'_>) -> Vec<Track> {
    let Some(paths) = paths else { return Track::ALL.to_vec() };
    let place = paths.span();
    let paths = paths.into_inner();
    let found: Vec<Track> = Track::ALL.into_iter().filter(|track| paths.contains(track)).collect();
    if found.len() != paths.len() || found.is_empty() {
        problems
            .error("check-paths", place, "`paths` names each path at most once, and one at least")
            .help("write `paths = [\"node\"]`, or leave it out for both");
    }
    found
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{Diagnostics, Source};

    fn read(text: &str) -> Result<(Option<CheckEntry>, Vec<String>), String> {
        let raw: Spanned<RawCheck> = toml::from_str::<std::collections::BTreeMap<String, Spanned<RawCheck>>>(text)
            .map_err(|error| error.message().to_owned())?
            .remove("check")
            .unwrap();
        let mut all = Diagnostics::default();
        let source = Arc::new(Source { name: "exercise.toml".into(), text: text.into() });
        let entry = RawCheck::build(raw, &mut all.file(source));
        Ok((entry, all.iter().map(|one| one.message.clone()).collect()))
    }

    #[test]
    fn a_check_has_exactly_one_kind() {
        let (entry, problems) =
            read("[check]\nfunction = { name = \"f\", returns = 1 }\npaths = [\"node\"]\n").unwrap();
        let entry = entry.unwrap();
        assert_eq!(
            (entry.describe(Track::Node), entry.tracks, problems),
            ("f() → 1".into(), vec![Track::Node], vec![])
        );
        assert_eq!(entry.check.kind(), "function");
        assert_eq!(entry.check.names(), ["f"]);
        let (entry, problems) = read("[check]\nlabel = \"x\"\n").unwrap();
        assert!(entry.is_none());
        assert_eq!(problems, ["this check has no kind"]);
        let two = "[check]\nfile = { path = \"x\", absent = true }\nprogram = {}\n";
        assert_eq!(read(two).unwrap().1, ["this check is of two kinds, `program` and `file`"]);
    }

    #[test]
    fn a_kind_that_is_not_there_is_an_error_that_names_those_that_are() {
        let error = read("[check]\nfunktion = { name = \"f\" }\n").unwrap_err();
        assert!(error.contains("unknown field `funktion`") && error.contains("`repository`"), "{error}");
    }

    #[test]
    fn labels_and_paths_must_say_something() {
        let text = "[check]\nlabel = { node = \"x\", python = \" \" }\npaths = []\nprogram = {}\n";
        let told = ["`paths` names each path at most once, and one at least", "an empty label"];
        assert_eq!(read(text).unwrap().1, told);
    }
}
