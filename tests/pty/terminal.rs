//! The tutor in a real pseudo-terminal, typed at and looked at like a person does.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Longer than anything takes on a busy machine; a test that waits this long has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long to wait at most before looking again.
const GLANCE: Duration = Duration::from_millis(50);

/// What the terminal shows, changed by the thread that reads.
struct Shown {
    parser: vt100::Parser,
    ended: bool,
}

fn cells(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

/// A running tutor.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
}

impl Terminal {
    /// Starts the tutor with its own data, workspace and home below `home`.
    pub fn start(home: &Path, rows: u16, cols: u16, env: &[(&str, &str)]) -> Self {
        Terminal::run(home, rows, cols, &[], env)
    }

    /// Starts a command with its own data, workspace and home below `home`.
    pub fn run(home: &Path, rows: u16, cols: u16, args: &[&str], env: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_roadmap"));
        command.args(args);
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        command.env("HOME", home);
        command.env("ROADMAP_DATA", home.join("data"));
        command.env("ROADMAP_WORKSPACE", home.join("work"));
        for (name, value) in env {
            command.env(name, value);
        }
        command.cwd(home);
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let shown = Shown { parser: vt100::Parser::new(cells(rows), cells(cols), 0), ended: false };
        let shown = Arc::new((Mutex::new(shown), Condvar::new()));
        let for_reader = Arc::clone(&shown);
        let writer = pair.master.take_writer().unwrap();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            loop {
                let read = reader.read(&mut buffer).unwrap_or(0);
                let mut shown = for_reader.0.lock().unwrap();
                shown.parser.process(&buffer[..read]);
                shown.ended = read == 0;
                for_reader.1.notify_all();
                if read == 0 {
                    return;
                }
            }
        });
        Terminal { child, master: pair.master, writer, shown }
    }

    /// Types.
    pub fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until the screen shows a text, and gives the screen.
    #[track_caller]
    pub fn wait_for(&self, text: &str) -> String {
        self.wait_until(text, |screen| screen.contains(text))
    }

    /// Waits until the screen is as wanted, and gives the screen.
    #[track_caller]
    pub fn wait_until(&self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + PATIENCE;
        let mut shown = self.shown.0.lock().unwrap();
        loop {
            let screen = shown.parser.screen().contents();
            if wanted(&screen) {
                return screen;
            }
            let left = end.saturating_duration_since(Instant::now());
            let given_up = left.is_zero() || shown.ended;
            if given_up {
                drop(shown);
                panic!("never saw {what:?}; the screen was:\n{screen}");
            }
            // Some things that are waited for do not change the screen.
            shown = self.shown.1.wait_timeout(shown, left.min(GLANCE)).unwrap().0;
        }
    }

    /// Whether the terminal is as it was before the tutor: ordinary screen, cursor shown, no mouse.
    pub fn is_given_back(&self) -> bool {
        let shown = self.shown.0.lock().unwrap();
        let screen = shown.parser.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }

    /// Gives the terminal another size.
    pub fn resize(&self, rows: u16, cols: u16) {
        // The screen first: the tutor's answer may be there at once.
        self.shown.0.lock().unwrap().parser.screen_mut().set_size(cells(rows), cells(cols));
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// Waits for the end of the tutor and for all that it wrote, and gives its exit code.
    #[track_caller]
    pub fn wait_for_end(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        loop {
            let all_is_read = self.shown.0.lock().unwrap().ended;
            if let Some(status) = self.child.try_wait().unwrap().filter(|_| all_is_read) {
                return status.exit_code();
            }
            assert!(Instant::now() < end, "the tutor did not end");
            std::thread::yield_now();
        }
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
