//! `.dockerignore` as Docker reads it: patterns from the top of the folder, and the last one that fits decides.

use std::collections::BTreeSet;

use crate::check::document::Fault;
use crate::check::document::pattern::{cleaned, covers};

/// A line that says something.
struct Line {
    pattern: String,
    /// `!`: what fits is kept after all.
    keeps: bool,
}

/// Those of the paths that are left out.
pub(super) fn left_out(text: &str, paths: &[String]) -> Result<BTreeSet<String>, Fault> {
    let lines = read(text)?;
    let is_out = |path: &&String| {
        let last = lines.iter().rev().find(|line| covers(&line.pattern, path));
        last.is_some_and(|line| !line.keeps)
    };
    Ok(paths.iter().filter(is_out).cloned().collect())
}

fn read(text: &str) -> Result<Vec<Line>, Fault> {
    let mut lines = Vec::new();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        // A remark begins in the first column; a `#` anywhere else is a character like any other.
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let typed = line.trim();
        let (rest, keeps) = typed.strip_prefix('!').map_or((typed, false), |rest| (rest.trim(), true));
        let fault = |what: &str| Fault { key: "broken", at: Some((at + 1, 1)), what: what.to_owned() };
        if rest.is_empty() {
            return Err(fault("a `!` without anything behind it: Docker refuses the whole file"));
        }
        if opens_without_closing(rest) {
            return Err(fault("a `[` that is never closed: Docker refuses the whole file"));
        }
        let pattern = cleaned(rest);
        if !pattern.is_empty() {
            lines.push(Line { pattern, keeps });
        }
    }
    Ok(lines)
}

fn opens_without_closing(pattern: &str) -> bool {
    let mut open = false;
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => _ = chars.next(),
            '[' => open = true,
            ']' => open = false,
            _ => {}
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out(text: &str, paths: &[&str]) -> Vec<String> {
        let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        left_out(text, &paths).unwrap().into_iter().collect()
    }

    #[test]
    fn patterns_count_from_the_top() {
        let paths = ["node_modules/a.js", "packages/x/node_modules/a.js", "a.log", "src/a.log"];
        assert_eq!(out("node_modules\n*.log\n", &paths), ["a.log", "node_modules/a.js"]);
        assert_eq!(out("**/node_modules/\n**/*.log\n", &paths).len(), 4);
        assert_eq!(out("/node_modules", &paths), ["node_modules/a.js"]);
    }

    #[test]
    fn the_last_line_that_fits_decides() {
        let paths = ["README.md", "README-secret.md", "docs.md"];
        assert_eq!(out("*.md\n!README*.md\nREADME-secret.md\n", &paths), ["README-secret.md", "docs.md"]);
        assert_eq!(out("*.md\nREADME-secret.md\n!README*.md\n", &paths), ["docs.md"]);
        assert_eq!(out("*\n!src\n! package.json\n", &["src/a/b.js", "package.json", ".env"]), [".env"]);
    }

    #[test]
    fn a_remark_begins_in_the_first_column() {
        assert_eq!(out("# .env\n.env # secrets\n", &[".env"]), Vec::<String>::new());
        assert_eq!(out("  .env  \n", &[".env"]), [".env"]);
    }

    #[test]
    fn what_docker_refuses_is_told() {
        assert_eq!(left_out(".git\n!\n", &[]).unwrap_err().at, Some((2, 1)));
        assert_eq!(left_out("[a\n", &[]).unwrap_err().key, "broken");
    }
}
