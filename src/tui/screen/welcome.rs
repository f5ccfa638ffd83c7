//! The first start, and settings later: the path, the folder of exercise files, and hours a week.

use std::path::{Path, PathBuf};

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};
use tui_input::Input as Field;
use tui_input::backend::crossterm::to_input_request;

use super::{Input, Request};
use crate::id::Track;
use crate::tui::keys::{Binding, Hint, code, hints, key, lookup};
use crate::tui::session::Session;
use crate::tui::widget;

/// Hours a week that may be planned.
const HOURS: std::ops::RangeInclusive<u32> = 1..=60;
/// Hours a week that the roadmap is laid out for.
const USUAL_HOURS: u32 = 22;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Track,
    Folder,
    Hours,
}

#[derive(Debug, Clone, Copy)]
enum Command {
    Less,
    More,
    On,
    Back,
}

type Table = &'static [Binding<Command>];

const ON: Binding<Command> =
    Binding { keys: &[code(KeyCode::Enter)], hint: "go on", shown: true, command: Command::On };
const BACK: Binding<Command> =
    Binding { keys: &[code(KeyCode::Esc)], hint: "back", shown: true, command: Command::Back };

/// The first start has nothing to go back to.
const FIRST: Table = &[
    Binding {
        keys: &[code(KeyCode::Left), key('h'), code(KeyCode::Up), key('k')],
        hint: "Node.js",
        shown: true,
        command: Command::Less,
    },
    Binding {
        keys: &[code(KeyCode::Right), key('l'), code(KeyCode::Down), key('j')],
        hint: "Python",
        shown: true,
        command: Command::More,
    },
    ON,
    Binding { keys: &[code(KeyCode::Esc)], hint: "leave", shown: true, command: Command::Back },
];
const FOLDER: Table = &[ON, BACK];
const HOURS_KEYS: Table = &[
    Binding {
        keys: &[code(KeyCode::Left), key('h'), code(KeyCode::Down), key('j')],
        hint: "fewer",
        shown: true,
        command: Command::Less,
    },
    Binding {
        keys: &[code(KeyCode::Right), key('l'), code(KeyCode::Up), key('k')],
        hint: "more",
        shown: true,
        command: Command::More,
    },
    ON,
    BACK,
];

/// Three questions, one after the other.
#[derive(Debug)]
pub(in crate::tui) struct Welcome {
    step: Step,
    track: Track,
    folder: Field,
    hours: u32,
}

impl Welcome {
    /// Begins with what is set so far.
    pub(in crate::tui) fn new(session: &Session) -> Self {
        Welcome {
            step: Step::Track,
            track: session.track(),
            folder: Field::new(session.workspace.display().to_string()),
            hours: session.progress.hours().unwrap_or(USUAL_HOURS),
        }
    }

    /// Its keys at this step.
    pub(in crate::tui) fn hints(&self) -> Vec<Hint> {
        hints(self.table())
    }

    fn table(&self) -> Table {
        match self.step {
            Step::Track => FIRST,
            Step::Folder => FOLDER,
            Step::Hours => HOURS_KEYS,
        }
    }

    /// Whether keys are text.
    pub(in crate::tui) fn typing(&self) -> bool {
        self.step == Step::Folder
    }

    /// Takes in a key or pasted text.
    pub(in crate::tui) fn update(&mut self, session: &Session, input: &Input) -> Vec<Request> {
        match input {
            Input::Key(key) => {
                if self.typing() && !matches!(key.code, KeyCode::Enter | KeyCode::Esc) {
                    if let Some(request) = to_input_request(&crossterm::event::Event::Key(*key)) {
                        self.folder.handle(request);
                    }
                    return Vec::new();
                }
                lookup(self.table(), *key).map_or_else(Vec::new, |command| self.command(session, command))
            }
            Input::Paste(text) if self.typing() => {
                for c in text.chars().filter(|c| !c.is_control()) {
                    self.folder.handle(tui_input::InputRequest::InsertChar(c));
                }
                Vec::new()
            }
            Input::Scroll(_) | Input::Paste(_) => Vec::new(),
        }
    }

    fn command(&mut self, session: &Session, command: Command) -> Vec<Request> {
        match (command, self.step) {
            (Command::Less, Step::Track) => self.track = Track::Node,
            (Command::More, Step::Track) => self.track = Track::Python,
            (Command::More, Step::Hours) => self.hours = (self.hours + 1).min(*HOURS.end()),
            (Command::Less, Step::Hours) => self.hours = (self.hours - 1).max(*HOURS.start()),
            (Command::Less | Command::More, Step::Folder) => {}
            (Command::On, Step::Track) => self.step = Step::Folder,
            (Command::On, Step::Folder) => {
                if self.folder.value().trim().is_empty() {
                    return vec![Request::Notice("Name a folder for your exercise files.".to_owned())];
                }
                self.step = Step::Hours;
            }
            (Command::On, Step::Hours) => {
                let workspace = folder(self.folder.value().trim(), session.home.as_deref());
                return vec![Request::Settle { track: self.track, workspace, hours: self.hours }];
            }
            (Command::Back, Step::Track) if session.progress.track().is_some() => return vec![Request::Home],
            (Command::Back, Step::Track) => return vec![Request::Quit],
            (Command::Back, Step::Folder) => self.step = Step::Track,
            (Command::Back, Step::Hours) => self.step = Step::Folder,
        }
        Vec::new()
    }

    /// Draws the step.
    pub(in crate::tui) fn view(&self, session: &Session, frame: &mut Frame<'_>, area: Rect) {
        let width = area.width.saturating_sub(4).min(widget::MEASURE);
        let area = Rect::new(area.x + 2, area.y + 1, width, area.height.saturating_sub(1));
        let lines = match self.step {
            Step::Track => self.track_lines(session, usize::from(width)),
            Step::Folder => self.folder_lines(session),
            Step::Hours => self.hours_lines(session),
        };
        if self.typing() {
            let row = lines.iter().position(|line| line.spans.first().is_some_and(|span| span.content == "> "));
            let column = self.folder.visual_cursor().saturating_sub(self.folder.visual_scroll(Self::room(area)));
            if let (Some(row), Ok(column)) = (row, u16::try_from(column)) {
                frame.set_cursor_position(Position::new(area.x + 2 + column, area.y + u16::try_from(row).unwrap_or(0)));
            }
        }
        let paragraph = Paragraph::new(lines);
        frame.render_widget(if self.typing() { paragraph } else { paragraph.wrap(Wrap { trim: false }) }, area);
    }

    fn room(area: Rect) -> usize {
        usize::from(area.width.saturating_sub(3)).max(1)
    }

    fn track_lines(&self, session: &Session, width: usize) -> Vec<Line<'static>> {
        let theme = session.theme;
        let mut lines = vec![
            Line::styled("From your first variable to a backend developer's job, in sixteen weeks.", theme.title()),
            Line::default(),
            Line::raw("Choose a path. You can change it at any time; what both share stays yours."),
            Line::raw("Not sure? Begin with Python: its programs need fewer signs."),
            Line::default(),
        ];
        let infos: Vec<_> =
            Track::ALL.iter().map(|track| session.curriculum.tracks.iter().find(|info| info.track == *track)).collect();
        let column = (width.saturating_sub(3) / 2).min(42);
        let heads: Vec<String> = Track::ALL
            .iter()
            .map(|track| {
                let mark = if *track == self.track { "▶" } else { " " };
                format!("{mark} {} if…", track.title())
            })
            .collect();
        lines.push(columns(&heads, column, |i| {
            if Track::ALL.get(i) == Some(&self.track) { theme.chosen() } else { theme.title() }
        }));
        lines.push(Line::styled(format!("{0}─┼─{0}", "─".repeat(column)), theme.quiet()));
        let reasons = infos.iter().map(|info| info.map_or(0, |info| info.choose_if.len())).max().unwrap_or(0);
        for row in 0..reasons {
            let cells: Vec<Vec<String>> = infos
                .iter()
                .map(|info| {
                    let text = info.and_then(|info| info.choose_if.get(row)).map_or("", String::as_str);
                    textwrap::wrap(text, column.max(8)).into_iter().map(String::from).collect()
                })
                .collect();
            for part in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
                let texts: Vec<String> = cells.iter().map(|cell| cell.get(part).cloned().unwrap_or_default()).collect();
                lines.push(columns(&texts, column, |_| theme.text()));
            }
        }
        lines
    }

    fn folder_lines(&self, session: &Session) -> Vec<Line<'static>> {
        let theme = session.theme;
        let value = self.folder.value();
        let room = usize::from(session.size.width.saturating_sub(4).min(widget::MEASURE).saturating_sub(3)).max(1);
        let skip = self.folder.visual_scroll(room);
        let shown: String = value.chars().skip(skip).collect();
        vec![
            Line::styled("Where shall your exercise files live?", theme.title()),
            Line::default(),
            Line::raw("They are ordinary files: open them with any editor."),
            Line::default(),
            Line::from(vec![Span::styled("> ", theme.key()), Span::raw(shown)]),
            Line::default(),
            Line::styled("Enter takes this folder.", theme.quiet()),
        ]
    }

    fn hours_lines(&self, session: &Session) -> Vec<Line<'static>> {
        let theme = session.theme;
        let total: f64 = session.curriculum.weeks().map(|week| week.hours).sum();
        let weeks = (total / f64::from(self.hours)).ceil();
        vec![
            Line::styled("How many hours a week will you learn?", theme.title()),
            Line::default(),
            Line::from(vec![
                Span::styled("◀ ", theme.key()),
                Span::styled(format!("{:>2}", self.hours), theme.chosen()),
                Span::styled(" ▶", theme.key()),
                Span::raw("  hours a week"),
            ]),
            Line::default(),
            Line::raw(format!(
                "The whole roadmap is laid out for {total:.0} hours: about {weeks:.0} weeks at this pace."
            )),
            Line::styled("Nothing is locked; the plan only tells you where you stand.", theme.quiet()),
        ]
    }
}

/// The folder that was typed; `~` stands for the home folder, as in a shell.
fn folder(typed: &str, home: Option<&Path>) -> PathBuf {
    match (typed.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with(['/', '\\']) => {
            home.join(rest.trim_start_matches(['/', '\\']))
        }
        _ => PathBuf::from(typed),
    }
}

fn columns(texts: &[String], width: usize, style: impl Fn(usize) -> ratatui::style::Style) -> Line<'static> {
    let mut spans = Vec::new();
    for (i, text) in texts.iter().enumerate() {
        if i > 0 {
            spans.push(Span::raw(" │ "));
        }
        let text = widget::fit(text, width);
        let pad = width.saturating_sub(unicode_width::UnicodeWidthStr::width(text.as_str()));
        spans.push(Span::styled(text, style(i)));
        spans.push(Span::raw(" ".repeat(pad)));
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_stands_for_the_home_folder() {
        let home = Some(Path::new("/home/ada"));
        assert_eq!(folder("~/roadmap", home), Path::new("/home/ada/roadmap"));
        assert_eq!(folder("~", home), Path::new("/home/ada"));
        assert_eq!(folder("~eve/x", home), Path::new("~eve/x"));
        assert_eq!(folder("~/x", None), Path::new("~/x"));
        assert_eq!(folder("/srv/x", home), Path::new("/srv/x"));
    }
}
