//! Calls on both paths, with real runtimes.

use std::sync::Arc;
use std::time::Duration;

use crate::diagnostic::Spanned;

use super::*;
use crate::check::{Crash, Facet, testing};
use crate::diagnostic::{Diagnostics, Source};
use crate::process::Limits;

mod stubs;
mod values;

#[derive(serde::Deserialize)]
struct Typed {
    function: Vec<Spanned<RawFunction>>,
}

/// The checks that these lines mean, and the problems.
fn read(lines: &[&str]) -> (Vec<Function>, Diagnostics) {
    let text: String = lines.iter().flat_map(|line| ["[[function]]\n", *line, "\n"]).collect();
    let typed: Typed = toml::from_str(&text).unwrap();
    let mut all = Diagnostics::default();
    let mut problems = all.file(Arc::new(Source { name: "exercise.toml".into(), text }));
    let checks = typed.function.into_iter().filter_map(|raw| Function::build(raw, &mut problems)).collect();
    (checks, all)
}

fn typed(lines: &[&str]) -> (Vec<Function>, Vec<String>) {
    let (checks, problems) = read(lines);
    (checks, problems.iter().map(|one| one.message.clone()).collect())
}

fn look_within(track: Track, limits: Limits, program: &str, lines: &[&str]) -> Vec<Option<Seen>> {
    let (checks, problems) = typed(lines);
    assert_eq!(problems, Vec::<String>::new());
    let main = format!("main.{}", track.extension());
    let batch: Vec<&Function> = checks.iter().collect();
    testing::within(&testing::files(&[(&main, program)]), track, limits, |sandbox| Function::run(&batch, sandbox))
        .unwrap()
}

fn look(track: Track, program: &str, lines: &[&str]) -> Vec<Seen> {
    look_within(track, Limits::default(), program, lines).into_iter().map(Option::unwrap).collect()
}

fn facet<'s>(seen: &'s Seen, name: &str) -> &'s Facet {
    seen.facets.iter().find(|facet| facet.name == name).unwrap_or_else(|| panic!("no {name} in {seen:?}"))
}

const DOUBLE: &[&str] =
    &["name = \"make_double\"\nargs = [4]\nreturns = 8", "name = \"make_double\"\nargs = [-0.5]\nreturns = -1"];

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_right_function_passes_however_it_is_exported() {
    for program in [
        "module.exports = { makeDouble: (x) => 2 * x };",
        "exports.makeDouble = function (x) { return 2 * x; };",
        "export function makeDouble(x) { return 2 * x; }",
        "export default { makeDouble: (x) => 2 * x };",
        "function makeDouble(x) { return 2 * x; }\r\nmodule.exports = { makeDouble };\r\n",
    ] {
        let seen = look(Track::Node, program, DOUBLE);
        assert!(seen.iter().all(Seen::passed), "{program}: {seen:?}");
        assert_eq!(seen[0].call, "makeDouble(4)");
    }
    for program in ["def make_double(x):\n    return 2 * x\n", "make_double = lambda x: x * 2.0"] {
        let seen = look(Track::Python, program, DOUBLE);
        assert!(seen.iter().all(Seen::passed), "{program}: {seen:?}");
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn an_error_in_a_call_is_a_crash_of_that_call_only() {
    let program = "def f(x):\n    if x == 1:\n        return int('19.99')\n    return x\n";
    let seen = look(
        Track::Python,
        program,
        &["name = \"f\"\nargs = [1]\nreturns = 1", "name = \"f\"\nargs = [2]\nreturns = 2"],
    );
    let line = "ValueError: invalid literal for int() with base 10: '19.99'".to_owned();
    assert_eq!(
        seen[0].crash,
        Some(Crash { at_start: false, kind: "ValueError".into(), line: line.clone(), at: Some(3) })
    );
    assert_eq!(
        (facet(&seen[0], "value").key.as_str(), &facet(&seen[0], "value").actual),
        ("ended by ValueError", &line)
    );
    assert!(seen[1].passed());
    let program = "exports.f = (x) => {\n  if (x === 1) null.y;\n  if (x === 3) throw \"up\";\n  return x;\n};";
    let lines = [1, 2, 3].map(|x| format!("name = \"f\"\nargs = [{x}]\nreturns = {x}"));
    let seen = look(Track::Node, program, &lines.each_ref().map(String::as_str));
    let crash = seen[0].crash.clone().unwrap();
    assert_eq!((crash.kind.as_str(), crash.at), ("TypeError", Some(2)));
    assert!(seen[1].passed());
    assert_eq!(seen[2].crash.clone().unwrap().line, "threw the text \"up\"");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn an_error_can_be_what_is_asked_for() {
    let node = "exports.area = (x) => { if (x < 0) throw new RangeError(\"Must not be Negative\"); return x; };";
    let python = "class Bad(ValueError):\n    pass\ndef area(x):\n    if x < 0:\n        raise Bad('must not be negative')\n    return x\n";
    let kind = "type = { node = \"RangeError\", python = \"ValueError\" }";
    for (track, program) in [(Track::Node, node), (Track::Python, python)] {
        let seen = look(
            track,
            program,
            &[
                &format!("name = \"area\"\nargs = [-1]\nerror = {{ {kind}, message = \"negative\" }}"),
                &format!("name = \"area\"\nargs = [1]\nerror = {{ {kind} }}"),
                "name = \"area\"\nargs = [-1]\nerror = { type = { node = \"TypeError\", python = \"TypeError\" } }",
                "name = \"area\"\nargs = [-1]\nerror = { message = \"too small\" }",
            ],
        );
        assert_eq!(seen.iter().map(Seen::passed).collect::<Vec<_>>(), [true, false, false, false], "{seen:?}");
        assert!(seen.iter().all(|seen| seen.crash.is_none()));
        assert_eq!(facet(&seen[1], "error").actual, "1");
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_copy_must_not_be_the_callers_own_object() {
    let line = "name = \"build\"\nargs = [[\"read\"]]\ncopies = [{ arg = 1, into = \"list\" }]";
    let keys = |track, programs: [&str; 4]| {
        programs.map(|program| {
            let seen = look(track, program, &[line]);
            (facet(&seen[0], "copy list").key.clone(), seen[0].passed())
        })
    };
    let expected = [("right", true), ("the caller's own", false), ("missing", false)];
    let node = [
        "exports.build = (list) => ({ list: [...list] });",
        "exports.build = (list) => ({ list });",
        "exports.build = (list) => ({});",
        "exports.build = (list) => ({ list: [list] });",
    ];
    let python = [
        "def build(items):\n    return {'list': list(items)}\n",
        "def build(items):\n    return {'list': items}\n",
        "def build(items):\n    return {}\n",
        "def build(items):\n    return {'list': [items]}\n",
    ];
    for keys in [keys(Track::Node, node), keys(Track::Python, python)] {
        for (found, (key, passed)) in keys.iter().zip(expected) {
            assert_eq!(found, &(key.to_owned(), passed));
        }
        assert_eq!(keys[3], ("the list [[\"read\"]]".to_owned(), false));
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn arguments_must_stay_as_they_were_when_that_is_asked() {
    let line = "name = \"sorted_copy\"\nargs = [[2, 1]]\nreturns = [1, 2]\nkeeps_args = true";
    let python = |body: &str| look(Track::Python, &format!("def sorted_copy(x):\n    {body}\n"), &[line, line]);
    assert!(python("return sorted(x)").iter().all(Seen::passed));
    let seen = python("x.sort(); return x");
    assert_eq!(facet(&seen[0], "arguments").actual, "argument 1 was changed to the list [1, 2]");
    assert!(facet(&seen[1], "value").held, "each call gets arguments of its own");
    let seen = look(Track::Node, "exports.sortedCopy = (x) => x.sort();", &[line]);
    assert_eq!(facet(&seen[0], "arguments").key, "1: the list [1, 2]");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn printing_is_no_fault_but_it_is_seen() {
    let lines = &["name = \"f\"\nreturns = 1", "name = \"g\"\nreturns = 1"];
    let node = "console.log(\"hello\");\nexports.f = () => { console.log(\"\\x1b[31mone\"); return 1; };\nexports.g = () => 1;";
    let python = "import os\nprint('hello')\ndef f():\n    print('one')\n    os.write(1, b'two')\n    return 1\ndef g():\n    return 1\n";
    for (track, program, printed) in [(Track::Node, node, "hello\none\n"), (Track::Python, python, "hello\none\ntwo")] {
        let seen = look(track, program, lines);
        assert!(seen.iter().all(Seen::passed), "{seen:?}");
        assert_eq!((seen[0].printed.as_str(), seen[1].printed.as_str()), (printed, ""));
        assert_eq!((&*facet(&seen[0], "printed").key, &*facet(&seen[1], "printed").key), ("printed", "silent"));
    }
}

fn in_the_middle(track: Track, program: &str, limits: Limits) -> Vec<Option<Seen>> {
    let lines = [1, 2, 3].map(|x| format!("name = \"f\"\nargs = [{x}]\nreturns = {x}"));
    look_within(track, limits, program, &lines.each_ref().map(String::as_str))
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn an_endless_loop_keeps_what_came_before_it() {
    let limits = Limits { time: Duration::from_secs(2), ..Limits::default() };
    let node = "exports.f = (x) => { while (x === 2) { console.log(x); } return x; };";
    let python = "def f(x):\n    while x == 2:\n        pass\n    return x\n";
    for (track, program) in [(Track::Node, node), (Track::Python, python)] {
        let seen = in_the_middle(track, program, limits);
        assert!(seen[0].as_ref().unwrap().passed());
        assert!(seen[1].as_ref().unwrap().timed_out());
        assert_eq!(facet(seen[1].as_ref().unwrap(), "end").actual, "it was still running after 2 s");
        assert_eq!(seen[2], None);
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_call_that_ends_the_program_is_told_so() {
    for (track, program) in [
        (Track::Node, "exports.f = (x) => { if (x === 2) process.exit(0); return x; };"),
        (Track::Node, "exports.f = (x) => { if (x === 2) process.reallyExit(3); return x; };"),
        (Track::Python, "import os\ndef f(x):\n    if x == 2:\n        os._exit(0)\n    return x\n"),
        (Track::Python, "def f(x):\n    if x == 2:\n        exit(4)\n    return x\n"),
    ] {
        let seen = in_the_middle(track, program, Limits::default());
        assert!(seen[0].as_ref().unwrap().passed());
        let crash = seen[1].as_ref().unwrap().crash.clone().unwrap();
        assert_eq!((crash.kind.as_str(), crash.at_start), ("exit", false));
        assert!(crash.line.starts_with("the call ended the whole program"), "{}", crash.line);
    }
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn too_much_memory_is_a_crash_of_the_call_that_took_it() {
    let limits = Limits { memory: 200 * 1024 * 1024, time: Duration::from_secs(20), ..Limits::default() };
    let program =
        "def f(x):\n    all = []\n    while x == 2:\n        all.append(bytearray(10_000_000))\n    return x\n";
    let seen = in_the_middle(Track::Python, program, limits);
    assert!(seen[0].as_ref().unwrap().passed());
    let crash = seen[1].as_ref().unwrap().crash.clone().unwrap();
    assert!(crash.kind == "out of memory" || crash.kind == "MemoryError", "{crash:?}");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn hostile_programs_change_no_result() {
    let node = "const fs = require('fs');\nJSON.stringify = () => '{}'; JSON.parse = () => null; console.log = null; process.exit = null;\nfs.writeSync = () => {}; Array.prototype.push = () => 0; process.stdout.write = () => true;\nexports.f = (x) => x + 1;";
    let python = "import builtins, json, os, sys\njson.dumps = None\nos.write = None\nsys.stdout = None\nbuiltins.print = None\nsys.exit = None\ndef f(x):\n    return x + 1\n";
    for (track, program) in [(Track::Node, node), (Track::Python, python)] {
        let seen =
            look(track, program, &["name = \"f\"\nargs = [1]\nreturns = 2", "name = \"f\"\nargs = [1]\nreturns = 3"]);
        assert_eq!(seen.iter().map(Seen::passed).collect::<Vec<_>>(), [true, false], "{seen:?}");
    }
}

fn at_start(track: Track, program: &str) -> Crash {
    let seen = look_within(track, Limits::default(), program, DOUBLE);
    let crash = seen[0].clone().unwrap().crash.unwrap_or_else(|| panic!("{program} did not crash: {seen:?}"));
    assert!(crash.at_start, "{crash:?}");
    crash
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_file_that_cannot_be_read_keeps_all_calls_from_being_made() {
    let crash = at_start(Track::Node, "function makeDouble(x) {\n  return 2 * ;\n}\n");
    assert_eq!((crash.line.as_str(), crash.at), ("SyntaxError: Unexpected token ';'", Some(2)));
    let crash = at_start(Track::Python, "def make_double(x):\nreturn 2 * x\n");
    assert_eq!((crash.kind.as_str(), crash.at), ("IndentationError", Some(2)));
    let seen = look_within(Track::Node, Limits::default(), "nope();", DOUBLE);
    let crash = seen[0].clone().unwrap().crash.unwrap();
    assert_eq!((crash.at_start, crash.kind.as_str(), crash.at), (false, "ReferenceError", Some(1)));
    assert_eq!(seen[1], None);
    assert_eq!(at_start(Track::Python, "exit()").line, "main.py ended the program before anything was called");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_missing_function_is_told_with_what_is_there_instead() {
    for (track, program, told) in [
        (
            Track::Node,
            "function makeDouble(x) { return 2 * x; }",
            "`makeDouble` is not exported: the last line of main.js must be `module.exports = { makeDouble };`",
        ),
        (
            Track::Node,
            "module.exports = function makeDouble(x) { return 2 * x; };",
            "`module.exports` is one function: put it between braces, `module.exports = { makeDouble };`",
        ),
        (
            Track::Node,
            "exports.make_double = (x) => 2 * x;",
            "there is `make_double`, but it must be called `makeDouble`: names are written so on the Node.js path",
        ),
        (
            Track::Node,
            "exports.makeDoubel = (x) => 2 * x;",
            "there is `makeDoubel`, but it must be called `makeDouble`: look at each letter",
        ),
        (Track::Node, "exports.makeDouble = 8;", "`makeDouble` is 8, not a function"),
        (Track::Node, "", "there is no function `makeDouble` in main.js"),
        (
            Track::Python,
            "def makeDouble(x):\n    return 2 * x\n",
            "there is `makeDouble`, but it must be called `make_double`: names are written so on the Python path",
        ),
        (
            Track::Python,
            "def make_duoble(x):\n    return 2 * x\n",
            "there is `make_duoble`, but it must be called `make_double`: look at each letter",
        ),
        (Track::Python, "make_double = 8", "`make_double` is 8, not a function"),
        (Track::Python, "def other():\n    pass\n", "there is no function `make_double` in main.py"),
    ] {
        assert_eq!(at_start(track, program).line, told, "{program}");
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn what_is_awaited_is_awaited() {
    let lines = &[
        "name = \"f\"\nargs = [1]\nreturns = 1\nawaits = true",
        "name = \"f\"\nargs = [2]\nerror = { message = \"two\" }\nawaits = true",
    ];
    let node = "exports.f = async (x) => { await null; if (x === 2) throw new Error(\"two\"); return x; };";
    let python = "import asyncio\nasync def f(x):\n    await asyncio.sleep(0)\n    if x == 2:\n        raise ValueError('two')\n    return x\n";
    for (track, program) in [(Track::Node, node), (Track::Python, python)] {
        let seen = look(track, program, lines);
        assert!(seen.iter().all(Seen::passed), "{seen:?}");
    }
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_slow_call_is_told_so() {
    let lines = &["name = \"f\"\nargs = [1]\nseconds = 0.2", "name = \"f\"\nargs = [2]\nseconds = 0.2"];
    let program = "import time\ndef f(x):\n    until = time.process_time() + 0.3\n    while x == 2 and time.process_time() < until:\n        pass\n";
    let seen = look(Track::Python, program, lines);
    assert!(seen[0].passed());
    assert_eq!(facet(&seen[1], "time").actual, "more than 0.2 s");
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_file_that_hides_a_module_is_named() {
    let (checks, _) = typed(&["name = \"f\"\nreturns = 1"]);
    let batch: Vec<&Function> = checks.iter().collect();
    let submission =
        testing::files(&[("main.py", "import http.client\ndef f():\n    return 1\n"), ("http.py", "x = 1\n")]);
    let seen = testing::within(&submission, Track::Python, Limits::default(), |sandbox| Function::run(&batch, sandbox));
    let line = seen.unwrap()[0].clone().unwrap().crash.unwrap().line;
    assert!(line.starts_with("your file `http.py` hides Python's own module `http`: rename it ("), "{line}");
}

#[test]
fn a_name_in_another_style_is_told_in_the_right_one() {
    for (name, example, shown) in [
        ("toDouble", "to_double", "toDouble"),
        ("Half-price", "half_price", "halfPrice"),
        ("été", "to_fahrenheit", "toFahrenheit"),
    ] {
        let (_, problems) = read(&[&format!("name = \"{name}\"\nreturns = 1")]);
        let help = problems.iter().find_map(|problem| problem.help.clone());
        assert_eq!(help, Some(format!("write `{example}`: learners on the node path are shown `{shown}`")));
    }
}

#[test]
fn what_cannot_mean_anything_is_reported() {
    for (line, message) in [
        ("name = \"toDouble\"\nreturns = 1", "`toDouble` is not written in snake_case"),
        ("name = \"f\"", "nothing is asked of this call"),
        ("name = \"f\"\nargs = [1]\nargs_json = \"[1]\"\nreturns = 1", "`args` and `args_json` at once"),
        ("name = \"f\"\nargs_json = \"1\"\nreturns = 1", "the arguments are no list"),
        ("name = \"f\"\nargs = [2026-01-01]\nreturns = 1", "dates cannot be handed over"),
        ("name = \"f\"\nreturns = 2026-01-01", "a date is nothing that both paths can hand back"),
        ("name = \"f\"\nparams = [\"a\"]\nreturns = 1", "1 names for 0 arguments"),
        ("name = \"f\"\nreturns = \"x\"\ntolerance = 1", "no number is compared here"),
        ("name = \"f\"\nreturns = 1\ntolerance = -1", "a tolerance is a number of at least 0"),
        ("name = \"f\"\nreturns = 1\ntype = \"text\"", "what is to be handed back is not a text"),
        ("name = \"f\"\nreturns = 1\nerror = { message = \"x\" }", "a call that fails hands nothing back"),
        ("name = \"f\"\nerror = {}", "which error?"),
        ("name = \"f\"\nargs = [[1]]\ncopies = [{ arg = 2 }]", "there is no argument 2"),
        (
            "name = \"f\"\nargs = [1]\ncopies = [{ arg = 1 }]",
            "nobody can tell a copy of this argument from the argument itself",
        ),
        ("name = \"f\"\nseconds = 0", "nothing is done in this time"),
    ] {
        assert_eq!(typed(&[line]).1, [message], "{line}");
    }
    let (checks, problems) = typed(&["name = \"find\"\nargs_json = \"[null]\"\nreturns_json = \"null\""]);
    assert_eq!((checks[0].describe(Track::Python), problems), ("find(None) → None".to_owned(), Vec::new()));
}
