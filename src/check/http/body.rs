//! What a request carries, as bytes and for the command line.

use std::fmt::Write as _;

use serde_json::Value;

use super::values::{Unfilled, Values};

/// What stands between the parts of a multipart body.
const BOUNDARY: &str = "roadmap-part-7d1f0c42";

/// What is sent.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Body {
    Json(Value),
    Text(String),
    /// Fields of a form, as a browser sends them.
    Form(Vec<(String, String)>),
    Multipart(Vec<Part>),
    Bytes(Vec<u8>),
    /// This many letters `a`.
    Size(usize),
}

/// A field of a form that may carry files.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) text: String,
    /// This many letters `a` after the text.
    pub(super) size: usize,
    /// The name of its file and the type that it claims to have.
    pub(super) file: Option<(String, String)>,
}

impl Body {
    /// With captured values in their places.
    pub(super) fn filled(&self, values: &Values) -> Result<Body, Unfilled> {
        Ok(match self {
            Body::Json(value) => Body::Json(values.value(value)?),
            Body::Text(text) => Body::Text(values.text(text)?),
            Body::Form(fields) => Body::Form(values.pairs(fields)?),
            Body::Multipart(parts) => {
                let filled = |part: &Part| Ok(Part { text: values.text(&part.text)?, ..part.clone() });
                Body::Multipart(parts.iter().map(filled).collect::<Result<_, _>>()?)
            }
            Body::Bytes(_) | Body::Size(_) => self.clone(),
        })
    }

    pub(super) fn content_type(&self) -> String {
        match self {
            Body::Json(_) => "application/json".to_owned(),
            Body::Text(_) => "text/plain; charset=utf-8".to_owned(),
            Body::Form(_) => "application/x-www-form-urlencoded".to_owned(),
            Body::Multipart(_) => format!("multipart/form-data; boundary={BOUNDARY}"),
            Body::Bytes(_) | Body::Size(_) => "application/octet-stream".to_owned(),
        }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        match self {
            Body::Json(value) => value.to_string().into_bytes(),
            Body::Text(text) => text.clone().into_bytes(),
            Body::Form(fields) => encoded(fields).into_bytes(),
            Body::Multipart(parts) => multipart(parts),
            Body::Bytes(bytes) => bytes.clone(),
            Body::Size(size) => vec![b'a'; *size],
        }
    }

    /// The words for curl, and what is to be piped into it.
    pub(super) fn curl(&self) -> (Vec<String>, Option<String>) {
        let data = |text: String| (vec!["--data-raw".to_owned(), text], None);
        let piped = |from: String| (vec!["--data-binary".to_owned(), "@-".to_owned()], Some(from));
        match self {
            Body::Json(value) => data(value.to_string()),
            Body::Text(text) => data(text.clone()),
            Body::Form(fields) => {
                let words =
                    |(name, value): &(String, String)| ["--data-urlencode".to_owned(), format!("{name}={value}")];
                (fields.iter().flat_map(words).collect(), None)
            }
            Body::Multipart(parts) => {
                let word = |part: &Part| match &part.file {
                    Some((name, kind)) => format!("{}=@{name};type={kind}", part.name),
                    None => format!("{}={}", part.name, part.text),
                };
                (parts.iter().flat_map(|part| ["-F".to_owned(), word(part)]).collect(), None)
            }
            Body::Bytes(bytes) => {
                let text: Vec<String> = bytes.iter().map(|byte| format!("\\{byte:03o}")).collect();
                piped(format!("printf '{}'", text.concat()))
            }
            Body::Size(size) => piped(format!("head -c {size} /dev/zero | tr '\\0' a")),
        }
    }
}

/// Names and values as they stand in a query or a form.
pub(super) fn encoded(pairs: &[(String, String)]) -> String {
    let pair = |(name, value): &(String, String)| format!("{}={}", escaped(name), escaped(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn multipart(parts: &[Part]) -> Vec<u8> {
    let mut out = String::new();
    for Part { name, text, size, file } in parts {
        let _ = write!(out, "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"");
        if let Some((file, kind)) = file {
            let _ = write!(out, "; filename=\"{file}\"\r\ncontent-type: {kind}");
        }
        let _ = write!(out, "\r\n\r\n{text}{}\r\n", "a".repeat(*size));
    }
    let _ = write!(out, "--{BOUNDARY}--\r\n");
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_written_as_browsers_write_them() {
        let pairs = [("q".to_owned(), "' OR 1=1 --".to_owned()), ("é".to_owned(), "a b".to_owned())];
        assert_eq!(encoded(&pairs), "q=%27%20OR%201%3D1%20--&%C3%A9=a%20b");
        let photo = Part {
            name: "photo".to_owned(),
            text: "x".to_owned(),
            size: 2,
            file: Some(("a.png".to_owned(), "image/png".to_owned())),
        };
        let body = Body::Multipart(vec![photo]);
        let text = String::from_utf8(body.bytes()).unwrap();
        assert!(
            text.contains("name=\"photo\"; filename=\"a.png\"\r\ncontent-type: image/png\r\n\r\nxaa\r\n--"),
            "{text}"
        );
        assert!(text.ends_with("--\r\n"));
        assert_eq!(body.curl().0, ["-F", "photo=@a.png;type=image/png"]);
    }
}
