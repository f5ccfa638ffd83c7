//! The closed set of screens, and the contract that each keeps.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::path::PathBuf;

use super::keys::Hint;
use super::msg::{Done, Msg, Task};
use super::session::Session;
use crate::check::Lack;
use crate::curriculum::Item;
use crate::id::{ExerciseId, Track};
use crate::progress::{Place, What};
use crate::workspace::Handed;

mod confirm;
mod editor;
mod exercise;
mod help;
mod home;
mod lesson;
mod questions;
mod result;
mod task;
mod welcome;

pub(super) use confirm::Confirm;
pub(super) use exercise::Exercise;
pub(super) use help::Help;
pub(super) use home::Home;
pub(super) use lesson::Lesson;
pub(super) use questions::Questions;
pub(super) use welcome::Welcome;

/// What a screen takes in.
#[derive(Debug, Clone)]
pub(super) enum Input {
    /// A key.
    Key(KeyEvent),
    /// The wheel: rows to move, down is positive.
    Scroll(isize),
    /// Pasted text.
    Paste(String),
}

/// What a screen asks `App` for.
#[derive(Debug, Clone)]
pub(super) enum Request {
    /// Show the home screen.
    Home,
    /// Open an item.
    Go(Item),
    /// Open what follows an item.
    Next(Item),
    /// Show the welcome again, to change path, folder and hours.
    Settings,
    /// Show all keys.
    Help,
    /// Close what lies on top.
    Close,
    /// End the program.
    Quit,
    /// Write down what happened.
    Record(What),
    /// Use these settings from now on.
    Settle {
        /// The path.
        track: Track,
        /// Where exercise files live.
        workspace: PathBuf,
        /// Planned hours a week.
        hours: u32,
    },
    /// Run something in the background.
    Start(Task),
    /// Stop what is running.
    Stop,
    /// Install the packages of the path, or stop that.
    Install,
    /// Hand out an exercise's files.
    HandOut(ExerciseId),
    /// Open a file in the learner's own editor.
    Edit(ExerciseId, PathBuf),
    /// Write a file of the learner.
    Write {
        /// The exercise.
        exercise: ExerciseId,
        /// The file.
        file: PathBuf,
        /// Its text.
        text: String,
    },
    /// Set an exercise back to its starter, after asking.
    Reset(ExerciseId),
    /// Take back the last reset.
    Undo(ExerciseId),
    /// The same, after the learner said yes.
    Confirmed(Box<Request>),
    /// Put text on the clipboard.
    Copy {
        /// What it is, for the notice.
        what: String,
        /// The text.
        text: String,
    },
    /// Tell the learner.
    Notice(String),
}

/// News that a screen may be waiting for.
#[derive(Debug)]
pub(super) enum News<'a> {
    /// A job is done.
    Done(&'a Done),
    /// The learner stopped a job.
    Stopped(&'a Task),
    /// An exercise's files are there.
    HandedOut(&'a ExerciseId, &'a Result<(Handed, String), String>),
    /// What this machine lacks for an exercise.
    Lacking(&'a ExerciseId, &'a [Lack]),
    /// A file was saved.
    Saved(&'a ExerciseId, &'a str),
}

/// The screen on show.
#[derive(Debug)]
pub(super) enum Screen {
    /// The first start, and settings.
    Welcome(Welcome),
    /// Months, weeks and items.
    Home(Home),
    /// A lesson.
    Lesson(Box<Lesson>),
    /// An exercise.
    Exercise(Box<Exercise>),
    /// A quiz, or an exercise made of questions.
    Questions(Box<Questions>),
}

impl Screen {
    /// Takes in a key, a turn of the wheel or pasted text.
    pub(super) fn update(&mut self, session: &Session, input: &Input) -> Vec<Request> {
        match self {
            Screen::Welcome(screen) => screen.update(session, input),
            Screen::Home(screen) => screen.update(session, input),
            Screen::Lesson(screen) => screen.update(session, input),
            Screen::Exercise(screen) => screen.update(session, input),
            Screen::Questions(screen) => screen.update(session, input),
        }
    }

    /// Takes in news.
    pub(super) fn hear(&mut self, session: &Session, news: &News<'_>) -> Vec<Request> {
        match self {
            Screen::Lesson(screen) => screen.hear(session, news),
            Screen::Exercise(screen) => screen.hear(session, news),
            Screen::Questions(screen) => screen.hear(session, news),
            Screen::Welcome(_) | Screen::Home(_) => Vec::new(),
        }
    }

    /// Adapts to a new size.
    pub(super) fn resize(&mut self, session: &Session) {
        match self {
            Screen::Lesson(screen) => screen.resize(session),
            Screen::Exercise(screen) => screen.resize(session),
            Screen::Questions(screen) => screen.resize(session),
            Screen::Welcome(_) | Screen::Home(_) => {}
        }
    }

    /// Draws itself.
    pub(super) fn view(&self, session: &Session, frame: &mut Frame<'_>, area: Rect) {
        match self {
            Screen::Welcome(screen) => screen.view(session, frame, area),
            Screen::Home(screen) => screen.view(session, frame, area),
            Screen::Lesson(screen) => screen.view(session, frame, area),
            Screen::Exercise(screen) => screen.view(session, frame, area),
            Screen::Questions(screen) => screen.view(session, frame, area),
        }
    }

    /// Its title.
    pub(super) fn title(&self, session: &Session) -> String {
        match self {
            Screen::Welcome(_) if session.progress.track().is_some() => "Path & settings".to_owned(),
            Screen::Welcome(_) => "Welcome".to_owned(),
            Screen::Home(_) => session.curriculum.title.clone(),
            Screen::Lesson(screen) => screen.title(session),
            Screen::Exercise(screen) => screen.title(session),
            Screen::Questions(screen) => screen.title(session),
        }
    }

    /// Its keys.
    pub(super) fn hints(&self) -> Vec<Hint> {
        match self {
            Screen::Welcome(screen) => screen.hints(),
            Screen::Home(_) => Home::hints(),
            Screen::Lesson(screen) => screen.hints(),
            Screen::Exercise(screen) => screen.hints(),
            Screen::Questions(screen) => screen.hints(),
        }
    }

    /// Where the learner is, to come back to.
    pub(super) fn place(&self) -> Option<Place> {
        match self {
            Screen::Lesson(screen) => Some(screen.place()),
            Screen::Exercise(screen) => Some(screen.place()),
            Screen::Questions(screen) => Some(screen.place()),
            Screen::Welcome(_) | Screen::Home(_) => None,
        }
    }

    /// What has to be written before it is left for good.
    pub(super) fn unsaved(&self) -> Option<Request> {
        match self {
            Screen::Exercise(screen) => screen.unsaved(),
            Screen::Welcome(_) | Screen::Home(_) | Screen::Lesson(_) | Screen::Questions(_) => None,
        }
    }

    /// Whether keys are text, so that no global key may take them.
    pub(super) fn typing(&self) -> bool {
        match self {
            Screen::Welcome(screen) => screen.typing(),
            Screen::Exercise(screen) => screen.typing(),
            Screen::Questions(screen) => screen.typing(),
            Screen::Home(_) | Screen::Lesson(_) => false,
        }
    }
}

/// The keys of every screen, as hint line and help show them.
pub fn keys() -> Vec<(&'static str, Vec<Hint>)> {
    vec![
        ("Home", Home::hints()),
        ("Lesson", Lesson::keys()),
        ("Question", Questions::keys()),
        ("Exercise", Exercise::keys()),
        ("Built-in editor", editor::Editor::hints()),
    ]
}

/// What lies on top of a screen.
#[derive(Debug)]
pub(super) enum Overlay {
    /// All keys.
    Help(Help),
    /// A question before something is done.
    Confirm(Confirm),
}

/// Messages that go to the screen as news.
pub(super) fn news(msg: &Msg) -> Option<News<'_>> {
    match msg {
        Msg::Done { done, .. } => Some(News::Done(done)),
        Msg::HandedOut { exercise, handed } => Some(News::HandedOut(exercise, handed)),
        Msg::Lacking { exercise, lacks } => Some(News::Lacking(exercise, lacks)),
        Msg::Saved { exercise, text } => Some(News::Saved(exercise, text)),
        Msg::Key(_)
        | Msg::Mouse(_)
        | Msg::Paste(_)
        | Msg::Resize(_)
        | Msg::Progressed { .. }
        | Msg::Happened(_)
        | Msg::Notice(_)
        | Msg::Failed(_)
        | Msg::Tick
        | Msg::Hangup => None,
    }
}
