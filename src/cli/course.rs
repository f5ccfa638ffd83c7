//! `roadmap course`: courses of other people are added, listed, brought up to date and removed.

use serde::Serialize;

use super::args::{CourseCommand, Options};
use super::interrupt::Interrupt;
use super::places::{courses, data_folder, peek, progress_folder, unknown, workspace_folder};
use super::print::{self, GOOD, Out, QUIET, TITLE};
use super::{Exit, Stop};
use crate::course::{Course, CourseError, Courses, Means, Source};
use crate::curriculum::{Curriculum, Library};
use crate::id::CourseId;
use crate::toolchain::Toolchain;

mod update;

/// Said once for each course, because nothing keeps a checked program from what the learner may do themselves.
const TRUST: &str = "its exercises run programs of its author on this machine, as you: add only courses of people whom you \
                     trust";

impl From<CourseError> for Stop {
    fn from(error: CourseError) -> Self {
        let exit = match error {
            CourseError::NoSource(_)
            | CourseError::Protocol(_)
            | CourseError::NoName(_)
            | CourseError::Taken(_)
            | CourseError::NoCourse(_) => Exit::Usage,
            CourseError::Broken { .. } | CourseError::TooLarge(..) => Exit::Wrong,
            CourseError::Gone(_)
            | CourseError::Fetch { .. }
            | CourseError::Missing(_)
            | CourseError::Start(_)
            | CourseError::Git(_)
            | CourseError::Record { .. }
            | CourseError::Io { .. }
            | CourseError::Busy
            | CourseError::Cancelled => Exit::CouldNotLook,
        };
        Stop { exit, message: error.to_string() }
    }
}

pub(super) fn run(options: &Options, command: CourseCommand, out: &mut Out) -> Result<Exit, Stop> {
    let toolchain = Toolchain::new(Some(&data_folder(options)?));
    let interrupt = Interrupt::listen(&toolchain);
    let means = Means { toolchain: &toolchain, cancel: &interrupt.cancel };
    let courses = courses(options)?;
    let done = match command {
        CourseCommand::Add { source, name } => add(&courses, &source, name.as_deref(), means, out),
        CourseCommand::List { json } => list(&courses, json, out),
        CourseCommand::Update { name, check, json } => {
            update::run(options, &courses, name.as_deref(), update::How { check, json }, means, out)
        }
        CourseCommand::Remove { name } => remove(options, &courses, &name, out),
    };
    // Told here, because a signal ends the program when `interrupt` is dropped.
    done.or_else(|stop| {
        out.error(&stop.message)?;
        Ok(stop.exit)
    })
}

fn add(courses: &Courses, source: &str, name: Option<&str>, means: Means<'_>, out: &mut Out) -> Result<Exit, Stop> {
    let source = Source::parse(source)?;
    let name = name.map_or_else(|| source.name().map_err(Stop::from), id)?;
    fetching(&source, out)?;
    let (course, warnings) = courses.add(&source, name, means).map_err(|error| told(error, out))?;
    let name = &course.name;
    let about = About::of(&course);
    out.styled(GOOD, &format!("added `{name}`: {}, {}", about.title, about.size()))?;
    out.line(&format!(
        "`roadmap --course {name}` opens it; its files and your progress in it are kept apart from all others."
    ))?;
    out.note(TRUST)?;
    if warnings > 0 {
        let warnings = count(warnings, "warning");
        out.note(&format!("it has {warnings}; `roadmap lint --course {name}` tells more"))?;
    }
    Ok(Exit::Ok)
}

/// Tells what is waited for.
fn fetching(source: &Source, out: &mut Out) -> Result<(), Stop> {
    match source {
        Source::Git(_) => Ok(out.progress(&format!("fetching {source}"))?),
        Source::Folder(_) => Ok(()),
    }
}

/// A name as it was typed.
fn id(text: &str) -> Result<CourseId, Stop> {
    text.parse().map_err(|error: crate::id::BadId| Stop::usage(error.to_string()))
}

/// An error, of which the problems of a course are shown first.
fn told(error: CourseError, out: &mut Out) -> Stop {
    if let CourseError::Broken { problems, .. } = &error
        && let Err(error) = out.raw_error(&problems.render(out.has_colour()))
    {
        return error.into();
    }
    error.into()
}

/// What a course holds.
struct About {
    title: String,
    weeks: usize,
    exercises: usize,
    /// What is wrong with it, if anything.
    problem: Option<String>,
}

impl About {
    fn of(course: &Course) -> Self {
        let (curriculum, problems) = Curriculum::load(&Library::folder(&course.folder));
        let curriculum = curriculum.unwrap_or_default();
        About {
            weeks: curriculum.weeks().count(),
            exercises: curriculum.exercises.ids().count(),
            title: curriculum.title,
            problem: (problems.errors() > 0).then(|| problems.totals()),
        }
    }

    fn size(&self) -> String {
        format!("{}, {}", count(self.weeks, "week"), count(self.exercises, "exercise"))
    }
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

#[derive(Serialize)]
struct Listed {
    name: String,
    title: Option<String>,
    source: Option<String>,
    commit: Option<String>,
    updated: Option<String>,
    folder: Option<String>,
    weeks: usize,
    exercises: usize,
    /// What is wrong with it, if anything.
    problem: Option<String>,
}

impl Listed {
    fn of(name: &CourseId, course: Result<&Course, &CourseError>) -> Self {
        let about = match course {
            Ok(course) => About::of(course),
            Err(error) => About { title: String::new(), weeks: 0, exercises: 0, problem: Some(error.to_string()) },
        };
        let course = course.ok();
        Listed {
            name: name.to_string(),
            title: (!about.title.is_empty()).then_some(about.title),
            source: course.map(|course| course.source.to_string()),
            commit: course.and_then(|course| course.commit.clone()),
            updated: course.map(|course| course.updated.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
            folder: course.map(|course| course.folder.display().to_string()),
            weeks: about.weeks,
            exercises: about.exercises,
            problem: about.problem,
        }
    }
}

fn list(courses: &Courses, json: bool, out: &mut Out) -> Result<Exit, Stop> {
    let all = courses.all()?;
    if json {
        let listed: Vec<_> = all.iter().map(|(name, course)| Listed::of(name, course.as_ref())).collect();
        out.json(&listed)?;
        return Ok(Exit::Ok);
    }
    if all.is_empty() {
        out.line("No course was added yet; `roadmap course add SOURCE` adds one. The built-in course needs none.")?;
    }
    for (name, course) in &all {
        match course {
            Ok(course) => {
                let about = About::of(course);
                out.styled(TITLE, &format!("{name}: {}, {}", about.title, about.size()))?;
                let (version, updated) = (course.version(), course.updated.format("%Y-%m-%d"));
                out.styled(QUIET, &format!("  {version} of {}, {updated}", course.source))?;
                if let Some(problem) = about.problem {
                    let more = format!("`roadmap lint --course {name}` tells more");
                    out.styled(print::BAD, &format!("  broken: {problem}; {more}"))?;
                }
            }
            Err(error) => {
                out.styled(TITLE, name.as_str())?;
                out.styled(print::BAD, &format!("  broken: {error}"))?;
            }
        }
    }
    Ok(Exit::Ok)
}

/// The options with which a course would be opened.
fn opened(options: &Options, name: &CourseId) -> Options {
    Options { added: Some(name.clone()), ..options.clone() }
}

fn remove(options: &Options, courses: &Courses, name: &str, out: &mut Out) -> Result<Exit, Stop> {
    let name = id(name)?;
    let all = courses.all()?;
    if !all.iter().any(|(known, _)| *known == name) {
        return Err(unknown(&name, &all, "no course"));
    }
    courses.remove(&name)?;
    let options = opened(options, &name);
    let (files, progress) = (workspace_folder(&options, &peek(&options))?, progress_folder(&options)?);
    out.styled(GOOD, &format!("removed `{name}`"))?;
    let kept = [("your files", files), ("your progress", progress)];
    let kept = kept.iter().filter(|(_, folder)| folder.is_dir());
    let kept: Vec<_> = kept.map(|(what, folder)| format!("{what} in {}", folder.display())).collect();
    if !kept.is_empty() {
        out.line(&format!("Kept: {}.", kept.join(", ")))?;
        out.line(&format!("Added again as `{name}`, it goes on where you were."))?;
    }
    Ok(Exit::Ok)
}
