//! Workflows of GitHub by their meaning: triggers, jobs, and what their steps run.

use serde_json::{Map, Value};

use crate::check::Facet;
use crate::check::document::shell::{self, Command, Wanted};
use crate::check::document::{listed, secret};

/// What is asked of a workflow.
#[derive(Debug, Clone)]
pub(super) enum Workflow {
    /// These events start it.
    Triggers(Vec<String>),
    /// The token may read, and write only this.
    Permissions(Vec<String>),
    /// Every action has a version, or a commit.
    Pinned { commit: bool },
    /// A version that an action sets up: which are allowed, and how many there are at least.
    Versions { of: String, with: String, allowed: Vec<String>, at_least: usize },
    /// An action is used, with an input if one is named.
    Uses { action: String, with: Option<String> },
    /// Services of a job that can tell when they are ready.
    Healthy(Vec<String>),
    /// One of these commands is run by a step.
    Runs(Vec<Wanted>),
    /// None of these commands is run.
    NeverRuns(Vec<Wanted>),
    /// In each job that runs the last of these, the others come before it in this order.
    Order(Vec<Wanted>),
    /// No failure is hidden.
    Fails,
    /// No secret is written down or printed.
    NoSecrets,
}

struct Job<'v> {
    name: &'v str,
    fields: &'v Map<String, Value>,
}

impl Workflow {
    pub(super) fn describe(&self) -> String {
        match self {
            Workflow::Triggers(events) => format!("{} start it", listed(events)),
            Workflow::Permissions(write) if write.is_empty() => "its token may only read".to_owned(),
            Workflow::Permissions(write) => format!("its token may write {} only", listed(write)),
            Workflow::Pinned { commit: true } => "every action is pinned to a commit".to_owned(),
            Workflow::Pinned { commit: false } => "every action has a version".to_owned(),
            Workflow::Versions { with, .. } => format!("`{with}` names supported versions"),
            Workflow::Uses { action, with: None } => format!("`{action}` is used"),
            Workflow::Uses { action, with: Some(input) } => format!("`{action}` is used with `{input}`"),
            Workflow::Healthy(services) => format!("the job waits until {} are ready", listed(services)),
            Workflow::Runs(any) => format!("a step runs {}", one_of(any)),
            Workflow::NeverRuns(any) => format!("no step runs {}", one_of(any)),
            Workflow::Order(all) => format!("{} run in this order", one_of(all).replace(" or ", ", ")),
            Workflow::Fails => "a failure of a step is a failure".to_owned(),
            Workflow::NoSecrets => "no secret is written down or printed".to_owned(),
        }
    }

    pub(super) fn look(&self, file: &Value) -> Facet {
        match self {
            Workflow::Triggers(wanted) => triggers(file, wanted),
            Workflow::Permissions(write) => permissions(file, write),
            Workflow::Pinned { commit } => pinned(file, *commit),
            Workflow::Versions { of, with, allowed, at_least } => versions(file, of, with, allowed, *at_least),
            Workflow::Uses { action, with } => uses(file, action, with.as_deref()),
            Workflow::Healthy(wanted) => healthy(file, wanted),
            Workflow::Runs(any) => {
                let found = all_commands(file).iter().any(|command| any.iter().any(|wanted| wanted.is(command)));
                let actual = if found { "it does" } else { "no step does" };
                Facet::compared("runs", found, "missing", format!("a step that runs `{}`", one_of(any)), actual)
            }
            Workflow::NeverRuns(any) => {
                let all = all_commands(file);
                let found = any.iter().find(|wanted| all.iter().any(|command| wanted.is(command)));
                let wrong = found.map(ToString::to_string).unwrap_or_default();
                let actual = if found.is_some() { format!("a step runs `{wrong}`") } else { "no step does".to_owned() };
                Facet::compared("never_runs", found.is_none(), wrong, format!("no `{}`", one_of(any)), actual)
            }
            Workflow::Order(all) => order(file, all),
            Workflow::Fails => fails(file),
            Workflow::NoSecrets => no_secrets(file),
        }
    }
}

fn one_of(any: &[Wanted]) -> String {
    any.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

fn jobs(file: &Value) -> impl Iterator<Item = Job<'_>> {
    let all = file.get("jobs").and_then(Value::as_object);
    all.into_iter().flatten().filter_map(|(name, fields)| Some(Job { name, fields: fields.as_object()? }))
}

impl<'v> Job<'v> {
    fn steps(&self) -> impl Iterator<Item = &'v Map<String, Value>> + use<'v> {
        let steps = self.fields.get("steps").and_then(Value::as_array);
        steps.into_iter().flatten().filter_map(Value::as_object)
    }

    fn commands(&self) -> Vec<Command> {
        self.steps().filter_map(|step| step.get("run")?.as_str()).flat_map(shell::commands).collect()
    }
}

fn all_commands(file: &Value) -> Vec<Command> {
    jobs(file).flat_map(|job| job.commands()).collect()
}

/// Events, whichever of the three forms they have.
fn triggers(file: &Value, wanted: &[String]) -> Facet {
    let events: Vec<&str> = match file.get("on") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        Some(Value::Object(all)) => all.keys().map(String::as_str).collect(),
        Some(_) | None => Vec::new(),
    };
    let missing = wanted.iter().find(|event| !events.contains(&event.as_str()));
    let actual = if events.is_empty() { "nothing starts it".to_owned() } else { listed(&events) };
    let key = missing.map(|missing| format!("no {missing}")).unwrap_or_default();
    Facet::compared("triggers", missing.is_none(), key, format!("`on` with {}", listed(wanted)), actual)
}

fn permissions(file: &Value, write: &[String]) -> Facet {
    let expected = match write {
        [] => "`permissions: contents: read`".to_owned(),
        some => format!("`write` for {} only", listed(some)),
    };
    let wrong = |key: String, actual: String| Facet::new("permissions", false, key, expected.clone(), actual);
    let whole = file.get("permissions");
    let of_jobs: Vec<_> = jobs(file).map(|job| (job.name.to_owned(), job.fields.get("permissions"))).collect();
    if whole.is_none()
        && let Some((job, _)) = of_jobs.iter().find(|(_, own)| own.is_none())
    {
        return wrong(
            "missing".to_owned(),
            format!("no `permissions` for the job `{job}`: what its token may do is left open"),
        );
    }
    for given in whole.into_iter().chain(of_jobs.iter().filter_map(|(_, own)| *own)) {
        match given {
            Value::String(all) if all == "write-all" => return wrong("write-all".to_owned(), "`write-all`".to_owned()),
            Value::Object(scopes) => {
                let found = scopes.iter().find(|(scope, may)| *may == "write" && !write.contains(scope));
                if let Some((scope, _)) = found {
                    return wrong(format!("write {scope}"), format!("`{scope}: write`"));
                }
            }
            Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
        }
    }
    Facet::new("permissions", true, "right", expected, "it is so")
}

/// All `uses` of steps, and of jobs that are called.
fn actions(file: &Value) -> Vec<&str> {
    let of_steps =
        jobs(file).flat_map(|job| job.steps().filter_map(|step| step.get("uses")?.as_str()).collect::<Vec<_>>());
    let of_jobs = jobs(file).filter_map(|job| job.fields.get("uses")?.as_str());
    of_steps.chain(of_jobs).collect()
}

fn pinned(file: &Value, commit: bool) -> Facet {
    let expected = if commit { "a commit behind every `@`" } else { "a version behind every `@`" };
    for action in actions(file).into_iter().filter(|action| !action.starts_with("./") && !action.starts_with("docker:"))
    {
        let reference = action.rsplit_once('@').map(|(_, reference)| reference);
        let is_commit = |text: &str| text.len() == 40 && text.chars().all(|c| c.is_ascii_hexdigit());
        let key = match reference {
            None => "nothing",
            Some(text) if is_commit(text) => continue,
            Some(text) if !commit && text.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit()) => continue,
            Some(text) if text.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit()) => "version",
            Some(_) => "branch",
        };
        return Facet::new("pinned", false, key, expected, format!("`{action}`"));
    }
    Facet::new("pinned", true, "right", expected, "it is so")
}

/// A value of a step; `${{ matrix.name }}` is all that the matrix holds.
fn values<'v>(value: &'v Value, job: &Job<'v>) -> Vec<&'v Value> {
    let name = value.as_str().and_then(|text| {
        let inside = text.trim().strip_prefix("${{")?.strip_suffix("}}")?.trim();
        inside.strip_prefix("matrix.")
    });
    let Some(name) = name else { return vec![value] };
    let matrix = job.fields.get("strategy").and_then(|strategy| strategy.get("matrix"));
    let listed = matrix.and_then(|matrix| matrix.get(name)).and_then(Value::as_array);
    let included = matrix.and_then(|matrix| matrix.get("include")).and_then(Value::as_array);
    let included = included.into_iter().flatten().filter_map(|one| one.get(name));
    listed.into_iter().flatten().chain(included).collect()
}

fn is_action(step: &Map<String, Value>, action: &str) -> bool {
    let used = step.get("uses").and_then(Value::as_str).and_then(|used| used.split('@').next());
    used.is_some_and(|used| used.eq_ignore_ascii_case(action))
}

fn versions(file: &Value, of: &str, with: &str, allowed: &[String], at_least: usize) -> Facet {
    let expected = match at_least {
        1 => format!("`{with}` of {}", listed(allowed)),
        least => format!("at least {least} of {} in `{with}`", listed(allowed)),
    };
    let wrong = |key: String, actual: String| Facet::new("versions", false, key, expected.clone(), actual);
    let mut found: Vec<String> = Vec::new();
    let mut is_used = false;
    for job in jobs(file) {
        for step in job.steps().filter(|step| is_action(step, of)) {
            is_used = true;
            let Some(given) = step.get("with").and_then(|inputs| inputs.get(with)) else { continue };
            for value in values(given, &job) {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let is_cut =
                    value.is_f64() && allowed.iter().any(|one| one.trim_end_matches('0') == text && *one != text);
                if is_cut {
                    let actual = format!("{text}: without quotes it is a number, and its last 0 is gone");
                    return wrong("number".to_owned(), actual);
                }
                let bare = text.trim_end_matches(".x");
                if !allowed.iter().any(|one| one == bare) {
                    return wrong(format!("other {text}"), format!("`{text}`"));
                }
                found.push(bare.to_owned());
            }
        }
    }
    found.sort();
    found.dedup();
    match found.as_slice() {
        [] if !is_used => wrong("no-action".to_owned(), format!("no step uses `{of}`")),
        [] => wrong("missing".to_owned(), format!("`{of}` is used without `{with}`")),
        few if few.len() < at_least => wrong(format!("{} of {at_least}", few.len()), listed(few)),
        _ => Facet::new("versions", true, "right", expected, "it is so"),
    }
}

fn uses(file: &Value, action: &str, with: Option<&str>) -> Facet {
    let shown = with.map_or_else(|| format!("`{action}`"), |input| format!("`{action}` with `{input}`"));
    let steps: Vec<_> =
        jobs(file).flat_map(|job| job.steps().collect::<Vec<_>>()).filter(|step| is_action(step, action)).collect();
    let has = |input: &str| steps.iter().any(|step| step.get("with").and_then(|all| all.get(input)).is_some());
    let (key, actual) = match with {
        _ if steps.is_empty() => ("missing", "no step uses it"),
        Some(input) if !has(input) => ("without", "it is used without that"),
        Some(_) | None => ("right", "it is"),
    };
    Facet::compared("uses", key == "right", key, shown, actual)
}

fn healthy(file: &Value, wanted: &[String]) -> Facet {
    let services: Vec<(&String, &Value)> = jobs(file)
        .filter_map(|job| job.fields.get("services")?.as_object())
        .flat_map(|services| services.iter())
        .collect();
    for name in wanted {
        let expected = format!("the service `{name}` with `--health-cmd` in its `options`");
        let wrong = |key: &str, actual: String| {
            Facet::new("healthy", false, format!("{name}: {key}"), expected.clone(), actual)
        };
        let Some((_, service)) = services.iter().find(|(found, _)| *found == name) else {
            return wrong("missing", "no job has such a service".to_owned());
        };
        let options = service.get("options").and_then(Value::as_str).unwrap_or_default();
        let has = shell::words(options).iter().any(|word| word == "--health-cmd" || word.starts_with("--health-cmd="));
        if !has {
            let actual = if options.is_empty() { "it has no `options`" } else { "its `options` have none" };
            return wrong("no-health", actual.to_owned());
        }
    }
    Facet::new("healthy", true, "right", "all can tell", "all can tell")
}

fn order(file: &Value, all: &[Wanted]) -> Facet {
    let expected = all.iter().map(|wanted| format!("`{wanted}`")).collect::<Vec<_>>().join(", then ");
    let wrong = |key: String, actual: String| Facet::new("order", false, key, expected.clone(), actual);
    let mut seen = false;
    for job in jobs(file) {
        let commands = job.commands();
        let places: Vec<Option<usize>> =
            all.iter().map(|wanted| commands.iter().position(|command| wanted.is(command))).collect();
        if places.last().copied().flatten().is_none() {
            continue;
        }
        seen = true;
        for ((one, at), (next, next_at)) in all.iter().zip(&places).zip(all.iter().zip(&places).skip(1)) {
            match (at, next_at) {
                (None, _) => return wrong(format!("no {one}"), format!("the job `{}` does not run `{one}`", job.name)),
                (Some(at), Some(next_at)) if next_at < at => {
                    return wrong(format!("{next} before {one}"), format!("`{next}` comes before `{one}`"));
                }
                (Some(_), _) => {}
            }
        }
    }
    match all.last() {
        Some(last) if !seen => wrong(format!("no {last}"), format!("no job runs `{last}`")),
        Some(_) | None => Facet::new("order", true, "right", expected, "in this order"),
    }
}

fn fails(file: &Value) -> Facet {
    let expected = "every failure makes the run red";
    let wrong = |key: &str, actual: String| Facet::new("fails", false, key, expected, actual);
    for job in jobs(file) {
        let hides = |fields: &Map<String, Value>| fields.get("continue-on-error").is_some_and(|value| *value != false);
        if hides(job.fields) || job.steps().any(hides) {
            return wrong("continue-on-error", format!("`continue-on-error` in the job `{}`", job.name));
        }
        if let Some(command) = job.commands().into_iter().find(|command| command.forgiven) {
            return wrong("or-true", format!("`{} || true`", command.words.join(" ")));
        }
    }
    Facet::new("fails", true, "right", expected, "it does")
}

fn no_secrets(file: &Value) -> Facet {
    let expected = "secrets as `${{ secrets.NAME }}`, and never printed";
    let wrong = |key: String, actual: String| Facet::new("no_secrets", false, key, expected, actual);
    let whole = file.get("env").and_then(Value::as_object);
    let of_jobs = jobs(file).filter_map(|job| job.fields.get("env")?.as_object());
    let of_steps = jobs(file).flat_map(|job| {
        job.steps()
            .flat_map(|step| [step.get("env"), step.get("with")])
            .flatten()
            .filter_map(Value::as_object)
            .collect::<Vec<_>>()
    });
    for (name, value) in whole.into_iter().chain(of_jobs).chain(of_steps).flatten() {
        let Some(text) = value.as_str().filter(|text| !text.contains("${{")) else { continue };
        // A database that lives as long as the job may have a password that everybody knows.
        let throw_away =
            secret::url(text).is_some_and(|url| ["localhost", "127.0.0.1", "postgres", "db"].contains(&url.host));
        let named = secret::is_name(name) && !text.is_empty() && !is_throw_away(text);
        if secret::is_random(text) && !throw_away || named {
            return wrong(format!("{name}: literal"), format!("the value of `{name}` is written down"));
        }
    }
    for command in all_commands(file) {
        let prints = ["echo", "printf", "cat"].contains(&command.words.first().map_or("", String::as_str));
        if prints && let Some(found) = command.words.iter().find(|word| word.contains("secrets.")) {
            return wrong("printed".to_owned(), format!("a step prints `{found}`"));
        }
    }
    Facet::new("no_secrets", true, "right", expected, "there is none")
}

/// What everybody writes for a database that is gone after the run.
fn is_throw_away(value: &str) -> bool {
    let lower = value.to_lowercase();
    value.len() <= 20
        && ["postgres", "test", "ci", "password", "secret", "dummy", "example"].iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests;
