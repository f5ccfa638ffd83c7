//! What an exercise's programs find when they run, and the data sets that it names.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Spanned;

use crate::check::{CheckEntry, Content, DataSets, EMPTY, Role, Setup, Spec};
use crate::curriculum::files::Library;
use crate::curriculum::raw::{RawExercise, RawSetup};
use crate::diagnostic::{FileProblems, did_you_mean};
use crate::id::{ByTrack, Track};

/// Where data sets lie.
pub(in crate::curriculum) const DATA: &str = "curriculum/data";

/// What begins a line that puts another data set before its own.
const INCLUDE: &str = "-- include:";

/// What stands in `setup`.
pub(super) fn build(raw: &RawExercise, problems: &mut FileProblems<'_>) -> Setup {
    let Some(RawSetup { database, redis, packages, optional_packages, env }) = &raw.setup else {
        return Setup::default();
    };
    for name in env.iter().flat_map(|env| env.get_ref().keys()) {
        if ["PORT", "DATABASE_URL", "REDIS_URL"].contains(&name.as_str())
            && let Some(env) = env
        {
            problems
                .error("wrong-value", env.span(), format!("`{name}` is set by the tutor"))
                .help("leave it out: its value is another one in each run");
        }
    }
    let value = |typed: &Option<Spanned<String>>| typed.as_ref().map(|value| value.get_ref().clone());
    Setup {
        database: value(database),
        redis: redis.as_ref().is_some_and(|redis| *redis.get_ref()),
        packages: packages.as_ref().map(|packages| packages.get_ref().clone()).unwrap_or_default(),
        optional_packages: optional_packages.as_ref().map(|packages| packages.get_ref().clone()).unwrap_or_default(),
        env: env.as_ref().map(|env| env.get_ref().clone()).unwrap_or_default(),
    }
}

/// Tells the checks that look into a database which nobody sets up.
pub(super) fn needed(setup: &Setup, checks: &[CheckEntry], problems: &mut FileProblems<'_>) {
    if setup.database.is_some() {
        return;
    }
    for place in checks.iter().filter_map(|entry| entry.check.looks_into_database()) {
        problems
            .error("missing-key", place, "this looks into a database, and the program gets none")
            .help("add `setup = { database = \"NAME\" }` to the exercise; `\"empty\"` is always there");
    }
}

/// The name of the learner's file, if it is not the usual one.
pub(super) fn file(raw: &RawExercise, problems: &mut FileProblems<'_>) -> Option<ByTrack<String>> {
    let file = raw.file.as_ref()?;
    let is_inside = |name: &str| {
        name.split('/').all(|part| !part.is_empty() && part != ".." && part != "." && part != ".git")
            && !name.contains(['\\', ':', '\0'])
    };
    let bad = Track::ALL.map(|track| file.get_ref().get(track)).into_iter().find(|name| !is_inside(name));
    if let Some(name) = bad {
        problems
            .error("wrong-value", file.span(), format!("`{name}` does not lie in the exercise's folder"))
            .help("write a name such as `main.sql` or `.github/workflows/ci.yml`, with `/` and without `..`");
    }
    bad.is_none().then(|| file.get_ref().clone())
}

/// The data sets that the exercise names, read from the curriculum.
pub(super) fn data(library: &Library, spec: &Spec, raw: &RawExercise, problems: &mut FileProblems<'_>) -> DataSets {
    let in_setup = raw.setup.iter().filter_map(|setup| setup.database.as_ref());
    let handed_out = raw.hands_out.iter();
    let by_author = in_setup.chain(handed_out).map(|name| (name.get_ref().as_str(), name.span()));
    let in_checks =
        spec.checks.iter().flat_map(|entry| entry.check.data_sets()).map(|set| (set.name.as_str(), set.place.range()));
    let mut found = DataSets::new();
    for (name, place) in by_author.chain(in_checks).filter(|(name, _)| *name != EMPTY) {
        if !found.contains_key(name) {
            add(&mut found, library, name, place, problems);
        }
    }
    found
}

/// Reads a data set that is named at `place`.
pub(super) fn add(
    found: &mut DataSets,
    library: &Library,
    name: &str,
    place: Range<usize>,
    problems: &mut FileProblems<'_>,
) {
    match read(library, name) {
        Ok(sql) => {
            found.insert(name.to_owned(), Arc::from(sql));
        }
        Err(missing) => {
            let known = library.below(DATA).filter_map(|name| name.rsplit('/').next()?.strip_suffix(".sql"));
            let help = did_you_mean(&missing, known).unwrap_or_else(|| format!("write `{}`", file_of(&missing)));
            let message = if missing == name {
                format!("there is no data set `{name}`")
            } else {
                format!("the data set `{name}` includes `{missing}`, which is not there")
            };
            problems.error("dead-link", place, message).help(help);
        }
    }
}

/// The SQL of a data set, with those before it that its first lines include. `Err` names one that is not there.
fn read(library: &Library, name: &str) -> Result<String, String> {
    let bytes = library.read(&file_of(name)).map_err(|_| name.to_owned())?;
    let text = String::from_utf8_lossy(&bytes);
    let (mut out, mut rest) = (String::new(), &*text);
    while let Some((line, after)) = rest.split_once('\n') {
        let Some(included) = line.strip_prefix(INCLUDE).map(str::trim) else { break };
        // What is included includes nothing itself, so that no ring can be made.
        let bytes = library.read(&file_of(included)).map_err(|_| included.to_owned())?;
        out.push_str(&String::from_utf8_lossy(&bytes));
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn file_of(name: &str) -> String {
    format!("{DATA}/{name}.sql")
}

/// Adds the data sets that are handed out to all variants of an exercise, as files. Without a starter there is nothing
/// to lay them beside, which is a problem.
pub(super) fn hand_out(spec: &mut Spec, raw: &RawExercise, problems: &mut FileProblems<'_>) {
    if let Some(name) = raw.hands_out.first()
        && Track::ALL.into_iter().all(|track| spec.variant(track, &Role::Starter).is_none())
    {
        problems
            .error("wrong-value", name.span(), "nothing is handed out without a starter")
            .help("name it in `hands_out` of the project's first milestone, or write a starter");
    }
    let sets: Vec<(String, Vec<u8>)> = raw
        .hands_out
        .iter()
        .filter_map(|name| {
            Some((format!("{}.sql", name.get_ref()), spec.data.get(name.get_ref())?.as_bytes().to_vec()))
        })
        .collect();
    for variant in spec.variants.node.iter_mut().chain(&mut spec.variants.python) {
        if let Content::Files(files) = &mut variant.content {
            files.extend(sets.iter().cloned());
        }
    }
    for given in [&mut spec.given.node, &mut spec.given.python] {
        given.extend(sets.iter().cloned());
    }
}
