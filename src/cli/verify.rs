//! `roadmap verify`: proves a curriculum, prints what trips what, and keeps the record.

use std::collections::HashMap;
use std::path::Path;

use super::args::{Options, VerifyArgs};
use super::batch::{Batch, from_here};
use super::print::Out;
use super::{Exit, Stop};
use crate::curriculum::Item;
use crate::report::{self, Command, Format};
use crate::verify::{Proof, Proven, Trial, verify, with_mutants};

pub(super) fn run(options: &Options, args: &VerifyArgs, out: &mut Out) -> Result<Exit, Stop> {
    let course = options.course.as_deref();
    if args.accept && course.is_none() {
        return Err(Stop::usage("--accept writes into a curriculum's folder: name it with --course DIR"));
    }
    if args.accept && options.path.is_some() {
        return Err(Stop::usage("--accept keeps the record of both paths: leave out --path"));
    }
    let batch = Batch::open(options, &args.run, "verified", out)?;
    let curriculum = &batch.curriculum;
    let (asked, _) = batch.items(&args.what)?;
    let asked = if args.what.is_empty() { curriculum.items().map(|(_, item)| item.clone()).collect() } else { asked };
    let found = asked.len();
    let changes = match course {
        Some(course) => batch.changes(course)?,
        None if args.run.changed_since.is_some() => {
            return Err(Stop::usage("--changed-since looks into a curriculum's folder: name it with --course DIR"));
        }
        None => None,
    };
    let chosen: Vec<Item> = asked
        .into_iter()
        .filter(|item| changes.as_ref().is_none_or(|changes| changes.touch(curriculum, item)))
        .collect();
    let name = |item: &Item| format!("{} {}", item.kind(), item.id());
    let (whole, part) = batch.part(found, &chosen, name, |item| item.id());
    let positions: HashMap<(&str, &str), usize> =
        part.iter().map(|(position, item)| ((item.kind(), item.id()), *position)).collect();
    let items: Vec<Item> = part.iter().map(|(_, item)| (*item).clone()).collect();
    // A record is made of what is seen now.
    let results = if args.accept { None } else { batch.results() };
    let proven = Proven { results: results.as_ref(), records: !args.accept && !args.run.no_cache };
    let proofs = batch.install(|progress| {
        let (runner, cancel) = (&batch.runner, &batch.interrupt.cancel);
        let proofs = verify(curriculum, &items, &batch.tracks, runner, cancel, proven, progress);
        let trial = Trial { runner, cancel, results: proven.results, all: false };
        if args.mutants { with_mutants(curriculum, proofs, trial, args.at_least, progress) } else { proofs }
    })?;
    let accepted =
        if let Some(course) = course.filter(|_| args.accept) { accept(course, &proofs)? } else { Vec::new() };
    let item = |proof: Proof| {
        let item = proof.item(args.accept);
        let position = positions.get(&(item.kind.as_str(), item.id.as_str())).copied().unwrap_or_default();
        let file = item.file.map(|file| course.map_or(file.clone(), |course| from_here(course, &file)));
        report::Item { position, file, ..item }
    };
    let items = proofs.into_iter().map(item).collect();
    let exit = batch.finish(Command::Verify, whole, Vec::new(), items, out)?;
    if args.run.format() == Format::Human {
        for name in accepted {
            out.line(&format!("accepted: {name}"))?;
        }
    }
    Ok(exit)
}

/// Keeps the new records, each all or nothing.
fn accept(course: &Path, proofs: &[Proof]) -> Result<Vec<String>, Stop> {
    let blind = |id: &str| proofs.iter().any(|proof| proof.id == id && !proof.could_not_look.is_empty());
    let mut accepted = Vec::new();
    for proof in proofs {
        let Some(record) = proof.record.as_ref().filter(|_| !blind(&proof.id)) else { continue };
        let name = format!("exercises/{}/record.toml", proof.id);
        let write = || -> std::io::Result<()> {
            let folder = course.join("exercises").join(&proof.id);
            let mut file = tempfile::NamedTempFile::new_in(&folder)?;
            std::io::Write::write_all(&mut file, record.as_bytes())?;
            file.persist(folder.join("record.toml"))?;
            Ok(())
        };
        write().map_err(|error| Stop::could_not_look(format!("cannot write {name}: {error}")))?;
        accepted.push(name);
    }
    Ok(accepted)
}
