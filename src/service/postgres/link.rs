//! A connection that blocks: a runtime of its own, which runs only while something is waited for.

use std::io;
use std::pin::pin;
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite};
use tokio::net::TcpStream;
#[cfg(unix)]
use tokio::net::UnixStream;
use tokio::runtime::Runtime;
use tokio_postgres::config::Host;
use tokio_postgres::{CancelToken, Client, Config, NoTls, SimpleQueryMessage};

use super::failed;
use crate::process::Cancel;
use crate::service::ServiceError;

/// How often it is looked whether somebody asked to stop.
const TICK: Duration = Duration::from_millis(10);
/// What connecting, and a statement of our own, may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// One connection.
pub(super) struct Link {
    pub(super) client: Client,
    /// The number of its process on the server.
    pub(super) backend: i32,
    // Dropped last: it holds the connection itself.
    runtime: Runtime,
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Link").field("backend", &self.backend).finish_non_exhaustive()
    }
}

/// Why nothing came of waiting.
#[derive(Debug)]
pub(super) enum Stopped {
    /// It took longer than it may.
    TimedOut,
    /// Somebody asked to stop.
    Cancelled,
    /// The server said no, or is gone.
    Error(tokio_postgres::Error),
    /// This machine has no room for one more connection.
    Machine(io::Error),
}

impl Stopped {
    /// What to tell where it was a statement of our own.
    pub(super) fn into_error(self) -> ServiceError {
        match self {
            Stopped::TimedOut => failed("does not answer"),
            Stopped::Cancelled => ServiceError::Cancelled,
            Stopped::Error(error) => failed(format!("refused: {}", said(&error))),
            Stopped::Machine(error) => failed(format!("cannot be reached: {error}")),
        }
    }
}

/// What the server said, in one line.
pub(super) fn said(error: &tokio_postgres::Error) -> String {
    use std::error::Error;
    let message = error.as_db_error().map(|error| error.message().to_owned());
    message.or_else(|| error.source().map(ToString::to_string)).unwrap_or_else(|| error.to_string())
}

impl Link {
    /// Connects.
    pub(super) fn open(config: &Config, cancel: &Cancel) -> Result<Self, Stopped> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Stopped::Machine)?;
        let deadline = Instant::now() + PATIENCE;
        let (client, connection) = wait(&runtime, config.connect(NoTls), deadline, cancel)?;
        // It runs whenever something is waited for. How it ends is told to those who wait.
        runtime.spawn(async move { drop(connection.await) });
        let mut link = Link { client, backend: 0, runtime };
        let row = link.wait(link.client.query_typed_one("SELECT pg_backend_pid()", &[]), deadline, cancel)?;
        link.backend = row.try_get(0).map_err(Stopped::Error)?;
        Ok(link)
    }

    /// Waits for something of this connection. Others have to be told if it is to stop.
    pub(super) fn wait<T>(
        &self,
        future: impl Future<Output = Result<T, tokio_postgres::Error>>,
        deadline: Instant,
        cancel: &Cancel,
    ) -> Result<T, Stopped> {
        wait(&self.runtime, future, deadline, cancel)
    }

    /// Runs statements of our own.
    pub(super) fn batch(&self, sql: &str, cancel: &Cancel) -> Result<(), Stopped> {
        self.wait(self.client.batch_execute(sql), Instant::now() + PATIENCE, cancel)
    }

    /// The only value that a statement of our own gives; empty where there is none.
    pub(super) fn text(&self, sql: &str, cancel: &Cancel) -> Result<String, Stopped> {
        let messages = self.wait(self.client.simple_query(sql), Instant::now() + PATIENCE, cancel)?;
        let mut rows = messages.iter().filter_map(|message| {
            if let SimpleQueryMessage::Row(row) = message { row.try_get(0).ok().flatten() } else { None }
        });
        Ok(rows.next().unwrap_or_default().to_owned())
    }

    /// Asks the server that `config` leads to, to give up what it is doing for this connection. Says whether it passed
    /// that on in time: until then, what this connection asks for next could be given up too.
    pub(super) fn interrupt(&self, config: &Config, within: Duration) -> bool {
        let asked = async { Ok(ask_to_cancel(&self.client.cancel_token(), config).await.is_ok()) };
        self.wait(asked, Instant::now() + within, &Cancel::new()).unwrap_or(false)
    }
}

/// Where the server that `config` leads to listens.
pub(super) fn port(config: &Config) -> u16 {
    config.get_ports().first().copied().unwrap_or(5432)
}

async fn ask_to_cancel(token: &CancelToken, config: &Config) -> io::Result<()> {
    let port = port(config);
    match config.get_hosts().first() {
        #[cfg(unix)]
        Some(Host::Unix(folder)) => {
            ask_over(token, UnixStream::connect(folder.join(format!(".s.PGSQL.{port}"))).await?).await
        }
        Some(Host::Tcp(host)) => ask_over(token, TcpStream::connect((host.as_str(), port)).await?).await,
        None => Err(io::ErrorKind::AddrNotAvailable.into()),
    }
}

/// Returns once the server has closed the stream, which it does when both of its signals are sent: to the process of the
/// connection, and to its process group.
async fn ask_over(token: &CancelToken, mut stream: impl AsyncRead + AsyncWrite + Unpin) -> io::Result<()> {
    token.cancel_query_raw(&mut stream, NoTls).await.map_err(io::Error::other)?;
    stream.read_to_end(&mut Vec::new()).await?;
    Ok(())
}

fn wait<T>(
    runtime: &Runtime,
    future: impl Future<Output = Result<T, tokio_postgres::Error>>,
    deadline: Instant,
    cancel: &Cancel,
) -> Result<T, Stopped> {
    runtime.block_on(async {
        let mut future = pin!(future);
        loop {
            let tick = TICK.min(deadline.saturating_duration_since(Instant::now()));
            if let Ok(done) = tokio::time::timeout(tick, future.as_mut()).await {
                return done.map_err(Stopped::Error);
            }
            if cancel.is_cancelled() {
                return Err(Stopped::Cancelled);
            }
            if Instant::now() >= deadline {
                return Err(Stopped::TimedOut);
            }
        }
    })
}
