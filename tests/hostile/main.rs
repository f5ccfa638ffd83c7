//! Programs, folders and courses that do their worst, and what becomes of them on the command line.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "this is a test")]

mod machine;
mod programs;
#[cfg(target_os = "linux")]
mod signals;
