//! What an exercise looks like in each state, on a usual screen.

use super::*;

fn after(report: Result<Report, Trouble>) -> Tui {
    let mut tui = open(USUAL);
    tui.keys("c");
    tui.checked(report);
    tui
}

#[test]
fn files_on_their_way() {
    insta::assert_snapshot!(Tui::open(course(), item("celsius"), Vec::new(), USUAL).screen(), @"
     Celsius to Fahrenheit (seen)                                           Node.js
      ── Task ────────────────────────────────────────────────────────────────────
      Complete the function toFahrenheit(celsius): it gives back nine fifths of
      the Celsius value, plus 32.

      Hand back a number, with its fraction, and print nothing.
      ── File ────────────────────────────────────────────────────────────────────
      preparing your files…
      ── Result ──────────────────────────────────────────────────────────────────
      Not checked yet.
      e edits your file. Every save is checked; c checks now.
    ⋮
     c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
}

#[test]
fn not_checked() {
    insta::assert_snapshot!(open(USUAL).screen(), @"
     Celsius to Fahrenheit (seen)                                           Node.js
      ── Task ────────────────────────────────────────────────────────────────────
      Complete the function toFahrenheit(celsius): it gives back nine fifths of
      the Celsius value, plus 32.

      Hand back a number, with its fraction, and print nothing.
      ── main.js ─────────────────────────────────────────────────────────────────
      work/node/celsius/main.js
        1 // Nine fifths of the Celsius value, plus 32.
        2 function toFahrenheit(celsius) {
        3   return celsius;
        4 }
        5
        6 module.exports = { toFahrenheit };
      ── Result ──────────────────────────────────────────────────────────────────
      Not checked yet.
      e edits your file. Every save is checked; c checks now.
    ⋮
     c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
}

#[test]
fn checking() {
    let mut tui = open(USUAL);
    tui.keys("c");
    tui.progressed(1, 3);
    insta::assert_snapshot!(tui.screen(), @"
     Celsius to Fahrenheit (seen)                                           Node.js
      ── Task ────────────────────────────────────────────────────────────────────
      Complete the function toFahrenheit(celsius): it gives back nine fifths of
      the Celsius value, plus 32.

      Hand back a number, with its fraction, and print nothing.
      ── main.js ─────────────────────────────────────────────────────────────────
      work/node/celsius/main.js
        1 // Nine fifths of the Celsius value, plus 32.
        2 function toFahrenheit(celsius) {
        3   return celsius;
        4 }
        5
        6 module.exports = { toFahrenheit };
      ── Result ──────────────────────────────────────────────────────────────────
      ⠋ checking… 1 of 3  (Esc stops)
    ⋮
     c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
}

#[test]
fn still_the_starter() {
    insta::assert_snapshot!(after(Ok(untouched())).screen(), @"
    Celsius to Fahrenheit (tried)                                          Node.js
     ── Task ────────────────────────────────────────────────────────────────────
     Complete the function toFahrenheit(celsius): it gives back nine fifths of
     the Celsius value, plus 32.

     Hand back a number, with its fraction, and print nothing.
     ── main.js ─────────────────────────────────────────────────────────────────
     work/node/celsius/main.js                                                    █
       1 // Nine fifths of the Celsius value, plus 32.                            █
       2 function toFahrenheit(celsius) {                                         █
       3   return celsius;                                                        ║
     ── Result ──────────────────────────────────────────────────────────────────
     ✗ This is still the starter: change it, then check again.

     ✗ toFahrenheit(100) → 212
       value
         expected  212
         got       312

     ✓ toFahrenheit(0) → 32
     ✗ toFahrenheit(-40) → -40

     x opens the next failed check.
    c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
}

#[test]
fn a_named_misconception() {
    insta::assert_snapshot!(after(Ok(precedence())).screen(), @"
    Celsius to Fahrenheit (tried)                                          Node.js
     ── Task ────────────────────────────────────────────────────────────────────
     Complete the function toFahrenheit(celsius): it gives back nine fifths of
     the Celsius value, plus 32.

     Hand back a number, with its fraction, and print nothing.
     ── main.js ─────────────────────────────────────────────────────────────────
     work/node/celsius/main.js                                                    █
       1 // Nine fifths of the Celsius value, plus 32.                            █
       2 function toFahrenheit(celsius) {                                         █
       3   return celsius;                                                        ║
     ── Result ──────────────────────────────────────────────────────────────────
     ✗ Not yet: 1 of 3 checks passed.                                             █
                                                                                  █
     ▌ toFahrenheit(100) gave 312: the + 32 was added before the division.        █
     ▌ Division comes first, so do not bracket 5 + 32.                            █
                                                                                  █
     ✗ toFahrenheit(100) → 212                                                    █
       value                                                                      █
         expected  212                                                            █
         got       312                                                            █
                                                                                  ║
     ✓ toFahrenheit(0) → 32                                                       ║
    c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
}

#[test]
fn a_crash() {
    insta::assert_snapshot!(after(Ok(crash())).screen(), @"
    Celsius to Fahrenheit (tried)                                          Node.js
     ── Task ────────────────────────────────────────────────────────────────────
     Complete the function toFahrenheit(celsius): it gives back nine fifths of
     the Celsius value, plus 32.

     Hand back a number, with its fraction, and print nothing.
     ── main.js ─────────────────────────────────────────────────────────────────
     work/node/celsius/main.js                                                    █
       1 // Nine fifths of the Celsius value, plus 32.                            █
       2 function toFahrenheit(celsius) {                                         █
       3   return celsius;                                                        █
       4 }                                                                        █
       5                                                                          █
     ── Result ──────────────────────────────────────────────────────────────────
     ✗ Your program stopped with an error.
     line 3: ReferenceError: celcius is not defined

     ✗ toFahrenheit(100) → 212

     · toFahrenheit(0) → 32 (not reached)
     · toFahrenheit(-40) → -40 (not reached)

     x opens the next failed check.
    c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
}

#[test]
fn a_difference_of_several_rows() {
    let mut report = differs();
    let rows = ("Visit 41\nVisit 42\nbye\n", "Visit 41\nvisit 42 \nbye\n");
    report.checks[0].seen = Some(seen(false, "stdout", rows, ""));
    insta::assert_snapshot!(after(Ok(report)).screen(), @"
    Celsius to Fahrenheit (tried)                                          Node.js
     ── Task ────────────────────────────────────────────────────────────────────
     Complete the function toFahrenheit(celsius): it gives back nine fifths of
     the Celsius value, plus 32.

     Hand back a number, with its fraction, and print nothing.
     ── main.js ─────────────────────────────────────────────────────────────────
     work/node/celsius/main.js                                                    █
       1 // Nine fifths of the Celsius value, plus 32.                            █
       2 function toFahrenheit(celsius) {                                         █
       3   return celsius;                                                        ║
     ── Result ──────────────────────────────────────────────────────────────────
     ✗ Not yet: 1 of 3 checks passed.                                             █
                                                                                  █
     ✗ toFahrenheit(100) → 212                                                    █
       output: - is expected, + is yours                                          █
           Visit 41                                                               █
         - Visit 42                                                               █
         + visit 42·                                                              █
           bye                                                                    █
                                                                                  █
     ✓ toFahrenheit(0) → 32                                                       █
     ✗ toFahrenheit(-40) → -40                                                    ║
    c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
}

#[test]
fn passed_with_an_idea() {
    insta::assert_snapshot!(after(Ok(passed())).screen(), @"
    Celsius to Fahrenheit (passed)                                         Node.js
     ── Task ────────────────────────────────────────────────────────────────────
     Complete the function toFahrenheit(celsius): it gives back nine fifths of
     the Celsius value, plus 32.

     Hand back a number, with its fraction, and print nothing.
     ── main.js ─────────────────────────────────────────────────────────────────
     work/node/celsius/main.js                                                    █
       1 // Nine fifths of the Celsius value, plus 32.                            █
       2 function toFahrenheit(celsius) {                                         █
       3   return celsius;                                                        █
       4 }                                                                        █
       5                                                                          █
     ── Result ──────────────────────────────────────────────────────────────────
     ✓ Passed: 3 of 3 checks.

     An idea: Give a name to what happens in between.

     n goes on. s shows the reference solution beside yours.

     ✓ toFahrenheit(100) → 212
     ✓ toFahrenheit(0) → 32
     ✓ toFahrenheit(-40) → -40
    c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
}

#[test]
fn compared_with_the_reference_under_each_other() {
    let mut tui = open(USUAL);
    tui.save("celsius", MENDED);
    tui.checked(Ok(passed()));
    tui.keys("s");
    insta::assert_snapshot!(tui.screen(), @"
     Celsius to Fahrenheit (passed)                                         Node.js
      ── Compare ─────────────────────────────────────────────────────────────────
      Yours
        1 const toFahrenheit = (celsius) => (celsius * 9) / 5 + 32;
        2 module.exports = { toFahrenheit };

      The reference solution
        1 // Nine fifths of the Celsius value, plus 32.
        2 function toFahrenheit(celsius) {
        3   return celsius * 9 / 5 + 32;
        4 }
        5
        6 module.exports = { toFahrenheit };
    ⋮
     c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
}

#[test]
fn could_not_look() {
    insta::assert_snapshot!(after(Err(no_runtime())).screen(), @"
     Celsius to Fahrenheit (seen)                                           Node.js
      ── Task ────────────────────────────────────────────────────────────────────
      Complete the function toFahrenheit(celsius): it gives back nine fifths of
      the Celsius value, plus 32.

      Hand back a number, with its fraction, and print nothing.
      ── main.js ─────────────────────────────────────────────────────────────────
      work/node/celsius/main.js
        1 // Nine fifths of the Celsius value, plus 32.
        2 function toFahrenheit(celsius) {
        3   return celsius;
        4 }
        5
        6 module.exports = { toFahrenheit };
      ── Result ──────────────────────────────────────────────────────────────────
      ! Could not check: node was not found. Install Node.js 20 or newer, or set
      ROADMAP_NODE
      This does not count as an attempt.
    ⋮
     ! node was not found. Install Node.js 20 or newer, or set ROADMAP_NODE
    ");
}

#[test]
fn stopped() {
    let mut tui = open(USUAL);
    tui.keys("c<esc>");
    insta::assert_snapshot!(tui.screen(), @"
     Celsius to Fahrenheit (seen)                                           Node.js
      ── Task ────────────────────────────────────────────────────────────────────
      Complete the function toFahrenheit(celsius): it gives back nine fifths of
      the Celsius value, plus 32.

      Hand back a number, with its fraction, and print nothing.
      ── main.js ─────────────────────────────────────────────────────────────────
      work/node/celsius/main.js
        1 // Nine fifths of the Celsius value, plus 32.
        2 function toFahrenheit(celsius) {
        3   return celsius;
        4 }
        5
        6 module.exports = { toFahrenheit };
      ── Result ──────────────────────────────────────────────────────────────────
      Stopped. This does not count as an attempt.
    ⋮
     c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
}

#[test]
fn two_hints_are_open() {
    let mut tui = open(USUAL);
    tui.keys("HH");
    insta::assert_snapshot!(tui.screen(), @"
    Celsius to Fahrenheit (seen)                                           Node.js
     ── Task ────────────────────────────────────────────────────────────────────
     Complete the function toFahrenheit(celsius): it gives back nine fifths of
     the Celsius value, plus 32.

     Hand back a number, with its fraction, and print nothing.

     │ Hint 1 of 3. The first sentence of the task is the whole formula. Say it
     │ aloud.

     │ Hint 2 of 3. Multiplication and division come before addition.
     ── main.js ─────────────────────────────────────────────────────────────────
     work/node/celsius/main.js
       1 // Nine fifths of the Celsius value, plus 32.
       2 function toFahrenheit(celsius) {
       3   return celsius;
       4 }
       5
       6 module.exports = { toFahrenheit };
     ── Result ──────────────────────────────────────────────────────────────────
     Not checked yet.
     e edits your file. Every save is checked; c checks now.

    c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
}

#[test]
fn files_could_not_be_handed_out() {
    let mut tui = Tui::open(course(), item("celsius"), Vec::new(), USUAL);
    let why = "cannot create work/node/celsius: permission denied. Choose another folder with p at home";
    tui.not_handed_out("celsius", why);
    insta::assert_snapshot!(tui.screen(), @"
     Celsius to Fahrenheit (seen)                                           Node.js
      ── Task ────────────────────────────────────────────────────────────────────
      Complete the function toFahrenheit(celsius): it gives back nine fifths of
      the Celsius value, plus 32.

      Hand back a number, with its fraction, and print nothing.
      ── File ────────────────────────────────────────────────────────────────────
      cannot create work/node/celsius: permission denied. Choose another folder
      with p at home
      ── Result ──────────────────────────────────────────────────────────────────
      Not checked yet.
      e edits your file. Every save is checked; c checks now.
    ⋮
     c check  e edit  H hint  n next  Tab other pane  q home  ? help
    ");
}

#[test]
fn the_built_in_editor() {
    let mut tui = open(USUAL);
    tui.keys("e<down><down><end>");
    insta::assert_snapshot!(tui.screen(), @"
     Celsius to Fahrenheit (seen)                                           Node.js
    1 // Nine fifths of the Celsius value, plus 32.
    2 function toFahrenheit(celsius) {
    3   return celsius;
    4 }
    5
    6 module.exports = { toFahrenheit };
    7
    ⋮
     Ctrl-s save and check  Esc save and close  Ctrl-x close without saving
    ");
}
