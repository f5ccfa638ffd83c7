//! Quiz questions answered on the command line.

use insta::assert_snapshot;

use crate::project::Project;

#[test]
fn a_wrong_option_has_its_own_explanation() {
    assert_snapshot!(Project::new().run("answer first-quiz one-call b --path node"), @r#"
    $ roadmap answer first-quiz one-call b --path node
    ✗ Not yet: 0 of 1 checks passed.

      The second call would print a second line.

    ✗ one-call: How many calls print a line?
      answer
        expected  the right option
        got       b
    --- exit code 1
    "#);
}

#[test]
fn a_right_option_passes() {
    assert_snapshot!(Project::new().run("answer first-quiz one-call a --path node"), @r#"
    $ roadmap answer first-quiz one-call a --path node
    ✓ Passed: 1 of 1 checks.

    ✓ one-call: How many calls print a line?

    Right, one is enough.
    --- exit code 0
    "#);
}

#[test]
fn an_answer_as_json_has_the_verdict() {
    let json = Project::new().run("answer first-quiz one-call a --path node --json").json();
    assert_eq!(json["verdict"], "passed", "{json}");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_predicted_output_is_compared_with_a_real_run() {
    let project = Project::new();
    assert_snapshot!(
        project.roadmap("answer first-quiz joined-digits 6 --path python").with_runtimes().run(),
        @r#"
        $ roadmap answer first-quiz joined-digits 6 --path python
        ✗ Not yet: 0 of 1 checks passed.

          Both are text: `+` joins them.

        ✗ joined-digits: What does this print?
          answer
            expected  51
            got       6
        --- exit code 1
        "#
    );
    assert_snapshot!(
        project.roadmap("answer first-quiz joined-digits 51 --path python").with_runtimes().run(),
        @r#"
        $ roadmap answer first-quiz joined-digits 51 --path python
        ✓ Passed: 1 of 1 checks.

        ✓ joined-digits: What does this print?

        Two texts become one.
        --- exit code 0
        "#
    );
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn ordered_lines_are_run() {
    let project = Project::new();
    assert_snapshot!(
        project.roadmap("answer first-quiz name-first 3,2 --path python").with_runtimes().run(),
        @"
    $ roadmap answer first-quiz name-first 3,2 --path python
    ✗ Not yet: 0 of 1 checks passed.

      In quotes it is a word, not the name.

    ✗ name-first: Put the lines in order. One does not belong.
      decoys
        expected  no line that does not belong
        got       2
      output
        expected  Ada
        got       name
    --- exit code 1
    "
    );
    assert_snapshot!(
        project.roadmap("answer first-quiz name-first 1,3 --path python").with_runtimes().run(),
        @"
    $ roadmap answer first-quiz name-first 1,3 --path python
    ✗ Not yet: 0 of 1 checks passed.

      Line 1 uses `name`, but no earlier line makes it.

    ✗ name-first: Put the lines in order. One does not belong.
      output
        expected  Ada
        got       NameError: name 'name' is not defined
    --- exit code 1
    "
    );
    assert_snapshot!(
        project.roadmap("answer first-quiz name-first 3,1 --path python").with_runtimes().run(),
        @r#"
        $ roadmap answer first-quiz name-first 3,1 --path python
        ✓ Passed: 1 of 1 checks.

        ✓ name-first: Put the lines in order. One does not belong.
        --- exit code 0
        "#
    );
}

#[test]
fn a_prediction_without_the_runtime_is_not_judged() {
    let project = Project::new();
    let done = project.run("answer first-quiz joined-digits 51 --path python").hiding_installs(&project);
    assert_snapshot!(done, @r#"
    $ roadmap answer first-quiz joined-digits 51 --path python
    ! Could not check: Python is not installed. [INSTALL]
    This does not count as an attempt. `roadmap doctor` tells what this machine has.
    --- exit code 3
    "#);
}

#[test]
fn what_is_no_answer_is_wrong_usage() {
    let project = Project::new();
    assert_snapshot!(project.run("answer first-quiz name-first x --path python"), @r#"
    $ roadmap answer first-quiz name-first x --path python
    name-first
    Put the lines in order. One does not belong.

      1  print(name)
      2  print('name')
      3  name = 'Ada'

    --- stderr
    error: an order is line numbers with commas between them, such as 3,1,4
    --- exit code 2
    "#);
    assert_snapshot!(project.run("answer first-quiz nothing a --path python"), @r#"
    $ roadmap answer first-quiz nothing a --path python
    --- stderr
    error: `first-quiz` has no question `nothing` on the python path
    --- exit code 2
    "#);
    assert_snapshot!(project.run("answer first-quiz name-first 1,3 --path node"), @r#"
    $ roadmap answer first-quiz name-first 1,3 --path node
    --- stderr
    error: `first-quiz` has no question `name-first` on the node path
    --- exit code 2
    "#);
    assert_snapshot!(project.run("answer double-it one-call a --path node"), @r#"
    $ roadmap answer double-it one-call a --path node
    --- stderr
    error: `double-it` is not a quiz
    --- exit code 2
    "#);
    assert_snapshot!(project.run("answer first-quiz one-call a"), @r#"
    $ roadmap answer first-quiz one-call a
    --- stderr
    error: which path? Say --path node or --path python, or set ROADMAP_PATH
    --- exit code 2
    "#);
}
