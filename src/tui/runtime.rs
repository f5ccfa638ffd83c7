//! Performs effects: the event loop between terminal, worker, watcher, store and the learner's editor.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use chrono::Utc;
use crossterm::event;
use ratatui::layout::Size;

use super::app::App;
use super::msg::{Effect, Msg, Stamped};
use super::session::{Notice, Session};
use super::terminal::{self, Screen};
use super::theme::{Theme, Tone};
use super::watch::Watch;
use super::worker::Worker;
use crate::check::Runner;
use crate::curriculum::Curriculum;
use crate::id::{ExerciseId, Track};
use crate::process;
use crate::progress::{Event, Progress, Store, What};
use crate::workspace::Workspace;

/// How often a sign of life moves while something runs.
const BUSY_TICK: Duration = Duration::from_millis(120);
/// How often the learner's place is written down while nothing runs.
const IDLE_TICK: Duration = Duration::from_secs(1);
/// How long the input thread waits for a key before it looks whether it shall pause.
const INPUT_POLL: Duration = Duration::from_millis(40);

/// Finds something to say.
pub type Later = Box<dyn FnOnce() -> Option<String> + Send>;

/// What the terminal UI needs to begin.
pub struct Options {
    /// The curriculum.
    pub curriculum: Arc<Curriculum>,
    /// Judges submissions.
    pub runner: Runner,
    /// Keeps progress; none when it cannot be kept, which `notice` then says.
    pub store: Option<Store>,
    /// The events so far.
    pub events: Vec<Event>,
    /// Where exercise files live unless the learner chose another folder.
    pub workspace: PathBuf,
    /// Whether that folder was asked for on the command line, which wins over what was chosen before.
    pub workspace_given: bool,
    /// The learner's home folder.
    pub home: Option<PathBuf>,
    /// The path asked for on the command line.
    pub track: Option<Track>,
    /// The learner's own editor (`$VISUAL`, `$EDITOR`).
    pub editor: Option<String>,
    /// Something to say at the start.
    pub notice: Option<String>,
    /// Finds out, while the learner is looking already, what else there is to say.
    pub later: Option<Later>,
}

/// The terminal UI cannot go on.
#[derive(Debug, thiserror::Error)]
#[error("the terminal cannot be used: {0}")]
pub struct TuiError(#[from] io::Error);

/// Runs the terminal UI until the learner quits.
pub fn run(mut options: Options) -> Result<(), TuiError> {
    let tone = terminal::tone();
    let (messages, inbox) = channel();
    let mut runtime = Runtime {
        worker: Worker::new(options.runner.clone(), Arc::clone(&options.curriculum), messages.clone()),
        curriculum: Arc::clone(&options.curriculum),
        workspace: Workspace::new(options.workspace.clone()),
        store: None,
        watch: None,
        input: Input::default(),
        messages,
        editor: options.editor.clone(),
        later: options.later.take(),
    };
    let app = runtime.begin(options, tone)?;
    let mut screen = Screen::enter()?;
    runtime.input.listen(runtime.messages.clone());
    #[cfg(unix)]
    listen_for_hangup(runtime.messages.clone())?;
    thread::spawn(Runner::sweep);
    runtime.turn(app, &mut screen, &inbox)?;
    Ok(())
}

struct Runtime {
    worker: Worker,
    curriculum: Arc<Curriculum>,
    workspace: Workspace,
    store: Option<Store>,
    watch: Option<Watch>,
    input: Input,
    messages: Sender<Stamped>,
    editor: Option<String>,
    later: Option<Later>,
}

impl Runtime {
    fn begin(&mut self, options: Options, tone: Tone) -> io::Result<App> {
        let mut progress = Progress::of(options.events);
        if let Some(chosen) = progress.workspace().filter(|_| !options.workspace_given) {
            self.use_workspace(chosen.clone());
        }
        self.store = options.store;
        if let Some(track) = options.track.filter(|track| progress.track() != Some(*track)) {
            let event = Event { at: Utc::now(), what: What::Chose { track } };
            progress.apply(&event);
            self.record(&event, None);
        }
        let (width, height) = crossterm::terminal::size()?;
        let session = Session {
            curriculum: Arc::clone(&self.curriculum),
            progress,
            size: Size { width, height },
            theme: Theme::new(tone),
            workspace: self.workspace.root().to_owned(),
            home: options.home,
            editor: options.editor,
            running: None,
            installing: None,
            notice: options.notice.map(Notice::Error),
            ticks: 0,
        };
        Ok(App::new(session, Utc::now()))
    }

    fn turn(&mut self, mut app: App, screen: &mut Screen, inbox: &Receiver<Stamped>) -> io::Result<()> {
        loop {
            screen.draw(|frame| app.view(frame))?;
            self.look_further();
            let tick = if app.is_busy() { BUSY_TICK } else { IDLE_TICK };
            let mut next = match inbox.recv_timeout(tick) {
                Ok(stamped) => Some(stamped),
                Err(RecvTimeoutError::Timeout) => {
                    self.hear_others();
                    self.measure(app.session().size);
                    Some(Stamped::now(Msg::Tick))
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            // All that has arrived meanwhile is taken in before the next frame is drawn.
            while let Some(stamped) = next {
                for effect in app.update(stamped.at, &stamped.msg) {
                    if self.perform(effect, screen)? {
                        return Ok(());
                    }
                }
                next = inbox.try_recv().ok();
            }
        }
    }

    /// What may take long is looked at once there is something to see.
    fn look_further(&mut self) {
        let Some(later) = self.later.take() else { return };
        let messages = self.messages.clone();
        thread::spawn(move || later().map(|text| messages.send(Stamped::now(Msg::Failed(text)))));
    }

    /// Performs one effect; true when it is the last.
    fn perform(&mut self, effect: Effect, screen: &mut Screen) -> io::Result<bool> {
        match effect {
            Effect::Record(event, files) => self.record(&event, files.as_ref()),
            Effect::Start(job, task) => self.worker.start(job, task, &self.workspace),
            Effect::WarmUp(item, track) => self.worker.warm_up(item, track),
            Effect::Cancel(job) => self.worker.cancel(job),
            Effect::Look(exercise, track) => self.worker.look(exercise, track),
            Effect::HandOut(exercise, track) => self.hand_out(&exercise, track),
            Effect::Unwatch => self.watch = None,
            Effect::Edit(exercise, file) => self.edit(&exercise, &file, screen)?,
            Effect::Write { file, text, .. } => {
                if let Err(error) = self.workspace.write(&file, &text) {
                    self.say(Msg::Failed(error.to_string()));
                }
            }
            Effect::Reset(exercise, track) => self.reset(&exercise, track),
            Effect::Undo(exercise, track) => self.undo(&exercise, track),
            Effect::Copy(text) => screen.copy(&text)?,
            Effect::UseWorkspace(folder) => self.use_workspace(folder),
            Effect::Quit => return Ok(true),
        }
        Ok(false)
    }

    /// A terminal that changes its size while the tutor starts, or while an editor has it, tells nobody.
    fn measure(&self, known: Size) {
        if let Ok((width, height)) = crossterm::terminal::size()
            && known != (Size { width, height })
        {
            self.say(Msg::Resize(Size { width, height }));
        }
    }

    /// What another process wrote down meanwhile, such as a check on the command line. Its place and its settings are
    /// its own.
    fn hear_others(&mut self) {
        let news = self.store.as_mut().and_then(|store| store.news().ok()).unwrap_or_default();
        for event in news {
            match event.what {
                What::Read { .. }
                | What::Checked { .. }
                | What::Answered { .. }
                | What::Finished { .. }
                | What::Hint { .. }
                | What::Reset { .. }
                | What::Undone { .. } => self.say(Msg::Happened(event)),
                What::Chose { .. } | What::Settled { .. } | What::Went { .. } | What::Unknown => {}
            }
        }
    }

    fn say(&self, msg: Msg) {
        let _ = self.messages.send(Stamped::now(msg));
    }

    fn record(&mut self, event: &Event, files: Option<&crate::check::Files>) {
        if let Some(store) = &mut self.store
            && let Err(error) = store.append(event, files)
        {
            self.say(Msg::Failed(error.to_string()));
        }
    }
}

impl Runtime {
    /// Exercise files, and the packages that they use, are in this folder from now on.
    fn use_workspace(&mut self, folder: PathBuf) {
        self.worker.use_kits(&folder);
        self.workspace = Workspace::new(folder);
    }

    fn hand_out(&mut self, id: &ExerciseId, track: Track) {
        let Some(exercise) = self.curriculum.exercises.get(id) else { return };
        let handed = self.workspace.hand_out(exercise, track).map_err(|error| error.to_string()).map(|handed| {
            let text = std::fs::read(&handed.main).unwrap_or_default();
            (handed, String::from_utf8_lossy(&text).into_owned())
        });
        if let Ok((handed, _)) = &handed
            && handed.main != handed.folder
        {
            match Watch::new(id.clone(), handed.main.clone(), self.messages.clone()) {
                Ok(watch) => self.watch = Some(watch),
                Err(error) => {
                    self.say(Msg::Failed(format!("Saves are not noticed here ({error}); press c to check.")));
                }
            }
        }
        self.say(Msg::HandedOut { exercise: id.clone(), handed });
        self.worker.look(id.clone(), track);
    }

    fn reset(&mut self, id: &ExerciseId, track: Track) {
        let Some(exercise) = self.curriculum.exercises.get(id) else { return };
        match self.workspace.reset(exercise, track) {
            Ok(files) => {
                let event = Event { at: Utc::now(), what: What::Reset { exercise: id.clone(), track } };
                self.record(&event, Some(&files));
                self.say(Msg::Happened(event));
                self.hand_out(id, track);
                self.say(Msg::Notice("Back to the starter. Your files are kept; U brings them back.".to_owned()));
            }
            Err(error) => self.say(Msg::Failed(error.to_string())),
        }
    }

    fn undo(&mut self, id: &ExerciseId, track: Track) {
        let Some(exercise) = self.curriculum.exercises.get(id) else { return };
        match self.workspace.undo(exercise, track) {
            Ok(()) => {
                let event = Event { at: Utc::now(), what: What::Undone { exercise: id.clone(), track } };
                self.record(&event, None);
                self.say(Msg::Happened(event));
                self.hand_out(id, track);
                self.say(Msg::Notice("Your files are back.".to_owned()));
            }
            Err(error) => self.say(Msg::Failed(error.to_string())),
        }
    }

    /// Steps aside for the learner's editor. What they saved there is noticed by the watcher.
    fn edit(&mut self, id: &ExerciseId, file: &std::path::Path, screen: &mut Screen) -> io::Result<()> {
        let Some(editor) = self.editor.clone() else { return Ok(()) };
        self.input.pause();
        let ended = screen.step_aside(|| process::attend(&editor, file));
        self.input.resume();
        match ended? {
            Ok(()) => {}
            Err(error) => self.say(Msg::Failed(format!("{error}. Press E for the built-in editor."))),
        }
        let (width, height) = crossterm::terminal::size()?;
        self.say(Msg::Resize(Size { width, height }));
        if self.watch.is_none()
            && let Ok(text) = std::fs::read(file)
        {
            self.say(Msg::Saved { exercise: id.clone(), text: String::from_utf8_lossy(&text).into_owned() });
        }
        Ok(())
    }
}

/// The thread that reads keys. It pauses while an editor has the terminal.
#[derive(Debug, Default, Clone)]
pub(super) struct Input {
    pause: Arc<AtomicBool>,
    paused: Arc<AtomicBool>,
}

impl Input {
    pub(super) fn listen(&self, messages: Sender<Stamped>) {
        let input = self.clone();
        thread::spawn(move || {
            loop {
                if input.pause.load(Ordering::SeqCst) {
                    input.paused.store(true, Ordering::SeqCst);
                    thread::sleep(INPUT_POLL);
                    continue;
                }
                input.paused.store(false, Ordering::SeqCst);
                let read = event::poll(INPUT_POLL).and_then(|some| some.then(event::read).transpose());
                let msg = match read {
                    Ok(None) => continue,
                    Ok(Some(event::Event::Key(key))) => Msg::Key(key),
                    Ok(Some(event::Event::Mouse(mouse))) => Msg::Mouse(mouse),
                    Ok(Some(event::Event::Paste(text))) => Msg::Paste(text),
                    Ok(Some(event::Event::Resize(width, height))) => Msg::Resize(Size { width, height }),
                    Ok(Some(event::Event::FocusGained | event::Event::FocusLost)) => continue,
                    Err(_) => Msg::Hangup,
                };
                let last = matches!(msg, Msg::Hangup);
                if messages.send(Stamped::now(msg)).is_err() || last {
                    return;
                }
            }
        });
    }

    fn pause(&self) {
        self.pause.store(true, Ordering::SeqCst);
        while !self.paused.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(1));
        }
    }

    fn resume(&self) {
        self.pause.store(false, Ordering::SeqCst);
    }
}

/// A closed terminal and a polite request to end become messages, so that children are ended and nothing is lost.
#[cfg(unix)]
pub(super) fn listen_for_hangup(messages: Sender<Stamped>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    thread::spawn(move || {
        for _ in &mut signals {
            let _ = messages.send(Stamped::now(Msg::Hangup));
        }
    });
    Ok(())
}
