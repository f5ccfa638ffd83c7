//! Tests of the checks of questions.

use super::{Given, Question};
use crate::check::testing::{Bench, build, failed};
use crate::check::{CheckError, Seen};
use crate::id::Track;

fn question(toml: &str) -> Question {
    build(toml, Question::build).unwrap()
}

fn problems(toml: &str) -> Vec<String> {
    build(toml, Question::build).unwrap_err()
}

fn judge(question: &Question, track: Track, given: &Given) -> Seen {
    Bench::program(track, "").with(|sandbox| question.judge(track, given, sandbox)).unwrap()
}

fn text(text: &str) -> Given {
    Given::Text(text.to_owned())
}

const CHOICE: &str = r#"
id = "list"
ask = "Which?"
choice.options = [
  { text = "copied", say = "Nothing is copied." },
  { text = "shared", right = true, say = { node = "Right (node).", python = "Right (python)." } },
]
"#;

const SEVERAL: &str = r#"
id = "json"
ask = "Which are JSON?"
[check.choice]
several = true
options = [
  { text = "1", right = true, say = "One." },
  { text = "2", say = "Not two." },
  { text = "3", right = true, say = "Three." },
  { text = "4", say = "Not four." },
]
"#;

const PREDICT: &str = r#"
id = "tenths"
lesson = "numbers"
ask = "What does this print?"
[check.predict]
code = { node = "console.log(0.1 + 0.2 === 0.3)", python = "print(0.1 + 0.2 == 0.3)" }
prints = { node = "false", python = "False" }
slips = [{ answer = "0.3", say = "It compares." }]
say = "Tenths have no exact form."
"#;

const ORDER: &str = r#"
id = "count"
paths = ["python"]
ask = "Put the lines in order."
[check.order]
prints = "2 permissions"
solution = [4, 5, 2, 3]
lines = [
  { text = "profile = json.dumps(text)", makes = ["profile"], uses = ["json", "text"], decoy = "You have text." },
  { text = "profile = json.loads(text)", makes = ["profile"], uses = ["json", "text"] },
  { text = "print(len(profile), 'permissions')", uses = ["profile"] },
  { text = "import json", makes = ["json"] },
  { text = "text = '[1, 2]'", makes = ["text"] },
]
"#;

#[test]
fn the_right_option_is_explained_and_so_is_the_wrong_one() {
    let question = question(CHOICE);
    let right = judge(&question, Track::Python, &text("b"));
    assert!(right.passed());
    assert_eq!(right.said.as_deref(), Some("Right (python)."));
    let wrong = judge(&question, Track::Node, &text(" A "));
    assert!(!wrong.passed());
    assert_eq!((failed(&wrong), wrong.said.as_deref()), (vec!["answer: a".to_owned()], Some("Nothing is copied.")));
}

#[test]
fn several_options_are_right_only_all_together_and_alone() {
    let question = question(SEVERAL);
    let said = |letters: &[&str]| {
        let given = Given::Choices(letters.iter().map(|letter| (*letter).to_owned()).collect());
        let seen = judge(&question, Track::Node, &given);
        (seen.passed(), seen.said.unwrap())
    };
    assert_eq!(said(&["c", "a"]), (true, "One.\n\nThree.".to_owned()));
    assert_eq!(said(&["a"]), (false, "What you chose is right, but it is not all: 1 of 2 right options.".to_owned()));
    assert_eq!(said(&["a", "b", "c"]), (false, "Not two.".to_owned()));
    assert_eq!(said(&["b", "d"]), (false, "Not two.\n\nNot four.".to_owned()));
}

#[test]
fn an_empty_answer_is_never_right() {
    for (toml, track) in [(CHOICE, Track::Node), (SEVERAL, Track::Node), (PREDICT, Track::Node), (ORDER, Track::Python)]
    {
        let question = question(toml);
        for given in
            [text(""), text(" \n"), Given::Order(vec![]), Given::Choices(vec![]), Given::Choices(vec![" ".into()])]
        {
            assert_eq!(failed(&judge(&question, track, &given)), ["answer: unanswered"], "{toml}");
        }
    }
}

#[test]
fn an_answer_of_another_form_is_told_how_to_answer() {
    let choice = question(CHOICE);
    for given in [text("z"), text("a b"), text("ab"), Given::Order(vec![1])] {
        let seen = judge(&choice, Track::Node, &given);
        assert_eq!(failed(&seen), ["answer: malformed"], "{given:?}");
        assert!(seen.said.unwrap().contains("letter"));
    }
    assert_eq!(failed(&judge(&question(ORDER), Track::Python, &text("first"))), ["answer: malformed"]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_prediction_is_compared_with_what_is_really_printed() {
    let question = question(PREDICT);
    let said = |track: Track, answer: &str| {
        let seen = judge(&question, track, &text(answer));
        assert_eq!(seen.facets[0].expected, if track == Track::Node { "false" } else { "False" });
        (seen.passed(), seen.said.unwrap())
    };
    assert_eq!(said(Track::Node, " false\r\n"), (true, "Tenths have no exact form.".to_owned()));
    assert_eq!(said(Track::Python, "0.3"), (false, "It compares.".to_owned()));
    assert_eq!(said(Track::Python, "7"), (false, "Tenths have no exact form.".to_owned()));
    assert!(said(Track::Python, "false").1.contains("Python writes `True`"));
    assert!(said(Track::Node, "False").1.contains("JavaScript writes `true`"));
    assert!(said(Track::Node, "'false'").1.contains("quotes"));
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_program_that_stops_with_an_error_is_predicted_as_error() {
    let toml = r#"
id = "stops"
ask = "What?"
paths = ["python"]
predict = { code = "print(1)\nprint('5' + 1)", prints = "1\nerror" }
"#;
    assert!(judge(&question(toml), Track::Python, &text("1\nerror")).passed());
    assert!(!judge(&question(toml), Track::Python, &text("1")).passed());
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_question_that_is_wrong_about_its_program_is_broken_and_nobody_fails() {
    let question = question("id = 'q'\nask = 'What?'\npredict = { code = 'print(7)', prints = '8' }");
    let judged = Bench::program(Track::Python, "").with(|sandbox| question.judge(Track::Python, &text("8"), sandbox));
    assert!(matches!(judged, Err(CheckError::Broken(why)) if why.contains("`q`") && why.contains("`7`")));
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn any_order_that_works_is_right() {
    let question = question(ORDER);
    for order in [vec![4, 5, 2, 3], vec![5, 4, 2, 3]] {
        assert!(judge(&question, Track::Python, &Given::Order(order)).passed());
    }
    assert!(judge(&question, Track::Python, &text("4, 5, 2, 3")).passed());
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_wrong_order_is_told_what_is_wrong_with_it() {
    let question = question(ORDER);
    let told = |order: &[usize]| {
        let seen = judge(&question, Track::Python, &Given::Order(order.to_vec()));
        assert!(!seen.passed());
        (failed(&seen).join(", "), seen.said.unwrap())
    };
    let (keys, said) = told(&[4, 5, 1, 3]);
    assert_eq!((keys.as_str(), said.as_str()), ("decoys: 1, stdout: 8 permissions", "You have text."));
    let (keys, said) = told(&[4, 5, 3, 2]);
    assert_eq!(keys, "stdout: crash NameError");
    assert_eq!(said, "Line 3 uses `profile`, but no earlier line makes it.");
    assert_eq!(told(&[4, 5, 2]).1, "4 lines belong in this program. You used 3.");
    assert_eq!(told(&[4, 5, 2, 9]).1, "The lines are numbered from 1 to 5.");
    assert_eq!(told(&[4, 5, 2, 0]).1, "The lines are numbered from 1 to 5.");
    assert_eq!(told(&[4, 5, 2, 2]).1, "Each line can be used once.");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn answers_are_read_from_their_file() {
    let questions = [question(CHOICE), question(SEVERAL), question(PREDICT)];
    let run = |answers: &str| {
        Bench::file(Track::Node, "answers.toml", answers)
            .with(|sandbox| Question::run(&questions.iter().collect::<Vec<_>>(), sandbox))
            .unwrap()
    };
    let right = run("list = \"b\"\njson = [\"a\", \"c\"]\ntenths = false # without quotes\n");
    assert!(right.iter().all(|seen| seen.as_ref().unwrap().passed()), "{right:?}");

    let wrong = run("list = [1]\njson = { a = true }\n");
    let keys: Vec<_> = wrong.iter().flat_map(|seen| failed(seen.as_ref().unwrap())).collect();
    assert_eq!(keys, ["answer: malformed", "answer: malformed", "answer: unanswered"]);
}

#[test]
fn a_broken_answers_file_names_the_line() {
    let question = question(CHOICE);
    let run = |main: &str, answers: &str| {
        let mut bench = Bench::file(Track::Node, main, answers);
        bench.main = "answers.toml".to_owned();
        bench.with(|sandbox| Question::run(&[&question, &question], sandbox)).unwrap()
    };
    let broken = run("answers.toml", "# answers\nlist = \"b\nother = 1\n");
    let crash = broken[0].clone().unwrap().crash.unwrap();
    assert!(crash.at_start && crash.at == Some(2) && crash.line.starts_with("answers.toml, line 2: "), "{crash:?}");
    assert_eq!(broken[1], None);
    let missing = run("other.toml", "");
    assert!(missing[0].clone().unwrap().crash.unwrap().line.contains("answers.toml"));
}

#[test]
fn questions_that_cannot_be_meant_are_refused() {
    let cases = [
        (
            "id = 'A b'\nask = 'x'\nchoice.options = [{ text = 'a', right = true, say = 's' }, { text = 'b', say = 's' }]",
            "no id",
        ),
        ("id = 'a'\nask = 'x'", "cannot be answered"),
        (
            "id = 'a'\nask = 'x'\npredict = { code = 'x', prints = 'x' }\norder = { prints = 'x', solution = [1], lines = [{ text = 'x' }] }",
            "two ways",
        ),
        ("id = 'a'\nask = ' '\npredict = { code = 'x', prints = 'x' }", "asks nothing"),
        ("id = 'a'\nask = 'x'\nchoice.options = []", "no option is right"),
        ("id = 'a'\nask = 'x'\nchoice.options = [{ text = 'a', right = true, say = 's' }]", "no option is wrong"),
        (
            "id = 'a'\nask = 'x'\nchoice.options = [{ text = 'a', right = true, say = 's' }, { text = 'b', right = true, say = 's' }, { text = 'c', say = 's' }]",
            "more than one option is right",
        ),
        (
            "id = 'a'\nask = 'x'\nchoice.options = [{ text = 'a', right = true, say = 's' }, { text = 'b' }]",
            "no explanation",
        ),
        ("id = 'a'\nask = 'x'\npredict = { code = '', prints = 'x' }", "`code` is empty"),
        ("id = 'a'\nask = 'x'\npredict = { code = 'x', prints = '' }", "`prints` is empty"),
        (
            "id = 'a'\nask = 'x'\npredict = { code = 'x', prints = '7', slips = [{ answer = ' 7 ', say = 's' }] }",
            "is right",
        ),
        ("id = 'a'\nask = 'x'\npredict = { code = 'x', prints = '7', slips = [{ answer = '8' }] }", "no explanation"),
        (
            "id = 'a'\nask = 'x'\norder = { prints = 'x', solution = [2], lines = [{ text = 'x' }] }",
            "there is no line 2",
        ),
        ("id = 'a'\nask = 'x'\norder = { prints = 'x', solution = [1, 1], lines = [{ text = 'x' }] }", "used twice"),
        (
            "id = 'a'\nask = 'x'\norder = { prints = 'x', solution = [1], lines = [{ text = 'x', decoy = 's' }] }",
            "is a decoy",
        ),
        ("id = 'a'\nask = 'x'\norder = { prints = 'x', solution = [], lines = [{ text = 'x' }] }", "it is empty"),
        (
            "id = 'a'\nask = 'x'\norder = { prints = 'x', solution = [1], lines = [{ text = 'x', uses = ['n'] }] }",
            "no line makes `n`",
        ),
        (
            "id = 'a'\nask = 'x'\norder = { prints = 'x', solution = [1, 2], lines = [{ text = 'x', uses = ['n'] }, { text = 'y', makes = ['n'] }] }",
            "before it is made",
        ),
    ];
    for (toml, problem) in cases {
        let found = problems(toml);
        assert!(found.iter().any(|message| message.contains(problem)), "{toml}: {found:?}");
    }
}

#[test]
fn a_question_is_described_by_its_id_and_what_it_asks() {
    assert_eq!(question(PREDICT).describe(Track::Node), "tenths: What does this print?");
}
