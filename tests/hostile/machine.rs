//! A learner's machine on which hostile things are judged, and what is left on it afterwards.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The tests' own files.
pub fn files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile")
}

/// Folders for home, progress, temporary files and exercise files.
pub struct Machine {
    dir: TempDir,
}

/// What `roadmap` did.
pub struct Done {
    pub output: Output,
    pub took: Duration,
}

impl Machine {
    pub fn new() -> Self {
        let machine = Machine { dir: tempfile::tempdir().unwrap() };
        for folder in ["home", "tmp"] {
            fs::create_dir(machine.at(folder)).unwrap();
        }
        machine
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// `roadmap` with arguments, on the course of these tests.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_roadmap"));
        command
            .args(args)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.at("home"))
            .env("TMPDIR", self.at("tmp"))
            .env("ROADMAP_COURSE", files().join("course"))
            .env("ROADMAP_DATA", self.at("data"))
            .env("ROADMAP_WORKSPACE", self.at("work"))
            .current_dir(self.dir.path())
            .stdin(Stdio::null());
        command
    }

    #[allow(clippy::disallowed_methods, reason = "a test starts the program itself")]
    pub fn run(command: &mut Command) -> Done {
        let started = Instant::now();
        let output = command.output().unwrap();
        Done { output, took: started.elapsed() }
    }

    /// Temporary files and folders that nobody removed.
    pub fn litter(&self) -> Vec<String> {
        let entries = fs::read_dir(self.at("tmp")).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    /// The command lines of what still runs of this machine.
    pub fn processes(&self) -> Vec<String> {
        let mine = |process: &Path| {
            let environ = fs::read(process.join("environ")).unwrap_or_default();
            String::from_utf8_lossy(&environ).contains(self.dir.path().to_str().unwrap())
        };
        let all = fs::read_dir("/proc").into_iter().flatten().map(|entry| entry.unwrap().path());
        all.filter(|process| mine(process)).filter_map(|one| fs::read_to_string(one.join("cmdline")).ok()).collect()
    }
}

impl Done {
    /// The exit code; none when a signal ended it.
    pub fn exit(&self) -> Option<i32> {
        self.output.status.code()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.output.stdout).unwrap_or_else(|error| panic!("no JSON ({error}): {self}"))
    }
}

impl std::fmt::Display for Done {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        let (stdout, stderr) = (text(&self.output.stdout), text(&self.output.stderr));
        write!(f, "{:?} after {:?}\n{stdout}--- stderr\n{stderr}", self.output.status, self.took)
    }
}
