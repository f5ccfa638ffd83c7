//! Moves whole sets of files aside and back, so that nothing a learner wrote is ever thrown away.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::write::sync_folder;

const STAMP: &str = "%Y%m%dT%H%M%S%3fZ";

/// Why a set of files was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// It was there before a reset, and can be brought back.
    Reset,
    /// It was there before a reset was undone.
    Undone,
}

impl Kept {
    fn suffix(self) -> &'static str {
        match self {
            Kept::Reset => "",
            Kept::Undone => "-undone",
        }
    }
}

/// The newest set in `attic` that was kept for this reason and that holds something.
pub(super) fn newest(attic: &Path, why: Kept) -> Option<PathBuf> {
    sets(attic)
        .filter(|(_, reason, set)| *reason == why && names(set).is_ok_and(|names| !names.is_empty()))
        .max_by_key(|(at, _, _)| *at)
        .map(|(_, _, set)| set)
}

fn sets(attic: &Path) -> impl Iterator<Item = (NaiveDateTime, Kept, PathBuf)> {
    fs::read_dir(attic).into_iter().flatten().flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let (stamp, why) = match name.strip_suffix(Kept::Undone.suffix()) {
            Some(stamp) => (stamp, Kept::Undone),
            None => (name.as_str(), Kept::Reset),
        };
        Some((NaiveDateTime::parse_from_str(stamp, STAMP).ok()?, why, entry.path()))
    })
}

/// Makes a folder for one more set, named after the time. A clock that was set back does not make it older than others.
pub(super) fn new_set(attic: &Path, why: Kept, now: DateTime<Utc>) -> io::Result<PathBuf> {
    fs::create_dir_all(attic)?;
    let after = |at: NaiveDateTime| at.checked_add_signed(TimeDelta::milliseconds(1));
    let mut next = Some(now.naive_utc());
    if let Some((newest, _, _)) = sets(attic).max_by_key(|(at, _, _)| *at) {
        next = next.max(after(newest));
    }
    while let Some(at) = next {
        let set = attic.join(format!("{}{}", at.format(STAMP), why.suffix()));
        match fs::create_dir(&set) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => next = after(at),
            Err(error) => return Err(error),
            Ok(()) => return Ok(set),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Moves parts of one folder into another, which must be empty of these names. When one cannot be moved, what was moved
/// goes back. The folders themselves stay: a shell may be working in one, an editor may be watching it.
pub(super) fn move_parts(parts: &[PathBuf], from: &Path, to: &Path) -> io::Result<()> {
    let mut moved = Vec::new();
    for part in parts {
        let target = to.join(part);
        let made = target.parent().map_or(Ok(()), fs::create_dir_all);
        if let Err(error) = made.and_then(|()| move_entry(&from.join(part), &target)) {
            for part in moved {
                let _ = move_entry(&to.join(part), &from.join(part));
            }
            return Err(error);
        }
        moved.push(part);
    }
    sync_folder(to);
    sync_folder(from);
    Ok(())
}

/// What is directly in a folder, as parts to move.
pub(super) fn all(folder: &Path) -> io::Result<Vec<PathBuf>> {
    Ok(names(folder)?.into_iter().map(PathBuf::from).collect())
}

/// All files below a folder, relative to it; a link is one of them, whatever it leads to.
pub(super) fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut folders) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(inner) = folders.pop() {
        for name in names(&folder.join(&inner))? {
            let part = inner.join(name);
            let is_folder = folder.join(&part).symlink_metadata()?.is_dir();
            if is_folder { folders.push(part) } else { found.push(part) }
        }
    }
    Ok(found)
}

/// Removes a folder with all folders in it, as far as there is nothing in them.
pub(super) fn remove_empty(folder: &Path) {
    for name in names(folder).unwrap_or_default() {
        let inner = folder.join(name);
        if inner.symlink_metadata().is_ok_and(|found| found.is_dir()) {
            remove_empty(&inner);
        }
    }
    let _ = fs::remove_dir(folder);
}

/// The names of what is in a folder; none when there is no such folder.
pub(super) fn names(folder: &Path) -> io::Result<Vec<std::ffi::OsString>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| entry.map(|entry| entry.file_name())).collect(),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn move_entry(from: &Path, to: &Path) -> io::Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(io::Error::new(ErrorKind::AlreadyExists, format!("{} is in the way", to.display())));
    }
    match fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => move_to_other_disk(from, to),
        renamed => renamed,
    }
}

/// The original goes only when the copy is whole and on the disk.
fn move_to_other_disk(from: &Path, to: &Path) -> io::Result<()> {
    if let Err(error) = copy(from, to) {
        let _ = remove(to);
        return Err(error);
    }
    remove(from)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let kind = from.symlink_metadata()?.file_type();
    if kind.is_symlink() {
        copy_link(from, to)
    } else if kind.is_dir() {
        fs::create_dir(to)?;
        for name in names(from)? {
            copy(&from.join(&name), &to.join(&name))?;
        }
        fs::set_permissions(to, from.metadata()?.permissions())
    } else if kind.is_file() {
        let mut copy = fs::File::create_new(to)?;
        io::copy(&mut fs::File::open(from)?, &mut copy)?;
        copy.set_permissions(from.metadata()?.permissions())?;
        copy.sync_all()
    } else {
        Err(io::Error::new(ErrorKind::Unsupported, format!("{} is neither a file nor a folder", from.display())))
    }
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(windows)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    let target = fs::read_link(from)?;
    if from.is_dir() {
        std::os::windows::fs::symlink_dir(target, to)
    } else {
        std::os::windows::fs::symlink_file(target, to)
    }
}

fn remove(place: &Path) -> io::Result<()> {
    if place.symlink_metadata()?.is_dir() { fs::remove_dir_all(place) } else { fs::remove_file(place) }
}

#[cfg(test)]
mod tests;
