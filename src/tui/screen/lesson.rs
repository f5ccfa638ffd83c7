//! A lesson: rendered, scrolled, jumped through by its outline, its samples copied and run.

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent};
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

/// What keys do while the outline is open; any other key closes it.
#[derive(Debug, Clone, Copy)]
enum Choice {
    Up,
    Down,
    Open,
    Close,
}

const CHOICES: &[Binding<Choice>] = &[
    Binding { keys: &[code(KeyCode::Up), key('k')], hint: "up", shown: true, command: Choice::Up },
    Binding { keys: &[code(KeyCode::Down), key('j')], hint: "down", shown: true, command: Choice::Down },
    Binding { keys: &[code(KeyCode::Enter)], hint: "go there", shown: true, command: Choice::Open },
    Binding { keys: &[code(KeyCode::Esc), key('o'), key('q')], hint: "close", shown: true, command: Choice::Close },
];

/// Somewhere that the outline leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Row(usize),
    Link(String),
}

/// A lesson on show.
#[derive(Debug)]
pub(in crate::tui) struct Lesson {
    id: LessonId,
    document: Document,
    /// The lesson's rows with the output of the samples that were run.
    rows: Vec<Row>,
    /// For each sample its first row.
    samples: Vec<usize>,
    outline: Vec<(String, Target)>,
    scroll: Scroll,
    /// The byte of the source that the first layout scrolls to.
    at: usize,
    /// The sample that the learner chose with Tab; otherwise the first one on the page.
    sample: Option<usize>,
    ran: BTreeMap<usize, Result<String, Trouble>>,
    /// The chosen line of the outline while it is open.
    choosing: Option<usize>,
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
            outline: Vec::new(),
            scroll: Scroll::default(),
            at,
            sample: None,
            ran: BTreeMap::new(),
            choosing: None,
        })
    }

    /// All keys that a lesson may have.
    pub(in crate::tui) fn keys() -> Vec<Hint> {
        hints(BINDINGS)
    }

    /// Its keys; those for samples only if it has any.
    pub(in crate::tui) fn hints(&self) -> Vec<Hint> {
        if self.choosing.is_some() {
            return hints(CHOICES);
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
        let at = self.rows.get(self.scroll.top()).map_or(self.at, |row| row.at);
        Place { item: Item::Lesson(self.id.clone()), at }
    }

    /// Lays out again, and keeps the same text at the top.
    pub(in crate::tui) fn resize(&mut self, session: &Session) {
        self.at = self.place().at;
        let area = text_area(widget::body(session));
        self.lay_out(session, usize::from(area.width));
        self.scroll.fit(self.rows.len(), usize::from(area.height));
        self.scroll.to(self.rows.iter().position(|row| row.at >= self.at).unwrap_or(self.rows.len()));
    }

    fn lay_out(&mut self, session: &Session, width: usize) {
        let layout = markdown::layout(&self.document, u16::try_from(width).unwrap_or(u16::MAX));
        let mut new_row = Vec::with_capacity(layout.rows.len());
        self.rows.clear();
        for number in 0..=layout.rows.len() {
            for (index, _) in layout.samples.iter().enumerate().filter(|(_, end)| **end == number) {
                self.show_run(session, index, width);
            }
            let Some(row) = layout.rows.get(number) else { break };
            new_row.push(self.rows.len());
            self.rows.push(row.clone());
        }
        self.samples = (0..layout.samples.len())
            .map(|index| self.rows.iter().position(|row| row.sample == Some(index)).unwrap_or(0))
            .collect();
        self.outline = layout
            .outline
            .iter()
            .filter_map(|(level, text, row)| {
                let indent = "  ".repeat(usize::from(level.saturating_sub(2)));
                Some((format!("{indent}{text}"), Target::Row(*new_row.get(*row)?)))
            })
            .collect();
        let links = self.document.links().iter();
        self.outline.extend(links.map(|(link, _)| {
            let name = inside(link).map_or(link.as_str(), |item| session.curriculum.title(&item));
            (format!("→ {name}"), Target::Link(link.clone()))
        }));
    }

    /// What a sample really did, below it.
    fn show_run(&mut self, session: &Session, index: usize, width: usize) {
        let at = self.rows.last().map_or(0, |row| row.at);
        let mut push = |text: String, look: Look| {
            self.rows.push(Row { pieces: vec![Piece { text, look, link: None }], at, sample: Some(index) });
        };
        if session.running_sample(&self.id) == Some(index) {
            push("  running… Esc stops it".to_owned(), Look::FenceTitle);
            return;
        }
        match self.ran.get(&index) {
            None => {}
            Some(Ok(shown)) => {
                push("  on your machine it printed".to_owned(), Look::FenceTitle);
                for line in shown.lines() {
                    for part in textwrap::wrap(line, width.saturating_sub(4).max(8)) {
                        push(format!("  │ {part}"), Look::Output);
                    }
                }
            }
            Some(Err(Trouble::Cancelled)) => push("  stopped".to_owned(), Look::FenceTitle),
            Some(Err(Trouble::CouldNotLook(why))) => {
                for part in textwrap::wrap(why, width.saturating_sub(4).max(8)) {
                    push(format!("  ! {part}"), Look::Emphasis);
                }
            }
        }
    }

    /// Takes in the output of a sample.
    pub(in crate::tui) fn hear(&mut self, session: &Session, news: &News<'_>) -> Vec<Request> {
        let News::Done(Done::Sampled { lesson, index, ran }) = news else { return Vec::new() };
        if *lesson == self.id {
            let shown = ran.as_ref().map(|ran| ran.shown.clone()).map_err(Clone::clone);
            self.ran.insert(*index, shown);
            self.resize(session);
            let last = self.rows.iter().rposition(|row| row.sample == Some(*index));
            self.scroll.show(last.unwrap_or(0));
        }
        Vec::new()
    }

    /// Takes in a key or a turn of the wheel.
    pub(in crate::tui) fn update(&mut self, session: &Session, input: &Input) -> Vec<Request> {
        let before = self.scroll;
        let mut requests = match input {
            Input::Key(key) if self.choosing.is_some() => self.choose(*key),
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
        if self.scroll != before {
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
            Command::Outline => self.choosing = Some(0),
            Command::Next => return vec![Request::Next(Item::Lesson(self.id.clone()))],
            Command::Home => return vec![Request::Home],
            Command::Stop if session.running.is_some() => return vec![Request::Stop],
            Command::Stop => return vec![Request::Home],
            Command::Sample => {
                let next = self.focus().map_or(0, |index| (index + 1) % self.samples.len().max(1));
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
                let id = self.id.clone();
                return self.with_sample(|index, block| {
                    Request::Start(Task::Sample { lesson: id, index, sample: block.sample.clone(), track: block.track })
                });
            }
        }
        Vec::new()
    }

    fn with_sample(&self, request: impl FnOnce(usize, &markdown::SampleBlock) -> Request) -> Vec<Request> {
        let focused = self.focus().and_then(|index| Some((index, self.document.samples().get(index)?)));
        match focused {
            Some((index, block)) => vec![request(index, block)],
            None => vec![Request::Notice("No sample is on this page; Tab goes to the next one.".to_owned())],
        }
    }

    /// The sample that keys are for: the one chosen with Tab, or the first one that begins on the page.
    fn focus(&self) -> Option<usize> {
        let page = self.scroll.page();
        self.sample.or_else(|| self.samples.iter().position(|row| page.contains(row)))
    }

    fn choose(&mut self, key: KeyEvent) -> Vec<Request> {
        let last = self.outline.len().saturating_sub(1);
        let chosen = self.choosing.unwrap_or(0);
        match lookup(CHOICES, key) {
            Some(Choice::Down) => self.choosing = Some((chosen + 1).min(last)),
            Some(Choice::Up) => self.choosing = Some(chosen.saturating_sub(1)),
            Some(Choice::Open) => {
                self.choosing = None;
                match self.outline.get(chosen).map(|(_, target)| target.clone()) {
                    Some(Target::Row(row)) => self.scroll.to(row),
                    Some(Target::Link(link)) => return vec![follow(&link)],
                    None => {}
                }
            }
            Some(Choice::Close) | None => self.choosing = None,
        }
        Vec::new()
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
        if let Some(chosen) = self.choosing {
            self.view_outline(session, chosen, frame, area);
        }
    }

    fn view_outline(&self, session: &Session, chosen: usize, frame: &mut Frame<'_>, area: Rect) {
        let height = u16::try_from(self.outline.len() + 2).unwrap_or(u16::MAX);
        let inside = widget::popup("Outline", session.theme, frame, area, 60, height);
        let mut scroll = Scroll::default();
        scroll.fit(self.outline.len(), usize::from(inside.height));
        scroll.show(chosen);
        let lines: Vec<Line<'_>> = self
            .outline
            .iter()
            .enumerate()
            .skip(scroll.top())
            .take(usize::from(inside.height))
            .map(|(i, (text, _))| {
                let line = Line::raw(widget::fit(&format!(" {text} "), usize::from(inside.width)));
                if i == chosen { line.patch_style(session.theme.chosen()) } else { line }
            })
            .collect();
        frame.render_widget(Paragraph::new(lines), inside);
    }
}

/// Where the text stands: two cells from the left, one for the scroll bar at the right.
fn text_area(body: Rect) -> Rect {
    let width = body.width.saturating_sub(5).min(widget::MEASURE);
    Rect { x: body.x + 3.min(body.width), width, ..body }
}

/// The item of the curriculum that a link leads to.
fn inside(link: &str) -> Option<Item> {
    link.split_once(':').and_then(|(kind, id)| match kind {
        "lesson" => Some(Item::Lesson(id.parse().ok()?)),
        "exercise" => Some(Item::Exercise(id.parse().ok()?)),
        _ => None,
    })
}

/// Follows a link: inside the curriculum at once, others by way of the clipboard.
fn follow(link: &str) -> Request {
    match inside(link) {
        Some(item) => Request::Go(item),
        None => Request::Copy { what: format!("the address {link}"), text: link.to_owned() },
    }
}
