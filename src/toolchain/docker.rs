//! Finds Docker and asks whether its daemon answers: a client alone builds nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use crate::process::{self, Cancel, Command, End, Limits};

/// A daemon that does not answer by then is taken for none.
const TIME: Duration = Duration::from_secs(2);
/// What tells the client where its daemon is.
const VARIABLES: [&str; 5] =
    ["DOCKER_CERT_PATH", "DOCKER_CONFIG", "DOCKER_CONTEXT", "DOCKER_HOST", "DOCKER_TLS_VERIFY"];
/// Names a client to be used instead of the one on `PATH`; empty for none.
const CHOICE: &str = "ROADMAP_DOCKER";

/// Where to look.
#[derive(Debug)]
pub(super) struct Docker {
    program: Option<PathBuf>,
    env: BTreeMap<String, String>,
}

impl Docker {
    pub(super) fn of_this_process() -> Self {
        let program = match std::env::var_os(CHOICE) {
            Some(chosen) if chosen.is_empty() => None,
            Some(chosen) => which::which(chosen).ok(),
            None => which::which("docker").ok(),
        };
        let set = |name: &str| Some((name.to_owned(), std::env::var(name).ok()?));
        let mut env: BTreeMap<String, String> = VARIABLES.into_iter().filter_map(set).collect();
        let config = std::env::home_dir().map(|home| home.join(".docker"));
        if let Some(config) = config.as_ref().and_then(|config| config.to_str()) {
            env.entry("DOCKER_CONFIG".to_owned()).or_insert_with(|| config.to_owned());
        }
        Docker { program, env }
    }

    #[cfg(test)]
    pub(super) fn at(program: PathBuf) -> Self {
        Docker { program: Some(program), env: BTreeMap::new() }
    }

    /// The client and the environment that it needs. `Err` says why nothing can be built, as the end of a sentence.
    pub(super) fn answering(&self, cancel: &Cancel) -> Result<(PathBuf, BTreeMap<String, String>), String> {
        let program = self.program.clone().ok_or("Docker is not installed")?;
        let command = Command {
            program: program.clone(),
            args: ["info", "--format", "{{.ServerVersion}}"].map(Into::into).to_vec(),
            dir: std::env::temp_dir(),
            env: self.env.clone(),
            stdin: Vec::new(),
            limits: Limits { time: TIME, output: 4096, memory: u64::MAX },
        };
        let output = process::run(&command, cancel).map_err(|_| "Docker cannot be started")?;
        let answers = output.end == End::Exited(0) && !output.stdout.text.trim().is_empty();
        if answers { Ok((program, self.env.clone())) } else { Err("no Docker daemon answers".to_owned()) }
    }
}
