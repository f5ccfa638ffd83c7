//! A lesson: rendered, scrolled, jumped through by its outline, its samples copied and run.

use std::collections::BTreeMap;

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{Input, News, Request};
use crate::curriculum::Item;
use crate::id::LessonId;
use crate::markdown::{self, Document, Look, Piece, Row};
use crate::progress::{Place, What};
use crate::tui::keys::{Binding, Hint, code, hints, key, lookup};
use crate::tui::msg::{Done, Task, Trouble};
use crate::tui::session::Session;
use crate::tui::widget::{self, Scroll};

mod outline;
mod output;

use outline::{Choice, Outline, Target};
use output::output;

#[derive(Debug, Clone, Copy)]
enum Command {
    Next,
    Run,
    Sample,
    Copy,
    Outline,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Stop,
    Home,
}

const BINDINGS: &[Binding<Command>] = &[
    Binding { keys: &[key(' '), code(KeyCode::PageDown)], hint: "page down", shown: true, command: Command::PageDown },
    Binding { keys: &[key('n'), code(KeyCode::Right)], hint: "next", shown: true, command: Command::Next },
    Binding { keys: &[key('r')], hint: "run sample", shown: true, command: Command::Run },
    Binding { keys: &[code(KeyCode::Tab)], hint: "next sample", shown: true, command: Command::Sample },
    Binding { keys: &[key('y')], hint: "copy sample", shown: false, command: Command::Copy },
    Binding { keys: &[key('o')], hint: "outline & links", shown: true, command: Command::Outline },
    Binding { keys: &[code(KeyCode::Down), key('j')], hint: "down", shown: false, command: Command::Down },
    Binding { keys: &[code(KeyCode::Up), key('k')], hint: "up", shown: false, command: Command::Up },
    Binding { keys: &[code(KeyCode::PageUp), key('b')], hint: "page up", shown: false, command: Command::PageUp },
    Binding { keys: &[code(KeyCode::Home), key('g')], hint: "top", shown: false, command: Command::First },
    Binding { keys: &[code(KeyCode::End), key('G')], hint: "end", shown: false, command: Command::Last },
    Binding {
        keys: &[code(KeyCode::Esc)],
        hint: "stop a running sample, else home",
        shown: false,
        command: Command::Stop,
    },
    Binding { keys: &[key('q'), key('h'), code(KeyCode::Left)], hint: "home", shown: true, command: Command::Home },
];

/// A lesson on show.
#[derive(Debug)]
pub(in crate::tui) struct Lesson {
    id: LessonId,
    document: Document,
    /// The lesson's rows with the output of the samples that were run.
    rows: Vec<Row>,
    /// For each sample its first row.
    samples: Vec<usize>,
    outline: Outline,
    /// Whether the outline is open.
    choosing: bool,
    scroll: Scroll,
    anchor: Anchor,
    /// The sample that the learner chose with Tab; otherwise the first one on the page.
    sample: Option<usize>,
    ran: BTreeMap<usize, Result<String, Trouble>>,
}

/// What layouts keep at the top of the page, so that sizes can change to and fro.
#[derive(Debug, Clone, Copy)]
struct Anchor {
    /// The byte of the source.
    at: usize,
    /// Which of the rows that begin at this byte; where that is not known, the first one that is not empty.
    nth: Option<usize>,
    /// The row that the last layout scrolled to.
    top: usize,
}

impl Lesson {
    /// Opens a lesson of the curriculum where the learner left it.
    pub(in crate::tui) fn open(session: &Session, id: &LessonId) -> Option<Self> {
        let lesson = session.curriculum.lessons.get(id)?;
        let (document, _) = markdown::parse(&lesson.source.text, lesson.body, Some(session.track()));
        let at = session.progress.place_in(&Item::Lesson(id.clone()));
        Some(Lesson {
            id: id.clone(),
            document,
            rows: Vec::new(),
            samples: Vec::new(),
            outline: Outline::default(),
            choosing: false,
            scroll: Scroll::default(),
            anchor: Anchor { at, nth: None, top: 0 },
            sample: None,
            ran: BTreeMap::new(),
        })
    }

    /// All keys that a lesson may have.
    pub(in crate::tui) fn keys() -> Vec<Hint> {
        hints(BINDINGS)
    }

    /// Its keys; those for samples only if it has any.
    pub(in crate::tui) fn hints(&self) -> Vec<Hint> {
        if self.choosing {
            return Outline::hints();
        }
        let for_samples = |command: Command| matches!(command, Command::Run | Command::Sample | Command::Copy);
        let apply: Vec<_> = BINDINGS
            .iter()
            .filter(|binding| !self.samples.is_empty() || !for_samples(binding.command))
            .copied()
            .collect();
        hints(&apply)
    }

    /// Its title.
    pub(in crate::tui) fn title(&self, session: &Session) -> String {
        session.curriculum.lessons.get(&self.id).map_or_else(String::new, |lesson| lesson.title.clone())
    }

    /// The first byte on the page.
    pub(in crate::tui) fn place(&self) -> Place {
        Place { item: Item::Lesson(self.id.clone()), at: self.anchor().at }
    }

    /// What is at the top of the page. A layout that could not show it at the very top does not change it.
    fn anchor(&self) -> Anchor {
        let top = self.scroll.top();
        match self.rows.get(top) {
            Some(row) if top != self.anchor.top => {
                Anchor { at: row.at, nth: Some(top - self.rows.partition_point(|one| one.at < row.at)), top }
            }
            Some(_) | None => self.anchor,
        }
    }

    /// Lays out again, and keeps the same text at the top.
    pub(in crate::tui) fn resize(&mut self, session: &Session) {
        self.anchor = self.anchor();
        let area = text_area(widget::body(session));
        self.lay_out(session, area.width);
        self.scroll.fit(self.rows.len(), usize::from(area.height));
        self.scroll.to(self.row_of(self.anchor));
        self.anchor.top = self.scroll.top();
    }

    fn row_of(&self, anchor: Anchor) -> usize {
        let after = self.rows.partition_point(|row| row.at <= anchor.at);
        let Some(last) = self.rows.get(after.saturating_sub(1)) else { return 0 };
        let first = self.rows.partition_point(|row| row.at < last.at);
        let last = after.saturating_sub(1).max(first);
        match anchor.nth {
            Some(nth) => (first + nth).min(last),
            None if self.rows.get(first).is_some_and(|row| row.pieces.is_empty()) => (first + 1).min(last),
            None => first,
        }
    }

    fn lay_out(&mut self, session: &Session, width: u16) {
        let layout = markdown::layout(&self.document, width);
        let running = session.running_sample(&self.id);
        let mut new_row = Vec::with_capacity(layout.rows.len());
        let mut within = None;
        self.rows.clear();
        for number in 0..=layout.rows.len() {
            for index in (0..layout.samples.len()).filter(|index| layout.samples.get(*index) == Some(&number)) {
                // What a sample did, like what the lesson says that it does, belongs to the sample.
                let at = self.rows.last().map_or(0, |row| row.at);
                let output = output(running == Some(index), self.ran.get(&index), usize::from(width));
                self.rows.extend(output.into_iter().map(|(text, look)| Row {
                    pieces: vec![Piece { text, look, link: None }],
                    at,
                    sample: Some(index),
                }));
                within = None;
            }
            let Some(row) = layout.rows.get(number) else { break };
            within = row.sample.or(within);
            new_row.push(self.rows.len());
            self.rows.push(Row { sample: within, ..row.clone() });
        }
        self.samples = (0..layout.samples.len())
            .map(|index| self.rows.iter().position(|row| row.sample == Some(index)).unwrap_or(0))
            .collect();
        let chosen = std::mem::take(&mut self.outline);
        self.outline = Outline::new(session, &self.document, &layout, &new_row).at(&chosen);
    }

    /// Takes in the output of a sample.
    pub(in crate::tui) fn hear(&mut self, session: &Session, news: &News<'_>) -> Vec<Request> {
        let (lesson, index, ran) = match news {
            News::Done(Done::Sampled { lesson, index, ran }) => {
                (lesson, *index, ran.as_ref().map(|ran| ran.shown.clone()).map_err(Clone::clone))
            }
            News::Stopped(Task::Sample { lesson, index, .. }) => (lesson, *index, Err(Trouble::Cancelled)),
            News::Done(_) | News::Stopped(_) | News::HandedOut(..) | News::Lacking(..) | News::Saved(..) => {
                return Vec::new();
            }
        };
        if *lesson == self.id {
            self.ran.insert(index, ran);
            self.resize(session);
            self.show_output(index);
        }
        Vec::new()
    }

    /// As much of a sample's output as fits, from its beginning.
    fn show_output(&mut self, index: usize) {
        let Some(last) = self.rows.iter().rposition(|row| row.sample == Some(index)) else { return };
        let title = |row: &Row| row.pieces.iter().any(|piece| piece.look == Look::FenceTitle);
        let printed = self.rows.get(..=last).and_then(|rows| rows.iter().rposition(title));
        self.scroll.show(last);
        self.scroll.show(printed.unwrap_or(last));
    }

    /// Takes in a key or a turn of the wheel.
    pub(in crate::tui) fn update(&mut self, session: &Session, input: &Input) -> Vec<Request> {
        let before = self.scroll;
        let chosen = self.sample;
        let mut requests = match input {
            _ if self.choosing => self.choose(input),
            Input::Key(key) => match lookup(BINDINGS, *key) {
                Some(command) => self.command(session, command),
                None => Vec::new(),
            },
            Input::Scroll(rows) => {
                self.scroll.by(*rows);
                Vec::new()
            }
            Input::Paste(_) => Vec::new(),
        };
        // Scrolling leaves the chosen sample; going to it does not.
        if self.scroll != before && self.sample == chosen {
            self.sample = None;
        }
        if self.scroll.at_end() && session.state(&Item::Lesson(self.id.clone())) != crate::progress::State::Passed {
            requests.insert(0, Request::Record(What::Read { lesson: self.id.clone() }));
        }
        requests
    }

    fn command(&mut self, session: &Session, command: Command) -> Vec<Request> {
        match command {
            Command::Up => self.scroll.by(-1),
            Command::Down => self.scroll.by(1),
            Command::PageUp => self.scroll.pages(-1),
            Command::PageDown => self.scroll.pages(1),
            Command::First => self.scroll.to(0),
            Command::Last => self.scroll.to(self.rows.len()),
            Command::Outline if self.outline.is_empty() => {
                return vec![Request::Notice("This lesson has no headings and no links.".to_owned())];
            }
            Command::Outline => {
                self.outline.open();
                self.choosing = true;
            }
            Command::Next => return vec![Request::Next(Item::Lesson(self.id.clone()))],
            Command::Home => return vec![Request::Home],
            Command::Stop if session.running.is_some() => return vec![Request::Stop],
            Command::Stop => return vec![Request::Home],
            Command::Sample => {
                let below = || self.samples.iter().position(|row| *row > self.scroll.top());
                let next = self.focus().map_or_else(below, |index| Some(index + 1));
                let next = next.filter(|next| *next < self.samples.len()).unwrap_or(0);
                if let Some(row) = self.samples.get(next) {
                    self.scroll.show((row + 6).min(self.rows.len().saturating_sub(1)));
                    self.scroll.show(*row);
                    self.sample = Some(next);
                }
            }
            Command::Copy => {
                return self.with_sample(|_, block| Request::Copy {
                    what: block.sample.file.clone(),
                    text: block.sample.code.clone(),
                });
            }
            Command::Run => {
                let (id, track) = (self.id.clone(), session.track());
                return self.with_sample(|index, block| {
                    Request::Start(Task::Sample { lesson: id, index, sample: Box::new(block.sample.clone()), track })
                });
            }
        }
        Vec::new()
    }

    fn with_sample(&self, request: impl FnOnce(usize, &markdown::SampleBlock) -> Request) -> Vec<Request> {
        let focused = self.focus().and_then(|index| Some((index, self.document.samples().get(index)?)));
        match focused {
            Some((index, block)) => vec![request(index, block)],
            None if self.samples.is_empty() => vec![Request::Notice("This lesson has no samples.".to_owned())],
            None => vec![Request::Notice("No sample is on this page; Tab goes to the next one.".to_owned())],
        }
    }

    /// The sample that keys are for: the one chosen with Tab, or the first one that begins on the page, or the one that
    /// the page shows the rest of.
    fn focus(&self) -> Option<usize> {
        let page = self.scroll.page();
        let begins = || self.samples.iter().position(|row| page.contains(row));
        let rest = || self.rows.get(page.clone()).unwrap_or_default().iter().find_map(|row| row.sample);
        self.sample.or_else(begins).or_else(rest)
    }

    fn choose(&mut self, input: &Input) -> Vec<Request> {
        let choice = self.outline.update(input);
        self.choosing = choice == Choice::Open;
        match choice {
            Choice::Open | Choice::Close => None,
            Choice::Go(target) => {
                if let Target::Row(row) = target {
                    self.scroll.to(row);
                }
                outline::request(target)
            }
        }
        .into_iter()
        .collect()
    }

    /// Draws the page.
    pub(in crate::tui) fn view(&self, session: &Session, frame: &mut Frame<'_>, area: Rect) {
        let theme = session.theme;
        let inside = text_area(area);
        let focus = self.focus();
        let lines: Vec<Line<'_>> = self
            .rows
            .get(self.scroll.page())
            .unwrap_or_default()
            .iter()
            .map(|row| {
                let mut line = widget::line(row, theme);
                let focused = row.sample.is_some() && row.sample == focus;
                line.spans.insert(0, if focused { Span::styled("▌ ", theme.accent()) } else { Span::raw("  ") });
                line
            })
            .collect();
        let rows = Rect { x: inside.x.saturating_sub(2), width: inside.width + 2, ..inside };
        frame.render_widget(Paragraph::new(lines), rows);
        widget::scrollbar(&self.scroll, theme, frame, area);
        if self.choosing {
            self.outline.view(session, frame, area);
        }
    }
}

/// Where the text stands: two cells from the left, one for the scroll bar at the right.
fn text_area(body: Rect) -> Rect {
    let width = body.width.saturating_sub(5).min(widget::MEASURE);
    Rect { x: body.x + 3.min(body.width), width, ..body }
}
