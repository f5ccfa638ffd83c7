//! Tells whether a submission is still the starter.

use std::path::Path;

use super::fill::{build, read_folder};
use super::git::git;
use super::{Room, Sandbox};
use crate::check::{CheckError, Content, Files, Step};
use crate::process::End;

/// Whether the sandbox holds what was handed out: the same files, whatever the line ends, and the same repository.
pub fn untouched(starter: &Content, sandbox: &Sandbox<'_>) -> Result<bool, CheckError> {
    match starter {
        Content::Files(files) => Ok(same(files, &read_folder(&sandbox.dir)?)),
        Content::Steps(steps) => {
            let room = Room::new()?;
            let dir = room.work();
            build(starter, dir, sandbox.toolchain, sandbox.cancel)?;
            if !same(&read_folder(dir)?, &read_folder(&sandbox.dir)?) {
                return Ok(false);
            }
            if steps.iter().any(|step| matches!(step, Step::Git(_))) {
                Ok(state(dir, sandbox)? == state(&sandbox.repository, sandbox)?)
            } else {
                Ok(!sandbox.repository.join(".git").exists())
            }
        }
    }
}

/// Whether the sandbox holds these files as they were handed out, whatever there is besides. Nothing handed out is no
/// starter.
pub fn holds(own: &Files, sandbox: &Sandbox<'_>) -> Result<bool, CheckError> {
    let files = read_folder(&sandbox.dir)?;
    let same = |(name, bytes): (&String, &Vec<u8>)| files.get(name).is_some_and(|now| normal(now) == normal(bytes));
    Ok(!own.is_empty() && own.iter().all(same))
}

fn same(starter: &Files, files: &Files) -> bool {
    let left = |files: &Files| {
        let own = files.iter().filter(|(name, _)| !is_dropping(name));
        own.map(|(name, bytes)| (name.clone(), normal(bytes))).collect::<Vec<_>>()
    };
    left(starter) == left(files)
}

/// What editors and systems leave behind is no work.
fn is_dropping(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    [".DS_Store", "Thumbs.db", "desktop.ini"].contains(&file)
        || file.ends_with('~')
        || Path::new(file).extension().is_some_and(|ending| ending == "swp")
        || [".vscode/", ".idea/"].iter().any(|folder| name.starts_with(folder))
}

fn normal(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().filter(|byte| *byte != b'\r').collect::<Vec<_>>().trim_ascii_end().to_vec()
}

/// What is committed and what is staged; none where there is no repository or git cannot say.
fn state(dir: &Path, sandbox: &Sandbox<'_>) -> Result<Option<String>, CheckError> {
    let mut all = String::new();
    for args in [&["log", "--all", "--format=%T"][..], &["ls-files", "--stage"]] {
        let output = git(args, dir, sandbox.toolchain, sandbox.cancel)?;
        match output.end {
            End::Exited(0) => all.push_str(&output.stdout.text),
            End::Cancelled => return Err(CheckError::Cancelled),
            End::Exited(_) | End::Signalled(_) | End::TimedOut | End::OutOfMemory => return Ok(None),
        }
    }
    Ok(dir.join(".git").exists().then_some(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> Files {
        files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn line_ends_and_droppings_are_no_work() {
        let starter = files(&[("main.js", "a\nb\n")]);
        for same_still in [
            files(&[("main.js", "a\r\nb\r\n")]),
            files(&[("main.js", "a\nb")]),
            files(&[("main.js", "a\nb\n\n"), (".DS_Store", "x"), (".vscode/settings.json", "{}"), ("main.js~", "")]),
        ] {
            assert!(same(&starter, &same_still));
        }
        for work in [
            files(&[("main.js", "a\nc\n")]),
            files(&[("main.js", "a\nb\n"), ("notes.txt", "")]),
            files(&[("main.js", " a\nb\n")]),
            files(&[]),
        ] {
            assert!(!same(&starter, &work));
        }
    }
}
