//! Where links may lead.

use std::str::FromStr;

use crate::id::{ExerciseId, LessonId};

/// Why a link leads nowhere: what to write instead.
pub(super) fn fault(url: &str) -> Option<&'static str> {
    if let Some(id) = url.strip_prefix("lesson:") {
        return LessonId::from_str(id).is_err().then_some("write the lesson's id: `lesson:names-for-values`");
    }
    if let Some(id) = url.strip_prefix("exercise:") {
        return ExerciseId::from_str(id)
            .is_err()
            .then_some("write the exercise's id: `exercise:celsius-to-fahrenheit`");
    }
    match url.strip_prefix("https://") {
        Some(rest) if !rest.is_empty() && rest.chars().all(|c| c.is_ascii_graphic()) => None,
        Some(_) => Some("write a whole address in ASCII: `https://example.org/page`"),
        None => Some("link to `https://…`, `lesson:ID` or `exercise:ID`"),
    }
}
