//! The packages that an exercise names: put where its programs find them, and told when they are not there.

use std::io;
use std::path::Path;

use super::io as failed_to;
use crate::check::{CheckError, Crash, Setup};
use crate::id::Track;
use crate::toolchain::{Kit, Missing, NODE_MODULES, Toolchain};

/// The kit, if the exercise names packages and it is installed. `room` is the folder around the private one: Node.js
/// looks for packages in it, by `require` and by `import` alike.
pub fn equip(setup: &Setup, track: Track, toolchain: &Toolchain, room: &Path) -> Result<Option<Kit>, CheckError> {
    let (needed, optional) = (setup.packages.get(track), setup.optional_packages.get(track));
    if needed.is_empty() && optional.is_empty() {
        return Ok(None);
    }
    let kit = toolchain.kit(track);
    if let Some(missing) = missing(needed, track, kit.as_ref()) {
        return Err(missing.into());
    }
    if let (Track::Node, Some(kit)) = (track, &kit) {
        let link = room.join(NODE_MODULES);
        let linked = kit.packages().canonicalize().and_then(|packages| link_folder(&packages, &link));
        linked.map_err(|source| failed_to("making the packages visible to the program".to_owned(), source))?;
    }
    Ok(kit)
}

/// What to say when not all of these packages are installed.
pub fn missing(packages: &[String], track: Track, kit: Option<&Kit>) -> Option<Missing> {
    let is_missing = |package: &&String| kit.and_then(|kit| kit.version_of(package)).is_none();
    let names: Vec<String> = packages.iter().filter(is_missing).map(|package| format!("`{package}`")).collect();
    let (last, others) = names.split_last()?;
    let (packages, are, them) = if others.is_empty() {
        (format!("the package {last}"), "is", "it")
    } else {
        (format!("the packages {} and {last}", others.join(", ")), "are", "them")
    };
    Some(Missing {
        name: "This exercise",
        problem: format!("needs {packages}, which {are} not installed"),
        install: format!("Run `roadmap setup --path {track}`, which installs {them}"),
    })
}

/// What to say when a program died because it uses a package that it may use and that is not installed: no wrong answer.
pub fn not_installed(setup: &Setup, track: Track, kit: Option<&Kit>, crash: &Crash) -> Option<Missing> {
    if !crash.at_start {
        return None;
    }
    let wanted = wanted(track, &crash.line)?;
    let package = setup.optional_packages.get(track).iter().find(|package| module(package, track) == wanted)?;
    let missing = missing(std::slice::from_ref(package), track, kit)?;
    let problem = format!("uses the package `{package}`, which is not installed");
    Some(Missing { name: "Your answer", problem, ..missing })
}

/// The package or module that was looked for in vain.
fn wanted(track: Track, line: &str) -> Option<&str> {
    let (_, rest) = match track {
        Track::Node => line.split_once("Cannot find package '").or_else(|| line.split_once("Cannot find module '"))?,
        Track::Python => line.split_once("No module named '")?,
    };
    let (name, _) = rest.split_once('\'')?;
    match track {
        // `@scope/name/part`, `name/part`
        Track::Node => {
            let parts = if name.starts_with('@') { 2 } else { 1 };
            let end = name.match_indices('/').nth(parts - 1).map_or(name.len(), |(at, _)| at);
            name.get(..end)
        }
        Track::Python => name.split('.').next(),
    }
}

/// The name by which a program imports a package.
fn module(package: &str, track: Track) -> String {
    match (track, package) {
        (Track::Node, _) => package.to_owned(),
        (Track::Python, "argon2-cffi") => "argon2".to_owned(),
        (Track::Python, "pyjwt") => "jwt".to_owned(),
        (Track::Python, "python-socketio") => "socketio".to_owned(),
        (Track::Python, _) => package.replace('-', "_"),
    }
}

#[cfg(unix)]
fn link_folder(target: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(windows)]
fn link_folder(target: &Path, link: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_dir(target, link)
}

#[cfg(test)]
mod tests;
