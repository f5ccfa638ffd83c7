//! Fills folders: with plain files, by steps that build a git repository, or with a copy of the learner's own folder.

use std::fs::FileType;
use std::io::{self as stdio, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use super::git::git;
use crate::check::{CheckError, Content, Files, Step};
use crate::process::{self, Cancel, End};
use crate::toolchain::Toolchain;

/// What is taken of a learner's folder at most.
const MOST_BYTES: u64 = 20 * 1024 * 1024;
const MOST_FILES: usize = 2000;

/// Folders that are no work of the learner's.
const SKIPPED: [&str; 4] = [".git", "node_modules", ".venv", "__pycache__"];

/// A failure of the file system.
pub fn io(what: String, source: stdio::Error) -> CheckError {
    CheckError::Io { what, source }
}

/// Makes a folder hold what a variant is made of.
pub fn build(content: &Content, dir: &Path, toolchain: &Toolchain, cancel: &Cancel) -> Result<(), CheckError> {
    match content {
        Content::Files(files) => write_files(files, dir),
        Content::Steps(steps) => steps.iter().try_for_each(|step| match step {
            Step::Write(files) => write_files(files, dir),
            Step::Git(step) => {
                let args: Vec<&str> = step.args().iter().map(String::as_str).collect();
                let output = git(&args, dir, toolchain, cancel)?;
                match output.end {
                    End::Exited(0) => Ok(()),
                    End::Cancelled => Err(CheckError::Cancelled),
                    End::Exited(_) | End::Signalled(_) | End::TimedOut | End::OutOfMemory => {
                        let said = process::clean(output.stderr.text.trim());
                        Err(CheckError::Broken(format!("the step `git {}` failed: {said}", args.join(" "))))
                    }
                }
            }
        }),
    }
}

/// Writes files below a folder.
pub fn write_files(files: &Files, dir: &Path) -> Result<(), CheckError> {
    for (name, bytes) in files {
        if name.is_empty() || !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(CheckError::Broken(format!("`{name}` is no name of a file in the exercise's folder")));
        }
        let file = dir.join(name);
        let written = match file.parent() {
            Some(folder) => std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&file, bytes)),
            None => std::fs::write(&file, bytes),
        };
        written.map_err(|source| io(format!("writing a private copy of `{name}`"), source))?;
    }
    Ok(())
}

/// The files of a folder, without repositories and installed packages. A link is followed to a file of the same folder
/// only. What is no plain file (a pipe, a device) or may not be read is left out.
pub fn read_folder(folder: &Path) -> Result<Files, CheckError> {
    let root =
        folder.canonicalize().map_err(|source| io(format!("opening the folder `{}`", folder.display()), source))?;
    let mut reader = Reader { root, files: Files::new(), bytes: 0 };
    let root = reader.root.clone();
    reader.folder(&root, "")?;
    Ok(reader.files)
}

struct Reader {
    root: PathBuf,
    files: Files,
    bytes: u64,
}

impl Reader {
    fn folder(&mut self, folder: &Path, prefix: &str) -> Result<(), CheckError> {
        let shown = if prefix.is_empty() { folder.display().to_string() } else { prefix.to_owned() };
        let failed = |source| io(format!("reading the folder `{shown}`"), source);
        let entries = match std::fs::read_dir(folder) {
            Err(error) if is_left_out(&error) && !prefix.is_empty() => return Ok(()),
            entries => entries.map_err(failed)?,
        };
        for entry in entries {
            let entry = entry.map_err(failed)?;
            // A name that is no Unicode cannot be a name that a task asks for.
            let Ok(name) = entry.file_name().into_string() else { continue };
            if SKIPPED.contains(&name.as_str()) {
                continue;
            }
            let kind = entry.file_type().map_err(failed)?;
            let name = format!("{prefix}{name}");
            if kind.is_dir() {
                self.folder(&entry.path(), &format!("{name}/"))?;
            } else if let Some(path) = self.plain(&entry.path(), kind) {
                self.file(&path, name)?;
            }
        }
        Ok(())
    }

    fn plain(&self, path: &Path, kind: FileType) -> Option<PathBuf> {
        if kind.is_symlink() {
            path.canonicalize().ok().filter(|target| target.starts_with(&self.root) && target.is_file())
        } else {
            kind.is_file().then(|| path.to_owned())
        }
    }

    fn file(&mut self, path: &Path, name: String) -> Result<(), CheckError> {
        let mut bytes = Vec::new();
        let left = MOST_BYTES - self.bytes.min(MOST_BYTES);
        let read = std::fs::File::open(path).and_then(|file| file.take(left + 1).read_to_end(&mut bytes));
        match read {
            // An editor's temporary file may be gone by now; what may not be read belongs to somebody else.
            Err(error) if is_left_out(&error) => return Ok(()),
            Err(source) => return Err(io(format!("reading `{name}`"), source)),
            Ok(_) => {}
        }
        self.bytes += bytes.len() as u64;
        if self.bytes > MOST_BYTES || self.files.len() >= MOST_FILES {
            let root = self.root.display();
            let what = format!("copying the folder `{root}`; move out of it what does not belong to the exercise");
            let most = format!("it holds more than {} MiB or {MOST_FILES} files", MOST_BYTES / (1024 * 1024));
            return Err(io(what, stdio::Error::new(ErrorKind::FileTooLarge, most)));
        }
        self.files.insert(name, bytes);
        Ok(())
    }
}

fn is_left_out(error: &stdio::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(files: &Files) -> Vec<&str> {
        files.keys().map(String::as_str).collect()
    }

    #[test]
    fn a_folder_is_taken_without_repositories_and_installed_packages() {
        let folder = tempfile::tempdir().unwrap();
        let files = ["main.js", "data/in.json", ".env", ".git/config", "node_modules/a/index.js", "lib/.venv/x"];
        let files: Files = files.into_iter().map(|name| (name.to_owned(), b"x".to_vec())).collect();
        write_files(&files, folder.path()).unwrap();
        assert_eq!(names(&read_folder(folder.path()).unwrap()), [".env", "data/in.json", "main.js"]);
    }

    #[test]
    fn a_file_outside_the_folder_is_never_written() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["../x", "/x", "a/../../x", ""] {
            let files = Files::from([(name.to_owned(), Vec::new())]);
            assert!(matches!(write_files(&files, folder.path()), Err(CheckError::Broken(_))), "{name}");
        }
    }

    #[test]
    fn a_folder_that_is_too_large_or_not_there_is_nobodys_wrong_answer() {
        let folder = tempfile::tempdir().unwrap();
        let large = usize::try_from(MOST_BYTES).unwrap() + 1;
        write_files(&Files::from([("large".to_owned(), vec![0; large])]), folder.path()).unwrap();
        let error = read_folder(folder.path()).unwrap_err();
        assert!(error.to_string().contains("more than 20 MiB"), "{error}");
        let error = read_folder(&folder.path().join("gone")).unwrap_err();
        assert!(matches!(error, CheckError::Io { .. }), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_within_the_folder_only_and_a_pipe_is_left_out() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("secret"), "s").unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("real.js"), "1").unwrap();
        symlink("real.js", folder.path().join("main.js")).unwrap();
        symlink(outside.path().join("secret"), folder.path().join("secret")).unwrap();
        symlink(folder.path(), folder.path().join("loop")).unwrap();
        symlink("nowhere", folder.path().join("dangling")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).unwrap();
        assert_eq!(names(&read_folder(folder.path()).unwrap()), ["main.js", "real.js"]);
    }
}
