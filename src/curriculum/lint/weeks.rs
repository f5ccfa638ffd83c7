//! A week's items fit into its hours.

use crate::curriculum::model::Curriculum;
use crate::diagnostic::{Diagnostics, Source};

pub(super) fn check(curriculum: &Curriculum, problems: &mut Diagnostics) {
    for week in curriculum.weeks() {
        let minutes: u32 = week.items.iter().map(|item| curriculum.minutes(item)).sum();
        let hours = f64::from(minutes) / 60.0;
        // Hours that are missing or wrong were told, and are 0.
        if hours > week.hours && week.hours > 0.0 {
            let message = format!("the items take {hours:.1} hours, but the week is planned with {}", week.hours);
            problems
                .file(Source::unread(format!("curriculum/{}/week.toml", week.id)))
                .warning("too-much-work", 0..0, message)
                .help("correct `minutes` or `hours`, or move items to another week");
        }
    }
}
