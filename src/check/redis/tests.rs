//! Tests of the checks of Redis: files of commands, and functions in processes that share one.

use std::time::{Duration, Instant};

use super::Redis;
use crate::check::testing::{Bench, build, failed, keys_of, shown_in_the_guide};
use crate::check::{CheckError, Seen};
use crate::id::Track;

/// A client of Redis that needs no package: `redis(…)` sends one command and gives what is on the first line of the
/// answer, as JavaScript and Python programs of learners do with a library.
const NODE: &str = r#"
const net = require("node:net");
const url = new URL(process.env.REDIS_URL);
let waiting = [];
let socket;
function connect() {
  socket = net.connect(Number(url.port), url.hostname).setEncoding("utf8");
  socket.on("error", () => {});
  socket.on("close", () => { waiting.splice(0).forEach(({ fail }) => fail(new Error("Redis is away"))); socket = null; });
  let rest = "";
  socket.on("data", (part) => {
    const lines = (rest + part).split("\r\n");
    rest = lines.pop();
    for (const line of lines) if (/^[-+:]|^\$-1/.test(line)) waiting.shift()?.done(line.slice(1));
  });
  if (url.password) send(["AUTH", url.password]).catch(() => {});
}
function send(words) {
  return new Promise((done, fail) => {
    waiting.push({ done, fail });
    socket.write(`*${words.length}\r\n` + words.map((word) => `$${Buffer.byteLength(String(word))}\r\n${word}\r\n`).join(""));
  });
}
async function redis(...words) {
  if (!socket) connect();
  return send(words);
}
"#;

const PYTHON: &str = r#"
import os, socket
from urllib.parse import urlparse
url = urlparse(os.environ["REDIS_URL"])
handle = None
def send(*words):
    words = [str(word).encode() for word in words]
    handle.write(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words))
    handle.flush()
    return handle.readline().decode().strip()[1:]
def redis(*words):
    global handle
    if handle is None:
        handle = socket.create_connection((url.hostname, url.port)).makefile("rwb")
        if url.password: send("AUTH", url.password)
    return send(*words)
"#;

fn node(code: &str) -> Bench {
    Bench::program(Track::Node, &format!("{NODE}{code}"))
}

fn python(code: &str) -> Bench {
    Bench::program(Track::Python, &format!("{PYTHON}{code}"))
}

fn file(text: &str) -> Bench {
    Bench::file(Track::Node, "main.redis", text)
}

fn look(bench: &Bench, checks: &[&str]) -> Result<Vec<Option<Seen>>, CheckError> {
    let checks: Vec<Redis> = checks.iter().map(|toml| build(toml, Redis::build).unwrap()).collect();
    bench.with(|sandbox| Redis::run(&checks.iter().collect::<Vec<_>>(), sandbox))
}

/// What failed of each check; `-` for one that was not reached.
fn keys(bench: &Bench, checks: &[&str]) -> Vec<String> {
    let of = |seen: &Seen| {
        let crash = seen.crash.as_ref().map(|crash| format!("crash: {}", crash.kind));
        failed(seen).into_iter().chain(crash).collect::<Vec<_>>().join(", ")
    };
    let seen = look(bench, checks).unwrap();
    seen.iter().map(|seen| seen.as_ref().map_or_else(|| "-".to_owned(), of)).collect()
}

#[test]
#[cfg_attr(not(has_redis), ignore = "needs Redis 6+: apt install redis-server, or brew install redis")]
fn what_a_file_of_commands_leaves_behind_is_compared() {
    let good = file(
        "# a session\nSET session:1 ada EX 60\nINCR visits\nHSET user:1 name Ada age 36\nRPUSH jobs a b\nSADD tags x y\n\
         ZADD board 30 ann 20 bob\nXADD log * a 1\nGET visits\n",
    );
    let checks = [
        r#"{ key = "session:1", type = "string", value = "ada", ttl = { min = 50, max = 60 } }"#,
        r#"{ key = "visits", value = 1, ttl = "none", reply = { to = "GET visits", is = 1 } }"#,
        r#"{ key = "user:1", fields = { name = "Ada", age = 36 } }"#,
        r#"{ key = "jobs", type = "list", members = ["a", "b"], length = 2 }"#,
        r#"{ key = "tags", type = "set", members = ["y", "x"] }"#,
        r#"{ key = "board", members = { ann = 30, bob = 20 } }"#,
        r#"{ key = "log", type = "stream", length = 1 }"#,
        r#"{ key = "other", missing = true, commands = { uses = ["INCR visits"], never = ["KEYS"], at_most = { SET = 1 } } }"#,
        r#"{ before = ["SET visits 41"], key = "visits", value = "42" }"#,
        r#"{ key = "session:*", keys = 1, ttl = { min = 1, max = 60 } }"#,
    ];
    assert_eq!(keys(&good, &checks), [""; 10]);
    let bad = file(
        "SET session:1 ada\nSET visits 1\nKEYS *\nHSET user:1 name ada\nRPUSH jobs b a\nSADD tags x\nZADD board 30 bob\nSET log 1\nSET other 1\n",
    );
    assert_eq!(
        keys(&bad, &checks),
        [
            "ttl: none",
            "reply to GET visits: missing",
            r#"fields: "name": "ada""#,
            r#"members: "b", "a""#,
            r#"members: "x""#,
            r#"members: "bob" (30)"#,
            "type: string, length: 1".replace(", length: 1", "").as_str(),
            "uses INCR visits: missing, never KEYS: used, at most SET: more, missing: there",
            r#"value: "1""#,
            "ttl: none",
        ]
    );
}

#[test]
#[cfg_attr(not(has_redis), ignore = "needs Redis 6+: apt install redis-server, or brew install redis")]
fn what_redis_says_against_a_command_is_told_with_its_place() {
    let key = r#"{ key = "name", value = "ada" }"#;
    let seen = look(&file("SET name ada\n  INCR name\n"), &[key]).unwrap();
    let seen = seen[0].as_ref().unwrap();
    let crash = seen.crash.as_ref().unwrap();
    assert_eq!(crash.line, "main.redis:2:3: `INCR name`: ERR value is not an integer or out of range");
    assert_eq!((crash.at, failed(seen).len()), (Some(2), 0));
    assert!(seen.printed.contains("> INCR name\n(error) ERR value"), "{}", seen.printed);
    let unclosed = look(&file("SET name \"ada\n"), &[key, key]).unwrap();
    let crash = unclosed[0].as_ref().unwrap().crash.as_ref().unwrap();
    assert_eq!((crash.at_start, crash.line.as_str()), (true, "main.redis:1:10: this quote is never closed"));
    assert!(unclosed[1].is_none());
    assert_eq!(keys(&file("# nothing yet\n"), &[key]), ["key: missing"]);
}

#[test]
#[cfg_attr(not(has_redis), ignore = "needs Redis 6+: apt install redis-server, or brew install redis")]
fn a_command_that_waits_for_ever_is_ended() {
    let mut waits = file("SET a 1\nBLPOP nobody 0\nSET b 1\n");
    waits.limits.time = Duration::from_millis(500);
    let began = Instant::now();
    let key = r#"{ key = "a", value = 1 }"#;
    assert_eq!(keys(&waits, &[key, key]), ["end: timed out", "-"]);
    assert!(began.elapsed() < Duration::from_secs(20));
    waits.limits.time = Duration::from_mins(2);
    let check = build(key, Redis::build).unwrap();
    waits.with(|sandbox| {
        std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(Duration::from_millis(300));
                sandbox_cancel(&waits);
            });
            assert!(matches!(Redis::run(&[&check], sandbox), Err(CheckError::Cancelled)));
        });
    });
    assert!(began.elapsed() < Duration::from_mins(1));
}

fn sandbox_cancel(bench: &Bench) {
    bench.cancel.cancel();
}

const NODE_ALLOW: &str = "async function allow(ip) { const key = `rate:${ip}`; await redis('SET', key, 0, 'EX', 10, 'NX');\n\
     const count = Number(await redis('INCR', key)); return { allowed: count <= 2, left: Math.max(0, 2 - count), reset: Number(await redis('TTL', key)) }; }\n\
     module.exports = { allow };";
const PYTHON_ALLOW: &str = "def allow(ip):\n    key = f'rate:{ip}'\n    redis('SET', key, 0, 'EX', 10, 'NX')\n    count = int(redis('INCR', key))\n    return {'allowed': count <= 2, 'left': max(0, 2 - count), 'reset': int(redis('TTL', key))}\n";

const TOGETHER: &str = r#"{ calls = [
    { process = 1, function = "allow", args = ["10.0.0.1"], has = { allowed = true, left = 1, reset = { min = 8, max = 10 } } },
    { process = 2, function = "allow", args = ["10.0.0.1"], has = { allowed = true, left = 0 } },
    { process = 1, function = "allow", args = ["10.0.0.1"], has = { allowed = false }, times = 2 },
], expires_always = "rate:*" }"#;
const LATER: &str = r#"{ later = 10, calls = [{ function = "allow", args = ["10.0.0.1"], has = { allowed = true } }], key = "rate:*", keys = 1 }"#;

#[test]
#[cfg_attr(not(has_redis), ignore = "needs Redis 6+: apt install redis-server, or brew install redis")]
#[cfg_attr(all(has_redis, not(has_node)), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(
    all(has_redis, has_node, not(has_python)),
    ignore = "needs Python 3.11+: apt install python3, or brew install python"
)]
fn functions_in_two_processes_share_one_redis() {
    for bench in [node(NODE_ALLOW), python(PYTHON_ALLOW)] {
        assert_eq!(keys(&bench, &[TOGETHER, LATER]), ["", ""]);
    }
    let seen = look(&node(NODE_ALLOW), &[TOGETHER]).unwrap();
    let seen = seen[0].as_ref().unwrap();
    assert!(seen.printed.starts_with("process 1: allow(\"10.0.0.1\") → { allowed: true, left: 1, reset: 10 }\n    SET rate:10.0.0.1 0 EX 10 NX\n    INCR rate:10.0.0.1\n"), "{}", seen.printed);
}

#[test]
#[cfg_attr(not(has_redis), ignore = "needs Redis 6+: apt install redis-server, or brew install redis")]
#[cfg_attr(all(has_redis, not(has_node)), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn what_is_not_shared_and_what_never_expires_is_seen() {
    let own = node(
        "const seen = {}; async function allow(ip) { seen[ip] = (seen[ip] ?? 0) + 1; return { allowed: seen[ip] <= 2, left: Math.max(0, 2 - seen[ip]), reset: 10 }; }\nmodule.exports = { allow };",
    );
    assert_eq!(keys(&own, &[TOGETHER]), ["call 2 left: 1, call 3 allowed: true, expires always: no key"]);
    let apart = NODE_ALLOW
        .replace("await redis('SET', key, 0, 'EX', 10, 'NX');", "")
        .replace("return {", "if (count === 1) await redis('EXPIRE', key, 10); return {");
    assert_eq!(keys(&node(&apart), &[TOGETHER, LATER]), ["expires always: endless after INCR", ""]);
    let batch = NODE_ALLOW.replace("'EX', 10, 'NX'", "'NX'");
    assert_eq!(
        keys(&node(&batch), &[TOGETHER, LATER]),
        ["call 1 reset: below, expires always: endless after SET", "call 1 allowed: false"]
    );
}

#[test]
#[cfg_attr(not(has_redis), ignore = "needs Redis 6+: apt install redis-server, or brew install redis")]
#[cfg_attr(all(has_redis, not(has_node)), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(
    all(has_redis, has_node, not(has_python)),
    ignore = "needs Python 3.11+: apt install python3, or brew install python"
)]
fn redis_may_be_away_for_a_while() {
    let open = "async function allow() { try { await redis('INCR', 'a'); return 'asked'; } catch { return 'open'; } }\nmodule.exports = { allow };";
    let here = r#"{ calls = [{ function = "allow", returns = "asked" }] }"#;
    let away = r#"{ away = true, calls = [{ function = "allow", returns = "open", times = 2 }] }"#;
    assert_eq!(keys(&node(open), &[here, away, here]), ["", "", ""]);
    let fails = "def allow():\n    redis('INCR', 'a')\n    return 'asked'\n";
    let seen = keys(&python(fails), &[here, away]);
    assert_eq!(seen[0], "");
    assert!(seen[1].contains("call 1: "), "{seen:?}");
}

#[test]
#[cfg_attr(not(has_redis), ignore = "needs Redis 6+: apt install redis-server, or brew install redis")]
#[cfg_attr(all(has_redis, not(has_node)), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn processes_that_fail_or_never_answer_are_told() {
    let call = r#"{ calls = [{ function = "allow", returns = true }] }"#;
    let told = |code: &str| {
        let mut bench = node(code);
        bench.limits.time = Duration::from_secs(1);
        keys(&bench, &[call, call])
    };
    assert_eq!(told("module.exports = {};"), ["crash: missing function", "-"]);
    assert_eq!(told("null.x"), ["crash: TypeError", "-"]);
    assert_eq!(told("process.exit(0)"), ["crash: exit", "-"]);
    assert_eq!(
        told("exports.allow = () => { throw new RangeError('no'); };"),
        ["call 1: ended by RangeError, crash: RangeError", "call 1: ended by RangeError, crash: RangeError"]
    );
    assert_eq!(told("exports.allow = () => process.exit(3);"), ["call 1: ended by exit, crash: exit", "-"]);
    assert_eq!(told("exports.allow = () => new Promise(() => {});"), ["end: timed out", "-"]);
    assert_eq!(told("exports.allow = () => { for (;;); };"), ["end: timed out", "-"]);
    assert_eq!(told("exports.allow = async () => 'yes';"), ["call 1: the text \"yes\"", "call 1: the text \"yes\""]);
}

#[test]
fn checks_that_cannot_be_meant_are_refused() {
    for (toml, problem) in [
        ("{}", "nothing is asked"),
        (r#"{ calls = [{ function = "allow" }] }"#, "nothing is asked"),
        (r#"{ key = "a" }"#, "nothing is asked of this key"),
        (r#"{ value = "a" }"#, "of which key"),
        (r#"{ key = " ", missing = true }"#, "an empty name"),
        (r#"{ key = "a", missing = true, type = "set" }"#, "cannot be missing"),
        (r#"{ key = "a", members = ["b"] }"#, "nothing like this"),
        (r#"{ key = "a", value = true }"#, "nothing like this"),
        (r#"{ key = "a", type = "list", value = "x" }"#, "a list holds no such thing"),
        (r#"{ key = "a*", value = "x" }"#, "a pattern of many keys"),
        (r#"{ key = "a", keys = 1 }"#, "counts the keys of a pattern"),
        (r#"{ key = "a", ttl = 60 }"#, "no time to live"),
        (r#"{ key = "a", ttl = { min = 60, max = 50 } }"#, "no time to live"),
        (r#"{ key = "a", type = "text" }"#, "unknown variant"),
        (r#"{ key = "a", missing = true, away = true }"#, "nobody notices"),
        (r#"{ key = "a", missing = true, before = ["SET a 'b"] }"#, "never closed"),
        (r#"{ key = "a", missing = true, later = 0 }"#, "no time passes"),
        (r#"{ calls = [{ function = "allowIt", returns = true }] }"#, "snake_case"),
        (r#"{ calls = [{ function = "allow", process = 0, returns = true }] }"#, "`process` is 1 to 9"),
        (r#"{ calls = [{ function = "allow", returns = true, returns_json = "null" }] }"#, "at once"),
        (r#"{ calls = [{ function = "allow", returns_json = "nul" }] }"#, "no JSON"),
        (r#"{ commands = {} }"#, "nothing is asked of the commands"),
        (r#"{ reply = { to = "GET a", is = true } }"#, "answers nothing like this"),
        (r#"{ ky = "a" }"#, "unknown field"),
    ] {
        let found = build(toml, Redis::build).unwrap_err();
        assert!(found.iter().any(|message| message.contains(problem)), "{toml}: {found:?}");
    }
}

#[test]
fn a_check_is_described() {
    let said = |toml: &str| build(toml, Redis::build).unwrap().describe(Track::Node);
    assert_eq!(
        said(r#"{ key = "session:1", type = "string", value = "ada", ttl = { min = 50, max = 60 } }"#),
        "`session:1` is a string and holds \"ada\" and expires in 50 to 60 s"
    );
    assert_eq!(said(r#"{ calls = [{ function = "add_up", args = [1], returns = 1 }] }"#), "addUp(1)");
    assert_eq!(said(r#"{ calls = [{ function = "f", times = 3, returns = 1 }] }"#), "3 calls such as f()");
    assert_eq!(
        said(r#"{ commands = { uses = ["INCR"], never = ["KEYS"], at_most = { ZRANGE = 1 } } }"#),
        "uses `INCR`, does not use `KEYS`, uses `ZRANGE` at most once"
    );
}

#[test]
fn what_the_guide_shows_can_be_meant() {
    let (shown, section) = shown_in_the_guide("redis");
    assert!(shown.len() > 12, "{}", shown.len());
    for check in &shown {
        build(check, Redis::build).unwrap_or_else(|problems| panic!("{check}: {problems:?}"));
    }
    for table in ["RawRedis", "RawCall", "RawReply", "RawCommands"] {
        for key in keys_of(include_str!("raw.rs"), table) {
            assert!(section.contains(&format!("{key} = ")), "the guide does not show `{key}`");
        }
    }
}
