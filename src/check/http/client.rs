//! Sends one message over a connection of its own and reads the answer, whatever the server does.
//!
//! A client of ours, because checks send what a well-behaved one refuses to, and read an answer that came before the
//! request was taken.

use std::io::{ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::reply::{Head, Reply};

/// The largest body of an answer.
const MOST: usize = 1024 * 1024;
/// The largest head of an answer.
const MOST_HEAD: usize = 64 * 1024;
/// How often a connection that is waiting looks whether it should go on.
const LOOK: Duration = Duration::from_millis(20);

/// What is sent, and how its answer is read.
#[derive(Debug, Clone)]
pub(super) struct Message {
    /// The whole request. Nothing at all only knocks: it connects and closes.
    pub(super) bytes: Vec<u8>,
    /// Whether the answer has no body whatever its head says.
    pub(super) head_only: bool,
}

/// Until when an answer is waited for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience<'a> {
    pub(super) until: Instant,
    /// Set when nobody wants the answer any more.
    pub(super) stop: &'a AtomicBool,
}

/// Why there is no answer.
#[derive(Debug)]
pub(in crate::check) enum Trouble {
    /// Nobody listens there.
    Refused,
    /// The time was over.
    NoAnswer,
    /// The connection was closed before the answer was complete.
    Dropped,
    /// The body is larger than any that is asked for, or has no end.
    Endless,
    /// What came is no HTTP.
    NoHttp(String),
}

impl Patience<'_> {
    fn is_over(self) -> bool {
        self.stop.load(Ordering::SeqCst) || Instant::now() >= self.until
    }
}

/// Sends a message to a port of this machine and reads the answer. With a barrier, all connect before one sends.
pub(super) fn exchange(
    message: &Message,
    port: u16,
    patience: Patience<'_>,
    together: Option<&Barrier>,
) -> Result<Reply, Trouble> {
    let connected = connect(port, patience);
    if let Some(barrier) = together {
        barrier.wait();
    }
    let mut wire = Wire { stream: connected?, buffer: Vec::new(), patience };
    if message.bytes.is_empty() {
        return Ok(Reply::default());
    }
    let began = Instant::now();
    wire.send(&message.bytes);
    let head = wire.head()?;
    let body = wire.body(&head, message.head_only)?;
    Ok(Reply { took: began.elapsed(), ..head.with(body) })
}

fn connect(port: u16, patience: Patience<'_>) -> Result<TcpStream, Trouble> {
    let mut trouble = Trouble::Refused;
    for address in [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)] {
        let left = patience.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Trouble::NoAnswer);
        }
        match TcpStream::connect_timeout(&SocketAddr::new(address, port), left) {
            Ok(stream) => {
                let patient = stream
                    .set_read_timeout(Some(LOOK))
                    .and_then(|()| stream.set_write_timeout(Some(LOOK)))
                    .and_then(|()| stream.set_nodelay(true));
                return patient.map(|()| stream).map_err(|_| Trouble::Dropped);
            }
            Err(error) if waits(error.kind()) => trouble = Trouble::NoAnswer,
            Err(_) => {}
        }
    }
    Err(trouble)
}

fn waits(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
}

struct Wire<'a> {
    stream: TcpStream,
    /// What was read and not used yet.
    buffer: Vec<u8>,
    patience: Patience<'a>,
}

impl Wire<'_> {
    /// Sends as much as the server takes. One that answers, or closes, before it has taken all may have said why.
    fn send(&mut self, mut rest: &[u8]) {
        while !rest.is_empty() && !self.patience.is_over() {
            match self.stream.write(rest) {
                Ok(0) => return,
                Ok(sent) => rest = rest.get(sent..).unwrap_or_default(),
                Err(error) if waits(error.kind()) => {
                    if self.stream.peek(&mut [0]).is_ok() {
                        return;
                    }
                }
                Err(_) => return,
            }
        }
    }

    /// Reads what comes next; false at the end.
    fn more(&mut self) -> Result<bool, Trouble> {
        let mut part = [0; 16 * 1024];
        loop {
            if self.patience.is_over() {
                return Err(Trouble::NoAnswer);
            }
            match self.stream.read(&mut part) {
                Ok(count) => {
                    self.buffer.extend_from_slice(part.get(..count).unwrap_or_default());
                    return Ok(count > 0);
                }
                Err(error) if waits(error.kind()) => {}
                Err(_) => return Err(Trouble::Dropped),
            }
        }
    }

    fn head(&mut self) -> Result<Head, Trouble> {
        loop {
            match Head::read(&self.buffer).map_err(Trouble::NoHttp)? {
                // An interim answer: the real one follows.
                Some((length, head)) if head.status < 200 => _ = self.buffer.drain(..length),
                Some((length, head)) => {
                    self.buffer.drain(..length);
                    return Ok(head);
                }
                None if self.buffer.len() > MOST_HEAD => {
                    return Err(Trouble::NoHttp("its headers have no end".to_owned()));
                }
                None if self.more()? => {}
                None if self.buffer.is_empty() || self.buffer.starts_with(b"HTTP/") => return Err(Trouble::Dropped),
                None => return Err(Trouble::NoHttp("it does not begin with HTTP/".to_owned())),
            }
        }
    }

    fn body(&mut self, head: &Head, head_only: bool) -> Result<Vec<u8>, Trouble> {
        if head_only || matches!(head.status, 204 | 304) {
            return Ok(Vec::new());
        }
        if head.is_chunked() {
            return self.chunks();
        }
        let length = head.length().map_err(Trouble::NoHttp)?;
        if length.is_some_and(|length| length > MOST) {
            return Err(Trouble::Endless);
        }
        while length.is_none_or(|length| self.buffer.len() < length) {
            if !self.more()? {
                return if length.is_none() { Ok(std::mem::take(&mut self.buffer)) } else { Err(Trouble::Dropped) };
            }
            if self.buffer.len() > MOST && length.is_none() {
                return Err(Trouble::Endless);
            }
        }
        self.buffer.truncate(length.unwrap_or_default());
        Ok(std::mem::take(&mut self.buffer))
    }

    fn chunks(&mut self) -> Result<Vec<u8>, Trouble> {
        let mut body = Vec::new();
        loop {
            let bad = |_| Trouble::NoHttp("a chunk of the body has no size".to_owned());
            let (start, size) = match httparse::parse_chunk_size(&self.buffer).map_err(bad)? {
                httparse::Status::Complete((start, size)) => (start, usize::try_from(size).unwrap_or(usize::MAX)),
                httparse::Status::Partial if self.more()? => continue,
                httparse::Status::Partial => return Err(Trouble::Dropped),
            };
            if size == 0 {
                return Ok(body);
            }
            if body.len().saturating_add(size) > MOST {
                return Err(Trouble::Endless);
            }
            while self.buffer.len() < start + size + 2 {
                if !self.more()? {
                    return Err(Trouble::Dropped);
                }
            }
            body.extend_from_slice(self.buffer.get(start..start + size).unwrap_or_default());
            self.buffer.drain(..start + size + 2);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// What comes of one request to a server that does this with its connection.
    fn asked(bytes: &[u8], serve: impl FnOnce(&mut TcpStream) + Send) -> Result<Reply, Trouble> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::scope(|scope| {
            scope.spawn(|| serve(&mut listener.accept().unwrap().0));
            let patience = Patience { until: Instant::now() + Duration::from_secs(5), stop: &AtomicBool::new(false) };
            exchange(&Message { bytes: bytes.to_vec(), head_only: false }, port, patience, None)
        })
    }

    fn answer(text: &'static str) -> Result<Reply, Trouble> {
        asked(b"GET / HTTP/1.1\r\n\r\n", move |stream| {
            assert!(stream.read(&mut [0; 100]).unwrap() > 0);
            stream.write_all(text.as_bytes()).unwrap();
        })
    }

    #[test]
    fn bodies_come_by_length_in_chunks_and_until_the_end() {
        assert_eq!(answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiNOT").unwrap().body, "hi");
        let chunks = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhi\r\n6;x=y\r\n there\r\n0\r\n\r\n";
        assert_eq!(answer(chunks).unwrap().body, "hi there");
        assert_eq!(answer("HTTP/1.0 404 Not Found\r\n\r\ngone").unwrap().body, "gone");
        let interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\nx";
        let reply = answer(interim).unwrap();
        assert_eq!((reply.status, reply.body.as_str()), (204, ""));
    }

    #[test]
    fn what_is_no_answer_is_told_apart() {
        assert!(matches!(answer(""), Err(Trouble::Dropped)));
        assert!(matches!(answer("HTTP/1.1 200"), Err(Trouble::Dropped)));
        assert!(matches!(answer("hello\n"), Err(Trouble::NoHttp(_))));
        assert!(matches!(answer("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"), Err(Trouble::NoHttp(_))));
        assert!(matches!(answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"), Err(Trouble::Dropped)));
        assert!(matches!(answer("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nx"), Err(Trouble::Endless)));
        let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        assert!(matches!(answer(chunked), Err(Trouble::Dropped)));
    }

    #[test]
    fn an_answer_that_comes_before_the_body_is_taken_is_read() {
        let large = vec![b'a'; 20_000_000];
        let refuse = |stream: &mut TcpStream| {
            assert!(stream.read(&mut [0; 100]).unwrap() > 0);
            stream.write_all(b"HTTP/1.1 413 Content Too Large\r\ncontent-length: 0\r\n\r\n").unwrap();
            // It stays open until we close.
            thread::sleep(Duration::from_millis(100));
        };
        assert_eq!(asked(&large, refuse).unwrap().status, 413);
    }

    #[test]
    fn nobody_waits_once_it_is_stopped() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let patience = Patience { until: Instant::now() + Duration::from_secs(50), stop: &AtomicBool::new(true) };
        let message = Message { bytes: b"GET /".to_vec(), head_only: false };
        assert!(matches!(exchange(&message, port, patience, None), Err(Trouble::NoAnswer)));
        drop(listener);
        assert!(matches!(exchange(&message, port, patience, None), Err(Trouble::Refused)));
    }
}
