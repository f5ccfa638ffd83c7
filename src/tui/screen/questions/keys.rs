//! The keys of the questions: one table for each thing that the page can be.

use crossterm::event::KeyCode;

use crate::tui::keys::{Binding, Press, code, ctrl, key};

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    Answer,
    Write,
    Leave,
    Break,
    Up,
    Down,
    Toggle,
    Earlier,
    Later,
    On,
    Again,
    All,
    Missed,
    Check,
    Following,
    Preceding,
    Lesson,
    Next,
    Hint,
    Edit,
    Reset,
    Undo,
    PageUp,
    PageDown,
    First,
    Last,
    Stop,
    Home,
}

type Table = &'static [Binding<Command>];

const fn shown(keys: &'static [Press], hint: &'static str, command: Command) -> Binding<Command> {
    Binding { keys, hint, shown: true, command }
}

const fn quiet(keys: &'static [Press], hint: &'static str, command: Command) -> Binding<Command> {
    Binding { keys, hint, shown: false, command }
}

const ENTER: Press = code(KeyCode::Enter);
const UP: &[Press] = &[code(KeyCode::Up), key('k')];
const DOWN: &[Press] = &[code(KeyCode::Down), key('j')];

/// An open question with one right option. The letters of the options are keys as well.
pub(super) const ONE: Table = &[
    quiet(UP, "choose the option above", Command::Up),
    quiet(DOWN, "choose the option below", Command::Down),
    shown(&[ENTER], "answer", Command::Answer),
];

/// An open question with several right options.
pub(super) const SEVERAL: Table = &[
    shown(&[key(' ')], "choose", Command::Toggle),
    quiet(UP, "to the option above", Command::Up),
    quiet(DOWN, "to the option below", Command::Down),
    shown(&[ENTER], "answer", Command::Answer),
];

/// The field of a prediction while it has the keys.
pub(super) const FIELD: Table = &[
    shown(&[ENTER], "answer", Command::Answer),
    shown(&[ctrl('j')], "new line", Command::Break),
    shown(&[code(KeyCode::Esc)], "leave the field", Command::Leave),
];

/// A prediction while its field does not have the keys.
pub(super) const PREDICT: Table = &[
    shown(&[ENTER, key('i')], "write", Command::Write),
    quiet(UP, "up", Command::Up),
    quiet(DOWN, "down", Command::Down),
];

/// Lines to be put in order. Digits are keys as well.
pub(super) const ORDER: Table = &[
    shown(&[key(' ')], "add/remove", Command::Toggle),
    shown(&[ENTER], "answer", Command::Answer),
    shown(&[key('K')], "earlier", Command::Earlier),
    shown(&[key('J')], "later", Command::Later),
    quiet(UP, "to the line above", Command::Up),
    quiet(DOWN, "to the line below", Command::Down),
];

/// An answer that is being judged.
pub(super) const GIVEN: Table = &[
    shown(&[code(KeyCode::Esc)], "stop", Command::Stop),
    quiet(UP, "up", Command::Up),
    quiet(DOWN, "down", Command::Down),
];

/// The task of an exercise, before its questions.
pub(super) const TASK: Table = &[
    shown(&[ENTER], "begin", Command::On),
    shown(&[key('n')], "next", Command::Next),
    quiet(UP, "up", Command::Up),
    quiet(DOWN, "down", Command::Down),
];

/// A question that is answered.
pub(super) const ANSWERED: Table = &[
    shown(&[ENTER, key('n'), key(' ')], "go on", Command::On),
    quiet(UP, "up", Command::Up),
    quiet(DOWN, "down", Command::Down),
];

/// A wrong answer that can still be changed.
pub(super) const CHANGEABLE: Table = &[
    shown(&[ENTER, key('n'), key(' ')], "go on", Command::On),
    shown(&[key('a')], "answer again", Command::Again),
    quiet(UP, "up", Command::Up),
    quiet(DOWN, "down", Command::Down),
];

/// The end.
pub(super) const END: Table = &[
    shown(&[key('n')], "next", Command::Next),
    quiet(UP, "to the missed question above", Command::Up),
    quiet(DOWN, "to the missed question below", Command::Down),
];

/// The end while questions are open.
pub(super) const TO_OPEN: Table = &[shown(&[ENTER], "to the open question", Command::On)];

/// The end when something was missed.
pub(super) const LOOK: Table = &[shown(&[ENTER], "look at it", Command::On)];

/// The end of a quiz.
pub(super) const TAKE_AGAIN: Table = &[
    shown(&[key('t')], "take it again", Command::All),
    shown(&[key('m')], "again, missed ones first", Command::Missed),
];

/// The end of an exercise when something was missed.
pub(super) const MISSED_AGAIN: Table = &[shown(&[key('t')], "answer the missed ones again", Command::Missed)];

/// Everywhere, also in the field.
pub(super) const MOVES: Table = &[
    shown(&[code(KeyCode::Tab)], "other question", Command::Following),
    quiet(&[code(KeyCode::BackTab)], "question before", Command::Preceding),
    quiet(&[code(KeyCode::PageDown)], "page down", Command::PageDown),
    quiet(&[code(KeyCode::PageUp)], "page up", Command::PageUp),
];

/// In an exercise, outside of the field.
pub(super) const EXERCISE: Table = &[
    shown(&[key('H'), key('h')], "hint", Command::Hint),
    quiet(&[key('e')], "edit the file of your answers", Command::Edit),
    quiet(&[key('c')], "check that file", Command::Check),
    quiet(&[key('R')], "reset to the starter", Command::Reset),
    quiet(&[key('U')], "undo the reset", Command::Undo),
];

/// Everywhere outside of the field.
pub(super) const ALWAYS: Table = &[
    shown(&[key('l')], "read again", Command::Lesson),
    quiet(&[code(KeyCode::Home), key('g')], "top", Command::First),
    quiet(&[code(KeyCode::End), key('G')], "end", Command::Last),
    quiet(&[code(KeyCode::Esc)], "stop what is running, else home", Command::Stop),
    shown(&[key('q'), key('h'), code(KeyCode::Left)], "home", Command::Home),
];

/// All of them.
pub(super) const ALL: &[Table] = &[
    TASK,
    ONE,
    SEVERAL,
    PREDICT,
    FIELD,
    ORDER,
    GIVEN,
    ANSWERED,
    CHANGEABLE,
    END,
    TO_OPEN,
    LOOK,
    TAKE_AGAIN,
    MISSED_AGAIN,
    MOVES,
    EXERCISE,
    ALWAYS,
];
