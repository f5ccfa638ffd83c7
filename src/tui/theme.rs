//! All colours: one look for each kind of text, on dark and light terminals and without colour.

use ratatui::style::{Color, Modifier, Style};

use crate::markdown::{Callout, Look, Token};
use crate::progress::State;

/// What the terminal's background is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Light text on dark.
    Dark,
    /// Dark text on light.
    Light,
    /// No colours (`NO_COLOR`); meaning is carried by words, marks and weight.
    Mono,
}

/// The looks for a tone. Backgrounds are left to the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    tone: Tone,
}

/// Foregrounds for dark and light backgrounds, from the 256-colour palette. Every pair keeps a contrast of at least
/// 4.5 : 1 against `#1e1e1e` and `#ffffff`.
struct Pair(u8, u8);

const ACCENT: Pair = Pair(75, 25);
const GOOD: Pair = Pair(114, 22);
const BAD: Pair = Pair(210, 124);
const WARN: Pair = Pair(221, 94);
const QUIET: Pair = Pair(247, 241);
const VIOLET: Pair = Pair(183, 90);
const TEAL: Pair = Pair(80, 23);

impl Theme {
    /// The looks for this tone.
    pub fn new(tone: Tone) -> Self {
        Theme { tone }
    }

    fn fg(self, pair: &Pair) -> Style {
        match self.tone {
            Tone::Dark => Style::new().fg(Color::Indexed(pair.0)),
            Tone::Light => Style::new().fg(Color::Indexed(pair.1)),
            Tone::Mono => Style::new(),
        }
    }

    /// Plain text.
    pub fn text(self) -> Style {
        Style::new()
    }

    /// Titles.
    pub fn title(self) -> Style {
        self.fg(&ACCENT).add_modifier(Modifier::BOLD)
    }

    /// What stands out without being good or bad.
    pub fn accent(self) -> Style {
        self.fg(&ACCENT)
    }

    /// What is right.
    pub fn good(self) -> Style {
        self.fg(&GOOD)
    }

    /// What is wrong.
    pub fn bad(self) -> Style {
        self.fg(&BAD)
    }

    /// What needs care.
    pub fn warn(self) -> Style {
        self.fg(&WARN)
    }

    /// What stays in the background.
    pub fn quiet(self) -> Style {
        match self.tone {
            Tone::Mono => Style::new().add_modifier(Modifier::DIM),
            Tone::Dark | Tone::Light => self.fg(&QUIET),
        }
    }

    /// The chosen row.
    pub fn chosen(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// A key in the hint line.
    pub fn key(self) -> Style {
        self.fg(&ACCENT).add_modifier(Modifier::BOLD)
    }

    /// How far an item is.
    pub fn state(self, state: State) -> Style {
        match state {
            State::New => self.quiet(),
            State::Seen => self.accent(),
            State::Tried => self.warn(),
            State::Passed => self.good(),
        }
    }

    /// A piece of a lesson.
    pub fn look(self, look: Look) -> Style {
        match look {
            Look::Text => self.text(),
            Look::Heading(2) => self.title().add_modifier(Modifier::UNDERLINED),
            Look::Heading(_) | Look::FenceTitle => self.title(),
            Look::Strong => Style::new().add_modifier(Modifier::BOLD),
            Look::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
            Look::Struck => self.quiet().add_modifier(Modifier::CROSSED_OUT),
            Look::Code => self.code(),
            Look::Link => self.accent().add_modifier(Modifier::UNDERLINED),
            Look::Mark | Look::Output => self.quiet(),
            Look::Callout(callout) => self.callout(callout).add_modifier(Modifier::BOLD),
            Look::Token(token) => self.token(token),
        }
    }

    fn code(self) -> Style {
        match self.tone {
            Tone::Mono => Style::new().add_modifier(Modifier::BOLD),
            Tone::Dark | Tone::Light => self.fg(&TEAL),
        }
    }

    fn callout(self, callout: Callout) -> Style {
        match callout {
            Callout::Note | Callout::Try => self.accent(),
            Callout::Think => self.fg(&VIOLET),
            Callout::Trap => self.warn(),
            Callout::Danger => self.bad(),
        }
    }

    fn token(self, token: Token) -> Style {
        match token {
            Token::Plain => self.text(),
            Token::Keyword => self.fg(&VIOLET).add_modifier(Modifier::BOLD),
            Token::String => self.fg(&GOOD),
            Token::Constant => self.fg(&WARN),
            Token::Comment => self.quiet().add_modifier(Modifier::ITALIC),
            Token::Function => self.fg(&ACCENT),
            Token::Type => self.fg(&TEAL),
            Token::Operator => self.quiet(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The xterm value of a colour of the 6 × 6 × 6 cube or the grey ramp.
    fn rgb(index: u8) -> [f64; 3] {
        let level = |n: u8| if n == 0 { 0.0 } else { 55.0 + 40.0 * f64::from(n) };
        if index >= 232 {
            [8.0 + 10.0 * f64::from(index - 232); 3]
        } else {
            let n = index - 16;
            [level(n / 36), level(n / 6 % 6), level(n % 6)]
        }
    }

    /// Relative luminance, WCAG 2.1.
    fn luminance(rgb: [f64; 3]) -> f64 {
        let linear = rgb.map(|c| {
            let c = c / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_colour_is_readable_on_its_background() {
        for (name, pair) in [
            ("accent", ACCENT),
            ("good", GOOD),
            ("bad", BAD),
            ("warn", WARN),
            ("quiet", QUIET),
            ("violet", VIOLET),
            ("teal", TEAL),
        ] {
            let dark = contrast(rgb(pair.0), [30.0; 3]);
            let light = contrast(rgb(pair.1), [255.0; 3]);
            assert!(dark >= 4.5, "{name} on dark: {dark:.2}");
            assert!(light >= 4.5, "{name} on light: {light:.2}");
        }
    }

    #[test]
    fn without_colour_nothing_has_a_colour() {
        let theme = Theme::new(Tone::Mono);
        for style in [theme.good(), theme.bad(), theme.warn(), theme.quiet(), theme.title(), theme.look(Look::Code)] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }
}
