//! Tests of the checks of requests.

use std::time::{Duration, Instant};

mod ports;
mod scenario;

use super::{Http, ask_once};
use crate::check::testing::{Bench, build, failed};
use crate::check::{CheckError, Seen};
use crate::id::Track;
use crate::process::End;

const ROOT: &str = r#"{ request = "GET /", status = 200, headers = { content-type = "application/json" }, json = { "$.message" = "Hi" } }"#;
const NOPE: &str = r#"{ request = "GET /nope", status = 404, json = { "$" = { error = "not found" } } }"#;

fn check(toml: &str) -> Http {
    build(toml, Http::build).unwrap()
}

fn ask(bench: &Bench, checks: &[&str]) -> Result<Vec<Option<Seen>>, CheckError> {
    let checks: Vec<_> = checks.iter().map(|toml| check(toml)).collect();
    bench.with(|sandbox| Http::run(&checks.iter().collect::<Vec<_>>(), sandbox))
}

/// What failed of each check; `-` for one that was not reached.
fn keys(seen: &[Option<Seen>]) -> Vec<String> {
    let of = |seen: &Seen| {
        let crash = seen.crash.as_ref().map(|crash| format!("crash: {}", crash.kind));
        failed(seen).into_iter().chain(crash).collect::<Vec<_>>().join(", ")
    };
    seen.iter().map(|seen| seen.as_ref().map_or_else(|| "-".to_owned(), of)).collect()
}

/// A server for Node.js: what its handler does, and how it listens.
fn node(handler: &str, listen: &str) -> Bench {
    let code = format!(
        "const http = require('node:http');\n\
         const json = (res, status, value) => {{\n\
           res.writeHead(status, {{ 'content-type': 'application/json; charset=utf-8' }});\n\
           res.end(JSON.stringify(value));\n\
         }};\n\
         const server = http.createServer((req, res) => {{\n{handler}\n}});\n{listen}\n"
    );
    Bench::program(Track::Node, &code)
}

/// A server for Python: what its handler does, and how it is served.
fn python(handler: &str, serve: &str) -> Bench {
    let handler = handler.replace('\n', "\n        ");
    let code = format!(
        "import json, os, sys, time\n\
         from http.server import BaseHTTPRequestHandler, HTTPServer\n\
         class Handler(BaseHTTPRequestHandler):\n\
         \x20   def answer(self, status, value, kind='application/json'):\n\
         \x20       body = (value if isinstance(value, str) else json.dumps(value)).encode()\n\
         \x20       self.send_response(status)\n\
         \x20       self.send_header('Content-Type', kind)\n\
         \x20       self.end_headers()\n\
         \x20       self.wfile.write(body)\n\
         \x20   def do_GET(self):\n        {handler}\n\
         port = int(os.environ['PORT'])\n{serve}\n"
    );
    Bench::program(Track::Python, &code)
}

const NODE_GOOD: &str =
    "if (req.url === '/') json(res, 200, { message: 'Hi' });\nelse json(res, 404, { error: 'not found' });";
const NODE_LISTEN: &str = "server.listen(process.env.PORT);";
const PYTHON_GOOD: &str = "if self.path == '/':\n    self.answer(200, {'message': 'Hi'})\nelse:\n    self.answer(404, {'error': 'not found'})";
const PYTHON_SERVE: &str = "HTTPServer(('127.0.0.1', port), Handler).serve_forever()";

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_right_server_passes_on_both_tracks() {
    for bench in [node(NODE_GOOD, NODE_LISTEN), python(PYTHON_GOOD, PYTHON_SERVE)] {
        let seen = ask(&bench, &[ROOT, NOPE, ROOT]).unwrap();
        assert_eq!(keys(&seen), ["", "", ""]);
        let first = seen[0].as_ref().unwrap();
        assert_eq!((first.call.as_str(), first.again.as_deref()), ("GET /", Some("curl -i http://localhost:3000/")));
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_server_may_listen_late_and_on_ipv6_alone() {
    for listen in
        ["setTimeout(() => server.listen(process.env.PORT), 1000);", "server.listen(process.env.PORT, '::1');"]
    {
        assert_eq!(keys(&ask(&node(NODE_GOOD, listen), &[ROOT, NOPE]).unwrap()), ["", ""], "{listen}");
    }
    // However short the limit is, a slow start is no mistake.
    let mut slow = python(PYTHON_GOOD, &format!("time.sleep(1.5)\n{PYTHON_SERVE}"));
    slow.limits.time = Duration::from_millis(800);
    assert_eq!(keys(&ask(&slow, &[ROOT]).unwrap()), [""]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn wrong_answers_are_told_apart() {
    let answered = |handler: &str| keys(&ask(&python(handler, PYTHON_SERVE), &[ROOT, NOPE]).unwrap());
    let right = "if self.path != '/':\n    return self.answer(404, {'error': 'not found'})\n";
    let root = |last: &str| answered(&format!("{right}{last}"))[0].clone();
    assert_eq!(
        root("self.answer(200, {'message': 'Hi'}, 'text/plain; charset=utf-8')"),
        "header content-type: text/plain"
    );
    assert_eq!(root("self.answer(200, str({'message': 'Hi'}))"), "json: not-json python");
    assert_eq!(root("self.answer(200, '')"), "json: not-json empty");
    assert_eq!(root("self.answer(200, {'message': 'Ho'})"), "json $.message: \"Ho\"");
    assert_eq!(root("self.answer(200, {'Message': 'Hi'})"), "json $.message: missing");
    assert_eq!(root("self.answer(302, {'message': 'Hi'})"), "status: 302");
    let everywhere = answered("self.answer(200, {'message': 'Hi'})");
    assert_eq!(everywhere, ["", "status: 200, json $: {\"message\":\"Hi\"}"]);
    let object = node("res.setHeader('content-type', 'application/json'); res.end(`${{ a: 1 }}`);", NODE_LISTEN);
    assert_eq!(keys(&ask(&object, &[ROOT]).unwrap()), ["json: not-json object-object"]);
    let silent = node("res.statusCode = 200; res.end('{\"message\":\"Hi\"}');", NODE_LISTEN);
    assert_eq!(keys(&ask(&silent, &[ROOT]).unwrap()), ["header content-type: missing"]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn a_server_that_never_listens_is_silent_and_one_that_ends_has_ended() {
    let mut silent = node(NODE_GOOD, "setInterval(() => {}, 1000);");
    silent.limits.time = Duration::from_secs(1);
    assert_eq!(keys(&ask(&silent, &[ROOT, NOPE]).unwrap()), ["listens: silent", "-"]);
    let seen = ask(&node(NODE_GOOD, ""), &[ROOT]).unwrap();
    assert_eq!(keys(&seen), ["listens: ended"]);
    assert_eq!(seen[0].as_ref().unwrap().facets[0].actual, "it ended with exit code 0 without listening");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_crash_at_the_start_is_told_with_its_line() {
    let seen = ask(&node(NODE_GOOD, "server.lisen(process.env.PORT);"), &[ROOT, NOPE]).unwrap();
    assert_eq!(keys(&seen), ["crash: TypeError", "-"]);
    assert!(seen[0].as_ref().unwrap().crash.as_ref().unwrap().at.is_some());
    let seen = ask(&Bench::program(Track::Python, "import json\nserver = (\n"), &[ROOT]).unwrap();
    assert!(seen[0].as_ref().unwrap().crash.as_ref().unwrap().at_start);
    let mut elsewhere = Bench::file(Track::Python, "server.py", "");
    elsewhere.main = "main.py".to_owned();
    let seen = ask(&elsewhere, &[ROOT]).unwrap();
    assert!(seen[0].as_ref().unwrap().crash.as_ref().unwrap().line.contains("main.py"));
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn a_server_that_dies_of_a_request_is_a_crash_of_that_request() {
    let dies = "if (req.url === '/nope') { null.x; }\njson(res, 200, { message: 'Hi' });";
    let seen = ask(&node(dies, NODE_LISTEN), &[ROOT, NOPE, ROOT]).unwrap();
    assert_eq!(keys(&seen), ["", "answer: ended, crash: TypeError", "-"]);
    assert_eq!(seen[1].as_ref().unwrap().crash.as_ref().unwrap().at, Some(7));
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_handler_that_dies_is_a_crash_though_the_server_goes_on() {
    let dies = "if self.path == '/nope':\n    None.x\nself.answer(200, {'message': 'Hi'})";
    let seen = ask(&python(dies, PYTHON_SERVE), &[ROOT, NOPE, ROOT]).unwrap();
    assert_eq!(keys(&seen), ["", "answer: dropped, crash: AttributeError", ""]);
    let halfway = "self.send_response(200)\nself.send_header('Content-Type', 'application/json')\nself.end_headers()\nself.wfile.write(json.dumps({1, 2}))";
    let seen = ask(&python(halfway, PYTHON_SERVE), &[ROOT]).unwrap();
    assert_eq!(keys(&seen), ["json: not-json empty, crash: TypeError"]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_server_that_ends_after_its_answer_is_noticed() {
    let once = "HTTPServer(('127.0.0.1', port), Handler).handle_request()";
    let seen = ask(&python(PYTHON_GOOD, once), &[ROOT, NOPE, ROOT]).unwrap();
    assert_eq!(keys(&seen), ["", "answer: ended", "-"]);
    let seen = ask(&python(PYTHON_GOOD, once), &[ROOT]).unwrap();
    assert_eq!(keys(&seen), ["answer: ended"]);
    assert_eq!(seen[0].as_ref().unwrap().facets.last().unwrap().actual, "it ended with exit code 0");
    let later = "json(res, 200, { message: 'Hi' });\nsetTimeout(() => { throw new RangeError('late'); }, 10);";
    assert_eq!(keys(&ask(&node(later, NODE_LISTEN), &[ROOT]).unwrap()), ["answer: ended, crash: RangeError"]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn a_server_that_never_answers_is_given_up_at_the_limit() {
    let mut hangs = node("if (req.url !== '/nope') json(res, 200, { message: 'Hi' });", NODE_LISTEN);
    hangs.limits.time = Duration::from_secs(1);
    let seen = ask(&hangs, &[ROOT, NOPE, ROOT]).unwrap();
    assert_eq!(keys(&seen), ["", "answer: no-answer", "-"]);
    // One that sends its answer drop by drop is no quicker.
    let mut drips = node("res.writeHead(200); setInterval(() => res.write(' '), 100);", NODE_LISTEN);
    drips.limits.time = Duration::from_secs(1);
    assert_eq!(keys(&ask(&drips, &[ROOT]).unwrap()), ["answer: no-answer"]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn what_is_no_http_and_what_has_no_end_is_survived() {
    let raw = |answer: &str| {
        let code = format!(
            "require('net').createServer(s => {{ s.on('error', () => {{}}); {answer} }}).listen(process.env.PORT);"
        );
        let mut bench = Bench::program(Track::Node, &code);
        bench.limits.time = Duration::from_secs(3);
        keys(&ask(&bench, &[r#"{ request = "GET /", status = 200 }"#]).unwrap())[0].clone()
    };
    assert_eq!(raw("s.end('hello there\\n\\n')"), "answer: no-http");
    assert_eq!(raw("s.end()"), "answer: dropped");
    assert_eq!(raw("s.end('HTTP/1.1 200 OK\\r\\ncontent-length: 10\\r\\n\\r\\nx')"), "answer: dropped");
    let flood = "s.write('HTTP/1.1 200 OK\\r\\n\\r\\n'); const go = () => { while (s.write('x'.repeat(65536))); s.once('drain', go); }; go();";
    assert_eq!(raw(flood), "answer: endless");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn bodies_and_headers_are_sent() {
    let echo = "let body = ''; req.on('data', part => body += part); req.on('end', () => json(res, 201, { body, type: req.headers['content-type'], user: req.headers['x-user'], method: req.method }));";
    let checks = [
        r#"{ request = "POST /notes", send = { text = "é" }, with = { X-User = "ada" }, status = 201, json = { "$.body" = '{"text":"é"}', "$.type" = "application/json", "$.user" = "ada" } }"#,
        r#"{ request = "PUT /", text = "{", with = { content-type = "application/json" }, json = { "$.body" = "{", "$.type" = "application/json" } }"#,
        r#"{ request = "DELETE /", json = { "$.method" = "DELETE", "$.body" = "" } }"#,
        r#"{ request = "HEAD /", status = 201 }"#,
    ];
    assert_eq!(keys(&ask(&node(echo, NODE_LISTEN), &checks).unwrap()), ["", "", "", ""]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn redirects_are_not_followed_and_empty_answers_are_answers() {
    let handler = "if (req.url === '/') { res.writeHead(302, { location: '/nope' }); res.end(); } else if (req.url === '/304') { res.writeHead(304); res.end(); } else { res.writeHead(204); res.end(); }";
    let checks = [
        r#"{ request = "GET /", status = 302, headers = { location = "/nope" } }"#,
        r#"{ request = "GET /nope", status = 204 }"#,
        r#"{ request = "GET /304", status = 304 }"#,
    ];
    assert_eq!(keys(&ask(&node(handler, NODE_LISTEN), &checks).unwrap()), ["", "", ""]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn a_list_of_places_is_compared_as_a_list() {
    let list = "json(res, 200, { items: [{ id: 1.0 }, { id: 2 }], one: [[1]] });";
    let checks = [
        r#"{ request = "GET /", json = { "$.items[*].id" = [1, 2], "$.items[1].id" = 2.0 } }"#,
        r#"{ request = "GET /", json = { "$.one[*]" = [[1]], "$.one" = [[1]], "$.none[*]" = [] } }"#,
        r#"{ request = "GET /", json = { "$.items[*].id" = [2, 1] } }"#,
    ];
    assert_eq!(keys(&ask(&node(list, NODE_LISTEN), &checks).unwrap()), ["", "", "json $.items[*].id: [1,2]"]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn what_the_server_prints_belongs_to_the_request() {
    let seen = ask(&node(&format!("console.log('asked', req.url);\n{NODE_GOOD}"), NODE_LISTEN), &[ROOT, NOPE]).unwrap();
    let printed: Vec<_> = seen.iter().map(|seen| seen.as_ref().unwrap().printed.trim().to_owned()).collect();
    assert_eq!(printed, ["asked /", "asked /nope"]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn cancelling_stops_at_once() {
    let mut bench = node("require('fs').writeFileSync('asked', '');", NODE_LISTEN);
    bench.limits.time = Duration::from_mins(1);
    let check = check(ROOT);
    let started = Instant::now();
    bench.with(|sandbox| {
        let (asked, cancel) = (sandbox.dir.join("asked"), sandbox.cancel);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                while !asked.exists() && started.elapsed() < Duration::from_secs(30) {
                    std::thread::yield_now();
                }
                cancel.cancel();
            });
            assert!(matches!(Http::run(&[&check], sandbox), Err(CheckError::Cancelled)));
        });
    });
    assert!(started.elapsed() < Duration::from_secs(50), "{:?}", started.elapsed());
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn another_port_is_tried_when_somebody_was_quicker() {
    let quicker = "const fs = require('node:fs');\n\
         if (!fs.existsSync('again')) {\n\
           fs.writeFileSync('again', '');\n\
           throw new Error(`listen EADDRINUSE: address already in use :::${process.env.PORT}`);\n\
         }\n\
         server.listen(process.env.PORT);";
    assert_eq!(keys(&ask(&node(NODE_GOOD, quicker), &[ROOT]).unwrap()), [""]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn a_sample_is_started_asked_once_and_stopped() {
    let bench = node(NODE_GOOD, NODE_LISTEN);
    let (shown, output) = bench.with(|sandbox| ask_once(sandbox, "main.js", &[], "GET /")).unwrap();
    assert_eq!(shown, "200\napplication/json; charset=utf-8\n{\"message\":\"Hi\"}");
    assert_eq!(output.end, End::Cancelled);
    let broken = Bench::program(Track::Node, "null.x");
    let (shown, output) = broken.with(|sandbox| ask_once(sandbox, "main.js", &[], "GET /")).unwrap();
    assert!(shown.contains("TypeError"), "{shown}");
    assert_eq!(output.end, End::Exited(1));
}

#[test]
fn checks_that_cannot_be_meant_are_refused() {
    for (toml, problem) in [
        (r#"{ request = "GET /" }"#, "nothing is asked"),
        (r#"{ request = "get /", status = 200 }"#, "no request"),
        (r#"{ request = "GET /", status = 99 }"#, "no answer has the status 99"),
        (r#"{ request = "GET /", status = 200, send = 1 }"#, "carries no body"),
        (r#"{ request = "POST /", status = 200, send = 1, text = "1" }"#, "one body"),
        (r#"{ request = "POST /", status = 200, send = nan }"#, "no `nan`"),
        (r#"{ request = "GET /", headers = { "bad name" = "x" } }"#, "no name of a header"),
        (r#"{ request = "GET /", headers = { a = "x\ny" } }"#, "no header has this value"),
        (r#"{ request = "GET /", headers = { content-type = "text/html; charset=utf-8" } }"#, "ever equal"),
        (r#"{ request = "GET /", json = { "message" = 1 } }"#, "no JSONPath"),
        (r#"{ request = "GET /", body_contains = " " }"#, "every body"),
        (r#"{ request = "GET /", statu = 200 }"#, "unknown field"),
    ] {
        let found = build(toml, Http::build).unwrap_err();
        assert!(found.iter().any(|message| message.contains(problem)), "{toml}: {found:?}");
    }
}

#[test]
fn a_check_is_described() {
    assert_eq!(check(NOPE).describe(Track::Node), "GET /nope → 404");
    let json = r#"{ request = "GET /", json = { "$.a" = 1 } }"#;
    assert_eq!(check(json).describe(Track::Node), "GET / → $.a = 1");
}
