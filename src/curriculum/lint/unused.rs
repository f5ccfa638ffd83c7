//! Files and folders that nothing uses: forgotten in a list, or misnamed.

use crate::curriculum::files::Library;
use crate::curriculum::load::{DATA, KITS, Loaded, PROJECTS};
use crate::curriculum::model::{Curriculum, Item};
use crate::curriculum::schema::SCHEMAS;
use crate::diagnostic::{Diagnostics, Source, did_you_mean};
use crate::id::{Track, WeekId};
use crate::kit::Manifest;

const RULE: &str = "unused-file";
/// Files for whoever runs a course: workflows, the schema of reports.
const CI: &str = "curriculum/ci";

pub(super) fn check(library: &Library, loaded: &Loaded, curriculum: &Curriculum, problems: &mut Diagnostics) {
    let mut told = Vec::new();
    for folder in library.folders_in("curriculum") {
        let name = folder.rsplit('/').next().unwrap_or(folder);
        if !loaded.weeks.iter().any(|week| week.as_str() == name)
            && ![DATA, KITS, PROJECTS, CI, SCHEMAS].contains(&folder)
        {
            let unwritten = loaded
                .weeks
                .iter()
                .map(WeekId::as_str)
                .filter(|week| !library.has_folder(&format!("curriculum/{week}")));
            let help = did_you_mean(name, unwritten);
            let help = help.unwrap_or_else(|| "add it to `roadmap.toml`, or remove the folder".to_owned());
            warn(folder, &format!("there is no week `{name}`"), &help, problems);
            told.push(format!("{folder}/"));
        }
    }
    for file in library.below("curriculum") {
        let kept = [DATA, CI, SCHEMAS].iter().any(|folder| file.starts_with(&format!("{folder}/")));
        let known = loaded.used.contains(file) || file.ends_with("/README.md") || kept || is_of_kit(file);
        if !known && !told.iter().any(|folder| file.starts_with(folder)) {
            let help = "add it to the `items` of its week, or remove it";
            warn(file, &format!("nothing uses `{file}`"), help, problems);
        }
    }
    for file in library.below("exercises") {
        let mut parts = file.split('/').skip(2);
        let used = match (parts.next(), parts.next()) {
            (Some("node" | "python" | "shared"), Some(_)) => true,
            (Some(name), None) => matches!(name, "exercise.toml" | "record.toml" | "README.md"),
            _ => file == "exercises/README.md",
        };
        if !used {
            let help = "variants lie in `node/`, `python/` or `shared/`; remove what is none";
            warn(file, &format!("nothing uses `{file}`"), help, problems);
        }
    }
    for (id, exercise) in curriculum.exercises.iter() {
        let item = Item::Exercise(exercise.id.clone());
        // A milestone without a week is told where its project names it.
        if !loaded.places.contains_key(&item) && exercise.spec.milestone.is_none() {
            let file = format!("exercises/{id}/exercise.toml");
            let help = format!("add `{{ exercise = \"{id}\" }}` to the `items` of a `week.toml`");
            warn(&file, &format!("no week has the exercise `{id}`"), &help, problems);
        }
    }
}

/// Whether a file is one that a kit has.
fn is_of_kit(file: &str) -> bool {
    Track::ALL.iter().any(|track| Manifest::files(*track).iter().any(|name| file == format!("{KITS}/{track}/{name}")))
}

fn warn(name: &str, message: &str, help: &str, problems: &mut Diagnostics) {
    problems.file(Source::unread(name)).warning(RULE, 0..0, message).help(help);
}
