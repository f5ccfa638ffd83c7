//! `--changed-since`: exactly what depends on a file that changed.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::project::Project;
use crate::support::course;

#[allow(clippy::disallowed_methods, reason = "a test prepares a repository")]
pub fn git(folder: &Path, args: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"])
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(done.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// Makes a folder a repository, and commits what is in it.
pub fn commit(project: &Project, folder: &str) {
    let folder = project.at(folder);
    if !folder.join(".git").exists() {
        git(&folder, &["init", "-q"]);
    }
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-q", "-m", "all"]);
}

/// The ids of what `verify` looks at.
fn changed(project: &Project, since: &str) -> Vec<String> {
    let line = format!("verify --json --path node --course all/course --changed-since {since}");
    let done = project.roadmap(&line).with_runtimes().run();
    assert!(done.exit.is_some_and(|code| code != 2), "{done}");
    let json = done.json();
    json["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn what_depends_on_a_changed_file_is_looked_at_and_nothing_else() {
    let project = course();
    // The course lies somewhere within a repository.
    std::fs::create_dir(project.at("all")).unwrap();
    std::fs::rename(project.at("course"), project.at("all/course")).unwrap();
    commit(&project, "all");
    assert_eq!(changed(&project, "HEAD"), Vec::<String>::new());
    for (file, expected) in [
        ("exercises/double-it/exercise.toml", "double-it"),
        ("exercises/double-it/node/wrong-squares.js", "double-it"),
        ("exercises/copy-out/shared/given/names.txt", "copy-out"),
        ("exercises/copy-out/shared/given/new.txt", "copy-out"),
        ("curriculum/data/people.sql", "copy-out"),
        ("curriculum/first-steps/first-words.md", "first-words"),
        ("curriculum/first-steps/first-quiz.toml", "first-quiz"),
        ("curriculum/roadmap.toml", ""),
        ("../notes.txt", ""),
    ] {
        let file = format!("all/course/{file}");
        let text = std::fs::read_to_string(project.at(&file)).unwrap_or_default();
        project.write(&file, &format!("{text}\n"));
        let expected: Vec<&str> = Some(expected).filter(|id| !id.is_empty()).into_iter().collect();
        assert_eq!(changed(&project, "HEAD"), expected, "{file}, not committed");
        commit(&project, "all");
        assert_eq!(changed(&project, "HEAD"), Vec::<String>::new(), "{file}, committed");
        assert_eq!(changed(&project, "HEAD~1"), expected, "{file}, committed");
    }
    std::fs::remove_file(project.at("all/course/exercises/copy-out/shared/wrong-empty.txt")).unwrap();
    assert_eq!(changed(&project, "main"), ["copy-out"], "a file that is gone");
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn a_course_without_a_repository_or_the_commit_is_told_so() {
    let project = course();
    let verify = |options: &str| project.roadmap(&format!("verify {options}")).with_runtimes().run();
    let done = verify("--changed-since HEAD");
    assert!(done.exit == Some(2) && done.stderr.contains("there is no commit `HEAD`"), "{done}");
    commit(&project, "course");
    let done = verify("--changed-since --output=/etc/x");
    assert_eq!(done.exit, Some(2), "{done}");
    let done = project.roadmap("verify --changed-since HEAD").with_runtimes().without("ROADMAP_COURSE").run();
    assert!(done.exit == Some(2) && done.stderr.contains("--course DIR"), "{done}");
}
