//! What lessons look like.

use super::*;

#[test]
fn the_beginning() {
    insta::assert_snapshot!(tour(USUAL).screen(), @"
    Names for values                                                       Node.js
      A name means a value. Bold, slanted, gone, code, and a link.                █
                                                                                  █
      Names                                                                       █
                                                                                  █
      • let makes a name                                                          █
      • const makes one that keeps its value                                      █
        1. nested                                                                 █
                                                                                  █
    ▌ visits.js · can be run                                                      ║
    ▌   // Counts the visits of one day.                                          ║
    ▌   const step = 1;                                                           ║
    ▌   let visits = 41;                                                          ║
    ▌   console.log(`Visit ${visits + step}`);                                    ║
    ▌ prints                                                                      ║
    ▌   Visit 42                                                                  ║
                                                                                  ║
      ┌───────┬─────────┐                                                         ║
      │ Name  │ 意味    │                                                         ║
      ├───────┼─────────┤                                                         ║
      │ let   │ 変数 🎈 │                                                         ║
      │ const │ stays   │                                                         ║
      └───────┴─────────┘                                                         ║
    Space page down  n next  r run sample  Tab next sample  ? help
    ");
    insta::assert_snapshot!(tour(SMALL).screen(), @"
    Names for values               Node.js
      A name means a value. Bold,         █
      slanted, gone, code, and a link.    █
                                          ║
      Names                               ║
                                          ║
      • let makes a name                  ║
      • const makes one that keeps its    ║
        value                             ║
        1. nested                         ║
                                          ║
    ▌ visits.js · can be run              ║
    ▌   // Counts the visits of one day.  ║
    ▌   const step = 1;                   ║
    Space page down  n next  ? help
    ");
    insta::assert_snapshot!(tour((120, 40)).screen(), @r#"
    Names for values                                                                                               Node.js
      A name means a value. Bold, slanted, gone, code, and a link.                                                        █
                                                                                                                          █
      Names                                                                                                               █
                                                                                                                          █
      • let makes a name                                                                                                  █
      • const makes one that keeps its value                                                                              █
        1. nested                                                                                                         █
                                                                                                                          █
    ▌ visits.js · can be run                                                                                              █
    ▌   // Counts the visits of one day.                                                                                  █
    ▌   const step = 1;                                                                                                   █
    ▌   let visits = 41;                                                                                                  █
    ▌   console.log(`Visit ${visits + step}`);                                                                            █
    ▌ prints                                                                                                              █
    ▌   Visit 42                                                                                                          █
                                                                                                                          █
      ┌───────┬─────────┐                                                                                                 █
      │ Name  │ 意味    │                                                                                                 █
      ├───────┼─────────┤                                                                                                 █
      │ let   │ 変数 🎈 │                                                                                                 █
      │ const │ stays   │                                                                                                 █
      └───────┴─────────┘                                                                                                 █
                                                                                                                          █
      ┃ Note                                                                                                              █
      ┃ A name is not a box.                                                                                              ║
                                                                                                                          ║
      ┃ Watch out                                                                                                         ║
      ┃ = is an order, not a claim. It reads from right to left, and that surprises everybody                             ║
      ┃ once.                                                                                                             ║
                                                                                                                          ║
      Good names                                                                                                          ║
                                                                                                                          ║
      Say what a value means, see Numbers and the exercise.                                                               ║
                                                                                                                          ║
      two.js · can be run                                                                                                 ║
        console.log("one");                                                                                               ║
        console.log("two");                                                                                               ║
                                                                                                                          ║
    Space page down  n next  r run sample  Tab next sample  o outline & links  q home  ? help
    "#);
}

#[test]
fn callouts_and_links() {
    let mut tui = tour(USUAL);
    tui.keys("ojj<enter>kkkkkkkkkkkkk");
    insta::assert_snapshot!(tui.screen(), @r#"
    Names for values                                                       Node.js
      ┃ = is an order, not a claim. It reads from right to left, and that         ║
      ┃ surprises everybody once.                                                 ║
                                                                                  ║
      Good names                                                                  ║
                                                                                  ║
      Say what a value means, see Numbers and the exercise.                       ║
                                                                                  ║
    ▌ two.js · can be run                                                         ║
    ▌   console.log("one");                                                       ║
    ▌   console.log("two");                                                       ║
                                                                                  █
      │ A quotation of somebody.                                                  █
                                                                                  █
      ┃ Try it                                                                    █
      ┃ Run it.                                                                   █
                                                                                  █
      ┃ Think first                                                               █
      ┃ What comes first?                                                         █
                                                                                  ║
      ┃ Danger                                                                    ║
      ┃ This deletes files.                                                       ║
                                                                                  ║
    Space page down  n next  r run sample  Tab next sample  ? help
    "#);
    tui.resize(SMALL.0, SMALL.1);
    insta::assert_snapshot!(tui.screen(), @r#"
    Names for values               Node.js
      ┃ = is an order, not a claim. It    ║
      ┃ reads from right to left, and     ║
      ┃ that surprises everybody once.    ║
                                          ║
      Good names                          ║
                                          ║
      Say what a value means, see Numbers █
      and the exercise.                   █
                                          ║
    ▌ two.js · can be run                 ║
    ▌   console.log("one");               ║
    ▌   console.log("two");               ║
                                          ║
    Space page down  n next  ? help
    "#);
}

#[test]
fn the_outline() {
    let mut tui = tour(USUAL);
    tui.keys("oj");
    insta::assert_snapshot!(tui.screen(), @"
    Names for values                                                       Node.js
      A name means a value. Bold, slanted, gone, code, and a link.                █
                                                                                  █
      Names                                                                       █
                                                                                  █
      • let makes a name                                                          █
      • const makes one that keeps its value                                      █
        1. nested                                                                 █
             ╭ Outline ─────────────────────────────────────────────────╮         █
    ▌ visits.│ Names                                                    │         ║
    ▌   // Co│   Good names                                             │         ║
    ▌   const│ The end                                                  │         ║
    ▌   let v│ → https://example.org/names                              │         ║
    ▌   conso│ → Numbers, text, booleans                                │         ║
    ▌ prints │ → Celsius to Fahrenheit                                  │         ║
    ▌   Visit╰──────────────────────────────────────────────────────────╯         ║
                                                                                  ║
      ┌───────┬─────────┐                                                         ║
      │ Name  │ 意味    │                                                         ║
      ├───────┼─────────┤                                                         ║
      │ let   │ 変数 🎈 │                                                         ║
      │ const │ stays   │                                                         ║
      └───────┴─────────┘                                                         ║
    ↑ up  ↓ down  Enter go there  Esc close  ? help
    ");
    tui.resize(SMALL.0, SMALL.1);
    insta::assert_snapshot!(tui.screen(), @"
     Names for values               Node.js
       A name means a value. Bold,         █
       slanted, gone, code, and a link.    █
                                           ║
    ╭ Outline ─────────────────────────────╮
    │ Names                                │
    │   Good names                         │
    │ The end                              │
    │ → https://example.org/names          │
    │ → Numbers, text, booleans            │
    │ → Celsius to Fahrenheit              │
    ╰──────────────────────────────────────╯
     ▌   // Counts the visits of one day.  ║
     ▌   const step = 1;                   ║
     ↑ up  ↓ down  Enter go there  ? help
    ");
}

#[test]
fn a_running_sample() {
    let mut tui = tour(USUAL);
    tui.keys("r");
    insta::assert_snapshot!(tui.screen(), @"
    Names for values                                                       Node.js
      A name means a value. Bold, slanted, gone, code, and a link.                █
                                                                                  █
      Names                                                                       █
                                                                                  █
      • let makes a name                                                          █
      • const makes one that keeps its value                                      █
        1. nested                                                                 █
                                                                                  █
    ▌ visits.js · can be run                                                      ║
    ▌   // Counts the visits of one day.                                          ║
    ▌   const step = 1;                                                           ║
    ▌   let visits = 41;                                                          ║
    ▌   console.log(`Visit ${visits + step}`);                                    ║
    ▌ prints                                                                      ║
    ▌   Visit 42                                                                  ║
    ▌ running… Esc stops it                                                       ║
                                                                                  ║
      ┌───────┬─────────┐                                                         ║
      │ Name  │ 意味    │                                                         ║
      ├───────┼─────────┤                                                         ║
      │ let   │ 変数 🎈 │                                                         ║
      │ const │ stays   │                                                         ║
    Space page down  n next  r run sample  Tab next sample  ? help
    ");
}

#[test]
fn what_a_sample_printed() {
    let mut tui = tour(USUAL);
    tui.keys("r");
    tui.ran(Ok("Visit 42\nand a line that is so long that it has to be wrapped before the right edge, 日本語 and 🎈 too\n\nend\n"));
    insta::assert_snapshot!(tui.screen(), @"
    Names for values                                                       Node.js
      A name means a value. Bold, slanted, gone, code, and a link.                █
                                                                                  █
      Names                                                                       █
                                                                                  █
      • let makes a name                                                          █
      • const makes one that keeps its value                                      █
        1. nested                                                                 █
                                                                                  ║
    ▌ visits.js · can be run                                                      ║
    ▌   // Counts the visits of one day.                                          ║
    ▌   const step = 1;                                                           ║
    ▌   let visits = 41;                                                          ║
    ▌   console.log(`Visit ${visits + step}`);                                    ║
    ▌ prints                                                                      ║
    ▌   Visit 42                                                                  ║
    ▌ on your machine it printed                                                  ║
    ▌   Visit 42                                                                  ║
    ▌   and a line that is so long that it has to be wrapped before the right     ║
    ▌   edge, 日本語 and 🎈 too                                                   ║
    ▌                                                                             ║
    ▌   end                                                                       ║
                                                                                  ║
    Space page down  n next  r run sample  Tab next sample  ? help
    ");
    tui.resize(SMALL.0, SMALL.1);
    tui.keys("<down>".repeat(10).as_str());
    insta::assert_snapshot!(tui.screen(), @"
    Names for values               Node.js
    ▌ visits.js · can be run              ║
    ▌   // Counts the visits of one day.  ║
    ▌   const step = 1;                   █
    ▌   let visits = 41;                  █
    ▌   console.log(`Visit ${visits +     ║
    ▌   ↪ step}`);                        ║
    ▌ prints                              ║
    ▌   Visit 42                          ║
    ▌ on your machine it printed          ║
    ▌   Visit 42                          ║
    ▌   and a line that is so long that   ║
    ▌   it has to be wrapped before the   ║
    ▌   right edge, 日本語 and 🎈 too     ║
    Space page down  n next  ? help
    ");
}

#[test]
fn nothing_was_printed() {
    let mut tui = tour(USUAL);
    tui.keys("r");
    tui.ran(Ok(""));
    insta::assert_snapshot!(tui.screen(), @"
    Names for values                                                       Node.js
      A name means a value. Bold, slanted, gone, code, and a link.                █
                                                                                  █
      Names                                                                       █
                                                                                  █
      • let makes a name                                                          █
      • const makes one that keeps its value                                      █
        1. nested                                                                 █
                                                                                  █
    ▌ visits.js · can be run                                                      ║
    ▌   // Counts the visits of one day.                                          ║
    ▌   const step = 1;                                                           ║
    ▌   let visits = 41;                                                          ║
    ▌   console.log(`Visit ${visits + step}`);                                    ║
    ▌ prints                                                                      ║
    ▌   Visit 42                                                                  ║
    ▌ on your machine it printed nothing                                          ║
                                                                                  ║
      ┌───────┬─────────┐                                                         ║
      │ Name  │ 意味    │                                                         ║
      ├───────┼─────────┤                                                         ║
      │ let   │ 変数 🎈 │                                                         ║
      │ const │ stays   │                                                         ║
    Space page down  n next  r run sample  Tab next sample  ? help
    ");
}

#[test]
fn a_sample_that_could_not_run() {
    let mut tui = tour(USUAL);
    tui.keys("r");
    tui.ran(Err(Trouble::CouldNotLook(
        "node was not found on this machine. Install Node.js 20 or newer, then press r again".to_owned(),
    )));
    insta::assert_snapshot!(tui.screen(), @"
    Names for values                                                       Node.js
      A name means a value. Bold, slanted, gone, code, and a link.                █
                                                                                  █
      Names                                                                       █
                                                                                  █
      • let makes a name                                                          █
      • const makes one that keeps its value                                      █
        1. nested                                                                 █
                                                                                  █
    ▌ visits.js · can be run                                                      ║
    ▌   // Counts the visits of one day.                                          ║
    ▌   const step = 1;                                                           ║
    ▌   let visits = 41;                                                          ║
    ▌   console.log(`Visit ${visits + step}`);                                    ║
    ▌ prints                                                                      ║
    ▌   Visit 42                                                                  ║
    ▌ ! node was not found on this machine. Install Node.js 20 or newer, then     ║
    ▌   press r again                                                             ║
                                                                                  ║
      ┌───────┬─────────┐                                                         ║
      │ Name  │ 意味    │                                                         ║
      ├───────┼─────────┤                                                         ║
      │ let   │ 変数 🎈 │                                                         ║
    Space page down  n next  r run sample  Tab next sample  ? help
    ");
}

#[test]
fn a_stopped_sample() {
    let mut tui = tour(USUAL);
    tui.keys("r<esc>");
    insta::assert_snapshot!(tui.screen(), @"
    Names for values                                                       Node.js
      A name means a value. Bold, slanted, gone, code, and a link.                █
                                                                                  █
      Names                                                                       █
                                                                                  █
      • let makes a name                                                          █
      • const makes one that keeps its value                                      █
        1. nested                                                                 █
                                                                                  █
    ▌ visits.js · can be run                                                      ║
    ▌   // Counts the visits of one day.                                          ║
    ▌   const step = 1;                                                           ║
    ▌   let visits = 41;                                                          ║
    ▌   console.log(`Visit ${visits + step}`);                                    ║
    ▌ prints                                                                      ║
    ▌   Visit 42                                                                  ║
    ▌ stopped                                                                     ║
                                                                                  ║
      ┌───────┬─────────┐                                                         ║
      │ Name  │ 意味    │                                                         ║
      ├───────┼─────────┤                                                         ║
      │ let   │ 変数 🎈 │                                                         ║
      │ const │ stays   │                                                         ║
    Space page down  n next  r run sample  Tab next sample  ? help
    ");
}

#[test]
fn a_short_lesson() {
    insta::assert_snapshot!(Tui::open(course(), item("numbers"), Vec::new(), USUAL).screen(), @"
     Numbers, text, booleans                                                Node.js
       A number has no quotes.
    ⋮
     Space page down  n next  o outline & links  q home  ? help
    ");
}
