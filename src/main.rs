//! Starts the `roadmap` program.

fn main() -> std::process::ExitCode {
    roadmap::cli::main()
}
