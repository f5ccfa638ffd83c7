//! Values of both languages: how they are compared, and how they are written for people.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::id::Track;

mod words;

use words::Writer;
pub use words::{quote, shorten};

/// The key of a record that stands for something JSON has no word for.
const SIGN: &str = "\u{2}";

/// A value that was handed back, or that should have been.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "t", content = "v", rename_all = "lowercase")]
pub enum Value {
    /// `null` or `None`.
    Null,
    /// `undefined`.
    Undefined,
    /// A truth value.
    Boolean(bool),
    /// A number as its language writes it; a whole one without a point.
    Number(String),
    /// JavaScript's `BigInt`, which is no number to the language.
    BigInt(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Python's tuple.
    Tuple(Vec<Value>),
    /// A set.
    Set(Vec<Value>),
    /// Keys and values; a `dict` or a plain object.
    Record(Vec<(String, Value)>),
    /// The same where keys are more than texts.
    Map(Vec<(Value, Value)>),
    /// An object of a class of its own.
    Object {
        /// The class.
        class: String,
        /// What it holds.
        fields: Vec<(String, Value)>,
    },
    /// Anything else, in words.
    Other(String),
    /// The beginning of something that is too large to look at.
    Cut(String),
    /// What the driver knows by this name: a stub, or what an earlier call handed back.
    #[serde(skip)]
    Named(String),
    /// Something large that has a name, by which it is shown.
    #[serde(skip)]
    Made {
        /// In `snake_case`.
        name: String,
        /// A list or a text.
        value: Box<Value>,
    },
}

/// What a value may be asked to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    /// A text.
    Text,
    /// A number.
    Number,
    /// A whole number; in Python an `int`.
    Integer,
    /// A truth value.
    Boolean,
    /// A list.
    List,
    /// A record.
    Record,
    /// Nothing at all.
    Nothing,
}

impl Type {
    /// In words, with an article.
    pub fn phrase(self) -> &'static str {
        match self {
            Type::Text => "a text",
            Type::Number => "a number",
            Type::Integer => "a whole number",
            Type::Boolean => "a boolean",
            Type::List => "a list",
            Type::Record => "a record",
            Type::Nothing => "nothing",
        }
    }

    /// Whether a value is of this type. A boolean is no number.
    pub fn holds(self, value: &Value, track: Track) -> bool {
        match self {
            Type::Text => matches!(value, Value::Text(_)),
            Type::Number => matches!(value, Value::Number(_)),
            Type::Integer => match (value, track) {
                (Value::Number(digits), Track::Python) => is_whole(digits),
                (Value::Number(digits), Track::Node) => float(digits).fract() == 0.0,
                (..) => false,
            },
            Type::Boolean => matches!(value, Value::Boolean(_)),
            Type::List => matches!(value, Value::List(_)),
            // An object of a class is read like any other in JavaScript; a `dict` may have other keys than texts.
            Type::Record => {
                matches!(value, Value::Record(_))
                    || matches!((value, track), (Value::Object { .. }, Track::Node) | (Value::Map(_), Track::Python))
            }
            Type::Nothing => matches!(value, Value::Null | Value::Undefined),
        }
    }
}

impl Value {
    /// Whether this is what should have come. Numbers may differ by `tolerance`; the order of keys does not matter.
    pub fn is_met_by(&self, actual: &Value, tolerance: f64, track: Track) -> bool {
        let all = |ours: &[Value], theirs: &[Value]| {
            ours.len() == theirs.len()
                && ours.iter().zip(theirs).all(|(one, other)| one.is_met_by(other, tolerance, track))
        };
        match (self, actual) {
            (Value::Number(ours), Value::Number(theirs)) => same_number(ours, theirs, tolerance),
            (Value::List(ours), Value::List(theirs)) => all(ours, theirs),
            (Value::Record(ours), Value::Record(theirs)) => same_fields(ours, theirs, tolerance, track),
            (Value::Record(ours), Value::Object { fields, .. }) => {
                track == Track::Node && same_fields(ours, fields, tolerance, track)
            }
            (Value::Null | Value::Boolean(_) | Value::Text(_), _) => self == actual,
            (Value::Made { value, .. }, _) => value.is_met_by(actual, tolerance, track),
            // Its name is all that is known of it.
            (Value::Named(_), _) => true,
            (_, _) => false,
        }
    }

    /// For people: what it is, and the value in the language's own spelling.
    pub fn phrase(&self, track: Track) -> String {
        shorten(&Writer { track, rounded: false }.phrase(self), 200)
    }

    /// The value in the language's own spelling.
    pub fn literal(&self, track: Track) -> String {
        shorten(&Writer { track, rounded: false }.literal(self), 120)
    }

    /// The same for all values that come to the same: numbers are rounded where machines differ in the last digit.
    pub fn key(&self, track: Track) -> String {
        Writer { track, rounded: true }.phrase(self)
    }

    /// The value at the end of a way of keys and numbers.
    pub fn at<'v>(&'v self, way: &[String]) -> Option<&'v Value> {
        let Some((first, rest)) = way.split_first() else { return Some(self) };
        let inner = if let Value::Record(fields) | Value::Object { fields, .. } = self {
            fields.iter().find(|(key, _)| key == first).map(|(_, value)| value)
        } else if let Value::List(items) | Value::Tuple(items) = self {
            first.parse::<usize>().ok().and_then(|index| items.get(index))
        } else {
            None
        };
        inner.and_then(|inner| inner.at(rest))
    }

    /// Whether there is a number in it.
    pub fn holds_number(&self) -> bool {
        if let Value::List(items) = self {
            items.iter().any(Value::holds_number)
        } else if let Value::Record(fields) = self {
            fields.iter().any(|(_, value)| value.holds_number())
        } else {
            matches!(self, Value::Number(_))
        }
    }

    /// As JSON; none where JSON has no word for it.
    pub fn to_json(&self) -> Option<serde_json::Value> {
        use serde_json::Value as Json;
        Some(match self {
            Value::Null => Json::Null,
            Value::Boolean(truth) => Json::Bool(*truth),
            Value::Text(text) => Json::String(text.clone()),
            Value::Number(digits) => match digits.parse::<i64>() {
                Ok(whole) => Json::from(whole),
                Err(_) => Json::Number(serde_json::Number::from_f64(float(digits))?),
            },
            Value::List(items) => Json::Array(items.iter().map(Value::to_json).collect::<Option<_>>()?),
            Value::Record(fields) => {
                let fields = fields.iter().map(|(key, value)| Some((key.clone(), value.to_json()?)));
                Json::Object(fields.collect::<Option<_>>()?)
            }
            Value::Undefined
            | Value::BigInt(_)
            | Value::Tuple(_)
            | Value::Set(_)
            | Value::Map(_)
            | Value::Object { .. }
            | Value::Other(_)
            | Value::Named(_)
            | Value::Cut(_) => return None,
            Value::Made { value, .. } => value.to_json()?,
        })
    }

    /// As JSON for a driver, which knows what a record with [`SIGN`] as its key stands for.
    pub fn to_driver(&self) -> Option<serde_json::Value> {
        use serde_json::{Value as Json, json};
        if let Value::Number(digits) = self {
            return Some(self.to_json().unwrap_or_else(|| json!({ SIGN: ["number", digits] })));
        }
        Some(if let Value::Named(name) = self {
            json!({ SIGN: ["name", name] })
        } else if let Value::Made { value, .. } = self {
            value.to_driver()?
        } else if let Value::List(items) = self {
            Json::Array(items.iter().map(Value::to_driver).collect::<Option<_>>()?)
        } else if let Value::Record(fields) = self {
            let fields = fields.iter().map(|(key, value)| Some((key.clone(), value.to_driver()?)));
            Json::Object(fields.collect::<Option<_>>()?)
        } else {
            self.to_json()?
        })
    }

    /// With what names stand for in place of texts such as `{emails}`.
    pub fn with(self, named: &dyn Fn(&str) -> Option<Value>) -> Value {
        if let Value::Text(text) = &self {
            let name = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
            name.and_then(named).unwrap_or(self)
        } else if let Value::List(items) = self {
            Value::List(items.into_iter().map(|item| item.with(named)).collect())
        } else if let Value::Record(fields) = self {
            Value::Record(fields.into_iter().map(|(key, value)| (key, value.with(named))).collect())
        } else {
            self
        }
    }

    /// About how much it is to look at, beyond what every value may be: something made has no usual size.
    pub fn weight(&self) -> usize {
        let all = |value: &Value| {
            if let Value::Text(text) = value {
                text.len()
            } else {
                serde_json::to_string(&value.to_json()).unwrap_or_default().len()
            }
        };
        if let Value::Made { value, .. } = self {
            all(value)
        } else if let Value::List(items) = self {
            items.iter().map(Value::weight).sum()
        } else if let Value::Record(fields) = self {
            fields.iter().map(|(_, value)| value.weight()).sum()
        } else {
            0
        }
    }

    /// From JSON.
    pub fn from_json(json: serde_json::Value) -> Value {
        use serde_json::Value as Json;
        match json {
            Json::Null => Value::Null,
            Json::Bool(truth) => Value::Boolean(truth),
            Json::Number(number) => Value::Number(number.to_string()),
            Json::String(text) => Value::Text(text),
            Json::Array(items) => Value::List(items.into_iter().map(Value::from_json).collect()),
            Json::Object(fields) => {
                Value::Record(fields.into_iter().map(|(key, value)| (key, Value::from_json(value))).collect())
            }
        }
    }

    /// From TOML; none for dates, which have no counterpart in both languages.
    pub fn from_toml(toml: toml::Value) -> Option<Value> {
        Some(match toml {
            toml::Value::String(text) => Value::Text(text),
            toml::Value::Integer(whole) => Value::Number(whole.to_string()),
            toml::Value::Float(float) => Value::Number(format!("{float:?}")),
            toml::Value::Boolean(truth) => Value::Boolean(truth),
            toml::Value::Datetime(_) => return None,
            toml::Value::Array(items) => Value::List(items.into_iter().map(Value::from_toml).collect::<Option<_>>()?),
            toml::Value::Table(fields) => {
                let fields = fields.into_iter().map(|(key, value)| Some((key, Value::from_toml(value)?)));
                Value::Record(fields.collect::<Option<_>>()?)
            }
        })
    }
}

fn is_whole(digits: &str) -> bool {
    let digits = digits.strip_prefix('-').unwrap_or(digits);
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

fn float(digits: &str) -> f64 {
    digits.parse().unwrap_or(f64::NAN)
}

fn same_number(ours: &str, theirs: &str, tolerance: f64) -> bool {
    if is_whole(ours) && is_whole(theirs) && tolerance == 0.0 {
        return ours == theirs || (float(ours) == 0.0 && float(theirs) == 0.0);
    }
    let (ours, theirs) = (float(ours), float(theirs));
    // The two are the same when both are infinite, or when both are no number at all.
    #[allow(clippy::float_cmp, reason = "exact, unless a tolerance is asked for")]
    let same = ours == theirs || (ours.is_nan() && theirs.is_nan());
    same || (ours - theirs).abs() <= tolerance
}

fn same_fields(ours: &[(String, Value)], theirs: &[(String, Value)], tolerance: f64, track: Track) -> bool {
    let theirs: BTreeMap<&str, &Value> = theirs.iter().map(|(key, value)| (key.as_str(), value)).collect();
    ours.len() == theirs.len()
        && ours
            .iter()
            .all(|(key, value)| theirs.get(key.as_str()).is_some_and(|other| value.is_met_by(other, tolerance, track)))
}

#[cfg(test)]
mod tests;
