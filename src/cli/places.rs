//! Where things are: the curriculum, the learner's progress and their files; those of each course that was added are apart.

use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

use super::Stop;
use super::args::Options;
use crate::course::{Courses, Named};
use crate::curriculum::Library;
use crate::diagnostic::did_you_mean;
use crate::id::CourseId;
use crate::progress::{Event, Progress, Store, What};

/// What a command does to the course that it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Reads it.
    Read,
    /// Writes into its folder.
    Write,
    /// Writes into its folder, which may be new.
    Make,
}

/// Finds the course that `--course` names: one that was added wins over a folder of the same name, so that a name means
/// the same wherever it is typed; `./NAME` is the folder. Gives back what the learner should know.
pub(super) fn find_course(options: &mut Options, to: Use) -> Result<Option<String>, Stop> {
    let Some(named) = options.course.clone() else { return Ok(None) };
    let Some(name) = named.to_str().and_then(|name| name.parse::<CourseId>().ok()) else { return Ok(None) };
    let Ok(courses) = courses(options) else { return Ok(None) };
    let is_folder = named.exists();
    if let Some(course) = courses.find(&name)? {
        if to != Use::Read {
            return Err(Stop::usage(format!(
                "`{name}` is a course that was added, and an update replaces what is written there: name a folder, \
                 such as `./{name}`"
            )));
        }
        options.course = Some(course.folder);
        options.added = Some(name.clone());
        return Ok(is_folder.then(|| format!("`{name}` is the course that was added; the folder here is `./{name}`")));
    }
    let all = courses.all()?;
    if is_folder || to == Use::Make || all.is_empty() {
        return Ok(None);
    }
    Err(unknown(&name, &all, "neither a folder nor a course"))
}

/// There is no such course. `what` completes "there is … `name`".
pub(super) fn unknown(name: &CourseId, all: &[Named], what: &str) -> Stop {
    let near = did_you_mean(name.as_str(), all.iter().map(|(name, _)| name.as_str()));
    let near = near.map_or_else(String::new, |near| format!("{near} "));
    Stop::usage(format!("there is {what} `{name}`; {near}`roadmap course list` shows the courses that were added"))
}

/// Reads the curriculum that was asked for, whatever its problems.
pub(super) fn library(options: &Options) -> Library {
    options.course.as_deref().map_or_else(Library::embedded, Library::folder)
}

/// The folder of progress and caches.
pub(super) fn data_folder(options: &Options) -> Result<PathBuf, Stop> {
    options
        .data
        .clone()
        .or_else(|| ProjectDirs::from("", "", "roadmap").map(|dirs| dirs.data_dir().to_owned()))
        .ok_or_else(|| Stop::could_not_look("this system names no folder for data: use --data DIR"))
}

/// The courses that were added.
pub(super) fn courses(options: &Options) -> Result<Courses, Stop> {
    Ok(Courses::new(&data_folder(options)?))
}

/// The folder of the progress in the course.
pub(super) fn progress_folder(options: &Options) -> Result<PathBuf, Stop> {
    let data = data_folder(options)?;
    Ok(options.added.as_ref().map_or_else(|| data.clone(), |name| data.join("learned").join(name.as_str())))
}

/// The folder of the exercise files: asked for, chosen before, or the usual one.
pub(super) fn workspace_folder(options: &Options, progress: &Progress) -> Result<PathBuf, Stop> {
    let apart = |folder: PathBuf| apart(options, &folder);
    options
        .workspace
        .clone()
        .map(apart)
        .or_else(|| progress.workspace().cloned())
        .or_else(|| UserDirs::new().map(|dirs| apart(dirs.home_dir().join("roadmap"))))
        .ok_or_else(|| Stop::could_not_look("this system names no home folder: use --workspace DIR"))
}

/// Where the files of the course are, of the folder for all.
fn apart(options: &Options, folder: &Path) -> PathBuf {
    let added = options.added.as_ref();
    added.map_or_else(|| folder.to_owned(), |name| folder.join("courses").join(name.as_str()))
}

/// What a learner chose outside of the course, and holds in it until they choose there. Nothing for the built-in one.
pub(super) fn inherited(options: &Options) -> Vec<Event> {
    if options.added.is_none() {
        return Vec::new();
    }
    let events = data_folder(options).ok().and_then(|data| Store::peek(&data).ok()).unwrap_or_default();
    let chosen = events.into_iter().filter_map(|Event { at, what }| match what {
        What::Chose { .. } => Some(Event { at, what }),
        What::Settled { workspace, hours } => {
            Some(Event { at, what: What::Settled { workspace: apart(options, &workspace), hours } })
        }
        What::Went { .. }
        | What::Read { .. }
        | What::Checked { .. }
        | What::Answered { .. }
        | What::Finished { .. }
        | What::Hint { .. }
        | What::Reset { .. }
        | What::Undone { .. }
        | What::Unknown => None,
    });
    chosen.collect()
}

/// The progress in the course, read without a change to anything.
pub(super) fn peek(options: &Options) -> Progress {
    let own = progress_folder(options).ok().and_then(|folder| Store::peek(&folder).ok()).unwrap_or_default();
    Progress::of(inherited(options).into_iter().chain(own))
}
