//! `roadmap doctor` on machines with and without runtimes.

use insta::assert_snapshot;

use crate::project::Project;
