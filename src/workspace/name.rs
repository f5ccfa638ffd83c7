//! Which file names may be written: inside the folder, and the same on every system.

/// Whether a relative name with `/` is one that stays in its folder and that Linux, macOS and Windows can hold.
/// The loader refuses other names too; here it is looked at again, because here it is written.
pub(super) fn is_safe(name: &str) -> bool {
    !name.is_empty() && name.len() <= 200 && name.split('/').all(is_safe_part)
}

fn is_safe_part(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || ["com", "lpt"].iter().any(|port| {
            stem.strip_prefix(port).is_some_and(|rest| rest.chars().count() == 1 && rest.chars().all(is_port_number))
        });
    !part.is_empty()
        && !part.starts_with(' ')
        && !part.ends_with([' ', '.'])
        && !part.eq_ignore_ascii_case(".git")
        && !part.chars().any(|c| c.is_control() || matches!(c, '\\' | ':' | '<' | '>' | '"' | '|' | '?' | '*'))
        && !device
}

fn is_port_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '¹' | '²' | '³')
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn plain_names_and_names_in_folders_are_safe() {
        for name in ["main.js", ".env", ".gitignore", "data/people.json", "notes äöü.txt", "common.py", "com10.txt"]
        {
            assert!(is_safe(name), "{name}");
        }
    }

    #[test]
    fn names_that_leave_the_folder_or_that_a_system_cannot_hold_are_not() {
        for name in [
            "",
            "..",
            ".",
            "../x",
            "a/../b",
            "/etc/passwd",
            "a//b",
            "a/",
            "C:\\x",
            "C:x",
            "a\\b",
            "CON",
            "con.txt",
            "nul .txt",
            "data/LPT1.log",
            "COM¹",
            "x.",
            "x ",
            "a\0b",
            "a\nb",
            "what?",
            ".git/hooks/pre-commit",
            ".GIT",
        ] {
            assert!(!is_safe(name), "{name:?}");
        }
        assert!(!is_safe(&"x".repeat(300)));
    }
}
