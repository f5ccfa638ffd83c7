//! Samples of lessons: programs, servers and SQL that a learner can run from the text.

use std::path::Path;
use std::time::Duration;

use super::sandbox::{Machine, Sandbox, Setting};
use super::{CheckError, Content, DataSets, Files, Setup, Submission, http, sql};
use crate::id::{ByTrack, Track};
use crate::process::{self, End, Limits};

/// How long one may take. To load some packages takes seconds, and many times that on a busy machine.
const TIME: Duration = Duration::from_secs(30);

/// A sample.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sample {
    /// The name of its file. One that ends in `.sql` is run by PostgreSQL, all others by the path's runtime.
    pub file: String,
    /// Its text.
    pub code: String,
    /// Its arguments.
    pub args: Vec<String>,
    /// Its standard input.
    pub stdin: String,
    /// The request to send, such as `GET /hello`, if it is a server.
    pub request: Option<String>,
    /// The data set of the database that it finds, if it finds one.
    pub data: Option<String>,
    /// The packages that it needs.
    pub packages: Vec<String>,
    /// The files beside it, with their names.
    pub beside: Vec<(String, String)>,
}

/// What a sample did.
#[derive(Debug, Clone)]
pub struct Ran {
    /// What a person would see: both outputs, the server's answer, or the tables; cleaned, without the private folder's name.
    pub shown: String,
    /// What is compared with the lesson where the sample succeeds: for a program, its raw standard output.
    pub printed: String,
    /// How it ended; SQL that is refused ends as a program does that fails.
    pub end: End,
}

/// Whether a file of this name holds SQL.
pub fn is_sql_file(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "sql")
}

impl Sample {
    /// Whether PostgreSQL runs it.
    pub fn is_sql(&self) -> bool {
        is_sql_file(&self.file)
    }

    /// Runs it in a private folder.
    pub(super) fn play(&self, track: Track, data: &DataSets, machine: Machine<'_>) -> Result<Ran, CheckError> {
        let database = self.data.clone().filter(|_| !self.is_sql());
        let setup = Setup { database, packages: ByTrack::both(self.packages.clone()), ..Setup::NOTHING };
        let limits = Limits { time: TIME, ..Limits::default() };
        let setting = Setting { main: self.file.clone(), limits, setup: &setup, data, ..Setting::bare(track) };
        let text = |(name, text): &(String, String)| (name.clone(), text.clone().into_bytes());
        let mut files: Files = self.beside.iter().map(text).collect();
        files.insert(self.file.clone(), self.code.clone().into_bytes());
        let submission = Submission::Content(Content::Files(files));
        let sandbox = Sandbox::open(&submission, setting, machine, &|| ())?;
        let ran = if self.is_sql() {
            sql::play(&sandbox, self.data.as_deref().unwrap_or(super::EMPTY), &self.code)?
        } else if let Some(request) = &self.request {
            let (shown, output) = http::ask_once(&sandbox, &self.file, &self.args, request)?;
            Ran { printed: shown.clone(), shown, end: output.end }
        } else {
            self.run(&sandbox)?
        };
        if ran.end == End::Cancelled && machine.cancel.is_cancelled() {
            return Err(CheckError::Cancelled);
        }
        Ok(ran)
    }

    fn run(&self, sandbox: &Sandbox<'_>) -> Result<Ran, CheckError> {
        let mut command = sandbox.command(&self.file, &self.args)?;
        command.stdin = self.stdin.clone().into_bytes();
        let output = process::run(&command, sandbox.cancel)?;
        let mut shown = sandbox.clean(&output.stdout.text);
        if !shown.is_empty() && !shown.ends_with('\n') && !output.stderr.text.is_empty() {
            shown.push('\n');
        }
        shown.push_str(&sandbox.clean(&output.stderr.text));
        Ok(Ran { shown, printed: output.stdout.text, end: output.end })
    }
}
