//! Where the statements of an SQL text begin and end, as `psql` sees it.

use std::ops::Range;

/// The statements of `sql` in bytes, without the semicolons between them. What holds nothing but blanks and comments is
/// no statement.
pub(super) fn statements(sql: &str) -> Vec<Range<usize>> {
    let mut reader = Reader { sql, at: 0, depth: 0, begins: 0, words: Vec::new(), something: false };
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(here) = reader.step() {
        if here == Step::End {
            found.extend(reader.something.then_some(start..reader.at - 1));
            start = reader.at;
            reader = Reader { depth: 0, begins: 0, words: Vec::new(), something: false, ..reader };
        }
    }
    found.extend(reader.something.then_some(start..sql.len()));
    found
}

#[derive(Debug, PartialEq, Eq)]
enum Step {
    On,
    End,
}

struct Reader<'a> {
    sql: &'a str,
    at: usize,
    /// Open round brackets.
    depth: usize,
    /// Open `BEGIN` and `CASE` of a function's body.
    begins: usize,
    /// The first words of the statement, in lower case.
    words: Vec<String>,
    /// Whether there was anything but blanks and comments.
    something: bool,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.sql.get(self.at..).unwrap_or_default()
    }

    /// Takes in one token.
    fn step(&mut self) -> Option<Step> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        let mut length = first.len_utf8();
        let mut blank = false;
        match first {
            '-' if rest.starts_with("--") => {
                blank = true;
                length = rest.find('\n').map_or(rest.len(), |end| end + 1);
            }
            '/' if rest.starts_with("/*") => {
                blank = true;
                length = comment(rest);
            }
            '\'' => length = quoted(rest, '\'', self.is_escape_string()),
            '"' => length = quoted(rest, '"', false),
            '$' => length = dollar(rest).unwrap_or(1),
            '(' => self.depth += 1,
            ')' => self.depth = self.depth.saturating_sub(1),
            ';' if self.depth == 0 && self.begins == 0 => {
                self.at += 1;
                return Some(Step::End);
            }
            first if first.is_whitespace() => blank = true,
            first if is_word(first) => {
                let word = rest.split(|c| !is_word(c) && c != '$').next().unwrap_or_default();
                length = word.len();
                self.word(&word.to_lowercase());
            }
            _ => {}
        }
        self.something |= !blank;
        self.at += length;
        Some(Step::On)
    }

    /// The body of a function in SQL's own form has statements inside of `BEGIN ATOMIC … END`.
    fn word(&mut self, word: &str) {
        if self.words.len() < 4 {
            self.words.push(word.to_owned());
        }
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        let is_routine = matches!(
            words.as_slice(),
            ["create", "function" | "procedure", ..] | ["create", "or", "replace", "function" | "procedure"]
        );
        if is_routine && self.depth == 0 {
            match word {
                "begin" => self.begins += 1,
                "case" if self.begins > 0 => self.begins += 1,
                "end" => self.begins = self.begins.saturating_sub(1),
                _ => {}
            }
        }
    }

    /// Whether the string that begins here is one in which a backslash counts: `E'…'`.
    fn is_escape_string(&self) -> bool {
        let mut before = self.sql.get(..self.at).unwrap_or_default().chars().rev();
        matches!(before.next(), Some('e' | 'E')) && !before.next().is_some_and(is_word)
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of a comment, which may hold others.
fn comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else if let Some(one) = rest.chars().next() {
            at += one.len_utf8();
        } else {
            return text.len();
        }
    }
}

/// The length of what is quoted.
fn quoted(text: &str, quote: char, backslash: bool) -> usize {
    let mut characters = text.char_indices().skip(1);
    while let Some((at, one)) = characters.next() {
        if one == quote {
            // A doubled quote goes on in the same way as the string that it is in.
            let Some((_, next)) = text.get(at + 1..).and_then(|rest| rest.char_indices().next()) else {
                return at + 1;
            };
            if next != quote {
                return at + 1;
            }
            characters.next();
        } else if one == '\\' && backslash {
            characters.next();
        }
    }
    text.len()
}

/// The length of `$tag$…$tag$`; none for a parameter such as `$1`.
fn dollar(text: &str) -> Option<usize> {
    let (tag, body) = text.get(1..)?.split_once('$')?;
    let good = tag.chars().all(is_word) && !tag.starts_with(|c: char| c.is_ascii_digit());
    let quote = good.then(|| format!("${tag}$"))?;
    let end = body.find(&quote).map_or(body.len(), |end| end + quote.len());
    Some(quote.len() + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(sql: &str) -> Vec<&str> {
        statements(sql).into_iter().map(|range| sql.get(range).unwrap().trim()).collect()
    }

    #[test]
    fn statements_end_at_semicolons() {
        assert_eq!(split("SELECT 1; SELECT 2"), ["SELECT 1", "SELECT 2"]);
        assert_eq!(split(" ;; SELECT 1;\n-- nothing\n;/* nor this */"), ["SELECT 1"]);
        assert_eq!(split(""), [""; 0]);
        assert_eq!(split("SELECT 'añ;日'; SELECT 2"), ["SELECT 'añ;日'", "SELECT 2"]);
    }

    #[test]
    fn a_semicolon_may_be_part_of_something() {
        for one in [
            "SELECT ';', 'it''s;', \"a;\"\"b\"",
            "SELECT E'\\';' , 'x'",
            "SELECT '\\'",
            "SELECT 1 -- one; two\n + 1",
            "SELECT /* ; /* ; */ ; */ 1",
            "DO $$ BEGIN PERFORM 1; END $$",
            "DO $a$ SELECT $$;$$; $a$",
            "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)",
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END",
            "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (1); END",
            "SELECT 'never ended; SELECT 2",
            "SELECT $1",
        ] {
            assert_eq!(split(&format!("{one};SELECT 2")).len(), if one.contains("never") { 1 } else { 2 }, "{one}");
            assert_eq!(split(one), [one]);
        }
    }

    #[test]
    fn a_transaction_is_several_statements() {
        assert_eq!(
            split("BEGIN; UPDATE t SET a = 1; END; SELECT 1"),
            ["BEGIN", "UPDATE t SET a = 1", "END", "SELECT 1"]
        );
        assert_eq!(split("SELECT a$b, $1; SELECT 2").len(), 2);
    }
}
