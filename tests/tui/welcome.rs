//! The welcome: path, folder and hours.

use roadmap::progress::What;
use roadmap::tui::{Msg, Tone};

use crate::support::*;

const SMALL: (u16, u16) = (40, 15);
const USUAL: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (120, 40);

fn first_start(size: (u16, u16)) -> Tui {
    Tui::begin(session(Tone::Dark, course(), Vec::new(), size))
}

/// Later, from home.
fn settings(size: (u16, u16)) -> Tui {
    let settled = What::Settled { workspace: "work".into(), hours: 10 };
    let events = vec![chose(), settled, read("tour"), went("tour", 0)];
    let mut tui = Tui::begin(session(Tone::Dark, course(), events, size));
    tui.keys("p");
    tui
}

#[test]
fn the_choice_of_a_path() {
    insta::assert_snapshot!(first_start(USUAL).screen(), @"
     Welcome

      Backend Developer Roadmap

      Choose a path. You can change it at any time; what both share stays yours.

      ▶ Node.js if…                        │   Python if…
      ─────────────────────────────────────┼─────────────────────────────────────
      You already know JavaScript          │ You want to work in AI or machine
                                           │ learning
      You want to build real-time apps,    │ Data science interests you
      such as chat or games                │
      You like the idea of one language    │ You come from science or engineering
      for browser and server               │ and calculate a lot
      You prefer to work in a startup      │ You aim at large companies and roles
                                           │ that are mostly backend
    ⋮
     Enter take it  ↓ other path  Esc leave  ? help
    ");
    insta::assert_snapshot!(first_start(SMALL).screen(), @"
    Welcome

     ▶ Node.js if…        Python if…

     • You already know JavaScript
     • You want to build real-time apps,
       such as chat or games
     • You like the idea of one language
       for browser and server
     • You prefer to work in a startup

     It can be changed at any time.


    Enter take it  ↓ other path  ? help
    ");
    insta::assert_snapshot!(first_start(WIDE).screen(), @"
     Welcome

      Backend Developer Roadmap

      Choose a path. You can change it at any time; what both share stays yours.

      ▶ Node.js if…                              │   Python if…
      ───────────────────────────────────────────┼───────────────────────────────────────────
      You already know JavaScript                │ You want to work in AI or machine learning
      You want to build real-time apps, such as  │ Data science interests you
      chat or games                              │
      You like the idea of one language for      │ You come from science or engineering and
      browser and server                         │ calculate a lot
      You prefer to work in a startup            │ You aim at large companies and roles that
                                                 │ are mostly backend
    ⋮
     Enter take it  ↓ other path  Esc leave  ? help
    ");
}

#[test]
fn the_folder() {
    let mut tui = first_start(USUAL);
    tui.keys("<enter>");
    insta::assert_snapshot!(tui.screen(), @"
     Welcome

      Where shall your exercise files live?

      They are ordinary files. Open them with any editor; every save is checked.

      > work
    ⋮
     Enter take this folder  Esc back
    ");
    tui.tell(&Msg::Paste("/a folder/whose name/is longer/than the terminal".to_owned()));
    tui.resize(SMALL.0, SMALL.1);
    insta::assert_snapshot!(tui.screen(), @"
     Welcome

      Where shall your exercise files
      live?

      They are ordinary files. Open
      them with any editor; every save
      is checked.

      >  name/is longer/than the terminal
    ⋮
     Enter take this folder  Esc back
    ");
}

#[test]
fn the_hours() {
    let mut tui = first_start(USUAL);
    tui.keys("<enter><enter>");
    insta::assert_snapshot!(tui.screen(), @"
     Welcome

      How many hours a week will you learn?

      ◀ 22 ▶  hours a week

      The whole course is laid out for 80 hours: about 4 weeks at this pace.
      Nothing is locked; the plan only tells you where you stand.
    ⋮
     Enter done  ↑ more  ↓ fewer  Esc back  ? help
    ");
    tui.resize(SMALL.0, SMALL.1);
    insta::assert_snapshot!(tui.screen(), @"
     Welcome

      How many hours a week will you
      learn?

      ◀ 22 ▶  hours a week

      The whole course is laid out for 80
      hours: about 4 weeks at this pace.
      Nothing is locked; the plan only
      tells you where you stand.
    ⋮
     Enter done  ↑ more  ↓ fewer  ? help
    ");
}

#[test]
fn three_enters_settle_everything_and_lead_home() {
    let mut tui = first_start(USUAL);
    tui.keys("<enter><enter><enter>");
    insta::assert_snapshot!(tui.done().join("\n"), @r#"
    record {"what":"chose","track":"node"}
    record {"what":"settled","workspace":"work","hours":22}
    UseWorkspace("work")
    "#);
    assert!(tui.screen().contains("Begin: The opportunity"), "{}", tui.screen());
}

#[test]
fn another_path_folder_and_pace_are_taken() {
    let mut tui = first_start(USUAL);
    tui.keys("<down><enter>");
    tui.keys(&"<bs>".repeat(4));
    tui.keys("~/q?<enter>kk<right><enter>");
    insta::assert_snapshot!(tui.done().join("\n"), @r#"
    record {"what":"chose","track":"python"}
    record {"what":"settled","workspace":"/home/ada/q?","hours":25}
    UseWorkspace("/home/ada/q?")
    "#);
    assert!(tui.screen().contains("Python"), "{}", tui.screen());
}

#[test]
fn in_the_folder_field_every_letter_is_text() {
    let mut tui = first_start(USUAL);
    tui.keys("<enter>/?qjk h<left><left><del>x");
    assert_eq!(tui.done(), [""; 0]);
    assert!(tui.screen().contains("> work/?qjkxh"), "{}", tui.screen());
}

#[test]
fn what_is_pasted_into_the_folder_field_is_one_line_without_controls() {
    let mut tui = first_start(USUAL);
    tui.keys("<enter>");
    tui.tell(&Msg::Paste("/new\r\n\u{1b}[31mfolder\t".to_owned()));
    assert!(tui.screen().contains("> work/new[31mfolder"), "{}", tui.screen());
    tui.keys("<esc>");
    tui.tell(&Msg::Paste("elsewhere".to_owned()));
    tui.keys("<enter>");
    assert!(!tui.screen().contains("elsewhere"), "{}", tui.screen());
}

#[test]
fn a_folder_has_to_have_a_name() {
    let mut tui = first_start(USUAL);
    tui.keys("<enter>");
    tui.keys(&"<bs>".repeat(9));
    tui.keys(" <enter>");
    assert!(tui.screen().contains("Name a folder for your exercise files."), "{}", tui.screen());
    assert_eq!(tui.done(), [""; 0]);
}

#[test]
fn escape_goes_back_step_by_step_and_out_at_the_first_one() {
    let mut tui = first_start(USUAL);
    tui.keys("<enter><enter><esc><esc>");
    assert!(tui.screen().contains("Choose a path"), "{}", tui.screen());
    tui.keys("<esc>");
    assert_eq!(tui.done(), ["Quit"]);
}

#[test]
fn settings_can_be_left_as_they_were() {
    let mut tui = settings(USUAL);
    tui.keys("j<esc>");
    assert_eq!(tui.done(), [""; 0]);
    assert!(tui.screen().contains("Continue"), "{}", tui.screen());
}

#[test]
fn another_path_keeps_what_both_have_in_common() {
    let mut tui = settings(USUAL);
    tui.keys("j<enter><enter><enter>");
    insta::assert_snapshot!(tui.done().join("\n"), @r#"
    record {"what":"chose","track":"python"}
    record {"what":"settled","workspace":"work","hours":10}
    UseWorkspace("work")
    "#);
    assert_eq!(tui.state(&item("tour")), roadmap::progress::State::Passed);
    tui.keys("pj<enter><enter><enter>");
    assert!(tui.done().contains(&format!("record {}", r#"{"what":"chose","track":"node"}"#)));
}

#[test]
fn the_same_path_is_not_written_down_again() {
    let mut tui = settings(USUAL);
    tui.keys("<enter><enter>j<enter>");
    insta::assert_snapshot!(tui.done().join("\n"), @r#"
    record {"what":"settled","workspace":"work","hours":9}
    UseWorkspace("work")
    "#);
}

#[test]
fn hours_stay_within_a_week() {
    let mut tui = settings(USUAL);
    tui.keys("<enter><enter>");
    tui.keys(&"j".repeat(70));
    assert!(tui.screen().contains("◀  1 ▶"), "{}", tui.screen());
    tui.keys(&"k".repeat(70));
    assert!(tui.screen().contains("◀ 60 ▶"), "{}", tui.screen());
}

#[test]
fn the_path_asked_for_stands_out_without_colour() {
    let mut tui = Tui::begin(session(Tone::Mono, course(), Vec::new(), USUAL));
    assert!(!tui.is_coloured());
    assert_eq!(tui.look("▶ Node.js if…").unwrap(), "plain reversed");
    tui.keys("j");
    assert_eq!(tui.look("▶ Python if…").unwrap(), "plain reversed");
}
