//! Runs a preview: reads the files, watches them, judges variants, draws.

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use chrono::Local;
use crossterm::event::MouseEventKind;
use notify_debouncer_full::notify::RecursiveMode;
use notify_debouncer_full::{DebounceEventResult, new_debouncer};
use ratatui::layout::Size;

use super::judge::Judge;
use super::{Heard, Preview, Wish};
use crate::check::Runner;
use crate::curriculum::Target;
use crate::id::Track;
use crate::tui::msg::{Msg, Stamped};
use crate::tui::runtime::{Input, TuiError, listen_for_hangup};
use crate::tui::terminal::{self, Screen};
use crate::tui::theme::Theme;

/// Editors write a file in several steps; they count as one save when they are this close together.
const QUIET: Duration = Duration::from_millis(60);
/// Rows of one turn of the wheel.
const WHEEL: isize = 3;

/// What a preview needs to begin.
pub struct Options {
    /// What is looked at.
    pub target: Target,
    /// The path to begin with.
    pub track: Track,
    /// Judges variants.
    pub runner: Runner,
}

/// Shows a preview until its author quits.
pub fn run(options: Options) -> Result<(), TuiError> {
    let tone = terminal::tone();
    let (tell, inbox) = channel();
    let (width, height) = crossterm::terminal::size()?;
    let target = options.target;
    let mut preview = Preview::new(target.name.clone(), options.track, Size { width, height }, Theme::new(tone));
    let saved = tell.clone();
    let mut debouncer = new_debouncer(QUIET, None, move |found: DebounceEventResult| {
        // Looking at a file is an event, too, and no save.
        if found.is_ok_and(|events| events.iter().any(|event| !event.kind.is_access())) {
            let _ = saved.send(Heard::Saved);
        }
    })
    .map_err(io::Error::other)?;
    for folder in target.folders() {
        debouncer.watch(folder, RecursiveMode::Recursive).map_err(io::Error::other)?;
    }
    let mut screen = Screen::enter()?;
    let (messages, keys) = channel();
    Input::default().listen(messages.clone());
    #[cfg(unix)]
    listen_for_hangup(messages)?;
    let typed = tell.clone();
    thread::spawn(move || keys.iter().try_for_each(|stamped| pass_on(&stamped, &typed)));
    let mut judge = Judge::new(options.runner, tell);
    let mut next = Some(Heard::Saved);
    loop {
        while let Some(heard) = next {
            let mut wish = preview.update(heard);
            while let Some(wanted) = wish.take() {
                match wanted {
                    Wish::Quit => return Ok(()),
                    Wish::Judge(exercise, track) => judge.judge(exercise, track),
                    Wish::Read => wish = preview.update(read(&target)),
                }
            }
            next = inbox.try_recv().ok();
        }
        screen.draw(|frame| preview.view(frame))?;
        next = inbox.recv().ok();
        if next.is_none() {
            return Ok(());
        }
    }
}

fn read(target: &Target) -> Heard {
    let (subject, problems) = target.load();
    Heard::Read(subject.map(Box::new), Box::new(problems), Local::now().format("%H:%M:%S").to_string())
}

/// Hands on what a preview listens to; an error when nobody listens any more.
fn pass_on(stamped: &Stamped, tell: &Sender<Heard>) -> Result<(), ()> {
    let heard = match &stamped.msg {
        Msg::Key(key) => Heard::Key(*key),
        Msg::Resize(size) => Heard::Resize(*size),
        Msg::Hangup => Heard::Hangup,
        #[expect(clippy::wildcard_enum_match_arm, reason = "the mouse does more than a preview listens to")]
        Msg::Mouse(mouse) => match mouse.kind {
            MouseEventKind::ScrollDown => Heard::Scroll(WHEEL),
            MouseEventKind::ScrollUp => Heard::Scroll(-WHEEL),
            _ => return Ok(()),
        },
        Msg::Paste(_)
        | Msg::Tick
        | Msg::Done { .. }
        | Msg::Progressed { .. }
        | Msg::HandedOut { .. }
        | Msg::Lacking { .. }
        | Msg::Saved { .. }
        | Msg::Happened(_)
        | Msg::Failed(_)
        | Msg::Notice(_) => return Ok(()),
    };
    tell.send(heard).map_err(drop)
}
