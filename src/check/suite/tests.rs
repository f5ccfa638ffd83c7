//! Tests of learners' tests, with real runtimes.

use super::*;
use crate::check::testing::{Bench, build, failed, files};

fn check(toml: &str) -> Suite {
    build::<RawSuite, Suite>(toml, Suite::build).unwrap()
}

const TWO: &str = "{ mutants = { dashes = 'several dashes stay', spaces = 'outer spaces stay' } }";

const NODE: &str = "module.exports.slugify = (t) => t.trim().toLowerCase().replace(/[^a-z0-9]+/g, '-');\n";
const PYTHON: &str = "import re\ndef slugify(text):\n    return re.sub('[^a-z0-9]+', '-', text.strip().lower())\n";

/// A bench with a right program, two broken ones and a file of data.
fn bench(track: Track, name: &str, tests: &str) -> Bench {
    let (file, right, one_dash, trim) = match track {
        Track::Node => ("slugify.js", NODE, "]+/", ".trim()"),
        Track::Python => ("slugify.py", PYTHON, "]+'", ".strip()"),
    };
    let given = |text: &str| Files::from([(file.to_owned(), text.as_bytes().to_vec())]);
    let mut bench = Bench::program(track, "");
    bench.submission = files(&[(name, tests), (file, "this is put back"), ("users.json", "[]")]);
    bench.main = name.to_owned();
    bench.given = given(right);
    let dashes = given(&right.replace(one_dash, &one_dash.replace('+', "")));
    bench.mutants = [("dashes".to_owned(), dashes), ("spaces".to_owned(), given(&right.replace(trim, "")))].into();
    bench
}

fn look(track: Track, name: &str, tests: &str, toml: &str) -> Seen {
    let check = check(toml);
    bench(track, name, tests).with(|sandbox| Suite::run(&[&check], sandbox).unwrap()).remove(0).unwrap()
}

fn node(tests: &str) -> String {
    format!(
        "const test = require('node:test'); const assert = require('node:assert'); const fs = require('node:fs');\nconst {{ slugify }} = require('./slugify');\n{tests}"
    )
}

const GOOD_NODE: &str = "test('dashes', () => assert.equal(slugify('a -- b'), 'a-b'));\ntest('spaces', () => assert.equal(slugify(' a '), 'a'));\n";
const GOOD_PYTHON: &str = "from slugify import slugify\ndef test_dashes():\n    assert slugify('a -- b') == 'a-b'\ndef test_spaces():\n    assert slugify(' a ') == 'a'\n";

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn good_tests_pass_on_the_right_program_and_find_each_broken_one() {
    let all = TWO.replace("{ mutants", "{ at_least = 2, alone = true, twice = true, keeps = ['users.json'], mutants");
    let modules = format!(
        "import test from 'node:test'; import assert from 'node:assert'; import {{ slugify }} from './slugify.js';\n{GOOD_NODE}"
    );
    let cases = "import unittest\nfrom slugify import slugify\nclass Slugs(unittest.TestCase):\n    def test_dashes(self):\n        self.assertEqual(slugify('a -- b'), 'a-b')\n    def test_spaces(self):\n        self.assertEqual(slugify(' a '), 'a')\n";
    for (track, name, tests) in [
        (Track::Node, "slugify.test.js", node(GOOD_NODE)),
        (Track::Node, "main.mjs", modules),
        (Track::Python, "test_slugify.py", GOOD_PYTHON.to_owned()),
        (Track::Python, "main.py", cases.to_owned()),
    ] {
        let seen = look(track, name, &tests, &all);
        assert!(seen.passed(), "{name}: {seen:?}");
        assert_eq!(seen.facets.len(), 8);
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn what_survives_is_told_in_the_authors_words() {
    let python = "from slugify import slugify\ndef test_spaces():\n    assert slugify(' a ') == 'a'\n";
    let node = node("test('spaces', () => assert.equal(slugify(' a '), 'a'));");
    for (track, tests) in [(Track::Node, node.as_str()), (Track::Python, python)] {
        let main = format!("main.{}", track.extension());
        let seen = look(track, &main, tests, TWO);
        assert_eq!(failed(&seen), ["broken version dashes: survived"]);
        let facet = seen.facets.iter().find(|facet| !facet.held).unwrap();
        let told = ("a test that notices: several dashes stay", "all your tests pass with it");
        assert_eq!((&*facet.expected, &*facet.actual), told);
        let one = TWO.replace("{ mutants", "{ kills = 1, mutants");
        assert!(look(track, &main, tests, &one).passed());
        let nothing = tests.replace("' a '", "'a'");
        let seen = look(track, &main, &nothing, &one);
        assert_eq!(failed(&seen), ["broken versions: 0"]);
        let said = "0 are; no test notices: several dashes stay; outer spaces stay";
        assert_eq!(seen.facets.last().unwrap().actual, said);
    }
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn tests_that_are_none_or_wrong_themselves_are_told_so() {
    let told = |track: Track, tests: &str| {
        let seen = look(track, &format!("main.{}", track.extension()), tests, TWO);
        let first = seen.facets.iter().find(|facet| !facet.held).map(|facet| facet.actual.clone());
        (failed(&seen).join(", "), first.unwrap_or_default(), seen.crash.map(|crash| crash.line).unwrap_or_default())
    };
    for (track, none) in [(Track::Node, node("test.skip('later', () => {});")), (Track::Python, "x = 1\n".to_owned())] {
        let (failed, actual, _) = told(track, &none);
        assert!(failed.starts_with("tests: none"), "{failed}");
        assert_eq!(actual, "no test was run");
    }
    let (failed, actual, _) = told(Track::Node, &node("test('x', () => assert.equal(slugify('a b'), 'a_b'));"));
    assert_eq!(failed, "right program: fails");
    assert!(actual.starts_with("\"x\" fails: ") && actual.ends_with("that the rules do not say"), "{actual}");
    let (failed, actual, _) = told(Track::Python, &GOOD_PYTHON.replace("'a-b'", "'a_b'"));
    assert_eq!(
        (failed.as_str(), actual.starts_with("\"test_dashes\" fails: AssertionError")),
        ("right program: fails", true)
    );
    let (_, _, crash) = told(Track::Node, "require('./nope');");
    assert!(crash.contains("Cannot find module './nope'"), "{crash}");
    let (_, _, crash) = told(Track::Python, "def test_x(:\n");
    assert!(crash.starts_with("SyntaxError"), "{crash}");
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
fn tests_that_read_the_program_or_lean_on_each_other_or_on_files_are_told_so() {
    let all = TWO.replace("{ mutants", "{ alone = true, twice = true, keeps = ['users.json'], mutants");
    let told = |track: Track, tests: &str| {
        failed(&look(track, &format!("main.{}", track.extension()), tests, &all)).join(", ")
    };
    let reads = node("test('source', () => assert.match(fs.readFileSync('slugify.js', 'utf8'), /trim/));");
    assert_eq!(told(Track::Node, &reads), "source: read");
    let reads = format!("{GOOD_PYTHON}def test_source():\n    assert 'strip' in open('slugify.py').read()\n");
    assert_eq!(told(Track::Python, &reads), "source: read");
    let leans = node(
        "let kept; test('one', () => { kept = slugify(' a -- b '); });\ntest('two', () => assert.equal(kept, 'a-b'));",
    );
    assert_eq!(told(Track::Node, &leans), "alone: leans");
    let leans = "from slugify import slugify\nkept = []\ndef test_one():\n    kept.append(slugify(' a -- b '))\ndef test_two():\n    assert kept == ['a-b']\n";
    assert_eq!(told(Track::Python, leans), "alone: leans");
    let writes = format!("{GOOD_PYTHON}def test_file():\n    open('users.json', 'w').write('[1]')\n");
    assert_eq!(told(Track::Python, &writes), "keeps users.json: changed");
    let once = node(&format!("{GOOD_NODE}test('file', () => fs.writeFileSync('out', '', {{ flag: 'wx' }}));"));
    assert_eq!(told(Track::Node, &once), "twice: fails");
}

#[test]
#[cfg_attr(not(has_python_kit), ignore = "needs the packages of the kits: roadmap setup")]
fn pytest_runs_them_where_it_is_there() {
    let tests = "import pytest\nfrom slugify import slugify\n@pytest.mark.parametrize('text, slug', [('a -- b', 'a-b'), (' a ', 'a')])\ndef test_slug(text, slug):\n    assert slugify(text) == slug\n";
    let check = check(&TWO.replace("{ mutants", "{ at_least = 2, alone = true, mutants"));
    let mut bench = bench(Track::Python, "test_slugify.py", tests);
    bench.setup.packages.python = vec!["pytest".to_owned()];
    let seen = bench.with(|sandbox| Suite::run(&[&check], sandbox).unwrap()).remove(0).unwrap();
    assert!(seen.passed(), "{seen:?}");
    bench.submission = files(&[("test_slugify.py", "import nope\n")]);
    let seen = bench.with(|sandbox| Suite::run(&[&check], sandbox).unwrap()).remove(0).unwrap();
    assert!(seen.crash.as_ref().unwrap().line.contains("No module named 'nope'"), "{seen:?}");
}

#[test]
fn what_cannot_mean_anything_is_reported() {
    let told = |toml: &str| build::<RawSuite, Suite>(toml, Suite::build).unwrap_err();
    for (toml, message) in [
        ("{}", "tests that need not find anything prove nothing"),
        ("{ mutants = { a = ' ' } }", "what is wrong with `a`?"),
        ("{ kills = 1, mutants = { a = 'x' } }", "1 of 1 broken versions"),
        ("{ at_least = 0, mutants = { a = 'x' } }", "no tests at all never pass"),
        ("{ keeps = ['/x'], mutants = { a = 'x' } }", "`/x` is no file in the learner's folder"),
    ] {
        assert_eq!(told(toml), [message], "{toml}");
    }
    assert_eq!(check(TWO).describe(Track::Node), "your tests find each of 2 broken versions");
}
