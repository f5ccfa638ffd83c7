//! A text field of one or more lines, for the prediction of what a program prints.

use crossterm::event::{Event, KeyCode, KeyEvent};
use tui_input::backend::crossterm::to_input_request;
use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::process::clean;
use crate::tui::widget;

/// A text and where in it is written. There is always at least one line.
#[derive(Debug, Clone, Default)]
pub(super) struct Field {
    above: Vec<String>,
    line: Input,
    below: Vec<String>,
}

impl Field {
    /// A field that holds a text, to be written on at its end.
    pub(super) fn new(text: &str) -> Self {
        let mut field = Field::default();
        field.paste(text);
        field
    }

    /// What stands in it.
    pub(super) fn text(&self) -> String {
        self.lines().collect::<Vec<_>>().join("\n")
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        let (above, below) = (self.above.iter().map(String::as_str), self.below.iter().map(String::as_str));
        above.chain([self.line.value()]).chain(below)
    }

    /// Writes a text at the cursor. What a terminal would obey is left out.
    pub(super) fn paste(&mut self, text: &str) {
        for c in clean(&text.replace("\r\n", "\n").replace('\r', "\n")).chars() {
            if c == '\n' {
                self.break_line();
            } else {
                self.line.handle(InputRequest::InsertChar(c));
            }
        }
    }

    /// Breaks the line at the cursor.
    pub(super) fn break_line(&mut self) {
        let before: String = self.line.value().chars().take(self.line.cursor()).collect();
        let after: String = self.line.value().chars().skip(self.line.cursor()).collect();
        self.above.push(before);
        self.line = Input::new(after).with_cursor(0);
    }

    /// Takes in a key.
    pub(super) fn key(&mut self, key: KeyEvent) {
        let at_start = self.line.cursor() == 0;
        let at_end = self.line.cursor() == self.line.value().chars().count();
        if key.code == KeyCode::Up {
            self.up();
        } else if key.code == KeyCode::Down {
            self.down();
        } else if key.code == KeyCode::Backspace && at_start {
            let tail = self.line.value().to_owned();
            if let Some(head) = self.above.pop() {
                self.join(&head, &tail);
            }
        } else if key.code == KeyCode::Delete && at_end && !self.below.is_empty() {
            let (head, tail) = (self.line.value().to_owned(), self.below.remove(0));
            self.join(&head, &tail);
        } else if let Some(request) = to_input_request(&Event::Key(key)) {
            self.line.handle(request);
        }
    }

    fn join(&mut self, head: &str, tail: &str) {
        self.line = Input::new(format!("{head}{tail}")).with_cursor(head.chars().count());
    }

    fn up(&mut self) {
        if let Some(line) = self.above.pop() {
            let left = self.go_to(line);
            self.below.insert(0, left);
        }
    }

    fn down(&mut self) {
        if !self.below.is_empty() {
            let line = self.below.remove(0);
            let left = self.go_to(line);
            self.above.push(left);
        }
    }

    fn go_to(&mut self, line: String) -> String {
        let cursor = self.line.cursor();
        std::mem::replace(&mut self.line, Input::new(line).with_cursor(cursor)).value().to_owned()
    }

    /// The lines as they fit in `room` cells, and row and column of the cursor. The line that is written on is moved so
    /// far to the left that the cursor is on it.
    pub(super) fn shown(&self, room: usize) -> (Vec<String>, (usize, usize)) {
        let room = room.max(2);
        let skip = self.line.visual_scroll(room - 1);
        let mut skipped = 0;
        let rest: String = self
            .line
            .value()
            .graphemes(true)
            .skip_while(|grapheme| {
                let skips = skipped < skip;
                skipped += grapheme.width();
                skips
            })
            .collect();
        let current = self.above.len();
        let lines = self.lines().enumerate();
        let rows = lines.map(|(row, line)| widget::fit(if row == current { &rest } else { line }, room)).collect();
        (rows, (current, self.line.visual_cursor().saturating_sub(skip)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keys::parse_keys;

    fn typed(text: &str, keys: &str) -> Field {
        let mut field = Field::new(text);
        for key in parse_keys(keys) {
            if key.code == KeyCode::Enter {
                field.break_line();
            } else {
                field.key(key);
            }
        }
        field
    }

    #[test]
    fn a_line_is_broken_at_the_cursor_and_joined_again() {
        assert_eq!(typed("ab", "<left><enter>").text(), "a\nb");
        assert_eq!(typed("ab", "<left><enter><bs>c").text(), "acb");
        assert_eq!(typed("a\nb", "<up><end><del>").text(), "ab");
    }

    #[test]
    fn the_cursor_moves_between_lines() {
        assert_eq!(typed("one\ntwo\nthree", "<up><up>X<down><down>Y").text(), "oneX\ntwo\nthrYee");
    }

    #[test]
    fn at_the_edges_nothing_is_lost() {
        assert_eq!(typed("", "<bs><del><up><down>a").text(), "a");
    }

    #[test]
    fn what_a_terminal_would_obey_is_not_taken_in() {
        assert_eq!(Field::new("a\u{1b}[31mb\r\nc\t.").text(), "ab\nc   .");
    }

    #[test]
    fn a_long_line_is_moved_so_that_the_cursor_is_seen() {
        let field = Field::new("0123456789");
        assert_eq!(field.shown(6), (vec!["56789".to_owned()], (0, 5)));
        let wide = Field::new("漢字漢字");
        let (rows, (_, column)) = wide.shown(5);
        assert_eq!((rows[0].as_str(), column), ("漢字", 4));
    }
}
