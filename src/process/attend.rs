//! Runs a program in the foreground, on the learner's own terminal: their editor.

use std::io;
use std::path::{Path, PathBuf};

use super::StartError;

/// Runs the learner's editor on a file until it ends. `editor` is the text of `$VISUAL` or `$EDITOR`: a program, maybe
/// with arguments, quoted as in a shell; no shell is involved.
pub fn attend(editor: &str, file: &Path) -> Result<(), StartError> {
    let error = |source| StartError { program: PathBuf::from(editor), source };
    let words = words(editor).ok_or_else(|| error(io::ErrorKind::InvalidInput.into()))?;
    let (program, args) = words.split_first().ok_or_else(|| error(io::ErrorKind::InvalidInput.into()))?;
    let mut command = std::process::Command::new(program);
    command.args(args).arg(file);
    #[expect(clippy::disallowed_methods, reason = "an editor has the terminal, no deadline, and the learner ends it")]
    let status = command.status().map_err(error)?;
    if status.success() { Ok(()) } else { Err(error(io::Error::other(status.to_string()))) }
}

/// A path with blanks or backslashes that names a program is one word.
fn words(editor: &str) -> Option<Vec<String>> {
    if Path::new(editor).is_file() { Some(vec![editor.to_owned()]) } else { shell_words::split(editor).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_may_have_arguments() {
        assert_eq!(words("code --wait"), Some(vec!["code".to_owned(), "--wait".to_owned()]));
        assert_eq!(words("'my editor' -x"), Some(vec!["my editor".to_owned(), "-x".to_owned()]));
        assert_eq!(words("'open"), None);
    }

    #[test]
    fn an_editor_that_is_not_there_is_an_error() {
        assert!(attend("no-such-editor-anywhere", Path::new("x")).is_err());
        assert!(attend("", Path::new("x")).is_err());
    }
}
