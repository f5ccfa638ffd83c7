//! Tests of steps that belong together: values, clients, tokens, races, restarts, ends, logs.

use std::net::{Ipv4Addr, TcpListener};

use super::*;
use crate::check::{CheckError, Setup};

/// A server of small parts, each for one test.
const PARTS: &str = r"
const fs = require('node:fs');
const crypto = require('node:crypto');
const http = require('node:http');
const secret = process.env.JWT_SECRET;
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (text) => crypto.createHmac('sha256', secret).update(text).digest('base64url');
const items = fs.existsSync('items.json') ? JSON.parse(fs.readFileSync('items.json', 'utf8')) : {};
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
let stock = 1, careful = 1, visits = 0;
const routes = {
  'POST /items': async (req, body) => {
    const id = crypto.randomUUID();
    items[id] = { id, ...JSON.parse(body), number: Object.keys(items).length + 1 };
    fs.writeFileSync('items.json', JSON.stringify(items));
    return [201, items[id], { location: `http://${req.headers.host}/items/${id}` }];
  },
  'POST /echo': async (req, body) => [200, { body: body.slice(0, 1000), type: req.headers['content-type'], length: body.length }],
  'POST /login': async (req, body) => [200, {}, { 'set-cookie': `sid=${JSON.parse(body).name}; HttpOnly; Path=/` }],
  'GET /me': async (req) => req.headers.cookie ? [200, { cookie: req.headers.cookie }] : [401, {}],
  'POST /token': async () => {
    const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: '1', exp: Math.floor(Date.now() / 1000) + 900 })}`;
    return [200, { token: `${text}.${sign(text)}` }];
  },
  'GET /secret': async (req) => {
    const [head, payload, signature] = (req.headers.authorization || '').replace('Bearer ', '').split('.');
    if (!payload || sign(`${head}.${payload}`) !== signature) return [401, {}, { 'www-authenticate': 'Bearer' }];
    const claims = JSON.parse(Buffer.from(payload, 'base64url'));
    return claims.exp > Date.now() / 1000 ? [200, claims] : [401, {}];
  },
  'POST /buy': async () => {
    if (stock < 1) return [409, {}];
    await pause(200);
    stock -= 1;
    return [201, { left: stock }];
  },
  'POST /buy-safely': async () => (careful-- > 0 ? [201, {}] : [409, {}]),
  'GET /limited': async () => (++visits > 3 ? [429, {}, { 'retry-after': '1' }] : [200, {}]),
  'GET /slow': async () => { await pause(900); return [200, { done: true }]; },
  'GET /old': async () => [302, {}, { location: '/me' }],
  'GET /fails': async () => { console.error('Error: hunter2 at line 7 id=r-1'); return [500, { error: 'r-1' }]; },
  'GET /list': async () => [200, { data: [{ id: 2, tags: ['a'] }, { id: 1, tags: [] }], next: null }],
};
const server = http.createServer(async (req, res) => {
  let body = '';
  for await (const chunk of req) body += chunk;
  const path = req.url.split('?')[0];
  const item = items[path.replace('/items/', '')];
  const route = routes[`${req.method} ${path}`];
  const [status, value, more] = route ? await route(req, body) : item ? [200, item] : [404, { path: req.url }];
  res.writeHead(status, { 'content-type': 'application/json', 'x-powered-by': 'parts', ...more });
  res.end(JSON.stringify(value));
});
server.listen(process.env.PORT);
process.on('SIGTERM', () => { console.log('stopping'); server.close(() => process.exit(0)); });
";

fn parts() -> Bench {
    let mut bench = Bench::program(Track::Node, PARTS);
    bench.setup = Setup { env: [("JWT_SECRET".to_owned(), "a secret of tests".to_owned())].into(), ..Setup::NOTHING };
    bench
}

fn played(checks: &[&str]) -> Vec<String> {
    keys(&ask(&parts(), checks).unwrap())
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn captured_values_are_used_by_later_steps() {
    let create = r#"{ request = "POST /items", send = { name = "pen" }, status = 201, headers = { location = "/items/{id}" }, capture = { id = "$.id", at = { header = "location", pattern = "^/items/(.+)$" } } }"#;
    let checks = [
        create,
        r#"{ request = "GET /items/{id}", json = { "$.id" = "{at}", "$.name" = "pen" } }"#,
        r#"{ request = "GET /nothing", params = { id = "{id} &" }, status = 404, json = { "$.path" = "/nothing?id={id}%20%26" } }"#,
        r#"{ request = "GET /items/{id}", json = { "$.id" = "x{id}" }, json_not = { "$.id" = "{at}" } }"#,
        r#"{ request = "GET /list", status = 200, capture = { nothing = "$.next" } }"#,
        r#"{ request = "GET /items/{nothing}", status = 200 }"#,
    ];
    let bench = parts();
    let seen = ask(&bench, &checks).unwrap();
    assert_eq!(
        keys(&seen),
        ["", "", "", "json $.id: \"{id}\", json $.id: the same", "nothing: missing", "-"],
        "keys hold no id"
    );
    let again = seen[3].as_ref().unwrap().again.as_deref().unwrap();
    let lines: Vec<_> = again.lines().collect();
    assert_eq!(lines.len(), 2, "what changed something is shown with what failed: {again}");
    assert!(lines[0].starts_with("curl -i -H 'content-type: application/json' --data-raw"), "{again}");
    assert!(!lines[1].contains('{') && lines[1].contains("/items/"), "{again}");
    let unknown = ask(&bench, &[r#"{ request = "GET /items/{id}", status = 200 }"#]);
    assert!(matches!(unknown, Err(CheckError::Broken(why)) if why.contains("`{id}`")));
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn bodies_of_all_kinds_are_sent() {
    let checks = [
        r#"{ request = "POST /echo", form = { q = "a b", r = "é" }, json = { "$.body" = "q=a%20b&r=%C3%A9", "$.type" = "application/x-www-form-urlencoded" } }"#,
        r#"{ request = "POST /echo", body_size = 2000000, json = { "$.length" = 2000000 } }"#,
        r#"{ request = "POST /echo", bytes = [123, 34], json = { "$.body" = '{"' } }"#,
        r#"{ request = "POST /echo", multipart = { title = "x", photo = { file = "a.png", type = "image/png", text = "PNG" } }, body_contains = ["filename=\\\"a.png\\\"", "PNG"] }"#,
        r#"{ request = "POST /echo", send = { a = "{null}", b = [1, "{c}"] }, json = { "$.body" = '{"a":null,"b":[1,"{c}"]}' } }"#,
        r#"{ request = "GET /a/../b/..%2f", json = { "$.path" = "/a/../b/..%2f" } }"#,
    ];
    assert_eq!(played(&checks), [""; 6]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn clients_have_cookies_of_their_own_and_redirects_are_followed_if_asked() {
    let checks = [
        r#"{ request = "POST /login", as = "ada", send = { name = "ada" }, status = 200, capture = { sid = { cookie = "sid" } } }"#,
        r#"{ request = "GET /me", as = "ada", json = { "$.cookie" = "sid={sid}" } }"#,
        r#"{ request = "GET /me", status = 401 }"#,
        r#"{ request = "GET /old", as = "ada", status = 302 }"#,
        r#"{ request = "GET /old", as = "ada", follow = true, status = 200, json = { "$.cookie" = "sid=ada" } }"#,
        r#"{ fresh = true, request = "GET /me", as = "ada", status = 401 }"#,
    ];
    assert_eq!(played(&checks), [""; 6]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn tokens_are_read_and_forged() {
    let guard = |token: &str, status: u16| {
        format!(
            r#"{{ request = "GET /secret", tokens = {{ t = {token} }}, with = {{ authorization = "Bearer {{t}}" }}, status = {status} }}"#
        )
    };
    let checks = [
        r#"{ request = "POST /token", jwt = { from = "$.token", claims = { sub = "1" }, lacks = ["password"], expires_in = [600, 3600] }, capture = { token = "$.token" } }"#.to_owned(),
        guard(r#"{ claims = { sub = "1" }, exp_in = 60 }"#, 200),
        guard(r#"{ claims = { sub = "1" }, exp_in = -60 }"#, 401),
        guard(r#"{ claims = { sub = "1" }, exp_in = 60, secret = "guess" }"#, 401),
        guard(r#"{ claims = { sub = "1" }, exp_in = 60, alg = "none" }"#, 401),
        guard(r#"{ from = "{token}", tamper = { sub = "2" } }"#, 401),
        r#"{ request = "GET /secret", with = { authorization = "Bearer {token}" }, status = 200, json = { "$.sub" = "1" } }"#.to_owned(),
        r#"{ request = "GET /secret", status = 401, headers = { www-authenticate = "Bearer" }, header_contains = { x-powered-by = "PART" }, no_headers = ["x-powered-by"] }"#.to_owned(),
    ];
    let checks: Vec<&str> = checks.iter().map(String::as_str).collect();
    assert_eq!(played(&checks), ["", "", "", "", "", "", "", "header x-powered-by: there"]);
    let mut bench = parts();
    bench.setup.env.clear();
    assert!(matches!(ask(&bench, &checks[1..2]), Err(CheckError::Broken(why)) if why.contains("JWT_SECRET")));
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn races_and_limits_are_counted() {
    let checks = [
        r#"{ request = "POST /buy-safely", parallel = 20, send = { who = "{n}" }, statuses = { 201 = 1, 409 = 19 }, within_ms = 4000 }"#,
        r#"{ request = "POST /buy", parallel = 20, statuses = { 201 = 1, 4xx = 19 } }"#,
        r#"{ request = "GET /limited", repeat = 5, statuses = { 200 = 3, 429 = 2 } }"#,
        r#"{ requests = [{ request = "GET /list" }, { request = "POST /echo", text = "x" }], status = 200 }"#,
        r#"{ requests = [{ request = "GET /list" }, { request = "GET /none" }], status = 200 }"#,
    ];
    let seen = ask(&parts(), &checks).unwrap();
    assert_eq!(
        keys(&seen),
        ["", "answers with 201: more, answers with 4xx: less", "", "", "status: 404"],
        "keys hold no numbers of a race"
    );
    let again = seen[1].as_ref().unwrap().again.as_deref().unwrap().lines().last().unwrap().to_owned();
    assert_eq!(again, "seq 20 | xargs -P 20 -I%N curl -i -X POST http://localhost:3000/buy");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn a_server_is_started_again_in_its_folder_and_a_fresh_one_in_another() {
    let checks = [
        r#"{ request = "POST /items", send = { name = "pen" }, status = 201, capture = { id = "$.id" } }"#,
        r#"{ restart = true, request = "GET /items/{id}", json = { "$.name" = "pen" } }"#,
        r#"{ request = "GET /limited", repeat = 4, statuses = { 200 = 3, 429 = 1 } }"#,
        r#"{ restart = true, request = "GET /limited", status = 200 }"#,
        r#"{ fresh = true, request = "POST /items", send = { name = "ink" }, json = { "$.number" = 1 } }"#,
    ];
    assert_eq!(played(&checks), [""; 5]);
}

#[test]
#[cfg(unix)]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn a_server_is_asked_to_end_while_it_answers() {
    let checks = [
        r#"{ request = "GET /slow", signal = "TERM", after_ms = 300, status = 200, json = { "$.done" = true }, log_contains = "stopping" }"#,
        r"{ exits = 0, within_ms = 3000 }",
        r#"{ request = "GET /list", status = 200 }"#,
        r#"{ restart = true, request = "GET /list", status = 200 }"#,
        r#"{ exits = 3, signal = "TERM" }"#,
    ];
    assert_eq!(played(&checks), ["", "", "-", "", "end of the server: code 0"]);
    let stubborn = PARTS.replace("server.close(() => process.exit(0));", "");
    let mut bench = Bench::program(Track::Node, &stubborn);
    bench.setup.env.insert("JWT_SECRET".to_owned(), "x".to_owned());
    let seen = ask(&bench, &[r#"{ exits = 0, signal = "TERM", within_ms = 300 }"#]).unwrap();
    assert_eq!(keys(&seen), ["end of the server: goes on"]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn a_value_that_does_not_fit_is_shown_as_it_came() {
    let step = r#"{ request = "POST /items", send = { name = "pen" }, status = 201, capture = { name = { json = "$.name", pattern = "^[0-9]+$" } } }"#;
    let bench = parts();
    let seen = ask(&bench, &[step]).unwrap();
    let facet = seen[0].as_ref().unwrap().facets.iter().find(|facet| !facet.held).unwrap();
    assert_eq!((facet.expected.as_str(), facet.actual.as_str()), ("a value at $.name that fits ^[0-9]+$", "\"pen\""));
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn what_is_printed_and_what_is_not_told_is_looked_at() {
    let checks = [
        r#"{ request = "GET /fails", status = 500, body_lacks = ["hunter2", "at "], capture = { id = "$.error" }, log_contains = ["hunter2", "id={id}"] }"#,
        r#"{ request = "GET /fails", status = 500, log_lacks = "hunter2" }"#,
        r#"{ request = "GET /list", status = 200, log_lacks = "hunter2", log_contains = "GET /list" }"#,
    ];
    assert_eq!(played(&checks), ["", "log without hunter2: there", "log with GET /list: missing"]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn json_is_compared_by_shape_length_order_and_absence() {
    let checks = [
        r#"{ request = "GET /list", shape = { data = [{ id = "integer", tags = ["string"] }], next = "string|null" } }"#,
        r#"{ request = "GET /list", lengths = { "$.data" = 2 }, order = { "$.data[*].id" = "descending" }, json_set = { "$.data[*].id" = [1, 2] }, absent = ["$.total"] }"#,
        r#"{ request = "GET /list", shape = { data = [{ id = "string", "*" = "any" }], "next?" = "any" } }"#,
        r#"{ request = "GET /list", lengths = { "$.data" = 3 }, order = { "$.data[*].id" = "ascending" }, json_set = { "$.data[*].id" = [1] }, absent = ["$.next"] }"#,
    ];
    assert_eq!(
        played(&checks),
        [
            "",
            "",
            "shape $.data[*].id: integer",
            "length of $.data: 2, order of $.data[*].id: out of order, json $.data[*].id: [1,2], json $.next: there"
        ]
    );
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn servers_run_side_by_side_and_one_that_wants_two_ports_gets_its_turn() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let second = taken.local_addr().unwrap().port();
    drop(taken);
    let two_ports = format!("server.listen(process.env.PORT);\nhttp.createServer(() => {{}}).listen({second});");
    std::thread::scope(|scope| {
        let all: Vec<_> =
            (0..3).map(|_| scope.spawn(|| keys(&ask(&node(NODE_GOOD, &two_ports), &[ROOT, NOPE]).unwrap()))).collect();
        for one in all {
            assert_eq!(one.join().unwrap(), ["", ""], "both ports are free in the end");
        }
    });
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_server_that_needs_four_seconds_to_start_is_waited_for() {
    let late = node(NODE_GOOD, "setTimeout(() => server.listen(process.env.PORT), 4000);");
    let mut late_python = python(PYTHON_GOOD, &format!("time.sleep(4)\n{PYTHON_SERVE}"));
    late_python.limits.time = Duration::from_secs(2);
    for bench in [late, late_python] {
        assert_eq!(keys(&ask(&bench, &[ROOT, NOPE]).unwrap()), ["", ""]);
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(
    all(has_node, not(has_postgres)),
    ignore = "needs PostgreSQL 15+: apt install postgresql, or brew install postgresql"
)]
fn the_database_is_looked_at_during_a_step_and_after_it() {
    let mut bench = parts();
    bench.setup.database = Some("empty".to_owned());
    let checks = [
        r#"{ request = "POST /items", send = { name = "it's" }, status = 201, capture = { name = "$.name" }, queries = { at_most = 0 } }"#,
        r#"{ then = [{ query = "SELECT '{name}', 1", rows = [["it's", 1]] }] }"#,
        r#"{ request = "GET /list", status = 200, queries = { at_least = 1 }, then = [{ query = "SELECT 1", rows = [[2]] }] }"#,
        r#"{ then = [{ query = "SELECT '{nothing}'", rows = [[1]] }] }"#,
        r#"{ request = "GET /list", status = 200, capture = { nothing = "$.nothing" } }"#,
        r#"{ then = [{ query = "SELECT '{nothing}'", rows = [[1]] }] }"#,
        r#"{ request = "GET /list", queries = { uses_one = ["LIMIT"] } }"#,
    ];
    let keys = keys(&ask(&bench, &checks).unwrap());
    assert_eq!(keys[..2], ["", ""]);
    assert!(keys[2].starts_with("statements: less, rows afterwards"), "{keys:?}");
    assert_eq!(keys[3..], ["-", "nothing: missing", "-", "words of the statements: missing"]);
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_redis)), ignore = "needs Redis 7+: apt install redis-server, or brew install redis")]
fn redis_is_looked_at() {
    let mut bench = parts();
    bench.setup.redis = true;
    let checks = [
        r#"{ redis = ["SET", "a", "1", "EX", "60"], reply = "OK" }"#,
        r#"{ redis = ["TTL", "a"], reply = { between = [1, 60] } }"#,
        r#"{ redis = ["GET", "a"], reply = 1 }"#,
        r#"{ redis = ["GET", "b"], reply = "{null}" }"#,
        r#"{ redis = ["MGET", "a", "b"], reply = ["1", "{null}"] }"#,
        r#"{ redis = ["GET", "a"], reply = { matches = "^2" } }"#,
    ];
    assert_eq!(keys(&ask(&bench, &checks).unwrap()), ["", "", "", "", "", "reply: \"1\""]);
}

#[test]
fn what_the_guide_shows_can_be_meant() {
    let guide = include_str!("../../../../curriculum/README.md");
    let section = guide.split("### `http`").nth(1).unwrap().split("\n### ").next().unwrap();
    let code = section.split("```toml\n").skip(1).map(|part| part.split("```").next().unwrap());
    let shown: Vec<&str> = code.flat_map(str::lines).filter_map(|line| line.strip_prefix("http = ")).collect();
    assert!(shown.len() > 25, "{}", shown.len());
    for line in &shown {
        let check = line.split("   #").next().unwrap().trim();
        build(check, Http::build).unwrap_or_else(|problems| panic!("{line}: {problems:?}"));
    }
    let source = include_str!("../raw.rs");
    let fields = source.split("pub struct RawHttp {").nth(1).unwrap().split("\n}\n").next().unwrap();
    let keys = fields.lines().filter_map(|line| line.trim().split_once(": ")).map(|(name, _)| name);
    for key in keys.filter(|key| !key.starts_with("//") && *key != "client") {
        assert!(section.contains(&format!("{key} = ")), "the guide does not show `{key}`");
    }
}

#[test]
fn scenarios_that_cannot_be_meant_are_refused() {
    for (toml, problem) in [
        (r"{ status = 200 }", "exactly one thing"),
        (r#"{ request = "GET /", redis = ["PING"], reply = "PONG", status = 200 }"#, "exactly one thing"),
        (r#"{ redis = ["PING"] }"#, "what Redis must answer"),
        (r#"{ redis = ["PING"], reply = "PONG", status = 200 }"#, "no answer of the server"),
        (r#"{ request = "GET /", status = 200, reply = "PONG" }"#, "no meaning without `redis`"),
        (r#"{ request = "GET /", status = 200, signal = "HUP" }"#, "no signal"),
        (r#"{ request = "GET /", parallel = 1, status = 200 }"#, "no number of requests"),
        (r#"{ request = "GET /", parallel = 3, statuses = { 200 = 2 } }"#, "have 2 answers"),
        (r#"{ request = "GET /", parallel = 2, statuses = { 2xy = 2 } }"#, "no answer has the status"),
        (r#"{ request = "GET /", status = [] }"#, "no status is named"),
        (r#"{ request = "GET /", status = 200, capture = { Id = "$.id" } }"#, "cannot be the name"),
        (r#"{ request = "GET /", status = 200, capture = { id = "id" } }"#, "no JSONPath"),
        (r#"{ request = "GET /", status = 200, capture = { id = { header = "a", pattern = "(" } } }"#, "no pattern"),
        (r#"{ request = "GET /", status = 200, capture = { id = { header = "a", cookie = "b" } } }"#, "one place"),
        (r#"{ request = "GET /", shape = { id = "int" } }"#, "`int` is no shape"),
        (r#"{ request = "GET /", shape = [] }"#, "no shape"),
        (r#"{ request = "GET /", order = { "$.a" = "up" } }"#, "no order"),
        (r#"{ request = "GET /", jwt = { from = "$.t", alg = "RS256" } }"#, "not verified"),
        (r#"{ request = "GET /", status = 200, tokens = { t = { from = "{x}" } } }"#, "the same token"),
        (r#"{ request = "POST /", status = 200, body_size = 99000000 }"#, "too long"),
        (r#"{ request = "POST /", status = 200, multipart = { a = 1 } }"#, "no field of a form"),
        (r#"{ request = "GET /", queries = { at_least = 2, at_most = 1 } }"#, "that large and that small"),
        (r#"{ request = "GET /", queries = { uses_one = ["ORDER BY"] } }"#, "`ORDER BY` is not one word"),
        (r#"{ request = "GET /", queries = { uses_one = [""] } }"#, "not one word"),
        (r#"{ then = [{ query = "SELECT 1" }] }"#, "nothing is asked of what this query gives"),
    ] {
        let found = build(toml, Http::build).unwrap_err();
        assert!(found.iter().any(|message| message.contains(problem)), "{toml}: {found:?}");
    }
}
