//! Tests of the reader of shell lines.

use std::collections::BTreeMap;

use super::{Wanted, commands, exec, fill, words};

fn read(text: &str) -> Vec<String> {
    commands(text).into_iter().map(|one| one.words.join(" ") + if one.forgiven { " (forgiven)" } else { "" }).collect()
}

#[test]
fn operators_part_commands() {
    assert_eq!(read("a 1 && b|c ; d &\ne"), ["a 1", "b", "c", "d", "e"]);
    assert_eq!(
        read("npm ci \\\n  --omit=dev && npm cache clean --force"),
        ["npm ci --omit=dev", "npm cache clean --force"]
    );
    assert_eq!(read("(cd app && npm ci)"), ["cd app", "npm ci"]);
    assert_eq!(read("set -e; if [ -f x ]; then npm ci; fi"), ["set -e", "[ -f x ]", "npm ci", "fi"]);
}

#[test]
fn quotes_comments_and_redirections_are_no_commands() {
    assert_eq!(read("echo 'a && b' \"c; d\" # && e"), ["echo a && b c; d"]);
    assert_eq!(read("a > out.txt 2>&1 && b < in"), ["a", "b"]);
    assert_eq!(read("echo ${{ secrets.A || 'x' }}"), ["echo ${{ secrets.A || 'x' }}"]);
    assert_eq!(words("A=\"b c\" D='e'"), ["A=b c", "D=e"]);
}

#[test]
fn a_failure_that_is_hidden_is_seen() {
    assert_eq!(read("npm test || true"), ["npm test (forgiven)"]);
    assert_eq!(read("npm test || :\nnpm run build"), ["npm test (forgiven)", "npm run build"]);
    assert_eq!(read("npm test || exit 1"), ["npm test", "exit 1"]);
}

#[test]
fn the_same_command_is_written_in_many_ways() {
    for text in [
        "pip install -r x",
        "pip3 install -r x",
        "python -m pip install -r x",
        "/opt/venv/bin/pip install --requirement x",
    ] {
        assert_eq!(read(text), ["pip install -r x"], "{text}");
    }
    assert_eq!(read("npm clean-install"), ["npm ci"]);
    assert_eq!(read("NODE_ENV=production npm ci"), ["npm ci --omit=dev"]);
    assert_eq!(read("npm ci --omit dev"), ["npm ci --omit=dev"]);
    assert_eq!(read("sh -c 'npm ci && npm test'"), ["npm ci", "npm test"]);
    let form = ["sh", "-c", "npm start"].map(str::to_owned);
    assert_eq!(exec(&form)[0].words, ["npm", "start"]);
    assert_eq!(read("/usr/bin/python3.14 app.py"), ["python app.py"]);
}

#[test]
fn a_command_is_found_by_its_words_and_options() {
    let is = |wanted: &str, text: &str| wanted.parse::<Wanted>().unwrap().is(&commands(text)[0]);
    assert!(is("npm ci", "npm ci") && is("npm ci", "npm --quiet ci --ignore-scripts"));
    assert!(!is("npm ci", "npm cit") && !is("npm ci", "npm install"));
    assert!(is("pip install -r", "pip install --no-cache-dir -r requirements.txt"));
    assert!(!is("pip install -r", "pip install flask"));
    assert!(is("npm ci !--omit=dev", "npm ci") && !is("npm ci !--omit=dev", "npm ci --omit=dev"));
    assert!("-r".parse::<Wanted>().is_err() && "npm !ci".parse::<Wanted>().is_err());
    assert_eq!("npm ci !--omit=dev".parse::<Wanted>().unwrap().to_string(), "npm ci");
}

#[test]
fn variables_are_filled_in_where_they_are_known() {
    let known = BTreeMap::from([("A".to_owned(), "1".to_owned())]);
    for (text, filled) in [
        ("$A-${A}", "1-1"),
        ("${B:-2}${A:+x}${B:+x}", "2x"),
        ("$B ${C} $ {A}", "$B ${C} $ {A}"),
        ("node:${A:-9}-alpine", "node:1-alpine"),
    ] {
        assert_eq!(fill(text, &known), filled, "{text}");
    }
}

#[test]
fn nothing_breaks_on_odd_text() {
    for text in ["", "'", "\"\\", "\\", "${{", "$", "${", "a |", "|| true", "> ", "2>", "é'é", "${}"] {
        let _ = (commands(text), words(text), fill(text, &BTreeMap::new()));
    }
}
