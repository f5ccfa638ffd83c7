//! Text of a learner's program made safe to show: a terminal obeys none of it, and nothing in it hides.

use std::iter::Peekable;
use std::str::Chars;

use unicode_width::UnicodeWidthChar;

const ESC: char = '\x1b';
const BEL: char = '\x07';
const TAB: usize = 4;

/// Text of a learner's program, safe to show: no control sequences, control characters shown as pictures, tabs as spaces.
///
/// What a terminal would obey and not show (colours, titles, pictures) is left out. Other control characters become
/// their pictures, such as `␇`. Characters that turn the direction of text round or cannot be seen are shown as their
/// escapes, such as `\u{202e}`. Of control characters only the line feed is left.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    let mut rest = text.chars().peekable();
    let mut before = None;
    while let Some(c) = rest.next() {
        match c {
            ESC => escape(&mut rest),
            '\u{9b}' => control_sequence(&mut rest),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => control_string(&mut rest),
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' => {
                out.push('\n');
                column = 0;
            }
            '\t' => {
                let count = TAB - column % TAB;
                out.extend(std::iter::repeat_n(' ', count));
                column += count;
            }
            _ if hides(c) && !joins(c, before, rest.peek().copied()) => {
                let escaped = c.escape_unicode();
                column += escaped.len();
                out.extend(escaped);
            }
            _ => {
                let shown = picture(c);
                column += shown.width().unwrap_or(0);
                out.push(shown);
            }
        }
        before = Some(c);
    }
    out
}

/// Leaves out the rest of what starts with ESC.
fn escape(rest: &mut Peekable<Chars<'_>>) {
    match rest.peek() {
        Some('[') => {
            rest.next();
            control_sequence(rest);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            rest.next();
            control_string(rest);
        }
        _ => {
            while rest.next_if(|c| matches!(c, ' '..='/')).is_some() {}
            rest.next_if(|c| matches!(c, '0'..='~'));
        }
    }
}

/// Leaves out parameters and the final character. Anything else ends the sequence and is text again.
fn control_sequence(rest: &mut Peekable<Chars<'_>>) {
    while rest.next_if(|c| matches!(c, ' '..='?')).is_some() {}
    rest.next_if(|c| matches!(c, '@'..='~'));
}

/// Leaves out a title, a link, a picture and the like, up to its terminator. One that is not terminated ends with the
/// line: what follows is more likely a learner's text.
fn control_string(rest: &mut Peekable<Chars<'_>>) {
    while let Some(c) = rest.next_if(|c| !matches!(*c, '\n' | '\r' | ESC)) {
        if matches!(c, BEL | '\u{9c}' | '\x18' | '\x1a') {
            return;
        }
    }
    // The ESC of a terminator is left for the caller, which leaves out `ESC \` as any other sequence.
}

fn picture(c: char) -> char {
    match c {
        '\0'..='\x1f' => char::from_u32(u32::from(c) + 0x2400).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\x7f' => '\u{2421}',
        '\u{80}'..='\u{9f}' => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

/// Characters that change the order of others or take no room, so that two different texts look the same.
fn hides(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Emoji such as families, and letters of many scripts, are put together with joiners: there they hide nothing.
fn joins(c: char, before: Option<char>, after: Option<char>) -> bool {
    let joinable = |c: Option<char>| c.is_some_and(|c| u32::from(c) >= 0x600 && !hides(c));
    matches!(c, '\u{200c}' | '\u{200d}') && joinable(before) && joinable(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_of_any_language_stays_as_it_is() {
        for text in ["", "a\nb\n", "añ 日本語 العربية 👍🏽", "👨‍👩‍👧 ❤️", "क्‍ष"]
        {
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_left_out() {
        for (text, shown) in [
            ("a\x1b[31;1mred\x1b[0m", "ared"),
            ("\x1b[?1049h\x1b[2J\x1b[Hx", "x"),
            ("\x1b]0;title\x07x", "x"),
            ("\x1b]8;;http://a\x1b\\link\x1b]8;;\x1b\\", "link"),
            ("\x1bP1$r0m\x1b\\x", "x"),
            ("\x1b_Gf=24;AAAA\x1b\\x", "x"),
            ("\u{9b}31mx", "x"),
            ("\u{9d}0;title\u{9c}x", "x"),
            ("\x1b(Bx\x1b7y\x1bcz", "xyz"),
            ("\x1b[31\nx", "\nx"),
            ("\x1b]0;open\nx", "\nx"),
            ("\x1b\x1b[31mx", "x"),
            ("x\x1b", "x"),
            ("\x1b[", ""),
            ("\x1b日", "日"),
        ] {
            assert_eq!(clean(text), shown, "{text:?}");
        }
    }

    #[test]
    fn other_control_characters_become_visible() {
        assert_eq!(clean("a\0b\x07c\x08d\x7fe\u{85}f"), "a␀b␇c␈d␡e\u{fffd}f");
        assert_eq!(clean("one\r\ntwo\rthree"), "one\ntwo␍three");
    }

    #[test]
    fn a_tab_goes_to_the_next_stop() {
        assert_eq!(clean("\ta\tbcd\te\n日\tx"), "    a   bcd e\n日  x");
    }

    #[test]
    fn what_hides_is_shown() {
        assert_eq!(clean("ad\u{202e}min"), r"ad\u{202e}min");
        assert_eq!(clean("ad\u{200b}min\u{feff}"), r"ad\u{200b}min\u{feff}");
        assert_eq!(clean("ad\u{200d}min"), r"ad\u{200d}min");
        assert_eq!(clean("👨\u{200d}\u{200d}👩"), r"👨\u{200d}\u{200d}👩");
    }

    /// All texts of up to four of these, and long ones in an order that looks random.
    fn nasty() -> impl Iterator<Item = String> {
        const PARTS: [&str; 18] = [
            "\x1b", "[", "]", "P", "\\", "\x07", "\u{9b}", "\u{9d}", "\u{9c}", "1;", "m", "\n", "\r", "\t", "\0",
            "\u{202e}", "\u{200d}", "日",
        ];
        let short = (0..PARTS.len().pow(4))
            .map(|number| (0..4).map(|place| PARTS[number / PARTS.len().pow(place) % PARTS.len()]).collect::<String>());
        let mut seed = 7_u64;
        let long = (0..200).map(move |_| {
            let mut text = String::new();
            for _ in 0..500 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(PARTS[usize::try_from(seed >> 33).unwrap() % PARTS.len()]);
            }
            text
        });
        short.chain(long)
    }

    #[test]
    fn whatever_comes_no_control_character_but_the_line_feed_is_left() {
        for text in nasty() {
            let shown = clean(&text);
            assert!(!shown.contains(|c: char| c != '\n' && c.is_control()), "{text:?} gave {shown:?}");
            assert!(!shown.contains('\u{202e}'), "{text:?} gave {shown:?}");
            assert_eq!(clean(&shown), shown, "cleaning what is clean changes nothing: {text:?}");
            assert_eq!(
                shown.matches('\n').count(),
                text.matches('\n').count(),
                "no line is lost: {text:?} gave {shown:?}"
            );
        }
    }

    #[test]
    fn a_large_hostile_text_takes_no_time() {
        let text = "\x1b]".repeat(500_000);
        assert_eq!(clean(&text), "");
    }
}
