//! A process that lives on while the learner's functions are called one by one.

use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use super::Value;
use super::drive::{Came, Prepared, Told, handed_over, prepare};
use crate::check::CheckError;
use crate::check::sandbox::{Sandbox, io};
use crate::process::{self, Output, Running};

/// How long a program may take at least to load, however short the exercise's limit is.
const START: Duration = Duration::from_secs(10);
/// The process's own deadline, for the case that nobody looks at ours.
const LONGEST: Duration = Duration::from_mins(10);
const POLL: Duration = Duration::from_millis(2);

/// A process that has loaded the learner's file, or is about to. Dropping it ends it.
pub(in crate::check) struct Live<'s, 'a> {
    sandbox: &'s Sandbox<'a>,
    /// None once it has ended.
    running: Option<Running>,
    end: Option<Output>,
    /// Calls wait here until it has come for them.
    listener: TcpListener,
    connection: Option<TcpStream>,
    told: File,
    token: String,
    mark: String,
    /// What was read of the report and is no whole line yet.
    rest: Vec<u8>,
    /// How many calls were made.
    calls: usize,
    loaded: bool,
    /// How much of what it printed was handed out.
    printed: (usize, usize),
    last: (String, String),
}

/// What became of a call.
pub(in crate::check) enum Became {
    /// It came to something.
    Came(Box<Came>),
    /// The process ended meanwhile.
    Ended {
        /// Whether the learner's file had been loaded.
        loaded: bool,
        /// How the process ended.
        output: Box<Output>,
    },
    /// It was still running at its limit.
    Late,
}

impl<'s, 'a> Live<'s, 'a> {
    /// Starts a process; `name` tells several ones of a sandbox apart, `env` is added to its environment.
    pub(in crate::check) fn start(
        name: &str,
        env: &[(&str, &str)],
        sandbox: &'s Sandbox<'a>,
    ) -> Result<Self, CheckError> {
        let failed = |source| io("preparing the calls".to_owned(), source);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let Prepared { mut command, told, token, mark } = prepare(name, &[], Some(port), sandbox)?;
        command.env.extend(env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        command.limits.time = LONGEST;
        Ok(Live {
            sandbox,
            running: Some(process::start(&command)?),
            end: None,
            listener,
            connection: None,
            told,
            token,
            mark,
            rest: Vec::new(),
            calls: 0,
            loaded: false,
            printed: (0, 0),
            last: (String::new(), String::new()),
        })
    }

    /// Waits until the file is loaded, so that the first call is as quick as those after it. Why it is not loaded is told
    /// by that call.
    pub(in crate::check) fn load(&mut self) -> Result<(), CheckError> {
        let until = Instant::now() + self.sandbox.limits.time.max(START);
        while !self.loaded && self.ended().is_none() && Instant::now() < until {
            if self.sandbox.cancel.is_cancelled() {
                return Err(CheckError::Cancelled);
            }
            self.accept()?;
            self.read(self.calls)?;
            thread::sleep(POLL);
        }
        Ok(())
    }

    /// Calls a function, whose name is in `snake_case`, and waits for what comes of it as long as the exercise's limit.
    /// The first call waits for the file to be loaded as well.
    pub(in crate::check) fn call(&mut self, name: &str, args: &[Value]) -> Result<Became, CheckError> {
        let args = handed_over(name, args)?;
        let limit = self.sandbox.limits.time;
        let (mut loaded, mut until) = (self.loaded, Instant::now() + limit);
        if !loaded {
            until = Instant::now() + limit.max(START);
        }
        let index = self.calls;
        self.calls += 1;
        let name = self.sandbox.track.identifier(name);
        let call = json!({ "index": index, "name": name, "args": args, "awaits": true, "copies": [] });
        let mut line = Some(format!("{call}\n"));
        loop {
            // What it told before it ended counts.
            let ended = self.ended().cloned();
            if let Some(came) = self.read(index)? {
                return Ok(Became::Came(Box::new(came)));
            }
            if self.loaded && !loaded {
                (loaded, until) = (true, Instant::now() + limit);
            }
            if let Some(output) = ended {
                return Ok(Became::Ended { loaded: self.loaded, output: Box::new(output) });
            }
            if self.sandbox.cancel.is_cancelled() {
                return Err(CheckError::Cancelled);
            }
            if Instant::now() >= until {
                return Ok(Became::Late);
            }
            self.accept()?;
            if let (Some(connection), Some(call)) = (&mut self.connection, &line) {
                // It does not take the call if it is just ending, which is seen in a moment.
                _ = connection.write_all(call.as_bytes());
                line = None;
            }
            thread::sleep(POLL);
        }
    }

    /// What it printed since this was last asked, cleaned.
    pub(in crate::check) fn printed(&mut self) -> String {
        if let Some(running) = &self.running {
            let (stdout, stderr) = running.so_far();
            self.last = (stdout.text, stderr.text);
        }
        let (stdout, stderr) = &self.last;
        let since = |text: &str, at: usize| text.get(at..).unwrap_or_default().replace(&self.mark, "");
        let text = since(stdout, self.printed.0) + &since(stderr, self.printed.1);
        self.printed = (stdout.len(), stderr.len());
        self.sandbox.clean(&text)
    }

    fn accept(&mut self) -> Result<(), CheckError> {
        if self.connection.is_some() {
            return Ok(());
        }
        let accepted = self.listener.accept().and_then(|(connection, _)| {
            connection.set_nonblocking(false)?;
            connection.set_write_timeout(Some(START))?;
            Ok(connection)
        });
        match accepted {
            Ok(connection) => self.connection = Some(connection),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(source) => return Err(io("handing over the calls".to_owned(), source)),
        }
        Ok(())
    }

    /// What came of a call, if it is told already.
    fn read(&mut self, index: usize) -> Result<Option<Came>, CheckError> {
        self.told
            .read_to_end(&mut self.rest)
            .map_err(|source| io("reading what came of the calls".to_owned(), source))?;
        while let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.rest.drain(..=end).collect();
            let Some(told) = Told::read(&line, &self.token) else { continue };
            self.loaded |= told.loaded;
            if told.case == Some(index) {
                return Ok(Some(told.came()));
            }
        }
        Ok(None)
    }

    fn ended(&mut self) -> Option<&Output> {
        if let Some(running) = &mut self.running
            && running.ended().is_some()
        {
            let output = self.running.take()?.stop();
            self.last = (output.stdout.text.clone(), output.stderr.text.clone());
            self.end = Some(output);
        }
        self.end.as_ref()
    }
}
