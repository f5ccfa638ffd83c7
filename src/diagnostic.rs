//! Problems of a curriculum: collected, placed in their file, and shown the way rustc shows them.

use std::ops::Range;
use std::sync::Arc;

/// A file of a curriculum, for showing parts of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name, relative to the curriculum's folder, with `/`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The curriculum works, but somebody will suffer.
    Warning,
    /// The curriculum cannot be used as it is.
    Error,
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

    /// The problems in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many are errors.
    pub fn errors(&self) -> usize {
        self.list.iter().filter(|one| one.severity == Severity::Error).count()
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

    /// Adds an error at a place.
    pub fn error(&mut self, rule: &'static str, range: Range<usize>, message: impl Into<String>) -> &mut Diagnostic {
        self.add(Severity::Error, rule, range, message.into())
    }

    /// Adds a warning at a place.
    pub fn warning(&mut self, rule: &'static str, range: Range<usize>, message: impl Into<String>) -> &mut Diagnostic {
        self.add(Severity::Warning, rule, range, message.into())
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
