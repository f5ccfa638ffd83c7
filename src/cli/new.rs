//! `roadmap new`: makes a week, lesson, quiz or exercise, and asks on a terminal for what was not said.

use std::path::{Path, PathBuf};

use super::args::{NewCommand, NewExerciseArgs, NewLessonArgs, NewQuizArgs, NewWeekArgs, Options};
use super::batch::from_here;
use super::print::{GOOD, Out, TITLE};
use super::{Exit, Stop};
use crate::scaffold::{NewExercise, NewLesson, NewQuiz, NewWeek, Plan, ScaffoldError, Site, kinds};

mod ask;

use ask::{Asker, Wanted, list, maybe_list, number, one_line};

/// What is asked for everything new.
const ID: Wanted<'_> = Wanted {
    flag: "its id",
    question: "Its id (small letters, digits, single hyphens)",
    example: None,
    optional: false,
};
const CONCEPTS: Wanted<'_> =
    Wanted { flag: "--concepts", question: "What it is about, separated by commas", example: None, optional: false };

impl From<ScaffoldError> for Stop {
    fn from(error: ScaffoldError) -> Self {
        match error {
            ScaffoldError::NoFolder(_)
            | ScaffoldError::BadId(_)
            | ScaffoldError::Taken { .. }
            | ScaffoldError::Shadows(_)
            | ScaffoldError::NoWeek { .. }
            | ScaffoldError::NoSuchNeed { .. }
            | ScaffoldError::NoKind { .. }
            | ScaffoldError::Value(_)
            | ScaffoldError::Exists(_) => Stop::usage(error.to_string()),
            ScaffoldError::Broken(_) | ScaffoldError::ByHand { .. } | ScaffoldError::Io { .. } => {
                Stop::could_not_look(error)
            }
        }
    }
}

/// What was made, with what the next commands need to know.
enum New {
    Week(String),
    /// With the file to look at.
    Item(String, String),
}

pub(super) fn run(options: &Options, command: NewCommand, out: &mut Out) -> Result<Exit, Stop> {
    let mut asker = Asker::new(out);
    let folder = options.course.as_ref().map(|folder| folder.display().to_string());
    let wanted = Wanted { flag: "--course DIR", question: "The course's folder", example: Some("."), optional: false };
    let root = PathBuf::from(asker.need(folder, &wanted, one_line)?);
    let site = Site::open(&root)?;
    if site.is_fresh() && !matches!(command, NewCommand::Week(_)) {
        let text = format!("there is no course in `{}` yet: begin with `roadmap new week`", root.display());
        return Err(Stop::usage(text));
    }
    let (plan, new) = match command {
        NewCommand::Week(args) => week(args, &site, &mut asker)?,
        NewCommand::Lesson(args) => lesson(args, &site, &mut asker)?,
        NewCommand::Quiz(args) => quiz(args, &site, &mut asker)?,
        NewCommand::Exercise(args) => exercise(args, options, &site, &mut asker)?,
    };
    let made = plan.write(&root)?;
    for (what, files) in [("made", &made.new), ("changed", &made.changed)] {
        for file in files {
            out.styled(GOOD, &format!("{what} {}", from_here(&root, file)))?;
        }
    }
    next(&new, &root, out)?;
    Ok(Exit::Ok)
}

fn week(args: NewWeekArgs, site: &Site, asker: &mut Asker<'_>) -> Result<(Plan, New), Stop> {
    let announced = |id: &str| NewWeek::is_announced(site, id);
    let id = asker.need(args.id, &ID, |id| if announced(id) { Ok(id.to_owned()) } else { fresh(site, id) })?;
    let mut new = NewWeek { id, title: String::new(), outcome: String::new(), hours: 0.0, month: args.month };
    if !announced(&new.id) {
        new.title = asker.need(args.title, &title(&titled(&new.id)), one_line)?;
        new.outcome = asker.need(args.outcome, &outcome("After this week you can …"), one_line)?;
        let wanted =
            Wanted { flag: "--hours", question: "How many hours it takes", example: Some("10"), optional: true };
        new.hours = asker.need(args.hours, &wanted, number)?;
    }
    Ok((new.plan(site)?, New::Week(new.id)))
}

fn lesson(args: NewLessonArgs, site: &Site, asker: &mut Asker<'_>) -> Result<(Plan, New), Stop> {
    let id = asker.need(args.id, &ID, |id| fresh(site, id))?;
    let new = NewLesson {
        week: asker.need(args.week, &of_week(&last_week(site)), |week| known_week(site, week))?,
        title: asker.need(args.title, &title(&titled(&id)), one_line)?,
        outcome: asker.need(args.outcome, &outcome("After this lesson you can …"), one_line)?,
        concepts: asker.need(args.concepts, &CONCEPTS, list)?,
        minutes: asker.need(args.minutes, &minutes("45"), |text| within(text, 1, 600))?,
        id,
    };
    let file = format!("curriculum/{}/{}.md", new.week, new.id);
    Ok((new.plan(site)?, New::Item(new.id, file)))
}

fn quiz(args: NewQuizArgs, site: &Site, asker: &mut Asker<'_>) -> Result<(Plan, New), Stop> {
    let id = asker.need(args.id, &ID, |id| fresh(site, id))?;
    let new = NewQuiz {
        week: asker.need(args.week, &of_week(&last_week(site)), |week| known_week(site, week))?,
        title: asker.need(args.title, &title(&titled(&id)), one_line)?,
        minutes: asker.need(args.minutes, &minutes("20"), |text| within(text, 1, 600))?,
        id,
    };
    let file = format!("curriculum/{}/{}.toml", new.week, new.id);
    Ok((new.plan(site)?, New::Item(new.id, file)))
}

fn exercise(args: NewExerciseArgs, options: &Options, site: &Site, asker: &mut Asker<'_>) -> Result<(Plan, New), Stop> {
    let id = asker.need(args.id, &ID, |id| fresh(site, id))?;
    let question = format!("The kind of its checks ({})", kinds().join(", "));
    let kind = Wanted { flag: "--kind", question: &question, example: Some("function"), optional: false };
    let needs =
        Wanted { flag: "--needs", question: "Lessons and exercises before it", example: Some(""), optional: true };
    let hard = Wanted { flag: "--difficulty", question: "Its difficulty, 1 to 5", example: Some("1"), optional: true };
    let new = NewExercise {
        week: asker.need(args.week, &of_week(&last_week(site)), |week| known_week(site, week))?,
        kind: asker.need(args.kind, &kind, |kind| {
            if kinds().contains(&kind) {
                Ok(kind.to_owned())
            } else {
                Err(ScaffoldError::NoKind { kind: kind.to_owned() }.to_string())
            }
        })?,
        title: asker.need(args.title, &title(&titled(&id)), one_line)?,
        concepts: asker.need(args.concepts, &CONCEPTS, list)?,
        needs: asker.need(args.needs, &needs, |text| {
            let needs = maybe_list(text)?;
            site.needs(&needs).map_err(|error| error.to_string()).map(|()| needs)
        })?,
        difficulty: asker.need(args.difficulty, &hard, |text| within(text, 1, 5))?,
        minutes: asker.need(args.minutes, &minutes("30"), |text| within(text, 1, 600))?,
        only: options.path,
        id,
    };
    let file = format!("exercises/{}/exercise.toml", new.id);
    Ok((new.plan(site)?, New::Item(new.id, file)))
}

fn fresh(site: &Site, id: &str) -> Result<String, String> {
    site.new_id(id).map_err(|error| error.to_string())
}

fn known_week(site: &Site, text: &str) -> Result<String, String> {
    site.week(text).map(|week| week.to_string()).map_err(|error| error.to_string())
}

fn last_week(site: &Site) -> String {
    site.weeks().last().map(ToString::to_string).unwrap_or_default()
}

fn of_week(last: &str) -> Wanted<'_> {
    Wanted { flag: "--week", question: "The week that has it", example: Some(last), optional: false }
}

fn title(example: &str) -> Wanted<'_> {
    Wanted { flag: "--title", question: "Its title", example: Some(example), optional: false }
}

fn outcome(question: &str) -> Wanted<'_> {
    Wanted { flag: "--outcome", question, example: Some("TODO: what one can do then"), optional: false }
}

fn minutes(example: &str) -> Wanted<'_> {
    Wanted { flag: "--minutes", question: "How many minutes it takes", example: Some(example), optional: true }
}

/// A title made of an id: `Celsius to fahrenheit`.
fn titled(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn within<T: Copy + std::str::FromStr + PartialOrd + std::fmt::Display>(
    text: &str,
    least: T,
    most: T,
) -> Result<T, String> {
    let number: T = number(text)?;
    if number < least || number > most { Err(format!("{number} is not from {least} to {most}")) } else { Ok(number) }
}

/// Says what to do next.
fn next(new: &New, root: &Path, out: &mut Out) -> Result<(), Stop> {
    let folder = root.display().to_string();
    let course = format!("--course {}", shell_words::quote(&folder));
    out.styled(TITLE, "next:")?;
    let lines = match new {
        New::Week(id) => vec![
            format!("roadmap new lesson {course} --week {id}"),
            format!("roadmap new exercise {course} --week {id}"),
        ],
        New::Item(id, file) => vec![
            format!("roadmap verify {course} {id}{}", if file.starts_with("exercises/") { " --accept" } else { "" }),
            format!("roadmap preview {}", shell_words::quote(&from_here(root, file))),
        ],
    };
    for line in lines.into_iter().chain([format!("roadmap lint {course}")]) {
        out.line(&format!("  {line}"))?;
    }
    Ok(())
}
