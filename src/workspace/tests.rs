//! What happens to a learner's files, seen from outside.

use std::io::ErrorKind;

mod hostile;
mod projects;

use super::*;
use crate::check::{GitStep, Spec, Variant};
use crate::curriculum::Mode;
use crate::id::ByTrack;

struct Fixture {
    _dir: tempfile::TempDir,
    workspace: Workspace,
}

impl Fixture {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let workspace = Workspace::new(dir.path().join("my räume/roadmap"));
        Fixture { _dir: dir, workspace }
    }

    fn root(&self) -> &Path {
        self.workspace.root()
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.root().join(name)).unwrap()
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let file = self.root().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn sets(&self, home: &str) -> Vec<PathBuf> {
        let attic = self.root().join(KEPT).join(home);
        let mut sets: Vec<_> = keep::names(&attic).unwrap().into_iter().map(|name| attic.join(name)).collect();
        sets.sort();
        sets
    }
}

fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

fn exercise(content: Content) -> Exercise {
    let starter = Variant { role: Role::Starter, content };
    Exercise {
        id: "visit-counter".parse().unwrap(),
        title: String::new(),
        concepts: Vec::new(),
        needs: Vec::new(),
        mode: Mode::Write,
        difficulty: 1,
        minutes: 10,
        task: ByTrack::default(),
        hints: ByTrack::default(),
        equivalent: Vec::new(),
        allow: Vec::new(),
        spec: Spec { variants: ByTrack { node: vec![starter.clone()], python: vec![starter] }, ..Spec::default() },
    }
}

fn plain() -> Exercise {
    exercise(Content::Files(files(&[("main.py", "# starter\n"), ("data/visits.json", "[]\n")])))
}

fn repository() -> Exercise {
    exercise(Content::Steps(vec![
        Step::Git(GitStep::new(vec!["init".to_owned()]).unwrap()),
        Step::Write(files(&[(".gitignore", "x\n")])),
        Step::Write(files(&[(".gitignore", ".env\n"), ("README.md", "hi\n")])),
    ]))
}

const TRACK: Track = Track::Python;
const MAIN: &str = "python/visit-counter/main.py";

#[test]
fn the_starter_is_handed_out_into_a_folder_of_its_own() {
    let it = Fixture::new();
    assert!(matches!(it.workspace.submission(&plain(), TRACK), Err(WorkspaceError::NotStarted(_))));
    let handed = it.workspace.hand_out(&plain(), TRACK).unwrap();
    assert_eq!(handed, Handed { new: true, ..it.workspace.place(&plain(), TRACK) });
    assert_eq!(handed.main, it.root().join(MAIN));
    assert_eq!(it.text("python/visit-counter/data/visits.json"), "[]\n");
    assert_eq!(keep::names(&handed.folder).unwrap().len(), 2, "no temporary file is left");
    assert!(it.workspace.submission(&plain(), TRACK).is_ok());
}

#[test]
fn a_learners_file_is_never_overwritten_and_missing_ones_come_back() {
    let it = Fixture::new();
    it.write(MAIN, "mine");
    let handed = it.workspace.hand_out(&plain(), TRACK).unwrap();
    assert!(!handed.new);
    assert_eq!(it.text(MAIN), "mine");
    assert_eq!(it.text("python/visit-counter/data/visits.json"), "[]\n");
}

#[test]
fn an_exercise_that_one_reference_serves_has_one_folder_for_both_paths() {
    let it = Fixture::new();
    let mut exercise = plain();
    exercise.spec.shared = true;
    let folders = Track::ALL.map(|track| it.workspace.hand_out(&exercise, track).unwrap().folder);
    assert_eq!(folders[0], it.root().join("shared/visit-counter"));
    assert_eq!(folders[0], folders[1]);
}

#[test]
fn of_a_repository_only_written_files_are_handed_out_and_only_once() {
    let it = Fixture::new();
    let handed = it.workspace.hand_out(&repository(), TRACK).unwrap();
    assert!(handed.new);
    assert_eq!(handed.main, handed.folder);
    assert_eq!(it.text("python/visit-counter/.gitignore"), ".env\n");
    assert!(!handed.folder.join(".git").exists());
    fs::remove_file(handed.folder.join("README.md")).unwrap();
    assert!(!it.workspace.hand_out(&repository(), TRACK).unwrap().new);
    assert!(!handed.folder.join("README.md").exists());
}

#[test]
fn a_new_workspace_says_once_what_it_is() {
    let it = Fixture::new();
    it.workspace.hand_out(&plain(), TRACK).unwrap();
    assert!(it.text(README).contains("never overwrites"));
    fs::remove_file(it.root().join(README)).unwrap();
    it.workspace.hand_out(&plain(), Track::Node).unwrap();
    assert!(!it.root().join(README).exists());
}

#[test]
fn a_reset_keeps_what_was_there_and_can_be_undone() {
    let it = Fixture::new();
    it.workspace.hand_out(&plain(), TRACK).unwrap();
    it.write(MAIN, "mine");
    it.write("python/visit-counter/notes.txt", "note");
    let was = it.workspace.reset(&plain(), TRACK).unwrap();
    assert_eq!(was, files(&[("main.py", "mine"), ("notes.txt", "note"), ("data/visits.json", "[]\n")]));
    assert_eq!(it.text(MAIN), "# starter\n");
    assert!(!it.root().join("python/visit-counter/notes.txt").exists());

    it.write(MAIN, "second try");
    it.workspace.undo(&plain(), TRACK).unwrap();
    assert_eq!(it.text(MAIN), "mine");
    assert_eq!(it.text("python/visit-counter/notes.txt"), "note");

    let sets = it.sets("python/visit-counter");
    assert_eq!(sets.len(), 1, "{sets:?}");
    assert_eq!(fs::read_to_string(sets[0].join("main.py")).unwrap(), "second try");
    assert!(matches!(it.workspace.undo(&plain(), TRACK), Err(WorkspaceError::NothingToUndo(_))));
}

#[test]
fn resets_are_undone_from_the_newest_to_the_oldest() {
    let it = Fixture::new();
    for text in ["one", "two"] {
        it.write(MAIN, text);
        it.workspace.reset(&plain(), TRACK).unwrap();
    }
    for text in ["two", "one"] {
        it.workspace.undo(&plain(), TRACK).unwrap();
        assert_eq!(it.text(MAIN), text);
    }
}

#[test]
fn a_reset_without_files_hands_out_the_starter_and_keeps_nothing() {
    let it = Fixture::new();
    assert!(it.workspace.reset(&plain(), TRACK).unwrap().is_empty());
    assert_eq!(it.text(MAIN), "# starter\n");
    assert!(it.sets("python/visit-counter").is_empty());
}

#[test]
fn a_reset_of_a_repository_keeps_its_history() {
    let it = Fixture::new();
    it.write("python/visit-counter/.git/HEAD", "ref: refs/heads/main\n");
    let was = it.workspace.reset(&repository(), TRACK).unwrap();
    assert!(was.is_empty(), "a snapshot leaves .git out");
    assert!(!it.root().join("python/visit-counter/.git").exists());
    assert_eq!(it.text("python/visit-counter/README.md"), "hi\n");
    it.workspace.undo(&repository(), TRACK).unwrap();
    assert_eq!(it.text("python/visit-counter/.git/HEAD"), "ref: refs/heads/main\n");
    assert!(!it.root().join("python/visit-counter/README.md").exists());
}

#[test]
fn a_reset_that_cannot_keep_the_files_leaves_them_where_they_are() {
    let it = Fixture::new();
    it.write(MAIN, "mine");
    it.write(KEPT, "a file in place of the folder");
    let error = it.workspace.reset(&plain(), TRACK).unwrap_err().to_string();
    assert!(error.contains("is a file where a folder should be"), "{error}");
    assert_eq!(it.text(MAIN), "mine");
}

#[cfg(unix)]
#[test]
fn a_reset_works_when_the_exercise_is_on_another_disk() {
    use std::os::unix::fs::MetadataExt;
    let Ok(other) = tempfile::tempdir_in("/dev/shm") else { return };
    let it = Fixture::new();
    fs::create_dir_all(it.root().join("python")).unwrap();
    if fs::metadata(other.path()).unwrap().dev() == fs::metadata(it.root()).unwrap().dev() {
        return;
    }
    std::os::unix::fs::symlink(other.path(), it.root().join("python/visit-counter")).unwrap();
    it.write(MAIN, "mine");
    it.write("python/visit-counter/.git/HEAD", "main");
    it.workspace.reset(&plain(), TRACK).unwrap();
    assert_eq!(it.text(MAIN), "# starter\n");
    it.workspace.undo(&plain(), TRACK).unwrap();
    assert_eq!(it.text(MAIN), "mine");
    assert_eq!(it.text("python/visit-counter/.git/HEAD"), "main");
}

#[test]
fn a_snapshot_holds_text_and_not_what_tools_made() {
    let it = Fixture::new();
    it.write(MAIN, b"caf\xe9 = 1\n");
    it.write("python/visit-counter/lib/util.py", "x");
    it.write("python/visit-counter/photo.png", b"\x89PNG\0\0");
    for made in [".git/HEAD", "node_modules/a/index.js", ".venv/bin/x", "__pycache__/m.pyc", "lib/__pycache__/u.pyc"] {
        it.write(&format!("python/visit-counter/{made}"), "made");
    }
    let files = it.workspace.files(&plain(), TRACK).unwrap();
    assert_eq!(files.keys().collect::<Vec<_>>(), ["lib/util.py", "main.py"]);
    assert_eq!(files["main.py"], b"caf\xe9 = 1\n");
}

#[test]
fn a_snapshot_is_at_most_one_mebibyte_and_begins_with_the_main_file() {
    let it = Fixture::new();
    it.write("python/visit-counter/a.txt", "a".repeat(900_000));
    it.write("python/visit-counter/b.txt", "b".repeat(900_000));
    it.write("python/visit-counter/huge.log", "h".repeat(3_000_000));
    it.write("python/visit-counter/z.txt", "z");
    it.write(MAIN, "m".repeat(100_000));
    let files = it.workspace.files(&plain(), TRACK).unwrap();
    assert_eq!(files.keys().collect::<Vec<_>>(), ["a.txt", "main.py", "z.txt"]);
}

#[test]
fn writing_replaces_the_whole_file_and_makes_missing_folders() {
    let it = Fixture::new();
    let main = it.root().join(MAIN);
    it.workspace.write(&main, "one\n").unwrap();
    it.workspace.write(&main, "two\n").unwrap();
    it.workspace.write(&main.with_file_name("new").join("x.py"), "three").unwrap();
    assert_eq!(it.workspace.read(&main).unwrap(), "two\n");
    assert_eq!(it.text("python/visit-counter/new/x.py"), "three");
}

#[test]
fn a_file_that_is_not_text_is_neither_read_into_the_editor_nor_overwritten_by_it() {
    let it = Fixture::new();
    it.write(MAIN, b"caf\xe9");
    let main = it.root().join(MAIN);
    assert!(matches!(it.workspace.read(&main), Err(WorkspaceError::NotText(_))));
    assert!(matches!(it.workspace.write(&main, "caf\u{fffd}"), Err(WorkspaceError::NotText(_))));
    assert_eq!(fs::read(&main).unwrap(), b"caf\xe9");
}
