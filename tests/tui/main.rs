//! The terminal UI without a terminal: keys in, effects and pictures of the screen out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    clippy::needless_pass_by_value,
    clippy::assigning_clones,
    missing_docs,
    reason = "a test that fails says where"
)]

mod chrome;
mod exercise;
mod home;
mod lesson;
mod packages;
mod preview;
mod projects;
mod questions;
mod random;
mod support;
mod welcome;
