//! Messages as real runtimes wrote them.

use super::*;

fn check(track: Track, text: &str, kind: &str, line: &str, at_start: bool, at: Option<u32>) {
    let main = format!("main.{}", track.extension());
    let crash = read(track, text, &main).unwrap_or_else(|| panic!("not understood: {text}"));
    let expected = Crash { at_start, kind: kind.to_owned(), line: line.to_owned(), at };
    assert_eq!(crash, expected, "{text}");
}

const FRAMES: &str = "    at Module._compile (node:internal/modules/cjs/loader:1521:14)\n\nNode.js v20.20.2\n";

#[test]
fn an_uncaught_error_of_node_is_read() {
    let text = "main.js:2\n  return foo;\n  ^\n\nReferenceError: foo is not defined\n    at f (main.js:2:3)\n    at Object.<anonymous> (main.js:4:1)\n";
    let line = "ReferenceError: foo is not defined";
    check(Track::Node, &format!("{text}{FRAMES}"), "ReferenceError", line, false, Some(2));
    let text = "node:internal/errors:541\n      throw error;\n      ^\n\nRangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0.\n    at Server.listen (node:net:2059:5)\n    at Object.<anonymous> (main.js:7:32) {\n  code: 'ERR_SOCKET_BAD_PORT'\n}\n\nNode.js v20.20.2\n";
    let line = "RangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0.";
    check(Track::Node, text, "RangeError", line, false, Some(7));
}

#[test]
fn bad_text_at_run_time_is_no_syntax_error_of_the_program() {
    let text = "<anonymous_script>:1\n{\n\nSyntaxError: Expected property name or '}' in JSON at position 1\n    at JSON.parse (<anonymous>)\n    at Object.<anonymous> (main.js:3:6)\n";
    let line = "SyntaxError: Expected property name or '}' in JSON at position 1";
    check(Track::Node, &format!("{text}{FRAMES}"), "SyntaxError", line, false, Some(3));
    let text = "Traceback (most recent call last):\n  File \"main.py\", line 1, in <module>\n    eval(\"1+\")\n  File \"<string>\", line 1\n    1+\nSyntaxError: invalid syntax\n";
    check(Track::Python, text, "SyntaxError", "SyntaxError: invalid syntax", false, Some(1));
    let text = "Traceback (most recent call last):\n  File \"main.py\", line 2, in <module>\n    json.loads(\"{\")\n  File \"/usr/lib/python3.11/json/decoder.py\", line 353, in raw_decode\n    obj\n    ^^^\njson.decoder.JSONDecodeError: Expecting value\n";
    let line = "json.decoder.JSONDecodeError: Expecting value";
    check(Track::Python, text, "JSONDecodeError", line, false, Some(2));
}

#[test]
fn a_program_that_cannot_be_read_does_not_start() {
    let text = "main.js:1\nconst x = ;\n          ^\n\nSyntaxError: Unexpected token ';'\n    at wrapSafe (node:internal/modules/cjs/loader:1464:18)\n";
    let line = "SyntaxError: Unexpected token ';'";
    check(Track::Node, &format!("{text}{FRAMES}"), "SyntaxError", line, true, Some(1));
    let text = "main.js:1\nimport { nope } from \"node:fs\";\n         ^^^^\nSyntaxError: The requested module 'node:fs' does not provide an export named 'nope'\n    at ModuleJob._instantiate (node:internal/modules/esm/module_job:213:21)\n";
    let line = "SyntaxError: The requested module 'node:fs' does not provide an export named 'nope'";
    check(Track::Node, &format!("{text}{FRAMES}"), "SyntaxError", line, true, Some(1));
    let text = "  File \"main.py\", line 1\n    print(\"x\"\n         ^\nSyntaxError: '(' was never closed\n";
    check(Track::Python, text, "SyntaxError", "SyntaxError: '(' was never closed", true, Some(1));
}

#[test]
fn a_missing_module_keeps_a_program_from_starting() {
    let text = "node:internal/modules/cjs/loader:1210\n  throw err;\n  ^\n\nError: Cannot find module 'express'\nRequire stack:\n- main.js\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)\n    at Object.<anonymous> (main.js:1:1)\n";
    check(Track::Node, &format!("{text}{FRAMES}"), "Error", "Error: Cannot find module 'express'", true, Some(1));
    let text = "Traceback (most recent call last):\n  File \"main.py\", line 1, in <module>\n    import nope\nModuleNotFoundError: No module named 'nope'\n";
    let line = "ModuleNotFoundError: No module named 'nope'";
    check(Track::Python, text, "ModuleNotFoundError", line, true, Some(1));
}

#[test]
fn anything_can_be_thrown() {
    for (shown, line) in [("boom", "threw boom"), ("{ a: 1 }", "threw { a: 1 }"), ("null", "threw null")] {
        let text =
            format!("\nmain.js:1\nthrow it;\n^\n{shown}\n(Use `node --trace-uncaught ...`)\n\nNode.js v20.20.2\n");
        check(Track::Node, &text, "thrown value", line, false, Some(1));
    }
    let text = "main.js:1\nthrow new Error(\"two\\nlines\");\n^\n\nError: two\nlines\n    at Object.<anonymous> (main.js:1:7)\n";
    check(Track::Node, &format!("{text}{FRAMES}"), "Error", "Error: two", false, Some(1));
}

#[test]
fn only_the_last_words_of_node_tell_how_it_ended() {
    let logged = "listening on http://127.0.0.1:3000\nError: logged and caught\n    at handle (main.js:40:9)\n\n";
    let caught = "main.js:9\n  old();\n  ^\n\nTypeError: an earlier one\n    at main.js:9:3\n\n";
    let text = "node:events:497\n      throw er; // Unhandled 'error' event\n      ^\n\nerror: connect to 127.0.0.1:5432\n    at new Pool (main.js:12:3)\nEmitted 'error' event on Pool instance at:\n    at Client.idle (node:internal/pool:45:10) {\n  code: '57P01'\n}\n\nNode.js v20.20.2\n";
    for before in ["", logged, caught] {
        let line = "error: connect to 127.0.0.1:5432";
        check(Track::Node, &format!("{before}{text}"), "error", line, false, Some(12));
    }
    assert_eq!(read(Track::Node, logged, "main.js"), None);
}

#[test]
fn an_uncaught_error_of_python_is_read() {
    let first = "Traceback (most recent call last):\n  File \"main.py\", line 9, in g\n    int(\"x\")\nValueError: first\n\nDuring handling of the above exception, another exception occurred:\n\n";
    let text = "Traceback (most recent call last):\n  File \"main.py\", line 3, in <module>\n    f()\n  File \"main.py\", line 2, in f\n    return foo\n           ^^^\nNameError: name 'foo' is not defined\n";
    let line = "NameError: name 'foo' is not defined";
    check(Track::Python, &format!("{first}{text}"), "NameError", line, false, Some(2));
    check(
        Track::Python,
        &text.replace("NameError: name 'foo' is not defined", "KeyboardInterrupt"),
        "KeyboardInterrupt",
        "KeyboardInterrupt",
        false,
        Some(2),
    );
}

#[test]
fn another_file_of_the_learner_is_named() {
    let text = "Traceback (most recent call last):\n  File \"main.py\", line 3, in <module>\n    f()\n  File \"lib/helper.py\", line 2, in f\n    return foo\nNameError: name 'foo' is not defined\n";
    let line = "NameError: name 'foo' is not defined (lib/helper.py, line 2)";
    check(Track::Python, text, "NameError", line, false, None);
}

#[test]
fn what_a_program_writes_itself_is_no_crash() {
    for text in [
        "",
        "usage: main.py FILE\n",
        "Error: no such file\n",
        "Node.js v20\n",
        "File \"x\", line 3\n",
        "^\n\n^",
        "listening on http://127.0.0.1:3000\nGET /\n\nGET /posts\n",
    ] {
        for track in Track::ALL {
            assert_eq!(read(track, text, "main.py"), None, "{text:?}");
        }
    }
}
