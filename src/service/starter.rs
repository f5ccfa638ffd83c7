//! Something that is started once, in the background, and that several may wait for.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::ServiceError;
use crate::process::Cancel;

/// How often those who wait look whether they are asked to stop.
const TICK: Duration = Duration::from_millis(10);

#[derive(Debug)]
pub(super) struct Starter<T>(Arc<Shared<T>>);

#[derive(Debug)]
struct Shared<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

#[derive(Debug)]
enum State<T> {
    Idle,
    Starting(Option<JoinHandle<()>>),
    Ready(T),
    /// It is tried again the next time: the learner may be installing it right now.
    Failed(ServiceError),
    Ended,
}

impl<T> Default for Starter<T> {
    fn default() -> Self {
        Starter(Arc::new(Shared { state: Mutex::new(State::Idle), changed: Condvar::new() }))
    }
}

impl<T> Shared<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, state: State<T>) {
        *self.lock() = state;
        self.changed.notify_all();
    }
}

impl<T: Clone + Send + 'static> Starter<T> {
    /// Starts it in a thread, unless that has been done.
    pub(super) fn start(&self, work: impl FnOnce() -> Result<T, ServiceError> + Send + 'static) {
        let mut state = self.0.lock();
        if matches!(*state, State::Starting(_) | State::Ready(_) | State::Ended) {
            return;
        }
        let shared = Arc::clone(&self.0);
        let thread = thread::Builder::new().name("services".into()).spawn(move || {
            let state = work().map_or_else(State::Failed, State::Ready);
            shared.set(state);
        });
        *state = match thread {
            Ok(thread) => State::Starting(Some(thread)),
            Err(error) => {
                State::Failed(ServiceError::Failed { engine: "The server", problem: format!("has no thread: {error}") })
            }
        };
    }

    /// Waits until it is there.
    pub(super) fn wait(&self, cancel: &Cancel) -> Result<T, ServiceError> {
        let mut state = self.0.lock();
        loop {
            match &*state {
                State::Ready(value) => return Ok(value.clone()),
                State::Failed(error) => return Err(error.clone()),
                State::Idle | State::Ended => return Err(ServiceError::Cancelled),
                State::Starting(_) if cancel.is_cancelled() => return Err(ServiceError::Cancelled),
                State::Starting(_) => {
                    state = self.0.changed.wait_timeout(state, TICK).unwrap_or_else(PoisonError::into_inner).0;
                }
            }
        }
    }

    /// Waits for a start that is under way, gives back what was started, and starts nothing any more.
    pub(super) fn end(&self) -> Option<T> {
        let thread = if let State::Starting(thread) = &mut *self.0.lock() { thread.take() } else { None };
        let _ = thread.map(JoinHandle::join);
        match std::mem::replace(&mut *self.0.lock(), State::Ended) {
            State::Ready(value) => Some(value),
            State::Idle | State::Starting(_) | State::Failed(_) | State::Ended => None,
        }
    }
}
