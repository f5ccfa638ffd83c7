//! What is said about changes of a solution is said about changes that are tried.

use std::sync::Arc;

use crate::curriculum::load::Loaded;
use crate::diagnostic::Diagnostics;
use crate::mutants;

pub(super) fn check(loaded: &Loaded, all: &mut Diagnostics) {
    for draft in &loaded.exercises {
        let (Some(source), Some(raw)) = (&draft.source, &draft.raw) else { continue };
        if raw.equivalent.is_empty() {
            continue;
        }
        let id = draft.id.parse().ok();
        let Some(exercise) = id.and_then(|id| loaded.curriculum.as_ref()?.exercises.get(&id)) else { continue };
        let unused = mutants::unused(&exercise.spec, &exercise.equivalent);
        let mut problems = all.file(Arc::clone(source));
        let places = raw.equivalent.iter().filter_map(|entry| Some((entry.mutation.as_ref()?, entry.line.as_ref()?)));
        for (name, line) in places {
            if unused.iter().any(|one| one.mutation.name() == name.get_ref() && one.line == *line.get_ref()) {
                let message = format!("no change `{}` of the solution begins in this line", name.get_ref());
                problems
                    .warning("unused-equivalent", line.span(), message)
                    .help("write the whole line of the solution as it is now, or remove this entry");
            }
        }
    }
}
