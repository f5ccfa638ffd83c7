//! Progress: the fold of all events, by one function, in memory and from disk alike.

use super::{Event, Place, What};
use crate::curriculum::Item;
use crate::id::{ExerciseId, Track};
use std::path::PathBuf;

/// How far an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Not opened.
    New,
    /// Opened.
    Seen,
    /// Answered or checked, not yet right.
    Tried,
    /// Done.
    Passed,
}

/// What all events come to.
#[derive(Debug, Clone, Default)]
pub struct Progress {}

impl Progress {
    /// The fold of these events.
    pub fn of(events: impl IntoIterator<Item = Event>) -> Self {
        let mut progress = Self::default();
        for event in events {
            progress.apply(&event);
        }
        progress
    }

    /// Takes in one event.
    pub fn apply(&mut self, event: &Event) {
        match &event.what {
            What::Unknown | _ => {}
        }
    }

    /// How far an item is on a track. Lessons, and exercises that one reference serves, count for both.
    pub fn state(&self, _item: &Item, _track: Track) -> State {
        State::New
    }

    /// The chosen track.
    pub fn track(&self) -> Option<Track> {
        None
    }

    /// The chosen workspace.
    pub fn workspace(&self) -> Option<&PathBuf> {
        None
    }

    /// Planned hours a week.
    pub fn hours(&self) -> Option<u32> {
        None
    }

    /// Where the learner was last.
    pub fn place(&self) -> Option<&Place> {
        None
    }

    /// Where the learner was last in this item (scroll, question).
    pub fn place_in(&self, _item: &Item) -> usize {
        0
    }

    /// How many hints of an exercise are open.
    pub fn hints(&self, _exercise: &ExerciseId, _track: Track) -> usize {
        0
    }

    /// How often an exercise was checked.
    pub fn attempts(&self, _exercise: &ExerciseId, _track: Track) -> usize {
        0
    }
}
