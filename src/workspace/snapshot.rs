//! Reads the learner's files for a snapshot: text, and not too much of it.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::error::{WorkspaceError, io};
use super::write::{UNFINISHED, resolve};
use crate::check::Files;

/// Bytes of all files together.
const MOST_BYTES: u64 = 1024 * 1024;
/// Files and folders that are looked at, so that a snapshot of a home folder ends soon.
const MOST_ENTRIES: usize = 5_000;
/// Folders that hold what tools made.
const SKIPPED: [&str; 4] = [".git", "node_modules", ".venv", "__pycache__"];

/// The text files of a folder. `main`, if it is there, comes first and must be readable; others that cannot be read, are
/// not text or do not fit are left out.
pub(super) fn collect(folder: &Path, main: Option<&Path>) -> Result<Files, WorkspaceError> {
    let mut files = Files::new();
    let mut left = MOST_BYTES;
    if let Some(main) = main.filter(|main| folder.join(main).symlink_metadata().is_ok()) {
        let real = resolve(folder, main)?;
        if let (Some(name), Some(bytes)) = (name_of(main), read(&real, left).map_err(io("read", &real))?) {
            left = left.saturating_sub(bytes.len() as u64);
            files.insert(name, bytes);
        }
    }
    for relative in walk(folder) {
        let Some(name) = name_of(&relative).filter(|name| !files.contains_key(name)) else { continue };
        let Ok(real) = resolve(folder, &relative) else { continue };
        if let Ok(Some(bytes)) = read(&real, left)
            && !bytes.contains(&0)
        {
            left = left.saturating_sub(bytes.len() as u64);
            files.insert(name, bytes);
        }
    }
    Ok(files)
}

/// A regular file of at most `most` bytes. Pipes and devices are not opened: reading them could wait for ever.
fn read(file: &Path, most: u64) -> std::io::Result<Option<Vec<u8>>> {
    let found = fs::metadata(file)?;
    if !found.is_file() || found.len() > most {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    fs::File::open(file)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// The files below a folder, relative to it, in order; folders behind links are not entered.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders, mut seen) = (Vec::new(), vec![PathBuf::new()], 0);
    while let Some(inner) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder.join(&inner)) else { continue };
        for entry in entries.flatten() {
            seen += 1;
            if seen > MOST_ENTRIES {
                break;
            }
            let name = entry.file_name();
            let skipped = |name: &str| SKIPPED.contains(&name) || name.starts_with(UNFINISHED);
            match entry.file_type() {
                Ok(_) if name.to_str().is_none_or(skipped) => {}
                Ok(kind) if kind.is_dir() => folders.push(inner.join(name)),
                Ok(_) => found.push(inner.join(name)),
                Err(_) => {}
            }
        }
    }
    found.sort();
    found
}

fn name_of(relative: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = relative.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}
