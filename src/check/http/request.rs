//! One request: how it is written, sent, and repeated by hand.

use std::fmt;
use std::fmt::Write as _;
use std::str::FromStr;

use super::body::{Body, encoded};
use super::client::Message;
use super::values::{Unfilled, Values};
use crate::check::function::shorten;

/// Letters of a word that are shown in a line to repeat.
const LONG_WORD: usize = 400;

/// A request, with places for captured values.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::check) struct Request {
    pub(super) method: String,
    /// The path, as it is sent: nothing is made simpler.
    pub(super) target: String,
    /// Added to the path, encoded.
    pub(super) params: Vec<(String, String)>,
    /// Names and values of headers.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<Body>,
    /// Whose cookies are sent.
    pub(super) client: String,
}

impl FromStr for Request {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const HOW: &str = "write a method in capitals and a path, such as `GET /notes?limit=2`";
        let (method, target) = text.split_once(' ').ok_or(HOW)?;
        if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-') {
            return Err(HOW);
        }
        let is_sent = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`|#".contains(&byte);
        if !target.starts_with('/') || !target.bytes().all(is_sent) {
            return Err("the path begins with `/`, and odd characters are percent-encoded: `%20`");
        }
        Ok(Request {
            method: method.to_owned(),
            target: target.to_owned(),
            params: Vec::new(),
            headers: Vec::new(),
            body: None,
            client: String::new(),
        })
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.whole_target())
    }
}

impl Request {
    /// Whether it only looks.
    pub(super) fn is_safe(&self) -> bool {
        ["GET", "HEAD", "OPTIONS"].contains(&self.method.as_str())
    }

    /// With captured values in their places.
    pub(super) fn filled(&self, values: &Values) -> Result<Request, Unfilled> {
        Ok(Request {
            target: sendable(&values.text(&self.target)?),
            params: values.pairs(&self.params)?,
            headers: values.pairs(&self.headers)?,
            body: self.body.as_ref().map(|body| body.filled(values)).transpose()?,
            ..self.clone()
        })
    }

    /// What goes over the wire.
    pub(super) fn message(&self, port: u16) -> Message {
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.whole_target());
        let body = self.body.as_ref().map(Body::bytes);
        let length = body.as_ref().map(|body| body.len().to_string());
        let implied = [
            ("host", Some(format!("localhost:{port}"))),
            ("user-agent", Some("roadmap".to_owned())),
            ("accept", Some("*/*".to_owned())),
            ("content-length", length.or_else(|| (!self.is_safe()).then(|| "0".to_owned()))),
            ("connection", Some("close".to_owned())),
        ];
        for (name, value) in implied {
            if let Some(value) = value.filter(|_| !self.names(name)) {
                let _ = write!(head, "{name}: {value}\r\n");
            }
        }
        for (name, value) in self.all_headers() {
            let _ = write!(head, "{name}: {}\r\n", value.replace(['\r', '\n'], " "));
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        bytes.extend(body.unwrap_or_default());
        Message { bytes, head_only: self.method == "HEAD" }
    }

    /// The line that repeats it by hand, on the port that lessons use. Of a very long value, its beginning.
    pub(super) fn curl(&self) -> String {
        let (data, piped) = self.body.as_ref().map(Body::curl).unwrap_or_default();
        let mut words = vec!["curl".to_owned(), "-i".to_owned()];
        let implied = if self.body.is_some() { "POST" } else { "GET" };
        if self.method == "HEAD" {
            words.push("-I".to_owned());
        } else if self.method != implied {
            words.extend(["-X".to_owned(), self.method.clone()]);
        }
        let target = self.whole_target();
        if target.contains("/./") || target.contains("/../") || target.ends_with("/..") {
            words.push("--path-as-is".to_owned());
        }
        for (name, value) in self.all_headers() {
            // The boundary of a multipart body is curl's own.
            if !matches!(self.body, Some(Body::Multipart(_))) || self.names("content-type") || name != "content-type" {
                words.extend(["-H".to_owned(), format!("{name}: {value}")]);
            }
        }
        words.extend(data);
        words.push(format!("http://localhost:3000{target}"));
        let line = words.iter().map(|word| quoted(&shorten(word, LONG_WORD))).collect::<Vec<_>>().join(" ");
        piped.map_or(line.clone(), |from| format!("{from} | {line}"))
    }

    fn whole_target(&self) -> String {
        match (self.params.is_empty(), self.target.contains('?')) {
            (true, _) => self.target.clone(),
            (false, false) => format!("{}?{}", self.target, encoded(&self.params)),
            (false, true) => format!("{}&{}", self.target, encoded(&self.params)),
        }
    }

    fn names(&self, header: &str) -> bool {
        self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(header))
    }

    /// Its headers, and the type of what is sent if they do not name it. A header without a value is not sent at all.
    fn all_headers(&self) -> impl Iterator<Item = (&str, String)> {
        let implied = self.body.as_ref().filter(|_| !self.names("content-type")).map(Body::content_type);
        let implied = implied.map(|kind| ("content-type", kind));
        let given = self.headers.iter().filter(|(_, value)| !value.is_empty());
        implied.into_iter().chain(given.map(|(name, value)| (name.as_str(), value.clone())))
    }
}

/// A path in which everything can be sent.
fn sendable(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for byte in target.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_a_method_and_a_path() {
        let request: Request = "GET /notes?limit=2".parse().unwrap();
        assert_eq!((request.method.as_str(), request.target.as_str()), ("GET", "/notes?limit=2"));
        assert!("BREW /x".parse::<Request>().is_ok(), "a server has to refuse what it does not know");
        for bad in ["", "GET", "/x", "get /x", " /x", "GET x", "GET http://x/", "GET /a b", "GET /é", "GET /\r\nx: y"]
        {
            assert!(bad.parse::<Request>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_request_is_sent_as_it_stands() {
        let mut request: Request = "POST /files/..%2f../../etc/passwd".parse().unwrap();
        request.body = Some(Body::Text("{".to_owned()));
        request.headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        let text = String::from_utf8(request.message(4000).bytes).unwrap();
        assert_eq!(
            text,
            "POST /files/..%2f../../etc/passwd HTTP/1.1\r\nhost: localhost:4000\r\nuser-agent: roadmap\r\naccept: */*\r\n\
             content-length: 1\r\nconnection: close\r\ncontent-type: application/json\r\n\r\n{"
        );
        let mut search: Request = "GET /search?x=1".parse().unwrap();
        search.params = vec![("q".to_owned(), "' OR 1=1".to_owned())];
        assert_eq!(search.to_string(), "GET /search?x=1&q=%27%20OR%201%3D1");
    }

    #[test]
    fn a_request_can_be_repeated_by_hand() {
        let curl = |text: &str| text.parse::<Request>().unwrap().curl();
        assert_eq!(curl("GET /nope"), "curl -i http://localhost:3000/nope");
        assert_eq!(curl("HEAD /nope"), "curl -i -I http://localhost:3000/nope");
        assert_eq!(curl("DELETE /notes/1"), "curl -i -X DELETE http://localhost:3000/notes/1");
        assert_eq!(curl("GET /?a=1&b=2"), "curl -i 'http://localhost:3000/?a=1&b=2'");
        assert!(curl(&format!("GET /{}", "a".repeat(2000))).len() < 500, "nobody reads a name of 2000 letters");
        assert_eq!(curl("GET /a/../b"), "curl -i --path-as-is http://localhost:3000/a/../b");

        let mut post: Request = "POST /notes".parse().unwrap();
        post.body = Some(Body::Json(serde_json::json!({"text": "it's"})));
        post.headers.push(("x-user".to_owned(), "ada".to_owned()));
        assert_eq!(
            post.curl(),
            "curl -i -H 'content-type: application/json' -H 'x-user: ada' --data-raw '{\"text\":\"it'\\''s\"}' \
             http://localhost:3000/notes"
        );
        post.body = Some(Body::Size(2_000_000));
        post.headers.clear();
        assert!(post.curl().starts_with("head -c 2000000 /dev/zero | tr '\\0' a | curl -i -H"), "{}", post.curl());
    }
}
