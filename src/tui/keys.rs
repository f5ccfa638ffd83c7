//! Key bindings: one table of a screen serves dispatch, the hint line and the help.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One key with its modifiers. Shift is part of the character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// A key that types this character.
pub const fn key(c: char) -> Press {
    Press { code: KeyCode::Char(c), modifiers: KeyModifiers::NONE }
}

/// A character with Ctrl.
pub const fn ctrl(c: char) -> Press {
    Press { code: KeyCode::Char(c), modifiers: KeyModifiers::CONTROL }
}

/// A key that types no character.
pub const fn code(code: KeyCode) -> Press {
    Press { code, modifiers: KeyModifiers::NONE }
}

impl Press {
    fn matches(self, event: KeyEvent) -> bool {
        let typed = matches!(self.code, KeyCode::Char(_));
        let shift = if typed { event.modifiers & KeyModifiers::SHIFT } else { KeyModifiers::NONE };
        self.code == event.code && (self.modifiers | shift) == event.modifiers
    }
}

impl fmt::Display for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.modifiers.contains(KeyModifiers::CONTROL) {
            f.write_str("Ctrl-")?;
        }
        #[expect(clippy::wildcard_enum_match_arm, reason = "crossterm names the other keys well")]
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::Up => f.write_str("↑"),
            KeyCode::Down => f.write_str("↓"),
            KeyCode::Left => f.write_str("←"),
            KeyCode::Right => f.write_str("→"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::BackTab => f.write_str("Shift-Tab"),
            other => write!(f, "{other}"),
        }
    }
}

/// A command of a screen, the keys that give it, and what to call it.
#[derive(Debug, Clone, Copy)]
pub struct Binding<C: 'static> {
    /// The keys; the first one is shown in the hint line.
    pub keys: &'static [Press],
    /// What it does, in a word or two.
    pub hint: &'static str,
    /// Whether the hint line shows it; the help shows all.
    pub shown: bool,
    /// The command.
    pub command: C,
}

/// The command of a key.
pub fn lookup<C: Copy>(bindings: &[Binding<C>], event: KeyEvent) -> Option<C> {
    bindings.iter().find(|binding| binding.keys.iter().any(|press| press.matches(event))).map(|binding| binding.command)
}

/// A binding without its command, as the hint line and the help show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The keys.
    pub keys: Vec<Press>,
    /// What they do.
    pub text: &'static str,
    /// Whether the hint line shows it.
    pub shown: bool,
}

/// The hints of a table.
pub fn hints<C>(bindings: &[Binding<C>]) -> Vec<Hint> {
    bindings
        .iter()
        .map(|binding| Hint { keys: binding.keys.to_vec(), text: binding.hint, shown: binding.shown })
        .collect()
}

/// Keys written as a string, such as `jj<enter>c<c-s>`; for tests and scripts. Unknown names are left out.
pub fn parse_keys(text: &str) -> Vec<KeyEvent> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|tail| tail.split_once('>'));
        if let Some((name, tail)) = named {
            rest = tail;
            keys.extend(named_key(name));
        } else {
            rest = rest.strip_prefix(c).unwrap_or_default();
            keys.push(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
        }
    }
    keys
}

fn named_key(name: &str) -> Option<KeyEvent> {
    if let Some(c) = name.strip_prefix("c-").and_then(|c| c.chars().next()) {
        return Some(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL));
    }
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "bs" => KeyCode::Backspace,
        "del" => KeyCode::Delete,
        "lt" => KeyCode::Char('<'),
        _ => return None,
    };
    Some(KeyEvent::new(code, KeyModifiers::NONE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shifted_letter_matches_its_capital() {
        let event = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert!(key('G').matches(event));
        assert!(!key('g').matches(event));
        assert!(!ctrl('G').matches(event));
    }

    #[test]
    fn keys_are_read_from_a_string() {
        let codes: Vec<_> =
            parse_keys("j<enter><c-s>").into_iter().map(|event| (event.code, event.modifiers)).collect();
        assert_eq!(
            codes,
            [
                (KeyCode::Char('j'), KeyModifiers::NONE),
                (KeyCode::Enter, KeyModifiers::NONE),
                (KeyCode::Char('s'), KeyModifiers::CONTROL)
            ]
        );
    }
}
