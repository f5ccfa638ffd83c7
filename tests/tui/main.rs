//! The terminal UI without a terminal: keys in, effects and pictures of the screen out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "these are tests")]

mod questions;
mod support;
