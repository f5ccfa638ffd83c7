//! The broken versions of an exercise: each is named by a check of the learner's tests, and stands in place of given files.

use std::collections::BTreeSet;

use super::variants::Found;
use crate::check::CheckEntry;
use crate::diagnostic::FileProblems;
use crate::id::Track;

const RULE: &str = "broken-version";

/// Tells which broken versions are missing, unused or no version of a given file.
pub(super) fn fit(found: &Found, checks: &[CheckEntry], problems: &mut FileProblems<'_>) {
    for track in Track::ALL {
        let (there, given) = (found.mutants.get(track), found.given.get(track));
        let of_track = checks.iter().filter(|entry| entry.tracks.contains(&track));
        let named: BTreeSet<&str> = of_track.flat_map(|entry| entry.check.mutants()).collect();
        for name in named.iter().filter(|name| !there.contains_key(**name)) {
            problems
                .whole()
                .error(RULE, 0..0, format!("the broken version `{name}` is missing on the {track} path"))
                .help(format!("write it into the folder `{track}/mutants/{name}/`, as a file that `given/` has too"));
        }
        for (name, files) in there {
            if !named.contains(name.as_str()) {
                problems
                    .whole()
                    .warning(RULE, 0..0, format!("no check names the broken version `{name}` of the {track} path"))
                    .help(format!("name it: `tests = {{ mutants = {{ {name} = \"what is wrong with it\" }} }}`"));
            }
            for (file, bytes) in files {
                let told = match given.get(file) {
                    None => format!("`{file}` of the broken version `{name}` is not among the given files"),
                    Some(right) if right == bytes => format!("`{file}` of the broken version `{name}` is not broken"),
                    Some(_) => continue,
                };
                problems
                    .whole()
                    .error(RULE, 0..0, told)
                    .help(format!("it takes the place of `{track}/given/{file}`, and differs from it"));
            }
        }
    }
}
