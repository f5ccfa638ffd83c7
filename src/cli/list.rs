//! `roadmap list`: weeks and their items with how far each is.

use serde::Serialize;

use super::context::Context;
use super::print::{self, Out};
use super::{Exit, Stop};
use crate::progress::State;

#[derive(Serialize)]
struct WeekJson<'a> {
    id: &'a str,
    number: Option<u32>,
    title: &'a str,
    outcome: &'a str,
    hours: f64,
    written: bool,
    items: Vec<ItemJson<'a>>,
}

#[derive(Serialize)]
struct ItemJson<'a> {
    id: &'a str,
    kind: &'static str,
    title: &'a str,
    minutes: u32,
    state: State,
}

pub(super) fn run(context: &Context, json: bool, out: &mut Out) -> Result<Exit, Stop> {
    let track = context.track_or_first();
    let curriculum = &context.curriculum;
    if json {
        let weeks: Vec<_> = curriculum
            .weeks()
            .map(|week| WeekJson {
                id: week.id.as_str(),
                number: week.number,
                title: &week.title,
                outcome: &week.outcome,
                hours: week.hours,
                written: !week.items.is_empty(),
                items: week
                    .items
                    .iter()
                    .map(|item| ItemJson {
                        id: item.id(),
                        kind: item.kind(),
                        title: curriculum.title(item),
                        minutes: curriculum.minutes(item),
                        state: context.progress.state(item, track),
                    })
                    .collect(),
            })
            .collect();
        out.json(&serde_json::json!({ "path": track, "weeks": weeks }))?;
        return Ok(Exit::Ok);
    }
    for week in curriculum.weeks() {
        let number = week.number.map_or(String::new(), |number| format!("Week {number}: "));
        let missing = if week.items.is_empty() { " (not written yet)" } else { "" };
        out.styled(print::TITLE, &format!("{number}{}{missing}", week.title))?;
        for item in &week.items {
            let state = context.progress.state(item, track);
            let line =
                format!("  {:<6} {:<8} {:<34} {}", state.as_str(), item.kind(), item.id(), curriculum.title(item));
            out.styled(print::state(state), &line)?;
        }
    }
    Ok(Exit::Ok)
}
