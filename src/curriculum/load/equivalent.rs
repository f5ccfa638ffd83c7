//! Loads what an author says about changes of the solution after which it does the same.

use crate::curriculum::raw::RawExercise;
use crate::diagnostic::FileProblems;
use crate::id::Track;
use crate::mutants::{Equivalent, Mutation};

/// All `[[equivalent]]` of an exercise that say which change they mean, and why.
pub(super) fn build(raw: &RawExercise, problems: &mut FileProblems<'_>) -> Vec<Equivalent> {
    let mut all = Vec::new();
    for entry in &raw.equivalent {
        let (Some(name), Some(line), Some(reason)) = (&entry.mutation, &entry.line, &entry.reason) else { continue };
        let mutation = match name.get_ref().parse::<Mutation>() {
            Ok(mutation) => mutation,
            Err(why) => {
                problems
                    .error("wrong-value", name.span(), why)
                    .help("write the name that `roadmap mutants` shows with the change");
                continue;
            }
        };
        for text in [line, reason].into_iter().filter(|text| text.get_ref().trim().is_empty()) {
            problems
                .error("wrong-value", text.span(), "this says nothing")
                .help("`line` is the text of the line that is changed, `reason` is why nobody can tell the difference");
        }
        all.push(Equivalent {
            mutation,
            line: line.get_ref().clone(),
            becomes: entry.becomes.as_ref().map(|becomes| becomes.get_ref().clone()),
            reason: reason.get_ref().clone(),
            tracks: entry.paths.as_ref().map_or_else(|| Track::ALL.to_vec(), |paths| paths.get_ref().clone()),
        });
    }
    all
}
