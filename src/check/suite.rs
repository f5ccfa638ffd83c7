//! The `tests` check: the learner's own tests, run on the right program and on broken ones.

use std::collections::BTreeMap;

use super::sandbox::{Sandbox, write_files};
use super::{CheckError, Facet, Files, Need, Seen};
use crate::id::{ByTrack, Track};

mod raw;
mod run;

pub use raw::RawSuite;
use run::{Ran, run, run_alone};

/// Broken versions of given files, by the name of each.
pub type Mutants = BTreeMap<String, Files>;

/// The learner's own tests, and what they must find.
#[derive(Debug, Clone)]
pub struct Suite {
    /// The broken versions, and what is wrong with each, in words.
    mutants: BTreeMap<String, ByTrack<String>>,
    /// How many of them must be found; all, unless it is given.
    kills: Option<usize>,
    /// How many tests there must be.
    at_least: usize,
    /// Files that the tests leave as they were, besides those that they are about.
    keeps: Vec<String>,
    /// Whether each test must pass by itself too.
    alone: bool,
    /// Whether they must pass twice in the same folder.
    twice: bool,
}

impl Suite {
    /// The names of the broken versions.
    pub fn mutants(&self) -> impl Iterator<Item = &str> {
        self.mutants.keys().map(String::as_str)
    }

    /// One line for people.
    pub fn describe(&self, _track: Track) -> String {
        let (found, of) = (self.kills.unwrap_or(self.mutants.len()), self.mutants.len());
        match (found, of) {
            (_, 0) => "your tests pass on the right program".to_owned(),
            (1, 1) => "your tests find the broken version".to_owned(),
            (found, of) if found == of => format!("your tests find each of {of} broken versions"),
            (found, of) => format!("your tests find {found} of {of} broken versions"),
        }
    }

    /// What it needs.
    pub fn needs(&self) -> Vec<Need> {
        vec![Need::Runtime]
    }

    /// Runs the tests on the right program first; the broken ones only where they pass on that.
    pub fn run(batch: &[&Suite], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        let seen = batch.iter().map(|check| {
            let seen = check.look(sandbox)?;
            (sandbox.done)();
            Ok(Some(seen))
        });
        seen.collect()
    }

    fn look(&self, sandbox: &Sandbox<'_>) -> Result<Seen, CheckError> {
        let right = self.right(sandbox)?;
        let own = with(&right, sandbox)?;
        let before = self.kept(&right, &own);
        let ran = run(&own)?;
        let mut facets = self.on_the_right_one(&ran, &right, &own);
        facets.extend(self.unchanged(&before, &own));
        if facets.iter().all(|facet| facet.held) && self.twice {
            let again = run(&own)?;
            let actual = again.fault().unwrap_or_else(|| "they pass again".to_owned());
            facets.push(Facet::compared(
                "twice",
                again.is_green(),
                "fails",
                "all tests pass when they are run again",
                actual,
            ));
        }
        if facets.iter().all(|facet| facet.held) {
            facets.extend(self.independent(&ran, &right, sandbox)?);
        }
        if facets.iter().all(|facet| facet.held) {
            facets.extend(self.broken_ones(&right, sandbox)?);
        }
        let again = match sandbox.track {
            Track::Node => "node --test".to_owned(),
            Track::Python => "python3 -m pytest".to_owned(),
        };
        let Ran { crash, printed, .. } = ran;
        Ok(Seen { crash, printed, again: Some(again), ..Seen::compared("your tests", facets) })
    }

    /// The files that the broken versions have, as they should be.
    fn right(&self, sandbox: &Sandbox<'_>) -> Result<Files, CheckError> {
        let mut right = Files::new();
        for name in self.mutants.keys() {
            for file in mutant(name, sandbox)?.keys() {
                let bytes = sandbox.given.get(file);
                let bytes = bytes.ok_or_else(|| CheckError::Broken(format!("`{file}` of `{name}` is not given")))?;
                right.insert(file.clone(), bytes.clone());
            }
        }
        Ok(right)
    }

    fn on_the_right_one(&self, ran: &Ran, right: &Files, sandbox: &Sandbox<'_>) -> Vec<Facet> {
        if ran.timed_out {
            return vec![Facet::unended(sandbox.limits.time)];
        }
        let mut facets = Vec::new();
        let number = ran.tests.len();
        let expected =
            if self.at_least == 1 { "a test".to_owned() } else { format!("at least {} tests", self.at_least) };
        let actual = match number {
            0 => "no test was run".to_owned(),
            1 => "one test was run".to_owned(),
            number => format!("{number} tests were run"),
        };
        let key = if number == 0 { "none" } else { "too few" };
        facets.push(Facet::compared("tests", number >= self.at_least, key, expected, actual));
        let names: Vec<String> = right.keys().map(|name| format!("`{name}`")).collect();
        let on =
            if names.is_empty() { "the given program".to_owned() } else { format!("the right {}", names.join(", ")) };
        let expected = format!("all tests pass on {on}");
        let actual = ran.fault().map_or_else(
            || expected.clone(),
            |fault| format!("{fault}. It demands something that the rules do not say"),
        );
        if ran.crash.is_none() {
            facets.push(Facet::compared("right program", ran.is_green(), "fails", expected, sandbox.clean(&actual)));
        }
        facets
    }

    /// What tests must not lean on: the text of the program, and each other.
    fn independent(&self, ran: &Ran, right: &Files, sandbox: &Sandbox<'_>) -> Result<Vec<Facet>, CheckError> {
        let mut facets = Vec::new();
        let elsewhere = with(&run::moved(right), sandbox)?;
        let came = run(&elsewhere)?;
        let expected = "tests that call the program, and do not read its file";
        let actual = match came.fault() {
            Some(fault) => format!("with the same functions in another file, {fault}"),
            None => expected.to_owned(),
        };
        facets.push(Facet::compared("source", came.is_green(), "read", expected, sandbox.clean(&actual)));
        if self.alone {
            let mut leaning = None;
            for test in &ran.tests {
                if !run_alone(&with(right, sandbox)?, test)?.is_green() {
                    leaning = Some(&test.name);
                    break;
                }
            }
            let expected = "each test passes by itself";
            let actual = match leaning {
                Some(name) => format!("\"{name}\" fails when it is run alone: it needs what another test left"),
                None => expected.to_owned(),
            };
            facets.push(Facet::compared("alone", leaning.is_none(), "leans", expected, sandbox.clean(&actual)));
        }
        Ok(facets)
    }

    fn broken_ones(&self, right: &Files, sandbox: &Sandbox<'_>) -> Result<Vec<Facet>, CheckError> {
        let mut facets = Vec::new();
        let mut found = 0;
        for (name, words) in &self.mutants {
            let mut files = right.clone();
            files.extend(mutant(name, sandbox)?.clone());
            let killed = !run(&with(&files, sandbox)?)?.is_green();
            found += usize::from(killed);
            let words = words.get(sandbox.track);
            let actual = if killed { "a test fails" } else { "all your tests pass with it" };
            let key = if killed { "right" } else { "survived" };
            // Where some may stay unnoticed, none of them is a fault by itself.
            let held = killed || self.kills.is_some();
            facets.push(Facet::new(
                format!("broken version {name}"),
                held,
                key,
                format!("a test that notices: {words}"),
                actual,
            ));
        }
        if let Some(kills) = self.kills {
            let survived = self.mutants.iter().zip(&facets).filter(|(_, facet)| facet.key == "survived");
            let words: Vec<&str> = survived.map(|((_, words), _)| words.get(sandbox.track).as_str()).collect();
            let expected = format!("{kills} of {} broken versions are noticed", self.mutants.len());
            let actual = match words.as_slice() {
                [] => "all are".to_owned(),
                words => format!("{found} are; no test notices: {}", words.join("; ")),
            };
            facets.push(Facet::compared("broken versions", found >= kills, found.to_string(), expected, actual));
        }
        Ok(facets)
    }

    /// What must stay as it is.
    fn kept(&self, right: &Files, sandbox: &Sandbox<'_>) -> Vec<(String, Option<String>)> {
        self.keeps.iter().chain(right.keys()).map(|name| (name.clone(), sandbox.text(name))).collect()
    }

    fn unchanged(&self, before: &[(String, Option<String>)], sandbox: &Sandbox<'_>) -> Vec<Facet> {
        let facet = |(name, was): &(String, Option<String>)| {
            let now = sandbox.text(name);
            // That nothing happens to the program itself goes without saying.
            if now == *was && !self.keeps.contains(name) {
                return None;
            }
            let (key, actual) = match (&now, was) {
                (now, was) if now == was => ("", format!("`{name}` as it was")),
                (None, _) => ("gone", format!("your tests removed `{name}`: let them work in a folder of their own")),
                (Some(_), None) => {
                    ("made", format!("your tests made `{name}`: let them work in a folder of their own"))
                }
                (Some(_), Some(_)) => {
                    ("changed", format!("your tests changed `{name}`: let them work in a folder of their own"))
                }
            };
            Some(Facet::compared(format!("keeps {name}"), now == *was, key, format!("`{name}` as it was"), actual))
        };
        before.iter().filter_map(facet).collect()
    }
}

/// A new copy of the learner's folder with these files in it.
fn with<'a>(files: &Files, sandbox: &Sandbox<'a>) -> Result<Sandbox<'a>, CheckError> {
    let copy = sandbox.fresh()?;
    write_files(files, &copy.dir)?;
    Ok(copy)
}

fn mutant<'s>(name: &str, sandbox: &'s Sandbox<'_>) -> Result<&'s Files, CheckError> {
    let found = sandbox.mutants.get(name);
    found.ok_or_else(|| CheckError::Broken(format!("there is no broken version `{name}`")))
}

#[cfg(test)]
mod tests;
