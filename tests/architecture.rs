//! The rules of the source tree: who may import whom, and what every file keeps to.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that fails says where"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A module, and what it may import: modules, or single things of a module.
type Rule = (&'static str, &'static [&'static str]);

const MODULES: &[Rule] = &[
    ("id", &[]),
    ("diagnostic", &[]),
    ("process", &[]),
    ("source", &[]),
    ("toolchain", &["id", "process"]),
    ("service", &["id", "process", "toolchain"]),
    ("check", &["diagnostic", "id", "process", "service", "source", "toolchain"]),
    ("mutants", &["check", "id", "process", "source"]),
    ("markdown", &["diagnostic", "id", "check::Sample", "check::is_sql_file", "process::clean"]),
    ("kit", &["id", "process", "toolchain"]),
    (
        "curriculum",
        &["check", "diagnostic", "id", "kit::BadManifest", "kit::Manifest", "markdown", "mutants", "process::Limits"],
    ),
    ("course", &["check", "curriculum", "diagnostic", "id", "process", "toolchain"]),
    ("feedback", &["check", "process"]),
    ("progress", &["id", "curriculum::Item", "check::Files"]),
    ("workspace", &["id", "curriculum", "check"]),
    ("report", &["id", "process::clean"]),
    ("results", &["check", "curriculum", "id", "toolchain"]),
    ("scaffold", &["check", "curriculum", "diagnostic", "id"]),
    ("select", &["check", "curriculum", "process", "toolchain"]),
    ("verify", &["check", "curriculum", "id", "markdown", "mutants", "process", "report", "results"]),
    ("grade", &["check", "curriculum", "feedback", "id", "process", "report", "results"]),
    (
        "tui",
        &[
            "check",
            "curriculum",
            "diagnostic",
            "feedback",
            "id",
            "kit",
            "markdown",
            "process",
            "progress",
            "toolchain",
            "workspace",
        ],
    ),
    (
        "cli",
        &[
            "check",
            "course",
            "curriculum",
            "diagnostic",
            "feedback",
            "grade",
            "id",
            "kit",
            "markdown",
            "mutants",
            "process",
            "progress",
            "report",
            "results",
            "scaffold",
            "select",
            "service",
            "toolchain",
            "tui",
            "verify",
            "workspace",
        ],
    ),
];

/// The same inside the terminal UI: what draws never knows what runs.
const TUI: &[Rule] = &[
    ("keys", &[]),
    ("theme", &[]),
    ("msg", &[]),
    ("terminal", &["theme"]),
    ("session", &["msg", "theme"]),
    ("widget", &["keys", "session", "theme"]),
    ("screen", &["keys", "msg", "session", "theme", "widget"]),
    ("app", &["keys", "msg", "screen", "session", "widget"]),
    ("worker", &["msg"]),
    ("watch", &["msg"]),
    ("preview", &["keys", "msg", "runtime", "terminal", "theme", "widget"]),
    ("runtime", &["app", "msg", "session", "terminal", "theme", "watch", "worker"]),
];

const LONGEST_FILE: usize = 400;

#[test]
fn modules_import_only_what_the_table_allows() {
    let sources = sources();
    let broken = broken(&sources, &[], MODULES);
    assert!(broken.is_empty(), "imports against the table in tests/architecture.rs:\n{}", broken.join("\n"));
}

#[test]
fn screens_and_widgets_never_import_what_runs_them() {
    let sources = sources();
    let broken = broken(&sources, &["tui"], TUI);
    assert!(broken.is_empty(), "imports against the table in tests/architecture.rs:\n{}", broken.join("\n"));
}

#[test]
fn no_source_file_is_long() {
    let long: Vec<_> = rust_files(&root().join("src"))
        .into_iter()
        .map(|file| (read(&file).lines().count(), relative(&file)))
        .filter(|(lines, _)| *lines > LONGEST_FILE)
        .collect();
    assert!(long.is_empty(), "files of more than {LONGEST_FILE} lines: {long:?}");
}

#[test]
fn every_file_opens_with_one_sentence() {
    let folders = ["src", "tests", ".cargo"].map(|folder| root().join(folder));
    let mute: Vec<_> = folders
        .iter()
        .flat_map(|folder| rust_files(folder))
        .filter(|file| !opens_with_a_sentence(&read(file)))
        .map(|file| relative(&file))
        .collect();
    assert!(mute.is_empty(), "files that do not open with `//! A sentence.`: {mute:?}");
}

#[test]
fn nothing_names_a_registry_or_this_machine() {
    // In two parts each, so that this file does not name them.
    let names = [
        ("crates.io", "-index"),
        ("index.", "crates.io"),
        ("static.", "crates.io"),
        ("registry.", "npmjs"),
        ("registry.", "yarnpkg"),
        ("py", "pi.org"),
        ("pytho", "nhosted"),
        ("/ro", "ot/"),
        ("/wo", "rk/"),
        ("/Use", "rs/"),
    ]
    .map(|(start, end)| format!("{start}{end}"));
    let mut found = Vec::new();
    for file in files(root()).iter().filter(|file| relative(file) != "Cargo.lock") {
        let bytes = fs::read(file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for (number, line) in text.lines().enumerate() {
            let begins = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "]}~.".contains(c));
            let first =
                names.iter().find(|name| line.find(*name).is_some_and(|at| !name.starts_with('/') || begins(at)));
            found.extend(first.map(|name| format!("{}:{}: {name}", relative(file), number + 1)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_reader_of_imports_understands_what_is_written() {
    let text = "use crate::check::{Files, run::{self, Case}};\nuse super::print::Out;\nuse crate::{id, process};\n\
                // crate::comment\nfn f() { crate::feedback::lines(x); super::super::up::Now }\npub(in crate::tui) fn g() {}\n\
                #[cfg(test)]\nmod tests { use crate::cli; }";
    let source =
        Source { file: "src/tui/screen.rs".into(), module: vec!["tui".into(), "screen".into()], text: text.into() };
    let paths: Vec<_> = source.imports().into_iter().map(|import| import.join("::")).collect();
    assert_eq!(
        paths,
        [
            "check::Files",
            "check::run",
            "check::run::Case",
            "tui::print::Out",
            "id",
            "process",
            "feedback::lines",
            "up::Now"
        ]
    );
    let rules: &[Rule] = &[("tui", &["check::Files", "id", "process", "up"])];
    let broken = broken(&[source], &[], rules);
    assert_eq!(broken.len(), 3, "{broken:?}");
}

/// A file of the library, without its tests.
struct Source {
    file: String,
    module: Vec<String>,
    text: String,
}

/// All of `src`. Tests may use whatever they need.
fn sources() -> Vec<Source> {
    let src = root().join("src");
    let files = rust_files(&src);
    let tests: BTreeSet<PathBuf> = files.iter().flat_map(|file| test_files(file)).collect();
    files
        .iter()
        .filter(|file| !tests.iter().any(|test| file.starts_with(test.with_extension("")) || *file == test))
        .filter(|file| !["main.rs", "lib.rs"].iter().any(|name| **file == src.join(name)))
        .map(|file| {
            let module = file.strip_prefix(&src).unwrap().with_extension("");
            Source {
                file: relative(file),
                module: module.iter().map(|part| part.to_str().unwrap().to_owned()).collect(),
                text: read(file),
            }
        })
        .collect()
}

/// The files that this one declares with `#[cfg(test)] mod name;`.
fn test_files(file: &Path) -> Vec<PathBuf> {
    let text = read(file);
    let (beside, below) = (file.parent().unwrap(), file.with_extension(""));
    let named = |after: &str| {
        let after = after.trim_start();
        match after.strip_prefix("#[path = \"") {
            Some(after) => Some(beside.join(after.split_once('"')?.0)),
            None => Some(below.join(after.strip_prefix("mod ")?.split_once(';')?.0).with_extension("rs")),
        }
    };
    text.split("#[cfg(test)]").skip(1).filter_map(named).collect()
}

/// The imports of the modules below `parent` that no rule allows.
fn broken(sources: &[Source], parent: &[&str], rules: &[Rule]) -> Vec<String> {
    let mut broken = Vec::new();
    for source in sources {
        let Some([module, ..]) = below(&source.module, parent) else { continue };
        let Some((_, allowed)) = rules.iter().find(|(name, _)| name == module) else {
            broken.push(format!("{}: the module `{module}` is not in the table", source.file));
            continue;
        };
        for import in source.imports() {
            let Some(path @ [first, ..]) = below(&import, parent) else { continue };
            // What begins with a capital letter, and a function, is passed on by the parent module itself.
            let known = parent.is_empty() || rules.iter().any(|(name, _)| name == first);
            let path = path.join("::");
            let fits = |rule: &&str| path == **rule || path.starts_with(&format!("{rule}::"));
            if known && first != module && !allowed.iter().any(fits) {
                broken.push(format!("{}: `{module}` may not import `{path}`", source.file));
            }
        }
    }
    broken
}

fn below<'a>(path: &'a [String], parent: &[&str]) -> Option<&'a [String]> {
    (path.len() >= parent.len() && path.iter().zip(parent).all(|(a, b)| a == b)).then(|| &path[parent.len()..])
}

impl Source {
    /// All paths into the crate, as seen from its root, in order.
    fn imports(&self) -> Vec<Vec<String>> {
        let code: String = self
            .text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap()
            .lines()
            .map(|line| line.split("//").next().unwrap())
            .collect::<Vec<_>>()
            .join("\n");
        let mut imports = Vec::new();
        let mut rest = code.as_str();
        while let Some(at) = ["crate::", "super::"].iter().filter_map(|start| rest.find(start)).min() {
            let (before, path) = rest.split_at(at);
            let inside_of_a_word = before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
            let visibility = before.ends_with("in ");
            if inside_of_a_word || visibility {
                rest = &path["crate::".len()..];
                continue;
            }
            let (mut base, mut tail) = (self.module.clone(), path);
            if let Some(after) = tail.strip_prefix("crate::") {
                base.clear();
                tail = after;
            }
            while let Some(after) = tail.strip_prefix("super::") {
                base.pop();
                tail = after;
            }
            rest = tree(&base, tail, &mut imports);
        }
        imports
    }
}

/// Reads `a::b`, `a::{b, c::d}`, `{a, b}`, and gives back what follows.
fn tree<'a>(base: &[String], text: &'a str, imports: &mut Vec<Vec<String>>) -> &'a str {
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start_matches([' ', '\n', ',']);
            match rest.strip_prefix('}') {
                Some(after) => return after,
                None if rest.is_empty() => return rest,
                None => rest = tree(base, rest, imports),
            }
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let (name, mut rest) = text.split_at(end);
    let mut path = base.to_vec();
    if name != "self" && !name.is_empty() {
        path.push(name.to_owned());
    }
    if let Some(after) = rest.strip_prefix("::").filter(|after| !after.starts_with('<')) {
        return tree(&path, after, imports);
    }
    if name.is_empty() {
        // `*`, or something that is no path at all: go on behind it.
        rest = rest.get(1..).unwrap_or_default();
    }
    if let Some(after) = rest.strip_prefix(" as ") {
        rest = after.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
    }
    imports.push(path);
    rest
}

fn opens_with_a_sentence(text: &str) -> bool {
    let words = text.lines().map_while(|line| line.strip_prefix("//! "));
    words.last().is_some_and(|line| line.ends_with('.'))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn relative(file: &Path) -> String {
    file.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/")
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    files(folder).into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// All files below a folder, without what git and cargo keep for themselves.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            let is_folder = entry.file_type().unwrap().is_dir();
            if is_folder && !["target", ".git"].iter().any(|name| path == root().join(name)) {
                folders.push(path);
            } else if !is_folder && path != root().join(".git") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
