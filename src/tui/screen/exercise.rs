//! An exercise: task, file and hints in one pane, the result in the other; checked by key and by every save.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::editor::{Editor, Left};
use super::{Input, News, Request, result, task};
use crate::check::{Report, Verdict};
use crate::curriculum::Item;
use crate::id::ExerciseId;
use crate::markdown::Row;
use crate::progress::{Place, State};
use crate::tui::keys::{Binding, Hint, code, hints, key, lookup};
use crate::tui::msg::{Done, Task, Trouble};
use crate::tui::session::Session;
use crate::tui::widget::{self, Scroll};
use crate::workspace::Handed;

mod rows;

/// From this width on the two panes stand side by side.
const SIDE_BY_SIDE: u16 = 100;

#[derive(Debug, Clone, Copy)]
enum Command {
    Check,
    Edit,
    EditHere,
    Hint,
    Next,
    Solution,
    OpenNext,
    Other,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Reset,
    Undo,
    Copy,
    Stop,
    Home,
}

const BINDINGS: &[Binding<Command>] = &[
    Binding { keys: &[key('c')], hint: "check", shown: true, command: Command::Check },
    Binding { keys: &[key('e')], hint: "edit", shown: true, command: Command::Edit },
    Binding { keys: &[key('H')], hint: "hint", shown: true, command: Command::Hint },
    Binding { keys: &[key('n')], hint: "next", shown: true, command: Command::Next },
    Binding { keys: &[key('s')], hint: "solution (after passing)", shown: false, command: Command::Solution },
    Binding { keys: &[code(KeyCode::Tab)], hint: "other pane", shown: true, command: Command::Other },
    Binding { keys: &[key('x')], hint: "open the next failed check", shown: false, command: Command::OpenNext },
    Binding { keys: &[key('E')], hint: "edit here, without your editor", shown: false, command: Command::EditHere },
    Binding { keys: &[key('R')], hint: "reset to the starter", shown: false, command: Command::Reset },
    Binding { keys: &[key('U')], hint: "undo the reset", shown: false, command: Command::Undo },
    Binding { keys: &[key('y')], hint: "copy the file's name", shown: false, command: Command::Copy },
    Binding { keys: &[code(KeyCode::Down), key('j')], hint: "down", shown: false, command: Command::Down },
    Binding { keys: &[code(KeyCode::Up), key('k')], hint: "up", shown: false, command: Command::Up },
    Binding { keys: &[code(KeyCode::PageDown), key(' ')], hint: "page down", shown: false, command: Command::PageDown },
    Binding { keys: &[code(KeyCode::PageUp), key('b')], hint: "page up", shown: false, command: Command::PageUp },
    Binding { keys: &[code(KeyCode::Home), key('g')], hint: "top", shown: false, command: Command::First },
    Binding { keys: &[code(KeyCode::End), key('G')], hint: "end", shown: false, command: Command::Last },
    Binding { keys: &[code(KeyCode::Esc)], hint: "stop the check, else home", shown: false, command: Command::Stop },
    Binding { keys: &[key('q'), key('h'), code(KeyCode::Left)], hint: "home", shown: true, command: Command::Home },
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pane {
    Task,
    Result,
}

/// An exercise on show.
#[derive(Debug)]
pub(in crate::tui) struct Exercise {
    id: ExerciseId,
    handed: Option<Result<Handed, String>>,
    /// The learner's main file.
    text: String,
    outcome: Option<Result<Report, Trouble>>,
    /// The failed check that is open, counted among the failed ones.
    open: usize,
    /// Whether the reference solution stands beside the learner's file.
    comparing: bool,
    editor: Option<Editor>,
    pane: Pane,
    task: (Vec<Row>, Scroll),
    result: (Vec<Line<'static>>, Scroll),
}

impl Exercise {
    /// Opens an exercise; its files are asked for.
    pub(in crate::tui) fn open(session: &Session, id: &ExerciseId) -> Option<Self> {
        session.exercise(id)?;
        Some(Exercise {
            id: id.clone(),
            handed: None,
            text: String::new(),
            outcome: None,
            open: 0,
            comparing: false,
            editor: None,
            pane: Pane::Task,
            task: Default::default(),
            result: Default::default(),
        })
    }

    /// Its keys.
    pub(in crate::tui) fn hints(&self) -> Vec<Hint> {
        self.editor.as_ref().map_or_else(Self::keys, |_| Editor::hints())
    }

    /// Its keys while no file is open in the built-in editor.
    pub(super) fn keys() -> Vec<Hint> {
        hints(BINDINGS)
    }

    /// Whether keys are text.
    pub(in crate::tui) fn typing(&self) -> bool {
        self.editor.is_some()
    }

    /// Its title.
    pub(in crate::tui) fn title(&self, session: &Session) -> String {
        let item = self.item();
        format!("{} ({})", session.curriculum.title(&item), session.state(&item).as_str())
    }

    /// The exercise; it has no place inside.
    pub(in crate::tui) fn place(&self) -> Place {
        Place { item: self.item(), at: 0 }
    }

    fn item(&self) -> Item {
        Item::Exercise(self.id.clone())
    }

    /// Takes in files, saves and the result of a check.
    pub(in crate::tui) fn hear(&mut self, session: &Session, news: &News<'_>) -> Vec<Request> {
        let mut requests = Vec::new();
        match news {
            News::HandedOut(id, handed) if **id == self.id => {
                if let Ok((_, text)) = handed {
                    self.text.clone_from(text);
                    self.outcome = None;
                }
                self.handed = Some(handed.as_ref().map(|(handed, _)| handed.clone()).map_err(Clone::clone));
            }
            News::Saved(id, text) if **id == self.id => {
                (*text).clone_into(&mut self.text);
                requests.push(self.check(session));
            }
            News::Done(Done::Checked { exercise, report, .. }) if *exercise == self.id => {
                self.outcome = Some(report.clone());
                self.open = 0;
                self.pane = Pane::Result;
                self.result.1.to(0);
            }
            News::HandedOut(..) | News::Saved(..) | News::Done(_) => return Vec::new(),
        }
        self.resize(session);
        requests
    }

    /// Takes in a key, a turn of the wheel or pasted text.
    pub(in crate::tui) fn update(&mut self, session: &Session, input: &Input) -> Vec<Request> {
        if let Some(editor) = &mut self.editor {
            let left = editor.update(input);
            return self.edited(session, left);
        }
        let requests = match input {
            Input::Key(key) => lookup(BINDINGS, *key).map_or_else(Vec::new, |command| self.command(session, command)),
            Input::Scroll(rows) => {
                self.scroll().by(*rows);
                Vec::new()
            }
            Input::Paste(_) => Vec::new(),
        };
        self.resize(session);
        requests
    }

    fn edited(&mut self, session: &Session, left: Option<Left>) -> Vec<Request> {
        let write = |handed: &Handed, text: String| Request::Write {
            exercise: self.id.clone(),
            file: handed.main.clone(),
            text,
        };
        let handed = self.handed.as_ref().and_then(|handed| handed.as_ref().ok());
        let requests = match (left, handed) {
            (Some(Left::Saved(text)), Some(handed)) => vec![write(handed, text)],
            (Some(Left::Closed(Some(text))), Some(handed)) => {
                let requests = vec![write(handed, text)];
                self.editor = None;
                requests
            }
            (Some(Left::Closed(_)), _) => {
                self.editor = None;
                Vec::new()
            }
            (Some(Left::Saved(_)) | None, _) => return Vec::new(),
        };
        self.resize(session);
        requests
    }

    fn scroll(&mut self) -> &mut Scroll {
        match self.pane {
            Pane::Task => &mut self.task.1,
            Pane::Result => &mut self.result.1,
        }
    }

    fn check(&self, session: &Session) -> Request {
        Request::Start(Task::Check { exercise: self.id.clone(), track: session.track() })
    }

    fn command(&mut self, session: &Session, command: Command) -> Vec<Request> {
        match command {
            Command::Up => self.scroll().by(-1),
            Command::Down => self.scroll().by(1),
            Command::PageUp => self.scroll().pages(-1),
            Command::PageDown => self.scroll().pages(1),
            Command::First => self.scroll().to(0),
            Command::Last => self.scroll().to(usize::MAX),
            Command::Other => self.pane = if self.pane == Pane::Task { Pane::Result } else { Pane::Task },
            Command::OpenNext => {
                let failed = self.report().map_or(0, |report| crate::feedback::failed(report).count());
                self.open = (self.open + 1) % failed.max(1);
            }
            Command::Check => return vec![self.check(session)],
            Command::Next => return vec![Request::Next(self.item())],
            Command::Home if self.comparing => self.comparing = false,
            Command::Home => return vec![Request::Home],
            Command::Stop if session.running.is_some() => return vec![Request::Stop],
            Command::Stop if self.comparing => self.comparing = false,
            Command::Stop => return vec![Request::Home],
            Command::Reset => return vec![Request::Reset(self.id.clone())],
            Command::Undo => return vec![Request::Undo(self.id.clone())],
            Command::Solution if session.state(&self.item()) == State::Passed => {
                self.comparing = !self.comparing;
                self.pane = Pane::Task;
            }
            Command::Solution => {
                return vec![Request::Notice("The reference solution opens once you have passed.".to_owned())];
            }
            Command::Hint => return self.hint(session),
            Command::Edit => return self.edit(session, session.editor.is_none()),
            Command::EditHere => return self.edit(session, true),
            Command::Copy => {
                let handed = self.handed.as_ref().and_then(|handed| handed.as_ref().ok());
                return handed
                    .map(|handed| Request::Copy {
                        what: "the file's name".to_owned(),
                        text: handed.main.display().to_string(),
                    })
                    .into_iter()
                    .collect();
            }
        }
        Vec::new()
    }

    fn hint(&mut self, session: &Session) -> Vec<Request> {
        let request = task::next_hint(session, &self.id);
        if matches!(request, Request::Record(_)) {
            self.pane = Pane::Task;
            self.task.1.to(usize::MAX);
        }
        vec![request]
    }

    fn edit(&mut self, session: &Session, here: bool) -> Vec<Request> {
        match &self.handed {
            Some(Ok(handed)) if self.is_folder() => {
                vec![Request::Notice(format!("Work in this folder: {}", handed.folder.display()))]
            }
            Some(Ok(handed)) if here => {
                self.editor = Some(Editor::new(&self.text, &handed.main, session.theme));
                Vec::new()
            }
            Some(Ok(handed)) => vec![Request::Edit(self.id.clone(), handed.main.clone())],
            Some(Err(why)) => vec![Request::Notice(why.clone())],
            None => Vec::new(),
        }
    }

    /// Whether the work is a folder, such as a repository, and not one file.
    fn is_folder(&self) -> bool {
        self.handed.as_ref().is_some_and(|handed| handed.as_ref().is_ok_and(|handed| handed.main == handed.folder))
    }

    fn report(&self) -> Option<&Report> {
        self.outcome.as_ref().and_then(|outcome| outcome.as_ref().ok())
    }

    /// Lays out both panes again.
    pub(in crate::tui) fn resize(&mut self, session: &Session) {
        let Some(exercise) = session.exercise(&self.id) else { return };
        let [task, result] = self.panes(session, widget::body(session));
        let (track, width) = (session.track(), task.width);
        self.task.0 = if self.comparing {
            rows::compare(exercise, track, &self.text, width, width + 4 >= SIDE_BY_SIDE)
        } else {
            let mut shown = rows::task(exercise, track, &task::open_hints(session, &self.id), width);
            shown.extend(rows::file(self.handed.as_ref(), &self.text, width));
            shown
        };
        self.task.1.fit(self.task.0.len(), usize::from(task.height));
        self.result.0 = self.result_lines(session, usize::from(result.width));
        self.result.1.fit(self.result.0.len(), usize::from(result.height));
    }

    /// The areas of task and result. Under each other the result takes what it needs, up to three fifths.
    fn panes(&self, session: &Session, area: Rect) -> [Rect; 2] {
        let areas = if self.comparing {
            [area, Rect { height: 0, ..area }]
        } else if area.width >= SIDE_BY_SIDE {
            Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]).areas(area)
        } else {
            let most = area.height * 3 / 5;
            let needed = self.result_lines(session, usize::from(area.width.saturating_sub(4))).len() + 2;
            let height = u16::try_from(needed).unwrap_or(most).clamp(3.min(most), most);
            Layout::vertical([Constraint::Fill(1), Constraint::Length(height)]).areas(area)
        };
        areas.map(|area| {
            let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
            Rect { y: inside.y + 1.min(inside.height), height: inside.height.saturating_sub(1), ..inside }
        })
    }

    fn result_lines(&self, session: &Session, width: usize) -> Vec<Line<'static>> {
        let theme = session.theme;
        if let Some(running) = session.checking(&self.id) {
            return vec![result::checking(running, session)];
        }
        match &self.outcome {
            None => {
                let attempts = session.progress.attempts(&self.id, session.track());
                result::not_checked(attempts, self.is_folder(), theme, width)
            }
            Some(Err(trouble)) => result::trouble(trouble, theme, width),
            Some(Ok(report)) => {
                let mut lines = result::lines(report, self.open, theme, width);
                lines.extend(result::keys(report, theme, width));
                lines
            }
        }
    }

    /// Draws both panes, or the editor.
    pub(in crate::tui) fn view(&self, session: &Session, frame: &mut Frame<'_>, area: Rect) {
        if let Some(editor) = &self.editor {
            editor.view(session, frame, area);
            return;
        }
        let theme = session.theme;
        let [task, result] = self.panes(session, area);
        let passed = self.report().is_some_and(|report| matches!(report.verdict, Verdict::Passed { .. }));
        let names = if self.comparing { ["Compare", ""] } else { ["Task", "Result"] };
        for ((name, pane), at) in names.into_iter().zip([Pane::Task, Pane::Result]).zip([task, result]) {
            if at.height == 0 {
                continue;
            }
            let rule = Rect { y: at.y.saturating_sub(1), height: 1, ..at };
            let style = if pane != self.pane {
                theme.quiet()
            } else if pane == Pane::Result && passed {
                theme.good()
            } else {
                theme.accent()
            };
            let title = format!("── {name} ");
            let line = format!("{title}{}", "─".repeat(usize::from(rule.width).saturating_sub(title.chars().count())));
            frame.render_widget(Line::styled(line, style), rule);
        }
        let rows = self.task.0.get(self.task.1.page()).unwrap_or_default();
        let lines: Vec<Line<'_>> = rows.iter().map(|row| widget::line(row, theme)).collect();
        frame.render_widget(Paragraph::new(lines), task);
        widget::scrollbar(&self.task.1, theme, frame, Rect { width: task.width + 2, ..task });
        if result.height > 0 {
            let lines = match session.checking(&self.id) {
                Some(running) => vec![result::checking(running, session)],
                None => self.result.0.get(self.result.1.page()).unwrap_or_default().to_vec(),
            };
            frame.render_widget(Paragraph::new(lines), result);
            widget::scrollbar(&self.result.1, theme, frame, Rect { width: result.width + 2, ..result });
        }
    }
}
