//! The environment of a child: a small fixed set, never the learner's own variables.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;

/// The same on every machine, so that a verdict is the same too.
const FIXED: [(&str, &str); 11] = [
    ("LANG", "C.UTF-8"),
    ("LC_ALL", "C.UTF-8"),
    ("TZ", "UTC"),
    ("TERM", "dumb"),
    ("NO_COLOR", "1"),
    ("NODE_DISABLE_COLORS", "1"),
    ("NODE_REPL_HISTORY", ""),
    ("PYTHONDONTWRITEBYTECODE", "1"),
    ("PYTHONHASHSEED", "0"),
    ("PYTHONIOENCODING", "utf-8"),
    ("PYTHONUTF8", "1"),
];

/// Taken over from the caller, because programs do not start or are not found without them.
#[cfg(not(windows))]
const INHERITED: [&str; 1] = ["PATH"];
#[cfg(windows)]
const INHERITED: [&str; 9] = [
    "PATH",
    "PATHEXT",
    "ComSpec",
    "SystemDrive",
    "SystemRoot",
    "windir",
    "NUMBER_OF_PROCESSORS",
    "PROCESSOR_ARCHITECTURE",
    "ProgramData",
];

/// All variables of a child that runs in `dir`. What `more` names comes last and wins.
pub(super) fn variables(dir: &Path, more: &BTreeMap<String, String>) -> BTreeMap<OsString, OsString> {
    let inherited = INHERITED.iter().filter_map(|name| Some(((*name).into(), std::env::var_os(name)?)));
    let fixed = FIXED.iter().map(|(name, value)| ((*name).into(), (*value).into()));
    let home = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    // Not in `dir`: a program's scratch files are not part of what it hands in.
    let temp = ["TMPDIR", "TEMP", "TMP"].map(|name| (name.into(), std::env::temp_dir().into()));
    inherited
        .chain(fixed)
        .chain([(home.into(), dir.into())])
        .chain(temp)
        .chain(more.iter().map(|(name, value)| (name.into(), value.into())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_sees_the_fixed_set_and_what_its_command_names() {
        let more = BTreeMap::from([("PORT".to_owned(), "8080".to_owned()), ("TZ".to_owned(), "Asia/Tokyo".to_owned())]);
        let all = variables(Path::new("/run"), &more);
        let get = |name: &str| all.get(&OsString::from(name)).and_then(|value| value.to_str());
        assert_eq!(get("PORT"), Some("8080"));
        assert_eq!(get("TZ"), Some("Asia/Tokyo"), "a command's own variable wins");
        assert_eq!(get("LC_ALL"), Some("C.UTF-8"));
        assert!(get("PATH").is_some());
        assert_eq!(get("CARGO_MANIFEST_DIR"), None, "nothing of the caller's");
    }
}
