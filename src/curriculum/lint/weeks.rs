//! A week's items fit into its hours, and fill them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::locate;
use crate::curriculum::load::Loaded;
use crate::curriculum::model::{Curriculum, Item};
use crate::diagnostic::{Diagnostics, Source};

/// The part of its hours that a week's items fill at least.
const LEAST: f64 = 1.0 / 3.0;

/// `is_whole`: nothing is left out because it is broken.
pub(super) fn check(loaded: &Loaded, curriculum: &Curriculum, is_whole: bool, problems: &mut Diagnostics) {
    let files: BTreeMap<&str, &Arc<Source>> =
        loaded.week_files.iter().map(|(source, _)| (source.name.as_str(), source)).collect();
    for week in curriculum.weeks() {
        let minutes: u32 = week.items.iter().map(|item| curriculum.minutes(item)).sum();
        let hours = f64::from(minutes) / 60.0;
        let Some(file) = files.get(format!("curriculum/{}/week.toml", week.id).as_str()) else { continue };
        // A week ends with its quiz: without one it is still being written.
        let is_written = week.items.iter().any(|item| matches!(item, Item::Quiz(_)));
        // Hours that are missing or wrong were told, and are 0.
        let (rule, help) = if week.hours > 0.0 && hours > week.hours {
            ("too-much-work", "correct `minutes` or `hours`, or move items to another week")
        } else if is_whole && is_written && hours < week.hours * LEAST {
            ("too-little-work", "correct `minutes` or `hours`, or write what is missing")
        } else {
            continue;
        };
        let place = locate(file, &(0..file.text.len()), "items");
        let message = format!("the items take {hours:.1} hours, but the week is planned with {}", week.hours);
        problems.file(Arc::clone(file)).warning(rule, place, message).help(help);
    }
}
