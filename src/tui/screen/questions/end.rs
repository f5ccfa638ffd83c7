//! The page after the last question: how it went, and what was missed.

use ratatui::text::{Line, Span};

use super::asked::Asked;
use super::sheet::Sheet;
use crate::tui::widget;

/// A quiz's score.
pub(super) fn score(sheet: &mut Sheet, right: usize, of: usize, enough: usize) {
    let theme = sheet.theme;
    if right >= enough {
        sheet.text(&format!("✓ Passed: {right} of {of} right; {enough} were needed."), theme.good());
    } else {
        sheet.text(&format!("✗ Not passed yet: {right} of {of} right; {enough} are needed."), theme.bad());
    }
}

/// What is still open.
pub(super) fn open(sheet: &mut Sheet, open: usize) {
    let theme = sheet.theme;
    let text = if open == 1 { "One question is open.".to_owned() } else { format!("{open} questions are open.") };
    sheet.text(&format!("{text} Enter goes there."), theme.warn());
}

/// The missed questions with where to read again; `at` is the chosen one.
pub(super) fn missed(sheet: &mut Sheet, missed: &[(usize, &Asked, Option<&str>)], at: usize) {
    let theme = sheet.theme;
    sheet.blank();
    if missed.is_empty() {
        return;
    }
    sheet.text("Missed", theme.title());
    for (index, (position, asked, lesson)) in missed.iter().enumerate() {
        let mark = if index == at { Span::styled("▶ ", theme.accent()) } else { Span::raw("  ") };
        let number = format!("✗ {:>2}  ", position + 1);
        let indent = mark.width() + Span::raw(number.as_str()).width();
        let top = sheet.rows.len();
        let rows = sheet.lay_out(asked.question.ask.get(sheet.track), sheet.width.saturating_sub(indent + 2));
        let first: String =
            rows.first().into_iter().flat_map(|row| &row.pieces).map(|piece| piece.text.as_str()).collect();
        let more = if rows.len() > 1 { " …" } else { "" };
        let ask = widget::fit(&format!("{first}{more}"), sheet.width.saturating_sub(indent));
        sheet.rows.push(Line::from(vec![mark, Span::styled(number, theme.bad()), Span::raw(ask)]));
        if let Some(lesson) = lesson {
            let text = format!("{}read again: {lesson}", " ".repeat(indent));
            sheet.rows.push(Line::styled(widget::fit(&text, sheet.width), theme.quiet()));
        }
        if index == at {
            sheet.focus = Some(top..sheet.rows.len());
        }
    }
    sheet.blank();
}
