//! What the end of a quiz and of an exercise looks like, and what is there before its first question.

use super::*;

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
