//! Values as they are typed: JSON in TOML, places in bodies, one text or several.

use crate::diagnostic::Spanned;
use jsonpath_rust::parser::model::{Segment, Selector};
use jsonpath_rust::parser::parse_json_path;
use serde_json::Value;

use super::Fields;
use crate::diagnostic::FileProblems;

/// Whether a `JSONPath` names one place; none if it is no `JSONPath`.
pub(in crate::check) fn one_place(path: &Spanned<String>, problems: &mut FileProblems<'_>) -> Option<bool> {
    let Ok(query) = parse_json_path(path.get_ref()) else {
        problems
            .error("http-json", path.span(), format!("`{path}` is no JSONPath"))
            .help("`$` is the whole body, `$.items[0].name` a value in it, `$.items[*].name` a list of them");
        return None;
    };
    let single = |segment: &Segment| matches!(segment, Segment::Selector(Selector::Name(_) | Selector::Index(_)));
    Some(query.segments.iter().all(single))
}

/// The same value as JSON.
pub(in crate::check) fn json(typed: &Spanned<toml::Value>, problems: &mut FileProblems<'_>) -> Option<Value> {
    let value = to_json(typed.get_ref());
    if value.is_none() {
        problems.error("http-json", typed.span(), "JSON has no `nan` and no `inf`").help("use a finite number");
    }
    value
}

/// TOML has no null, so the text `{null}` stands for it.
pub(super) fn to_json(value: &toml::Value) -> Option<Value> {
    Some(match value {
        toml::Value::String(text) if text == "{null}" => Value::Null,
        toml::Value::String(text) => Value::from(text.as_str()),
        toml::Value::Integer(number) => Value::from(*number),
        toml::Value::Float(number) => Value::Number(serde_json::Number::from_f64(*number)?),
        toml::Value::Boolean(truth) => Value::from(*truth),
        toml::Value::Datetime(moment) => Value::from(moment.to_string()),
        toml::Value::Array(items) => Value::Array(items.iter().map(to_json).collect::<Option<_>>()?),
        toml::Value::Table(fields) => Value::Object(
            fields.iter().map(|(name, value)| Some((name.clone(), to_json(value)?))).collect::<Option<_>>()?,
        ),
    })
}

/// One text, or several; none of them is empty.
pub(super) fn texts(
    typed: Option<&Spanned<toml::Value>>,
    code: &'static str,
    problems: &mut FileProblems<'_>,
) -> Option<Vec<String>> {
    let Some(typed) = typed else { return Some(Vec::new()) };
    let one = std::slice::from_ref(typed.get_ref());
    let several: Option<Vec<String>> = typed
        .get_ref()
        .as_array()
        .map_or(one, Vec::as_slice)
        .iter()
        .map(|item| item.as_str().map(str::to_owned))
        .collect();
    match several {
        Some(texts) if texts.iter().all(|text| !text.trim().is_empty()) => Some(texts),
        Some(_) => {
            problems.error(code, typed.span(), "every body contains this").help("name a text to look for");
            None
        }
        None => {
            problems.error(code, typed.span(), "this is no text").help("write one text, or a list of texts");
            None
        }
    }
}

/// Names and values of headers, names in small letters.
pub(in crate::check) fn headers(
    typed: &Fields<String>,
    may_be_empty: bool,
    problems: &mut FileProblems<'_>,
) -> Option<Vec<(String, String)>> {
    let mut good = true;
    for (name, value) in typed {
        good &= header_name(name, problems);
        let text = value.get_ref();
        if text.chars().any(|c| c.is_control() && c != '\t') || (text.trim().is_empty() && !may_be_empty) {
            problems
                .error("http-header", value.span(), "no header has this value")
                .help("a value is printable text on one line");
            good = false;
        }
    }
    let pair = |(name, value): (&Spanned<String>, &Spanned<String>)| {
        (name.get_ref().to_lowercase(), value.get_ref().trim().to_owned())
    };
    good.then(|| typed.iter().map(pair).collect())
}

/// Whether it is the name of a header.
pub(super) fn header_name(name: &Spanned<String>, problems: &mut FileProblems<'_>) -> bool {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let good = !name.get_ref().is_empty() && name.get_ref().chars().all(is_token);
    if !good {
        problems
            .error("http-header", name.span(), format!("`{name}` is no name of a header"))
            .help("such names are letters, digits and hyphens: `content-type`");
    }
    good
}
