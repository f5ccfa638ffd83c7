//! `yaml` checks as they are typed in TOML, and what cannot be meant by them.

use std::collections::BTreeMap;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::compose::Compose;
use super::workflow::Workflow;
use super::{Rule, Yaml};
use crate::check::document::shell::Wanted;
use crate::check::document::{on, one, path, some};
use crate::check::http::{json, one_place};
use crate::diagnostic::FileProblems;

type Names = Option<Spanned<Vec<String>>>;
type Commands = Option<Spanned<Vec<Spanned<String>>>>;

/// A `yaml` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawYaml {
    path: Option<Spanned<String>>,
    #[schemars(with = "Option<Spanned<BTreeMap<Spanned<String>, Spanned<serde_json::Value>>>>")]
    at: Option<Spanned<BTreeMap<Spanned<String>, Spanned<toml::Value>>>>,
    types: Option<Spanned<BTreeMap<Spanned<String>, Spanned<String>>>>,
    has: Option<Spanned<String>>,
    absent: Option<Spanned<String>>,
    compose: Option<Spanned<RawCompose>>,
    workflow: Option<Spanned<RawWorkflow>>,
}

/// What is asked of a compose file, as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawCompose {
    published: Option<BTreeMap<String, u16>>,
    unpublished: Names,
    healthcheck: Names,
    waits: Option<BTreeMap<String, Vec<String>>>,
    keeps: Option<RawKeeps>,
    shows: Option<BTreeMap<String, String>>,
    required: Names,
    reaches: Option<RawReaches>,
    no_secrets: Option<Spanned<bool>>,
    pinned: Option<Spanned<bool>>,
    outdated: Names,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawKeeps {
    service: String,
    at: String,
    #[serde(default)]
    since: BTreeMap<Spanned<String>, String>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawReaches {
    service: String,
    variable: String,
    host: String,
}

/// What is asked of a workflow, as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawWorkflow {
    triggers: Names,
    read_only: Option<Spanned<bool>>,
    writes_only: Names,
    pinned: Option<Spanned<String>>,
    versions: Option<RawVersions>,
    uses: Option<RawUses>,
    healthy: Names,
    runs: Commands,
    never_runs: Commands,
    order: Commands,
    fails: Option<Spanned<bool>>,
    no_secrets: Option<Spanned<bool>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawVersions {
    of: String,
    with: String,
    allowed: Vec<String>,
    #[serde(default = "once")]
    at_least: usize,
}

fn once() -> usize {
    1
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawUses {
    action: String,
    with: Option<String>,
}

const WORDS: &str = "`at`, `types`, `has`, `absent`, `compose` and `workflow`";
const COMPOSE: &str = "`published`, `unpublished`, `healthcheck`, `waits`, `keeps`, `shows`, `required`, `reaches`, \
                       `no_secrets`, `pinned` and `outdated`";
const WORKFLOW: &str = "`triggers`, `read_only`, `writes_only`, `pinned`, `versions`, `uses`, `healthy`, `runs`, \
                        `never_runs`, `order`, `fails` and `no_secrets`";
pub(super) const TYPES: [&str; 6] = ["text", "number", "truth", "list", "map", "nothing"];

impl Yaml {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawYaml>, problems: &mut FileProblems<'_>) -> Option<Yaml> {
        let place = raw.span();
        let before = problems.errors();
        let raw = raw.into_inner();
        let path = path(raw.path.as_ref(), problems);
        let mut rules = Vec::new();
        for (typed, value) in raw.at.iter().flat_map(Spanned::get_ref) {
            let place = one_place(typed, problems);
            let value = json(value, problems);
            rules.extend(place.zip(value).map(|(single, value)| Rule::At {
                path: typed.get_ref().clone(),
                single,
                value,
            }));
        }
        for (typed, word) in raw.types.iter().flat_map(Spanned::get_ref) {
            one_place(typed, problems);
            let known = TYPES.into_iter().find(|known| known == word.get_ref());
            if known.is_none() {
                problems
                    .error("document-rule", word.span(), format!("`{word}` is no type"))
                    .help(format!("write one of {}", TYPES.map(|word| format!("`{word}`")).join(", ")));
            }
            rules.extend(known.map(|word| Rule::Type { path: typed.get_ref().clone(), word }));
        }
        for (typed, there) in [(&raw.has, true), (&raw.absent, false)] {
            if let Some(typed) = typed {
                one_place(typed, problems);
                rules.push(Rule::There { path: typed.get_ref().clone(), there });
            }
        }
        rules.extend(raw.compose.and_then(|raw| compose(raw, problems)).map(Rule::Compose));
        rules.extend(raw.workflow.and_then(|raw| workflow(raw, problems)).map(Rule::Workflow));
        if problems.errors() > before {
            return None;
        }
        let rule = one("file", place, rules, WORDS, problems)?;
        path.ok().map(|path| Yaml { path, rule })
    }
}

fn names(list: Names, problems: &mut FileProblems<'_>) -> Option<Vec<String>> {
    list.filter(|list| some(list, problems)).map(Spanned::into_inner)
}

fn compose(raw: Spanned<RawCompose>, problems: &mut FileProblems<'_>) -> Option<Compose> {
    let place = raw.span();
    let raw = raw.into_inner();
    let mut rules = Vec::new();
    let published = raw.published.into_iter().flatten();
    rules.extend(published.map(|(service, port)| Compose::Published { service, port }));
    rules.extend(raw.waits.into_iter().flatten().map(|(service, on)| Compose::Waits { service, on }));
    rules.extend(raw.shows.into_iter().flatten().map(|(service, path)| Compose::Shows { service, path }));
    rules.extend(names(raw.unpublished, problems).map(Compose::Unpublished));
    rules.extend(names(raw.healthcheck, problems).map(Compose::Healthcheck));
    rules.extend(names(raw.required, problems).map(Compose::Required));
    rules.extend(names(raw.outdated, problems).map(Compose::Outdated));
    rules.extend(on(raw.no_secrets.as_ref(), "no_secrets", problems).then_some(Compose::NoSecrets));
    rules.extend(on(raw.pinned.as_ref(), "pinned", problems).then_some(Compose::Pinned));
    if let Some(RawKeeps { service, at, since }) = raw.keeps {
        let mut versions = Vec::new();
        for (version, path) in since {
            match version.get_ref().parse() {
                Ok(number) => versions.push((number, path)),
                Err(_) => {
                    problems
                        .error("document-rule", version.span(), format!("`{version}` is no major version"))
                        .help("write the first number of the tag: `18 = \"/var/lib/postgresql\"`");
                }
            }
        }
        rules.push(Compose::Keeps { service, at, since: versions });
    }
    rules.extend(raw.reaches.map(|RawReaches { service, variable, host }| Compose::Reaches {
        service,
        variable,
        host,
    }));
    one("compose file", place, rules, COMPOSE, problems)
}

fn commands(list: Commands, problems: &mut FileProblems<'_>) -> Option<Vec<Wanted>> {
    let list = list.filter(|list| some(list, problems))?;
    let mut all = Vec::new();
    for typed in list.get_ref() {
        match typed.get_ref().parse::<Wanted>() {
            Ok(wanted) => all.push(wanted),
            Err(help) => {
                problems.error("document-rule", typed.span(), format!("`{typed}` names no command")).help(help);
            }
        }
    }
    Some(all)
}

fn workflow(raw: Spanned<RawWorkflow>, problems: &mut FileProblems<'_>) -> Option<Workflow> {
    let place = raw.span();
    let raw = raw.into_inner();
    let mut rules = Vec::new();
    rules.extend(names(raw.triggers, problems).map(Workflow::Triggers));
    rules.extend(names(raw.writes_only, problems).map(Workflow::Permissions));
    rules.extend(names(raw.healthy, problems).map(Workflow::Healthy));
    rules.extend(on(raw.read_only.as_ref(), "read_only", problems).then(|| Workflow::Permissions(Vec::new())));
    rules.extend(on(raw.fails.as_ref(), "fails", problems).then_some(Workflow::Fails));
    rules.extend(on(raw.no_secrets.as_ref(), "no_secrets", problems).then_some(Workflow::NoSecrets));
    rules.extend(commands(raw.runs, problems).map(Workflow::Runs));
    rules.extend(commands(raw.never_runs, problems).map(Workflow::NeverRuns));
    rules.extend(commands(raw.order, problems).map(Workflow::Order));
    if let Some(pinned) = raw.pinned {
        let commit = match pinned.get_ref().as_str() {
            "commit" => Some(true),
            "version" => Some(false),
            _ => None,
        };
        if commit.is_none() {
            problems
                .error("document-rule", pinned.span(), format!("`{pinned}` pins nothing"))
                .help("write `pinned = \"version\"` or `pinned = \"commit\"`");
        }
        rules.extend(commit.map(|commit| Workflow::Pinned { commit }));
    }
    rules.extend(raw.uses.map(|RawUses { action, with }| Workflow::Uses { action, with }));
    rules.extend(raw.versions.map(|RawVersions { of, with, allowed, at_least }| Workflow::Versions {
        of,
        with,
        allowed,
        at_least,
    }));
    one("workflow", place, rules, WORKFLOW, problems)
}

/// The word for the type of a value.
pub(super) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "text",
        Value::Number(_) => "number",
        Value::Bool(_) => "truth",
        Value::Array(_) => "list",
        Value::Object(_) => "map",
        Value::Null => "nothing",
    }
}
