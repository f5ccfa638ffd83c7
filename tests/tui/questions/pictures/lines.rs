//! What lines that are put in order look like.

use super::*;

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
