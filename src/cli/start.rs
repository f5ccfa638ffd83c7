//! `roadmap start ID`: hands out an exercise's files.

use super::context::{Context, Pick};
use super::print::{self, Out};
use super::{Exit, Stop};
use crate::check::Milestone;
use crate::curriculum::Item;
use crate::id::Track;
use crate::progress::{Place, State, What};

pub(super) fn run(context: &mut Context, id: &str, json: bool, out: &mut Out) -> Result<Exit, Stop> {
    let track = context.track()?;
    let exercise = context.exercise_or_project(id, track, Pick::FirstOpen)?;
    let handed = context.workspace.hand_out(exercise, track).map_err(Stop::could_not_look)?;
    let unbegun = context.workspace.submission(exercise, track).err();
    let lacks = context.runner.lacks().of(&exercise.spec, track);
    let item = Item::Exercise(exercise.id.clone());
    let can_reset = exercise.spec.own(track).is_none_or(|own| !own.is_empty());
    let milestone = exercise.spec.milestone.clone();
    context.record(What::Went { place: Place { item, at: 0 } }, None)?;
    if json {
        let mut json = serde_json::json!({ "folder": handed.folder, "file": handed.main, "new": handed.new });
        let lacks: Vec<String> = lacks.iter().map(|lack| lack.missing.to_string()).collect();
        if let (Some(json), false) = (json.as_object_mut(), lacks.is_empty()) {
            json.insert("lacks".to_owned(), lacks.into());
        }
        print::milestone(&mut json, milestone.as_ref());
        out.json(&json)?;
    } else {
        out.line(&handed.main.display().to_string())?;
        if !handed.new && can_reset {
            out.note("these are your own files from before; `roadmap reset` brings the starter back")?;
        }
        if let Some(note) = milestone.as_ref().and_then(|milestone| not_passed_yet(context, milestone, track)) {
            out.note(&note)?;
        }
        if let Some(why) = unbegun {
            out.note(&why.to_string())?;
        }
        for lack in lacks {
            out.note(&lack.missing.to_string())?;
        }
    }
    Ok(Exit::Ok)
}

/// What to say of the first earlier milestone that the learner has not passed.
fn not_passed_yet(context: &Context, milestone: &Milestone, track: Track) -> Option<String> {
    let state = |id| context.progress.state(&Item::Exercise(id), track);
    let open = milestone.earlier.iter().find(|earlier| state(earlier.id.clone()) != State::Passed)?;
    let (number, title, id) = (open.number, &open.title, &open.id);
    Some(format!("milestone {number} · {title} has not passed yet, and is checked with this one: `roadmap check {id}`"))
}
