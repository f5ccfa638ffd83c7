//! Joins the reports of all parts of a run into one.

use std::collections::{BTreeMap, BTreeSet};

use super::{Report, Shard};

/// One report of the reports of all parts, by the names of their files. `Err` says everything that is in the way.
pub fn merge(parts: Vec<(String, Report)>) -> Result<Report, Vec<String>> {
    let mut parts = parts.into_iter();
    let Some((first, report)) = parts.next() else { return Err(vec!["there is no report to merge".to_owned()]) };
    let parts: Vec<(String, Report)> = parts.collect();
    let Some(Shard { of, .. }) = report.shard else {
        // A whole report alone is one that is written in another format.
        return if parts.is_empty() { Ok(report) } else { Err(vec![whole(&first)]) };
    };
    let mut problems = Vec::new();
    let mut by_shard: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
    for (name, part) in [(&first, &report)].into_iter().chain(parts.iter().map(|(name, part)| (name, part))) {
        let Some(shard) = part.shard else {
            problems.push(whole(name));
            continue;
        };
        by_shard.entry(shard.index).or_default().push(name);
        let same = (part.command, &part.tool, &part.paths, &part.whole, shard.of)
            == (report.command, &report.tool, &report.paths, &report.whole, of);
        if !same {
            problems.push(format!(
                "`{name}` is of another run than `{first}`: another command, version, path, curriculum or number of parts"
            ));
        }
    }
    for (index, names) in by_shard.iter().filter(|(_, names)| names.len() > 1) {
        let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
        problems.push(format!("part {index}/{of} is there twice: {}", names.join(" and ")));
    }
    let missing: Vec<String> =
        (1..=of).filter(|index| !by_shard.contains_key(index)).take(20).map(|index| format!("{index}/{of}")).collect();
    if !missing.is_empty() {
        problems.push(format!("missing: part {}", missing.join(", ")));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let Report { command, paths, whole, notes, items, .. } = report;
    let mut notes: BTreeSet<String> = notes.into_iter().collect();
    let mut items = items;
    for (_, part) in parts {
        notes.extend(part.notes);
        items.extend(part.items);
    }
    Ok(Report::new(command, paths, whole, None, notes.into_iter().collect(), items))
}

fn whole(name: &str) -> String {
    format!("`{name}` is the report of a whole run, not of a part: merge it with no other")
}
