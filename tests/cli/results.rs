//! Results of earlier runs: what has not changed is not judged again, and everything else is.
#![cfg(unix)]

use crate::project::{Done, Project};
use crate::support::{counting, course, judged, starts};

const ALL: [&str; 8] = [
    "first-words node",
    "first-words python",
    "first-quiz node",
    "first-quiz python",
    "double-it node",
    "double-it python",
    "copy-out node",
    "copy-out python",
];

fn verify(project: &Project, options: &str) -> Done {
    counting(project, &format!("verify --json --jobs 2 {options}")).run()
}

/// A course that was proven, and everything accepted.
fn proven() -> Project {
    let project = course();
    assert_eq!(counting(&project, "verify copy-out --accept --course course").run().exit, Some(0));
    let first = verify(&project, "");
    assert_eq!(first.exit, Some(0), "{first}");
    assert_eq!(judged(&first), ALL);
    assert!(starts(&project) > 0);
    project
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_second_run_starts_no_program_and_comes_to_the_same() {
    let project = proven();
    let again = verify(&project, "");
    assert_eq!((again.exit, judged(&again), starts(&project)), (Some(0), Vec::new(), 0), "{again}");
    let anew = verify(&project, "--no-cache");
    assert_eq!((judged(&anew).len(), starts(&project) > 0), (ALL.len(), true));
    for (known, judged) in
        again.json()["items"].as_array().unwrap().iter().zip(anew.json()["items"].as_array().unwrap())
    {
        assert_eq!(known["digest"], judged["digest"], "{known}\n{judged}");
    }
    assert_eq!(again.json()["digest"], anew.json()["digest"]);
    let parts = ["1/2", "2/2"].map(|part| judged(&verify(&project, &format!("--shard {part}"))));
    assert_eq!(parts, [Vec::<String>::new(), Vec::new()], "parts know what the whole knew");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn whatever_a_result_depends_on_is_judged_again_and_nothing_else() {
    let project = proven();
    let double_it = ["double-it node", "double-it python"];
    let copy_out = ["copy-out node", "copy-out python"];
    let exercises = "course/exercises";
    let touched = |file: &str, from: &str, to: &str, expected: &[&str]| {
        project.edit(file, from, to);
        let done = verify(&project, "");
        assert_eq!(judged(&done), expected, "{file}: {from} → {to}\n{done}");
        assert_eq!(judged(&verify(&project, "")), Vec::<String>::new(), "{file} again");
        // What was there before is still known.
        project.edit(file, to, from);
        assert_eq!(judged(&verify(&project, "")), Vec::<String>::new(), "{file} as it was");
    };
    let toml = format!("{exercises}/double-it/exercise.toml");
    touched(&toml, "two was added", "2 was added", &double_it);
    touched(&toml, "args = [0], returns = 0", "args = [-1], returns = -2", &double_it);
    touched(&toml, "Names tell more", "Names say more", &double_it);
    touched(&format!("{exercises}/double-it/python/wrong-squares.py"), "number * number", "number ** 2", &double_it);
    touched(
        &format!("{exercises}/double-it/record.toml"),
        "Twice is two times.\"\ntrips = [\n  { check = 1, label = \"doubleIt(3) → 6\", facet = \"value\", key = \"9\"",
        "Two.\"\ntrips = [\n  { check = 1, label = \"doubleIt(3) → 6\", facet = \"value\", key = \"9\"",
        &double_it,
    );
    touched(&format!("{exercises}/copy-out/shared/given/names.txt"), "Ada", "Ada Byron", &copy_out);
    touched("course/curriculum/data/people.sql", "name text", "title text", &copy_out);
    touched("course/curriculum/first-steps/first-words.md", "with **one** call", "with one call", &ALL[..2]);
    touched("course/curriculum/first-steps/first-quiz.toml", "Both are text", "Both are texts", &ALL[2..4]);
    // What nobody is judged by.
    touched("course/curriculum/roadmap.toml", "A course for tests.", "A small course.", &[]);
    touched(&toml, "Twice is two times.\", \"Multiply", "Two times.\", \"Multiply", &[]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn another_version_of_a_runtime_is_another_judge() {
    let project = proven();
    let wrapper = project.read("wrappers/node");
    project.write("wrappers/node", &wrapper.replace("echo 20.0.0", "echo 20.0.1"));
    let nodes: Vec<&str> = ALL.into_iter().filter(|name| name.ends_with(" node")).collect();
    assert_eq!(judged(&verify(&project, "")), nodes);
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn what_could_not_be_looked_at_is_looked_at_again() {
    let project = course();
    let blind = project.run("verify double-it --json --path python");
    assert_eq!(blind.exit, Some(3), "{blind}");
    assert_eq!(judged(&project.run("verify double-it --json --path python")), ["double-it python"]);
    let seeing = counting(&project, "verify double-it --json --path python").run();
    assert_eq!((seeing.exit, judged(&seeing)), (Some(0), vec!["double-it python".to_owned()]), "{seeing}");
    let blind = project.run("verify double-it --json --path python");
    assert_eq!(blind.exit, Some(3), "without the runtime nothing is known of its results: {blind}");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_graded_answer_is_judged_again_when_it_changes() {
    let project = course();
    project.write("work/python/double-it/main.py", "def double_it(number):\n    return number * 2\n");
    project.write("work/shared/copy-out/note.txt", "Ada\n");
    let grade = || counting(&project, "grade work --json --path python").run();
    let first = grade();
    assert_eq!((first.exit, judged(&first).len(), starts(&project)), (Some(0), 2, 1), "{first}");
    let again = grade();
    assert_eq!((again.exit, judged(&again), starts(&project)), (Some(0), Vec::new(), 0), "{again}");
    project.write("work/python/double-it/main.py", "def double_it(number):\n    return number + 2\n");
    let wrong = grade();
    assert_eq!((wrong.exit, judged(&wrong)), (Some(1), vec!["double-it python".to_owned()]), "{wrong}");
    assert_eq!(wrong.json()["items"][0]["answer"]["wrong"], "adds-two");
    project.edit("course/exercises/double-it/exercise.toml", "two was added", "2 was added");
    let told = grade();
    assert_eq!(judged(&told), ["double-it python"]);
    let say = &told.json()["items"][0]["answer"]["say"];
    assert!(say.as_str().unwrap().contains("2 was added"), "{told}");
    // The same answer in another folder is the same answer, named by its own folder.
    project.write("other/double-it/main.py", "def double_it(number):\n    return number + 2\n");
    let other = counting(&project, "grade other --json --path python").run();
    assert_eq!(
        (judged(&other), other.json()["items"][0]["answer"]["folder"].clone()),
        (Vec::new(), "double-it".into())
    );
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn two_runs_at_once_do_each_other_no_harm() {
    let project = course();
    let done: Vec<Done> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..3).map(|_| scope.spawn(|| verify(&project, "first-quiz --path node"))).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert!(done.iter().all(|done| done.exit == Some(0)), "{done:?}");
    assert_eq!(judged(&verify(&project, "first-quiz --path node")), Vec::<String>::new());
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_run_that_is_killed_leaves_results_that_can_be_used() {
    let project = proven();
    let digest = verify(&project, "").json()["digest"].clone();
    std::fs::remove_dir_all(project.at("data/cache")).unwrap();
    let log = project.at("starts");
    for _ in 0..3 {
        let _ = std::fs::remove_file(&log);
        // It is killed as soon as it has started a program, so in the middle of its work.
        counting(&project, "verify --json").kill_when(|| log.exists());
    }
    let after = verify(&project, "");
    assert_eq!((after.exit, after.json()["digest"].clone()), (Some(0), digest), "{after}");
    assert_eq!(judged(&verify(&project, "")), Vec::<String>::new());
}

/// A letter in two parts. Each variant of the second changes the program of the first.
fn letter() -> Project {
    let project = Project::new();
    project.write(
        "course/curriculum/projects/letter.toml",
        "title = \"Letter\"\nabout = \"Words.\"\nmilestones = [\"letter-1\", \"letter-2\"]\n",
    );
    project.edit(
        "course/curriculum/first-steps/week.toml",
        "\n]",
        "\n  { exercise = \"letter-1\" },\n  { exercise = \"letter-2\" },\n]",
    );
    for (number, word) in [(1, "dear"), (2, "yours")] {
        let folder = format!("course/exercises/letter-{number}");
        let toml = format!(
            "title = \"Part {number}\"\nconcepts = [\"functions\"]\nmode = \"write\"\ndifficulty = 1\nminutes = 5\n\
             task = \"Print `{word}`.\"\nhints = [\"Read.\", \"Think.\", \"Write.\"]\n\
             \n[[check]]\nprogram = {{ args = [\"{word}\"], stdout = \"{word}\\n\" }}\n\
             \n[[wrong]]\nid = \"short\"\nsay = \"Only the first word is printed.\"\n"
        );
        project.write(&format!("{folder}/exercise.toml"), &toml);
        let short = if number == 1 { "" } else { "dear" };
        for (variant, says) in [("solution", word), ("wrong-short", short)] {
            let node = format!("console.log(process.argv[2] === \"{word}\" ? \"{says}\" : \"dear\");\n");
            let python = format!("import sys\nprint(\"{says}\" if sys.argv[1] == \"{word}\" else \"dear\")\n");
            project.write(&format!("{folder}/node/{variant}.js"), &node);
            project.write(&format!("{folder}/python/{variant}.py"), &python);
        }
    }
    project.write("course/exercises/letter-1/node/starter.js", "\n");
    project.write("course/exercises/letter-1/python/starter.py", "\n");
    project
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn an_accepted_wrong_answer_is_not_asked_for_the_earlier_milestones_until_one_of_them_changes() {
    let project = letter();
    let done = counting(&project, "verify letter --accept --course course").run();
    assert_eq!(
        (done.exit, starts(&project)),
        (Some(0), 2 * (3 + 5)),
        "the second solution and wrong answer are looked at twice: {done}"
    );
    let second = |options: &str| {
        let done = verify(&project, &format!("letter-2 --path node {options}"));
        (done.exit, starts(&project))
    };
    assert_eq!(second(""), (Some(0), 4), "only the solution twice");
    assert_eq!(second("--no-cache"), (Some(0), 5));
    project.edit("course/exercises/letter-1/exercise.toml", "[[check]]\n", "[[check]]\nlabel = \"a greeting\"\n");
    assert_eq!(second(""), (Some(1), 5), "the record is not of these checks");
}
