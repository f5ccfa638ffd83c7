//! Tests of what is told about kits and the packages that exercises name.

use crate::curriculum::testing::Course;
use crate::id::Track;

const EXERCISE: &str = "exercises/say-hello/exercise.toml";

fn naming(setup: &str) -> Course {
    Course::new().change(EXERCISE, "minutes = 15\n", &format!("minutes = 15\nsetup = {{ {setup} }}\n"))
}

#[test]
fn packages_of_the_usual_kit_may_be_named() {
    for setup in [
        r#"packages = { node = ["pg", "ws"], python = ["psycopg", "websockets"] }"#,
        r#"optional_packages = { node = ["express", "drizzle-orm"], python = ["PyJWT", "argon2_cffi"] }"#,
    ] {
        assert_eq!(naming(setup).lint(), "", "{setup}");
    }
}

#[test]
fn a_package_that_no_kit_has_is_told_with_the_one_that_was_meant() {
    assert_eq!(
        naming(r#"packages = { node = ["pgg"], python = ["psycopg"] }"#).lint(),
        "\
error[unknown-package]: there is no package `pgg` in the node kit
 --> exercises/say-hello/exercise.toml:7:32
  |
7 | setup = { packages = { node = [\"pgg\"], python = [\"psycopg\"] } }
  |                                ^^^^^
  |
  = help: did you mean `pg`?

1 error
"
    );
    let shown = naming(r#"optional_packages = { node = [], python = ["left-pad-of-mine"] }"#).lint();
    assert!(shown.contains("help: add it to the kit of the python path, or name one of it"), "{shown}");
}

#[test]
fn a_course_may_have_a_kit_of_its_own() {
    let course = naming(r#"packages = { node = ["only-here"], python = ["flask"] }"#)
        .with("curriculum/kits/node/package.json", r#"{ "dependencies": { "only-here": "1.0.0" } }"#)
        .with("curriculum/kits/node/package-lock.json", r#"{ "packages": {} }"#);
    assert_eq!(course.lint(), "");
    let kits = course.load().0.unwrap().kits;
    assert_eq!(kits[&Track::Node].names().collect::<Vec<_>>(), ["only-here"]);
    assert!(kits[&Track::Python].has("flask"));
}

#[test]
fn a_broken_kit_is_told_and_what_a_kit_does_not_have_is_unused() {
    let shown = Course::new()
        .with("curriculum/kits/python/requirements.in", "flask\n")
        .with("curriculum/kits/python/requirements.txt", "flask\n")
        .with("curriculum/kits/python/notes.txt", "flask\n")
        .lint();
    let bad = "`curriculum/kits/python/requirements.txt` cannot be used: `flask` has no version: write `flask==…`";
    assert!(shown.contains(bad), "{shown}");
    assert!(shown.contains("nothing uses `curriculum/kits/python/notes.txt`"), "{shown}");
}

#[test]
fn the_guide_shows_a_setup_that_can_be_written() {
    let guide = include_str!("../../../../curriculum/README.md");
    let shown = guide.lines().find(|line| line.starts_with("setup = { packages")).unwrap();
    let course = Course::new().change(EXERCISE, "minutes = 15\n", &format!("minutes = 15\n{shown}\n"));
    assert_eq!(course.lint(), "");
    for key in ["packages", "optional_packages", "database", "redis", "env"] {
        assert!(guide.contains(&format!("\n| `{key}` | ")), "the guide has no row for `{key}`");
    }
    for track in Track::ALL {
        for file in crate::kit::Manifest::files(track) {
            assert!(guide.contains(&format!("\ncurriculum/kits/{track}/{file} ")), "the guide does not tell of {file}");
        }
    }
}
