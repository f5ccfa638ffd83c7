//! The kits of a curriculum: its own, or those that come with the program.

use std::collections::BTreeMap;

use crate::curriculum::files::Library;
use crate::diagnostic::{Diagnostics, Source};
use crate::id::Track;
use crate::kit::{BadManifest, Manifest};

/// Where kits lie.
pub(in crate::curriculum) const KITS: &str = "curriculum/kits";

/// The kit of each track. One that cannot be read is told and left out.
pub(super) fn load(library: &Library, problems: &mut Diagnostics) -> BTreeMap<Track, Manifest> {
    let kits = Track::ALL.into_iter().filter_map(|track| {
        let folder = format!("{KITS}/{track}");
        let kit = if library.has_folder(&folder) {
            read(library, track, &folder, problems)
        } else {
            read(&Library::part_of_program(&folder), track, &folder, problems)
        };
        Some((track, kit?))
    });
    kits.collect()
}

/// The same, for who looks at nothing else of a curriculum.
pub fn kits(library: &Library) -> BTreeMap<Track, Manifest> {
    load(library, &mut Diagnostics::default())
}

fn read(library: &Library, track: Track, folder: &str, problems: &mut Diagnostics) -> Option<Manifest> {
    let mut files = BTreeMap::new();
    for file in Manifest::files(track) {
        let name = format!("{folder}/{file}");
        if library.has(&name) {
            files.insert((*file).to_owned(), library.text(&name, problems)?.text.clone());
        }
    }
    let told = |BadManifest { file, problem }| {
        let name = format!("{folder}/{file}");
        let mut problems = problems.file(Source::unread(name.as_str()));
        problems
            .error("bad-kit", 0..0, format!("`{name}` cannot be used: {problem}"))
            .help("a kit is described in the author's guide; without a folder of its own a course uses the usual one");
    };
    Manifest::read(track, files).map_err(told).ok()
}
