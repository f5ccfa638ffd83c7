//! The commands that programs send to a Redis, as it tells them itself.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use super::failed;
use crate::service::ServiceError;
use crate::service::secret::secret;

/// What an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Sees all commands from its beginning on.
#[derive(Debug)]
pub struct Monitor {
    reader: BufReader<TcpStream>,
    port: u16,
    password: String,
}

/// One line of it.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    /// The address of the client, or `lua`.
    client: String,
    command: Vec<String>,
}

impl Monitor {
    pub(super) fn open(port: u16, password: &str) -> Result<Self, ServiceError> {
        let problem = |error: io::Error| failed(format!("does not tell its commands: {error}"));
        let reader = connect(port, password).map_err(problem)?;
        let mut monitor = Monitor { reader, port, password: password.to_owned() };
        ask(&mut monitor.reader, &["MONITOR"]).map_err(problem)?;
        Ok(monitor)
    }

    /// The commands that came since it was last asked, each with its arguments, in order. Those of connections in `ours`
    /// are left out.
    pub(super) fn commands(&mut self, ours: &[String]) -> Result<Vec<Vec<String>>, ServiceError> {
        self.read(ours).map_err(|error| failed(format!("does not tell its commands: {error}")))
    }

    fn read(&mut self, ours: &[String]) -> io::Result<Vec<Vec<String>>> {
        // One command comes after the other: what comes before this one is all that there was.
        let now = secret();
        let mut asking = connect(self.port, &self.password)?;
        let asker = asking.get_ref().local_addr()?.to_string();
        ask(&mut asking, &["ECHO", &now])?;
        let mut commands = Vec::new();
        loop {
            let Some(Line { client, command }) = line(&read_line(&mut self.reader)?) else { continue };
            if client == asker {
                if command.get(1) == Some(&now) {
                    return Ok(commands);
                }
            } else if client != "lua" && !ours.contains(&client) {
                commands.push(command);
            }
        }
    }
}

fn connect(port: u16, password: &str) -> io::Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream);
    ask(&mut reader, &["AUTH", password])?;
    Ok(reader)
}

/// Sends a command whose answer is not of interest.
fn ask(stream: &mut BufReader<TcpStream>, words: &[&str]) -> io::Result<()> {
    let sent: String = words.iter().map(|word| format!("${}\r\n{word}\r\n", word.len())).collect();
    stream.get_mut().write_all(format!("*{}\r\n{sent}", words.len()).as_bytes())?;
    let answer = read_line(stream)?;
    if answer.starts_with('-') {
        return Err(io::Error::other(answer));
    }
    Ok(())
}

fn read_line(stream: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut bytes = Vec::new();
    if stream.read_until(b'\n', &mut bytes)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
}

/// `+1339518083.107412 [0 127.0.0.1:60866] "set" "k" "\x00\"v\""`
fn line(text: &str) -> Option<Line> {
    let (head, rest) = text.strip_prefix('+')?.split_once("] ")?;
    let (_, client) = head.split_once('[')?.1.split_once(' ')?;
    let mut command = Vec::new();
    let mut characters = rest.chars();
    while characters.next().is_some_and(|quote| quote == '"') {
        command.push(word(&mut characters)?);
        characters.next();
    }
    Some(Line { client: client.to_owned(), command })
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
