//! `roadmap mutants ID…`: shows the wrong answers that no check notices, and writes those down that the author wants to keep.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::num::NonZeroUsize;
use std::path::Path;
use std::str::FromStr;

use super::args::{MutantsArgs, Options};
use super::batch::{Batch, from_here};
use super::print::{self, Out};
use super::{Exit, Stop};
use crate::check::Role;
use crate::curriculum::{Exercise, Item};
use crate::id::{Track, WrongId};
use crate::mutants::{Mutant, place, propose, sources, tracks};
use crate::report::{Format, Mutants, Survivor};
use crate::verify::Trial;

/// A survivor, by its number, and the name that it is kept under: `3=one-too-many`.
#[derive(Debug, Clone)]
pub(super) struct Keep {
    number: NonZeroUsize,
    id: WrongId,
}

impl FromStr for Keep {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let help = "write the number of a survivor and a name for it, such as `3=one-too-many`";
        let (number, id) = text.split_once('=').ok_or(help)?;
        let number = number.parse().map_err(|_| help.to_owned())?;
        let id = id.parse().map_err(|why| format!("{why}; {help}"))?;
        Ok(Keep { number, id })
    }
}

/// What was tried.
struct Tried<'c> {
    exercise: &'c Exercise,
    track: Track,
    mutants: Mutants,
}

pub(super) fn run(options: &Options, args: &MutantsArgs, out: &mut Out) -> Result<Exit, Stop> {
    let course = options.course.as_deref();
    if !args.keep.is_empty() && course.is_none() {
        return Err(Stop::usage("--keep writes into a curriculum's folder: name it with --course DIR"));
    }
    let run = args.run();
    let batch = Batch::open(options, &run, "tried", out)?;
    let (items, _) = batch.items(&args.what)?;
    let exercises = items.iter().filter_map(|item| match item {
        Item::Exercise(id) => batch.curriculum.exercises.get(id),
        Item::Lesson(_) | Item::Quiz(_) => None,
    });
    let work: Vec<(&Exercise, Track)> = exercises
        .flat_map(|exercise| {
            let wanted = tracks(&exercise.spec, &batch.tracks);
            batch.tracks.iter().filter(move |track| *wanted.get(**track)).map(move |track| (exercise, *track))
        })
        .collect();
    let results = batch.results();
    let tried: Vec<Tried<'_>> = batch.install(|progress| {
        let trial =
            Trial { runner: &batch.runner, cancel: &batch.interrupt.cancel, results: results.as_ref(), all: args.all };
        let all = work.len();
        progress(0, all);
        let mut tried = Vec::with_capacity(all);
        for (exercise, track) in work {
            tried.push(Tried { exercise, track, mutants: trial.run(exercise, track) });
            progress(tried.len(), all);
        }
        tried
    })?;
    let mut sum = Mutants::default();
    for one in &tried {
        sum.add(&one.mutants);
    }
    if run.format() == Format::Json {
        json(&tried, &sum, args.at_least, out)?;
    } else {
        human(&tried, course, out)?;
        let style = if sum.is_enough(args.at_least) { print::GOOD } else { print::BAD };
        out.styled(style, &sum.summary())?;
    }
    for keep in &args.keep {
        if let Some(course) = course {
            let written = self::keep(course, &tried, keep)?;
            out.progress(&written)?;
        }
    }
    Ok(if !sum.is_enough(args.at_least) {
        Exit::Wrong
    } else if sum.percent().is_none() || !sum.could_not_look.is_empty() {
        Exit::CouldNotLook
    } else {
        Exit::Ok
    })
}

fn json(tried: &[Tried<'_>], sum: &Mutants, at_least: u8, out: &mut Out) -> Result<(), Stop> {
    let one = |one: &Tried<'_>| {
        serde_json::json!({
            "id": one.exercise.id.as_str(),
            "path": one.track,
            "percent": one.mutants.percent(),
            "mutants": one.mutants,
        })
    };
    out.json(&serde_json::json!({
        "schema": 1,
        "at_least": at_least,
        "percent": sum.percent(),
        "enough": sum.is_enough(at_least),
        "exercises": tried.iter().map(one).collect::<Vec<_>>(),
    }))?;
    Ok(())
}

fn human(tried: &[Tried<'_>], course: Option<&Path>, out: &mut Out) -> Result<(), Stop> {
    let mut number = 0;
    for Tried { exercise, track, mutants } in tried {
        let path = if exercise.spec.shared { String::new() } else { format!(" on {track}") };
        out.styled(print::TITLE, &format!("{}{path}: {}", exercise.id, mutants.summary()))?;
        for why in &mutants.could_not_look {
            out.styled(print::WARN, &format!("  could not look: {why}"))?;
        }
        for survivor in &mutants.survivors {
            number += 1;
            show(number, survivor, course, out)?;
            let name = match &survivor.same_as {
                Some(variant) => format!("it is the same program as {variant}, which no check notices either"),
                None => format!(
                    "add a case that tells them apart, or keep it as a wrong answer: {}",
                    survivor.file.replacen("/solution", "/wrong-…", 1)
                ),
            };
            out.styled(print::QUIET, &format!("     {name}"))?;
        }
    }
    Ok(())
}

fn show(number: usize, survivor: &Survivor, course: Option<&Path>, out: &mut Out) -> Result<(), Stop> {
    let file = course.map_or_else(|| survivor.file.clone(), |course| from_here(course, &survivor.file));
    let Survivor { line, mutation, says, .. } = survivor;
    out.line(&format!("{number:>3}  {file}:{line}: {mutation}: {says}"))?;
    for line in survivor.diff.lines() {
        let style = match line.chars().next() {
            Some('+') => print::GOOD,
            Some('-') => print::BAD,
            Some(_) | None => print::QUIET,
        };
        out.styled(style, &format!("       {line}"))?;
    }
    Ok(())
}

/// Writes a survivor as a wrong answer. What is there already is left as it is.
fn keep(course: &Path, tried: &[Tried<'_>], keep: &Keep) -> Result<String, Stop> {
    let mut all = tried.iter().flat_map(|one| one.mutants.survivors.iter().map(move |survivor| (one, survivor)));
    let found = all.nth(keep.number.get() - 1);
    let (Tried { exercise, track, .. }, survivor) =
        found.ok_or_else(|| Stop::usage(format!("there is no survivor number {}", keep.number)))?;
    let spec = &exercise.spec;
    let sources = sources(spec, *track);
    let role = Role::Wrong(keep.id.clone());
    let is_it = |mutant: &&Mutant| {
        let text = sources.get(&mutant.file).map_or("", String::as_str);
        survivor.mutation == mutant.mutation.name()
            && survivor.file.ends_with(&place(spec, *track, &Role::Solution, &mutant.file))
            && survivor.line == mutant.line
            && crate::verify::diff(text, &mutant.apply(text)) == survivor.diff
    };
    let mutants = propose(spec, *track);
    let mutant = mutants.iter().find(is_it).ok_or_else(|| Stop::could_not_look("this survivor is no longer there"))?;
    let mut first = String::new();
    for (name, text) in &sources {
        let text = if *name == mutant.file { mutant.apply(text) } else { text.clone() };
        let name = format!("exercises/{}/{}", exercise.id, place(spec, *track, &role, name));
        let file = course.join(&name);
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(file.parent().unwrap_or(course))?;
            OpenOptions::new().write(true).create_new(true).open(&file)?.write_all(text.as_bytes())
        };
        write().map_err(|error| Stop::could_not_look(format!("cannot write {name}: {error}")))?;
        if first.is_empty() {
            first = name;
        }
    }
    Ok(format!(
        "kept: {first}\nnow add a check that notices it, and say in exercises/{}/exercise.toml what its author is told:\n\n\
         [[wrong]]\nid = \"{}\"\nsay = \"…\"\n",
        exercise.id, keep.id
    ))
}
