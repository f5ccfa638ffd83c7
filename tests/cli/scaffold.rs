//! `roadmap new`: what it makes is valid and proves itself, and nothing that was there is touched.

use insta::assert_snapshot;

use crate::project::{Done, Project};

/// A course that began with nothing.
fn from_nothing() -> Project {
    let project = Project::new();
    let done = project.run("new week beginnings --course made --title 'The \"first\" week' --outcome begin --hours 20");
    assert_eq!(done.exit, Some(0), "{done}");
    project
}

fn exercise(project: &Project, id: &str, kind: &str, more: &str) -> Done {
    let line =
        format!("new exercise {id} --course made --week beginnings --kind {kind} --title 'A \"{kind}\" exercise'");
    project.run(&format!("{line} --concepts 'first steps, more' {more}"))
}

/// Makes an exercise of each kind in a course from nothing. All of it is sound but for what says that it is still to be
/// written, and green at once.
fn proves_itself(kinds: &[&str]) {
    let project = from_nothing();
    for kind in kinds {
        let done = exercise(&project, &format!("first-{kind}"), kind, "");
        assert_eq!(done.exit, Some(0), "{done}");
    }
    let lint = project.run("lint --course made --json");
    let rules: Vec<String> = lint.json().as_array().unwrap().iter().map(|one| one["rule"].to_string()).collect();
    assert!(lint.exit == Some(0) && rules.iter().all(|rule| rule == "\"unfinished\""), "{lint}");
    assert!(rules.len() >= kinds.len() * 4, "{lint}");
    for flag in [" --accept", ""] {
        let done = project.roadmap(&format!("verify --course made{flag}")).with_runtimes().run();
        assert_eq!(done.exit, Some(0), "{done}");
        assert!(done.stdout.contains(" 0 problems, 0 could not be looked at, 0 warnings"), "{done}");
    }
}

#[test]
fn kinds_that_only_read_files_prove_themselves() {
    proves_itself(&["file", "dockerfile", "yaml", "dotenv", "ignore", "readme", "rubric"]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn kinds_that_run_programs_prove_themselves() {
    proves_itself(&["function", "program", "http", "answer", "tests"]);
}

#[test]
#[cfg_attr(not(has_git), ignore = "needs git: apt install git, or brew install git")]
fn an_exercise_about_a_repository_proves_itself() {
    proves_itself(&["repository"]);
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL is not installed")]
fn kinds_that_use_a_database_prove_themselves() {
    proves_itself(&["sql", "schema"]);
}

#[test]
#[cfg_attr(not(has_redis), ignore = "Redis is not installed")]
fn an_exercise_about_redis_proves_itself() {
    proves_itself(&["redis"]);
}

#[test]
#[cfg_attr(not(has_node_kit), ignore = "needs ROADMAP_KITS and the packages in it: roadmap setup --path node")]
#[cfg_attr(
    all(has_node_kit, not(has_python_kit)),
    ignore = "needs ROADMAP_KITS and the packages in it: roadmap setup --path python"
)]
fn an_exercise_about_websockets_proves_itself() {
    let project = from_nothing();
    assert_eq!(exercise(&project, "talk", "websocket", "").exit, Some(0));
    let kits = std::env::var_os("ROADMAP_KITS").unwrap();
    let done = project.roadmap("verify --course made --accept").with_runtimes().env("ROADMAP_KITS", kits).run();
    assert_eq!(done.exit, Some(0), "{done}");
}

#[test]
fn there_is_a_beginning_for_every_kind() {
    let project = from_nothing();
    let done = exercise(&project, "odd", "riddle", "");
    let kinds = done.stderr.rsplit_once("the kinds are ").unwrap().1.trim().to_owned();
    for kind in kinds.split(", ") {
        let done = exercise(&project, &format!("all-{kind}"), kind, "");
        assert_eq!(done.exit, Some(0), "{done}");
    }
    assert!(kinds.split(", ").count() >= 16, "{kinds}");
    let lint = project.run("lint --course made");
    assert_eq!(lint.exit, Some(0), "{lint}");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_lesson_and_a_quiz_prove_themselves() {
    let project = from_nothing();
    let lesson = project.run(
        "new lesson first-words --course made --week 1 --title 'First words' --outcome 'print a line' --concepts output",
    );
    assert_snapshot!(lesson, @"
    $ roadmap new lesson first-words --course made --week 1 --title 'First words' --outcome 'print a line' --concepts output
    made made/curriculum/beginnings/first-words.md
    changed made/curriculum/beginnings/week.toml
    next:
      roadmap verify --course made first-words
      roadmap preview made/curriculum/beginnings/first-words.md
      roadmap lint --course made
    --- exit code 0
    ");
    let quiz = project.run("new quiz first-quiz --course made --week 1 --title 'First quiz' --minutes 10");
    assert_eq!(quiz.exit, Some(0), "{quiz}");
    let done = project.roadmap("verify --course made").with_runtimes().run();
    assert_eq!(done.exit, Some(0), "{done}");
    let lint = project.run("lint --course made");
    assert_eq!(lint.exit, Some(0), "{lint}");
    let text = project.read("made/curriculum/beginnings/first-words.md");
    for part in ["the need", "run=first_words.js", "run=first_words.py", "notice", "predict", "the trap", "think first"]
    {
        assert!(text.contains(part), "{part} in\n{text}");
    }
}

#[test]
fn what_is_missing_is_named_where_nobody_can_be_asked() {
    let project = from_nothing();
    let mut line = "new exercise".to_owned();
    for (flag, value) in [
        ("--course DIR", "--course made"),
        ("its id", "sum-up"),
        ("--week", "--week beginnings"),
        ("--kind", "--kind file"),
        ("--title", "--title 'Sum up'"),
        ("--concepts", "--concepts sums"),
    ] {
        let done = project.roadmap(&line).without("ROADMAP_COURSE").run();
        assert_eq!(done.exit, Some(2), "{done}");
        assert!(done.stderr.contains(&format!("error: {flag} is missing")), "{done}");
        line.push(' ');
        line.push_str(value);
    }
    assert_eq!(project.roadmap(&line).without("ROADMAP_COURSE").run().exit, Some(0));
    let text = project.read("made/exercises/sum-up/exercise.toml");
    assert!(text.contains("difficulty = 1\nminutes = 30\n"), "{text}");
}

#[test]
fn ids_that_cannot_be_are_refused_with_what_to_do() {
    let project = Project::new();
    let new = |what: &str| {
        let line = format!("new exercise {what} --kind file --title x --concepts y");
        let done = project.run(&line);
        assert_eq!(done.exit, Some(2), "{done}");
        done.stderr
    };
    assert_snapshot!(new("Sum-Up --week 1"), @"error: `Sum-Up` is no id: use small letters, digits and single hyphens, such as `celsius-to-fahrenheit`");
    assert_snapshot!(new("double-it --week 1"), @"error: `double-it` is taken: an exercise has that name. Choose another one; ids are there once in a course");
    assert_snapshot!(new("first-steps --week 1"), @"error: `first-steps` is taken: a week has that name. Choose another one; ids are there once in a course");
    assert_snapshot!(new("one-call --week 1"), @"error: `one-call` is taken: a question has that name. Choose another one; ids are there once in a course");
    assert_snapshot!(new("json --week 1"), @"error: `json` is a module of Python, and a file `json.py` would hide it from every program beside it: choose another name, such as `read-json`");
    assert_snapshot!(new("sum-up --week frist-steps"), @"error: --week: there is no week `frist-steps` (did you mean `first-steps`?); `roadmap new week frist-steps` makes it");
    assert_snapshot!(new("sum-up --week 1 --needs double-its"), @"error: --needs: it needs `double-its`, but there is no such lesson or exercise; did you mean `double-it`?");
    assert_snapshot!(new("sum-up --week 1 --difficulty 6"), @"error: --difficulty: 6 is not from 1 to 5");
    assert_snapshot!(new("sum-up --week 1 --minutes soon"), @"error: --minutes: `soon` is no such number");
    assert!(!project.at("course/exercises/sum-up").exists());
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let project = Project::new();
    project.write("course/exercises/sum-up/notes.txt", "mine\n");
    let line = "--week 1 --kind sql --title x --concepts y";
    assert_snapshot!(project.run(&format!("new exercise sum-up {line}")), @"
    $ roadmap new exercise sum-up --week 1 --kind sql --title x --concepts y
    --- stderr
    error: `sum-up` is taken: `exercises/sum-up` has that name. Choose another one; ids are there once in a course
    --- exit code 2
    ");
    // What cannot be loaded is there all the same.
    project.write("course/exercises/broken/exercise.toml", "title = 3\n");
    assert!(project.run(&format!("new exercise broken {line}")).stderr.contains("`exercises/broken` has that name"));
    let week = project.read("course/curriculum/first-steps/week.toml");
    project.write("course/curriculum/data/add-up.sql", "select 1;\n");
    let done = project.run(&format!("new exercise add-up {line}"));
    assert!(done.stderr.contains("`curriculum/data/add-up.sql` is there already"), "{done}");
    assert!(!project.at("course/exercises/add-up").exists());
    assert_eq!(project.read("course/curriculum/first-steps/week.toml"), week);
}

#[test]
fn lists_keep_their_comments_and_their_looks() {
    let project = Project::new();
    let week = "# What comes first\nitems = [\n    { lesson = \"first-words\" },   # read\n    { exercise = \"double-it\" }\n    # { quiz = \"first-quiz\" },\n]\n";
    project.write("course/curriculum/first-steps/week.toml", week);
    let done =
        project.run("new exercise sum-up --week 1 --kind file --title x --concepts y --needs first-words,double-it");
    assert_eq!(done.exit, Some(0), "{done}");
    assert_eq!(
        project.read("course/curriculum/first-steps/week.toml"),
        week.replace("\"double-it\" }\n", "\"double-it\" },\n    { exercise = \"sum-up\" },\n")
    );
    let text = project.read("course/exercises/sum-up/exercise.toml");
    assert!(text.contains("needs = [\"first-words\", \"double-it\"]"), "{text}");
    // A list that is written in another way is left to its author.
    project.write("course/curriculum/first-steps/week.toml", "[[items]]\nlesson = \"first-words\"\n");
    assert_snapshot!(project.run("new exercise sum-down --week 1 --kind file --title x --concepts y"), @r#"
    $ roadmap new exercise sum-down --week 1 --kind file --title x --concepts y
    --- stderr
    error: `curriculum/first-steps/week.toml` cannot be added to as it is written: nothing was made. Add `{ exercise = "sum-down" }` to it by hand, or write it anew
    --- exit code 3
    "#);
    assert!(!project.at("course/exercises/sum-down").exists());
}

#[test]
fn a_week_is_announced_in_its_month_and_one_that_is_announced_is_only_made() {
    let project = Project::new();
    let roadmap = "course/curriculum/roadmap.toml";
    let old = project.read(roadmap);
    let text = format!("{old}\n# The second month\n[[month]]\ntitle = \"Later\"\n");
    project.write(roadmap, &text);
    let first = old.lines().skip_while(|line| *line != "[[month]]").nth(1).unwrap().split('"').nth(1).unwrap();
    let week = |id: &str, more: &str| {
        let done = project.run(&format!("new week {id} --title T --outcome 'do it' {more}"));
        assert_eq!(done.exit, Some(0), "{done}");
    };
    week("more-steps", &format!("--month '{first}' --hours 2.5"));
    week("last-steps", "");
    week("other-steps", "--month Never");
    let entry = |id: &str, hours: &str| {
        format!("\n[[month.week]]\nid = \"{id}\"\ntitle = \"T\"\noutcome = \"do it\"\nhours = {hours}\n")
    };
    let later = "\n# The second month\n[[month]]\ntitle = \"Later\"\n";
    let never = "\n[[month]]\ntitle = \"Never\"\n";
    assert_eq!(
        project.read(roadmap),
        [&old, &entry("more-steps", "2.5"), later, &entry("last-steps", "10"), never, &entry("other-steps", "10")]
            .concat()
    );
    std::fs::remove_dir_all(project.at("course/curriculum/last-steps")).unwrap();
    let before = project.read(roadmap);
    assert_snapshot!(project.run("new week last-steps"), @"
    $ roadmap new week last-steps
    made course/curriculum/last-steps/week.toml
    next:
      roadmap new lesson --course [DIR]/course --week last-steps
      roadmap new exercise --course [DIR]/course --week last-steps
      roadmap lint --course [DIR]/course
    --- exit code 0
    ");
    assert_eq!(project.read(roadmap), before);
    assert_eq!(project.run("new week last-steps").exit, Some(2));
    assert_eq!(project.run("new week data --title T --outcome x").exit, Some(2));
    let lint = project.run("lint");
    assert_eq!((lint.exit, lint.stdout.as_str()), (Some(0), "no problems\n"), "{lint}");
}

#[test]
fn an_exercise_may_begin_with_one_path() {
    let project = from_nothing();
    let done = exercise(&project, "half", "function", "--path node");
    assert_eq!(done.exit, Some(0), "{done}");
    assert!(!done.stdout.contains("python"), "{done}");
    let lint = project.run("lint --course made");
    assert_eq!(lint.stdout.matches("\nerror").count() + usize::from(lint.stdout.starts_with("error")), 1, "{lint}");
    assert!(lint.stdout.contains("this exercise has no check for the python path"), "{lint}");
}

#[test]
fn a_course_that_is_not_there_begins_with_a_week() {
    let project = Project::new();
    let line = "--course none --week 1 --title x --minutes 5";
    assert_snapshot!(project.run(&format!("new quiz q {line}")), @"
    $ roadmap new quiz q --course none --week 1 --title x --minutes 5
    --- stderr
    error: there is no course in `none` yet: begin with `roadmap new week`
    --- exit code 2
    ");
    assert!(!project.at("none").exists());
    project.write("file", "");
    assert_snapshot!(project.run("new week a --course file --title x --outcome y"), @"
    $ roadmap new week a --course file --title x --outcome y
    --- stderr
    error: `file` is no folder: name the course's folder, which need not be there yet
    --- exit code 2
    ");
    project.write("course/curriculum/roadmap.toml", "title = [\n");
    assert_snapshot!(project.run("new week a --title x --outcome y"), @"
    $ roadmap new week a --title x --outcome y
    --- stderr
    error: this course cannot be added to before its errors are mended
    error[syntax]: this is no TOML: unclosed array, expected `]`
     --> curriculum/roadmap.toml:1:10
      |
    1 | title = [
      |          ^
      |
      = help: is a comma missing before this, or a closing bracket?

    1 error
    --- exit code 3
    ");
}
