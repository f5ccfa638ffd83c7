//! `roadmap list`: weeks and their items with how far each is.

use serde::Serialize;

use super::context::Context;
use super::print::{self, Out};
use super::{Exit, Stop};
use crate::check::Lacks;
use crate::curriculum::{Item, Project};
use crate::id::{ExerciseId, Track};
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
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    milestone: Option<usize>,
    /// What this machine lacks for it, in a word each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lacks: Vec<&'static str>,
}

#[derive(Serialize)]
struct ProjectJson<'a> {
    id: &'a str,
    title: &'a str,
    milestones: &'a [ExerciseId],
    passed: usize,
}

pub(super) fn run(context: &Context, json: bool, out: &mut Out) -> Result<Exit, Stop> {
    let track = context.track_or_first();
    let curriculum = &context.curriculum;
    let machine = context.runner.lacks();
    let lacks = |item: &Item| lacks(context, &machine, item, track);
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
                        project: curriculum.milestone(item).map(|(project, _)| project.id.as_str()),
                        milestone: curriculum.milestone(item).map(|(_, number)| number),
                        lacks: lacks(item),
                    })
                    .collect(),
            })
            .collect();
        let projects: Vec<_> = curriculum
            .projects
            .values()
            .map(|project| ProjectJson {
                id: project.id.as_str(),
                title: &project.title,
                milestones: &project.milestones,
                passed: passed(context, project, track),
            })
            .collect();
        out.json(&serde_json::json!({ "path": track, "weeks": weeks, "projects": projects }))?;
        return Ok(Exit::Ok);
    }
    for week in curriculum.weeks() {
        let number = week.number.map_or(String::new(), |number| format!("Week {number}: "));
        let missing = if week.items.is_empty() { " (not written yet)" } else { "" };
        out.styled(print::TITLE, &format!("{number}{}{missing}", week.title))?;
        let mut within = None;
        for item in &week.items {
            let state = context.progress.state(item, track);
            let milestone = curriculum.milestone(item);
            let project = milestone.map(|(project, _)| project);
            if let Some(project) = project.filter(|project| within != Some(&project.id)) {
                let passed = format!("{}/{}", passed(context, project, track), project.milestones.len());
                out.line(&format!("  {passed:<6} {:<8} {:<34} {}", "project", project.id, project.title))?;
            }
            within = project.map(|project| &project.id);
            let title = match milestone {
                Some((_, number)) => format!("{number:>2} · {}", curriculum.title(item)),
                None => curriculum.title(item).to_owned(),
            };
            let lacks = lacks(item);
            let lacks = if lacks.is_empty() { String::new() } else { format!(" (needs {})", lacks.join(", ")) };
            let line = format!("  {:<6} {:<8} {:<34} {title}{lacks}", state.as_str(), item.kind(), item.id());
            out.styled(print::state(state), &line)?;
        }
    }
    Ok(Exit::Ok)
}

/// What this machine lacks for an item, in a word each; `roadmap show` says more.
fn lacks(context: &Context, machine: &Lacks<'_>, item: &Item, track: Track) -> Vec<&'static str> {
    let Item::Exercise(id) = item else { return Vec::new() };
    let exercise = context.curriculum.exercises.get(id);
    let lacks = exercise.map(|exercise| machine.of(&exercise.spec, track)).unwrap_or_default();
    lacks.into_iter().map(|lack| lack.what).collect()
}

/// How many milestones of a project are passed.
pub(super) fn passed(context: &Context, project: &Project, track: Track) -> usize {
    let state = |id: &ExerciseId| context.progress.state(&Item::Exercise(id.clone()), track);
    project.milestones.iter().filter(|id| state(id) == State::Passed).count()
}
