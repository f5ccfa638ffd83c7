//! Events: the only thing that is ever written down, and never changed afterwards.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::curriculum::Item;
use crate::id::{ExerciseId, LessonId, QuestionId, QuizId, Track, WrongId};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    #[serde(flatten)]
    pub what: What,
}

/// What happened. The tags and field names stand in learners' databases: never rename them, only add.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum What {
    /// The path was chosen.
    Chose {
        /// The path.
        track: Track,
    },
    /// Where the exercise files live.
    Settled {
        /// The folder.
        workspace: PathBuf,
        /// Planned hours a week.
        hours: u32,
    },
    /// The learner went to a place.
    Went {
        /// The place.
        place: Place,
    },
    /// A lesson was read to its end.
    Read {
        /// The lesson.
        lesson: LessonId,
    },
    /// An exercise was checked. Its files are kept as a snapshot beside the event.
    Checked {
        /// The exercise.
        exercise: ExerciseId,
        /// The path.
        track: Track,
        /// Whether one reference serves both paths, so that it counts for both.
        shared: bool,
        /// Whether it passed.
        passed: bool,
        /// The recognised wrong answer.
        wrong: Option<WrongId>,
    },
    /// A question of a quiz was answered.
    Answered {
        /// The quiz.
        quiz: QuizId,
        /// The question.
        question: QuestionId,
        /// The path.
        track: Track,
        /// The answer as it was given.
        answer: String,
        /// Whether it was right.
        right: bool,
    },
    /// A quiz was finished.
    Finished {
        /// The quiz.
        quiz: QuizId,
        /// The path.
        track: Track,
        /// How many answers were right.
        right: usize,
        /// Of how many.
        of: usize,
        /// Whether that was enough.
        passed: bool,
    },
    /// A hint was opened.
    Hint {
        /// The exercise.
        exercise: ExerciseId,
        /// The path.
        track: Track,
        /// The rung, from 1.
        rung: usize,
    },
    /// The files were set back to the starter. What they were is kept as a snapshot beside the event.
    Reset {
        /// The exercise.
        exercise: ExerciseId,
        /// The path.
        track: Track,
    },
    /// A reset was undone.
    Undone {
        /// The exercise.
        exercise: ExerciseId,
        /// The path.
        track: Track,
    },
    /// Something that a newer version wrote; kept, and passed over.
    #[serde(other)]
    Unknown,
}

/// A place in the curriculum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The item.
    pub item: Item,
    /// For a lesson: the byte of its source that was at the top. For a quiz: the question. Survives other widths.
    pub at: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_of_a_newer_version_is_read_as_unknown() {
        let text = r#"{"at":"2026-03-01T12:00:00Z","what":"reviewed","card":{"due":[1,2]},"track":"rust"}"#;
        assert_eq!(serde_json::from_str::<Event>(text).unwrap().what, What::Unknown);
        assert_eq!(serde_json::from_str::<What>(r#"{"what":"reviewed","n":1}"#).unwrap(), What::Unknown);
    }

    #[test]
    fn a_field_that_a_newer_version_added_is_passed_over() {
        let text = r#"{"what":"chose","track":"node","why":"because"}"#;
        assert_eq!(serde_json::from_str::<What>(text).unwrap(), What::Chose { track: Track::Node });
    }
}
