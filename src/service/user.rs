//! As whom servers run: PostgreSQL refuses the superuser of the system, who is the usual one in a container.

use std::path::Path;

use crate::process::User;

/// The user for servers; none where they run as the tutor's own.
#[cfg(unix)]
pub(super) fn for_servers() -> Option<User> {
    if !rustix::process::geteuid().is_root() {
        return None;
    }
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    // The number of `nobody` where there is no list of users.
    Some(named(&users, "postgres").or_else(|| named(&users, "nobody")).unwrap_or(User { uid: 65534, gid: 65534 }))
}

/// The user for servers; none where they run as the tutor's own.
#[cfg(not(unix))]
pub(super) fn for_servers() -> Option<User> {
    None
}

#[cfg(unix)]
fn named(users: &str, name: &str) -> Option<User> {
    let mut fields = users.lines().map(|line| line.split(':')).find(|fields| fields.clone().next() == Some(name))?;
    let uid = fields.nth(2)?.parse().ok()?;
    let gid = fields.next()?.parse().ok()?;
    Some(User { uid, gid })
}

/// Gives a folder and all that is in it to a user.
#[cfg(unix)]
pub(super) fn give(folder: &Path, user: Option<User>) -> std::io::Result<()> {
    let Some(User { uid, gid }) = user else { return Ok(()) };
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        std::os::unix::fs::lchown(&path, Some(uid), Some(gid))?;
        if path.symlink_metadata()?.is_dir() {
            for entry in std::fs::read_dir(path)? {
                open.push(entry?.path());
            }
        }
    }
    Ok(())
}

/// Gives a folder and all that is in it to a user.
#[cfg(not(unix))]
pub(super) fn give(_folder: &Path, _user: Option<User>) -> std::io::Result<()> {
    Ok(())
}

/// Whether a user other than the tutor's own gets to what is at `path`.
#[cfg(unix)]
pub(super) fn reaches(user: Option<User>, path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    const ANYBODY_MAY_PASS: u32 = 0o001;
    let Ok(path) = path.canonicalize() else { return false };
    user.is_none()
        || path
            .ancestors()
            .all(|folder| folder.metadata().is_ok_and(|it| it.permissions().mode() & ANYBODY_MAY_PASS != 0))
}

/// Whether a user other than the tutor's own gets to what is at `path`.
#[cfg(not(unix))]
pub(super) fn reaches(_user: Option<User>, _path: &Path) -> bool {
    true
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_read_from_the_list() {
        let users = "root:x:0:0:root:/root:/bin/bash\npostgres:x:101:104:PostgreSQL,,,:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(named(users, "postgres"), Some(User { uid: 101, gid: 104 }));
        assert_eq!(named(users, "nobody"), None);
    }
}
