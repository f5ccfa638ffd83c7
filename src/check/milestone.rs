//! An exercise as one step of a project: where it stands, what came before, and judging that again.

use std::sync::Arc;

use super::{CheckReport, Failure, Files, Misconception, Reason, Spec, Verdict};
use crate::id::{ByTrack, ExerciseId, ProjectId, Track};

/// The place of an exercise in a project. All milestones of a project are worked on in one folder.
#[derive(Debug, Clone)]
pub struct Milestone {
    /// The project.
    pub project: ProjectId,
    /// The project's title.
    pub title: String,
    /// Counted from 1.
    pub number: usize,
    /// Of how many.
    pub of: usize,
    /// What it hands out itself. Its variants hold the solutions of the earlier milestones besides.
    pub own: ByTrack<Files>,
    /// The milestones before it, in order. They must pass too.
    pub earlier: Vec<Earlier>,
}

/// A milestone that comes before another.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// Which one.
    pub id: ExerciseId,
    /// Counted from 1.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// What it is judged by.
    pub spec: Arc<Spec>,
}

/// An earlier milestone, judged again on the same files.
#[derive(Debug, Clone)]
pub struct EarlierReport {
    /// Which one.
    pub id: ExerciseId,
    /// Counted from 1.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// Its checks in order.
    pub checks: Vec<CheckReport>,
    /// What they come to.
    pub verdict: Verdict,
}

impl EarlierReport {
    /// Whether it passes still.
    pub fn passed(&self) -> bool {
        matches!(self.verdict, Verdict::Passed { .. })
    }
}

impl Spec {
    /// The milestones before this one.
    pub fn earlier(&self) -> &[Earlier] {
        self.milestone.as_ref().map_or(&[], |milestone| &milestone.earlier)
    }

    /// What a milestone hands out itself on a track; none for an exercise that stands alone.
    pub fn own(&self, track: Track) -> Option<&Files> {
        self.milestone.as_ref().map(|milestone| milestone.own.get(track))
    }
}

/// What a milestone comes to: it fails, whatever it is itself, where an earlier one does not pass. What the first of these
/// is told is told; if that is nothing, what the milestone itself is told.
pub(super) fn verdict(earlier: &[EarlierReport], own: Verdict) -> Verdict {
    let first = earlier.iter().find_map(|report| match &report.verdict {
        Verdict::Passed { .. } => None,
        Verdict::Failed(failure) => Some((report, failure)),
    });
    let Some((report, failure)) = first else { return own };
    // The check that it is about is none of this milestone.
    let told = failure.misconception.clone().map(|told| Misconception { check: None, ..told });
    let own = match own {
        Verdict::Failed(own) if failure.reason != Reason::Untouched => own.misconception,
        Verdict::Failed(_) | Verdict::Passed { .. } => None,
    };
    Verdict::Failed(Failure { reason: Reason::Earlier(report.id.clone()), misconception: told.or(own) })
}
