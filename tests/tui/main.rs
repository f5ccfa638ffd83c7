//! The terminal UI without a terminal: keys in, effects and pictures of the screen out.

mod chrome;
mod exercise;
mod home;
mod lesson;
mod questions;
mod random;
mod support;
mod welcome;
