//! Runs the tests of a folder, and reads what came of each.

use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;

use crate::check::sandbox::{Sandbox, io, read_folder};
use crate::check::{CheckError, Crash, Files};
use crate::id::Track;
use crate::process::{self, End, Output};

/// Where a program is moved to within its folder, so that whoever reads its file finds nothing.
const MOVED: &str = "_moved_";

/// What came of the tests of a folder.
#[derive(Debug, Default)]
pub(super) struct Ran {
    pub(super) tests: Vec<Told>,
    /// How the tests of a file died before they were run, or after.
    pub(super) crash: Option<Crash>,
    pub(super) timed_out: bool,
    /// What was printed, cleaned.
    pub(super) printed: String,
}

/// What came of one test.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Told {
    pub(super) name: String,
    passed: bool,
    /// The first line of what it failed with.
    said: String,
    /// The file that it stands in.
    #[serde(skip)]
    file: String,
}

impl Ran {
    /// Whether there are tests, and all of them pass.
    pub(super) fn is_green(&self) -> bool {
        !self.tests.is_empty() && self.crash.is_none() && !self.timed_out && self.tests.iter().all(|test| test.passed)
    }

    /// The first thing that is wrong, if something is.
    pub(super) fn fault(&self) -> Option<String> {
        if let Some(test) = self.tests.iter().find(|test| !test.passed) {
            let said = if test.said.is_empty() { String::new() } else { format!(": {}", test.said) };
            return Some(format!("\"{}\" fails{said}", test.name));
        }
        if self.timed_out {
            return Some("the tests do not end in time".to_owned());
        }
        if let Some(crash) = &self.crash {
            return Some(format!("the tests stop with {}", crash.line));
        }
        self.tests.is_empty().then(|| "no test is run".to_owned())
    }
}

/// Runs all tests.
pub(super) fn run(sandbox: &Sandbox<'_>) -> Result<Ran, CheckError> {
    let mut all = Ran::default();
    for file in files(sandbox)? {
        run_file(&file, None, sandbox, &mut all)?;
    }
    Ok(all)
}

/// Runs one test, and none of the others.
pub(super) fn run_alone(sandbox: &Sandbox<'_>, test: &Told) -> Result<Ran, CheckError> {
    let mut all = Ran::default();
    run_file(&test.file, Some(&test.name), sandbox, &mut all)?;
    Ok(all)
}

/// The files that hold tests: those that a test runner finds by their names, or else the exercise's own.
fn files(sandbox: &Sandbox<'_>) -> Result<Vec<String>, CheckError> {
    let is_test = |name: &String| {
        let file = name.rsplit('/').next().unwrap_or(name);
        match sandbox.track {
            Track::Node => [".test.js", ".test.mjs", ".test.cjs"].iter().any(|ending| file.ends_with(ending)),
            Track::Python => {
                file.ends_with("_test.py")
                    || (file.starts_with("test_") && Path::new(file).extension().is_some_and(|ending| ending == "py"))
            }
        }
    };
    let mut found: Vec<String> = read_folder(&sandbox.dir)?.into_keys().filter(is_test).collect();
    if !found.contains(&sandbox.main) && (found.is_empty() || is_test(&sandbox.main)) {
        found.push(sandbox.main.clone());
    }
    Ok(found)
}

fn run_file(file: &str, only: Option<&str>, sandbox: &Sandbox<'_>, all: &mut Ran) -> Result<(), CheckError> {
    let failed = |source| io("preparing the tests".to_owned(), source);
    let results = sandbox.beside().join("results.ndjson");
    std::fs::write(&results, "").map_err(failed)?;
    let (name, text) = match sandbox.track {
        Track::Node => ("reporter.mjs", include_str!("reporter.mjs")),
        Track::Python => ("runner.py", include_str!("runner.py")),
    };
    let tool = sandbox.beside().join(name);
    std::fs::write(&tool, text).map_err(failed)?;
    let command = match sandbox.track {
        Track::Node => {
            let mut command = sandbox.command(file, &[])?;
            let reporter = format!("--test-reporter={}?{}", url(&tool), encoded(&results.to_string_lossy(), ""));
            let pattern = only.map(|name| format!("--test-name-pattern=^{}$", escaped(name)));
            let flags = [Some(reporter), Some("--test-reporter-destination=stdout".to_owned()), pattern];
            command.args.splice(0..0, flags.into_iter().flatten().map(Into::into));
            command
        }
        Track::Python => {
            let args = [Some(results.to_string_lossy().into_owned()), Some(file.to_owned()), only.map(str::to_owned)];
            let args: Vec<String> = args.into_iter().flatten().collect();
            sandbox.command(&tool.to_string_lossy(), &args)?
        }
    };
    let output = process::run(&command, sandbox.cancel)?;
    if output.end == End::Cancelled {
        return Err(CheckError::Cancelled);
    }
    let told =
        std::fs::read_to_string(&results).map_err(|source| io("reading what came of the tests".to_owned(), source))?;
    let told = told.lines().filter_map(|line| serde_json::from_str::<Told>(line).ok());
    let told: Vec<Told> = told.map(|test| Told { file: file.to_owned(), ..test }).collect();
    let failing = told.iter().any(|test| !test.passed);
    all.timed_out |= output.end == End::TimedOut;
    all.printed.push_str(&sandbox.clean(&(output.stdout.text.clone() + &output.stderr.text)));
    if !failing && output.end != End::Exited(0) && output.end != End::TimedOut && all.crash.is_none() {
        all.crash = Some(died(&output, file, sandbox));
    }
    all.tests.extend(told);
    Ok(())
}

/// How the tests of a file died.
fn died(output: &Output, file: &str, sandbox: &Sandbox<'_>) -> Crash {
    let crash = sandbox.died(output).map(|crash| Crash { at_start: true, ..crash });
    crash.unwrap_or_else(|| {
        // pytest marks the line of the error with an E.
        let text = sandbox.clean(&(output.stderr.text.clone() + &output.stdout.text));
        let line = text.lines().find_map(|line| line.strip_prefix("E   ")).map(|line| line.trim().to_owned());
        let line = line.unwrap_or_else(|| format!("the tests in {file} could not be run"));
        Crash { at_start: true, kind: "tests".to_owned(), line, at: None }
    })
}

/// The same program where each file only leads to another, which holds what it held.
pub(super) fn moved(right: &Files) -> Files {
    let mut files = Files::new();
    for (name, bytes) in right {
        let (folder, file) = name.rsplit_once('/').map_or(("", name.as_str()), |(folder, file)| (folder, file));
        let (Some((stem, ending)), text) = (file.rsplit_once('.'), String::from_utf8_lossy(bytes)) else { continue };
        let is_module = text.lines().any(|line| line.starts_with("export ") || line.starts_with("import "));
        let other = format!("{MOVED}{stem}");
        let lead = match ending {
            "js" | "mjs" | "cjs" if is_module || ending == "mjs" => {
                let default = if text.contains("export default") {
                    format!("export {{ default }} from \"./{other}.{ending}\";\n")
                } else {
                    String::new()
                };
                format!("export * from \"./{other}.{ending}\";\n{default}")
            }
            "js" | "cjs" => format!("module.exports = require(\"./{other}.{ending}\");\n"),
            // The very same module, so that what a test puts in place of a function is seen by the others.
            "py" => {
                let package = folder.split('/').filter(|part| !part.is_empty()).map(|part| format!("{part}."));
                let module = format!("{}{other}", package.collect::<String>());
                format!("import importlib, sys\nsys.modules[__name__] = importlib.import_module(\"{module}\")\n")
            }
            _ => {
                files.insert(name.clone(), bytes.clone());
                continue;
            }
        };
        let place = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        files.insert(format!("{place}{other}.{ending}"), bytes.clone());
        files.insert(name.clone(), lead.into_bytes());
    }
    files
}

/// A file as a URL.
fn url(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    format!("file:///{}", encoded(path.trim_start_matches('/'), "/:"))
}

/// A text as it may stand in a URL.
fn encoded(text: &str, plain: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        let c = char::from(byte);
        if byte.is_ascii_alphanumeric() || "-_.".contains(c) || plain.contains(c) {
            out.push(c);
        } else {
            // Writing to a text never fails.
            _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// A name as a pattern of JavaScript.
fn escaped(name: &str) -> String {
    name.chars().flat_map(|c| if "\\^$.*+?()[]{}|/".contains(c) { vec!['\\', c] } else { vec![c] }).collect()
}
