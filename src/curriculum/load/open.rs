//! Opens a curriculum for somebody who looks at a part of it: each file is read when it is asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Loaded, one_lesson, one_quiz, project};
use crate::curriculum::Shelf;
use crate::curriculum::files::{EXERCISES, Library, stem};
use crate::curriculum::model::{Curriculum, Item};
use crate::diagnostic::Diagnostics;

/// Loads the months, weeks and projects of an outline. Lessons, quizzes and exercises are read when they are asked for;
/// that one of them is broken is found only then.
pub(in crate::curriculum) fn open(library: Library) -> (Option<Curriculum>, Diagnostics) {
    let mut loaded = Loaded::begin(&library);
    let Some(mut curriculum) = loaded.outline(&library) else { return (None, loaded.problems) };
    curriculum.projects = project::named(&loaded.projects, &library, &mut loaded.problems);
    let (mut lessons, mut quizzes) = (BTreeMap::new(), BTreeMap::new());
    for (week, named) in curriculum.weeks_mut().zip(loaded.items(&library)) {
        for (item, file) in named {
            week.items.push(item.clone());
            match item {
                Item::Lesson(id) => drop(lessons.insert(id, file)),
                Item::Quiz(id) => drop(quizzes.insert(id, file)),
                Item::Exercise(_) => {}
            }
        }
    }
    let exercises: Vec<_> = library.folders_in(EXERCISES).filter_map(|folder| stem(folder, "")?.parse().ok()).collect();
    let (library, Loaded { projects, problems, .. }) = (Arc::new(library), loaded);
    curriculum.lessons = shelf(&library, lessons, one_lesson);
    curriculum.quizzes = shelf(&library, quizzes, one_quiz);
    curriculum.exercises = Shelf::unread(exercises, move |id| project::read(&library, &projects, id));
    (Some(curriculum), problems)
}

/// Things that stand in a file each. What is wrong with one of them is told by `roadmap lint`, and not to a learner.
fn shelf<I, T>(
    library: &Arc<Library>,
    files: BTreeMap<I, String>,
    read: fn(&Library, &str, &mut Diagnostics) -> Option<T>,
) -> Shelf<I, T>
where
    I: Ord + Clone + Send + Sync + 'static,
    T: 'static,
{
    let library = Arc::clone(library);
    let ids: Vec<I> = files.keys().cloned().collect();
    Shelf::unread(ids, move |id| {
        let thing = files.get(id).and_then(|file| read(&library, file, &mut Diagnostics::default()));
        thing.map(|thing| (id.clone(), thing)).into_iter().collect()
    })
}
