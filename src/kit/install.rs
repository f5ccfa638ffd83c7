//! Installs a kit: one at a time, in a way that leaves the old one, the new one, or none, and never the learner's files.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::error::{SetupError, io};
use super::manifest::Manifest;
use super::mark::Mark;
use super::{Installed, Inventory, Progress, node, python};
use crate::id::Track;
use crate::process::Cancel;
use crate::toolchain::{Kit, Toolchain};

/// The folder beside a kit in which the next one is made.
const STAGE: &str = ".setup";
const LOCK: &str = "lock";

/// What is installed of a kit.
pub fn inventory(manifest: &Manifest, toolchain: &Toolchain) -> Inventory {
    Inventory::of(manifest, toolchain.kit(manifest.track()).as_ref())
}

/// Installs what is missing of a kit, into [`Toolchain::kits`].
pub fn install(
    manifest: &Manifest,
    toolchain: &Toolchain,
    cancel: &Cancel,
    progress: &dyn Fn(Progress),
) -> Result<Installed, SetupError> {
    let track = manifest.track();
    let kits = toolchain.kits().ok_or(SetupError::NoFolder)?;
    let folder = kits.join(track.as_str());
    let packages = manifest.packages.len();
    if is_done(manifest, toolchain.kit(track).as_ref()) {
        let (kept, left_out) = (Vec::new(), Vec::new());
        return Ok(Installed { folder, new: false, packages, kept, left_out });
    }
    // Before anything is made.
    toolchain.runtime(track)?;
    let stage = Stage::enter(&folder)?;
    let mut site =
        Site { kits: &kits, folder: &folder, stage: stage.folder.clone(), kept: Vec::new(), left_out: Vec::new() };
    match track {
        Track::Node => node::install(manifest, toolchain, &mut site, cancel, progress)?,
        Track::Python => python::install(manifest, toolchain, &mut site, cancel, progress)?,
    }
    let Site { kept, left_out, .. } = site;
    let packages = packages - left_out.len();
    Ok(Installed { folder, new: true, packages, kept, left_out })
}

/// Whether nothing is to be done: all is there, or cannot be had. An installation that the learner made is left alone.
fn is_done(manifest: &Manifest, kit: Option<&Kit>) -> bool {
    let inventory = Inventory::of(manifest, kit);
    let root = match manifest.track() {
        Track::Node => kit.map(Kit::packages),
        Track::Python => kit.map(|kit| kit.folder().join(crate::toolchain::VENV)),
    };
    let mark = root.and_then(|root| Mark::of(&root));
    let known = |package: &String| mark.as_ref().is_none_or(|mark| mark.left_out.contains(package));
    inventory.is_complete() && inventory.left_out.iter().all(known)
}

impl Inventory {
    /// Compares what should be there with what is.
    pub(super) fn of(manifest: &Manifest, kit: Option<&Kit>) -> Self {
        let packages = manifest.packages.len();
        let mut inventory = Inventory { installed: kit.is_some(), packages, ..Inventory::default() };
        for package in &manifest.packages {
            let version = kit.and_then(|kit| kit.version_of(&package.name));
            if version.is_none_or(|version| version != package.version) {
                let list = if package.optional { &mut inventory.left_out } else { &mut inventory.missing };
                list.push(package.name.clone());
            }
        }
        inventory
    }

    /// An error when a tool has ended well and something is missing all the same.
    pub(super) fn or_failed(&self, tool: &str) -> Result<(), SetupError> {
        match self.missing.first() {
            None => Ok(()),
            Some(first) => Err(SetupError::Failed {
                problem: format!("{tool} has ended, but the package `{first}` is not there"),
                help: "Run `roadmap setup` again; if that does not help, tell the author of the curriculum".to_owned(),
            }),
        }
    }
}

/// Where a kit is being installed.
pub(super) struct Site<'a> {
    /// The folder of all kits.
    pub kits: &'a Path,
    /// The folder of this one.
    pub folder: &'a Path,
    /// A folder on the same disk, which is removed at the end.
    pub stage: PathBuf,
    /// See [`Installed::kept`].
    pub kept: Vec<PathBuf>,
    /// See [`Installed::left_out`].
    pub left_out: Vec<(String, String)>,
}

/// Gives something of the learner's another name, and gives that name back.
pub(super) fn kept_aside(place: &Path) -> Result<PathBuf, SetupError> {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let free = (1..).map(|number| place.with_file_name(format!("{name}.kept-{number}")));
    let mut free = free.filter(|aside| aside.symlink_metadata().is_err());
    let aside = free.next().unwrap_or_else(|| place.with_file_name(format!("{name}.kept")));
    fs::rename(place, &aside).map_err(io("move away", place))?;
    Ok(aside)
}

/// The folder of an installation, locked as long as it lasts.
struct Stage {
    folder: PathBuf,
    lock: Option<File>,
}

impl Stage {
    fn enter(kit: &Path) -> Result<Self, SetupError> {
        let folder = kit.join(STAGE);
        fs::create_dir_all(&folder).map_err(io("create", &folder))?;
        let file = folder.join(LOCK);
        let lock = File::create(&file).map_err(io("write", &file))?;
        if lock.try_lock().is_err() {
            return Err(SetupError::Busy(kit.to_owned()));
        }
        let stage = Stage { folder, lock: Some(lock) };
        // What one that was killed has left.
        for entry in fs::read_dir(&stage.folder).into_iter().flatten().flatten() {
            if entry.file_name() != LOCK {
                fs::remove_dir_all(entry.path())
                    .or_else(|_| fs::remove_file(entry.path()))
                    .map_err(io("remove", &entry.path()))?;
            }
        }
        Ok(stage)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Not every system removes what is open.
        self.lock = None;
        let _ = fs::remove_dir_all(&self.folder);
    }
}
