//! `roadmap verify`: proves a curriculum, prints what trips what, and keeps the record.

use std::path::Path;
use std::thread::available_parallelism;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{Options, VerifyArgs};
use super::context::{data_folder, library, workspace_folder};
use super::interrupt::Interrupt;
use super::print::{self, Out};
use super::{Exit, Stop};
use crate::check::Runner;
use crate::curriculum::{Curriculum, Item};
use crate::id::Track;
use crate::progress::{Progress, Store};
use crate::verify::{Matrix, Proof, verify};

pub(super) fn run(options: &Options, args: &VerifyArgs, out: &mut Out) -> Result<Exit, Stop> {
    let course = options.course.as_deref();
    if args.accept && course.is_none() {
        return Err(Stop::usage("--accept writes into a curriculum's folder: name it with --course DIR"));
    }
    if args.accept && options.path.is_some() {
        return Err(Stop::usage("--accept keeps the record of both paths: leave out --path"));
    }
    let (curriculum, problems) = Curriculum::load(&library(options));
    if problems.errors() > 0 {
        out.raw(&problems.render(out.has_colour()))?;
        return Err(Stop::could_not_look("this curriculum cannot be verified before these errors are mended"));
    }
    let Some(curriculum) = curriculum else { return Err(Stop::could_not_look("there is no curriculum here")) };
    let items = items(&curriculum, &args.what)?;
    let tracks = options.path.map_or_else(|| Track::ALL.to_vec(), |track| vec![track]);
    let data = data_folder(options).ok();
    let runner = Runner::on_this_machine(data.as_deref());
    let events = data.and_then(|data| Store::peek(&data).ok()).unwrap_or_default();
    if let Ok(workspace) = workspace_folder(options, &Progress::of(events)) {
        runner.toolchain().use_kits(&workspace);
    }
    let interrupt = Interrupt::listen(runner.toolchain());
    let bar = bar(args.json || options.plain);
    let progress = |done: usize, of: usize| {
        bar.set_length(u64::try_from(of).unwrap_or(u64::MAX));
        bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    };
    // Servers are waited for most of the time, so more programs than cores keep all cores busy.
    let jobs = args.jobs.unwrap_or_else(|| available_parallelism().map_or(2, usize::from) + 2);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().map_err(Stop::could_not_look)?;
    let proofs = pool.install(|| verify(&curriculum, &items, &tracks, &runner, &interrupt.cancel, &progress));
    bar.finish_and_clear();
    if interrupt.cancel.is_cancelled() {
        return Err(Stop::could_not_look("stopped before everything was judged"));
    }
    let accepted =
        if let Some(course) = course.filter(|_| args.accept) { accept(course, &proofs)? } else { Vec::new() };
    if args.json {
        out.json(&proofs)?;
    } else {
        show(&proofs, args.accept, out)?;
        for name in accepted {
            out.line(&format!("accepted: {name}"))?;
        }
    }
    Ok(exit(&proofs, args.accept))
}

/// A bar on standard error, where that is a terminal.
fn bar(quiet: bool) -> ProgressBar {
    let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(None, target);
    match ProgressStyle::with_template("{bar:30} {pos} of {len}  {elapsed}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// The items that were asked for: ids of items, projects or weeks; everything if none is named.
fn items(curriculum: &Curriculum, what: &[String]) -> Result<Vec<Item>, Stop> {
    if what.is_empty() {
        return Ok(curriculum.items().map(|(_, item)| item.clone()).collect());
    }
    let mut items = Vec::new();
    for name in what {
        if let Some(week) = curriculum.week(name) {
            items.extend(week.items.iter().cloned());
        } else if let Some(project) = curriculum.project(name) {
            items.extend(project.milestones.iter().cloned().map(Item::Exercise));
        } else if let Some(item) = curriculum.find(name) {
            items.push(item);
        } else {
            let meant = curriculum.nearest(name).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            return Err(Stop::usage(format!("there is no item, project or week `{name}`{meant}")));
        }
    }
    Ok(items)
}

/// Keeps the new records, each all or nothing.
fn accept(course: &Path, proofs: &[Proof]) -> Result<Vec<String>, Stop> {
    let mut accepted = Vec::new();
    for proof in proofs {
        let Some(record) = proof.record.as_ref().filter(|_| proof.could_not_look.is_empty()) else { continue };
        let name = format!("exercises/{}/record.toml", proof.id);
        let write = || -> std::io::Result<()> {
            let folder = course.join("exercises").join(&proof.id);
            let mut file = tempfile::NamedTempFile::new_in(&folder)?;
            std::io::Write::write_all(&mut file, record.as_bytes())?;
            file.persist(folder.join("record.toml"))?;
            Ok(())
        };
        write().map_err(|error| Stop::could_not_look(format!("cannot write {name}: {error}")))?;
        accepted.push(name);
    }
    Ok(accepted)
}

fn show(proofs: &[Proof], accepting: bool, out: &mut Out) -> Result<(), Stop> {
    for proof in proofs {
        let (mark, style) = match (problems(proof, accepting).next(), proof.could_not_look.is_empty()) {
            (Some(_), _) => ("✗", print::BAD),
            (None, false) => ("?", print::WARN),
            (None, true) => ("✓", print::GOOD),
        };
        out.styled(style, &format!("{mark} {} {} ({}): {} judged", proof.kind, proof.id, proof.path, proof.looked_at))?;
        for problem in problems(proof, accepting) {
            out.styled(print::BAD, &indent(problem))?;
        }
        for why in &proof.could_not_look {
            out.styled(print::WARN, &indent(&format!("could not look: {why}")))?;
        }
        for warning in &proof.warnings {
            out.styled(print::WARN, &indent(&format!("warning: {warning}")))?;
        }
        if let Some(matrix) = &proof.matrix {
            show_matrix(matrix, out)?;
        }
    }
    let count = |of: &dyn Fn(&Proof) -> usize| proofs.iter().map(of).sum::<usize>();
    out.styled(
        print::TITLE,
        &format!(
            "{} judged, {} problems, {} could not be looked at, {} warnings",
            count(&|proof| proof.looked_at),
            count(&|proof| problems(proof, accepting).count()),
            count(&|proof| proof.could_not_look.len()),
            count(&|proof| proof.warnings.len()),
        ),
    )?;
    Ok(())
}

/// One row for each wrong answer, one column for each check.
fn show_matrix(matrix: &Matrix, out: &mut Out) -> Result<(), Stop> {
    for (number, check) in matrix.checks.iter().enumerate() {
        out.styled(print::QUIET, &format!("      {:>2}  {check}", number + 1))?;
    }
    let wide = matrix.rows.iter().map(|kill| kill.wrong.len()).max().unwrap_or(0);
    for kill in &matrix.rows {
        let marks: String = kill.trips.iter().map(|trips| if *trips { " ✗" } else { " ·" }).collect();
        out.styled(print::QUIET, &format!("      {:<wide$} {marks}", kill.wrong))?;
    }
    Ok(())
}

fn indent(text: &str) -> String {
    format!("    {}", text.trim_end().replace('\n', "\n      "))
}

/// What is wrong; a record that is being replaced is not.
fn problems(proof: &Proof, accepting: bool) -> impl Iterator<Item = &String> {
    let record = proof.record_problems.iter().filter(move |_| !accepting);
    proof.problems.iter().chain(record)
}

fn exit(proofs: &[Proof], accepting: bool) -> Exit {
    if proofs.iter().any(|proof| problems(proof, accepting).next().is_some()) {
        Exit::Wrong
    } else if proofs.iter().any(|proof| !proof.could_not_look.is_empty())
        || proofs.iter().all(|proof| proof.looked_at == 0)
    {
        Exit::CouldNotLook
    } else {
        Exit::Ok
    }
}
