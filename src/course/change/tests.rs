//! Tests of telling what an update changes.

use std::fs;
use std::path::Path;

use super::*;
use crate::curriculum::Library;

const EXERCISE: &str = "exercises/double-it/exercise.toml";

/// A course in a folder of its own.
struct Course(tempfile::TempDir);

impl Course {
    /// The course that the command line is tested with.
    fn new() -> Self {
        let course = Course(tempfile::tempdir().unwrap());
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/course"), &course.0.path().join("all"));
        course
    }

    fn write(self, name: &str, text: &str) -> Self {
        let file = self.0.path().join("all").join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
        self
    }

    fn edit(self, name: &str, from: &str, to: &str) -> Self {
        let text = fs::read_to_string(self.0.path().join("all").join(name)).unwrap();
        assert!(text.contains(from), "`{from}` in {name}");
        self.write(name, &text.replace(from, to))
    }

    fn load(&self) -> Curriculum {
        let (curriculum, problems) = Curriculum::load(&Library::folder(&self.0.path().join("all")));
        assert_eq!(problems.render(false), "");
        curriculum.unwrap()
    }

    /// What became of each exercise since another state.
    fn since(&self, old: &Course) -> Vec<(String, Change)> {
        changes(&old.load(), &self.load()).into_iter().map(|one| (one.id.into(), one.change)).collect()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What an edit of the exercise makes of it.
fn edited(name: &str, from: &str, to: &str) -> Change {
    Course::new().edit(name, from, to).since(&Course::new())[0].1
}

#[test]
fn what_is_said_is_wording() {
    for (from, to) in [
        ("title = \"Double it\"", "title = \"Twice\""),
        ("minutes = 5", "minutes = 6"),
        ("difficulty = 1", "difficulty = 2"),
        ("gives back twice", "returns twice"),
        ("Multiply with", "Take it twice with"),
        ("Names tell more", "Names say more"),
        ("two was added", "2 was added"),
        ("args = [0], returns = 0 }", "args = [0], returns = 0 }\nlabel = \"nothing twice\""),
        ("needs = [\"first-words\"]", "needs = []"),
    ] {
        assert_eq!(edited(EXERCISE, from, to), Change::Wording, "{to}");
    }
}

#[test]
fn what_judges_and_what_is_given_is_checks() {
    for (from, to) in [
        ("args = [0], returns = 0", "args = [5], returns = 10"),
        ("mode = \"write\"", "mode = \"write\"\nlimits = { seconds = 2 }"),
        ("mode = \"write\"", "mode = \"write\"\nsetup = { env = { LEVEL = \"1\" } }"),
    ] {
        assert_eq!(edited(EXERCISE, from, to), Change::Checks, "{to}");
    }
    let wrong = "exercises/double-it/python/wrong-squares.py";
    assert_eq!(edited(wrong, "number * number", "number ** 2"), Change::Checks);
    let given = |text| Course::new().write("exercises/double-it/node/given/data.txt", text);
    assert_eq!(given("2").since(&given("1")), [("double-it".to_owned(), Change::Checks)]);
    assert_eq!(given("1").since(&Course::new())[0].1, Change::Checks, "a file that was not given before");
}

#[test]
fn other_work_is_rewritten_whatever_else_changed() {
    for (from, to) in [("concepts = [\"functions\"]", "concepts = [\"loops\"]"), ("mode = \"write\"", "mode = \"fix\"")]
    {
        assert_eq!(edited(EXERCISE, from, to), Change::Rewritten, "{to}");
    }
    for variant in ["starter", "solution"] {
        let name = format!("exercises/double-it/node/{variant}.js");
        let course = Course::new().edit(&name, "number", "value").edit(EXERCISE, "Double it", "Twice");
        assert_eq!(course.since(&Course::new())[0].1, Change::Rewritten, "{variant}");
    }
}

#[test]
fn what_no_learner_notices_is_no_change() {
    assert_eq!(edited(EXERCISE, "mode = \"write\"", "# a comment\nmode   =   \"write\""), Change::Unchanged);
    let moved = |course: Course| {
        course
            .write(
                "curriculum/first-steps/week.toml",
                "items = [{ lesson = \"first-words\" }, { quiz = \"first-quiz\" }]\n",
            )
            .write("curriculum/later/week.toml", "items = [{ exercise = \"double-it\" }]\n")
    };
    assert_eq!(moved(Course::new()).since(&Course::new())[0].1, Change::Unchanged, "another week");
}

#[test]
fn new_and_removed_exercises_are_told_in_the_order_of_the_weeks() {
    let old = Course::new();
    let text = fs::read_to_string(old.0.path().join("all").join(EXERCISE)).unwrap();
    let new = Course::new();
    copy(&new.0.path().join("all/exercises/double-it"), &new.0.path().join("all/exercises/again"));
    let items = "items = [{ exercise = \"double-it\" }, { exercise = \"again\" }, { lesson = \"first-words\" }, \
                 { quiz = \"first-quiz\" }]\n";
    let new = new.write("exercises/again/exercise.toml", &text).write("curriculum/first-steps/week.toml", items);
    let told = |id: &str, change| (id.to_owned(), change);
    assert_eq!(new.since(&old), [told("double-it", Change::Unchanged), told("again", Change::New)]);
    assert_eq!(old.since(&new), [told("double-it", Change::Unchanged), told("again", Change::Removed)]);
}

#[test]
fn a_milestone_is_not_rewritten_because_an_earlier_solution_is() {
    let project = || {
        let course = Course::new();
        for id in ["one", "two"] {
            copy(&course.0.path().join("all/exercises/double-it"), &course.0.path().join("all/exercises").join(id));
        }
        fs::remove_file(course.0.path().join("all/exercises/two/node/starter.js")).unwrap();
        course
            .write(
                "curriculum/projects/doubler.toml",
                "title = \"Doubler\"\nabout = \"It doubles.\"\nmilestones = [\"one\", \"two\"]\n",
            )
            .write("curriculum/later/week.toml", "items = [{ exercise = \"one\" }, { exercise = \"two\" }]\n")
    };
    let told = |id: &str, change| (id.to_owned(), change);
    let other = project().edit("exercises/one/node/solution.js", "number", "value");
    let expected =
        [told("double-it", Change::Unchanged), told("one", Change::Rewritten), told("two", Change::Unchanged)];
    assert_eq!(other.since(&project()), expected);
    let harder = project().edit("exercises/one/exercise.toml", "args = [0], returns = 0", "args = [4], returns = 8");
    let expected = [told("double-it", Change::Unchanged), told("one", Change::Checks), told("two", Change::Checks)];
    assert_eq!(harder.since(&project()), expected, "the checks of the earlier one must pass too");
}

#[test]
fn lessons_and_quizzes_are_counted() {
    let course = Course::new()
        .edit("curriculum/first-steps/first-words.md", "with **one** call", "with one call")
        .edit("curriculum/first-steps/first-quiz.toml", "How many calls", "How many lines");
    assert_eq!(reading(&Course::new().load(), &course.load()), (1, 1));
    assert_eq!(reading(&course.load(), &Curriculum::default()), (1, 1));
    assert_eq!(reading(&course.load(), &course.load()), (0, 0));
}
