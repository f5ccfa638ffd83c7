//! `roadmap setup`: installs the packages that exercises of the path use.

use std::cell::{Cell, RefCell};
use std::io::IsTerminal;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::context::Context;
use super::interrupt::Interrupt;
use super::print::{self, Out};
use super::{Exit, Stop};
use crate::id::Track;
use crate::kit::{self, Installed, Inventory, Manifest, Progress};
use crate::toolchain::{Toolchain, VENV};

/// What is told to programs.
#[derive(Serialize)]
struct Report {
    path: Track,
    folder: Option<PathBuf>,
    /// Whether everything that exercises may need is there.
    complete: bool,
    /// Whether something was installed now.
    new: bool,
    packages: usize,
    missing: Vec<String>,
    left_out: Vec<LeftOut>,
    kept: Vec<PathBuf>,
    problem: Option<String>,
}

#[derive(Serialize)]
struct LeftOut {
    package: String,
    why: Option<String>,
}

pub(super) fn run(context: &Context, check: bool, json: bool, out: &mut Out) -> Result<Exit, Stop> {
    let track = context.track()?;
    let kit = context.curriculum.kits.get(&track);
    let kit = kit.ok_or_else(|| Stop::could_not_look("this curriculum's kit is broken; `roadmap lint` tells why"))?;
    if check { look(context, kit, json, out) } else { install(context, kit, json, out) }
}

/// Says what is there, and changes nothing.
fn look(context: &Context, kit: &Manifest, json: bool, out: &mut Out) -> Result<Exit, Stop> {
    let toolchain = context.runner.toolchain();
    let inventory = kit::inventory(kit, toolchain);
    let complete = inventory.is_complete();
    if json {
        out.json(&Report::of(kit, toolchain))?;
    } else {
        out.styled(if complete { print::GOOD } else { print::WARN }, &shown(&inventory, kit.track()))?;
    }
    Ok(if complete { Exit::Ok } else { Exit::CouldNotLook })
}

impl Report {
    /// What is there now.
    fn of(kit: &Manifest, toolchain: &Toolchain) -> Self {
        let inventory = kit::inventory(kit, toolchain);
        let path = kit.track();
        Report {
            path,
            folder: toolchain.kits().map(|kits| kits.join(path.as_str())),
            complete: inventory.is_complete(),
            new: false,
            packages: inventory.packages,
            missing: inventory.missing,
            left_out: inventory.left_out.into_iter().map(|package| LeftOut { package, why: None }).collect(),
            kept: Vec::new(),
            problem: None,
        }
    }
}

/// One line about what is there.
pub(super) fn shown(inventory: &Inventory, track: Track) -> String {
    let Inventory { installed, missing, left_out, .. } = inventory;
    let left_out = if left_out.is_empty() { String::new() } else { format!(", without {}", list(left_out)) };
    match (installed, missing.len()) {
        (false, _) => format!("not installed; `roadmap setup --path {track}` installs it"),
        (true, 0) => format!("complete{left_out}"),
        (true, 1) => format!("{} is missing; `roadmap setup --path {track}` installs it", list(missing)),
        (true, count) => {
            format!("{count} packages are missing ({}); `roadmap setup --path {track}` installs them", list(missing))
        }
    }
}

/// A few names.
fn list(names: &[String]) -> String {
    const SHOWN: usize = 4;
    let mut text = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        text.push_str(", …");
    }
    text
}

fn install(context: &Context, kit: &Manifest, json: bool, out: &mut Out) -> Result<Exit, Stop> {
    let track = kit.track();
    let toolchain = context.runner.toolchain();
    let interrupt = Interrupt::listen(toolchain);
    let installed = {
        let bar = Bar::new(track, json, context.options.plain, out);
        kit::install(kit, toolchain, &interrupt.cancel, &|progress| bar.show(progress))
    };
    let exit = if installed.is_ok() { Exit::Ok } else { Exit::CouldNotLook };
    if !json {
        // Told here, because a signal ends the program when `interrupt` is dropped.
        match &installed {
            Ok(installed) => tell(installed, track, out)?,
            Err(error) => out.error(&error.to_string())?,
        }
        return Ok(exit);
    }
    let mut report = Report::of(kit, toolchain);
    match installed {
        Ok(Installed { new, kept, left_out, .. }) => {
            let left_out = left_out.into_iter().map(|(package, why)| LeftOut { package, why: Some(why) });
            (report.new, report.kept) = (new, kept);
            // Now with the reasons.
            if new {
                report.left_out = left_out.collect();
            }
        }
        Err(error) => report.problem = Some(error.to_string()),
    }
    out.json(&report)?;
    Ok(exit)
}

/// What was done, for people.
fn tell(installed: &Installed, track: Track, out: &mut Out) -> Result<(), Stop> {
    let Installed { folder, new, packages, kept, left_out } = installed;
    for aside in kept {
        out.note(&format!("what was there is now {}", aside.display()))?;
    }
    for (package, why) in left_out {
        out.note(&format!("without {package}: {why}"))?;
    }
    let folder = folder.display();
    if !new {
        out.styled(print::GOOD, &format!("nothing to do: all packages are in {folder} already"))?;
        return Ok(());
    }
    out.styled(print::GOOD, &format!("installed in {folder} (packages: {packages})"))?;
    match track {
        Track::Node => out.line("`node main.js` finds them in every exercise below this folder.")?,
        Track::Python => {
            let activate = if cfg!(windows) { r"Scripts\activate" } else { "bin/activate" };
            let source = if cfg!(windows) { "" } else { "source " };
            let line = Path::new(VENV).join(activate);
            out.line("`roadmap check` uses them by itself. In a terminal of your own, first run:")?;
            out.line(&format!("  {source}{folder}{}{}", MAIN_SEPARATOR, line.display()))?;
        }
    }
    Ok(())
}

/// A bar on a terminal; elsewhere a line for each step and each quarter of it.
struct Bar<'a> {
    shown: Option<ProgressBar>,
    track: Track,
    /// The step and the quarter that were told last.
    told: Cell<Option<(&'static str, usize)>>,
    /// None where nothing is to be printed.
    out: Option<RefCell<&'a mut Out>>,
}

impl<'a> Bar<'a> {
    fn new(track: Track, json: bool, plain: bool, out: &'a mut Out) -> Self {
        let style = ProgressStyle::with_template("{msg} {bar:30} {percent:>3}%  {elapsed}").ok();
        let style = style.filter(|_| std::io::stderr().is_terminal() && !plain && !json);
        let shown = style.map(|style| ProgressBar::no_length().with_style(style));
        Bar { shown, track, told: Cell::new(None), out: (!json).then(|| RefCell::new(out)) }
    }

    fn show(&self, Progress { doing, done, of }: Progress) {
        if let Some(bar) = &self.shown {
            bar.set_message(format!("{} {doing}", self.track));
            bar.set_length(u64::try_from(of).unwrap_or(u64::MAX));
            bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
            return;
        }
        let quarter = done * 4 / of.max(1);
        if self.told.replace(Some((doing, quarter))) != Some((doing, quarter))
            && let Some(out) = &self.out
        {
            // Nobody is helped by an installation that ends because its progress is not read.
            let _ = out.borrow_mut().progress(&format!("{} {doing}: {}%", self.track, quarter * 25));
        }
    }
}

impl Drop for Bar<'_> {
    fn drop(&mut self) {
        if let Some(bar) = &self.shown {
            bar.finish_and_clear();
        }
    }
}
