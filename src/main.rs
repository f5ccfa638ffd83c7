//! Starts the `roadmap` program.
fn main() {}
