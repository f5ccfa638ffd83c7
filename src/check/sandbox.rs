//! Private folders in which submissions run, and the commands that run in them.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::{CheckError, Content, Crash, DataSets, EMPTY, Files, Mutants, Role, Setup, Spec, Submission};
use crate::id::Track;
use crate::process::{self, Cancel, Command, End, Limits, Output};
use crate::service::{Cache, Database, Services};
use crate::toolchain::{Kit, Missing, Toolchain};

mod crash;
mod fill;
mod git;
mod kit;
mod room;
mod shadow;
mod untouched;

use fill::build;
pub use fill::read_folder;
pub(super) use fill::{io, write_files};
pub(super) use git::git;
pub use git::git_within;
pub(super) use kit::missing as missing_packages;
use room::Room;
pub(super) use room::sweep;
pub(super) use untouched::{holds, untouched};

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
    /// The databases and caches of this run.
    pub services: &'a Services,
    /// What programs find when they run.
    pub setup: &'a Setup,
    /// The data sets that checks may name.
    pub data: &'a DataSets,
    /// The reference solution, for checks that compare with what it gives.
    pub reference: Option<&'a Content>,
    /// The files that were handed out.
    pub given: &'a Files,
    /// Broken versions of them.
    pub mutants: &'a Mutants,
    /// Whether the first check that fails is all that anybody asks for.
    pub hasty: bool,
    /// Called after each check that is done.
    pub done: &'a dyn Fn(),
    /// Made when something first asks for it.
    database: OnceLock<Database>,
    redis: OnceLock<Cache>,
    /// The packages that programs find.
    kit: Option<Kit>,
    /// The Python that finds none, for want of a kit. Made when something first asks for it.
    bare_python: OnceLock<Kit>,
    /// The folder that holds `dir`, where checks may keep things out of the learner's sight. Removed when all is done.
    room: Arc<Room>,
}

/// What a sandbox is made for.
#[derive(Debug, Clone)]
pub struct Setting<'a> {
    /// The track.
    pub track: Track,
    /// The name of the learner's main file.
    pub main: String,
    /// What a program may use.
    pub limits: Limits,
    /// What programs find when they run.
    pub setup: &'a Setup,
    /// The data sets that checks may name.
    pub data: &'a DataSets,
    /// The reference solution.
    pub reference: Option<&'a Content>,
    /// The files that were handed out.
    pub given: &'a Files,
    /// Broken versions of them.
    pub mutants: &'a Mutants,
    /// Files that programs make, and that no submission comes with.
    pub made: BTreeSet<String>,
    /// Whether the first check that fails is all that anybody asks for.
    pub hasty: bool,
}

impl<'a> Setting<'a> {
    /// For the checks of an exercise.
    pub fn of(spec: &'a Spec, track: Track) -> Self {
        let reference = spec.variant(track, &Role::Solution).map(|variant| &variant.content);
        Setting {
            track,
            main: spec.main_file(track),
            limits: spec.limits,
            setup: &spec.setup,
            data: &spec.data,
            reference,
            given: spec.given.get(track),
            mutants: spec.mutants.get(track),
            made: spec.made(track),
            hasty: false,
        }
    }

    /// For a program that belongs to no exercise and finds nothing.
    pub fn bare(track: Track) -> Self {
        static NOTHING: (Setup, DataSets, Files, Mutants) =
            (Setup::NOTHING, DataSets::new(), Files::new(), Mutants::new());
        let (setup, data, given, mutants) = &NOTHING;
        let main = format!("main.{}", track.extension());
        let (limits, made) = (Limits::default(), BTreeSet::new());
        Setting { track, main, limits, setup, data, reference: None, given, mutants, made, hasty: false }
    }
}

/// What a sandbox uses of this machine.
#[derive(Debug, Clone, Copy)]
pub struct Machine<'a> {
    /// Its programs.
    pub toolchain: &'a Toolchain,
    /// The databases and caches of this run.
    pub services: &'a Services,
    /// Asks to stop.
    pub cancel: &'a Cancel,
}

impl<'a> Sandbox<'a> {
    /// A private folder with these files in it. `done` is called after each check.
    pub fn open(
        submission: &Submission,
        setting: Setting<'a>,
        machine: Machine<'a>,
        done: &'a dyn Fn(),
    ) -> Result<Self, CheckError> {
        let Machine { toolchain, services, cancel } = machine;
        let Setting { track, main, limits, setup, data, reference, given, mutants, made, hasty } = setting;
        let room = Room::new()?;
        let kit = kit::equip(setup, track, toolchain, room.path())?;
        let dir = room.work().to_owned();
        let repository = match submission {
            Submission::Content(content) => {
                build(content, &dir, toolchain, cancel)?;
                dir.clone()
            }
            Submission::Folder(folder) => {
                let mut files = read_folder(folder)?;
                files.retain(|name, _| !made.contains(name));
                if !files.contains_key(&main) {
                    refused(folder, &main)?;
                }
                write_files(&files, &dir)?;
                folder.clone()
            }
        };
        Ok(Sandbox {
            dir,
            repository,
            track,
            main,
            limits,
            cancel,
            toolchain,
            services,
            setup,
            data,
            reference,
            given,
            mutants,
            hasty,
            done,
            database: OnceLock::new(),
            redis: OnceLock::new(),
            kit,
            bare_python: OnceLock::new(),
            room: Arc::new(room),
        })
    }

    /// An empty private folder, for programs that are no submission.
    pub fn empty(track: Track, machine: Machine<'a>, done: &'a dyn Fn()) -> Result<Self, CheckError> {
        let nothing = Submission::Content(Content::Files(Files::new()));
        Sandbox::open(&nothing, Setting::bare(track), machine, done)
    }

    /// An empty one, away from the learner's files and what they may shadow.
    pub fn aside(&self) -> Result<Self, CheckError> {
        let machine = Machine { toolchain: self.toolchain, services: self.services, cancel: self.cancel };
        let setting = Setting { limits: self.limits, ..Setting::bare(self.track) };
        Sandbox::open(&Submission::Content(Content::Files(Files::new())), setting, machine, self.done)
    }

    /// The same in a new copy, with a database and a cache of its own, so that what one run leaves behind does not reach
    /// the next.
    pub fn fresh(&self) -> Result<Self, CheckError> {
        let room = Room::new()?;
        let kit = kit::equip(self.setup, self.track, self.toolchain, room.path())?;
        write_files(&read_folder(&self.dir)?, room.work())?;
        Ok(Sandbox {
            dir: room.work().to_owned(),
            repository: self.repository.clone(),
            track: self.track,
            main: self.main.clone(),
            limits: self.limits,
            cancel: self.cancel,
            toolchain: self.toolchain,
            services: self.services,
            setup: self.setup,
            data: self.data,
            reference: self.reference,
            given: self.given,
            mutants: self.mutants,
            hasty: self.hasty,
            done: self.done,
            database: OnceLock::new(),
            redis: OnceLock::new(),
            kit,
            bare_python: OnceLock::new(),
            room: Arc::new(room),
        })
    }

    /// The command that runs a program of the track in the private folder, such as `python3 main.py`, with what the
    /// exercise's setup names in its environment.
    pub fn command(&self, file: &str, args: &[String]) -> Result<Command, CheckError> {
        let program = self.interpreter()?;
        let args = std::iter::once(file).chain(args.iter().map(String::as_str)).map(OsString::from).collect();
        let mut env: BTreeMap<String, String> = self.setup.env.clone();
        if let Some(data) = &self.setup.database {
            env.insert("DATABASE_URL".to_owned(), self.database(data)?.url().to_owned());
        }
        if self.setup.redis {
            env.insert("REDIS_URL".to_owned(), self.redis()?.url().to_owned());
        }
        Ok(Command { program, args, dir: self.dir.clone(), env, stdin: Vec::new(), limits: self.limits })
    }

    /// Python sees the packages of the kit and no others: with those that this machine happens to have, an answer would
    /// pass here and fail elsewhere. Node.js looks for none outside.
    fn interpreter(&self) -> Result<PathBuf, CheckError> {
        if let Some(program) = self.kit.iter().chain(self.bare_python.get()).find_map(Kit::interpreter) {
            return Ok(program);
        }
        let runtime = &self.toolchain.runtime(self.track)?.program;
        if self.track == Track::Node || cfg!(windows) {
            return Ok(runtime.clone());
        }
        let made = Kit::without_packages(self.beside(), runtime);
        let kit = made.map_err(|source| io("making an environment for Python".to_owned(), source))?;
        Ok(self.bare_python.get_or_init(|| kit).interpreter().unwrap_or_else(|| runtime.clone()))
    }

    /// The database of this sandbox's programs. It is made when it is first asked for.
    pub fn database(&self, data: &str) -> Result<&Database, CheckError> {
        if let Some(database) = self.database.get() {
            return Ok(database);
        }
        let database = self.services.named_database(data, self.data_set(data)?, self.cancel)?;
        Ok(self.database.get_or_init(|| database))
    }

    /// The SQL of a data set.
    pub fn data_set(&self, name: &str) -> Result<&'a str, CheckError> {
        if name == EMPTY {
            return Ok("");
        }
        let found = self.data.get(name).map(|sql| &**sql);
        found.ok_or_else(|| CheckError::Broken(format!("there is no data set `{name}`")))
    }

    /// The Redis of this sandbox's programs. It is started when it is first asked for.
    pub fn redis(&self) -> Result<&Cache, CheckError> {
        if let Some(cache) = self.redis.get() {
            return Ok(cache);
        }
        let cache = self.services.redis(self.cancel)?;
        Ok(self.redis.get_or_init(|| cache))
    }

    /// A folder beside the private one, for what a check needs and the learner's program need not see.
    pub fn beside(&self) -> &Path {
        self.room.path()
    }

    /// Text of the learner's program for people: without control sequences and without the names of the private
    /// folder and of the folder of packages.
    pub fn clean(&self, text: &str) -> String {
        let kits = self.kit.iter().chain(self.bare_python.get());
        let text = kits.fold(process::clean(text), |text, kit| kit.hide(&text));
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

    /// What to say when a program died because a package that it may use is not installed. That is no wrong answer.
    pub fn not_installed(&self, crash: &Crash) -> Option<Missing> {
        kit::not_installed(self.setup, self.track, self.kit.as_ref(), crash)
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

    /// The beginning of a file of the private folder as text, if it is a plain file in there: a program may have left a
    /// pipe, or a link to anywhere.
    pub fn text(&self, name: &str) -> Option<String> {
        const MOST: u64 = 1024 * 1024;
        let path = self.dir.join(name).canonicalize().ok()?;
        let root = self.dir.canonicalize().ok()?;
        if !path.starts_with(root) || !path.is_file() {
            return None;
        }
        let mut bytes = Vec::new();
        std::fs::File::open(path).and_then(|file| file.take(MOST).read_to_end(&mut bytes)).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Why the program cannot be started at all: its file is not there.
    pub fn missing_main(&self) -> Option<Crash> {
        if self.dir.join(&self.main).is_file() {
            return None;
        }
        let entries = std::fs::read_dir(&self.dir).into_iter().flatten().flatten();
        let names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        let alike = |name: &&String| name.eq_ignore_ascii_case(&self.main) || name.starts_with(&self.main);
        let line = match (self.instead_of_main(), names.iter().find(alike)) {
            (Some(what), _) => format!("`{}` is {what}: put a plain file in its place", self.main),
            (None, Some(name)) => format!("there is no file `{}`, but there is `{name}`: rename it", self.main),
            (None, None) => format!("there is no file `{}`", self.main),
        };
        Some(Crash { at_start: true, kind: "missing file".to_owned(), line, at: None })
    }

    /// What bears the name of the main file where it came from.
    fn instead_of_main(&self) -> Option<&'static str> {
        let kind = self.repository.join(&self.main).symlink_metadata().ok()?.file_type();
        Some(if kind.is_dir() {
            "a folder"
        } else if kind.is_symlink() {
            "a link that leads nowhere, or out of its folder"
        } else {
            "a pipe or a device"
        })
    }
}

/// A main file that is there and was left out because it may not be read.
fn refused(folder: &Path, main: &str) -> Result<(), CheckError> {
    let path = folder.join(main);
    match path.is_file().then(|| std::fs::File::open(path)) {
        Some(Err(source)) if source.kind() == ErrorKind::PermissionDenied => {
            Err(io(format!("reading `{main}`; make sure that you may read it"), source))
        }
        Some(Ok(_) | Err(_)) | None => Ok(()),
    }
}
