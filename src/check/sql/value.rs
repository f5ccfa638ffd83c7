//! Values and types of columns: what is the same, and how it is shown.

use std::fmt;

use crate::process;

/// Longer texts are cut where they are shown.
const WIDEST: usize = 30;

/// What values of a column are, as far as it matters for comparing them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Number,
    Truth,
    /// Dates and moments: midnight is the date alone.
    Moment,
    Text,
}

/// Names of types as people write them, and as PostgreSQL keeps them.
const TYPES: [(&str, &str); 14] = [
    ("smallint", "int2"),
    ("integer", "int4"),
    ("int", "int4"),
    ("bigint", "int8"),
    ("decimal", "numeric"),
    ("real", "float4"),
    ("double precision", "float8"),
    ("boolean", "bool"),
    ("character varying", "varchar"),
    ("character", "bpchar"),
    ("timestamp with time zone", "timestamptz"),
    ("timestamp without time zone", "timestamp"),
    ("time without time zone", "time"),
    ("time with time zone", "timetz"),
];

/// Types that have one name.
const PLAIN: [&str; 18] = [
    "int2",
    "int4",
    "int8",
    "numeric",
    "float4",
    "float8",
    "bool",
    "text",
    "varchar",
    "bpchar",
    "timestamptz",
    "timestamp",
    "date",
    "time",
    "interval",
    "uuid",
    "json",
    "jsonb",
];

/// The name that PostgreSQL keeps for a type, without its length or precision; none for a type that is not known here.
pub(super) fn type_name(written: &str) -> Option<&'static str> {
    let lower = written.trim().to_lowercase();
    // `timestamp(3) with time zone`: the brackets stand in the middle.
    let bare = match (lower.split_once('('), lower.split_once(')')) {
        (Some((before, _)), Some((_, after))) => format!("{} {}", before.trim(), after.trim()).trim().to_owned(),
        (Some(_) | None, _) => lower,
    };
    let alias = TYPES.iter().find(|(name, _)| *name == bare).map(|(_, kept)| *kept);
    alias.or_else(|| PLAIN.iter().find(|name| **name == bare).copied())
}

/// The name of a type as people know it.
pub(super) fn shown_type(kept: &str) -> &str {
    TYPES
        .iter()
        .filter(|(name, _)| *name != "int" && *name != "decimal")
        .find(|(_, known)| *known == kept)
        .map_or(kept, |(name, _)| name)
}

impl Family {
    /// Of a type as PostgreSQL keeps its name; where it is not known, values are texts.
    pub(super) fn of(kind: Option<&str>) -> Family {
        match kind.and_then(type_name) {
            Some("int2" | "int4" | "int8" | "numeric" | "float4" | "float8") => Family::Number,
            Some("bool") => Family::Truth,
            Some("date" | "timestamp" | "timestamptz") => Family::Moment,
            Some(_) | None => Family::Text,
        }
    }
}

/// A value. Two that mean the same are equal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cell {
    Null,
    /// As one text for all that is equal: `10` for `10.00`.
    Value(String),
}

impl Cell {
    /// A value as PostgreSQL writes it, of a column of this family.
    pub(super) fn of(value: Option<&str>, family: Family) -> Cell {
        let Some(value) = value else { return Cell::Null };
        Cell::Value(match family {
            Family::Number => number(value),
            Family::Truth => truth(value).to_owned(),
            Family::Moment => moment(value).to_owned(),
            Family::Text => value.to_owned(),
        })
    }

    /// Whether both are the same, or numbers that differ by no more than `tolerance`.
    pub(super) fn is(&self, other: &Cell, tolerance: Option<f64>) -> bool {
        let number = |cell: &Cell| match cell {
            Cell::Null => None,
            Cell::Value(text) => text.parse::<f64>().ok(),
        };
        self == other
            || tolerance.is_some_and(|most| match (number(self), number(other)) {
                // Half a millionth more, since 0.1 is not exact.
                (Some(one), Some(two)) => (one - two).abs() <= most * 1.000_001,
                (Some(_) | None, _) => false,
            })
    }
}

impl fmt::Display for Cell {
    /// On one line, cut where it is long. A text that reads `NULL` is in quotes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cell::Value(text) = self else { return f.write_str("NULL") };
        if ["NULL", ""].contains(&text.as_str()) {
            return write!(f, "'{text}'");
        }
        let line = process::clean(text).replace('\n', "⏎");
        match line.char_indices().nth(WIDEST) {
            Some((end, _)) => write!(f, "{}…", line.get(..end).unwrap_or_default()),
            None => f.write_str(&line),
        }
    }
}

/// One text for all numbers that are equal.
fn number(text: &str) -> String {
    let digits = text.trim();
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits.strip_prefix('+').unwrap_or(digits)),
    };
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !is_plain {
        // `1e+20` of a float; `NaN` and `Infinity` stay.
        return text
            .parse::<f64>()
            .ok()
            .filter(|value| value.is_finite())
            .map_or_else(|| text.to_owned(), |value| value.to_string());
    }
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let (whole, rest) = (whole.trim_start_matches('0'), rest.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    match (whole, rest) {
        ("0", "") => "0".to_owned(),
        (whole, "") => format!("{sign}{whole}"),
        (whole, rest) => format!("{sign}{whole}.{rest}"),
    }
}

fn truth(text: &str) -> &str {
    match text {
        "t" | "true" => "true",
        "f" | "false" => "false",
        other => other,
    }
}

/// Midnight is the date alone, and the time zone of all our sessions, UTC, is left out.
fn moment(text: &str) -> &str {
    let text = text.strip_suffix("+00").unwrap_or(text);
    text.strip_suffix(" 00:00:00").unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_equal_are_one_text() {
        for (one, other) in
            [("10", "10.00"), ("-0.50", "-.5"), ("0", "-0.0"), ("007", "7"), ("1e+3", "1000"), ("100", "+100")]
        {
            assert_eq!(number(one), number(other), "{one} and {other}");
        }
        assert_ne!(number("10"), number("100"));
        assert_ne!(number("1.5"), number("-1.5"));
        assert_eq!(number("NaN"), "NaN");
    }

    #[test]
    fn null_is_not_the_text_null() {
        let text = Cell::of(Some("NULL"), Family::Text);
        assert_ne!(Cell::of(None, Family::Text), text);
        assert_eq!((Cell::Null.to_string(), text.to_string()), ("NULL".into(), "'NULL'".into()));
        assert_eq!(Cell::of(Some(""), Family::Text).to_string(), "''");
    }

    #[test]
    fn texts_that_look_like_numbers_stay_texts() {
        assert_ne!(Cell::of(Some("10.00"), Family::Text), Cell::of(Some("10"), Family::Text));
        assert_eq!(Cell::of(Some("10.00"), Family::Number), Cell::of(Some("10"), Family::Number));
    }

    #[test]
    fn midnight_is_its_date() {
        let moment = |text| Cell::of(Some(text), Family::Moment);
        assert_eq!(moment("2026-01-01 00:00:00+00"), moment("2026-01-01"));
        assert_ne!(moment("2026-01-01 00:00:01+00"), moment("2026-01-01"));
    }

    #[test]
    fn a_tolerance_is_for_numbers() {
        let (one, two) = (Cell::Value("0.1".into()), Cell::Value("0.2".into()));
        assert!(one.is(&two, Some(0.1)) && !one.is(&two, Some(0.09)) && !one.is(&two, None));
        assert!(!Cell::Null.is(&one, Some(9.0)) && Cell::Null.is(&Cell::Null, Some(9.0)));
    }

    #[test]
    fn types_have_many_names() {
        let names = ["INTEGER", "varchar(20)", "numeric(10,2)", "timestamp(3) with time zone", "decimal", "int8"];
        let kept = ["int4", "varchar", "numeric", "timestamptz", "numeric", "int8"];
        assert_eq!(names.map(type_name), kept.map(Some));
        assert_eq!(type_name("money"), None);
        assert_eq!((shown_type("int4"), shown_type("text"), shown_type("numeric")), ("integer", "text", "numeric"));
    }

    #[test]
    fn long_and_broken_texts_stay_on_one_line() {
        let shown = Cell::Value(format!("a\nb\x1b[31m{}", "x".repeat(50))).to_string();
        assert_eq!(shown.chars().count(), 31, "{shown}");
        assert!(shown.starts_with("a⏎bx") && shown.ends_with('…'));
    }
}
