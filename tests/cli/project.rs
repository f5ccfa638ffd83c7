//! A learner's machine with nothing on it, and `roadmap` run there.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Folders for home, progress, exercise files and a copy of the test course.
pub struct Project {
    dir: TempDir,
}

impl Project {
    pub fn new() -> Self {
        let project = Project { dir: tempfile::tempdir().unwrap() };
        fs::create_dir(project.at("home")).unwrap();
        // Nothing is found on this path.
        fs::create_dir(project.at("bin")).unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/course"), &project.at("course"));
        project
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap()
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.at(name).parent().unwrap()).unwrap();
        fs::write(self.at(name), text).unwrap();
    }

    /// Changes one place of a file.
    pub fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {name}");
        self.write(name, &text.replace(from, to));
    }

    /// `roadmap` with arguments, to be run on the test course without any runtime.
    pub fn roadmap(&self, line: &str) -> Roadmap<'_> {
        let folders = [
            ("HOME", "home"),
            ("PATH", "bin"),
            ("ROADMAP_COURSE", "course"),
            ("ROADMAP_DATA", "data"),
            ("ROADMAP_WORKSPACE", "work"),
        ];
        let mut env: BTreeMap<_, _> =
            folders.into_iter().map(|(name, folder)| (name, self.at(folder).into_os_string())).collect();
        // Windows programs do not start without it.
        env.extend(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
        Roadmap { project: self, line: line.to_owned(), env, stdout: Stdio::piped() }
    }

    /// Runs `roadmap` with arguments.
    pub fn run(&self, line: &str) -> Done {
        self.roadmap(line).run()
    }

    /// Text without what differs from run to run.
    fn settled(&self, bytes: Vec<u8>) -> String {
        let text = String::from_utf8(bytes).expect("roadmap prints UTF-8");
        let real = self.dir.path().canonicalize().unwrap();
        let mut text =
            text.replace(real.to_str().unwrap(), "[DIR]").replace(self.dir.path().to_str().unwrap(), "[DIR]");
        while let Some((before, after)) = text.split_once(" (os error ") {
            let (before, after) = (before.rsplit_once(": ").unwrap().0, after.split_once(')').unwrap().1);
            text = format!("{before}: [SYSTEM]{after}");
        }
        if cfg!(windows) {
            text = text.replace('\\', "/").replace("roadmap.exe", "roadmap");
        }
        text
    }
}

/// One run to come.
pub struct Roadmap<'p> {
    project: &'p Project,
    line: String,
    env: BTreeMap<&'static str, OsString>,
    stdout: Stdio,
}

impl Roadmap<'_> {
    pub fn env(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.env.insert(name, value.into());
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.env.remove(name);
        self
    }

    /// With the runtimes of the machine that the test runs on.
    pub fn with_runtimes(self) -> Self {
        let path = std::env::var_os("PATH").unwrap_or_default();
        self.env("PATH", path)
    }

    /// With its output written to a file.
    #[cfg(target_os = "linux")]
    pub fn stdout_to(mut self, file: &str) -> Self {
        self.stdout = fs::File::options().write(true).open(file).unwrap().into();
        self
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_roadmap"));
        command
            .args(shell_words::split(&self.line).unwrap())
            .env_clear()
            .envs(&self.env)
            .current_dir(self.project.dir.path())
            .stdin(Stdio::null());
        command
    }

    /// Starts it, and kills it as soon as something is so; it may have come to its end by then.
    #[cfg(unix)]
    #[allow(clippy::disallowed_methods, reason = "a test starts the program itself")]
    pub fn kill_when(self, is_so: impl Fn() -> bool) {
        let mut child = self.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while !is_so() && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }

    #[allow(clippy::disallowed_methods, reason = "a test starts the program itself")]
    pub fn run(self) -> Done {
        let output = self.command().stdout(self.stdout).output().unwrap();
        Done {
            line: self.line,
            stdout: self.project.settled(output.stdout),
            stderr: self.project.settled(output.stderr),
            exit: output.status.code(),
        }
    }
}

/// A run that is over; shown as a transcript.
#[derive(Debug)]
pub struct Done {
    line: String,
    pub stdout: String,
    pub stderr: String,
    /// None when a signal ended it.
    pub exit: Option<i32>,
}

impl Done {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("no JSON ({error}):\n{self}"))
    }

    /// Without what differs from system to system in how programs are installed.
    pub fn hiding_installs(self, project: &Project) -> Self {
        let json = project.run("doctor --json").json();
        let programs = json["programs"].as_array().unwrap();
        programs.iter().fold(self, |done, program| done.hiding(program["install"].as_str().unwrap(), "[INSTALL]"))
    }

    /// With another text in place of one that differs from machine to machine.
    pub fn hiding(mut self, text: &str, name: &str) -> Self {
        self.stdout = self.stdout.replace(text, name);
        self.stderr = self.stderr.replace(text, name);
        self
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "$ {}", format!("roadmap {}", self.line).trim_end())?;
        // The help ends some lines with blanks.
        for line in self.stdout.lines() {
            writeln!(f, "{}", line.trim_end())?;
        }
        if !self.stderr.is_empty() {
            write!(f, "--- stderr\n{}", self.stderr)?;
        }
        match self.exit {
            Some(code) => write!(f, "--- exit code {code}"),
            None => write!(f, "--- ended by a signal"),
        }
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
