//! The page of one question: what is asked, the answer being made, and what came of it.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::asked::{Asked, Stage};
use super::draft::{Choice, Draft, Order};
use super::field::Field;
use super::sheet::Sheet;
use crate::check::answer::{self, OrderLine};
use crate::check::{Form, Seen};
use crate::process::clean;
use crate::tui::msg::Trouble;
use crate::tui::screen::result;
use crate::tui::widget;

/// Lays out a question. `style` brings texts into the track's style; `writing` says whether the field has the keys.
pub(super) fn lay_out(sheet: &mut Sheet, asked: &Asked, writing: bool, style: &dyn Fn(&str) -> String) {
    let track = sheet.track;
    sheet.markdown(&style(asked.question.ask.get(track)));
    sheet.blank();
    match (&asked.question.form, &asked.draft) {
        (Form::Choice { options, .. }, Draft::Choice(choice)) => self::options(sheet, asked, options, choice, style),
        (Form::Predict { code, .. }, Draft::Predict(field)) => {
            sheet.code(&[], code.get(track));
            sheet.blank();
            predict(sheet, asked, field, writing);
        }
        (Form::Order { lines, .. }, Draft::Order(order)) => self::order(sheet, asked, lines, order),
        // A draft is made for its own question.
        (Form::Choice { .. } | Form::Predict { .. } | Form::Order { .. }, _) => {}
    }
}

fn options(
    sheet: &mut Sheet,
    asked: &Asked,
    options: &[answer::Choice],
    choice: &Choice,
    style: &dyn Fn(&str) -> String,
) {
    let theme = sheet.theme;
    if asked.is_open() {
        let how = if choice.several() { "Choose all that are right, by letter." } else { "Choose one, by its letter." };
        sheet.text(how, theme.quiet());
        sheet.blank();
    }
    for (index, option) in options.iter().enumerate() {
        let chosen = choice.chosen.contains(&index);
        let at = asked.is_open() && choice.at == Some(index);
        let mark = match (asked.right(), chosen) {
            (Some(_), true) if option.right => Span::styled("✓ ", theme.good()),
            (Some(_), true) => Span::styled("✗ ", theme.bad()),
            _ if at => Span::styled("▶ ", theme.accent()),
            (None, true) if !choice.several() => Span::styled("▶ ", theme.accent()),
            (Some(_) | None, _) => Span::raw("  "),
        };
        let name =
            Span::styled(format!("{}  ", answer::letter(index)), if chosen || at { theme.key() } else { theme.text() });
        let mut first = vec![mark, name];
        if choice.several() {
            first.insert(1, Span::raw(if chosen { "[x] " } else { "[ ] " }));
        }
        let rest = Span::raw(" ".repeat(first.iter().map(Span::width).sum()));
        let top = sheet.rows.len();
        sheet.hang(&first, &[rest], &style(option.text.get(sheet.track)));
        if at {
            sheet.focus = Some(top..sheet.rows.len());
        }
    }
}

fn predict(sheet: &mut Sheet, asked: &Asked, field: &Field, writing: bool) {
    let theme = sheet.theme;
    if asked.right().is_some() {
        return;
    }
    sheet.text("Write exactly what it prints, or the word error if it stops with one.", theme.quiet());
    let top = sheet.rows.len();
    let (lines, (row, column)) = field.shown(sheet.width.saturating_sub(2));
    for (number, line) in lines.into_iter().enumerate() {
        let margin = Span::styled(if number == 0 { "> " } else { "  " }, theme.key());
        sheet.rows.push(Line::from(vec![margin, Span::raw(line)]));
    }
    if writing {
        sheet.cursor = Some((top + row, column + 2));
        sheet.focus = Some(top + row..top + row + 1);
    }
}

fn order(sheet: &mut Sheet, asked: &Asked, lines: &[OrderLine], order: &Order) {
    let theme = sheet.theme;
    let digits = lines.len().to_string().len();
    let widest = lines.iter().map(|line| line.text.width()).max().unwrap_or(0) + digits + 8;
    let [mut left, mut right] = sheet.columns(widest);
    if asked.is_open() {
        left.text("The lines", theme.title());
        for (index, line) in lines.iter().enumerate() {
            let mark = if index == order.at { Span::styled("▶ ", theme.accent()) } else { Span::raw("  ") };
            let used = Span::raw(if order.program.contains(&(index + 1)) { "[x] " } else { "[ ] " });
            let top = left.rows.len();
            left.code(&[mark, used, number(index + 1, digits, theme.key())], &line.text);
            if index == order.at {
                left.focus = Some(top..left.rows.len());
            }
        }
    }
    right.text("Your program", theme.title());
    if order.program.is_empty() {
        let margin = [Span::raw("  ")];
        right.hang(&margin, &margin, "Empty so far. Space adds a line; or type numbers, such as `3 1 2`.");
    }
    for line in &order.program {
        let at = asked.is_open() && *line == order.at + 1;
        let mark = if at { Span::styled("▶ ", theme.accent()) } else { Span::raw("  ") };
        let text = line.checked_sub(1).and_then(|index| lines.get(index)).map_or("", |line| line.text.as_str());
        right.code(&[mark, number(*line, digits, theme.key())], text);
    }
    if asked.is_open() && !order.typed.is_empty() {
        left.focus = None;
        right.focus = Some(0..right.rows.len() + 1);
        right.rows.push(Line::from(vec![Span::styled("  typed: ", theme.quiet()), Span::raw(order.typed.clone())]));
    }
    if asked.is_open() {
        sheet.join([left, right]);
    } else {
        right.width = sheet.width;
        sheet.rows.extend(right.rows);
    }
}

fn number(number: usize, digits: usize, style: ratatui::style::Style) -> Span<'static> {
    Span::styled(format!("{number:>digits$}"), style)
}

/// What came of the answer: right or wrong, what really happened, and the explanation. `asking` says whether it is being
/// judged now; `lesson` is where to read again.
pub(super) fn outcome(
    sheet: &mut Sheet,
    asked: &Asked,
    asking: bool,
    lesson: Option<&str>,
    style: &dyn Fn(&str) -> String,
) {
    let theme = sheet.theme;
    let top = sheet.rows.len();
    match &asked.stage {
        Stage::Open => return,
        Stage::Given => {
            sheet.blank();
            if asking {
                sheet.busy = Some(sheet.rows.len());
            }
            sheet.rows.push(Line::styled("Waits for its turn.", theme.quiet()));
        }
        Stage::Unseen(why) => {
            sheet.blank();
            sheet.rows.extend(result::trouble(&Trouble::CouldNotLook(why.clone()), theme, sheet.width));
            sheet.text("Your answer is still here: Enter tries again.", theme.quiet());
        }
        Stage::Judged { right, seen } => {
            if let Some(seen) = seen {
                compare(sheet, asked, seen);
            } else if let Draft::Predict(field) = &asked.draft {
                sheet.text("Your prediction", theme.quiet());
                sheet.output(field.text().lines().map(|line| (line, Span::raw("  "))), theme.text());
            }
            sheet.blank();
            let said = seen.as_ref().and_then(|seen| seen.said.as_deref());
            let when = if seen.is_some() { "" } else { " (You answered this earlier.)" };
            let (mark, word, look) =
                if *right { ("✓ ", "Right.", theme.good()) } else { ("✗ ", "Wrong.", theme.bad()) };
            // Explanations of right answers often begin with the word.
            if let Some(said) = said.filter(|said| *right && said.starts_with("Right")) {
                sheet.hang(&[Span::styled(mark, look)], &[Span::raw("  ")], &style(said));
            } else {
                sheet.text(&format!("{mark}{word}{when}"), look);
                if let Some(said) = said {
                    let bar = [Span::styled("▌ ", if *right { theme.good() } else { theme.warn() })];
                    sheet.hang(&bar, &bar, &style(said));
                }
            }
            if let Some(lesson) = lesson.filter(|_| !*right) {
                sheet.blank();
                let title = widget::fit(&format!("  reads again: {lesson}"), sheet.width.saturating_sub(1));
                sheet.rows.push(Line::from(vec![Span::styled("l", theme.key()), Span::raw(title)]));
            }
        }
    }
    sheet.focus = Some(top..sheet.rows.len());
}

/// What the learner expected or made, and what really happened, line by line.
fn compare(sheet: &mut Sheet, asked: &Asked, seen: &Seen) {
    let (facet, [ours, theirs]) = match asked.question.form {
        Form::Choice { .. } => return,
        Form::Predict { .. } => (seen.facets.first(), ["Your prediction", "What it really prints"]),
        Form::Order { .. } => {
            let printed = seen.facets.iter().find(|facet| facet.name == "stdout");
            (printed, ["What your program prints", "What it should print"])
        }
    };
    let Some(facet) = facet else { return };
    let theme = sheet.theme;
    let (actual, expected) = (clean(&facet.actual), clean(&facet.expected));
    let widest = actual.lines().chain(expected.lines()).map(UnicodeWidthStr::width).max().unwrap_or(0);
    let [mut left, mut right] = sheet.columns(widest.min(60) + 2);
    left.text(ours, theme.quiet());
    right.text(theirs, theme.quiet());
    let same = |number: usize, line: &str| expected.lines().nth(number) == Some(line);
    for (number, line) in lines(&actual).enumerate() {
        let (mark, look) = if same(number, line) { ("✓ ", theme.good()) } else { ("✗ ", theme.bad()) };
        left.output([(line, Span::styled(mark, look))].into_iter(), theme.text());
    }
    right.output(lines(&expected).map(|line| (line, Span::raw("  "))), theme.text());
    sheet.blank();
    sheet.join([left, right]);
}

/// The lines of an output, of which there is at least one.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().chain(text.is_empty().then_some("(nothing)"))
}
