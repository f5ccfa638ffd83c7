//! Markdown as lessons use it: a closed set of elements, each with its place in the source.

use std::ops::Range;

use crate::check::Sample;
use crate::id::Track;

/// The kinds of callouts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Callout {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`, shown as "Try it".
    Try,
    /// `[!IMPORTANT]`, shown as "Think first".
    Think,
    /// `[!WARNING]`, shown as "Watch out".
    Trap,
    /// `[!CAUTION]`, shown as "Danger".
    Danger,
}

/// A parsed text, of one track.
#[derive(Debug, Clone, Default)]
pub struct Document {}

/// Something that lessons do not use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The lint rule, such as `unsupported-markdown`.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// Bytes of the source.
    pub range: Range<usize>,
    /// What to do instead.
    pub help: String,
}

/// A sample that can be run, with what it prints according to the lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleBlock {
    /// Its track.
    pub track: Track,
    /// The program.
    pub sample: Sample,
    /// What it prints, if the lesson says so.
    pub output: Option<String>,
    /// Whether it must fail, and `output` names lines in order only.
    pub fails: bool,
    /// Bytes of the source: the sample's fence.
    pub range: Range<usize>,
}

/// Parses `source[body..]`; ranges count from the beginning of `source`. `track` none: everything, for lint and verify.
pub fn parse(source: &str, body: usize, track: Option<Track>) -> (Document, Vec<Problem>) {
    let _ = (source, body, track);
    (Document::default(), Vec::new())
}

impl Document {
    /// The samples in order.
    pub fn samples(&self) -> &[SampleBlock] {
        &[]
    }

    /// All links with their places.
    pub fn links(&self) -> Vec<(String, Range<usize>)> {
        Vec::new()
    }

    /// The words that a reader reads.
    pub fn words(&self) -> usize {
        0
    }
}
