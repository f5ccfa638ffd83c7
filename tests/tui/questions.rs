//! Quizzes, and exercises made of questions: what keys do.

mod pictures;

use roadmap::check::Question;
use roadmap::curriculum::Item;
use roadmap::id::Track;
use roadmap::progress::{Place, What};
use roadmap::tui::{Msg, Trouble};

use crate::support::*;

const SMALL: (u16, u16) = (40, 15);
const USUAL: (u16, u16) = (80, 24);

fn one() -> Question {
    choice(
        "const-list",
        "A program begins with `const permissions = [\"read\"];`. Which statement is true?",
        false,
        &[
            "Nothing about the list can change any more.",
            "+The name keeps pointing at this list, but the contents of the list can still change, as often as you like.",
            "Only numbers and text can be constants.",
        ],
    )
}

fn several() -> Question {
    let options = ["+`[1, 2]`", "`{name: \"Ada\"}`", "+`{\"name\": \"Ada\"}`"];
    choice("which-are-json", "Which of these texts are JSON?", true, &options)
}

fn program() -> Question {
    predict("joined-digits", "const digit = \"5\";\nconsole.log(digit + 1);\n", "51")
}

fn lines() -> Question {
    let lines = ["console.log(`Visit ${next}`);", "const next = 41 + 1;", "const next = \"41\" + 1;"];
    order("next-visit", "Visit 42", &lines)
}

fn first_quiz() -> Item {
    Item::Quiz("first-quiz".parse().unwrap())
}

fn quiz(questions: Vec<Question>, size: (u16, u16)) -> Tui {
    Tui::open(curriculum(questions, exercise("predict", vec![program()])), first_quiz(), Vec::new(), size)
}

/// An exercise with a prediction and lines to be put in order.
fn work(size: (u16, u16)) -> Tui {
    let item = Item::Exercise("predict".parse().unwrap());
    Tui::open(curriculum(vec![one()], exercise("predict", vec![program(), lines()])), item, Vec::new(), size)
}

fn right() -> roadmap::check::Seen {
    seen(true, "answer", ("the right option", "b"), "Right. The list itself has no lock.")
}

fn wrong() -> roadmap::check::Seen {
    seen(false, "answer", ("the right option", "a"), "You may still `push`.")
}

fn answered(question: &str, answer: &str, right: bool) -> What {
    What::Answered {
        quiz: "first-quiz".parse().unwrap(),
        question: question.parse().unwrap(),
        track: Track::Node,
        answer: answer.to_owned(),
        right,
    }
}

#[test]
fn an_enter_too_many_answers_nothing() {
    for (question, notice) in [
        (one(), "Choose first"),
        (several(), "Choose first"),
        (program(), "Write what you expect first"),
        (lines(), "Add lines with Space first"),
    ] {
        let mut tui = quiz(vec![question], USUAL);
        tui.keys("<enter><enter>");
        assert_eq!(tui.done(), [""; 0]);
        assert!(tui.screen().contains(notice), "{}", tui.screen());
    }
}

#[test]
fn an_option_is_chosen_by_letter_or_by_moving() {
    for keys in ["b<enter>", "ab<enter>", "<down><down><enter>", "jjjk<enter>", "kk<enter>"] {
        let mut tui = quiz(vec![one()], USUAL);
        tui.keys(keys);
        assert_eq!(tui.done(), ["ask const-list Text(\"b\")"], "{keys}");
    }
}

#[test]
fn several_options_are_chosen_by_letters_or_with_space() {
    for keys in ["ac<enter>", "cabb<enter>", "j jj <enter>"] {
        let mut tui = quiz(vec![several()], USUAL);
        tui.keys(keys);
        assert_eq!(tui.done(), ["ask which-are-json Choices([\"a\", \"c\"])"], "{keys}");
    }
}

#[test]
fn a_prediction_may_have_several_lines_and_any_character() {
    let mut tui = quiz(vec![program()], USUAL);
    tui.keys("q?<c-j>l<enter>");
    assert_eq!(tui.done(), ["ask joined-digits Text(\"q?\\nl\")"]);
}

#[test]
fn pasted_lines_stay_lines() {
    let mut tui = quiz(vec![program()], USUAL);
    tui.tell(&Msg::Paste("5\r\n1".to_owned()));
    tui.keys("<enter>");
    assert_eq!(tui.done(), ["ask joined-digits Text(\"5\\n1\")"]);
}

#[test]
fn outside_of_the_field_letters_are_keys_again() {
    let mut tui = quiz(vec![program()], USUAL);
    tui.keys("5<esc>?");
    assert!(tui.screen().contains("Ctrl-C"), "{}", tui.screen());
    tui.keys("<esc>i1<enter>");
    assert_eq!(tui.done(), ["ask joined-digits Text(\"51\")"]);
}

#[test]
fn lines_are_put_in_order_by_numbers_or_by_moving() {
    for keys in ["21<enter>", "2 1<enter>", "2, 3<bs>1<enter>", " j K<enter>", "j k <enter>", "3<bs>21<enter>"] {
        let mut tui = quiz(vec![lines()], USUAL);
        tui.keys(keys);
        assert_eq!(tui.done(), ["ask next-visit Order([2, 1])"], "{keys}");
    }
}

#[test]
fn numbers_of_no_line_are_told_and_not_judged() {
    let mut tui = quiz(vec![lines()], USUAL);
    tui.keys("27<enter>");
    assert_eq!(tui.done(), [""; 0]);
    assert!(tui.screen().contains("The lines are numbered from 1 to 3."), "{}", tui.screen());
}

#[test]
fn while_an_answer_is_judged_escape_stops_and_the_answer_stays() {
    let mut tui = quiz(vec![one()], USUAL);
    tui.keys("b<enter>a<enter>");
    assert_eq!(tui.done(), ["ask const-list Text(\"b\")"]);
    tui.keys("<esc>");
    assert_eq!(tui.done(), ["cancel"]);
    tui.judge(right());
    assert_eq!(tui.done(), [""; 0]);
    tui.keys("<enter>");
    assert_eq!(tui.done(), ["ask const-list Text(\"b\")"]);
}

#[test]
fn what_could_not_be_looked_at_does_not_count_and_can_be_tried_again() {
    let mut tui = quiz(vec![one()], USUAL);
    tui.keys("b<enter>");
    tui.judged(Err(Trouble::CouldNotLook("node is not installed here".to_owned())));
    tui.keys("<enter>");
    let ask = "ask const-list Text(\"b\")";
    assert_eq!(tui.done(), [ask, ask]);
}

#[test]
fn every_answer_is_written_down_and_the_score_after_the_last_one() {
    let mut tui = quiz(vec![one(), several()], USUAL);
    tui.keys("b<enter>");
    tui.judge(right());
    tui.keys("<enter>ab<enter>");
    tui.judge(wrong());
    tui.keys("<enter>");
    insta::assert_snapshot!(tui.done().join("\n"), @r#"
    ask const-list Text("b")
    record {"what":"answered","quiz":"first-quiz","question":"const-list","track":"node","answer":"\"b\"","right":true}
    ask which-are-json Choices(["a", "b"])
    record {"what":"answered","quiz":"first-quiz","question":"which-are-json","track":"node","answer":"[\"a\",\"b\"]","right":false}
    record {"what":"finished","quiz":"first-quiz","track":"node","right":1,"of":2,"passed":false}
    "#);
}

#[test]
fn an_answer_is_judged_while_the_learner_is_at_another_question() {
    let mut tui = quiz(vec![one(), several()], USUAL);
    tui.keys("b<enter><tab>a<enter>");
    assert_eq!(tui.done(), ["ask const-list Text(\"b\")"]);
    tui.judge(right());
    assert_eq!(tui.done().last().unwrap(), "ask which-are-json Choices([\"a\"])");
    assert!(tui.screen().contains("2 of 2  ✓ ·"), "{}", tui.screen());
}

#[test]
fn a_half_done_quiz_goes_on_at_the_first_open_question() {
    let events = vec![answered("const-list", "\"a\"", false), answered("which-are-json", "no answer at all", true)];
    let questions = vec![one(), several(), program()];
    let mut tui = Tui::open(curriculum(questions, exercise("predict", vec![program()])), first_quiz(), events, USUAL);
    assert!(tui.screen().contains("3 of 3  ✗ ✓ ·"), "{}", tui.screen());
    tui.keys("51<enter>");
    tui.judge(right());
    let finished = tui.done().pop().unwrap();
    assert!(finished.ends_with("\"right\":2,\"of\":3,\"passed\":true}"), "{finished}");
}

#[test]
fn a_quiz_taken_again_asks_everything_in_order_or_the_missed_ones_first() {
    for (key, first) in [("t", "1 of 2  · ·"), ("m", "1 of 2  · ·")] {
        let mut tui = quiz(vec![one(), several()], USUAL);
        tui.keys("b<enter>");
        tui.judge(right());
        tui.keys("<enter>ab<enter>");
        tui.judge(wrong());
        tui.keys("<enter>");
        tui.done();
        tui.keys(key);
        assert!(tui.screen().contains(first), "{}", tui.screen());
        assert_eq!(tui.screen().contains("Which of these texts are JSON?"), key == "m", "{}", tui.screen());
        tui.keys("b<enter>");
        tui.judge(right());
        tui.keys("<enter>b<enter>");
        tui.judge(right());
        let finished = tui.done().pop().unwrap();
        assert!(finished.ends_with("\"right\":2,\"of\":2,\"passed\":true}"), "{finished}");
    }
}

#[test]
fn at_the_end_a_missed_question_can_be_looked_at_and_its_lesson_read() {
    let mut tui = quiz(vec![one(), several()], USUAL);
    tui.keys("a<enter>");
    tui.judge(wrong());
    tui.keys("<enter>b<enter>");
    tui.judge(wrong());
    tui.keys("<enter>j<enter>");
    assert!(tui.screen().contains("2 of 2  ✗ ✗"), "{}", tui.screen());
    tui.keys("<enter>l");
    assert!(tui.screen().contains("Names for values"), "{}", tui.screen());
}

#[test]
fn the_place_is_the_number_of_the_question() {
    let mut tui = quiz(vec![one(), several()], USUAL);
    tui.keys("<tab>");
    tui.tell(&Msg::Tick);
    assert_eq!(tui.place(), 1);
    let mut tui = work(USUAL);
    tui.keys("<enter>");
    tui.tell(&Msg::Tick);
    assert_eq!(tui.place(), 1);
}

#[test]
fn answers_that_stand_in_the_file_are_judged_without_making_an_attempt() {
    let mut tui = work(USUAL);
    tui.hand_out("predict", "joined-digits = \"6\"\nnext-visit = [2, 1]\n");
    tui.judge(wrong());
    tui.judge(right());
    assert_eq!(tui.done(), ["hand out predict", "ask joined-digits Text(\"6\")", "ask next-visit Order([2, 1])"]);
    assert!(tui.screen().contains("✗ ✓"), "{}", tui.screen());
}

#[test]
fn a_half_done_exercise_goes_on_at_the_first_open_question() {
    let item = Item::Exercise("predict".parse().unwrap());
    let left = What::Went { place: Place { item: item.clone(), at: 1 } };
    let curriculum = curriculum(vec![one()], exercise("predict", vec![program(), lines()]));
    let mut tui = Tui::open(curriculum, item, vec![left], USUAL);
    assert!(tui.screen().contains("1 of 2"), "{}", tui.screen());
    tui.hand_out("predict", "joined-digits = \"6\"\n");
    assert!(tui.screen().contains("2 of 2"), "{}", tui.screen());
}

#[test]
fn an_answer_is_written_into_the_file_and_the_last_one_makes_an_attempt() {
    let mut tui = work(USUAL);
    tui.hand_out("predict", "# What is printed?\njoined-digits = \"\" # text\n");
    tui.keys("<enter>51<enter>");
    tui.judge(right());
    tui.keys("<enter>21<enter>");
    tui.judge(right());
    insta::assert_snapshot!(tui.done().join("\n"), @r##"
    hand out predict
    write "# What is printed?\njoined-digits = \"51\" # text\n"
    ask joined-digits Text("51")
    write "# What is printed?\njoined-digits = \"51\" # text\nnext-visit = [2, 1]\n"
    ask next-visit Order([2, 1])
    check predict
    "##);
}

#[test]
fn our_own_saves_are_not_taken_for_the_learners() {
    let mut tui = work(USUAL);
    tui.hand_out("predict", "joined-digits = \"\"\n");
    tui.keys("<enter>51<enter>");
    tui.judge(right());
    tui.done();
    tui.save("predict", "joined-digits = \"51\"\n");
    tui.save("predict", "joined-digits = \"51\"\n");
    assert_eq!(tui.done(), [""; 0]);
}

#[test]
fn a_save_in_another_editor_is_checked_and_taken_in() {
    let mut tui = work(USUAL);
    tui.hand_out("predict", "joined-digits = \"\"\n");
    tui.done();
    tui.save("predict", "joined-digits = \"6\"\nnext-visit = [2, 1]\n");
    assert_eq!(tui.done(), ["check predict"]);
    tui.checked(Ok(report(vec![("one", wrong()), ("two", right())])));
    assert!(tui.screen().contains("Result  ✗ ✓"), "{}", tui.screen());
    tui.keys("<enter>");
    assert!(tui.screen().contains("✗ Wrong."), "{}", tui.screen());
}

#[test]
fn a_wrong_answer_of_an_exercise_can_be_given_again() {
    let mut tui = work(USUAL);
    tui.hand_out("predict", "joined-digits = \"6\"\n");
    tui.judge(wrong());
    tui.keys("<tab>a51<enter>");
    assert_eq!(tui.done().last().unwrap(), "ask joined-digits Text(\"51\")");
}

#[test]
fn an_answer_of_a_quiz_cannot_be_given_again() {
    let mut tui = quiz(vec![one(), several()], USUAL);
    tui.keys("a<enter>");
    tui.judge(wrong());
    tui.done();
    tui.keys("ab");
    assert_eq!(tui.done(), [""; 0]);
    assert!(tui.screen().contains("✗ a"), "{}", tui.screen());
}

#[test]
fn a_reset_opens_all_questions_again() {
    let mut tui = work(USUAL);
    tui.hand_out("predict", "joined-digits = \"6\"\nnext-visit = [2, 1]\n");
    tui.judge(wrong());
    tui.judge(right());
    tui.keys("R");
    assert!(tui.screen().contains("Are you sure?"), "{}", tui.screen());
    tui.keys("y");
    tui.hand_out("predict", "joined-digits = \"\"\nnext-visit = []\n");
    assert!(tui.screen().contains("· ·  0 right, 0 wrong, 2 open"), "{}", tui.screen());
}

#[test]
fn a_file_that_is_not_there_is_told_and_questions_can_still_be_answered() {
    let mut tui = work(USUAL);
    let exercise = "predict".parse().unwrap();
    tui.tell(&Msg::HandedOut { exercise, handed: Err("cannot write work: disk full".to_owned()) });
    assert!(tui.screen().contains("disk full"), "{}", tui.screen());
    tui.keys("<enter>51<enter>");
    assert_eq!(tui.done().last().unwrap(), "ask joined-digits Text(\"51\")");
}

#[test]
fn hints_open_one_by_one_below_the_question() {
    let mut tui = work(SMALL);
    tui.keys("<tab><tab>H");
    assert!(tui.screen().contains("Hint 1 of 1."), "{}", tui.screen());
    tui.keys("H");
    assert!(tui.screen().contains("All hints are open."), "{}", tui.screen());
}

#[test]
fn the_wheel_and_page_keys_move_a_long_question() {
    let mut tui = quiz(vec![one()], SMALL);
    assert!(tui.screen().contains("A program begins"), "{}", tui.screen());
    tui.keys("<pgdn>");
    assert!(tui.screen().contains("c  Only"), "{}", tui.screen());
    tui.wheel(false);
    assert!(tui.screen().contains("A program begins"), "{}", tui.screen());
    tui.wheel(true);
    assert!(tui.screen().contains("c  Only"), "{}", tui.screen());
}

#[test]
fn the_chosen_option_is_always_on_the_page() {
    let mut tui = quiz(vec![one()], SMALL);
    tui.keys("jjj");
    assert!(tui.screen().contains("▶ c"), "{}", tui.screen());
    tui.keys("kk");
    assert!(tui.screen().contains("▶ a"), "{}", tui.screen());
}
