//! The rules: the name of each, how bad it is, what it finds, and its page in the author's guide.

use crate::curriculum::files::Library;
use crate::diagnostic::{Diagnostics, Severity};

/// The author's guide, as it comes with the program.
const GUIDE: &str = "curriculum/README.md";

/// Something that `lint` looks for in a curriculum that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its name, in kebab-case.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Whether a file may allow it, with a reason.
    pub can_be_allowed: bool,
    /// What it finds, in one line.
    pub finds: &'static str,
}

const fn error(name: &'static str, finds: &'static str) -> Rule {
    Rule { name, severity: Severity::Error, can_be_allowed: true, finds }
}

const fn warning(name: &'static str, finds: &'static str) -> Rule {
    Rule { name, severity: Severity::Warning, can_be_allowed: true, finds }
}

/// For what is never right.
const fn always(rule: Rule) -> Rule {
    Rule { can_be_allowed: false, ..rule }
}

/// All rules, by their names. Whatever else `lint` tells is a fault that makes a file or an item unusable.
pub const RULES: [Rule; 24] = [
    always(error("circular-needs", "an exercise that needs itself, by way of others")),
    warning("concept-never-returns", "a concept that a lesson teaches and nothing asks for again"),
    warning("concept-not-taught", "a concept of an exercise that no lesson before it teaches"),
    always(error("dead-link", "a link or a name that leads nowhere")),
    warning("few-wrong-answers", "an exercise with fewer than two known wrong answers on a path"),
    warning("hard-to-read", "a lesson of long sentences and long words"),
    warning("hint-holds-solution", "a hint with a line of the solution in it"),
    warning("lesson-length", "a lesson with fewer than 500 or more than 1400 words"),
    warning("long-sentence", "a sentence of more than 40 words in a lesson"),
    error("module-shadowing", "a file named like a module of Python"),
    always(error("no-explanation", "an option or a slip of a question without a word about it")),
    error("no-rows", "a query that is compared with the reference solution alone"),
    warning("out-of-order", "what is needed comes later"),
    error("too-few-hints", "an exercise that has not three hints"),
    warning("too-little-work", "a week whose items fill less than a third of its hours"),
    warning("too-much-work", "a week whose items take more than its hours"),
    warning("twin-wrong-answers", "two wrong answers that no check tells apart"),
    warning("unfinished", "a line that is still to be written"),
    warning("unknown-placeholder", "a word in braces that is almost one that is filled in"),
    warning("untripped-check", "a check that no wrong answer trips"),
    always(warning("unused-allow", "an `allow` for what is not found")),
    warning("unused-equivalent", "an `[[equivalent]]` for a change that is not tried"),
    warning("unused-file", "a file or folder that nothing uses"),
    warning("wide-table", "a table that becomes a list, or has very high rows, at 80 columns"),
];

impl Rule {
    /// The rule with a name.
    pub fn find(name: &str) -> Option<&'static Rule> {
        RULES.iter().find(|rule| rule.name == name)
    }

    /// The names of all rules.
    pub fn names() -> impl Iterator<Item = &'static str> {
        RULES.iter().map(|rule| rule.name)
    }

    /// Its page in the author's guide: markdown that begins with its heading.
    pub fn page(&self) -> Option<String> {
        let guide = Library::embedded().text(GUIDE, &mut Diagnostics::default())?;
        let (_, rules) = guide.text.split_once("\n## Rules\n")?;
        let rules = rules.split("\n## ").next()?;
        let heading = format!("### `{}`\n", self.name);
        let page = rules.get(rules.find(&heading)?..)?;
        let end = page.find("\n### ").unwrap_or(page.len());
        Some(page.get(..end)?.trim_end().to_owned() + "\n")
    }
}
