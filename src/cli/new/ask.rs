//! What was said on the command line, or is asked for on a terminal.

use std::io::{IsTerminal, stdin};

use super::super::Stop;
use super::super::print::Out;

/// Something that is needed.
pub(super) struct Wanted<'a> {
    /// What says it on the command line.
    pub flag: &'a str,
    /// What asks for it on a terminal.
    pub question: &'a str,
    /// What an empty answer stands for.
    pub example: Option<&'a str>,
    /// Whether this is also taken where nobody can be asked.
    pub optional: bool,
}

/// Asks, where there is somebody to ask.
pub(super) struct Asker<'o> {
    out: &'o mut Out,
    terminal: bool,
}

impl<'o> Asker<'o> {
    pub(super) fn new(out: &'o mut Out) -> Self {
        Asker { out, terminal: stdin().is_terminal() && std::io::stderr().is_terminal() }
    }

    /// What was said, or else what is answered. `read` tells what a text means, or why it means nothing; on a terminal the
    /// question then comes again.
    pub(super) fn need<T>(
        &mut self,
        said: Option<String>,
        wanted: &Wanted<'_>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, Stop> {
        if let Some(said) = said {
            let of = if wanted.flag.starts_with("--") { format!("{}: ", wanted.flag) } else { String::new() };
            return read(said.trim()).map_err(|why| Stop::usage(format!("{of}{why}")));
        }
        if !self.terminal {
            return match wanted.example.filter(|_| wanted.optional) {
                Some(example) => read(example).map_err(Stop::usage),
                None => Err(Stop::usage(format!(
                    "{} is missing, and there is no terminal to ask on. {}?",
                    wanted.flag, wanted.question
                ))),
            };
        }
        loop {
            let example = wanted.example.filter(|example| !example.is_empty());
            let example = example.map(|example| format!(" [{example}]")).unwrap_or_default();
            self.out.ask(&format!("{}{example}:", wanted.question))?;
            let mut line = String::new();
            if stdin().read_line(&mut line).map_err(Stop::could_not_look)? == 0 {
                return Err(Stop::usage("nothing was made: there was no answer"));
            }
            let answer = match line.trim() {
                "" => wanted.example.unwrap_or_default(),
                answer => answer,
            };
            match read(answer) {
                Ok(value) => return Ok(value),
                Err(why) => self.out.note(&why)?,
            }
        }
    }
}

/// A text of one line that says something.
pub(super) fn one_line(text: &str) -> Result<String, String> {
    match text {
        "" => Err("it is empty".to_owned()),
        text if text.chars().any(char::is_control) => Err("it holds characters that cannot be shown".to_owned()),
        text => Ok(text.to_owned()),
    }
}

/// Texts between commas, at least one.
pub(super) fn list(text: &str) -> Result<Vec<String>, String> {
    let list = maybe_list(text)?;
    if list.is_empty() { Err("name one at least".to_owned()) } else { Ok(list) }
}

/// Texts between commas.
pub(super) fn maybe_list(text: &str) -> Result<Vec<String>, String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(one_line).collect()
}

/// A number.
pub(super) fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("`{text}` is no such number"))
}
