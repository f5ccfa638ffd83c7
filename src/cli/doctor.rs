//! `roadmap doctor`: what this machine has.

use super::args::Options;
use super::context::toolchain;
use super::print::Out;
use super::{Exit, Stop};

pub(super) fn run(options: &Options, json: bool, out: &mut Out) -> Result<Exit, Stop> {
    let _ = (toolchain(options), json, out);
    Ok(Exit::Ok)
}
