//! `roadmap answer QUIZ QUESTION ANSWER`: judges one answer and writes it down.

use super::context::Context;
use super::interrupt::Interrupt;
use super::print::Out;
use super::{Exit, Stop, check, show};
use crate::check::{Form, Given};
use crate::curriculum::Item;
use crate::progress::What;

pub(super) fn run(
    context: &mut Context,
    quiz: &str,
    question: &str,
    answer: &str,
    json: bool,
    out: &mut Out,
) -> Result<Exit, Stop> {
    let track = context.track()?;
    let Item::Quiz(quiz) = context.item(quiz)? else {
        return Err(Stop::usage(format!("`{quiz}` is not a quiz")));
    };
    let question = context
        .curriculum
        .quizzes
        .get(&quiz)
        .into_iter()
        .flat_map(|quiz| &quiz.questions)
        .find(|one| one.id.as_str() == question && one.tracks.contains(&track))
        .cloned()
        .ok_or_else(|| Stop::usage(format!("`{quiz}` has no question `{question}` on the {track} path")))?;
    let Some(given) = given(&question.form, answer) else {
        show::show_question(&question, track, out)?;
        return Err(Stop::usage("an order is line numbers with commas between them, such as 3,1,4"));
    };
    let interrupt = Interrupt::listen(context.runner.toolchain());
    let report = match context.runner.ask(&question, track, &given, &interrupt.cancel) {
        Ok(report) => report,
        Err(error) => return check::could_not_look(&error, json, out),
    };
    let right = report.passed();
    context.record(What::Answered { quiz, question: question.id, track, answer: given.to_log(), right }, None)?;
    check::print(&report, json, out)?;
    // What is wrong is part of the report; of a right answer the report says no more than that.
    let explained = report.checks.iter().filter_map(|check| check.seen.as_ref()?.said.as_ref());
    for said in explained.filter(|_| right && !json) {
        out.line(&format!("\n{said}"))?;
    }
    Ok(if right { Exit::Ok } else { Exit::Wrong })
}

fn given(form: &Form, answer: &str) -> Option<Given> {
    let parts = || answer.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty());
    match form {
        Form::Choice { .. } => Some(Given::Choices(parts().map(str::to_owned).collect())),
        Form::Predict { .. } => Some(Given::Text(answer.to_owned())),
        Form::Order { .. } => parts().map(|part| part.parse().ok()).collect::<Option<_>>().map(Given::Order),
    }
}
