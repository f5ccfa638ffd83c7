//! The command line as it is typed.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

use super::mutants::Keep;
use crate::id::{CourseId, Track};
use crate::report::{Format, Shard};

mod course;
mod new;

pub(super) use course::CourseCommand;
pub(super) use new::{NewCommand, NewExerciseArgs, NewLessonArgs, NewQuizArgs, NewWeekArgs};

/// Learn backend development in the terminal: from the first variable to a job-ready developer in sixteen weeks.
///
/// Without a command the tutor opens. Exit codes: 0 passed or done, 1 the answer is wrong or a curriculum has errors,
/// 2 wrong usage, 3 could not look.
#[derive(Debug, Parser)]
#[command(name = "roadmap", version, about, subcommand_required = false)]
pub(super) struct Args {
    #[command(flatten)]
    pub options: Options,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that all commands share.
#[derive(Debug, Clone, ClapArgs)]
pub(super) struct Options {
    /// The path to learn: node or python
    #[arg(long, global = true, value_name = "PATH", env = "ROADMAP_PATH", hide_env_values = true)]
    pub path: Option<Track>,
    /// The course: the name of one that was added, or a folder with `curriculum/` and `exercises/`
    #[arg(long, global = true, value_name = "NAME|DIR", env = "ROADMAP_COURSE", hide_env_values = true)]
    pub course: Option<PathBuf>,
    /// The course that was added, when `course` is the folder of one.
    #[arg(skip)]
    pub added: Option<CourseId>,
    /// Where exercise files live
    #[arg(long, global = true, value_name = "DIR", env = "ROADMAP_WORKSPACE", hide_env_values = true)]
    pub workspace: Option<PathBuf>,
    /// Where progress is kept
    #[arg(long, global = true, value_name = "DIR", env = "ROADMAP_DATA", hide_env_values = true)]
    pub data: Option<PathBuf>,
    /// Plain text: no colours, no control sequences
    #[arg(long, global = true, env = "ROADMAP_PLAIN", hide_env_values = true, value_parser = clap::builder::FalseyValueParser::new())]
    pub plain: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List weeks, lessons, quizzes and exercises with how far each is
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show a lesson, a quiz, an exercise's task or a project
    Show {
        /// Its id
        id: String,
    },
    /// Hand out an exercise's files and print where they are
    Start {
        /// The exercise's id, or a project's for its next milestone
        id: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Check your answer to an exercise
    Check {
        /// The exercise's id, or a project's for how far you are
        id: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Open the next hint of an exercise
    Hint {
        /// The exercise's id
        id: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Answer a question of a quiz
    Answer {
        /// The quiz's id
        quiz: String,
        /// The question's id
        question: String,
        /// A letter (`b`), letters (`a,c`), line numbers (`3,1,4`), or what the program prints
        answer: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Set an exercise back to its starter; what was there is kept
    Reset {
        /// The exercise's id
        id: String,
    },
    /// Take back the last reset of an exercise
    Undo {
        /// The exercise's id
        id: String,
    },
    /// Show your progress
    Status {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Install the packages that exercises of your path use
    Setup {
        /// Only show what is installed and what is missing
        #[arg(long)]
        check: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show what this machine has, and how to get what is missing
    Doctor {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Add courses of other people, bring them up to date, remove them
    Course {
        #[command(subcommand)]
        command: CourseCommand,
    },
    /// Prove a curriculum: starters fail, solutions pass, each wrong answer gets its own message
    Verify(VerifyArgs),
    /// Try small changes of reference solutions, and show those that no check notices
    Mutants(MutantsArgs),
    /// Grade the answers in a folder by the checks of the curriculum
    Grade(GradeArgs),
    /// Join, compare and describe the reports of `verify` and `grade`
    Report {
        #[command(subcommand)]
        command: ReportCommand,
    },
    /// Make a new week, lesson, quiz or exercise: valid, and ready to be verified
    New {
        #[command(subcommand)]
        command: NewCommand,
    },
    /// Show a lesson, quiz or exercise as the learner will see it, and follow every save
    Preview {
        /// The lesson, the quiz, or a file or the folder of the exercise
        file: PathBuf,
    },
    /// Print the JSON Schemas of the files that authors write
    Schema {
        /// The schema; without it, the names of all
        name: Option<String>,
        /// Put it, or all of them, into `curriculum/schema/` of the course
        #[arg(long)]
        write: bool,
    },
    /// Report every problem of a curriculum
    Lint(LintArgs),
}

/// In place of the name of a rule.
pub(super) const ALL_RULES: &str = "all";

#[derive(Debug, ClapArgs)]
pub(super) struct LintArgs {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// List the rules, or print the page about one
    #[arg(long, value_name = "RULE", num_args = 0..=1, default_missing_value = ALL_RULES, conflicts_with_all = ["json", "links"])]
    pub rules: Option<String>,
    /// List the links that lead out of the curriculum, for a job that has a network
    #[arg(long, conflicts_with = "json")]
    pub links: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct VerifyArgs {
    /// Ids of exercises, projects, lessons, quizzes or weeks; everything if none is named
    pub what: Vec<String>,
    /// Keep what the wrong answers are told as the record to compare with
    #[arg(long)]
    pub accept: bool,
    /// Try small changes of the solutions too; too few that a check notices are a problem
    #[arg(long)]
    pub mutants: bool,
    /// How many of a hundred mutants have to be noticed
    #[arg(long, value_name = "PERCENT", default_value = "90", requires = "mutants", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub at_least: u8,
    #[command(flatten)]
    pub run: RunArgs,
}

#[derive(Debug, ClapArgs)]
pub(super) struct MutantsArgs {
    /// Ids of exercises, projects or weeks
    #[arg(required = true)]
    pub what: Vec<String>,
    /// Try all mutants, however many there are
    #[arg(long)]
    pub all: bool,
    /// How many of a hundred have to be noticed
    #[arg(long, value_name = "PERCENT", default_value = "90", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub at_least: u8,
    /// Write a survivor as a wrong answer: its number and a name, such as `3=one-too-many`
    #[arg(long, value_name = "N=NAME")]
    pub keep: Vec<Keep>,
    /// How many programs at once; a few more than there are cores unless given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Judge everything, also what was judged in an earlier run and has not changed since
    #[arg(long)]
    pub no_cache: bool,
    /// How to print what came of it
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    pub format: Print,
}

/// How `mutants` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Print {
    /// For people
    Human,
    /// All of it, for programs
    Json,
}

impl MutantsArgs {
    /// The same as options of a run.
    pub(super) fn run(&self) -> RunArgs {
        RunArgs {
            jobs: self.jobs,
            changed_since: None,
            shard: None,
            no_cache: self.no_cache,
            format: Format::Human,
            json: self.format == Print::Json,
        }
    }
}

#[derive(Debug, ClapArgs)]
pub(super) struct GradeArgs {
    /// The folder with the answers: a workspace (`node/`, `python/`, `shared/`), or one folder for each exercise
    pub folder: PathBuf,
    /// Ids of exercises, projects, quizzes or weeks; everything that is there if none is named
    pub what: Vec<String>,
    #[command(flatten)]
    pub run: RunArgs,
}

/// What `verify` and `grade` share.
#[derive(Debug, Clone, ClapArgs)]
pub(super) struct RunArgs {
    /// How many programs at once; a few more than there are cores unless given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Only what changed since this commit, branch or tag
    #[arg(long, value_name = "REF")]
    pub changed_since: Option<String>,
    /// Only this part of the whole, such as 2/4; all parts together are exactly the whole
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
    /// Judge everything, also what was judged in an earlier run and has not changed since
    #[arg(long)]
    pub no_cache: bool,
    /// How to print the report
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
    /// The same as `--format json`
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

impl RunArgs {
    /// How to print the report.
    pub(super) fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum ReportCommand {
    /// Join the JSON reports of all shards into one report, or print one in another format
    Merge {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// How to print the report
        #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
        format: Format,
    },
    /// Tell in which verdicts two JSON reports differ
    Diff {
        /// The one
        first: PathBuf,
        /// The other
        second: PathBuf,
    },
    /// Print the JSON Schema of reports
    Schema,
}
