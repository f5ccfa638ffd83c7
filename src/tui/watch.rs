//! Watches an exercise's folder: a save by any editor becomes a message.

use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify_debouncer_full::notify::{self, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use super::msg::{Msg, Stamped};
use crate::id::ExerciseId;

/// Editors write a file in several steps; they count as one save when they are this close together.
const QUIET: Duration = Duration::from_millis(60);

/// Watches one file until it is dropped.
pub(super) struct Watch {
    _debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
}

impl Watch {
    /// Watches the folder of `main`, since editors replace the file itself. A message is sent when its text differs
    /// from the text seen before.
    pub(super) fn new(exercise: ExerciseId, main: PathBuf, messages: Sender<Stamped>) -> notify::Result<Self> {
        let read = |file: &PathBuf| std::fs::read(file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let folder = main.parent().map_or_else(|| PathBuf::from("."), PathBuf::from);
        let mut seen = read(&main).unwrap_or_default();
        let mut debouncer = new_debouncer(QUIET, None, move |_: DebounceEventResult| {
            // A file that is gone for a moment is being replaced.
            if let Ok(text) = read(&main)
                && text != seen
            {
                seen.clone_from(&text);
                let _ = messages.send(Stamped::now(Msg::Saved { exercise: exercise.clone(), text }));
            }
        })?;
        debouncer.watch(folder, RecursiveMode::NonRecursive)?;
        Ok(Watch { _debouncer: debouncer })
    }
}
