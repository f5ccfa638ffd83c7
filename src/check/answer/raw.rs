//! Questions as they are typed in TOML, and what cannot be meant by them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::judge::same_text;
use super::{Choice, Form, OrderLine, Question, Slip};
use crate::diagnostic::FileProblems;
use crate::id::{ByTrack, LessonId, QuestionId, Track};

/// A question as typed. Exactly one of `choice`, `predict` and `order` must be given.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawQuestion {
    /// Its id.
    pub id: Spanned<String>,
    /// Where to read again.
    pub lesson: Option<Spanned<String>>,
    /// The tracks; both if it is left out.
    pub paths: Option<Spanned<Vec<Track>>>,
    /// Markdown.
    pub ask: Spanned<ByTrack<String>>,
    choice: Option<Spanned<RawChoice>>,
    predict: Option<Spanned<RawPredict>>,
    order: Option<Spanned<RawOrder>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawChoice {
    #[serde(default)]
    several: bool,
    options: Vec<Spanned<RawOption>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawOption {
    text: ByTrack<String>,
    #[serde(default)]
    right: bool,
    say: Option<ByTrack<String>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawPredict {
    code: Spanned<ByTrack<String>>,
    prints: Spanned<ByTrack<String>>,
    #[serde(default)]
    slips: Vec<Spanned<RawSlip>>,
    say: Option<ByTrack<String>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawSlip {
    answer: String,
    say: Option<ByTrack<String>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawOrder {
    prints: Spanned<String>,
    solution: Spanned<Vec<usize>>,
    lines: Vec<Spanned<RawLine>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawLine {
    text: String,
    #[serde(default)]
    makes: Vec<String>,
    #[serde(default)]
    uses: Vec<Spanned<String>>,
    decoy: Option<ByTrack<String>>,
}

impl Question {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub fn build(raw: Spanned<RawQuestion>, problems: &mut FileProblems<'_>) -> Option<Question> {
        let place = raw.span();
        let raw = raw.into_inner();
        let id = parsed::<QuestionId>(&raw.id, problems);
        let lesson = raw.lesson.as_ref().map(|lesson| parsed::<LessonId>(lesson, problems));
        let tracks = tracks(raw.paths.as_ref(), problems);
        let mut good = true;
        if tracks.iter().any(|track| is_blank(raw.ask.get_ref().get(*track))) {
            problems
                .error("question-ask", raw.ask.span(), "this question asks nothing")
                .help("say in `ask` what the learner is to answer");
            good = false;
        }
        let form = match (raw.choice, raw.predict, raw.order) {
            (Some(choice), None, None) => build_choice(choice, &tracks, problems),
            (None, Some(predict), None) => build_predict(predict, &tracks, problems),
            (None, None, Some(order)) => build_order(order, &tracks, problems),
            (None, None, None) => {
                problems
                    .error("question-form", raw.id.span(), format!("`{}` cannot be answered", raw.id.get_ref()))
                    .help("give it one of `choice`, `predict` and `order`");
                None
            }
            (Some(_), _, _) | (_, Some(_), _) => {
                problems
                    .error("question-form", place, format!("`{}` can be answered in two ways", raw.id.get_ref()))
                    .help("keep one of `choice`, `predict` and `order`");
                None
            }
        };
        let lesson = match lesson {
            Some(lesson) => Some(lesson?),
            None => None,
        };
        let (id, form) = (id?, form?);
        good.then(|| Question { id, lesson, tracks, ask: raw.ask.into_inner(), form })
    }
}

fn parsed<T: TryFrom<String, Error = crate::id::BadId>>(
    typed: &Spanned<String>,
    problems: &mut FileProblems<'_>,
) -> Option<T> {
    match T::try_from(typed.get_ref().clone()) {
        Ok(id) => Some(id),
        Err(crate::id::BadId(bad)) => {
            problems
                .error("bad-id", typed.span(), format!("`{bad}` is no id"))
                .help("use small letters, digits and single hyphens, such as `joined-digits`");
            None
        }
    }
}

fn tracks(paths: Option<&Spanned<Vec<Track>>>, problems: &mut FileProblems<'_>) -> Vec<Track> {
    let Some(paths) = paths else { return Track::ALL.to_vec() };
    if paths.get_ref().is_empty() {
        problems
            .error("no-path", paths.span(), "no learner ever sees this question")
            .help("leave `paths` out for both, or name `node` or `python`");
    }
    Track::ALL.into_iter().filter(|track| paths.get_ref().contains(track)).collect()
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// An explanation that no learner may miss.
fn explanation(
    say: Option<ByTrack<String>>,
    of: &str,
    place: Range<usize>,
    tracks: &[Track],
    problems: &mut FileProblems<'_>,
) -> Option<ByTrack<String>> {
    let say = say.filter(|say| !tracks.iter().any(|track| is_blank(say.get(*track))));
    if say.is_none() {
        problems
            .error("no-explanation", place, format!("{of} has no explanation"))
            .help("say in `say` why it is right, or what makes people think so and why it is not so");
    }
    say
}

fn build_choice(raw: Spanned<RawChoice>, tracks: &[Track], problems: &mut FileProblems<'_>) -> Option<Form> {
    let place = raw.span();
    let raw = raw.into_inner();
    let mut good = true;
    let right = raw.options.iter().filter(|option| option.get_ref().right).count();
    let mut complain = |message: &str, help: &str| {
        problems.error("question-options", place.clone(), message).help(help);
        good = false;
    };
    if right == 0 {
        complain("no option is right", "mark the right one with `right = true`");
    }
    if right == raw.options.len() {
        complain("no option is wrong", "add what people believe who have not understood it yet");
    }
    if right > 1 && !raw.several {
        complain("more than one option is right", "write `several = true`, or leave one of them right");
    }
    if raw.options.len() > 26 {
        complain("there are more options than letters", "keep the ones that teach something");
    }
    let mut options = Vec::new();
    for option in raw.options {
        let place = option.span();
        let option = option.into_inner();
        if tracks.iter().any(|track| is_blank(option.text.get(*track))) {
            problems.error("question-options", place.clone(), "this option claims nothing").help("fill in `text`");
            good = false;
        }
        let say = explanation(option.say, "this option", place, tracks, problems);
        if let Some(say) = say {
            options.push(Choice { text: option.text, right: option.right, say });
        } else {
            good = false;
        }
    }
    good.then_some(Form::Choice { several: raw.several, options })
}

fn build_predict(raw: Spanned<RawPredict>, tracks: &[Track], problems: &mut FileProblems<'_>) -> Option<Form> {
    let raw = raw.into_inner();
    let mut good = true;
    for (name, typed) in [("code", &raw.code), ("prints", &raw.prints)] {
        if tracks.iter().any(|track| is_blank(typed.get_ref().get(*track))) {
            problems
                .error("empty-question", typed.span(), format!("`{name}` is empty"))
                .help("a question is a program that prints something (`error` if it stops with an error)");
            good = false;
        }
    }
    let prints = raw.prints.into_inner();
    let mut slips: Vec<Slip> = Vec::new();
    for slip in raw.slips {
        let place = slip.span();
        let slip = slip.into_inner();
        let problem = if is_blank(&slip.answer) {
            Some("nobody is told this: an empty answer counts as none")
        } else if tracks.iter().any(|track| same_text(prints.get(*track), &slip.answer)) {
            Some("this answer is right")
        } else if slips.iter().any(|known| same_text(&known.answer, &slip.answer)) {
            Some("this answer has an explanation already")
        } else {
            None
        };
        if let Some(problem) = problem {
            problems
                .error("slip", place.clone(), problem)
                .help("slips are wrong predictions, each with its own explanation");
            good = false;
        }
        match explanation(slip.say, "this slip", place, tracks, problems) {
            Some(say) => slips.push(Slip { answer: slip.answer, say }),
            None => good = false,
        }
    }
    good.then(|| Form::Predict { code: raw.code.into_inner(), prints, slips, say: raw.say })
}

fn build_order(raw: Spanned<RawOrder>, tracks: &[Track], problems: &mut FileProblems<'_>) -> Option<Form> {
    let raw = raw.into_inner();
    let mut good = true;
    if is_blank(raw.prints.get_ref()) {
        problems
            .error("empty-question", raw.prints.span(), "the right program prints nothing")
            .help("an order is judged by what the assembled program prints");
        good = false;
    }
    good &= solution_is_sound(&raw, problems);
    let made: BTreeSet<&str> =
        raw.lines.iter().flat_map(|line| line.get_ref().makes.iter().map(String::as_str)).collect();
    for used in raw.lines.iter().flat_map(|line| &line.get_ref().uses) {
        if !made.contains(used.get_ref().as_str()) {
            problems
                .error("order-name", used.span(), format!("no line makes `{used}`"))
                .help("name in `makes` what a line defines, and in `uses` only what other lines make");
            good = false;
        }
    }
    let mut lines = Vec::new();
    for line in raw.lines {
        let place = line.span();
        let line = line.into_inner();
        if is_blank(&line.text) {
            problems.error("empty-question", place.clone(), "this line is empty").help("fill in `text`");
            good = false;
        }
        let decoy = match line.decoy {
            None => None,
            Some(say) => {
                let say = explanation(Some(say), "this decoy", place, tracks, problems);
                good &= say.is_some();
                say
            }
        };
        let uses = line.uses.into_iter().map(Spanned::into_inner).collect();
        lines.push(OrderLine { text: line.text, makes: line.makes, uses, decoy });
    }
    good.then(|| Form::Order { prints: raw.prints.into_inner(), solution: raw.solution.into_inner(), lines })
}

/// Whether the solution names each line once, no decoy, and uses no name before it is made.
fn solution_is_sound(raw: &RawOrder, problems: &mut FileProblems<'_>) -> bool {
    let mut seen = BTreeSet::new();
    let mut made: BTreeSet<&str> = BTreeSet::new();
    let mut wrong = Vec::new();
    for number in raw.solution.get_ref() {
        let line = number.checked_sub(1).and_then(|index| raw.lines.get(index));
        let Some(line) = line else {
            wrong.push(format!("there is no line {number}"));
            continue;
        };
        let line = line.get_ref();
        if !seen.insert(number) {
            wrong.push(format!("line {number} is used twice"));
        }
        if line.decoy.is_some() {
            wrong.push(format!("line {number} is a decoy"));
        }
        wrong.extend(
            line.uses
                .iter()
                .filter(|used| !made.contains(used.get_ref().as_str()))
                .map(|used| format!("line {number} uses `{used}` before it is made")),
        );
        made.extend(line.makes.iter().map(String::as_str));
    }
    if raw.solution.get_ref().is_empty() {
        wrong.push("it is empty".to_owned());
    }
    for problem in &wrong {
        problems
            .error("order-solution", raw.solution.span(), format!("this solution cannot be: {problem}"))
            .help("a solution holds the numbers of the lines as they stand in `lines`, from 1, without the decoys");
    }
    wrong.is_empty()
}
