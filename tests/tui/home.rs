//! Home: the list of everything, and where to go on.

use roadmap::curriculum::Curriculum;
use roadmap::progress::What;
use roadmap::tui::{Msg, Tone};

use crate::support::*;

const SMALL: (u16, u16) = (40, 15);
const USUAL: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (120, 40);

fn begun() -> Vec<What> {
    vec![chose(), read("opportunity"), checked("celsius", false), went("tour", 0)]
}

fn home(events: Vec<What>, size: (u16, u16)) -> Tui {
    Tui::begin(session(Tone::Dark, course(), events, size))
}

#[test]
fn a_new_learner() {
    insta::assert_snapshot!(home(vec![chose()], USUAL).screen(), @"
     Backend Developer Roadmap                                              Node.js
     ▶ Begin: The opportunity
     Start here
      ▾ Orientation                                                   ░░░░░░░░ 0/1
          · The opportunity                                             lesson new
     Programming fundamentals
      ▸  1  Setup, values and variables                               ░░░░░░░░ 0/4
      ▸  2  Operators, conversion and the calculator               not written yet
      ▸ 10  Everything that a title can hold before it is far too… not written yet
    ⋮
      The opportunity
      lesson, about 10 minutes, new
      Afterwards you can choose your path.


     Enter open  c continue  p path & settings  q quit  ↑ up  ↓ down  ? help
    ");
    insta::assert_snapshot!(home(vec![chose()], SMALL).screen(), @"
     Backend Developer Roadmap      Node.js
     ▶ Begin: The opportunity
     Start here
      ▾ Orientation
          · The opportunity
     Programming fundamentals
      ▸  1  Setup, values and variables
      ▸  2  Operators, conversion and the…
      ▸ 10  Everything that a title can h…
    ⋮
     Enter open  c continue  ? help
    ");
}

#[test]
fn every_state() {
    let mut tui = home(begun(), USUAL);
    insta::assert_snapshot!(tui.screen(), @"
     Backend Developer Roadmap                                              Node.js
     ▶ Continue: Names for values
     Start here
      ▸ Orientation                                                   ████████ 1/1
     Programming fundamentals
      ▾  1  Setup, values and variables                               ░░░░░░░░ 0/4
          ○ Names for values                                           lesson seen
          · Numbers, text, booleans                                     lesson new
          · First quiz                                                    quiz new
          ◐ Celsius to Fahrenheit                                   exercise tried
      ▸  2  Operators, conversion and the calculator               not written yet
      ▸ 10  Everything that a title can hold before it is far too… not written yet
    ⋮
      Names for values
      lesson, about 10 minutes, seen
      After this week you can store text and numbers in variables.


     Enter open  c continue  p path & settings  q quit  ↑ up  ↓ down  ? help
    ");
    tui.resize(SMALL.0, SMALL.1);
    insta::assert_snapshot!(tui.screen(), @"
    Backend Developer Roadmap      Node.js
    ▶ Continue: Names for values
    Start here
     ▸ Orientation
    Programming fundamentals
     ▾  1  Setup, values and variables
         ○ Names for values
         · Numbers, text, booleans
         · First quiz
         ◐ Celsius to Fahrenheit
     ▸  2  Operators, conversion and the…
     ▸ 10  Everything that a title can h…


    Enter open  c continue  ? help
    ");
    tui.resize(WIDE.0, WIDE.1);
    insta::assert_snapshot!(tui.screen(), @"
     Backend Developer Roadmap                                                                                      Node.js
     ▶ Continue: Names for values
     Start here                                                               Names for values
      ▸ Orientation                                           ████████ 1/1    lesson, about 10 minutes, seen
     Programming fundamentals
      ▾  1  Setup, values and variables                       ░░░░░░░░ 0/4    Setup, values and variables
          ○ Names for values                                   lesson seen    After this week you can store text and
          · Numbers, text, booleans                             lesson new    numbers in variables.
          · First quiz                                            quiz new
          ◐ Celsius to Fahrenheit                           exercise tried    ░░░░░░░░░░░░░░░░░░░░ 0 of 4 passed
      ▸  2  Operators, conversion and the calculator       not written yet    planned: 20 h
      ▸ 10  Everything that a title can hold before it is… not written yet
    ⋮
     Enter open  c continue  p path & settings  q quit  ↑ up  ↓ down  ? help
    ");
}

#[test]
fn a_week_that_is_not_written() {
    let mut tui = home(begun(), USUAL);
    tui.keys("G<enter>");
    insta::assert_snapshot!(tui.screen(), @"
     Backend Developer Roadmap                                              Node.js
     ▶ Continue: Names for values
     Start here
      ▸ Orientation                                                   ████████ 1/1
     Programming fundamentals
      ▸  1  Setup, values and variables                               ░░░░░░░░ 0/4
      ▸  2  Operators, conversion and the calculator               not written yet
      ▾ 10  Everything that a title can hold before it is far too… not written yet
    ⋮
      Everything that a title can hold before it is far too long for any
      terminal, 日本語 too
      After this week you can read a long sentence to its end, however many words
      stand in it, and keep your patience, because outcomes are sometimes written
      by people who could not leave anything out.
     This week is not written yet.
    ");
    tui.keys("<down>");
    insta::assert_snapshot!(tui.screen(), @"
     Backend Developer Roadmap                                              Node.js
     ▶ Continue: Names for values
     Start here
      ▸ Orientation                                                   ████████ 1/1
     Programming fundamentals
      ▸  1  Setup, values and variables                               ░░░░░░░░ 0/4
      ▸  2  Operators, conversion and the calculator               not written yet
      ▾ 10  Everything that a title can hold before it is far too… not written yet
    ⋮
      Everything that a title can hold before it is far too long for any
      terminal, 日本語 too
      After this week you can read a long sentence to its end, however many words
      stand in it, and keep your patience, because outcomes are sometimes written
      by people who could not leave anything out.
     Enter open  c continue  p path & settings  q quit  ↑ up  ↓ down  ? help
    ");
    tui.resize(SMALL.0, SMALL.1);
    insta::assert_snapshot!(tui.screen(), @"
     Backend Developer Roadmap      Node.js
     ▶ Continue: Names for values
     Start here
      ▸ Orientation
     Programming fundamentals
      ▸  1  Setup, values and variables
      ▸  2  Operators, conversion and the…
      ▾ 10  Everything that a title can h…
    ⋮
     Enter open  c continue  ? help
    ");
    tui.resize(WIDE.0, WIDE.1);
    insta::assert_snapshot!(tui.screen(), @"
     Backend Developer Roadmap                                                                                      Node.js
     ▶ Continue: Names for values
     Start here                                                               Everything that a title can hold before it
      ▸ Orientation                                           ████████ 1/1    is far too long for any terminal, 日本語
     Programming fundamentals                                                 too
      ▸  1  Setup, values and variables                       ░░░░░░░░ 0/4    After this week you can read a long
      ▸  2  Operators, conversion and the calculator       not written yet    sentence to its end, however many words
      ▾ 10  Everything that a title can hold before it is… not written yet    stand in it, and keep your patience,
                                                                              because outcomes are sometimes written by
                                                                              people who could not leave anything out.

                                                                              This week is not written yet.
                                                                              planned: 20 h
    ⋮
     Enter open  c continue  p path & settings  q quit  ↑ up  ↓ down  ? help
    ");
}

#[test]
fn everything_is_done() {
    let finished = What::Finished {
        quiz: "first-quiz".parse().unwrap(),
        track: roadmap::id::Track::Node,
        right: 1,
        of: 1,
        passed: true,
    };
    let events = vec![
        chose(),
        read("opportunity"),
        read("tour"),
        read("numbers"),
        finished,
        checked("celsius", true),
        went("celsius", 0),
    ];
    let mut tui = home(events, USUAL);
    tui.keys("c");
    assert_eq!(tui.done(), [""; 0]);
    insta::assert_snapshot!(tui.screen(), @"
     Backend Developer Roadmap                                              Node.js
     Start here
      ▾ Orientation                                                   ████████ 1/1
          ✓ The opportunity                                          lesson passed
     Programming fundamentals
      ▸  1  Setup, values and variables                               ████████ 4/4
      ▸  2  Operators, conversion and the calculator               not written yet
      ▸ 10  Everything that a title can hold before it is far too… not written yet
    ⋮
      Orientation
      Afterwards you can choose your path.
    ⋮
     You have passed everything that is written so far.
    ");
}

#[test]
fn an_empty_curriculum_is_still_a_screen() {
    let mut tui = Tui::begin(session(Tone::Dark, Curriculum::default(), vec![chose()], USUAL));
    tui.keys("jk<enter>chG<pgdn>");
    assert_eq!(tui.done(), [""; 0]);
    insta::assert_snapshot!(tui.screen(), @"
                                                                            Node.js
    ⋮
     Enter open  c continue  p path & settings  q quit  ↑ up  ↓ down  ? help
    ");
}

#[test]
fn keys_choose_and_open() {
    for (keys, opened) in [
        ("<enter>", "tour"),
        ("c", "tour"),
        ("Gc", "tour"),
        ("j<right><down>l", "opportunity"),
        ("jjj<enter>", "tour"),
        ("jjjjj<enter>", "first-quiz"),
        ("jjjjjjk k<pgup><pgdn>gjjjj<enter>", "numbers"),
        ("<home><end><up><up><up><enter>", "first-quiz"),
    ] {
        let mut tui = home(begun(), USUAL);
        tui.keys(keys);
        let place = tui.places().pop().unwrap_or_default();
        assert!(place.starts_with(&format!("{opened} ")), "{keys}: {place}\n{}", tui.screen());
    }
    let mut tui = home(begun(), USUAL);
    tui.keys("jjjjjj<enter>");
    assert_eq!(tui.done(), ["hand out celsius"]);
}

#[test]
fn a_week_is_folded_and_unfolded() {
    let mut tui = home(begun(), USUAL);
    tui.keys("jjjjh");
    assert!(tui.screen().contains("▸  1  Setup"), "{}", tui.screen());
    tui.keys("<enter>");
    assert!(tui.screen().contains("▾  1  Setup"), "{}", tui.screen());
    tui.keys("<enter><up><enter>");
    assert!(tui.screen().contains("▾ Orientation"), "{}", tui.screen());
    assert!(tui.screen().contains("▸  1  Setup"), "{}", tui.screen());
}

#[test]
fn after_a_finished_item_the_next_one_is_offered() {
    let tui = home(vec![chose(), read("tour"), went("tour", 40)], USUAL);
    assert!(tui.screen().contains("Continue: Numbers, text, booleans"), "{}", tui.screen());
    let tui = home(vec![chose(), read("opportunity"), read("tour"), went("opportunity", 40)], USUAL);
    assert!(
        tui.screen().contains("Continue: Numbers, text, booleans"),
        "what is done is passed over: {}",
        tui.screen()
    );
    let tui = home(vec![chose(), went("tour", 40), went("gone", 1)], USUAL);
    assert!(tui.screen().contains("Continue: The opportunity"), "{}", tui.screen());
}

#[test]
fn the_wheel_moves_the_choice() {
    let mut tui = home(begun(), USUAL);
    for _ in 0..5 {
        tui.wheel(true);
    }
    tui.wheel(false);
    tui.keys("<enter>");
    assert_eq!(tui.places(), ["numbers 0"]);
}

#[test]
fn the_chosen_row_is_always_on_the_page() {
    let mut tui = home(begun(), SMALL);
    for _ in 0..12 {
        tui.keys("j");
        assert!(tui.look_of_chosen(), "{}", tui.screen());
    }
    for _ in 0..12 {
        tui.keys("k");
        assert!(tui.look_of_chosen(), "{}", tui.screen());
    }
}

#[test]
fn what_another_process_wrote_down_is_shown_at_once() {
    let mut tui = home(begun(), USUAL);
    let event = roadmap::progress::Event { at: now(), what: checked("celsius", true) };
    tui.tell(&Msg::Happened(event));
    assert!(tui.screen().contains("✓ Celsius to Fahrenheit"), "{}", tui.screen());
}

#[test]
fn q_and_ctrl_c_and_a_lost_terminal_quit() {
    for keys in ["q", "<c-c>", "?<c-c>"] {
        let mut tui = home(begun(), USUAL);
        tui.keys(keys);
        assert_eq!(tui.done(), ["Quit"], "{keys}");
    }
    let mut tui = home(begun(), USUAL);
    tui.tell(&Msg::Hangup);
    assert_eq!(tui.done(), ["Quit"]);
}

#[test]
fn states_have_colours_marks_and_words() {
    let looks = |tone| {
        let tui = Tui::begin(session(tone, course(), begun(), USUAL));
        [
            "▶ Continue: Names for values",
            "○ Names for values",
            "· Numbers, text, booleans",
            "◐ Celsius to Fahrenheit",
            "2  Operators, conversion and the calculator",
            "Programming fundamentals",
        ]
        .map(|text| format!("{text}: {}", tui.look(text).unwrap()))
        .join("\n")
    };
    insta::assert_snapshot!(looks(Tone::Dark), @"
    ▶ Continue: Names for values: 75 reversed
    ○ Names for values: 75
    · Numbers, text, booleans: 247
    ◐ Celsius to Fahrenheit: 221
    2  Operators, conversion and the calculator: 247
    Programming fundamentals: 75 bold
    ");
    insta::assert_snapshot!(looks(Tone::Light), @"
    ▶ Continue: Names for values: 25 reversed
    ○ Names for values: 25
    · Numbers, text, booleans: 241
    ◐ Celsius to Fahrenheit: 94
    2  Operators, conversion and the calculator: 241
    Programming fundamentals: 25 bold
    ");
    insta::assert_snapshot!(looks(Tone::Mono), @"
    ▶ Continue: Names for values: plain reversed
    ○ Names for values: plain
    · Numbers, text, booleans: plain dim
    ◐ Celsius to Fahrenheit: plain
    2  Operators, conversion and the calculator: plain dim
    Programming fundamentals: plain bold
    ");
    let tui = Tui::begin(session(Tone::Mono, course(), begun(), USUAL));
    assert!(!tui.is_coloured());
    for word in ["lesson seen", "lesson new", "exercise tried"] {
        assert!(tui.screen().contains(word), "{word}: {}", tui.screen());
    }
}
