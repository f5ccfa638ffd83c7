//! Small curricula and judgements, and the terminal UI on a screen that tests can read.

mod course;
mod tui;

pub use course::*;
pub use tui::{Tui, session};

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use roadmap::check::answer::{Choice, OrderLine, Slip};
use roadmap::check::{
    Check, CheckEntry, CheckReport, DataSets, Facet, Failure, Form, Question, Reason, Report, Seen, Spec, Verdict,
};
use roadmap::curriculum::{Curriculum, Exercise, Item, Lesson, Mode, Month, Quiz, Shelf, Week};
use roadmap::diagnostic::Source;
use roadmap::id::{ByTrack, Track};

/// The time at which everything happens.
pub fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH
}

pub fn both(text: &str) -> ByTrack<String> {
    ByTrack::both(text.to_owned())
}

pub fn question(id: &str, ask: &str, form: Form) -> Question {
    Question {
        id: id.parse().unwrap(),
        lesson: Some("names".parse().unwrap()),
        tracks: Track::ALL.to_vec(),
        ask: both(ask),
        form,
    }
}

/// A question with options; those that begin with `+` are right.
pub fn choice(id: &str, ask: &str, several: bool, options: &[&str]) -> Question {
    let option = |text: &&str| Choice {
        text: both(text.trim_start_matches('+')),
        right: text.starts_with('+'),
        say: both("As the lesson says."),
    };
    question(id, ask, Form::Choice { several, options: options.iter().map(option).collect() })
}

pub fn predict(id: &str, code: &str, prints: &str) -> Question {
    let slips = vec![Slip { answer: "6".to_owned(), say: both("`\"5\"` is text.") }];
    let form = Form::Predict { code: both(code), prints: both(prints), slips, say: None };
    question(id, "What does this print?", form)
}

pub fn order(id: &str, prints: &str, lines: &[&str]) -> Question {
    let line = |text: &&str| OrderLine { text: (*text).to_owned(), makes: Vec::new(), uses: Vec::new(), decoy: None };
    let form = Form::Order { prints: prints.to_owned(), solution: vec![2, 1], lines: lines.iter().map(line).collect() };
    question(id, &format!("Put the lines in order, so that they print `{prints}`."), form)
}

/// An exercise made of questions.
pub fn exercise(id: &str, questions: Vec<Question>) -> Exercise {
    let entry = |question| CheckEntry { tracks: Track::ALL.to_vec(), label: None, check: Check::Answer(question) };
    Exercise {
        id: id.parse().unwrap(),
        title: "Predict: values".to_owned(),
        concepts: Vec::new(),
        needs: Vec::new(),
        mode: Mode::Predict,
        difficulty: 1,
        minutes: 10,
        task: both("Say what each program prints, *before* it runs."),
        hints: ByTrack::both(vec!["Ask of every `+`: is there text on either side?".to_owned()]),
        equivalent: Vec::new(),
        allow: Vec::new(),
        spec: Spec { checks: questions.into_iter().map(entry).collect(), ..Spec::default() },
    }
}

pub fn lesson(id: &str, title: &str, text: &str) -> Lesson {
    Lesson {
        id: id.parse().unwrap(),
        title: title.to_owned(),
        minutes: 10,
        concepts: Vec::new(),
        outcome: "name values".to_owned(),
        data: DataSets::new(),
        uses_database: false,
        source: Arc::new(Source { name: format!("{id}.md"), text: text.to_owned() }),
        body: 0,
    }
}

/// A curriculum of one lesson, one quiz and one exercise, in this order.
pub fn curriculum(quiz: Vec<Question>, exercise: Exercise) -> Curriculum {
    let lesson = lesson("names", "Names for values", "A name means a value.\n");
    let quiz = Quiz {
        id: "first-quiz".parse().unwrap(),
        title: "First quiz".to_owned(),
        minutes: 10,
        enough: 2,
        questions: quiz,
    };
    let items = vec![Item::Lesson(lesson.id.clone()), Item::Quiz(quiz.id.clone()), Item::Exercise(exercise.id.clone())];
    let week = Week {
        id: "first-week".parse().unwrap(),
        number: Some(1),
        title: "First week".to_owned(),
        outcome: "begin".to_owned(),
        hours: 20.0,
        items,
    };
    Curriculum {
        title: "Roadmap".to_owned(),
        months: vec![Month { title: "First month".to_owned(), weeks: vec![week] }],
        lessons: Shelf::from_iter([(lesson.id.clone(), lesson)]),
        quizzes: Shelf::from_iter([(quiz.id.clone(), quiz)]),
        exercises: Shelf::from_iter([(exercise.id.clone(), exercise)]),
        ..Curriculum::default()
    }
}

/// What judging an answer saw. `compared` is what should have come, and what came.
pub fn seen(held: bool, name: &str, compared: (&str, &str), said: &str) -> Seen {
    let facet = Facet {
        name: name.to_owned(),
        held,
        key: compared.1.to_owned(),
        expected: compared.0.to_owned(),
        actual: compared.1.to_owned(),
        more: Vec::new(),
    };
    let said = (!said.is_empty()).then(|| said.to_owned());
    Seen {
        call: String::new(),
        facets: vec![facet],
        crash: None,
        printed: String::new(),
        again: None,
        said,
        notes: Vec::new(),
    }
}

/// A report of these checks.
pub fn report(checks: Vec<(&str, Seen)>) -> Report {
    let checks: Vec<_> =
        checks.into_iter().map(|(label, seen)| CheckReport { label: label.to_owned(), seen: Some(seen) }).collect();
    let verdict = if checks.iter().all(CheckReport::passed) {
        Verdict::Passed { idea: None }
    } else {
        Verdict::Failed(Failure { reason: Reason::Differs, misconception: None })
    };
    Report { checks, earlier: Vec::new(), verdict, took: Duration::ZERO }
}
