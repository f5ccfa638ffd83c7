//! The command line: exact output and exit codes, in a folder of its own with a cleared environment.

mod answers;
mod course;
mod curricula;
mod doctor;
mod exercises;
mod output;
mod project;
mod store;
