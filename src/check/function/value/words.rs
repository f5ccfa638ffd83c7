//! Values in the words of people and in the spelling of a language.

use super::{Value, float, is_whole};
use crate::id::Track;

/// The beginning of a text that is longer than so many characters.
pub fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Writes values down.
pub(super) struct Writer {
    pub(super) track: Track,
    /// Whether numbers are rounded where machines differ in the last digit.
    pub(super) rounded: bool,
}

impl Writer {
    pub(super) fn phrase(&self, value: &Value) -> String {
        let literal = self.literal(value);
        match value {
            Value::Null | Value::Undefined => format!("nothing ({literal})"),
            Value::Text(_) => format!("the text {literal}"),
            Value::BigInt(_) => format!("the BigInt {literal}"),
            Value::List(_) => format!("the list {literal}"),
            Value::Tuple(_) => format!("the tuple {literal}"),
            Value::Set(_) => format!("the set {literal}"),
            Value::Record(_) => format!("the record {literal}"),
            Value::Map(_) => format!("the {} {literal}", if self.track == Track::Node { "map" } else { "record" }),
            Value::Object { .. } => format!("the object {literal}"),
            Value::Made { value, .. } if matches!(**value, Value::Text(_)) => format!("the text {literal}"),
            Value::Made { .. } => format!("the list {literal}"),
            Value::Boolean(_) | Value::Number(_) | Value::Other(_) | Value::Cut(_) | Value::Named(_) => literal,
        }
    }

    pub(super) fn literal(&self, value: &Value) -> String {
        let node = self.track == Track::Node;
        match value {
            Value::Null => if node { "null" } else { "None" }.to_owned(),
            Value::Undefined => "undefined".to_owned(),
            Value::Boolean(truth) => match (node, truth) {
                (true, true) => "true",
                (true, false) => "false",
                (false, true) => "True",
                (false, false) => "False",
            }
            .to_owned(),
            Value::Number(digits) => self.number(digits),
            Value::BigInt(digits) => format!("{digits}n"),
            Value::Text(text) => quote(text),
            Value::List(items) => format!("[{}]", self.all(items).join(", ")),
            Value::Tuple(items) => match self.all(items).as_slice() {
                [only] => format!("({only},)"),
                items => format!("({})", items.join(", ")),
            },
            Value::Set(items) => {
                let mut items = self.all(items);
                // A set has no order, so none is to be seen.
                items.sort();
                match (node, items.is_empty()) {
                    (true, _) => format!("Set {{{}}}", items.join(", ")),
                    (false, true) => "set()".to_owned(),
                    (false, false) => format!("{{{}}}", items.join(", ")),
                }
            }
            Value::Record(fields) if node => self.fields(fields),
            Value::Record(fields) => {
                let fields = fields.iter().map(|(key, value)| format!("{}: {}", quote(key), self.literal(value)));
                format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
            }
            Value::Map(pairs) => {
                let arrow = if node { " => " } else { ": " };
                let pairs =
                    pairs.iter().map(|(key, value)| format!("{}{arrow}{}", self.literal(key), self.literal(value)));
                format!("{}{{{}}}", if node { "Map " } else { "" }, pairs.collect::<Vec<_>>().join(", "))
            }
            Value::Object { class, fields } if node => format!("{class} {}", self.fields(fields)),
            Value::Object { class, fields } => {
                let fields = fields.iter().map(|(key, value)| format!("{key}={}", self.literal(value)));
                format!("{class}({})", fields.collect::<Vec<_>>().join(", "))
            }
            Value::Other(words) => words.clone(),
            Value::Cut(start) => format!("{start}…"),
            Value::Named(name) => self.track.identifier(name),
            Value::Made { name, value } => {
                let what = name.replace('_', " ");
                if let Value::List(items) = &**value { format!("{} {what}", items.len()) } else { what }
            }
        }
    }

    fn all(&self, items: &[Value]) -> Vec<String> {
        items.iter().map(|item| self.literal(item)).collect()
    }

    fn fields(&self, fields: &[(String, Value)]) -> String {
        if fields.is_empty() {
            return "{}".to_owned();
        }
        let name = |key: &str| {
            let plain = key.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$')
                && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$');
            if plain { key.to_owned() } else { quote(key) }
        };
        let fields = fields.iter().map(|(key, value)| format!("{}: {}", name(key), self.literal(value)));
        format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
    }

    fn number(&self, digits: &str) -> String {
        if is_whole(digits) {
            return digits.to_owned();
        }
        let number = float(digits);
        let node = self.track == Track::Node;
        if number.is_nan() {
            return if node { "NaN" } else { "nan" }.to_owned();
        }
        if number.is_infinite() {
            let sign = if number < 0.0 { "-" } else { "" };
            return format!("{sign}{}", if node { "Infinity" } else { "inf" });
        }
        let digits = if self.rounded {
            // Ten digits: more than any tolerance asks for, fewer than those in which two right formulas differ.
            format!("{:?}", format!("{number:.9e}").parse().unwrap_or(number))
        } else {
            digits.to_owned()
        };
        let whole = digits.strip_suffix(".0").filter(|_| node || self.rounded);
        whole.unwrap_or(&digits).to_owned()
    }
}

/// In quotes, on one line.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    crate::process::clean(&out)
}
