//! One request: how it is written, sent, and repeated by hand.

use std::fmt;
use std::io::{ErrorKind, Read};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;
use std::time::Duration;

use serde_json::Value;
use ureq::http::{self, Method};
use ureq::{Agent, AsSendBody};

/// The largest body of an answer.
const MOST: u64 = 1024 * 1024;

const METHODS: [Method; 7] =
    [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS];

/// A request.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Request {
    pub(super) method: Method,
    /// The path, with its query.
    pub(super) target: String,
    /// Names and values of headers.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<Body>,
}

/// What is sent.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Body {
    Json(Value),
    Text(String),
}

/// What the server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    /// The body, decoded lossily.
    pub(super) body: String,
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Trouble {
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

impl FromStr for Request {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const HOW: &str = "write a method in capitals and a path, such as `GET /notes?limit=2`";
        let (method, target) = text.split_once(' ').ok_or(HOW)?;
        let method = METHODS.into_iter().find(|known| known.as_str() == method).ok_or(HOW)?;
        let printable = target.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}#".contains(&byte));
        if !target.starts_with('/') || !printable {
            return Err("the path begins with `/`, and odd characters are percent-encoded: `%20`");
        }
        Ok(Request { method, target: target.to_owned(), headers: Vec::new(), body: None })
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.target)
    }
}

impl Request {
    /// Sends it and reads the answer. The agent's connections can be closed from another thread.
    pub(super) fn send(&self, agent: &Agent, port: u16, time: Duration) -> Result<Reply, Trouble> {
        let mut trouble = Trouble::Refused;
        for address in [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)] {
            trouble = match self.send_to(agent, SocketAddr::new(address, port), time) {
                Err(Trouble::Refused) => Trouble::Refused,
                done => return done,
            };
        }
        Err(trouble)
    }

    fn send_to(&self, agent: &Agent, to: SocketAddr, time: Duration) -> Result<Reply, Trouble> {
        let mut request =
            http::Request::builder().method(self.method.clone()).uri(format!("http://{to}{}", self.target));
        for (name, value) in self.all_headers() {
            request = request.header(name, value);
        }
        let sent = match self.body_text() {
            Some(body) => request.body(body).map_err(ureq::Error::from).and_then(|request| run(agent, request, time)),
            None => request.body(()).map_err(ureq::Error::from).and_then(|request| run(agent, request, time)),
        };
        let mut answer = sent.map_err(trouble)?;
        let mut body = Vec::new();
        answer.body_mut().as_reader().take(MOST + 1).read_to_end(&mut body).map_err(|error| trouble(error.into()))?;
        if body.len() as u64 > MOST {
            return Err(Trouble::Endless);
        }
        let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        Ok(Reply {
            status: answer.status().as_u16(),
            headers: answer.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }

    /// Its headers, and the type of what is sent if they do not name it.
    fn all_headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let named = self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        let implied = match self.body {
            Some(Body::Json(_)) => Some("application/json"),
            Some(Body::Text(_)) => Some("text/plain; charset=utf-8"),
            None => None,
        };
        let implied = implied.filter(|_| !named).map(|kind| ("content-type", kind));
        implied.into_iter().chain(self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    fn body_text(&self) -> Option<String> {
        self.body.as_ref().map(|body| match body {
            Body::Json(value) => value.to_string(),
            Body::Text(text) => text.clone(),
        })
    }

    /// The line that repeats it by hand, on the port that lessons use.
    pub(super) fn curl(&self) -> String {
        let mut words = vec!["curl".to_owned(), "-i".to_owned()];
        let implied = if self.body.is_some() { Method::POST } else { Method::GET };
        if self.method == Method::HEAD {
            words.push("-I".to_owned());
        } else if self.method != implied {
            words.extend(["-X".to_owned(), self.method.to_string()]);
        }
        for (name, value) in self.all_headers() {
            words.extend(["-H".to_owned(), quoted(&format!("{name}: {value}"))]);
        }
        if let Some(body) = self.body_text() {
            words.extend(["--data-raw".to_owned(), quoted(&body)]);
        }
        words.push(quoted(&format!("http://localhost:3000{}", self.target)));
        words.join(" ")
    }
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:,@%+=".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

impl Reply {
    /// The first header of this name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// An agent that asks what it is told to, and only that: no proxy, no redirects, a new connection for each request.
pub(super) fn agent() -> Agent {
    Agent::config_builder()
        .proxy(None)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .max_idle_connections(0)
        .user_agent("roadmap")
        .build()
        .new_agent()
}

fn run(
    agent: &Agent,
    request: http::Request<impl AsSendBody>,
    time: Duration,
) -> Result<http::Response<ureq::Body>, ureq::Error> {
    agent.run(agent.configure_request(request).timeout_global(Some(time)).build())
}

fn trouble(error: ureq::Error) -> Trouble {
    if let ureq::Error::Protocol(_) | ureq::Error::LargeResponseHeader(..) = error {
        return Trouble::NoHttp(error.to_string());
    }
    // The errors of a body's reader are wrapped in others.
    let is_timeout = |error: &ureq::Error| matches!(error, ureq::Error::Timeout(_));
    let late = is_timeout(&error);
    let error = error.into_io();
    let late = late || error.get_ref().and_then(|inner| inner.downcast_ref()).is_some_and(is_timeout);
    let kinds = |of: &[ErrorKind]| of.contains(&error.kind());
    if late || kinds(&[ErrorKind::TimedOut, ErrorKind::WouldBlock]) {
        Trouble::NoAnswer
    } else if kinds(&[ErrorKind::ConnectionRefused, ErrorKind::AddrNotAvailable, ErrorKind::NetworkUnreachable]) {
        Trouble::Refused
    } else {
        Trouble::Dropped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_a_method_and_a_path() {
        let request: Request = "GET /notes?limit=2".parse().unwrap();
        assert_eq!((request.method.clone(), request.target.as_str()), (Method::GET, "/notes?limit=2"));
        for bad in
            ["", "GET", "/x", "get /x", "BREW /x", "GET x", "GET http://x/", "GET /a b", "GET /é", "GET /\r\nx: y"]
        {
            assert!(bad.parse::<Request>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_request_can_be_repeated_by_hand() {
        let curl = |text: &str| text.parse::<Request>().unwrap().curl();
        assert_eq!(curl("GET /nope"), "curl -i http://localhost:3000/nope");
        assert_eq!(curl("DELETE /notes/1"), "curl -i -X DELETE http://localhost:3000/notes/1");
        assert_eq!(curl("GET /?a=1&b=2"), "curl -i 'http://localhost:3000/?a=1&b=2'");

        let mut post: Request = "POST /notes".parse().unwrap();
        post.body = Some(Body::Json(serde_json::json!({"text": "it's"})));
        post.headers.push(("x-user".to_owned(), "ada".to_owned()));
        assert_eq!(
            post.curl(),
            "curl -i -H 'content-type: application/json' -H 'x-user: ada' --data-raw '{\"text\":\"it'\\''s\"}' \
             http://localhost:3000/notes"
        );
    }
}
