//! The built-in editor, for those who have none set: ordinary keys, saved with Ctrl-S.

use std::cell::RefCell;
use std::fmt;
use std::path::Path;

use crossterm::event::{KeyCode, KeyEvent};
use edtui::actions::{InsertChar, LineBreak};
use edtui::{
    EditorEventHandler, EditorMode, EditorState, EditorTheme, EditorView, Highlight, Index2, LineNumbers, Lines,
};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Input;
use crate::markdown;
use crate::tui::keys::{Binding, Hint, code, ctrl, hints, lookup};
use crate::tui::session::Session;
use crate::tui::theme::Theme;

/// Programs longer than this are edited without colours, so that every key is answered at once.
const COLOURED_LINES: usize = 1_000;

#[derive(Debug, Clone, Copy)]
enum Command {
    Save,
    Close,
    Discard,
}

const BINDINGS: &[Binding<Command>] = &[
    Binding { keys: &[ctrl('s')], hint: "save and check", shown: true, command: Command::Save },
    Binding { keys: &[code(KeyCode::Esc)], hint: "save and close", shown: true, command: Command::Close },
    Binding { keys: &[ctrl('x')], hint: "close without saving", shown: true, command: Command::Discard },
];

/// What the learner did that the exercise must know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Left {
    /// Saved, and goes on editing.
    Saved(String),
    /// Closed; with the text if it changed since the last save.
    Closed(Option<String>),
}

/// An open file.
pub(super) struct Editor {
    /// The editor keeps where its page is while it draws, so drawing must be able to change it.
    state: RefCell<EditorState>,
    events: EditorEventHandler,
    saved: String,
    language: String,
    indent: &'static str,
    theme: Theme,
}

impl fmt::Debug for Editor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Editor").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Editor {
    /// Opens a text; `file` tells its language.
    pub(super) fn new(text: &str, file: &Path, theme: Theme) -> Self {
        let language = markdown::language_of(file);
        let mut state = EditorState::new(Lines::from(text));
        state.mode = EditorMode::Insert;
        let mut editor = Editor {
            state: RefCell::new(state),
            events: EditorEventHandler::emacs_mode(),
            saved: text.to_owned(),
            indent: if language == "py" { "    " } else { "  " },
            language,
            theme,
        };
        editor.colour();
        editor
    }

    /// Its keys.
    pub(super) fn hints() -> Vec<Hint> {
        let mut hints = hints(BINDINGS);
        hints.push(Hint { keys: vec![ctrl('u')], text: "undo", shown: false });
        hints.push(Hint { keys: vec![ctrl('r')], text: "redo", shown: false });
        hints
    }

    /// Takes in a key or pasted text.
    pub(super) fn update(&mut self, input: &Input) -> Option<Left> {
        match input {
            Input::Key(key) => match lookup(BINDINGS, *key) {
                Some(Command::Save) => {
                    self.saved = self.text();
                    return Some(Left::Saved(self.saved.clone()));
                }
                Some(Command::Close) => return Some(Left::Closed(self.unsaved())),
                Some(Command::Discard) => return Some(Left::Closed(None)),
                None => self.type_key(*key),
            },
            Input::Paste(text) => self.insert(&text.replace("\r\n", "\n").replace('\r', "\n")),
            Input::Scroll(rows) => {
                let key = KeyEvent::from(if *rows < 0 { KeyCode::Up } else { KeyCode::Down });
                (0..rows.unsigned_abs()).for_each(|_| self.type_key(key));
            }
        }
        self.colour();
        None
    }

    fn type_key(&mut self, key: KeyEvent) {
        if key.code == KeyCode::Tab {
            self.insert(self.indent);
        } else if key.code == KeyCode::Enter {
            let indent = self.indent_of_line();
            self.events.on_key_event(key, self.state.get_mut());
            self.insert(&indent);
        } else {
            self.events.on_key_event(key, self.state.get_mut());
        }
    }

    fn insert(&mut self, text: &str) {
        let state = self.state.get_mut();
        for c in text.chars() {
            if c == '\n' {
                state.execute(LineBreak(1));
            } else {
                state.execute(InsertChar(c));
            }
        }
    }

    /// The blanks at the beginning of the cursor's line, one level more after a line that opens a block.
    fn indent_of_line(&self) -> String {
        let row = self.state.borrow().cursor.row;
        let text = self.text();
        let line = text.split('\n').nth(row).unwrap_or_default();
        let blanks: String = line.chars().take_while(|c| *c == ' ').collect();
        let opens = line.trim_end().ends_with(if self.language == "py" { ':' } else { '{' });
        if opens { blanks + self.indent } else { blanks }
    }

    /// What stands in the editor, if it changed since the last save.
    pub(super) fn unsaved(&self) -> Option<String> {
        let text = self.text();
        (text != self.saved).then_some(text)
    }

    /// What stands in the editor.
    fn text(&self) -> String {
        self.state.borrow().lines.to_string()
    }

    fn colour(&mut self) {
        let text = self.text();
        if text.lines().count() > COLOURED_LINES {
            return;
        }
        let mut highlights = Vec::new();
        for (row, pieces) in markdown::highlight(&text, &self.language).into_iter().enumerate() {
            let mut column = 0;
            for piece in pieces {
                let wide = piece.text.chars().count();
                let style = self.theme.look(piece.look);
                if wide > 0 && style != Style::default() {
                    highlights.push(Highlight::new(
                        Index2::new(row, column),
                        Index2::new(row, column + wide - 1),
                        style,
                    ));
                }
                column += wide;
            }
        }
        self.state.get_mut().set_highlights(highlights);
    }

    /// Draws itself.
    pub(super) fn view(&self, session: &Session, frame: &mut Frame<'_>, area: Rect) {
        let theme = EditorTheme::default()
            .base(Style::reset())
            .cursor_style(session.theme.chosen())
            .selection_style(session.theme.chosen())
            .line_numbers_style(session.theme.quiet())
            .hide_status_line();
        let mut state = self.state.borrow_mut();
        let view = EditorView::new(&mut state).theme(theme).line_numbers(LineNumbers::Absolute).wrap(true);
        frame.render_widget(view, area);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keys::parse_keys;
    use crate::tui::theme::Tone;

    fn typed(language: &str, text: &str, keys: &str) -> (String, Option<Left>) {
        let mut editor = Editor::new(text, Path::new(&format!("main.{language}")), Theme::new(Tone::Dark));
        let mut left = None;
        for key in parse_keys(keys) {
            left = editor.update(&Input::Key(key)).or(left);
        }
        (editor.text(), left)
    }

    #[test]
    fn what_is_typed_stands_in_the_text() {
        assert_eq!(typed("js", "", "let a = 1;<enter>").0, "let a = 1;\n");
    }

    #[test]
    fn a_new_line_keeps_the_indent_and_a_block_deepens_it() {
        assert_eq!(typed("py", "", "def f():<enter>return 1").0, "def f():\n    return 1");
        assert_eq!(typed("js", "", "if (a) {<enter>b();<enter>c();").0, "if (a) {\n  b();\n  c();");
    }

    #[test]
    fn escape_saves_what_changed_and_ctrl_x_does_not() {
        assert_eq!(typed("js", "a", "<esc>").1, Some(Left::Closed(None)));
        assert_eq!(typed("js", "", "b<esc>").1, Some(Left::Closed(Some("b".to_owned()))));
        assert_eq!(typed("js", "", "b<c-x>").1, Some(Left::Closed(None)));
        assert_eq!(typed("js", "", "b<c-s>").1, Some(Left::Saved("b".to_owned())));
    }

    #[test]
    fn a_last_line_end_is_kept() {
        assert_eq!(typed("js", "a\n", "b").0, "ba\n");
    }
}
