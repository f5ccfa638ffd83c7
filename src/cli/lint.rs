//! `roadmap lint`: every problem of a curriculum at once.

use super::args::Options;
use super::places::library;
use super::print::Out;
use super::{Exit, Stop};
use crate::curriculum::lint;
use crate::diagnostic::Diagnostic;

pub(super) fn run(options: &Options, json: bool, out: &mut Out) -> Result<Exit, Stop> {
    let problems = lint(&library(options));
    if json {
        out.json(&problems.iter().map(Diagnostic::shown).collect::<Vec<_>>())?;
    } else if problems.is_empty() {
        out.line("no problems")?;
    } else {
        out.raw(&problems.render(out.has_colour()))?;
    }
    Ok(if problems.errors() > 0 { Exit::Wrong } else { Exit::Ok })
}
