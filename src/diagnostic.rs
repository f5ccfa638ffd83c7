//! Problems of a curriculum: collected, placed in their file, and shown the way rustc shows them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

mod nearest;
mod render;
mod spanned;

pub use nearest::{did_you_mean, nearest};
pub use render::{Place, Shown};
pub use spanned::Spanned;

/// Errors or warnings of one file that are worth telling.
const MOST: usize = 100;

/// A file of a curriculum, for showing parts of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name, relative to the curriculum's folder, with `/`.
    pub name: String,
    /// Its text. Empty when only the file as a whole can be named, because it could not be read.
    pub text: String,
}

impl Source {
    /// A file that could not be read: problems name it without showing a line.
    pub fn unread(name: impl Into<String>) -> Arc<Self> {
        Arc::new(Source { name: name.into(), text: String::new() })
    }
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The curriculum works, but somebody will suffer.
    Warning,
    /// The curriculum cannot be used as it is.
    Error,
}

impl Severity {
    /// `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub source: Arc<Source>,
    /// Bytes of its text.
    pub range: Range<usize>,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The rule's name, in kebab-case.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where, if there is a file to show.
    pub span: Option<Span>,
    /// A word or two beside the caret.
    pub label: String,
    /// What to do next.
    pub help: Option<String>,
}

/// All problems found so far.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all problems of another collection.
    pub fn append(&mut self, other: Diagnostics) {
        self.list.extend(other.list);
    }

    /// Drops the problems for which `keep` says no.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// The problems in the order in which they were found, or in that of their places after [`Diagnostics::sort`].
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Orders the problems by file and position, and drops repetitions and what is more than 100 errors or warnings of one
    /// file. Those of no file come first.
    pub fn sort(&mut self) {
        fn key(one: &Diagnostic) -> (Option<(&str, usize, usize)>, &'static str, &str) {
            let place = one.span.as_ref().map(|span| (span.source.name.as_str(), span.range.start, span.range.end));
            (place, one.rule, &one.message)
        }
        self.list.sort_by(|a, b| key(a).cmp(&key(b)));
        self.list.dedup_by(|a, b| key(a) == key(b));
        let mut counts: BTreeMap<(String, Severity), usize> = BTreeMap::new();
        self.list.retain(|one| {
            let Some(span) = &one.span else { return true };
            let count = counts.entry((span.source.name.clone(), one.severity)).or_default();
            *count += 1;
            *count <= MOST
        });
    }

    /// How many are errors.
    pub fn errors(&self) -> usize {
        self.list.iter().filter(|one| one.severity == Severity::Error).count()
    }

    /// How many are warnings.
    pub fn warnings(&self) -> usize {
        self.list.len() - self.errors()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Collects the problems of one file.
    pub fn file(&mut self, source: Arc<Source>) -> FileProblems<'_> {
        FileProblems { source, all: self }
    }
}

/// Collects the problems of one file.
#[derive(Debug)]
pub struct FileProblems<'a> {
    source: Arc<Source>,
    all: &'a mut Diagnostics,
}

impl FileProblems<'_> {
    /// The file.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// For problems of another file.
    pub fn of(&mut self, source: Arc<Source>) -> FileProblems<'_> {
        FileProblems { source, all: self.all }
    }

    /// For problems of the file as a whole, which are shown without a line.
    pub fn whole(&mut self) -> FileProblems<'_> {
        let source = Source::unread(self.source.name.as_str());
        self.of(source)
    }

    /// Adds an error at a place.
    pub fn error(&mut self, rule: &'static str, range: Range<usize>, message: impl Into<String>) -> &mut Diagnostic {
        self.add(Severity::Error, rule, range, message.into())
    }

    /// Adds a warning at a place.
    pub fn warning(&mut self, rule: &'static str, range: Range<usize>, message: impl Into<String>) -> &mut Diagnostic {
        self.add(Severity::Warning, rule, range, message.into())
    }

    /// How many errors there are by now, in all files of this collection.
    pub fn errors(&self) -> usize {
        self.all.errors()
    }

    fn add(&mut self, severity: Severity, rule: &'static str, range: Range<usize>, message: String) -> &mut Diagnostic {
        let span = Some(Span { source: Arc::clone(&self.source), range });
        self.all.list.push_mut(Diagnostic { severity, rule, message, span, label: String::new(), help: None })
    }
}

impl Diagnostic {
    /// Says a word or two beside the caret.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = label.into();
        self
    }

    /// Says what to do next.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }
}
