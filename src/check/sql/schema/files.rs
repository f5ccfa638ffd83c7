//! The learner's files that make or change tables: one file, or numbered migrations in their order.

use std::path::Path;

use crate::check::sandbox::Sandbox;
use crate::check::sql::statements::{Script, Statement};
use crate::check::{Crash, Facet};

/// The folder of numbered files. Where it is there, they are what is run.
const FOLDER: &str = "migrations";
/// What a file that takes a migration back ends in.
const DOWN: &str = ".down.sql";

/// One file with statements.
pub(super) struct Migration {
    /// Its name in the learner's folder.
    pub(super) name: String,
    pub(super) script: Script,
    pub(super) statements: Vec<Statement>,
}

/// Why there is nothing to run.
pub(super) enum NoFiles {
    /// The file is not there.
    Missing(Crash),
    /// There are no statements, or their order is not known.
    Wrong(Box<Facet>),
}

impl NoFiles {
    fn wrong(facet: Facet) -> Self {
        NoFiles::Wrong(Box::new(facet))
    }
}

/// Reads what is run: the files that a check names; else all migrations, up to the exercise's own file where that is one
/// of them; else that file alone.
pub(super) fn read(files: &[String], sandbox: &Sandbox<'_>) -> Result<Vec<Migration>, NoFiles> {
    if !files.is_empty() {
        return named(files, sandbox);
    }
    let mut names = numbered(sandbox);
    let own = sandbox.main.strip_prefix(FOLDER).and_then(|name| number(name.strip_prefix('/')?));
    if let Some(own) = own {
        if let Some(crash) = sandbox.missing_main() {
            return Err(NoFiles::Missing(crash));
        }
        names.retain(|(number, _)| number.is_none_or(|number| number <= own));
    }
    if names.is_empty() {
        if let Some(crash) = sandbox.missing_main() {
            return Err(NoFiles::Missing(crash));
        }
        names.push((Some(0), sandbox.main.clone()));
    }
    if let Some((_, name)) = names.iter().find(|(number, _)| number.is_none()) {
        let expected = "migrations whose names begin with a number, such as `002-posts.sql`";
        return Err(NoFiles::wrong(Facet::new("migrations", false, "no number", expected, format!("`{name}`"))));
    }
    let twin = names.iter().zip(names.iter().skip(1)).find(|((one, _), (two, _))| one == two);
    if let Some(((_, one), (_, two))) = twin {
        let actual = format!("`{one}` and `{two}`");
        return Err(NoFiles::wrong(Facet::new(
            "migrations",
            false,
            "same number",
            "a number for each migration",
            actual,
        )));
    }
    some(names.into_iter().map(|(_, name)| Migration::read(name, sandbox)).collect())
}

/// The files that a check names, all of which must be there.
fn named(files: &[String], sandbox: &Sandbox<'_>) -> Result<Vec<Migration>, NoFiles> {
    for name in files {
        if *name == sandbox.main
            && let Some(crash) = sandbox.missing_main()
        {
            return Err(NoFiles::Missing(crash));
        }
        if !sandbox.dir.join(name).is_file() {
            let line = format!("there is no file `{name}`");
            return Err(NoFiles::Missing(Crash { at_start: true, kind: "missing file".to_owned(), line, at: None }));
        }
    }
    some(files.iter().map(|name| Migration::read(name.clone(), sandbox)).collect())
}

impl Migration {
    fn read(name: String, sandbox: &Sandbox<'_>) -> Migration {
        let script = Script::read(&sandbox.text(&name).unwrap_or_default());
        let statements = script.all().map(<[Statement]>::to_vec).unwrap_or_default();
        Migration { name, script, statements }
    }
}

/// Files of which at least one holds a statement.
fn some(migrations: Vec<Migration>) -> Result<Vec<Migration>, NoFiles> {
    if migrations.iter().all(|migration| migration.statements.is_empty()) {
        let blank = migrations.iter().all(|migration| migration.script.text.trim().is_empty());
        let actual = if blank { "an empty file" } else { "no statement yet" };
        return Err(NoFiles::wrong(Facet::new("query", false, "empty", "a statement", actual)));
    }
    Ok(migrations)
}

/// The files in the folder of migrations by their numbers, without those that take one back.
fn numbered(sandbox: &Sandbox<'_>) -> Vec<(Option<u64>, String)> {
    let entries = std::fs::read_dir(sandbox.dir.join(FOLDER)).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<_> = names
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "sql") && !name.ends_with(DOWN))
        .map(|name| (number(&name), format!("{FOLDER}/{name}")))
        .collect();
    names.sort();
    names
}

/// The number that a name begins with.
fn number(name: &str) -> Option<u64> {
    let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{Bench, files};
    use crate::id::Track;

    fn names(all: &[(&str, &str)]) -> Result<Vec<String>, String> {
        names_of(&[], "main.js", all)
    }

    fn names_of(named: &[&str], main: &str, all: &[(&str, &str)]) -> Result<Vec<String>, String> {
        let named: Vec<String> = named.iter().map(|name| (*name).to_owned()).collect();
        let look = |sandbox: &Sandbox<'_>| match read(&named, sandbox) {
            Ok(migrations) => Ok(migrations.into_iter().map(|one| one.name).collect()),
            Err(NoFiles::Missing(crash)) => Err(crash.line),
            Err(NoFiles::Wrong(facet)) => Err(format!("{}: {}", facet.key, facet.actual)),
        };
        Bench { submission: files(all), ..Bench::file(Track::Node, main, "") }.with(look)
    }

    #[test]
    fn a_milestone_runs_the_migrations_up_to_its_own() {
        let all = [("migrations/1-a.sql", "SELECT 1"), ("migrations/2-b.sql", ""), ("migrations/10-c.sql", "SELECT 1")];
        assert_eq!(names_of(&[], "migrations/2-b.sql", &all).unwrap(), ["migrations/1-a.sql", "migrations/2-b.sql"]);
        assert_eq!(names_of(&[], "migrations/3-x.sql", &all).unwrap_err(), "there is no file `migrations/3-x.sql`");
        assert_eq!(names_of(&[], "seed.sql", &all).unwrap().len(), 3);
    }

    #[test]
    fn a_check_may_name_the_files_that_are_run() {
        let all = [("migrations/1-a.sql", "SELECT 1"), ("seed.sql", "SELECT 1")];
        assert_eq!(names_of(&["seed.sql"], "main.sql", &all).unwrap(), ["seed.sql"]);
        let both = ["migrations/1-a.sql", "gone.sql"];
        assert_eq!(names_of(&both, "main.sql", &all).unwrap_err(), "there is no file `gone.sql`");
    }

    #[test]
    fn migrations_are_run_by_their_numbers() {
        let all = [("migrations/10-b.sql", "SELECT 1"), ("migrations/2-a.sql", ""), ("migrations/2-a.down.sql", "x")];
        assert_eq!(names(&all).unwrap(), ["migrations/2-a.sql", "migrations/10-b.sql"]);
        let twins = [("migrations/1-a.sql", "SELECT 1"), ("migrations/01-b.sql", "")];
        assert_eq!(names(&twins).unwrap_err(), "same number: `migrations/01-b.sql` and `migrations/1-a.sql`");
        assert_eq!(names(&[("migrations/a.sql", "SELECT 1")]).unwrap_err(), "no number: `migrations/a.sql`");
    }

    #[test]
    fn without_migrations_it_is_the_exercises_own_file() {
        assert_eq!(names(&[("main.js", "CREATE TABLE t ()")]).unwrap(), ["main.js"]);
        assert_eq!(names(&[("main.js", "-- nothing\n")]).unwrap_err(), "empty: no statement yet");
        assert_eq!(names(&[("other", "")]).unwrap_err(), "there is no file `main.js`");
    }
}
