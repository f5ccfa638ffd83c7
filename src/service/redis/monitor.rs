//! The commands that programs send to a Redis, as it tells them itself.

use std::io;

use super::access::{Access, Wire};
use super::failed;
use crate::service::ServiceError;
use crate::service::secret::secret;

/// Sees all commands from its beginning on.
#[derive(Debug)]
pub struct Monitor {
    wire: Wire,
    access: Access,
}

/// One line of it.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    database: String,
    /// The address of the client, or `lua`.
    client: String,
    command: Vec<String>,
}

impl Monitor {
    pub(super) fn open(access: &Access) -> Result<Self, ServiceError> {
        let wire = access.wire().and_then(|mut wire| wire.ask(&["MONITOR"]).map(|_| wire));
        Ok(Monitor { wire: wire.map_err(|error| unseen(&error))?, access: access.clone() })
    }

    /// The commands that came since it was last asked, each with its arguments, in order. Those of connections in `ours`
    /// are left out.
    pub(super) fn commands(&mut self, ours: &[String]) -> Result<Vec<Vec<String>>, ServiceError> {
        self.read(ours).map_err(|error| unseen(&error))
    }

    fn read(&mut self, ours: &[String]) -> io::Result<Vec<Vec<String>>> {
        // One command comes after the other: what comes before this one is all that there was.
        let now = secret();
        let mut asking = self.access.wire()?;
        let asker = asking.address()?;
        asking.ask(&["ECHO", &now])?;
        let here = self.access.database.to_string();
        let mut commands = Vec::new();
        loop {
            let Some(Line { database, client, command }) = line(&self.wire.line()?) else { continue };
            if client == asker {
                if command.get(1) == Some(&now) {
                    return Ok(commands);
                }
            } else if database == here && client != "lua" && !ours.contains(&client) {
                commands.push(command);
            }
        }
    }
}

fn unseen(error: &io::Error) -> ServiceError {
    failed(format!("does not tell its commands: {error}"))
}

/// `+1339518083.107412 [0 127.0.0.1:60866] "set" "k" "\x00\"v\""`
fn line(text: &str) -> Option<Line> {
    let (head, rest) = text.strip_prefix('+')?.split_once("] ")?;
    let (database, client) = head.split_once('[')?.1.split_once(' ')?;
    let mut command = Vec::new();
    let mut characters = rest.chars();
    while characters.next().is_some_and(|quote| quote == '"') {
        command.push(word(&mut characters)?);
        characters.next();
    }
    Some(Line { database: database.to_owned(), client: client.to_owned(), command })
}

/// What is quoted, up to the quote that ends it.
fn word(characters: &mut std::str::Chars<'_>) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        match characters.next()? {
            '"' => return Some(String::from_utf8_lossy(&bytes).into_owned()),
            '\\' => match characters.next()? {
                'n' => bytes.push(b'\n'),
                'r' => bytes.push(b'\r'),
                't' => bytes.push(b'\t'),
                'a' => bytes.push(7),
                'b' => bytes.push(8),
                'x' => {
                    let high = characters.next()?.to_digit(16)?;
                    let low = characters.next()?.to_digit(16)?;
                    bytes.push(u8::try_from(high * 16 + low).ok()?);
                }
                other => bytes.extend(other.to_string().bytes()),
            },
            other => bytes.extend(other.to_string().bytes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read() {
        let read = line(r#"+1339518083.107412 [0 127.0.0.1:60866] "set" "a b" "\xc3\xb1\"\\\n""#).unwrap();
        assert_eq!(read.client, "127.0.0.1:60866");
        assert_eq!(read.command, ["set", "a b", "ñ\"\\\n"]);
        assert_eq!(line("+OK"), None);
    }
}
