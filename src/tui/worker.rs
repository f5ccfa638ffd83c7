//! Runs jobs in the background, one thread for each; nothing of them is left when it is dropped.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use super::msg::{Done, Job, Msg, Stamped, Task, Trouble};
use crate::check::{CheckError, Files, Need, Runner};
use crate::curriculum::{Curriculum, Item};
use crate::id::{ExerciseId, Track};
use crate::kit::{self, Installed, Progress, SetupError};
use crate::process::Cancel;
use crate::workspace::Workspace;

/// Runs jobs.
pub(super) struct Worker {
    runner: Runner,
    curriculum: Arc<Curriculum>,
    messages: Sender<Stamped>,
    jobs: Vec<(Job, Cancel, JoinHandle<()>)>,
}

impl Worker {
    /// A worker that reports on this channel.
    pub(super) fn new(runner: Runner, curriculum: Arc<Curriculum>, messages: Sender<Stamped>) -> Self {
        Worker { runner, curriculum, messages, jobs: Vec::new() }
    }

    /// Starts a job.
    pub(super) fn start(&mut self, job: Job, task: Task, workspace: &Workspace) {
        self.jobs.retain(|(_, _, thread)| !thread.is_finished());
        let cancel = Cancel::new();
        let work = Work {
            runner: self.runner.clone(),
            curriculum: Arc::clone(&self.curriculum),
            workspace: workspace.clone(),
            messages: self.messages.clone(),
            cancel: cancel.clone(),
            job,
        };
        let thread = thread::spawn(move || {
            let done = Box::new(work.perform(task));
            // Nobody listens any more when the program is ending.
            let _ = work.messages.send(Stamped::now(Msg::Done { job: work.job, done }));
        });
        self.jobs.push((job, cancel, thread));
    }

    /// Packages are looked for below this folder from now on.
    pub(super) fn use_kits(&self, folder: &Path) {
        self.runner.toolchain().use_kits(folder);
    }

    /// Starts the servers that exercises of the item's week need.
    pub(super) fn warm_up(&self, item: Item, track: Track) {
        let (runner, curriculum) = (self.runner.clone(), Arc::clone(&self.curriculum));
        thread::spawn(move || runner.warm_up(&servers(&curriculum, &item, track)));
    }

    /// Finds out what this machine lacks for an exercise.
    pub(super) fn look(&self, id: ExerciseId, track: Track) {
        let (runner, curriculum) = (self.runner.clone(), Arc::clone(&self.curriculum));
        let messages = self.messages.clone();
        thread::spawn(move || {
            let Some(exercise) = curriculum.exercises.get(&id) else { return };
            let lacks = runner.lacks().of(&exercise.spec, track);
            let _ = messages.send(Stamped::now(Msg::Lacking { exercise: id, lacks }));
        });
    }

    /// Asks a job to stop; its programs are ended at once.
    pub(super) fn cancel(&mut self, job: Job) {
        for (_, cancel, _) in self.jobs.iter().filter(|(number, _, _)| *number == job) {
            cancel.cancel();
        }
    }
}

/// The servers that exercises of the item's week need.
fn servers(curriculum: &Curriculum, item: &Item, track: Track) -> Vec<Need> {
    let week = curriculum.week_of(item);
    let items = week.into_iter().flat_map(|week| &week.items).chain([item]);
    let needs = items.flat_map(|item| match item {
        Item::Exercise(id) => {
            curriculum.exercises.get(id).map(|exercise| exercise.spec.needs(track)).unwrap_or_default()
        }
        Item::Lesson(id) => {
            let lesson = curriculum.lessons.get(id).filter(|lesson| lesson.uses_database);
            lesson.map(|_| Need::Database).into_iter().collect()
        }
        Item::Quiz(_) => BTreeSet::new(),
    });
    let servers: BTreeSet<Need> = needs.filter(|need| need.is_server()).collect();
    servers.into_iter().collect()
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.runner.toolchain().stop().cancel();
        for (_, cancel, _) in &self.jobs {
            cancel.cancel();
        }
        for (_, _, thread) in self.jobs.drain(..) {
            let _ = thread.join();
        }
    }
}

struct Work {
    runner: Runner,
    curriculum: Arc<Curriculum>,
    workspace: Workspace,
    messages: Sender<Stamped>,
    cancel: Cancel,
    job: Job,
}

impl Work {
    fn perform(&self, task: Task) -> Done {
        match task {
            Task::Check { exercise: id, track } => {
                let (files, report) = match self.curriculum.exercises.get(&id) {
                    None => (Files::new(), Err(Trouble::CouldNotLook(format!("`{id}` is not in this curriculum")))),
                    Some(exercise) => {
                        let files = self.workspace.files(exercise, track).unwrap_or_default();
                        let report = self
                            .workspace
                            .submission(exercise, track)
                            .map_err(|error| Trouble::CouldNotLook(error.to_string()))
                            .and_then(|submission| {
                                let progress = |done, of| {
                                    let msg = Msg::Progressed { job: self.job, done, of };
                                    let _ = self.messages.send(Stamped::now(msg));
                                };
                                self.runner
                                    .run(&exercise.spec, track, &submission, &self.cancel, &progress)
                                    .map_err(|error| trouble(&error))
                            });
                        (files, report)
                    }
                };
                Done::Checked { exercise: id, track, files, report }
            }
            Task::Sample { lesson, index, sample, track } => {
                let data = self.curriculum.lessons.get(&lesson).map(|lesson| lesson.data.clone()).unwrap_or_default();
                let ran = self.runner.sample(&sample, track, &data, &self.cancel).map_err(|error| trouble(&error));
                Done::Sampled { lesson, index, ran }
            }
            Task::Ask { question, track, given } => {
                let report = self.runner.ask(&question, track, &given, &self.cancel).map_err(|error| trouble(&error));
                Done::Asked { question: question.id, given, report }
            }
            Task::Install { track } => Done::Installed { installed: self.install(track) },
        }
    }
}

impl Work {
    fn install(&self, track: Track) -> Result<String, Trouble> {
        let progress = |Progress { done, of, .. }| {
            let _ = self.messages.send(Stamped::now(Msg::Progressed { job: self.job, done, of }));
        };
        let kit = self.curriculum.kits.get(&track);
        let kit = kit.ok_or_else(|| Trouble::CouldNotLook("this curriculum's kit is broken".to_owned()))?;
        let installed = kit::install(kit, self.runner.toolchain(), &self.cancel, &progress).map_err(|error| {
            let cancelled = matches!(error, SetupError::Cancelled);
            if cancelled { Trouble::Cancelled } else { Trouble::CouldNotLook(error.to_string()) }
        })?;
        let Installed { new, packages, kept, left_out, .. } = installed;
        let told = if new {
            format!("Installed (packages: {packages}).")
        } else {
            "All packages were installed already.".to_owned()
        };
        let left_out = left_out.iter().map(|(package, why)| format!(" Without {package}: {why}."));
        let kept = kept.iter().map(|aside| format!(" What was there is now {}.", aside.display()));
        Ok(std::iter::once(told).chain(left_out).chain(kept).collect())
    }
}

fn trouble(error: &CheckError) -> Trouble {
    match error {
        CheckError::Cancelled => Trouble::Cancelled,
        CheckError::Missing(_)
        | CheckError::Service(_)
        | CheckError::Start(_)
        | CheckError::NothingToCheck(_)
        | CheckError::Io { .. }
        | CheckError::Broken(_) => Trouble::CouldNotLook(error.to_string()),
    }
}
