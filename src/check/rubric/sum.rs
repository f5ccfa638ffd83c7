//! Arithmetic in a text, calculated again: `100 M / 30 / 24 / 3600 = 38.6 per second`.

use crate::check::Facet;
use crate::check::document::markdown::Markdown;

/// What is asked of the sums.
#[derive(Debug, Clone)]
pub(super) struct Sums {
    /// Where they stand; anywhere if it is left out.
    pub(super) section: Option<String>,
    pub(super) at_least: usize,
    /// How far a result may be off, as a part of it.
    pub(super) within: f64,
}

/// A sum that was read.
#[derive(Debug, PartialEq)]
struct Sum {
    typed: String,
    right: f64,
    given: f64,
}

impl Sums {
    pub(super) fn look(&self, file: &Markdown) -> Facet {
        let expected = format!("at least {} sums such as `100 M / 30 / 86400 = 38.6`, all right", self.at_least);
        let facet = |key: &str, actual: String| Facet::compared("sums", key == "right", key, expected.clone(), actual);
        let blocks = match &self.section {
            None => file.blocks.as_slice(),
            Some(title) => match file.section(title) {
                Some(section) => section.blocks,
                None => return facet("no-section", format!("there is no section `{title}`")),
            },
        };
        let lines = blocks.iter().flat_map(|block| block.words().lines().map(str::to_owned).collect::<Vec<_>>());
        let sums: Vec<Sum> = lines.filter_map(|line| read(&line)).collect();
        let is_off = |sum: &&Sum| (sum.right - sum.given).abs() > self.within * sum.right.abs().max(sum.given.abs());
        if let Some(sum) = sums.iter().find(is_off) {
            return facet("wrong", format!("`{}`: it is {}", sum.typed, short(sum.right)));
        }
        if sums.len() < self.at_least {
            return facet("few", format!("{} of them", sums.len()));
        }
        facet("right", "they are".to_owned())
    }
}

fn short(number: f64) -> String {
    let digits = if number.abs() >= 100.0 { 0 } else { 2 };
    format!("{number:.digits$}")
}

/// Reads a line with one `=` or `≈` between arithmetic and a number; none for any other line.
fn read(line: &str) -> Option<Sum> {
    let line = line.replace('`', "");
    let at = line.rfind(['=', '≈'])?;
    let (left, right) = line.split_at_checked(at)?;
    let right = right.trim_start_matches(['=', '≈', '~', ' ']);
    // What stands before a colon says what the sum is.
    let left = left.rsplit(':').next().unwrap_or(left).trim_end_matches(['=', '≈', '~', ' ']);
    let (given, _) = quantity(&tokens(right), 0)?;
    let all = tokens(left);
    let has_operator = all.iter().any(|token| matches!(token, Token::Sign('+' | '-' | '*' | '/')));
    let (value, end) = terms(&all, 0)?;
    let rest_is_words = all.get(end..)?.iter().all(|token| matches!(token, Token::Word(_)));
    let typed = format!("{} = {}", left.trim(), right.trim());
    (has_operator && rest_is_words).then_some(Sum { typed, right: value, given })
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(f64),
    Word(String),
    Sign(char),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if next.is_ascii_digit() {
            let end = number_end(rest);
            let (digits, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let digits: String = digits.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
            all.push(Token::Number(digits.parse().unwrap_or(f64::NAN)));
            rest = after;
        } else if next.is_alphabetic() || next == '%' {
            let end = rest.find(|c: char| !c.is_alphabetic() && c != '%').unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            all.push(if word == "x" { Token::Sign('*') } else { Token::Word(word.to_owned()) });
            rest = after;
        } else {
            let sign = match next {
                '×' | '·' | '*' => Some('*'),
                '/' | '÷' => Some('/'),
                '+' => Some('+'),
                '-' | '−' => Some('-'),
                '(' | ')' => Some(next),
                _ => None,
            };
            all.extend(sign.map(Token::Sign));
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
        }
    }
    all
}

/// Where a number ends: groups of three may be parted by a blank, a comma or `_`.
fn number_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    loop {
        while digit(at) {
            at += 1;
        }
        let group = digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4);
        match bytes.get(at) {
            Some(b'.') if digit(at + 1) => at += 1,
            Some(b',' | b'_' | b' ') if group => at += 1,
            _ => return at,
        }
    }
}

/// Sums of products; where reading ended.
fn terms(all: &[Token], mut at: usize) -> Option<(f64, usize)> {
    let (mut value, next) = factors(all, at)?;
    at = next;
    while let Some(Token::Sign(sign @ ('+' | '-'))) = all.get(at) {
        let (other, next) = factors(all, at + 1)?;
        value = if *sign == '+' { value + other } else { value - other };
        at = next;
    }
    Some((value, at))
}

fn factors(all: &[Token], mut at: usize) -> Option<(f64, usize)> {
    let (mut value, next) = quantity(all, at)?;
    at = next;
    while let Some(Token::Sign(sign @ ('*' | '/'))) = all.get(at) {
        // `requests / s`: a unit, and no division.
        let Some((other, next)) = quantity(all, at + 1) else { break };
        value = if *sign == '*' { value * other } else { value / other };
        at = next;
    }
    Some((value, at))
}

/// A number with what it counts, or something in brackets.
fn quantity(all: &[Token], at: usize) -> Option<(f64, usize)> {
    match all.get(at)? {
        Token::Number(number) => {
            let mut value = *number;
            let mut at = at + 1;
            let mut first = true;
            while let Some(Token::Word(word)) = all.get(at) {
                if first {
                    value *= scale(word);
                }
                first = false;
                at += 1;
                // `5 requests / s`
                while let (Some(Token::Sign('/')), Some(Token::Word(_))) = (all.get(at), all.get(at + 1)) {
                    at += 2;
                }
            }
            Some((value, at))
        }
        Token::Sign('(') => {
            let (value, end) = terms(all, at + 1)?;
            (all.get(end) == Some(&Token::Sign(')'))).then_some((value, end + 1))
        }
        // Words in front of a number say what it is.
        Token::Word(_) => quantity(all, at + 1),
        Token::Sign(_) => None,
    }
}

/// What a word makes of the number before it.
fn scale(word: &str) -> f64 {
    match word {
        "k" | "K" | "thousand" => 1e3,
        "M" | "million" | "mio" => 1e6,
        "G" | "bn" | "billion" => 1e9,
        "T" | "trillion" => 1e12,
        "%" => 0.01,
        "kB" | "KB" => 1e3,
        "MB" => 1e6,
        "GB" => 1e9,
        "TB" => 1e12,
        "KiB" => 1024.0,
        "MiB" => 1024.0 * 1024.0,
        "GiB" => 1024.0 * 1024.0 * 1024.0,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> String {
        let facet = Sums { section: None, at_least: 1, within: 0.1 }.look(&Markdown::read(text));
        if facet.held { String::new() } else { format!("{}: {}", facet.key, facet.actual) }
    }

    #[test]
    fn sums_are_calculated_again() {
        for text in [
            "Links: 100 M / 30 / 24 / 3600 = 38.6 per second",
            "- reads: 38.6 links/s × 100 = 3,860 requests/s",
            "`(10 + 2) * 5 = 60`",
            "Storage: 100 M links x 500 bytes = 50 GB a month",
            "50 GB * 12 months ≈ 600 GB",
            "1 000 000 / 86 400 = ~11.6",
            "20 % * 50 GB = 10 GB",
        ] {
            assert_eq!(check(text), "", "{text}");
        }
    }

    #[test]
    fn a_result_that_does_not_follow_is_told() {
        assert_eq!(
            check("100 M / 30 / 24 / 3600 = 4 000 per second"),
            "wrong: `100 M / 30 / 24 / 3600 = 4 000 per second`: it is 38.58"
        );
        assert_eq!(check("2 * 500 = 900"), "", "within ten in a hundred");
        assert_eq!(check("2 * 500 = 800"), "wrong: `2 * 500 = 800`: it is 1000");
    }

    #[test]
    fn other_lines_are_no_sums() {
        for text in ["id = 7", "a = b", "GET /x?page=2", "x = 1 / 0 =", "=", "status = 200 + id"] {
            assert_eq!(check(text), "few: 0 of them", "{text}");
        }
    }
}
