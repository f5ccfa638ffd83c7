//! A question before something is done.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::{Paragraph, Wrap};

use super::{Input, Request};
use crate::tui::keys::{Binding, Hint, code, hints, key, lookup};
use crate::tui::session::Session;
use crate::tui::widget;

/// Cells of a question, with its border.
const WIDTH: u16 = 50;

#[derive(Debug, Clone, Copy)]
enum Command {
    Yes,
    No,
}

const BINDINGS: &[Binding<Command>] = &[
    Binding { keys: &[key('y'), code(KeyCode::Enter)], hint: "yes", shown: true, command: Command::Yes },
    Binding { keys: &[key('n'), code(KeyCode::Esc)], hint: "no", shown: true, command: Command::No },
];

/// A question with what to do on yes.
#[derive(Debug)]
pub(in crate::tui) struct Confirm {
    question: String,
    request: Request,
}

impl Confirm {
    /// Asks `question`, then requests `request`.
    pub(in crate::tui) fn new(question: String, request: Request) -> Self {
        Confirm { question, request }
    }

    /// Its keys.
    pub(in crate::tui) fn hints() -> Vec<Hint> {
        hints(BINDINGS)
    }

    /// Waits for yes or no.
    pub(in crate::tui) fn update(&mut self, input: &Input) -> Vec<Request> {
        let Input::Key(key) = input else { return Vec::new() };
        match lookup(BINDINGS, *key) {
            Some(Command::Yes) => vec![Request::Confirmed(Box::new(self.request.clone()))],
            Some(Command::No) => vec![Request::Close],
            None => Vec::new(),
        }
    }

    /// Draws itself.
    pub(in crate::tui) fn view(&self, session: &Session, frame: &mut Frame<'_>, area: Rect) {
        // A border on either side, the question, an empty row and the keys.
        let width = WIDTH.min(area.width).saturating_sub(2);
        let rows = textwrap::wrap(&self.question, usize::from(width.max(8))).len();
        let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(4).max(7);
        let inside = widget::popup("Are you sure?", session.theme, frame, area, WIDTH, height);
        frame.render_widget(
            Paragraph::new(format!("{}\n\ny yes   n no", self.question)).wrap(Wrap { trim: true }),
            inside,
        );
    }
}
