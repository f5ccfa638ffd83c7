//! The `roadmap` tutor: curriculum, checks, progress, terminal UI and command line.
//!
//! Data flows one way. Each part of the curriculum is loaded once, when it is first asked for ([`curriculum`]). A submission is judged by [`check`], which is the
//! same for the terminal UI, the command line and CI. What happened is an event in an append-only log ([`progress`]);
//! progress is the fold of that log. [`tui`] is Elm-shaped: a `Msg` comes in, `App` answers with `Effect`s and does no
//! input or output itself. Curricula of other people are kept by [`course`], apart from each other. [`process`] is the only
//! place that starts programs; [`service`] keeps the throw-away databases and caches that checks look into.

pub mod check;
pub mod cli;
pub mod course;
pub mod curriculum;
pub mod diagnostic;
pub mod feedback;
pub mod grade;
pub mod id;
pub mod kit;
pub mod markdown;
pub mod mutants;
pub mod process;
pub mod progress;
pub mod report;
pub mod results;
pub mod scaffold;
pub mod select;
pub mod service;
pub mod source;
pub mod toolchain;
pub mod tui;
pub mod verify;
pub mod workspace;
