//! Stands between the learner's processes and their Redis: sees every command, and can take Redis away.

use std::io::{self, BufReader, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use super::look::{Expiry, Look};
use super::state::matching;
use super::wire::{Request, answer};
use crate::check::CheckError;
use crate::check::sandbox::io as failed;

/// What clients say by themselves when they connect.
const GREETINGS: [&str; 9] = ["AUTH", "CLIENT", "COMMAND", "ECHO", "HELLO", "INFO", "PING", "READONLY", "SELECT"];
/// After these the server speaks without being asked.
const STREAMS: [&str; 6] = ["MONITOR", "PSUBSCRIBE", "PSYNC", "SSUBSCRIBE", "SUBSCRIBE", "SYNC"];

/// What the learner's processes know as their Redis.
pub(super) struct Proxy {
    shared: Arc<Shared>,
    address: SocketAddr,
    url: String,
    /// None while Redis is away.
    accepting: Option<JoinHandle<()>>,
}

struct Shared {
    /// `host:port` of the real one.
    upstream: String,
    away: AtomicBool,
    /// Both ends of every connection.
    connections: Mutex<Vec<TcpStream>>,
    watch: Mutex<Watch>,
}

#[derive(Default)]
struct Watch {
    seen: Vec<Command>,
    expiring: Option<(String, Look)>,
}

/// A command that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Command {
    /// Its name in capitals, and its arguments.
    pub(super) words: Vec<String>,
    /// Whether what should always expire would have, if nothing had come after this command; none where nobody asks.
    pub(super) expiry: Option<Expiry>,
}

impl Proxy {
    /// Stands in for the Redis at `url`.
    pub(super) fn start(url: &str) -> Result<Self, CheckError> {
        let broken = || CheckError::Broken(format!("`{url}` is no address of a Redis"));
        let (scheme, rest) = url.split_once("://").ok_or_else(broken)?;
        let (host, path) = rest.find(['/', '?']).and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
        let (user, host) = host.rsplit_once('@').map_or(("", host), |(user, host)| (user, host));
        let at = if user.is_empty() { "" } else { "@" };
        let listener = bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        let address = listener.local_addr().map_err(standing_in)?;
        let mut proxy = Proxy {
            shared: Arc::new(Shared {
                upstream: host.to_owned(),
                away: AtomicBool::new(false),
                connections: Mutex::default(),
                watch: Mutex::default(),
            }),
            address,
            url: format!("{scheme}://{user}{at}{address}{path}"),
            accepting: None,
        };
        proxy.accept(listener)?;
        Ok(proxy)
    }

    /// Its address, for a program.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// From now on looks after each command whether every key of a pattern expires.
    pub(super) fn watch(&self, pattern: &str, look: Look) {
        lock(&self.shared.watch).expiring = Some((pattern.to_owned(), look));
    }

    /// Looks after it no longer.
    pub(super) fn unwatch(&self) {
        lock(&self.shared.watch).expiring = None;
    }

    /// The commands since this was last asked.
    pub(super) fn take(&self) -> Vec<Command> {
        std::mem::take(&mut lock(&self.shared.watch).seen)
    }

    /// Closes all connections; new ones are refused.
    pub(super) fn go_away(&mut self) {
        let Some(accepting) = self.accepting.take() else { return };
        self.shared.away.store(true, Ordering::SeqCst);
        for connection in lock(&self.shared.connections).drain(..) {
            _ = connection.shutdown(Shutdown::Both);
        }
        // Wakes the thread that accepts, so that it sees that it is over; it takes the listener with it.
        _ = TcpStream::connect(self.address);
        _ = accepting.join();
    }

    /// Is there again, at the same address.
    pub(super) fn come_back(&mut self) -> Result<(), CheckError> {
        if self.accepting.is_some() {
            return Ok(());
        }
        self.shared.away.store(false, Ordering::SeqCst);
        self.accept(bind(self.address)?)
    }

    fn accept(&mut self, listener: TcpListener) -> Result<(), CheckError> {
        let shared = Arc::clone(&self.shared);
        let accept = move || {
            for client in listener.incoming().map_while(Result::ok) {
                if shared.away.load(Ordering::SeqCst) {
                    break;
                }
                let shared = Arc::clone(&shared);
                // A connection that ends badly is the client's own business.
                _ = thread::Builder::new().name("redis".into()).spawn(move || shared.serve(&client));
            }
        };
        let spawned = thread::Builder::new().name("redis".into()).spawn(accept).map_err(standing_in)?;
        self.accepting = Some(spawned);
        Ok(())
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.go_away();
    }
}

impl Shared {
    fn serve(&self, client: &TcpStream) {
        if let Ok(server) = TcpStream::connect(&self.upstream) {
            _ = self.pass_on(client, &server);
            _ = server.shutdown(Shutdown::Both);
        }
        _ = client.shutdown(Shutdown::Both);
    }

    /// One command at a time, so that what is between two of them can be looked at.
    fn pass_on(&self, mut client: &TcpStream, mut server: &TcpStream) -> io::Result<()> {
        for connection in [client, server] {
            connection.set_nodelay(true)?;
            lock(&self.connections).push(connection.try_clone()?);
        }
        if self.away.load(Ordering::SeqCst) {
            return Ok(());
        }
        let (mut asked, mut answered) = (BufReader::new(client), BufReader::new(server));
        while let Some(request) = Request::read(&mut asked)? {
            let name = request.name();
            server.write_all(&request.raw)?;
            if name.is_empty() {
                continue;
            }
            if STREAMS.contains(&name.as_str()) {
                self.saw(&request);
                return thread::scope(|scope| {
                    scope.spawn(move || {
                        _ = io::copy(&mut answered, &mut &*client);
                        _ = client.shutdown(Shutdown::Both);
                    });
                    let copied = io::copy(&mut asked, &mut &*server);
                    _ = server.shutdown(Shutdown::Both);
                    copied.map(|_| ())
                });
            }
            let answer = answer(&mut answered, |pushed| client.write_all(pushed))?;
            self.saw(&request);
            client.write_all(&answer)?;
        }
        Ok(())
    }

    fn saw(&self, request: &Request) {
        let name = request.name();
        if GREETINGS.contains(&name.as_str()) {
            return;
        }
        let mut watch = lock(&self.watch);
        let expiry = watch.expiring.as_mut().and_then(|(pattern, look)| look.expiry(pattern));
        let words = std::iter::once(name).chain(request.words.iter().skip(1).cloned()).collect();
        watch.seen.push(Command { words, expiry });
    }
}

impl Command {
    /// Whether its words begin with those of a text such as `SET visits`.
    pub(super) fn is(&self, start: &str) -> bool {
        let mut words = self.words.iter();
        start.split_whitespace().enumerate().all(|(index, wanted)| {
            let wanted = if index == 0 { wanted.to_uppercase() } else { wanted.to_owned() };
            words.next().is_some_and(|word| *word == wanted || matching(&wanted, word))
        })
    }

    /// As it would be typed, shortened.
    pub(super) fn shown(&self) -> String {
        super::script::shown(&self.words)
    }
}

fn bind(address: SocketAddr) -> Result<TcpListener, CheckError> {
    TcpListener::bind(address).map_err(standing_in)
}

fn standing_in(source: io::Error) -> CheckError {
    failed("standing in for Redis".to_owned(), source)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
