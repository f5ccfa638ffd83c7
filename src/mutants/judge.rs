//! Judges mutants by the checks: whether any of them notices.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Equivalent, Mutant, sources};
use crate::check::{CheckError, CheckReport, Content, Observed, Role, Runner, Seen, Spec, Submission};
use crate::id::Track;
use crate::process::Cancel;
use crate::source::Language;

/// What became of a mutant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// A check notices it.
    Killed {
        /// Whether it ran into its time limit.
        timed_out: bool,
    },
    /// No check notices it.
    Survived,
    /// It is no program.
    DidNotStart,
    /// The author says, or another right variant shows, that it does the same.
    Equivalent,
    /// It could not be looked at, and why.
    CouldNotLook(String),
}

/// A mutant and what became of it.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The mutant.
    pub mutant: Mutant,
    /// What became of it.
    pub fate: Fate,
}

/// Judges mutants, several at once. `Err` tells why there is no sense in it: the solution itself does not pass.
pub fn judge(
    spec: &Spec,
    track: Track,
    mutants: Vec<Mutant>,
    equivalent: &[Equivalent],
    runner: &Runner,
    cancel: &Cancel,
) -> Result<Vec<Judged>, String> {
    if mutants.is_empty() {
        return Ok(Vec::new());
    }
    let Some(solution) = spec.variant(track, &Role::Solution) else { return Ok(Vec::new()) };
    let submission = Submission::Content(solution.content.clone());
    let seen = runner.glance(spec, track, &submission, cancel).map_err(|error| error.to_string())?;
    if !spec.is_passed(&seen.checks) {
        let failed = seen.checks.iter().find(|check| !check.passed()).map_or("", |check| check.label.as_str());
        return Err(format!("the solution itself does not pass: {failed}; `roadmap verify` tells more"));
    }
    let sources = sources(spec, track);
    let judged = mutants.into_par_iter().map(|mutant| {
        let text = sources.get(&mutant.file).map_or("", String::as_str);
        let same = matches!(mutant.twin, Some(Role::Alternate(_)))
            || equivalent.iter().any(|one| one.fits(&mutant, text, track));
        let fate = if same { Fate::Equivalent } else { fate(spec, track, &mutant, runner, cancel) };
        Judged { mutant, fate }
    });
    Ok(judged.collect())
}

fn fate(spec: &Spec, track: Track, mutant: &Mutant, runner: &Runner, cancel: &Cancel) -> Fate {
    look(spec, track, mutant, runner, cancel).unwrap_or_else(|error| Fate::CouldNotLook(error.to_string()))
}

fn look(spec: &Spec, track: Track, mutant: &Mutant, runner: &Runner, cancel: &Cancel) -> Result<Fate, CheckError> {
    let submission = Submission::Content(Content::Files(mutant.files(spec, track)));
    let Observed { checks, .. } = runner.glance(spec, track, &submission, cancel)?;
    if spec.is_passed(&checks) {
        // A later step of a project may spoil an earlier one.
        let earlier = runner.earlier(spec, track, &submission, cancel)?;
        let noticed = earlier.iter().any(|one| !one.passed());
        return Ok(if noticed { Fate::Killed { timed_out: false } } else { Fate::Survived });
    }
    if may_be_no_program(&checks, &mutant.file) && !runner.parses(&submission, track, &mutant.file, cancel)? {
        return Ok(Fate::DidNotStart);
    }
    Ok(Fate::Killed { timed_out: seen(&checks).any(Seen::timed_out) })
}

fn seen(checks: &[CheckReport]) -> impl Iterator<Item = &Seen> {
    checks.iter().filter_map(|check| check.seen.as_ref())
}

/// Whether a program died as one does that cannot be read.
fn may_be_no_program(checks: &[CheckReport], file: &str) -> bool {
    const KINDS: [&str; 3] = ["SyntaxError", "IndentationError", "TabError"];
    let is_sql = Language::of(file) == Some(Language::Sql);
    seen(checks).filter_map(|seen| seen.crash.as_ref()).any(|crash| {
        KINDS.contains(&crash.kind.as_str()) || (is_sql && crash.is_of_sql() && crash.kind.starts_with("42"))
    })
}
