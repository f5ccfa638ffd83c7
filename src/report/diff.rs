//! Tells in which verdicts two reports differ.

use std::collections::BTreeMap;

use super::{Answer, Item, Kind, Report, Variant};
use crate::id::Track;

/// Where two reports differ, one line each; empty when they come to the same.
pub fn differences(left: &Report, right: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    if left.command != right.command {
        lines.push(format!("the first is of `{}`, the second of `{}`", left.command.as_str(), right.command.as_str()));
    }
    if left.tool != right.tool {
        lines.push(format!("the first was made by {}, the second by {}", left.tool, right.tool));
    }
    let (left, right) = (by_name(left), by_name(right));
    for (name, item) in &left {
        match right.get(name) {
            None => lines.push(format!("{}: only in the first", item.name())),
            Some(other) if other.digest != item.digest => {
                lines.extend(items(item, other).into_iter().map(|line| format!("{}: {line}", item.name())));
            }
            Some(_) => {}
        }
    }
    let only = right.iter().filter(|(name, _)| !left.contains_key(name));
    lines.extend(only.map(|(_, item)| format!("{}: only in the second", item.name())));
    lines
}

type Name<'a> = (Kind, &'a str, Track, &'a str);

fn by_name(report: &Report) -> BTreeMap<Name<'_>, &Item> {
    report
        .items
        .iter()
        .map(|item| {
            let folder = item.answer.as_ref().map_or("", |answer| answer.folder.as_str());
            ((item.kind, item.id.as_str(), item.path, folder), item)
        })
        .collect()
}

fn items(left: &Item, right: &Item) -> Vec<String> {
    let mut lines = Vec::new();
    if left.status != right.status {
        lines.push(format!("{} in the first, {} in the second", left.status.as_str(), right.status.as_str()));
    }
    variants(left, right, &mut lines);
    if let (Some(left), Some(right)) = (&left.answer, &right.answer) {
        answers(left, right, &mut lines);
    }
    if lines.is_empty() {
        lines.push("the digests differ".to_owned());
    }
    lines
}

fn variants(left: &Item, right: &Item, lines: &mut Vec<String>) {
    let named = |item: &'_ Item| -> BTreeMap<String, Variant> {
        item.variants.iter().map(|one| (one.variant.clone(), one.clone())).collect()
    };
    let (left, right) = (named(left), named(right));
    for (name, one) in &left {
        let Some(other) = right.get(name) else {
            lines.push(format!("{name} is only in the first"));
            continue;
        };
        if one.verdict != other.verdict {
            lines.push(format!("{name} is {} in the first, {} in the second", one.verdict, other.verdict));
        }
        let only = |one: &Variant, other: &Variant| -> Vec<String> {
            one.trips.iter().filter(|trip| !other.trips.contains(trip)).cloned().collect()
        };
        lines.extend(only(one, other).iter().map(|trip| format!("{name} trips {trip} only in the first")));
        lines.extend(only(other, one).iter().map(|trip| format!("{name} trips {trip} only in the second")));
    }
    let only = right.keys().filter(|name| !left.contains_key(*name));
    lines.extend(only.map(|name| format!("{name} is only in the second")));
}

fn answers(left: &Answer, right: &Answer, lines: &mut Vec<String>) {
    if left.verdict != right.verdict {
        lines.push(format!("the verdict is {} in the first, {} in the second", left.verdict, right.verdict));
    }
    if left.wrong != right.wrong {
        let name = |wrong: &Option<String>| wrong.clone().unwrap_or_else(|| "nothing known".to_owned());
        lines.push(format!("recognised as {} in the first, {} in the second", name(&left.wrong), name(&right.wrong)));
    }
    if left.edited != right.edited {
        let list = |edited: &[String]| if edited.is_empty() { "nothing".to_owned() } else { edited.join(", ") };
        lines.push(format!("edited: {} in the first, {} in the second", list(&left.edited), list(&right.edited)));
    }
    if left.checks.len() != right.checks.len() {
        lines.push(format!("{} checks in the first, {} in the second", left.checks.len(), right.checks.len()));
    }
    for (number, (one, other)) in left.checks.iter().zip(&right.checks).enumerate() {
        if (one.passed, &one.seen) != (other.passed, &other.seen) {
            let seen = |seen: &[(String, String)]| {
                let all: Vec<_> = seen.iter().map(|(name, key)| format!("{name} {key}")).collect();
                if all.is_empty() { "nothing".to_owned() } else { all.join(", ") }
            };
            let (first, second) = (seen(&one.seen), seen(&other.seen));
            let line =
                format!("check {} ({}): saw {first} in the first, {second} in the second", number + 1, one.label);
            lines.push(line);
        }
    }
}
