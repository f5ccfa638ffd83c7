//! Compares text that a program printed or wrote.

use crate::check::Facet;
use crate::check::function::{quote, shorten};
use crate::check::sandbox::Sandbox;
use crate::process::Text;

/// Text is shown up to here.
const SHOWN: usize = 4000;

/// Text as it is compared: without trailing blanks, line-end style and empty lines at the end.
pub fn normal(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches([' ', '\t', '\r'])).collect();
    lines.join("\n").trim_end_matches('\n').to_owned()
}

/// Text in quotes on one line, in short.
pub fn line(text: &str) -> String {
    shorten(&quote(text), 80)
}

/// Compares what was printed.
pub fn compare(name: &str, expected: &str, printed: &Text, sandbox: &Sandbox<'_>) -> Facet {
    let (expected, actual) = (normal(expected), normal(&printed.text));
    let held = expected == actual && !printed.truncated;
    let (key, extra) = if printed.truncated { ("too much".to_owned(), None) } else { class(&expected, &actual) };
    let mut shown = show(&actual, sandbox);
    if printed.truncated {
        shown.push_str("\n(and more)");
    }
    let mut facet = Facet::compared(name, held, key, show(&expected, sandbox), shown);
    facet.more.extend(extra.map(|extra| ("extra", line(&sandbox.clean(&extra)))));
    facet
}

/// Compares a file that should have been written.
pub fn file(name: &str, expected: &str, sandbox: &Sandbox<'_>) -> Facet {
    let facet = format!("writes {name}");
    let expected = normal(expected);
    match sandbox.text(name) {
        None => Facet::new(facet, false, "missing", show(&expected, sandbox), format!("there is no file `{name}`")),
        Some(actual) => {
            let actual = normal(&actual);
            let (held, shown) = (expected == actual, show(&actual, sandbox));
            Facet::compared(facet, held, format!("text {actual}"), show(&expected, sandbox), shown)
        }
    }
}

/// What a wrong output is, for recognition, and what it has more than the right one.
fn class(expected: &str, actual: &str) -> (String, Option<String>) {
    if actual.is_empty() {
        return ("nothing".to_owned(), None);
    }
    let found = if expected.is_empty() { None } else { whole(expected, actual) };
    match found {
        Some((before, "")) => ("extra-before".to_owned(), Some(before.trim().to_owned())),
        Some(("", after)) => ("extra-after".to_owned(), Some(after.trim().to_owned())),
        Some((before, after)) => ("extra-around".to_owned(), Some(format!("{}\n{}", before.trim(), after.trim()))),
        None => (format!("text {actual}"), None),
    }
}

/// What stands before and after the right text, if it stands there by itself: the `7` in `17` does not.
fn whole<'a>(expected: &str, actual: &'a str) -> Option<(&'a str, &'a str)> {
    let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !"-+._".contains(c));
    let mut found = actual.match_indices(expected).filter_map(|(at, text)| {
        let (before, after) = (actual.get(..at)?, actual.get(at + text.len()..)?);
        let good = alone(before.chars().next_back()) && alone(after.chars().next());
        good.then_some((before, after))
    });
    // Printed twice, it is something else.
    found.next().filter(|_| found.next().is_none())
}

fn show(text: &str, sandbox: &Sandbox<'_>) -> String {
    if text.is_empty() { "(nothing)".to_owned() } else { shorten(&sandbox.clean(text), SHOWN) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_trailing_blanks_are_no_difference() {
        assert_eq!(normal("a \t\r\n\r\nb\r\n\n"), "a\n\nb");
        assert_eq!(normal("\n"), "");
        assert_eq!(normal(" a"), " a");
    }

    #[test]
    fn extra_text_is_told_from_other_text() {
        for (expected, actual, key, extra) in [
            ("Hi Ada.", "Your name? Hi Ada.", "extra-before", Some("Your name?")),
            ("Hi Ada.", "Your name?\nHi Ada.", "extra-before", Some("Your name?")),
            ("Hi Ada.", "Your name?Hi Ada.", "extra-before", Some("Your name?")),
            ("Hi Ada.", "Hi Ada.\ndone", "extra-after", Some("done")),
            ("42", "a\n42\nb", "extra-around", Some("a\nb")),
            ("7", "17", "text 17", None),
            ("7", "7.5", "text 7.5", None),
            ("7", "-7", "text -7", None),
            ("7", "7\n7", "text 7\n7", None),
            ("7", "", "nothing", None),
            ("", "x", "text x", None),
        ] {
            assert_eq!(class(expected, actual), (key.to_owned(), extra.map(str::to_owned)), "{actual}");
        }
    }
}
