//! Lessons: what keys do.

mod looks;
mod pictures;

use std::collections::BTreeMap;

use roadmap::curriculum::Shelf;
use roadmap::progress::What;
use roadmap::tui::{Msg, Trouble};

use crate::support::*;

const SMALL: (u16, u16) = (40, 15);
const USUAL: (u16, u16) = (80, 24);

fn tour(size: (u16, u16)) -> Tui {
    Tui::open(course(), item("tour"), Vec::new(), size)
}

/// The row at the top of the page.
fn top(tui: &Tui) -> String {
    tui.screen().lines().nth(1).unwrap().trim().trim_end_matches(['█', '║']).trim().to_owned()
}

/// Scrolls until a row that holds this is at the top.
fn scroll_to(tui: &mut Tui, text: &str) {
    for _ in 0..200 {
        if top(tui).contains(text) {
            return;
        }
        tui.keys("j");
    }
    panic!("{text} does not come to the top: {}", tui.screen());
}

#[test]
fn keys_scroll_by_row_page_and_end() {
    let mut tui = tour(USUAL);
    let first = top(&tui);
    for (keys, same) in
        [("jk", true), ("<down><up>", true), (" b", true), ("<pgdn><pgup>", true), ("Gg", true), ("j", false)]
    {
        tui.keys(keys);
        assert_eq!(top(&tui) == first, same, "{keys}: {}", tui.screen());
    }
    tui.keys("<end>");
    assert!(tui.screen().contains("That is all."), "{}", tui.screen());
    tui.keys("<home>");
    assert_eq!(top(&tui), first);
}

#[test]
fn the_wheel_scrolls_by_three_rows() {
    let mut tui = tour(USUAL);
    tui.keys("jjj");
    let third = top(&tui);
    tui.keys("g");
    tui.wheel(true);
    assert_eq!(top(&tui), third);
    tui.wheel(false);
    tui.wheel(false);
    assert!(top(&tui).starts_with("A name means"), "{}", tui.screen());
}

#[test]
fn the_sample_on_the_page_is_run_and_its_output_shown_below() {
    let mut tui = tour(USUAL);
    tui.keys("r");
    assert_eq!(tui.done(), ["run sample 0 of tour"]);
    assert!(tui.screen().contains("running… Esc stops it"), "{}", tui.screen());
    tui.ran(Ok("Visit 42\nand more\n"));
    assert!(tui.screen().contains("▌   and more"), "{}", tui.screen());
    assert_eq!(tui.done(), [""; 0]);
}

#[test]
fn tab_goes_from_sample_to_sample_and_around() {
    let mut tui = tour(USUAL);
    for (keys, sample) in [("<tab>", 1), ("<tab>", 2), ("<tab>", 0), ("<tab>", 1)] {
        tui.keys(keys);
        tui.keys("r");
        assert_eq!(tui.done().last().unwrap(), &format!("run sample {sample} of tour"), "{}", tui.screen());
    }
}

#[test]
fn tab_goes_to_the_next_sample_below_where_none_is_on_the_page() {
    let mut tui = tour(SMALL);
    // Past the first sample, before the second one.
    scroll_to(&mut tui, "意味");
    tui.keys("r");
    assert!(tui.screen().contains("No sample is on this page"), "{}", tui.screen());
    tui.keys("<tab>r");
    assert_eq!(tui.done().last().unwrap(), "run sample 1 of tour");
}

#[test]
fn a_sample_that_begins_above_the_page_is_still_the_one_on_it() {
    let mut tui = tour(SMALL);
    scroll_to(&mut tui, "const step");
    tui.keys("r");
    assert_eq!(tui.done().last().unwrap(), "run sample 0 of tour");
}

#[test]
fn a_lesson_without_samples_says_so() {
    let mut tui = Tui::open(course(), item("numbers"), Vec::new(), USUAL);
    for key in ["r", "y", "<tab>r"] {
        tui.keys(key);
        assert!(tui.screen().contains("This lesson has no samples."), "{}", tui.screen());
    }
    tui.keys("<tab>");
    assert!(!tui.screen().contains("sample"), "{}", tui.screen());
}

#[test]
fn another_run_replaces_the_one_that_is_under_way() {
    let mut tui = tour(USUAL);
    tui.keys("r");
    tui.done();
    tui.keys("<tab>r");
    assert_eq!(tui.cancelled(), (vec![1], 2));
    assert_eq!(tui.done(), ["cancel", "run sample 1 of tour"]);
}

#[test]
fn escape_stops_a_sample_and_its_late_output_is_not_shown() {
    let mut tui = tour(USUAL);
    tui.keys("r<esc>");
    assert_eq!(tui.cancelled(), (vec![1], 1));
    assert!(tui.screen().contains("stopped"), "{}", tui.screen());
    tui.ran(Ok("too late"));
    assert!(!tui.screen().contains("too late"), "{}", tui.screen());
    tui.keys("<esc>");
    assert!(tui.screen().contains("Continue"), "{}", tui.screen());
}

#[test]
fn leaving_stops_what_runs_keeps_the_place_and_ends_watching() {
    for keys in ["q", "h", "<left>", "n", "<right>", "<c-c>"] {
        let mut tui = tour(USUAL);
        tui.keys(" r");
        tui.done();
        tui.keys(keys);
        assert_eq!(tui.cancelled(), (vec![1], 1), "{keys}");
        assert!(tui.stopped_watching(), "{keys}");
        let place = tui.places().first().cloned().unwrap_or_default();
        assert!(place.starts_with("tour ") && place != "tour 0", "{keys}: {place}");
        assert_eq!(tui.done().last().unwrap() == "Quit", keys == "<c-c>", "{keys}");
    }
}

#[test]
fn the_place_is_kept_on_ticks_once() {
    let mut tui = tour(USUAL);
    tui.done();
    tui.tell(&Msg::Tick);
    assert_eq!(tui.places(), [""; 0]);
    tui.keys(" ");
    tui.tell(&Msg::Tick);
    tui.tell(&Msg::Tick);
    assert_eq!(tui.places().len(), 1);
}

#[test]
fn a_lesson_is_opened_where_it_was_left() {
    let mut tui = tour(USUAL);
    scroll_to(&mut tui, "Good names");
    let left = top(&tui);
    tui.keys("qc");
    assert_eq!(top(&tui), left);
}

#[test]
fn other_sizes_keep_the_text_at_the_top() {
    for rows in 0..60 {
        let mut tui = tour(USUAL);
        tui.keys(&"j".repeat(rows));
        let (before, at) = (top(&tui), {
            tui.tell(&Msg::Tick);
            tui.place()
        });
        for (width, height) in [(40, 15), (120, 24), (33, 24), (200, 24), (80, 24)] {
            tui.resize(width, height);
        }
        tui.tell(&Msg::Tick);
        assert_eq!((top(&tui), tui.place()), (before, at), "after {rows} rows");
    }
}

#[test]
fn output_of_a_sample_stays_where_it_is_when_something_is_written_down() {
    let mut tui = tour(USUAL);
    tui.keys("r");
    let output: Vec<String> = (1..=60).map(|number| format!("line {number}")).collect();
    tui.ran(Ok(&output.join("\n")));
    assert!(tui.screen().contains("line 1"), "{}", tui.screen());
    tui.keys("jjjjjjj");
    let before = top(&tui);
    tui.resize(81, 24);
    assert_eq!(top(&tui), before);
}

#[test]
fn reading_to_the_end_is_written_down_once() {
    let mut tui = tour(USUAL);
    tui.keys("GgGjk G");
    assert_eq!(tui.done(), [r#"record {"what":"read","lesson":"tour"}"#]);
    assert_eq!(tui.state(&item("tour")), roadmap::progress::State::Passed);
    let mut tui = Tui::open(course(), item("numbers"), vec![What::Read { lesson: "numbers".parse().unwrap() }], USUAL);
    tui.keys("cGj");
    assert_eq!(tui.done(), [""; 0]);
}

#[test]
fn a_lesson_that_fits_is_read_when_it_is_left() {
    let mut tui = Tui::open(course(), item("numbers"), Vec::new(), USUAL);
    tui.keys("n");
    assert_eq!(tui.done(), [r#"record {"what":"read","lesson":"numbers"}"#]);
}

#[test]
fn n_follows_the_order_of_the_curriculum_to_its_end() {
    let mut tui = Tui::open(course(), item("opportunity"), Vec::new(), USUAL);
    tui.keys("nnn");
    let mut places = tui.places();
    places.dedup();
    assert_eq!(places, ["opportunity 0", "tour 0", "numbers 0", "first-quiz 0"]);
}

#[test]
fn the_outline_leads_to_headings_and_links() {
    let mut tui = tour(USUAL);
    tui.keys("ojj<enter>");
    assert!(tui.screen().contains("The end"), "{}", tui.screen());
    tui.keys("ojk<enter>");
    assert!(top(&tui).starts_with("Names"), "{}", tui.screen());
    tui.keys("o<up><down><down><down><down><enter>");
    assert_eq!(tui.places().last().unwrap(), "numbers 0");
}

#[test]
fn an_address_is_copied() {
    let mut tui = tour(USUAL);
    tui.keys("ojjj<enter>");
    assert_eq!(tui.done(), ["Copy(\"https://example.org/names\")"]);
    assert!(tui.screen().contains("Copied the address"), "{}", tui.screen());
}

#[test]
fn any_other_key_closes_the_outline() {
    for key in ["o", "<esc>", "q", "n"] {
        let mut tui = tour(USUAL);
        tui.keys("o");
        tui.keys(key);
        assert!(!tui.screen().contains("Outline"), "{}", tui.screen());
        assert_eq!(tui.done(), [""; 0]);
        assert!(top(&tui).starts_with("A name means"), "{}", tui.screen());
    }
}

#[test]
fn a_lesson_without_headings_and_links_has_no_outline() {
    let mut tui = Tui::open(course(), item("numbers"), Vec::new(), USUAL);
    tui.keys("o");
    assert!(tui.screen().contains("no headings"), "{}", tui.screen());
}

#[test]
fn a_sample_is_copied_as_it_stands_in_the_lesson() {
    let mut tui = tour(USUAL);
    tui.keys("<tab>y");
    assert_eq!(tui.done(), [r#"Copy("console.log(\"one\");\nconsole.log(\"two\");\n")"#]);
    assert!(tui.screen().contains("Copied two.js."), "{}", tui.screen());
}

#[test]
fn a_sample_that_could_not_run_says_why() {
    let mut tui = tour(USUAL);
    tui.keys("r");
    tui.ran(Err(Trouble::CouldNotLook("node was not found. Install Node.js 20 or newer".to_owned())));
    assert!(tui.screen().contains("! node was not found."), "{}", tui.screen());
}

#[test]
fn a_broken_item_is_told_when_it_is_opened() {
    let mut curriculum = course();
    let whole = curriculum.lessons.iter().filter(|(id, _)| id.as_str() != "numbers");
    let whole: BTreeMap<_, _> = whole.map(|(id, lesson)| (id.clone(), lesson.clone())).collect();
    let ids: Vec<_> = curriculum.lessons.ids().cloned().collect();
    curriculum.lessons = Shelf::unread(ids, move |_| whole.clone());
    let mut tui = Tui::open(curriculum, item("tour"), Vec::new(), USUAL);
    tui.keys("n");
    let screen = tui.screen();
    assert!(screen.contains("The lesson `numbers` is broken; `roadmap lint` tells why."), "{screen}");
    assert!(screen.contains("Names for values"), "the learner stays where they are: {screen}");
}

#[test]
fn an_item_that_is_gone_is_told() {
    let mut curriculum = course();
    let others = curriculum.lessons.iter().filter(|(id, _)| id.as_str() != "numbers");
    curriculum.lessons = others.map(|(id, lesson)| (id.clone(), lesson.clone())).collect();
    let mut tui = Tui::open(curriculum, item("tour"), Vec::new(), USUAL);
    tui.keys("n");
    assert!(tui.screen().contains("`numbers` is not in this curriculum."), "{}", tui.screen());
}
