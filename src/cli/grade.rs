//! `roadmap grade DIR`: judges the answers in a folder by the checks of the curriculum.

use std::path::Path;

use super::args::{GradeArgs, Options};
use super::batch::{Batch, from_here};
use super::print::Out;
use super::{Exit, Stop};
use crate::grade::{Handin, Wanted, find, grade};
use crate::report::{Command, Item};

pub(super) fn run(options: &Options, args: &GradeArgs, out: &mut Out) -> Result<Exit, Stop> {
    let root = args.folder.as_path();
    if let Err(error) = std::fs::read_dir(root) {
        return Err(Stop::usage(format!("cannot look into `{}`: {error}", root.display())));
    }
    let batch = Batch::open(options, &args.run, "used for grading", out)?;
    let (only, must) = batch.items(&args.what)?;
    let wanted = Wanted { only: (!args.what.is_empty()).then_some(only), must };
    let search = find(&batch.curriculum, root, &wanted, options.path);
    let found = search.handins.len();
    let changes = batch.changes(root)?;
    let has_changed = |handin: &Handin| match (&changes, &handin.folder) {
        (Some(changes), Some(folder)) => changes.has_below(folder),
        (Some(_), None) | (None, _) => true,
    };
    let chosen: Vec<Handin> = search.handins.into_iter().filter(has_changed).collect();
    let name = |handin: &Handin| {
        let folder = handin.folder.as_deref().unwrap_or_default();
        format!("{} {} {folder}", handin.item.kind(), handin.item.id())
    };
    let (whole, part) = batch.part(found, &chosen, name, |handin| handin.item.id());
    let handins: Vec<Handin> = part.iter().map(|(_, handin)| (*handin).clone()).collect();
    let results = batch.results();
    let items = batch.install(|progress| {
        let (curriculum, cancel) = (&batch.curriculum, &batch.interrupt.cancel);
        grade(curriculum, root, &handins, &batch.runner, cancel, results.as_ref(), progress)
    })?;
    let items = items.into_iter().zip(part).map(|(item, (position, _))| placed(item, position, root));
    batch.finish(Command::Grade, whole, search.notes, items.collect(), out)
}

fn placed(item: Item, position: usize, root: &Path) -> Item {
    let file = item.file.map(|file| from_here(root, &file));
    Item { position, file, ..item }
}
