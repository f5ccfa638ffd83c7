//! Reads TOML tables key by key, so that every problem of a file is told at once and in its place.

use std::ops::Range;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue, Error, ValueDeserializer};

use crate::check::Check;
use crate::diagnostic::{FileProblems, Spanned, did_you_mean, nearest};

/// Problems of one table or file that are told; more of them only hide the first.
const MOST: usize = 20;

/// Words that name what a question or item is; those of checks come on top. An unknown key that is like one of them is an unknown kind.
const KINDS: [&str; 6] = ["choice", "predict", "order", "lesson", "quiz", "exercise"];

/// A table of a TOML file, read key by key.
#[derive(Debug)]
pub(in crate::curriculum) struct Table<'a> {
    /// Where it stands; none for a file as a whole.
    pub place: Option<Range<usize>>,
    entries: DeTable<'a>,
    known: Vec<&'static str>,
}

impl<'a> Table<'a> {
    /// Parses a file; none with syntax errors told.
    pub fn parse(text: &'a str, problems: &mut FileProblems<'_>) -> Option<Self> {
        let (root, errors) = DeTable::parse_recoverable(text);
        let mut within = false;
        for error in errors.iter().take(MOST) {
            let bracket = is_within_brackets(error);
            // A bracket that is not closed makes all that follows a part of the list.
            if !(bracket && within) {
                let range = error.span().unwrap_or_default();
                let problem = problems.error("syntax", range, format!("this is no TOML: {}", error.message()));
                if bracket {
                    problem.help("is a comma missing before this, or a closing bracket?");
                }
            }
            within = bracket;
        }
        errors.is_empty().then(|| Table { place: None, entries: root.into_inner(), known: Vec::new() })
    }

    /// A table that stands where a value may stand.
    fn from_value(value: toml::Spanned<DeValue<'a>>, problems: &mut FileProblems<'_>) -> Option<Self> {
        let (place, found) = (value.span(), name_of(value.get_ref()));
        if let DeValue::Table(entries) = value.into_inner() {
            return Some(Table { place: Some(place), entries, known: Vec::new() });
        }
        problems
            .error("wrong-type", place, format!("expected a table, found {found}"))
            .help("write `{ key = value }` or `[[name]]`");
        None
    }

    fn value(&mut self, key: &'static str) -> Option<toml::Spanned<DeValue<'a>>> {
        self.known.push(key);
        self.entries.remove(key)
    }

    /// Whether a key was given that was not read yet.
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Whether all keys were read.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where the value of a key begins; none when it was not given.
    pub fn place_of(&self, key: &str) -> Option<Range<usize>> {
        self.entries.get(key).map(|value| value.span().start..value.span().start + 1)
    }

    /// The length of a list.
    pub fn len_of(&self, key: &str) -> usize {
        self.entries.get(key).map_or(0, |value| match value.get_ref() {
            DeValue::Array(list) => list.len(),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Table(_) => 0,
        })
    }

    /// The value of a key that may be left out.
    pub fn take<T: DeserializeOwned>(
        &mut self,
        key: &'static str,
        problems: &mut FileProblems<'_>,
    ) -> Option<Spanned<T>> {
        self.value(key).and_then(|value| read(value, problems))
    }

    /// The value of a key that must be given.
    pub fn need<T: DeserializeOwned>(
        &mut self,
        key: &'static str,
        problems: &mut FileProblems<'_>,
    ) -> Option<Spanned<T>> {
        if !self.has(key) {
            self.missing(key, problems);
        }
        self.take(key, problems)
    }

    fn missing(&self, key: &str, problems: &mut FileProblems<'_>) {
        let (message, help) = (format!("`{key}` is missing"), format!("add `{key} = …`"));
        match &self.place {
            Some(place) => problems.error("missing-key", place.clone(), message).help(help),
            None => problems.whole().error("missing-key", 0..0, message).help(help),
        };
    }

    /// The values of a list, each read on its own.
    pub fn list<T: DeserializeOwned>(&mut self, key: &'static str, problems: &mut FileProblems<'_>) -> Vec<Spanned<T>> {
        self.values(key, problems).into_iter().filter_map(|value| read(value, problems)).collect()
    }

    /// The tables of a list: `[[key]]` or `key = [{ … }]`.
    pub fn tables(&mut self, key: &'static str, problems: &mut FileProblems<'_>) -> Vec<Table<'a>> {
        self.values(key, problems).into_iter().filter_map(|value| Table::from_value(value, problems)).collect()
    }

    /// A table that may be left out.
    pub fn table(&mut self, key: &'static str, problems: &mut FileProblems<'_>) -> Option<Table<'a>> {
        self.value(key).and_then(|value| Table::from_value(value, problems))
    }

    fn values(&mut self, key: &'static str, problems: &mut FileProblems<'_>) -> Vec<toml::Spanned<DeValue<'a>>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let (place, found) = (value.span(), name_of(value.get_ref()));
        if let DeValue::Array(list) = value.into_inner() {
            return list.into_iter().collect();
        }
        problems
            .error("wrong-type", place, format!("`{key}` is a list, found {found}"))
            .help(format!("write `[[{key}]]` or `{key} = […]`"));
        Vec::new()
    }

    /// Tells the keys that nobody asked for.
    pub fn finish(self, problems: &mut FileProblems<'_>) {
        for (key, _) in self.entries.iter().take(MOST) {
            unknown(key.get_ref(), key.span(), &self.known, problems);
        }
    }
}

fn is_within_brackets(error: &Error) -> bool {
    ["array", "inline table"].iter().any(|word| error.message().contains(word))
}

fn name_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Reads one value; none with its problems told. Unknown keys are told one after the other, and then the first problem of
/// another kind.
fn read<T: DeserializeOwned>(
    mut value: toml::Spanned<DeValue<'_>>,
    problems: &mut FileProblems<'_>,
) -> Option<Spanned<T>> {
    for tried in 0..MOST {
        let error = match Spanned::<T>::deserialize(ValueDeserializer::from(value.clone())) {
            // What is left without its unknown keys was not meant so.
            Ok(read) => return (tried == 0).then_some(read),
            Err(error) => error,
        };
        let range = error.span().unwrap_or_else(|| value.span());
        tell(&error, range.clone(), problems);
        if !(error.message().starts_with("unknown field") && remove(value.get_mut(), &range)) {
            break;
        }
    }
    None
}

/// Removes the key that stands at a place, however deep.
fn remove(value: &mut DeValue<'_>, place: &Range<usize>) -> bool {
    match value {
        DeValue::Table(table) => {
            let found = table.keys().find(|key| key.span() == *place).map(|key| key.get_ref().to_string());
            match found {
                Some(key) => table.remove(key.as_str()).is_some(),
                None => table.iter_mut().any(|(_, child)| remove(child.get_mut(), place)),
            }
        }
        DeValue::Array(list) => list.iter_mut().any(|child| remove(child.get_mut(), place)),
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            false
        }
    }
}

/// Tells in our words what serde found.
fn tell(error: &Error, range: Range<usize>, problems: &mut FileProblems<'_>) {
    let message = error.message();
    let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (first, expected) = words.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
    if message.starts_with("unknown field") {
        unknown(first, range, expected, problems);
    } else if message.starts_with("missing field") {
        problems
            .error("missing-key", range, format!("`{first}` is missing"))
            .label("in this table")
            .help(format!("add `{first} = …`"));
    } else if message.starts_with("unknown variant") {
        problems
            .error("unknown-value", range, format!("`{first}` is not known here"))
            .help(did_you_mean(first, expected.iter().copied()).unwrap_or_else(|| one_of("use one of", expected)));
    } else if let Some((found, expected)) = mismatch(message) {
        problems.error(
            "wrong-type",
            range,
            format!("expected {}, found {}", in_words(expected), found_in_words(found)),
        );
    } else {
        let rule = if message.contains("is no id") { "bad-id" } else { "wrong-value" };
        problems.error(rule, range, message);
    }
}

fn mismatch(message: &str) -> Option<(&str, &str)> {
    let rest = ["invalid type: ", "invalid value: ", "invalid length "]
        .iter()
        .find_map(|intro| message.strip_prefix(intro))?;
    rest.split_once(", expected ")
}

/// Serde names what it found in words of Rust: `string "x"`, `integer `1``, `floating point `1.5``, `map`.
fn found_in_words(found: &str) -> String {
    let (kind, value) = found.split_once(' ').unwrap_or((found, ""));
    match kind {
        "string" => format!("the text {value}"),
        "integer" => format!("the number {value}"),
        "floating" => format!("the number {}", value.trim_start_matches("point ")),
        "boolean" => value.to_owned(),
        "sequence" => "a list".to_owned(),
        "map" => "a table".to_owned(),
        _ => found.to_owned(),
    }
}

/// Serde names some expectations by Rust's types.
fn in_words(expected: &str) -> &str {
    match expected {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number, 0 or more",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "a boolean" => "`true` or `false`",
        "a string" => "a text in quotes",
        "a sequence" => "a list",
        "a map" => "a table",
        other => other,
    }
}

fn unknown(key: &str, range: Range<usize>, known: &[&str], problems: &mut FileProblems<'_>) {
    let meant = nearest(key, known.iter().copied());
    let help = meant.map_or_else(|| one_of("known here:", known), |name| format!("did you mean `{name}`?"));
    let (rule, message) = match meant {
        Some(name) if KINDS.contains(&name) || Check::WORDS.contains(&name) => {
            ("unknown-kind", format!("there is no kind `{key}`"))
        }
        Some(_) | None => ("unknown-key", format!("unknown key `{key}`")),
    };
    problems.error(rule, range, message).label("not known here").help(help);
}

fn one_of(intro: &str, names: &[&str]) -> String {
    let list: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    format!("{intro} {}", list.join(", "))
}
