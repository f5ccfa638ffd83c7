//! `roadmap grade`: answers are found, judged by the curriculum alone, and told as their authors would be told.

use insta::assert_snapshot;
use serde_json::Value;

use crate::project::Project;
use crate::support::course;

const RIGHT: &str = "one-call = \"a\"\njoined-digits = \"51\"\n";

fn status(project: &Project, line: &str) -> Vec<String> {
    let json = project.run(&format!("{line} --json")).json();
    let of = |item: &serde_json::Value| {
        let text = |key: &str| item[key].as_str().unwrap().to_owned();
        format!("{} {} {}", text("id"), text("path"), text("status"))
    };
    json["items"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn answers_are_found_in_the_layout_of_a_workspace_and_in_folders_of_their_own() {
    let project = course();
    project.write("repo/shared/copy-out/note.txt", "Ada\n");
    project.write("repo/copy-out/note.txt", "Eve\n");
    project.write("repo/python/copy-ouy/main.py", "");
    project.write("repo/src/lib.rs", "");
    project.write("repo/.git/config", "");
    assert_snapshot!(project.run("grade repo"), @r#"
    $ roadmap grade repo
    `python/copy-ouy` is no exercise of this curriculum: left alone; is `copy-out` meant?
    found 1 folder in `shared/`
    found 1 folder of exercises
    ✓ exercise copy-out (node): repo/shared/copy-out/note.txt
    ✗ exercise copy-out (node): repo/copy-out/note.txt
        ✗ Not yet: 1 of 2 checks passed.

        The note is empty.

        ✗ note.txt has the line `Ada`
          line Ada
            expected  the line `Ada`
            got       it is missing

        ✓ names.txt has the line `Ada`
    1 passed, 1 failed, 0 could not be looked at, 0 skipped
    --- exit code 1
    "#);
}

#[test]
fn nothing_to_grade_is_no_pass() {
    let project = course();
    project.write("repo/src/lib.rs", "");
    assert_snapshot!(project.run("grade repo"), @r#"
    $ roadmap grade repo
    0 passed, 0 failed, 0 could not be looked at, 0 skipped
    --- stderr
    note: nothing was found to grade: that is no pass
    --- exit code 3
    "#);
    assert_eq!(project.run("grade repo --format junit").exit, Some(3));
    assert_eq!(project.run("grade repo --shard 1/2").exit, Some(3));
    assert_snapshot!(project.run("grade nowhere"), @r#"
    $ roadmap grade nowhere
    --- stderr
    error: cannot look into `nowhere`: [SYSTEM]
    --- exit code 2
    "#);
}

#[test]
fn what_is_asked_for_by_name_must_be_there() {
    let project = course();
    project.write("repo/shared/copy-out/note.txt", "Ada\n");
    assert_eq!(project.run("grade repo copy-out").exit, Some(0));
    assert_snapshot!(project.run("grade repo copy-out double-it --path python"), @r#"
    $ roadmap grade repo copy-out double-it --path python
    found 1 folder in `shared/`
    ✗ exercise double-it (python): missing
        nothing was handed in: there is no folder python/double-it, shared/double-it or double-it
    ✓ exercise copy-out (python): repo/shared/copy-out/note.txt
    1 passed, 1 failed, 0 could not be looked at, 0 skipped
    --- exit code 1
    "#);
    assert_eq!(project.run("grade repo first-steps").exit, Some(0), "of a week, what is there");
    assert_eq!(project.run("grade repo copy-ot").exit, Some(2));
}

#[test]
fn files_that_are_not_the_learners_to_change_are_told_and_not_used() {
    let project = course();
    project.write("repo/copy-out/note.txt", "Eve\n");
    project.write("repo/copy-out/names.txt", "Eve\n");
    project.write("repo/copy-out/people.sql", "create table people (name text);\r\n");
    project.write("repo/copy-out/exercise.toml", "[[check]]\nfile = { path = \"note.txt\", lines = [\"Eve\"] }\n");
    project.write("repo/copy-out/record.toml", "");
    project.write("repo/exercises/copy-out/exercise.toml", "");
    assert_snapshot!(project.run("grade repo"), @r#"
    $ roadmap grade repo
    found 1 folder of exercises
    ✗ exercise copy-out (node): repo/copy-out/note.txt
        ✗ Not yet: 1 of 2 checks passed.

        The note is empty.

        ✗ note.txt has the line `Ada`
          line Ada
            expected  the line `Ada`
            got       it is missing

        ✓ names.txt has the line `Ada`
        edited: names.txt (the curriculum's own was used)
        ignored: exercise.toml (checks come from the curriculum alone)
        ignored: record.toml (checks come from the curriculum alone)
    0 passed, 1 failed, 0 could not be looked at, 0 skipped
    --- exit code 1
    "#);
    // The check of `names.txt` sees the curriculum's own.
    let report = project.run("grade repo --json").json();
    let passed = |check: usize| report["items"][0]["answer"]["checks"][check]["passed"].clone();
    assert_eq!([passed(0), passed(1)], [Value::Bool(false), Value::Bool(true)]);
    assert_eq!(project.read("repo/copy-out/names.txt"), "Eve\n", "the repository stays as it is");
}

#[test]
fn a_given_file_that_is_gone_is_put_back() {
    let project = course();
    project.write("repo/copy-out/note.txt", "Ada\n");
    assert_snapshot!(project.run("grade repo"), @r#"
    $ roadmap grade repo
    found 1 folder of exercises
    ✓ exercise copy-out (node): repo/copy-out/note.txt
    1 passed, 0 failed, 0 could not be looked at, 0 skipped
    --- exit code 0
    "#);
}

#[test]
fn an_untouched_starter_and_a_missing_file_fail() {
    let project = course();
    project.write("repo/copy-out/note.txt", "to do\n");
    let done = project.run("grade repo");
    assert!(done.exit == Some(1) && done.stdout.contains("This is still the starter"), "{done}");
    std::fs::rename(project.at("repo/copy-out/note.txt"), project.at("repo/copy-out/notes.txt")).unwrap();
    let done = project.run("grade repo");
    assert!(done.exit == Some(1) && done.stdout.contains("there is no such file"), "{done}");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn the_path_is_told_by_the_folder_the_files_or_the_option() {
    let project = course();
    let code = "def double_it(number):\n    return number * number\n";
    project.write("repo/double-it/main.py", code);
    project.write("repo/python/double-it/main.py", code);
    let done = project.roadmap("grade repo double-it").with_runtimes().run();
    assert_snapshot!(done, @r#"
    $ roadmap grade repo double-it
    found 1 folder in `python/`
    found 1 folder of exercises
    ✗ exercise double-it (python): repo/python/double-it/main.py
        ✗ Not yet: 1 of 2 checks passed.

        `double_it(3)` gave 9: that is the number times itself. Twice is two times.

        ✗ double_it(3) → 6
          value
            expected  6
            got       9

        ✓ double_it(0) → 0
    ✗ exercise double-it (python): repo/double-it/main.py
        ✗ Not yet: 1 of 2 checks passed.

        `double_it(3)` gave 9: that is the number times itself. Twice is two times.

        ✗ double_it(3) → 6
          value
            expected  6
            got       9

        ✓ double_it(0) → 0
    0 passed, 2 failed, 0 could not be looked at, 0 skipped
    --- exit code 1
    "#);
    assert_eq!(status(&project, "grade repo --path node"), Vec::<String>::new(), "those are for python");
}

#[test]
fn without_a_runtime_nothing_is_said_about_an_answer() {
    let project = course();
    project.write("repo/node/double-it/main.js", "");
    project.write("repo/copy-out/note.txt", "Ada\n");
    let done = project.run("grade repo");
    assert_eq!(done.exit, Some(3), "{done}");
    assert!(done.stdout.contains("? exercise double-it (node): repo/node/double-it/main.js"), "{done}");
    project.write("repo/copy-out/note.txt", "Eve\n");
    assert_eq!(project.run("grade repo").exit, Some(1), "what is wrong is wrong, whatever else could not be seen");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn answers_to_a_quiz_are_graded() {
    let project = course();
    project.write("repo/node/first-quiz/answers.toml", RIGHT);
    let grade = || project.roadmap("grade repo").with_runtimes().run();
    let right = grade();
    assert_eq!(right.exit, Some(0), "{right}");
    project.write("repo/node/first-quiz/answers.toml", "one-call = \"b\"\njoined-digits = \"6\"\n");
    assert_snapshot!(grade(), @r#"
    $ roadmap grade repo
    found 1 folder in `node/`
    ✗ quiz first-quiz (node): repo/node/first-quiz/answers.toml
        ✗ Not yet: 0 of 2 checks passed.

        The second call would print a second line.

        ✗ one-call: How many calls print a line?
          answer
            expected  the right option
            got       b

        ✗ joined-digits: What does this print?
    0 passed, 1 failed, 0 could not be looked at, 0 skipped
    --- exit code 1
    "#);
    project.write("repo/node/first-quiz/answers.toml", "one-call = ");
    let done = grade();
    assert!(done.exit == Some(1) && done.stdout.contains("answers.toml, line 1"), "{done}");
    // Its questions differ between the paths.
    std::fs::rename(project.at("repo/node"), project.at("repo/shared")).unwrap();
    let done = grade();
    assert!(done.exit == Some(3) && done.stdout.contains("say --path node or --path python"), "{done}");
}

#[test]
fn an_exercise_about_a_repository_is_left_out_within_another() {
    let project = course();
    let file = "course/exercises/copy-out/exercise.toml";
    project.edit(
        file,
        "[[check]]\nfile = { path = \"names.txt\"",
        "[[check]]\nrepository = { commits = 0 }\n\n[[check]]\nfile = { path = \"names.txt\"",
    );
    project.write("repo/copy-out/note.txt", "Ada\n");
    project.write("repo/.git/HEAD", "ref: refs/heads/main\n");
    assert_snapshot!(project.run("grade repo"), @r#"
    $ roadmap grade repo
    found 1 folder of exercises
    - exercise copy-out (node): repo/copy-out
        it is about a git repository of its own, and one repository does not hold another: check it where it was made, with `roadmap check`
    0 passed, 0 failed, 0 could not be looked at, 1 skipped
    --- stderr
    note: nothing was found to grade: that is no pass
    --- exit code 3
    "#);
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere() {
    let project = course();
    project.write("secret/note.txt", "Ada\n");
    std::fs::create_dir_all(project.at("repo/shared/copy-out")).unwrap();
    std::os::unix::fs::symlink(project.at("secret"), project.at("repo/copy-out")).unwrap();
    std::os::unix::fs::symlink(project.at("secret/note.txt"), project.at("repo/shared/copy-out/note.txt")).unwrap();
    let done = project.run("grade repo");
    assert_eq!(done.exit, Some(1), "{done}");
    assert!(done.stdout.contains("`copy-out` is a link, which is not followed"), "{done}");
}

#[test]
fn milestones_are_graded_as_far_as_they_were_begun() {
    let project = crate::projects::diary();
    project.write("repo/shared/diary/days/1.txt", "day 1\nsun\n");
    project.write("repo/shared/diary/days/2.txt", "dear diary\n");
    assert_eq!(status(&project, "grade repo"), ["diary-day-1 node passed", "diary-day-2 node failed"]);
    assert_eq!(status(&project, "grade repo diary-day-3"), ["diary-day-3 node failed"]);
    project.write("repo/shared/diary/days/2.txt", "day 2\nsun\n");
    project.write("repo/shared/diary/days/1.txt", "night\n");
    assert_eq!(status(&project, "grade repo"), ["diary-day-1 node failed", "diary-day-2 node failed"]);
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn only_what_changed_since_a_commit_is_graded() {
    let project = course();
    project.write("repo/sub/copy-out/note.txt", "Ada\n");
    project.write("repo/sub/first-quiz/answers.toml", RIGHT);
    crate::changes::commit(&project, "repo");
    let grade = |options: &str| project.roadmap(&format!("grade repo/sub --path node {options}")).with_runtimes().run();
    let none = grade("--changed-since HEAD --json");
    assert_eq!((none.exit, none.json()["items"].as_array().unwrap().len()), (Some(0), 0), "{none}");
    project.write("repo/sub/copy-out/note.txt", "Eve\n");
    let one = grade("--changed-since HEAD --json");
    assert_eq!((one.exit, one.json()["items"].as_array().unwrap().len()), (Some(1), 1), "{one}");
    assert_snapshot!(grade("--changed-since nowhere"), @r#"
    $ roadmap grade repo/sub --path node --changed-since nowhere
    --- stderr
    error: there is no commit `nowhere` in the repository of repo/sub: name a branch, a tag or a hash that is there; in CI, fetch it first (`fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab)
    --- exit code 2
    "#);
}
