//! Names, links, permissions and things in the way that would make other tools lose files.

use super::*;

#[test]
fn nothing_is_written_outside_of_an_exercise() {
    let it = Fixture::new();
    let outside = it.root().parent().unwrap().join("outside.txt");
    for file in [
        outside.clone(),
        it.root().join("python/visit-counter/../../../outside.txt"),
        it.root().join("../outside.txt"),
        it.root().join("python"),
        it.root().join("python/visit-counter"),
        PathBuf::from("relative.py"),
    ] {
        assert!(matches!(it.workspace.write(&file, "x"), Err(WorkspaceError::Outside { .. })), "{}", file.display());
    }
    assert!(!outside.exists());
}

#[cfg(unix)]
#[test]
fn a_new_file_is_as_open_as_others_and_an_existing_one_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let it = Fixture::new();
    let mode = |name: &str| fs::metadata(it.root().join(name)).unwrap().permissions().mode() & 0o777;
    it.write("python/visit-counter/other.py", "");
    it.workspace.hand_out(&plain(), TRACK).unwrap();
    assert_eq!(mode(MAIN), mode("python/visit-counter/other.py"));
    fs::set_permissions(it.root().join(MAIN), fs::Permissions::from_mode(0o755)).unwrap();
    it.workspace.write(&it.root().join(MAIN), "x").unwrap();
    assert_eq!(mode(MAIN), 0o755);
}

#[cfg(unix)]
#[test]
fn a_link_is_written_through_but_not_out_of_the_exercise() {
    use std::os::unix::fs::symlink;
    let it = Fixture::new();
    let main = it.root().join(MAIN);
    it.write("python/visit-counter/real.py", "old");
    symlink("real.py", &main).unwrap();
    it.workspace.write(&main, "new").unwrap();
    assert_eq!(it.text("python/visit-counter/real.py"), "new");
    assert!(main.symlink_metadata().unwrap().is_symlink());
    assert_eq!(it.workspace.files(&plain(), TRACK).unwrap()["main.py"], b"new");

    it.write("elsewhere.txt", "theirs");
    for target in ["../../elsewhere.txt", "main.py", "nowhere.py"] {
        fs::remove_file(&main).unwrap();
        symlink(target, &main).unwrap();
        assert!(matches!(it.workspace.write(&main, "x"), Err(WorkspaceError::Outside { .. })), "{target}");
        assert!(matches!(it.workspace.files(&plain(), TRACK), Err(WorkspaceError::Outside { .. })), "{target}");
        assert!(it.workspace.hand_out(&plain(), TRACK).is_err(), "{target}");
    }
    assert_eq!(it.text("elsewhere.txt"), "theirs");
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_is_a_link_to_itself_and_a_pipe_are_passed_over() {
    let it = Fixture::new();
    it.write(MAIN, "mine");
    let folder = it.root().join("python/visit-counter");
    std::os::unix::fs::symlink(".", folder.join("loop")).unwrap();
    std::os::unix::fs::symlink("self", folder.join("self")).unwrap();
    let pipe = folder.join("pipe");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0).unwrap();
    assert_eq!(it.workspace.files(&plain(), TRACK).unwrap(), files(&[("main.py", "mine")]));
    it.workspace.reset(&plain(), TRACK).unwrap();
    it.workspace.undo(&plain(), TRACK).unwrap();
    assert_eq!(it.text(MAIN), "mine");
}

#[test]
fn names_that_would_leave_the_folder_are_refused_before_anything_is_written() {
    for name in ["../evil.py", "/tmp/evil.py", "CON", "a\\b", ".git/hooks/post-checkout"] {
        let it = Fixture::new();
        let exercise = exercise(Content::Files(files(&[("main.py", ""), (name, "evil")])));
        let error = it.workspace.hand_out(&exercise, TRACK).unwrap_err();
        assert!(matches!(error, WorkspaceError::UnsafeName { .. }), "{name}: {error}");
        assert!(matches!(it.workspace.reset(&exercise, TRACK), Err(WorkspaceError::UnsafeName { .. })), "{name}");
        assert!(!it.root().exists());
    }
}

#[test]
fn an_exercise_without_a_starter_says_so() {
    let it = Fixture::new();
    let mut exercise = plain();
    exercise.spec.variants = ByTrack::default();
    let error = it.workspace.hand_out(&exercise, TRACK).unwrap_err();
    assert!(matches!(error, WorkspaceError::NoStarter { .. }), "{error}");
}

#[test]
fn a_file_in_place_of_a_folder_is_named_and_left_alone() {
    for obstacle in ["", "python", "python/visit-counter"] {
        let it = Fixture::new();
        let file = it.root().join(obstacle);
        let file: PathBuf = file.components().collect();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "precious").unwrap();
        let error = it.workspace.hand_out(&plain(), TRACK).unwrap_err().to_string();
        assert!(error.contains(&*file.to_string_lossy()), "{error}");
        assert!(error.contains("is a file where a folder should be"), "{error}");
        assert!(it.workspace.write(&it.root().join(MAIN), "x").is_err());
        assert!(it.workspace.reset(&plain(), TRACK).is_err());
        assert_eq!(fs::read_to_string(&file).unwrap(), "precious");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_where_nothing_can_be_written_is_an_error_that_says_what_to_do() {
    let workspace = Workspace::new("/proc/self/roadmap");
    let error = workspace.hand_out(&plain(), TRACK).unwrap_err().to_string();
    assert!(error.starts_with("cannot create /proc/self/roadmap: "), "{error}");
}

#[test]
fn what_the_system_said_leads_to_what_to_do() {
    let hint = |kind: ErrorKind| io("write", Path::new("x.py"))(kind.into()).to_string();
    assert!(hint(ErrorKind::StorageFull).contains("Free some space"));
    assert!(hint(ErrorKind::PermissionDenied).contains("may write there"));
    assert!(hint(ErrorKind::ReadOnlyFilesystem).contains("--workspace"));
}

#[test]
fn a_starter_with_a_folder_where_the_learner_has_a_file_leaves_the_file() {
    let it = Fixture::new();
    it.write("python/visit-counter/data", "my file");
    assert!(it.workspace.hand_out(&plain(), TRACK).is_err());
    assert_eq!(it.text("python/visit-counter/data"), "my file");
}
