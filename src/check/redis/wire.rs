//! The protocol of Redis, as far as somebody between a program and its server must understand it.

use std::io::{BufRead, Error, ErrorKind, Read, Result};

/// More than this is no command of a learner's program.
const MOST: usize = 64 * 1024 * 1024;
/// Answers within answers.
const DEEP: usize = 32;

/// A command as it came, and its words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) raw: Vec<u8>,
    pub(super) words: Vec<String>,
}

impl Request {
    /// Reads one; none at the end of the connection.
    pub(super) fn read(from: &mut impl BufRead) -> Result<Option<Request>> {
        let mut raw = Vec::new();
        let head = line(from, &mut raw)?;
        if head.is_empty() && raw.is_empty() {
            return Ok(None);
        }
        let Some(count) = head.strip_prefix('*') else {
            // A command as people type it.
            let words = head.split_whitespace().map(str::to_owned).collect();
            return Ok(Some(Request { raw, words }));
        };
        let mut words = Vec::new();
        for _ in 0..number(count)? {
            let head = line(from, &mut raw)?;
            let length = head.strip_prefix('$').ok_or_else(unclear)?;
            let start = raw.len();
            body(from, &mut raw, number(length)?)?;
            let text = raw.get(start..raw.len().saturating_sub(2)).unwrap_or_default();
            words.push(String::from_utf8_lossy(text).into_owned());
        }
        Ok(Some(Request { raw, words }))
    }

    /// The command's name in capitals.
    pub(super) fn name(&self) -> String {
        self.words.first().map(|word| word.to_uppercase()).unwrap_or_default()
    }
}

/// Reads one answer as it came. `pushed` is given what the server says without being asked.
pub(super) fn answer(from: &mut impl BufRead, mut pushed: impl FnMut(&[u8]) -> Result<()>) -> Result<Vec<u8>> {
    loop {
        let mut raw = Vec::new();
        value(from, &mut raw, 0)?;
        if raw.first() != Some(&b'>') {
            return Ok(raw);
        }
        pushed(&raw)?;
    }
}

fn value(from: &mut impl BufRead, raw: &mut Vec<u8>, depth: usize) -> Result<()> {
    let head = line(from, raw)?;
    if depth > DEEP {
        return Err(unclear());
    }
    let mut signs = head.chars();
    let kind = signs.next();
    let rest = signs.as_str();
    match kind {
        Some('+' | '-' | ':' | '_' | '#' | ',' | '(') => Ok(()),
        Some('$' | '=' | '!') if rest.starts_with('-') => Ok(()),
        Some('$' | '=' | '!') => body(from, raw, number(rest)?),
        Some('*' | '~' | '>') if rest.starts_with('-') => Ok(()),
        Some('*' | '~' | '>') => (0..number(rest)?).try_for_each(|_| value(from, raw, depth + 1)),
        Some('%') => (0..2 * number(rest)?).try_for_each(|_| value(from, raw, depth + 1)),
        // What is told about an answer, and then the answer.
        Some('|') => (0..=2 * number(rest)?).try_for_each(|_| value(from, raw, depth + 1)),
        Some(_) => Err(unclear()),
        None => Err(ErrorKind::UnexpectedEof.into()),
    }
}

/// A line without its end; empty at the end of the connection. What was read is added to `raw`.
fn line(from: &mut impl BufRead, raw: &mut Vec<u8>) -> Result<String> {
    let start = raw.len();
    from.take(MOST as u64).read_until(b'\n', raw)?;
    let text = String::from_utf8_lossy(raw.get(start..).unwrap_or_default());
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// So many bytes and the line's end after them.
fn body(from: &mut impl BufRead, raw: &mut Vec<u8>, length: usize) -> Result<()> {
    let start = raw.len();
    from.take(length as u64 + 2).read_to_end(raw)?;
    if raw.len() - start < length + 2 { Err(ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
}

fn number(text: &str) -> Result<usize> {
    text.parse().ok().filter(|number| *number <= MOST).ok_or_else(unclear)
}

fn unclear() -> Error {
    Error::new(ErrorKind::InvalidData, "this is not what Redis speaks")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(text: &str) -> Result<Option<Request>> {
        Request::read(&mut text.as_bytes())
    }

    #[test]
    fn commands_are_read_whole_and_one_by_one() {
        let two = "*3\r\n$3\r\nset\r\n$1\r\na\r\n$4\r\nb\r\nc\r\n*1\r\n$4\r\nPING\r\n";
        let mut from = two.as_bytes();
        let first = Request::read(&mut from).unwrap().unwrap();
        assert_eq!(
            (first.words.clone(), first.name()),
            (vec!["set".into(), "a".into(), "b\r\nc".into()], "SET".into())
        );
        let second = Request::read(&mut from).unwrap().unwrap();
        assert_eq!([first.raw, second.raw].concat(), two.as_bytes());
        assert_eq!(Request::read(&mut from).unwrap(), None);
        assert_eq!(request("PING hello\r\n").unwrap().unwrap().words, ["PING", "hello"]);
    }

    #[test]
    fn what_is_no_command_is_an_error_and_no_end_of_memory() {
        for text in ["*1\r\n:1\r\n", "*1\r\n$99999999999\r\n", "*1\r\n$5\r\nab", "*x\r\n", "*-1\r\n"] {
            assert!(request(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn answers_of_every_kind_are_passed_on_as_they_came() {
        for text in [
            "+OK\r\n",
            "-ERR no\r\n",
            ":1\r\n",
            "$3\r\nabc\r\n",
            "$-1\r\n",
            "*-1\r\n",
            "*2\r\n$1\r\na\r\n*1\r\n:1\r\n",
            "%1\r\n+a\r\n:1\r\n",
            "~1\r\n#t\r\n",
            "|1\r\n+ttl\r\n:3\r\n,1.5\r\n",
            "=7\r\ntxt:abc\r\n",
            "_\r\n",
        ] {
            let mut from = text.as_bytes();
            assert_eq!(answer(&mut from, |_| Ok(())).unwrap(), text.as_bytes());
            assert!(from.is_empty());
        }
        let mut pushed = Vec::new();
        let mut from = ">2\r\n+invalidate\r\n_\r\n+OK\r\n".as_bytes();
        let came = answer(&mut from, |raw| {
            pushed.extend_from_slice(raw);
            Ok(())
        });
        assert_eq!((came.unwrap(), pushed), (b"+OK\r\n".to_vec(), b">2\r\n+invalidate\r\n_\r\n".to_vec()));
        assert!(answer(&mut "".as_bytes(), |_| Ok(())).is_err());
        assert!(answer(&mut "*1\r\n".repeat(100).as_bytes(), |_| Ok(())).is_err());
    }
}
