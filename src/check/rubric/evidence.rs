//! Places in files that a text names as evidence: `src/config.js:12`.

use crate::check::Facet;
use crate::check::document::markdown::Markdown;
use crate::check::document::pattern::cleaned;
use crate::check::sandbox::Sandbox;

/// Whether a section names so many places, and all of them exist.
pub(super) fn look(file: &Markdown, title: &str, at_least: usize, sandbox: &Sandbox<'_>) -> Facet {
    let expected = format!("at least {at_least} places such as `src/config.js:12` in `{title}`, which exist");
    let facet = |key: &str, actual: String| Facet::compared("evidence", key == "right", key, expected.clone(), actual);
    let Some(section) = file.section(title) else {
        return facet("no-section", format!("there is no section `{title}`"));
    };
    let words: Vec<String> = section.blocks.iter().map(crate::check::document::markdown::Block::words).collect();
    let mut found = 0;
    for (name, line) in words.iter().flat_map(|words| places(words)) {
        let Some(text) = sandbox.text(&cleaned(&name)) else {
            return facet("no-file", format!("there is no `{name}`"));
        };
        if line == 0 || line > text.lines().count() {
            return facet("no-line", format!("`{name}` has no line {line}"));
        }
        found += 1;
    }
    if found < at_least { facet("few", format!("{found} of them")) } else { facet("right", "they do".to_owned()) }
}

/// All `file:line` of a text.
fn places(text: &str) -> impl Iterator<Item = (String, usize)> {
    let words = text.split(|c: char| c.is_whitespace() || "`()[],;|".contains(c));
    words.filter_map(|word| {
        let (name, line) = word.trim_end_matches('.').split_once(':')?;
        let is_name = name.contains('.') && !name.contains("//") && name.chars().all(|c| !c.is_control());
        let line = line.split(['-', ':']).next()?.parse().ok()?;
        is_name.then(|| (name.to_owned(), line))
    })
}
