//! Runs npm, venv and pip as the learner would: with the settings of their machine, and nothing else of their environment.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::error::{SetupError, failed};
use crate::process::{self, Cancel, Command, End, Limits, Output, Text};

/// How long a tool may take: networks may be slow.
const TIME: Duration = Duration::from_mins(30);
/// What is kept of its output.
const OUTPUT: u64 = 1024 * 1024;
/// How often progress is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// Beginnings of variables by which registries, proxies, certificates and caches are chosen, in any case.
const BEGINNINGS: [&str; 4] = ["NPM_CONFIG_", "PIP_", "SSL_CERT_", "XDG_"];
/// Others, in any case.
const OTHERS: [&str; 14] = [
    "ALL_PROXY",
    "APPDATA",
    "CURL_CA_BUNDLE",
    "HOME",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "LOCALAPPDATA",
    "NODE_EXTRA_CA_CERTS",
    "NODE_USE_ENV_PROXY",
    "NO_PROXY",
    "REQUESTS_CA_BUNDLE",
    "USER",
    "USERNAME",
    "USERPROFILE",
];

/// A tool to run.
pub(super) struct Tool<'a> {
    /// Its name for people.
    pub name: &'static str,
    pub program: &'a Path,
    pub args: Vec<OsString>,
    /// The folder that it runs in.
    pub dir: &'a Path,
    /// The folder that is being filled, for messages.
    pub folder: &'a Path,
}

impl Tool<'_> {
    /// Runs it to its end, whatever that is; `look` is called now and then with what it has printed to standard output.
    pub fn run(&self, cancel: &Cancel, look: &dyn Fn(&str)) -> Result<Output, SetupError> {
        let command = Command {
            program: self.program.to_owned(),
            args: self.args.clone(),
            dir: self.dir.to_owned(),
            env: environment(self.program),
            stdin: Vec::new(),
            limits: Limits { time: TIME, output: OUTPUT, memory: u64::MAX },
        };
        let mut running = process::start(&command)?;
        while running.ended().is_none() {
            if cancel.is_cancelled() {
                running.stop();
                return Err(SetupError::Cancelled);
            }
            let (Text { text, .. }, _) = running.so_far();
            look(&text);
            thread::sleep(LOOK);
        }
        Ok(running.stop())
    }

    /// The same where any bad end is an error.
    pub fn complete(&self, cancel: &Cancel, look: &dyn Fn(&str)) -> Result<(), SetupError> {
        let output = self.run(cancel, look)?;
        if output.end == End::Exited(0) { Ok(()) } else { Err(failed(self.name, &output, self.folder)) }
    }
}

/// Words as arguments.
pub(super) fn args(words: &[&str]) -> Vec<OsString> {
    words.iter().map(OsString::from).collect()
}

fn environment(program: &Path) -> BTreeMap<String, String> {
    let chosen = env::vars_os().filter_map(|(name, value)| {
        let (name, value) = (name.into_string().ok()?, value.into_string().ok()?);
        let upper = name.to_ascii_uppercase();
        let passes =
            BEGINNINGS.iter().any(|beginning| upper.starts_with(beginning)) || OTHERS.contains(&upper.as_str());
        passes.then_some((name, value))
    });
    let mut all: BTreeMap<String, String> = chosen.collect();
    // npm starts `node` by its name.
    let own = program.parent().map(PathBuf::from).into_iter();
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(own.chain(env::split_paths(&path))).ok().and_then(|path| path.into_string().ok());
    all.extend(path.map(|path| ("PATH".to_owned(), path)));
    all
}
