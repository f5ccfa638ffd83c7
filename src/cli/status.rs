//! `roadmap status`: how far the learner is.

use super::context::Context;
use super::print::{self, Out};
use super::{Exit, Stop};
use crate::curriculum::Item;
use crate::process::clean;
use crate::progress::State;

pub(super) fn run(context: &Context, json: bool, out: &mut Out) -> Result<Exit, Stop> {
    let track = context.track_or_first();
    let curriculum = &context.curriculum;
    // An update may have taken it away.
    let place = context.progress.place().map(|place| &place.item).filter(|item| curriculum.find(item.id()).is_some());
    let passed =
        |items: &[Item]| items.iter().filter(|item| context.progress.state(item, track) == State::Passed).count();
    if json {
        let weeks: Vec<_> = curriculum
            .weeks()
            .map(|week| {
                serde_json::json!({ "id": week.id, "number": week.number, "passed": passed(&week.items), "of": week.items.len() })
            })
            .collect();
        out.json(&serde_json::json!({
            "path": context.progress.track().or(context.options.path),
            "place": place.map(Item::id),
            "workspace": context.workspace.root(),
            "hours_a_week": context.progress.hours(),
            "weeks": weeks,
        }))?;
        return Ok(Exit::Ok);
    }
    out.styled(print::TITLE, &format!("{}, {}", curriculum.title, track.title()))?;
    let weeks = curriculum.weeks().filter(|week| !week.items.is_empty()).map(|week| {
        let name = week.number.map_or_else(|| week.title.clone(), |number| format!("Week {number}: {}", week.title));
        format!("{:>3} of {:>2}  {}\n", passed(&week.items), week.items.len(), clean(&name))
    });
    // One write for all of them.
    out.raw(&weeks.collect::<String>())?;
    if let Some(item) = place {
        out.line(&format!("You were last at: {} ({})", curriculum.title(item), item.id()))?;
    }
    out.styled(print::QUIET, &format!("Exercise files: {}", context.workspace.root().display()))?;
    Ok(Exit::Ok)
}
