//! What a learner answered, read as each form of question needs it.

use std::collections::BTreeSet;

use super::letter;

/// What a learner answered.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Given {
    /// Numbers of lines, from 1.
    Order(Vec<usize>),
    /// Letters of the chosen options.
    Choices(Vec<String>),
    /// A prediction, one letter, or letters or numbers with blanks or commas between them.
    Text(String),
}

impl Given {
    /// As it is kept in the log of events.
    pub fn to_log(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What was kept in the log of events.
    pub fn from_log(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|_| Given::Text(text.to_owned()))
    }

    /// Whether there is no answer yet.
    pub fn is_empty(&self) -> bool {
        match self {
            Given::Order(numbers) => numbers.is_empty(),
            Given::Choices(letters) => letters.iter().all(|letter| letter.trim().is_empty()),
            Given::Text(text) => text.trim().is_empty(),
        }
    }

    /// As it was typed, or could have been.
    pub fn typed(&self) -> String {
        match self {
            Given::Order(numbers) => numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            Given::Choices(letters) => letters.join(" "),
            Given::Text(text) => text.clone(),
        }
    }

    /// The prediction; none for letters and numbers.
    pub fn text(&self) -> Option<&str> {
        match self {
            Given::Text(text) => Some(text),
            Given::Order(_) | Given::Choices(_) => None,
        }
    }

    /// Numbers of lines; none if something else was typed.
    pub fn numbers(&self) -> Option<Vec<usize>> {
        match self {
            Given::Order(numbers) => Some(numbers.clone()),
            Given::Choices(words) => words.iter().map(|word| word.trim().parse().ok()).collect(),
            Given::Text(text) => words(text).map(|word| word.parse().ok()).collect(),
        }
    }

    /// The indices of the chosen ones among so many options; none if something else was typed.
    pub fn chosen(&self, options: usize) -> Option<BTreeSet<usize>> {
        let index = |word: &str| {
            let mut chars = word.trim().chars();
            let typed = chars.next().filter(|_| chars.as_str().is_empty())?.to_ascii_lowercase();
            (0..options).find(|index| letter(*index) == typed)
        };
        match self {
            Given::Order(_) => None,
            Given::Choices(letters) => letters.iter().map(|letter| index(letter)).collect(),
            Given::Text(text) => words(text).map(index).collect(),
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_gives_back_what_was_given() {
        for given in [
            Given::Order(vec![3, 1]),
            Given::Choices(vec!["a".to_owned(), "c".to_owned()]),
            Given::Text("51".to_owned()),
            Given::Text("[\"a\"]\n".to_owned()),
        ] {
            assert_eq!(Given::from_log(&given.to_log()), given);
        }
        assert_eq!(Given::from_log("3,1"), Given::Text("3,1".to_owned()));
    }
}
