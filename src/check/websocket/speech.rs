//! How messages are written on a connection: as plain JSON, or as events of Socket.IO (protocol 5 over Engine.IO 4).

use serde_json::{Map, Value, json};

use super::wire::Event;

/// What only a Socket.IO server understands, and has to refuse: no session comes of it.
pub(super) const PROBE: &str = "/socket.io/?EIO=4&transport=none";

/// How a server speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speech {
    Plain,
    /// An event's name is the `type` of a message, what it carries are the other fields.
    SocketIo,
}

/// What a frame means.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    /// A message, as plain JSON or as it came.
    Message(String),
    /// The conversation may begin.
    Welcome,
    /// The server does not want to talk.
    Refused(String),
    /// The server asks whether somebody is there.
    Ping,
    Pong,
    /// The server ends the conversation, with a code.
    Closed(u16, String),
    Nothing,
}

/// Whether this is how an Engine.IO server answers to the probe.
pub(super) fn is_engine(status: u16, body: &str) -> bool {
    status == 400 && body.to_lowercase().contains("transport")
}

impl Speech {
    /// The path of the handshake.
    pub(super) fn target(self, target: &str) -> String {
        match self {
            Speech::Plain => target.to_owned(),
            Speech::SocketIo => {
                let query = target.split_once('?').map_or(String::new(), |(_, query)| format!("&{query}"));
                format!("/socket.io/?EIO=4&transport=websocket{query}")
            }
        }
    }

    /// What the client says first: with Socket.IO what the query holds, as `auth`.
    pub(super) fn greeting(self, target: &str) -> Option<String> {
        let pairs = target.split_once('?').map_or("", |(_, query)| query).split('&');
        let fields: Map<_, _> = pairs
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), Value::from(value)))
            .collect();
        (self == Speech::SocketIo)
            .then(|| if fields.is_empty() { "40".to_owned() } else { format!("40{}", json!(fields)) })
    }

    /// A message as it goes over the wire.
    pub(super) fn message(self, message: &Value) -> String {
        match self {
            Speech::Plain => message.to_string(),
            Speech::SocketIo => {
                let mut fields = message.as_object().cloned().unwrap_or_default();
                match fields.shift_remove("type") {
                    Some(Value::String(event)) => format!("42{}", json!([event, fields])),
                    Some(_) | None => format!("42{}", json!(["message", message])),
                }
            }
        }
    }

    /// A text that need not be JSON, as it goes over the wire.
    pub(super) fn text(self, text: &str) -> String {
        match self {
            Speech::Plain => text.to_owned(),
            Speech::SocketIo => format!("42{}", json!(["message", text])),
        }
    }

    /// What is said before the connection is closed.
    pub(super) fn goodbye(self) -> Option<&'static str> {
        match self {
            Speech::Plain => None,
            Speech::SocketIo => Some("41"),
        }
    }

    /// What something means that came.
    pub(super) fn read(self, event: Event) -> Meaning {
        match (self, event) {
            (_, Event::Closed(code, reason)) => Meaning::Closed(code, reason),
            (_, Event::Pong) => Meaning::Pong,
            (Speech::Plain, Event::Ping) => Meaning::Ping,
            (Speech::Plain, Event::Text(text)) => Meaning::Message(text),
            (_, Event::Bytes(bytes)) => Meaning::Message(String::from_utf8_lossy(&bytes).into_owned()),
            // Engine.IO has its own, and a proxy in between may ask as well.
            (Speech::SocketIo, Event::Ping) => Meaning::Nothing,
            (Speech::SocketIo, Event::Text(text)) => packet(&text),
        }
    }
}

fn packet(text: &str) -> Meaning {
    let rest = |prefix: &str| text.strip_prefix(prefix);
    if text == "2" {
        Meaning::Ping
    } else if text == "3probe" || text == "6" || text.starts_with('0') {
        Meaning::Nothing
    } else if text == "3" {
        Meaning::Pong
    } else if text == "1" || rest("41").is_some() {
        Meaning::Closed(1000, "disconnected".to_owned())
    } else if rest("40").is_some() {
        Meaning::Welcome
    } else if let Some(error) = rest("44") {
        let told: Value = serde_json::from_str(error).unwrap_or_default();
        Meaning::Refused(told.get("message").and_then(Value::as_str).unwrap_or(error).to_owned())
    } else if let Some(event) = rest("42") {
        event_of(event)
    } else {
        Meaning::Message(text.to_owned())
    }
}

/// An event as a message: its name is the `type`.
fn event_of(text: &str) -> Meaning {
    let start = text.find('[').unwrap_or(0);
    let (ack, list) = text.split_at_checked(start).unwrap_or(("", text));
    let Ok(Value::Array(items)) = serde_json::from_str::<Value>(list) else { return Meaning::Message(text.to_owned()) };
    let mut items = items.into_iter();
    let mut fields = Map::new();
    fields.insert("type".to_owned(), items.next().unwrap_or_default());
    match (items.next(), ack) {
        (Some(Value::Object(more)), _) => fields.extend(more.into_iter().filter(|(name, _)| name != "type")),
        (Some(data), _) => _ = fields.insert("data".to_owned(), data),
        (None, _) => {}
    }
    Meaning::Message(Value::Object(fields).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Meaning {
        Speech::SocketIo.read(Event::Text(text.to_owned()))
    }

    #[test]
    fn a_message_is_an_event_and_back() {
        let io = Speech::SocketIo;
        assert_eq!(io.message(&json!({ "type": "chat", "text": "hi" })), r#"42["chat",{"text":"hi"}]"#);
        assert_eq!(io.message(&json!({ "text": "hi" })), r#"42["message",{"text":"hi"}]"#);
        assert_eq!(io.message(&json!([1])), r#"42["message",[1]]"#);
        assert_eq!(io.text("{"), r#"42["message","{"]"#);
        let message = |text: &str| Meaning::Message(text.to_owned());
        assert_eq!(read(r#"42["chat",{"text":"hi"}]"#), message(r#"{"type":"chat","text":"hi"}"#));
        assert_eq!(read(r#"4217["chat","hi"]"#), message(r#"{"type":"chat","data":"hi"}"#));
        assert_eq!(read(r#"42["pong"]"#), message(r#"{"type":"pong"}"#));
        assert_eq!(read("42x"), message("x"));
    }

    #[test]
    fn the_conversation_begins_and_ends_as_socket_io_has_it() {
        let io = Speech::SocketIo;
        assert_eq!(io.target("/?token=a"), "/socket.io/?EIO=4&transport=websocket&token=a");
        assert_eq!(io.greeting("/?token=a&room=b").as_deref(), Some(r#"40{"token":"a","room":"b"}"#));
        assert_eq!(io.greeting("/").as_deref(), Some("40"));
        assert_eq!(Speech::Plain.greeting("/?token=a"), None);
        assert_eq!(read(r#"0{"sid":"x","upgrades":[]}"#), Meaning::Nothing);
        assert_eq!(read(r#"40{"sid":"x"}"#), Meaning::Welcome);
        assert_eq!(read(r#"44{"message":"who?"}"#), Meaning::Refused("who?".into()));
        assert_eq!(read("2"), Meaning::Ping);
        assert_eq!(read("41"), Meaning::Closed(1000, "disconnected".into()));
        assert_eq!(io.goodbye(), Some("41"));
    }

    #[test]
    fn a_server_of_socket_io_is_known_by_what_it_refuses() {
        assert!(is_engine(400, r#"{"code":0,"message":"Transport unknown"}"#));
        assert!(is_engine(400, "\"Invalid transport\""));
        assert!(!is_engine(400, "Bad Request"));
        assert!(!is_engine(404, "transport"));
    }
}
