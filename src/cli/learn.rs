//! `roadmap`: the terminal UI, or the status where there is no terminal.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use super::args::Options;
use super::context::{Context, with_problems};
use super::print::Out;
use super::{Exit, Stop, status};
use crate::curriculum::{Curriculum, Library};
use crate::tui;

pub(super) fn run(options: Options, out: &mut Out) -> Result<Exit, Stop> {
    if options.plain || !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        let context = Context::open(options, out)?;
        out.note("there is no terminal here, so this is your status; `roadmap --help` shows the commands")?;
        return status::run(&context, false, out);
    }
    let context = Context::load(options)?;
    tui::run(tui::Options {
        curriculum: Arc::clone(&context.curriculum),
        runner: context.runner,
        store: context.store,
        events: context.events,
        workspace: context.workspace.root().to_owned(),
        workspace_given: context.options.workspace.is_some(),
        home: directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned()),
        track: context.options.path,
        editor: editor(),
        notice: (!context.notices.is_empty()).then(|| context.notices.join(". ")),
        later: context.options.course.map(|course| Box::new(move || problems(&course)) as Box<_>),
    })
    .map_err(Stop::could_not_look)?;
    Ok(Exit::Ok)
}

/// What is wrong with a course that somebody may be writing.
fn problems(course: &Path) -> Option<String> {
    let (_, problems) = Curriculum::load(&Library::folder(course));
    (problems.errors() > 0).then(|| with_problems(&problems))
}

/// The learner's own editor, as a line with arguments.
pub(super) fn editor() -> Option<String> {
    ["VISUAL", "EDITOR"].iter().filter_map(|name| std::env::var(name).ok()).find(|editor| !editor.trim().is_empty())
}
