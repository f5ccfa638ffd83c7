//! `roadmap check ID`: judges the learner's files and writes the attempt down.

use super::context::{Context, Pick};
use super::interrupt::Interrupt;
use super::print::{self, Out};
use super::{Exit, Stop};
use crate::check::{CheckError, Report};
use crate::curriculum::Item;
use crate::feedback;
use crate::progress::What;

pub(super) fn run(context: &mut Context, id: &str, json: bool, out: &mut Out) -> Result<Exit, Stop> {
    let track = context.track()?;
    let interrupt = Interrupt::listen(context.runner.toolchain());
    let exercise = context.exercise_or_project(id, track, Pick::Furthest)?;
    let milestone = exercise.spec.milestone.clone();
    let (id, shared) = (exercise.id.clone(), exercise.spec.shared);
    let submission = context.workspace.submission(exercise, track).map_err(Stop::could_not_look)?;
    let files = context.workspace.files(exercise, track).map_err(Stop::could_not_look)?;
    let report = match context.runner.run(&exercise.spec, track, &submission, &interrupt.cancel, &|_, _| {}) {
        Ok(report) => report,
        Err(error) => return could_not_look(&error, json, out),
    };
    let passed = report.passed();
    let title = context.curriculum.full_title(&Item::Exercise(id.clone()));
    context.record(What::Checked { exercise: id, track, shared, passed, wrong: report.wrong() }, Some(&files))?;
    if json {
        let mut json = report.to_json();
        print::milestone(&mut json, milestone.as_ref());
        out.json(&json)?;
    } else {
        if milestone.is_some() {
            out.styled(print::TITLE, &title)?;
        }
        print(&report, false, out)?;
    }
    Ok(if passed { Exit::Ok } else { Exit::Wrong })
}

/// Why nothing was judged, for people or for programs.
pub(super) fn could_not_look(error: &CheckError, json: bool, out: &mut Out) -> Result<Exit, Stop> {
    if json {
        out.json(&serde_json::json!({ "verdict": "could-not-look", "why": error.to_string() }))?;
    } else {
        out.feedback(&feedback::trouble(error))?;
    }
    Ok(Exit::CouldNotLook)
}

/// A report for people or for programs.
pub(super) fn print(report: &Report, json: bool, out: &mut Out) -> Result<(), Stop> {
    if json {
        out.json(&report.to_json())?;
    } else {
        out.feedback(&feedback::lines(report, 0))?;
    }
    Ok(())
}
