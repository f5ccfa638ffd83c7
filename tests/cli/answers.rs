//! Quiz questions answered on the command line.

use insta::assert_snapshot;

use crate::project::Project;

#[test]
fn a_wrong_option_has_its_own_explanation() {
    assert_snapshot!(Project::new().run("answer first-quiz one-call b --path node"), @"");
}

#[test]
fn a_right_option_passes() {
    assert_snapshot!(Project::new().run("answer first-quiz one-call a --path node"), @"");
}

#[test]
fn an_answer_as_json_has_the_verdict() {
    let json = Project::new().run("answer first-quiz one-call a --path node --json").json();
    assert_eq!(json["verdict"], "passed", "{json}");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11 or newer: apt install python3, or brew install python")]
fn a_predicted_output_is_compared_with_a_real_run() {
    let project = Project::new();
    assert_snapshot!(
        project.roadmap("answer first-quiz joined-digits 6 --path python").with_runtimes().run(),
        @""
    );
    assert_snapshot!(
        project.roadmap("answer first-quiz joined-digits 51 --path python").with_runtimes().run(),
        @""
    );
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11 or newer: apt install python3, or brew install python")]
fn ordered_lines_are_run() {
    let project = Project::new();
    assert_snapshot!(
        project.roadmap("answer first-quiz name-first 3,2 --path python").with_runtimes().run(),
        @""
    );
    assert_snapshot!(
        project.roadmap("answer first-quiz name-first 1,3 --path python").with_runtimes().run(),
        @""
    );
    assert_snapshot!(
        project.roadmap("answer first-quiz name-first 3,1 --path python").with_runtimes().run(),
        @""
    );
}

#[test]
fn a_prediction_without_the_runtime_is_not_judged() {
    assert_snapshot!(Project::new().run("answer first-quiz joined-digits 51 --path python"), @"");
}

#[test]
fn what_is_no_answer_is_wrong_usage() {
    let project = Project::new();
    assert_snapshot!(project.run("answer first-quiz name-first x --path python"), @"");
    assert_snapshot!(project.run("answer first-quiz nothing a --path python"), @"");
    assert_snapshot!(project.run("answer first-quiz name-first 1,3 --path node"), @"");
    assert_snapshot!(project.run("answer double-it one-call a --path node"), @"");
    assert_snapshot!(project.run("answer first-quiz one-call a"), @"");
}
