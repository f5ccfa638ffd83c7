//! Copies the files of a course to where it is kept: plain files alone, and not more than a course may have.

use std::fs;
use std::path::Path;

use super::error::{CourseError, io};
use crate::curriculum::Library;
use crate::diagnostic::{Diagnostic, Severity, Source, Span};

/// Files of the largest course.
pub(super) const MOST_FILES: usize = 50_000;
/// Bytes of the largest course.
pub(super) const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// Copies a course. Links are followed within it, and none that leads out of it. Gives back what names its content: equal
/// content, equal name. `source` is for messages.
pub(super) fn copy(from: &Path, to: &Path, source: &str) -> Result<String, CourseError> {
    let library = Library::folder(from);
    if !library.has("curriculum/roadmap.toml") {
        return Err(CourseError::NoCourse(source.to_owned()));
    }
    let files: Vec<&str> = ["curriculum", "exercises"].iter().flat_map(|part| library.below(part)).collect();
    if files.len() > MOST_FILES {
        return Err(CourseError::TooLarge(source.to_owned(), format!("{} files", files.len())));
    }
    let mut problems = library.problems().clone();
    let mut bytes = 0_u64;
    let mut hasher = blake3::Hasher::new();
    for name in files {
        let content = match library.read(name) {
            Ok(content) => content,
            Err(error) => {
                problems.push(Diagnostic {
                    severity: Severity::Error,
                    rule: "unreadable-file",
                    message: format!("`{name}` {error}"),
                    span: Some(Span { source: Source::unread(name), range: 0..0 }),
                    label: String::new(),
                    help: Some(error.help().to_owned()),
                });
                continue;
            }
        };
        bytes = bytes.saturating_add(content.len() as u64);
        if bytes > MOST_BYTES {
            return Err(CourseError::TooLarge(
                source.to_owned(),
                format!("more than {} MiB", MOST_BYTES / 1024 / 1024),
            ));
        }
        for part in [name.as_bytes(), &content] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let file = to.join(name);
        let folder = file.parent().unwrap_or(to);
        fs::create_dir_all(folder).map_err(io("create", folder))?;
        fs::write(&file, &content).map_err(io("write", &file))?;
    }
    if problems.errors() > 0 {
        problems.sort();
        return Err(CourseError::Broken { from: source.to_owned(), problems });
    }
    Ok(hasher.finalize().to_hex().chars().take(40).collect())
}
