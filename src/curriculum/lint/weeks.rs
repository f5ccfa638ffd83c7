//! A week's items fit into its hours.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::locate;
use crate::curriculum::load::Loaded;
use crate::curriculum::model::Curriculum;
use crate::diagnostic::{Diagnostics, Source};

pub(super) fn check(loaded: &Loaded, curriculum: &Curriculum, problems: &mut Diagnostics) {
    let files: BTreeMap<&str, &Arc<Source>> =
        loaded.week_files.iter().map(|(source, _)| (source.name.as_str(), source)).collect();
    for week in curriculum.weeks() {
        let minutes: u32 = week.items.iter().map(|item| curriculum.minutes(item)).sum();
        let hours = f64::from(minutes) / 60.0;
        // Hours that are missing or wrong were told, and are 0.
        if hours <= week.hours || week.hours <= 0.0 {
            continue;
        }
        let Some(file) = files.get(format!("curriculum/{}/week.toml", week.id).as_str()) else { continue };
        let place = locate(file, &(0..file.text.len()), "items");
        let message = format!("the items take {hours:.1} hours, but the week is planned with {}", week.hours);
        problems
            .file(Arc::clone(file))
            .warning("too-much-work", place, message)
            .help("correct `minutes` or `hours`, or move items to another week");
    }
}
