//! `course update`: what changes is shown, then used; what the learner has stays, and what fails changes nothing.

use insta::assert_snapshot;

use crate::changes::commit;
use crate::project::{Done, Project};

const EXERCISE: &str = "course/exercises/double-it/exercise.toml";

fn update(project: &Project, options: &str) -> Done {
    project.roadmap(&format!("course update {options}")).with_runtimes().run()
}

/// The state of the exercise on the node path.
fn state(project: &Project) -> String {
    let json = project.run("list --json --path node --course small").json();
    json["weeks"][0]["items"][2]["state"].as_str().unwrap().to_owned()
}

#[test]
fn a_folder_is_copied_again() {
    let project = Project::new();
    assert_snapshot!(update(&project, ""), @"
    $ roadmap course update
    No course was added yet; `roadmap course add SOURCE` adds one.
    --- exit code 0
    ");
    project.run("course add course --name small");
    assert_snapshot!(update(&project, "small"), @"
    $ roadmap course update small
    small: nothing new
    --- exit code 0
    ");
    project.edit(EXERCISE, "Multiply with", "Take it with");
    project.edit("course/curriculum/first-steps/first-quiz.toml", "How many calls", "How many lines");
    assert_snapshot!(update(&project, "small --check"), @"
    $ roadmap course update small --check
    small: a new copy of [DIR]/course
      wording        double-it                          Double it
      1 quiz changed
    --- exit code 0
    ");
    let shown = |project: &Project| project.run("show first-quiz --path node --course small").stdout;
    assert!(shown(&project).contains("How many calls"), "--check changes nothing");
    assert_snapshot!(update(&project, ""), @"
    $ roadmap course update
    small: a new copy of [DIR]/course
      wording        double-it                          Double it
      1 quiz changed
    --- exit code 0
    ");
    assert!(shown(&project).contains("How many lines"));
    assert!(update(&project, "").stdout.contains("nothing new"));
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn a_repository_is_fetched_again_and_each_exercise_is_classed() {
    let project = Project::new();
    let again =
        |id: &str| crate::support::copy(&project, "course/exercises/double-it", &format!("course/exercises/{id}"));
    let ids = ["worded", "harder", "other", "gone"];
    for id in ids {
        again(id);
    }
    let items = |ids: &[&str]| {
        let items: Vec<_> = ids.iter().map(|id| format!("{{ exercise = \"{id}\" }}")).collect();
        project.write("course/curriculum/later/week.toml", &format!("items = [{}]\n", items.join(", ")));
    };
    items(&ids);
    commit(&project, "course");
    let done = project.roadmap("course add course --name small").with_runtimes().run();
    assert_eq!(done.exit, Some(0), "{done}");
    for id in ["harder", "other", "gone"] {
        project.run(&format!("start {id} --course small --path node"));
    }
    project.write("work/courses/small/node/other/main.js", "// mine\n");

    project.edit("course/exercises/worded/exercise.toml", "title = \"Double it\"", "title = \"Twice\"");
    project.edit("course/exercises/harder/exercise.toml", "args = [0], returns = 0", "args = [8], returns = 16");
    project.edit("course/exercises/other/node/starter.js", "return number;", "return 0;");
    std::fs::remove_dir_all(project.at("course/exercises/gone")).unwrap();
    again("fresh");
    items(&["worded", "harder", "other", "fresh"]);
    commit(&project, "course");
    let commit = |project: &Project| project.run("course list --json").json()[0]["commit"].as_str().unwrap().to_owned();
    let before = commit(&project);
    let done = update(&project, "small");
    let after = commit(&project);
    assert_snapshot!(done.hiding(&before[..10], "[OLD]").hiding(&after[..10], "[NEW]"), @"
    $ roadmap course update small
    small: commit [OLD] → commit [NEW]
      wording        worded                             Twice
      checks changed harder                             Double it (seen)
      rewritten      other                              Double it (seen)
      new            fresh                              Double it
      removed        gone                               Double it (seen)
      1 exercise unchanged
    --- stderr
    fetching [DIR]/course
    note: your files of `harder` stay as they are; `roadmap reset harder --course small` hands out the new ones and keeps yours
    note: your files of `other` stay as they are; `roadmap reset other --course small` hands out the new ones and keeps yours
    --- exit code 0
    ");
    assert_eq!(project.read("work/courses/small/node/other/main.js"), "// mine\n");
    assert!(project.at("work/courses/small/node/gone/main.js").is_file());
    let status = project.run("status --course small --path node");
    assert!(!status.stdout.contains("You were last at"), "the place is gone: {status}");
    let reset = project.run("reset other --course small --path node");
    assert_eq!(reset.exit, Some(0), "{reset}");
    assert!(project.read("work/courses/small/node/other/main.js").contains("return 0;"), "the new starter");
    assert!(update(&project, "small").stdout.contains("nothing new"));
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn what_was_passed_stays_passed() {
    let project = Project::new();
    project.run("course add course --name small");
    project.run("start double-it --course small --path node");
    let solution = project.read("course/exercises/double-it/node/solution.js");
    project.write("work/courses/small/node/double-it/main.js", &solution);
    let done = project.roadmap("check double-it --course small --path node").with_runtimes().run();
    assert_eq!(done.exit, Some(0), "{done}");
    project.edit("course/exercises/double-it/node/solution.js", "return number * 2", "return 2 * number");
    assert_snapshot!(update(&project, "small"), @"
    $ roadmap course update small
    small: a new copy of [DIR]/course
      rewritten      double-it                          Double it (passed)
    --- stderr
    note: your files of `double-it` stay as they are; `roadmap reset double-it --course small` hands out the new ones and keeps yours
    --- exit code 0
    ");
    assert_eq!(state(&project), "passed");
    assert_eq!(project.read("work/courses/small/node/double-it/main.js"), solution);
}

#[test]
fn an_update_with_errors_leaves_the_course_as_it_is() {
    let project = Project::new();
    project.run("course add course --name small");
    project.edit(EXERCISE, "mode = \"write\"", "mode = \"wriet\"");
    assert_snapshot!(update(&project, "small"), @r#"
    $ roadmap course update small
    --- stderr
    error[unknown-value]: `wriet` is not known here
     --> exercises/double-it/exercise.toml:4:8
      |
    4 | mode = "wriet"
      |        ^^^^^^^
      |
      = help: did you mean `write`?

    1 error
    error: `small` stays as it is: the course in [DIR]/course has errors. Only its author can mend them: show them what stands above
    --- exit code 1
    "#);
    assert_eq!(state(&project), "new");
    std::fs::rename(project.at("course"), project.at("elsewhere")).unwrap();
    assert_snapshot!(update(&project, "small"), @"
    $ roadmap course update small
    --- stderr
    error: `small` stays as it is: [DIR]/course is gone, and the course came from there: bring it back, or remove the course and add it from elsewhere
    --- exit code 3
    ");
    assert_eq!(state(&project), "new");
}

#[test]
fn one_course_that_fails_does_not_keep_the_others_from_their_updates() {
    let project = Project::new();
    crate::support::copy(&project, "course", "second");
    for name in ["course", "second"] {
        project.run(&format!("course add {name}"));
    }
    std::fs::remove_dir_all(project.at("course")).unwrap();
    project.edit("second/exercises/double-it/exercise.toml", "minutes = 5", "minutes = 9");
    let done = update(&project, "--json");
    assert_eq!(done.exit, Some(3), "{done}");
    let json = done.json();
    assert_eq!((&json[0]["name"], &json[0]["outcome"]), (&"course".into(), &"failed".into()));
    assert!(json[0]["problem"].as_str().unwrap().contains("[DIR]/course is gone"), "{json}");
    assert_eq!((&json[1]["name"], &json[1]["outcome"]), (&"second".into(), &"updated".into()));
    assert_eq!(json[1]["exercises"][0]["change"], "wording");
}
