//! The terminal itself: taken over at the start, stepped away from for an editor, given back on every way out.

use std::io::{self, Stdout, Write, stdout};
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{clipboard::CopyToClipboard, cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use super::theme::Tone;

/// A terminal that answers does so within a millisecond; over a slow line the dark theme is used.
const PATIENCE: Duration = Duration::from_millis(100);

/// The terminal while it is ours. Dropping it gives it back.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
}

impl Screen {
    /// Takes the terminal over.
    pub(super) fn enter() -> io::Result<Self> {
        take()?;
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            give_back();
            hook(info);
        }));
        Ok(Screen { terminal: Terminal::new(CrosstermBackend::new(stdout()))? })
    }

    /// Draws one frame.
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(view).map(|_| ())
    }

    /// Gives the terminal to somebody else meanwhile.
    pub(super) fn step_aside<T>(&mut self, meanwhile: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let result = meanwhile();
        take()?;
        // A new one draws everything. `clear` would ask the terminal where its cursor is, and some never answer.
        self.terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
        Ok(result)
    }

    /// Puts text on the clipboard of the terminal (OSC 52), also over ssh.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), CopyToClipboard::to_clipboard_from(text))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste, cursor::Hide)
}

/// Every step is tried, whatever became of the one before: the terminal may be gone already.
fn give_back() {
    let _ = execute!(stdout(), DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen, cursor::Show);
    let _ = disable_raw_mode();
    let _ = stdout().flush();
}

/// What the terminal's background is like. Asked before the terminal is taken over; `NO_COLOR` needs no answer.
pub(super) fn tone() -> Tone {
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return Tone::Mono;
    }
    let mut options = QueryOptions::default();
    options.timeout = PATIENCE;
    match theme_mode(options) {
        Ok(ThemeMode::Light) => Tone::Light,
        Ok(ThemeMode::Dark) | Err(_) => Tone::Dark,
    }
}
