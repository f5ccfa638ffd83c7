//! The `yaml` check: what stands in a file of settings, and what compose files and workflows mean by it.

mod compose;
mod parse;
mod raw;
#[cfg(test)]
mod tests;
mod workflow;

use jsonpath_rust::JsonPath;
use serde_json::Value;

use self::compose::Compose;
pub use self::raw::RawYaml;
use self::workflow::Workflow;
use super::sandbox::Sandbox;
use super::{CheckError, Facet, Need, Seen, document};
use crate::id::Track;

/// A `yaml` check.
#[derive(Debug, Clone)]
pub struct Yaml {
    path: Option<String>,
    rule: Rule,
}

#[derive(Debug, Clone)]
enum Rule {
    /// A value at a place; at a path of several places, the list of them.
    At { path: String, single: bool, value: Value },
    /// The type of the value at a place.
    Type { path: String, word: &'static str },
    /// Whether there is anything.
    There { path: String, there: bool },
    /// What a compose file means.
    Compose(Compose),
    /// What a workflow means.
    Workflow(Workflow),
}

impl Yaml {
    /// One line for people.
    pub fn describe(&self, _track: Track) -> String {
        match &self.rule {
            Rule::At { path, value, .. } => format!("`{path}` is {value}"),
            Rule::Type { path, word } => format!("`{path}` is a {word}"),
            Rule::There { path, there: true } => format!("there is `{path}`"),
            Rule::There { path, there: false } => format!("there is no `{path}`"),
            Rule::Compose(rule) => rule.describe(),
            Rule::Workflow(rule) => rule.describe(),
        }
    }

    /// What it needs: nothing is run.
    pub fn needs(&self) -> Vec<Need> {
        Vec::new()
    }

    /// Reads the files.
    pub fn run(batch: &[&Yaml], sandbox: &Sandbox<'_>) -> Result<Vec<Option<Seen>>, CheckError> {
        document::look(
            batch,
            sandbox,
            |check| check.path.as_deref(),
            |check, name, text| Ok(parse::parse(text).map(|file| Seen::compared(name, vec![check.rule.look(&file)]))),
        )
    }
}

impl Rule {
    fn look(&self, file: &Value) -> Facet {
        // Paths were found to be such when the check was built, so an error is "nothing there".
        let found = |path: &str| file.query(path).unwrap_or_default();
        match self {
            Rule::At { path, single, value } => {
                let found = found(path);
                let actual = match found.as_slice() {
                    [] if *single => None,
                    [one] if *single => Some((*one).clone()),
                    all => Some(Value::Array(all.iter().map(|value| (*value).clone()).collect())),
                };
                let shown = actual.as_ref().map_or_else(|| "it is missing".to_owned(), Value::to_string);
                let key = if actual.is_some() { shown.clone() } else { "missing".to_owned() };
                Facet::compared(format!("at {path}"), actual.as_ref() == Some(value), key, value.to_string(), shown)
            }
            Rule::Type { path, word } => {
                let actual = found(path).first().map_or("missing", |value| raw::type_of(value));
                Facet::compared(format!("type {path}"), actual == *word, actual, *word, actual)
            }
            Rule::There { path, there } => {
                let is = !found(path).is_empty();
                let says = |is| if is { format!("`{path}` is there") } else { format!("no `{path}`") };
                let key = if is { "there" } else { "missing" };
                Facet::compared(format!("there {path}"), is == *there, key, says(*there), says(is))
            }
            Rule::Compose(rule) => rule.look(file),
            Rule::Workflow(rule) => rule.look(file),
        }
    }
}
