//! Golden transcripts: word for word what a learner is told about each known wrong answer. `INSTA_UPDATE=always cargo
//! test --test feedback` records them again.
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

use std::fmt::Write;

use roadmap::check::{Role, Runner, Submission};
use roadmap::curriculum::{Curriculum, Library};
use roadmap::feedback;
use roadmap::id::Track;
use roadmap::process::Cancel;

/// Everything that the wrong answers and the starter of an exercise are told.
fn transcript(id: &str, track: Track) -> String {
    let (curriculum, _) = Curriculum::load(&Library::embedded());
    let curriculum = curriculum.unwrap();
    let exercise = curriculum.exercises.get(&id.parse().unwrap()).unwrap();
    let runner = Runner::on_this_machine(None);
    let mut out = String::new();
    for variant in exercise.spec.variants.get(track) {
        if matches!(variant.role, Role::Solution | Role::Alternate(_)) {
            continue;
        }
        let submission = Submission::Content(variant.content.clone());
        let report = runner.run(&exercise.spec, track, &submission, &Cancel::new(), &|_, _| ()).unwrap();
        assert!(!report.passed(), "{id} {}", variant.role);
        writeln!(out, "── {}", variant.role).unwrap();
        for line in feedback::lines(&report, 0) {
            writeln!(out, "{}", format!("{}{}", " ".repeat(line.indent), line.text).trim_end()).unwrap();
        }
    }
    out
}

fn check(id: &str, track: Track) {
    let name = format!("{id}-{track}");
    insta::with_settings!({
        prepend_module_to_snapshot => false,
        omit_expression => true,
        // What differs from run to run and from machine to machine: ports, times, places and lines of the library.
        filters => vec![
            (r"\b([Pp]ort) \d{4,5}\b", "$1 <port>"),
            (r"(localhost|127\.0\.0\.1):\d+", "$1:<port>"),
            (r"\[\d+/\w+/\d+ \d\d:\d\d:\d\d\]", "[<time>]"),
            (r#"File "/[^"]*/(\w+/)?(\w+)\.py", line \d+"#, "File \"<library>/$2.py\", line <n>"),
        ],
    }, {
        insta::assert_snapshot!(name, transcript(id, track));
    });
}

macro_rules! transcripts {
    ($($name:ident: $id:literal, $track:ident, $part:ident, $needs:literal;)*) => {
        $(
            #[test]
            #[cfg_attr(not(all($part, has_git)), ignore = $needs)]
            fn $name() {
                check($id, Track::$track);
            }
        )*
    };
}

transcripts! {
    functions_on_node: "celsius-to-fahrenheit", Node, has_node, "needs Node.js 20: apt install nodejs, or brew install node";
    functions_on_python: "celsius-to-fahrenheit", Python, has_python, "needs Python 3.11: apt install python3, or brew install python";
    identity_on_node: "build-the-user-profile", Node, has_node, "needs Node.js 20: apt install nodejs, or brew install node";
    identity_on_python: "build-the-user-profile", Python, has_python, "needs Python 3.11: apt install python3, or brew install python";
    programs_on_node: "next-year", Node, has_node, "needs Node.js 20: apt install nodejs, or brew install node";
    programs_on_python: "next-year", Python, has_python, "needs Python 3.11: apt install python3, or brew install python";
    fixes_on_node: "fix-the-visit-counter", Node, has_node, "needs Node.js 20: apt install nodejs, or brew install node";
    fixes_on_python: "fix-the-visit-counter", Python, has_python, "needs Python 3.11: apt install python3, or brew install python";
    servers_on_python: "hello-world-api", Python, has_python, "needs Python 3.11: apt install python3, or brew install python";
    repositories: "workshop-check", Node, has_git, "needs git: apt install git, or brew install git";
    answers_on_python: "predict-values-and-types", Python, has_python, "needs Python 3.11: apt install python3, or brew install python";
}
