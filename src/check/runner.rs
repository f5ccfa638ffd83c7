//! Runs all checks of an exercise on a submission and comes to a verdict.

use std::sync::Arc;

use super::{CheckError, Given, Question, Report, Spec, Submission};
use crate::id::Track;
use crate::process::{Cancel, Output};
use crate::toolchain::Toolchain;

/// Judges submissions. Cheap to clone; safe to use from several threads.
#[derive(Debug, Clone)]
pub struct Runner {
    toolchain: Arc<Toolchain>,
}

impl Runner {
    /// A runner that uses these programs.
    pub fn new(toolchain: Arc<Toolchain>) -> Self {
        Runner { toolchain }
    }

    /// The programs that it uses.
    pub fn toolchain(&self) -> &Toolchain {
        &self.toolchain
    }

    /// Judges a submission. `progress` is told how many checks are done, of how many.
    pub fn run(
        &self,
        spec: &Spec,
        track: Track,
        submission: &Submission,
        cancel: &Cancel,
        progress: &dyn Fn(usize, usize),
    ) -> Result<Report, CheckError> {
        let _ = (spec, submission, cancel, progress);
        Err(CheckError::NothingToCheck(track))
    }

    /// Judges one answer to a question; a prediction's program and an ordered program are really run.
    pub fn ask(&self, question: &Question, track: Track, given: &Given, cancel: &Cancel) -> Result<Report, CheckError> {
        let _ = (question, given, cancel);
        Err(CheckError::NothingToCheck(track))
    }

    /// Runs a lesson's sample and gives back what it did.
    pub fn sample(&self, sample: &Sample, track: Track, cancel: &Cancel) -> Result<Ran, CheckError> {
        let _ = (sample, cancel);
        Err(CheckError::NothingToCheck(track))
    }
}

/// A program of a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The name of its file.
    pub file: String,
    /// Its text.
    pub code: String,
    /// Its arguments.
    pub args: Vec<String>,
    /// Its standard input.
    pub stdin: String,
    /// The request to send, such as `GET /hello`, if it is a server.
    pub request: Option<String>,
}

/// What a sample did.
#[derive(Debug, Clone)]
pub struct Ran {
    /// What a person would see: both outputs, or the server's answer; cleaned, without the private folder's name.
    pub shown: String,
    /// The raw output.
    pub output: Output,
}
