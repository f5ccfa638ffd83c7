//! Judges one answer, and explains it.

use std::collections::BTreeSet;

use super::{Choice, Form, Given, OrderLine, Question, Slip, letter};
use crate::check::sandbox::Sandbox;
use crate::check::{CheckError, Crash, Facet, Seen};
use crate::id::{ByTrack, Track};
use crate::process::{self, End, Output};

/// What is said of an answer: what was compared, and the explanation.
type Judged = (Vec<Facet>, Option<String>);

impl Question {
    /// Judges one answer; a prediction's program and an ordered program are really run.
    pub fn judge(&self, track: Track, given: &Given, sandbox: &Sandbox<'_>) -> Result<Seen, CheckError> {
        if given.is_empty() {
            let facet = Facet::new("answer", false, "unanswered", "an answer", "nothing yet");
            return Ok(self.seen(vec![facet], Some("There is no answer yet.".to_owned()), None));
        }
        let judged = match &self.form {
            Form::Choice { several, options } => choice(track, *several, options, given),
            Form::Predict { code, prints, slips, say } => {
                let Some(answer) = given.text() else { return Ok(self.malformed(&given.typed())) };
                let real = self.really_prints(code.get(track), prints.get(track), sandbox)?;
                Some(predict(track, &real, answer, slips, say.as_ref()))
            }
            Form::Order { prints, solution, lines } => match given.numbers() {
                Some(given) => Some(order(track, prints, solution.len(), lines, &given, sandbox)?),
                None => None,
            },
        };
        Ok(match judged {
            Some((facets, said)) => self.seen(facets, said, None),
            None => self.malformed(&given.typed()),
        })
    }

    /// What is seen of something that cannot be an answer of the question's form.
    pub(super) fn malformed(&self, typed: &str) -> Seen {
        let (expected, how) = match self.form {
            Form::Choice { several: false, .. } => {
                ("one letter", "Answer with the letter of one option, such as \"a\".")
            }
            Form::Choice { several: true, .. } => {
                ("letters", "Answer with the letters of all right options, such as [\"a\", \"c\"].")
            }
            Form::Predict { .. } => ("text", "Answer with the text that is printed, in quotes."),
            Form::Order { .. } => {
                ("numbers of lines", "Answer with the numbers of the lines, first line first, such as [3, 1, 2].")
            }
        };
        let facet = Facet::new("answer", false, "malformed", expected, process::clean(typed));
        self.seen(vec![facet], Some(how.to_owned()), None)
    }

    pub(super) fn seen(&self, facets: Vec<Facet>, said: Option<String>, crash: Option<Crash>) -> Seen {
        Seen { crash, said, ..Seen::compared(self.id.to_string(), facets) }
    }

    /// What the program really prints; the answer is compared with this and nothing else.
    fn really_prints(&self, code: &str, prints: &str, sandbox: &Sandbox<'_>) -> Result<String, CheckError> {
        let ran = run(code, sandbox)?;
        let real = match ran.end {
            End::Exited(0) => normal(&ran.stdout.text),
            End::Exited(_) => {
                let mut lines = normal(&ran.stdout.text);
                lines.push_str(if lines.is_empty() { "error" } else { "\nerror" });
                lines
            }
            End::Signalled(_) | End::TimedOut | End::OutOfMemory | End::Cancelled => {
                return Err(CheckError::Broken(format!("the program of question `{}` did not end by itself", self.id)));
            }
        };
        if same_text(&real, prints) {
            return Ok(real);
        }
        let (question, real) = (&self.id, sandbox.clean(&real));
        Err(CheckError::Broken(format!(
            "question `{question}` says that `{prints}` is printed, but here it is `{real}`"
        )))
    }
}

fn choice(track: Track, several: bool, options: &[Choice], given: &Given) -> Option<Judged> {
    let chosen = given.chosen(options.len())?;
    if chosen.len() > 1 && !several {
        return None;
    }
    let says = |right: bool| {
        let of = |index: &usize| options.get(*index).filter(|option| option.right == right);
        chosen.iter().filter_map(of).map(|option| option.say.get(track).as_str()).collect::<Vec<_>>()
    };
    let (right, wrong) = (says(true), says(false));
    let all = options.iter().filter(|option| option.right).count();
    let held = wrong.is_empty() && right.len() == all;
    let said = if held {
        right.join("\n\n")
    } else if wrong.is_empty() {
        format!("What you chose is right, but it is not all: {} of {all} right options.", right.len())
    } else {
        wrong.join("\n\n")
    };
    let key = chosen.iter().map(|index| letter(*index).to_string()).collect::<Vec<_>>().join(" ");
    let expected = if all == 1 { "the right option".to_owned() } else { format!("the {all} right options") };
    Some((vec![Facet::new("answer", held, &key, expected, &key)], Some(said)))
}

fn predict(track: Track, real: &str, answer: &str, slips: &[Slip], say: Option<&ByTrack<String>>) -> Judged {
    let answer = normal(answer);
    let held = answer == real;
    let general = || say.map(|say| say.get(track).clone());
    let said = if held {
        general()
    } else {
        slips
            .iter()
            .find(|slip| same_text(&slip.answer, &answer))
            .map(|slip| slip.say.get(track).clone())
            .or_else(|| near_miss(track, real, &answer))
            .or_else(general)
    };
    (vec![Facet::new("answer", held, &answer, real, process::clean(&answer))], said)
}

fn order(
    track: Track,
    prints: &str,
    belong: usize,
    lines: &[OrderLine],
    numbers: &[usize],
    sandbox: &Sandbox<'_>,
) -> Result<Judged, CheckError> {
    let given: Vec<(usize, &OrderLine)> =
        numbers.iter().filter_map(|number| Some((*number, lines.get(number.checked_sub(1)?)?))).collect();
    let as_typed = numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let distinct = numbers.iter().collect::<BTreeSet<_>>().len();
    if given.len() < numbers.len() || distinct < numbers.len() {
        let said = if given.len() < numbers.len() {
            format!("The lines are numbered from 1 to {}.", lines.len())
        } else {
            "Each line can be used once.".to_owned()
        };
        let expected = format!("numbers from 1 to {}, each at most once", lines.len());
        return Ok((vec![Facet::new("answer", false, &as_typed, expected, &as_typed)], Some(said)));
    }

    let code = given.iter().flat_map(|(_, line)| [line.text.as_str(), "\n"]).collect::<String>();
    let ran = run(&code, sandbox)?;
    let (key, actual, crash) = match ran.end {
        End::Exited(0) => {
            let printed = normal(&ran.stdout.text);
            (printed.clone(), sandbox.clean(&printed), None)
        }
        End::TimedOut => ("no end".to_owned(), "the program did not end".to_owned(), None),
        End::Exited(_) | End::Signalled(_) | End::OutOfMemory | End::Cancelled => {
            let crash = sandbox.crash(&ran.stderr.text);
            let kind = crash.as_ref().map_or("", |crash| crash.kind.as_str());
            let line = crash.as_ref().map_or("the program stopped with an error", |crash| crash.line.as_str());
            (format!("crash {kind}"), line.to_owned(), crash)
        }
    };
    let printed = ran.end == End::Exited(0) && same_text(&ran.stdout.text, prints);
    let decoys: Vec<(usize, &str)> =
        given.iter().filter_map(|(number, line)| Some((*number, line.decoy.as_ref()?.get(track).as_str()))).collect();
    let used = decoys.iter().map(|(number, _)| number.to_string()).collect::<Vec<_>>().join(" ");
    let said = if !decoys.is_empty() {
        Some(decoys.iter().map(|(_, say)| *say).collect::<Vec<_>>().join("\n\n"))
    } else if printed {
        None
    } else if given.len() < belong {
        Some(format!("{belong} lines belong in this program. You used {}.", given.len()))
    } else {
        used_too_early(&given).or_else(|| crash.map(|crash| format!("`{}`", crash.line)))
    };
    let facets = vec![
        Facet::new("decoys", decoys.is_empty(), &used, "no line that does not belong", &used),
        Facet::new("stdout", printed, &key, prints.trim_end(), &actual),
    ];
    Ok((facets, said))
}

/// Runs a question's program in a folder of its own, away from the learner's files and what they may shadow.
fn run(code: &str, sandbox: &Sandbox<'_>) -> Result<Output, CheckError> {
    let cancel = sandbox.cancel;
    let private = sandbox.aside()?;
    std::fs::write(private.dir.join(&private.main), code)
        .map_err(|source| CheckError::Io { what: "writing the program of a question".to_owned(), source })?;
    let ran = process::run(&private.command(&private.main, &[])?, cancel)?;
    if ran.end == End::Cancelled { Err(CheckError::Cancelled) } else { Ok(ran) }
}

/// "Line 2 uses `profile`, but no earlier line makes it."
fn used_too_early(given: &[(usize, &OrderLine)]) -> Option<String> {
    let mut made: BTreeSet<&str> = BTreeSet::new();
    for (number, line) in given {
        if let Some(name) = line.uses.iter().find(|name| !made.contains(name.as_str())) {
            return Some(format!("Line {number} uses `{name}`, but no earlier line makes it."));
        }
        made.extend(line.makes.iter().map(String::as_str));
    }
    None
}

/// Answers that show the right idea, when the author has no word for them.
fn near_miss(track: Track, real: &str, answer: &str) -> Option<String> {
    let unquoted = ['"', '\'', '`'].iter().find_map(|quote| answer.strip_prefix(*quote)?.strip_suffix(*quote));
    if unquoted.is_some_and(|inside| inside == real) {
        return Some("The text is right, but the quotes only mark it in the program: they are not printed.".to_owned());
    }
    if answer.to_lowercase() == real.to_lowercase() {
        let words = match track {
            Track::Node => "JavaScript writes `true`, `false` and `null` with small letters",
            Track::Python => "Python writes `True`, `False` and `None` with a capital letter",
        };
        let word = ["true", "false", "null", "none"].contains(&real.to_lowercase().as_str());
        return Some(if word {
            format!("You have the right value; only its spelling is different: {words}.")
        } else {
            "Almost: capital and small letters count.".to_owned()
        });
    }
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    (squeezed(answer) == squeezed(real)).then(|| "Almost: only blanks or line ends are different.".to_owned())
}

/// Without what no learner can see: line-end style, blanks at line ends and around the whole.
fn normal(text: &str) -> String {
    text.trim().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

pub(super) fn same_text(one: &str, other: &str) -> bool {
    normal(one) == normal(other)
}
