//! `roadmap hint ID`: opens the next rung, and shows those that are open.

use super::context::Context;
use super::print::{self, Out};
use super::{Exit, Stop};
use crate::progress::What;

pub(super) fn run(context: &mut Context, id: &str, json: bool, out: &mut Out) -> Result<Exit, Stop> {
    let track = context.track()?;
    let exercise = context.exercise(id)?;
    let hints: Vec<String> = exercise.hints.get(track).iter().map(|hint| exercise.restyle(hint, track)).collect();
    let exercise = exercise.id.clone();
    let before = context.progress.hints(&exercise, track);
    let open = (before + 1).min(hints.len());
    if open > before {
        context.record(What::Hint { exercise, track, rung: open }, None)?;
    }
    let shown = hints.get(..open).unwrap_or_default();
    if json {
        out.json(&serde_json::json!({ "open": open, "of": hints.len(), "hints": shown }))?;
        return Ok(Exit::Ok);
    }
    for (number, hint) in shown.iter().enumerate() {
        out.styled(print::TITLE, &format!("Hint {} of {}", number + 1, hints.len()))?;
        out.line(hint)?;
    }
    Ok(Exit::Ok)
}
