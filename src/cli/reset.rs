//! `roadmap reset ID` and `roadmap undo ID`.

use super::context::Context;
use super::print::Out;
use super::{Exit, Stop};
use crate::progress::What;

pub(super) fn reset(context: &mut Context, id: &str, out: &mut Out) -> Result<Exit, Stop> {
    let track = context.track()?;
    let exercise = context.exercise(id)?;
    let files = context.workspace.reset(exercise, track).map_err(Stop::could_not_look)?;
    let own = exercise.spec.own(track).map(|own| own.keys().cloned().collect::<Vec<_>>().join(", "));
    let exercise = exercise.id.clone();
    let back = own.map_or_else(
        || "Back to the starter.".to_owned(),
        |own| format!("Back to the starter: {own}. All other files of the project stay as they are."),
    );
    out.line(&format!("{back} What you had is kept: `roadmap undo {exercise}` brings it back."))?;
    context.record(What::Reset { exercise, track }, Some(&files))?;
    Ok(Exit::Ok)
}

pub(super) fn undo(context: &mut Context, id: &str, out: &mut Out) -> Result<Exit, Stop> {
    let track = context.track()?;
    let exercise = context.exercise(id)?;
    context.workspace.undo(exercise, track).map_err(Stop::could_not_look)?;
    let exercise = exercise.id.clone();
    out.line("Your files are back.")?;
    context.record(What::Undone { exercise, track }, None)?;
    Ok(Exit::Ok)
}
