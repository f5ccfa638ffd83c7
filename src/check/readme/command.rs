//! The commands of a README: taken from its code blocks, with prompts and remarks left out.

use crate::check::document::markdown::{Block, Kind, Section};
use crate::check::document::shell;

/// Languages of code blocks that hold commands.
const SHELLS: [&str; 7] = ["bash", "console", "sh", "shell", "shell-session", "terminal", "zsh"];

/// The code blocks of a section that hold commands.
pub(super) fn blocks<'m>(section: &Section<'m>) -> impl Iterator<Item = &'m str> {
    let code = |block: &'m Block| match &block.kind {
        Kind::Code { language, text } if SHELLS.contains(&language.to_lowercase().as_str()) => Some(text.as_str()),
        Kind::Code { .. } | Kind::Heading { .. } | Kind::Text(_) | Kind::Table { .. } | Kind::Point { .. } => None,
    };
    section.blocks.iter().filter_map(code)
}

/// Whether the marks of a code block are escaped, so that it is none.
pub(super) fn has_escaped_fence(section: &Section<'_>) -> bool {
    section.blocks.iter().any(|block| matches!(&block.kind, Kind::Text(text) if text.contains("```")))
}

/// The commands of a section, word by word.
pub(super) fn commands(section: &Section<'_>) -> Vec<Vec<String>> {
    blocks(section).flat_map(|text| shell::lines(&without_prompts(text))).collect()
}

/// In a block with prompts, what follows a `$` is typed, and the rest is output.
fn without_prompts(text: &str) -> String {
    let typed: Vec<&str> = text.lines().filter_map(|line| line.trim_start().strip_prefix("$ ")).collect();
    if typed.is_empty() { text.to_owned() } else { typed.join("\n") }
}
