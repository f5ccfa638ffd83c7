//! What an exercise's programs find when they run, and the data sets that it names.

use std::sync::Arc;

use toml::Spanned;

use crate::check::{DataSets, EMPTY, Setup, Spec};
use crate::curriculum::files::Library;
use crate::curriculum::raw::{RawExercise, RawSetup};
use crate::diagnostic::{FileProblems, did_you_mean};

/// Where data sets lie.
pub(in crate::curriculum) const DATA: &str = "curriculum/data";

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

/// The name of the learner's file, if it is not the usual one.
pub(super) fn file(raw: &RawExercise, problems: &mut FileProblems<'_>) -> Option<String> {
    let file = raw.file.as_ref()?;
    let name = file.get_ref();
    let good = name.split('/').all(|part| !part.is_empty() && part != ".." && part != "." && part != ".git")
        && !name.contains(['\\', ':', '\0']);
    if !good {
        problems
            .error("wrong-value", file.span(), format!("`{name}` does not lie in the exercise's folder"))
            .help("write a name such as `main.sql` or `.github/workflows/ci.yml`, with `/` and without `..`");
    }
    good.then(|| name.clone())
}

/// The data sets that the exercise names, read from the curriculum.
pub(super) fn data(library: &Library, spec: &Spec, raw: &RawExercise, problems: &mut FileProblems<'_>) -> DataSets {
    let in_setup = raw.setup.iter().filter_map(|setup| setup.database.as_ref());
    let in_checks = spec.checks.iter().flat_map(|entry| entry.check.data_sets());
    let mut found = DataSets::new();
    for name in in_setup.chain(in_checks).filter(|name| name.get_ref() != EMPTY) {
        let file = format!("{DATA}/{}.sql", name.get_ref());
        if found.contains_key(name.get_ref()) {
            continue;
        }
        if let Ok(sql) = library.read(&file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()) {
            found.insert(name.get_ref().clone(), Arc::from(sql));
            continue;
        }
        let known = library.below(DATA).filter_map(|name| name.rsplit('/').next()?.strip_suffix(".sql"));
        let help = did_you_mean(name.get_ref(), known).unwrap_or_else(|| format!("write `{file}`"));
        problems.error("dead-link", name.span(), format!("there is no data set `{}`", name.get_ref())).help(help);
    }
    found
}
