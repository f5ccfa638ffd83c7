//! What questions look like, in each form and state, on a usual and on a small screen.

use roadmap::check::Seen;
use roadmap::tui::{Tone, Trouble};

use ratatui::style::Color;

use super::*;

fn no_runtime() -> Trouble {
    Trouble::CouldNotLook("node was not found. Install Node.js 20 or newer".to_owned())
}

fn printed(held: bool, expected: &str, actual: &str, said: &str) -> Seen {
    seen(held, "answer", (expected, actual), said)
}

#[test]
fn one_option_asked() {
    insta::assert_snapshot!(quiz(vec![one(), several()], USUAL).screen(), @r#"
     First quiz (seen)                                                      Node.js
      ── 1 of 2  · ·  0 right, 0 wrong, 2 open ───────────────────────────────────

      A program begins with const permissions = ["read"];. Which statement is
      true?

      Choose one, by its letter.

        a  Nothing about the list can change any more.
        b  The name keeps pointing at this list, but the contents of the list can
           still change, as often as you like.
        c  Only numbers and text can be constants.
    ⋮
     Enter answer  l read again  q home  Tab other question  ? help
    "#);
    insta::assert_snapshot!(quiz(vec![one(), several()], SMALL).screen(), @r#"
    First quiz (seen)              Node.js
     ── 1 of 2  · · ─────────────────────
     A program begins with const          █
     permissions = ["read"];. Which       █
     statement is true?                   █
                                          █
     Choose one, by its letter.           █
                                          █
       a  Nothing about the list can      █
          change any more.                █
       b  The name keeps pointing at this █
          list, but the contents of the   █
          list can still change, as often █
          as you like.                    ║
    Enter answer  l read again  ? help
    "#);
}

#[test]
fn one_option_running() {
    let mut tui = quiz(vec![one(), several()], USUAL);
    tui.keys("b<enter>");
    insta::assert_snapshot!(tui.screen(), @r#"
     First quiz (seen)                                                      Node.js
      ── 1 of 2  · ·  0 right, 0 wrong, 2 open ───────────────────────────────────

      A program begins with const permissions = ["read"];. Which statement is
      true?

        a  Nothing about the list can change any more.
      ▶ b  The name keeps pointing at this list, but the contents of the list can
           still change, as often as you like.
        c  Only numbers and text can be constants.

      ⠋ judging your answer…  (Esc stops)
    ⋮
     Esc stop  l read again  q home  Tab other question  ? help
    "#);
    tui.resize(SMALL.0, SMALL.1);
    tui.keys("<end>");
    insta::assert_snapshot!(tui.screen(), @r#"
    First quiz (seen)              Node.js
     ── 1 of 2  · · ─────────────────────
     statement is true?                   ║
                                          █
       a  Nothing about the list can      █
          change any more.                █
     ▶ b  The name keeps pointing at this █
          list, but the contents of the   █
          list can still change, as often █
          as you like.                    █
       c  Only numbers and text can be    █
          constants.                      █
                                          █
     ⠋ judging your answer…  (Esc stops)  █
    Esc stop  l read again  q home  ? help
    "#);
}

#[test]
fn one_option_right() {
    let mut tui = quiz(vec![one(), several()], USUAL);
    tui.keys("b<enter>");
    tui.judge(right());
    insta::assert_snapshot!(tui.screen(), @r#"
     First quiz (tried)                                                     Node.js
      ── 1 of 2  ✓ ·  1 right, 0 wrong, 1 open ───────────────────────────────────

      A program begins with const permissions = ["read"];. Which statement is
      true?

        a  Nothing about the list can change any more.
      ✓ b  The name keeps pointing at this list, but the contents of the list can
           still change, as often as you like.
        c  Only numbers and text can be constants.

      ✓ Right. The list itself has no lock.
    ⋮
     Enter go on  l read again  q home  Tab other question  ? help
    "#);
}

#[test]
fn one_option_wrong() {
    for size in [USUAL, SMALL] {
        let mut tui = quiz(vec![one(), several()], size);
        tui.keys("a<enter>");
        tui.judge(wrong());
        if size == USUAL {
            insta::assert_snapshot!(tui.screen(), @r#"
             First quiz (tried)                                                     Node.js
              ── 1 of 2  ✗ ·  0 right, 1 wrong, 1 open ───────────────────────────────────

              A program begins with const permissions = ["read"];. Which statement is
              true?

              ✗ a  Nothing about the list can change any more.
                b  The name keeps pointing at this list, but the contents of the list can
                   still change, as often as you like.
                c  Only numbers and text can be constants.

              ✗ Wrong.
              ▌ You may still push.

              l  reads again: Names for values
            ⋮
             Enter go on  l read again  q home  Tab other question  ? help
            "#);
        } else {
            insta::assert_snapshot!(tui.screen(), @r#"
            First quiz (tried)             Node.js
             ── 1 of 2  ✗ · ─────────────────────
                  change any more.                ║
               b  The name keeps pointing at this ║
                  list, but the contents of the   ║
                  list can still change, as often █
                  as you like.                    █
               c  Only numbers and text can be    █
                  constants.                      █
                                                  █
             ✗ Wrong.                             █
             ▌ You may still push.                █
                                                  █
             l  reads again: Names for values     █
            Enter go on  l read again  ? help
            "#);
        }
    }
}

#[test]
fn several_options_asked_and_answered() {
    let mut tui = quiz(vec![one(), several()], USUAL);
    tui.keys("<tab>ac");
    insta::assert_snapshot!(tui.screen(), @r#"
     First quiz (seen)                                                      Node.js
      ── 2 of 2  · ·  0 right, 0 wrong, 2 open ───────────────────────────────────

      Which of these texts are JSON?

      Choose all that are right, by letter.

        [x] a  [1, 2]
        [ ] b  {name: "Ada"}
      ▶ [x] c  {"name": "Ada"}
    ⋮
     Space choose  Enter answer  l read again  q home  Tab other question  ? help
    "#);
    tui.keys("cb<enter>");
    tui.judge(seen(false, "answer", ("the 2 right options", "a b"), "In JSON the key needs double quotes."));
    insta::assert_snapshot!(tui.screen(), @r#"
     First quiz (tried)                                                     Node.js
      ── 2 of 2  · ✗  0 right, 1 wrong, 1 open ───────────────────────────────────

      Which of these texts are JSON?

      ✓ [x] a  [1, 2]
      ✗ [x] b  {name: "Ada"}
        [ ] c  {"name": "Ada"}

      ✗ Wrong.
      ▌ In JSON the key needs double quotes.

      l  reads again: Names for values
    ⋮
     Enter go on  l read again  q home  Tab other question  ? help
    "#);
}

#[test]
fn a_prediction_asked_and_written() {
    let mut tui = quiz(vec![program()], USUAL);
    insta::assert_snapshot!(tui.screen(), @r#"
     First quiz (seen)                                                      Node.js
      ── 1 of 1  ·  0 right, 0 wrong, 1 open ─────────────────────────────────────

      What does this print?

        const digit = "5";
        console.log(digit + 1);

      Write exactly what it prints, or the word error if it stops with one.
      >
    ⋮
     Enter answer  Ctrl-j new line  Esc leave the field  Tab other question
    "#);
    tui.keys("51<c-j>a line that is longer than forty cells are wide");
    tui.resize(SMALL.0, SMALL.1);
    insta::assert_snapshot!(tui.screen(), @r#"
     First quiz (seen)              Node.js
      ── 1 of 1  · ───────────────────────
      What does this print?

        const digit = "5";
        console.log(digit + 1);

      Write exactly what it prints, or the
      word error if it stops with one.
      > 51
         longer than forty cells are wide
    ⋮
     Enter answer  Ctrl-j new line
    "#);
}

#[test]
fn a_prediction_that_could_not_be_looked_at() {
    for size in [USUAL, SMALL] {
        let mut tui = quiz(vec![program()], size);
        tui.keys("6<enter>");
        tui.judged(Err(no_runtime()));
        if size == USUAL {
            insta::assert_snapshot!(tui.screen(), @r#"
             First quiz (seen)                                                      Node.js
              ── 1 of 1  !  0 right, 0 wrong, 1 open ─────────────────────────────────────

              What does this print?

                const digit = "5";
                console.log(digit + 1);

              Write exactly what it prints, or the word error if it stops with one.
              > 6

              ! Could not check: node was not found. Install Node.js 20 or newer
              This does not count as an attempt.
              Your answer is still here: Enter tries again.
            ⋮
             Enter answer  Ctrl-j new line  Esc leave the field  Tab other question
            "#);
        } else {
            insta::assert_snapshot!(tui.screen(), @r#"
            First quiz (seen)              Node.js
             ── 1 of 1  ! ───────────────────────
               const digit = "5";                 ║
               console.log(digit + 1);            █
                                                  █
             Write exactly what it prints, or the █
             word error if it stops with one.     █
             > 6                                  █
                                                  █
             ! Could not check: node was not      █
             found. Install Node.js 20 or newer   █
             This does not count as an attempt.   █
             Your answer is still here: Enter     █
             tries again.                         █
            Enter answer  Ctrl-j new line
            "#);
        }
    }
}

#[test]
fn a_right_prediction() {
    let mut tui = quiz(vec![program()], USUAL);
    tui.keys("51<enter>");
    tui.judge(printed(true, "51", "51", ""));
    insta::assert_snapshot!(tui.screen(), @r#"
     First quiz (tried)                                                     Node.js
      ── 1 of 1  ✓  1 right, 0 wrong, 0 open ─────────────────────────────────────

      What does this print?

        const digit = "5";
        console.log(digit + 1);

      Your prediction                      │ What it really prints
      ✓ 51                                 │   51

      ✓ Right.
    ⋮
     Enter go on  l read again  q home  Tab other question  ? help
    "#);
}

#[test]
fn a_wrong_prediction_stands_beside_what_is_really_printed() {
    for size in [USUAL, SMALL] {
        let mut tui = quiz(vec![program()], size);
        tui.keys("6<c-j>7<enter>");
        tui.judge(printed(false, "51\n7\n8", "6\n7", "`\"5\"` is text, and `+` joins texts."));
        if size == USUAL {
            insta::assert_snapshot!(tui.screen(), @r#"
             First quiz (tried)                                                     Node.js
              ── 1 of 1  ✗  0 right, 1 wrong, 0 open ─────────────────────────────────────

              What does this print?

                const digit = "5";
                console.log(digit + 1);

              Your prediction                      │ What it really prints
              ✗ 6                                  │   51
              ✓ 7                                  │   7
                                                   │   8

              ✗ Wrong.
              ▌ "5" is text, and + joins texts.

              l  reads again: Names for values
            ⋮
             Enter go on  l read again  q home  Tab other question  ? help
            "#);
        } else {
            insta::assert_snapshot!(tui.screen(), @r#"
            First quiz (tried)             Node.js
             ── 1 of 1  ✗ ───────────────────────
             Your prediction                      ║
             ✗ 6                                  ║
             ✓ 7                                  ║
                                                  ║
             What it really prints                █
               51                                 █
               7                                  █
               8                                  █
                                                  █
             ✗ Wrong.                             █
             ▌ "5" is text, and + joins texts.    █
                                                  █
            Enter go on  l read again  ? help
            "#);
        }
    }
}

#[test]
fn lines_in_order_asked() {
    for size in [USUAL, SMALL, (120, 20)] {
        let mut tui = quiz(vec![lines()], size);
        if size == USUAL {
            insta::assert_snapshot!(tui.screen(), @r#"
             First quiz (seen)                                                      Node.js
              ── 1 of 1  ·  0 right, 0 wrong, 1 open ─────────────────────────────────────

              Put the lines in order, so that they print Visit 42.

              The lines
              ▶ [ ] 1  console.log(`Visit ${next}`);
                [ ] 2  const next = 41 + 1;
                [ ] 3  const next = "41" + 1;

              Your program
                Empty so far. Space adds a line; or type numbers, such as 3 1 2.
            ⋮
             Space add/remove  Enter answer  K earlier  J later  l read again  ? help
            "#);
        }
        tui.keys("31");
        if size == USUAL {
            insta::assert_snapshot!(tui.screen(), @r#"
             First quiz (seen)                                                      Node.js
              ── 1 of 1  ·  0 right, 0 wrong, 1 open ─────────────────────────────────────

              Put the lines in order, so that they print Visit 42.

              The lines
              ▶ [x] 1  console.log(`Visit ${next}`);
                [ ] 2  const next = 41 + 1;
                [x] 3  const next = "41" + 1;

              Your program
                3  const next = "41" + 1;
              ▶ 1  console.log(`Visit ${next}`);
                typed: 31
            ⋮
             Space add/remove  Enter answer  K earlier  J later  l read again  ? help
            "#);
        } else if size == SMALL {
            insta::assert_snapshot!(tui.screen(), @r#"
            First quiz (seen)              Node.js
             ── 1 of 1  · ───────────────────────
             print Visit 42.                      █
                                                  █
             The lines                            █
             ▶ [x] 1  console.log(`Visit          █
                      ↪ ${next}`);                █
               [ ] 2  const next = 41 + 1;        █
               [x] 3  const next = "41" + 1;      █
                                                  █
             Your program                         █
               3  const next = "41" + 1;          █
             ▶ 1  console.log(`Visit ${next}`);   █
               typed: 31                          █
            Space add/remove  Enter answer  ? help
            "#);
        } else {
            insta::assert_snapshot!(tui.screen(), @r#"
             First quiz (seen)                                                                                              Node.js
              ── 1 of 1  ·  0 right, 0 wrong, 1 open ─────────────────────────────────────────────────────

              Put the lines in order, so that they print Visit 42.

              The lines                                    │ Your program
              ▶ [x] 1  console.log(`Visit ${next}`);       │   3  const next = "41" + 1;
                [ ] 2  const next = 41 + 1;                │ ▶ 1  console.log(`Visit ${next}`);
                [x] 3  const next = "41" + 1;              │   typed: 31
            ⋮
             Space add/remove  Enter answer  K earlier  J later  l read again  q home  Tab other question  ? help
            "#);
        }
    }
}

#[test]
fn lines_in_order_right_and_wrong() {
    let mut tui = quiz(vec![lines()], USUAL);
    tui.keys("21<enter>");
    tui.judge(seen(true, "stdout", ("Visit 42", "Visit 42"), ""));
    insta::assert_snapshot!(tui.screen(), @r#"
     First quiz (tried)                                                     Node.js
      ── 1 of 1  ✓  1 right, 0 wrong, 0 open ─────────────────────────────────────

      Put the lines in order, so that they print Visit 42.

      Your program
        2  const next = 41 + 1;
        1  console.log(`Visit ${next}`);

      What your program prints             │ What it should print
      ✓ Visit 42                           │   Visit 42

      ✓ Right.
    ⋮
     Enter go on  l read again  q home  Tab other question  ? help
    "#);
    for size in [USUAL, SMALL] {
        let mut tui = quiz(vec![lines()], size);
        tui.keys("31<enter>");
        tui.judge(seen(false, "stdout", ("Visit 42", "Visit 411"), "`\"41\"` is text: `+` joins."));
        if size == USUAL {
            insta::assert_snapshot!(tui.screen(), @r#"
             First quiz (tried)                                                     Node.js
              ── 1 of 1  ✗  0 right, 1 wrong, 0 open ─────────────────────────────────────

              Put the lines in order, so that they print Visit 42.

              Your program
                3  const next = "41" + 1;
                1  console.log(`Visit ${next}`);

              What your program prints             │ What it should print
              ✗ Visit 411                          │   Visit 42

              ✗ Wrong.
              ▌ "41" is text: + joins.

              l  reads again: Names for values
            ⋮
             Enter go on  l read again  q home  Tab other question  ? help
            "#);
        } else {
            insta::assert_snapshot!(tui.screen(), @r#"
            First quiz (tried)             Node.js
             ── 1 of 1  ✗ ───────────────────────
               1  console.log(`Visit ${next}`);   ║
                                                  ║
             What your program prints             ║
             ✗ Visit 411                          █
                                                  █
             What it should print                 █
               Visit 42                           █
                                                  █
             ✗ Wrong.                             █
             ▌ "41" is text: + joins.             █
                                                  █
             l  reads again: Names for values     █
            Enter go on  l read again  ? help
            "#);
        }
    }
}

fn after_quiz(seen: [fn() -> Seen; 3], size: (u16, u16)) -> Tui {
    let mut tui = quiz(vec![one(), several(), program()], size);
    for (keys, seen) in ["b<enter>", "ab<enter>", "51<enter>"].into_iter().zip(seen) {
        tui.keys(keys);
        tui.judge(seen());
        tui.keys("<enter>");
    }
    tui
}

#[test]
fn the_end_of_a_quiz_passed_and_failed() {
    insta::assert_snapshot!(after_quiz([right, right, right], USUAL).screen(), @r#"
     First quiz (passed)                                                    Node.js
      ── Result  ✓ ✓ ✓  3 right, 0 wrong, 0 open ─────────────────────────────────

      ✓ Passed: 3 of 3 right; 2 were needed.

      n goes on, t takes it again.
    ⋮
     n next  t take it again  m again, missed ones first  l read again  ? help
    "#);
    insta::assert_snapshot!(after_quiz([right, wrong, right], USUAL).screen(), @r#"
     First quiz (passed)                                                    Node.js
      ── Result  ✓ ✗ ✓  2 right, 1 wrong, 0 open ─────────────────────────────────

      ✓ Passed: 2 of 3 right; 2 were needed.

      Missed
      ▶ ✗  2  Which of these texts are JSON?
              read again: Names for values

      t takes it again, m with the missed ones first, l reads again, n goes on.
    ⋮
     n next  Enter look at it  t take it again  m again, missed ones first  ? help
    "#);
    insta::assert_snapshot!(after_quiz([wrong, wrong, right], USUAL).screen(), @r#"
     First quiz (tried)                                                     Node.js
      ── Result  ✗ ✗ ✓  1 right, 2 wrong, 0 open ─────────────────────────────────

      ✗ Not passed yet: 1 of 3 right; 2 are needed.

      Missed
      ▶ ✗  1  A program begins with const permissions = ["read"];. Which …
              read again: Names for values
        ✗  2  Which of these texts are JSON?
              read again: Names for values

      t takes it again, m with the missed ones first, l reads again, n goes on.
    ⋮
     n next  Enter look at it  t take it again  m again, missed ones first  ? help
    "#);
    insta::assert_snapshot!(after_quiz([wrong, wrong, right], SMALL).screen(), @r#"
    First quiz (tried)             Node.js
     ── Result  ✗ ✗ ✓ ───────────────────
     ✗ Not passed yet: 1 of 3 right; 2
     are needed.

     Missed
     ▶ ✗  1  A program begins with …
             read again: Names for values
       ✗  2  Which of these texts are …
             read again: Names for values

     t takes it again, m with the missed
     ones first, l reads again, n goes
     on.
    n next  Enter look at it  ? help
    "#);
}

#[test]
fn the_end_with_open_questions() {
    let mut tui = quiz(vec![one(), several()], USUAL);
    tui.keys("<backtab>");
    insta::assert_snapshot!(tui.screen(), @r#"
     First quiz (seen)                                                      Node.js
      ── Result  · ·  0 right, 0 wrong, 2 open ───────────────────────────────────

      2 questions are open. Enter goes there.
    ⋮
     n next  Enter to the open question  l read again  q home  ? help
    "#);
}

#[test]
fn an_answer_of_an_earlier_sitting() {
    let events = vec![answered("const-list", "\"a\"", false)];
    let curriculum = curriculum(vec![one(), several()], exercise("predict", vec![program()]));
    let mut tui = Tui::open(curriculum, first_quiz(), events, USUAL);
    tui.keys("<backtab>");
    insta::assert_snapshot!(tui.screen(), @r#"
     First quiz (tried)                                                     Node.js
      ── 1 of 2  ✗ ·  0 right, 1 wrong, 1 open ───────────────────────────────────

      A program begins with const permissions = ["read"];. Which statement is
      true?

      ✗ a  Nothing about the list can change any more.
        b  The name keeps pointing at this list, but the contents of the list can
           still change, as often as you like.
        c  Only numbers and text can be constants.

      ✗ Wrong. (You answered this earlier.)

      l  reads again: Names for values
    ⋮
     Enter go on  l read again  q home  Tab other question  ? help
    "#);
}

#[test]
fn the_task_of_an_exercise_with_a_hint() {
    let mut tui = work(USUAL);
    insta::assert_snapshot!(tui.screen(), @r#"
     Predict: values (seen)                                                 Node.js
      ── Task  · ·  0 right, 0 wrong, 2 open ─────────────────────────────────────

      Say what each program prints, before it runs.

      Preparing your file…
    ⋮
     Enter begin  n next  H hint  l read again  q home  Tab other question  ? help
    "#);
    tui.hand_out("predict", "");
    tui.keys("H");
    insta::assert_snapshot!(tui.screen(), @r#"
     Predict: values (seen)                                                 Node.js
      ── Task  · ·  0 right, 0 wrong, 2 open ─────────────────────────────────────

      Say what each program prints, before it runs.

      Your answers: work/node/predict/answers.toml

      │ Hint 1 of 1. Ask of every +: is there text on either side?
    ⋮
     Enter begin  n next  H hint  l read again  q home  Tab other question  ? help
    "#);
    tui.resize(SMALL.0, SMALL.1);
    insta::assert_snapshot!(tui.screen(), @r#"
     Predict: values (seen)         Node.js
      ── Task  · · ───────────────────────
      Say what each program prints, before
      it runs.

      Your answers:
      work/node/predict/answers.toml

      │ Hint 1 of 1. Ask of every +: is
      │ there text on either side?
    ⋮
     Enter begin  n next  H hint  ? help
    "#);
}

#[test]
fn the_end_of_an_exercise() {
    let mut tui = work(USUAL);
    tui.hand_out("predict", "");
    tui.keys("<enter>6<enter>");
    tui.judge(printed(false, "51", "6", ""));
    tui.keys("<enter>21<enter>");
    tui.judge(right());
    tui.keys("<enter>");
    insta::assert_snapshot!(tui.screen(), @r#"
     Predict: values (seen)                                                 Node.js
      ── Result  ✗ ✓  1 right, 1 wrong, 0 open ───────────────────────────────────

      ⠋ checking…  (Esc stops)

      Missed
      ▶ ✗  1  What does this print?
              read again: Names for values
    ⋮
     n next  Enter look at it  t answer the missed ones again  H hint  ? help
    "#);
    let checks = || {
        let one = ("joined-digits: What does this print?", printed(false, "51", "6", ""));
        vec![one, ("next-visit: Put the lines in order.", right())]
    };
    tui.checked(Ok(report(checks())));
    insta::assert_snapshot!(tui.screen(), @r#"
     Predict: values (tried)                                                Node.js
      ── Result  ✗ ✓  1 right, 1 wrong, 0 open ───────────────────────────────────

      ✗ Not yet: 1 of 2 checks passed.

      Missed
      ▶ ✗  1  What does this print?
              read again: Names for values

      t answers the missed ones again, l reads again, n goes on.
    ⋮
     n next  Enter look at it  t answer the missed ones again  H hint  ? help
    "#);
    tui.resize(SMALL.0, SMALL.1);
    insta::assert_snapshot!(tui.screen(), @r#"
     Predict: values (tried)        Node.js
      ── Result  ✗ ✓ ─────────────────────
      ✗ Not yet: 1 of 2 checks passed.

      Missed
      ▶ ✗  1  What does this print?
              read again: Names for values

      t answers the missed ones again, l
      reads again, n goes on.
    ⋮
     n next  Enter look at it  ? help
    "#);
    tui.resize(USUAL.0, USUAL.1);
    tui.keys("c");
    tui.checked(Err(no_runtime()));
    insta::assert_snapshot!(tui.screen(), @r#"
     Predict: values (tried)                                                Node.js
      ── Result  ✗ ✓  1 right, 1 wrong, 0 open ───────────────────────────────────

      ! Could not check: node was not found. Install Node.js 20 or newer
      This does not count as an attempt.
      c checks again.

      Missed
      ▶ ✗  1  What does this print?
              read again: Names for values

      t answers the missed ones again, l reads again, n goes on.
    ⋮
     ! node was not found. Install Node.js 20 or newer
    "#);
}

#[test]
fn without_colours_marks_and_words_say_the_same() {
    let mut tui = Tui::open_in(
        Tone::Mono,
        curriculum(vec![one(), several()], exercise("predict", vec![program()])),
        first_quiz(),
        Vec::new(),
        USUAL,
    );
    tui.keys("a<enter>");
    tui.judge(wrong());
    let coloured = tui.buffer().content.iter().any(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset);
    assert!(!coloured);
    let screen = tui.screen();
    for word in ["✗ ·  0 right, 1 wrong, 1 open", "✗ a", "✗ Wrong."] {
        assert!(screen.contains(word), "{word} is missing:\n{screen}");
    }
}

#[test]
fn right_is_green_and_wrong_is_red() {
    let mark = |tone: Tone, seen: Seen| {
        let curriculum = curriculum(vec![one(), several()], exercise("predict", vec![program()]));
        let mut tui = Tui::open_in(tone, curriculum, first_quiz(), Vec::new(), USUAL);
        tui.keys("b<enter>");
        tui.judge(seen);
        let buffer = tui.buffer();
        let cell = buffer.content.iter().rfind(|cell| ["✓", "✗"].contains(&cell.symbol())).unwrap();
        (cell.symbol().to_owned(), cell.fg)
    };
    let looks = [Tone::Dark, Tone::Light].map(|tone| (mark(tone, right()), mark(tone, wrong())));
    insta::assert_debug_snapshot!(looks, @r#"
    [
        (
            (
                "✓",
                Indexed(
                    114,
                ),
            ),
            (
                "✗",
                Indexed(
                    210,
                ),
            ),
        ),
        (
            (
                "✓",
                Indexed(
                    22,
                ),
            ),
            (
                "✗",
                Indexed(
                    124,
                ),
            ),
        ),
    ]
    "#);
}

#[test]
fn no_size_breaks_a_page() {
    for (width, height) in [(1, 1), (30, 10), (31, 10), (37, 11), (59, 13), (200, 60)] {
        let mut tui = quiz(vec![one(), several(), program(), lines()], (width, height));
        for keys in ["a", "<tab>", "ab", "<tab>", "漢字\u{301}text", "<c-j>", "<tab>", "21", "<tab>"] {
            tui.keys(keys);
            tui.screen();
        }
    }
}
