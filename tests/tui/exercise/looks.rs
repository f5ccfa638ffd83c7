//! Colours of results, and the marks and words that carry their meaning without them.

use super::*;

fn looks(tone: Tone, report: Report, texts: &[&str]) -> String {
    let mut tui = Tui::open_in(tone, course(), item("celsius"), Vec::new(), (100, 60));
    tui.hand_out("celsius", STARTER);
    tui.keys("c");
    tui.checked(Ok(report));
    assert_eq!(tui.is_coloured(), tone != Tone::Mono);
    texts.iter().map(|text| format!("{text}: {}", tui.look(text).unwrap())).collect::<Vec<_>>().join("\n")
}

const WRONG: &[&str] = &[
    "✗ Not yet: 1 of 3 checks passed.",
    "▌ ",
    "✗ toFahrenheit(100) → 212",
    "✓ toFahrenheit(0) → 32",
    "expected  212",
    "got       312",
];

#[test]
fn wrong_and_right_lines() {
    insta::assert_snapshot!(looks(Tone::Dark, precedence(), WRONG), @"
    ✗ Not yet: 1 of 3 checks passed.: 210
    ▌ : 221
    ✗ toFahrenheit(100) → 212: 210
    ✓ toFahrenheit(0) → 32: 114
    expected  212: 114
    got       312: 210
    ");
    insta::assert_snapshot!(looks(Tone::Light, precedence(), WRONG), @"
    ✗ Not yet: 1 of 3 checks passed.: 124
    ▌ : 94
    ✗ toFahrenheit(100) → 212: 124
    ✓ toFahrenheit(0) → 32: 22
    expected  212: 22
    got       312: 124
    ");
    insta::assert_snapshot!(looks(Tone::Mono, precedence(), WRONG), @"
    ✗ Not yet: 1 of 3 checks passed.: plain
    ▌ : plain
    ✗ toFahrenheit(100) → 212: plain
    ✓ toFahrenheit(0) → 32: plain
    expected  212: plain
    got       312: plain
    ");
}

#[test]
fn a_crash_and_what_was_not_reached() {
    let texts =
        ["✗ Your program stopped with an error.", "line 3: ReferenceError", "· toFahrenheit(0) → 32 (not reached)"];
    insta::assert_snapshot!(looks(Tone::Dark, crash(), &texts), @"
    ✗ Your program stopped with an error.: 210
    line 3: ReferenceError: 221
    · toFahrenheit(0) → 32 (not reached): 247
    ");
    insta::assert_snapshot!(looks(Tone::Mono, crash(), &texts), @"
    ✗ Your program stopped with an error.: plain
    line 3: ReferenceError: plain
    · toFahrenheit(0) → 32 (not reached): plain dim
    ");
}

#[test]
fn a_pass() {
    let texts = ["✓ Passed: 3 of 3 checks.", "── Result ─"];
    insta::assert_snapshot!(looks(Tone::Dark, passed(), &texts), @"
    ✓ Passed: 3 of 3 checks.: 114
    ── Result ─: 114
    ");
    insta::assert_snapshot!(looks(Tone::Mono, passed(), &texts), @"
    ✓ Passed: 3 of 3 checks.: plain
    ── Result ─: plain
    ");
}

#[test]
fn trouble_has_a_sign_besides_its_colour() {
    for tone in [Tone::Dark, Tone::Light, Tone::Mono] {
        let mut tui = Tui::open_in(tone, course(), item("celsius"), Vec::new(), USUAL);
        tui.keys("c");
        tui.checked(Err(no_runtime()));
        assert!(tui.screen().contains("! Could not check: node was not found."), "{}", tui.screen());
        assert_eq!(tui.is_coloured(), tone != Tone::Mono);
    }
}
