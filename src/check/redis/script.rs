//! A file of Redis commands, one a line, as they are typed at the prompt of Redis.

use redis::Value;

use crate::check::function::{quote, shorten};

/// These wait for ever, end the server, or change how it speaks.
const REFUSED: [&str; 17] = [
    "BGREWRITEAOF",
    "BGSAVE",
    "DEBUG",
    "FAILOVER",
    "HELLO",
    "MIGRATE",
    "MODULE",
    "MONITOR",
    "PSUBSCRIBE",
    "PSYNC",
    "REPLICAOF",
    "SAVE",
    "SHUTDOWN",
    "SLAVEOF",
    "SSUBSCRIBE",
    "SUBSCRIBE",
    "SYNC",
];

/// A command of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its words; the first is the command's name as it was typed.
    pub(super) words: Vec<Vec<u8>>,
    /// Where it begins, both counted from 1.
    pub(super) number: u32,
    pub(super) column: usize,
    /// As it was typed.
    pub(super) text: String,
}

/// Why a line is no command.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) line: u32,
    pub(super) column: usize,
    pub(super) what: String,
}

/// The commands of a text. Lines that begin with `#` are comments.
pub(super) fn parse(text: &str) -> Result<Vec<Line>, Problem> {
    let mut lines = Vec::new();
    for (number, typed) in (1..).zip(text.lines()) {
        let begin = typed.trim_start();
        if begin.is_empty() || begin.starts_with('#') {
            continue;
        }
        let column = typed.chars().count() - begin.chars().count() + 1;
        let problem = |offset: usize, what: String| Problem { line: number, column: column + offset, what };
        let words = split(begin).map_err(|(offset, what)| problem(offset, what.to_owned()))?;
        let name = words.first().map(|word| String::from_utf8_lossy(word).into_owned()).unwrap_or_default();
        if name.ends_with('>') {
            let what = "a command begins with its name: leave out the prompt".to_owned();
            return Err(problem(0, what));
        }
        if REFUSED.contains(&name.to_uppercase().as_str()) {
            return Err(problem(0, format!("`{}` cannot be used here", name.to_uppercase())));
        }
        lines.push(Line { words, number, column, text: begin.trim_end().to_owned() });
    }
    Ok(lines)
}

/// The words of a line. An error has the place, in characters from the start of the line.
pub(super) fn split(line: &str) -> Result<Vec<Vec<u8>>, (usize, &'static str)> {
    let mut words = Vec::new();
    let mut signs = line.chars().enumerate().peekable();
    while let Some((at, sign)) = signs.next() {
        if sign.is_whitespace() {
            continue;
        }
        let mut word = Vec::new();
        if sign == '"' || sign == '\'' {
            loop {
                let (_, next) = signs.next().ok_or((at, "this quote is never closed"))?;
                match (next, signs.peek().map(|(_, next)| *next)) {
                    ('\\', Some('x')) if sign == '"' => {
                        signs.next();
                        let digits: String = signs.by_ref().take(2).map(|(_, digit)| digit).collect();
                        let byte = u8::from_str_radix(&digits, 16);
                        word.push(byte.map_err(|_| (at, "after `\\x` come two digits from 0 to f"))?);
                    }
                    ('\\', Some(next)) if sign == '"' || next == '\'' => {
                        signs.next();
                        push(&mut word, if sign == '"' { escaped(next) } else { next });
                    }
                    (next, _) if next == sign => break,
                    (next, _) => push(&mut word, next),
                }
            }
            if let Some((at, next)) = signs.peek()
                && !next.is_whitespace()
            {
                return Err((*at, "after a closing quote comes a space"));
            }
        } else {
            push(&mut word, sign);
            while let Some((_, next)) = signs.next_if(|(_, next)| !next.is_whitespace()) {
                push(&mut word, next);
            }
        }
        words.push(word);
    }
    Ok(words)
}

fn escaped(sign: char) -> char {
    match sign {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' => '\u{8}',
        'a' => '\u{7}',
        other => other,
    }
}

fn push(word: &mut Vec<u8>, sign: char) {
    word.extend_from_slice(sign.encode_utf8(&mut [0; 4]).as_bytes());
}

/// Words as they would be typed, shortened.
pub(super) fn shown(words: &[String]) -> String {
    let typed = |word: &String| {
        let plain = !word.is_empty() && !word.contains(|sign: char| sign.is_whitespace() || "\"'".contains(sign));
        if plain { crate::process::clean(word) } else { quote(word) }
    };
    shorten(&words.iter().map(typed).collect::<Vec<_>>().join(" "), 120)
}

/// An answer as the prompt of Redis shows it.
pub(super) fn answer(value: &Value) -> String {
    let text = |bytes: &[u8]| quote(&String::from_utf8_lossy(bytes));
    let listed = |items: Vec<String>| {
        let lines: Vec<_> = (1..).zip(items).map(|(number, item): (usize, _)| format!("{number}) {item}")).collect();
        if lines.is_empty() { "(empty array)".to_owned() } else { lines.join("\n") }
    };
    match value {
        Value::Nil => "(nil)".to_owned(),
        Value::Int(number) => format!("(integer) {number}"),
        Value::BulkString(bytes) => text(bytes),
        Value::SimpleString(words) => crate::process::clean(words),
        Value::VerbatimString { text, .. } => quote(text),
        Value::Okay => "OK".to_owned(),
        Value::Double(number) => format!("(double) {number}"),
        Value::Boolean(truth) => format!("({truth})"),
        Value::BigNumber(digits) => String::from_utf8_lossy(digits).into_owned(),
        Value::Array(items) | Value::Set(items) => listed(items.iter().map(answer).collect()),
        Value::Map(pairs) => {
            listed(pairs.iter().map(|(key, value)| format!("{} => {}", answer(key), answer(value))).collect())
        }
        Value::Attribute { data, .. } => answer(data),
        Value::Push { data, .. } => listed(data.iter().map(answer).collect()),
        Value::ServerError(error) => crate::process::clean(&format!("(error) {error}")),
        _ => "(something else)".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        split(line).unwrap().iter().map(|word| String::from_utf8_lossy(word).into_owned()).collect()
    }

    #[test]
    fn words_are_split_as_at_the_prompt_of_redis() {
        assert_eq!(words("  SET a   b\t"), ["SET", "a", "b"]);
        assert_eq!(words(r#"SET "a b" 'it''s' "#.replace("''", r"\'").as_str()), ["SET", "a b", "it's"]);
        assert_eq!(words(r#"SET a "\x41\n\"\\""#), ["SET", "a", "A\n\"\\"]);
        assert_eq!(words(r"SET a '\n'"), ["SET", "a", r"\n"]);
        assert_eq!(words(r#"SET a {"b":1} it's"#), ["SET", "a", r#"{"b":1}"#, "it's"]);
        assert_eq!(split(r#"SET a "\xff""#).unwrap().last().unwrap(), &[0xff]);
        assert_eq!(words(r#"SET é "" "#), ["SET", "é", ""]);
    }

    #[test]
    fn what_cannot_be_typed_there_is_told_with_its_place() {
        let told = |text| parse(text).map_err(|problem| (problem.line, problem.column, problem.what)).unwrap_err();
        assert_eq!(told("\n  SET a \"b\n"), (2, 9, "this quote is never closed".into()));
        assert_eq!(told("SET a 'b'c"), (1, 10, "after a closing quote comes a space".into()));
        assert_eq!(told("SET a \"\\xz1\""), (1, 7, "after `\\x` come two digits from 0 to f".into()));
        assert_eq!(told("# x\nsubscribe news"), (2, 1, "`SUBSCRIBE` cannot be used here".into()));
        let prompt = "a command begins with its name: leave out the prompt";
        assert_eq!(told("127.0.0.1:6379> SET a b"), (1, 1, prompt.into()));
    }

    #[test]
    fn comments_and_empty_lines_are_no_commands() {
        let lines = parse("# first\n\n  set a b  \nget a # no comment here\n").unwrap();
        let told: Vec<_> = lines.iter().map(|line| (line.number, line.column, line.text.as_str())).collect();
        assert_eq!(told, [(3, 3, "set a b"), (4, 1, "get a # no comment here")]);
    }

    #[test]
    fn answers_are_shown_as_the_prompt_shows_them() {
        assert_eq!(answer(&Value::Nil), "(nil)");
        assert_eq!(answer(&Value::Int(-1)), "(integer) -1");
        assert_eq!(answer(&Value::BulkString(b"a\x1b[2J\xff".to_vec())), "\"a\u{fffd}\"");
        assert_eq!(answer(&Value::Array(vec![Value::Okay, Value::Int(1)])), "1) OK\n2) (integer) 1");
        assert_eq!(answer(&Value::Array(vec![])), "(empty array)");
    }
}
