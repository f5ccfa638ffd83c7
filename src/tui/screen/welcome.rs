//! The first start, and settings later: the path, the folder of exercise files, and hours a week.

use std::path::{Path, PathBuf};

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use tui_input::Input as Field;
use tui_input::backend::crossterm::to_input_request;

use super::result::wrap;
use super::{Input, Request};
use crate::id::Track;
use crate::tui::keys::{Binding, Hint, Press, code, hints, key, lookup};
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
    Up,
    Down,
    On,
    Back,
}

const fn shown(keys: &'static [Press], hint: &'static str, command: Command) -> Binding<Command> {
    Binding { keys, hint, shown: true, command }
}

const ON: &[Press] = &[code(KeyCode::Enter)];
const UP: &[Press] = &[code(KeyCode::Up), key('k'), code(KeyCode::Right), key('l')];
const DOWN: &[Press] = &[code(KeyCode::Down), key('j'), code(KeyCode::Left), key('h')];
const BACK: &[Press] = &[code(KeyCode::Esc)];

const TRACK: &[Binding<Command>] = &[
    shown(ON, "take it", Command::On),
    shown(DOWN, "other path", Command::Down),
    Binding { keys: UP, hint: "other path", shown: false, command: Command::Up },
    shown(BACK, "leave", Command::Back),
];

const FOLDER: &[Binding<Command>] = &[shown(ON, "take this folder", Command::On), shown(BACK, "back", Command::Back)];

const HOURS_KEYS: &[Binding<Command>] = &[
    shown(ON, "done", Command::On),
    shown(UP, "more", Command::Up),
    shown(DOWN, "fewer", Command::Down),
    shown(BACK, "back", Command::Back),
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
        hints(self.bindings())
    }

    fn bindings(&self) -> &'static [Binding<Command>] {
        match self.step {
            Step::Track => TRACK,
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
                lookup(self.bindings(), *key).map_or_else(Vec::new, |command| self.command(session, command))
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
            (Command::Up | Command::Down, Step::Track) => self.track = self.track.other(),
            (Command::Up, Step::Hours) => self.hours = (self.hours + 1).min(*HOURS.end()),
            (Command::Down, Step::Hours) => self.hours = (self.hours - 1).max(*HOURS.start()),
            (Command::Up | Command::Down, Step::Folder) => {}
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
            Step::Track => self.track_lines(session, usize::from(width), usize::from(area.height)),
            Step::Folder => self.folder_lines(session, usize::from(width)),
            Step::Hours => self.hours_lines(session, usize::from(width)),
        };
        if self.typing() {
            let row = lines.iter().position(|line| line.spans.first().is_some_and(|span| span.content == "> "));
            let column =
                self.folder.visual_cursor().saturating_sub(self.folder.visual_scroll(room(usize::from(width))));
            if let (Some(row), Ok(column)) = (row, u16::try_from(column)) {
                frame.set_cursor_position(Position::new(area.x + 2 + column, area.y + u16::try_from(row).unwrap_or(0)));
            }
        }
        frame.render_widget(Paragraph::new(lines), area);
    }

    /// The reasons for both paths side by side; where that does not fit, those for the path that is on.
    fn track_lines(&self, session: &Session, width: usize, height: usize) -> Vec<Line<'static>> {
        let theme = session.theme;
        let mut lines = wrap(&session.curriculum.title, width, theme.title());
        lines.push(Line::default());
        lines.extend(wrap(
            "Choose a path. You can change it at any time; what both share stays yours.",
            width,
            theme.text(),
        ));
        lines.push(Line::default());
        let column = (width.saturating_sub(3) / 2).min(42);
        lines.push(self.heads(session, column, " │ "));
        lines.push(Line::styled(format!("{0}─┼─{0}", "─".repeat(column)), theme.quiet()));
        let reasons = Track::ALL.map(|track| choose_if(session, track));
        for row in 0..reasons.iter().map(|reasons| reasons.len()).max().unwrap_or(0) {
            let cells = reasons.map(|reasons| {
                let text = reasons.get(row).map_or("", String::as_str);
                textwrap::wrap(text, column.max(8)).into_iter().map(String::from).collect::<Vec<_>>()
            });
            for part in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
                let texts = cells.each_ref().map(|cell| cell.get(part).cloned().unwrap_or_default());
                lines.push(columns(&texts, column, " │ ", |_| theme.text()));
            }
        }
        if lines.len() <= height {
            return lines;
        }
        let mut lines = vec![self.heads(session, column, "   "), Line::default()];
        for reason in choose_if(session, self.track) {
            let options = textwrap::Options::new(width.max(8)).initial_indent("• ").subsequent_indent("  ");
            lines.extend(textwrap::wrap(reason, options).into_iter().map(|part| Line::raw(part.into_owned())));
        }
        let later = wrap("It can be changed at any time.", width, theme.quiet());
        if lines.len() + 1 + later.len() <= height {
            lines.push(Line::default());
            lines.extend(later);
        }
        lines
    }

    /// The names of the paths, with the one that is on.
    fn heads(&self, session: &Session, column: usize, between: &'static str) -> Line<'static> {
        let heads = Track::ALL.map(|track| {
            let mark = if track == self.track { "▶" } else { " " };
            format!("{mark} {} if…", track.title())
        });
        let theme = session.theme;
        columns(&heads, column, between, |i| {
            if Track::ALL.get(i) == Some(&self.track) { theme.chosen() } else { theme.title() }
        })
    }

    fn folder_lines(&self, session: &Session, width: usize) -> Vec<Line<'static>> {
        let theme = session.theme;
        let skip = self.folder.visual_scroll(room(width));
        let shown: String = self.folder.value().chars().skip(skip).collect();
        let mut lines = wrap("Where shall your exercise files live?", width, theme.title());
        lines.push(Line::default());
        let about = "They are ordinary files. Open them with any editor; every save is checked.";
        lines.extend(wrap(about, width, theme.text()));
        lines.push(Line::default());
        lines.push(Line::from(vec![Span::styled("> ", theme.key()), Span::raw(shown)]));
        lines
    }

    fn hours_lines(&self, session: &Session, width: usize) -> Vec<Line<'static>> {
        let theme = session.theme;
        let total: f64 = session.curriculum.weeks().map(|week| week.hours).sum();
        let weeks = (total / f64::from(self.hours)).ceil();
        let mut lines = wrap("How many hours a week will you learn?", width, theme.title());
        lines.push(Line::default());
        lines.push(Line::from(vec![
            Span::styled("◀ ", theme.key()),
            Span::styled(format!("{:>2}", self.hours), theme.chosen()),
            Span::styled(" ▶", theme.key()),
            Span::raw("  hours a week"),
        ]));
        lines.push(Line::default());
        let many = if weeks > 1.0 { "weeks" } else { "week" };
        let plan = format!("The whole course is laid out for {total:.0} hours: about {weeks:.0} {many} at this pace.");
        lines.extend(wrap(&plan, width, theme.text()));
        lines.extend(wrap("Nothing is locked; the plan only tells you where you stand.", width, theme.quiet()));
        lines
    }
}

/// Cells for the folder's name.
fn room(width: usize) -> usize {
    width.saturating_sub(3).max(1)
}

fn choose_if(session: &Session, track: Track) -> &[String] {
    let info = session.curriculum.tracks.iter().find(|info| info.track == track);
    info.map_or(&[], |info| info.choose_if.as_slice())
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

fn columns(
    texts: &[String],
    width: usize,
    between: &'static str,
    style: impl Fn(usize) -> ratatui::style::Style,
) -> Line<'static> {
    let mut spans = Vec::new();
    for (i, text) in texts.iter().enumerate() {
        if i > 0 {
            spans.push(Span::raw(between));
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
