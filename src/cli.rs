//! The command line: one file for each subcommand, and the only place that prints errors and picks exit codes.

use std::process::ExitCode;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

mod answer;
mod args;
mod batch;
mod check;
mod context;
mod course;
mod doctor;
mod grade;
mod hint;
mod interrupt;
mod learn;
mod lint;
mod list;
mod mutants;
mod new;
mod places;
mod preview;
mod print;
mod report;
mod reset;
mod schema;
mod setup;
mod show;
mod start;
mod status;
mod verify;

use crate::id::ExerciseId;
use args::{Args, Command};
use context::Context;
use places::Use;
use print::Out;

/// How a run of the program ended. The numbers are part of its interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Passed, or done.
    Ok = 0,
    /// The answer is wrong, or a curriculum has errors.
    Wrong = 1,
    /// The command was not understood.
    Usage = 2,
    /// It could not be looked at: a missing runtime, a broken curriculum, our fault.
    CouldNotLook = 3,
}

/// Why a command came to nothing, and how the program ends then.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Stop {
    exit: Exit,
    message: String,
}

impl Stop {
    /// The command asks for something that there is not.
    fn usage(message: impl Into<String>) -> Self {
        Stop { exit: Exit::Usage, message: message.into() }
    }

    /// Something other than the answer is at fault.
    #[expect(clippy::needless_pass_by_value, reason = "errors are handed over by `map_err`")]
    fn could_not_look(message: impl ToString) -> Self {
        Stop { exit: Exit::CouldNotLook, message: message.to_string() }
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Stop::could_not_look(format!("cannot write the output: {error}"))
    }
}

/// Runs the program.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(mut error) => {
            point_to_show(&mut error);
            // Help and version are what was asked for; everything else is wrong usage. If nobody reads, nothing helps.
            let _ = error.print();
            let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            return ExitCode::from(if asked { Exit::Ok } else { Exit::Usage } as u8);
        }
    };
    let mut out = Out::new(args.options.plain);
    let exit = match run(args, &mut out) {
        Ok(exit) => exit,
        Err(stop) => {
            // Without a place to write to, the exit code has to do.
            let _ = out.error(&stop.message);
            stop.exit
        }
    };
    ExitCode::from(exit as u8)
}

/// Where a name such as an exercise has it stands in the place of a command, says how to see what has this name.
fn point_to_show(error: &mut clap::Error) {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return };
    if word.contains('-') && word.parse::<ExerciseId>().is_ok() {
        let tip = format!("a lesson, quiz or exercise comes after a command: `roadmap show {word}`");
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
}

fn run(args: Args, out: &mut Out) -> Result<Exit, Stop> {
    let mut options = args.options;
    if let Some(note) =
        uses(args.command.as_ref()).map(|to| places::find_course(&mut options, to)).transpose()?.flatten()
    {
        out.note(&note)?;
    }
    match args.command {
        None => learn::run(options, out),
        Some(Command::List { json }) => list::run(&Context::open(options, out)?, json, out),
        Some(Command::Show { id }) => show::run(&Context::open(options, out)?, &id, out),
        Some(Command::Start { id, json }) => start::run(&mut Context::open(options, out)?, &id, json, out),
        Some(Command::Check { id, json }) => check::run(&mut Context::open(options, out)?, &id, json, out),
        Some(Command::Hint { id, json }) => hint::run(&mut Context::open(options, out)?, &id, json, out),
        Some(Command::Answer { quiz, question, answer, json }) => {
            answer::run(&mut Context::open(options, out)?, &quiz, &question, &answer, json, out)
        }
        Some(Command::Reset { id }) => reset::reset(&mut Context::open(options, out)?, &id, out),
        Some(Command::Undo { id }) => reset::undo(&mut Context::open(options, out)?, &id, out),
        Some(Command::Status { json }) => status::run(&Context::open(options, out)?, json, out),
        Some(Command::Setup { check, json }) => setup::run(&Context::open(options, out)?, check, json, out),
        Some(Command::Doctor { json }) => doctor::run(&options, json, out),
        Some(Command::Course { command }) => course::run(&options, command, out),
        Some(Command::Verify(args)) => verify::run(&options, &args, out),
        Some(Command::Mutants(args)) => mutants::run(&options, &args, out),
        Some(Command::Grade(args)) => grade::run(&options, &args, out),
        Some(Command::Report { command }) => report::run(&command, out),
        Some(Command::New { command }) => new::run(&options, command, out),
        Some(Command::Preview { file }) => preview::run(&options, &file),
        Some(Command::Schema { name, write }) => schema::run(&options, name.as_deref(), write, out),
        Some(Command::Lint(args)) => lint::run(&options, &args, out),
    }
}

/// What a command does to the course that `--course` names; none when it looks at no course.
fn uses(command: Option<&Command>) -> Option<Use> {
    match command {
        Some(Command::Course { .. } | Command::Report { .. }) => None,
        Some(Command::New { .. }) => Some(Use::Make),
        Some(Command::Schema { write, .. }) => write.then_some(Use::Write),
        Some(Command::Verify(args)) if args.accept => Some(Use::Write),
        Some(Command::Mutants(args)) if !args.keep.is_empty() => Some(Use::Write),
        Some(
            Command::List { .. }
            | Command::Show { .. }
            | Command::Start { .. }
            | Command::Check { .. }
            | Command::Hint { .. }
            | Command::Answer { .. }
            | Command::Reset { .. }
            | Command::Undo { .. }
            | Command::Status { .. }
            | Command::Setup { .. }
            | Command::Doctor { .. }
            | Command::Verify(_)
            | Command::Mutants(_)
            | Command::Grade(_)
            | Command::Preview { .. }
            | Command::Lint { .. },
        )
        | None => Some(Use::Read),
    }
}
