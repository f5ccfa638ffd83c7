//! What questions with options look like.

use super::*;

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
