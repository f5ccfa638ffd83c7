//! The learner's answers in `answers.toml`: read, and written without losing what else stands there.

use toml::Value;
use toml::de::{DeTable, DeValue};

use super::{Form, Given, Question};
use crate::check::sandbox::Sandbox;
use crate::check::{BROKEN_ANSWERS, CheckError, Crash};
use crate::id::QuestionId;

/// The answer to a question in the text of an `answers.toml`; none where nothing is answered yet.
pub fn answer_in(text: &str, question: &Question) -> Option<Given> {
    let answers = Answers { text: text.to_owned() };
    let given = answers.given(question).unwrap_or_else(Given::Text);
    (!given.is_empty()).then_some(given)
}

/// The text of an `answers.toml` with another answer to one question. All else stays as it is, comments too.
pub fn with_answer(text: &str, question: &QuestionId, given: &Given) -> String {
    let value = match given {
        Given::Text(text) => Value::from(text.as_str()),
        Given::Choices(letters) => Value::from(letters.clone()),
        Given::Order(numbers) => {
            Value::Array(numbers.iter().filter_map(|number| i64::try_from(*number).ok()).map(Value::Integer).collect())
        }
    };
    let table = DeTable::parse(text).ok();
    let place = table.as_ref().and_then(|table| Some(table.get_ref().get(question.as_str())?.span()));
    if let Some((before, after)) = place.and_then(|place| Some((text.get(..place.start)?, text.get(place.end..)?))) {
        return format!("{before}{value}{after}");
    }
    // In a file that is no TOML at the moment, no key may stand twice once it is mended.
    let holds = |line: &str| {
        let after = line.trim_start().strip_prefix(question.as_str());
        after.is_some_and(|after| after.trim_start().starts_with('='))
    };
    let mut lines: Vec<&str> = text.lines().filter(|line| table.is_some() || !holds(line)).collect();
    let line = format!("{question} = {value}");
    lines.push(&line);
    lines.join("\n") + "\n"
}

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
                Err(Crash { at_start: true, kind: BROKEN_ANSWERS.to_owned(), line: sandbox.clean(&line), at })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{ByTrack, Track};

    fn question(form: Form) -> Question {
        Question {
            id: "which-one".parse().unwrap(),
            lesson: None,
            tracks: Track::ALL.to_vec(),
            ask: ByTrack::both("?".to_owned()),
            form,
        }
    }

    fn choice() -> Question {
        question(Form::Choice { several: true, options: Vec::new() })
    }

    fn written(text: &str, given: &Given) -> String {
        with_answer(text, &choice().id, given)
    }

    #[test]
    fn a_new_answer_takes_the_place_of_the_old_one_and_comments_stay() {
        let text = "# before\nwhich-one = [ # the letters\n  \"a\",\n] # behind\nother = \"x\"\n";
        let given = Given::Choices(vec!["b".to_owned(), "c".to_owned()]);
        let new = written(text, &given);
        assert_eq!(new, "# before\nwhich-one = [\"b\", \"c\"] # behind\nother = \"x\"\n");
        assert_eq!(answer_in(&new, &choice()), Some(given));
    }

    #[test]
    fn an_answer_without_a_line_of_its_own_is_added() {
        assert_eq!(written("", &Given::Order(vec![3, 1])), "which-one = [3, 1]\n");
        assert_eq!(written("other = 1", &Given::Text("a".to_owned())), "other = 1\nwhich-one = \"a\"\n");
    }

    #[test]
    fn any_text_is_read_back_as_it_was_written() {
        for text in ["51", "\"51\"", "[ 'a' ]", "a\nb", "\na", "\\ # ''' \"\"\"", "\u{7}\t"] {
            let given = Given::Text(text.to_owned());
            assert_eq!(answer_in(&written("which-one = \"\"\n", &given), &choice()), Some(given), "{text}");
        }
    }

    #[test]
    fn a_file_that_is_no_toml_does_not_get_the_same_key_twice() {
        let text = "oops\nwhich-one = \"a\"\n";
        assert_eq!(written(text, &Given::Text("b".to_owned())), "oops\nwhich-one = \"b\"\n");
    }

    #[test]
    fn nothing_typed_is_no_answer() {
        for text in ["", "which-one = \"\"", "which-one = []", "which-one = \" \"", "no toml ="] {
            assert_eq!(answer_in(text, &choice()), None, "{text}");
        }
    }
}
