//! The terminal UI on a screen that tests can read: keys and messages in, what is to be done out.

use std::path::PathBuf;
use std::sync::Arc;

use crossterm::event::{KeyModifiers, MouseEvent, MouseEventKind};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use roadmap::check::{Files, Ran, Report, Seen};
use roadmap::curriculum::{Curriculum, Item};
use roadmap::id::Track;
use roadmap::process::End;
use roadmap::progress::{Event, Place, Progress, State, What};
use roadmap::tui::{App, Done, Effect, Msg, Session, Task, Theme, Tone, Trouble, parse_keys};
use roadmap::workspace::Handed;

use super::{now, report};

/// The terminal UI on a screen that tests can read. What it asks to be done is kept.
pub struct Tui {
    app: App,
    size: Size,
    effects: Vec<Effect>,
    /// The newest job.
    started: Option<(u64, Task)>,
}

/// All that the terminal UI begins with, after these events.
pub fn session(tone: Tone, curriculum: Curriculum, events: Vec<What>, (width, height): (u16, u16)) -> Session {
    Session {
        curriculum: Arc::new(curriculum),
        progress: Progress::of(events.into_iter().map(|what| Event { at: now(), what })),
        size: Size { width, height },
        theme: Theme::new(tone),
        workspace: PathBuf::from("work"),
        home: Some(PathBuf::from("/home/ada")),
        editor: None,
        running: None,
        installing: None,
        notice: None,
        ticks: 0,
    }
}

impl Tui {
    /// Begins.
    pub fn begin(session: Session) -> Self {
        let size = session.size;
        Tui { app: App::new(session, now()), size, effects: Vec::new(), started: None }
    }

    /// Opens an item of a curriculum on the node path, after these events.
    pub fn open(curriculum: Curriculum, item: Item, events: Vec<What>, size: (u16, u16)) -> Self {
        Self::open_in(Tone::Dark, curriculum, item, events, size)
    }

    /// The same on a terminal of this tone.
    pub fn open_in(tone: Tone, curriculum: Curriculum, item: Item, events: Vec<What>, size: (u16, u16)) -> Self {
        let first = [What::Chose { track: Track::Node }, What::Went { place: Place { item, at: 0 } }];
        let mut tui = Self::begin(session(tone, curriculum, first.into_iter().chain(events).collect(), size));
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
        let files = Files::from([("main.js".to_owned(), b"judged".to_vec())]);
        let done = Done::Checked { exercise, track, files, report };
        self.tell(&Msg::Done { job, done: Box::new(done) });
    }

    /// A job ends that may not be the newest one: a check.
    pub fn late(&mut self, job: u64, exercise: &str, report: Report) {
        let (exercise, track, files) = (exercise.parse().unwrap(), Track::Node, Files::new());
        let done = Done::Checked { exercise, track, files, report: Ok(report) };
        self.tell(&Msg::Done { job, done: Box::new(done) });
    }

    /// What is to be done since `done` was asked the last time.
    pub fn effects(&self) -> &[Effect] {
        &self.effects
    }

    /// Ends the newest job, a sample.
    pub fn ran(&mut self, shown: Result<&str, Trouble>) {
        let (job, task) = self.started.clone().expect("nothing runs");
        let Task::Sample { lesson, index, .. } = task else { panic!("{task:?} runs") };
        let ran = shown.map(|shown| Ran { shown: shown.to_owned(), printed: shown.to_owned(), end: End::Exited(0) });
        self.tell(&Msg::Done { job, done: Box::new(Done::Sampled { lesson, index, ran }) });
    }

    /// Part of the newest job is done.
    pub fn progressed(&mut self, done: usize, of: usize) {
        let job = self.started.as_ref().expect("nothing runs").0;
        self.tell(&Msg::Progressed { job, done, of });
    }

    /// The files of an exercise arrive, with this text in the main one.
    pub fn hand_out(&mut self, exercise: &str, text: &str) {
        let spec = &self.app.session().curriculum.exercises.get(&exercise.parse().unwrap()).unwrap().spec;
        let folder = PathBuf::from("work/node").join(exercise);
        let handed = Handed { main: folder.join(spec.main_file(Track::Node)), folder, new: true };
        let exercise = exercise.parse().unwrap();
        self.tell(&Msg::HandedOut { exercise, handed: Ok((handed, text.to_owned())) });
    }

    /// The files of an exercise cannot be handed out.
    pub fn not_handed_out(&mut self, exercise: &str, why: &str) {
        self.tell(&Msg::HandedOut { exercise: exercise.parse().unwrap(), handed: Err(why.to_owned()) });
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

    /// How far an item is.
    pub fn state(&self, item: &Item) -> State {
        self.app.session().state(item)
    }

    /// The places that were written down since `done` was asked the last time.
    pub fn places(&self) -> Vec<String> {
        let place = |effect: &Effect| match effect {
            Effect::Record(Event { what: What::Went { place }, .. }, _) => {
                Some(format!("{} {}", place.item.id(), place.at))
            }
            _ => None,
        };
        self.effects.iter().filter_map(place).collect()
    }

    /// Whether watching was ended since `done` was asked the last time.
    pub fn stopped_watching(&self) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::Unwatch))
    }

    /// The jobs that were cancelled since `done` was asked the last time, and the newest job.
    pub fn cancelled(&self) -> (Vec<u64>, u64) {
        let job = |effect: &Effect| if let Effect::Cancel(job) = effect { Some(*job) } else { None };
        (self.effects.iter().filter_map(job).collect(), self.started.as_ref().map_or(0, |(job, _)| *job))
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
            Effect::Start(_, Task::Sample { lesson, index, .. }) => Some(format!("run sample {index} of {lesson}")),
            Effect::Write { text, .. } => Some(format!("write {text:?}")),
            Effect::Cancel(_) => Some("cancel".to_owned()),
            Effect::HandOut(exercise, _) => Some(format!("hand out {exercise}")),
            Effect::Unwatch | Effect::WarmUp(..) => None,
            other => Some(format!("{other:?}")),
        };
        std::mem::take(&mut self.effects).into_iter().filter_map(line).collect()
    }

    /// What is on the screen, without blanks at the ends of rows. More than two empty rows are shown as `⋮`.
    pub fn screen(&self) -> String {
        let buffer = self.buffer();
        let rows = buffer.content.chunks(usize::from(buffer.area.width));
        let text = |row: &[Cell]| symbols(row).concat().trim_end().to_owned();
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

    /// The looks of a text on the screen: the colours and weight of its cells, or none where they differ.
    pub fn look(&self, text: &str) -> Option<String> {
        let buffer = self.buffer();
        let width = usize::from(buffer.area.width);
        let found = buffer.content.chunks(width).find_map(|row| {
            (0..row.len()).find_map(|from| {
                let cells = &row[from..];
                let mut rest = text;
                let wide = cells.iter().take_while(|cell| {
                    let next = if rest.is_empty() { None } else { rest.strip_prefix(cell.symbol()) };
                    rest = next.unwrap_or(rest);
                    next.is_some()
                });
                let wide = wide.count();
                rest.is_empty().then(|| cells[..wide].to_vec())
            })
        });
        let cells = found.unwrap_or_else(|| panic!("{text} is not on the screen:\n{}", self.screen()));
        let looks = |cell: &Cell| (cell.fg, cell.bg, cell.modifier);
        let (fg, bg, modifier) = looks(&cells[0]);
        if !cells.iter().all(|cell| looks(cell) == looks(&cells[0])) {
            return None;
        }
        let fg = match fg {
            Color::Reset => "plain".to_owned(),
            Color::Indexed(number) => number.to_string(),
            other => format!("{other}"),
        };
        let bg = if bg == Color::Reset { String::new() } else { format!(" on {bg}") };
        let mut weight = String::new();
        for (name, _) in modifier.iter_names() {
            weight.push(' ');
            weight.push_str(&name.to_lowercase());
        }
        Some(format!("{fg}{bg}{weight}"))
    }

    /// Whether any cell has a colour.
    pub fn is_coloured(&self) -> bool {
        self.buffer().content.iter().any(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset)
    }

    /// Whether a row that stands out as the chosen one is on the screen.
    pub fn look_of_chosen(&self) -> bool {
        self.buffer().content.iter().any(|cell| cell.modifier.contains(Modifier::REVERSED))
    }
}

/// What stands in a row. The cell behind a wide character holds nothing.
fn symbols(row: &[Cell]) -> Vec<&str> {
    let mut symbols = Vec::new();
    let mut at = 0;
    while let Some(cell) = row.get(at) {
        symbols.push(cell.symbol());
        at += cell.symbol().width().max(1);
    }
    symbols
}
