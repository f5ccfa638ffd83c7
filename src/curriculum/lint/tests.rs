//! Tests of the rules.

use crate::curriculum::testing::Course;

mod allow;
mod content;
mod lessons;
mod names;
mod order;
mod packages;
mod projects;
mod queries;
mod recorded;
mod syntax;

#[test]
fn nothing_is_told_about_a_valid_course() {
    assert_eq!(Course::new().lint(), "");
}
