//! The proof of an image: built and run, where Docker is there.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::check::sandbox::Sandbox;
use crate::check::{CheckError, Facet, Seen, http};
use crate::process::{self, Command, End, Limits, Output};

/// A build may install all packages.
const BUILD: Duration = Duration::from_mins(10);
/// All other commands answer at once.
const SHORT: Duration = Duration::from_secs(20);
/// Until when a container has to answer.
const ANSWER: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(100);

/// Images that were made so far, so that each has a name of its own.
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// How Docker says that it could not reach something, which is nobody's mistake.
const OUT_OF_REACH: [&str; 9] = [
    "dial tcp",
    "i/o timeout",
    "no such host",
    "TLS handshake",
    "connection refused",
    "EAI_AGAIN",
    "ENOTFOUND",
    "Temporary failure in name resolution",
    "toomanyrequests",
];

/// What the image must do once it is built.
#[derive(Debug, Clone)]
pub(super) struct Proof {
    port: u16,
    request: http::Probe,
    status: u16,
    env: BTreeMap<String, String>,
}

impl Proof {
    pub(super) fn new(port: u16, request: &str, status: u16, env: BTreeMap<String, String>) -> Result<Self, String> {
        Ok(Proof { port, request: request.parse()?, status, env })
    }

    /// Builds and runs the image, and adds what came of it; without Docker, a note that says so.
    pub(super) fn add(&self, name: &str, sandbox: &Sandbox<'_>, seen: &mut Seen) -> Result<(), CheckError> {
        let docker = match sandbox.toolchain.docker(sandbox.cancel) {
            Ok(docker) => docker,
            Err(why) => {
                seen.notes.push(format!("The image was not built and run here: {why}. The file was read."));
                return Ok(());
            }
        };
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let made = Made { name: format!("roadmap-check-{}-{number}", std::process::id()), docker, sandbox };
        match self.prove(name, &made)? {
            Proved::Facet(facet) => seen.facets.push(facet),
            Proved::OutOfReach(line) => {
                seen.notes.push(format!("The image could not be built here: {}", sandbox.clean(&line)));
            }
        }
        Ok(())
    }

    fn prove(&self, file: &str, made: &Made<'_, '_>) -> Result<Proved, CheckError> {
        let built = made.docker(&["build", "--quiet", "--file", file, "--tag", &made.name, "."], BUILD)?;
        if built.end != End::Exited(0) {
            let said = &built.stderr.text;
            let last = last_line(said);
            if OUT_OF_REACH.iter().any(|words| said.contains(words)) {
                return Ok(Proved::OutOfReach(last.to_owned()));
            }
            let actual = made.sandbox.clean(last);
            return Ok(Proved::Facet(Facet::new("build", false, "failed", "an image that can be built", actual)));
        }
        let publish = format!("127.0.0.1::{}", self.port);
        let mut args = vec!["run", "--detach", "--name", &made.name, "--publish", &publish];
        args.extend(["--memory", "512m", "--pids-limit", "256", "--security-opt", "no-new-privileges"]);
        let env: Vec<String> = self.env.iter().map(|(name, value)| format!("{name}={value}")).collect();
        args.extend(env.iter().flat_map(|pair| ["--env", pair.as_str()]));
        args.push(&made.name);
        let started = made.docker(&args, SHORT)?;
        if started.end != End::Exited(0) {
            let actual = made.sandbox.clean(last_line(&started.stderr.text));
            return Ok(Proved::Facet(Facet::new("run", false, "failed", "a container that can be started", actual)));
        }
        let until = Instant::now() + ANSWER;
        let wanted = format!("{} with status {}", self.request, self.status);
        let mut last = "it does not answer".to_owned();
        let mut key = "silent".to_owned();
        while Instant::now() < until {
            if made.sandbox.cancel.is_cancelled() {
                return Err(CheckError::Cancelled);
            }
            if let Some(port) = made.port(self.port)?
                && let Some(status) = self.request.status(port, POLL * 10)
            {
                last = format!("status {status}");
                key = status.to_string();
                if status == self.status {
                    return Ok(Proved::Facet(Facet::new("image", true, "right", wanted, last)));
                }
            }
            let running =
                made.docker(&["inspect", "--format", "{{.State.Running}} {{.State.ExitCode}}", &made.name], SHORT)?;
            if let Some(code) = running.stdout.text.trim().strip_prefix("false ") {
                let said = made.docker(&["logs", "--tail", "3", &made.name], SHORT)?;
                let said = format!("{} {}", said.stdout.text.trim(), said.stderr.text.trim());
                last = format!("it ended with exit code {code}: {}", made.sandbox.clean(said.trim()));
                key = format!("exit {code}");
                break;
            }
            std::thread::sleep(POLL);
        }
        Ok(Proved::Facet(Facet::new("image", false, key, wanted, last)))
    }
}

fn last_line(text: &str) -> &str {
    text.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
}

enum Proved {
    Facet(Facet),
    OutOfReach(String),
}

/// What was made by Docker, to be removed whatever happens.
struct Made<'s, 'a> {
    name: String,
    docker: (PathBuf, BTreeMap<String, String>),
    sandbox: &'s Sandbox<'a>,
}

impl Made<'_, '_> {
    fn docker(&self, args: &[&str], time: Duration) -> Result<Output, CheckError> {
        let output = process::run(&self.command(args, time), self.sandbox.cancel)?;
        if output.end == End::Cancelled { Err(CheckError::Cancelled) } else { Ok(output) }
    }

    fn command(&self, args: &[&str], time: Duration) -> Command {
        Command {
            program: self.docker.0.clone(),
            args: args.iter().map(Into::into).collect(),
            dir: self.sandbox.dir.clone(),
            env: self.docker.1.clone(),
            stdin: Vec::new(),
            limits: Limits { time, output: 64 * 1024, memory: u64::MAX },
        }
    }

    /// The port of this machine that leads to a port of the container.
    fn port(&self, inside: u16) -> Result<Option<u16>, CheckError> {
        let said = self.docker(&["port", &self.name, &inside.to_string()], SHORT)?;
        Ok(said.stdout.text.lines().next().and_then(|line| line.rsplit(':').next()?.trim().parse().ok()))
    }
}

impl Drop for Made<'_, '_> {
    fn drop(&mut self) {
        // With a cancel of its own: what was stopped is removed as well.
        let cancel = process::Cancel::new();
        for args in [["rm", "--force", &self.name], ["rmi", "--force", &self.name]] {
            let _ = process::run(&self.command(&args, SHORT), &cancel);
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
