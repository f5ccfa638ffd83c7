//! Writes one file, all or nothing, and never outside of its folder.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use super::error::{WorkspaceError, io};

/// The beginning of the names of files that are being written.
pub(super) const UNFINISHED: &str = ".roadmap-";

/// What to do with a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Existing {
    Keep,
    Replace,
}

/// Where `relative` really is: links are followed, but not out of `folder`, which must exist.
pub(super) fn resolve(folder: &Path, relative: &Path) -> Result<PathBuf, WorkspaceError> {
    let outside = || WorkspaceError::Outside { file: folder.join(relative), folder: folder.to_owned() };
    let real_folder = fs::canonicalize(folder).map_err(io("open", folder))?;
    let mut place = real_folder.clone();
    for component in relative.components() {
        let Component::Normal(name) = component else { return Err(outside()) };
        place.push(name);
        match fs::symlink_metadata(&place) {
            Ok(found) if found.is_symlink() => {
                place = fs::canonicalize(&place).map_err(|_| outside())?;
                if !place.starts_with(&real_folder) {
                    return Err(outside());
                }
            }
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(io("open", &place)(error)),
        }
    }
    Ok(place)
}

/// Writes `relative` below `folder`. Another program sees the old file or the whole new one, and so does a learner whose
/// machine stops meanwhile. An existing file keeps its permissions.
pub(super) fn put(folder: &Path, relative: &Path, bytes: &[u8], existing: Existing) -> Result<(), WorkspaceError> {
    let file = resolve(folder, relative)?;
    put_at(&file, bytes, existing).map_err(io("write", &file))
}

fn put_at(file: &Path, bytes: &[u8], existing: Existing) -> io::Result<()> {
    let found = fs::metadata(file).ok();
    match &found {
        Some(_) if existing == Existing::Keep => return Ok(()),
        Some(found) if found.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        Some(_) | None => {}
    }
    let parent = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let mut unfinished = new_file(parent)?;
    unfinished.write_all(bytes)?;
    if let Some(found) = found {
        unfinished.as_file().set_permissions(found.permissions())?;
    }
    unfinished.as_file().sync_all()?;
    let finished = match existing {
        Existing::Replace => unfinished.persist(file),
        Existing::Keep => unfinished.persist_noclobber(file),
    };
    match finished {
        Ok(_) => sync_folder(parent),
        Err(refused) if existing == Existing::Keep && refused.error.kind() == ErrorKind::AlreadyExists => {}
        Err(refused) => return Err(refused.error),
    }
    Ok(())
}

fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Temporary files are private by default; a learner's file is as open as the learner's umask says.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Makes names in a folder last, where the system can. The files themselves are safe either way.
pub(super) fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    }
}
