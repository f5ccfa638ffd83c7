//! What a sample really did, as rows below it.

use crate::markdown::Look;
use crate::tui::msg::Trouble;

/// The rows for a sample that runs, or that was run.
pub(super) fn output(running: bool, ran: Option<&Result<String, Trouble>>, width: usize) -> Vec<(String, Look)> {
    let title = |text: &str| (text.to_owned(), Look::FenceTitle);
    let room = width.saturating_sub(2).max(8);
    if running {
        return vec![title("running… Esc stops it")];
    }
    match ran {
        None => Vec::new(),
        Some(Ok(shown)) if shown.is_empty() => vec![title("on your machine it printed nothing")],
        Some(Ok(shown)) => {
            let lines = shown.lines().flat_map(|line| textwrap::wrap(line, room));
            let lines = lines.map(|part| (format!("  {part}"), Look::Output));
            std::iter::once(title("on your machine it printed")).chain(lines).collect()
        }
        Some(Err(Trouble::Cancelled)) => vec![title("stopped")],
        Some(Err(Trouble::CouldNotLook(why))) => {
            let options = textwrap::Options::new(width.max(8)).initial_indent("! ").subsequent_indent("  ");
            textwrap::wrap(why, options).into_iter().map(|part| (part.into_owned(), Look::Emphasis)).collect()
        }
    }
}
