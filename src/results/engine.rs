//! What judges: this program and the programs of this machine that a verdict depends on.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::Inputs;
use crate::check::Runner;
use crate::id::{ByTrack, Track};
use crate::toolchain::{Tool, Toolchain};

/// Names the program and, for each track, what it runs.
#[derive(Debug)]
pub struct Engine {
    names: ByTrack<Option<String>>,
    /// None when a server is given by its address, of which nothing is known.
    servers: Option<String>,
}

impl Engine {
    /// Looks at this machine. Nothing is started whose version is known from an earlier run.
    pub fn of(runner: &Runner) -> Self {
        let Some(program) = this_program() else { return Engine { names: ByTrack::default(), servers: None } };
        let toolchain = runner.toolchain();
        let git = toolchain.git().map_or_else(|_| "none".to_owned(), version);
        let name = |track| {
            let runtime = version(toolchain.runtime(track).ok()?);
            Some([program.clone(), runtime, git.clone(), kit(toolchain, track)].join("\n"))
        };
        let names = ByTrack { node: name(Track::Node), python: name(Track::Python) };
        Engine { names, servers: runner.services().identity() }
    }

    /// What results on a track depend on; none where it is not known well enough to keep results. `what` is how they are
    /// judged.
    pub fn inputs(&self, what: &str, track: Track, with_servers: bool) -> Option<Inputs> {
        let mut inputs = Inputs::new(what, self.names.get(track).as_ref()?, track);
        if with_servers {
            inputs.add(self.servers.as_ref()?.as_bytes());
        }
        Some(inputs)
    }

    /// An engine for tests.
    #[cfg(test)]
    pub(super) fn named(name: &str) -> Self {
        Engine { names: ByTrack::both(Some(name.to_owned())), servers: Some(String::new()) }
    }
}

/// A hash of this program itself: its version stays the same while it is being developed.
fn this_program() -> Option<String> {
    let mut hasher = blake3::Hasher::new();
    let mut file = fs::File::open(std::env::current_exe().ok()?).ok()?;
    std::io::copy(&mut file, &mut hasher).ok()?;
    Some(hasher.finalize().to_hex().to_string())
}

fn version(tool: &Tool) -> String {
    format!("{} {}", tool.version, tool.program.display())
}

/// The installed packages of a track. Their folders bear their versions, or a lock file beside them does.
fn kit(toolchain: &Toolchain, track: Track) -> String {
    let Some(kit) = toolchain.kit(track) else { return "none".to_owned() };
    let packages = kit.packages();
    let lock = fs::read(packages.join(".package-lock.json")).unwrap_or_default();
    let entries = fs::read_dir(&packages).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| stamp(&entry.path())).collect();
    names.sort();
    format!("{} {}", blake3::hash(&lock).to_hex(), names.join(" "))
}

/// A file or folder with its size and when it was changed last.
fn stamp(path: &Path) -> String {
    let found = fs::metadata(path).ok();
    let time = found.as_ref().and_then(|found| found.modified().ok()?.duration_since(UNIX_EPOCH).ok());
    format!("{} {} {}", path.display(), found.map_or(0, |found| found.len()), time.map_or(0, |time| time.as_nanos()))
}
