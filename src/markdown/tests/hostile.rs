//! Texts that want to break, block or fool the program.

use std::time::{Duration, Instant};

use super::super::text::width;
use super::*;

/// Whatever the text, what is shown fits, is harmless and keeps its order.
fn check(text: &str, columns: &[u16]) {
    for track in [None, Some(Track::Node), Some(Track::Python)] {
        let (document, problems) = parse(text, 0, track);
        for problem in problems {
            assert!(text.get(problem.range.clone()).is_some(), "{problem:?} {text:?}");
        }
        for (_, range) in document.links() {
            assert!(text.get(range.clone()).is_some(), "{range:?} {text:?}");
        }
        for &columns in columns {
            let layout = layout(&document, columns);
            for row in &layout.rows {
                // Terminals are handed piece after piece.
                let cells: usize = row.pieces.iter().map(|piece| width(&piece.text)).sum();
                assert!(cells <= usize::from(columns.max(1)), "{columns}: {row:?} of {text:?}");
                assert!(!row.pieces.iter().any(|piece| piece.text.contains(dangerous)), "{row:?} of {text:?}");
            }
            assert!(layout.rows.is_sorted_by_key(|row| row.at), "{text:?}");
            assert!(layout.rows.iter().all(|row| row.at <= text.len()), "{text:?}");
            assert!(layout.samples.iter().all(|end| (1..=layout.rows.len()).contains(end)), "{text:?}");
            assert!(layout.outline.iter().all(|(_, _, row)| *row < layout.rows.len()), "{text:?}");
            assert!(!plain(&layout).contains(|c: char| c != '\n' && dangerous(c)), "{text:?}");
        }
    }
}

fn dangerous(char: char) -> bool {
    char.is_control() || matches!(char, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
}

/// A small generator (xorshift), so that every run tests the same.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

#[test]
fn any_mixture_of_markdown_and_rubbish_fits_and_is_harmless() {
    const PARTS: &[&str] = &[
        "\n",
        "\n\n",
        " ",
        "  ",
        "    ",
        "\t",
        "\r\n",
        "a",
        "word",
        "日本",
        "é",
        "e\u{301}",
        "👩‍👩‍👧‍👦",
        "🇩🇪",
        "🇩",
        "\u{200d}",
        "\u{fe0f}",
        "❤",
        "1\u{fe0f}\u{20e3}",
        "\u{0}",
        "\u{1b}[31m",
        "\u{9b}",
        "\u{202e}",
        "\u{2028}",
        "\u{feff}",
        "\u{1100}\u{1100}\u{1100}",
        "⸻",
        "﷽",
        "क्ष",
        "> ",
        "> [!NOTE]\n",
        "> [!FOO]",
        "- ",
        "* ",
        "1. ",
        "99999999. ",
        "# ",
        "## ",
        "### ",
        "---\n",
        "===\n",
        "```",
        "~~~",
        "```js run=a.js stdin=\"\\n",
        "\"\n",
        "```output error\n",
        "```py\n",
        "`",
        "``",
        "*",
        "**",
        "_",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](https://x.org)",
        "](lesson:a)",
        "[a]: https://x.org\n",
        "<b>",
        "<!--",
        "-->",
        "&amp;",
        "&#27;",
        "&#x202e;",
        "\\",
        "|",
        "|-|-|\n",
        "| a | b |\n|:-|-:|\n",
        ":::node\n",
        ":::python\n",
        ":::\n",
        ":::x",
        "[^1]",
        "[^1]: ",
        "[ ] ",
        "https://example.org/a-long-address",
        "<https://x.org>",
        "$x$",
        "\u{e000}",
    ];
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..1_500 {
        let text: String = (0..random.below(40)).map(|_| random.pick(PARTS)).collect();
        check(&text, &[0, 1, 2, 3, 8, 13, 40]);
    }
}

#[test]
fn no_word_is_lost_at_any_width() {
    // Greek letters stand in no mark, title or hint of ours, so every one that is shown is the author's.
    const OPEN: &[&str] =
        &["", "", "- ", "> ", "> - ", "1. ", "## ", "> [!TIP]\n> ", "```js run=a.js\n", "|a|b|\n|-|-|\n|"];
    const BETWEEN: &[&str] =
        &[" ", " ", "\n", " *", "* ", " `", "` ", "  ", "-", " | ", "\n- ", "\n> ", "\n  ", "&amp;", ". "];
    let greek = |text: &str| {
        let mut letters: Vec<char> = text.chars().filter(|c| ('α'..='ω').contains(c)).collect();
        letters.sort_unstable();
        letters
    };
    let mut random = Random(7);
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..=random.below(4) {
            let open = random.pick(OPEN);
            text.push_str(open);
            for _ in 0..=random.below(12) {
                for _ in 0..=random.below(9) {
                    text.extend(char::from_u32(0x3B1 + u32::try_from(random.below(17)).unwrap()));
                }
                // A cell beyond the header's is no cell in any markdown.
                text.push_str(if open.starts_with('|') { " " } else { random.pick(BETWEEN) });
            }
            text.push_str(if open.starts_with("```") { "\n```\n\n" } else { "\n\n" });
        }
        let document = parse(&text, 0, Some(Track::Node)).0;
        for columns in [1, 2, 5, 9, 20, 80] {
            let rows = seen(&layout(&document, columns));
            assert_eq!(greek(&rows.concat()), greek(&text), "{columns}: {text:?}\n{rows:#?}");
        }
    }
}

#[test]
fn huge_and_deep_texts_are_laid_out_in_bounded_time() {
    let texts = [
        ("quotes", "> ".repeat(10_000) + "end"),
        ("lists", "- ".repeat(10_000) + "end"),
        ("mixed", "> - 1. ".repeat(3_000) + "end"),
        ("brackets", "[".repeat(1_000_000)),
        ("images", "![".repeat(50_000)),
        ("links", "[a](".repeat(50_000)),
        ("emphasis", "*a **b _c ~~d ".repeat(5_000)),
        ("backquotes", (1..300).map(|n| "`".repeat(n) + " ").collect()),
        ("marks", ":::node\n".repeat(10_000)),
        ("fences", "```\n".repeat(5_001)),
        ("html", "<a><!--".repeat(5_000)),
        ("entities", "&amp;".repeat(20_000)),
        ("combining", "e".to_owned() + &"\u{301}".repeat(100_000)),
        ("emoji", "👩‍👩‍👧‍👦".repeat(5_000)),
        ("jamo", "\u{1100}".repeat(30_000)),
        ("columns", "|a".repeat(5_000) + "|\n" + &"|-".repeat(5_000) + "|\n" + &"|b".repeat(5_000) + "|\n"),
        ("short rows", "|a".repeat(1_000) + "|\n" + &"|-".repeat(1_000) + "|\n" + &"|\n".repeat(1_000)),
        ("rows", "|a|b|\n|-|-|\n".to_owned() + &"|c c c|d|\n".repeat(5_000)),
        ("steps", (0..300).map(|depth| "  ".repeat(depth) + "- a\n").collect()),
        ("code", "```js\n".to_owned() + &"f(`${x}`);\n".repeat(10_000) + "```\n"),
        ("code line", "```js\n".to_owned() + &"(".repeat(100_000) + "\n```\n"),
    ];
    for (name, text) in texts {
        let start = Instant::now();
        let (document, _) = parse(&text, 0, None);
        let rows = layout(&document, 80).rows.len() + layout(&document, 3).rows.len();
        let took = start.elapsed();
        assert!(took < Duration::from_mins(1), "{name}: {rows} rows took {took:?}");
    }
}

#[test]
fn what_is_too_deep_is_shown_at_the_deepest_place_and_reported_once() {
    let text = "> ".repeat(100) + "end\n\n" + &"- ".repeat(100) + "end";
    let (document, problems) = parse(&text, 0, None);
    assert_eq!(problems.len(), 1);
    assert_eq!(plain(&layout(&document, 80)).matches("end").count(), 2);
}
