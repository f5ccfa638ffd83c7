//! Measures whether a verdict on a server is the same each time, on a machine that has better things to do.
//!
//! Not a part of the usual run. Each exercise is judged `ROADMAP_FLAKES` times (10 if that is not set), in turn with its solution,
//! its alternates, its starter and its wrong answers on both paths; `ROADMAP_FLAKES_OF=ID,ID` names exercises. Besides, there
//! are as many busy threads as processors, or as `ROADMAP_FLAKES_BUSY` says: none on a machine that is busy anyway.
//!
//! ```sh
//! ROADMAP_FLAKES=200 cargo test --test flakes -- --ignored --nocapture
//! ```
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs, reason = "a measurement that tells what it measured")]

use std::collections::VecDeque;
use std::env;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use roadmap::check::{CheckError, Content, Need, Report, Role, Runner, Submission};
use roadmap::curriculum::{Curriculum, Exercise, Library};
use roadmap::id::Track;
use roadmap::process::Cancel;
use roadmap::toolchain::Missing;

/// How many submissions are judged at a time.
const WORKERS: usize = 2;

/// One submission, and what has to be said of it.
struct Case<'a> {
    exercise: &'a Exercise,
    track: Track,
    role: &'a Role,
    content: &'a Content,
}

impl<'a> Case<'a> {
    /// All variants of an exercise, on both paths.
    fn of(exercise: &'a Exercise) -> Vec<Self> {
        let variants = |track| exercise.spec.variants.get(track).iter().map(move |variant| (track, variant));
        let all = Track::ALL.into_iter().flat_map(variants);
        all.map(|(track, variant)| Case { exercise, track, role: &variant.role, content: &variant.content }).collect()
    }

    /// Judges it once: what is wrong with the verdict, if it is not the one that it should be.
    fn deviation(&self, runner: &Runner) -> Result<Option<String>, Missing> {
        let submission = Submission::Content(self.content.clone());
        match runner.run(&self.exercise.spec, self.track, &submission, &Cancel::new(), &|_, _| ()) {
            Ok(report) if self.is_right(&report) => Ok(None),
            Ok(report) => Ok(Some(failures(&report))),
            Err(CheckError::Missing(missing)) => Err(missing),
            Err(error) => Ok(Some(error.to_string())),
        }
    }

    fn is_right(&self, report: &Report) -> bool {
        match self.role {
            Role::Solution | Role::Alternate(_) => report.passed(),
            Role::Wrong(id) => report.wrong().as_ref() == Some(id),
            Role::Starter => !report.passed(),
        }
    }
}

/// Names what failed, of earlier milestones too, in one line.
fn failures(report: &Report) -> String {
    let earlier = report.earlier.iter().flat_map(|one| one.checks.iter().map(move |check| (one.id.as_str(), check)));
    let all = earlier.chain(report.checks.iter().map(|check| ("", check)));
    let failed = all.filter(|(_, check)| !check.passed()).map(|(of, check)| {
        let facets = check.seen.iter().flat_map(|seen| &seen.facets).filter(|facet| !facet.held);
        let facets = facets.map(|facet| format!("{}: {} ({})", facet.name, facet.key, facet.actual));
        let crash = check.seen.iter().filter_map(|seen| seen.crash.as_ref()).map(|crash| crash.line.clone());
        format!("{of} {} ({})", check.label, facets.chain(crash).collect::<Vec<_>>().join(", "))
    });
    failed.collect::<Vec<_>>().join("; ")
}

/// Whether something that answers over a socket stands between the submission and its verdict.
fn asks_a_server(exercise: &Exercise) -> bool {
    exercise.spec.checks.iter().any(|entry| {
        matches!(entry.check.kind(), "http" | "websocket") || entry.check.needs().into_iter().any(Need::is_server)
    })
}

fn number(variable: &str, usual: usize) -> usize {
    env::var(variable).map_or(usual, |text| text.parse().unwrap())
}

#[test]
#[ignore = "takes minutes: ROADMAP_FLAKES=200 cargo test --test flakes -- --ignored --nocapture"]
fn verdicts_on_servers_are_the_same_each_time_under_load() {
    let times = number("ROADMAP_FLAKES", 10);
    let (curriculum, problems) = Curriculum::load(&Library::folder(&PathBuf::from(env!("CARGO_MANIFEST_DIR"))));
    assert_eq!(problems.errors(), 0, "{}", problems.render(false));
    let curriculum = curriculum.unwrap();
    let only = env::var("ROADMAP_FLAKES_OF").ok();
    let mut exercises: Vec<_> = curriculum.exercises.values().filter(|exercise| asks_a_server(exercise)).collect();
    exercises.retain(|exercise| only.as_ref().is_none_or(|only| only.split(',').any(|id| id == exercise.id.as_str())));
    assert!(!exercises.is_empty());
    let (queue, deviations) = (Mutex::new(VecDeque::from(exercises)), Mutex::new(Vec::new()));
    let (done, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let runner = Runner::on_this_machine(None);
    let busy = number("ROADMAP_FLAKES_BUSY", thread::available_parallelism().map_or(2, usize::from));
    thread::scope(|scope| {
        for _ in 0..busy {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    std::hint::spin_loop();
                }
            });
        }
        let workers: Vec<_> = (0..WORKERS)
            .map(|_| {
                scope.spawn(|| {
                    loop {
                        let Some(exercise) = queue.lock().unwrap().pop_front() else { break };
                        let (cases, began, mut judged) = (Case::of(exercise), Instant::now(), 0);
                        for case in cases.iter().cycle().take(times) {
                            let name = format!("{} {} {}", exercise.id, case.track, case.role);
                            match case.deviation(&runner) {
                                Ok(None) => judged += 1,
                                Ok(Some(found)) => {
                                    judged += 1;
                                    eprintln!("{name}: {found}");
                                    deviations.lock().unwrap().push(format!("{name}: {found}"));
                                }
                                Err(missing) => eprintln!("{name}: left out: {missing}"),
                            }
                        }
                        done.fetch_add(judged, Ordering::SeqCst);
                        let (variants, seconds) = (cases.len(), began.elapsed().as_secs_f64());
                        eprintln!("{}: {judged} verdicts on {variants} variants in {seconds:.0} s", exercise.id);
                    }
                })
            })
            .collect();
        // Whatever a worker panics of, the busy threads must end.
        let ended: Vec<_> = workers.into_iter().map(thread::ScopedJoinHandle::join).collect();
        stop.store(true, Ordering::Relaxed);
        assert!(ended.iter().all(Result::is_ok));
    });
    let deviations = deviations.into_inner().unwrap();
    eprintln!("{} verdicts under {busy} busy threads, {} deviations", done.into_inner(), deviations.len());
    assert_eq!(deviations, [""; 0]);
}
