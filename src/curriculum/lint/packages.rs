//! Packages that an exercise names are in the kit of the path.

use std::ops::Range;
use std::sync::Arc;

use super::locate;
use crate::curriculum::load::Loaded;
use crate::curriculum::model::Curriculum;
use crate::diagnostic::{Diagnostics, FileProblems, did_you_mean};
use crate::id::Track;
use crate::kit::Manifest;

pub(super) fn check(loaded: &Loaded, curriculum: &Curriculum, all: &mut Diagnostics) {
    for draft in &loaded.exercises {
        let (Some(source), Some(raw)) = (&draft.source, &draft.raw) else { continue };
        let mut problems = all.file(Arc::clone(source));
        let lists = raw.setup.iter().flat_map(|setup| [&setup.packages, &setup.optional_packages]).flatten();
        for (list, track) in lists.flat_map(|list| Track::ALL.map(|track| (list, track))) {
            // A kit that cannot be read was told.
            let Some(kit) = curriculum.kits.get(&track) else { continue };
            for package in list.get_ref().get(track).iter().filter(|package| !kit.has(package)) {
                let place = locate(source, &list.span(), &format!("\"{package}\""));
                unknown(package, track, kit, place, &mut problems);
            }
        }
    }
}

/// Tells a package that its kit does not have.
pub(super) fn unknown(
    package: &str,
    track: Track,
    kit: &Manifest,
    place: Range<usize>,
    problems: &mut FileProblems<'_>,
) {
    let help = did_you_mean(package, kit.names());
    let help = help.unwrap_or_else(|| format!("add it to the kit of the {track} path, or name one of it"));
    problems.error("unknown-package", place, format!("there is no package `{package}` in the {track} kit")).help(help);
}
