//! Services of a compose file: short and long forms are one.

use serde_json::{Map, Value};

use crate::check::document::pattern::cleaned;

/// A service, read.
pub(super) struct Service<'v> {
    pub(super) name: &'v str,
    pub(super) fields: &'v Map<String, Value>,
}

/// What is mounted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mount {
    pub(super) kind: Kind,
    pub(super) source: String,
    pub(super) target: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Named,
    Bind,
    Anonymous,
}

/// All services, in the order in which they stand.
pub(super) fn services(file: &Value) -> impl Iterator<Item = Service<'_>> {
    let all = file.get("services").and_then(Value::as_object);
    all.into_iter().flatten().filter_map(|(name, fields)| Some(Service { name, fields: fields.as_object()? }))
}

/// Text, numbers and truths as compose hands them over.
pub(super) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| if value.is_null() { String::new() } else { value.to_string() }, str::to_owned)
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

impl Service<'_> {
    /// Published and container ports; the first is empty where Docker chooses one.
    pub(super) fn ports(&self) -> Vec<(String, String)> {
        let port = |value: &Value| match value {
            Value::Object(long) => {
                let field = |name: &str| long.get(name).map(text).unwrap_or_default();
                (field("published"), field("target"))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                let short = text(value);
                let short = short.split('/').next().unwrap_or_default().to_owned();
                let parts: Vec<&str> = short.rsplit(':').collect();
                let part = |at: usize| parts.get(at).copied().unwrap_or_default().to_owned();
                (part(1), part(0))
            }
        };
        list(self.fields.get("ports")).iter().map(port).collect()
    }

    pub(super) fn mounts(&self) -> Vec<Mount> {
        let mount = |value: &Value| match value {
            Value::Object(long) => {
                let field = |name: &str| long.get(name).map(text).unwrap_or_default();
                let kind = match (field("type").as_str(), field("source").as_str()) {
                    ("bind", _) => Kind::Bind,
                    ("volume", source) if !source.is_empty() => Kind::Named,
                    _ => Kind::Anonymous,
                };
                Mount { kind, source: field("source"), target: cleaned(&field("target")) }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                let short = text(value);
                let mut parts = short.split(':');
                let first = parts.next().unwrap_or_default().to_owned();
                let Some(target) = parts.next() else {
                    return Mount { kind: Kind::Anonymous, source: String::new(), target: cleaned(&first) };
                };
                let is_path = first.starts_with(['.', '/', '~', '$']);
                let kind = if is_path { Kind::Bind } else { Kind::Named };
                Mount { kind, source: first, target: cleaned(target) }
            }
        };
        list(self.fields.get("volumes")).iter().map(mount).collect()
    }

    /// Names and values of `environment`; none where the value is passed on from outside.
    pub(super) fn environment(&self) -> Vec<(String, Option<String>)> {
        match self.fields.get("environment") {
            Some(Value::Object(map)) => {
                let value = |value: &Value| (!value.is_null()).then(|| text(value));
                map.iter().map(|(name, given)| (name.clone(), value(given))).collect()
            }
            Some(Value::Array(pairs)) => pairs
                .iter()
                .map(text)
                .map(|pair| match pair.split_once('=') {
                    Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                    None => (pair, None),
                })
                .collect(),
            Some(_) | None => Vec::new(),
        }
    }

    /// Services that it depends on, and what it waits for.
    pub(super) fn depends_on(&self) -> Vec<(String, String)> {
        match self.fields.get("depends_on") {
            Some(Value::Array(names)) => names.iter().map(|name| (text(name), "service_started".to_owned())).collect(),
            Some(Value::Object(map)) => map
                .iter()
                .map(|(name, long)| {
                    let condition = long.get("condition").map_or_else(|| "service_started".to_owned(), text);
                    (name.clone(), condition)
                })
                .collect(),
            Some(_) | None => Vec::new(),
        }
    }
}

/// Why it has no health check.
pub(super) fn unhealthy(service: &Service<'_>) -> Option<(&'static str, String)> {
    let Some(check) = service.fields.get("healthcheck") else { return Some(("missing", "it has none".to_owned())) };
    let test = check.get("test");
    let is_none =
        test.is_some_and(|test| text(test) == "NONE" || list(Some(test)).first().is_some_and(|t| t == "NONE"));
    if check.get("disable").and_then(Value::as_bool) == Some(true) || is_none {
        return Some(("disabled", "it is switched off".to_owned()));
    }
    match test {
        Some(Value::String(test)) if !test.trim().is_empty() => None,
        Some(Value::Array(words)) => match words.first().and_then(Value::as_str) {
            Some("CMD" | "CMD-SHELL") if words.len() > 1 => None,
            _ => {
                Some(("bad-test", "its `test` is a list that begins with neither \"CMD\" nor \"CMD-SHELL\"".to_owned()))
            }
        },
        Some(_) | None => Some(("no-test", "it has no `test`".to_owned())),
    }
}
