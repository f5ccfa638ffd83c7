//! How sets are named, found and moved.

use super::*;

fn write(folder: &Path, name: &str, text: &str) {
    fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
    fs::write(folder.join(name), text).unwrap();
}

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(second, 0).unwrap()
}

#[test]
fn sets_are_named_after_the_time_and_found_again() {
    let attic = tempfile::tempdir().unwrap();
    let set = new_set(attic.path(), Kept::Reset, at(1_772_366_400)).unwrap();
    assert_eq!(set.file_name().unwrap(), "20260301T120000000Z");
    assert_eq!(newest(attic.path(), Kept::Reset), None, "an empty one is none");
    write(&set, "main.py", "mine");
    assert_eq!(newest(attic.path(), Kept::Reset), Some(set));
    assert_eq!(newest(attic.path(), Kept::Undone), None);
}

#[test]
fn the_newest_set_is_the_last_made_though_the_clock_was_set_back() {
    let attic = tempfile::tempdir().unwrap();
    for second in [2_000_000_000, 2_000_000_000, 1_000_000_000] {
        let set = new_set(attic.path(), Kept::Reset, at(second)).unwrap();
        write(&set, "main.py", "mine");
        assert_eq!(newest(attic.path(), Kept::Reset), Some(set));
    }
    assert_eq!(names(attic.path()).unwrap().len(), 3);
}

#[test]
fn other_names_beside_the_sets_do_no_harm() {
    let attic = tempfile::tempdir().unwrap();
    for name in ["x", "2026", "-undone", "+2621421231T235959999Z", ".tmp1"] {
        fs::create_dir(attic.path().join(name)).unwrap();
    }
    let _ = newest(attic.path(), Kept::Reset);
    let _ = new_set(attic.path(), Kept::Reset, at(0));
}

#[test]
fn what_cannot_be_moved_puts_everything_back() {
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (dir.path().join("from"), dir.path().join("to"));
    for name in ["a", "b", "c/d"] {
        write(&from, name, "mine");
    }
    write(&to, "b", "in the way");
    let error = move_parts(&all(&from).unwrap(), &from, &to).unwrap_err();
    assert!(error.to_string().contains("in the way"), "{error}");
    assert_eq!(names(&from).unwrap().len(), 3);
    assert_eq!(names(&to).unwrap(), ["b"]);
    assert_eq!(fs::read_to_string(to.join("b")).unwrap(), "in the way");
}

#[test]
fn a_folder_moves_to_another_disk_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (dir.path().join("from"), dir.path().join("to"));
    write(&from, ".git/objects/ab", "object");
    write(&from, "main.py", "print(1)\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(from.join("main.py"), fs::Permissions::from_mode(0o750)).unwrap();
        std::os::unix::fs::symlink("main.py", from.join("link")).unwrap();
        std::os::unix::fs::symlink(".", from.join("loop")).unwrap();
    }
    move_to_other_disk(&from, &to).unwrap();
    assert!(!from.exists());
    assert_eq!(fs::read_to_string(to.join(".git/objects/ab")).unwrap(), "object");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(to.join("main.py")).unwrap().permissions().mode() & 0o777, 0o750);
        assert_eq!(fs::read_link(to.join("link")).unwrap(), Path::new("main.py"));
        assert_eq!(fs::read_link(to.join("loop")).unwrap(), Path::new("."));
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_copied_to_another_disk_stays_where_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (dir.path().join("from"), dir.path().join("to"));
    write(&from, "main.py", "mine");
    drop(std::os::unix::net::UnixListener::bind(from.join("socket")).unwrap());
    assert!(move_to_other_disk(&from, &to).is_err());
    assert_eq!(fs::read_to_string(from.join("main.py")).unwrap(), "mine");
    assert!(!to.exists());
}
