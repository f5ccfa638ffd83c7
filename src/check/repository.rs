//! The `repository` check: the state of a git repository.

mod git;
#[cfg(test)]
mod tests;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use self::git::{Git, Opened, Unanswered};
use super::sandbox::Sandbox;
use super::{CheckError, Facet, Need, Seen};
use crate::diagnostic::FileProblems;
use crate::id::Track;

/// A `repository` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRepository {
    commits: Option<usize>,
    ignores: Option<Spanned<String>>,
    untracked: Option<Spanned<String>>,
    tracks: Option<Spanned<String>>,
    #[serde(default)]
    clean: bool,
    tag: Option<Spanned<String>>,
}

/// A `repository` check.
#[derive(Debug, Clone)]
pub struct Repository {
    rules: Vec<Rule>,
}

#[derive(Debug, Clone)]
enum Rule {
    /// At least so many commits lead to what is checked out. With 0: that there is a repository.
    Commits(usize),
    /// A file of this name, or a folder if it ends with `/`, would be ignored.
    Ignores(String),
    /// Not in any commit, nor staged.
    Untracked(String),
    /// In the last commit.
    Tracks(String),
    /// Everything that is not ignored is committed as it is.
    Clean,
    /// A tag of this name leads to the last commit.
    Tag(String),
}

impl Repository {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawRepository>, problems: &mut FileProblems<'_>) -> Option<Repository> {
        let place = raw.span();
        let raw = raw.into_inner();
        let mut good = true;
        let mut rules: Vec<Rule> = raw.commits.into_iter().map(Rule::Commits).collect();
        let mut name = |path: Option<Spanned<String>>, rule: fn(String) -> Rule| {
            let Some(path) = path else { return };
            good &= inside(&path, problems);
            rules.push(rule(path.into_inner()));
        };
        name(raw.ignores, Rule::Ignores);
        name(raw.untracked, Rule::Untracked);
        name(raw.tracks, Rule::Tracks);
        name(raw.tag, Rule::Tag);
        rules.extend(raw.clean.then_some(Rule::Clean));
        if rules.is_empty() {
            problems
                .error("repository-rule", place, "nothing is asked of this repository")
                .help("add one of `commits`, `ignores`, `untracked`, `tracks`, `clean` and `tag`");
            good = false;
        }
        good.then_some(Repository { rules })
    }

    /// One line for people.
    pub fn describe(&self, _track: Track) -> String {
        let rules: Vec<String> = self
            .rules
            .iter()
            .map(|rule| match rule {
                Rule::Commits(0) => "the folder is a git repository".to_owned(),
                Rule::Commits(1) => "there is at least one commit".to_owned(),
                Rule::Commits(least) => format!("there are at least {least} commits"),
                Rule::Ignores(path) => format!(".gitignore ignores {path}"),
                Rule::Untracked(path) => format!("{path} is in no commit"),
                Rule::Tracks(path) => format!("{path} is committed"),
                Rule::Clean => "everything is committed".to_owned(),
                Rule::Tag(tag) => format!("the last commit has the tag {tag}"),
            })
            .collect();
        rules.join(", and ")
    }

    /// What it needs.
    pub fn needs(&self) -> Vec<Need> {
        vec![Need::Git]
    }

    /// Looks at the repository and changes nothing in it.
    pub fn run(batch: &[&Repository], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        let git = Git::new(sandbox);
        let opened = match git.open() {
            Err(Unanswered::Failed(error)) => return Err(error),
            Err(Unanswered::Unreadable(why)) => Opened::No { key: "unreadable", why },
            Ok(opened) => opened,
        };
        batch
            .iter()
            .map(|check| {
                let looked = match &opened {
                    Opened::Yes => check.rules.iter().map(|rule| rule.look(&git)).collect(),
                    Opened::No { key, why } => Ok(vec![none(key, why)]),
                };
                let facets = match looked {
                    Ok(facets) => facets,
                    Err(Unanswered::Unreadable(why)) => vec![none("unreadable", &why)],
                    Err(Unanswered::Failed(error)) => return Err(error),
                };
                (sandbox.done)();
                Ok(Some(Seen::compared(check.describe(sandbox.track), facets)))
            })
            .collect()
    }
}

impl Rule {
    fn look(&self, git: &Git<'_, '_>) -> Result<Facet, Unanswered> {
        Ok(match self {
            Rule::Commits(least) => {
                let commits = git.commits()?;
                let held = commits >= *least;
                let staged = commits == 0 && git.any_indexed()?;
                // How many more than enough is no behaviour.
                let key = match (held, staged) {
                    (true, _) => "enough".to_owned(),
                    (false, true) => format!("0 of {least}, staged"),
                    (false, false) => format!("{commits} of {least}"),
                };
                let but = if staged { ", but files are staged for the first one" } else { "" };
                let actual = format!("{}{but}", counted(commits, "commit"));
                Facet::new("commits", held, key, format!("at least {}", counted(*least, "commit")), actual)
            }
            Rule::Ignores(path) => {
                let held = git.ignores(path)?;
                let (key, actual) =
                    if held { ("ignored", "it is ignored") } else { ("not-ignored", "it is not ignored") };
                Facet::new("ignores", held, key, format!("`{path}` is ignored"), actual)
            }
            Rule::Untracked(path) => {
                let (key, actual) = match (git.indexed(path)?, git.ever_committed(path)?) {
                    (false, false) => ("untracked", "it is in no commit"),
                    (true, false) => ("staged", "it is staged for the next commit"),
                    (true, true) => ("tracked", "it is tracked"),
                    (false, true) => ("in-history", "an older commit still holds it"),
                };
                let expected = format!("`{path}` is in no commit, nor staged");
                Facet::new("untracked", key == "untracked", key, expected, actual)
            }
            Rule::Clean => {
                let left = git.uncommitted()?;
                let held = left.is_none();
                let actual = left.map_or("it is".to_owned(), |file| format!("`{file}` is not committed as it is"));
                Facet::compared("clean", held, "left", "everything is committed", actual)
            }
            Rule::Tag(tag) => {
                let (key, actual) = match git.tagged(tag)? {
                    None => ("missing", "there is no such tag"),
                    Some(commit) if Some(&commit) == git.last()?.as_ref() => ("last", "it is"),
                    Some(_) => ("elsewhere", "it names another commit"),
                };
                Facet::new("tag", key == "last", key, format!("`{tag}` names the last commit"), actual)
            }
            Rule::Tracks(path) => {
                let (key, actual) = match (git.committed(path)?, git.indexed(path)?) {
                    (true, _) => ("committed", "it is in the last commit"),
                    (false, true) => ("staged", "it is staged, but not committed"),
                    (false, false) => ("untracked", "git does not know it"),
                };
                Facet::new("tracks", key == "committed", key, format!("`{path}` is in the last commit"), actual)
            }
        })
    }
}

fn none(key: &str, why: &str) -> Facet {
    Facet::new("repository", false, key, "a git repository in this folder", why)
}

fn counted(number: usize, what: &str) -> String {
    match number {
        0 => format!("no {what}"),
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

/// Whether a path means the same to git on every system, and stays in the repository.
fn inside(path: &Spanned<String>, problems: &mut FileProblems<'_>) -> bool {
    let text = path.get_ref();
    let parts = text.strip_suffix('/').unwrap_or(text).split('/');
    let plain = |part: &str| !part.is_empty() && part != "." && part != ".." && part != ".git";
    let good = parts.into_iter().all(plain) && !text.contains(['\\', ':', '\0', '\n']);
    if !good {
        problems
            .error("repository-path", path.span(), format!("`{text}` is no path in the repository"))
            .help("name it from the top of the repository, with `/`: `.env`, `src/main.py`, `node_modules/`");
    }
    good
}
