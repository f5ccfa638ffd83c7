//! What predictions look like.

use super::*;

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
