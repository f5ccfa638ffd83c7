//! Grades the answers in a folder: they are judged by the curriculum's own checks, whatever lies beside them.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::check::Runner;
use crate::curriculum::Curriculum;
use crate::process::Cancel;
use crate::report::Item;
use crate::results::Results;

mod answer;
mod find;

pub use find::{Handin, Search, Wanted, find};

/// Judges answers, several at once. `progress` is told how many of how many are done. With `results`, an answer that was
/// judged in an earlier run is not judged again. `root` is the folder that was graded; files are named from there.
pub fn grade(
    curriculum: &Curriculum,
    root: &Path,
    handins: &[Handin],
    runner: &Runner,
    cancel: &Cancel,
    results: Option<&Results>,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<Item> {
    let done = AtomicUsize::new(0);
    progress(0, handins.len());
    handins
        .par_iter()
        .map(|handin| {
            let item = answer::judge(curriculum, root, handin, runner, cancel, results);
            progress(done.fetch_add(1, Ordering::SeqCst) + 1, handins.len());
            item
        })
        .collect()
}
