//! `function` checks as they are typed, and what they mean.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Call, Function, Target, Type, Value, Wanted};
use crate::check::made::RawMade;
use crate::diagnostic::FileProblems;
use crate::id::{ByTrack, Track};

mod around;
mod result;

use around::{Around, RawStub};
use result::{contradiction, copied, failure, limit, returned, tolerance};

const RULE: &str = "function-check";

/// A `function` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFunction {
    name: Option<Spanned<String>>,
    call: Option<Spanned<String>>,
    #[serde(rename = "as")]
    keep: Option<Spanned<String>>,
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
    steps: Option<Spanned<Vec<Spanned<RawFunction>>>>,
    module: Option<Spanned<String>>,
    stubs: Option<Spanned<BTreeMap<String, Spanned<RawStub>>>>,
    made: Option<Spanned<BTreeMap<String, Spanned<RawMade>>>>,
    calls: Option<Spanned<BTreeMap<String, usize>>>,
    #[schemars(with = "Option<Spanned<BTreeMap<String, Vec<Vec<serde_json::Value>>>>>")]
    called_with: Option<Spanned<BTreeMap<String, Vec<Vec<toml::Value>>>>>,
    together: Option<Spanned<Vec<String>>>,
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
        let mut raw = raw.into_inner();
        let around = Around::of(&mut raw, problems);
        let steps = raw.steps.take();
        let typed = match steps {
            None => vec![Spanned::new(place.clone(), raw)],
            Some(steps) => {
                if raw.is_call() || steps.get_ref().is_empty() {
                    problems
                        .error(RULE, steps.span(), "which calls are made?")
                        .help("write either one call, or several into `steps`, each with its own `name` or `call`");
                    return None;
                }
                steps.into_inner()
            }
        };
        let mut known: Vec<String> = around.names().map(str::to_owned).collect();
        let (mut calls, mut good, mut asks) = (Vec::new(), true, !around.asked.is_nothing());
        for step in typed {
            let place = step.span();
            let step = step.into_inner();
            asks |= step.asks();
            match step.build(place, &around, &known, problems) {
                Some(call) => {
                    known.extend(call.keep.clone());
                    calls.push(call);
                }
                None => good = false,
            }
        }
        if !asks {
            problems
                .error(RULE, place.clone(), "nothing is asked of this call")
                .help("add `returns`, `type`, `error`, `copies`, `keeps_args`, `calls` or `seconds`");
        }
        let waits = calls.iter().any(|call| call.awaits);
        if good && !waits && around.stubs.iter().any(|stub| stub.later.is_some()) {
            problems
                .error(RULE, place, "an asynchronous stub, and nobody waits")
                .help("add `awaits = true` to the call");
        }
        let Around { module, stubs, asked, .. } = around;
        good.then_some(Function { calls, module, stubs, asked })
    }
}

impl RawFunction {
    /// Whether a call is typed here, and not only what is around it.
    fn is_call(&self) -> bool {
        let typed = self.args.is_some() || self.args_json.is_some() || self.params.is_some() || self.keep.is_some();
        self.name.is_some() || self.call.is_some() || typed || self.asks() || self.awaits
    }

    fn asks_value(&self) -> bool {
        self.returns.is_some() || self.returns_json.is_some() || self.kind.is_some() || !self.copies.is_empty()
    }

    /// Whether something is asked of the call.
    fn asks(&self) -> bool {
        self.asks_value() || self.error.is_some() || self.keeps_args || self.seconds.is_some()
    }

    /// One call. `known` are the names that it may use.
    fn build(
        mut self,
        place: Range<usize>,
        around: &Around,
        known: &[String],
        problems: &mut FileProblems<'_>,
    ) -> Option<Call> {
        if self.steps.is_some() || Around::of(&mut self, problems) != Around::default() {
            problems
                .error(RULE, place, "this belongs to the whole check, and not to one of its calls")
                .help("write `steps`, `stubs`, `made`, `calls`, `called_with`, `together` and `module` once, outside of `steps`");
            return None;
        }
        let asks_value = self.asks_value();
        let target = target(self.name, self.call, &place, known, problems)?;
        let keep = self.keep.map(|keep| {
            name(&keep, problems);
            keep.into_inner()
        });
        let named = |name: &str| around.value(name, known);
        let args = arguments(self.args, self.args_json, problems)
            .map(|args| args.into_iter().map(|arg| arg.with(&named)).collect::<Vec<_>>());
        let params = params(self.params, args.as_deref(), problems);
        let value = returned(self.returns, self.returns_json, problems).map(|value| value.with(&named));
        let tolerance = tolerance(self.tolerance, value.as_ref(), problems);
        let within = self.seconds.and_then(|seconds| limit(&seconds, problems));
        let copies =
            self.copies.into_iter().filter_map(|copy| copied(copy, args.as_deref(), problems)).collect::<Vec<_>>();
        let wanted = if let Some(error) = self.error {
            if asks_value {
                problems
                    .error(RULE, error.span(), "a call that fails hands nothing back")
                    .help("keep `error`, or what is handed back, but not both");
            }
            failure(error, problems)
        } else {
            contradiction(self.kind.as_ref(), value.as_ref(), problems);
            Wanted::Value { value, tolerance, kind: self.kind.map(Spanned::into_inner) }
        };
        Some(Call {
            target,
            keep,
            params,
            args: args?,
            wanted,
            copies,
            keeps_args: self.keeps_args,
            awaits: self.awaits,
            within,
        })
    }
}

/// What is called: a function of the file, or what an earlier call handed back.
fn target(
    function: Option<Spanned<String>>,
    kept: Option<Spanned<String>>,
    place: &Range<usize>,
    known: &[String],
    problems: &mut FileProblems<'_>,
) -> Option<Target> {
    match (function, kept) {
        (Some(function), None) => {
            name(&function, problems);
            Some(Target::Function(function.into_inner()))
        }
        (None, Some(kept)) => {
            let parts: Vec<&str> = kept.get_ref().split('.').collect();
            if !parts.first().is_some_and(|first| known.iter().any(|name| name == first)) {
                problems
                    .error(RULE, kept.span(), format!("`{}` is not known here", kept.get_ref()))
                    .help("give the result of an earlier step a name: `as = \"greet\"`; then `call = \"greet\"`");
            } else if !parts.iter().all(|part| is_snake(part)) {
                problems
                    .error(RULE, kept.span(), format!("`{}` is not written in snake_case", kept.get_ref()))
                    .help("write `counter.add_one`: learners on the node path are shown `counter.addOne`");
            }
            Some(Target::Kept(kept.into_inner()))
        }
        (_, _) => {
            problems
                .error(RULE, place.clone(), "what is called?")
                .help("write `name = \"to_fahrenheit\"`, or in a later step `call = \"greet\"`, but not both");
            None
        }
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
        let meant = Some(to_snake(name.get_ref())).filter(|meant| is_snake(meant));
        let example = meant.unwrap_or_else(|| "to_fahrenheit".to_owned());
        let shown = Track::Node.identifier(&example);
        problems
            .error(RULE, name.span(), format!("`{}` is not written in snake_case", name.get_ref()))
            .help(format!("write `{example}`: learners on the node path are shown `{shown}`"));
    }
}

/// A `camelCase` or `kebab-case` name in `snake_case`.
fn to_snake(name: &str) -> String {
    let letters = name.chars().flat_map(|c| match c {
        '-' => vec!['_'],
        _ if c.is_ascii_uppercase() => vec!['_', c.to_ascii_lowercase()],
        _ => vec![c],
    });
    letters.collect::<String>().trim_start_matches('_').to_owned()
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
            if values.is_none() {
                problems
                    .error(RULE, place, "dates cannot be handed over")
                    .help("pass a text or a number, and let the learner's program make a date of it");
            }
            values
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
            | Value::Named(_)
            | Value::Made { .. }
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
