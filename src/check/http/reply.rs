//! What a server answers: its status, headers and body.

use std::time::Duration;

/// What the server answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::check) struct Reply {
    pub(in crate::check) status: u16,
    pub(super) headers: Vec<(String, String)>,
    /// The body, decoded lossily.
    pub(in crate::check) body: String,
    /// From sending to the last byte.
    pub(super) took: Duration,
}

/// What stands before a body.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(in crate::check) status: u16,
    headers: Vec<(String, String)>,
}

impl Head {
    /// Reads a head and says how long it is; none if it is not complete.
    pub(super) fn read(bytes: &[u8]) -> Result<Option<(usize, Head)>, String> {
        let mut headers = [httparse::EMPTY_HEADER; 128];
        let mut parsed = httparse::Response::new(&mut headers);
        match parsed.parse(bytes).map_err(|error| error.to_string())? {
            httparse::Status::Partial => Ok(None),
            httparse::Status::Complete(length) => {
                let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
                let headers = parsed.headers.iter().map(|header| (header.name.to_owned(), text(header.value)));
                Ok(Some((length, Head { status: parsed.code.unwrap_or_default(), headers: headers.collect() })))
            }
        }
    }

    pub(super) fn is_chunked(&self) -> bool {
        find(&self.headers, "transfer-encoding").is_some_and(|value| value.to_lowercase().contains("chunked"))
    }

    /// How long the body is, if it is said.
    pub(super) fn length(&self) -> Result<Option<usize>, String> {
        let Some(text) = find(&self.headers, "content-length") else { return Ok(None) };
        text.trim().parse().map(Some).map_err(|_| format!("its Content-Length is `{text}`"))
    }

    pub(super) fn with(self, body: Vec<u8>) -> Reply {
        let body =
            String::from_utf8(body).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Reply { status: self.status, headers: self.headers, body, took: Duration::ZERO }
    }
}

impl Reply {
    /// The first header of this name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }

    /// All headers of this name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let same = move |(known, _): &&(String, String)| known.eq_ignore_ascii_case(name);
        self.headers.iter().filter(same).map(|(_, value)| value.as_str())
    }

    /// Where it leads, as a path if that is on the same server.
    pub(super) fn location(&self) -> Option<String> {
        let location = self.header("location")?;
        let rest = location.strip_prefix("http://").and_then(|rest| rest.split_once('/'));
        let here = |host: &str| ["localhost", "127.0.0.1", "[::1]"].iter().any(|known| host.starts_with(known));
        Some(match rest {
            Some((host, path)) if here(host) => format!("/{path}"),
            Some(_) | None => location.to_owned(),
        })
    }
}

fn find<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_on_the_same_server_is_a_path() {
        let leads = |to: &str| {
            Reply { headers: vec![("Location".to_owned(), to.to_owned())], ..Reply::default() }.location().unwrap()
        };
        assert_eq!(leads("http://localhost:4000/tasks/1"), "/tasks/1");
        assert_eq!(leads("/tasks/1"), "/tasks/1");
        assert_eq!(leads("http://evil.test/tasks/1"), "http://evil.test/tasks/1");
    }
}
