//! The three pipes of a child: two outputs drained by threads and capped, and an input that is fed and then closed.

use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::Text;

/// One output of a child, drained by a thread until the pipe ends.
///
/// The thread is never joined: a process that got away may hold the pipe open for ever.
#[derive(Debug)]
pub(super) struct Capture(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Debug, Default)]
struct State {
    kept: Vec<u8>,
    truncated: bool,
    /// The pipe came to its end.
    ended: bool,
    /// Nobody wants more; what still comes is thrown away.
    closed: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Capture {
    /// Drains `pipe`, keeping its first `cap` bytes.
    pub(super) fn of(pipe: impl Read + Send + 'static, cap: u64) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let cap = usize::try_from(cap).unwrap_or(usize::MAX);
        let writer = Arc::clone(&shared);
        thread::Builder::new().name("output".into()).spawn(move || drain(pipe, cap, &writer))?;
        Ok(Capture(shared))
    }

    /// Waits for the end of the pipe, but not beyond `deadline`. Afterwards the text does not change any more.
    pub(super) fn close(&self, deadline: Instant) {
        let mut state = self.0.lock();
        while !state.ended {
            let left = deadline.saturating_duration_since(Instant::now());
            if left == Duration::ZERO {
                break;
            }
            state = self.0.ended.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.closed = true;
    }

    /// What came so far.
    pub(super) fn text(&self) -> Text {
        let state = self.0.lock();
        // A character cut in two by the cap, or not yet there in full, is no invalid byte.
        let partial = state.truncated || !state.ended;
        let bytes = if partial { without_partial_character(&state.kept) } else { &state.kept };
        let text = String::from_utf8_lossy(bytes);
        let invalid = matches!(text, std::borrow::Cow::Owned(_));
        Text { text: text.into_owned(), truncated: state.truncated, invalid }
    }
}

fn drain(mut pipe: impl Read, cap: usize, shared: &Shared) {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let come = match pipe.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => buffer.get(..count).unwrap_or_default(),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(_) => break,
        };
        let mut state = shared.lock();
        if state.closed {
            return;
        }
        let room = cap.saturating_sub(state.kept.len());
        state.truncated |= come.len() > room;
        state.kept.extend(come.iter().take(room));
    }
    shared.lock().ended = true;
    shared.ended.notify_all();
}

fn without_partial_character(bytes: &[u8]) -> &[u8] {
    // A character has at most four bytes, so that one cut in two lies within the last three.
    for cut in 1..=bytes.len().min(3) {
        let tail = bytes.len() - cut;
        let incomplete = bytes
            .get(tail..)
            .and_then(|end| std::str::from_utf8(end).err())
            .is_some_and(|error| error.valid_up_to() == 0 && error.error_len().is_none());
        if incomplete {
            return bytes.get(..tail).unwrap_or_default();
        }
    }
    bytes
}

/// Writes `input` and closes the pipe, in a thread: a child that does not read must not block us.
pub(super) fn feed(mut pipe: impl Write + Send + 'static, input: Vec<u8>) -> std::io::Result<()> {
    // An error means that the child does not want to read, which is its right.
    thread::Builder::new().name("input".into()).spawn(move || drop(pipe.write_all(&input)))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captured(bytes: &'static [u8], cap: u64) -> Text {
        let capture = Capture::of(bytes, cap).unwrap();
        capture.close(Instant::now() + Duration::from_secs(10));
        capture.text()
    }

    #[test]
    fn output_within_the_cap_is_kept_as_it_is() {
        assert_eq!(captured("añ日".as_bytes(), 6), Text { text: "añ日".into(), truncated: false, invalid: false });
    }

    #[test]
    fn a_character_cut_by_the_cap_is_left_out() {
        for cap in 3..6 {
            assert_eq!(captured("añ日".as_bytes(), cap), Text { text: "añ".into(), truncated: true, invalid: false });
        }
    }

    #[test]
    fn invalid_bytes_are_replaced_and_told() {
        assert_eq!(
            captured(b"a\xff\xc3", 9),
            Text { text: "a\u{fffd}\u{fffd}".into(), truncated: false, invalid: true }
        );
    }

    #[test]
    fn a_pipe_that_does_not_end_holds_nobody_up() {
        let (reader, mut writer) = std::io::pipe().unwrap();
        writer.write_all(b"first").unwrap();
        let capture = Capture::of(reader, 100).unwrap();
        while capture.text().text.is_empty() {
            thread::yield_now();
        }
        capture.close(Instant::now());
        writer.write_all(b"second").unwrap();
        assert_eq!(capture.text().text, "first");
    }
}
