//! Tests of the whole way from markdown to rows.

mod hostile;
mod layout;
mod parse;

use super::*;
use crate::id::Track;

/// The rows of a text, as they are seen.
fn rows(text: &str, width: u16) -> Vec<String> {
    let (document, _) = super::parse(text, 0, Some(Track::Node));
    seen(&super::layout(&document, width))
}

fn seen(layout: &Layout) -> Vec<String> {
    layout.rows.iter().map(|row| row.pieces.iter().map(|piece| piece.text.as_str()).collect()).collect()
}
