//! A small curriculum, and the terminal UI on a screen that tests can read.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use crossterm::event::{KeyModifiers, MouseEvent, MouseEventKind};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Size;

use roadmap::check::answer::{Choice, OrderLine, Slip};
use roadmap::check::{
    Check, CheckEntry, CheckReport, Facet, Failure, Files, Form, Question, Reason, Report, Seen, Spec, Verdict,
};
use roadmap::curriculum::{Curriculum, Exercise, Item, Lesson, Mode, Month, Quiz, Week};
use roadmap::diagnostic::Source;
use roadmap::id::{ByTrack, Track};
use roadmap::process::Limits;
use roadmap::progress::{Event, Place, Progress, What};
use roadmap::tui::{App, Done, Effect, Msg, Session, Task, Theme, Tone, Trouble, parse_keys};
use roadmap::workspace::Handed;

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
        spec: Spec {
            checks: questions.into_iter().map(entry).collect(),
            wrong: Vec::new(),
            limits: Limits::default(),
            enough: None,
            idea: None,
            variants: ByTrack::default(),
            shared: false,
            record: None,
        },
    }
}

/// A curriculum of one lesson, one quiz and one exercise, in this order.
pub fn curriculum(quiz: Vec<Question>, exercise: Exercise) -> Curriculum {
    let lesson = Lesson {
        id: "names".parse().unwrap(),
        title: "Names for values".to_owned(),
        minutes: 10,
        concepts: Vec::new(),
        outcome: "name values".to_owned(),
        source: Arc::new(Source { name: "names.md".to_owned(), text: "A name means a value.\n".to_owned() }),
        body: 0,
    };
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
        lessons: BTreeMap::from([(lesson.id.clone(), lesson)]),
        quizzes: BTreeMap::from([(quiz.id.clone(), quiz)]),
        exercises: BTreeMap::from([(exercise.id.clone(), exercise)]),
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
    Seen { call: String::new(), facets: vec![facet], crash: None, printed: String::new(), again: None, said }
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
    Report { checks, verdict, took: Duration::ZERO }
}

/// The terminal UI on a screen that tests can read. What it asks to be done is kept.
pub struct Tui {
    app: App,
    size: Size,
    effects: Vec<Effect>,
    /// The newest job.
    started: Option<(u64, Task)>,
}

impl Tui {
    /// Opens an item of a curriculum on the node path, after these events.
    pub fn open(curriculum: Curriculum, item: Item, events: Vec<What>, size: (u16, u16)) -> Self {
        Self::open_in(Tone::Dark, curriculum, item, events, size)
    }

    /// The same on a terminal of this tone.
    pub fn open_in(
        tone: Tone,
        curriculum: Curriculum,
        item: Item,
        events: Vec<What>,
        (width, height): (u16, u16),
    ) -> Self {
        let first = [What::Chose { track: Track::Node }, What::Went { place: Place { item, at: 0 } }];
        let size = Size { width, height };
        let session = Session {
            curriculum: Arc::new(curriculum),
            progress: Progress::of(first.into_iter().chain(events).map(|what| Event { at: now(), what })),
            size,
            theme: Theme::new(tone),
            workspace: PathBuf::from("work"),
            home: None,
            editor: None,
            running: None,
            notice: None,
            ticks: 0,
        };
        let mut tui = Tui { app: App::new(session, now()), size, effects: Vec::new(), started: None };
        tui.keys("c");
        tui
    }

    /// Presses keys, written as for `parse_keys`.
    pub fn keys(&mut self, keys: &str) {
        for key in parse_keys(keys) {
            self.tell(&Msg::Key(key));
        }
    }

    pub fn tell(&mut self, msg: &Msg) {
        let effects = self.app.update(now(), msg);
        for effect in &effects {
            if let Effect::Start(job, task) = effect {
                self.started = Some((*job, task.clone()));
            }
        }
        self.effects.extend(effects);
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = Size { width, height };
        self.tell(&Msg::Resize(self.size));
    }

    /// Ends the newest job, an answer, with a judgement.
    pub fn judge(&mut self, seen: Seen) {
        self.judged(Ok(report(vec![("the answer", seen)])));
    }

    /// Ends the newest job, an answer.
    pub fn judged(&mut self, report: Result<Report, Trouble>) {
        let (job, task) = self.started.clone().expect("nothing runs");
        let Task::Ask { question, given, .. } = task else { panic!("{task:?} runs") };
        self.tell(&Msg::Done { job, done: Box::new(Done::Asked { question: question.id, given, report }) });
    }

    /// Ends the newest job, a check.
    pub fn checked(&mut self, report: Result<Report, Trouble>) {
        let (job, task) = self.started.clone().expect("nothing runs");
        let Task::Check { exercise, track } = task else { panic!("{task:?} runs") };
        let done = Done::Checked { exercise, track, files: Files::new(), report };
        self.tell(&Msg::Done { job, done: Box::new(done) });
    }

    /// The files of an exercise arrive, with this text in the main one.
    pub fn hand_out(&mut self, exercise: &str, text: &str) {
        let folder = PathBuf::from("work/node").join(exercise);
        let handed = Handed { main: folder.join("answers.toml"), folder, new: true };
        let exercise = exercise.parse().unwrap();
        self.tell(&Msg::HandedOut { exercise, handed: Ok((handed, text.to_owned())) });
    }

    /// The learner saves a file of an exercise in another editor.
    pub fn save(&mut self, exercise: &str, text: &str) {
        self.tell(&Msg::Saved { exercise: exercise.parse().unwrap(), text: text.to_owned() });
    }

    /// Turns the wheel.
    pub fn wheel(&mut self, down: bool) {
        let kind = if down { MouseEventKind::ScrollDown } else { MouseEventKind::ScrollUp };
        let modifiers = KeyModifiers::NONE;
        self.tell(&Msg::Mouse(MouseEvent { kind, column: 1, row: 1, modifiers }));
    }

    /// Where in the item the learner is, as it was written down last.
    pub fn place(&self) -> usize {
        self.app.session().progress.place().unwrap().at
    }

    /// What was done since the last time, in a line each; without places, which the tests of the app look at.
    pub fn done(&mut self) -> Vec<String> {
        let line = |effect: Effect| match effect {
            Effect::Record(event, _) => match event.what {
                What::Went { .. } => None,
                what => Some(format!("record {}", serde_json::to_string(&what).unwrap())),
            },
            Effect::Start(_, Task::Ask { question, given, .. }) => Some(format!("ask {} {given:?}", question.id)),
            Effect::Start(_, Task::Check { exercise, .. }) => Some(format!("check {exercise}")),
            Effect::Write { text, .. } => Some(format!("write {text:?}")),
            Effect::Cancel(_) => Some("cancel".to_owned()),
            Effect::HandOut(exercise, _) => Some(format!("hand out {exercise}")),
            Effect::Unwatch => None,
            other => Some(format!("{other:?}")),
        };
        std::mem::take(&mut self.effects).into_iter().filter_map(line).collect()
    }

    /// What is on the screen, without blanks at the ends of rows. More than two empty rows are shown as `⋮`.
    pub fn screen(&self) -> String {
        let buffer = self.buffer();
        let rows = buffer.content.chunks(usize::from(buffer.area.width));
        let text = |row: &[Cell]| row.iter().map(Cell::symbol).collect::<String>().trim_end().to_owned();
        let rows: Vec<String> = rows.map(text).collect();
        let parts = rows.chunk_by(|one, next| one.is_empty() == next.is_empty());
        let shown = parts.map(|part| match part {
            [one, _, _, ..] if one.is_empty() => "⋮".to_owned(),
            rows => rows.join("\n"),
        });
        shown.collect::<Vec<_>>().join("\n")
    }

    /// The cells of the screen.
    pub fn buffer(&self) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(self.size.width, self.size.height)).unwrap();
        terminal.draw(|frame| self.app.view(frame)).unwrap().buffer.clone()
    }
}
