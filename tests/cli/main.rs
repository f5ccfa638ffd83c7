//! The command line: exact output and exit codes, in a folder of its own with a cleared environment.
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

mod answers;
mod changes;
mod course;
mod course_hostile;
mod course_updates;
mod courses;
mod curricula;
mod doctor;
mod exercises;
mod grade;
mod mutants;
mod output;
mod project;
mod projects;
mod reports;
mod results;
mod scaffold;
mod scale;
mod schema;
#[cfg(unix)]
mod setup;
mod store;
mod support;
mod workflows;
