//! What `verify` and `grade` share: the curriculum, the runner, the choice of what to look at, and how the report is shown.

use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{Options, RunArgs};
use super::interrupt::Interrupt;
use super::places::{data_folder, library, peek, workspace_folder};
use super::print::Out;
use super::{Exit, Stop, report};
use crate::check::Runner;
use crate::curriculum::{Curriculum, Item};
use crate::id::Track;
use crate::report::{Command, Format, Report, Whole, digest};
use crate::results::{Engine, Results};
use crate::select::{Changes, ChangesError};
use crate::verify;

/// A run over many exercises.
pub(super) struct Batch<'a> {
    args: &'a RunArgs,
    /// The curriculum, which has no errors.
    pub curriculum: Curriculum,
    /// The paths that were asked for.
    pub tracks: Vec<Track>,
    /// Judges.
    pub runner: Runner,
    /// Ends all programs when a signal comes.
    pub interrupt: Interrupt,
    data: Option<PathBuf>,
    bar: ProgressBar,
}

impl<'a> Batch<'a> {
    /// Loads everything. `what` completes "this curriculum cannot be …".
    pub(super) fn open(options: &Options, args: &'a RunArgs, what: &str, out: &mut Out) -> Result<Self, Stop> {
        let (curriculum, problems) = Curriculum::load(&library(options));
        if problems.errors() > 0 {
            // Standard output is for the report alone.
            out.raw_error(&problems.render(out.has_colour()))?;
            return Err(Stop::could_not_look(format!(
                "this curriculum cannot be {what} before these errors are mended"
            )));
        }
        let Some(curriculum) = curriculum else { return Err(Stop::could_not_look("there is no curriculum here")) };
        let data = data_folder(options).ok();
        let runner = Runner::on_this_machine(data.as_deref());
        if let Ok(workspace) = workspace_folder(options, &peek(options)) {
            runner.toolchain().use_kits(&workspace);
        }
        let interrupt = Interrupt::listen(runner.toolchain());
        Ok(Batch {
            args,
            curriculum,
            tracks: options.path.map_or_else(|| Track::ALL.to_vec(), |track| vec![track]),
            runner,
            interrupt,
            data,
            bar: bar(args.format() != Format::Human || options.plain),
        })
    }

    /// The results of earlier runs, unless they are not wanted or there is no place for them.
    pub(super) fn results(&self) -> Option<Results> {
        let data = self.data.as_ref().filter(|_| !self.args.no_cache)?;
        Some(Results::new(data, Engine::of(&self.runner)))
    }

    /// What changed in a folder since the commit that was named; none when none was.
    pub(super) fn changes(&self, folder: &Path) -> Result<Option<Changes>, Stop> {
        let Some(reference) = &self.args.changed_since else { return Ok(None) };
        let changes = Changes::since(reference, folder, self.runner.toolchain(), &self.interrupt.cancel);
        changes.map(Some).map_err(|error| match error {
            ChangesError::NoCommit { .. } => Stop::usage(error.to_string()),
            ChangesError::Git(_) | ChangesError::Refused(_) => Stop::could_not_look(error),
        })
    }

    /// The part of what was chosen that is to be looked at now, each with its place in the whole. `name` names one for the
    /// digest, `id` is what the part goes by.
    pub(super) fn part<'t, T>(
        &self,
        found: usize,
        chosen: &'t [T],
        name: impl Fn(&T) -> String,
        id: impl Fn(&T) -> &str,
    ) -> (Whole, Vec<(usize, &'t T)>) {
        let names: Vec<String> = chosen.iter().map(name).collect();
        let whole = Whole {
            found,
            chosen: chosen.len(),
            changed_since: self.args.changed_since.clone(),
            digest: digest(names.iter().map(String::as_str)),
        };
        let part = chosen.iter().enumerate().filter(|(_, one)| self.args.shard.is_none_or(|shard| shard.has(id(one))));
        (whole, part.collect())
    }

    /// Works with as many programs at once as were asked for. `work` is given what to tell about its progress.
    pub(super) fn install<T: Send>(
        &self,
        work: impl FnOnce(&(dyn Fn(usize, usize) + Sync)) -> T + Send,
    ) -> Result<T, Stop> {
        let progress = |done: usize, of: usize| {
            self.bar.set_length(u64::try_from(of).unwrap_or(u64::MAX));
            self.bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
        };
        let jobs = self.args.jobs.map_or_else(verify::usual_jobs, usize::from);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().map_err(Stop::could_not_look)?;
        let value = pool.install(|| work(&progress));
        self.bar.finish_and_clear();
        if self.interrupt.cancel.is_cancelled() {
            return Err(Stop::could_not_look("stopped before everything was judged"));
        }
        Ok(value)
    }

    /// Makes the report and shows it.
    pub(super) fn finish(
        &self,
        command: Command,
        whole: Whole,
        notes: Vec<String>,
        items: Vec<crate::report::Item>,
        out: &mut Out,
    ) -> Result<Exit, Stop> {
        let report = Report::new(command, self.tracks.clone(), whole, self.args.shard, notes, items);
        report::show(&report, self.args.format(), out)?;
        Ok(report::exit(&report))
    }

    /// The items that were asked for: ids of items, projects or weeks. Those that were named by their own id come back
    /// besides.
    pub(super) fn items(&self, what: &[String]) -> Result<(Vec<Item>, Vec<Item>), Stop> {
        let (mut items, mut named) = (Vec::new(), Vec::new());
        for name in what {
            if let Some(week) = self.curriculum.week(name) {
                items.extend(week.items.iter().cloned());
            } else if let Some(project) = self.curriculum.project(name) {
                items.extend(project.milestones.iter().cloned().map(Item::Exercise));
            } else if let Some(item) = self.curriculum.find(name) {
                named.push(item.clone());
                items.push(item);
            } else {
                let near = self.curriculum.nearest(name);
                let meant = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                return Err(Stop::usage(format!("there is no item, project or week `{name}`{meant}")));
            }
        }
        Ok((items, named))
    }
}

/// A name of a file as it is seen from the folder in which the command was run, where that is possible.
pub(super) fn from_here(folder: &Path, file: &str) -> String {
    let here = std::env::current_dir().ok();
    let folder = here.as_ref().and_then(|here| folder.strip_prefix(here).ok()).unwrap_or(folder);
    if folder.is_absolute() {
        return file.to_owned();
    }
    let parts = folder.components().filter(|part| !matches!(part, std::path::Component::CurDir));
    let names: Vec<String> = parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    names.into_iter().chain([file.to_owned()]).collect::<Vec<_>>().join("/")
}

/// A bar on standard error, where that is a terminal.
fn bar(quiet: bool) -> ProgressBar {
    let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(None, target);
    match ProgressStyle::with_template("{bar:30} {pos} of {len}  {elapsed}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
