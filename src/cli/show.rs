//! `roadmap show ID`: a lesson, a quiz or a task as text.

use super::context::Context;
use super::print::{self, Out};
use super::{Exit, Stop, list};
use crate::check::{Form, Lack, Question};
use crate::curriculum::{Item, Project};
use crate::id::Track;
use crate::markdown;

/// Text is not wider than this; terminals and mails are.
pub(super) const WIDTH: u16 = 80;

pub(super) fn run(context: &Context, id: &str, out: &mut Out) -> Result<Exit, Stop> {
    let track = context.track_or_first();
    if let Some(project) = context.curriculum.project(id) {
        return show_project(context, project, track, out);
    }
    let item = context.item(id)?;
    out.styled(print::TITLE, &context.curriculum.full_title(&item))?;
    out.line("")?;
    match &item {
        Item::Lesson(id) => {
            if let Some(lesson) = context.curriculum.lessons.get(id) {
                body(&lesson.source.text, lesson.body, track, out)?;
            }
        }
        Item::Exercise(_) => {
            let exercise = context.exercise(id)?;
            body(&exercise.restyle(exercise.task.get(track), track), 0, track, out)?;
            for Lack { missing, .. } in context.runner.lacks().of(&exercise.spec, track) {
                out.styled(print::WARN, &format!("\n! {missing}."))?;
            }
            out.styled(
                print::QUIET,
                &format!("\nroadmap start {id} hands out the files, roadmap check {id} checks them."),
            )?;
        }
        Item::Quiz(id) => {
            let questions = context.curriculum.quizzes.get(id).into_iter().flat_map(|quiz| &quiz.questions);
            for question in questions.filter(|question| question.tracks.contains(&track)) {
                show_question(question, track, out)?;
            }
            out.styled(print::QUIET, &format!("roadmap answer {id} QUESTION ANSWER answers a question."))?;
        }
    }
    Ok(Exit::Ok)
}

/// What a project is about, and its milestones with how far each is.
fn show_project(context: &Context, project: &Project, track: Track, out: &mut Out) -> Result<Exit, Stop> {
    let passed = list::passed(context, project, track);
    out.styled(print::TITLE, &format!("{} ({passed} of {} passed)", project.title, project.milestones.len()))?;
    out.line("")?;
    body(&project.about, 0, track, out)?;
    for (number, id) in project.milestones.iter().enumerate() {
        let item = Item::Exercise(id.clone());
        let state = context.progress.state(&item, track);
        let title = context.curriculum.title(&item);
        out.styled(print::state(state), &format!("{:>4}  {:<6} {:<34} {title}", number + 1, state.as_str(), id))?;
    }
    let id = &project.id;
    let how = format!("\nroadmap start {id} hands out the next milestone, roadmap check {id} checks how far you are.");
    out.styled(print::QUIET, &how)?;
    Ok(Exit::Ok)
}

/// A question without its answers.
pub(super) fn show_question(question: &Question, track: Track, out: &mut Out) -> Result<(), Stop> {
    out.styled(print::TITLE, question.id.as_str())?;
    body(question.ask.get(track), 0, track, out)?;
    match &question.form {
        Form::Choice { options, .. } => {
            for (letter, option) in ('a'..).zip(options) {
                out.line(&format!("  {letter}  {}", option.text.get(track)))?;
            }
        }
        Form::Predict { code, .. } => out.line(&indent(code.get(track)))?,
        Form::Order { lines, .. } => {
            for (number, line) in lines.iter().enumerate() {
                out.line(&format!("  {}  {}", number + 1, line.text))?;
            }
        }
    }
    out.line("")?;
    Ok(())
}

fn body(source: &str, at: usize, track: Track, out: &mut Out) -> Result<(), Stop> {
    let (document, _) = markdown::parse(source, at, Some(track));
    out.raw(&markdown::plain(&markdown::layout(&document, WIDTH)))?;
    out.line("")?;
    Ok(())
}

fn indent(code: &str) -> String {
    code.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}
