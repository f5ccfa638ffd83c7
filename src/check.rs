//! Judges a submission: the closed set of check kinds, what they saw, and the verdict.

use std::path::PathBuf;
use std::time::Duration;

use crate::id::{ExerciseId, Track, WrongId};
use crate::service::{Engine, ServiceError};
use crate::toolchain::Missing;

pub mod answer;
mod dockerfile;
mod document;
mod dotenv;
mod file;
mod function;
#[cfg(test)]
mod guide;
mod http;
mod ignore;
mod judge;
mod kind;
mod lacks;
mod made;
mod milestone;
mod program;
mod raw;
mod readme;
mod recognise;
mod record;
mod redis;
mod report;
mod repository;
mod rubric;
mod runner;
mod sample;
mod sandbox;
mod setup;
mod spec;
mod sql;
mod stable;
mod step;
mod suite;
#[cfg(test)]
mod testing;
mod websocket;
mod yaml;

pub use answer::{Form, Given, Question, RawQuestion};
pub use dockerfile::{Dockerfile, RawDockerfile};
pub use dotenv::{Dotenv, RawDotenv};
pub use file::{FileCheck, RawFile};
pub use function::{Function, RawFunction};
pub use http::{Http, RawHttp};
pub use ignore::{Ignore, RawIgnore};
pub use kind::{Check, RawCheck};
pub use lacks::{Lack, Lacks, PACKAGES};
pub use milestone::{Earlier, EarlierReport, Milestone};
pub use program::{Program, RawProgram};
pub use readme::{RawReadme, Readme};
pub use recognise::{Deviation, Known};
pub use record::{Entry, Outcome, Record, Trip};
pub use redis::{RawRedis, Redis};
pub use repository::{RawRepository, Repository};
pub use rubric::{RawRubric, Rubric};
pub use runner::{Observed, Runner};
pub use sample::{Ran, Sample, is_sql_file};
pub use sandbox::{git_within, read_folder};
pub use setup::{DataSet, DataSets, EMPTY, Setup};
pub use spec::{CheckEntry, Content, Files, Role, Spec, Variant, Wrong};
pub use sql::{RawSchema, RawSql, Schema, Sql};
pub use step::{GitStep, Step};
pub use suite::{Mutants, RawSuite, Suite};
pub use websocket::{RawWebSocket, WebSocket};
pub use yaml::{RawYaml, Yaml};

/// What is judged.
#[derive(Debug, Clone)]
pub enum Submission {
    /// A variant of the curriculum, or a snapshot.
    Content(Content),
    /// The learner's own folder.
    Folder(PathBuf),
}

/// One thing that a check compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// What was compared: `value`, `stdout`, `status`, ….
    pub name: String,
    /// Whether it was as it should be.
    pub held: bool,
    /// What recognition compares: equal keys mean the same behaviour. Holds nothing that varies from run to run.
    pub key: String,
    /// What should have come, for people.
    pub expected: String,
    /// What came, for people.
    pub actual: String,
    /// Further places to fill in messages: `extra`, `port`, `other_port`.
    pub more: Vec<(&'static str, String)>,
}

impl Facet {
    /// A comparison without further places to fill in.
    pub(crate) fn new(
        name: impl Into<String>,
        held: bool,
        key: impl Into<String>,
        expected: impl Into<String>,
        actual: impl Into<String>,
    ) -> Self {
        Facet {
            name: name.into(),
            held,
            key: key.into(),
            expected: expected.into(),
            actual: actual.into(),
            more: Vec::new(),
        }
    }

    /// A comparison of which all good outcomes are the same to recognition.
    pub(crate) fn compared(
        name: impl Into<String>,
        held: bool,
        wrong: impl Into<String>,
        expected: impl Into<String>,
        actual: impl Into<String>,
    ) -> Self {
        let key = if held { "right".to_owned() } else { wrong.into() };
        Facet::new(name, held, key, expected, actual)
    }

    /// The program did not end in time.
    pub(crate) fn unended(limit: Duration) -> Self {
        let seconds = limit.as_secs_f64();
        let actual = format!("it was still running after {seconds} s");
        Facet::new("end", false, UNENDED, format!("an end within {seconds} s"), actual)
    }
}

const UNENDED: &str = "timed out";

/// What one check saw. It passed when every facet held and there is at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The call, command or request, as `{call}` shows it.
    pub call: String,
    /// What was compared.
    pub facets: Vec<Facet>,
    /// How the learner's program died while this check ran: its last meaningful line.
    pub crash: Option<Crash>,
    /// What the program printed meanwhile, for the learner to see; cleaned.
    pub printed: String,
    /// How the learner can repeat it by hand, such as a `curl` line.
    pub again: Option<String>,
    /// The explanation of an answer to a question, right or wrong; markdown.
    pub said: Option<String>,
    /// What a person should know besides, right or wrong: what was not run on this machine, the line of a fault. Cleaned.
    pub notes: Vec<String>,
}

/// What a check needs besides the submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// The track's runtime.
    Runtime,
    /// git.
    Git,
    /// PostgreSQL.
    Database,
    /// Redis.
    Redis,
}

impl Need {
    /// Whether it is a server, which takes its time to start.
    pub fn is_server(self) -> bool {
        self.engine().is_some()
    }

    /// The server that it asks for, if it is one.
    fn engine(self) -> Option<Engine> {
        match self {
            Need::Runtime | Need::Git => None,
            Need::Database => Some(Engine::Postgres),
            Need::Redis => Some(Engine::Redis),
        }
    }
}

impl Seen {
    /// What a check saw that compared something, and has nothing else to tell.
    pub(crate) fn compared(call: impl Into<String>, facets: Vec<Facet>) -> Self {
        Seen {
            call: call.into(),
            facets,
            crash: None,
            printed: String::new(),
            again: None,
            said: None,
            notes: Vec::new(),
        }
    }

    /// Whether the check passed. "Nothing was compared" is no pass.
    pub fn passed(&self) -> bool {
        self.crash.is_none() && !self.facets.is_empty() && self.facets.iter().all(|facet| facet.held)
    }

    /// Whether there is no sense in running the same program again: it does not start, or does not end.
    pub(crate) fn is_end(&self) -> bool {
        self.timed_out() || self.crash.as_ref().is_some_and(|crash| crash.at_start)
    }

    /// Whether the program did not end in time.
    pub fn timed_out(&self) -> bool {
        self.facets.iter().any(|facet| facet.name == "end" && facet.key == UNENDED)
    }
}

/// What the checks of a program saw that could not be started: the first one tells it.
fn not_started(call: String, crash: Crash, checks: usize) -> Vec<Option<Seen>> {
    let first = Seen { crash: Some(crash), ..Seen::compared(call, Vec::new()) };
    std::iter::once(Some(first)).chain(std::iter::repeat_with(|| None)).take(checks).collect()
}

/// The kind of error that a file of answers has when it is no TOML.
const BROKEN_ANSWERS: &str = "TomlError";

/// How a learner's program died.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crash {
    /// Whether it did not even start: a syntax error, a missing file or export.
    pub at_start: bool,
    /// The kind of error, such as `TypeError`.
    pub kind: String,
    /// The last meaningful line of its message, cleaned.
    pub line: String,
    /// The line of the learner's file, if known.
    pub at: Option<u32>,
}

impl Crash {
    /// Whether it is a statement that PostgreSQL refused: its kind is a SQLSTATE then.
    pub fn is_of_sql(&self) -> bool {
        self.kind.len() == 5 && self.kind.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
    }

    /// Whether it is a file of answers that is no TOML.
    pub fn is_of_answers(&self) -> bool {
        self.kind == BROKEN_ANSWERS
    }
}

/// One check and what it saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// One line for people.
    pub label: String,
    /// What it saw; none when it was not reached because an earlier one ended the program.
    pub seen: Option<Seen>,
}

impl CheckReport {
    /// Whether it passed.
    pub fn passed(&self) -> bool {
        self.seen.as_ref().is_some_and(Seen::passed)
    }
}

/// The whole of one judgement.
#[derive(Debug, Clone)]
pub struct Report {
    /// The checks in order.
    pub checks: Vec<CheckReport>,
    /// Of a milestone: the earlier ones, judged again, in order.
    pub earlier: Vec<EarlierReport>,
    /// What it comes to.
    pub verdict: Verdict,
    /// How long it took.
    pub took: Duration,
}

/// The work was looked at, and this is what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is right.
    Passed {
        /// One idea to improve.
        idea: Option<String>,
    },
    /// It is wrong.
    Failed(Failure),
}

/// Why it is wrong, and what to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The first of these that holds.
    pub reason: Reason,
    /// The known wrong answer that behaves the same, with its message filled in.
    pub misconception: Option<Misconception>,
}

/// Reasons in the order in which they are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// An earlier milestone of the project does not pass.
    Earlier(ExerciseId),
    /// The program does not start.
    CannotStart(Crash),
    /// It is still the starter.
    Untouched,
    /// It stopped with an error.
    Crashed(Crash),
    /// It did not end in time.
    TimedOut,
    /// It did something else than it should.
    Differs,
}

/// A recognised wrong answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misconception {
    /// Which one; a question's option or slip has none.
    pub id: Option<WrongId>,
    /// Its message, filled in.
    pub say: String,
    /// The check that the message is about, counted from 0.
    pub check: Option<usize>,
}

/// The work could not be looked at. Never the learner's fault, and never an attempt.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// A program that the check needs is not there.
    #[error("{0}")]
    Missing(#[from] Missing),
    /// A database or cache that the check needs is not there, or fails.
    #[error("{0}")]
    Service(ServiceError),
    /// A program is there but could not be started.
    #[error(transparent)]
    Start(#[from] crate::process::StartError),
    /// The learner asked to stop.
    #[error("the check was cancelled")]
    Cancelled,
    /// The exercise has no check for this path.
    #[error("this exercise has nothing to check on the {0} path")]
    NothingToCheck(Track),
    /// A file could not be read or written.
    #[error("{what}: {source}")]
    Io {
        /// What was being done, with the file's name.
        what: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The curriculum is at fault.
    #[error("this exercise is broken: {0}")]
    Broken(String),
}

impl From<ServiceError> for CheckError {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Cancelled => CheckError::Cancelled,
            ServiceError::Missing(missing) => CheckError::Missing(missing),
            ServiceError::Failed { .. } => CheckError::Service(error),
        }
    }
}
