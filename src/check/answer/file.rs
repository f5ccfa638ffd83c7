//! The learner's answers in `answers.toml`.

use toml::de::{DeTable, DeValue};

use super::{Form, Given, Question};
use crate::check::sandbox::Sandbox;
use crate::check::{CheckError, Crash};

/// All answers of one file.
pub(super) struct Answers {
    text: String,
}

impl Answers {
    /// Reads them. A file that is missing or no TOML is a crash: nothing in it can be looked at.
    pub(super) fn read(sandbox: &Sandbox<'_>) -> Result<Result<Self, Crash>, CheckError> {
        if let Some(crash) = sandbox.missing_main() {
            return Ok(Err(crash));
        }
        let name = &sandbox.main;
        let bytes = std::fs::read(sandbox.dir.join(name))
            .map_err(|source| CheckError::Io { what: format!("reading `{name}`"), source })?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let problem = DeTable::parse(&text).err();
        Ok(match problem {
            None => Ok(Answers { text }),
            Some(error) => {
                let at = error.span().and_then(|span| line_number(&text, span.start));
                let place = at.map_or(String::new(), |line| format!(", line {line}"));
                let line = format!("{name}{place}: {}", error.message().lines().next().unwrap_or("this is no TOML"));
                Err(Crash { at_start: true, kind: "TomlError".to_owned(), line: sandbox.clean(&line), at })
            }
        })
    }

    /// The answer to a question. `Err` is what was typed when it cannot be an answer of the question's form.
    pub(super) fn given(&self, question: &Question) -> Result<Given, String> {
        let Ok(table) = DeTable::parse(&self.text) else { return Ok(Given::Text(String::new())) };
        let Some(value) = table.get_ref().get(question.id.as_str()) else { return Ok(Given::Text(String::new())) };
        let typed = || self.text.get(value.span()).unwrap_or_default().to_owned();
        match value.get_ref() {
            DeValue::String(text) => Ok(Given::Text(text.to_string())),
            // Quotes are forgotten easily: `answer = 51` means the text that was typed.
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
                Ok(Given::Text(typed()))
            }
            DeValue::Array(items) => match question.form {
                Form::Choice { .. } => items
                    .iter()
                    .map(|item| item.get_ref().as_str().map(str::to_owned))
                    .collect::<Option<_>>()
                    .map(Given::Choices)
                    .ok_or_else(typed),
                Form::Order { .. } => items
                    .iter()
                    .map(|item| item.get_ref().as_integer().and_then(|number| number.as_str().parse().ok()))
                    .collect::<Option<_>>()
                    .map(Given::Order)
                    .ok_or_else(typed),
                Form::Predict { .. } => Err(typed()),
            },
            DeValue::Table(_) => Err(typed()),
        }
    }
}

fn line_number(text: &str, byte: usize) -> Option<u32> {
    let lines = text.get(..byte)?.matches('\n').count();
    u32::try_from(lines + 1).ok()
}
