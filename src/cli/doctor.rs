//! `roadmap doctor`: what this machine has, and how to get what is missing.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::args::Options;
use super::interrupt::Interrupt;
use super::learn::editor;
use super::places::{data_folder, inherited, library, progress_folder, workspace_folder};
use super::print::{self, Out};
use super::{Exit, Stop, setup};
use crate::curriculum::{kits, lint};
use crate::id::Track;
use crate::kit::{self, Inventory, Manifest};
use crate::progress::{Progress, Store};
use crate::service::{self, Engine, ServiceError, Services};
use crate::toolchain::{self, Toolchain};

#[derive(Serialize)]
struct Report {
    version: &'static str,
    system: String,
    programs: Vec<Program>,
    kits: Vec<Kit>,
    servers: Vec<Server>,
    curriculum: Curriculum,
    progress: Kept,
    files: PathBuf,
    editor: Option<String>,
    terminal: Terminal,
    /// Whether somebody can learn here: with one of the two runtimes, and a place to keep progress.
    usable: bool,
}

#[derive(Serialize)]
struct Program {
    name: &'static str,
    #[serde(flatten)]
    found: Found,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Found {
    Here {
        program: PathBuf,
        version: String,
        shim: Option<PathBuf>,
    },
    /// It runs already, at an address that a variable holds: there may be a password in it.
    Given {
        variable: &'static str,
        version: String,
    },
    Missing {
        problem: String,
        install: String,
    },
}

/// What starts when an exercise needs it.
#[derive(Serialize)]
struct Server {
    name: &'static str,
    #[serde(flatten)]
    found: Found,
    /// Where it comes from.
    from: Option<&'static str>,
}

/// The packages of a path.
#[derive(Serialize)]
struct Kit {
    path: Track,
    folder: Option<PathBuf>,
    installed: bool,
    complete: bool,
    missing: Vec<String>,
    left_out: Vec<String>,
    #[serde(skip)]
    shown: String,
}

#[derive(Serialize)]
struct Curriculum {
    /// None for the built-in one.
    folder: Option<PathBuf>,
    errors: usize,
    warnings: usize,
    #[serde(skip)]
    totals: String,
}

#[derive(Serialize)]
struct Kept {
    folder: PathBuf,
    events: usize,
    notice: Option<String>,
    problem: Option<String>,
}

#[derive(Serialize)]
struct Terminal {
    /// Columns and rows; none when the output is no terminal.
    size: Option<(u16, u16)>,
    kind: Option<String>,
    colours: bool,
    no_color: bool,
}

pub(super) fn run(options: &Options, json: bool, out: &mut Out) -> Result<Exit, Stop> {
    let report = Report::new(options, out)?;
    if json {
        out.json(&report)?;
    } else {
        report.print(out)?;
    }
    Ok(if report.usable { Exit::Ok } else { Exit::CouldNotLook })
}

impl Report {
    fn new(options: &Options, out: &Out) -> Result<Self, Stop> {
        let data = data_folder(options)?;
        let toolchain = Toolchain::new(Some(&data));
        let _interrupt = Interrupt::listen(&toolchain);
        let library = library(options);
        let problems = lint(&library);
        let (progress, kept) = kept(options, progress_folder(options)?);
        let files = workspace_folder(options, &progress)?;
        toolchain.use_kits(&files);
        let a_runtime = Track::ALL.iter().any(|track| toolchain.runtime(*track).is_ok());
        Ok(Report {
            version: env!("CARGO_PKG_VERSION"),
            system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            programs: toolchain.report().into_iter().map(Program::from).collect(),
            kits: kits(&library).values().map(|kit| Kit::of(kit, &toolchain)).collect(),
            servers: Services::new(Arc::new(toolchain), None).report().into_iter().map(Server::from).collect(),
            curriculum: Curriculum {
                folder: options.course.clone(),
                errors: problems.errors(),
                warnings: problems.warnings(),
                totals: problems.totals(),
            },
            files,
            editor: editor(),
            terminal: Terminal::of(out),
            usable: a_runtime && kept.problem.is_none(),
            progress: kept,
        })
    }

    fn print(&self, out: &mut Out) -> Result<(), Stop> {
        out.styled(print::TITLE, &format!("roadmap {} ({})", self.version, self.system))?;
        for program in &self.programs {
            let (good, text) = program.found.shown();
            row(out, Some(good), program.name, &text)?;
        }
        for server in &self.servers {
            let (good, text) = server.found.shown();
            let from = server.from.map(|from| format!(" ({from})")).unwrap_or_default();
            row(out, Some(good), server.name, &format!("{text}{from}"))?;
        }
        for kit in &self.kits {
            // A learner of one path needs no packages of the other.
            let good = kit.installed.then_some(kit.complete);
            row(out, good, &format!("{} kit", kit.path.title()), &kit.shown)?;
        }
        let Curriculum { folder, errors, totals, .. } = &self.curriculum;
        let from = folder.as_ref().map_or_else(|| "built in".to_owned(), |folder| folder.display().to_string());
        let more = if *errors > 0 { "; `roadmap lint` shows them" } else { "" };
        row(out, Some(*errors == 0), "Curriculum", &format!("{from}, {totals}{more}"))?;
        let Kept { folder, events, notice, problem } = &self.progress;
        let kept = problem.clone().unwrap_or_else(|| format!("{}, {events} events", folder.display()));
        row(out, Some(problem.is_none()), "Progress", &kept)?;
        if let Some(notice) = notice {
            row(out, None, "", notice)?;
        }
        row(out, None, "Files", &self.files.display().to_string())?;
        let own = self.editor.as_deref().unwrap_or("built in; set VISUAL or EDITOR to use your own");
        row(out, None, "Editor", own)?;
        row(out, None, "Terminal", &self.terminal.shown())?;
        Ok(())
    }
}

impl Kit {
    fn of(kit: &Manifest, toolchain: &Toolchain) -> Self {
        let inventory = kit::inventory(kit, toolchain);
        let folder = toolchain.kits().map(|kits| kits.join(kit.track().as_str()));
        let (shown, complete) = (setup::shown(&inventory, kit.track()), inventory.is_complete());
        let Inventory { installed, missing, left_out, .. } = inventory;
        Kit { path: kit.track(), folder, installed, complete, missing, left_out, shown }
    }
}

/// One line, with a mark if it can be good or bad.
fn row(out: &mut Out, good: Option<bool>, name: &str, text: &str) -> Result<(), io::Error> {
    let (style, mark) = match good {
        Some(true) => (print::GOOD, '✓'),
        Some(false) => (print::BAD, '✗'),
        None => (print::QUIET, ' '),
    };
    out.line(format!("{style}{mark}{style:#} {name:<11} {text}").trim_end())
}

impl From<toolchain::Line> for Program {
    fn from(line: toolchain::Line) -> Self {
        let found = match line.tool {
            Ok(tool) => Found::Here { program: tool.program, version: tool.version, shim: tool.shim },
            Err(missing) => Found::Missing { problem: missing.problem, install: missing.install },
        };
        Program { name: line.name, found }
    }
}

impl From<(Engine, Result<service::Found, ServiceError>)> for Server {
    fn from((engine, found): (Engine, Result<service::Found, ServiceError>)) -> Self {
        let problem = |problem, install| Found::Missing { problem, install };
        let (found, from) = match found {
            Ok(service::Found { program, version, origin, .. }) => {
                let version = version.unwrap_or_default();
                let found = match program {
                    Some(program) => Found::Here { program, version, shim: None },
                    None => Found::Given { variable: engine.address_variable(), version },
                };
                (found, Some(origin.name()))
            }
            Err(ServiceError::Missing(missing)) => (problem(missing.problem, missing.install), None),
            Err(ServiceError::Failed { problem: said, .. }) => {
                (problem(said, format!("Correct {}, or unset it", engine.address_variable())), None)
            }
            Err(error @ ServiceError::Cancelled) => (problem(error.to_string(), String::new()), None),
        };
        Server { name: engine.name(), found, from }
    }
}

impl Found {
    fn shown(&self) -> (bool, String) {
        match self {
            Found::Here { program, version, shim: None } => (true, format!("{version}  {}", program.display())),
            Found::Here { program, version, shim: Some(shim) } => {
                (true, format!("{version}  {} (behind {})", program.display(), shim.display()))
            }
            Found::Given { variable, version } => (true, format!("{version}  at {variable}")),
            Found::Missing { problem, install } => (false, format!("{problem}. {install}")),
        }
    }
}

fn kept(options: &Options, folder: PathBuf) -> (Progress, Kept) {
    let opened = Store::open(&folder).and_then(|(store, opened)| store.events().map(|events| (opened, events)));
    let (events, notice, problem) = match opened {
        Ok((opened, events)) => (events, opened.notice(), None),
        Err(error) => (Store::peek(&folder).unwrap_or_default(), None, Some(error.to_string())),
    };
    let kept = Kept { folder, events: events.len(), notice, problem };
    (Progress::of(inherited(options).into_iter().chain(events)), kept)
}

impl Terminal {
    fn of(out: &Out) -> Self {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        Terminal {
            size: io::stdout().is_terminal().then(crossterm::terminal::size).and_then(Result::ok),
            kind: set("TERM"),
            colours: out.has_colour(),
            no_color: set("NO_COLOR").is_some(),
        }
    }

    fn shown(&self) -> String {
        let size = self.size.map_or_else(|| "none".to_owned(), |(columns, rows)| format!("{columns}x{rows}"));
        let kind = self.kind.as_ref().map(|kind| format!("TERM={kind}"));
        let colours = match (self.colours, self.no_color) {
            (true, _) => "colours",
            (false, true) => "no colours (NO_COLOR is set)",
            (false, false) => "no colours",
        };
        [Some(size), kind, Some(colours.to_owned())].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}
