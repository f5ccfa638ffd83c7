//! Courses of other people: `course add`, `list` and `remove`, and learning in them, apart from all others.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use insta::assert_snapshot;
use roadmap::progress::{Event, Store, What};

use crate::changes::commit;
use crate::project::{Done, Project};

/// A run of which the day is hidden, as it is another one each day.
fn listed(project: &Project) -> Done {
    let json = project.run("course list --json").json();
    let day = json[0]["updated"].as_str().unwrap()[..10].to_owned();
    project.run("course list").hiding(&day, "[DAY]")
}

#[test]
fn a_folder_is_copied_and_listed() {
    let project = Project::new();
    assert_snapshot!(project.run("course list"), @r"
    $ roadmap course list
    No course was added yet; `roadmap course add SOURCE` adds one. The built-in course needs none.
    --- exit code 0
    ");
    assert_snapshot!(project.run("course add course --name small"), @"
    $ roadmap course add course --name small
    added `small`: Small Course, 2 weeks, 1 exercise
    `roadmap --course small` opens it; its files and your progress in it are kept apart from all others.
    --- stderr
    note: its exercises run programs of its author on this machine, as you: add only courses of people whom you trust
    --- exit code 0
    ");
    // What becomes of the folder does not matter any more.
    std::fs::remove_dir_all(project.at("course")).unwrap();
    assert_snapshot!(listed(&project), @"
    $ roadmap course list
    small: Small Course, 2 weeks, 1 exercise
      a copy of [DIR]/course, [DAY]
    --- exit code 0
    ");
    assert_snapshot!(project.run("list --course small --path node"), @"
    $ roadmap list --course small --path node
    Week 1: First steps
      new    lesson   first-words                        First words
      new    quiz     first-quiz                         First quiz
      new    exercise double-it                          Double it
    Week 2: Later (not written yet)
    --- exit code 0
    ");
}

#[test]
fn list_as_json_has_all_that_is_known() {
    let project = Project::new();
    project.run("course add course");
    let json = project.run("course list --json").json();
    let one = &json[0];
    assert_eq!((&one["name"], &one["title"]), (&"course".into(), &"Small Course".into()));
    assert_eq!((&one["source"], &one["commit"]), (&"[DIR]/course".into(), &serde_json::Value::Null));
    assert_eq!((&one["weeks"], &one["exercises"], &one["problem"]), (&2.into(), &1.into(), &serde_json::Value::Null));
    let updated: DateTime<Utc> = one["updated"].as_str().unwrap().parse().unwrap();
    assert!((Utc::now() - updated).num_minutes().abs() < 60);
    assert_eq!(json.as_array().unwrap().len(), 1);
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn a_repository_is_fetched_at_its_last_commit() {
    let project = Project::new();
    commit(&project, "course");
    project.edit("course/curriculum/roadmap.toml", "Small Course", "Not committed");
    let address = format!("file://{}", project.at("course").display());
    for (source, name) in [("course", "from-a-folder"), (address.as_str(), "from-an-address")] {
        let done = project.roadmap(&format!("course add {source} --name {name}")).with_runtimes().run();
        assert_eq!(done.exit, Some(0), "{done}");
        assert!(done.stdout.contains("Small Course, 2 weeks, 1 exercise"), "{done}");
    }
    let json = project.run("course list --json").json();
    assert_eq!(json[0]["source"], "[DIR]/course");
    let hash = json[0]["commit"].as_str().unwrap();
    assert!(hash.len() == 40 && json[1]["commit"] == hash, "{json}");
    let done = project.run("course list").hiding(&hash[..10], "[COMMIT]");
    assert!(done.stdout.contains("  commit [COMMIT] of [DIR]/course, 20"), "{done}");
    // Neither the history nor what git knows is kept.
    let state = json[0]["folder"].as_str().unwrap().replace("[DIR]", project.at("").to_str().unwrap());
    let mut names: Vec<_> = std::fs::read_dir(state).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["curriculum", "exercises"]);
}

#[test]
fn progress_and_files_of_equal_ids_are_apart() {
    let project = Project::new();
    project.run("course add course --name small");
    project.run("course add course --name other");
    assert_snapshot!(project.run("start double-it --course small --path node"), @"
    $ roadmap start double-it --course small --path node
    [DIR]/work/courses/small/node/double-it/main.js
    --- exit code 0
    ");
    project.write("work/courses/small/node/double-it/main.js", "// mine\n");
    project.run("answer first-quiz one-call b --path node --course small");
    for course in ["other", "./course"] {
        let states = project.run(&format!("list --json --path node --course {course}")).json();
        let items = states["weeks"][0]["items"].as_array().unwrap();
        assert!(items.iter().all(|item| item["state"] == "new"), "{course}: {states}");
    }
    let states = project.run("list --json --path node --course small").json();
    assert_eq!(states["weeks"][0]["items"][1]["state"], "tried");
    project.run("start double-it --path node");
    assert!(project.read("work/node/double-it/main.js").contains("doubleIt"));
    assert_eq!(project.read("work/courses/small/node/double-it/main.js"), "// mine\n");
}

#[test]
fn the_path_and_the_folder_chosen_before_hold_in_a_course_too() {
    let project = Project::new();
    project.run("course add course --name small");
    let (mut store, _) = Store::open(&project.at("data")).unwrap();
    let workspace = project.at("chosen");
    let chosen = [What::Chose { track: roadmap::id::Track::Python }, What::Settled { workspace, hours: 7 }];
    for what in chosen {
        store.append(&Event { at: Utc::now(), what }, None).unwrap();
    }
    drop(store);
    let done = project.roadmap("start double-it --course small").without("ROADMAP_WORKSPACE").run();
    assert_eq!(done.stdout, "[DIR]/chosen/courses/small/python/double-it/main.py\n", "{done}");
}

#[test]
fn a_course_with_errors_is_refused_and_leaves_nothing_behind() {
    let project = Project::new();
    project.edit("course/exercises/double-it/exercise.toml", "mode = \"write\"", "mode = \"wriet\"");
    assert_snapshot!(project.run("course add course --name small"), @r#"
    $ roadmap course add course --name small
    --- stderr
    error[unknown-value]: `wriet` is not known here
     --> exercises/double-it/exercise.toml:4:8
      |
    4 | mode = "wriet"
      |        ^^^^^^^
      |
      = help: did you mean `write`?

    1 error
    error: the course in [DIR]/course has errors. Only its author can mend them: show them what stands above
    --- exit code 1
    "#);
    assert_eq!(project.run("course list --json").json(), serde_json::json!([]));
    let left: Vec<_> = std::fs::read_dir(project.at("data/courses")).unwrap().flatten().collect();
    assert!(left.iter().all(|entry| entry.file_name() == ".lock"), "{left:?}");
}

#[test]
fn what_cannot_be_added_says_what_to_do() {
    let project = Project::new();
    project.run("course add course");
    std::fs::create_dir(project.at("2026")).unwrap();
    project.write("file", "");
    let mut all = String::new();
    for line in
        ["add course", "add nowhere", "add file", "add bin", "add 2026", "add course --name My_Course", "add ext::x"]
    {
        writeln!(all, "{}\n", project.run(&format!("course {line}"))).unwrap();
    }
    assert_snapshot!(all, @"
    $ roadmap course add course
    --- stderr
    error: there is a course `course` already: `roadmap course update course` brings it up to date; for another course choose another name with --name NAME
    --- exit code 2

    $ roadmap course add nowhere
    --- stderr
    error: there is no folder `nowhere`, and it is no address of a git repository: name a folder with `curriculum/` in it, or an address such as `https://example.org/course.git`
    --- exit code 2

    $ roadmap course add file
    --- stderr
    error: there is no folder `file`, and it is no address of a git repository: name a folder with `curriculum/` in it, or an address such as `https://example.org/course.git`
    --- exit code 2

    $ roadmap course add bin
    --- stderr
    error: there is no course in [DIR]/bin: `curriculum/roadmap.toml` is missing. Name a folder, or a repository, that has `curriculum/` and `exercises/` at its top
    --- exit code 2

    $ roadmap course add 2026
    --- stderr
    error: no name for this course can be made of `[DIR]/2026`: choose one with --name NAME
    --- exit code 2

    $ roadmap course add course --name My_Course
    --- stderr
    error: `My_Course` is no id: use small letters, digits and single hyphens, such as `celsius-to-fahrenheit`
    --- exit code 2

    $ roadmap course add ext::x
    --- stderr
    error: `ext::x` is not fetched from: use an address that begins with https, http, ssh, git or file
    --- exit code 2
    ");
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn what_cannot_be_fetched_says_what_to_do() {
    let project = Project::new();
    std::fs::create_dir(project.at("bare")).unwrap();
    crate::changes::git(&project.at("bare"), &["init", "-q", "--bare"]);
    let gone = format!("file://{}", project.at("gone").display());
    let mut all = String::new();
    // Nothing listens at port 1.
    for source in ["bare", gone.as_str(), "http://ann:secret@127.0.0.1:1/course.git"] {
        let done = project.roadmap(&format!("course add {source} --name x")).with_runtimes().run();
        assert!(!done.stderr.contains("secret"), "{done}");
        writeln!(all, "{source}\n{}", done.stderr).unwrap();
    }
    let (before, after) = all.split_once(": unable to access").unwrap();
    let all = format!("{before}: [GIT]{}", &after[after.find(". Connect").unwrap()..]);
    let all = all.replace(project.at("").to_str().unwrap(), "[DIR]/");
    assert_snapshot!(all, @"
    bare
    fetching [DIR]/bare
    error: nothing is committed in [DIR]/bare. Commit the course there, then do it again

    file://[DIR]/gone
    fetching file://[DIR]/gone
    error: there is no git repository at file://[DIR]/gone: '[DIR]/gone' does not appear to be a git repository. Look whether the address is right

    http://ann:secret@127.0.0.1:1/course.git
    fetching http://127.0.0.1:1/course.git
    error: cannot reach http://127.0.0.1:1/course.git: [GIT]. Connect to the internet, or set up git for your proxy, then do it again
    ");
    let done = project.run("course add bare --name x");
    assert!(done.exit == Some(3) && done.stderr.contains("git is not installed"), "{done}");
}

#[test]
fn a_course_that_was_added_wins_over_a_folder_of_its_name() {
    let project = Project::new();
    project.run("course add course");
    project.edit("course/curriculum/roadmap.toml", "Small Course", "The folder");
    assert_snapshot!(project.run("status --path node --course course"), @"
    $ roadmap status --path node --course course
    Small Course, Node.js
      0 of  3  Week 1: First steps
    Exercise files: [DIR]/work/courses/course
    --- stderr
    note: `course` is the course that was added; the folder here is `./course`
    --- exit code 0
    ");
    let done = project.run("status --path node --course ./course");
    assert!(done.stdout.starts_with("The folder, Node.js") && done.stderr.is_empty(), "{done}");
    for line in ["new week more --title More --outcome more --hours 1", "schema --write", "verify --accept"] {
        let done = project.run(&format!("{line} --course course"));
        assert!(done.exit == Some(2) && done.stderr.contains("such as `./course`"), "{done}");
    }
    assert_snapshot!(project.run("status --course cuorse"), @"
    $ roadmap status --course cuorse
    --- stderr
    error: there is neither a folder nor a course `cuorse`; did you mean `course`? `roadmap course list` shows the courses that were added
    --- exit code 2
    ");
}

#[test]
fn remove_keeps_what_the_learner_did() {
    let project = Project::new();
    project.run("course add course --name small");
    project.run("start double-it --course small --path node");
    assert_snapshot!(project.run("course remove small"), @"
    $ roadmap course remove small
    removed `small`
    Kept: your files in [DIR]/work/courses/small, your progress in [DIR]/data/learned/small.
    Added again as `small`, it goes on where you were.
    --- exit code 0
    ");
    assert!(project.at("work/courses/small/node/double-it/main.js").is_file());
    let done = project.run("list --course small");
    assert_eq!(done.exit, Some(3), "it is no folder either: {done}");
    project.run("course add course --name small");
    let states = project.run("list --json --path node --course small").json();
    assert_eq!(states["weeks"][0]["items"][2]["state"], "seen");
    let done = project.run("course remove smal");
    assert!(done.exit == Some(2) && done.stderr.contains("did you mean `small`?"), "{done}");
}
