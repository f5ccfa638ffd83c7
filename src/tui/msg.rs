//! What happens (`Msg`) and what is to be done about it (`Effect`).

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::Size;

use crate::check::{Files, Given, Lack, Question, Ran, Report, Sample};
use crate::curriculum::Item;
use crate::id::{ExerciseId, LessonId, QuestionId, Track};
use crate::progress::Event;
use crate::workspace::Handed;

/// A job of the worker, counted from 1.
pub type Job = u64;

/// A message with the time of its arrival.
#[derive(Debug)]
pub(super) struct Stamped {
    pub at: DateTime<Utc>,
    pub msg: Msg,
}

impl Stamped {
    /// A message that arrives now.
    pub(super) fn now(msg: Msg) -> Self {
        Stamped { at: Utc::now(), msg }
    }
}

/// Something that happened. Each arrives with the time at which it did.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this size now.
    Resize(Size),
    /// Part of a job is done.
    Progressed {
        /// The job.
        job: Job,
        /// How many checks are done.
        done: usize,
        /// Of how many.
        of: usize,
    },
    /// A job is done.
    Done {
        /// The job.
        job: Job,
        /// What came of it.
        done: Box<Done>,
    },
    /// An exercise's files are in the workspace.
    HandedOut {
        /// The exercise.
        exercise: ExerciseId,
        /// Where, and what the main file holds.
        handed: Result<(Handed, String), String>,
    },
    /// What this machine lacks for an exercise was found out.
    Lacking {
        /// The exercise.
        exercise: ExerciseId,
        /// What it lacks.
        lacks: Vec<Lack>,
    },
    /// The learner saved a file of an exercise.
    Saved {
        /// The exercise.
        exercise: ExerciseId,
        /// What the main file holds now.
        text: String,
    },
    /// Something was written down outside of `App`.
    Happened(Event),
    /// Something to tell the learner.
    Notice(String),
    /// Something failed that was not the learner's fault.
    Failed(String),
    /// Time went by.
    Tick,
    /// The terminal is gone, or the system asks us to end.
    Hangup,
}

/// What a job is to do.
#[derive(Debug, Clone)]
pub enum Task {
    /// Judge the learner's files.
    Check {
        /// The exercise.
        exercise: ExerciseId,
        /// The path.
        track: Track,
    },
    /// Run a sample of a lesson.
    Sample {
        /// The lesson.
        lesson: LessonId,
        /// The number of the sample in the lesson.
        index: usize,
        /// The program.
        sample: Box<Sample>,
        /// Its path.
        track: Track,
    },
    /// Judge an answer.
    Ask {
        /// The question.
        question: Box<Question>,
        /// The path.
        track: Track,
        /// The answer.
        given: Given,
    },
    /// Install the packages of a path.
    Install {
        /// The path.
        track: Track,
    },
}

/// Why a job came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It was asked to stop.
    Cancelled,
    /// It could not look; what to tell the learner.
    CouldNotLook(String),
}

/// What came of a job.
#[derive(Debug)]
pub enum Done {
    /// Of a check.
    Checked {
        /// The exercise.
        exercise: ExerciseId,
        /// The path.
        track: Track,
        /// What was judged.
        files: Files,
        /// The judgement.
        report: Result<Report, Trouble>,
    },
    /// Of a sample.
    Sampled {
        /// The lesson.
        lesson: LessonId,
        /// The number of the sample.
        index: usize,
        /// What it did.
        ran: Result<Ran, Trouble>,
    },
    /// Of an answer.
    Asked {
        /// The question.
        question: QuestionId,
        /// The answer.
        given: Given,
        /// The judgement.
        report: Result<Report, Trouble>,
    },
    /// Of an installation.
    Installed {
        /// What was done, in a sentence.
        installed: Result<String, Trouble>,
    },
}

/// Something to be done outside.
#[derive(Debug)]
pub enum Effect {
    /// Write down what happened, with the files that it is about.
    Record(Event, Option<Files>),
    /// Start a job.
    Start(Job, Task),
    /// Start, in the background, the servers that exercises of the item's week need.
    WarmUp(Item, Track),
    /// Stop the running job.
    Cancel(Job),
    /// Hand out an exercise's files and watch them.
    HandOut(ExerciseId, Track),
    /// Find out what this machine lacks for an exercise.
    Look(ExerciseId, Track),
    /// Stop watching.
    Unwatch,
    /// Open a file in the learner's editor.
    Edit(ExerciseId, PathBuf),
    /// Write a file of the learner.
    Write {
        /// The exercise.
        exercise: ExerciseId,
        /// The file.
        file: PathBuf,
        /// Its text.
        text: String,
    },
    /// Set an exercise's files back to the starter.
    Reset(ExerciseId, Track),
    /// Take back the last reset.
    Undo(ExerciseId, Track),
    /// Put text on the clipboard.
    Copy(String),
    /// Let exercise files live in this folder from now on.
    UseWorkspace(PathBuf),
    /// End the program.
    Quit,
}
