//! What is typed about the result of a call.

use std::ops::Range;
use std::time::Duration;

use crate::diagnostic::Spanned;

use super::{RULE, RawCopy, RawError, parse};
use crate::check::function::{Copied, Type, Value, Wanted};
use crate::diagnostic::FileProblems;
use crate::id::{ByTrack, Track};

pub(super) fn returned(
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

pub(super) fn tolerance(
    tolerance: Option<Spanned<f64>>,
    value: Option<&Value>,
    problems: &mut FileProblems<'_>,
) -> f64 {
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

pub(super) fn limit(seconds: &Spanned<f64>, problems: &mut FileProblems<'_>) -> Option<Duration> {
    let limit = Duration::try_from_secs_f64(*seconds.get_ref()).ok().filter(|limit| !limit.is_zero());
    if limit.is_none() {
        problems.error(RULE, seconds.span(), "nothing is done in this time").help("write `seconds = 0.5`");
    }
    limit
}

pub(super) fn copied(
    copy: Spanned<RawCopy>,
    args: Option<&[Value]>,
    problems: &mut FileProblems<'_>,
) -> Option<Copied> {
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

pub(super) fn failure(error: Spanned<RawError>, problems: &mut FileProblems<'_>) -> Wanted {
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

pub(super) fn contradiction(kind: Option<&Spanned<Type>>, value: Option<&Value>, problems: &mut FileProblems<'_>) {
    let (Some(kind), Some(value)) = (kind, value) else { return };
    let place: Range<usize> = kind.span();
    if !Track::ALL.iter().all(|track| kind.get_ref().holds(value, *track)) {
        let message = format!("what is to be handed back is not {}", kind.get_ref().phrase());
        problems.error(RULE, place, message).help("change `type` or `returns`");
    }
}
