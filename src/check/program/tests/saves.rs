//! Programs that keep something in a file: what a later run finds, several at once, and stopped while they save.

use super::*;
use crate::check::testing::failed;

/// Notes in a JSON file beside the program. `WHERE`, `SAVE` and `LOCK` are filled in.
const NODE: &str = r#"const fs = require("node:fs");
const path = require("node:path");
const FILE = WHERE;
const [command, text] = process.argv.slice(2);
function load() {
  if (!fs.existsSync(FILE)) return [];
  try { return JSON.parse(fs.readFileSync(FILE, "utf8")); }
  catch { console.error("notes.json is damaged"); process.exit(1); }
}
function save(notes) {
  const data = JSON.stringify(notes);
  SAVE
}
LOCK
if (command === "add") { const notes = load(); notes.push({ id: notes.length + 1, text }); save(notes); console.log(notes.length); }
else console.log(JSON.stringify(load()));
FREE
"#;

const PYTHON: &str = r#"import json, os, sys, time, pathlib
FILE = WHERE
def load():
    if not FILE.exists():
        return []
    try:
        return json.loads(FILE.read_text())
    except ValueError:
        sys.exit("notes.json is damaged")
def save(notes):
    data = json.dumps(notes)
    SAVE
LOCK
if sys.argv[1] == "add":
    notes = load()
    notes.append({"id": len(notes) + 1, "text": sys.argv[2]})
    save(notes)
    print(len(notes))
else:
    print(json.dumps(load()))
FREE
"#;

/// Taking a lock, and giving it back.
const LOCK: [[&str; 2]; 2] = [
    [
        "for (;;) { try { fs.mkdirSync(FILE + \".lock\"); break; } catch {} }",
        "while True:\n    try:\n        os.close(os.open('lock', os.O_CREAT | os.O_EXCL | os.O_WRONLY))\n        break\n    except FileExistsError:\n        time.sleep(0.001)",
    ],
    ["fs.rmdirSync(FILE + \".lock\");", "os.remove('lock')"],
];
const BESIDE: [&str; 2] = ["path.join(__dirname, \"notes.json\")", "pathlib.Path(__file__).parent / \"notes.json\""];
const IN_PLACE: [&str; 2] = ["fs.writeFileSync(FILE, data);", "FILE.write_text(data)"];
const RENAMED: [&str; 2] = [
    "fs.writeFileSync(FILE + \".tmp\", data); fs.renameSync(FILE + \".tmp\", FILE);",
    "temp = FILE.with_suffix('.tmp'); temp.write_text(data); os.replace(temp, FILE)",
];

fn both(place: [&str; 2], save: [&str; 2], lock: bool) -> [(Track, String); 2] {
    let [[node_lock, python_lock], [node_free, python_free]] = if lock { LOCK } else { [[""; 2]; 2] };
    let filled = |program: &str, place: &str, save: &str, lock: &str, free: &str| {
        program.replace("WHERE", place).replace("SAVE", save).replace("LOCK", lock).replace("FREE", free)
    };
    [
        (Track::Node, filled(NODE, place[0], save[0], node_lock, node_free)),
        (Track::Python, filled(PYTHON, place[1], save[1], python_lock, python_free)),
    ]
}

fn seen((track, program): &(Track, String), lines: &[&str]) -> Vec<Seen> {
    let limits = Limits { time: Duration::from_secs(20), ..Limits::default() };
    let main = format!("main.{}", track.extension());
    look(*track, &[(&main, program)], limits, lines).into_iter().map(Option::unwrap).collect()
}

const ONE_NOTE: &str = "files = { \"notes.json\" = '[{\"id\":1,\"text\":\"a\"}]' }\n";

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_later_run_finds_what_an_earlier_one_left() {
    let lines = [
        "args = [\"add\", \"tea\"]\nstdout = \"1\"\njson = { \"notes.json\" = { \"$[0].text\" = \"tea\" } }",
        "continues = true\nargs = [\"list\"]\nkeeps = [\"notes.json\"]\njson = { stdout = { \"$[*].id\" = [1], lengths = { \"$\" = 1 } } }",
        "args = [\"list\"]\njson = { stdout = { \"$\" = [] } }\nabsent = [\"notes.json\"]",
        "before = [[\"add\", \"a\"], [\"add\", \"b\"]]\nargs = [\"list\"]\njson = { stdout = { set = { \"$[*].text\" = [\"b\", \"a\"] } } }",
        "continues = true\nfrom = \"some/where\"\nargs = [\"add\", \"c\"]\nstdout = \"3\"\nabsent = [\"some/where/notes.json\"]",
    ];
    for program in both(BESIDE, RENAMED, false) {
        let seen = seen(&program, &lines);
        assert!(seen.iter().all(Seen::passed), "{:?}", seen.iter().map(failed).collect::<Vec<_>>());
        assert!(seen[4].call.starts_with("cd some/where && "), "{}", seen[4].call);
        assert_eq!(seen[3].again.as_ref().unwrap().lines().count(), 3);
    }
    for program in both(["\"notes.json\"", "pathlib.Path('notes.json')"], RENAMED, false) {
        let seen = seen(&program, &lines);
        assert_eq!(failed(&seen[4]), ["stdout: text 1", "no some/where/notes.json: there"]);
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_program_is_stopped_in_every_step_of_saving() {
    let line = format!("{ONE_NOTE}args = [\"add\", \"b\"]\nnever_half = \"notes.json\"\nstdout = \"2\"");
    let first = "args = [\"add\", \"b\"]\nnever_half = \"notes.json\"";
    let list = format!("{ONE_NOTE}args = [\"list\"]\nnever_half = \"notes.json\"");
    for program in both(BESIDE, RENAMED, false) {
        let told: Vec<_> = seen(&program, &[&line, first, &list]).iter().map(failed).collect();
        assert_eq!(told, [vec![], vec![], vec!["never half notes.json: never saved".to_owned()]]);
    }
    for program in both(BESIDE, IN_PLACE, false) {
        assert_eq!(failed(&seen(&program, &[&line])[0]), ["never half notes.json: cut"]);
    }
    let removed = [
        "fs.rmSync(FILE, { force: true }); fs.writeFileSync(FILE + 1, data); fs.renameSync(FILE + 1, FILE);",
        "FILE.unlink(missing_ok=True); temp = FILE.with_suffix('.tmp'); temp.write_text(data); os.replace(temp, FILE)",
    ];
    for program in both(BESIDE, removed, false) {
        assert_eq!(failed(&seen(&program, &[&line])[0]), ["never half notes.json: gone"]);
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
fn other_ways_to_save_are_seen_too() {
    let line = format!("{ONE_NOTE}args = [\"add\", \"b\"]\nnever_half = \"notes.json\"");
    let cut = vec!["never half notes.json: cut".to_owned()];
    for (save, told) in [
        ("const out = fs.createWriteStream(FILE); out.end(data);", &cut),
        ("fs.promises.writeFile(FILE, data);", &cut),
        ("fs.promises.writeFile(FILE + 1, data).then(() => fs.promises.rename(FILE + 1, FILE));", &vec![]),
        ("fs.writeFile(FILE, data, () => {});", &cut),
        ("const f = fs.openSync(FILE, \"w\"); fs.writeSync(f, data); fs.closeSync(f);", &cut),
        ("fs.promises.open(FILE, \"w\").then((f) => f.writeFile(data).then(() => f.close()));", &cut),
        ("fs.writeFileSync(FILE + 1, data); fs.copyFileSync(FILE + 1, FILE);", &cut),
    ] {
        let [program, _] = both(BESIDE, [save, ""], false);
        assert_eq!(failed(&seen(&program, &[&line])[0]), *told, "{save}");
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn several_runs_at_once_lose_something_every_time_unless_there_is_a_lock() {
    let line = "at_once = [[\"add\", \"a\"], [\"add\", \"b\"], [\"add\", \"c\"]]\njson = { \"notes.json\" = { lengths = { \"$\" = 3 } } }";
    let list = "continues = true\nargs = [\"list\"]\njson = { stdout = { \"$[*].id\" = [1, 2, 3] } }";
    for program in both(BESIDE, RENAMED, true) {
        let seen = seen(&program, &[line, list]);
        assert!(seen.iter().all(Seen::passed), "{:?}", seen.iter().map(failed).collect::<Vec<_>>());
        assert_eq!(seen[0].call.matches(" & ").count(), 2);
    }
    for program in both(BESIDE, IN_PLACE, false) {
        for _ in 0..3 {
            assert_eq!(failed(&seen(&program, &[line])[0]), ["notes.json: length of $: 1"]);
        }
    }
}

#[test]
#[cfg(unix)]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_lock_that_changes_no_file_holds_the_others_up_and_no_one_for_long() {
    let line = "at_once = [[\"add\", \"a\"], [\"add\", \"b\"], [\"add\", \"c\"]]\njson = { \"notes.json\" = { lengths = { \"$\" = 3 } } }";
    let [_, (track, program)] = both(BESIDE, RENAMED, false);
    let lock = "import fcntl\nheld = open(__file__)\nfcntl.flock(held, fcntl.LOCK_EX)\nif sys.argv[1]";
    let program = (track, program.replace("if sys.argv[1]", lock));
    assert_eq!(failed(&seen(&program, &[line])[0]), Vec::<String>::new());
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_damaged_file_is_kept_and_told_in_words() {
    let line = "files = { \"notes.json\" = '[{\"id\":1' }\nargs = [\"add\", \"b\"]\nexit = [1, 3]\nstdout = \"\"\nstderr_contains = [\"notes.json\", \"damaged\"]\nstderr_lacks = [\"Error\"]\nno_trace = true\nkeeps = [\"notes.json\"]";
    for program in both(BESIDE, IN_PLACE, false) {
        assert_eq!(failed(&seen(&program, &[line])[0]), Vec::<String>::new());
    }
    for (track, program) in [
        (Track::Node, "JSON.parse(require('fs').readFileSync('notes.json', 'utf8'));"),
        (Track::Python, "import json\njson.load(open('notes.json'))\n"),
    ] {
        let seen = seen(&(track, program.to_owned()), &[line]).remove(0);
        assert!(failed(&seen).contains(&"trace: shown".to_owned()), "{:?}", failed(&seen));
        assert!(seen.crash.unwrap().kind.ends_with("Error"));
    }
    let resets = (Track::Python, "open('notes.json', 'w').write('[]')\n".to_owned());
    assert!(failed(&seen(&resets, &[line])[0]).contains(&"keeps notes.json: changed".to_owned()));
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn json_and_nothing_else_is_printed_and_lines_hold_their_words() {
    let told = |text: &str, line: &str| failed(&seen(&(Track::Python, format!("print({text:?})\n")), &[line])[0]);
    let none = Vec::<String>::new();
    let json = "json = { stdout = { \"$[0].name\" = \"Ann\", absent = [\"$[0].hash\"], order = { \"$[*].name\" = \"ascending\" }, shape = [{ name = \"text\" }] } }";
    assert_eq!(told("[{\"name\": \"Ann\"}, {\"name\": \"Bob\"}]", json), none);
    assert_eq!(told("Users:\n[]", json), ["json: no json"]);
    assert_eq!(told("[]\n2 users", json), ["json: more"]);
    assert_eq!(told("", json), ["json: empty"]);
    let rows = "stdout_rows = [[\"1\", \"Ann\"], [\"2\", \"Bob\"]]\nstdout_contains = \"name\"\nstdout_lacks = \"undefined\"\nstderr = \"\"";
    assert_eq!(told("id | name\n 1 | Ann\n 2 | Bob", rows), none);
    let wrong = ["output: name: missing", "output without undefined: there", "line with 2 … Bob: out of order"];
    assert_eq!(told("2 Bob undefined\n1 Ann", rows), wrong);
}

#[test]
#[cfg_attr(not(has_python), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_large_input_is_made_and_its_time_is_its_own() {
    let line = "stdin = \"start\\n\"\nstdin_made = { times = 20000, items = [\"GET /{n%3} 200\"] }\nstdout = \"20001 GET /2 200\"\nseconds = 30";
    let program = "import sys\nlines = sys.stdin.read().splitlines()\nprint(len(lines), lines[-1])\n".to_owned();
    let all = seen(&(Track::Python, program), &[line]);
    assert!(all[0].passed(), "{:?}", failed(&all[0]));
    assert_eq!(all[0].again, None);
    let slow = (Track::Python, "while True:\n    pass\n".to_owned());
    let all = seen(&slow, &["seconds = 0.5", "seconds = 0.5"]);
    assert_eq!(failed(&all[1]), ["time: slow"], "each is looked at");
}

#[test]
fn what_is_not_used_is_not_seen_in_a_record() {
    let plain = format!("{:?}", typed(&["exit = 2\nstderr_contains = \"usage\""]).0[0]);
    assert!(plain.ends_with("writes: {}, then: [], then_at: None }"), "{plain}");
    assert!(plain.contains("stderr_contains: Some(ByTrack { node: \"usage\", python: \"usage\" })"), "{plain}");
    assert!(format!("{:?}", typed(&["continues = true"]).0[0]).contains("more: "));
}
