//! Rows of the exercise screen: the task with the opened hints, the learner's file, the reference beside it.

use std::path::Path;

use unicode_width::UnicodeWidthStr;

use crate::check::{Content, Lack, PACKAGES, Role, Step};
use crate::curriculum::Exercise;
use crate::id::Track;
use crate::markdown::{self, Look, Piece, Row};
use crate::tui::widget;
use crate::workspace::Handed;

/// The task, below what this machine lacks for it, with the open hints at its end.
pub(super) fn task(exercise: &Exercise, track: Track, lacks: &[Lack], hints: &str, width: u16) -> Vec<Row> {
    let lacks: String = lacks.iter().map(lack).collect();
    let text = format!("{lacks}{}{hints}", exercise.task.get(track));
    let (document, _) = markdown::parse(&exercise.restyle(&text, track), 0, Some(track));
    markdown::layout(&document, width).rows
}

fn lack(lack: &Lack) -> String {
    let key = if lack.what == PACKAGES { " Here, press `i`." } else { "" };
    format!("> [!WARNING]\n> {}.{key}\n\n", lack.missing)
}

/// Where the learner's file is, and what stands in it.
pub(super) fn file(handed: Option<&Result<Handed, String>>, text: &str, width: u16) -> Vec<Row> {
    match handed {
        None => vec![row("preparing your files…", Look::Mark)],
        Some(Err(why)) => {
            textwrap::wrap(why, usize::from(width).max(8)).into_iter().map(|part| row(&part, Look::Strong)).collect()
        }
        Some(Ok(handed)) if handed.main == handed.folder => {
            let mut rows = vec![row("Work in this folder with a second terminal and your editor:", Look::Text)];
            rows.push(row(&widget::fit(&handed.folder.display().to_string(), usize::from(width)), Look::FenceTitle));
            rows.push(row("y copies its name. c checks when you have done something.", Look::Mark));
            rows
        }
        Some(Ok(handed)) => {
            let name = handed.main.display().to_string();
            let mut rows = vec![row(&widget::fit(&name, usize::from(width)), Look::FenceTitle)];
            rows.extend(code(text, &handed.main, width));
            rows
        }
    }
}

/// The learner's file, if there is one, beside the reference solution, or above it where there is no room for both.
pub(super) fn compare(exercise: &Exercise, track: Track, yours: Option<&str>, width: u16, beside: bool) -> Vec<Row> {
    let name = exercise.spec.main_file(track);
    let reference =
        exercise.spec.variant(track, &Role::Solution).map_or_else(String::new, |found| text(&found.content, &name));
    let column = |title: &str, text: &str, width: u16| {
        let mut rows = vec![row(title, Look::Heading(2))];
        rows.extend(code(text, Path::new(&name), width));
        rows
    };
    let Some(yours) = yours else { return column("The reference solution", &reference, width) };
    if !beside {
        let mut rows = column("Yours", yours, width);
        rows.push(Row::default());
        rows.extend(column("The reference solution", &reference, width));
        return rows;
    }
    let half = width / 2 - 1;
    let mut left = column("Yours", yours, half);
    let mut right = column("The reference solution", &reference, half);
    let longest = left.len().max(right.len());
    left.resize(longest, Row::default());
    right.resize(longest, Row::default());
    left.into_iter().zip(right).map(|(left, right)| join(left, right, half)).collect()
}

/// A variant's main file, or the steps that build its folder.
fn text(content: &Content, name: &str) -> String {
    let Content::Steps(steps) = content else { return content.text(name) };
    let lines = steps.iter().map(|step| match step {
        Step::Git(step) => format!("git {}", step.args().join(" ")),
        Step::Write(files) => files
            .iter()
            .map(|(name, bytes)| format!("{name}:\n{}", String::from_utf8_lossy(bytes)))
            .collect::<Vec<_>>()
            .join("\n"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn row(text: &str, look: Look) -> Row {
    Row { pieces: vec![Piece { text: text.to_owned(), look, link: None }], ..Row::default() }
}

/// Code with line numbers, cut at the width: the editor shows the rest.
fn code(code: &str, file: &Path, width: u16) -> Vec<Row> {
    let numbered = markdown::highlight(code, &markdown::language_of(file)).into_iter().enumerate();
    numbered
        .map(|(number, pieces)| {
            let mut row = row(&format!("{:>3} ", number + 1), Look::Mark);
            let mut room = usize::from(width).saturating_sub(4);
            for mut piece in pieces {
                piece.text = widget::fit(&piece.text, room);
                room = room.saturating_sub(piece.text.width());
                row.pieces.push(piece);
            }
            row
        })
        .collect()
}

fn join(mut left: Row, right: Row, half: u16) -> Row {
    let used: usize = left.pieces.iter().map(|piece| piece.text.width()).sum();
    let gap = " ".repeat(usize::from(half).saturating_sub(used));
    left.pieces.push(Piece { text: format!("{gap}│ "), look: Look::Mark, link: None });
    left.pieces.extend(right.pieces);
    left
}
