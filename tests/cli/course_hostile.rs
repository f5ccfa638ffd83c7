//! Courses that mean no good, and machines on which something goes wrong: nothing is run, nothing leaks, nothing is lost.

use crate::changes::{commit, git};
use crate::project::{Done, Project};

fn add(project: &Project, source: &str) -> Done {
    project.roadmap(&format!("course add {source} --name small")).with_runtimes().run()
}

/// Whether a course was refused, and nothing of it is left.
fn refused(project: &Project, done: &Done, why: &str) {
    assert!(done.exit != Some(0) && done.stderr.contains(why), "{done}");
    let left: Vec<_> = std::fs::read_dir(project.at("data/courses")).unwrap().flatten().collect();
    assert!(left.iter().all(|entry| entry.file_name() == ".lock"), "{left:?}");
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_out_of_the_course_is_refused() {
    use std::os::unix::fs::symlink;
    let lesson = "course/curriculum/first-steps/first-words.md";
    for target in ["/etc/passwd", "../../../secret.md", "/dev/zero"] {
        let project = Project::new();
        project.write("secret.md", "secret");
        std::fs::remove_file(project.at(lesson)).unwrap();
        symlink(target, project.at(lesson)).unwrap();
        refused(&project, &add(&project, "course"), "is a link that leads out of the curriculum's folder");
        if cfg!(has_git) {
            commit(&project, "course");
            refused(
                &project,
                &add(&project, "course"),
                "error[unreadable-file]: `curriculum/first-steps/first-words.md`",
            );
        }
    }
    let project = Project::new();
    symlink("/etc", project.at("course/curriculum/first-steps/more")).unwrap();
    refused(&project, &add(&project, "course"), "is a link to a folder");
}

#[test]
#[cfg(unix)]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn what_git_itself_keeps_of_a_repository_is_no_part_of_the_course() {
    let project = Project::new();
    let lesson = "course/curriculum/first-steps/first-words.md";
    std::fs::remove_file(project.at(lesson)).unwrap();
    std::os::unix::fs::symlink("../../.git/config", project.at(lesson)).unwrap();
    commit(&project, "course");
    let done = add(&project, "course");
    assert!(done.exit != Some(0) && !done.stderr.contains("[core]"), "{done}");
}

#[test]
#[cfg(unix)]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn nothing_of_a_repository_is_run() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    let touch = format!("touch {}", project.at("was-run").display());
    project.write("course/.gitattributes", "* filter=evil diff=evil merge=evil\n");
    commit(&project, "course");
    for hook in ["post-checkout", "post-merge", "pre-receive", "reference-transaction", "post-index-change"] {
        project.write(&format!("course/.git/hooks/{hook}"), &format!("#!/bin/sh\n{touch}\n"));
        let mode = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(project.at(&format!("course/.git/hooks/{hook}")), mode).unwrap();
    }
    for (name, value) in [
        ("filter.evil.smudge", touch.as_str()),
        ("core.fsmonitor", touch.as_str()),
        ("core.sshCommand", touch.as_str()),
        ("uploadpack.packObjectsHook", touch.as_str()),
    ] {
        git(&project.at("course"), &["config", name, value]);
    }
    // The learner's own filter is not for files of strangers either.
    project.write("home/.gitconfig", &format!("[filter \"evil\"]\n\tsmudge = {touch}\n\trequired = true\n"));
    let done = add(&project, "course");
    assert_eq!(done.exit, Some(0), "{done}");
    project.edit("course/curriculum/roadmap.toml", "Small Course", "Another");
    project.write("home/.gitconfig", "");
    std::fs::remove_file(project.at("course/.gitattributes")).unwrap();
    git(&project.at("course"), &["-c", "core.hooksPath=", "-c", "core.fsmonitor=false", "commit", "-qam", "more"]);
    let _ = std::fs::remove_file(project.at("was-run"));
    let done = project.roadmap("course update").with_runtimes().run();
    assert!(done.exit == Some(0) && done.stdout.contains("unchanged"), "{done}");
    assert!(!project.at("was-run").exists());
}

/// A git that first does something else, for every command that speaks with the other side.
#[cfg(unix)]
fn wrapped_git(project: &Project, first: &str) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let path = std::env::var_os("PATH").unwrap();
    let real = std::env::split_paths(&path).map(|folder| folder.join("git")).find(|file| file.is_file()).unwrap();
    let script = format!("#!/bin/sh\ncase \"$*\" in *\" fetch \"*) {first};; esac\nexec {} \"$@\"\n", real.display());
    project.write("wrapper/git", &script);
    let file = project.at("wrapper/git");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    file
}

#[test]
#[cfg(unix)]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn git_is_told_to_ask_nobody_and_sees_nothing_that_does_not_concern_it() {
    let project = Project::new();
    commit(&project, "course");
    let wrapper = wrapped_git(&project, &format!("env > {0}; echo \"$*\" >> {0}", project.at("seen").display()));
    let done = project.roadmap("course add course --name small").with_runtimes();
    let done = done.env("ROADMAP_GIT", wrapper).env("GIT_DIR", "elsewhere").env("API_KEY", "secret").run();
    assert_eq!(done.exit, Some(0), "{done}");
    let seen = project.read("seen");
    for wanted in ["GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=\n", "SSH_ASKPASS_REQUIRE=force", "-c protocol.allow=never"] {
        assert!(seen.contains(wanted), "{wanted}:\n{seen}");
    }
    for unwanted in ["secret", "GIT_DIR=", "protocol.ext"] {
        assert!(!seen.contains(unwanted), "{unwanted}:\n{seen}");
    }
}

#[test]
#[cfg(unix)]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn a_repository_that_never_ends_is_refused_when_it_is_too_large() {
    let project = Project::new();
    commit(&project, "course");
    // A file with a hole is as long as it says and takes no room.
    let wrapper = wrapped_git(&project, "dd if=/dev/zero of=endless bs=1 count=1 seek=51M 2> /dev/null; sleep 60");
    let done = project.roadmap("course add course --name small").with_runtimes().env("ROADMAP_GIT", wrapper).run();
    refused(&project, &done, "more than 50 MiB");
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn a_submodule_is_not_fetched() {
    let project = Project::new();
    commit(&project, "course");
    let cacheinfo = "160000,0123456789012345678901234567890123456789,exercises/more";
    git(&project.at("course"), &["update-index", "--add", "--cacheinfo", cacheinfo]);
    git(&project.at("course"), &["commit", "-q", "-m", "more"]);
    refused(&project, &add(&project, "course"), "`exercises/more` is a submodule");
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn too_much_is_refused_before_it_is_written() {
    let project = Project::new();
    // One file of 3 MiB, which git keeps once, named a hundred times.
    project.write("course/exercises/large", &"0".repeat(3 * 1024 * 1024));
    commit(&project, "course");
    let folder = project.at("course");
    for number in 0..100 {
        std::fs::copy(folder.join("exercises/large"), folder.join(format!("exercises/large-{number}"))).unwrap();
    }
    commit(&project, "course");
    refused(&project, &add(&project, "course"), "which is more than a course may have");
    std::fs::remove_dir_all(folder.join(".git")).unwrap();
    refused(&project, &add(&project, "course"), "more than 256 MiB");
}

#[test]
fn control_sequences_never_reach_the_terminal() {
    let project = Project::new();
    project.edit(
        "course/curriculum/roadmap.toml",
        "title = \"Small Course\"",
        r#"title = "A\u001b]0;pwned\u0007B\u202eC""#,
    );
    project.edit("course/exercises/double-it/exercise.toml", "title = \"Double it\"", r#"title = "D\u001b[2JE""#);
    let done = add(&project, "course");
    assert_eq!(done.exit, Some(0), "{done}");
    let course = |line: &str| project.run(&format!("course {line}"));
    let mut runs = vec![done, course("list"), course("list --json")];
    project.edit("course/exercises/double-it/exercise.toml", "minutes = 5", "minutes = 6");
    runs.extend([course("update --check --json"), course("update")]);
    for done in runs {
        let text = format!("{}{}", done.stdout, done.stderr);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
        assert!(!done.stdout.contains("pwned") || done.stdout.contains("\\u001b"), "{text:?}");
    }
}

#[test]
fn what_is_known_of_a_course_may_be_damaged() {
    let project = Project::new();
    add(&project, "course");
    for text in ["nonsense", "", "state = \"../../..\"\n"] {
        let record = project.read("data/courses/small/course.toml");
        let text = if text.starts_with("state") {
            let state = record.lines().find(|line| line.starts_with("state")).unwrap();
            record.replace(state, "state = \"../../..\"")
        } else {
            text.to_owned()
        };
        project.write("data/courses/small/course.toml", &text);
        let done = project.run("course list");
        assert!(
            done.exit == Some(0) && done.stdout.contains("  broken: [DIR]/data/courses/small/course.toml"),
            "{done}"
        );
        let done = project.run("list --course small");
        assert!(done.exit == Some(3) && done.stderr.contains("run `roadmap course remove small`"), "{done}");
        project.write("data/courses/small/course.toml", &record);
    }
    let state = project.run("course list --json").json()[0]["folder"].as_str().unwrap().to_owned();
    let state = state.rsplit('/').next().unwrap().to_owned();
    project.write(&format!("data/courses/small/{state}/exercises/double-it/exercise.toml"), "title = [");
    let done = project.run("course list");
    assert!(done.stdout.contains("broken: 1 error; `roadmap lint --course small` tells more"), "{done}");
    assert_eq!(project.run("course remove small").exit, Some(0));
    assert_eq!(project.run("course list --json").json(), serde_json::json!([]));
}

#[test]
fn two_at_once_do_not_mix() {
    let project = Project::new();
    add(&project, "course");
    let lock = std::fs::File::options().write(true).open(project.at("data/courses/.lock")).unwrap();
    lock.lock().unwrap();
    for line in ["course add course --name second", "course update", "course remove small"] {
        let done = project.run(line);
        assert!(done.exit == Some(3) && done.stderr.contains("another `roadmap course` is at work"), "{done}");
    }
    assert_eq!(project.run("list --course small").exit, Some(0), "learning goes on");
}

#[test]
#[cfg(unix)]
fn one_that_is_killed_leaves_a_course_or_none() {
    let project = Project::new();
    let unfinished = |project: &Project| {
        let entries = std::fs::read_dir(project.at("data/courses")).into_iter().flatten().flatten();
        entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(".unfinished-")).count()
    };
    for _ in 0..10 {
        project.roadmap("course add course").kill_when(|| unfinished(&project) > 0);
        let all = project.run("course list --json").json();
        let sound = |one: &serde_json::Value| one["problem"].is_null() && one["exercises"] == 1;
        assert!(all.as_array().unwrap().iter().all(sound), "{all}");
        project.run("course remove course");
    }
    let done = project.run("course add course");
    assert_eq!(done.exit, Some(0), "{done}");
    assert_eq!(unfinished(&project), 0);
}
