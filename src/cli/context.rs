//! What most commands work with: the curriculum, the learner's progress, their files and the runner.

use std::sync::Arc;

use chrono::Utc;

use super::args::Options;
use super::places::{data_folder, inherited, progress_folder, workspace_folder};
use super::print::Out;
use super::{Exit, Stop};
use crate::check::{Files, Runner};
use crate::curriculum::{Curriculum, Exercise, Item};
use crate::diagnostic::Diagnostics;
use crate::id::Track;
use crate::progress::{Event, Progress, State, Store, What};
use crate::workspace::Workspace;

/// What most commands work with.
pub(super) struct Context {
    /// The curriculum.
    pub curriculum: Arc<Curriculum>,
    /// Judges submissions.
    pub runner: Runner,
    /// What the learner did so far.
    pub progress: Progress,
    /// The events behind it.
    pub events: Vec<Event>,
    /// Keeps what happens; none when it cannot be kept.
    pub store: Option<Store>,
    /// The learner's files.
    pub workspace: Workspace,
    /// What was typed.
    pub options: Options,
    /// What the learner should know about the store and the curriculum.
    pub notices: Vec<String>,
}

/// Which milestone a project's own id means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    /// The first that is not passed yet; the last one when all are.
    FirstOpen,
    /// The last one that was begun.
    Furthest,
}

impl Context {
    /// Loads everything, and tells on standard error what the learner should know.
    pub(super) fn open(options: Options, out: &mut Out) -> Result<Self, Stop> {
        let context = Self::load(options)?;
        for notice in &context.notices {
            out.note(notice)?;
        }
        Ok(context)
    }

    /// Loads everything.
    pub(super) fn load(options: Options) -> Result<Self, Stop> {
        let (curriculum, problems) = Curriculum::open(options.course.as_deref());
        let curriculum = curriculum.ok_or_else(|| broken(&problems))?;
        let mut notices = Vec::new();
        if problems.errors() > 0 {
            notices.push(with_problems(&problems));
        }
        let (data, kept) = (data_folder(&options)?, progress_folder(&options)?);
        let opened =
            Store::open(&kept).and_then(|(store, opened)| store.events().map(|events| (store, opened, events)));
        let (store, events) = match opened {
            Ok((store, opened, events)) => {
                notices.extend(opened.notice());
                (Some(store), events)
            }
            Err(error) => {
                notices.push(format!("Nothing new is remembered this time: {error}"));
                (None, Store::peek(&kept).unwrap_or_default())
            }
        };
        let events: Vec<Event> = inherited(&options).into_iter().chain(events).collect();
        let progress = Progress::of(events.iter().cloned());
        let workspace = workspace_folder(&options, &progress)?;
        let runner = Runner::on_this_machine(Some(&data));
        runner.toolchain().use_kits(&workspace);
        Ok(Context {
            curriculum: Arc::new(curriculum),
            runner,
            progress,
            events,
            store,
            workspace: Workspace::new(workspace),
            options,
            notices,
        })
    }

    /// The path: asked for, or chosen before.
    pub(super) fn track(&self) -> Result<Track, Stop> {
        self.options
            .path
            .or_else(|| self.progress.track())
            .ok_or_else(|| Stop::usage("which path? Say --path node or --path python, or set ROADMAP_PATH"))
    }

    /// The path, node if none is chosen: for what both share.
    pub(super) fn track_or_first(&self) -> Track {
        self.options.path.or_else(|| self.progress.track()).unwrap_or(Track::Node)
    }

    /// An item by its id.
    pub(super) fn item(&self, id: &str) -> Result<Item, Stop> {
        if let Some(project) = self.curriculum.project(id) {
            let first = project.milestones.first().map_or("", |id| id.as_str());
            return Err(Stop::usage(format!(
                "`{id}` is a project: name one of its milestones, such as `{first}`; `roadmap show {id}` shows them"
            )));
        }
        let item = self.curriculum.find(id).ok_or_else(|| {
            let near = self.curriculum.nearest(id);
            let meant = near.map_or_else(|| ".".to_owned(), |near| format!("; did you mean `{near}`?"));
            Stop::usage(format!("there is no lesson, quiz, exercise or project `{id}`{meant} `roadmap list` shows all"))
        })?;
        if self.curriculum.is_whole(&item) { Ok(item) } else { Err(is_broken(item.kind(), id)) }
    }

    /// An exercise by its id.
    pub(super) fn exercise(&self, id: &str) -> Result<&Exercise, Stop> {
        match self.item(id)? {
            Item::Exercise(id) => self.curriculum.exercises.get(&id).ok_or_else(|| is_broken("exercise", id.as_str())),
            item @ (Item::Lesson(_) | Item::Quiz(_)) => {
                Err(Stop::usage(format!("`{id}` is a {}, not an exercise; `roadmap show {id}` shows it", item.kind())))
            }
        }
    }

    /// An exercise by its id; of a project the milestone that is under way.
    pub(super) fn exercise_or_project(&self, id: &str, track: Track, pick: Pick) -> Result<&Exercise, Stop> {
        let Some(project) = self.curriculum.project(id) else { return self.exercise(id) };
        let milestones = || project.milestones.iter().filter_map(|id| self.curriculum.exercises.get(id));
        let state = |exercise: &Exercise| self.progress.state(&Item::Exercise(exercise.id.clone()), track);
        let picked = match pick {
            Pick::FirstOpen => {
                milestones().find(|exercise| state(exercise) != State::Passed).or_else(|| milestones().last())
            }
            Pick::Furthest => {
                let started = |exercise: &&Exercise| self.workspace.submission(exercise, track).is_ok();
                let known = milestones().filter(|exercise| state(exercise) != State::New).filter(started).last();
                known.or_else(|| milestones().find(started)).or_else(|| milestones().next())
            }
        };
        picked.ok_or_else(|| is_broken("project", id))
    }

    /// Writes down what happened.
    pub(super) fn record(&mut self, what: What, files: Option<&Files>) -> Result<(), Stop> {
        let event = Event { at: Utc::now(), what };
        self.progress.apply(&event);
        match &mut self.store {
            Some(store) => store.append(&event, files).map_err(Stop::could_not_look),
            None => Ok(()),
        }
    }
}

fn is_broken(kind: &str, id: &str) -> Stop {
    Stop::could_not_look(format!("the {kind} `{id}` is broken; `roadmap lint` tells why"))
}

/// Says that there are problems.
pub(super) fn with_problems(problems: &Diagnostics) -> String {
    format!("this curriculum has problems ({}); `roadmap lint` shows them", problems.totals())
}

fn broken(problems: &Diagnostics) -> Stop {
    Stop {
        exit: Exit::CouldNotLook,
        message: format!("this curriculum cannot be used\n{}", problems.render(false).trim_end()),
    }
}
