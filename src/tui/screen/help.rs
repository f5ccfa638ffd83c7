//! All keys of a screen, from the same table that dispatches them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{Input, Request};
use crate::tui::keys::{Hint, code};
use crate::tui::session::Session;
use crate::tui::widget;
use crossterm::event::KeyCode;

/// All keys of the screen below.
#[derive(Debug)]
pub(in crate::tui) struct Help {
    hints: Vec<Hint>,
    top: usize,
}

impl Help {
    /// The keys of a screen.
    pub(in crate::tui) fn new(hints: Vec<Hint>) -> Self {
        Help { hints, top: 0 }
    }

    /// Its own keys.
    pub(in crate::tui) fn hints() -> Vec<Hint> {
        let hint = |key, text| Hint { keys: vec![code(key)], text, shown: true };
        vec![hint(KeyCode::Esc, "close"), hint(KeyCode::Down, "more"), hint(KeyCode::Up, "back")]
    }

    /// The wheel and the arrows scroll; any other key closes.
    pub(in crate::tui) fn update(&mut self, input: &Input) -> Vec<Request> {
        let last = self.hints.len().saturating_sub(1);
        match input {
            Input::Key(key) if key.code == KeyCode::Down => self.top = (self.top + 1).min(last),
            Input::Key(key) if key.code == KeyCode::Up => self.top = self.top.saturating_sub(1),
            Input::Scroll(rows) => self.top = self.top.saturating_add_signed(*rows).min(last),
            Input::Key(_) | Input::Paste(_) => return vec![Request::Close],
        }
        Vec::new()
    }

    /// Draws itself.
    pub(in crate::tui) fn view(&self, session: &Session, frame: &mut Frame<'_>, area: Rect) {
        let theme = session.theme;
        let mut lines: Vec<Line<'_>> = self
            .hints
            .iter()
            .map(|hint| {
                let keys = hint.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
                Line::from(vec![Span::styled(format!(" {keys:<16} "), theme.key()), Span::raw(hint.text)])
            })
            .collect();
        lines.push(Line::default());
        lines.push(Line::from(vec![
            Span::styled(format!(" {:<16} ", "Ctrl-C"), theme.key()),
            Span::raw("quit; nothing is lost"),
        ]));
        let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
        let inside = widget::popup("Keys", theme, frame, area, 60, height);
        let top = self.top.min(lines.len().saturating_sub(usize::from(inside.height)));
        frame.render_widget(Paragraph::new(lines).scroll((u16::try_from(top).unwrap_or(0), 0)), inside);
    }
}
