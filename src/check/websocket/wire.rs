//! One WebSocket connection of ours, read and written frame by frame, so that pings may stay unanswered.

use std::fmt::Write as _;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use tungstenite::Error;
use tungstenite::handshake::client::generate_key;
use tungstenite::handshake::derive_accept_key;
use tungstenite::protocol::frame::coding::{CloseCode, Control, Data, OpCode};
use tungstenite::protocol::frame::{CloseFrame, Frame, FrameSocket};

use crate::check::http::Trouble;

/// The largest message that is read.
const MOST: usize = 4 * 1024 * 1024;
/// The largest head of an answer to a handshake.
const HEAD: usize = 64 * 1024;
/// How many frames are read before somebody else has a turn.
const TURN: usize = 500;
/// How long a read may block while the handshake is under way.
const SLICE: Duration = Duration::from_millis(10);
/// The code that stands for a connection that ended without a close frame.
pub(super) const ABNORMAL: u16 = 1006;
/// The code that stands for a close frame without a code.
const NONE: u16 = 1005;

/// An open connection.
pub(super) struct Wire {
    frames: FrameSocket<TcpStream>,
    /// Whether pings stay unanswered.
    deaf: bool,
    /// The beginning of a message that comes in several frames.
    partial: Option<(Data, Vec<u8>)>,
    ended: bool,
    said_goodbye: bool,
}

/// Something that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event {
    Text(String),
    /// A message of bytes.
    Bytes(Vec<u8>),
    Ping,
    Pong,
    /// The end, with its code and reason.
    Closed(u16, String),
}

/// What a handshake came to.
pub(super) enum Opened {
    Open(Box<Wire>),
    /// The server answered like to a plain request, with this status.
    Answered(u16),
}

/// A handshake to be made.
#[derive(Debug, Clone)]
pub(super) struct Handshake {
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) deaf: bool,
}

impl Handshake {
    /// Connects, and asks to speak WebSocket.
    pub(super) fn make(&self, port: u16, until: Instant, stop: &dyn Fn() -> bool) -> Result<Opened, Trouble> {
        let mut stream = connect(port, until)?;
        let io = |_| Trouble::Dropped;
        stream.set_nodelay(true).map_err(io)?;
        stream.set_read_timeout(Some(SLICE)).map_err(io)?;
        let key = generate_key();
        let mut request = format!(
            "GET {} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n",
            self.target
        );
        for (name, value) in &self.headers {
            _ = write!(request, "{name}: {value}\r\n");
        }
        request.push_str("\r\n");
        stream.write_all(request.as_bytes()).map_err(io)?;
        let (head, rest) = read_head(&mut stream, until, stop)?;
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(status).ok_or_else(|| Trouble::NoHttp("no status line".to_owned()))?;
        if status != 101 {
            return Ok(Opened::Answered(status));
        }
        let mut headers = lines.filter_map(|line| line.split_once(':'));
        let accept = headers.find(|(name, _)| name.trim().eq_ignore_ascii_case("sec-websocket-accept"));
        if accept.is_none_or(|(_, value)| value.trim() != derive_accept_key(key.as_bytes())) {
            return Err(Trouble::NoHttp("its Sec-WebSocket-Accept does not fit the key".to_owned()));
        }
        stream.set_nonblocking(true).map_err(io)?;
        Ok(Opened::Open(Box::new(Wire {
            frames: FrameSocket::from_partially_read(stream, rest),
            deaf: self.deaf,
            partial: None,
            ended: false,
            said_goodbye: false,
        })))
    }
}

fn connect(port: u16, until: Instant) -> Result<TcpStream, Trouble> {
    for address in [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)] {
        let left = until.saturating_duration_since(Instant::now()).max(SLICE);
        match TcpStream::connect_timeout(&SocketAddr::new(address, port), left) {
            Ok(stream) => return Ok(stream),
            Err(error) if error.kind() == ErrorKind::TimedOut => return Err(Trouble::NoAnswer),
            Err(_) => {}
        }
    }
    Err(Trouble::Refused)
}

/// The head of an answer, and what came after it.
fn read_head(stream: &mut TcpStream, until: Instant, stop: &dyn Fn() -> bool) -> Result<(String, Vec<u8>), Trouble> {
    let mut came = Vec::new();
    let mut part = [0; 4096];
    loop {
        if let Some(end) = came.windows(4).position(|four| four == b"\r\n\r\n") {
            let rest = came.split_off(end + 4);
            return Ok((String::from_utf8_lossy(&came).into_owned(), rest));
        }
        if came.len() > HEAD {
            return Err(Trouble::NoHttp("its head has no end".to_owned()));
        }
        if Instant::now() >= until || stop() {
            return Err(Trouble::NoAnswer);
        }
        match stream.read(&mut part) {
            Ok(0) => return Err(Trouble::Dropped),
            Ok(count) => came.extend_from_slice(part.get(..count).unwrap_or_default()),
            Err(error)
                if [ErrorKind::WouldBlock, ErrorKind::TimedOut, ErrorKind::Interrupted].contains(&error.kind()) => {}
            Err(_) => return Err(Trouble::Dropped),
        }
    }
}

fn status(line: &str) -> Option<u16> {
    line.strip_prefix("HTTP/1.")?.split_whitespace().nth(1)?.parse().ok()
}

impl Wire {
    /// Sends a text. It is on its way, or waits to be sent with the next turn.
    pub(super) fn text(&mut self, text: String) {
        self.send(Frame::message(text, OpCode::Data(Data::Text), true));
    }

    pub(super) fn ping(&mut self) {
        self.send(Frame::ping("roadmap"));
    }

    /// Says goodbye; the connection ends when the server has done so too.
    pub(super) fn close(&mut self, code: u16) {
        self.said_goodbye = true;
        self.send(Frame::close(Some(CloseFrame { code: CloseCode::from(code), reason: "".into() })));
    }

    fn send(&mut self, mut frame: Frame) {
        let random = RandomState::new().build_hasher().finish().to_be_bytes();
        frame.header_mut().mask = random.first_chunk().copied();
        // What could not be sent yet is sent with the next turn; a broken connection is noticed when it is read.
        _ = self.frames.send(frame);
    }

    /// Reads what is there, and answers pings.
    pub(super) fn turn(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        if !self.ended {
            _ = self.frames.flush();
        }
        while !self.ended && events.len() < TURN {
            match self.frames.read(Some(MOST)) {
                Ok(Some(frame)) => self.came(frame, &mut events),
                Ok(None) => self.end(ABNORMAL, "", &mut events),
                Err(Error::Io(error)) if error.kind() == ErrorKind::WouldBlock => break,
                Err(Error::Io(_)) => self.end(ABNORMAL, "", &mut events),
                Err(error) => self.end(ABNORMAL, &error.to_string(), &mut events),
            }
        }
        events
    }

    fn came(&mut self, frame: Frame, events: &mut Vec<Event>) {
        let (is_final, opcode) = (frame.header().is_final, frame.header().opcode);
        match opcode {
            OpCode::Control(Control::Ping) => {
                events.push(Event::Ping);
                if !self.deaf {
                    self.send(Frame::pong(frame.into_payload()));
                }
            }
            OpCode::Control(Control::Pong) => events.push(Event::Pong),
            OpCode::Control(Control::Close) => {
                let payload = frame.into_payload();
                let code = payload.first_chunk().map_or(NONE, |code| u16::from_be_bytes(*code));
                let reason = String::from_utf8_lossy(payload.get(2..).unwrap_or_default()).into_owned();
                if !self.said_goodbye {
                    self.close(if code == NONE { 1000 } else { code });
                }
                self.end(code, &reason, events);
            }
            OpCode::Data(kind @ (Data::Text | Data::Binary)) => {
                self.partial = Some((kind, frame.into_payload().to_vec()));
                self.whole(is_final, events);
            }
            OpCode::Data(Data::Continue) if self.partial.is_some() => {
                if let Some((_, bytes)) = &mut self.partial {
                    bytes.extend_from_slice(frame.payload());
                }
                self.whole(is_final, events);
            }
            OpCode::Data(_) | OpCode::Control(Control::Reserved(_)) => {
                self.end(ABNORMAL, "a frame that nobody understands", events);
            }
        }
    }

    fn whole(&mut self, is_final: bool, events: &mut Vec<Event>) {
        let Some((kind, bytes)) = self.partial.take_if(|(_, bytes)| is_final || bytes.len() > MOST) else { return };
        events.push(match kind {
            Data::Text => Event::Text(String::from_utf8_lossy(&bytes).into_owned()),
            Data::Binary | Data::Continue | Data::Reserved(_) => Event::Bytes(bytes),
        });
    }

    fn end(&mut self, code: u16, reason: &str, events: &mut Vec<Event>) {
        self.ended = true;
        // Both have said what they had to say; the server may wait for this before it lets go.
        _ = self.frames.get_ref().shutdown(Shutdown::Write);
        events.push(Event::Closed(code, reason.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use tungstenite::Message;

    use super::*;

    /// A server that takes one connection, and what our side sees until it has seen so many things.
    fn talk(serve: impl FnOnce(TcpStream) + Send + 'static, say: impl FnOnce(&mut Wire), count: usize) -> Vec<Event> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = thread::spawn(move || serve(listener.accept().unwrap().0));
        let until = Instant::now() + Duration::from_secs(10);
        let shake = Handshake { target: "/".to_owned(), headers: Vec::new(), deaf: false };
        let Opened::Open(mut wire) = shake.make(port, until, &|| false).unwrap() else { panic!("not open") };
        say(&mut wire);
        let mut seen = Vec::new();
        while seen.len() < count && Instant::now() < until {
            seen.extend(wire.turn());
            thread::yield_now();
        }
        drop(wire);
        server.join().unwrap();
        seen
    }

    #[test]
    fn messages_pings_and_the_end_are_seen_in_order() {
        let serve = |stream| {
            let mut socket = tungstenite::accept(stream).unwrap();
            assert_eq!(socket.read().unwrap(), Message::text("hi"));
            socket.send(Message::text("é".repeat(200_000))).unwrap();
            socket.send(Message::Ping("x".into())).unwrap();
            assert_eq!(socket.read().unwrap(), Message::Pong("x".into()));
            assert!(matches!(socket.read().unwrap(), Message::Ping(_)));
            socket.flush().unwrap();
            socket.close(Some(CloseFrame { code: CloseCode::from(4401), reason: "who?".into() })).unwrap();
            while socket.read().is_ok() {}
        };
        let say = |wire: &mut Wire| {
            wire.text("hi".to_owned());
            thread::sleep(Duration::from_millis(1));
            while !wire.turn().contains(&Event::Ping) {}
            wire.ping();
        };
        assert_eq!(talk(serve, say, 2), [Event::Pong, Event::Closed(4401, "who?".into())]);
    }

    #[test]
    fn a_message_may_come_in_parts_and_a_connection_may_break() {
        let serve = |stream: TcpStream| {
            let mut socket = tungstenite::accept(stream).unwrap();
            let part =
                |text: &'static str, opcode, last| Message::Frame(Frame::message(text, OpCode::Data(opcode), last));
            socket.send(part("a", Data::Text, false)).unwrap();
            socket.send(part("b", Data::Continue, true)).unwrap();
            socket.get_mut().shutdown(std::net::Shutdown::Both).unwrap();
        };
        assert_eq!(talk(serve, |_| (), 2), [Event::Text("ab".into()), Event::Closed(ABNORMAL, String::new())]);
    }

    #[test]
    fn what_answers_a_handshake_otherwise_is_told_apart() {
        for (answer, told) in [
            ("HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n", "401"),
            ("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: x\r\n\r\n", "NoHttp"),
            ("hello\r\n\r\n", "NoHttp"),
            ("", "Dropped"),
        ] {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let port = listener.local_addr().unwrap().port();
            let server = thread::spawn(move || {
                let mut stream = listener.accept().unwrap().0;
                let mut request = [0; 4096];
                assert!(stream.read(&mut request).unwrap() > 0);
                stream.write_all(answer.as_bytes()).unwrap();
            });
            let shake = Handshake { target: "/".to_owned(), headers: Vec::new(), deaf: false };
            let made = shake.make(port, Instant::now() + Duration::from_secs(10), &|| false);
            let came = match made {
                Ok(Opened::Open(_)) => "open".to_owned(),
                Ok(Opened::Answered(status)) => status.to_string(),
                Err(trouble) => format!("{trouble:?}"),
            };
            assert!(came.starts_with(told), "{came}");
            server.join().unwrap();
        }
    }
}
