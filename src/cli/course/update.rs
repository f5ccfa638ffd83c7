//! `roadmap course update`: what is new is fetched, looked at, shown, and only then used.

use serde::Serialize;

use super::super::args::Options;
use super::super::places::{peek, unknown};
use super::super::print::{self, Out, QUIET, TITLE};
use super::super::{Exit, Stop};
use super::{count, fetching, id, opened, told};
use crate::course::{Change, Changed, Course, Courses, Means, News, version};
use crate::curriculum::Item;
use crate::id::{CourseId, Track};
use crate::progress::State;

/// How it is done.
#[derive(Debug, Clone, Copy)]
pub(super) struct How {
    /// Whether nothing is to be changed.
    pub check: bool,
    pub json: bool,
}

/// What is told to programs about a course.
#[derive(Serialize)]
struct Report {
    name: String,
    /// `current`, `updated`, `available` or `failed`.
    outcome: &'static str,
    from: Option<String>,
    to: Option<String>,
    lessons: usize,
    quizzes: usize,
    exercises: Vec<Changed>,
    problem: Option<String>,
}

impl Report {
    fn new(name: &CourseId, outcome: &'static str) -> Self {
        let name = name.to_string();
        let (from, to, exercises, problem) = (None, None, Vec::new(), None);
        Report { name, outcome, from, to, lessons: 0, quizzes: 0, exercises, problem }
    }
}

pub(super) fn run(
    options: &Options,
    courses: &Courses,
    name: Option<&str>,
    how: How,
    means: Means<'_>,
    out: &mut Out,
) -> Result<Exit, Stop> {
    let mut all = courses.all()?;
    if let Some(name) = name {
        let name = id(name)?;
        if !all.iter().any(|(known, _)| *known == name) {
            return Err(unknown(&name, &all, "no course"));
        }
        all.retain(|(known, _)| *known == name);
    }
    if all.is_empty() && !how.json {
        out.line("No course was added yet; `roadmap course add SOURCE` adds one.")?;
    }
    let mut exit = Exit::Ok;
    let mut reports = Vec::new();
    for (name, course) in all {
        let updated = course.map_err(Stop::from).and_then(|course| update(options, courses, course, how, means, out));
        match updated {
            Ok(report) => reports.push(report),
            Err(stop) => {
                // The others are brought up to date all the same.
                out.error(&format!("`{name}` stays as it is: {}", stop.message))?;
                reports.push(Report { problem: Some(stop.message), ..Report::new(&name, "failed") });
                exit = stop.exit;
                if means.cancel.is_cancelled() {
                    break;
                }
            }
        }
    }
    if how.json {
        out.json(&reports)?;
    }
    Ok(exit)
}

fn update(
    options: &Options,
    courses: &Courses,
    course: Course,
    how: How,
    means: Means<'_>,
    out: &mut Out,
) -> Result<Report, Stop> {
    let name = course.name.clone();
    let from = course.commit.clone();
    fetching(&course.source, out)?;
    let Some(news) = courses.news(course, means).map_err(|error| told(error, out))? else {
        if !how.json {
            out.line(&format!("{name}: nothing new"))?;
        }
        return Ok(Report { to: from.clone(), from, ..Report::new(&name, "current") });
    };
    if !how.json {
        show(options, &news, out)?;
    }
    let report = Report {
        from,
        to: news.commit.clone(),
        lessons: news.reading.0,
        quizzes: news.reading.1,
        exercises: news.changes.clone(),
        ..Report::new(&name, if how.check { "available" } else { "updated" })
    };
    if how.check {
        return Ok(report);
    }
    news.accept()?;
    Ok(report)
}

/// The table of what changes, and what that means for what the learner has begun.
fn show(options: &Options, news: &News, out: &mut Out) -> Result<(), Stop> {
    let name = &news.course.name;
    let progress = peek(&opened(options, name));
    let state = |changed: &Changed| {
        let item = Item::Exercise(changed.id.clone());
        Track::ALL.map(|track| progress.state(&item, track)).into_iter().max().unwrap_or_default()
    };
    let versions = match (&news.course.commit, &news.commit) {
        (Some(_), Some(new)) => format!("{} → {}", news.course.version(), version(Some(new))),
        (None, _) | (_, None) => format!("a new copy of {}", news.course.source),
    };
    out.styled(TITLE, &format!("{name}: {versions}"))?;
    let (unchanged, changed): (Vec<_>, Vec<_>) = news.changes.iter().partition(|one| one.change == Change::Unchanged);
    for one in &changed {
        let state = state(one);
        let yours = if state == State::New { String::new() } else { format!(" ({})", state.as_str()) };
        out.styled(look(one.change), &format!("  {:<14} {:<34} {}{yours}", one.change.as_str(), one.id, one.title))?;
    }
    let (lessons, quizzes) = news.reading;
    let reading =
        [(lessons, "lesson", "lessons"), (quizzes, "quiz", "quizzes")].into_iter().filter(|(many, ..)| *many > 0);
    let reading = reading.map(|(many, one, more)| format!("{many} {} changed", if many == 1 { one } else { more }));
    let exercises = (!unchanged.is_empty()).then(|| format!("{} unchanged", count(unchanged.len(), "exercise")));
    let rest: Vec<String> = exercises.into_iter().chain(reading).collect();
    if !rest.is_empty() {
        out.styled(QUIET, &format!("  {}", rest.join(", ")))?;
    }
    let begun = changed.iter().filter(|one| matches!(one.change, Change::Checks | Change::Rewritten));
    for one in begun.filter(|one| state(one) != State::New) {
        out.note(&format!(
            "your files of `{}` stay as they are; `roadmap reset {} --course {name}` hands out the new ones and keeps yours",
            one.id, one.id
        ))?;
    }
    Ok(())
}

fn look(change: Change) -> anstyle::Style {
    match change {
        Change::Unchanged => QUIET,
        Change::Wording => anstyle::Style::new(),
        Change::Checks => print::WARN,
        Change::Rewritten | Change::Removed => print::BAD,
        Change::New => print::GOOD,
    }
}
