//! Tries the examples of a README: what is typed after a `$`, and what it says comes of it.

use crate::check::document::markdown::Markdown;
use crate::check::document::shell;
use crate::check::function::shorten;
use crate::check::sandbox::Sandbox;
use crate::check::{CheckError, Facet, Seen};
use crate::id::Track;
use crate::process::{self, End};

use super::command::blocks;

/// Examples that must hold.
#[derive(Debug, Clone)]
pub(super) struct Examples {
    pub(super) section: String,
    /// How many there must be.
    pub(super) at_least: usize,
}

/// What is typed, and what the README says comes of it.
struct Example<'t> {
    line: &'t str,
    output: Vec<&'t str>,
}

impl Examples {
    /// Runs them in a copy of the folder, one after the other.
    pub(super) fn look(&self, name: &str, file: &Markdown, sandbox: &Sandbox<'_>) -> Result<Seen, CheckError> {
        let number = self.at_least;
        let expected = format!("at least {number} examples in `{}` that come out as written", self.section);
        let facet = |key: &str, actual: String| {
            Seen::compared(name, vec![Facet::compared("examples", key == "right", key, expected.clone(), actual)])
        };
        let Some(section) = file.section(&self.section) else {
            return Ok(facet("no-section", format!("there is no `{}`", self.section)));
        };
        let all: Vec<Example<'_>> = blocks(&section).flat_map(examples).collect();
        if all.len() < number {
            let actual = match all.len() {
                0 => "no line in a code block in `console` begins with `$ `".to_owned(),
                1 => "there is 1".to_owned(),
                found => format!("there are {found}"),
            };
            return Ok(facet("too few", actual));
        }
        let copy = sandbox.fresh()?;
        for Example { line, output } in all {
            let words = shell::words(line);
            let runtime = match copy.track {
                Track::Node => &["node"][..],
                Track::Python => &["python3", "python"],
            };
            if let Some((key, why)) = needs_a_shell(line) {
                return Ok(facet(key, why));
            }
            let followed = match words.as_slice() {
                [program, main, args @ ..] if runtime.contains(&program.as_str()) => Some((main, args)),
                _ => None,
            };
            let Some((main, args)) = followed.filter(|(main, _)| copy.dir.join(main).is_file()) else {
                let how = runtime.first().unwrap_or(&"");
                let why = format!("it does not begin with `{how}` and a file that is here");
                return Ok(facet("not-run", format!("`{line}` cannot be followed: {why}")));
            };
            let ran = process::run(&copy.command(main, args)?, copy.cancel)?;
            if ran.end == End::Cancelled {
                return Err(CheckError::Cancelled);
            }
            let came = copy.clean(&format!("{}{}", ran.stdout.text, ran.stderr.text));
            if normal(came.lines()) != normal(output.iter().copied()) {
                let says =
                    if normal(output.iter().copied()).is_empty() { "nothing".to_owned() } else { output.join(" ⏎ ") };
                let came = if came.trim().is_empty() {
                    "nothing".to_owned()
                } else {
                    shorten(came.trim(), 200).replace('\n', " ⏎ ")
                };
                return Ok(facet("differs", format!("`{line}`: the README says {says}, and the program {came}")));
            }
        }
        Ok(facet("right", "they do".to_owned()))
    }
}

/// The key and the reason where a shell would do more with a line than start a program with these words.
fn needs_a_shell(line: &str) -> Option<(&'static str, String)> {
    let bare = shell::bare(line);
    if bare.contains(['*', '?', '[']) {
        let why = "without quotes, the shell puts the names of files in the place of such signs";
        return Some(("pattern", format!("`{line}` is not what the program gets: {why}")));
    }
    let why = "a program and its arguments are tried here; show what needs more in a block without `console`";
    bare.contains(['|', '&', ';', '<', '>', '(', ')', '$', '`'])
        .then(|| ("shell", format!("`{line}` needs a shell: {why}")))
}

/// The words of each line, and no empty lines around. How wide a gap is depends on the terminal from which it was copied.
fn normal<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    let lines = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

fn examples(text: &str) -> Vec<Example<'_>> {
    let mut all: Vec<Example<'_>> = Vec::new();
    for line in text.lines() {
        match (line.trim_start().strip_prefix("$ "), all.last_mut()) {
            (Some(typed), _) => all.push(Example { line: typed.trim(), output: Vec::new() }),
            (None, Some(last)) => last.output.push(line),
            (None, None) => {}
        }
    }
    all
}
