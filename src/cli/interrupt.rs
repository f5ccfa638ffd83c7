//! Ctrl-C, a closed terminal and a request to end, while a command runs programs.

use crate::check::Runner;
use crate::process::Cancel;
use crate::toolchain::Toolchain;

/// A command that runs programs, from its beginning to its end. Programs have their own process groups, to which no
/// signal comes: when one comes here, all are ended first, and dropping this ends the process by that signal, as a shell
/// expects.
pub(super) struct Interrupt {
    /// Asks all programs to stop.
    pub cancel: Cancel,
    #[cfg(unix)]
    _signals: Option<unix::Signals>,
}

impl Interrupt {
    /// Begins; what a tutor that was killed has left is ended meanwhile.
    pub(super) fn listen(toolchain: &Toolchain) -> Self {
        std::thread::spawn(Runner::sweep);
        let cancel = toolchain.stop().clone();
        Interrupt {
            #[cfg(unix)]
            // Without, a signal does what it always does, and the next start ends what is left.
            _signals: unix::Signals::listen(cancel.clone()).ok(),
            cancel,
        }
    }
}

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::mpsc::{Sender, channel};
    use std::thread::{self, JoinHandle};
    use std::time::Duration;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::{Handle, Signals as Iterator};
    use signal_hook::low_level::emulate_default_handler;

    use crate::process::Cancel;

    /// How long the command may take to come to its end after a signal: it may wait for somebody to read its output.
    const GRACE: Duration = Duration::from_secs(2);

    pub(super) struct Signals {
        done: Option<Sender<()>>,
        handle: Handle,
        thread: Option<JoinHandle<()>>,
    }

    impl Signals {
        pub(super) fn listen(cancel: Cancel) -> io::Result<Self> {
            let mut signals = Iterator::new([SIGHUP, SIGINT, SIGTERM])?;
            let handle = signals.handle();
            let (done, is_done) = channel();
            let thread = thread::Builder::new().name("signals".into()).spawn(move || {
                if let Some(signal) = signals.forever().next() {
                    cancel.cancel();
                    let _ = is_done.recv_timeout(GRACE);
                    let _ = emulate_default_handler(signal);
                }
            })?;
            Ok(Signals { done: Some(done), handle, thread: Some(thread) })
        }
    }

    impl Drop for Signals {
        fn drop(&mut self) {
            self.done = None;
            self.handle.close();
            let _ = self.thread.take().map(JoinHandle::join);
        }
    }
}
