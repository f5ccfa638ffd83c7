//! The one printer: text with looks, which are left out for pipes, `NO_COLOR` and `--plain`. A curriculum may be anybody's
//! and a program prints what it likes, so what a terminal would obey is left out of all text.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::check::Milestone;
use crate::feedback::{Line, Tone};
use crate::process::clean;
use crate::progress::State;

/// Standard output and standard error.
pub(super) struct Out {
    stdout: AutoStream<io::Stdout>,
    stderr: AutoStream<io::Stderr>,
}

impl Out {
    /// Prints without looks if `plain`; otherwise as the terminal and `NO_COLOR` say.
    pub(super) fn new(plain: bool) -> Self {
        let choice = if plain { ColorChoice::Never } else { ColorChoice::Auto };
        Out { stdout: AutoStream::new(io::stdout(), choice), stderr: AutoStream::new(io::stderr(), choice) }
    }

    /// Whether looks are shown on standard output.
    pub(super) fn has_colour(&self) -> bool {
        self.stdout.current_choice() != ColorChoice::Never
    }

    /// A line in a look.
    pub(super) fn styled(&mut self, style: Style, text: &str) -> Result<(), io::Error> {
        quiet_pipe(writeln!(self.stdout, "{style}{}{style:#}", clean(text)))
    }

    /// A line.
    pub(super) fn line(&mut self, text: &str) -> Result<(), io::Error> {
        quiet_pipe(writeln!(self.stdout, "{}", clean(text)))
    }

    /// Text that has its own line ends and looks, and is safe to show.
    pub(super) fn raw(&mut self, text: &str) -> Result<(), io::Error> {
        quiet_pipe(write!(self.stdout, "{text}"))
    }

    /// A value for programs.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), io::Error> {
        let text = serde_json::to_string_pretty(value)?;
        // All that JSON itself leaves as it is, within its texts.
        let hidden = |c: char| c.is_control() && c != '\n';
        let text = text.chars().map(|c| if hidden(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() });
        quiet_pipe(writeln!(self.stdout, "{}", text.collect::<String>()))
    }

    /// Lines of feedback.
    pub(super) fn feedback(&mut self, lines: &[Line]) -> Result<(), io::Error> {
        for line in lines {
            let mark = if line.tone == Tone::Say { "  " } else { "" };
            self.styled(look(line.tone), format!("{}{mark}{}", " ".repeat(line.indent), line.text).trim_end())?;
        }
        Ok(())
    }

    /// How far something is, on standard error.
    pub(super) fn progress(&mut self, text: &str) -> Result<(), io::Error> {
        quiet_pipe(writeln!(self.stderr, "{}", clean(text)))
    }

    /// A question on standard error, whose answer is typed behind it.
    pub(super) fn ask(&mut self, text: &str) -> Result<(), io::Error> {
        write!(self.stderr, "{} ", clean(text))?;
        self.stderr.flush()
    }

    /// Text that has its own line ends and looks, and is safe to show, on standard error.
    pub(super) fn raw_error(&mut self, text: &str) -> Result<(), io::Error> {
        quiet_pipe(write!(self.stderr, "{text}"))
    }

    /// Something that went wrong, on standard error.
    pub(super) fn error(&mut self, text: &str) -> Result<(), io::Error> {
        let style = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
        quiet_pipe(writeln!(self.stderr, "{style}error{style:#}: {}", clean(text)))
    }

    /// Something to know, on standard error.
    pub(super) fn note(&mut self, text: &str) -> Result<(), io::Error> {
        let style = Style::new().bold().fg_color(Some(AnsiColor::Yellow.into()));
        quiet_pipe(writeln!(self.stderr, "{style}note{style:#}: {}", clean(text)))
    }
}

/// Whoever closed the pipe has read enough.
fn quiet_pipe(result: io::Result<()>) -> io::Result<()> {
    result.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

fn look(tone: Tone) -> Style {
    match tone {
        Tone::Good => GOOD,
        Tone::Bad => BAD,
        Tone::Warn => WARN,
        Tone::Say => Style::new().bold(),
        Tone::Quiet => QUIET,
        Tone::Plain => Style::new(),
    }
}

/// Adds to a value for programs which step of which project it is about; nothing about what stands alone.
pub(super) fn milestone(json: &mut serde_json::Value, milestone: Option<&Milestone>) {
    if let (Some(object), Some(milestone)) = (json.as_object_mut(), milestone) {
        object.insert("project".to_owned(), milestone.project.as_str().into());
        object.insert("milestone".to_owned(), milestone.number.into());
        object.insert("milestones".to_owned(), milestone.of.into());
    }
}

/// What is right.
pub(super) const GOOD: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
/// What is wrong.
pub(super) const BAD: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
/// What needs care.
pub(super) const WARN: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
/// What stays in the background.
pub(super) const QUIET: Style = Style::new().dimmed();
/// Titles.
pub(super) const TITLE: Style = Style::new().bold();

/// The look of a state.
pub(super) fn state(state: State) -> Style {
    match state {
        State::New => QUIET,
        State::Seen => Style::new(),
        State::Tried => WARN,
        State::Passed => GOOD,
    }
}
