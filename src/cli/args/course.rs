//! What is typed behind `roadmap course`.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum CourseCommand {
    /// Add a course, if it is sound
    Add {
        /// A folder, which is copied, or a git repository: its folder, or its address such as `https://…`
        source: String,
        /// The name that it has here; the last part of the source unless given
        #[arg(long)]
        name: Option<String>,
    },
    /// List the courses that were added
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Bring a course up to date with its source; all courses if none is named
    Update {
        /// Its name
        name: Option<String>,
        /// Only show what would change
        #[arg(long)]
        check: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Remove a course; your files and your progress in it stay
    Remove {
        /// Its name
        name: String,
    },
}
