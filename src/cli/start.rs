//! `roadmap start ID`: hands out an exercise's files.

use super::context::Context;
use super::print::Out;
use super::{Exit, Stop};
use crate::curriculum::Item;
use crate::progress::{Place, What};

pub(super) fn run(context: &mut Context, id: &str, json: bool, out: &mut Out) -> Result<Exit, Stop> {
    let track = context.track()?;
    let exercise = context.exercise(id)?;
    let handed = context.workspace.hand_out(exercise, track).map_err(Stop::could_not_look)?;
    let item = Item::Exercise(exercise.id.clone());
    context.record(What::Went { place: Place { item, at: 0 } }, None)?;
    if json {
        out.json(&serde_json::json!({ "folder": handed.folder, "file": handed.main, "new": handed.new }))?;
    } else {
        out.line(&handed.main.display().to_string())?;
        if !handed.new {
            out.note("these are your own files from before; `roadmap reset` brings the starter back")?;
        }
    }
    Ok(Exit::Ok)
}
