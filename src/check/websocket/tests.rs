//! Tests of conversations with servers of learners, over plain WebSocket and over Socket.IO.

use std::net::{Ipv4Addr, TcpListener};
use std::time::{Duration, Instant};

use super::WebSocket;
use crate::check::testing::{Bench, build, failed, keys_of, shown_in_the_guide};
use crate::check::{CheckError, Seen};
use crate::id::{ByTrack, Track};

fn look(bench: &Bench, steps: &[&str]) -> Result<Vec<Option<Seen>>, CheckError> {
    let steps: Vec<WebSocket> = steps.iter().map(|toml| build(toml, WebSocket::build).unwrap()).collect();
    bench.with(|sandbox| WebSocket::run(&steps.iter().collect::<Vec<_>>(), sandbox))
}

/// What failed of each step; `-` for one that was not reached.
fn keys(bench: &Bench, steps: &[&str]) -> Vec<String> {
    let of = |seen: &Seen| {
        let crash = seen.crash.as_ref().map(|crash| format!("crash: {}", crash.kind));
        failed(seen).into_iter().chain(crash).collect::<Vec<_>>().join(", ")
    };
    let seen = look(bench, steps).unwrap();
    seen.iter().map(|seen| seen.as_ref().map_or_else(|| "-".to_owned(), of)).collect()
}

/// A server that speaks WebSocket without any package: `socket` has `send`, `close`, `end`, and the events `message`,
/// `gone`, `ping` and `pong`.
const SERVER: &str = r#"
const { EventEmitter } = require("node:events");
const crypto = require("node:crypto");
const http = require("node:http");
const sockets = new Set();
function frame(opcode, data) {
  const body = Buffer.from(data);
  const head = body.length < 126 ? Buffer.from([128 | opcode, body.length]) : body.length < 65536
    ? Buffer.from([128 | opcode, 126, body.length >> 8, body.length & 255])
    : Buffer.concat([Buffer.from([128 | opcode, 127, 0, 0, 0, 0]), Buffer.from([body.length >>> 24, (body.length >> 16) & 255, (body.length >> 8) & 255, body.length & 255])]);
  return Buffer.concat([head, body]);
}
function accept(req, raw) {
  const socket = new EventEmitter();
  const key = crypto.createHash("sha1").update(req.headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest("base64");
  raw.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`);
  socket.send = (value) => raw.write(frame(1, typeof value === "string" ? value : JSON.stringify(value)));
  socket.ping = () => raw.write(frame(9, "x"));
  socket.close = (code) => { raw.write(frame(8, Buffer.from([code >> 8, code & 255]))); raw.end(); };
  socket.end = () => raw.destroy();
  let rest = Buffer.alloc(0);
  raw.on("error", () => {});
  raw.on("end", () => raw.end());
  raw.on("close", () => { sockets.delete(socket); socket.emit("gone"); });
  raw.on("data", (part) => {
    rest = Buffer.concat([rest, part]);
    for (;;) {
      if (rest.length < 2) return;
      let length = rest[1] & 127, at = 2;
      if (length === 126) { length = rest.readUInt16BE(2); at = 4; }
      if (length === 127) { length = Number(rest.readBigUInt64BE(2)); at = 10; }
      if (length > 1000000) return socket.close(1009);
      if (rest.length < at + 4 + length) return;
      const mask = rest.subarray(at, at + 4);
      const data = Buffer.from(rest.subarray(at + 4, at + 4 + length).map((byte, index) => byte ^ mask[index % 4]));
      const opcode = rest[0] & 15;
      rest = rest.subarray(at + 4 + length);
      if (opcode === 1) socket.emit("message", data.toString());
      if (opcode === 8) { raw.write(frame(8, data.subarray(0, 2))); raw.end(); }
      if (opcode === 9) raw.write(frame(10, data));
      if (opcode === 10) socket.emit("pong");
    }
  });
  sockets.add(socket);
  return socket;
}
const all = (value) => sockets.forEach((socket) => socket.send(value));
const server = http.createServer((req, res) => res.end("hello"));
"#;

/// What is done with each connection, after `const socket = accept(req, raw)`, and before.
fn server(before: &str, then: &str) -> Bench {
    let code = format!(
        "{SERVER}\nserver.on('upgrade', (req, raw) => {{\nconst url = new URL(req.url, 'http://x');\n{before}\nconst socket = accept(req, raw);\n{then}\n}});\nserver.listen(process.env.PORT);\n"
    );
    let mut bench = Bench::program(Track::Node, &code);
    bench.limits.time = Duration::from_secs(2);
    bench
}

/// Joins are told to everybody, texts come back with a number.
fn chat() -> Bench {
    server(
        "if (url.searchParams.get('token') === 'bad') { raw.end('HTTP/1.1 401 Unauthorized\\r\\n\\r\\n'); return; }",
        "all({ type: 'joined', count: sockets.size });\nlet n = 0;\nsocket.on('message', (text) => {\n  let message;\n  try { message = JSON.parse(text); } catch { socket.send({ type: 'error' }); return; }\n  n += 1;\n  if (message.type === 'say') all({ type: 'said', text: message.text, n, id: crypto.randomUUID() });\n});\nsocket.on('gone', () => all({ type: 'left', count: sockets.size }));",
    )
}

const TALK: [&str; 16] = [
    r#"{ client = "ann", connect = "/", expects = { "$.type" = "joined", "$.count" = 1 } }"#,
    r#"{ client = "bob", connect = "/", seen_by = ["ann", "bob"], expects = { "$" = { type = "joined", count = 2 } } }"#,
    r#"{ client = "ann", send = { type = "say", text = "hi" }, seen_by = ["ann", "bob"], expects = { "$.type" = "said", "$.text" = "hi", "$.n" = 1 }, capture = { id = "$.id" } }"#,
    r#"{ client = "ann", send = { type = "say", text = "{id}" }, expects = { "$.text" = "{id}", "$.n" = 2 }, skips = ["joined"] }"#,
    r#"{ client = "ann", send_text = "{", seen_by = "ann", expects = { "$.type" = "error" }, absent = ["$.stack"] }"#,
    r#"{ client = "bob", nothing_for_ms = 100, skips = ["said"] }"#,
    r#"{ client = "ann", send = { type = "unknown" } }"#,
    r#"{ client = "ann", ping = true }"#,
    r#"{ client = "cat", connect = "/?token=bad", refused = [401, 4401] }"#,
    r#"{ client = "cat", connect = "/", expects = { "$.count" = 3 } }"#,
    r#"{ client = "cat", send_size = 1000001, closes = 1009 }"#,
    r#"{ client = ["ann", "bob"], expects = { "$.type" = "left", "$.count" = 2 }, skips = ["joined"] }"#,
    r#"{ client = "bob", close = 1000, seen_by = "ann", expects = { "$.type" = "left", "$.count" = 1 } }"#,
    r#"{ client = "dan", connect = "/", seen_by = ["ann", "dan"], expects = { "$.type" = "joined" } }"#,
    r#"{ client = "dan", drop = true, seen_by = "ann", expects = { "$.type" = "left" } }"#,
    r#"{ http = { request = "GET /", status = 200, body_contains = "hello" } }"#,
];

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn a_conversation_of_several_clients_is_played() {
    assert_eq!(keys(&chat(), &TALK), [""; 16]);
    let seen = look(&chat(), &TALK[..3]).unwrap();
    let seen = seen[2].as_ref().unwrap();
    assert_eq!(seen.call, r#"ann sends {"type":"say","text":"hi"}"#);
    let printed = &seen.printed;
    assert!(printed.starts_with("ann → {\"type\":\"say\",\"text\":\"hi\"}\nann ← {\"type\":\"said\""), "{printed}");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn what_does_not_come_and_what_should_not_come_is_told() {
    let joined = r#"{ client = "ann", connect = "/", expects = { "$.type" = "joined" } }"#;
    let mute = keys(&server("", ""), &[joined, r#"{ client = "ann", ping = true }"#]);
    assert_eq!(mute, ["message: none", ""]);
    let wrong = keys(&server("", "socket.send('joined');"), &[joined]);
    assert_eq!(wrong, ["json: not-json text"]);
    let random = "socket.send({ type: 'hello', id: crypto.randomUUID() });";
    let silence = r#"{ client = "ann", connect = "/", nothing_for_ms = 200 }"#;
    assert_eq!(keys(&server("", random), &[silence]), [r#"silence: {"type":"hello","id":"<uuid>"}"#]);
    let refused = r#"{ client = "ann", connect = "/", refused = [401, 4401] }"#;
    for (then, told) in [
        ("socket.close(4401);", ""),
        ("socket.close(1008);", "refused: code 1008"),
        ("socket.send({ type: 'history' }); socket.close(4401);", "refused: message first"),
        ("", "refused: open"),
        ("socket.end();", "refused: code 1006"),
    ] {
        assert_eq!(keys(&server("", then), &[refused]), [told], "{then}");
    }
    for (before, told) in [
        ("raw.end('HTTP/1.1 401 Unauthorized\\r\\n\\r\\n'); return;", ""),
        ("raw.end('HTTP/1.1 403 Forbidden\\r\\n\\r\\n'); return;", "refused: status 403"),
        ("raw.destroy(); return;", "refused: dropped"),
    ] {
        assert_eq!(keys(&server(before, ""), &[refused]), [told], "{before}");
    }
    let open = r#"{ client = "ann", connect = "/" }"#;
    let no_sockets = server("raw.end('HTTP/1.1 404 Not Found\\r\\n\\r\\n'); return;", "");
    assert_eq!(keys(&no_sockets, &[open, r#"{ client = "ann", send = 1 }"#]), ["connects: status 404", "-"]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn a_heartbeat_is_noticed_and_one_that_is_missing_too() {
    let beats = "let alive = true;\nsocket.on('pong', () => { alive = true; });\nconst timer = setInterval(() => { if (!alive) { clearInterval(timer); socket.end(); } alive = false; socket.ping(); }, 200);";
    let steps = [
        r#"{ client = "ann", connect = "/" }"#,
        r#"{ client = "deaf", connect = "/", deaf = true, seen_by = ["ann", "deaf"], pinged = true }"#,
        r#"{ client = "deaf", closes = [1006] }"#,
        r#"{ client = "ann", ping = true }"#,
    ];
    assert_eq!(keys(&server("", beats), &steps), ["", "", "", ""]);
    let none = keys(&server("", ""), &steps);
    assert_eq!(none, ["", "ann: ping: none, deaf: ping: none", "closed: open", ""]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn a_server_that_is_not_there_or_dies_is_told() {
    let steps = [
        r#"{ client = "ann", connect = "/" }"#,
        r#"{ client = "ann", send_text = "{", expects = { "$.type" = "error" } }"#,
        r#"{ client = "ann", ping = true }"#,
    ];
    let dies = server("", "socket.on('message', (text) => socket.send(JSON.parse(text)));");
    assert_eq!(keys(&dies, &steps), ["", "message: closed 1006, answer: ended, crash: SyntaxError", "-"]);
    let broken = Bench::program(Track::Node, "null.x");
    assert_eq!(keys(&broken, &steps), ["crash: TypeError", "-", "-"]);
    assert_eq!(keys(&Bench::program(Track::Node, ""), &steps), ["listens: ended", "-", "-"]);
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let free = taken.local_addr().unwrap().port();
    drop(taken);
    let elsewhere = Bench::program(Track::Node, &format!("require('node:http').createServer().listen({free});"));
    assert_eq!(keys(&elsewhere, &steps), ["listens: other-port", "-", "-"]);
    let raw = Bench::program(
        Track::Node,
        "require('node:net').createServer((s) => s.end('hello\\r\\n\\r\\n')).listen(process.env.PORT);",
    );
    assert_eq!(keys(&raw, &steps[..1]), ["answer: no-http"]);
    let later = server("", "setTimeout(() => { throw new RangeError('late'); }, 20);");
    assert_eq!(keys(&later, &steps[..1]), ["answer: ended, crash: RangeError"]);
    let missing = Bench::file(Track::Node, "other.js", "");
    let missing = Bench { main: "main.js".to_owned(), ..missing };
    assert_eq!(keys(&missing, &steps), ["crash: missing file", "-", "-"]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn nothing_hangs() {
    let began = Instant::now();
    let flood =
        "const go = () => { for (let i = 0; i < 100; i++) socket.send({ type: 'x' }); setImmediate(go); }; go();";
    let step = r#"{ client = "ann", connect = "/", expects = { "$.type" = "joined" } }"#;
    let skips = r#"{ client = "ann", expects = { "$.type" = "joined" }, skips = ["x"] }"#;
    let flooded = keys(&server("", flood), &[step, skips, r#"{ client = "ann", closes = 1000 }"#]);
    assert_eq!(flooded, [r#"json $.type: "x""#, "message: none", "closed: open"]);
    let hangs = server("return;", "");
    assert_eq!(keys(&hangs, &[step, step]), ["answer: no-answer", "-"]);
    let mut slow = server("", "");
    slow.limits.time = Duration::from_mins(1);
    let step = build(step, WebSocket::build).unwrap();
    slow.with(|sandbox| {
        let cancel = sandbox.cancel;
        std::thread::scope(|scope| {
            scope.spawn(move || {
                std::thread::sleep(Duration::from_millis(500));
                cancel.cancel();
            });
            assert!(matches!(WebSocket::run(&[&step], sandbox), Err(CheckError::Cancelled)));
        });
    });
    assert!(began.elapsed() < Duration::from_secs(50), "{:?}", began.elapsed());
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn tokens_are_made_and_each_conversation_has_a_server_of_its_own() {
    let tokens = r#"tokens = { token = { secret = "s", claims = { sub = "ann" } } }"#;
    let told = "const payload = JSON.parse(Buffer.from(url.searchParams.get('token').split('.')[1], 'base64url'));\nsocket.send({ type: 'hello', sub: payload.sub, origin: req.headers.origin ?? null, count: sockets.size });";
    let first = format!(
        r#"{{ {tokens}, client = "ann", connect = "/?token={{token}}", with = {{ origin = "http://evil.example" }}, expects = {{ "$" = {{ type = "hello", sub = "ann", origin = "http://evil.example", count = 1 }} }} }}"#
    );
    let again = first.replacen("{ ", "{ fresh = true, ", 1);
    assert_eq!(keys(&server("", told), &[&first, &again]), ["", ""]);
}

const SOCKET_IO: &str = r#"
const { Server } = require("socket.io");
const io = new Server(Number(process.env.PORT), { maxHttpBufferSize: 1000000 });
io.use((socket, next) => (socket.handshake.auth.token === "bad" ? next(new Error("who?")) : next()));
io.on("connection", (socket) => {
  io.emit("joined", { count: io.of("/").sockets.size });
  let n = 0;
  socket.on("say", ({ text }) => io.emit("said", { text, n: ++n, id: String(Math.random()) }));
  socket.on("message", () => socket.emit("error", {}));
  socket.on("disconnect", () => setImmediate(() => io.emit("left", { count: io.of("/").sockets.size })));
});
"#;

#[test]
#[cfg_attr(not(has_node_kit), ignore = "needs ROADMAP_KITS and the packages in it: roadmap setup --path node")]
fn socket_io_is_spoken_with_servers_that_speak_it() {
    let mut bench = Bench::program(Track::Node, SOCKET_IO);
    bench.setup.packages = ByTrack { node: vec!["socket.io".to_owned()], python: Vec::new() };
    let steps: Vec<&str> =
        TALK.iter().copied().filter(|step| !step.contains("http =") && !step.contains("ping")).collect();
    assert_eq!(keys(&bench, &steps), [""; 14]);
}

#[test]
fn checks_that_cannot_be_meant_are_refused() {
    for (toml, problem) in [
        ("{}", "who does it?"),
        (r#"{ client = "ann" }"#, "nothing is done"),
        (r#"{ client = "Ann", connect = "/" }"#, "names no client"),
        (r#"{ client = [], connect = "/" }"#, "names no client"),
        (r#"{ client = "ann", connect = "chat" }"#, "no path"),
        (r#"{ client = "ann", connect = "/", send = 1 }"#, "does one thing"),
        (r#"{ client = "ann", send = 1, with = { origin = "x" } }"#, "no meaning without `connect`"),
        (r#"{ client = "ann", connect = "/", with = { "bad name" = "x" } }"#, "no name of a header"),
        (r#"{ client = "ann", send = nan }"#, "no `nan`"),
        (r#"{ client = "ann", send_size = 0 }"#, "0 letters"),
        (r#"{ client = "ann", close = 99 }"#, "nobody closes with 99"),
        (r#"{ client = "ann", closes = 99 }"#, "no code"),
        (r#"{ client = "ann", connect = "/", refused = ["no"] }"#, "no code"),
        (r#"{ client = "ann", send = 1, refused = 401 }"#, "only somebody who connects"),
        (r#"{ client = "ann", expects = {} }"#, "nothing is expected of the message"),
        (r#"{ client = "ann", expects = { "type" = 1 } }"#, "no JSONPath"),
        (r#"{ client = "ann", expects = { "$" = 1 }, closes = 1000 }"#, "expects one thing"),
        (r#"{ client = "ann", closes = 1000, skips = ["x"] }"#, "nothing to skip"),
        (r#"{ client = "ann", nothing_for_ms = 100000 }"#, "a wait of 100000 ms"),
        (r#"{ client = "ann", closes = 1000, capture = { id = "$.id" } }"#, "no message to take"),
        (r#"{ client = "ann", expects = { "$" = 1 }, capture = { id = "id" } }"#, "taken from nowhere"),
        (r#"{ client = "ann", http = { request = "GET /", status = 200 } }"#, "a request has no client"),
        (r#"{ http = { request = "GET /" } }"#, "nothing is asked"),
        (r#"{ clint = "ann" }"#, "unknown field"),
    ] {
        let found = build(toml, WebSocket::build).unwrap_err();
        assert!(found.iter().any(|message| message.contains(problem)), "{toml}: {found:?}");
    }
}

#[test]
fn a_step_is_described() {
    let said = |toml: &str| build(toml, WebSocket::build).unwrap().describe(Track::Node);
    assert_eq!(said(TALK[0]), "ann connects to / → $.count = 1, $.type = \"joined\"");
    assert_eq!(said(TALK[13]), "dan connects to / → ann, dan: $.type = \"joined\"");
    assert_eq!(said(TALK[7]), "ann sends a ping → a pong");
    assert_eq!(said(TALK[8]), "cat connects to /?token=bad → refused with 401 or 4401");
    assert_eq!(said(TALK[15]), "GET / → 200");
}

#[test]
fn what_the_guide_shows_can_be_meant() {
    let (shown, section) = shown_in_the_guide("websocket");
    assert!(shown.len() > 12, "{}", shown.len());
    for check in &shown {
        build(check, WebSocket::build).unwrap_or_else(|problems| panic!("{check}: {problems:?}"));
    }
    for table in ["RawWebSocket"] {
        for key in keys_of(include_str!("raw.rs"), table) {
            assert!(section.contains(&format!("{key} = ")), "the guide does not show `{key}`");
        }
    }
}
