//! Steps that build a repository, and which commands of git may be one: a curriculum may be anybody's.

use std::path::{Component, Path};

use super::Files;

/// One step of building a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Writes files.
    Write(Files),
    /// Runs git.
    Git(GitStep),
}

/// A command of git that changes nothing but the repository in whose folder it runs, and runs no other program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GitStep(Vec<String>);

/// A command, its options, and those of its options after which a value follows.
type Command = (&'static str, &'static [&'static str], &'static [&'static str]);

const COMMANDS: [Command; 13] = [
    ("add", &["-A", "--all", "-f", "--force", "-u", "--update"], &[]),
    ("branch", &["-d", "-D", "-f", "-m", "-M"], &[]),
    ("checkout", &["-b", "-B", "-f", "--detach"], &[]),
    ("commit", &["-a", "--all", "--allow-empty", "--amend", "--no-edit"], &["-m", "-am", "--message"]),
    ("init", &["--bare"], &["-b", "--initial-branch"]),
    ("merge", &["--ff-only", "--no-edit", "--no-ff", "--squash"], &["-m"]),
    ("mv", &["-f"], &[]),
    ("reset", &["--hard", "--mixed", "--soft"], &[]),
    ("restore", &["--staged", "--worktree"], &["--source"]),
    ("rm", &["--cached", "-f", "-r", "-rf"], &[]),
    ("stash", &["-u"], &["-m"]),
    ("switch", &["-c", "-C", "--detach"], &[]),
    ("tag", &["-a", "-d", "-f"], &["-m"]),
];

/// What `git config` may set.
const SETTINGS: [&str; 2] = ["user.email", "user.name"];

impl GitStep {
    /// A step with these arguments of git. `Err` says what is not allowed.
    pub fn new(args: Vec<String>) -> Result<Self, String> {
        let mut words = args.iter().map(String::as_str);
        let name = words.next().unwrap_or_default();
        if name == "config" {
            let is_set = words.next().is_some_and(|key| SETTINGS.contains(&key)) && words.len() == 1;
            return if is_set { Ok(GitStep(args)) } else { Err(format!("sets none of {}", list(&SETTINGS))) };
        }
        let Some((_, options, valued)) = COMMANDS.iter().find(|(command, ..)| *command == name) else {
            let names: Vec<_> = COMMANDS.iter().map(|(name, ..)| *name).chain(["config"]).collect();
            return Err(format!("begins with none of {}", list(&names)));
        };
        while let Some(word) = words.next() {
            if word == "--" {
                break;
            } else if valued.contains(&word) {
                words.next().ok_or_else(|| format!("has nothing after `{word}`"))?;
            } else if word.starts_with('-') && !options.contains(&word) {
                let known: Vec<_> = options.iter().chain(*valued).copied().collect();
                return Err(format!("has the option `{word}`; here it may have {}", list(&known)));
            } else if name == "init" && !word.starts_with('-') && !is_below(word) {
                return Err("makes a repository elsewhere".to_owned());
            }
        }
        Ok(GitStep(args))
    }

    /// Its arguments.
    pub fn args(&self) -> &[String] {
        &self.0
    }
}

fn is_below(folder: &str) -> bool {
    Path::new(folder).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(line: &str) -> Result<GitStep, String> {
        GitStep::new(shell_words::split(line).unwrap())
    }

    #[test]
    fn what_a_learner_does_in_a_repository_may_be_a_step() {
        for line in [
            "init",
            "init -b main",
            "init --bare .",
            "init inside",
            "add -A",
            "add -- -odd",
            "commit -m 'First commit'",
            "commit --amend --no-edit",
            "rm --cached .env",
            "switch -c feature",
            "merge --no-ff feature -m Merge",
            "tag -a v1 -m One",
            "config user.name Ada",
        ] {
            assert_eq!(step(line).map(|step| step.args().join(" ")), Ok(line.replace('\'', "")), "{line}");
        }
    }

    #[test]
    fn what_runs_other_programs_or_reaches_outside_may_not() {
        for line in [
            "",
            "-c core.fsmonitor=evil status",
            "-C /tmp init",
            "--exec-path=/tmp add -A",
            "clone 'ext::sh -c evil'",
            "fetch --upload-pack=evil .",
            "submodule update",
            "filter-branch",
            "bisect run evil",
            "rebase -x evil",
            "difftool",
            "init /tmp/elsewhere",
            "init ../elsewhere",
            "init --template=/tmp/evil",
            "init --separate-git-dir /tmp/x",
            "commit -F /etc/passwd",
            "commit -S",
            "commit -e",
            "commit -m",
            "add -p",
            "add --pathspec-from-file=/etc/passwd",
            "tag -s v1",
            "merge -s evil",
            "checkout --recurse-submodules x",
            "config core.hooksPath hooks",
            "config --global user.name Ada",
            "config user.name",
            "config user.name Ada --global",
            "config user.name -e Ada",
        ] {
            assert!(step(line).is_err(), "{line}");
        }
    }
}
