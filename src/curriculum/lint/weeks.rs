//! A week's items fit into its hours.

use std::sync::Arc;

use crate::curriculum::load::Loaded;
use crate::diagnostic::Diagnostics;

pub(super) fn check(loaded: &Loaded, problems: &mut Diagnostics) {
    let Some(curriculum) = &loaded.curriculum else { return };
    for week in curriculum.weeks() {
        let minutes: u32 = week.items.iter().map(|item| curriculum.minutes(item)).sum();
        let hours = f64::from(minutes) / 60.0;
        let file = format!("curriculum/{}/week.toml", week.id);
        let source = loaded.sources.iter().find(|source| source.name == file);
        if let (true, Some(source)) = (hours > week.hours, source) {
            problems
                .file(Arc::clone(source))
                .warning(
                    "too-much-work",
                    0..0,
                    format!("the items take {hours:.1} hours, but the week is planned with {}", week.hours),
                )
                .help("correct `minutes` or `hours`, or move items to another week");
        }
    }
}
