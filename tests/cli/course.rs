//! What there is to learn, and how far the learner is: `list`, `show`, `status`.

use insta::assert_snapshot;

use crate::project::Project;

#[test]
fn list_shows_weeks_and_items_with_their_states() {
    let project = Project::new();
    project.run("answer first-quiz one-call b --path node");
    assert_snapshot!(project.run("list --path node"), @r#"
    $ roadmap list --path node
    Week 1: First steps
      new    lesson   first-words                        First words
      tried  quiz     first-quiz                         First quiz
      new    exercise double-it                          Double it
    Week 2: Later (not written yet)
    --- exit code 0
    "#);
}

#[test]
fn list_as_json_has_every_week_and_item() {
    let json = Project::new().run("list --json --path python").json();
    assert_eq!(json["path"], "python");
    assert_eq!(json["weeks"][0]["id"], "first-steps");
    assert_eq!(json["weeks"][0]["written"], true);
    assert_eq!(json["weeks"][0]["items"][2]["id"], "double-it");
    assert_eq!(json["weeks"][0]["items"][2]["kind"], "exercise");
    assert_eq!(json["weeks"][0]["items"][2]["state"], "new");
    assert_eq!(json["weeks"][1]["written"], false);
}

#[test]
fn the_built_in_curriculum_is_used_unless_another_is_named() {
    let project = Project::new();
    let json = project.roadmap("list --json").without("ROADMAP_COURSE").run().json();
    let weeks = json["weeks"].as_array().unwrap();
    assert_eq!(weeks.len(), 17, "the orientation and sixteen weeks");
    assert_eq!(weeks[1]["id"], "values-and-variables");
    assert_eq!(weeks[1]["items"].as_array().unwrap().len(), 16, "5 lessons, the quiz, 10 exercises");
}

#[test]
fn show_prints_a_lesson_for_the_path() {
    assert_snapshot!(Project::new().run("show first-words --path python"), @r#"
    $ roadmap show first-words --path python
    First words

    A program prints with one call.

    Printing

    hello.py · can be run
      print("Hello!")
    prints
      Hello!

    --- exit code 0
    "#);
}

#[test]
fn show_prints_a_quiz_without_its_answers() {
    assert_snapshot!(Project::new().run("show first-quiz --path python"), @r#"
    $ roadmap show first-quiz --path python
    First quiz

    one-call
    How many calls print a line?

      a  One.
      b  Two.

    joined-digits
    What does this print?

        print("5" + "1")

    name-first
    Put the lines in order. One does not belong.

      1  print(name)
      2  print('name')
      3  name = 'Ada'

    roadmap answer first-quiz QUESTION ANSWER answers a question.
    --- exit code 0
    "#);
}

#[test]
fn show_prints_a_task_with_the_names_of_the_path() {
    assert_snapshot!(Project::new().run("show double-it --path node"), @"
    $ roadmap show double-it --path node
    Double it

    Complete doubleIt(number): it gives back twice the number.


    roadmap start double-it hands out the files, roadmap check double-it checks them.
    --- exit code 0
    ");
}

#[test]
fn an_unknown_id_suggests_the_nearest() {
    let project = Project::new();
    assert_snapshot!(project.run("show frist-words"), @r#"
    $ roadmap show frist-words
    --- stderr
    error: there is no lesson, quiz, exercise or project `frist-words`; did you mean `first-words`? `roadmap list` shows all
    --- exit code 2
    "#);
    assert_snapshot!(project.run("show zebra"), @r#"
    $ roadmap show zebra
    --- stderr
    error: there is no lesson, quiz, exercise or project `zebra`. `roadmap list` shows all
    --- exit code 2
    "#);
}

#[test]
fn a_lesson_is_not_an_exercise() {
    assert_snapshot!(Project::new().run("start first-words --path node"), @r#"
    $ roadmap start first-words --path node
    --- stderr
    error: `first-words` is a lesson, not an exercise; `roadmap show first-words` shows it
    --- exit code 2
    "#);
}

#[test]
fn status_counts_what_is_passed_and_names_the_last_place() {
    let project = Project::new();
    project.run("start double-it --path node");
    assert_snapshot!(project.run("status --path node"), @r#"
    $ roadmap status --path node
    Small Course, Node.js
      0 of  3  Week 1: First steps
    You were last at: Double it (double-it)
    Exercise files: [DIR]/work
    --- exit code 0
    "#);
}

#[test]
fn status_as_json_has_place_and_weeks() {
    let project = Project::new();
    project.run("start double-it --path node");
    let json = project.run("status --json --path node").json();
    assert_eq!(json["path"], "node");
    assert_eq!(json["place"], "double-it");
    assert_eq!(json["workspace"], "[DIR]/work");
    assert_eq!(json["weeks"][0], serde_json::json!({ "id": "first-steps", "number": 1, "passed": 0, "of": 3 }));
}

#[test]
fn without_a_terminal_the_status_is_printed() {
    assert_snapshot!(Project::new().run(""), @r#"
    $ roadmap
    Small Course, Node.js
      0 of  3  Week 1: First steps
    Exercise files: [DIR]/work
    --- stderr
    note: there is no terminal here, so this is your status; `roadmap --help` shows the commands
    --- exit code 0
    "#);
}
