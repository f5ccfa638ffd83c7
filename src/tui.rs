//! The terminal UI: messages come in, `App` answers with effects, one module performs them.
//!
//! ```text
//! input thread ─┐                       ┌─> draw
//! worker ───────┼─> Msg ─> App::update ─┤
//! watcher ──────┘                       └─> Effect ─> runtime (store, worker, editor, watcher)
//! ```
//!
//! `App` and everything below `screen` and `widget` do no input or output and read no clock. One thing is left to the
//! curriculum itself: each of its parts is read when it is first asked for.

mod app;
mod keys;
mod msg;
pub mod preview;
mod runtime;
mod screen;
mod session;
mod terminal;
mod theme;
mod watch;
mod widget;
mod worker;

pub use app::App;
pub use keys::{Hint, Press, parse_keys};
pub use msg::{Done, Effect, Msg, Task, Trouble};
pub use runtime::{Options, TuiError, run};
pub use screen::keys;
pub use session::Session;
pub use theme::{Theme, Tone};
