//! A parsed text: what its elements are and where they stand in the source.

use std::ops::Range;
use std::sync::OnceLock;

use pulldown_cmark::Alignment;

use super::{Look, Piece};
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

impl Callout {
    /// The words that it is shown with.
    pub fn title(self) -> &'static str {
        match self {
            Callout::Note => "Note",
            Callout::Try => "Try it",
            Callout::Think => "Think first",
            Callout::Trap => "Watch out",
            Callout::Danger => "Danger",
        }
    }
}

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
    /// Its track; none for SQL, which is for all.
    pub track: Option<Track>,
    /// The program.
    pub sample: Sample,
    /// What it prints, if the lesson says so.
    pub output: Option<String>,
    /// Whether it must fail, and `output` names lines in order only.
    pub fails: bool,
    /// Bytes of the source: the sample's fence.
    pub range: Range<usize>,
}

/// A parsed text, of one track.
#[derive(Debug, Clone, Default)]
pub struct Document {
    pub(super) blocks: Vec<Block>,
    pub(super) samples: Vec<SampleBlock>,
    pub(super) links: Vec<(String, Range<usize>)>,
    pub(super) words: usize,
}

impl Document {
    /// The samples in order.
    pub fn samples(&self) -> &[SampleBlock] {
        &self.samples
    }

    /// All well-formed links with the places of their targets; the others are problems.
    pub fn links(&self) -> &[(String, Range<usize>)] {
        &self.links
    }

    /// The words that a reader reads: everything but the fences.
    pub fn words(&self) -> usize {
        self.words
    }
}

/// An element.
#[derive(Debug, Clone)]
pub(super) enum Block {
    Heading { level: u8, text: Text },
    Paragraph(Text),
    List(List),
    Quote { callout: Option<Callout>, at: usize, blocks: Vec<Block> },
    Fence(Fence),
    Table(Table),
    Rule { at: usize },
}

impl Block {
    /// Where it begins.
    pub(super) fn at(&self) -> usize {
        match self {
            Block::Heading { text, .. } | Block::Paragraph(text) => text.first().map_or(0, |span| span.range.start),
            Block::List(List { at, .. })
            | Block::Quote { at, .. }
            | Block::Fence(Fence { at, .. })
            | Block::Table(Table { at, .. })
            | Block::Rule { at } => *at,
        }
    }
}

/// Text with its looks, before wrapping.
pub(super) type Text = Vec<Span>;

/// A piece of text that looks the same all over. A forced line break is a span of `"\n"`; no other span holds a newline
/// or any control character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) look: Look,
    pub(super) link: Option<String>,
    pub(super) range: Range<usize>,
}

/// A list.
#[derive(Debug, Clone)]
pub(super) struct List {
    pub(super) at: usize,
    /// The first number, if it is ordered.
    pub(super) first: Option<u64>,
    /// Whether its items follow each other without blank rows.
    pub(super) tight: bool,
    pub(super) items: Vec<Vec<Block>>,
}

/// A table. Rows may be shorter than the header, never longer.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) at: usize,
    pub(super) alignments: Vec<Alignment>,
    pub(super) header: Vec<Text>,
    /// Each with the place where it begins.
    pub(super) rows: Vec<(usize, Vec<Text>)>,
}

/// Fenced code, or what a sample prints.
#[derive(Debug, Clone)]
pub(super) struct Fence {
    pub(super) at: usize,
    pub(super) role: Role,
    /// As it stands in the source: not cleaned.
    pub(super) code: String,
    /// For each line of the code the place where it begins.
    pub(super) lines: Vec<usize>,
    /// The sample that it is, or whose output it is.
    pub(super) sample: Option<usize>,
    /// Filled by the first layout, so that another width costs no highlighting.
    pub(super) highlighted: OnceLock<Vec<Vec<Piece>>>,
}

/// What a fence is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// Code in a language, with what stands above it.
    Code { language: String, title: String },
    /// What a sample prints; `fails`: what it stops with.
    Output { fails: bool },
}
