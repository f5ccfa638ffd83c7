//! Colours of lessons, and what carries the meaning without them.

use roadmap::tui::Tone;

use super::*;

#[test]
fn callouts_and_code_have_looks_and_words() {
    let looks = |tone| {
        let mut tui = Tui::open_in(tone, course(), item("tour"), Vec::new(), (100, 60));
        let mut looks = Vec::new();
        for text in [
            "Bold",
            "slanted",
            "gone",
            "a link",
            "// Counts the visits of one day.",
            "41",
            "console",
            "log",
            "Visit 42",
            "visits.js",
        ] {
            looks.push(format!("{text}: {}", tui.look(text).unwrap()));
        }
        tui.keys("G");
        for text in ["Note", "Watch out", "Try it", "Think first", "Danger", "Good names", "The end", "return"] {
            looks.push(format!("{text}: {}", tui.look(text).unwrap()));
        }
        looks.join("\n")
    };
    insta::assert_snapshot!(looks(Tone::Dark), @"
    Bold: plain bold
    slanted: plain italic
    gone: 247 crossed_out
    a link: 75 underlined
    // Counts the visits of one day.: 247 italic
    41: 221
    console: 80
    log: 75
    Visit 42: 247
    visits.js: 75 bold
    Note: 75 bold
    Watch out: 221 bold
    Try it: 75 bold
    Think first: 183 bold
    Danger: 210 bold
    Good names: 75 bold
    The end: 75 bold underlined
    return: 183 bold
    ");
    insta::assert_snapshot!(looks(Tone::Light), @"
    Bold: plain bold
    slanted: plain italic
    gone: 241 crossed_out
    a link: 25 underlined
    // Counts the visits of one day.: 241 italic
    41: 94
    console: 23
    log: 25
    Visit 42: 241
    visits.js: 25 bold
    Note: 25 bold
    Watch out: 94 bold
    Try it: 25 bold
    Think first: 90 bold
    Danger: 124 bold
    Good names: 25 bold
    The end: 25 bold underlined
    return: 90 bold
    ");
    insta::assert_snapshot!(looks(Tone::Mono), @"
    Bold: plain bold
    slanted: plain italic
    gone: plain dim crossed_out
    a link: plain underlined
    // Counts the visits of one day.: plain dim italic
    41: plain
    console: plain
    log: plain
    Visit 42: plain dim
    visits.js: plain bold
    Note: plain bold
    Watch out: plain bold
    Try it: plain bold
    Think first: plain bold
    Danger: plain bold
    Good names: plain bold
    The end: plain bold underlined
    return: plain bold
    ");
    let mut tui = Tui::open_in(Tone::Mono, course(), item("tour"), Vec::new(), (100, 60));
    tui.keys("r");
    tui.ran(Ok("Visit 42"));
    assert!(!tui.is_coloured());
}
