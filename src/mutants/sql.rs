//! Changes of SQL: of a file, and of a query in the text of a program.

use std::ops::Range;

use super::script::other_numbers;
use super::{Found, Mutation, whole_lines};
use crate::source::{Code, Kind};

mod table;

/// Words that end a part of a query.
const ENDS: [&str; 17] = [
    "WHERE",
    "GROUP",
    "ORDER",
    "HAVING",
    "LIMIT",
    "OFFSET",
    "FETCH",
    "UNION",
    "INTERSECT",
    "EXCEPT",
    "RETURNING",
    "FOR",
    "WINDOW",
    "ON",
    "JOIN",
    "LEFT",
    "FROM",
];

/// Words, and what takes their place.
const WORDS: &[(&str, &str, Mutation)] = &[
    ("AND", "OR", Mutation::Logic),
    ("OR", "AND", Mutation::Logic),
    ("DESC", "ASC", Mutation::Direction),
    ("ASC", "DESC", Mutation::Direction),
    ("MIN", "max", Mutation::Aggregate),
    ("MAX", "min", Mutation::Aggregate),
    ("SUM", "max", Mutation::Aggregate),
    ("AVG", "max", Mutation::Aggregate),
    ("ILIKE", "LIKE", Mutation::CleaningDropped),
    ("TRUE", "false", Mutation::Truth),
    ("FALSE", "true", Mutation::Truth),
];

const SIGNS: &[(&str, &str, Mutation)] = &[
    ("<", "<=", Mutation::OneOff),
    ("<=", "<", Mutation::OneOff),
    (">", ">=", Mutation::OneOff),
    (">=", ">", Mutation::OneOff),
    ("=", "<>", Mutation::Equality),
    ("<>", "=", Mutation::Equality),
    ("+", "-", Mutation::Arithmetic),
    ("-", "+", Mutation::Arithmetic),
    ("*", "+", Mutation::Arithmetic),
    ("/", "*", Mutation::Arithmetic),
];

/// A text of SQL with the bytes of the changes.
struct Sql<'c, 'a> {
    code: &'c Code<'a>,
    found: Vec<Found>,
}

/// Whether the text of a program is a query.
pub(super) fn is_sql(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let has =
        |words: &[&str]| text.split_whitespace().any(|word| words.iter().any(|one| word.eq_ignore_ascii_case(one)));
    (first == "SELECT" && has(&["FROM"]))
        || (first == "INSERT" && has(&["INTO"]))
        || (first == "UPDATE" && has(&["SET"]))
        || (first == "DELETE" && has(&["FROM"]))
}

/// All changes of a text. `is_file`: it may hold several statements, of which each may be left out.
pub(super) fn changes(code: &Code<'_>, is_file: bool) -> Vec<Found> {
    let mut sql = Sql { code, found: Vec::new() };
    for (at, token) in code.tokens().iter().enumerate() {
        match token.kind {
            Kind::Number => {
                for with in other_numbers(code.get(at)) {
                    sql.replace(Mutation::Number, at..at + 1, &with);
                }
            }
            Kind::Text => {
                let inner = token.inner.clone();
                if code.slice(inner.clone()).chars().any(char::is_alphanumeric) {
                    sql.found.push(Found {
                        mutation: Mutation::Text,
                        range: inner.end..inner.end,
                        with: "x".to_owned(),
                    });
                }
            }
            Kind::Sign => sql.sign(at),
            Kind::Word => {
                sql.word(at);
                table::word(&mut sql, at);
            }
            Kind::Opaque => {}
        }
    }
    if is_file {
        sql.statements();
    }
    sql.found
}

impl Sql<'_, '_> {
    fn is(&self, at: usize, word: &str) -> bool {
        self.code.is(at, Kind::Word) && self.code.get(at).eq_ignore_ascii_case(word)
    }

    fn before_is(&self, at: usize, word: &str) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is(before, word))
    }

    fn any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    fn replace(&mut self, mutation: Mutation, tokens: Range<usize>, with: &str) {
        let range = self.code.bytes(tokens);
        self.found.push(Found { mutation, range, with: with.to_owned() });
    }

    /// Takes tokens out, and the blanks before them.
    fn drop(&mut self, mutation: Mutation, tokens: Range<usize>) {
        let mut range = self.code.bytes(tokens.clone());
        let before = self.code.slice(0..range.start);
        range.start = before.trim_end().len();
        // Behind a comment the line has to end.
        let last = tokens.start.checked_sub(1).and_then(|last| self.code.token(last)).map_or(0, |last| last.range.end);
        if range.start > last {
            range.start = before.len();
        }
        self.found.push(Found { mutation, range, with: String::new() });
    }

    fn sign(&mut self, at: usize) {
        let text = self.code.get(at);
        let Some((_, with, mutation)) = SIGNS.iter().find(|(sign, ..)| *sign == text) else { return };
        let before = at.saturating_sub(1);
        let value =
            self.code.is(before, Kind::Word) || self.code.is(before, Kind::Number) || self.code.get(before) == ")";
        let every = text == "*" && (self.any(before, &["SELECT", "DISTINCT"]) || !value);
        let sets = text == "=" && self.sets(at);
        if !every && !sets && (!["-", "+"].contains(&text) || value) {
            self.replace(*mutation, at..at + 1, with);
        }
    }

    /// Whether a `=` gives a column a value.
    fn sets(&self, at: usize) -> bool {
        let mut here = at;
        while let Some(before) = here.checked_sub(1) {
            if self.is(before, "SET") {
                return true;
            }
            if self.code.get(before) == ";"
                || self.any(before, &["WHERE", "ON", "AND", "OR", "SELECT", "WHEN", "HAVING"])
            {
                return false;
            }
            here = self.code.partner(before).filter(|open| *open < before).unwrap_or(before);
        }
        false
    }

    fn word(&mut self, at: usize) {
        let text = self.code.get(at).to_uppercase();
        // The AND of a BETWEEN is no condition.
        let between = text == "AND" && (at.saturating_sub(6)..at).any(|before| self.is(before, "BETWEEN"));
        if let Some((_, with, mutation)) = WORDS.iter().find(|(word, ..)| *word == text)
            && !between
            && (*mutation != Mutation::Aggregate || self.code.get(at + 1) == "(")
        {
            self.replace(*mutation, at..at + 1, with);
        }
        match text.as_str() {
            "WHERE" | "HAVING" => {
                let end = self.end(at + 1);
                self.drop(Mutation::WhereDropped, at..end);
                self.conditions(at + 1..end);
            }
            "ON" if !self.any(at + 1, &["DELETE", "UPDATE", "CONFLICT"]) => {
                let end = self.end(at + 1);
                self.conditions(at + 1..end);
            }
            "ORDER" if self.is(at + 1, "BY") => self.order(at),
            "LIMIT" | "OFFSET" => {
                let end = self.end(at + 1);
                self.drop(Mutation::LimitDropped, at..end);
            }
            "DISTINCT" if self.code.get(at + 1) != "ON" && !self.before_is(at, "IS") => {
                self.drop(Mutation::DistinctDropped, at..at + 1);
            }
            "UNION" if self.is(at + 1, "ALL") => self.drop(Mutation::DistinctDropped, at + 1..at + 2),
            "UNION" => self.replace(Mutation::DistinctDropped, at..at + 1, "UNION ALL"),
            "LEFT" | "RIGHT" | "FULL" if self.any(at + 1, &["JOIN", "OUTER"]) => {
                let end = if self.is(at + 1, "OUTER") { at + 3 } else { at + 2 };
                self.replace(Mutation::Join, at..end, "JOIN");
            }
            "JOIN"
                if !at
                    .checked_sub(1)
                    .is_some_and(|at| self.any(at, &["LEFT", "RIGHT", "FULL", "OUTER", "CROSS", "NATURAL"])) =>
            {
                let start = if self.before_is(at, "INNER") { at - 1 } else { at };
                self.replace(Mutation::Join, start..at + 1, "LEFT JOIN");
            }
            "COUNT" if self.code.get(at + 1) == "(" => self.count(at + 1),
            "COALESCE" if self.code.get(at + 1) == "(" => self.unwrap(at, Mutation::FallbackDropped),
            "LOWER" | "UPPER" | "TRIM" | "ROUND" if self.code.get(at + 1) == "(" => {
                self.unwrap(at, Mutation::CleaningDropped);
            }
            "IS" if self.is(at + 1, "NULL") => self.replace(Mutation::Equality, at..at + 1, "IS NOT"),
            "NOT" if self.before_is(at, "IS") => self.drop(Mutation::Equality, at..at + 1),
            "NOT" if self.any(at + 1, &["IN", "EXISTS", "LIKE", "ILIKE", "BETWEEN"]) && !self.before_is(at, "IF") => {
                self.drop(Mutation::Negated, at..at + 1);
            }
            _ => {}
        }
    }

    /// Where the part of a query ends that begins here.
    fn end(&self, from: usize) -> usize {
        let mut at = from;
        while at < self.code.tokens().len() {
            let stops = [")", ";"].contains(&self.code.get(at)) || self.any(at, &ENDS);
            if stops && !(self.is(at, "FROM") && self.before_is(at, "DISTINCT")) {
                return at;
            }
            at = self.code.after(at);
        }
        at
    }

    /// Conditions joined by AND, each left out.
    fn conditions(&mut self, range: Range<usize>) {
        let mut ands = Vec::new();
        let (mut at, mut between) = (range.start, false);
        while at < range.end {
            if self.is(at, "OR") {
                return;
            }
            between |= self.is(at, "BETWEEN");
            if self.is(at, "AND") && !std::mem::take(&mut between) {
                ands.push(at);
            }
            at = self.code.after(at);
        }
        if let Some(first) = ands.first() {
            self.replace(Mutation::ConditionDropped, range.start..first + 1, "");
        }
        for (index, and) in ands.iter().enumerate() {
            let end = ands.get(index + 1).copied().unwrap_or(range.end);
            self.drop(Mutation::ConditionDropped, *and..end);
        }
    }

    fn order(&mut self, at: usize) {
        let end = self.end(at + 2);
        self.drop(Mutation::OrderDropped, at..end);
        let mut commas = Vec::new();
        let mut here = at + 2;
        while here < end {
            if self.code.get(here) == "," {
                commas.push(here);
            }
            here = self.code.after(here);
        }
        let stops: Vec<usize> = commas.iter().copied().chain([end]).collect();
        for (index, stop) in stops.iter().enumerate() {
            let start = index.checked_sub(1).and_then(|index| commas.get(index)).map_or(at + 2, |comma| comma + 1);
            let named = (start..*stop).any(|at| self.any(at, &["ASC", "DESC", "NULLS"]));
            if !named && let Some(last) = stop.checked_sub(1).and_then(|last| self.code.token(last)) {
                let range = last.range.end..last.range.end;
                self.found.push(Found { mutation: Mutation::Direction, range, with: " DESC".to_owned() });
            }
        }
        for comma in &commas {
            let stop = stops.iter().find(|stop| *stop > comma).copied().unwrap_or(end);
            self.drop(Mutation::OrderDropped, *comma..stop);
        }
    }

    fn count(&mut self, open: usize) {
        let Some(close) = self.code.partner(open) else { return };
        if self.code.get(open + 1) != "*" {
            self.replace(Mutation::Count, open + 1..close, "*");
        }
    }

    /// A call of which only its first argument is left.
    fn unwrap(&mut self, at: usize, mutation: Mutation) {
        let Some(close) = self.code.partner(at + 1) else { return };
        let mut end = at + 2;
        while end < close && self.code.get(end) != "," {
            end = self.code.after(end);
        }
        let first = self.code.slice(self.code.bytes(at + 2..end)).to_owned();
        self.replace(mutation, at..close + 1, &first);
    }

    /// Each of several statements is left out, unless a comment names it as a query.
    fn statements(&mut self) {
        let ends: Vec<usize> = (0..self.code.tokens().len()).filter(|at| self.code.get(*at) == ";").collect();
        if ends.len() < 2 {
            return;
        }
        let mut start = 0;
        for end in ends {
            let range = self.code.bytes(start..end + 1);
            let last = start.checked_sub(1).and_then(|last| self.code.token(last)).map_or(0, |last| last.range.end);
            let is_named = self.code.slice(last..range.start).contains("query:");
            let frames = self.any(start, &["BEGIN", "COMMIT", "START"]);
            if !is_named && !range.is_empty() && !frames {
                let range = whole_lines(self.code.text, range);
                self.found.push(Found { mutation: Mutation::StatementDropped, range, with: String::new() });
            }
            start = end + 1;
        }
    }
}
