//! npm packages: installed aside, then put in place at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path};

use serde::Deserialize;

use super::error::{SetupError, io};
use super::install::{Site, kept_aside};
use super::manifest::{Manifest, Package};
use super::mark::{Mark, hash};
use super::run::{Tool, args};
use super::{Inventory, Progress};
use crate::process::Cancel;
use crate::toolchain::{Kit, NODE_MODULES, Toolchain};

/// Nothing of a package is run while it is installed. What is said here wins over the learner's own settings.
const ARGS: [&str; 9] = [
    "ci",
    "--ignore-scripts",
    "--include=optional",
    "--package-lock=true",
    "--engine-strict=false",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--no-progress",
];

/// Installs all packages; what was there is replaced in the last step.
pub(super) fn install(
    manifest: &Manifest,
    toolchain: &Toolchain,
    site: &mut Site<'_>,
    cancel: &Cancel,
    progress: &dyn Fn(Progress),
) -> Result<(), SetupError> {
    let stage = site.stage.join("node");
    fs::create_dir_all(&stage).map_err(io("create", &stage))?;
    for (name, text) in &manifest.files {
        let file = stage.join(name);
        fs::write(&file, text).map_err(io("write", &file))?;
    }
    let (program, mut words) = toolchain.npm()?;
    words.extend(args(&ARGS));
    let tool = Tool { name: "npm", program: &program, args: words, dir: &stage, folder: site.folder };
    let modules = stage.join(NODE_MODULES);
    let of = manifest.packages.len();
    tool.complete(cancel, &|_| {
        let is_there = |package: &&Package| modules.join(&package.name).join("package.json").exists();
        progress(Progress { doing: "packages", done: manifest.packages.iter().filter(is_there).count(), of });
    })?;
    let inventory = Inventory::of(manifest, Kit::below(&site.stage, manifest.track()).as_ref());
    inventory.or_failed("npm")?;
    hydrate(&modules)?;
    let old = Mark::of(&site.folder.join(NODE_MODULES));
    let files = manifest.files.iter().map(|(name, text)| (name.clone(), hash(text.as_bytes())));
    let mark = Mark { files: files.collect(), left_out: inventory.left_out.clone() };
    mark.leave(&modules).map_err(io("write in", &modules))?;
    for (name, text) in &manifest.files {
        put(&stage, name, text, old.as_ref(), site)?;
    }
    swap(&modules, old.is_some(), site)?;
    let why = || "npm has none for this system, or could not get it".to_owned();
    site.left_out.extend(inventory.left_out.into_iter().map(|package| (package, why())));
    Ok(())
}

/// Puts a file of the kit in place; one of the learner's own goes aside.
fn put(stage: &Path, name: &str, text: &str, old: Option<&Mark>, site: &mut Site<'_>) -> Result<(), SetupError> {
    let file = site.folder.join(name);
    let foreign = fs::read(&file).is_ok_and(|is| is != text.as_bytes() && !old.is_some_and(|old| old.knows(name, &is)));
    if foreign {
        site.kept.push(kept_aside(&file)?);
    }
    fs::rename(stage.join(name), &file).map_err(io("write", &file))
}

/// Puts the new packages in place of the old ones.
fn swap(modules: &Path, ours: bool, site: &mut Site<'_>) -> Result<(), SetupError> {
    let place = site.folder.join(NODE_MODULES);
    if place.symlink_metadata().is_ok() {
        if ours {
            let old = site.stage.join("old");
            fs::rename(&place, &old).map_err(io("replace", &place))?;
        } else {
            site.kept.push(kept_aside(&place)?);
        }
    }
    fs::rename(modules, &place).map_err(io("write", &place))
}

/// Packages of npm cannot hold links. Those of PostgreSQL list theirs in a file, and would make them in a script.
fn hydrate(modules: &Path) -> Result<(), SetupError> {
    #[derive(Deserialize)]
    struct Link {
        source: String,
        target: String,
    }
    let packages = fs::read_dir(modules.join("@embedded-postgres")).into_iter().flatten().flatten();
    for package in packages.map(|entry| entry.path()) {
        let Ok(text) = fs::read(package.join("native/pg-symlinks.json")) else { continue };
        let links: Vec<Link> = serde_json::from_slice(&text).unwrap_or_default();
        let inside = |name: &str| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        let links = links.iter().filter(|link| inside(&link.source) && inside(&link.target));
        let targets: BTreeMap<&str, &str> = links.map(|link| (link.target.as_str(), link.source.as_str())).collect();
        for (target, source) in targets {
            let link = package.join(target);
            if link.symlink_metadata().is_err() {
                make(&package, source, &link).map_err(io("write", &link))?;
            }
        }
    }
    Ok(())
}

/// A link to a file of the same folder; elsewhere, and on systems where links need rights that learners do not have, a copy.
fn make(package: &Path, source: &str, link: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    if let Some(name) = Path::new(source).file_name().filter(|name| package.join(source) == link.with_file_name(name)) {
        return std::os::unix::fs::symlink(name, link);
    }
    fs::copy(package.join(source), link).map(|_| ())
}
