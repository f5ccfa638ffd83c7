//! Where the files of a curriculum come from: the program itself, or a folder that may be anybody's.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, FileType};
use std::io::Read;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rust_embed::RustEmbed;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Source};

/// Bytes of the largest file that is read.
const LARGEST: u64 = 4 * 1024 * 1024;
/// Folders within folders, from the curriculum's own.
const DEEPEST: usize = 12;
/// Files and folders of the largest curriculum.
const MOST: usize = 500_000;
/// Where exercises lie.
pub(super) const EXERCISES: &str = "exercises";
/// The parts of a curriculum.
const PARTS: &[&str] = &["curriculum", EXERCISES];

#[derive(RustEmbed)]
#[folder = "curriculum/"]
#[prefix = "curriculum/"]
struct EmbeddedCurriculum;

#[derive(RustEmbed)]
#[folder = "exercises/"]
#[prefix = "exercises/"]
#[allow_missing = true]
struct EmbeddedExercises;

/// The files of a curriculum. Their names are relative, with `/`: `curriculum/roadmap.toml`. Which files there are is
/// looked up once, when the library is made; what stands in them is read when it is asked for.
#[derive(Debug, Clone)]
pub struct Library {
    place: Place,
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
    problems: Diagnostics,
}

/// Where the files are.
#[derive(Debug, Clone)]
enum Place {
    /// In the program.
    Program,
    /// In this folder, whose name has no links in it.
    Folder(PathBuf),
    /// In memory.
    #[cfg(test)]
    Memory(std::collections::BTreeMap<String, Vec<u8>>),
}

/// Why a file cannot be read. Completes "`NAME` …".
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is not there.
    #[error("is not there")]
    Missing,
    /// It is a folder.
    #[error("is a folder, but a file is needed")]
    Folder,
    /// It is a pipe, a device or the like.
    #[error("is neither a file nor a folder")]
    Special,
    /// It is too large.
    #[error("has more than {} MiB, which is the most that is read", LARGEST / 1024 / 1024)]
    TooLarge,
    /// It is a link to somewhere else.
    #[error("is a link that leads out of the curriculum's folder")]
    Outside,
    /// The system refused.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
}

impl ReadError {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            ReadError::Missing => "write it, or correct the name",
            ReadError::Folder => "move the folder away, and put a file in its place",
            ReadError::Special => "put a plain file in its place",
            ReadError::TooLarge => "make it smaller",
            ReadError::Outside => "copy the file that it leads to into the curriculum's folder",
            ReadError::Io(_) => "make sure that you may read it",
        }
    }
}

impl Library {
    /// The curriculum that comes with the program.
    pub fn embedded() -> Self {
        Library::empty(Place::Program).with(PARTS)
    }

    /// A folder that holds `curriculum/` and `exercises/`. What is wrong with the folder itself is told by
    /// [`Library::problems`].
    pub fn folder(root: &Path) -> Self {
        Library::at(root).with(PARTS)
    }

    /// A folder, or without one the program, of whose exercises only the names are known: what lies in their folders is
    /// found when they are read.
    pub fn outline(root: Option<&Path>) -> Self {
        root.map_or_else(|| Library::empty(Place::Program), Library::at).outlined()
    }

    /// Only a part of what comes with the program.
    pub(super) fn part_of_program(part: &str) -> Self {
        Library::empty(Place::Program).with(&[part])
    }

    /// Only these parts of a folder.
    pub(super) fn parts_of(root: &Path, parts: &[&str]) -> Self {
        Library::at(root).with(parts)
    }

    /// Only these parts of where this library's files are.
    pub(super) fn parts(&self, parts: &[&str]) -> Self {
        Library::empty(self.place.clone()).with(parts)
    }

    /// Files for tests.
    #[cfg(test)]
    pub(super) fn memory(files: std::collections::BTreeMap<String, Vec<u8>>) -> Self {
        Library::empty(Place::Memory(files)).with(PARTS)
    }

    /// The same files, of whose exercises only the names are known.
    #[cfg(test)]
    pub(super) fn to_outline(&self) -> Self {
        Library::empty(self.place.clone()).outlined()
    }

    fn outlined(self) -> Self {
        self.with(&["curriculum"]).with_names(EXERCISES)
    }

    fn empty(place: Place) -> Self {
        Library { place, files: BTreeSet::new(), folders: BTreeSet::new(), problems: Diagnostics::default() }
    }

    /// A folder of which nothing is known yet.
    fn at(root: &Path) -> Self {
        let mut library = Library::empty(Place::Folder(root.to_owned()));
        match fs::canonicalize(root) {
            Ok(canonical) if canonical.is_dir() => library.place = Place::Folder(canonical),
            Ok(_) => library.refuse(&root.display().to_string(), "is not a folder", "name the folder of the course"),
            Err(error) => library.refuse(
                &root.display().to_string(),
                &format!("cannot be opened: {error}"),
                "name a folder that holds `curriculum/` and `exercises/`",
            ),
        }
        library
    }

    /// With everything that lies in these parts.
    fn with(mut self, parts: &[&str]) -> Self {
        match self.place.clone() {
            Place::Folder(root) => {
                for part in parts {
                    if let Ok(data) = root.join(part).symlink_metadata() {
                        self.walk(&root, part, data.file_type(), 1 + part.matches('/').count());
                    }
                }
            }
            Place::Program => parts.iter().for_each(|part| self.add(embedded(part), &[part])),
            #[cfg(test)]
            Place::Memory(files) => self.add(files.keys().map(String::as_str), parts),
        }
        self
    }

    /// The names among these that lie in one of the parts.
    fn add(&mut self, names: impl Iterator<Item = impl AsRef<str>>, parts: &[&str]) {
        for name in names {
            let name = name.as_ref();
            if !parts.iter().any(|part| name.strip_prefix(part).is_some_and(|rest| rest.starts_with('/'))) {
                continue;
            }
            for (at, _) in name.match_indices('/') {
                self.folders.extend(name.get(..at).map(str::to_owned));
            }
            self.files.insert(name.to_owned());
        }
    }

    /// With the names of the folders in a folder, and nothing of what lies in them.
    fn with_names(mut self, folder: &str) -> Self {
        let first = |name: &str| {
            let (first, _) = name.strip_prefix(folder)?.strip_prefix('/')?.split_once('/')?;
            Some(format!("{folder}/{first}"))
        };
        match &self.place {
            Place::Folder(root) => {
                let entries = fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
                let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
                let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
                // A set is made faster of many names than it grows by them.
                let mut names: BTreeSet<String> =
                    names.filter(|name| !is_litter(name)).map(|name| format!("{folder}/{name}")).collect();
                self.folders.append(&mut names);
            }
            Place::Program => self.folders.extend(embedded(folder).filter_map(|name| first(&name))),
            #[cfg(test)]
            Place::Memory(files) => self.folders.extend(files.keys().filter_map(|name| first(name))),
        }
        self
    }

    /// What is wrong with the folder as such: it is not there, or holds something that is not looked at.
    pub fn problems(&self) -> &Diagnostics {
        &self.problems
    }

    /// Whether there is such a file.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains(name)
    }

    /// Whether there is such a folder.
    pub fn has_folder(&self, name: &str) -> bool {
        self.folders.contains(name)
    }

    /// All files below a folder, by name.
    pub fn below(&self, folder: &str) -> impl Iterator<Item = &str> {
        below(&self.files, folder)
    }

    /// The folders directly in a folder, by name.
    pub fn folders_in(&self, folder: &str) -> impl Iterator<Item = &str> {
        let depth = folder.matches('/').count() + 1;
        below(&self.folders, folder).filter(move |name| name.matches('/').count() == depth)
    }

    /// What stands in a file.
    pub fn read(&self, name: &str) -> Result<Cow<'static, [u8]>, ReadError> {
        if self.has_folder(name) {
            return Err(ReadError::Folder);
        }
        if !self.has(name) {
            return Err(ReadError::Missing);
        }
        let root = match &self.place {
            Place::Folder(root) => root,
            Place::Program => {
                let file = EmbeddedCurriculum::get(name).or_else(|| EmbeddedExercises::get(name));
                return file.map(|file| file.data).ok_or(ReadError::Missing);
            }
            #[cfg(test)]
            Place::Memory(files) => return files.get(name).cloned().map(Cow::Owned).ok_or(ReadError::Missing),
        };
        // No folder on the way is a link: `walk` enters none.
        let path = fs::canonicalize(root.join(name))?;
        if !path.starts_with(root) {
            return Err(ReadError::Outside);
        }
        // Opening a pipe would wait for its other end.
        if !fs::metadata(&path)?.is_file() {
            return Err(ReadError::Special);
        }
        let mut bytes = Vec::new();
        fs::File::open(&path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST { Err(ReadError::TooLarge) } else { Ok(Cow::Owned(bytes)) }
    }

    /// The text of a file, without byte order mark and with `\n` at the end of each line; none with a problem told.
    pub fn text(&self, name: &str, problems: &mut Diagnostics) -> Option<Arc<Source>> {
        let bytes = match self.read(name) {
            Ok(bytes) => bytes,
            Err(error) => {
                let rule = if matches!(error, ReadError::Missing) { "missing-file" } else { "unreadable-file" };
                problems.file(Source::unread(name)).error(rule, 0..0, format!("`{name}` {error}")).help(error.help());
                return None;
            }
        };
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
        let lossy = String::from_utf8_lossy(bytes);
        let bad = std::str::from_utf8(bytes).err().map(|error| error.valid_up_to());
        let control = lossy.find(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r'));
        let Some(at) = bad.into_iter().chain(control).min() else {
            return Some(Arc::new(Source { name: name.to_owned(), text: lossy.replace("\r\n", "\n") }));
        };
        let byte = bytes.get(at).copied().unwrap_or_default();
        let source = Arc::new(Source { name: name.to_owned(), text: lossy.into_owned() });
        problems
            .file(source)
            .error("not-text", at..at + 1, format!("`{name}` is no UTF-8 text: byte {at} is 0x{byte:02x}"))
            .label("text ends here")
            .help("save the file as UTF-8 text");
        None
    }

    fn walk(&mut self, root: &Path, name: &str, kind: FileType, depth: usize) {
        if self.files.len() + self.folders.len() >= MOST {
            return;
        }
        let path = root.join(name);
        if kind.is_symlink() && path.is_dir() {
            return self.refuse(name, "is a link to a folder", "copy the folder: links to folders are not entered");
        }
        if !kind.is_dir() {
            self.files.insert(name.to_owned());
            return;
        }
        self.folders.insert(name.to_owned());
        if depth > DEEPEST {
            return self.refuse(name, &format!("lies deeper than {DEEPEST} folders"), "use fewer folders");
        }
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) => {
                return self.refuse(name, &format!("cannot be read: {error}"), "make sure that you may read it");
            }
        };
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.file_name().into_string(), entry.file_type()?))) {
                Ok((Ok(child), _)) if is_litter(&child) => {}
                Ok((Ok(child), kind)) => self.walk(root, &format!("{name}/{child}"), kind, depth + 1),
                Ok((Err(odd), _)) => self.refuse(
                    &format!("{name}/{}", odd.display()),
                    "has a name that is no UTF-8 text",
                    "rename it with letters, digits and hyphens",
                ),
                Err(error) => self.refuse(name, &format!("cannot be read: {error}"), "make sure that you may read it"),
            }
        }
        if self.files.len() + self.folders.len() >= MOST && depth == 1 {
            self.refuse(name, &format!("holds more than {MOST} files"), "the rest was left out: split the course");
        }
    }

    fn refuse(&mut self, name: &str, what: &str, help: &str) {
        let span = crate::diagnostic::Span { source: Source::unread(name), range: 0..0 };
        self.problems.push(Diagnostic {
            severity: Severity::Error,
            rule: "unreadable-file",
            message: format!("`{name}` {what}"),
            span: Some(span),
            label: String::new(),
            help: Some(help.to_owned()),
        });
    }
}

/// The names of the files in the program among which those of a part are.
fn embedded(part: &str) -> impl Iterator<Item = Cow<'static, str>> {
    let is_exercises = part.split('/').next() == Some(EXERCISES);
    let exercises = is_exercises.then(EmbeddedExercises::iter).into_iter().flatten();
    let curriculum = (!is_exercises).then(EmbeddedCurriculum::iter).into_iter().flatten();
    exercises.chain(curriculum).filter(|name| !name.split('/').any(is_litter))
}

fn below<'a>(names: &'a BTreeSet<String>, folder: &str) -> impl Iterator<Item = &'a str> {
    let prefix = format!("{folder}/");
    names.range::<str, _>((Bound::Excluded(prefix.as_str()), Bound::Unbounded)).map(String::as_str).take_while({
        let prefix = prefix.clone();
        move |name| name.starts_with(&prefix)
    })
}

/// The name of a file without its folder and an ending such as `.md`.
pub(super) fn stem<'a>(name: &'a str, ending: &str) -> Option<&'a str> {
    name.rsplit('/').next()?.strip_suffix(ending)
}

/// What editors, runtimes and systems leave behind, and nobody wrote.
fn is_litter(name: &str) -> bool {
    matches!(name, "__pycache__" | ".git" | ".DS_Store" | "Thumbs.db")
        || name.ends_with('~')
        || stem(name, ".swp").is_some()
}

#[cfg(test)]
mod tests;
