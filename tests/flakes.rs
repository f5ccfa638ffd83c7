//! Measures whether a verdict on a server is the same each time, on a machine that has better things to do.
//!
//! Not a part of the usual run. Five times each, or as often as `ROADMAP_FLAKES` says:
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

use roadmap::check::{CheckError, Report, Role, Runner, Submission};
use roadmap::curriculum::{Curriculum, Exercise, Library};
use roadmap::id::Track;
use roadmap::process::Cancel;

/// Busy threads for each processor.
const BUSY: usize = 2;
/// How many submissions are judged at a time.
const WORKERS: usize = 2;

/// One submission that is judged again and again.
struct Case<'a> {
    exercise: &'a Exercise,
    track: Track,
    role: Role,
}

impl Case<'_> {
    /// What is wrong with a verdict, if it is not the one that it should be.
    fn deviation(&self, report: &Report) -> Option<String> {
        let right = match &self.role {
            Role::Solution => report.passed(),
            Role::Wrong(id) => report.wrong().as_ref() == Some(id),
            Role::Starter | Role::Alternate(_) => true,
        };
        let failed = report.checks.iter().filter(|check| !check.passed()).map(|check| {
            let facets = check.seen.iter().flat_map(|seen| &seen.facets).filter(|facet| !facet.held);
            let facets: Vec<_> = facets.map(|facet| format!("{}: {}", facet.name, facet.key)).collect();
            format!("{} ({})", check.label, facets.join(", "))
        });
        (!right).then(|| failed.collect::<Vec<_>>().join("; "))
    }
}

/// The solution and one wrong answer, on both paths, of each exercise that asks a server.
fn cases(curriculum: &Curriculum) -> VecDeque<Case<'_>> {
    let asks = |exercise: &&Exercise| exercise.spec.checks.iter().any(|entry| entry.check.kind() == "http");
    let mut cases = VecDeque::new();
    for exercise in curriculum.exercises.values().filter(asks) {
        for track in Track::ALL {
            let variants = exercise.spec.variants.get(track);
            // Races are the hardest to judge, so their wrong answers come first.
            let races = |role: &Role| matches!(role, Role::Wrong(id) if id.as_str() == "check-then-insert");
            let wrong = variants.iter().map(|variant| &variant.role).filter(|role| matches!(role, Role::Wrong(_)));
            let wrong = wrong.clone().find(|role| races(role)).or(wrong.clone().next());
            let roles = [Some(Role::Solution), wrong.cloned()];
            cases.extend(roles.into_iter().flatten().map(|role| Case { exercise, track, role }));
        }
    }
    cases
}

#[test]
#[ignore = "takes minutes: ROADMAP_FLAKES=200 cargo test --test flakes -- --ignored --nocapture"]
fn verdicts_on_servers_are_the_same_each_time_under_load() {
    let times: usize = env::var("ROADMAP_FLAKES").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    let (curriculum, problems) = Curriculum::load(&Library::folder(&PathBuf::from(env!("CARGO_MANIFEST_DIR"))));
    assert_eq!(problems.errors(), 0, "{}", problems.render(false));
    let curriculum = curriculum.unwrap();
    let only = env::var("ROADMAP_FLAKES_OF").ok();
    let mut cases = cases(&curriculum);
    cases.retain(|case| only.as_ref().is_none_or(|only| only.split(',').any(|id| id == case.exercise.id.as_str())));
    assert!(!cases.is_empty());
    let (queue, deviations) = (Mutex::new(cases), Mutex::new(Vec::new()));
    let (done, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (runner, cancel) = (Runner::on_this_machine(None), Cancel::new());
    let busy = BUSY * thread::available_parallelism().map_or(2, usize::from);
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
                        let Some(case) = queue.lock().unwrap().pop_front() else { break };
                        let Case { exercise, track, role } = &case;
                        let variant = exercise.spec.variant(*track, role).unwrap();
                        let submission = Submission::Content(variant.content.clone());
                        let name = format!("{} {track} {role}", exercise.id);
                        let began = Instant::now();
                        for time in 1..=times {
                            let found = match runner.run(&exercise.spec, *track, &submission, &cancel, &|_, _| ()) {
                                Ok(report) => case.deviation(&report),
                                Err(CheckError::Missing(missing)) => {
                                    eprintln!("{name}: left out: {missing}");
                                    break;
                                }
                                Err(error) => Some(error.to_string()),
                            };
                            done.fetch_add(1, Ordering::SeqCst);
                            if let Some(found) = found {
                                eprintln!("{name}, time {time}: {found}");
                                deviations.lock().unwrap().push(format!("{name}: {found}"));
                            }
                        }
                        eprintln!("{name}: {times} times in {:.0} s", began.elapsed().as_secs_f64());
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
