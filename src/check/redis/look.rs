//! Our own connection to a Redis: commands of ours, what is there, and time that passes.

use std::fmt::Write;
use std::time::Duration;

use redis::{Connection, FromRedisValue, RedisError, RedisResult, Value};

use super::script;
use super::state::{Content, Kind};
use crate::check::CheckError;
use crate::check::function::shorten;
use crate::service::{Cache, ServiceError};

/// How long Redis may take to answer us.
const PATIENCE: Duration = Duration::from_secs(10);
/// Of lists and the like no more is read.
const MOST: isize = 200;

/// Our own connection to a Redis.
pub(super) struct Look {
    connection: Connection,
    /// What was asked and answered, as at the prompt of Redis.
    transcript: String,
}

/// Whether the keys of a pattern expire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expiry {
    /// There is none.
    NoKey,
    /// All of them do.
    All,
    /// One does not.
    Endless,
}

impl Look {
    pub(super) fn new(cache: &Cache) -> Result<Self, CheckError> {
        let connection = cache.connect()?;
        connection.set_read_timeout(Some(PATIENCE)).map_err(|error| lost(&error))?;
        Ok(Look { connection, transcript: String::new() })
    }

    /// Runs a command of ours.
    pub(super) fn run<T: FromRedisValue>(&mut self, words: &[impl AsRef<[u8]>]) -> RedisResult<T> {
        let mut command = redis::Cmd::new();
        for word in words {
            command.arg(word.as_ref());
        }
        command.query(&mut self.connection)
    }

    /// Runs one, and tells of it.
    pub(super) fn ask<T: FromRedisValue>(&mut self, words: &[&[u8]]) -> Result<T, CheckError> {
        let answer: Value = self.run(words).map_err(|error| lost(&error))?;
        let typed: Vec<_> = words.iter().map(|word| String::from_utf8_lossy(word).into_owned()).collect();
        _ = writeln!(self.transcript, "> {}\n{}", script::shown(&typed), shorten(&script::answer(&answer), 400));
        T::from_redis_value(answer).map_err(|error| lost(&error.into()))
    }

    /// Removes all that is there.
    pub(super) fn flush(&mut self) -> Result<(), CheckError> {
        self.run::<()>(&["FLUSHALL"]).map_err(|error| lost(&error))
    }

    /// Ends all other connections.
    pub(super) fn disconnect_others(&mut self) {
        _ = self.run::<()>(&["CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"]);
    }

    /// As if so much time had passed: what would have expired is gone, and what will expire does so earlier.
    pub(super) fn later(&mut self, by: Duration) -> Result<(), CheckError> {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        for key in self.keys("*")? {
            let left: i64 = self.run(&[b"PTTL", key.as_slice()]).map_err(|error| lost(&error))?;
            if left >= 0 {
                let left = left.saturating_sub(by).to_string();
                // A time that is over removes the key.
                self.run::<()>(&[b"PEXPIRE", key.as_slice(), left.as_bytes()]).map_err(|error| lost(&error))?;
            }
        }
        Ok(())
    }

    /// Whether the keys of a pattern expire; none when Redis is gone.
    pub(super) fn expiry(&mut self, pattern: &str) -> Option<Expiry> {
        let keys = self.keys(pattern).ok()?;
        let mut found = if keys.is_empty() { Expiry::NoKey } else { Expiry::All };
        for key in keys {
            if self.run::<i64>(&[b"PTTL", key.as_slice()]).ok()? == -1 {
                found = Expiry::Endless;
            }
        }
        Some(found)
    }

    /// What was asked and answered since this was last called.
    pub(super) fn told(&mut self) -> String {
        std::mem::take(&mut self.transcript)
    }

    /// Adds a line to what is told.
    pub(super) fn tell(&mut self, line: &str) {
        _ = writeln!(self.transcript, "{line}");
    }

    /// Whether it still answers.
    pub(super) fn is_there(&mut self) -> Result<(), CheckError> {
        self.run::<()>(&["PING"]).map_err(|error| lost(&error))
    }

    /// The keys of a pattern, in order.
    pub(super) fn keys(&mut self, pattern: &str) -> Result<Vec<Vec<u8>>, CheckError> {
        let mut keys: Vec<Vec<u8>> = self.run(&["KEYS", pattern]).map_err(|error| lost(&error))?;
        keys.sort();
        Ok(keys)
    }

    /// What a key of this kind holds.
    pub(super) fn content(&mut self, key: &[u8], kind: Kind) -> Result<Content, CheckError> {
        let last = (MOST - 1).to_string();
        let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
        let texts = |all: Vec<Vec<u8>>| all.iter().map(text).collect::<Vec<_>>();
        Ok(match kind {
            Kind::String => Content::Text(text(&self.ask(&[b"GET", key])?)),
            Kind::Hash => {
                let pairs: Vec<(Vec<u8>, Vec<u8>)> = self.ask(&[b"HGETALL", key])?;
                Content::Fields(pairs.iter().map(|(name, value)| (text(name), text(value))).collect())
            }
            Kind::List => Content::List(texts(self.ask(&[b"LRANGE", key, b"0", last.as_bytes()])?)),
            Kind::Set => Content::Set(texts(self.ask(&[b"SMEMBERS", key])?).into_iter().collect()),
            Kind::Zset => {
                let pairs: Vec<(Vec<u8>, f64)> = self.ask(&[b"ZRANGE", key, b"0", last.as_bytes(), b"WITHSCORES"])?;
                Content::Scores(pairs.iter().map(|(name, score)| (text(name), *score)).collect())
            }
            // Nothing is asked of the entries of a stream.
            Kind::Stream => Content::List(Vec::new()),
        })
    }

    /// How long it is.
    pub(super) fn length(&mut self, key: &[u8], kind: &str) -> Result<u64, CheckError> {
        let command: &[u8] = match kind {
            "hash" => b"HLEN",
            "list" => b"LLEN",
            "set" => b"SCARD",
            "zset" => b"ZCARD",
            "stream" => b"XLEN",
            _ => b"STRLEN",
        };
        self.ask(&[command, key])
    }
}

/// Redis that does not answer us is nobody's fault.
pub(super) fn lost(error: &RedisError) -> CheckError {
    let problem = format!("did not do what the check needs: {}", crate::process::clean(&error.to_string()));
    CheckError::Service(ServiceError::Failed { engine: "Redis", problem })
}
