//! Why a server gives no answer: what it listens on instead, how it crashed, how it ended.

use std::time::Duration;

use super::port::{Conflict, is_taken, port_in};
use super::{LAST_WORDS, Server, State};
use crate::check::http::client::Trouble;
use crate::check::{Crash, Facet};
use crate::process::{End, is_free};

/// Why a request has no answer.
#[derive(Debug)]
pub(in crate::check) struct Fault {
    pub(in crate::check) facet: Option<Facet>,
    pub(in crate::check) crash: Option<Crash>,
    /// Whether further requests make sense.
    pub(in crate::check) goes_on: bool,
}

impl Server<'_, '_> {
    /// Whether it was ever there to be asked.
    pub(in crate::check) fn has_listened(&self) -> bool {
        self.listened
    }

    /// How it crashed since the last request began, though it answered: a handler that died halfway. What it wrote
    /// may arrive a moment later than its answer; if the answer is suspicious, that is waited for.
    pub(in crate::check) fn crashed_meanwhile(&mut self, suspicious: bool) -> Option<Crash> {
        self.wait_for(if suspicious { self.afterwards } else { Duration::ZERO }, Self::crash)
    }

    /// Whether it ended after it answered, which no server should.
    pub(in crate::check) fn ended_afterwards(&mut self) -> Option<Fault> {
        self.wait_for(self.afterwards, |server| server.ended().then_some(()))?;
        Some(self.ended_while_asked())
    }

    /// Why a request to a server that has listened before has no answer.
    pub(in crate::check) fn fault(&mut self, trouble: &Trouble) -> Fault {
        let waits = match trouble {
            Trouble::Refused | Trouble::Dropped => LAST_WORDS,
            Trouble::NoAnswer | Trouble::Endless | Trouble::NoHttp(_) => self.afterwards,
        };
        let said = self.wait_for(waits, |server| (server.ended() || server.crash().is_some()).then_some(()));
        // A server that dies of an error says so before it is gone.
        if said.is_some() && self.wait_for(self.afterwards, |server| server.ended().then_some(())).is_some() {
            return self.ended_while_asked();
        }
        let crash = self.crash();
        let seconds = self.sandbox.limits.time.as_secs_f32();
        let (key, actual) = match trouble {
            Trouble::Refused => ("refused", "nothing listens any more".to_owned()),
            Trouble::Dropped => ("dropped", "the connection was closed without a whole answer".to_owned()),
            Trouble::NoAnswer => ("no-answer", format!("no answer within {seconds} s")),
            Trouble::Endless => ("endless", "the body of the answer has more than 1 MiB, or no end".to_owned()),
            Trouble::NoHttp(what) => ("no-http", format!("what came is no HTTP ({what})")),
        };
        let goes_on = match trouble {
            Trouble::Dropped | Trouble::Endless | Trouble::NoHttp(_) => true,
            Trouble::Refused | Trouble::NoAnswer => false,
        };
        let facet = Facet::new("answer", false, key, "an answer", actual);
        Fault { facet: Some(facet), crash, goes_on }
    }

    fn ended_while_asked(&mut self) -> Fault {
        let facet = Facet::new("answer", false, "ended", "a server that goes on", self.how_it_ended());
        // It may have said why before this request began.
        let crash = self.crash().or_else(|| self.sandbox.crash(&self.outputs().1));
        Fault { facet: Some(facet), crash, goes_on: false }
    }

    /// None if it should be started again, because somebody else was quicker.
    pub(super) fn ended_before_listening(&mut self) -> Option<Fault> {
        let (_, stderr) = self.outputs();
        if is_taken(&stderr) {
            return self.conflict().map(|conflict| self.other_port(conflict.port));
        }
        if let Some(crash) = self.sandbox.crash(&stderr) {
            return Some(Fault { facet: None, crash: Some(crash), goes_on: false });
        }
        // Express 5 ends without a word when somebody else has the port.
        if !is_free(self.port) {
            return None;
        }
        let how = self.how_it_ended();
        Some(self.listens("ended", &format!("{how} without listening")))
    }

    /// Whether it ended because it could not have another port than the one that it was given.
    pub(in crate::check) fn conflict(&self) -> Option<Conflict> {
        let (State::Ended(_), (_, stderr)) = (&self.state, self.outputs()) else { return None };
        let port = port_in(&stderr);
        let ours = port.map_or_else(|| !is_free(self.port), |named| named == self.port);
        (is_taken(&stderr) && !ours).then_some(Conflict { port })
    }

    pub(super) fn other_port(&self, other: Option<u16>) -> Fault {
        let other = other.map_or_else(|| "another port".to_owned(), |port| port.to_string());
        let mut fault = self.listens("other-port", &format!("it listens on {other}"));
        fault.facet.iter_mut().for_each(|facet| facet.more.push(("other_port", other.clone())));
        fault
    }

    pub(super) fn never_listened(&self) -> Fault {
        let waited = Self::patience(self.sandbox).as_secs();
        self.listens("silent", &format!("nothing listens there after {waited} s"))
    }

    fn listens(&self, key: &str, actual: &str) -> Fault {
        let mut facet = Facet::new("listens", false, key, "a server that listens on the port in PORT", actual);
        facet.more.push(("port", self.port.to_string()));
        Fault { facet: Some(facet), crash: None, goes_on: false }
    }

    fn how_it_ended(&self) -> String {
        match &self.state {
            State::Running(_) => "it goes on".to_owned(),
            State::Ended(output) => how(output.end),
        }
    }

    fn crash(&mut self) -> Option<Crash> {
        self.sandbox.crash(&self.since().1)
    }
}

/// How a server ended, for people.
pub(in crate::check) fn how(end: End) -> String {
    match end {
        End::Exited(code) => format!("it ended with exit code {code}"),
        End::Signalled(signal) => format!("it was ended by signal {signal}"),
        End::OutOfMemory => "it used more memory than allowed".to_owned(),
        End::TimedOut | End::Cancelled => "it was stopped".to_owned(),
    }
}
