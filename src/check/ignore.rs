//! The `ignore` check: which files of a tree a `.gitignore` or a `.dockerignore` leaves out.

mod docker;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::document::{Fault, one, path, some};
use super::sandbox::{Sandbox, git, write_files};
use super::{CheckError, Facet, Files, Need, Seen, document};
use crate::diagnostic::FileProblems;
use crate::id::{ByTrack, Track};
use crate::process::End;

/// An `ignore` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawIgnore {
    path: Option<Spanned<String>>,
    format: Option<Spanned<Format>>,
    keeps: Option<Spanned<ByTrack<Vec<String>>>>,
    leaves_out: Option<Spanned<ByTrack<Vec<String>>>>,
}

/// Whose rules hold: the two are alike, and not the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Format {
    Git,
    Docker,
}

/// An `ignore` check.
#[derive(Debug, Clone)]
pub struct Ignore {
    path: Option<String>,
    format: Option<Format>,
    /// Whether these are left out, or kept.
    out: bool,
    paths: ByTrack<Vec<String>>,
}

impl Ignore {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawIgnore>, problems: &mut FileProblems<'_>) -> Option<Ignore> {
        let place = raw.span();
        let before = problems.errors();
        let raw = raw.into_inner();
        let path = path(raw.path.as_ref(), problems);
        let mut rules = Vec::new();
        for (list, out) in [(raw.keeps, false), (raw.leaves_out, true)] {
            let Some(list) = list else { continue };
            for track in Track::ALL {
                let paths = Spanned::new(list.span(), list.get_ref().get(track).clone());
                some(&paths, problems);
                for path in paths.get_ref().iter().filter(|path| document::pattern::cleaned(path) != **path) {
                    problems
                        .error("document-rule", list.span(), format!("`{path}` is no file of a tree"))
                        .help("name files from the top, with `/`: `src/index.js`, `node_modules/pg/index.js`");
                }
            }
            rules.push((out, list.into_inner()));
        }
        let (out, paths) = one("file", place, rules, "`keeps` and `leaves_out`", problems)?;
        let format = raw.format.map(Spanned::into_inner);
        (problems.errors() == before).then_some(Ignore { path: path.ok()?, format, out, paths })
    }

    /// One line for people.
    pub fn describe(&self, track: Track) -> String {
        let paths = self.paths.get(track);
        let first = paths.first().map_or("", String::as_str);
        let more = if paths.len() > 1 { format!(" and {} more", paths.len() - 1) } else { String::new() };
        format!("`{first}`{more} {}", if self.out { "are left out" } else { "are kept" })
    }

    /// What it needs.
    pub fn needs(&self) -> Vec<Need> {
        let named = self.path.as_deref().is_some_and(|path| path.ends_with(".gitignore"));
        if self.format == Some(Format::Git) || self.format.is_none() && named { vec![Need::Git] } else { Vec::new() }
    }

    /// Asks git itself, or goes by Docker's rules.
    pub fn run(batch: &[&Ignore], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        document::look(
            batch,
            sandbox,
            |check| check.path.as_deref(),
            |check, name, text| {
                let paths = check.paths.get(sandbox.track);
                let by_name = if name.ends_with(".dockerignore") { Format::Docker } else { Format::Git };
                let out = match check.format.unwrap_or(by_name) {
                    Format::Git => by_git(text, paths, sandbox)?,
                    Format::Docker => match docker::left_out(text, paths) {
                        Ok(out) => out,
                        Err(fault) => return Ok(Err(fault)),
                    },
                };
                Ok(Ok::<_, Fault>(Seen::compared(name, check.facets(paths, &out))))
            },
        )
    }

    fn facets(&self, paths: &[String], out: &BTreeSet<String>) -> Vec<Facet> {
        let says = |out| if out { "left out" } else { "kept" };
        let one = |path: &String| {
            let is_out = out.contains(path);
            let expected = format!("`{path}` is {}", says(self.out));
            Facet::new(
                path.clone(),
                is_out == self.out,
                says(is_out),
                expected,
                format!("`{path}` is {}", says(is_out)),
            )
        };
        paths.iter().map(one).collect()
    }
}

/// What git leaves out, asked in a folder that holds nothing but this file.
fn by_git(text: &str, paths: &[String], sandbox: &Sandbox<'_>) -> Result<BTreeSet<String>, CheckError> {
    let aside = sandbox.aside()?;
    write_files(&Files::from([(".gitignore".to_owned(), text.as_bytes().to_vec())]), &aside.dir)?;
    let ask = |args: &[&str]| {
        let output = git(args, &aside.dir, sandbox.toolchain, sandbox.cancel)?;
        match output.end {
            End::Exited(0 | 1) => Ok(output.stdout.text),
            End::Cancelled => Err(CheckError::Cancelled),
            End::Exited(_) | End::Signalled(_) | End::TimedOut | End::OutOfMemory => Err(CheckError::Broken(format!(
                "git cannot tell what is ignored: {}",
                sandbox.clean(&output.stderr.text)
            ))),
        }
    };
    ask(&["init", "--quiet"])?;
    let args: Vec<&str> =
        ["check-ignore", "--no-index", "--"].into_iter().chain(paths.iter().map(String::as_str)).collect();
    Ok(ask(&args)?.lines().map(str::to_owned).collect())
}
