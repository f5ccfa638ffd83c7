//! The whole state, and what each message makes of it; no input, no output, no clock.

use chrono::{DateTime, Utc};
use crossterm::event::{KeyCode, KeyEventKind, KeyModifiers, MouseEventKind};
use ratatui::Frame;

use super::msg::{Done, Effect, Job, Msg, Task, Trouble};
use super::screen::{
    Confirm, Exercise, Help, Home, Input, Lesson, News, Overlay, Questions, Request, Screen, Welcome, news,
};
use super::session::{Notice, Running, Session};
use super::widget;
use crate::curriculum::Item;
use crate::progress::{Event, Place, What};

/// Rows that one turn of the wheel moves.
const WHEEL: isize = 3;

/// The whole state.
#[derive(Debug)]
pub struct App {
    session: Session,
    screen: Screen,
    overlay: Option<Overlay>,
    last_job: Job,
    /// The place that was written down last.
    place: Option<Place>,
    effects: Vec<Effect>,
    now: DateTime<Utc>,
}

impl App {
    /// Starts at home, or with the welcome where no path is chosen yet.
    pub fn new(session: Session, now: DateTime<Utc>) -> Self {
        let screen = if session.progress.track().is_some() {
            Screen::Home(Home::new(&session))
        } else {
            Screen::Welcome(Welcome::new(&session))
        };
        let place = session.progress.place().cloned();
        App { session, screen, overlay: None, last_job: 0, place, effects: Vec::new(), now }
    }

    /// Takes in one message that arrived at `now`, and says what is to be done.
    pub fn update(&mut self, now: DateTime<Utc>, msg: &Msg) -> Vec<Effect> {
        self.now = now;
        match msg {
            Msg::Key(key) if key.kind == KeyEventKind::Release => {}
            Msg::Key(key) => {
                self.session.notice = None;
                if key.code == KeyCode::Char('c') && key.modifiers == KeyModifiers::CONTROL {
                    self.ask(Request::Quit);
                } else {
                    self.input(&Input::Key(*key));
                }
            }
            Msg::Mouse(mouse) => {
                if mouse.kind == MouseEventKind::ScrollDown {
                    self.input(&Input::Scroll(WHEEL));
                } else if mouse.kind == MouseEventKind::ScrollUp {
                    self.input(&Input::Scroll(-WHEEL));
                }
            }
            Msg::Paste(text) => self.input(&Input::Paste(text.clone())),
            Msg::Resize(size) => {
                self.session.size = *size;
                self.screen.resize(&self.session);
            }
            Msg::Progressed { job, done, of } => {
                let jobs = [&mut self.session.running, &mut self.session.installing].into_iter().flatten();
                for running in jobs.filter(|running| running.job == *job) {
                    (running.done, running.of) = (*done, *of);
                }
            }
            Msg::Done { job, done } => {
                if self.session.running.as_ref().is_some_and(|running| running.job == *job) {
                    self.session.running = None;
                    self.record_check(done);
                    self.tell(msg);
                }
                if self.session.installing.as_ref().is_some_and(|running| running.job == *job) {
                    self.session.installing = None;
                    self.installed(done);
                }
            }
            Msg::HandedOut { .. } | Msg::Lacking { .. } | Msg::Saved { .. } => self.tell(msg),
            Msg::Happened(event) => self.session.progress.apply(event),
            Msg::Notice(text) => self.session.notice = Some(Notice::Info(text.clone())),
            Msg::Failed(text) => self.session.notice = Some(Notice::Error(text.clone())),
            Msg::Tick => {
                self.session.ticks = self.session.ticks.wrapping_add(1);
                self.keep_place();
            }
            Msg::Hangup => self.ask(Request::Quit),
        }
        std::mem::take(&mut self.effects)
    }

    /// Draws everything.
    pub fn view(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let title = self.screen.title(&self.session);
        let help = self.overlay.is_none() && !self.screen.typing();
        let Some(body) = widget::chrome(&self.session, &title, &self.hints(), help, frame, area) else { return };
        self.screen.view(&self.session, frame, body);
        match &self.overlay {
            Some(Overlay::Help(help)) => help.view(&self.session, frame, body),
            Some(Overlay::Confirm(confirm)) => confirm.view(&self.session, frame, body),
            None => {}
        }
    }

    /// Whether something moves on the screen without the learner.
    pub fn is_busy(&self) -> bool {
        self.session.running.is_some() || self.session.installing.is_some()
    }

    /// What all screens share.
    pub fn session(&self) -> &Session {
        &self.session
    }

    fn hints(&self) -> Vec<super::keys::Hint> {
        match &self.overlay {
            Some(Overlay::Help(_)) => Help::hints(),
            Some(Overlay::Confirm(_)) => Confirm::hints(),
            None => self.screen.hints(),
        }
    }

    fn input(&mut self, input: &Input) {
        let requests = match &mut self.overlay {
            Some(Overlay::Help(help)) => help.update(input),
            Some(Overlay::Confirm(confirm)) => confirm.update(input),
            None => match input {
                Input::Key(key) if key.code == KeyCode::Char('?') && !self.screen.typing() => vec![Request::Help],
                Input::Key(_) | Input::Scroll(_) | Input::Paste(_) => self.screen.update(&self.session, input),
            },
        };
        for request in requests {
            self.ask(request);
        }
    }

    fn tell(&mut self, msg: &Msg) {
        if let Some(news) = news(msg) {
            self.hear(&news);
        }
    }

    fn hear(&mut self, news: &News<'_>) {
        for request in self.screen.hear(&self.session, news) {
            self.ask(request);
        }
    }

    fn ask(&mut self, request: Request) {
        match request {
            Request::Home => {
                self.leave();
                self.show(Screen::Home(Home::new(&self.session)));
            }
            Request::Go(item) => self.go(&item),
            Request::Next(item) => match self.session.next(&item) {
                Some(next) => self.go(&next),
                None => self.ask(Request::Home),
            },
            Request::Settings => {
                self.leave();
                self.show(Screen::Welcome(Welcome::new(&self.session)));
            }
            Request::Help => self.overlay = Some(Overlay::Help(Help::new(self.screen.hints()))),
            Request::Close => self.overlay = None,
            Request::Quit => {
                self.leave();
                self.effects.push(Effect::Quit);
            }
            Request::Record(what) => {
                self.record(what);
                self.screen.resize(&self.session);
            }
            Request::Settle { track, workspace, hours } => {
                if self.session.progress.track() != Some(track) {
                    self.record(What::Chose { track });
                }
                self.record(What::Settled { workspace: workspace.clone(), hours });
                self.session.workspace.clone_from(&workspace);
                self.effects.push(Effect::UseWorkspace(workspace));
                self.ask(Request::Home);
            }
            Request::Start(task) => self.start(task),
            Request::Stop => {
                if let Some(running) = self.session.running.take() {
                    self.effects.push(Effect::Cancel(running.job));
                    self.hear(&News::Stopped(&running.task));
                }
            }
            Request::Install => self.install(),
            Request::HandOut(exercise) => self.effects.push(Effect::HandOut(exercise, self.session.track())),
            Request::Edit(exercise, file) => self.effects.push(Effect::Edit(exercise, file)),
            Request::Write { exercise, file, text } => self.effects.push(Effect::Write { exercise, file, text }),
            Request::Reset(ref exercise) => {
                let question = self.session.reset_question(exercise);
                self.overlay = Some(Overlay::Confirm(Confirm::new(question, request)));
            }
            Request::Confirmed(request) => {
                self.overlay = None;
                if let Request::Reset(exercise) = *request {
                    self.stop();
                    self.effects.push(Effect::Reset(exercise, self.session.track()));
                } else {
                    self.ask(*request);
                }
            }
            Request::Undo(exercise) => {
                self.stop();
                self.effects.push(Effect::Undo(exercise, self.session.track()));
            }
            Request::Copy { what, text } => {
                self.session.notice = Some(Notice::Info(format!("Copied {what}.")));
                self.effects.push(Effect::Copy(text));
            }
            Request::Notice(text) => self.session.notice = Some(Notice::Info(text)),
        }
    }

    fn go(&mut self, item: &Item) {
        if !self.session.curriculum.is_whole(item) {
            let told = match self.session.curriculum.find(item.id()) {
                Some(_) => format!("The {} `{}` is broken; `roadmap lint` tells why.", item.kind(), item.id()),
                None => format!("`{}` is not in this curriculum.", item.id()),
            };
            self.session.notice = Some(Notice::Error(told));
            return;
        }
        self.leave();
        let at = self.session.progress.place_in(item);
        self.record(What::Went { place: Place { item: item.clone(), at } });
        self.effects.push(Effect::WarmUp(item.clone(), self.session.track()));
        let screen = match item {
            Item::Lesson(id) => Lesson::open(&self.session, id).map(|lesson| Screen::Lesson(Box::new(lesson))),
            Item::Exercise(id) => Questions::exercise(&self.session, id)
                .map(|screen| Screen::Questions(Box::new(screen)))
                .or_else(|| Some(Screen::Exercise(Box::new(Exercise::open(&self.session, id)?)))),
            Item::Quiz(id) => Questions::quiz(&self.session, id).map(|screen| Screen::Questions(Box::new(screen))),
        };
        if let Some(screen) = screen {
            self.show(screen);
            if let Item::Exercise(id) = item {
                self.ask(Request::HandOut(id.clone()));
            }
        }
    }

    fn show(&mut self, screen: Screen) {
        self.overlay = None;
        self.screen = screen;
        self.screen.resize(&self.session);
    }

    /// Before another screen: nothing goes on running for the old one, its place is kept, and what was typed as well.
    fn leave(&mut self) {
        self.stop();
        if let Some(request) = self.screen.unsaved() {
            self.ask(request);
        }
        self.keep_place();
        self.effects.push(Effect::Unwatch);
    }

    fn keep_place(&mut self) {
        let place = self.screen.place();
        if place.is_some() && place != self.place {
            self.place.clone_from(&place);
            if let Some(place) = place {
                self.record(What::Went { place });
            }
        }
    }

    fn start(&mut self, task: Task) {
        self.stop();
        self.last_job += 1;
        self.session.running = Some(Running { job: self.last_job, task: task.clone(), done: 0, of: 0 });
        self.effects.push(Effect::Start(self.last_job, task));
        self.screen.resize(&self.session);
    }

    fn stop(&mut self) {
        if let Some(running) = self.session.running.take() {
            self.effects.push(Effect::Cancel(running.job));
            self.screen.resize(&self.session);
        }
    }

    /// Begins an installation, which goes on whatever is done meanwhile, or stops it.
    fn install(&mut self) {
        if let Some(running) = self.session.installing.take() {
            self.effects.push(Effect::Cancel(running.job));
            self.session.notice = Some(Notice::Info("Stopped installing packages. i begins again.".to_owned()));
            return;
        }
        self.last_job += 1;
        let task = Task::Install { track: self.session.track() };
        self.session.installing = Some(Running { job: self.last_job, task: task.clone(), done: 0, of: 0 });
        self.effects.push(Effect::Start(self.last_job, task));
    }

    /// Tells what came of an installation; what the open exercise lacks may be another thing now.
    fn installed(&mut self, done: &Done) {
        let Done::Installed { installed } = done else { return };
        self.session.notice = match installed {
            Ok(text) => Some(Notice::Info(text.clone())),
            Err(Trouble::CouldNotLook(why)) => Some(Notice::Error(why.clone())),
            Err(Trouble::Cancelled) => None,
        };
        if let Some(Place { item: Item::Exercise(id), .. }) = self.screen.place() {
            self.effects.push(Effect::Look(id, self.session.track()));
        }
    }

    fn record(&mut self, what: What) {
        if let What::Went { place } = &what {
            self.place = Some(place.clone());
        }
        let event = Event { at: self.now, what };
        self.session.progress.apply(&event);
        self.effects.push(Effect::Record(event, None));
    }

    /// An attempt is written down wherever the learner is by now.
    fn record_check(&mut self, done: &Done) {
        let Done::Checked { exercise, track, files, report } = done else { return };
        match report {
            Ok(report) => {
                let (passed, wrong) = (report.passed(), report.wrong());
                let shared = self.session.exercise(exercise).is_some_and(|exercise| exercise.spec.shared);
                let what = What::Checked { exercise: exercise.clone(), track: *track, shared, passed, wrong };
                let event = Event { at: self.now, what };
                self.session.progress.apply(&event);
                self.effects.push(Effect::Record(event, Some(files.clone())));
            }
            Err(Trouble::Cancelled) => {}
            Err(Trouble::CouldNotLook(why)) => self.session.notice = Some(Notice::Error(why.clone())),
        }
    }
}
