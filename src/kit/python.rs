//! Python packages: a virtual environment, which has to be made where it stays.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::error::{SetupError, Why, failed, io, why};
use super::install::{Site, kept_aside};
use super::manifest::{Manifest, PINNED, Package};
use super::mark::Mark;
use super::run::{Tool, args};
use super::{Inventory, Progress};
use crate::id::Track;
use crate::process::{Cancel, End};
use crate::toolchain::{Kit, Toolchain, VENV};

/// Wheels alone: nothing of a package is run while it is installed, and no compiler is needed.
const PIP: [&str; 10] = [
    "-m",
    "pip",
    "install",
    "--no-input",
    "--no-user",
    "--disable-pip-version-check",
    "--progress-bar=off",
    // Without a second try pip does not tell that it cannot reach anybody.
    "--retries=3",
    "--only-binary",
    ":all:",
];

/// Installs what is missing; an environment that lacks something is made anew.
pub(super) fn install(
    manifest: &Manifest,
    toolchain: &Toolchain,
    site: &mut Site<'_>,
    cancel: &Cancel,
    progress: &dyn Fn(Progress),
) -> Result<(), SetupError> {
    let venv = site.folder.join(VENV);
    let kit = || Kit::below(site.kits, manifest.track());
    if !Inventory::of(manifest, kit().as_ref()).is_complete() {
        if Mark::of(&venv).is_some() {
            let old = site.stage.join("old");
            fs::rename(&venv, &old).map_err(io("replace", &venv))?;
        } else if venv.symlink_metadata().is_ok() {
            site.kept.push(kept_aside(&venv)?);
        }
        let half_made = HalfMade(Some(venv.clone()));
        environment(toolchain, &venv, site, cancel, progress)?;
        packages(manifest, &venv, site, cancel, progress)?;
        half_made.keep();
    }
    let mut mark = Mark::default();
    for package in manifest.packages.iter().filter(|package| package.optional) {
        if kit().is_some_and(|kit| kit.version_of(&package.name).is_some_and(|version| version == package.version)) {
            continue;
        }
        if let Some((why, never)) = optional(package, &venv, site, cancel)? {
            site.left_out.push((package.name.clone(), why));
            mark.left_out.extend(never.then(|| package.name.clone()));
        }
    }
    mark.leave(&venv).map_err(io("write in", &venv))
}

/// An environment that is removed unless it becomes whole.
struct HalfMade(Option<PathBuf>);

impl HalfMade {
    fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for HalfMade {
    fn drop(&mut self) {
        // What cannot be removed has our mark, and the next run makes it anew.
        let _ = self.0.take().map(fs::remove_dir_all);
    }
}

fn environment(
    toolchain: &Toolchain,
    venv: &Path,
    site: &Site<'_>,
    cancel: &Cancel,
    progress: &dyn Fn(Progress),
) -> Result<(), SetupError> {
    fs::create_dir(venv).map_err(io("create", venv))?;
    Mark::default().leave(venv).map_err(io("write in", venv))?;
    let python = &toolchain.runtime(Track::Python)?.program;
    let words = args(&["-m", "venv", VENV]);
    let tool = Tool { name: "Python", program: python, args: words, dir: site.folder, folder: site.folder };
    tool.complete(cancel, &|_| progress(Progress { doing: "environment", done: 0, of: 1 }))
}

fn packages(
    manifest: &Manifest,
    venv: &Path,
    site: &Site<'_>,
    cancel: &Cancel,
    progress: &dyn Fn(Progress),
) -> Result<(), SetupError> {
    let pinned = site.stage.join(PINNED);
    fs::write(&pinned, manifest.text(PINNED)).map_err(io("write", &pinned))?;
    let kit = Kit::below(site.kits, manifest.track());
    let Some((kit, python)) = kit.and_then(|kit| Some((kit.clone(), kit.interpreter()?))) else {
        return Err(SetupError::Failed {
            problem: format!("Python has ended, but there is no environment in {}", venv.display()),
            help: "Run `roadmap setup` again; if that does not help, install Python anew".to_owned(),
        });
    };
    let needed = manifest.packages.iter().filter(|package| !package.optional).count();
    pip(&python, ["-r".into(), pinned.into()], site).complete(cancel, &|text| {
        // Each package is collected, then written.
        let collected = text.lines().filter(|line| line.starts_with("Collecting ")).count().min(needed);
        let entries = fs::read_dir(kit.packages()).into_iter().flatten().flatten();
        let is_written = |name: OsString| Path::new(&name).extension().is_some_and(|ending| ending == "dist-info");
        let written = entries.filter(|entry| is_written(entry.file_name())).count().min(needed);
        progress(Progress { doing: "packages", done: collected + written, of: needed * 2 });
    })?;
    Inventory::of(manifest, Some(&kit)).or_failed("pip")
}

/// Installs a package that exercises can do without. Gives back why it is not there, and whether it will never be.
fn optional(
    package: &Package,
    venv: &Path,
    site: &Site<'_>,
    cancel: &Cancel,
) -> Result<Option<(String, bool)>, SetupError> {
    let kit = Kit::below(site.kits, Track::Python);
    let Some(python) = kit.as_ref().and_then(Kit::interpreter) else { return Ok(None) };
    let what = format!("{}=={}", package.name, package.version);
    let output = pip(&python, ["--no-deps".into(), what.into()], site).run(cancel, &|_| ())?;
    if output.end == End::Exited(0) {
        return Ok(None);
    }
    if why(&output) == Why::NotOffered {
        return Ok(Some(("there is none for this system".to_owned(), true)));
    }
    let error = failed("pip", &output, venv);
    if matches!(error, SetupError::Cancelled) { Err(error) } else { Ok(Some((error.to_string(), false))) }
}

/// pip of an environment.
fn pip<'a>(python: &'a Path, more: [OsString; 2], site: &'a Site<'_>) -> Tool<'a> {
    let mut words = args(&PIP);
    words.extend(more);
    Tool { name: "pip", program: python, args: words, dir: site.folder, folder: site.folder }
}
