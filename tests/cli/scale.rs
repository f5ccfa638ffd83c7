//! Measurements: what a course of ten thousand exercises costs its authors, and who learns with it.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::project::Project;
use crate::support::copy;

const EXERCISES: usize = 10_000;
const IN_A_WEEK: usize = 50;

/// How often a start is measured.
const STARTS: usize = 21;

/// A course of so many exercises, fifty and a lesson a week.
fn large() -> Project {
    let project = Project::new();
    let toml = project.read("course/exercises/double-it/exercise.toml");
    let lesson = project.read("course/curriculum/first-steps/first-words.md");
    let roadmap = project.read("course/curriculum/roadmap.toml");
    let mut weeks = roadmap.split("[[month.week]]").next().unwrap().to_owned();
    for week in 0..EXERCISES / IN_A_WEEK {
        let _ = write!(
            weeks,
            "[[month.week]]\nid = \"week-{week}\"\ntitle = \"Week {week}\"\noutcome = \"call a function\"\nhours = 20\n"
        );
        let mut items = format!("items = [\n  {{ lesson = \"lesson-{week}\" }},\n");
        for exercise in week * IN_A_WEEK..(week + 1) * IN_A_WEEK {
            let _ = writeln!(items, "  {{ exercise = \"double-{exercise}\" }},");
            let folder = format!("course/exercises/double-{exercise}");
            copy(&project, "course/exercises/double-it", &folder);
            let toml = toml.replace("\"Double it\"", &format!("\"Double it {exercise}\""));
            project.write(
                &format!("{folder}/exercise.toml"),
                &toml.replace("\"first-words\"", &format!("\"lesson-{week}\"")),
            );
        }
        let lesson = lesson.replace("First words", &format!("Lesson {week}"));
        project.write(&format!("course/curriculum/week-{week}/lesson-{week}.md"), &lesson);
        project.write(&format!("course/curriculum/week-{week}/week.toml"), &format!("{items}]\n"));
    }
    project.write("course/curriculum/roadmap.toml", &weeks);
    std::fs::remove_dir_all(project.at("course/curriculum/first-steps")).unwrap();
    std::fs::remove_dir_all(project.at("course/exercises/double-it")).unwrap();
    project
}

#[test]
#[ignore = "measures: cargo test --release --test cli -- --ignored --nocapture --test-threads=1 scale"]
#[allow(clippy::print_stdout, reason = "this is what is measured")]
fn ten_thousand_exercises_are_linted_within_five_seconds() {
    let project = large();
    let began = Instant::now();
    let done = project.run("lint");
    let took = began.elapsed();
    println!("{EXERCISES} exercises: {took:?}");
    assert!(done.exit == Some(0) && done.stdout == "no problems\n", "{:.500}", done.stdout);
    assert!(cfg!(debug_assertions) || took < Duration::from_secs(5), "{took:?}");
}

/// The median of the milliseconds from the start to the answer of a command that only needs the weeks and one exercise.
fn start(project: &Project, line: &str) -> f64 {
    let mut took: Vec<f64> = (0..STARTS)
        .map(|_| {
            let began = Instant::now();
            let done = project.run(line);
            assert_eq!(done.exit, Some(0), "{}", done.stderr);
            began.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    took.sort_by(f64::total_cmp);
    took[STARTS / 2]
}

#[test]
#[ignore = "measures: cargo test --release --test cli -- --ignored --nocapture --test-threads=1 scale"]
#[allow(clippy::print_stdout, reason = "this is what is measured")]
fn a_start_costs_the_same_with_ten_thousand_exercises() {
    let (small, large) = (Project::new(), large());
    for (one, other) in [("status", "status"), ("show double-it", "show double-7777")] {
        let (one, other) = (start(&small, one), start(&large, other));
        println!("{one:.1} ms in a course of one exercise, {other:.1} ms in one of {EXERCISES}");
        assert!(cfg!(debug_assertions) || other - one < 20.0);
    }
}
