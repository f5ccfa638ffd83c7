//! `roadmap mutants` and `verify --mutants`: weak checks are found out, strong ones are not blamed.

use insta::assert_snapshot;

use crate::project::Project;
use crate::support::fits;

const TOML: &str = "course/exercises/double-it/exercise.toml";
const SOLUTION: &str = "course/exercises/double-it/python/solution.py";

/// A course whose only case of `double_it` is right for many wrong answers.
fn weak() -> Project {
    let project = Project::new();
    project.edit(
        TOML,
        "[[check]]\nfunction = { name = \"double_it\", params = [\"number\"], args = [3], returns = 6 }\n",
        "",
    );
    project
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn strong_checks_kill_all_mutants() {
    let done = Project::new().roadmap("mutants double-it --path python").with_runtimes().run();
    assert_snapshot!(done, @r"
    $ roadmap mutants double-it --path python
    double-it on python: 5 of 5 killed (100 %)
    5 of 5 killed (100 %)
    --- exit code 0
    ");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_survivor_of_weak_checks_is_shown_with_its_difference() {
    let done = weak().roadmap("mutants double-it --path python").with_runtimes().run();
    let text = done.to_string();
    assert_eq!(done.exit, Some(1), "{done}");
    assert!(text.contains("course/exercises/double-it/python/solution.py:2: number: another number\n"), "{done}");
    assert!(text.contains("-    return number * 2\n"), "{done}");
    assert!(text.contains("+    return number * 3\n"), "{done}");
    assert!(text.contains("or keep it as a wrong answer: exercises/double-it/python/wrong-….py"), "{done}");
    assert!(text.contains("1 of 5 killed (20 %), 4 survived\n--- exit code 1"), "{done}");
    let enough = weak().roadmap("mutants double-it --path python --at-least 20").with_runtimes().run();
    assert_eq!(enough.exit, Some(0), "{enough}");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_survivor_is_kept_as_a_wrong_answer_and_nothing_is_overwritten() {
    let project = weak();
    let keep = |what: &str| {
        let line = format!("mutants double-it --path python --course course --keep {what}");
        project.roadmap(&line).with_runtimes().run()
    };
    let done = keep("1=divides");
    assert!(done.to_string().contains("kept: exercises/double-it/python/wrong-divides.py"), "{done}");
    assert!(project.read("course/exercises/double-it/python/wrong-divides.py").contains("number / 2"));
    let solution = project.read(SOLUTION);
    project.write("course/exercises/double-it/python/wrong-squares.py", "mine\n");
    let again = keep("2=squares");
    assert_eq!((again.exit, project.read(SOLUTION)), (Some(3), solution), "{again}");
    assert_eq!(project.read("course/exercises/double-it/python/wrong-squares.py"), "mine\n");
    assert_eq!(keep("99=squares").exit, Some(2));
    assert_eq!(keep("squares").exit, Some(2));
    let nowhere = project.roadmap("mutants double-it --keep 1=a").without("ROADMAP_COURSE").run();
    assert_eq!(nowhere.exit, Some(2), "{nowhere}");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn what_the_author_calls_equivalent_is_left_out_of_the_rate() {
    let project = weak();
    let text = project.read(TOML);
    let entry = "\n[[equivalent]]\nmutation = \"number\"\nline = \"return number * 2\"\nreason = \"A test.\"\n";
    project.write(TOML, &format!("{text}{entry}"));
    let done = project.roadmap("mutants double-it --path python").with_runtimes().run();
    assert!(done.to_string().contains("1 of 2 killed (50 %), 1 survived, 3 equivalent\n"), "{done}");
    let narrow = entry.replace("reason", "becomes = \"return number * 3\"\nreason");
    project.write(TOML, &format!("{text}{narrow}"));
    let done = project.roadmap("mutants double-it --path python").with_runtimes().run();
    assert!(done.to_string().contains("1 of 4 killed (25 %), 3 survived, 1 equivalent\n"), "{done}");
    project.write(TOML, &format!("{text}{}", entry.replace("* 2", "* 7")));
    let lint = project.run("lint").to_string();
    assert!(lint.contains("unused-equivalent") && lint.contains("no change `number` of the solution"), "{lint}");
    project.write(TOML, &format!("{text}{}", entry.replace("\"number\"", "\"numbers\"")));
    let lint = project.run("lint").to_string();
    assert!(lint.contains("`numbers` is no mutation"), "{lint}");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_mutant_that_never_ends_is_stopped_by_its_limit_and_killed() {
    let project = Project::new();
    project.edit(TOML, "minutes = 5\n", "minutes = 5\nlimits = { seconds = 1 }\n");
    project.write(
        SOLUTION,
        "def double_it(number):\n    n = 0\n    while n < 2 * number:\n        n += 1\n    return n\n",
    );
    let done = project.roadmap("mutants double-it --path python --format json --all").with_runtimes().run();
    let json = done.json();
    let mutants = &json["exercises"][0]["mutants"];
    assert!(mutants["timed_out"].as_u64().unwrap() >= 1, "{done}");
    assert_eq!(mutants["could_not_look"], serde_json::json!([]), "{done}");
    let all = ["killed", "survived", "did_not_start", "equivalent"].map(|key| mutants[key].as_u64().unwrap());
    assert_eq!(mutants["tried"].as_u64(), Some(all.iter().sum()), "{done}");
}

#[test]
fn without_a_runtime_nothing_is_killed() {
    let done = Project::new().run("mutants double-it --path python");
    assert_eq!(done.exit, Some(3), "{done}");
    assert!(done.to_string().contains("1 could not be looked at"), "{done}");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn verify_tells_the_rate_and_a_low_one_is_a_problem() {
    let verify = |project: &Project| {
        let line = "verify double-it --path python --mutants --json";
        project.roadmap(line).with_runtimes().run()
    };
    let schema = serde_json::from_str(include_str!("../../curriculum/ci/report.schema.json")).unwrap();
    let strong = Project::new();
    let done = verify(&strong);
    let json = done.json();
    assert_eq!((done.exit, &json["items"][0]["mutants"]["killed"]), (Some(0), &serde_json::json!(5)), "{done}");
    fits(&json, &schema, &schema).unwrap();
    assert_eq!(verify(&strong).json()["items"][0]["mutants"], json["items"][0]["mutants"], "as in an earlier run");
    let done = verify(&weak());
    let json = done.json();
    fits(&json, &schema, &schema).unwrap();
    let problems = json["items"][0]["problems"].to_string();
    assert!(done.exit == Some(1) && problems.contains("fewer than 90 % of the mutants are killed: 1 of 5"), "{done}");
}
