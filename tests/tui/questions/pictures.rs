//! What questions look like, in each form and state, on a usual and on a small screen.

use roadmap::check::Seen;
use roadmap::tui::{Tone, Trouble};

use ratatui::style::Color;

use super::*;

mod choices;
mod ends;
mod lines;
mod predictions;

fn no_runtime() -> Trouble {
    Trouble::CouldNotLook("node was not found. Install Node.js 20 or newer".to_owned())
}

fn printed(held: bool, expected: &str, actual: &str, said: &str) -> Seen {
    seen(held, "answer", (expected, actual), said)
}

#[test]
fn without_colours_marks_and_words_say_the_same() {
    let mut tui = Tui::open_in(
        Tone::Mono,
        curriculum(vec![one(), several()], exercise("predict", vec![program()])),
        first_quiz(),
        Vec::new(),
        USUAL,
    );
    tui.keys("a<enter>");
    tui.judge(wrong());
    let coloured = tui.buffer().content.iter().any(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset);
    assert!(!coloured);
    let screen = tui.screen();
    for word in ["✗ ·  0 right, 1 wrong, 1 open", "✗ a", "✗ Wrong."] {
        assert!(screen.contains(word), "{word} is missing:\n{screen}");
    }
}

#[test]
fn right_is_green_and_wrong_is_red() {
    let mark = |tone: Tone, seen: Seen| {
        let curriculum = curriculum(vec![one(), several()], exercise("predict", vec![program()]));
        let mut tui = Tui::open_in(tone, curriculum, first_quiz(), Vec::new(), USUAL);
        tui.keys("b<enter>");
        tui.judge(seen);
        let buffer = tui.buffer();
        let cell = buffer.content.iter().rfind(|cell| ["✓", "✗"].contains(&cell.symbol())).unwrap();
        (cell.symbol().to_owned(), cell.fg)
    };
    let looks = [Tone::Dark, Tone::Light].map(|tone| (mark(tone, right()), mark(tone, wrong())));
    insta::assert_debug_snapshot!(looks, @r#"
    [
        (
            (
                "✓",
                Indexed(
                    114,
                ),
            ),
            (
                "✗",
                Indexed(
                    210,
                ),
            ),
        ),
        (
            (
                "✓",
                Indexed(
                    22,
                ),
            ),
            (
                "✗",
                Indexed(
                    124,
                ),
            ),
        ),
    ]
    "#);
}

#[test]
fn no_size_breaks_a_page() {
    for (width, height) in [(1, 1), (30, 10), (31, 10), (37, 11), (59, 13), (200, 60)] {
        let mut tui = quiz(vec![one(), several(), program(), lines()], (width, height));
        for keys in ["a", "<tab>", "ab", "<tab>", "漢字\u{301}text", "<c-j>", "<tab>", "21", "<tab>"] {
            tui.keys(keys);
            tui.screen();
        }
    }
}
