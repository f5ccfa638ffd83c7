//! How a Redis is reached, and conversations that are simpler than a client library.

use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

/// What an answer may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Where it is, and how to get in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Access {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) user: Option<String>,
    pub(super) password: Option<String>,
    pub(super) database: i64,
}

/// A connection on which one thing is said after the other.
#[derive(Debug)]
pub(super) struct Wire(BufReader<TcpStream>);

impl Access {
    /// As `redis://…` names it.
    pub(super) fn of(address: &str) -> Option<Self> {
        let client = redis::Client::open(address).ok()?;
        let info = client.get_connection_info();
        let redis::ConnectionAddr::Tcp(host, port) = info.addr() else { return None };
        let settings = info.redis_settings();
        Some(Access {
            host: host.clone(),
            port: *port,
            user: settings.username().map(str::to_owned),
            password: settings.password().map(str::to_owned),
            database: settings.db(),
        })
    }

    /// Its address, for a program.
    pub(super) fn url(&self) -> String {
        let user = self.user.as_deref().unwrap_or_default();
        let who = self.password.as_ref().map(|password| format!("{}:{}@", encoded(user), encoded(password)));
        let who = who.unwrap_or_default();
        format!("redis://{who}{}:{}/{}", self.host, self.port, self.database)
    }

    /// Connects.
    pub(super) fn wire(&self) -> io::Result<Wire> {
        let stream = TcpStream::connect((self.host.as_str(), self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut wire = Wire(BufReader::new(stream));
        if let Some(password) = &self.password {
            let user = self.user.as_deref();
            let words: Vec<&str> = ["AUTH"].into_iter().chain(user).chain([password.as_str()]).collect();
            wire.ask(&words)?;
        }
        if self.database != 0 {
            wire.ask(&["SELECT", &self.database.to_string()])?;
        }
        Ok(wire)
    }
}

impl Wire {
    /// Sends a command, and gives back the first line of the answer.
    pub(super) fn ask(&mut self, words: &[&str]) -> io::Result<String> {
        let mut sent = format!("*{}\r\n", words.len()).into_bytes();
        for word in words {
            write!(sent, "${}\r\n{word}\r\n", word.len())?;
        }
        self.0.get_mut().write_all(&sent)?;
        let answer = self.line()?;
        if answer.starts_with('-') { Err(io::Error::other(answer)) } else { Ok(answer) }
    }

    /// The next line that comes.
    pub(super) fn line(&mut self) -> io::Result<String> {
        let mut bytes = Vec::new();
        if self.0.read_until(b'\n', &mut bytes)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
    }

    /// Its own end of the connection.
    pub(super) fn address(&self) -> io::Result<String> {
        Ok(self.0.get_ref().local_addr()?.to_string())
    }
}

/// As a part of an address.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written() {
        for address in
            ["redis://localhost:6379/0", "redis://:secret@127.0.0.1:7000/3", "redis://me:a%2Fb%40@127.0.0.1:7000/15"]
        {
            assert_eq!(Access::of(address).unwrap().url(), address);
        }
        assert_eq!(Access::of("redis://me:a%2Fb%40@h").unwrap().password.as_deref(), Some("a/b@"));
        assert_eq!(Access::of("nonsense"), None);
    }
}
