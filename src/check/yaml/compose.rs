//! What can be asked of a compose file, and how each is looked at.

mod service;

use serde_json::Value;

use self::service::{Kind, Mount, Service, services, text, unhealthy};

use crate::check::Facet;
use crate::check::document::image::{Hold, Image};
use crate::check::document::pattern::cleaned;
use crate::check::document::{listed, secret};

/// What is asked of a compose file.
#[derive(Debug, Clone)]
pub(super) enum Compose {
    /// A port of a service that is published.
    Published { service: String, port: u16 },
    /// Services of which no port is published.
    Unpublished(Vec<String>),
    /// Services with a health check.
    Healthcheck(Vec<String>),
    /// A service waits until others are healthy.
    Waits { service: String, on: Vec<String> },
    /// A named volume keeps the data of a service: where, and where since which major version of the image.
    Keeps { service: String, at: String, since: Vec<(u32, String)> },
    /// No bind mount lies over a path of the image.
    Shows { service: String, path: String },
    /// These variables must have a value, or nothing starts.
    Required(Vec<String>),
    /// An address in a variable leads to another service.
    Reaches { service: String, variable: String, host: String },
    /// No password is written down.
    NoSecrets,
    /// Every image has a version.
    Pinned,
    /// No image is of these lines of releases.
    Outdated(Vec<String>),
}

impl Compose {
    pub(super) fn describe(&self) -> String {
        match self {
            Compose::Published { service, port } => format!("port {port} of `{service}` is published"),
            Compose::Unpublished(services) => format!("no port of {} is published", listed(services)),
            Compose::Healthcheck(services) => format!("{} have a health check", listed(services)),
            Compose::Waits { service, on } => format!("`{service}` waits until {} are healthy", listed(on)),
            Compose::Keeps { service, .. } => format!("a named volume keeps the data of `{service}`"),
            Compose::Shows { service, path } => format!("`{path}` of `{service}` is that of the image"),
            Compose::Required(names) => format!("nothing starts without {}", listed(names)),
            Compose::Reaches { service, variable, host } => format!("`{variable}` of `{service}` leads to `{host}`"),
            Compose::NoSecrets => "no password is written down".to_owned(),
            Compose::Pinned => "every image has a version".to_owned(),
            Compose::Outdated(_) => "no image is out of support".to_owned(),
        }
    }

    pub(super) fn look(&self, file: &Value) -> Facet {
        match self {
            Compose::Published { service, port } => of(file, "published", service, |service| published(service, *port)),
            Compose::Unpublished(services) => {
                each(file, "unpublished", services, "no published port", |service| match service.ports().first() {
                    Some((outside, inside)) if outside.is_empty() => Some(("published", format!("port {inside}"))),
                    Some((outside, inside)) => Some(("published", format!("`{outside}:{inside}`"))),
                    None => None,
                })
            }
            Compose::Healthcheck(services) => each(file, "healthcheck", services, "a health check", unhealthy),
            Compose::Waits { service, on } => of(file, "waits", service, |service| waits(service, on)),
            Compose::Keeps { service, at, since } => {
                of(file, "keeps", service, |service| keeps(service, at, since, file))
            }
            Compose::Shows { service, path } => of(file, "shows", service, |service| shows(service, path)),
            Compose::Required(names) => required(file, names),
            Compose::Reaches { service, variable, host } => {
                of(file, "reaches", service, |service| reaches(service, variable, host))
            }
            Compose::NoSecrets => no_secrets(file),
            Compose::Pinned => images(file, "pinned", "a version for every image", |image, typed| {
                let (key, why) = match image.hold() {
                    Hold::Firm => return None,
                    Hold::Untagged => ("untagged", "has no tag"),
                    Hold::Latest => ("latest", "is another image tomorrow"),
                    Hold::Moving => ("moving", "has a tag without any version"),
                };
                Some((key.to_owned(), format!("`{typed}` {why}")))
            }),
            Compose::Outdated(lines) => images(file, "outdated", "images that still get fixes", |image, typed| {
                let line = lines.iter().find(|line| image.is_of(line))?;
                Some((line.clone(), format!("`{typed}`")))
            }),
        }
    }
}

/// Looks at one service, or tells that it is not there.
fn of<'v>(file: &'v Value, name: &str, service: &str, look: impl FnOnce(&Service<'v>) -> Facet) -> Facet {
    match services(file).find(|found| found.name == service) {
        Some(found) => look(&found),
        None => Facet::new(name, false, "no-service", format!("a service `{service}`"), "there is none"),
    }
}

/// The first service for which something is wrong.
fn each(
    file: &Value,
    name: &str,
    wanted: &[String],
    expected: &str,
    wrong: impl Fn(&Service<'_>) -> Option<(&'static str, String)>,
) -> Facet {
    for service in wanted {
        let expected = format!("`{service}`: {expected}");
        let Some(found) = services(file).find(|found| found.name == service) else {
            return Facet::new(name, false, format!("{service}: no-service"), expected, "there is no such service");
        };
        if let Some((key, actual)) = wrong(&found) {
            return Facet::new(name, false, format!("{service}: {key}"), expected, actual);
        }
    }
    Facet::new(name, true, "right", expected, "it is")
}

fn images(file: &Value, name: &str, expected: &str, wrong: impl Fn(&Image, &str) -> Option<(String, String)>) -> Facet {
    for service in services(file) {
        let Some(typed) = service.fields.get("image").and_then(Value::as_str) else { continue };
        if let Some((key, actual)) = wrong(&Image::parse(typed), typed) {
            return Facet::new(name, false, key, expected, format!("{}: {actual}", service.name));
        }
    }
    Facet::new(name, true, "right", expected, "it is so")
}

fn published(service: &Service<'_>, port: u16) -> Facet {
    let ports = service.ports();
    let held = ports.iter().any(|(_, inside)| *inside == port.to_string());
    let shown: Vec<String> = ports.iter().map(|(outside, inside)| format!("{outside}:{inside}")).collect();
    let (key, actual) =
        if ports.is_empty() { ("missing", "it publishes none".to_owned()) } else { ("other", listed(&shown)) };
    let expected = format!("port {port} of `{}` is published", service.name);
    Facet::compared("published", held, key, expected, actual)
}

fn waits(service: &Service<'_>, on: &[String]) -> Facet {
    let depends = service.depends_on();
    let is_short = matches!(service.fields.get("depends_on"), Some(Value::Array(_)));
    for name in on {
        let found = depends.iter().find(|(found, _)| found == name).map(|(_, condition)| condition.as_str());
        let (key, actual) = match found {
            Some("service_healthy") => continue,
            None => (format!("{name}: missing"), "it is not listed in `depends_on`".to_owned()),
            Some(_) if is_short => {
                (format!("{name}: list"), "`depends_on` is a list, which only orders the starts".to_owned())
            }
            Some(other) => (format!("{name}: {other}"), format!("the condition is `{other}`")),
        };
        let expected = format!("`{}` waits for `{name}` with `condition: service_healthy`", service.name);
        return Facet::new("waits", false, key, expected, actual);
    }
    Facet::new("waits", true, "right", "it waits", "it waits")
}

fn keeps(service: &Service<'_>, at: &str, since: &[(u32, String)], file: &Value) -> Facet {
    let image = service.fields.get("image").map(text).unwrap_or_default();
    let major = Image::parse(&image).major();
    let moved =
        since.iter().filter(|(from, _)| major.is_some_and(|major| major >= *from)).max_by_key(|(from, _)| *from);
    let wanted = moved.map_or(at, |(_, path)| path.as_str());
    let own = service.environment().into_iter().find(|(name, _)| name == "PGDATA").and_then(|(_, value)| value);
    let expected = format!("a named volume at `{wanted}` for `{image}`");
    let facet =
        |key: String, actual: String| Facet::compared("keeps", key == "right", key.clone(), expected.clone(), actual);
    let mounts = service.mounts();
    let right = |mount: &&Mount| match &own {
        Some(data) => cleaned(data) == mount.target || cleaned(data).starts_with(&format!("{}/", mount.target)),
        None => mount.target == cleaned(wanted),
    };
    let Some(found) = mounts.iter().find(right) else {
        return match mounts.iter().find(|mount| mount.kind != Kind::Anonymous) {
            Some(other) => {
                facet(format!("at /{}", other.target), format!("`{}` is mounted at `/{}`", other.source, other.target))
            }
            None => facet("missing".to_owned(), "it has no volume".to_owned()),
        };
    };
    let declared = file.get("volumes").and_then(Value::as_object).is_some_and(|all| all.contains_key(&found.source));
    match found.kind {
        Kind::Named if !declared => {
            facet("undeclared".to_owned(), format!("`{}` is not declared under the top-level `volumes`", found.source))
        }
        Kind::Named => facet("right".to_owned(), "it is there".to_owned()),
        Kind::Bind => {
            facet("bind".to_owned(), format!("the folder `{}` of the machine is mounted there", found.source))
        }
        Kind::Anonymous => {
            facet("anonymous".to_owned(), "that volume has no name, so the next container gets a new one".to_owned())
        }
    }
}

fn shows(service: &Service<'_>, path: &str) -> Facet {
    let path = cleaned(path);
    let over = |mount: &&Mount| {
        path == mount.target || path.starts_with(&format!("{}/", mount.target)) || mount.target.is_empty()
    };
    // The innermost mount is what a program sees.
    let mounts = service.mounts();
    let innermost = mounts.iter().filter(over).max_by_key(|mount| mount.target.len());
    let hidden = innermost.filter(|mount| mount.kind == Kind::Bind);
    let actual = hidden.map_or_else(
        || "nothing lies over it".to_owned(),
        |mount| format!("`{}` is mounted over it at `/{}`", mount.source, mount.target),
    );
    Facet::compared("shows", hidden.is_none(), "hidden", format!("`/{path}` as the image has it"), actual)
}

/// All `$NAME` and `${NAME…}` of a text: the name, and what follows it in the braces.
fn interpolations(text: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('$') {
        if let Some(escaped) = after.strip_prefix('$') {
            rest = escaped;
            continue;
        }
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let (inside, left) = match after.strip_prefix('{') {
            Some(inside) => inside.split_once('}').unwrap_or((inside, "")),
            None => after.split_at(after.find(|c| !is_name(c)).unwrap_or(after.len())),
        };
        let end = inside.find(|c| !is_name(c)).unwrap_or(inside.len());
        let (name, operator) = inside.split_at_checked(end).unwrap_or((inside, ""));
        if !name.is_empty() {
            all.push((name.to_owned(), operator.to_owned()));
        }
        rest = left;
    }
    all
}

fn each_text<'v>(value: &'v Value, visit: &mut impl FnMut(&'v str)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(items) => items.iter().for_each(|item| each_text(item, visit)),
        Value::Object(fields) => fields.values().for_each(|field| each_text(field, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn required(file: &Value, names: &[String]) -> Facet {
    let mut all = Vec::new();
    each_text(file, &mut |text| all.extend(interpolations(text)));
    for name in names {
        let expected = format!("`${{{name}:?message}}`");
        let wrong = |key: &str, actual: String| {
            Facet::new("required", false, format!("{name}: {key}"), expected.clone(), actual)
        };
        let uses: Vec<&String> = all.iter().filter(|(found, _)| found == name).map(|(_, operator)| operator).collect();
        let passed = services(file)
            .any(|service| service.environment().iter().any(|(found, value)| found == name && value.is_none()));
        if uses.is_empty() {
            let (key, why) = if passed {
                ("passed-on", "it is only passed on, be it set or not")
            } else {
                ("unused", "it is not used")
            };
            return wrong(key, why.to_owned());
        }
        if let Some(operator) = uses.iter().find(|operator| !operator.starts_with(":?")) {
            let shown = format!("`${{{name}{operator}}}`");
            return match operator.as_str() {
                "" => wrong("may-be-empty", shown),
                operator if operator.starts_with('?') => wrong("empty-accepted", shown),
                _ => wrong("default", shown),
            };
        }
    }
    Facet::new("required", true, "right", "each is required", "each is required")
}

fn reaches(service: &Service<'_>, variable: &str, host: &str) -> Facet {
    let found = service.environment().into_iter().find(|(name, _)| name == variable);
    let expected = format!("`{variable}` with the host `{host}`");
    let facet = |key: &str, actual: String| Facet::compared("reaches", key == "right", key, expected.clone(), actual);
    let Some((_, value)) = found else { return facet("missing", format!("`{}` does not set it", service.name)) };
    let value = value.unwrap_or_default();
    match secret::url(&value).map(|url| url.host.to_owned()) {
        Some(found) if found == host => facet("right", "it does".to_owned()),
        Some(found) if ["localhost", "127.0.0.1"].contains(&found.as_str()) => {
            facet("localhost", format!("the host is `{found}`"))
        }
        Some(found) => facet("other-host", format!("the host is `{found}`")),
        None => facet("no-address", "it is no address".to_owned()),
    }
}

fn no_secrets(file: &Value) -> Facet {
    let expected = "passwords from outside: `${NAME:?…}` or `env_file`";
    for service in services(file) {
        for (name, value) in service.environment() {
            let Some(value) = value else { continue };
            let address = secret::url(&value).and_then(|url| url.password.map(str::to_owned));
            let held = address.or_else(|| secret::is_name(&name).then(|| value.clone()));
            let Some(held) = held.filter(|held| !held.is_empty()) else { continue };
            let parts = interpolations(&held);
            let default = parts.iter().find(|(_, operator)| {
                operator.trim_start_matches(':').strip_prefix('-').is_some_and(|default| !default.is_empty())
            });
            let (key, why) = match (parts.is_empty(), default) {
                (true, _) => ("literal", "is written down"),
                (false, Some(_)) => ("default", "falls back to one that is written down"),
                (false, None) => continue,
            };
            let actual = format!("the secret in `{name}` of `{}` {why}", service.name);
            return Facet::new("no_secrets", false, format!("{}.{name}: {key}", service.name), expected, actual);
        }
    }
    Facet::new("no_secrets", true, "right", expected, "none is written down")
}

#[cfg(test)]
mod tests;
