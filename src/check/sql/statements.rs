//! A learner's SQL, taken apart: statements with their places, and the parts that comments name.

use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::tokenizer::{Location, Token, TokenWithSpan, Tokenizer, Whitespace};

/// What begins a comment that names the query below it: `-- query: cheap-products`.
const MARK: &str = "query:";

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    /// Its text, without the semicolon.
    pub(super) text: String,
    /// Where it begins in the file: characters from 0.
    pub(super) at: usize,
    /// Its words outside of quotes and comments, in capitals.
    words: Vec<String>,
    /// The word that says what it does: of `WITH … INSERT`, it is `INSERT`.
    pub(super) command: String,
}

/// A file of SQL.
#[derive(Debug, Clone)]
pub(super) struct Script {
    /// Its whole text.
    pub(super) text: String,
    statements: Vec<Statement>,
    marks: Vec<Mark>,
}

/// A comment that names the query below it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    name: String,
    /// Where it stands: characters from 0.
    at: usize,
}

/// Why there is nothing to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoPart {
    /// There is no statement.
    Empty {
        /// Whether at least a comment is there.
        comments: bool,
    },
    /// No comment names it; these are named.
    Unmarked(Vec<String>),
    /// More than one comment names it.
    Twice,
}

impl Statement {
    /// Whether it can change nothing, so that others may be run after it in the same database.
    pub(super) fn only_reads(&self) -> bool {
        const WRITES: [&str; 12] = [
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "INTO",
            "NEXTVAL",
            "SETVAL",
            "SET_CONFIG",
            "CALL",
            "DO",
            "SET",
            "COPY",
        ];
        self.gives_rows_by_itself() && !self.words.iter().any(|word| WRITES.contains(&word.as_str()))
    }

    /// Whether it is one that gives rows.
    pub(super) fn gives_rows(&self) -> bool {
        self.gives_rows_by_itself() || self.words.iter().any(|word| word == "RETURNING")
    }

    fn gives_rows_by_itself(&self) -> bool {
        ["SELECT", "VALUES", "TABLE"].contains(&self.command.as_str())
    }
}

impl Script {
    /// Takes a text apart. What no tokens can be made of, such as a part with an open quote, is one statement, so that
    /// PostgreSQL tells what is wrong with it.
    pub(super) fn read(text: &str) -> Script {
        if let Some((statements, marks)) = take_apart(text) {
            return Script { text: text.to_owned(), statements, marks };
        }
        let marks = marked_lines(text);
        let chars: Vec<char> = text.chars().collect();
        let bounds: Vec<usize> = [0].into_iter().chain(marks.iter().map(|mark| mark.at)).chain([chars.len()]).collect();
        let sections = bounds.iter().zip(bounds.iter().skip(1)).map(|(from, to)| {
            let section: String = chars.get(*from..*to).unwrap_or_default().iter().collect();
            let found = take_apart(&section).map_or_else(|| whole(&section), |(statements, _)| statements);
            found.into_iter().map(|one| Statement { at: one.at + from, ..one }).collect::<Vec<_>>()
        });
        Script { text: text.to_owned(), statements: sections.flatten().collect(), marks }
    }

    /// All statements of a file without parts.
    pub(super) fn all(&self) -> Result<&[Statement], NoPart> {
        self.some(&self.statements)
    }

    /// The statements below the comment that names them, up to the next such comment.
    pub(super) fn part(&self, name: &str) -> Result<&[Statement], NoPart> {
        let mut places = self.marks.iter().enumerate().filter(|(_, mark)| mark.name == name);
        let Some((index, mark)) = places.next() else {
            return Err(NoPart::Unmarked(self.marks.iter().map(|mark| mark.name.clone()).collect()));
        };
        if places.next().is_some() {
            return Err(NoPart::Twice);
        }
        let end = self.marks.get(index + 1).map_or(usize::MAX, |next| next.at);
        let from = self.statements.partition_point(|statement| statement.at < mark.at);
        let to = self.statements.partition_point(|statement| statement.at < end);
        self.some(self.statements.get(from..to).unwrap_or_default())
    }

    fn some<'s>(&self, statements: &'s [Statement]) -> Result<&'s [Statement], NoPart> {
        if statements.is_empty() {
            Err(NoPart::Empty { comments: !self.text.trim().is_empty() })
        } else {
            Ok(statements)
        }
    }

    /// The line and the column of a character, from 1.
    pub(super) fn place(&self, at: usize) -> (u32, usize) {
        let before: String = self.text.chars().take(at).collect();
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), column)
    }
}

/// Where lines begin.
struct Places {
    /// The first byte and the first character of each line.
    lines: Vec<(usize, usize)>,
}

impl Places {
    fn of(text: &str) -> Places {
        let mut lines = vec![(0, 0)];
        for (count, (byte, c)) in text.char_indices().enumerate() {
            if c == '\n' {
                lines.push((byte + 1, count + 1));
            }
        }
        Places { lines }
    }

    /// The character of a place, from 0.
    fn character(&self, place: Location) -> usize {
        let line = usize::try_from(place.line).unwrap_or(usize::MAX).saturating_sub(1);
        let column = usize::try_from(place.column).unwrap_or(usize::MAX).saturating_sub(1);
        self.lines.get(line).map_or(0, |(_, first)| first.saturating_add(column))
    }
}

/// The statements and the marks of a text; none if no tokens can be made of it.
fn take_apart(text: &str) -> Option<(Vec<Statement>, Vec<Mark>)> {
    let dialect = PostgreSqlDialect {};
    let tokens = Tokenizer::new(&dialect, text).with_unescape(false).tokenize_with_location().ok()?;
    let places = Places::of(text);
    Some((statements(text, &places, &tokens), marks(&places, &tokens)))
}

fn is_mute(token: &Token) -> bool {
    matches!(token, Token::Whitespace(_) | Token::EOF)
}

fn statements(text: &str, places: &Places, tokens: &[TokenWithSpan]) -> Vec<Statement> {
    let chars: Vec<char> = text.chars().collect();
    let ends = |token: &TokenWithSpan| token.token == Token::SemiColon;
    tokens
        .split(ends)
        .filter_map(|tokens| {
            let loud = || tokens.iter().filter(|token| !is_mute(&token.token));
            let (first, last) = (loud().next()?, loud().next_back()?);
            let at = places.character(first.span.start);
            let end = places.character(last.span.end).min(chars.len());
            let text: String = chars.get(at..end)?.iter().collect();
            let words = loud().filter_map(|token| word(&token.token)).collect();
            Some(Statement { text, at, words, command: command(loud().map(|token| &token.token)) })
        })
        .collect()
}

fn word(token: &Token) -> Option<String> {
    if let Token::Word(word) = token { word.quote_style.is_none().then(|| word.value.to_uppercase()) } else { None }
}

/// The word that says what a statement does. What stands in brackets belongs to the steps of a `WITH`.
fn command<'t>(tokens: impl Iterator<Item = &'t Token>) -> String {
    const AFTER_WITH: [&str; 6] = ["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES"];
    let mut depth = 0_usize;
    let mut first: Option<String> = None;
    for token in tokens {
        if *token == Token::LParen {
            depth += 1;
        } else if *token == Token::RParen {
            depth = depth.saturating_sub(1);
        }
        let Some(word) = word(token) else { continue };
        match &first {
            None if word == "WITH" => first = Some(word),
            None => return word,
            Some(_) if depth == 0 && AFTER_WITH.contains(&word.as_str()) => return word,
            Some(_) => {}
        }
    }
    first.unwrap_or_default()
}

fn whole(text: &str) -> Vec<Statement> {
    let at = text.chars().take_while(|c| c.is_whitespace()).count();
    vec![Statement { text: text.trim().to_owned(), at, words: Vec::new(), command: String::new() }]
}

fn marks(places: &Places, tokens: &[TokenWithSpan]) -> Vec<Mark> {
    let named = tokens.iter().filter_map(|token| {
        let Token::Whitespace(Whitespace::SingleLineComment { comment, .. }) = &token.token else { return None };
        Some(Mark { name: name(comment)?, at: places.character(token.span.start) })
    });
    named.collect()
}

fn marked_lines(text: &str) -> Vec<Mark> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let name = line.trim().strip_prefix("--").and_then(name);
        found.extend(name.map(|name| Mark { name, at }));
        at += line.chars().count();
    }
    found
}

/// The name in a comment such as `query: cheap-products`.
fn name(comment: &str) -> Option<String> {
    let comment = comment.trim();
    let mark = comment.get(..MARK.len())?;
    let name = comment.get(MARK.len()..)?.trim();
    (mark.eq_ignore_ascii_case(MARK) && !name.is_empty()).then(|| name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sql: &str) -> Vec<String> {
        Script::read(sql).statements.into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn semicolons_in_quotes_comments_and_bodies_end_nothing() {
        assert_eq!(
            texts("SELECT ';'; SELECT \";\" -- ;\n, 1 /* ; /* ; */ ; */;;"),
            ["SELECT ';'", "SELECT \";\" -- ;\n, 1"]
        );
        let body = "CREATE FUNCTION f() RETURNS int AS $$ SELECT 1; $$ LANGUAGE sql";
        assert_eq!(texts(&format!("{body};\nDO $x$ BEGIN END; $x$")), [body, "DO $x$ BEGIN END; $x$"]);
        assert_eq!(texts(r"SELECT E'it\'s;'; SELECT 'it''s;'"), [r"SELECT E'it\'s;'", "SELECT 'it''s;'"]);
        assert_eq!(texts("-- nothing\n/* at all */ ;"), Vec::<String>::new());
    }

    #[test]
    fn places_are_counted_in_characters() {
        let script = Script::read("-- ä\nSELECT 'ö';\n  SELECT 2\n");
        let second = script.statements.last().unwrap();
        assert_eq!((second.text.as_str(), second.at), ("SELECT 2", 19));
        assert_eq!(script.place(second.at), (3, 3));
        let text: String = script.text.chars().skip(second.at).take(8).collect();
        assert_eq!(text, "SELECT 2");
    }

    #[test]
    fn what_cannot_be_taken_apart_is_one_statement() {
        assert_eq!(texts(" SELECT 'open; SELECT 1;\n"), ["SELECT 'open; SELECT 1;"]);
        let script = Script::read("\n-- query: one\nSELECT 1; SELECT 2;\n-- query: two\nSELECT 'open;\n");
        let part = |name| script.part(name).unwrap().iter().map(|one| (one.at, one.text.as_str())).collect::<Vec<_>>();
        assert_eq!(part("one"), [(15, "SELECT 1"), (25, "SELECT 2")], "a part that is whole is not lost");
        assert_eq!(part("two"), [(35, "-- query: two\nSELECT 'open;")]);
    }

    #[test]
    fn a_statement_is_named_by_what_it_does() {
        let commands = |sql: &str| Script::read(sql).statements.into_iter().map(|one| one.command).collect::<Vec<_>>();
        assert_eq!(
            commands("select 1; With x as (select 1) INSERT INTO t SELECT * FROM x; (SELECT 1)"),
            ["SELECT", "INSERT", "SELECT"]
        );
        let reads = |sql: &str| Script::read(sql).statements.first().unwrap().only_reads();
        assert!(reads("WITH a AS (SELECT 1) SELECT \"update\", 'delete' FROM a -- insert"));
        assert!(!reads("WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a"));
        assert!(!reads("SELECT nextval('s')"));
        assert!(!reads("SELECT * INTO u FROM t"));
        assert!(!reads("COMMIT"));
        let gives = |sql: &str| Script::read(sql).statements.first().unwrap().gives_rows();
        assert!(gives("INSERT INTO t VALUES (1) RETURNING id") && !gives("INSERT INTO t VALUES (1)"));
    }

    #[test]
    fn a_part_goes_from_its_comment_to_the_next() {
        let script = Script::read("-- query: one\nSELECT 1;\n--QUERY:  Two\n\n-- query: three\nSELECT 3; SELECT 4\n");
        let part = |name| script.part(name).map(|part| part.iter().map(|one| one.text.as_str()).collect::<Vec<_>>());
        assert_eq!(part("one"), Ok(vec!["SELECT 1"]));
        assert_eq!(part("two"), Err(NoPart::Empty { comments: true }));
        assert_eq!(part("three"), Ok(vec!["SELECT 3", "SELECT 4"]));
        assert_eq!(part("four"), Err(NoPart::Unmarked(vec!["one".into(), "two".into(), "three".into()])));
        assert_eq!(Script::read("-- query: a\n-- query: a").part("a"), Err(NoPart::Twice));
        assert_eq!(Script::read(" \n").all(), Err(NoPart::Empty { comments: false }));
        let text = "SELECT '\n-- query: one\n'";
        assert!(matches!(Script::read(text).part("one"), Err(NoPart::Unmarked(_))), "a text is no comment");
    }
}
