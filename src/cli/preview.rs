//! `roadmap preview`: a lesson, quiz or exercise as its learner will see it, which follows every save.

use std::io::{self, IsTerminal};
use std::path::Path;

use super::args::Options;
use super::places::{data_folder, peek, workspace_folder};
use super::{Exit, Stop};
use crate::check::Runner;
use crate::curriculum::Target;
use crate::id::Track;
use crate::tui::preview;

pub(super) fn run(options: &Options, file: &Path) -> Result<Exit, Stop> {
    let named = [Some(file.to_owned()), options.course.as_ref().map(|course| course.join(file))];
    let found = named.into_iter().flatten().find_map(|file| Target::of(&file));
    let Some(target) = found else {
        return Err(Stop::usage(format!(
            "`{}` is no lesson, quiz or exercise of a course: name a file such as `curriculum/WEEK/LESSON.md`, \
             `curriculum/WEEK/QUIZ.toml` or `exercises/ID/exercise.toml`",
            file.display()
        )));
    };
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Stop::usage("a preview needs a terminal; `roadmap lint` and `roadmap verify` do not"));
    }
    let data = data_folder(options).ok();
    let runner = Runner::on_this_machine(data.as_deref());
    if let Ok(workspace) = workspace_folder(options, &peek(options)) {
        runner.toolchain().use_kits(&workspace);
    }
    let track = options.path.unwrap_or(Track::Node);
    preview::run(preview::Options { target, track, runner }).map_err(Stop::could_not_look)?;
    Ok(Exit::Ok)
}
