//! The programs that are looked for: their names, how they are asked, how old they may be and how to get them.

use std::path::PathBuf;

use super::Missing;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Program {
    Node,
    Python,
    Git,
}

/// A name on `PATH`, and arguments that come before all others.
pub(super) type Name = (&'static str, &'static [&'static str]);

impl Program {
    pub(super) const ALL: [Program; 3] = [Program::Node, Program::Python, Program::Git];

    /// The name for people.
    pub(super) fn name(self) -> &'static str {
        match self {
            Program::Node => "Node.js",
            Program::Python => "Python",
            Program::Git => "git",
        }
    }

    /// The variable with which a learner says which one to use.
    pub(super) fn variable(self) -> &'static str {
        match self {
            Program::Node => "ROADMAP_NODE",
            Program::Python => "ROADMAP_PYTHON",
            Program::Git => "ROADMAP_GIT",
        }
    }

    /// The names to look for, best first.
    pub(super) fn names(self) -> &'static [Name] {
        match self {
            Program::Node => &[("node", &[]), ("nodejs", &[])],
            Program::Python if cfg!(windows) => &[("py", &["-3"]), ("python3", &[]), ("python", &[])],
            // Some systems keep an old one under the plain name and newer ones beside it.
            Program::Python => &[
                ("python3", &[]),
                ("python", &[]),
                ("python3.14", &[]),
                ("python3.13", &[]),
                ("python3.12", &[]),
                ("python3.11", &[]),
            ],
            Program::Git => &[("git", &[])],
        }
    }

    /// Arguments with which it tells where it is itself, and its version.
    pub(super) fn question(self) -> &'static [&'static str] {
        match self {
            Program::Node => &["-p", "process.execPath + '\\n' + process.versions.node"],
            // Without the learner's own start-up files. `executable` keeps to a virtual environment.
            Program::Python => {
                &["-I", "-c", "import sys; print(sys.executable); print('.'.join(map(str, sys.version_info[:3])))"]
            }
            Program::Git => &["--version"],
        }
    }

    /// Reads the answer: where the program is, if it tells, and its version.
    pub(super) fn answer(self, text: &str) -> Option<(Option<PathBuf>, String)> {
        let mut lines = text.lines();
        match self {
            Program::Node | Program::Python => {
                let path = lines.next().filter(|line| !line.is_empty()).map(PathBuf::from);
                Some((path, version(lines.next()?)?))
            }
            // git version 2.39.5 (Apple Git-154)
            Program::Git => Some((None, version(lines.next()?.strip_prefix("git version ")?)?)),
        }
    }

    /// The oldest version that will do.
    fn minimum(self) -> &'static str {
        match self {
            Program::Node => "20",
            Program::Python => "3.11",
            Program::Git => "2",
        }
    }

    pub(super) fn is_too_old(self, version: &str) -> bool {
        parts(version) < parts(self.minimum())
    }

    pub(super) fn not_installed(self) -> Missing {
        self.unusable("is not installed".into())
    }

    pub(super) fn too_old(self, version: &str) -> Missing {
        let minimum = self.minimum();
        Missing {
            name: self.name(),
            problem: format!("{version} is too old: {minimum} or newer is needed"),
            install: format!("Install a newer one from {}", self.home_page()),
        }
    }

    pub(super) fn unusable(self, problem: String) -> Missing {
        let os_release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
        let install = match self.install_command(&os_release) {
            Some(command) => format!("Install it with `{command}` or from {}", self.home_page()),
            None => format!("Install it from {}", self.home_page()),
        };
        Missing { name: self.name(), problem, install }
    }

    fn home_page(self) -> &'static str {
        match self {
            Program::Node => "https://nodejs.org/en/download",
            Program::Python => "https://www.python.org/downloads",
            Program::Git => "https://git-scm.com/downloads",
        }
    }

    fn install_command(self, os_release: &str) -> Option<String> {
        let (node, python, git) = ("nodejs", "python3", "git");
        let (command, [node, python, git]) = if cfg!(windows) {
            ("winget install", ["OpenJS.NodeJS.LTS", "Python.Python.3.13", "Git.Git"])
        } else if cfg!(target_os = "macos") {
            ("brew install", ["node", "python", "git"])
        } else {
            match manager(os_release)? {
                "pacman" => ("sudo pacman -S", [node, "python", git]),
                "dnf" => ("sudo dnf install", [node, python, git]),
                "zypper" => ("sudo zypper install", [node, python, git]),
                "apk" => ("sudo apk add", [node, python, git]),
                _ => ("sudo apt install", [node, python, git]),
            }
        };
        let package = match self {
            Program::Node => node,
            Program::Python => python,
            Program::Git => git,
        };
        Some(format!("{command} {package}"))
    }
}

/// The package manager of a Linux distribution or of the one that it is derived from.
fn manager(os_release: &str) -> Option<&'static str> {
    let names =
        os_release.lines().filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")));
    names.flat_map(|names| names.trim_matches('"').split(' ')).find_map(|name| match name {
        "debian" | "ubuntu" => Some("apt"),
        "fedora" | "rhel" | "centos" => Some("dnf"),
        "arch" => Some("pacman"),
        "suse" | "opensuse" => Some("zypper"),
        "alpine" => Some("apk"),
        _ => None,
    })
}

/// The leading part of a text that is a version.
fn version(text: &str) -> Option<String> {
    let numbers = text.split(|c: char| !c.is_ascii_digit() && c != '.').next()?.trim_end_matches('.');
    numbers.starts_with(|c: char| c.is_ascii_digit()).then(|| numbers.to_owned())
}

fn parts(version: &str) -> Vec<u32> {
    version.split('.').map_while(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        for (program, version, too_old) in [
            (Program::Node, "18.19.1", true),
            (Program::Node, "20.0.0", false),
            (Program::Node, "100.1", false),
            (Program::Python, "3.9.18", true),
            (Program::Python, "3.11.0", false),
            (Program::Python, "2.7", true),
            (Program::Git, "1.9", true),
        ] {
            assert_eq!(program.is_too_old(version), too_old, "{program:?} {version}");
        }
    }

    #[test]
    fn answers_are_read() {
        let at = |path: &str, version: &str| Some((Some(PathBuf::from(path)), version.to_owned()));
        assert_eq!(Program::Node.answer("/opt/node\n20.20.2\n"), at("/opt/node", "20.20.2"));
        assert_eq!(Program::Python.answer("/v/bin/python3\r\n3.12.0\r\n"), at("/v/bin/python3", "3.12.0"));
        assert_eq!(Program::Python.answer("\n3.12.0\n"), Some((None, "3.12.0".into())));
        assert_eq!(Program::Git.answer("git version 2.39.5 (Apple Git-154)\n"), Some((None, "2.39.5".into())));
        assert_eq!(Program::Git.answer("git version 2.47.0.windows.2\n"), Some((None, "2.47.0".into())));
        for program in Program::ALL {
            assert_eq!(program.answer(""), None);
            assert_eq!(program.answer("welcome\nto my shell\n"), None);
        }
    }

    #[test]
    fn the_hint_fits_the_system() {
        assert_eq!(manager("NAME=\"Debian\"\nID=debian\n"), Some("apt"));
        assert_eq!(manager("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"), Some("apt"));
        assert_eq!(manager("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n"), Some("dnf"));
        assert_eq!(manager("ID=unheard-of"), None);
        #[cfg(target_os = "linux")]
        {
            assert_eq!(Program::Node.install_command("ID=debian").as_deref(), Some("sudo apt install nodejs"));
            assert_eq!(Program::Python.install_command("ID=arch").as_deref(), Some("sudo pacman -S python"));
            assert_eq!(Program::Git.install_command(""), None);
        }
    }

    #[test]
    fn what_is_wrong_reads_as_a_sentence() {
        assert_eq!(
            Program::Node.too_old("18.1.0").to_string(),
            "Node.js 18.1.0 is too old: 20 or newer is needed. Install a newer one from https://nodejs.org/en/download"
        );
        assert!(Program::Git.not_installed().to_string().starts_with("git is not installed. Install it "));
    }
}
