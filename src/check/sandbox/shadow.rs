//! Recognises that a learner's file hides one of Python's own modules, which no message of Python's says clearly.

use std::path::Path;

use crate::check::Crash;

/// Modules whose names people like to give to their files.
const MODULES: [&str; 72] = [
    "abc",
    "array",
    "ast",
    "asyncio",
    "base64",
    "bisect",
    "calendar",
    "cmd",
    "code",
    "codecs",
    "collections",
    "colorsys",
    "contextlib",
    "copy",
    "csv",
    "ctypes",
    "curses",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "email",
    "enum",
    "fractions",
    "functools",
    "getpass",
    "glob",
    "gzip",
    "hashlib",
    "heapq",
    "hmac",
    "html",
    "http",
    "inspect",
    "io",
    "itertools",
    "json",
    "keyword",
    "locale",
    "logging",
    "math",
    "operator",
    "os",
    "pathlib",
    "pickle",
    "platform",
    "profile",
    "queue",
    "random",
    "re",
    "sched",
    "secrets",
    "select",
    "shelve",
    "signal",
    "site",
    "smtplib",
    "socket",
    "sqlite3",
    "statistics",
    "string",
    "struct",
    "subprocess",
    "tempfile",
    "test",
    "textwrap",
    "threading",
    "time",
    "token",
    "types",
    "typing",
    "uuid",
];

/// Says which file is to be renamed, if the error comes from one that hides a module.
pub fn explain(crash: Crash, dir: &Path, main: &str) -> Crash {
    let hidden = MODULES.iter().find(|module| {
        let file = format!("{module}.py");
        let named = crash.line.contains(&format!("'{module}'"))
            || crash.line.contains(&format!("'{module}."))
            || crash.line.contains(&format!("({file}, "));
        named && file != main && dir.join(&file).is_file()
    });
    let Some(module) = hidden else { return crash };
    Crash {
        at_start: true,
        kind: "hidden module".to_owned(),
        line: format!("your file `{module}.py` hides Python's own module `{module}`: rename it ({})", crash.line),
        at: crash.at,
    }
}
