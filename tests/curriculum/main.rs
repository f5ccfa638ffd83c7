//! The shipped curriculum: linted, proven, and red as soon as somebody weakens it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    missing_docs,
    reason = "a test that fails says where"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use roadmap::check::{Outcome, Role, Runner};
use roadmap::curriculum::{Curriculum, Item, Library, lint};
use roadmap::id::Track;
use roadmap::process::Cancel;
use roadmap::report::Kind;
use roadmap::verify::{Proof, Proven, usual_jobs, verify};

fn shipped() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn prove(course: &Path, wanted: &dyn Fn(&Item) -> bool) -> Vec<Proof> {
    let (curriculum, problems) = Curriculum::load(&Library::folder(course));
    assert_eq!(problems.errors(), 0, "{}", problems.render(false));
    let curriculum = curriculum.unwrap();
    let items: Vec<Item> = curriculum.items().map(|(_, item)| item.clone()).filter(wanted).collect();
    let runner = Runner::on_this_machine(None);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usual_jobs()).build().unwrap();
    let proven = Proven { results: None, records: true };
    pool.install(|| verify(&curriculum, &items, &Track::ALL, &runner, &Cancel::new(), proven, &|_, _| ()))
}

fn problems(proofs: &[Proof]) -> Vec<String> {
    let of = |proof: &Proof| {
        let all = proof.problems.iter().chain(&proof.record_problems).chain(&proof.could_not_look);
        all.map(|problem| format!("{} ({}): {problem}", proof.id, proof.path)).collect::<Vec<_>>()
    };
    proofs.iter().flat_map(of).collect()
}

/// A copy of the shipped curriculum in which one file is another.
fn changed(file: &str, change: impl FnOnce(&str) -> String) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for folder in ["curriculum", "exercises"] {
        copy_all(&shipped().join(folder), &copy.path().join(folder));
    }
    let file = copy.path().join(file);
    let text = change(&fs::read_to_string(&file).unwrap());
    fs::write(file, text).unwrap();
    copy
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_all(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn is(id: &str) -> impl Fn(&Item) -> bool {
    let id = id.to_owned();
    move |item| item.id() == id
}

#[test]
fn it_has_no_lint() {
    let problems = lint(&Library::folder(&shipped()));
    assert!(problems.is_empty(), "{}", problems.render(false));
}

#[test]
fn every_element_of_the_article_has_a_place_that_exists() {
    let (curriculum, _) = Curriculum::load(&Library::folder(&shipped()));
    let curriculum = curriculum.unwrap();
    let items: Vec<String> = curriculum.items().map(|(_, item)| format!("{}:{}", item.kind(), item.id())).collect();
    let weeks = curriculum.months.iter().flat_map(|month| &month.weeks).map(|week| format!("week:{}", week.id));
    let projects = fs::read_dir(shipped().join("curriculum/projects")).unwrap();
    let projects = projects.map(|file| format!("project:{}", file.unwrap().path().file_stem().unwrap().display()));
    let known: BTreeSet<String> = items.into_iter().chain(weeks).chain(projects).collect();
    let guide = fs::read_to_string(shipped().join("curriculum/README.md")).unwrap();
    let (_, table) = guide.split_once("## Where the article is taught").unwrap();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() > 100, "{} rows", rows.len());
    for row in rows {
        let places = row.trim_end_matches('|').rsplit_once(" | ").unwrap().1.trim();
        let named: Vec<&str> = places.split('`').skip(1).step_by(2).collect();
        assert!(places == "not taught" || !named.is_empty(), "no place: {row}");
        for place in named {
            assert!(known.contains(place), "there is no {place}: {row}");
        }
    }
}

#[test]
fn every_known_wrong_answer_starts() {
    let (curriculum, _) = Curriculum::load(&Library::folder(&shipped()));
    let curriculum = curriculum.unwrap();
    let mut seen = 0;
    for exercise in curriculum.exercises.values() {
        let record = exercise.spec.record.as_ref().unwrap();
        let entries = Track::ALL.iter().flat_map(|track| record.entries.get(*track));
        for (role, entry) in entries.filter(|(role, _)| matches!(role, Role::Wrong(_))) {
            // One that lacks a file of its own fails as well, and proves nothing.
            let ended = entry.trips.iter().any(|trip| trip.facet == "listens" && trip.key == "ended");
            assert!(entry.verdict != Outcome::CannotStart && !ended, "{}: {role}", exercise.id);
            seen += 1;
        }
    }
    assert!(seen > 2000, "{seen}");
}

#[test]
fn the_blog_of_the_data_sets_is_what_the_milestones_make() {
    let read = |name: String| fs::read_to_string(shipped().join(name)).unwrap();
    let made: Vec<String> = ["users", "posts", "comments", "categories", "bad-rows"]
        .iter()
        .map(|milestone| read(format!("exercises/blog-database-{milestone}/shared/solution.sql")) + "\n")
        .collect();
    assert_eq!(read("curriculum/data/blog.sql".to_owned()), made.concat());
}

#[test]
#[cfg_attr(
    not(all(has_node, has_python, has_git)),
    ignore = "needs Node.js 20, Python 3.11 and git: apt install nodejs python3 git, or brew install node python git"
)]
fn every_variant_sample_and_answer_does_what_it_must() {
    let proofs = prove(&shipped(), &|_| true);
    assert_eq!(problems(&proofs), Vec::<String>::new());
    let warnings: Vec<&String> = proofs.iter().flat_map(|proof| &proof.warnings).collect();
    assert_eq!(warnings, Vec::<&String>::new(), "every check is tripped by a wrong answer");
    let exercises = proofs.iter().filter(|proof| proof.kind == Kind::Exercise);
    assert!(exercises.clone().count() >= 20);
    assert!(exercises.into_iter().all(|proof| proof.looked_at >= 5), "nothing ran is never a pass");
}

/// The tables of `[[check]]` in an exercise, each with its text.
fn checks(text: &str) -> Vec<std::ops::Range<usize>> {
    let starts: Vec<usize> = text.match_indices("[[check]]").map(|(at, _)| at).collect();
    let end_of = |start: usize| {
        let rest = &text[start + 2..];
        ["\n[[check]]", "\n[[wrong]]"]
            .iter()
            .filter_map(|next| rest.find(next))
            .min()
            .map_or(text.len(), |at| start + 3 + at)
    };
    starts.into_iter().map(|start| start..end_of(start)).collect()
}

#[test]
#[cfg_attr(
    not(all(has_node, has_python, has_git)),
    ignore = "needs Node.js 20, Python 3.11 and git: apt install nodejs python3 git, or brew install node python git"
)]
fn deleting_any_one_check_turns_it_red() {
    // Every check of one exercise; of others, which are of other kinds, the last one.
    for (id, all) in
        [("celsius-to-fahrenheit", true), ("two-lines-from-two-variables", false), ("workshop-check", false)]
    {
        let file = format!("exercises/{id}/exercise.toml");
        let text = fs::read_to_string(shipped().join(&file)).unwrap();
        let checks = checks(&text);
        let first = if all { 0 } else { checks.len() - 1 };
        for check in checks[first..].iter().cloned() {
            let course = changed(&file, |text| format!("{}{}", &text[..check.start], &text[check.end..]));
            let found = problems(&prove(course.path(), &is(id)));
            assert!(!found.is_empty(), "{id} without\n{}\nis still green", &text[check]);
        }
    }
}

#[test]
#[cfg_attr(
    not(all(has_node, has_python, has_git)),
    ignore = "needs Node.js 20, Python 3.11 and git: apt install nodejs python3 git, or brew install node python git"
)]
fn swapping_two_messages_turns_it_red() {
    for id in ["celsius-to-fahrenheit", "next-year", "fix-the-visit-counter"] {
        let course = changed(&format!("exercises/{id}/exercise.toml"), |text| {
            let says: Vec<std::ops::Range<usize>> = text
                .match_indices("\nid = \"")
                .filter(|(at, _)| text[..*at].ends_with("[[wrong]]"))
                .map(|(at, _)| {
                    let start = at + 7;
                    start..start + text[start..].find('"').unwrap()
                })
                .collect();
            let (first, second) = (says[0].clone(), says[1].clone());
            let (one, two) = (text[first.clone()].to_owned(), text[second.clone()].to_owned());
            format!("{}{two}{}{one}{}", &text[..first.start], &text[first.end..second.start], &text[second.end..])
        });
        let found = problems(&prove(course.path(), &is(id)));
        assert!(found.iter().any(|problem| problem.contains("is told")), "{id}: {found:?}");
    }
}

#[test]
#[cfg_attr(
    not(all(has_node, has_python, has_git)),
    ignore = "needs Node.js 20, Python 3.11 and git: apt install nodejs python3 git, or brew install node python git"
)]
fn a_changed_output_of_a_sample_turns_it_red() {
    let course = changed("curriculum/values-and-variables/names-for-values.md", |text| {
        text.replacen("```output\n", "```output\nsomething else\n", 1)
    });
    let found = problems(&prove(course.path(), &is("names-for-values")));
    assert!(found.iter().any(|problem| problem.contains("but the lesson says")), "{found:?}");
}

#[test]
#[cfg_attr(
    not(all(has_node, has_python, has_git)),
    ignore = "needs Node.js 20, Python 3.11 and git: apt install nodejs python3 git, or brew install node python git"
)]
fn a_weaker_wrong_answer_and_a_broken_solution_turn_it_red() {
    let course = changed("exercises/celsius-to-fahrenheit/python/wrong-precedence.py", |_| {
        "def to_fahrenheit(celsius):\n    return celsius * 9 / 5 + 32\n".to_owned()
    });
    let found = problems(&prove(course.path(), &is("celsius-to-fahrenheit")));
    assert!(found.iter().any(|problem| problem.contains("wrong-precedence passes")), "{found:?}");

    let course = changed("exercises/celsius-to-fahrenheit/node/solution.js", |text| text.replace("+ 32", "+ 33"));
    let found = problems(&prove(course.path(), &is("celsius-to-fahrenheit")));
    assert!(found.iter().any(|problem| problem.contains("solution fails")), "{found:?}");
}
