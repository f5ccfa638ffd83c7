//! Follows the commands of a README in a fresh copy of the folder, as a stranger would.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::command::commands;
use crate::check::document::markdown::Markdown;
use crate::check::document::pattern::cleaned;
use crate::check::http::{Probe, free_port};
use crate::check::sandbox::{Sandbox, io};
use crate::check::{CheckError, Facet, Seen};
use crate::id::Track;
use crate::process::{self, Command, End, Limits, Output, Running};

/// Until when a command has to end, or to answer.
const TIME: Duration = Duration::from_mins(2);
const POLL: Duration = Duration::from_millis(20);

/// What must come of it.
#[derive(Debug, Clone)]
pub(in crate::check) struct Works {
    pub(super) section: String,
    /// The port that the README speaks of.
    pub(super) port: u16,
    pub(super) probe: Probe,
    pub(super) status: u16,
}

/// What following one command came to.
enum Done {
    /// It ended well, or there was nothing to do.
    Yes,
    /// It is a server that answers.
    Serves,
    /// It is not one that is run here.
    Not(String),
    /// It failed: for recognition, and for people.
    Failed(&'static str, String),
}

struct Walk<'w, 's, 'a> {
    works: &'w Works,
    sandbox: &'s Sandbox<'a>,
    root: PathBuf,
    dir: PathBuf,
    cloned: bool,
    env: BTreeMap<String, String>,
    /// The virtual environment that is active.
    venv: Option<PathBuf>,
    port: u16,
    server: Option<Running>,
}

impl Works {
    pub(super) fn follow(&self, name: &str, file: &Markdown, sandbox: &Sandbox<'_>) -> Result<Seen, CheckError> {
        let expected = format!("{} answers with status {}", self.probe, self.status);
        let facet = |key: &str, actual: &str| Facet::compared("works", key == "right", key, expected.clone(), actual);
        let all = file.section(&self.section).map(|section| commands(&section)).unwrap_or_default();
        if all.is_empty() {
            return Ok(Seen::compared(
                name,
                vec![facet("no-commands", &format!("`{}` has no commands", self.section))],
            ));
        }
        let copy = sandbox.fresh()?;
        let root = copy.dir.clone();
        let mut walk = Walk {
            works: self,
            sandbox: &copy,
            dir: root.clone(),
            root,
            cloned: false,
            env: BTreeMap::new(),
            venv: None,
            port: free_port()?,
            server: None,
        };
        let mut notes = Vec::new();
        for words in &all {
            let line = words.join(" ");
            match walk.follow(words)? {
                Done::Yes | Done::Serves => {}
                Done::Not(why) => notes.push(format!("`{line}` was not run here: {why}.")),
                Done::Failed(key, why) => {
                    let mut seen = Seen::compared(name, vec![facet(key, &format!("`{line}`: {}", copy.clean(&why)))]);
                    seen.notes = notes;
                    return Ok(seen);
                }
            }
        }
        let found = if walk.server.is_some() {
            facet("right", "it does")
        } else {
            facet("no-server", "all commands ended, and nothing was started")
        };
        let mut seen = Seen::compared(name, vec![found]);
        seen.notes = notes;
        Ok(seen)
    }
}

impl Walk<'_, '_, '_> {
    fn follow(&mut self, words: &[String]) -> Result<Done, CheckError> {
        let assigned = words.iter().take_while(|word| is_assignment(word)).count();
        let (assignments, words) = words.split_at(assigned);
        let mut env = self.env.clone();
        env.extend(assignments.iter().filter_map(|pair| pair.split_once('=')).map(owned));
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let Some((program, rest)) = words.split_first() else {
            self.env = env;
            return Ok(Done::Yes);
        };
        match (*program, rest) {
            ("git", ["clone", ..]) => {
                self.cloned = true;
                Ok(Done::Yes)
            }
            ("cd", [to]) => Ok(self.change(to)),
            ("export", pairs) => {
                self.env.extend(pairs.iter().filter_map(|pair| pair.split_once('=')).map(owned));
                Ok(Done::Yes)
            }
            ("source" | ".", [script]) => Ok(self.activate(script)),
            ("cp", [from, to]) => self.copy(from, to),
            ("curl", rest) => Ok(self.curl(rest)),
            ("npm", rest) if rest.iter().any(|word| ["-g", "--global"].contains(word)) => {
                Ok(Done::Not("it would change this machine".to_owned()))
            }
            ("npm", rest) => match npm(&self.sandbox.toolchain.runtime(Track::Node)?.program) {
                Some(script) => {
                    let node = self.sandbox.toolchain.runtime(Track::Node)?.program.clone();
                    self.start(&node, &[&[script.to_string_lossy().as_ref()], rest].concat(), env)
                }
                None => Ok(Done::Not("npm was not found beside Node.js".to_owned())),
            },
            ("node", rest) => {
                let node = self.sandbox.toolchain.runtime(Track::Node)?.program.clone();
                self.start(&node, rest, env)
            }
            ("python" | "python3" | "py", rest) => {
                let python = self.python()?;
                self.start(&python, rest, env)
            }
            ("pip" | "pip3", rest) => self.pip(rest, env),
            (path, rest) if path.contains("bin/p") && self.dir.join(path).exists() => {
                let program = self.dir.join(path);
                if path.contains("pip") {
                    let python = program.with_file_name("python");
                    self.start(&python, &[&["-m", "pip"], rest].concat(), env)
                } else {
                    self.start(&program, rest, env)
                }
            }
            (program, _) => Ok(Done::Not(format!("`{program}` is none of the programs that are"))),
        }
    }

    fn change(&mut self, to: &str) -> Done {
        // What follows a clone leads into it, whatever the repository is called.
        if std::mem::take(&mut self.cloned) && !self.dir.join(to).is_dir() {
            return Done::Yes;
        }
        let here = self.dir.strip_prefix(&self.root).unwrap_or(Path::new("")).to_string_lossy().into_owned();
        let dir = self.root.join(cleaned(&format!("{here}/{to}")));
        if !dir.is_dir() {
            return Done::Failed("no-folder", format!("there is no folder `{to}`"));
        }
        self.dir = dir;
        Done::Yes
    }

    fn activate(&mut self, script: &str) -> Done {
        let path = self.dir.join(script);
        let venv = path.parent().and_then(Path::parent).filter(|venv| venv.join("pyvenv.cfg").is_file());
        match venv {
            Some(venv) => {
                self.venv = Some(venv.to_owned());
                Done::Yes
            }
            None => Done::Failed("no-venv", format!("there is no virtual environment at `{script}`")),
        }
    }

    fn copy(&self, from: &str, to: &str) -> Result<Done, CheckError> {
        let inside = |name: &str| self.dir.join(cleaned(name));
        if !inside(from).is_file() {
            return Ok(Done::Failed("no-file", format!("there is no `{from}`")));
        }
        std::fs::copy(inside(from), inside(to)).map_err(|source| io(format!("copying `{from}`"), source))?;
        Ok(Done::Yes)
    }

    /// Asks what was started; the port of the README stands for the one that was handed over.
    fn curl(&self, rest: &[&str]) -> Done {
        let plain = ["-i", "-s", "-f", "-v", "-sS", "-fsS", "--fail", "--include", "--silent"];
        let (options, urls): (Vec<&str>, Vec<&str>) = rest.iter().partition(|word| word.starts_with('-'));
        if options.iter().any(|option| !plain.contains(option)) {
            return Done::Not("it has options that are not followed".to_owned());
        }
        let [url] = urls.as_slice() else { return Done::Not("it does not name one address".to_owned()) };
        let bare = url.strip_prefix("http://").unwrap_or(url);
        let (host, path) =
            bare.split_once('/').map_or((bare, "/".to_owned()), |(host, path)| (host, format!("/{path}")));
        let expected = [format!("localhost:{}", self.works.port), format!("127.0.0.1:{}", self.works.port)];
        if !expected.iter().any(|known| known == host) {
            return Done::Failed(
                "other-address",
                format!("nothing of this project answers at {host}; its port is {}", self.works.port),
            );
        }
        match format!("GET {path}").parse::<Probe>().ok().and_then(|probe| probe.status(self.port, POLL * 100)) {
            Some(status) if status < 400 => Done::Yes,
            Some(status) => Done::Failed("curl-status", format!("it answers with status {status}")),
            None => Done::Failed("curl-silent", "nothing answers there".to_owned()),
        }
    }

    fn python(&self) -> Result<PathBuf, CheckError> {
        Ok(match &self.venv {
            Some(venv) if cfg!(windows) => venv.join("Scripts/python.exe"),
            Some(venv) => venv.join("bin/python"),
            None => self.sandbox.toolchain.runtime(Track::Python)?.program.clone(),
        })
    }

    /// pip changes what it is a part of: without a virtual environment it gets one that is thrown away.
    fn pip(&mut self, rest: &[&str], env: BTreeMap<String, String>) -> Result<Done, CheckError> {
        if self.venv.is_none() {
            let venv = self.sandbox.beside().join("venv");
            let python = self.python()?;
            let made = self.start(&python, &["-m", "venv", venv.to_string_lossy().as_ref()], BTreeMap::new())?;
            if let Done::Failed(..) = made {
                return Ok(made);
            }
            self.venv = Some(venv);
        }
        let python = self.python()?;
        self.start(&python, &[&["-m", "pip"], rest].concat(), env)
    }

    /// Starts a program and waits until it ends or answers.
    fn start(&mut self, program: &Path, args: &[&str], mut env: BTreeMap<String, String>) -> Result<Done, CheckError> {
        env.entry("PORT".to_owned()).or_insert_with(|| self.port.to_string());
        let folders = [program.parent().map(Path::to_owned), self.venv.as_ref().map(|venv| venv.join("bin"))];
        let path = std::env::var_os("PATH").unwrap_or_default();
        let all = folders.into_iter().flatten().chain(std::env::split_paths(&path));
        if let Some(path) = std::env::join_paths(all).ok().and_then(|path| path.into_string().ok()) {
            env.insert("PATH".to_owned(), path);
        }
        let command = Command {
            program: program.to_owned(),
            args: args.iter().map(OsString::from).collect(),
            dir: self.dir.clone(),
            env,
            stdin: Vec::new(),
            limits: Limits { time: TIME + TIME, ..self.sandbox.limits },
        };
        let mut running = process::start(&command)?;
        let until = Instant::now() + TIME;
        loop {
            if self.sandbox.cancel.is_cancelled() {
                return Err(CheckError::Cancelled);
            }
            if running.ended().is_some() {
                return Ok(ended(&running.stop(), self.sandbox));
            }
            // Only what listens on the port that was handed over can be what answers there.
            let listens = || running.listening().is_none_or(|ports| ports.contains(&self.port));
            if self.server.is_none()
                && listens()
                && let Some(status) = self.works.probe.status(self.port, POLL * 50)
            {
                if status != self.works.status {
                    return Ok(Done::Failed("status", format!("it answers with status {status}")));
                }
                self.server = Some(running);
                return Ok(Done::Serves);
            }
            if Instant::now() >= until {
                let ports = running.listening().unwrap_or_default();
                let other = ports.first().map(|port| format!("; it listens on {port}, not on `PORT`"));
                running.stop();
                let why =
                    format!("it neither ended nor answered within {} s{}", TIME.as_secs(), other.unwrap_or_default());
                return Ok(Done::Failed("silent", why));
            }
            std::thread::sleep(POLL);
        }
    }
}

/// What a program that ended came to.
fn ended(output: &Output, sandbox: &Sandbox<'_>) -> Done {
    if output.end == End::Exited(0) {
        return Done::Yes;
    }
    let said = sandbox.died(output).map_or_else(|| last_words(output), |crash| crash.line);
    let how = match output.end {
        End::Exited(code) => format!("it ended with exit code {code}: {said}"),
        End::Signalled(_) | End::TimedOut | End::Cancelled => format!("it was stopped: {said}"),
        End::OutOfMemory => "it used more memory than allowed".to_owned(),
    };
    Done::Failed("failed", how)
}

/// The line that says why: npm's first one that is no code, the last one of anything else.
fn last_words(output: &Output) -> String {
    let lines =
        || output.stderr.text.lines().chain(output.stdout.text.lines()).map(str::trim).filter(|line| !line.is_empty());
    let of_npm = lines().filter_map(|line| line.strip_prefix("npm error "));
    let said = of_npm.map(str::trim).find(|line| !line.starts_with("code ") && !line.is_empty());
    let last = output.stderr.text.lines().rev().chain(output.stdout.text.lines().rev()).map(str::trim);
    said.or_else(|| last.into_iter().find(|line| !line.is_empty())).unwrap_or_default().to_owned()
}

fn is_assignment(word: &str) -> bool {
    let name = word.split_once('=').map_or("", |(name, _)| name);
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// The script that npm is, beside the Node.js that is used.
fn npm(node: &Path) -> Option<PathBuf> {
    let folder = node.canonicalize().ok()?.parent()?.to_owned();
    let beside =
        [folder.join("npm"), node.with_file_name("npm")].into_iter().filter_map(|link| link.canonicalize().ok());
    let below = ["node_modules", "../lib/node_modules", "../share/nodejs"]
        .map(|path| folder.join(path).join("npm/bin/npm-cli.js"));
    beside.chain(below).find(|path| path.is_file() && path.extension().is_some_and(|ending| ending == "js"))
}
