//! Text as it is compared: without comments, blank lines, and blanks that nobody sees.

use crate::source::{self, Language};

/// The lines of a text that mean something.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Code {
    lines: Vec<String>,
}

impl Code {
    /// A file: what is a comment follows from its name.
    pub(super) fn of(name: &str, text: &str) -> Self {
        match Language::of(name) {
            Some(language @ (Language::Script | Language::Python)) => {
                Self::plain(&source::Code::read(text, language).without_comments())
            }
            Some(Language::Sql) | None => Self::plain(text),
        }
    }

    /// A text without comments.
    pub(super) fn plain(text: &str) -> Self {
        let squeeze = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        Code { lines: text.lines().map(squeeze).filter(|line| !line.is_empty()).collect() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether these lines are among the lines, one below the other.
    pub(super) fn has_line(&self, wanted: &Code) -> bool {
        self.lines.windows(wanted.lines.len().max(1)).any(|lines| lines == wanted.lines)
    }

    /// How often a text stands here. `visits + 1` does not stand in `visits + 10`.
    pub(super) fn count(&self, wanted: &Code) -> usize {
        let (text, wanted) = (self.lines.join("\n"), wanted.lines.join("\n"));
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        let opens = wanted.starts_with(is_word);
        let closes = wanted.ends_with(is_word);
        text.match_indices(&wanted)
            .filter(|(at, found)| {
                let before = text.get(..*at).is_some_and(|before| before.ends_with(is_word));
                let after = text.get(at + found.len()..).is_some_and(|after| after.starts_with(is_word));
                !(opens && before || closes && after)
            })
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(name: &str, text: &str, wanted: &str) -> usize {
        Code::of(name, text).count(&Code::plain(wanted))
    }

    #[test]
    fn comments_are_no_code() {
        let js = "visits = visits + 1; // visits = visits + 1\n/* visits = visits + 1\nvisits = visits + 1 */\n";
        assert_eq!(count("main.js", js, "visits = visits + 1"), 1);
        let py = "visits = visits + 1  # visits = visits + 1\n# visits = visits + 1\n";
        assert_eq!(count("main.py", py, "visits = visits + 1"), 1);
        assert_eq!(count("notes.txt", "# a // b\n", "# a // b"), 1);
    }

    #[test]
    fn a_comment_mark_in_quotes_begins_no_comment() {
        assert_eq!(count("main.js", "get(\"http://x\"); a = 1;", "a = 1;"), 1);
        assert_eq!(count("main.js", "s = `//\n/*`; a = 1;", "a = 1;"), 1);
        assert_eq!(count("main.js", "s = '\\'//'; a = 1;", "a = 1;"), 1);
        assert_eq!(count("main.py", "s = '#'; a = 1", "a = 1"), 1);
        assert_eq!(count("main.py", "'''\n# '\n'''\na = 1 # a = 1", "a = 1"), 1);
    }

    #[test]
    fn text_that_is_never_closed_ends_with_its_line() {
        assert_eq!(count("main.py", "it's\na = 1 # a = 1\n", "a = 1"), 1);
        assert_eq!(count("main.js", "/* never closed\na = 1", "a = 1"), 0);
    }

    #[test]
    fn a_longer_name_or_number_is_another_text() {
        assert_eq!(count("main.py", "visits = visits + 10\nmy_visits = visits + 1\n", "visits = visits + 1"), 0);
        assert_eq!(count("main.py", "visits =  visits\t+ 1\r\n", "visits = visits + 1"), 1);
    }

    #[test]
    fn a_line_is_the_whole_line() {
        let ignore = Code::of(".gitignore", "  .env  \r\n\nnode_modules/ # x\n");
        assert!(ignore.has_line(&Code::plain(".env")));
        assert!(!ignore.has_line(&Code::plain("node_modules/")));
        assert!(!ignore.has_line(&Code::plain("env")));
        assert!(ignore.has_line(&Code::plain(".env\nnode_modules/ # x")));
    }

    #[test]
    fn nothing_breaks_on_odd_text() {
        for text in ["", "\\", "'", "'\\", "\"\"\"", "é'é\\é", "/*", "`${a", "'''\\"] {
            for name in ["a.js", "a.py", "a"] {
                let _ = count(name, text, "x");
            }
        }
    }
}
