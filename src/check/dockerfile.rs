//! The `dockerfile` check: how an image is made, read instruction by instruction.

mod build;
mod raw;
mod read;
mod rule;
#[cfg(test)]
mod tests;

use self::build::Proof;
pub use self::raw::RawDockerfile;
use self::read::Dockerfile as File;
use self::rule::Rule;
use super::sandbox::Sandbox;
use super::{CheckError, Need, Seen, document};
use crate::id::Track;

/// A `dockerfile` check.
#[derive(Debug, Clone)]
pub struct Dockerfile {
    path: Option<String>,
    rule: Rule,
    proof: Option<Proof>,
}

impl Dockerfile {
    /// One line for people.
    pub fn describe(&self, _track: Track) -> String {
        self.rule.describe()
    }

    /// What it needs: Docker is used where it is there.
    pub fn needs(&self) -> Vec<Need> {
        Vec::new()
    }

    /// Reads the files; what reads well is built and run, where Docker is there and a check asks for it.
    pub fn run(batch: &[&Dockerfile], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        let mut seen = document::look(
            batch,
            sandbox,
            |check| check.path.as_deref(),
            |check, name, text| {
                let file = match File::read(text) {
                    Ok(file) => file,
                    Err(fault) => return Ok(Err(fault)),
                };
                Ok(Ok(Seen::compared(name, vec![check.rule.look(&file)])))
            },
        )?;
        // An image that reads wrong is not built: what is told first is what to mend first, on every machine.
        if seen.iter().all(|seen| seen.as_ref().is_some_and(Seen::passed)) {
            for (check, seen) in batch.iter().zip(seen.iter_mut().flatten()) {
                if let Some(proof) = &check.proof {
                    proof.add(check.path.as_deref().unwrap_or(&sandbox.main), sandbox, seen)?;
                }
            }
        }
        Ok(seen)
    }
}
