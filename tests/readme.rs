//! The README says what is: its commands are run, its tables are compared.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails says where")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Commands that are not run here, and why.
const NOT_RUN: [(&str, &str); 7] = [
    ("roadmap preview exercises/next-year", "it needs a terminal; it is tested in one"),
    ("roadmap setup --path node", "it needs a network; what it does is tested with the command line"),
    ("cargo install --locked --path .", "it changes the machine"),
    ("cargo test", "it runs this test"),
    (".ci/run", "it runs this test"),
    ("cargo test --test flakes -- --ignored --nocapture", "takes minutes"),
    ("cargo bench", "it measures"),
];

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The lines of all fences marked `sh`.
fn commands(text: &str) -> Vec<&str> {
    text.split("\n```sh\n").skip(1).flat_map(|rest| rest.split("\n```").next().unwrap().lines()).collect()
}

/// The cells of the rows of the table with this header.
fn table<'t>(text: &'t str, header: &str) -> Vec<Vec<&'t str>> {
    let rows = text.split(&format!("\n{header}\n")).nth(1).unwrap_or_else(|| panic!("no table {header}"));
    rows.lines()
        .skip(1)
        .take_while(|row| row.starts_with('|'))
        .map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

#[test]
#[cfg_attr(not(has_node), ignore = "needs Node.js 20+: apt install nodejs, or brew install node")]
#[cfg_attr(all(has_node, not(has_python)), ignore = "needs Python 3.11+: apt install python3, or brew install python")]
#[allow(clippy::disallowed_methods, reason = "a test starts the program itself")]
fn every_command_does_what_the_readme_says() {
    let readme = readme();
    let home = tempfile::tempdir().unwrap();
    for folder in ["curriculum", "exercises"] {
        copy(&root().join(folder), &home.path().join(folder));
    }
    for line in commands(&readme) {
        let (command, comment) = line.split_once('#').unwrap_or((line, ""));
        let words = shell_words::split(command).unwrap();
        let known = NOT_RUN.iter().any(|(known, _)| *known == command.trim());
        if known || words.first().is_none_or(|program| program != "roadmap") {
            assert!(known, "nobody runs `{command}`");
            continue;
        }
        let expected = comment.split_once("exit code ").map_or(0, |(_, code)| {
            let digits: String = code.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().unwrap()
        });
        let output = Command::new(env!("CARGO_BIN_EXE_roadmap"))
            .args(&words[1..])
            .current_dir(home.path())
            .env("HOME", home.path())
            .env("ROADMAP_DATA", home.path().join("data"))
            .env("ROADMAP_WORKSPACE", home.path().join("work"))
            .env_remove("ROADMAP_KITS")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
        assert_eq!(output.status.code(), Some(expected), "{command}\n{said}");
    }
}

#[test]
fn its_keys_are_the_keys() {
    let mut real = Vec::new();
    for (screen, hints) in roadmap::tui::keys() {
        // What one key does at different times stands in one row.
        let mut rows: Vec<(Vec<String>, Vec<&str>)> = Vec::new();
        for hint in hints.iter().filter(|hint| hint.shown) {
            let keys: Vec<_> = hint.keys.iter().map(|key| format!("`{key}`")).collect();
            match rows.iter_mut().find(|(known, _)| *known == keys) {
                Some((_, does)) => does.push(hint.text),
                None => rows.push((keys, vec![hint.text])),
            }
        }
        real.extend(rows.iter().map(|(keys, does)| format!("| {screen} | {} | {} |", keys.join(" "), does.join("; "))));
    }
    let header = "| On | Key | Does |\n|---|---|---|";
    let expected = format!("\n{header}\n{}\n\n", real.join("\n"));
    assert!(readme().contains(&expected), "the table of keys has to be\n{expected}");
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test starts the program itself")]
fn its_exit_codes_and_options_are_those_of_the_help() {
    let output = Command::new(env!("CARGO_BIN_EXE_roadmap")).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let readme = readme();
    let codes: Vec<_> = table(&readme, "| Exit code | Meaning |").into_iter().map(|row| row.join(" ")).collect();
    assert!(help.contains(&format!("Exit codes: {}.", codes.join(", "))), "{codes:?}\n{help}");
    for row in table(&readme, "| Option | Variable | Means |") {
        let option = row[0].trim_start_matches('`').split([' ', '`']).next().unwrap();
        let variable = row[1].trim_matches('`');
        assert!(help.contains(option) && help.contains(&format!("[env: {variable}]")), "{row:?}");
    }
}

#[test]
fn its_links_lead_somewhere() {
    for link in readme().split("](").skip(1).map(|rest| rest.split(')').next().unwrap().to_owned()) {
        assert!(link.starts_with("https://") || root().join(&link).is_file(), "{link}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
