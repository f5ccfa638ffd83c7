//! The keys of an exercise.

use crossterm::event::KeyCode;

use crate::tui::keys::{Binding, code, key};

/// What a key asks for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Command {
    Check,
    Edit,
    EditHere,
    Hint,
    Next,
    Solution,
    OpenNext,
    Other,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Reset,
    Undo,
    Copy,
    Install,
    Stop,
    Home,
}

/// In the order of the hint line and the help.
pub(super) const BINDINGS: &[Binding<Command>] = &[
    Binding { keys: &[key('c')], hint: "check", shown: true, command: Command::Check },
    Binding { keys: &[key('e')], hint: "edit", shown: true, command: Command::Edit },
    Binding { keys: &[key('H'), key('h')], hint: "hint", shown: true, command: Command::Hint },
    Binding { keys: &[key('n')], hint: "next", shown: true, command: Command::Next },
    Binding { keys: &[key('s')], hint: "solution (after passing)", shown: false, command: Command::Solution },
    Binding { keys: &[code(KeyCode::Tab)], hint: "other pane", shown: true, command: Command::Other },
    Binding { keys: &[key('x')], hint: "open the next failed check", shown: false, command: Command::OpenNext },
    Binding { keys: &[key('E')], hint: "edit here, without your editor", shown: false, command: Command::EditHere },
    Binding { keys: &[key('R')], hint: "reset to the starter", shown: false, command: Command::Reset },
    Binding { keys: &[key('U')], hint: "undo the reset", shown: false, command: Command::Undo },
    Binding { keys: &[key('y')], hint: "copy where the file is", shown: false, command: Command::Copy },
    Binding { keys: &[key('i')], hint: "install packages, or stop that", shown: false, command: Command::Install },
    Binding { keys: &[code(KeyCode::Down), key('j')], hint: "down", shown: false, command: Command::Down },
    Binding { keys: &[code(KeyCode::Up), key('k')], hint: "up", shown: false, command: Command::Up },
    Binding { keys: &[code(KeyCode::PageDown), key(' ')], hint: "page down", shown: false, command: Command::PageDown },
    Binding { keys: &[code(KeyCode::PageUp), key('b')], hint: "page up", shown: false, command: Command::PageUp },
    Binding { keys: &[code(KeyCode::Home), key('g')], hint: "top", shown: false, command: Command::First },
    Binding { keys: &[code(KeyCode::End), key('G')], hint: "end", shown: false, command: Command::Last },
    Binding { keys: &[code(KeyCode::Esc)], hint: "stop the check, else home", shown: false, command: Command::Stop },
    Binding { keys: &[key('q'), code(KeyCode::Left)], hint: "home", shown: true, command: Command::Home },
];
