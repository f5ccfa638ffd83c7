//! One request to a program that is not the exercise's server: a container, or what a README starts.

use std::fmt;
use std::str::FromStr;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::client::{Patience, exchange};
use super::request::Request;

/// A request of which only the status counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Probe(Request);

impl FromStr for Probe {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Probe).map_err(|how: &str| how.to_owned())
    }
}

impl fmt::Display for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Probe {
    /// The status with which a port of this machine answers; none while nothing answers there.
    pub fn status(&self, port: u16, time: Duration) -> Option<u16> {
        let patience = Patience { until: Instant::now() + time, stop: &AtomicBool::new(false) };
        exchange(&self.0.message(port), port, patience, None).ok().map(|reply| reply.status)
    }
}
