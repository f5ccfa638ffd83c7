//! Finds npm beside Node.js, behind version managers too.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::program::Program;
use super::{Missing, Toolchain};
use crate::id::Track;

/// Where npm's own program lies, from the folder of `node`: on Windows, elsewhere, on Debian.
const PROGRAMS: [&str; 3] =
    ["node_modules/npm/bin/npm-cli.js", "../lib/node_modules/npm/bin/npm-cli.js", "../share/nodejs/npm/bin/npm-cli.js"];

impl Toolchain {
    /// npm: a program, and the arguments that come before all others.
    pub fn npm(&self) -> Result<(PathBuf, Vec<OsString>), Missing> {
        let node = &self.runtime(Track::Node)?.program;
        let folder = node.parent().unwrap_or(Path::new("."));
        let beside = PROGRAMS.iter().map(|program| folder.join(program)).find(|program| program.is_file());
        let wrapper = || folder.join("npm").canonicalize().ok();
        let on_path = || self.surroundings.all_named("npm").into_iter().find_map(|npm| npm.canonicalize().ok());
        match beside.or_else(wrapper).or_else(on_path) {
            Some(npm) if npm.extension().is_some_and(|ending| ending == "js") => Ok((node.clone(), vec![npm.into()])),
            Some(npm) => Ok((npm, Vec::new())),
            None => {
                let Missing { problem, install, .. } = Program::Node.unusable("is not installed".to_owned());
                // On Debian and its relatives, npm is a package of its own.
                let install = install.replace("apt install nodejs`", "apt install npm`");
                Err(Missing { name: "npm", problem, install })
            }
        }
    }
}
