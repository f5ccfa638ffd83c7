//! Courses of other people: added from a folder or a git repository, brought up to date, removed.
//!
//! A course is kept in `courses/NAME/` of the data folder: a folder of files for each state, and `course.toml`, which says
//! where it comes from and which of the states is the present one. Replacing that file is the whole of an update, so that
//! there is a course that works at every moment. Progress and the learner's files lie elsewhere, under the course's name,
//! and are never touched from here.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::{DateTime, SubsecRound, Utc};

use crate::curriculum::{Curriculum, Library, lint};
use crate::id::CourseId;
use crate::process::Cancel;
use crate::toolchain::Toolchain;

mod change;
mod copy;
mod error;
mod git;
mod record;
mod source;

pub use change::{Change, Changed};
pub use error::CourseError;
pub use source::Source;

use error::io;
use git::Git;
use record::Record;

/// The name, within the folder of all courses, of the lock and the beginning of that of what is unfinished.
const LOCK: &str = ".lock";
const UNFINISHED: &str = ".unfinished-";
/// The beginning of the names of the states of a course.
const STATE: &str = "state-";

/// The courses that were added on this machine.
#[derive(Debug, Clone)]
pub struct Courses {
    folder: PathBuf,
}

/// A course that was added.
#[derive(Debug, Clone)]
pub struct Course {
    /// Its name.
    pub name: CourseId,
    /// Where it comes from.
    pub source: Source,
    /// The commit that it stands at; none for one that was copied from a folder.
    pub commit: Option<String>,
    /// When it was added, or an update changed it.
    pub updated: DateTime<Utc>,
    /// The folder with `curriculum/` and `exercises/`.
    pub folder: PathBuf,
    digest: String,
}

/// A name that is in use, and what stands behind it; an error where that cannot be told any more.
pub type Named = (CourseId, Result<Course, CourseError>);

/// Who fetches, and until when.
#[derive(Debug, Clone, Copy)]
pub struct Means<'a> {
    /// Finds git.
    pub toolchain: &'a Toolchain,
    /// Asks to stop.
    pub cancel: &'a Cancel,
}

/// A course of which there is a new state, not in use yet. Without [`News::accept`] everything stays as it is.
#[derive(Debug)]
pub struct News {
    /// The course as it is.
    pub course: Course,
    /// The commit that the new state stands at.
    pub commit: Option<String>,
    /// All exercises, changed or not.
    pub changes: Vec<Changed>,
    /// How many lessons and how many quizzes changed.
    pub reading: (usize, usize),
    state: State,
    place: PathBuf,
    _lock: File,
}

/// A state of a course that was fetched and found to be sound, in a room that is removed with it.
#[derive(Debug)]
struct State {
    room: tempfile::TempDir,
    curriculum: Curriculum,
    commit: Option<String>,
    digest: String,
    warnings: usize,
}

impl Courses {
    /// The courses below the data folder.
    pub fn new(data: &Path) -> Self {
        Courses { folder: data.join("courses") }
    }

    /// All of them by name.
    pub fn all(&self) -> Result<Vec<Named>, CourseError> {
        if !self.folder.exists() {
            return Ok(Vec::new());
        }
        let entries = fs::read_dir(&self.folder).map_err(io("open", &self.folder))?;
        let names = entries.flatten().filter(|entry| entry.path().is_dir());
        let mut names: Vec<CourseId> = names.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
        names.sort();
        Ok(names.into_iter().map(|name| (name.clone(), self.course(name))).collect())
    }

    /// The course of a name; none if there is none.
    pub fn find(&self, name: &CourseId) -> Result<Option<Course>, CourseError> {
        if self.folder.join(name.as_str()).is_dir() { self.course(name.clone()).map(Some) } else { Ok(None) }
    }

    /// Adds a course, if it is sound. Gives back how many warnings it has.
    pub fn add(&self, source: &Source, name: CourseId, means: Means<'_>) -> Result<(Course, usize), CourseError> {
        let _lock = self.lock()?;
        let place = self.folder.join(name.as_str());
        if place.symlink_metadata().is_ok() {
            return Err(CourseError::Taken(name));
        }
        let state = self.fetch(source, None, means)?.ok_or_else(|| CourseError::NoCourse(source.to_string()))?;
        let whole = self.room()?;
        state.put(whole.path(), source)?;
        fs::rename(whole.path(), &place).map_err(io("write", &place))?;
        Ok((self.course(name)?, state.warnings))
    }

    /// Fetches what a course is now at its source, if that is sound and differs from what is here.
    pub fn news(&self, course: Course, means: Means<'_>) -> Result<Option<News>, CourseError> {
        let lock = self.lock()?;
        let Some(state) = self.fetch(&course.source, Some(&course), means)? else { return Ok(None) };
        let old = Curriculum::load(&Library::folder(&course.folder)).0.unwrap_or_default();
        Ok(Some(News {
            changes: change::changes(&old, &state.curriculum),
            reading: change::reading(&old, &state.curriculum),
            commit: state.commit.clone(),
            place: self.folder.join(course.name.as_str()),
            course,
            state,
            _lock: lock,
        }))
    }

    /// Removes a course. The learner's files and progress are elsewhere.
    pub fn remove(&self, name: &CourseId) -> Result<(), CourseError> {
        let _lock = self.lock()?;
        let place = self.folder.join(name.as_str());
        let grave = self.room()?;
        fs::rename(&place, grave.path().join("course")).map_err(io("remove", &place))
    }

    fn course(&self, name: CourseId) -> Result<Course, CourseError> {
        let place = self.folder.join(name.as_str());
        let Record { source, commit, updated, digest, state } = Record::read(&place, &name)?;
        Ok(Course { name, source, commit, updated, folder: place.join(state), digest })
    }

    /// A sound state from the source; none when it is the one that is here.
    fn fetch(&self, source: &Source, present: Option<&Course>, means: Means<'_>) -> Result<Option<State>, CourseError> {
        let room = self.room()?;
        let (tree, files) = (room.path().join("tree"), files(room.path()));
        fs::create_dir(&files).map_err(io("create", &files))?;
        let (from, commit) = match source {
            Source::Folder(folder) if folder.is_dir() => (folder, None),
            Source::Folder(folder) => return Err(CourseError::Gone(folder.display().to_string())),
            Source::Git(address) => {
                let git = Git { address, toolchain: means.toolchain, cancel: means.cancel };
                if present.is_some_and(|course| course.commit.is_some())
                    && Some(git.newest(room.path())?) == present.and_then(|course| course.commit.clone())
                {
                    return Ok(None);
                }
                (&tree, Some(git.check_out(room.path(), &tree)?))
            }
        };
        let digest = copy::copy(from, &files, &source.to_string())?;
        if commit.is_none() && present.is_some_and(|course| course.digest == digest) {
            return Ok(None);
        }
        let library = Library::folder(&files);
        let problems = lint(&library);
        if problems.errors() > 0 {
            return Err(CourseError::Broken { from: source.to_string(), problems });
        }
        if means.cancel.is_cancelled() {
            return Err(CourseError::Cancelled);
        }
        let (curriculum, _) = Curriculum::load(&library);
        let curriculum = curriculum.ok_or_else(|| CourseError::NoCourse(source.to_string()))?;
        Ok(Some(State { room, curriculum, commit, digest, warnings: problems.warnings() }))
    }

    /// Held while courses are changed; what one that was killed has left is removed.
    fn lock(&self) -> Result<File, CourseError> {
        create_private(&self.folder).map_err(io("create", &self.folder))?;
        let name = self.folder.join(LOCK);
        let file = File::options().create(true).truncate(false).write(true).open(&name).map_err(io("write", &name))?;
        if matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)) {
            return Err(CourseError::Busy);
        }
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        Ok(file)
    }

    /// A folder on the disk of the courses, for what is unfinished.
    fn room(&self) -> Result<tempfile::TempDir, CourseError> {
        let room = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(&self.folder);
        room.map_err(io("write in", &self.folder))
    }
}

impl Course {
    /// What it stands at, for people.
    pub fn version(&self) -> String {
        version(self.commit.as_deref())
    }
}

/// What a state stands at, for people.
pub fn version(commit: Option<&str>) -> String {
    commit.map_or_else(|| "a copy".to_owned(), |commit| format!("commit {}", commit.get(..10).unwrap_or(commit)))
}

impl News {
    /// Makes the new state the present one. The one before stays until the next update, for whoever is reading it now.
    pub fn accept(self) -> Result<(), CourseError> {
        self.state.put(&self.place, &self.course.source)?;
        let before = self.course.folder.file_name();
        let now = Record::read(&self.place, &self.course.name)?.state;
        for entry in fs::read_dir(&self.place).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let is_old = name.to_string_lossy().starts_with(STATE) && Some(name.as_os_str()) != before && *name != *now;
            if is_old {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        Ok(())
    }
}

impl State {
    /// Moves the files to a course's folder, and makes them the present state.
    fn put(&self, place: &Path, source: &Source) -> Result<(), CourseError> {
        let state = tempfile::Builder::new().prefix(STATE).tempdir_in(place).map_err(io("write in", place))?;
        // An empty folder would be in the way on Windows.
        fs::remove_dir(state.path()).map_err(io("write", state.path()))?;
        fs::rename(files(self.room.path()), state.path()).map_err(io("write", state.path()))?;
        let name = state.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let record = Record {
            source: source.clone(),
            commit: self.commit.clone(),
            updated: Utc::now().trunc_subsecs(0),
            digest: self.digest.clone(),
            state: name,
        };
        record.write(place)?;
        // From now on it is named, and stays.
        let _ = state.keep();
        Ok(())
    }
}

/// The files of a state, while they are in its room.
fn files(room: &Path) -> PathBuf {
    room.join("files")
}

/// Makes the folder, for this user alone: an address may hold a password.
fn create_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
