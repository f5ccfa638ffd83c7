//! An exercise: task and hints, the learner's file, and the result, each in a pane; checked by key and by every save.

use std::path::Path;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::editor::{Editor, Left};
use super::{Input, News, Request, result, task};
use crate::check::{Lack, Report};
use crate::curriculum::Item;
use crate::id::ExerciseId;
use crate::markdown::Row;
use crate::progress::{Place, State};
use crate::tui::keys::{Hint, hints, lookup};
use crate::tui::msg::{Done, Task, Trouble};
use crate::tui::session::Session;
use crate::tui::widget::{self, Scroll};
use crate::workspace::Handed;

mod keys;
mod panes;
mod rows;

use keys::{BINDINGS, Command};
use panes::{Pane, SIDE_BY_SIDE};

/// An exercise on show.
#[derive(Debug)]
pub(in crate::tui) struct Exercise {
    id: ExerciseId,
    handed: Option<Result<Handed, String>>,
    /// The learner's main file.
    text: String,
    outcome: Option<Result<Report, Trouble>>,
    /// What this machine lacks for it.
    lacks: Vec<Lack>,
    /// The failed check that is open, counted among the failed ones.
    open: usize,
    /// Whether the reference solution stands beside the learner's file.
    comparing: bool,
    editor: Option<Editor>,
    pane: Pane,
    /// How many hints were open at the last layout.
    hints: usize,
    task: (Vec<Row>, Scroll),
    file: (Vec<Row>, Scroll),
    result: (Vec<Line<'static>>, Scroll),
}

impl Exercise {
    /// Opens an exercise; its files are asked for.
    pub(in crate::tui) fn open(session: &Session, id: &ExerciseId) -> Option<Self> {
        session.exercise(id)?;
        let hints = session.progress.hints(id, session.track());
        Some(Exercise {
            id: id.clone(),
            handed: None,
            text: String::new(),
            outcome: None,
            lacks: Vec::new(),
            open: 0,
            comparing: false,
            editor: None,
            pane: Pane::Task,
            hints,
            task: Default::default(),
            file: Default::default(),
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
        format!("{} ({})", session.curriculum.full_title(&item), session.state(&item).as_str())
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
            News::Lacking(id, lacks) if **id == self.id => (*lacks).clone_into(&mut self.lacks),
            News::Done(Done::Checked { exercise, report, .. }) if *exercise == self.id => {
                if self.editor.is_some() {
                    requests.push(Request::Notice(result::in_short(report)));
                }
                self.outcome = Some(report.clone());
                self.open = 0;
                self.pane = Pane::Result;
                self.result.1.to(0);
            }
            News::Stopped(Task::Check { exercise, .. }) if *exercise == self.id => {
                self.outcome = Some(Err(Trouble::Cancelled));
            }
            News::HandedOut(..) | News::Lacking(..) | News::Saved(..) | News::Done(_) | News::Stopped(_) => {
                return Vec::new();
            }
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
        let requests = match left {
            Some(Left::Saved(text)) if text == self.text => vec![self.check(session)],
            Some(Left::Saved(text)) => self.write(text).into_iter().collect(),
            Some(Left::Closed(text)) => {
                self.editor = None;
                text.and_then(|text| self.write(text)).into_iter().collect()
            }
            None => return Vec::new(),
        };
        self.resize(session);
        requests
    }

    /// What was typed in the built-in editor and not saved.
    pub(in crate::tui) fn unsaved(&self) -> Option<Request> {
        self.editor.as_ref().and_then(Editor::unsaved).and_then(|text| self.write(text))
    }

    fn write(&self, text: String) -> Option<Request> {
        let file = self.handed.as_ref()?.as_ref().ok()?.main.clone();
        Some(Request::Write { exercise: self.id.clone(), file, text })
    }

    fn scroll(&mut self) -> &mut Scroll {
        match self.pane {
            Pane::Task => &mut self.task.1,
            Pane::File => &mut self.file.1,
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
            Command::Other if self.comparing => {}
            Command::Other => {
                self.pane = match self.pane {
                    Pane::Task => Pane::File,
                    Pane::File => Pane::Result,
                    Pane::Result => Pane::Task,
                }
            }
            Command::OpenNext => {
                let failed = self.report().map_or(0, |report| crate::feedback::failed(report).len());
                self.open = (self.open + 1) % failed.max(1);
            }
            Command::Check => return vec![self.check(session)],
            Command::Next => return vec![Request::Next(self.item())],
            Command::Home | Command::Stop if self.comparing => {
                self.comparing = false;
                self.pane = Pane::Result;
            }
            Command::Home => return vec![Request::Home],
            Command::Stop if session.running.is_some() => return vec![Request::Stop],
            Command::Stop => return vec![Request::Home],
            Command::Reset => return vec![Request::Reset(self.id.clone())],
            Command::Undo => return vec![Request::Undo(self.id.clone())],
            Command::Solution if session.state(&self.item()) == State::Passed => {
                self.comparing = !self.comparing;
                self.pane = if self.comparing { Pane::File } else { Pane::Result };
            }
            Command::Solution => {
                return vec![Request::Notice("The reference solution opens once you have passed.".to_owned())];
            }
            Command::Install => return vec![Request::Install],
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
            self.comparing = false;
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

    /// Lays out the panes again. A hint that was just opened is shown from its beginning.
    pub(in crate::tui) fn resize(&mut self, session: &Session) {
        let Some(exercise) = session.exercise(&self.id) else { return };
        let area = widget::body(session);
        let width = panes::widths(area, self.comparing);
        let track = session.track();
        let hints = task::open_hints(session, &self.id);
        self.task.0 = rows::task(exercise, track, &self.lacks, &hints.concat(), width[0]);
        self.file.0 = if self.comparing {
            rows::compare(exercise, track, self.yours(), width[1], width[1] + 4 >= SIDE_BY_SIDE)
        } else {
            rows::file(self.handed.as_ref(), &self.text, width[1])
        };
        self.result.0 = self.result_lines(session, usize::from(width[2]));
        let [task, file, result] = panes::areas(area, self.comparing, self.pane, self.rows());
        self.task.1.fit(self.task.0.len(), usize::from(task.height));
        self.file.1.fit(self.file.0.len(), usize::from(file.height));
        self.result.1.fit(self.result.0.len(), usize::from(result.height));
        if hints.len() > self.hints {
            let before = hints.get(..hints.len() - 1).unwrap_or_default().concat();
            self.task.1.to(rows::task(exercise, track, &self.lacks, &before, width[0]).len() + 1);
        }
        self.hints = hints.len();
    }

    /// The learner's own file, to compare; none where the work is a whole folder.
    fn yours(&self) -> Option<&str> {
        (self.handed.is_some() && !self.is_folder()).then_some(self.text.as_str())
    }

    /// How many rows task, file and result have.
    fn rows(&self) -> [usize; 3] {
        [self.task.0.len(), self.file.0.len(), self.result.0.len()]
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
            Some(Ok(report)) => result::lines(report, self.open, theme, width),
        }
    }

    /// Draws both panes, or the editor.
    pub(in crate::tui) fn view(&self, session: &Session, frame: &mut Frame<'_>, area: Rect) {
        if let Some(editor) = &self.editor {
            editor.view(session, frame, area);
            return;
        }
        let theme = session.theme;
        let passed = self.report().is_some_and(Report::passed);
        let [task, file, result] = panes::areas(area, self.comparing, self.pane, self.rows());
        let name = if self.comparing { "Compare".to_owned() } else { self.file_name() };
        let titles = [
            (Pane::Task, "Task".to_owned(), task),
            (Pane::File, name, file),
            (Pane::Result, "Result".to_owned(), result),
        ];
        for (pane, name, at) in titles {
            if at.y == area.y {
                continue;
            }
            let style = if pane != self.pane {
                theme.quiet()
            } else if pane == Pane::Result && passed {
                theme.good()
            } else {
                theme.accent()
            };
            let title = format!("── {name} ");
            let line = format!("{title}{}", "─".repeat(usize::from(at.width).saturating_sub(title.width())));
            frame.render_widget(Line::styled(line, style), Rect { y: at.y - 1, height: 1, ..at });
        }
        for ((rows, scroll), at) in [(&self.task, task), (&self.file, file)] {
            let rows = rows.get(scroll.page()).unwrap_or_default();
            let lines: Vec<Line<'_>> = rows.iter().map(|row| widget::line(row, theme)).collect();
            panes::draw(lines, scroll, theme, frame, at);
        }
        let lines = match session.checking(&self.id) {
            Some(running) => vec![result::checking(running, session)],
            None => self.result.0.get(self.result.1.page()).unwrap_or_default().to_vec(),
        };
        panes::draw(lines, &self.result.1, theme, frame, result);
    }

    fn file_name(&self) -> String {
        let main = self.handed.as_ref().and_then(|handed| handed.as_ref().ok()).map(|handed| handed.main.as_path());
        main.and_then(Path::file_name).map_or_else(|| "File".to_owned(), |name| name.to_string_lossy().into_owned())
    }
}
