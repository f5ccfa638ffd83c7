//! What is typed around the calls of a check: stubs, what is made, and what is asked of the stubs.

use std::collections::BTreeMap;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{RULE, RawFunction, is_snake, returned};
use crate::check::function::Value;
use crate::check::function::stub::{Asked, Stub};
use crate::diagnostic::FileProblems;

/// The longest that an asynchronous stub may take.
const LONGEST: u64 = 1000;

/// A function of ours as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStub {
    #[schemars(with = "Option<Spanned<serde_json::Value>>")]
    returns: Option<Spanned<toml::Value>>,
    returns_json: Option<Spanned<String>>,
    #[serde(default)]
    echoes: bool,
    #[serde(default)]
    fails: u64,
    message: Option<Spanned<String>>,
    later: Option<Spanned<u64>>,
}

/// What stands around the calls of a check.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Around {
    pub(super) module: Option<String>,
    pub(super) stubs: Vec<Stub>,
    made: BTreeMap<String, Value>,
    pub(super) asked: Asked,
}

impl Around {
    /// Takes it out of what was typed.
    pub(super) fn of(raw: &mut RawFunction, problems: &mut FileProblems<'_>) -> Self {
        let module = raw.module.take().map(|module| {
            if !module.get_ref().split('/').all(is_snake) {
                problems
                    .error(RULE, module.span(), format!("`{}` is no name of a file", module.get_ref()))
                    .help("write it in snake_case and without its ending: `module = \"lib/calculate\"`");
            }
            module.into_inner()
        });
        let stubs = named(raw.stubs.take(), problems);
        let stubs: Vec<Stub> = stubs.into_iter().map(|(name, stub)| self::stub(name, stub, problems)).collect();
        let made = named(raw.made.take(), problems).into_iter().filter_map(|(name, made)| {
            let value = Box::new(made.build(RULE, problems)?);
            Some((name.clone(), Value::Made { name, value }))
        });
        let made = made.collect();
        let asked = asked(raw, &stubs, problems);
        Around { module, stubs, made, asked }
    }

    /// The names of the stubs.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.stubs.iter().map(|stub| stub.name.as_str())
    }

    /// What a name stands for, if it stands for something. `known` are those that the driver knows.
    pub(super) fn value(&self, name: &str, known: &[String]) -> Option<Value> {
        let known = || known.iter().any(|known| known == name).then(|| Value::Named(name.to_owned()));
        self.made.get(name).cloned().or_else(known)
    }
}

/// What has names, which must be such as authors write.
fn named<T>(typed: Option<Spanned<BTreeMap<String, Spanned<T>>>>, problems: &mut FileProblems<'_>) -> Vec<(String, T)> {
    let typed = typed.map(Spanned::into_inner).into_iter().flatten();
    let mut all = Vec::new();
    for (name, value) in typed {
        if !is_snake(&name) {
            problems
                .error(RULE, value.span(), format!("`{name}` is not written in snake_case"))
                .help("learners are shown this name: write `load_user`");
        }
        all.push((name, value.into_inner()));
    }
    all
}

fn stub(name: String, raw: RawStub, problems: &mut FileProblems<'_>) -> Stub {
    let RawStub { returns, returns_json, echoes, fails, message, later } = raw;
    if let Some(message) = message.as_ref().filter(|_| fails == 0) {
        problems.error(RULE, message.span(), "this is never said").help("say how many calls fail: `fails = 2`");
    }
    if let Some(returns) = returns.as_ref().filter(|_| echoes) {
        problems
            .error(RULE, returns.span(), "a stub hands back one thing")
            .help("keep `echoes = true`, which hands back its first argument, or `returns`");
    }
    if let Some(later) = later.as_ref().filter(|later| *later.get_ref() > LONGEST) {
        problems
            .error(RULE, later.span(), "nobody should wait that long")
            .help("30 milliseconds are enough: what is compared is the order, and not the time");
    }
    Stub {
        name,
        returns: returned(returns, returns_json, problems).unwrap_or(Value::Null),
        echoes,
        fails,
        message: message.map_or_else(|| "call {n} failed".to_owned(), Spanned::into_inner),
        later: later.map(Spanned::into_inner),
    }
}

fn asked(raw: &mut RawFunction, stubs: &[Stub], problems: &mut FileProblems<'_>) -> Asked {
    let is_stub = |name: &str, place, problems: &mut FileProblems<'_>| {
        let found = stubs.iter().find(|stub| stub.name == name);
        if found.is_none() {
            problems
                .error(RULE, place, format!("there is no stub `{name}`"))
                .help("describe it: `stubs = { fn = { returns = 1 } }`");
        }
        found.is_some_and(|stub| stub.later.is_some())
    };
    let mut asked = Asked::default();
    if let Some(calls) = raw.calls.take() {
        calls.get_ref().keys().for_each(|name| _ = is_stub(name, calls.span(), problems));
        asked.calls.extend(calls.into_inner());
    }
    if let Some(together) = raw.together.take() {
        let later = together.get_ref().iter().filter(|name| is_stub(name, together.span(), problems)).count();
        if later < 2 || later < together.get_ref().len() {
            problems
                .error(RULE, together.span(), "nothing can be together here")
                .help("name two stubs or more, each with `later = 30`");
        }
        asked.together = together.into_inner();
    }
    if let Some(with) = raw.called_with.take() {
        with.get_ref().keys().for_each(|name| _ = is_stub(name, with.span(), problems));
        let place = with.span();
        for (name, calls) in with.into_inner() {
            let values = calls.into_iter().map(|args| args.into_iter().map(Value::from_toml).collect());
            match values.collect::<Option<Vec<Vec<Value>>>>() {
                Some(calls) => asked.with.push((name, calls)),
                None => {
                    problems
                        .error(RULE, place.clone(), "a date is nothing that both paths can hand over")
                        .help("write a text or a number");
                }
            }
        }
    }
    asked
}
