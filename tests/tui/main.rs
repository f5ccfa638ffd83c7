//! The terminal UI without a terminal: keys in, effects and pictures of the screen out.

mod questions;
mod support;
