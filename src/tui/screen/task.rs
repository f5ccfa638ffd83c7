//! What all kinds of exercises do alike: the open hints, and asking for the next one.

use super::Request;
use crate::id::ExerciseId;
use crate::progress::What;
use crate::tui::session::Session;

/// The open hints of an exercise, each as markdown below its task.
pub(super) fn open_hints(session: &Session, id: &ExerciseId) -> Vec<String> {
    let track = session.track();
    let Some(exercise) = session.exercise(id) else { return Vec::new() };
    let hints = exercise.hints.get(track);
    let open = session.progress.hints(id, track);
    hints
        .iter()
        .take(open)
        .enumerate()
        .map(|(number, hint)| {
            format!("\n\n> **Hint {} of {}.** {}\n", number + 1, hints.len(), hint.replace('\n', "\n> "))
        })
        .collect()
}

/// Opens the next hint, or says that all are open.
pub(super) fn next_hint(session: &Session, id: &ExerciseId) -> Request {
    let track = session.track();
    let open = session.progress.hints(id, track);
    let all = session.exercise(id).map_or(0, |exercise| exercise.hints.get(track).len());
    if open < all {
        Request::Record(What::Hint { exercise: id.clone(), track, rung: open + 1 })
    } else {
        Request::Notice("All hints are open. Read the first failed check again.".to_owned())
    }
}
