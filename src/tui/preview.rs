//! A lesson, quiz or exercise as its learner will see it, which follows every save of its author.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect, Size};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Paragraph};

use super::keys::{Binding, Hint, code, ctrl, hints, key, lookup};
use super::theme::Theme;
use super::widget::{self, Scroll};
use crate::curriculum::{Exercise, Subject};
use crate::diagnostic::Diagnostics;
use crate::id::Track;
use crate::markdown::{self, Row};

mod judge;
mod page;
mod run;

pub use run::{Options, run};

/// How one variant of an exercise stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is being judged.
    Waiting,
    /// It does what it must do.
    Good(String),
    /// It does not.
    Bad(String),
    /// It could not be looked at.
    Missed(String),
}

/// What is known of the variants of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The path.
    pub track: Track,
    /// The variants' names and how they stand.
    pub rows: Vec<(String, Standing)>,
    /// How long it took to judge what had changed; none while that is under way.
    pub took: Option<Duration>,
}

/// What happens to a preview.
#[derive(Debug)]
pub enum Heard {
    /// A key.
    Key(KeyEvent),
    /// Rows that the wheel was turned by; down is positive.
    Scroll(isize),
    /// Another size of the terminal.
    Resize(Size),
    /// The files were read, at this time of the day.
    Read(Option<Box<Subject>>, Box<Diagnostics>, String),
    /// Variants were judged.
    Judged(Judged),
    /// A file was saved.
    Saved,
    /// The terminal is gone.
    Hangup,
}

/// What a preview wants to be done.
#[derive(Debug)]
pub enum Wish {
    /// These variants are to be judged.
    Judge(Box<Exercise>, Track),
    /// The files are to be read.
    Read,
    /// It is over.
    Quit,
}

#[derive(Debug, Clone, Copy)]
enum Command {
    Path,
    Again,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Quit,
}

const BINDINGS: &[Binding<Command>] = &[
    Binding { keys: &[key('p')], hint: "other path", shown: true, command: Command::Path },
    Binding { keys: &[key('r')], hint: "read again", shown: true, command: Command::Again },
    Binding { keys: &[key(' '), code(KeyCode::PageDown)], hint: "page down", shown: false, command: Command::PageDown },
    Binding { keys: &[code(KeyCode::Down), key('j')], hint: "down", shown: false, command: Command::Down },
    Binding { keys: &[code(KeyCode::Up), key('k')], hint: "up", shown: false, command: Command::Up },
    Binding { keys: &[code(KeyCode::PageUp), key('b')], hint: "page up", shown: false, command: Command::PageUp },
    Binding { keys: &[code(KeyCode::Home), key('g')], hint: "top", shown: false, command: Command::First },
    Binding { keys: &[code(KeyCode::End), key('G')], hint: "end", shown: false, command: Command::Last },
    Binding { keys: &[key('q'), code(KeyCode::Esc), ctrl('c')], hint: "quit", shown: true, command: Command::Quit },
];

/// A preview. It does no input or output.
#[derive(Debug)]
pub struct Preview {
    name: String,
    track: Track,
    size: Size,
    theme: Theme,
    /// The last that was whole.
    subject: Option<Box<Subject>>,
    rows: Vec<Row>,
    scroll: Scroll,
    /// What is wrong now, as it is shown.
    problems: Vec<String>,
    errors: usize,
    read: String,
    judged: Option<Judged>,
}

impl Preview {
    /// A preview of a file, of which nothing is known yet.
    pub fn new(name: String, track: Track, size: Size, theme: Theme) -> Self {
        Preview {
            name,
            track,
            size,
            theme,
            subject: None,
            rows: Vec::new(),
            scroll: Scroll::default(),
            problems: Vec::new(),
            errors: 0,
            read: String::new(),
            judged: None,
        }
    }

    /// All its keys.
    pub fn keys() -> Vec<Hint> {
        hints(BINDINGS)
    }

    /// Takes in what happens.
    pub fn update(&mut self, heard: Heard) -> Option<Wish> {
        match heard {
            Heard::Key(pressed) => lookup(BINDINGS, pressed).and_then(|command| self.command(command)),
            Heard::Scroll(rows) => {
                self.scroll.by(rows);
                None
            }
            Heard::Resize(size) => {
                self.size = size;
                self.lay_out();
                None
            }
            Heard::Read(subject, problems, at) => {
                self.errors = problems.errors();
                self.problems = problems.render(false).lines().map(str::to_owned).collect();
                self.read = at;
                let wish = subject.as_deref().and_then(|subject| self.wish(subject));
                if subject.is_some() {
                    self.subject = subject;
                }
                self.lay_out();
                wish
            }
            Heard::Judged(judged) if judged.track == self.track => {
                self.judged = Some(judged);
                self.lay_out();
                None
            }
            Heard::Judged(_) => None,
            Heard::Saved => Some(Wish::Read),
            Heard::Hangup => Some(Wish::Quit),
        }
    }

    fn command(&mut self, command: Command) -> Option<Wish> {
        match command {
            Command::Up => self.scroll.by(-1),
            Command::Down => self.scroll.by(1),
            Command::PageUp => self.scroll.pages(-1),
            Command::PageDown => self.scroll.pages(1),
            Command::First => self.scroll.to(0),
            Command::Last => self.scroll.to(self.rows.len()),
            Command::Again => return Some(Wish::Read),
            Command::Quit => return Some(Wish::Quit),
            Command::Path => {
                self.track = self.track.other();
                self.judged = None;
                self.lay_out();
                return self.subject.as_deref().and_then(|subject| self.wish(subject));
            }
        }
        None
    }

    fn wish(&self, subject: &Subject) -> Option<Wish> {
        match subject {
            Subject::Exercise(exercise) => Some(Wish::Judge(exercise.clone(), self.track)),
            Subject::Lesson(_) | Subject::Quiz(_) => None,
        }
    }

    /// Title, page, verdicts, bar.
    fn areas(&self) -> [Rect; 4] {
        let verdicts = self.judged.as_ref().map_or(0, |judged| judged.rows.len() + 1);
        let most = self.size.height.saturating_sub(2) / 2;
        let verdicts = u16::try_from(verdicts).unwrap_or(u16::MAX).min(most);
        let heights = [Constraint::Length(1), Constraint::Fill(1), Constraint::Length(verdicts), Constraint::Length(1)];
        Layout::vertical(heights).areas(Rect::new(0, 0, self.size.width, self.size.height))
    }

    /// What is at the top stays there, as far as there is text.
    fn lay_out(&mut self) {
        let [_, page, ..] = self.areas();
        if let Some(subject) = &self.subject {
            let document = page::document(subject, self.track);
            self.rows = markdown::layout(&document, page.width.saturating_sub(4)).rows;
        }
        self.scroll.fit(self.rows.len(), usize::from(page.height));
    }

    /// Draws it.
    pub fn view(&self, frame: &mut Frame<'_>) {
        let theme = self.theme;
        let [head, page, verdicts, bar] = self.areas();
        let title = self.subject.as_deref().map(page::title);
        let title = title.map_or_else(|| self.name.clone(), |(title, minutes)| format!("{title} · {minutes} min"));
        frame.render_widget(Line::from(Span::styled(format!(" {title}"), theme.title())), head);
        let rows = self.rows.get(self.scroll.page()).unwrap_or_default();
        let lines: Vec<Line<'_>> = rows.iter().map(|row| widget::line(row, theme)).collect();
        let inside = Rect { x: page.x + 2, width: page.width.saturating_sub(4), ..page };
        frame.render_widget(Paragraph::new(lines), inside);
        widget::scrollbar(&self.scroll, theme, frame, page);
        if let Some(judged) = &self.judged {
            frame.render_widget(Paragraph::new(self.verdicts(judged, verdicts)), verdicts);
        }
        if !self.problems.is_empty() {
            self.complain(frame, Rect { height: page.height + verdicts.height, ..page });
        }
        frame.render_widget(self.bar(), bar);
    }

    fn verdicts(&self, judged: &Judged, area: Rect) -> Vec<Line<'static>> {
        let theme = self.theme;
        let took = judged.took.map_or_else(|| "…".to_owned(), |took| format!("judged in {:.2} s", took.as_secs_f64()));
        let mut lines =
            vec![Line::from(Span::styled(format!(" Variants on {} · {took}", judged.track), theme.accent()))];
        // What is wrong comes first, so that it is seen where there is little room.
        let order = |standing: &Standing| match standing {
            Standing::Bad(_) => 0,
            Standing::Missed(_) => 1,
            Standing::Waiting => 2,
            Standing::Good(_) => 3,
        };
        let mut rows: Vec<&(String, Standing)> = judged.rows.iter().collect();
        rows.sort_by_key(|(_, standing)| order(standing));
        let room = usize::from(area.height).saturating_sub(1);
        let hidden = rows.len().saturating_sub(room);
        for (name, standing) in rows.into_iter().take(if hidden > 0 { room.saturating_sub(1) } else { room }) {
            let (mark, style, text) = match standing {
                Standing::Waiting => ("…", theme.quiet(), ""),
                Standing::Good(text) => ("✓", theme.good(), text.as_str()),
                Standing::Bad(text) => ("✗", theme.bad(), text.as_str()),
                Standing::Missed(text) => ("?", theme.warn(), text.as_str()),
            };
            let text = format!("{name}  {}", text.replace('\n', " "));
            lines.push(Line::from(vec![
                Span::styled(format!(" {mark} "), style),
                Span::raw(crate::process::clean(&text)),
            ]));
        }
        if hidden > 0 {
            lines.push(Line::from(Span::styled(format!("   and {} more", hidden + 1), theme.quiet())));
        }
        lines
    }

    /// The problems, over the lower part of what was whole the last time.
    fn complain(&self, frame: &mut Frame<'_>, area: Rect) {
        let rows = u16::try_from(self.problems.len()).unwrap_or(u16::MAX).saturating_add(2);
        let most = if self.subject.is_some() { area.height.saturating_mul(2) / 3 } else { area.height };
        let height = rows.min(most.max(3)).min(area.height);
        let area = Rect { y: area.y + area.height - height, height, ..area };
        let (what, style) = match self.errors {
            0 => ("Warnings", self.theme.warn()),
            _ => ("Errors; behind them is the last that was whole", self.theme.bad()),
        };
        let title = if self.subject.is_some() { what } else { "Errors" };
        let block = Block::bordered().border_style(style).title(Span::styled(format!(" {title} "), style));
        let inside = block.inner(area);
        frame.render_widget(Clear, area);
        frame.render_widget(block, area);
        let lines: Vec<Line<'_>> = self.problems.iter().map(|line| Line::raw(line.as_str())).collect();
        frame.render_widget(Paragraph::new(lines), inside);
    }

    fn bar(&self) -> Line<'static> {
        let theme = self.theme;
        let state = match self.errors {
            0 => Span::styled(format!(" read {} ", self.read), theme.quiet()),
            _ => Span::styled(format!(" broken {} ", self.read), theme.bad()),
        };
        let mut spans = vec![state, Span::styled(format!("· {}", self.track), theme.text())];
        for hint in Preview::keys().into_iter().filter(|hint| hint.shown) {
            let Some(first) = hint.keys.first() else { continue };
            spans.push(Span::styled(format!("  {first}"), theme.key()));
            spans.push(Span::styled(format!(" {}", hint.text), theme.quiet()));
        }
        Line::from(spans)
    }
}
