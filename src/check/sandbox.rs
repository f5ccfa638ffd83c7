//! Private folders in which submissions run, and the commands that run in them.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use super::{CheckError, Content, Crash, Files, Submission};
use crate::id::Track;
use crate::process::{self, Cancel, Command, End, Limits, Output};
use crate::toolchain::Toolchain;

mod crash;
mod fill;
mod shadow;
mod untouched;

use fill::{build, read_folder};
pub(super) use fill::{io, write_files};
pub(super) use untouched::untouched;

/// Where the checks of one submission run. The folder is a private copy; it is gone afterwards.
pub struct Sandbox<'a> {
    /// The private folder with the submission's files.
    pub dir: PathBuf,
    /// The folder of the repository to look at: the learner's own, or the one that steps built.
    pub repository: PathBuf,
    /// The track.
    pub track: Track,
    /// The name of the learner's main file, in `dir`.
    pub main: String,
    /// What a program may use.
    pub limits: Limits,
    /// Asks to stop.
    pub cancel: &'a Cancel,
    /// The programs of this machine.
    pub toolchain: &'a Toolchain,
    /// Called after each check that is done.
    pub done: &'a dyn Fn(),
    /// The folder that holds `dir`, where checks may keep things out of the learner's sight. Removed when all is done.
    room: Arc<TempDir>,
}

impl<'a> Sandbox<'a> {
    /// A private folder with these files in it.
    pub fn open(
        submission: &Submission,
        track: Track,
        main: &str,
        limits: Limits,
        cancel: &'a Cancel,
        toolchain: &'a Toolchain,
        done: &'a dyn Fn(),
    ) -> Result<Self, CheckError> {
        let (room, dir) = room()?;
        let repository = match submission {
            Submission::Content(content) => {
                build(content, &dir, toolchain, cancel)?;
                dir.clone()
            }
            Submission::Folder(folder) => {
                write_files(&read_folder(folder)?, &dir)?;
                folder.clone()
            }
        };
        Ok(Sandbox { dir, repository, track, main: main.to_owned(), limits, cancel, toolchain, done, room })
    }

    /// An empty private folder, for programs that are no submission.
    pub fn empty(
        track: Track,
        limits: Limits,
        cancel: &'a Cancel,
        toolchain: &'a Toolchain,
        done: &'a dyn Fn(),
    ) -> Result<Self, CheckError> {
        let nothing = Submission::Content(Content::Files(Files::new()));
        let main = format!("main.{}", track.extension());
        Sandbox::open(&nothing, track, &main, limits, cancel, toolchain, done)
    }

    /// The same in a new copy, so that what one run leaves behind does not reach the next.
    pub fn fresh(&self) -> Result<Self, CheckError> {
        let (room, dir) = room()?;
        write_files(&read_folder(&self.dir)?, &dir)?;
        Ok(Sandbox {
            dir,
            repository: self.repository.clone(),
            track: self.track,
            main: self.main.clone(),
            limits: self.limits,
            cancel: self.cancel,
            toolchain: self.toolchain,
            done: self.done,
            room,
        })
    }

    /// The command that runs a program of the track in the private folder, such as `python3 main.py`.
    pub fn command(&self, file: &str, args: &[String]) -> Result<Command, CheckError> {
        let program = self.toolchain.runtime(self.track)?.program.clone();
        let args = std::iter::once(file).chain(args.iter().map(String::as_str)).map(OsString::from).collect();
        Ok(Command {
            program,
            args,
            dir: self.dir.clone(),
            env: BTreeMap::new(),
            stdin: Vec::new(),
            limits: self.limits,
        })
    }

    /// A folder beside the private one, for what a check needs and the learner's program need not see.
    pub fn beside(&self) -> &Path {
        self.room.path()
    }

    /// Text of the learner's program for people: without control sequences and without the private folder's name.
    pub fn clean(&self, text: &str) -> String {
        let text = process::clean(text);
        let Some(dir) = self.dir.to_str() else { return text };
        let slashes = dir.replace('\\', "/");
        let slash = slashes.strip_prefix('/').unwrap_or(&slashes);
        text.replace(&format!("file:///{slash}/"), "")
            .replace(&format!("{dir}{}", std::path::MAIN_SEPARATOR), "")
            .replace(&format!("{slashes}/"), "")
            .replace(dir, ".")
    }

    /// How a program that wrote this to standard error died, if it did: the runtime's own message, read.
    pub fn crash(&self, stderr: &str) -> Option<Crash> {
        let crash = crash::read(self.track, &self.clean(stderr), &self.main)?;
        Some(match self.track {
            Track::Node => crash,
            Track::Python => shadow::explain(crash, &self.dir, &self.main),
        })
    }

    /// How a program died, if it did: by an error that nobody caught, by a signal, or for want of memory.
    pub fn died(&self, output: &Output) -> Option<Crash> {
        let crash = |kind: &str, line: String| Some(Crash { at_start: false, kind: kind.to_owned(), line, at: None });
        match output.end {
            End::Exited(0) | End::TimedOut | End::Cancelled => None,
            End::Exited(_) => self.crash(&output.stderr.text),
            End::Signalled(signal) => self
                .crash(&output.stderr.text)
                .or_else(|| crash("signal", format!("the program was ended by signal {signal}"))),
            End::OutOfMemory => {
                let most = self.limits.memory / (1024 * 1024);
                crash("out of memory", format!("the program used more than the {most} MB of memory that it may use"))
            }
        }
    }

    /// A file of the private folder as text. A name that leads out of it is refused.
    pub fn read(&self, file: &Path) -> Result<String, CheckError> {
        let inside = file.components().all(|part| matches!(part, Component::Normal(_)));
        let bytes = if inside { std::fs::read(self.dir.join(file)) } else { Err(std::io::ErrorKind::NotFound.into()) };
        let bytes = bytes.map_err(|source| io(format!("reading `{}`", file.display()), source))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Why the program cannot be started at all: its file is not there.
    pub fn missing_main(&self) -> Option<Crash> {
        if self.dir.join(&self.main).is_file() {
            return None;
        }
        let entries = std::fs::read_dir(&self.dir).into_iter().flatten().flatten();
        let names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        let alike = names.iter().find(|name| name.eq_ignore_ascii_case(&self.main) || name.starts_with(&self.main));
        let line = match alike {
            Some(name) => format!("there is no file `{}`, but there is `{name}`: rename it", self.main),
            None => format!("there is no file `{}`", self.main),
        };
        Some(Crash { at_start: true, kind: "missing file".to_owned(), line, at: None })
    }
}

/// A new folder with an empty one in it.
fn room() -> Result<(Arc<TempDir>, PathBuf), CheckError> {
    let failed = |source| io("making a private folder".to_owned(), source);
    let room = tempfile::Builder::new().prefix("roadmap-").tempdir().map_err(failed)?;
    let dir = room.path().join("work");
    std::fs::create_dir(&dir).map_err(failed)?;
    // A runtime resolves links in the names that it prints. (On Windows the resolved form is one that many cannot read.)
    let dir = if cfg!(windows) { dir } else { dir.canonicalize().map_err(failed)? };
    Ok((Arc::new(room), dir))
}
