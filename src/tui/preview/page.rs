//! What the learner reads of a lesson, quiz or exercise on one path, as markdown.

use std::fmt::Write;

use crate::check::{Form, Question};
use crate::curriculum::{Exercise, Quiz, Subject};
use crate::id::Track;
use crate::markdown::{self, Document};

/// The document of a path.
pub(super) fn document(subject: &Subject, track: Track) -> Document {
    match subject {
        Subject::Lesson(lesson) => markdown::parse(&lesson.source.text, lesson.body, Some(track)).0,
        Subject::Quiz(quiz) => markdown::parse(&questions(quiz, track), 0, Some(track)).0,
        Subject::Exercise(exercise) => markdown::parse(&task(exercise, track), 0, Some(track)).0,
    }
}

/// Its title, and how long it takes.
pub(super) fn title(subject: &Subject) -> (&str, u32) {
    match subject {
        Subject::Lesson(lesson) => (&lesson.title, lesson.minutes),
        Subject::Quiz(quiz) => (&quiz.title, quiz.minutes),
        Subject::Exercise(exercise) => (&exercise.title, exercise.minutes),
    }
}

fn task(exercise: &Exercise, track: Track) -> String {
    let mut out = exercise.restyle(exercise.task.get(track), track);
    out.push('\n');
    for entry in exercise.spec.checks_for(track) {
        if let Some(asked) = entry.check.question() {
            question(asked, track, &mut out);
        }
    }
    out.push_str("\n## Hints\n\n");
    for (number, hint) in exercise.hints.get(track).iter().enumerate() {
        let _ = writeln!(out, "{}. {}", number + 1, exercise.restyle(hint, track).trim());
    }
    if let Some(idea) = &exercise.spec.idea {
        let _ = writeln!(out, "\n## After passing\n\n{}", exercise.restyle(idea.get(track), track));
    }
    out
}

fn questions(quiz: &Quiz, track: Track) -> String {
    let mut out = String::new();
    for asked in quiz.questions.iter().filter(|question| question.tracks.contains(&track)) {
        question(asked, track, &mut out);
    }
    out
}

fn question(question: &Question, track: Track, out: &mut String) {
    let _ = writeln!(out, "\n## {}\n\n{}\n", question.id, question.ask.get(track));
    match &question.form {
        Form::Choice { options, .. } => {
            for (letter, option) in ('a'..='z').zip(options) {
                let right = if option.right { "**right** · " } else { "" };
                let _ = writeln!(out, "- {letter} · {right}{}", option.text.get(track).trim());
                let _ = writeln!(out, "  - {}", option.say.get(track).trim());
            }
        }
        Form::Predict { code, prints, slips, say } => {
            let word = track.extension();
            let _ = writeln!(out, "```{word}\n{}\n```\n", code.get(track).trim_end());
            let _ = writeln!(out, "- **right** · `{}`", prints.get(track).trim());
            for slip in slips {
                let _ = writeln!(out, "- `{}`\n  - {}", slip.answer.trim(), slip.say.get(track).trim());
            }
            if let Some(say) = say {
                let _ = writeln!(out, "\n{}", say.get(track));
            }
        }
        Form::Order { lines, solution, .. } => {
            for (number, line) in lines.iter().enumerate() {
                let decoy = line.decoy.as_ref().map(|say| format!(" · {}", say.get(track).trim()));
                let _ = writeln!(out, "{}. `{}`{}", number + 1, line.text.trim(), decoy.unwrap_or_default());
            }
            let solution: Vec<String> = solution.iter().map(ToString::to_string).collect();
            let _ = writeln!(out, "\n**right** · {}", solution.join(", "));
        }
    }
}
