//! The outline of a lesson: its headings and links, to go to.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::curriculum::Item;
use crate::markdown::{Document, Layout};
use crate::tui::keys::{Binding, Hint, code, hints, key, lookup};
use crate::tui::screen::{Input, Request};
use crate::tui::session::Session;
use crate::tui::widget::{self, Scroll};

/// Somewhere that the outline leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A row of the lesson.
    Row(usize),
    /// An item of the curriculum.
    Item(Item),
    /// An address in the world.
    Address(String),
}

/// Any other key closes.
#[derive(Debug, Clone, Copy)]
enum Command {
    Up,
    Down,
    Go,
    Close,
}

const BINDINGS: &[Binding<Command>] = &[
    Binding { keys: &[code(KeyCode::Up), key('k')], hint: "up", shown: true, command: Command::Up },
    Binding { keys: &[code(KeyCode::Down), key('j')], hint: "down", shown: true, command: Command::Down },
    Binding { keys: &[code(KeyCode::Enter)], hint: "go there", shown: true, command: Command::Go },
    Binding { keys: &[code(KeyCode::Esc), key('o'), key('q')], hint: "close", shown: true, command: Command::Close },
];

/// What a key comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Choice {
    /// Nothing yet.
    Open,
    /// Close it.
    Close,
    /// Close it and go there.
    Go(Target),
}

/// The outline, and the chosen line of it while it is open.
#[derive(Debug, Default)]
pub(super) struct Outline {
    lines: Vec<(String, Target)>,
    chosen: usize,
}

impl Outline {
    /// Its keys.
    pub(super) fn hints() -> Vec<Hint> {
        hints(BINDINGS)
    }

    /// The headings, which stand in these rows, and the links.
    pub(super) fn new(session: &Session, document: &Document, layout: &Layout, rows: &[usize]) -> Self {
        let headings = layout.outline.iter().filter_map(|(level, text, row)| {
            let indent = "  ".repeat(usize::from(level.saturating_sub(2)));
            Some((format!("{indent}{text}"), Target::Row(*rows.get(*row)?)))
        });
        let links = document.links().iter().map(|(link, _)| {
            let target = target(link);
            let name = match &target {
                Target::Item(item) => session.curriculum.title(item),
                Target::Row(_) | Target::Address(_) => "",
            };
            (format!("→ {}", if name.is_empty() { link } else { name }), target)
        });
        Outline { lines: headings.chain(links).collect(), chosen: 0 }
    }

    /// On the same line as another layout of the same text.
    pub(super) fn at(self, other: &Outline) -> Self {
        Outline { chosen: other.chosen, ..self }
    }

    /// Whether it leads nowhere.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Stands on the first line.
    pub(super) fn open(&mut self) {
        self.chosen = 0;
    }

    /// Moves, chooses or closes.
    pub(super) fn update(&mut self, input: &Input) -> Choice {
        let command = match input {
            Input::Key(key) => lookup(BINDINGS, *key).unwrap_or(Command::Close),
            Input::Scroll(rows) if *rows < 0 => Command::Up,
            Input::Scroll(_) => Command::Down,
            Input::Paste(_) => return Choice::Open,
        };
        match command {
            Command::Down => self.chosen = (self.chosen + 1).min(self.lines.len().saturating_sub(1)),
            Command::Up => self.chosen = self.chosen.saturating_sub(1),
            Command::Go => {
                return self.lines.get(self.chosen).map_or(Choice::Close, |(_, target)| Choice::Go(target.clone()));
            }
            Command::Close => return Choice::Close,
        }
        Choice::Open
    }

    /// Draws itself.
    pub(super) fn view(&self, session: &Session, frame: &mut Frame<'_>, area: Rect) {
        let height = u16::try_from(self.lines.len() + 2).unwrap_or(u16::MAX);
        let inside = widget::popup("Outline", session.theme, frame, area, 60, height);
        let width = usize::from(inside.width);
        let mut scroll = Scroll::default();
        scroll.fit(self.lines.len(), usize::from(inside.height));
        scroll.show(self.chosen);
        let lines: Vec<Line<'_>> = self
            .lines
            .iter()
            .enumerate()
            .skip(scroll.top())
            .take(usize::from(inside.height))
            .map(|(i, (text, _))| {
                let text = format!(" {} ", widget::fit(text, width.saturating_sub(2)));
                if i == self.chosen { Line::styled(text, session.theme.chosen()) } else { Line::raw(text) }
            })
            .collect();
        frame.render_widget(Paragraph::new(lines), inside);
    }
}

/// Where a link leads: into the curriculum, or to an address.
fn target(link: &str) -> Target {
    let inside = link.split_once(':').and_then(|(kind, id)| match kind {
        "lesson" => Some(Item::Lesson(id.parse().ok()?)),
        "exercise" => Some(Item::Exercise(id.parse().ok()?)),
        _ => None,
    });
    inside.map_or_else(|| Target::Address(link.to_owned()), Target::Item)
}

/// What going there asks for. A row of the lesson is gone to by the lesson itself.
pub(super) fn request(target: Target) -> Option<Request> {
    match target {
        Target::Row(_) => None,
        Target::Item(item) => Some(Request::Go(item)),
        Target::Address(link) => Some(Request::Copy { what: format!("the address {link}"), text: link }),
    }
}
