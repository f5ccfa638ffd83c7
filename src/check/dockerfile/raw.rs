//! `dockerfile` checks as they are typed in TOML, and what cannot be meant by them.

use std::collections::BTreeMap;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Dockerfile;
use super::build::Proof;
use super::rule::{Place, Rule};
use crate::check::document::shell::Wanted;
use crate::check::document::{on, one, path, some};
use crate::diagnostic::FileProblems;

type Words = Option<Spanned<Vec<String>>>;

/// A `dockerfile` check as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawDockerfile {
    path: Option<Spanned<String>>,
    stages: Option<Spanned<usize>>,
    pinned: Option<Spanned<bool>>,
    outdated: Words,
    order: Option<Spanned<Vec<Spanned<String>>>>,
    not_before: Option<(Spanned<String>, Spanned<String>)>,
    runs: Option<Spanned<Vec<Spanned<String>>>>,
    never_runs: Option<Spanned<Vec<Spanned<String>>>>,
    takes: Words,
    user: Option<Spanned<bool>>,
    exec_form: Option<Spanned<bool>>,
    starts: Words,
    exposes: Option<Spanned<u16>>,
    healthcheck: Option<Spanned<bool>>,
    no_secrets: Option<Spanned<bool>>,
    build: Option<Spanned<RawBuild>>,
}

/// What an image that was built must do.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawBuild {
    port: Spanned<u16>,
    request: Spanned<String>,
    status: Spanned<u16>,
    #[serde(default)]
    env: BTreeMap<String, String>,
}

const WORDS: &str = "`stages`, `pinned`, `outdated`, `order`, `not_before`, `runs`, `never_runs`, `takes`, `user`, `exec_form`, \
                     `starts`, `exposes`, `healthcheck` and `no_secrets`";

impl Dockerfile {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawDockerfile>, problems: &mut FileProblems<'_>) -> Option<Dockerfile> {
        let place = raw.span();
        let before = problems.errors();
        let raw = raw.into_inner();
        let path = path(raw.path.as_ref(), problems);
        let mut rules = Vec::new();
        if let Some(stages) = raw.stages {
            if *stages.get_ref() < 2 {
                problems
                    .error("document-rule", stages.span(), "every Dockerfile has one stage")
                    .help("ask for 2 or more, or leave it out");
            }
            rules.push(Rule::Stages(stages.into_inner()));
        }
        for (switch, word, rule) in [
            (&raw.pinned, "pinned", Rule::Pinned),
            (&raw.user, "user", Rule::User),
            (&raw.exec_form, "exec_form", Rule::ExecForm),
            (&raw.no_secrets, "no_secrets", Rule::NoSecrets),
        ] {
            rules.extend(on(switch.as_ref(), word, problems).then_some(rule));
        }
        rules.extend(raw.healthcheck.map(|wanted| Rule::Healthcheck(wanted.into_inner())));
        rules.extend(raw.exposes.map(|port| Rule::Exposes(port.into_inner())));
        for (list, rule) in [
            (raw.outdated, Rule::Outdated as fn(Vec<String>) -> Rule),
            (raw.takes, Rule::Takes),
            (raw.starts, Rule::Starts),
        ] {
            if let Some(list) = list.filter(|list| some(list, problems)) {
                rules.push(rule(list.into_inner()));
            }
        }
        for (list, rule) in [(raw.runs, Rule::Runs as fn(Vec<Wanted>) -> Rule), (raw.never_runs, Rule::NeverRuns)] {
            if let Some(list) = list.filter(|list| some(list, problems)) {
                rules.push(rule(list.into_inner().iter().filter_map(|one| wanted(one, problems)).collect()));
            }
        }
        if let Some(order) = raw.order {
            if order.get_ref().len() < 2 {
                problems
                    .error("document-rule", order.span(), "one thing alone has no order")
                    .help("name two or more: `[\"COPY package.json\", \"RUN npm ci\"]`");
            }
            rules.push(Rule::Order(order.into_inner().iter().filter_map(|one| step(one, problems)).collect()));
        }
        if let Some((early, late)) = raw.not_before {
            let both = step(&early, problems).zip(step(&late, problems));
            rules.extend(both.map(|(early, late)| Rule::NotBefore(early, late)));
        }
        let proof = raw.build.and_then(|build| proof(&build, problems));
        let rule = one("Dockerfile", place, rules, WORDS, problems)?;
        (problems.errors() == before).then_some(Dockerfile { path: path.ok()?, rule, proof })
    }
}

/// A command to look for.
fn wanted(typed: &Spanned<String>, problems: &mut FileProblems<'_>) -> Option<Wanted> {
    let parsed = typed.get_ref().parse::<Wanted>();
    parsed
        .map_err(|help| {
            problems.error("document-rule", typed.span(), format!("`{typed}` names no command")).help(help);
        })
        .ok()
}

fn step(typed: &Spanned<String>, problems: &mut FileProblems<'_>) -> Option<Place> {
    match typed.get_ref().split_once(' ') {
        Some(("COPY", file)) if !file.trim().is_empty() => Some(Place::Copy(file.trim().to_owned())),
        Some(("RUN", command)) => {
            let parsed = command.parse::<Wanted>();
            parsed
                .map_err(|help| {
                    problems.error("document-rule", typed.span(), format!("`{typed}` names no command")).help(help);
                })
                .ok()
                .map(Place::Run)
        }
        Some(_) | None => {
            problems
                .error("document-rule", typed.span(), format!("`{typed}` is no place in a Dockerfile"))
                .help("write `COPY` and one file of the project, or `RUN` and the words of a command");
            None
        }
    }
}

fn proof(raw: &Spanned<RawBuild>, problems: &mut FileProblems<'_>) -> Option<Proof> {
    let raw = raw.get_ref();
    let proof = Proof::new(*raw.port.get_ref(), raw.request.get_ref(), *raw.status.get_ref(), raw.env.clone());
    proof
        .map_err(|help| {
            let place = raw.request.span();
            problems.error("document-rule", place, format!("`{}` is no request", raw.request)).help(help);
        })
        .ok()
}
