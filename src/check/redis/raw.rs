//! `redis` checks as they are typed in TOML, and what cannot be meant by them.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::time::Duration;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::script;
use super::state::{Content, Kind, State, Wanted};
use super::{Call, Commands, Part, Redis, Reply};
use crate::check::function::{Value, is_snake};
use crate::diagnostic::FileProblems;

const RULE: &str = "redis-check";
/// More calls than this are no check but a load test.
const MOST: usize = 1000;

/// A `redis` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRedis {
    #[serde(default)]
    fresh: bool,
    #[serde(default)]
    before: Vec<Spanned<String>>,
    later: Option<Spanned<f64>>,
    away: Option<Spanned<bool>>,
    #[serde(default)]
    calls: Vec<Spanned<RawCall>>,
    key: Option<Spanned<String>>,
    keys: Option<Spanned<usize>>,
    missing: Option<Spanned<bool>>,
    #[serde(rename = "type")]
    kind: Option<Spanned<Kind>>,
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    value: Option<Spanned<toml::Value>>,
    #[schemars(with = "Option<Spanned<BTreeMap<String, serde_json::Value>>>")]
    fields: Option<Spanned<BTreeMap<String, toml::Value>>>,
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    members: Option<Spanned<toml::Value>>,
    length: Option<Spanned<u64>>,
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    ttl: Option<Spanned<toml::Value>>,
    reply: Option<Spanned<RawReply>>,
    commands: Option<Spanned<RawCommands>>,
    expires_always: Option<Spanned<String>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawCall {
    process: Option<Spanned<usize>>,
    function: Spanned<String>,
    #[serde(default)]
    #[schemars(with = "Vec<Spanned<serde_json::Value>>")]
    args: Vec<Spanned<toml::Value>>,
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    returns: Option<Spanned<toml::Value>>,
    returns_json: Option<Spanned<String>>,
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Spanned<serde_json::Value>>")]
    has: BTreeMap<String, Spanned<toml::Value>>,
    times: Option<Spanned<usize>>,
    later: Option<Spanned<f64>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawReply {
    to: Spanned<String>,
    #[schemars(with = "Spanned<serde_json::Value>")]
    is: Spanned<toml::Value>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawCommands {
    #[serde(default)]
    uses: Vec<Spanned<String>>,
    #[serde(default)]
    never: Vec<Spanned<String>>,
    #[serde(default)]
    at_most: BTreeMap<Spanned<String>, usize>,
}

impl Redis {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawRedis>, problems: &mut FileProblems<'_>) -> Option<Redis> {
        let place = raw.span();
        let raw = raw.into_inner();
        let before = problems.errors();
        let asked = raw.key.is_some() || raw.reply.is_some() || raw.commands.is_some() || raw.expires_always.is_some();
        let of_calls = raw.calls.iter().map(Spanned::get_ref);
        let of_calls =
            of_calls.map(|call| call.returns.is_some() || call.returns_json.is_some() || !call.has.is_empty());
        if !asked && !of_calls.clone().any(|asked| asked) {
            problems
                .error(RULE, place, "nothing is asked of this Redis")
                .help("add a `key`, `calls` with `returns`, `commands`, `expires_always` or a `reply`");
        }
        if let Some(away) = raw.away.as_ref().filter(|_| raw.calls.is_empty()) {
            problems
                .error(RULE, away.span(), "nobody notices that Redis is away")
                .help("`away` is about the `calls` of the same check");
        }
        let check = Redis {
            fresh: raw.fresh,
            before: raw.before.iter().filter_map(|line| command(line, problems)).collect(),
            later: raw.later.as_ref().and_then(|later| seconds(later, problems)).unwrap_or_default(),
            away: raw.away.as_ref().is_some_and(|away| *away.get_ref()),
            calls: raw.calls.iter().filter_map(|call| build_call(call, problems)).collect(),
            state: state(&raw, problems),
            reply: raw.reply.as_ref().and_then(|reply| build_reply(reply, problems)),
            commands: raw.commands.as_ref().map(|commands| build_commands(commands, problems)).unwrap_or_default(),
            expires_always: raw.expires_always.as_ref().map(|pattern| named(pattern, problems)),
        };
        let calls: usize = check.calls.iter().map(|call| call.times).sum();
        if let Some(first) = raw.calls.first().filter(|_| calls > MOST) {
            let message = format!("{calls} calls in one check");
            problems.error(RULE, first.span(), message).help(format!("make at most {MOST}"));
        }
        (problems.errors() == before).then_some(check)
    }
}

fn command(line: &Spanned<String>, problems: &mut FileProblems<'_>) -> Option<Vec<Vec<u8>>> {
    match script::split(line.get_ref()) {
        Ok(words) if !words.is_empty() => return Some(words),
        Ok(_) => problems.error(RULE, line.span(), "this is no command").help("write one such as `SET visits 41`"),
        Err((_, what)) => problems.error(RULE, line.span(), what).help("write it as at the prompt of Redis"),
    };
    None
}

fn seconds(later: &Spanned<f64>, problems: &mut FileProblems<'_>) -> Option<Duration> {
    let time = Duration::try_from_secs_f64(*later.get_ref()).ok().filter(|time| !time.is_zero());
    if time.is_none() {
        problems.error(RULE, later.span(), "no time passes").help("write seconds: `later = 10`");
    }
    time
}

fn named(text: &Spanned<String>, problems: &mut FileProblems<'_>) -> String {
    if text.get_ref().trim().is_empty() {
        problems.error(RULE, text.span(), "an empty name").help("name a key, a pattern of keys or a command");
    }
    text.get_ref().clone()
}

/// Text as Redis keeps it: numbers are texts too.
fn text(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Float(number) => Some(number.to_string()),
        toml::Value::Boolean(_) | toml::Value::Datetime(_) | toml::Value::Array(_) | toml::Value::Table(_) => None,
    }
}

fn texts(values: &[toml::Value]) -> Option<Vec<String>> {
    values.iter().map(text).collect()
}

fn state(raw: &RawRedis, problems: &mut FileProblems<'_>) -> Option<State> {
    let places = [
        raw.keys.as_ref().map(Spanned::span),
        raw.missing.as_ref().map(Spanned::span),
        raw.kind.as_ref().map(Spanned::span),
        raw.value.as_ref().map(Spanned::span),
        raw.fields.as_ref().map(Spanned::span),
        raw.members.as_ref().map(Spanned::span),
        raw.length.as_ref().map(Spanned::span),
        raw.ttl.as_ref().map(Spanned::span),
    ];
    let first = places.into_iter().flatten().next();
    let Some(key) = &raw.key else {
        if let Some(first) = first {
            problems.error(RULE, first, "of which key?").help("name it: `key = \"session:1\"`");
        }
        return None;
    };
    let mut wanted = Vec::new();
    if let Some(missing) = &raw.missing {
        if !missing.get_ref()
            || [&raw.kind.as_ref().map(|_| ()), &raw.ttl.as_ref().map(|_| ())].iter().any(|one| one.is_some())
        {
            problems
                .error(RULE, missing.span(), "a key cannot be missing and hold something")
                .help("write `missing = true` with the key alone");
        }
        wanted.push(Wanted::Missing);
    }
    wanted.extend(raw.keys.as_ref().map(|count| Wanted::Keys(*count.get_ref())));
    wanted.extend(raw.kind.as_ref().map(|kind| Wanted::Kind(*kind.get_ref())));
    wanted.extend(contents(raw, problems).into_iter().map(Wanted::Holds));
    wanted.extend(raw.length.as_ref().map(|length| Wanted::Length(*length.get_ref())));
    wanted.extend(raw.ttl.as_ref().and_then(|ttl| expiry(ttl, problems)));
    let state = State { key: named(key, problems), wanted };
    if first.is_none() {
        problems
            .error(RULE, key.span(), "nothing is asked of this key")
            .help("add `type`, `value`, `fields`, `members`, `length`, `ttl`, `keys` or `missing = true`");
    } else if state.is_pattern() {
        let single = |wanted: &Wanted| matches!(wanted, Wanted::Holds(_) | Wanted::Length(_) | Wanted::Stays);
        if state.wanted.iter().any(single) {
            problems
                .error(RULE, key.span(), "this is a pattern of many keys")
                .help("of them `type`, `ttl` as a range, `keys` (how many) and `missing` can be asked");
        }
    } else if let Some(keys) = &raw.keys {
        problems.error(RULE, keys.span(), "`keys` counts the keys of a pattern").help("write `key = \"rate:*\"`");
    }
    Some(state)
}

fn contents(raw: &RawRedis, problems: &mut FileProblems<'_>) -> Vec<Content> {
    let mut contents = Vec::new();
    let odd = |place: std::ops::Range<usize>, help: &str, problems: &mut FileProblems<'_>| {
        problems.error(RULE, place, "Redis holds nothing like this").help(help);
    };
    if let Some(value) = &raw.value {
        match text(value.get_ref()) {
            Some(text) => contents.push(Content::Text(text)),
            None => odd(value.span(), "a `value` is a text or a number", problems),
        }
    }
    if let Some(fields) = &raw.fields {
        let all: Option<_> = fields.get_ref().iter().map(|(name, value)| Some((name.clone(), text(value)?))).collect();
        match all {
            Some(all) => contents.push(Content::Fields(all)),
            None => odd(fields.span(), "write `fields = { name = \"Ada\", visits = 3 }`", problems),
        }
    }
    if let Some(members) = &raw.members {
        let kind = raw.kind.as_ref().map(|kind| *kind.get_ref());
        let content = match (members.get_ref(), kind) {
            (toml::Value::Array(items), Some(Kind::List)) => texts(items).map(Content::List),
            (toml::Value::Array(items), Some(Kind::Set)) => {
                texts(items).map(|all| Content::Set(all.into_iter().collect()))
            }
            (toml::Value::Table(scores), None | Some(Kind::Zset)) => sorted(scores).map(Content::Scores),
            (_, _) => None,
        };
        let help = "write `type = \"list\"` or `\"set\"` and `members = [\"a\", \"b\"]`, or `members = { ann = 30, bob = 20 }` for a sorted set";
        match content {
            Some(content) => contents.push(content),
            None => odd(members.span(), help, problems),
        }
    }
    if let (Some(kind), Some(content)) = (
        &raw.kind,
        contents.iter().find(|content| raw.kind.as_ref().is_some_and(|kind| *kind.get_ref() != content.kind())),
    ) {
        let message = format!("a {} holds no such thing", kind.get_ref().word());
        problems
            .error(RULE, kind.span(), message)
            .help(format!("what is asked of it is that of a {}", content.kind().word()));
    }
    contents
}

/// In the order of a sorted set: by score, then by name.
fn sorted(scores: &toml::Table) -> Option<Vec<(String, f64)>> {
    let score = |value: &toml::Value| value.as_float().or_else(|| text(value)?.parse().ok());
    let all: Option<Vec<_>> = scores.iter().map(|(name, value)| Some((name.clone(), score(value)?))).collect();
    let mut all = all?;
    all.sort_by(|(one, first), (other, second)| {
        first.total_cmp(second).then_with(|| one.as_bytes().cmp(other.as_bytes()))
    });
    Some(all)
}

fn expiry(ttl: &Spanned<toml::Value>, problems: &mut FileProblems<'_>) -> Option<Wanted> {
    let range = |table: &toml::Table| -> Option<RangeInclusive<u64>> {
        let bound = |name: &str| table.get(name)?.as_integer()?.try_into().ok();
        let (min, max) = (bound("min")?, bound("max")?);
        (table.len() == 2 && min <= max).then_some(min..=max)
    };
    let wanted = match ttl.get_ref() {
        toml::Value::String(none) if none == "none" => Some(Wanted::Stays),
        toml::Value::Table(table) => range(table).map(Wanted::Expires),
        toml::Value::String(_)
        | toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_)
        | toml::Value::Array(_) => None,
    };
    if wanted.is_none() {
        problems
            .error(RULE, ttl.span(), "this is no time to live")
            .help("write `ttl = { min = 50, max = 60 }` in seconds, since time passes, or `ttl = \"none\"`");
    }
    wanted
}

fn build_call(call: &Spanned<RawCall>, problems: &mut FileProblems<'_>) -> Option<Call> {
    let raw = call.get_ref();
    let name = raw.function.get_ref();
    if !is_snake(name) {
        problems
            .error(RULE, raw.function.span(), format!("`{name}` is not written in snake_case"))
            .help("learners on the node path are shown camelCase");
    }
    for (number, what, most) in [(&raw.process, "process", 9), (&raw.times, "times", MOST)] {
        if let Some(number) = number.as_ref().filter(|number| !(1..=most).contains(number.get_ref())) {
            problems.error(RULE, number.span(), format!("`{what}` is 1 to {most}")).help("leave it out for 1");
        }
    }
    let args: Option<Vec<_>> =
        raw.args.iter().map(|arg| value(arg, problems).filter(|value| value.to_json().is_some())).collect();
    let returns = match (&raw.returns, &raw.returns_json) {
        (Some(_), Some(json)) => {
            problems.error(RULE, json.span(), "`returns` and `returns_json` at once").help("keep one of them");
            None
        }
        (Some(returns), None) => value(returns, problems),
        (None, Some(json)) => match serde_json::from_str(json.get_ref()) {
            Ok(value) => Some(Value::from_json(value)),
            Err(error) => {
                problems.error(RULE, json.span(), format!("this is no JSON: {error}")).help("write `null`, say");
                None
            }
        },
        (None, None) => None,
    };
    let has = raw.has.iter().filter_map(|(field, part)| Some((field.clone(), build_part(part, problems)?))).collect();
    Some(Call {
        process: raw.process.as_ref().map_or(1, |process| *process.get_ref()),
        function: name.clone(),
        args: args?,
        returns,
        has,
        times: raw.times.as_ref().map_or(1, |times| *times.get_ref()),
        later: raw.later.as_ref().and_then(|later| seconds(later, problems)).unwrap_or_default(),
    })
}

/// A value, or `{ min = 1, max = 10 }`.
fn build_part(part: &Spanned<toml::Value>, problems: &mut FileProblems<'_>) -> Option<Part> {
    let number = |value: &toml::Value| text(value)?.parse::<f64>().ok().filter(|number| number.is_finite());
    if let Some(table) = part.get_ref().as_table()
        && table.len() == 2
        && let (Some(min), Some(max)) = (table.get("min").and_then(number), table.get("max").and_then(number))
        && min <= max
    {
        return Some(Part::Between(min, max));
    }
    value(part, problems).map(Part::Value)
}

fn value(typed: &Spanned<toml::Value>, problems: &mut FileProblems<'_>) -> Option<Value> {
    let value = Value::from_toml(typed.get_ref().clone());
    if value.is_none() {
        problems.error(RULE, typed.span(), "a date is nothing that both paths know").help("use a text or a number");
    }
    value
}

fn build_reply(reply: &Spanned<RawReply>, problems: &mut FileProblems<'_>) -> Option<Reply> {
    let RawReply { to, is } = reply.get_ref();
    let several = is.get_ref().as_array();
    let found = several.map_or_else(|| text(is.get_ref()).map(|text| vec![text]), |items| texts(items));
    if found.is_none() {
        problems
            .error(RULE, is.span(), "Redis answers nothing like this")
            .help("write a text, a number, or a list of them; nothing is `(nil)`");
    }
    Some(Reply { to: named(to, problems), is: found? })
}

fn build_commands(commands: &Spanned<RawCommands>, problems: &mut FileProblems<'_>) -> Commands {
    let RawCommands { uses, never, at_most } = commands.get_ref();
    if uses.is_empty() && never.is_empty() && at_most.is_empty() {
        problems
            .error(RULE, commands.span(), "nothing is asked of the commands")
            .help("add `uses`, `never` or `at_most`");
    }
    Commands {
        uses: uses.iter().map(|start| named(start, problems)).collect(),
        never: never.iter().map(|start| named(start, problems)).collect(),
        at_most: at_most.iter().map(|(start, most)| (named(start, problems), *most)).collect(),
    }
}
