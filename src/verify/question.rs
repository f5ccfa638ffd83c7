//! Questions: the right answer is right, and every wrong one that the author thought of is told its own explanation.

use super::Proof;
use crate::check::answer::letter;
use crate::check::{Form, Given, Question, Runner, Seen};
use crate::curriculum::Quiz;
use crate::id::Track;
use crate::process::Cancel;
use crate::report::Kind;

/// Judges the answers of all questions of a quiz that are for a track.
pub(super) fn prove_quiz(quiz: &Quiz, track: Track, runner: &Runner, cancel: &Cancel) -> Proof {
    let mut proof = Proof::new(quiz.id.as_str(), Kind::Quiz, track);
    let questions: Vec<&Question> = quiz.questions.iter().filter(|question| question.tracks.contains(&track)).collect();
    if quiz.enough > questions.len() {
        proof.problems.push(format!("asks for {} right answers of {} questions", quiz.enough, questions.len()));
    }
    for question in questions {
        prove(question, track, runner, cancel, &mut proof);
    }
    proof
}

/// Judges the right answer and all foreseen wrong ones.
pub(super) fn prove(question: &Question, track: Track, runner: &Runner, cancel: &Cancel, proof: &mut Proof) {
    let mut judge = |given: &Given, what: &str| match runner.ask(question, track, given, cancel) {
        Ok(report) => {
            proof.looked_at += 1;
            proof.unsure |= report.checks.iter().filter_map(|check| check.seen.as_ref()).any(Seen::timed_out);
            report.checks.into_iter().next().and_then(|check| check.seen)
        }
        Err(error) => {
            proof.missed(&format!("question {}, {what}", question.id), &error);
            None
        }
    };
    let right = judge(&right(&question.form, track), "the right answer");
    let wrong: Vec<(String, String, Option<Seen>)> = wrong(&question.form, track)
        .into_iter()
        .map(|(name, given, say)| {
            let seen = judge(&given, &name);
            (name, say, seen)
        })
        .collect();
    let id = &question.id;
    if right.is_some_and(|seen| !seen.passed()) {
        proof.problems.push(format!("question {id}: the right answer is judged wrong"));
    }
    for (name, say, seen) in wrong {
        match seen {
            Some(seen) if seen.passed() => proof.problems.push(format!("question {id}: {name} is judged right")),
            Some(seen) if !seen.said.as_deref().unwrap_or_default().contains(say.trim()) => {
                let told = seen.said.unwrap_or_default();
                proof.problems.push(format!("question {id}: {name} is told another text: {told:?}"));
            }
            Some(_) | None => {}
        }
    }
}

fn right(form: &Form, track: Track) -> Given {
    match form {
        Form::Choice { options, .. } => Given::Choices(
            options.iter().enumerate().filter(|(_, option)| option.right).map(|(i, _)| letter(i).to_string()).collect(),
        ),
        Form::Predict { prints, .. } => Given::Text(prints.get(track).clone()),
        Form::Order { solution, .. } => Given::Order(solution.clone()),
    }
}

/// Each foreseen wrong answer: its name, the answer, and what it must be told.
fn wrong(form: &Form, track: Track) -> Vec<(String, Given, String)> {
    match form {
        Form::Choice { options, .. } => options
            .iter()
            .enumerate()
            .filter(|(_, option)| !option.right)
            .map(|(i, option)| {
                let given = Given::Choices(vec![letter(i).to_string()]);
                (format!("option {}", letter(i)), given, option.say.get(track).clone())
            })
            .collect(),
        Form::Predict { slips, .. } => slips
            .iter()
            .map(|slip| {
                (format!("slip `{}`", slip.answer), Given::Text(slip.answer.clone()), slip.say.get(track).clone())
            })
            .collect(),
        Form::Order { lines, solution, .. } => lines
            .iter()
            .enumerate()
            .filter_map(|(i, line)| {
                let mut order = solution.clone();
                order.push(i + 1);
                Some((format!("decoy {}", i + 1), Given::Order(order), line.decoy.as_ref()?.get(track).clone()))
            })
            .collect(),
    }
}
