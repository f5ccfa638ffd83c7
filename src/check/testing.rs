//! What tests of checks have in common: this machine's programs, and submissions written down in place.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::Spanned;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::sandbox::{Machine, Sandbox, Setting};
use super::{CheckError, Content, DataSets, Files, Mutants, Seen, Setup, Submission};
use crate::diagnostic::{Diagnostics, FileProblems, Source};
use crate::id::Track;
use crate::process::{Cancel, Limits};
use crate::service::Services;
use crate::toolchain::Toolchain;

/// The programs of this machine; tests need all of them.
pub fn toolchain() -> &'static Arc<Toolchain> {
    static FOUND: OnceLock<Arc<Toolchain>> = OnceLock::new();
    FOUND.get_or_init(|| Arc::new(Toolchain::new(None)))
}

/// The databases and caches of this run of the tests.
pub fn services() -> &'static Arc<Services> {
    static STARTED: OnceLock<Arc<Services>> = OnceLock::new();
    STARTED.get_or_init(|| Arc::new(Services::new(Arc::clone(toolchain()), None)))
}

/// All that a sandbox uses of this machine.
pub fn machine(cancel: &Cancel) -> Machine<'_> {
    Machine { toolchain: toolchain(), services: services(), cancel }
}

/// Files by name and text.
pub fn files(files: &[(&str, &str)]) -> Submission {
    let files: Files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    Submission::Content(Content::Files(files))
}

/// Looks at a submission in a private folder.
pub fn within<T>(
    submission: &Submission,
    track: Track,
    limits: Limits,
    look: impl FnOnce(&Sandbox<'_>) -> Result<T, CheckError>,
) -> Result<T, CheckError> {
    let (cancel, done) = (Cancel::new(), || ());
    look(&Sandbox::open(submission, Setting { limits, ..Setting::bare(track) }, machine(&cancel), &done)?)
}

/// Builds a check from the right-hand side of `kind = …`. `Err` holds the messages of all problems.
pub fn build<Raw: DeserializeOwned, T>(
    toml: &str,
    meaning: fn(Spanned<Raw>, &mut FileProblems<'_>) -> Option<T>,
) -> Result<T, Vec<String>> {
    #[derive(Deserialize)]
    struct Document<Raw> {
        check: Spanned<Raw>,
    }
    let text = if toml.starts_with('{') { format!("check = {toml}") } else { format!("[check]\n{toml}") };
    let document: Document<Raw> = toml::from_str(&text).map_err(|error| vec![error.message().to_owned()])?;
    let mut all = Diagnostics::default();
    let source = Source { name: "exercise.toml".to_owned(), text: text.clone() };
    let built = meaning(document.check, &mut all.file(source.into()));
    let messages: Vec<String> = all
        .iter()
        .map(|problem| {
            assert!(problem.help.as_ref().is_some_and(|help| !help.is_empty()), "no help: {}", problem.message);
            assert!(text.get(problem.span.as_ref().unwrap().range.clone()).is_some());
            problem.message.clone()
        })
        .collect();
    assert_eq!(built.is_some(), messages.is_empty(), "{messages:?}");
    built.ok_or(messages)
}

/// The checks of a kind that the author's guide shows, and the guide's section on it.
pub fn shown_in_the_guide(kind: &str) -> (Vec<String>, &'static str) {
    let guide = include_str!("../../curriculum/README.md");
    let section = guide.split(&format!("\n### `{kind}`")).nth(1).unwrap().split("\n### ").next().unwrap();
    let code = section.split("```toml\n").skip(1).map(|part| part.split("```").next().unwrap());
    let start = format!("{kind} = ");
    let checks = code.flat_map(|code| code.split(&start).skip(1).map(str::to_owned).collect::<Vec<_>>());
    (checks.collect(), section)
}

/// The keys of the table that `name` reads in a source.
pub fn keys_of(source: &str, name: &str) -> Vec<String> {
    let fields = source.split(&format!("struct {name} {{")).nth(1).unwrap().split("\n}\n").next().unwrap();
    let renamed = |line: &str| line.trim().strip_prefix("#[serde(rename = \"")?.split('"').next().map(str::to_owned);
    let named = |line: &str| line.trim().split_once(": ").map(|(name, _)| name.to_owned());
    let lines: Vec<&str> = fields.lines().filter(|line| !line.trim().starts_with("//")).collect();
    let name = |(index, line): (usize, &&str)| match index.checked_sub(1).and_then(|above| renamed(lines[above])) {
        Some(renamed) => Some(renamed),
        None => named(line),
    };
    lines.iter().enumerate().filter_map(name).collect()
}

/// A submission in its sandbox.
pub struct Bench {
    pub cancel: Cancel,
    pub limits: Limits,
    pub track: Track,
    pub main: String,
    pub submission: Submission,
    pub setup: Setup,
    pub data: DataSets,
    pub reference: Option<Content>,
    pub given: Files,
    pub mutants: Mutants,
}

impl Bench {
    /// A program of a track.
    pub fn program(track: Track, code: &str) -> Self {
        Self::file(track, &format!("main.{}", track.extension()), code)
    }

    /// A file of any name.
    pub fn file(track: Track, main: &str, text: &str) -> Self {
        Bench {
            cancel: Cancel::new(),
            limits: Limits::default(),
            track,
            main: main.to_owned(),
            submission: files(&[(main, text)]),
            setup: Setup::default(),
            data: DataSets::new(),
            reference: None,
            given: Files::new(),
            mutants: Mutants::new(),
        }
    }

    /// Looks at it in its sandbox.
    pub fn with<T>(&self, look: impl FnOnce(&Sandbox<'_>) -> T) -> T {
        let (main, done) = (self.main.clone(), || ());
        let Bench { limits, track, setup, data, reference, given, mutants, .. } = self;
        let reference = reference.as_ref();
        let setting = Setting {
            track: *track,
            main,
            limits: *limits,
            setup,
            data,
            reference,
            given,
            mutants,
            made: BTreeSet::new(),
            hasty: false,
        };
        look(&Sandbox::open(&self.submission, setting, machine(&self.cancel), &done).unwrap())
    }
}

/// The facets that did not hold, as `name: key`.
pub fn failed(seen: &Seen) -> Vec<String> {
    seen.facets.iter().filter(|facet| !facet.held).map(|facet| format!("{}: {}", facet.name, facet.key)).collect()
}
