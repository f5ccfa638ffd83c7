//! The learner's own files: handed out, read, kept, reset and undone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::Utc;

use crate::check::{Check, Content, Files, Role, Step, Submission};
use crate::curriculum::Exercise;
use crate::id::Track;

mod error;
mod keep;
mod name;
mod snapshot;
mod write;

pub use error::WorkspaceError;

use error::io;
use keep::Kept;
use write::Existing;

const SHARED: &str = "shared";
const KEPT: &str = ".kept";
const README: &str = "README.txt";
const README_TEXT: &str = "\
These are your exercise files. `roadmap` puts them here and never overwrites them.

  node/ python/ shared/   one folder for each exercise or project: edit what is in there with any editor
  .kept/                  what your files were before you reset an exercise, by date

Use git here if you like. You may move this folder: tell `roadmap` where it is then.
";

/// What was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// The exercise's folder.
    pub folder: PathBuf,
    /// The file to work on; the folder itself for an exercise on a repository.
    pub main: PathBuf,
    /// Whether it is new; false when the learner had it already, which is never overwritten.
    pub new: bool,
}

/// The folder of all exercise files: `<root>/<track or "shared">/<exercise>/`. The milestones of a project share one:
/// `<root>/<track or "shared">/<project>/`.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// A workspace in this folder, which need not exist yet.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Workspace { root: root.into() }
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where an exercise's files are, handed out or not.
    pub fn place(&self, exercise: &Exercise, track: Track) -> Handed {
        let folder = self.root.join(home(exercise, track)).join(folder_name(exercise));
        let main = match main_file(exercise, track) {
            Some(main) => folder.join(main),
            None => folder.clone(),
        };
        Handed { folder, main, new: false }
    }

    /// Hands out the starter where the learner has nothing yet. Of a starter that is partly there, the missing files are
    /// handed out; in a repository, where deleting may be the task, nothing is. A milestone hands out its own files alone:
    /// what the earlier ones ask for is there, or is still to be done.
    pub fn hand_out(&self, exercise: &Exercise, track: Track) -> Result<Handed, WorkspaceError> {
        let starter = starter(exercise, track)?;
        let mut handed = self.place(exercise, track);
        self.introduce()?;
        fs::create_dir_all(&handed.folder).map_err(io("create", &handed.folder))?;
        handed.new = match exercise.spec.own(track) {
            Some(own) => !own.is_empty() && own.keys().all(|name| !is_there(&handed.folder, name)),
            None => keep::names(&handed.folder).map_err(io("open", &handed.folder))?.is_empty(),
        };
        if handed.new || main_file(exercise, track).is_some() {
            put_all(&handed.folder, &starter)?;
        }
        Ok(handed)
    }

    /// What a check judges.
    pub fn submission(&self, exercise: &Exercise, track: Track) -> Result<Submission, WorkspaceError> {
        Ok(Submission::Folder(self.started(exercise, track)?.folder))
    }

    /// The learner's files for a snapshot: text of at most 1 MiB in all, without `.git` and installed packages.
    pub fn files(&self, exercise: &Exercise, track: Track) -> Result<Files, WorkspaceError> {
        let handed = self.started(exercise, track)?;
        snapshot::collect(&handed.folder, main_file(exercise, track).as_deref())
    }

    /// Sets the files back to the starter; what they were is kept below the workspace, and its text is given back. Of a
    /// project only the milestone's own files are touched: all others stay as they are.
    pub fn reset(&self, exercise: &Exercise, track: Track) -> Result<Files, WorkspaceError> {
        let starter = starter(exercise, track)?;
        let own = exercise.spec.own(track);
        if own.is_some_and(Files::is_empty) {
            return Err(WorkspaceError::NothingToReset(exercise.id.to_string()));
        }
        let folder = self.place(exercise, track).folder;
        let attic = self.attic(exercise, track);
        fs::create_dir_all(&folder).map_err(io("create", &folder))?;
        fs::create_dir_all(&attic).map_err(io("create", &attic))?;
        // The starter is written before anything is moved, so that a full disk leaves everything as it was.
        let fresh = tempfile::tempdir_in(&attic).map_err(io("write", &attic))?;
        put_all(fresh.path(), &starter)?;
        let mut was = snapshot::collect(&folder, None)?;
        was.retain(|name, _| own.is_none_or(|own| own.contains_key(name)));
        self.swap(exercise, track, fresh.path(), Kept::Reset)?;
        Ok(was)
    }

    /// Takes back the newest reset that was not taken back yet. What is there now is kept as well.
    pub fn undo(&self, exercise: &Exercise, track: Track) -> Result<(), WorkspaceError> {
        let kept = keep::newest(&self.attic(exercise, track), Kept::Reset)
            .ok_or_else(|| WorkspaceError::NothingToUndo(exercise.id.to_string()))?;
        let folder = self.place(exercise, track).folder;
        fs::create_dir_all(&folder).map_err(io("create", &folder))?;
        self.swap(exercise, track, &kept, Kept::Undone)?;
        keep::remove_empty(&kept);
        Ok(())
    }

    /// Reads one of the learner's files, for an editor.
    pub fn read(&self, file: &Path) -> Result<String, WorkspaceError> {
        let bytes = fs::read(file).map_err(io("read", file))?;
        String::from_utf8(bytes).map_err(|_| WorkspaceError::NotText(file.to_owned()))
    }

    /// Writes one of the learner's files, all or nothing. A link is written through, as long as it stays in the exercise. A
    /// file that is not text is refused: an editor of text can only have shown it wrongly.
    pub fn write(&self, file: &Path, text: &str) -> Result<(), WorkspaceError> {
        let outside = || WorkspaceError::Outside { file: file.to_owned(), folder: self.root.clone() };
        let inner = file.strip_prefix(&self.root).map_err(|_| outside())?;
        let exercise: PathBuf = inner.components().take(2).collect();
        let relative = inner.strip_prefix(&exercise).map_err(|_| outside())?;
        if relative.as_os_str().is_empty() {
            return Err(outside());
        }
        let folder = self.root.join(exercise);
        fs::create_dir_all(&folder).map_err(io("create", &folder))?;
        if file.is_file() && matches!(self.read(file), Err(WorkspaceError::NotText(_))) {
            return Err(WorkspaceError::NotText(file.to_owned()));
        }
        write::put(&folder, relative, text.as_bytes(), Existing::Replace)
    }

    fn started(&self, exercise: &Exercise, track: Track) -> Result<Handed, WorkspaceError> {
        let handed = self.place(exercise, track);
        if handed.folder.is_dir() && handed.main.symlink_metadata().is_ok() {
            return Ok(handed);
        }
        let id = exercise.id.to_string();
        Err(match &exercise.spec.milestone {
            Some(milestone) if milestone.own.get(track).is_empty() => {
                WorkspaceError::NotBegun { id, project: milestone.project.to_string(), file: handed.main }
            }
            Some(_) | None => WorkspaceError::NotStarted(id),
        })
    }

    fn attic(&self, exercise: &Exercise, track: Track) -> PathBuf {
        self.root.join(KEPT).join(home(exercise, track)).join(exercise.id.as_str())
    }

    /// Puts what is in `fresh` in the place of the learner's files, which go to a new set. Of a project only the files of
    /// the milestone, and those that `fresh` holds, are changed.
    fn swap(&self, exercise: &Exercise, track: Track, fresh: &Path, why: Kept) -> Result<(), WorkspaceError> {
        let folder = self.place(exercise, track).folder;
        let (mine, theirs) = match exercise.spec.own(track) {
            None => (keep::all(&folder).map_err(io("open", &folder))?, keep::all(fresh).map_err(io("open", fresh))?),
            Some(own) => {
                let theirs = keep::files(fresh).map_err(io("open", fresh))?;
                let mut mine: BTreeSet<PathBuf> = own.keys().map(PathBuf::from).chain(theirs.iter().cloned()).collect();
                mine.retain(|part| is_there(&folder, part));
                (mine.into_iter().collect(), theirs)
            }
        };
        // A folder on the way may be a link that leads out of the exercise.
        for parent in mine.iter().filter_map(|part| part.parent()) {
            write::resolve(&folder, parent)?;
        }
        let set = if mine.is_empty() { None } else { Some(self.keep(exercise, track, &mine, why)?) };
        keep::move_parts(&theirs, fresh, &folder).map_err(|error| {
            if let Some(set) = &set {
                let _ = keep::move_parts(&mine, set, &folder);
                keep::remove_empty(set);
            }
            io("write", &folder)(error)
        })
    }

    /// Moves some of the learner's files aside; gives back where they are.
    fn keep(&self, exercise: &Exercise, track: Track, parts: &[PathBuf], why: Kept) -> Result<PathBuf, WorkspaceError> {
        let folder = self.place(exercise, track).folder;
        let attic = self.attic(exercise, track);
        let set = keep::new_set(&attic, why, Utc::now()).map_err(io("write", &attic))?;
        keep::move_parts(parts, &folder, &set).map_err(|error| {
            keep::remove_empty(&set);
            io("move away", &folder)(error)
        })?;
        Ok(set)
    }

    /// Says once, in a new workspace, what it is.
    fn introduce(&self) -> Result<(), WorkspaceError> {
        fs::create_dir_all(&self.root).map_err(io("create", &self.root))?;
        let homes = Track::ALL.map(Track::as_str);
        if homes.into_iter().chain([SHARED]).any(|home| self.root.join(home).exists()) {
            return Ok(());
        }
        write::put(&self.root, Path::new(README), README_TEXT.as_bytes(), Existing::Keep)
    }
}

/// The folder of an exercise, or the one that all milestones of its project share.
fn folder_name(exercise: &Exercise) -> &str {
    exercise.spec.milestone.as_ref().map_or(exercise.id.as_str(), |milestone| milestone.project.as_str())
}

fn is_there(folder: &Path, name: impl AsRef<Path>) -> bool {
    folder.join(name).symlink_metadata().is_ok()
}

fn home(exercise: &Exercise, track: Track) -> &'static str {
    if exercise.spec.shared { SHARED } else { track.as_str() }
}

/// The file that the learner works on; none when it is a whole repository.
fn main_file(exercise: &Exercise, track: Track) -> Option<PathBuf> {
    let spec = &exercise.spec;
    let steps = spec.variant(track, &Role::Starter).is_some_and(|starter| matches!(starter.content, Content::Steps(_)));
    let repository = steps || spec.checks_for(track).any(|entry| matches!(entry.check, Check::Repository(_)));
    (!repository).then(|| spec.main_file(track).into())
}

/// The files of the starter. Of the steps that build a repository, running git is the learner's part.
fn starter(exercise: &Exercise, track: Track) -> Result<Files, WorkspaceError> {
    let starter = exercise.spec.variant(track, &Role::Starter).map(|starter| &starter.content);
    let files = match starter {
        _ if exercise.spec.milestone.is_some() => exercise.spec.own(track).cloned().unwrap_or_default(),
        Some(Content::Files(files)) => files.clone(),
        Some(Content::Steps(steps)) => steps.iter().filter_map(written).flatten().map(own).collect(),
        None if main_file(exercise, track).is_none() => Files::new(),
        None => return Err(WorkspaceError::NoStarter { exercise: exercise.id.to_string(), track }),
    };
    let id = exercise.id.as_str();
    let refused = [id, folder_name(exercise)]
        .into_iter()
        .chain(files.keys().map(String::as_str))
        .find(|name| !name::is_safe(name));
    if let Some(name) = refused.map(|name| name.chars().take(100).collect()) {
        return Err(WorkspaceError::UnsafeName { exercise: id.to_owned(), name });
    }
    Ok(files)
}

fn written(step: &Step) -> Option<&Files> {
    match step {
        Step::Write(files) => Some(files),
        Step::Git(_) => None,
    }
}

fn own((name, bytes): (&String, &Vec<u8>)) -> (String, Vec<u8>) {
    (name.clone(), bytes.clone())
}

fn put_all(folder: &Path, files: &Files) -> Result<(), WorkspaceError> {
    files.iter().try_for_each(|(name, bytes)| write::put(folder, Path::new(name), bytes, Existing::Keep))
}

#[cfg(test)]
mod tests;
