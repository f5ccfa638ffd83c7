//! What happens to the files of a project, which its milestones share.

use super::*;
use crate::check::Milestone;

/// A milestone that hands out these files.
fn milestone(number: usize, own: &[(&str, &str)]) -> Exercise {
    let mut exercise = exercise(Content::Files(files(own)));
    exercise.id = format!("blog-step-{number}").parse().unwrap();
    exercise.spec.file = Some(ByTrack::both(format!("steps/{number}.sql")));
    exercise.spec.shared = true;
    exercise.spec.milestone = Some(Milestone {
        project: "blog".parse().unwrap(),
        title: "Blog".to_owned(),
        number,
        of: 3,
        own: ByTrack::both(files(own)),
        earlier: Vec::new(),
    });
    exercise
}

fn first() -> Exercise {
    milestone(1, &[("steps/1.sql", "-- one\n"), ("data/people.csv", "name\n")])
}

fn second() -> Exercise {
    milestone(2, &[("steps/2.sql", "-- two\n")])
}

/// One that goes on with what is there.
fn third() -> Exercise {
    let mut exercise = milestone(3, &[]);
    exercise.spec.file = Some(ByTrack::both("steps/2.sql".to_owned()));
    exercise
}

#[test]
fn milestones_share_a_folder_and_each_hands_out_its_own_files() {
    let it = Fixture::new();
    let handed = it.workspace.hand_out(&second(), TRACK).unwrap();
    assert_eq!(handed.folder, it.root().join("shared/blog"));
    assert!(handed.new);
    assert!(!it.root().join("shared/blog/steps/1.sql").exists(), "no milestone hands out what another asks for");
    it.write("shared/blog/data/people.csv", "mine\n");
    let handed = it.workspace.hand_out(&first(), Track::Node).unwrap();
    assert!(!handed.new, "one of its files was there");
    assert_eq!(it.text("shared/blog/steps/1.sql"), "-- one\n");
    assert_eq!(it.text("shared/blog/data/people.csv"), "mine\n");
    assert!(!it.workspace.hand_out(&third(), TRACK).unwrap().new);
}

#[test]
fn a_milestone_is_started_when_its_own_file_is_there() {
    let it = Fixture::new();
    it.workspace.hand_out(&first(), TRACK).unwrap();
    assert!(it.workspace.submission(&first(), TRACK).is_ok());
    assert!(matches!(it.workspace.submission(&second(), TRACK), Err(WorkspaceError::NotStarted(_))));
}

#[test]
fn a_reset_touches_the_milestones_own_files_alone_and_can_be_undone() {
    let it = Fixture::new();
    for milestone in [first(), second()] {
        it.workspace.hand_out(&milestone, TRACK).unwrap();
    }
    for name in ["steps/1.sql", "steps/2.sql", "notes.txt", "steps/notes.txt"] {
        it.write(&format!("shared/blog/{name}"), "mine");
    }
    let was = it.workspace.reset(&first(), TRACK).unwrap();
    assert_eq!(was, files(&[("data/people.csv", "name\n"), ("steps/1.sql", "mine")]));
    assert_eq!(it.text("shared/blog/steps/1.sql"), "-- one\n");
    for name in ["steps/2.sql", "notes.txt", "steps/notes.txt"] {
        assert_eq!(it.text(&format!("shared/blog/{name}")), "mine");
    }
    it.write("shared/blog/steps/1.sql", "second try");
    it.write("shared/blog/notes.txt", "more");
    assert!(matches!(it.workspace.undo(&second(), TRACK), Err(WorkspaceError::NothingToUndo(_))));
    it.workspace.undo(&first(), TRACK).unwrap();
    assert_eq!(it.text("shared/blog/steps/1.sql"), "mine");
    assert_eq!(it.text("shared/blog/notes.txt"), "more");
    let sets = it.sets("shared/blog-step-1");
    assert_eq!(sets.len(), 1, "{sets:?}");
    assert_eq!(fs::read_to_string(sets[0].join("steps/1.sql")).unwrap(), "second try");
    assert!(matches!(it.workspace.undo(&first(), TRACK), Err(WorkspaceError::NothingToUndo(_))));
}

#[test]
fn a_reset_brings_back_a_file_that_is_gone() {
    let it = Fixture::new();
    it.write("shared/blog/notes.txt", "mine");
    assert!(it.workspace.reset(&second(), TRACK).unwrap().is_empty());
    assert_eq!(it.text("shared/blog/steps/2.sql"), "-- two\n");
    assert_eq!(it.text("shared/blog/notes.txt"), "mine");
    assert!(it.sets("shared/blog-step-2").is_empty());
}

#[test]
fn a_reset_that_cannot_write_leaves_everything_where_it_was() {
    let it = Fixture::new();
    it.write("shared/blog/steps/1.sql", "mine");
    // A file where a folder is needed.
    it.write("shared/blog/data", "in the way");
    let error = it.workspace.reset(&first(), TRACK).unwrap_err();
    assert!(matches!(error, WorkspaceError::Io { .. }), "{error}");
    assert_eq!(it.text("shared/blog/steps/1.sql"), "mine");
    assert_eq!(it.text("shared/blog/data"), "in the way");
}

#[test]
fn a_milestone_without_files_of_its_own_has_nothing_to_set_back() {
    let it = Fixture::new();
    it.write("shared/blog/steps/2.sql", "mine");
    let error = it.workspace.reset(&third(), TRACK).unwrap_err();
    assert!(matches!(error, WorkspaceError::NothingToReset(_)), "{error}");
    assert_eq!(it.text("shared/blog/steps/2.sql"), "mine");
}

#[cfg(unix)]
#[test]
fn a_reset_does_not_follow_a_folder_that_leads_out_of_the_project() {
    let it = Fixture::new();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("1.sql"), "somebody's").unwrap();
    fs::create_dir_all(it.root().join("shared/blog")).unwrap();
    std::os::unix::fs::symlink(outside.path(), it.root().join("shared/blog/steps")).unwrap();
    assert!(matches!(it.workspace.reset(&first(), TRACK), Err(WorkspaceError::Outside { .. })));
    assert_eq!(fs::read_to_string(outside.path().join("1.sql")).unwrap(), "somebody's");
}
