//! Functions of ours that are handed over, calls of what was handed back, other files, and what is made.

use super::*;
use crate::check::testing::failed;

const RETRY: &str = "name = \"retry\"\nargs = [\"{fn}\", 3]\n";

fn retry(fails: u64, asked: &str) -> String {
    let fails = if fails == 0 { String::new() } else { format!("fails = {fails}, message = \"try {{n}}\", ") };
    format!("{RETRY}stubs = {{ fn = {{ {fails}returns = \"ok {{n}}\" }} }}\n{asked}")
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn a_stub_fails_as_often_as_it_is_told_and_its_calls_are_counted() {
    let lines = [
        retry(0, "returns = \"ok 1\"\ncalls = { fn = 1 }"),
        retry(2, "returns = \"ok 3\"\ncalls = { fn = 3 }"),
        retry(3, "error = { message = \"try 3\" }\ncalls = { fn = 3 }"),
    ];
    let lines = lines.each_ref().map(String::as_str);
    let node = |body: &str| format!("exports.retry = (fn, times) => {{ {body} }};");
    let python = |body: &str| format!("def retry(fn, times):\n    {}\n", body.replace('\n', "\n    "));
    let failures =
        |track, program: &str| -> Vec<Vec<String>> { look(track, program, &lines).iter().map(failed).collect() };
    let right = "let last; for (let i = 0; i < times; i += 1) { try { return fn(); } catch (error) { last = error; } } throw last;";
    assert_eq!(failures(Track::Node, &node(right)), vec![Vec::<String>::new(); 3]);
    let one_more = right.replace("i < times", "i <= times");
    let told = vec![vec![], vec![], vec!["error: gave the text \"ok 4\"".to_owned(), "calls of fn: 4".to_owned()]];
    assert_eq!(failures(Track::Node, &node(&one_more)), told);
    let swallows = right.replace("throw last;", "");
    assert_eq!(failures(Track::Node, &node(&swallows))[2], ["error: gave nothing (undefined)"]);
    let right = "for left in range(times, 0, -1):\n    try:\n        return fn()\n    except Exception:\n        if left == 1:\n            raise";
    assert_eq!(failures(Track::Python, &python(right)), vec![Vec::<String>::new(); 3]);
    let first = "try:\n    return fn()\nexcept Exception as error:\n    first = error\nfor _ in range(times - 1):\n    try:\n        return fn()\n    except Exception:\n        pass\nraise first";
    assert_eq!(failures(Track::Python, &python(first))[2], ["message: another message"]);
    let seen = look(Track::Python, &python("return fn()"), &lines);
    assert_eq!(seen[1].crash.as_ref().unwrap().line, "RuntimeError: try 1");
    assert_eq!(facet(&seen[1], "calls of fn").actual, "fn is called once");
    assert_eq!(seen[1].call, "retry(fn, 3)");
}

const ONCE: &str = "stubs = { fn = { echoes = true } }\ncalls = { fn = 1 }\ncalled_with = { fn = [[7]] }\nsteps = [\n  { name = \"once\", args = [\"{fn}\"], as = \"only\" },\n  { call = \"only\", args = [7], returns = 7 },\n  { call = \"only\", args = [8], returns = 7 },\n]";

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn what_is_handed_back_can_be_called_and_keeps_what_it_knows() {
    let node = "exports.once = (fn) => { let done = false, value; return (...args) => { if (!done) { done = true; value = fn(...args); } return value; }; };";
    let python = "def once(fn):\n    kept = []\n    def only(*args):\n        if not kept:\n            kept.append(fn(*args))\n        return kept[0]\n    return only\n";
    for (track, program) in [(Track::Node, node), (Track::Python, python)] {
        let seen = look(track, program, &[ONCE, ONCE]);
        assert!(seen.iter().all(Seen::passed), "each check has stubs of its own: {seen:?}");
        assert_eq!(seen[0].call, "only = once(fn); only(7); only(8)");
    }
    for (track, program) in
        [(Track::Node, "exports.once = (fn) => fn;"), (Track::Python, "def once(fn):\n    return fn\n")]
    {
        let seen = look(track, program, &[ONCE]).remove(0);
        assert_eq!(failed(&seen), ["value 3: 8", "calls of fn: 2", "arguments of fn: fn(7); fn(8)"]);
        assert_eq!((&*facet(&seen, "value 3").expected, &*facet(&seen, "value 3").actual), ("7 from only(8)", "8"));
    }
}

const GREETERS: &str = "steps = [\n  { name = \"create_greeting\", args = [\"Hello\"], as = \"hello\" },\n  { name = \"create_greeting\", args = [\"Bye\"], as = \"bye\" },\n  { call = \"hello\", args = [\"Ann\"], returns = \"Hello, Ann!\" },\n  { call = \"bye\", args = [\"Ann\"], returns = \"Bye, Ann!\" },\n]";

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn what_is_no_function_is_told_so_and_a_shared_word_is_seen() {
    let text_at_once = [
        (Track::Node, "exports.createGreeting = (word) => `${word}, you!`;"),
        (Track::Python, "def create_greeting(word):\n    return f'{word}, you!'\n"),
    ];
    for (track, program) in text_at_once {
        let seen = look(track, program, &[GREETERS]).remove(0);
        let facet = facet(&seen, "function 3");
        assert_eq!(facet.expected, "a function, so that hello(\"Ann\") can be called");
        assert_eq!((facet.key.as_str(), seen.crash.is_none()), ("the text \"Hello, you!\"", true));
    }
    let shared = [
        (Track::Node, "let word; exports.createGreeting = (w) => { word = w; return (name) => `${word}, ${name}!`; };"),
        (
            Track::Python,
            "def create_greeting(w):\n    global word\n    word = w\n    return lambda name: f'{word}, {name}!'\n",
        ),
    ];
    for (track, program) in shared {
        let seen = look(track, program, &[GREETERS]).remove(0);
        assert_eq!(failed(&seen), ["value 3: the text \"Bye, Ann!\""]);
        assert!(seen.call.ends_with("; hello(\"Ann\")"), "up to the call that is wrong: {}", seen.call);
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn methods_of_what_is_handed_back_are_called_too() {
    let line = "steps = [\n  { name = \"make_counter\", as = \"counter\" },\n  { call = \"counter.add_one\", returns = 1 },\n  { call = \"counter.add_one\", returns = 2 },\n]";
    let node =
        "class Counter { n = 0; addOne() { this.n += 1; return this.n; } }\nexports.makeCounter = () => new Counter();";
    let python = "class Counter:\n    n = 0\n    def add_one(self):\n        self.n += 1\n        return self.n\ndef make_counter():\n    return Counter()\n";
    for (track, program) in [(Track::Node, node), (Track::Python, python)] {
        let seen = look(track, program, &[line]);
        assert!(seen[0].passed(), "{seen:?}");
    }
}

const LOAD: &str =
    "name = \"load_all\"\nargs = [\"{user}\", \"{orders}\"]\nawaits = true\ntogether = [\"user\", \"orders\"]\n";

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn asynchronous_stubs_tell_whether_they_were_started_together() {
    let good = format!(
        "{LOAD}stubs = {{ user = {{ returns = \"Ann\", later = 30 }}, orders = {{ returns = [1], later = 30 }} }}\nreturns = [\"Ann\", [1]]"
    );
    let bad = format!(
        "{LOAD}stubs = {{ user = {{ returns = 1, later = 30 }}, orders = {{ fails = 1, message = \"no orders\", later = 30 }} }}\nerror = {{ message = \"no orders\" }}"
    );
    let node = |body: &str| format!("exports.loadAll = async (user, orders) => {{ {body} }};");
    let python = |body: &str| format!("import asyncio\nasync def load_all(user, orders):\n    {body}\n");
    let failures = |track, program: &str| -> Vec<Vec<String>> {
        look(track, program, &[&good, &bad]).iter().map(failed).collect()
    };
    let nothing = vec![Vec::<String>::new(); 2];
    assert_eq!(failures(Track::Node, &node("return Promise.all([user(), orders()]);")), nothing);
    assert_eq!(failures(Track::Python, &python("return list(await asyncio.gather(user(), orders()))")), nothing);
    let late = vec![vec!["together: one after the other".to_owned()]; 2];
    assert_eq!(failures(Track::Node, &node("return [await user(), await orders()];")), late);
    assert_eq!(failures(Track::Python, &python("return [await user(), await orders()]")), late);
    let lost = failures(Track::Node, &node("orders(); const one = await user(); return [one, [1]];"));
    assert_eq!(lost[0], Vec::<String>::new());
    assert_eq!(lost[1], ["error: gave the list [1, [1]]", "lost error: Error: no orders"]);
    let seen = look(Track::Node, &node("return [user(), await orders()];"), &[&good]);
    assert_eq!(facet(&seen[0], "value").actual, "the list [a promise, [1]]");
    let seen = look(Track::Node, &node("return [await user(), [1]];"), &[&good]);
    assert_eq!(facet(&seen[0], "together").actual, "orders was never started");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn functions_of_another_file_are_called_without_running_the_main_file() {
    let lines = [
        "module = \"calculate\"\nname = \"calculate\"\nargs = [2, \"+\", 3]\nreturns = 5",
        "module = \"lib/numbers\"\nname = \"parse_number\"\nargs = [\"7\"]\nreturns = 7",
        "name = \"two\"\nreturns = 2",
    ];
    let node = [
        ("main.js", "exports.two = () => 2;"),
        ("calculate.js", "exports.calculate = (a, op, b) => a + b;"),
        ("lib/numbers.js", "module.exports = { parseNumber: (text) => Number(text) };"),
    ];
    let python = [
        ("main.py", "def two():\n    return 2\n"),
        ("calculate.py", "def calculate(a, op, b):\n    return a + b\n"),
        ("lib/numbers.py", "def parse_number(text):\n    return int(text)\n"),
    ];
    let run = |track, files: &[(&str, &str)]| {
        let (checks, problems) = typed(&lines);
        assert_eq!(problems, Vec::<String>::new());
        let batch: Vec<&Function> = checks.iter().collect();
        testing::within(&testing::files(files), track, Limits::default(), |sandbox| Function::run(&batch, sandbox))
            .unwrap()
    };
    for (track, files) in [(Track::Node, node), (Track::Python, python)] {
        assert!(run(track, &files).iter().flatten().all(Seen::passed));
        let seen = run(track, &files[..1]);
        let line = seen[0].clone().unwrap().crash.unwrap().line;
        assert_eq!(line, format!("there is no file `calculate.{}`", track.extension()));
        assert_eq!(seen[1..], [None, None]);
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn large_lists_are_made_and_looked_at_whole() {
    let line = "name = \"unique\"\nargs = [\"{emails}\"]\nmade = { emails = { times = 50000, items = [\"user{n}@x.test\"] } }\nreturns = \"{emails}\"\nkeeps_args = true";
    let odd = "name = \"twice\"\nargs = [inf, nan]\nreturns = [inf, nan]";
    let node = "exports.unique = (list) => [...new Set(list)];\nexports.twice = (a, b) => [a, b];";
    let python = "def unique(items):\n    return list(dict.fromkeys(items))\ndef twice(a, b):\n    return [a, b]\n";
    for (track, program) in [(Track::Node, node), (Track::Python, python)] {
        let limits = Limits { time: Duration::from_secs(30), ..Limits::default() };
        let seen: Vec<Seen> = look_within(track, limits, program, &[line, odd]).into_iter().flatten().collect();
        assert!(seen.len() == 2 && seen.iter().all(Seen::passed), "{}", failed(&seen[0]).concat());
        assert_eq!(seen[0].call, "unique(50000 emails)");
    }
    let seen = look(Track::Node, "exports.unique = (list) => list.reverse();", &[line]);
    assert!(
        facet(&seen[0], "arguments").actual.starts_with("argument 1 was changed to the list [\"user50000@x.test\"")
    );
}

#[test]
fn what_is_asked_of_stubs_is_described() {
    for (line, told) in [
        (retry(2, "returns = \"ok 3\""), "retry(fn, 3) → \"ok 3\""),
        (retry(2, "calls = { fn = 3 }"), "retry(fn, 3): fn is called 3 times"),
        (
            GREETERS.to_owned(),
            "hello = createGreeting(\"Hello\"); bye = createGreeting(\"Bye\"); hello(\"Ann\"); bye(\"Ann\") → \"Bye, Ann!\"",
        ),
    ] {
        let (checks, problems) = typed(&[&line]);
        assert_eq!((checks[0].describe(Track::Node), problems), (told.to_owned(), Vec::new()));
    }
    let plain = typed(&["name = \"f\"\nreturns = 1"]).0.remove(0);
    assert!(format!("{plain:?}").starts_with("Function { name: \"f\", params: [], args: [], wanted: "), "{plain:?}");
}

#[test]
fn what_cannot_be_asked_of_stubs_is_reported() {
    let later = "name = \"f\"\nargs = [\"{a}\"]\nreturns = 1\n";
    for (line, message) in [
        ("name = \"f\"\ncalls = { fn = 1 }".to_owned(), "there is no stub `fn`"),
        (format!("{later}stubs = {{ a = {{ later = 30 }} }}"), "an asynchronous stub, and nobody waits"),
        (format!("{later}awaits = true\nstubs = {{ a = {{ later = 5000 }} }}"), "nobody should wait that long"),
        (format!("{later}stubs = {{ a = {{}} }}\ntogether = [\"a\"]"), "nothing can be together here"),
        (format!("{later}stubs = {{ a = {{ message = \"x\" }} }}"), "this is never said"),
        (format!("{later}stubs = {{ a = {{ returns = 1, echoes = true }} }}"), "a stub hands back one thing"),
        ("call = \"x\"\nreturns = 1".to_owned(), "`x` is not known here"),
        ("returns = 1".to_owned(), "what is called?"),
        ("name = \"f\"\nsteps = [{ name = \"g\", returns = 1 }]".to_owned(), "which calls are made?"),
        ("steps = [{ name = \"g\" }]".to_owned(), "nothing is asked of this call"),
        (
            "steps = [{ name = \"g\", returns = 1, module = \"m\" }]".to_owned(),
            "this belongs to the whole check, and not to one of its calls",
        ),
        ("name = \"f\"\nreturns = 1\nmodule = \"../x\"".to_owned(), "`../x` is no name of a file"),
    ] {
        assert_eq!(typed(&[&line]).1, [message], "{line}");
    }
}
