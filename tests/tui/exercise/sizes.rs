//! What an exercise looks like on a small and on a wide screen.

use super::*;

#[test]
fn small() {
    let mut tui = open(SMALL);
    insta::assert_snapshot!(tui.screen(), @"
    Celsius to Fahrenheit (seen)   Node.js
     ── Task ────────────────────────────
     Complete the function                █
     toFahrenheit(celsius): it gives back █
     nine fifths of the Celsius value,    █
     plus 32.                             █
                                          ║
     ── main.js ─────────────────────────
     work/node/celsius/main.js            █
       1 // Nine fifths of the Celsius v… █
       2 function toFahrenheit(celsius) { █
       3   return celsius;                ║
     ── Result ──────────────────────────
     Not checked yet.                     █
    c check  e edit  H hint  ? help
    ");
    tui.keys("<tab>");
    insta::assert_snapshot!(tui.screen(), @"
    Celsius to Fahrenheit (seen)   Node.js
     ── Task ────────────────────────────
     Complete the function                █
     toFahrenheit(celsius): it gives back ║
     ── main.js ─────────────────────────
     work/node/celsius/main.js            █
       1 // Nine fifths of the Celsius v… █
       2 function toFahrenheit(celsius) { █
       3   return celsius;                █
       4 }                                ║
     ── Result ──────────────────────────
     Not checked yet.
     e edits your file. Every save is
     checked; c checks now.
    c check  e edit  H hint  ? help
    ");
    tui.keys("c");
    tui.checked(Ok(precedence()));
    insta::assert_snapshot!(tui.screen(), @"
    Celsius to Fahrenheit (tried)  Node.js
     ── Task ────────────────────────────
     Complete the function                █
     toFahrenheit(celsius): it gives back █
     nine fifths of the Celsius value,    ║
     ── main.js ─────────────────────────
     work/node/celsius/main.js            █
       1 // Nine fifths of the Celsius v… ║
     ── Result ──────────────────────────
     ✗ Not yet: 1 of 3 checks passed.     █
                                          █
     ▌ toFahrenheit(100) gave 312:        ║
     ▌ the + 32 was added before the      ║
     ▌ division. Division comes first, so ║
    c check  e edit  H hint  ? help
    ");
    tui.keys("<end>");
    insta::assert_snapshot!(tui.screen(), @"
    Celsius to Fahrenheit (tried)  Node.js
     ── Task ────────────────────────────
     Complete the function                █
     toFahrenheit(celsius): it gives back █
     nine fifths of the Celsius value,    ║
     ── main.js ─────────────────────────
     work/node/celsius/main.js            █
       1 // Nine fifths of the Celsius v… ║
     ── Result ──────────────────────────
                                          ║
     ✓ toFahrenheit(0) → 32               ║
     ✗ toFahrenheit(-40) → -40            ║
                                          █
     x opens the next failed check.       █
    c check  e edit  H hint  ? help
    ");
    tui.keys("e");
    insta::assert_snapshot!(tui.screen(), @"
     Celsius to Fahrenheit (tried)  Node.js
    1 // Nine fifths of the Celsius value, p
      lus 32.
    2 function toFahrenheit(celsius) {
    3   return celsius;
    4 }
    5
    6 module.exports = { toFahrenheit };
    7
    ⋮
     Ctrl-s save and check
    ");
}

#[test]
fn wide() {
    let mut tui = open_after(vec![checked("celsius", false)], WIDE);
    insta::assert_snapshot!(tui.screen(), @"
     Celsius to Fahrenheit (tried)                                                                                  Node.js
      ── Task ────────────────────────────────────────────────    ── Result ──────────────────────────────────────────────
      Complete the function toFahrenheit(celsius): it gives       Checked once so far.
      back nine fifths of the Celsius value, plus 32.             e edits your file. Every save is checked; c checks now.

      Hand back a number, with its fraction, and print
      nothing.
      ── main.js ─────────────────────────────────────────────
      work/node/celsius/main.js
        1 // Nine fifths of the Celsius value, plus 32.
        2 function toFahrenheit(celsius) {
        3   return celsius;
        4 }
        5
        6 module.exports = { toFahrenheit };
    ⋮
     c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
    tui.keys("Hc");
    tui.checked(Ok(precedence()));
    insta::assert_snapshot!(tui.screen(), @"
     Celsius to Fahrenheit (tried)                                                                                  Node.js
      ── Task ────────────────────────────────────────────────    ── Result ──────────────────────────────────────────────
      Complete the function toFahrenheit(celsius): it gives       ✗ Not yet: 1 of 3 checks passed.
      back nine fifths of the Celsius value, plus 32.
                                                                  ▌ toFahrenheit(100) gave 312: the + 32 was added
      Hand back a number, with its fraction, and print            ▌ before the division. Division comes first, so do not
      nothing.                                                    ▌ bracket 5 + 32.

      │ Hint 1 of 3. The first sentence of the task is the        ✗ toFahrenheit(100) → 212
      │ whole formula. Say it aloud.                                value
      ── main.js ─────────────────────────────────────────────        expected  212
      work/node/celsius/main.js                                       got       312
        1 // Nine fifths of the Celsius value, plus 32.
        2 function toFahrenheit(celsius) {                        ✓ toFahrenheit(0) → 32
        3   return celsius;                                       ✗ toFahrenheit(-40) → -40
        4 }
        5                                                         x opens the next failed check.
        6 module.exports = { toFahrenheit };
    ⋮
     c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
    tui.save("celsius", MENDED);
    tui.checked(Ok(passed()));
    tui.keys("s");
    insta::assert_snapshot!(tui.screen(), @"
     Celsius to Fahrenheit (passed)                                                                                 Node.js
      ── Compare ─────────────────────────────────────────────────────────────────────────────────────────────────────────
      Yours                                                    │ The reference solution
        1 const toFahrenheit = (celsius) => (celsius * 9) / 5 +│   1 // Nine fifths of the Celsius value, plus 32.
        2 module.exports = { toFahrenheit };                   │   2 function toFahrenheit(celsius) {
                                                               │   3   return celsius * 9 / 5 + 32;
                                                               │   4 }
                                                               │   5
                                                               │   6 module.exports = { toFahrenheit };
    ⋮
     c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
}

#[test]
fn a_long_file_and_a_long_report_can_be_scrolled() {
    let mut tui = Tui::open(course(), item("celsius"), Vec::new(), USUAL);
    let text: Vec<String> = (1..=90).map(|number| format!("const name{number} = {number};")).collect();
    tui.hand_out("celsius", &text.join("\n"));
    tui.keys("<tab><end>");
    assert!(tui.screen().contains("name90"), "{}", tui.screen());
    tui.keys("<home><pgdn><pgup>");
    assert!(tui.screen().contains("name1 "), "{}", tui.screen());
    tui.wheel(true);
    assert!(!tui.screen().contains("name1 "), "{}", tui.screen());
    let calls: Vec<_> = (0..40).map(|celsius| call(celsius, "1", "2")).collect();
    tui.keys("c");
    tui.checked(Ok(report(calls.iter().map(|(label, seen)| (label.as_str(), seen.clone())).collect())));
    assert!(tui.screen().contains("Not yet: 0 of 40"), "{}", tui.screen());
    tui.keys("G");
    assert!(tui.screen().contains("toFahrenheit(39)"), "{}", tui.screen());
    tui.keys("g");
    assert!(tui.screen().contains("Not yet: 0 of 40"), "{}", tui.screen());
}
