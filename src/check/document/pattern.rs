//! Patterns of paths as Docker reads them: `*` stays within a folder, `**` does not, and a folder stands for all below it.

/// A path as Docker cleans it: without `.`, doubled and outer slashes.
pub(in crate::check) fn cleaned(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Whether a cleaned pattern stands for a path or one of the folders around it.
pub(in crate::check) fn covers(pattern: &str, path: &str) -> bool {
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    let mut outer = ends.filter_map(|end| path.get(..end));
    outer.any(|part| matches(pattern, part))
}

/// Whether a pattern stands for exactly this path: Go's `filepath.Match`, with `**` for any number of folders.
pub(in crate::check) fn matches(pattern: &str, path: &str) -> bool {
    let Some(next) = pattern.chars().next() else { return path.is_empty() };
    if let Some(rest) = pattern.strip_prefix("**/") {
        let deeper = path.match_indices('/').filter_map(|(at, _)| path.get(at + 1..));
        return matches(rest, path) || deeper.into_iter().any(|below| matches(rest, below));
    }
    if let Some(rest) = pattern.strip_prefix("**") {
        return ends(path, true).any(|left| matches(rest, left));
    }
    let rest = pattern.get(next.len_utf8()..).unwrap_or_default();
    match next {
        '*' => ends(path, false).any(|left| matches(rest, left)),
        '[' => {
            let Some((class, rest)) = class(rest) else { return false };
            step(path, |c| c != '/' && class.has(c)).is_some_and(|left| matches(rest, left))
        }
        '?' => step(path, |c| c != '/').is_some_and(|left| matches(rest, left)),
        '\\' => {
            let mut after = rest.chars();
            let Some(escaped) = after.next() else { return false };
            step(path, |c| c == escaped).is_some_and(|left| matches(after.as_str(), left))
        }
        plain => step(path, |c| c == plain).is_some_and(|left| matches(rest, left)),
    }
}

/// What may be left when a star has taken its part, the shortest part first.
fn ends(path: &str, over_folders: bool) -> impl Iterator<Item = &str> {
    let most = if over_folders { path.len() } else { path.find('/').unwrap_or(path.len()) };
    (0..=most).filter_map(move |at| path.get(at..))
}

fn step(path: &str, fits: impl Fn(char) -> bool) -> Option<&str> {
    let mut chars = path.chars();
    chars.next().filter(|c| fits(*c)).map(|_| chars.as_str())
}

struct Class {
    negated: bool,
    ranges: Vec<(char, char)>,
}

impl Class {
    fn has(&self, c: char) -> bool {
        self.ranges.iter().any(|(low, high)| (*low..=*high).contains(&c)) != self.negated
    }
}

/// Reads `a-z^…]`, and gives back what follows; none if it is never closed.
fn class(text: &str) -> Option<(Class, &str)> {
    let (negated, mut rest) = text.strip_prefix('^').map_or((false, text), |rest| (true, rest));
    let mut ranges = Vec::new();
    let one = |rest: &mut &str| {
        let mut chars = rest.chars();
        let c = match chars.next()? {
            '\\' => chars.next()?,
            c => c,
        };
        *rest = chars.as_str();
        Some(c)
    };
    loop {
        if let Some(after) = rest.strip_prefix(']').filter(|_| !ranges.is_empty()) {
            return Some((Class { negated, ranges }, after));
        }
        let low = one(&mut rest)?;
        let high = match rest.strip_prefix('-') {
            Some(after) => {
                rest = after;
                one(&mut rest)?
            }
            None => low,
        };
        ranges.push((low, high));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stays_within_a_folder() {
        for (pattern, path, fits) in [
            ("*/temp*", "somedir/temporary.txt", true),
            ("*/temp*", "a/b/temp", false),
            ("*/*/temp*", "somedir/subdir/temporary.txt", true),
            ("temp?", "tempa", true),
            ("temp?", "temp", false),
            ("**/*.go", "main.go", true),
            ("**/*.go", "a/b/main.go", true),
            ("a/**", "a/b/c", true),
            ("**", "a/b", true),
            ("docs/**/draft.md", "docs/draft.md", true),
            ("*.md", "docs/a.md", false),
            ("[a-c]x", "bx", true),
            ("[^a-c]x", "bx", false),
            ("[!a]x", "!x", true),
            ("\\*", "*", true),
            ("[", "[", false),
        ] {
            assert_eq!(matches(pattern, path), fits, "{pattern} {path}");
        }
    }

    #[test]
    fn a_folder_stands_for_all_below_it() {
        assert!(covers("node_modules", "node_modules/a/index.js"));
        assert!(!covers("node_modules", "packages/node_modules/a.js"));
        assert!(covers("**/node_modules", "packages/node_modules/a.js"));
        assert!(covers("*", "a/b/c"));
    }

    #[test]
    fn paths_are_cleaned() {
        assert_eq!(["./a//b/", "/a", "a/../b", "."].map(cleaned), ["a/b", "a", "b", ""]);
    }
}
