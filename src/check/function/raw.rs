//! `function` checks as they are typed, and what they mean.

use std::ops::Range;
use std::time::Duration;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Copied, Function, Type, Value, Wanted};
use crate::diagnostic::FileProblems;
use crate::id::{ByTrack, Track};

const RULE: &str = "function-check";

/// A `function` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFunction {
    name: Spanned<String>,
    params: Option<Spanned<Vec<String>>>,
    #[schemars(with = "Option<Spanned<Vec<serde_json::Value>>>")]
    args: Option<Spanned<Vec<toml::Value>>>,
    args_json: Option<Spanned<String>>,
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    returns: Option<Spanned<toml::Value>>,
    returns_json: Option<Spanned<String>>,
    tolerance: Option<Spanned<f64>>,
    error: Option<Spanned<RawError>>,
    #[serde(rename = "type")]
    kind: Option<Spanned<Type>>,
    #[serde(default)]
    copies: Vec<Spanned<RawCopy>>,
    #[serde(default)]
    keeps_args: bool,
    #[serde(default)]
    awaits: bool,
    seconds: Option<Spanned<f64>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawError {
    #[serde(rename = "type")]
    kind: Option<ByTrack<String>>,
    message: Option<ByTrack<String>>,
    lacks: Option<ByTrack<String>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawCopy {
    arg: usize,
    into: Option<String>,
}

impl Function {
    /// What it means; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawFunction>, problems: &mut FileProblems<'_>) -> Option<Function> {
        let place = raw.span();
        let raw = raw.into_inner();
        name(&raw.name, problems);
        let asks_value =
            raw.returns.is_some() || raw.returns_json.is_some() || raw.kind.is_some() || !raw.copies.is_empty();
        if !asks_value && raw.error.is_none() && !raw.keeps_args && raw.seconds.is_none() {
            problems
                .error(RULE, place, "nothing is asked of this call")
                .help("add `returns`, `type`, `error`, `copies`, `keeps_args` or `seconds`");
        }
        let args = arguments(raw.args, raw.args_json, problems);
        let params = params(raw.params, args.as_deref(), problems);
        let value = returned(raw.returns, raw.returns_json, problems);
        let tolerance = tolerance(raw.tolerance, value.as_ref(), problems);
        let within = raw.seconds.and_then(|seconds| limit(&seconds, problems));
        let copies =
            raw.copies.into_iter().filter_map(|copy| copied(copy, args.as_deref(), problems)).collect::<Vec<_>>();
        let wanted = if let Some(error) = raw.error {
            if asks_value {
                problems
                    .error(RULE, error.span(), "a call that fails hands nothing back")
                    .help("keep `error`, or what is handed back, but not both");
            }
            failure(error, problems)
        } else {
            contradiction(raw.kind.as_ref(), value.as_ref(), problems);
            Wanted::Value { value, tolerance, kind: raw.kind.map(Spanned::into_inner) }
        };
        Some(Function {
            name: raw.name.into_inner(),
            params,
            args: args?,
            wanted,
            copies,
            keeps_args: raw.keeps_args,
            awaits: raw.awaits,
            within,
        })
    }
}

/// Whether a name is written in `snake_case`, as authors write them.
pub(in crate::check) fn is_snake(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !name.ends_with('_')
        && !name.contains("__")
}

fn name(name: &Spanned<String>, problems: &mut FileProblems<'_>) {
    if !is_snake(name.get_ref()) {
        problems
            .error(RULE, name.span(), format!("`{}` is not written in snake_case", name.get_ref()))
            .help("write `to_fahrenheit`: learners on the node path are shown `toFahrenheit`");
    }
}

fn arguments(
    args: Option<Spanned<Vec<toml::Value>>>,
    json: Option<Spanned<String>>,
    problems: &mut FileProblems<'_>,
) -> Option<Vec<Value>> {
    match (args, json) {
        (Some(_), Some(json)) => {
            problems.error(RULE, json.span(), "`args` and `args_json` at once").help("keep one of them");
            None
        }
        (None, None) => Some(Vec::new()),
        (Some(args), None) => {
            let place = args.span();
            let values: Option<Vec<_>> = args.into_inner().into_iter().map(Value::from_toml).collect();
            // JSON, in which the arguments are handed over, has no word for infinity either.
            let good = values.filter(|values| values.iter().all(|value| value.to_json().is_some()));
            if good.is_none() {
                problems
                    .error(RULE, place, "dates, `inf` and `nan` cannot be handed over")
                    .help("pass a text or a number, and let the learner's program make a date of it");
            }
            good
        }
        (None, Some(json)) => match parse(&json, problems)? {
            Value::List(values) => Some(values),
            Value::Null
            | Value::Undefined
            | Value::Boolean(_)
            | Value::Number(_)
            | Value::BigInt(_)
            | Value::Text(_)
            | Value::Tuple(_)
            | Value::Set(_)
            | Value::Record(_)
            | Value::Map(_)
            | Value::Object { .. }
            | Value::Other(_)
            | Value::Cut(_) => {
                problems.error(RULE, json.span(), "the arguments are no list").help("write `args_json = \"[null]\"`");
                None
            }
        },
    }
}

fn parse(json: &Spanned<String>, problems: &mut FileProblems<'_>) -> Option<Value> {
    match serde_json::from_str(json.get_ref()) {
        Ok(value) => Some(Value::from_json(value)),
        Err(error) => {
            problems.error(RULE, json.span(), format!("this is no JSON: {error}"));
            None
        }
    }
}

fn params(
    params: Option<Spanned<Vec<String>>>,
    args: Option<&[Value]>,
    problems: &mut FileProblems<'_>,
) -> Vec<String> {
    let Some(params) = params else { return Vec::new() };
    let count = args.map_or(params.get_ref().len(), <[Value]>::len);
    if params.get_ref().len() != count {
        let message = format!("{} names for {count} arguments", params.get_ref().len());
        problems.error(RULE, params.span(), message).help("name each argument once");
    }
    if let Some(name) = params.get_ref().iter().find(|name| !is_snake(name)) {
        problems.error(RULE, params.span(), format!("`{name}` is not written in snake_case"));
    }
    params.into_inner()
}

fn returned(
    returns: Option<Spanned<toml::Value>>,
    json: Option<Spanned<String>>,
    problems: &mut FileProblems<'_>,
) -> Option<Value> {
    match (returns, json) {
        (Some(_), Some(json)) => {
            problems.error(RULE, json.span(), "`returns` and `returns_json` at once").help("keep one of them");
            None
        }
        (None, None) => None,
        (None, Some(json)) => parse(&json, problems),
        (Some(returns), None) => {
            let place = returns.span();
            let value = Value::from_toml(returns.into_inner());
            if value.is_none() {
                problems
                    .error(RULE, place, "a date is nothing that both paths can hand back")
                    .help("let the function hand back text or a number");
            }
            value
        }
    }
}

fn tolerance(tolerance: Option<Spanned<f64>>, value: Option<&Value>, problems: &mut FileProblems<'_>) -> f64 {
    let Some(tolerance) = tolerance else { return 0.0 };
    let (size, place) = (*tolerance.get_ref(), tolerance.span());
    if !size.is_finite() || size < 0.0 {
        problems.error(RULE, place, "a tolerance is a number of at least 0").help("write `tolerance = 1e-9`");
        return 0.0;
    }
    if value.is_none_or(|value| !value.holds_number()) {
        problems.error(RULE, place, "no number is compared here").help("`tolerance` belongs to a number in `returns`");
    }
    size
}

fn limit(seconds: &Spanned<f64>, problems: &mut FileProblems<'_>) -> Option<Duration> {
    let limit = Duration::try_from_secs_f64(*seconds.get_ref()).ok().filter(|limit| !limit.is_zero());
    if limit.is_none() {
        problems.error(RULE, seconds.span(), "nothing is done in this time").help("write `seconds = 0.5`");
    }
    limit
}

fn copied(copy: Spanned<RawCopy>, args: Option<&[Value]>, problems: &mut FileProblems<'_>) -> Option<Copied> {
    let place = copy.span();
    let RawCopy { arg, into } = copy.into_inner();
    let index = arg.checked_sub(1);
    let value = index.and_then(|index| args.and_then(|args| args.get(index)));
    match (value, args) {
        (None, Some(args)) => {
            problems
                .error(RULE, place, format!("there is no argument {arg}"))
                .help(format!("the call has {} arguments, counted from 1", args.len()));
        }
        (Some(value), _) if !matches!(value, Value::List(_) | Value::Record(_)) => {
            problems
                .error(RULE, place, "nobody can tell a copy of this argument from the argument itself")
                .help("copies are asked of lists and records");
        }
        (_, _) => {}
    }
    let into = into.map_or(Vec::new(), |into| into.split('.').map(str::to_owned).collect());
    Some(Copied { arg: index?, into })
}

fn failure(error: Spanned<RawError>, problems: &mut FileProblems<'_>) -> Wanted {
    let place = error.span();
    let RawError { kind, message, lacks } = error.into_inner();
    let empty = |text: &Option<ByTrack<String>>| {
        text.as_ref().is_some_and(|text| Track::ALL.iter().any(|track| text.get(*track).trim().is_empty()))
    };
    if (kind.is_none() && message.is_none() && lacks.is_none()) || empty(&kind) || empty(&message) || empty(&lacks) {
        problems
            .error(RULE, place, "which error?")
            .help("name its `type`, a word of its `message`, or both; both paths know `Error` and `Exception`");
    }
    Wanted::Error { kind, message, lacks }
}

fn contradiction(kind: Option<&Spanned<Type>>, value: Option<&Value>, problems: &mut FileProblems<'_>) {
    let (Some(kind), Some(value)) = (kind, value) else { return };
    let place: Range<usize> = kind.span();
    if !Track::ALL.iter().all(|track| kind.get_ref().holds(value, *track)) {
        let message = format!("what is to be handed back is not {}", kind.get_ref().phrase());
        problems.error(RULE, place, message).help("change `type` or `returns`");
    }
}
