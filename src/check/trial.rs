//! What tests of checks have in common: this machine's programs, and submissions written down in place.

use std::sync::OnceLock;

use super::sandbox::Sandbox;
use super::{CheckError, Content, Files, Submission};
use crate::id::Track;
use crate::process::{Cancel, Limits};
use crate::toolchain::Toolchain;

/// The programs of this machine; tests need all of them.
pub fn toolchain() -> &'static Toolchain {
    static FOUND: OnceLock<Toolchain> = OnceLock::new();
    FOUND.get_or_init(|| Toolchain::new(None))
}

/// Files by name and text.
pub fn files(files: &[(&str, &str)]) -> Submission {
    let files: Files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    Submission::Content(Content::Files(files))
}

/// Looks at a submission in a private folder.
pub fn within<T>(
    submission: &Submission,
    track: Track,
    limits: Limits,
    look: impl FnOnce(&Sandbox<'_>) -> Result<T, CheckError>,
) -> Result<T, CheckError> {
    let (cancel, done) = (Cancel::new(), || ());
    let main = format!("main.{}", track.extension());
    look(&Sandbox::open(submission, track, &main, limits, &cancel, toolchain(), &done)?)
}
